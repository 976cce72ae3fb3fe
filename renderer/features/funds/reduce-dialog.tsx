import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Fen } from '#shared/domain/money/fen.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { AllotmentLineView } from '#shared/contract/allotments.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyInput } from '#renderer/components/money-input.tsx';
import classes from './funds.module.css';

/** A later document takes back what has not arrived. */
export function ReduceDialog({ line, onClose }: { readonly line: AllotmentLineView; readonly onClose: () => void }): ReactElement {
  const { schoolId, today } = useArchive();
  const reduce = useCommand(client.allotments.reduce, { done: '调减已登记', quiet: true });
  const [docNo, setDocNo] = useState('');
  const [issuedOn, setIssuedOn] = useState<typeof today | null>(today);
  const [fen, setFen] = useState<Fen | null>(null);
  const complete = docNo.trim() !== '' && issuedOn !== null && fen !== null && fen > 0;
  return (
    <FormDialog
      opened onClose={onClose} title={`调减 ${line.docNo}`} submitLabel="登记调减" submitDisabled={!complete}
      sentence={`“${line.programmeName}”还有 ${formatYuan(line.openFen)} 元没有到账，最多调减这么多。`}
      onSubmit={() => (issuedOn === null || fen === null ? Promise.resolve(false) : reduce.mutateAsync({ schoolId, lineId: line.id, docNo, issuedOn, fen }))}
    >
      <div className={classes['fields']}>
        <TextInput label="调减文号" required maxLength={80} value={docNo} onChange={(event) => setDocNo(event.currentTarget.value)} />
        <DateInput label="文件日期" required value={issuedOn} onChange={setIssuedOn} />
        <MoneyInput label="调减金额" required value={fen} onChange={setFen} />
      </div>
    </FormDialog>
  );
}
