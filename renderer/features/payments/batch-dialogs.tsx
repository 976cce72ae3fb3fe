import { Alert, PasswordInput, TextInput, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { PaymentBatch } from '#shared/contract/payments.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { saveFile } from '#renderer/bridge/shell.ts';
import { tellDone } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyInput } from '#renderer/components/money-input.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';

interface BatchDialogProps {
  readonly batch: PaymentBatch;
  readonly onClose: () => void;
}

/** The second person types the totals from their own paper; equal figures let the batch go. */
export function ReleaseDialog({ batch, onClose }: BatchDialogProps): ReactElement {
  const { schoolId } = useArchive();
  const [count, setCount] = useState('');
  const [sum, setSum] = useState<Fen | null>(null);
  const checks = useQuery(api.payments.checks.queryOptions({ input: { schoolId, of: { kind: 'batch', batchId: batch.id } } })).data;
  const release = useCommand(client.payments.release, { quiet: true, done: `批次 ${batch.no} 已放行，可以导出` });
  return (
    <FormDialog
      opened danger onClose={onClose} title={`复核放行批次 ${batch.no}`} submitLabel="放行" submitDisabled={!/^\d+$/u.test(count) || sum === null}
      sentence={<b>将放行 {batch.programmeName} {batch.totals.count} 笔 {formatYuan(batch.totals.sumFen)} 元。请照审批表填写笔数和金额。</b>}
      onSubmit={() => release.mutateAsync({ schoolId, batchId: batch.id, count: Number(count), sumFen: sum ?? (0 as Fen) })}
    >
      {checks !== undefined && checks.open > 0 && <Alert color="yellow" variant="light" title={`还有 ${checks.open} 条核对提醒没有处理，见批次的“核对”`} />}
      <TextInput label="审批表上的笔数" required inputMode="numeric" value={count} onChange={(event) => setCount(event.currentTarget.value.trim())} />
      <MoneyInput label="审批表上的金额" required value={sum} onChange={setSum} />
    </FormDialog>
  );
}

/** Gives the bank's files. From the second time on it asks why. */
export function ExportDialog({ batch, zip, onClose }: BatchDialogProps & { /** The format asks for a zip with a password. */ readonly zip: boolean }): ReactElement {
  const { schoolId } = useArchive();
  const [reason, setReason] = useState('');
  const [zipPassword, setZipPassword] = useState('');
  const again = batch.state === 'exported';
  const exportFiles = useCommand(client.payments.export, { quiet: true });
  const submit = async (): Promise<void> => {
    const { files, exportNo } = await exportFiles.mutateAsync({ schoolId, batchId: batch.id, reason: reason.trim(), zipPassword: zip ? zipPassword : '' });
    for (const file of files) if (await saveFile(file)) tellDone(`已存为 ${file.name}（第 ${exportNo} 次导出）`);
  };
  return (
    <FormDialog
      opened danger onClose={onClose} title={again ? `再次导出批次 ${batch.no}` : `导出批次 ${batch.no}`} submitLabel="导出" submitDisabled={(again && reason.trim().length < 2) || (zip && zipPassword.length < 8)}
      sentence={again
        ? <b>这个批次已导出 {batch.exportCount} 次。将给出与第一次完全相同的文件，请当心重复报送。</b>
        : <b>将提交 {batch.totals.count} 笔 {formatYuan(batch.totals.sumFen)} 元，记入台账，状态变为“已报送”。</b>}
      onSubmit={submit}
    >
      {zip && (
        <PasswordInput
          label="压缩包的密码" required autoComplete="off" description="至少 8 位字母、数字或符号。程序不保存，请另外告诉银行，不要和文件放在一起" value={zipPassword}
          visibilityToggleButtonProps={{ 'aria-label': '显示或隐藏密码' }} onChange={(event) => setZipPassword(event.currentTarget.value)}
        />
      )}
      {again && <Textarea label="再次导出的原因" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
    </FormDialog>
  );
}

/** Takes a batch back as long as the bank has answered nothing. */
export function WithdrawDialog({ batch, onClose }: BatchDialogProps): ReactElement {
  const { schoolId } = useArchive();
  const withdraw = useCommand(client.payments.withdraw, { quiet: true, done: `批次 ${batch.no} 已撤回` });
  return (
    <ReasonDialog
      title={`撤回批次 ${batch.no}`} submitLabel="撤回" label="撤回的原因" onClose={onClose}
      sentence={<b>将撤回 {batch.totals.count} 笔 {formatYuan(batch.totals.sumFen)} 元{batch.state === 'exported' ? '，台账做冲销。请先确认银行还没有处理' : ''}；这些学生可以进别的批次。</b>}
      onSubmit={(reason) => withdraw.mutateAsync({ schoolId, batchId: batch.id, reason })}
    />
  );
}
