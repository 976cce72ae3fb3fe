import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { Link } from '@tanstack/react-router';
import type { EntitlementRow } from '#shared/contract/entitlements.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { AdjustDialog } from './adjust-dialog.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { wordTotals } from './data.ts';
import { entitlementColumns } from './entitlement-columns.tsx';
import { WhyEntitlement } from './why-entitlement.tsx';
import classes from './entitlements.module.css';

interface DueList {
  readonly rows: readonly EntitlementRow[];
  readonly byProgramme: readonly { readonly programmeKey: string; readonly programmeName: string; readonly count: number; readonly sumFen: Fen }[];
  readonly total: { readonly count: number; readonly sumFen: Fen };
  readonly approved: { readonly count: number; readonly sumFen: Fen };
  readonly onePersonMode: boolean;
}

/** The panel itself says who proposed and who approved. */
const columnsBesideWhy = entitlementColumns.filter(({ id }) => id !== 'proposedBy' && id !== 'approvedBy');

const keyOf = (row: EntitlementRow): string => String(row.id);
const sums = (totals: { count: number; sumFen: Fen }): string => `${totals.count} 笔 ${formatYuan(totals.sumFen)}`;

/** The term's entitlements with a totals row that follows the filters, the why-panel of the active row, approval and withdrawal. */
export function DuePanel({ list, onCalculate }: { readonly list: DueList; readonly onCalculate: () => void }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<number | null>(null);
  const [dialog, setDialog] = useState<'approve' | 'withdraw' | 'adjust' | null>(null);
  const withdraw = useCommand(client.entitlements.withdraw, { quiet: true, done: (done) => `已撤回 ${done.count} 笔 ${formatYuan(done.sumFen)} 元` });
  const chosen = list.rows.filter((row) => selected.has(keyOf(row)));
  const toApprove = (chosen.length > 0 ? chosen : list.rows).filter((row) => row.state === 'proposed');
  const adjustable = chosen.length === 1 ? chosen.find((row) => row.state === 'approved') : undefined;
  const shown = list.rows.some((row) => row.id === active) ? active : null;
  const empty = (
    <EmptyState
      title="本学期还没有应发"
      action={can('entitlement.propose') ? <Button onClick={onCalculate}>计算本学期应发</Button> : <Link to="/programmes">看资助项目和标准</Link>}
    >
      按名册的学段和就读方式、认定结果和特殊群体、资助标准，算出每名学生本学期应发多少，每一笔都写明依据。先导入名册、完成认定，再来计算。
    </EmptyState>
  );
  if (list.rows.length === 0) return empty;
  return (
    <>
      <SummaryStrip
        label="应发合计"
        items={[
          { label: '应发', value: sums(list.total) },
          { label: '已批准', value: sums(list.approved), tone: list.approved.count === list.total.count ? 'good' : 'plain' },
          ...list.byProgramme.map((one) => ({ label: one.programmeName, value: sums(one) })),
        ]}
      />
      <div className={`beside ${classes['fill']}`}>
        <DataTable
          label="应发名单" rows={list.rows} columns={shown === null ? entitlementColumns : columnsBesideWhy} rowKey={keyOf} selected={selected} onSelect={setSelected}
          onActive={(row) => setActive(row.id)} onOpen={(row) => setActive(row.id)} openHint="看依据" maxHeight="calc(100vh - 20rem)"
          tools={(
            <>
              {can('entitlement.approve') && (
                <Button disabled={toApprove.length === 0} onClick={() => setDialog('approve')}>{chosen.length > 0 ? '批准所选' : '全部批准'}（{toApprove.length}）</Button>
              )}
              {can('entitlement.propose') && <Button variant="default" disabled={chosen.length === 0} onClick={() => setDialog('withdraw')}>撤回所选</Button>}
              {can('entitlement.propose') && <Button variant="default" disabled={adjustable === undefined} onClick={() => setDialog('adjust')}>提出调整</Button>}
              {shown === null && <span className="dim small">点一行（或按 ↑↓）看这笔钱的依据；筛选班级后 Ctrl+A 按班勾选</span>}
            </>
          )}
        />
        {shown !== null && (
          <aside className={classes['why']} aria-label="依据">
            <WhyEntitlement entitlementId={shown} />
            <Button className={classes['fold']} variant="subtle" size="compact-sm" onClick={() => setActive(null)}>收起依据</Button>
          </aside>
        )}
      </div>
      {dialog === 'approve' && <ApproveDialog rows={toApprove} onePersonMode={list.onePersonMode} onClose={() => setDialog(null)} />}
      {dialog === 'adjust' && adjustable !== undefined && (
        <AdjustDialog onClose={() => setDialog(null)} subject={{ entitlementId: adjustable.id, studentName: adjustable.studentName, programmeName: adjustable.programmeName, amountFen: adjustable.amountFen }} />
      )}
      {dialog === 'withdraw' && (
        <ReasonDialog
          title="撤回应发" submitLabel="撤回" label="撤回的理由" sentence={<b>将撤回 {wordTotals(chosen)}</b>} onClose={() => setDialog(null)}
          onSubmit={async (reason) => { await withdraw.mutateAsync({ schoolId, term, entitlementIds: chosen.map((row) => row.id), reason }); setSelected(new Set()); }}
        />
      )}
    </>
  );
}
