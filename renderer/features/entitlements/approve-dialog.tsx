import { Alert, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { EntitlementRow } from '#shared/contract/entitlements.ts';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { wordTotals } from './data.ts';

interface ApproveDialogProps {
  readonly rows: readonly EntitlementRow[];
  readonly onePersonMode: boolean;
  readonly onClose: () => void;
}

/** The second person's approval, with the numbers that person sees; they are sent along and must still be true. */
export function ApproveDialog({ rows, onePersonMode, onClose }: ApproveDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [reason, setReason] = useState('');
  const approve = useCommand(client.entitlements.approve, { quiet: true, done: (done) => `已批准 ${done.count} 笔 ${formatYuan(done.sumFen)} 元，已记入台账` });
  const unannounced = rows.filter((row) => row.notice !== 'ended');
  const programmes = [...Map.groupBy(rows, (row) => row.programmeName)];
  return (
    <FormDialog
      opened danger onClose={onClose} title="批准应发" submitLabel="批准" sentence={<b>将批准 {wordTotals(rows)}</b>}
      submitDisabled={rows.length === 0 || (unannounced.length > 0 && reason.trim().length < 2)}
      onSubmit={() => approve.mutateAsync({
        schoolId, term, entitlementIds: rows.map((row) => row.id), expectedCount: rows.length, expectedSumFen: sumFen(rows.map((row) => row.amountFen)),
        noticeWaivedReason: unannounced.length > 0 ? reason.trim() : null,
      })}
    >
      <table className="plain">
        <thead><tr><th>资助项目</th><th className="number">笔数</th><th className="number">金额（元）</th></tr></thead>
        <tbody>
          {programmes.map(([name, own]) => (
            <tr key={name}><td>{name}</td><td className="number">{own.length}</td><td className="number">{formatYuan(sumFen(own.map((row) => row.amountFen)))}</td></tr>
          ))}
        </tbody>
        <tfoot><tr><td>合计</td><td className="number">{rows.length}</td><td className="number">{formatYuan(sumFen(rows.map((row) => row.amountFen)))}</td></tr></tfoot>
      </table>
      {unannounced.length > 0 && (
        <Textarea
          label={`有 ${unannounced.length} 笔公示还没有结束，先批准的理由`} description="公示结束后批准不用写；理由会印在审批表上并存档" required autosize minRows={2}
          value={reason} onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {onePersonMode && <Alert color="yellow" variant="light">本校为单人模式：经办和批准可以是同一人，审批表上会注明。</Alert>}
      <p className="dim">批准后不能直接修改；有误时撤回并写明理由，台账留有冲销分录。</p>
    </FormDialog>
  );
}
