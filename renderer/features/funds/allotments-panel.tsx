import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { AllotmentLineView } from '#shared/contract/allotments.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { ReduceDialog } from './reduce-dialog.tsx';

interface AllotmentsPanelProps {
  readonly rows: readonly AllotmentLineView[];
  readonly mayWrite: boolean;
  readonly onAllot: () => void;
  readonly onArrive: (line: AllotmentLineView) => void;
}

function stateOf(row: AllotmentLineView): { readonly text: string; readonly tone: 'good' | 'warn' | 'plain' } {
  if (row.reversedByNo !== null) return { text: `已由 ${row.reversedByNo} 号冲销`, tone: 'plain' };
  if (row.kind === 'reduction') return { text: `调减 ${row.adjustsDocNo ?? ''}`, tone: 'plain' };
  if (row.overFen > 0) return { text: `超到 ${formatYuan(row.overFen)}`, tone: 'warn' };
  if (row.openFen === 0) return { text: '已到齐', tone: 'good' };
  return { text: row.arrivedFen > 0 ? '部分到账' : '未到账', tone: 'warn' };
}

const columns: readonly DataColumn<AllotmentLineView>[] = [
  { id: 'docNo', title: '文号', value: (row) => row.docNo, width: 150, frozen: true, total: 'count' },
  { id: 'issuedOn', title: '下达日期', kind: 'date', value: (row) => row.issuedOn, width: 94 },
  { id: 'source', title: '来源', kind: 'choice', value: (row) => row.sourceLabel, width: 56 },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 176 },
  { id: 'fen', title: '下达（元）', note: '冲销的不计', kind: 'money', value: (row) => (row.reversedByNo !== null ? 0 : row.kind === 'reduction' ? 0 - row.fen : row.fen), width: 100, total: 'sum' },
  { id: 'arrived', title: '到账（元）', kind: 'money', value: (row) => row.arrivedFen, width: 100, total: 'sum' },
  { id: 'open', title: '未到账（元）', kind: 'money', value: (row) => row.openFen, width: 100, total: 'sum' },
  { id: 'state', title: '状态', kind: 'choice', value: (row) => stateOf(row).text, width: 108, cell: (row) => <StatusTag tone={stateOf(row).tone}>{stateOf(row).text}</StatusTag> },
  { id: 'limits', title: '使用限制', value: (row) => row.limits, width: 150, grow: true },
  { id: 'term', title: '学期', kind: 'choice', value: (row) => formatTerm(row.term), width: 150 },
];

/** 下达与到账: every document with what has come of it, and the acts on the one pointed at. */
export function AllotmentsPanel({ rows, mayWrite, onAllot, onArrive }: AllotmentsPanelProps): ReactElement {
  const { schoolId } = useArchive();
  const [active, setActive] = useState<AllotmentLineView | null>(null);
  const [doing, setDoing] = useState<'reduce' | 'reverse' | null>(null);
  const reverse = useCommand(client.funds.reverse, { done: '已冲销，原登记仍可查', quiet: true });
  const chosen = rows.find((row) => row.id === active?.id) ?? null;
  const stands = chosen !== null && chosen.reversedByNo === null;
  const isGrant = stands && chosen.kind === 'grant';
  const grants = rows.filter((row) => row.kind === 'grant' && row.reversedByNo === null);
  const yuan = (pick: (row: AllotmentLineView) => AllotmentLineView['fen']): string => `${formatYuan(sumFen(grants.map(pick)))} 元`;
  return (
    <>
      {grants.length > 0 && (
        <SummaryStrip
          label="下达与到账合计"
          items={[
            { label: '下达', value: yuan((row) => row.fen) }, { label: '调减', value: yuan((row) => row.reducedFen) },
            { label: '到账', value: yuan((row) => row.arrivedFen) }, { label: '未到账', value: yuan((row) => row.openFen) },
          ]}
        />
      )}
      <DataTable
        label="下达与到账" rows={rows} columns={columns} rowKey={(row) => String(row.id)} onActive={setActive} maxHeight="calc(100vh - 21rem)"
        tools={mayWrite && (
          <>
            <Button variant="default" disabled={!isGrant} onClick={() => chosen !== null && onArrive(chosen)}>{isGrant ? `登记 ${chosen.docNo} 的到账` : '登记到账（先选一行）'}</Button>
            <Button variant="default" disabled={!isGrant || chosen.openFen === 0} onClick={() => setDoing('reduce')}>调减</Button>
            <Button variant="default" disabled={!stands} onClick={() => setDoing('reverse')}>冲销</Button>
          </>
        )}
        empty={(
          <EmptyState title="本学期还没有下达" action={mayWrite && <Button onClick={onAllot}>登记下达</Button>}>
            照指标文登记：文号、日期、来源、给哪些项目各多少、使用限制。钱到账另外登记，记在它名下；差多少没到，这里随时看得到。
          </EmptyState>
        )}
      />
      {doing === 'reduce' && chosen !== null && <ReduceDialog line={chosen} onClose={() => setDoing(null)} />}
      {doing === 'reverse' && chosen !== null && (
        <ReasonDialog
          title={`冲销 ${chosen.docNo}`} label="冲销原因" submitLabel="冲销" onClose={() => setDoing(null)}
          sentence={`将冲销“${chosen.programmeName}”的${chosen.kind === 'grant' ? '下达' : '调减'} ${formatYuan(chosen.fen)} 元。原登记会留着，写明已冲销；已有到账的要先冲销到账。`}
          onSubmit={(reason) => reverse.mutateAsync({ schoolId, entryId: chosen.entryId, reason })}
        />
      )}
    </>
  );
}
