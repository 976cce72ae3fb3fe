import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AdjustmentRow, MovementEffectRow } from '#shared/contract/adjustments.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { adjustmentKindNames, adjustmentStateNames, movementEffectNames } from '#shared/text/adjustments.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import { AdjustDialog } from './adjust-dialog.tsx';
import { AdjustmentSide } from './adjustment-side.tsx';
import classes from './entitlements.module.css';

const stateTones: Readonly<Record<AdjustmentRow['state'], Tone>> = { pending: 'warn', recovering: 'bad', applied: 'good', rejected: 'plain', withdrawn: 'plain' };
const effectTones: Readonly<Record<MovementEffectRow['effect'], Tone>> = { none: 'plain', stop: 'warn', recover: 'bad', resume: 'good', ask: 'warn' };

const columns: readonly DataColumn<AdjustmentRow>[] = [
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 104, frozen: true },
  { id: 'name', title: '姓名', value: (row) => row.studentName, width: 84, frozen: true, total: (rows) => `${rows.length} 份` },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 170 },
  { id: 'kind', title: '调整', kind: 'choice', value: (row) => adjustmentKindNames[row.kind], width: 64 },
  { id: 'before', title: '原应发（元）', kind: 'money', value: (row) => row.beforeFen, width: 104, total: 'sum' },
  { id: 'after', title: '调整后（元）', kind: 'money', value: (row) => row.afterFen, width: 104, total: 'sum' },
  {
    id: 'state', title: '状态', kind: 'choice', value: (row) => adjustmentStateNames[row.state], width: 84,
    cell: (row) => <StatusTag tone={stateTones[row.state]}>{adjustmentStateNames[row.state]}</StatusTag>,
  },
  { id: 'reason', title: '理由', value: (row) => row.reason, width: 200, grow: true },
  { id: 'by', title: '提出', kind: 'choice', value: (row) => row.proposedBy, width: 96 },
];

const movementColumns: readonly DataColumn<MovementEffectRow>[] = [
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 104, frozen: true },
  { id: 'name', title: '姓名', value: (row) => row.studentName, width: 84, frozen: true, total: (rows) => `${rows.length} 笔` },
  { id: 'kind', title: '异动', kind: 'choice', value: (row) => row.kindName, width: 64 },
  { id: 'date', title: '日期', kind: 'date', value: (row) => row.effectiveDate, width: 96 },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 170 },
  { id: 'amount', title: '应发（元）', kind: 'money', value: (row) => row.amountFen, width: 96, total: 'sum' },
  { id: 'paid', title: '已发（元）', kind: 'money', value: (row) => row.paidFen, width: 96, total: 'sum' },
  {
    id: 'effect', title: '影响', kind: 'choice', value: (row) => movementEffectNames[row.effect], width: 84,
    cell: (row) => <StatusTag tone={effectTones[row.effect]}>{movementEffectNames[row.effect]}</StatusTag>,
  },
  { id: 'why', title: '为什么', value: (row) => `${row.sentence}（${row.clause}）${row.open ? '；调整已提出' : ''}`, width: 240, grow: true },
];

const endable = (row: MovementEffectRow): boolean => (row.effect === 'stop' || row.effect === 'recover') && row.held === 'approved' && !row.open;

/** Movements inside the term with what they mean for the money, and the adjustments two people made. */
export function AdjustmentsPanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.adjustments.list.queryOptions({ input: { schoolId, term } }));
  const [moved, setMoved] = useState<MovementEffectRow | null>(null);
  const [active, setActive] = useState<number | null>(null);
  const mayEnd = (row: MovementEffectRow): boolean => can('entitlement.propose') && endable(row);
  return (
    <QueryView query={query} what="调整">
      {({ rows, movements, onePersonMode }) => {
        const shown = rows.find((row) => row.id === active) ?? null;
        return (
          <>
            {movements.length > 0 && (
              <section className={classes['movements']} aria-label="学期中异动">
                <DataTable
                  label="学期中异动对应发的影响" rows={movements} columns={movementColumns} rowKey={(row) => `${row.movementId} ${row.programmeKey}`} wrap openHint="提出终止" maxHeight="14rem"
                  onOpen={(row) => { if (mayEnd(row)) setMoved(row); }}
                  tools={<span className="dim small">学期中休学、转出、退学、死亡等异动；“停发”“追回”的按回车提出终止</span>}
                />
              </section>
            )}
            <div className={`beside ${classes['fill']}`}>
              <DataTable
                label="应发调整" rows={rows} columns={columns} rowKey={(row) => String(row.id)} onActive={(row) => setActive(row.id)} onOpen={(row) => setActive(row.id)} openHint="办理" wrap
                maxHeight={movements.length > 0 ? 'calc(100vh - 32rem)' : 'calc(100vh - 16rem)'}
                tools={rows.length > 0 && <FileButton print make={() => client.adjustments.print({ schoolId, term })}>打印登记簿</FileButton>}
                empty={<EmptyState title="本学期没有调整">批准之后要调增、调减或终止一笔应发，在“应发”里选中那一笔点“提出调整”；写明理由和依据，由另一人审批，历史都留存。</EmptyState>}
              />
              {shown !== null && (
                <aside className={classes['why']} aria-label="调整的办理">
                  <AdjustmentSide key={shown.id} row={shown} onePersonMode={onePersonMode} />
                  <Button className={classes['fold']} variant="subtle" size="compact-sm" onClick={() => setActive(null)}>收起</Button>
                </aside>
              )}
            </div>
            {moved !== null && moved.entitlementId !== null && moved.amountFen !== null && (
              <AdjustDialog
                onClose={() => setMoved(null)}
                subject={{
                  entitlementId: moved.entitlementId, studentName: moved.studentName, programmeName: moved.programmeName, amountFen: moved.amountFen, ends: true,
                  reason: `${moved.effectiveDate} ${moved.kindName}：${moved.sentence}${moved.paidFen > 0 ? `（已发 ${formatYuan(moved.paidFen)} 元）` : ''}`, effectiveOn: moved.effectiveDate,
                }}
              />
            )}
          </>
        );
      }}
    </QueryView>
  );
}
