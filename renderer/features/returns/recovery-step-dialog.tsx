import { Select, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RecoveryCaseView } from '#shared/contract/returns.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { recoveryStepKinds, recoveryStepText } from '#shared/domain/disbursement/recovery-case.ts';
import type { RecoveryStepKind } from '#shared/domain/disbursement/recovery-case.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyInput } from '#renderer/components/money-input.tsx';

/** What was said in a case: asked, agreed with amount and day, refused, or a note. */
export function RecoveryStepDialog({ row, onClose }: { readonly row: RecoveryCaseView; readonly onClose: () => void }): ReactElement {
  const { schoolId, today } = useArchive();
  const [kind, setKind] = useState<RecoveryStepKind>(row.state === 'found' ? 'asked' : 'agreed');
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [person, setPerson] = useState(row.holderName);
  const [promised, setPromised] = useState<Fen | null>(row.remainingFen);
  const [promisedBy, setPromisedBy] = useState<IsoDate | null>(null);
  const [note, setNote] = useState('');
  const record = useCommand(client.returns.recordStep, { quiet: true, done: '已记下' });
  const complete = onDate !== null && note.trim().length >= 2 && (kind === 'noted' || person.trim() !== '') && (kind !== 'agreed' || (promised !== null && promisedBy !== null));
  return (
    <FormDialog
      opened onClose={onClose} title={`追回 ${row.no}：记一步`} submitLabel="记下" submitDisabled={!complete} sentence={<>还有 {formatYuan(row.remainingFen)} 元没有收回。</>}
      onSubmit={() => record.mutateAsync({
        schoolId, caseId: row.id, kind, onDate: onDate ?? today, person: kind === 'noted' ? '' : person.trim(), note: note.trim(), ...(kind === 'agreed' ? { promisedFen: promised, promisedBy } : {}),
      })}
    >
      <Select label="这一步是" allowDeselect={false} value={kind} data={recoveryStepKinds.map((value) => ({ value, label: recoveryStepText[value] }))} onChange={(value) => setKind(value ?? 'noted')} />
      <DateInput label="日期" required value={onDate} onChange={setOnDate} />
      {kind !== 'noted' && <TextInput label="找的是谁" required maxLength={60} value={person} onChange={(event) => setPerson(event.currentTarget.value)} />}
      {kind === 'agreed' && <MoneyInput label="约定退多少" required value={promised} onChange={setPromised} />}
      {kind === 'agreed' && <DateInput label="哪天前退" required value={promisedBy} onChange={setPromisedBy} />}
      <Textarea label="怎么说的" required autosize minRows={2} maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </FormDialog>
  );
}
