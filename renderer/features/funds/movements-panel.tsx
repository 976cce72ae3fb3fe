import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatBook } from '#shared/domain/ledger/book.ts';
import { fen, formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { FundMovement } from '#shared/contract/funds.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';

interface MovementsPanelProps {
  readonly rows: readonly FundMovement[];
  readonly mayWrite: boolean;
  readonly onRecord: () => void;
}

const out = new Set<FundMovement['kind']>(['returned_to_treasury', 'carried_out', 'moved_out']);
const reversible = new Set<FundMovement['kind']>(['opening_balance', 'receipt', 'returned_to_treasury', 'moved_in', 'moved_out']);

/** What the movement does to the money in hand. */
function signed(row: FundMovement): number {
  if (row.reversedByNo !== null) return 0;
  return out.has(row.kind) ? 0 - row.fen : row.fen;
}

const columns: readonly DataColumn<FundMovement>[] = [
  { id: 'no', title: '凭证号', kind: 'number', value: (row) => row.entryNo, width: 70, frozen: true, total: () => '合计' },
  { id: 'date', title: '日期', kind: 'date', value: (row) => row.onDate, width: 94 },
  { id: 'kind', title: '事项', kind: 'choice', value: (row) => row.kindLabel, width: 84 },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 184 },
  { id: 'source', title: '来源', kind: 'choice', value: (row) => formatFundingSource(row.source), width: 60 },
  { id: 'docNo', title: '下达文号', value: (row) => row.docNo, width: 146 },
  { id: 'fen', title: '金额（元）', note: '冲销的不计', kind: 'money', value: (row) => signed(row), width: 100, total: 'sum' },
  { id: 'channel', title: '账', kind: 'choice', value: (row) => formatBook(row.channel), width: 90 },
  { id: 'payer', title: '付款方', value: (row) => row.payer, width: 104 },
  { id: 'memo', title: '摘要', value: (row) => row.memo, width: 196, grow: true },
  {
    id: 'state', title: '状态', kind: 'choice', value: (row) => (row.reversedByNo === null ? '有效' : `已由 ${row.reversedByNo} 号冲销`), width: 104,
    cell: (row) => (row.reversedByNo === null ? '有效' : <StatusTag tone="warn">{`已由 ${row.reversedByNo} 号冲销`}</StatusTag>),
  },
];

/** Everything recorded for the term's money; what was reversed stays in sight. */
export function MovementsPanel({ rows, mayWrite, onRecord }: MovementsPanelProps): ReactElement {
  const { schoolId } = useArchive();
  const [active, setActive] = useState<FundMovement | null>(null);
  const [reversing, setReversing] = useState(false);
  const reverse = useCommand(client.funds.reverse, { done: '已冲销，原登记仍可查', quiet: true });
  const standing = rows.filter((row) => row.reversedByNo === null);
  const sum = (kinds: readonly FundMovement['kind'][]): string => `${formatYuan(sumFen(standing.filter((row) => kinds.includes(row.kind)).map((row) => row.fen)))} 元`;
  const chosen = rows.find((row) => row.entryId === active?.entryId) ?? null;
  const mayReverse = mayWrite && chosen !== null && chosen.reversedByNo === null && reversible.has(chosen.kind);
  return (
    <>
      {rows.length > 0 && (
        <SummaryStrip
          label="本学期资金"
          items={[
            { label: '期初与上期结转', value: sum(['opening_balance', 'carried_in']) },
            { label: '到账', value: sum(['receipt']) },
            { label: '退回财政', value: sum(['returned_to_treasury']) },
            { label: '结转下期', value: sum(['carried_out']) },
          ]}
        />
      )}
      <DataTable
        label="资金登记" rows={rows} columns={columns} rowKey={(row) => String(row.entryId)} onActive={setActive} maxHeight="calc(100vh - 21rem)"
        tools={mayWrite && <Button variant="default" disabled={!mayReverse} onClick={() => setReversing(true)}>{chosen === null ? '冲销（先选一行）' : `冲销 ${chosen.entryNo} 号`}</Button>}
        empty={(
          <EmptyState title="本学期还没有登记资金" action={mayWrite && <Button onClick={onRecord}>登记到账</Button>}>
            财政的钱到账后，照下达文登记：文号、来源、日期、金额。启用一档前的结余登记为期初余额。
          </EmptyState>
        )}
      />
      {reversing && chosen !== null && (
        <ReasonDialog
          title={`冲销第 ${chosen.entryNo} 号`} label="冲销原因" submitLabel="冲销" onClose={() => setReversing(false)}
          sentence={`将用一笔相反的分录冲销“${chosen.kindLabel}” ${formatYuan(fen(chosen.fen))} 元（${chosen.programmeName}）。原来的登记会留着，写明已冲销。`}
          onSubmit={(reason) => reverse.mutateAsync({ schoolId, entryId: chosen.entryId, reason })}
        />
      )}
    </>
  );
}
