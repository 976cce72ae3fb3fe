import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AdjustmentRow } from '#shared/contract/adjustments.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { adjustmentKindNames, adjustmentStepNames } from '#shared/text/adjustments.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import classes from './entitlements.module.css';

type Asked = 'approve' | 'reject' | 'withdraw' | 'apply';

const change = (row: AdjustmentRow): string => `${formatYuan(row.beforeFen)} 元 → ${formatYuan(row.afterFen)} 元`;

/** One adjustment: what, why, on which paper, who did what, and what may be done with it now. */
export function AdjustmentSide({ row, onePersonMode }: { readonly row: AdjustmentRow; readonly onePersonMode: boolean }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [asked, setAsked] = useState<Asked | null>(null);
  const mayDecide = can('entitlement.approve') && row.state === 'pending' && (!row.own || onePersonMode);
  return (
    <section className={`card ${classes['side']}`} aria-label={`${row.studentName} 的调整`} tabIndex={0}>
      <h2>{row.studentName}　{adjustmentKindNames[row.kind]}</h2>
      <p><b>{change(row)}</b>，自 {row.effectiveOn} 起</p>
      <p>{row.programmeName}<br />理由：{row.reason}<br />依据：{row.evidence}</p>
      <ol aria-label="办理经过">
        <li>{row.proposedOn} {row.proposedBy} 提出</li>
        {row.steps.map((one) => <li key={one.step}>{one.on} {one.by} {adjustmentStepNames[one.step]}{one.alone ? '（单人模式）' : ''}{one.note === '' ? '' : `：${one.note}`}</li>)}
      </ol>
      {row.next !== '' && <p className="dim">{row.state === 'pending' && row.own && !onePersonMode ? '由您提出，等另一人审批' : row.next}</p>}
      <Group gap="xs">
        {mayDecide && <Button onClick={() => setAsked('approve')}>批准</Button>}
        {mayDecide && <Button variant="default" onClick={() => setAsked('reject')}>退回</Button>}
        {row.state === 'pending' && row.own && <Button variant="default" onClick={() => setAsked('withdraw')}>撤回</Button>}
        {row.state === 'recovering' && can('entitlement.propose') && <Button onClick={() => setAsked('apply')}>落实</Button>}
        <FileButton print make={() => client.adjustments.print({ schoolId, term, adjustmentId: row.id })}>打印审批表</FileButton>
      </Group>
      <AttachmentList subject="entitlement_adjustment" subjectId={row.id} kinds={['依据材料', '审批表扫描', '其他材料']} canWrite={can('entitlement.propose')} />
      {asked !== null && <StepDialog row={row} asked={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function StepDialog({ row, asked, onClose }: { readonly row: AdjustmentRow; readonly asked: Asked; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const at = { schoolId, term, adjustmentId: row.id };
  const decide = useCommand(client.adjustments.decide, {
    quiet: true, done: (done) => (done.state === 'recovering' ? `已批准；钱已发出，立了追回案 ${done.cases.join('、')}，追回后再落实` : done.state === 'rejected' ? '已退回' : '已批准，应发已更新并记入台账'),
  });
  const takeBack = useCommand(client.adjustments.takeBack, { quiet: true, done: '已撤回' });
  const apply = useCommand(client.adjustments.apply, { quiet: true, done: '已落实，应发已更新并记入台账' });
  const sentence = <b>{row.studentName}　{adjustmentKindNames[row.kind]}：{change(row)}</b>;
  switch (asked) {
    case 'approve':
      return <ConfirmDialog opened onClose={onClose} title="批准调整" submitLabel="批准" sentence={sentence} onSubmit={() => decide.mutateAsync({ ...at, decision: 'approve' })} />;
    case 'reject':
      return <ReasonDialog title="退回调整" submitLabel="退回" label="退回的理由" sentence={sentence} onClose={onClose} onSubmit={(note) => decide.mutateAsync({ ...at, decision: 'reject', note })} />;
    case 'withdraw':
      return <ReasonDialog title="撤回调整" submitLabel="撤回" label="撤回的理由" sentence={sentence} onClose={onClose} onSubmit={(note) => takeBack.mutateAsync({ ...at, note })} />;
    case 'apply':
      return <ConfirmDialog opened onClose={onClose} title="落实调整" submitLabel="落实" sentence={sentence} onSubmit={() => apply.mutateAsync(at)} />;
  }
}
