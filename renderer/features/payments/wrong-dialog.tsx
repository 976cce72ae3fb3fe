import { Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { BatchLine } from '#shared/contract/payments.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { recoveryCauseText, recoveryCauses } from '#shared/domain/disbursement/recovery-case.ts';
import type { RecoveryCause } from '#shared/domain/disbursement/recovery-case.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

/** A payment found to have gone wrong: opens a case that lasts until the money is back. */
export function WrongDialog({ line, onClose }: { readonly line: BatchLine; readonly onClose: () => void }): ReactElement {
  const { schoolId, today } = useArchive();
  const [cause, setCause] = useState<RecoveryCause>('wrong_payee');
  const [foundOn, setFoundOn] = useState<IsoDate | null>(today);
  const [note, setNote] = useState('');
  const find = useCommand(client.returns.findWrong, { quiet: true, done: ({ no }) => `已立追回 ${no}，到“回盘 → 追回”里登记` });
  return (
    <FormDialog
      opened danger onClose={onClose} title="发现错发" submitLabel="记为错发" submitDisabled={foundOn === null || note.trim().length < 2}
      sentence={<b>将把 {line.studentName} 的 {formatYuan(line.amountFen)} 元记为错发并立一件追回，钱全部收回才了结。</b>}
      onSubmit={() => find.mutateAsync({ schoolId, lineId: line.id, cause, foundOn: foundOn ?? today, note: note.trim() })}
    >
      <Select label="错在哪里" allowDeselect={false} value={cause} data={recoveryCauses.map((value) => ({ value, label: recoveryCauseText[value] }))} onChange={(value) => setCause(value ?? 'other')} />
      <DateInput label="发现的日期" required value={foundOn} onChange={setFoundOn} />
      <Textarea label="怎么发现的" description="如家长反映、对账、检查" required autosize minRows={2} maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </FormDialog>
  );
}
