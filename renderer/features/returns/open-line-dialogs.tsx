import { SegmentedControl, Select, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { OpenLine } from '#shared/contract/returns.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyInput } from '#renderer/components/money-input.tsx';

/** Answers lines from the bank's own paper, where no return row did. */
export function AnswerDialog({ rows, onClose }: { readonly rows: readonly OpenLine[]; readonly onClose: () => void }): ReactElement {
  const { schoolId, today } = useArchive();
  const [result, setResult] = useState<'paid' | 'failed'>('paid');
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [evidence, setEvidence] = useState('');
  const [reason, setReason] = useState('');
  const record = useCommand(client.returns.recordByHand, { quiet: true, done: ({ recorded }) => `已登记 ${recorded} 笔` });
  return (
    <FormDialog
      opened danger onClose={onClose} title="按银行凭证登记结果" submitLabel="登记" submitDisabled={onDate === null || evidence.trim().length < 2}
      sentence={<b>将把 {rows.length} 笔 {formatYuan(sumFen(rows.map((row) => row.amountFen)))} 元登记为{result === 'paid' ? '成功' : '失败'}，记入台账。</b>}
      onSubmit={() => record.mutateAsync({ schoolId, lineIds: rows.map((row) => row.lineId), result, onDate: onDate ?? today, evidence: evidence.trim(), reason: reason.trim() })}
    >
      <SegmentedControl aria-label="结果" value={result} data={[{ value: 'paid', label: '成功' }, { value: 'failed', label: '失败' }]} onChange={(value) => setResult(value === 'failed' ? 'failed' : 'paid')} />
      <DateInput label="入账或退回的日期" required value={onDate} onChange={setOnDate} />
      <TextInput label="凭什么（回单号、流水）" required value={evidence} maxLength={200} onChange={(event) => setEvidence(event.currentTarget.value)} />
      {result === 'failed' && <TextInput label="失败的原因" value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />}
    </FormDialog>
  );
}

/** Says that the account of failed lines is right as it is, with the paper that shows it. */
export function CorrectDialog({ rows, onClose }: { readonly rows: readonly OpenLine[]; readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const [note, setNote] = useState('');
  const [evidence, setEvidence] = useState('');
  const correct = useCommand(client.returns.correct, { quiet: true, done: ({ corrected }) => `${corrected} 笔可以补发了` });
  return (
    <FormDialog
      opened danger onClose={onClose} title="账户无误，可以补发" submitLabel="记下" submitDisabled={note.trim().length < 2}
      sentence={<b>{rows.length} 笔 {formatYuan(sumFen(rows.map((row) => row.amountFen)))} 元将照现有账户补发。账号要改的，请按 Enter 去更正账户，并在那里附上凭据。</b>}
      onSubmit={() => correct.mutateAsync({ schoolId, lineIds: rows.map((row) => row.lineId), note: note.trim(), evidence: evidence.trim() })}
    >
      <Textarea label="为什么现在可以（如监护人已激活）" description="至少两个字，会存档" required autosize minRows={2} maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <TextInput label="凭什么（银行柜面单、家长签字）" value={evidence} maxLength={200} onChange={(event) => setEvidence(event.currentTarget.value)} />
    </FormDialog>
  );
}

const ways = [{ value: 'bank', label: '银行退回' }, { value: 'cash', label: '现金' }, { value: 'offset', label: '下学期抵扣' }];

interface RecoveryDialogProps {
  readonly lineId: number;
  readonly studentName: string;
  readonly openFen: Fen;
  readonly onClose: () => void;
}

/** Money back from a payee of a wrong payment: whole or part. */
export function RecoveryDialog({ lineId, studentName, openFen, onClose }: RecoveryDialogProps): ReactElement {
  const { schoolId, today } = useArchive();
  const [amount, setAmount] = useState<Fen | null>(openFen);
  const [receivedOn, setReceivedOn] = useState<IsoDate | null>(today);
  const [way, setWay] = useState('bank');
  const [reason, setReason] = useState('');
  const [evidence, setEvidence] = useState('');
  const record = useCommand(client.returns.recordRecovery, { quiet: true, done: ({ remainingFen }) => (remainingFen === 0 ? '已全部追回' : `还差 ${formatYuan(remainingFen)} 元`) });
  return (
    <FormDialog
      opened danger onClose={onClose} title={`登记追回：${studentName}`} submitLabel="登记追回" submitDisabled={amount === null || receivedOn === null || reason.trim().length < 2}
      sentence={<b>还差 {formatYuan(openFen)} 元；将记 {amount === null ? '—' : formatYuan(amount)} 元从收款人追回，台账增加资金。</b>}
      onSubmit={() => record.mutateAsync({
        schoolId, lineId, amountFen: amount ?? (0 as Fen), way: way as 'bank' | 'cash' | 'offset', receivedOn: receivedOn ?? today, reason: reason.trim(), evidence: evidence.trim(),
      })}
    >
      <MoneyInput label="追回的金额" required value={amount} onChange={setAmount} />
      <DateInput label="收到的日期" required value={receivedOn} onChange={setReceivedOn} />
      <Select label="方式" allowDeselect={false} data={ways} value={way} onChange={(value) => setWay(value ?? 'bank')} />
      <TextInput label="凭证（回单号、收据号）" value={evidence} maxLength={200} onChange={(event) => setEvidence(event.currentTarget.value)} />
      <TextInput label="说明" required value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
