import { Button, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { DifferenceView, PairView, ReconciledMatchView } from '#shared/contract/reconciliation.ts';
import { client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { LinkButton } from '#renderer/components/link-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { usePair } from './data.ts';
import { MatchDialog } from './match-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import classes from './reconciliation.module.css';

const tones = { open: 'bad', explained: 'good', resolved: 'good', carried: 'warn' } as const;

function differenceColumns(view: PairView): readonly DataColumn<DifferenceView>[] {
  return [
    { id: 'state', title: '状态', kind: 'choice', value: (row) => row.stateLabel, width: 106, frozen: true, total: 'count', cell: (row) => <StatusTag tone={tones[row.state]}>{row.stateLabel}</StatusTag> },
    { id: 'kind', title: '差异', kind: 'choice', value: (row) => (row.kind === 'differs' ? row.kindLabel : `只在${row.kind === 'left_only' ? view.leftLabel : view.rightLabel}`), width: 132 },
    { id: 'date', title: '日期', kind: 'date', value: (row) => row.onDate, width: 94 },
    { id: 'who', title: '姓名或户名', value: (row) => row.who, width: 110 },
    { id: 'what', title: '内容', value: (row) => `${row.what}${row.carriedIn ? '　上期结转' : ''}`, width: 220, grow: true },
    { id: 'left', title: view.leftLabel, note: '元', kind: 'money', value: (row) => row.leftFen, width: 104, total: 'sum' },
    { id: 'right', title: view.rightLabel, note: '元', kind: 'money', value: (row) => row.rightFen, width: 104, total: 'sum' },
    { id: 'difference', title: '差额', note: '元', kind: 'money', value: (row) => row.differenceFen, width: 96, total: 'sum' },
    { id: 'note', title: '说明', value: (row) => [row.note, row.responsible, row.dueOn === null ? '' : `${row.dueOn} 前`].filter(Boolean).join('，'), width: 190 },
    { id: 'origin', title: '出处', value: (row) => row.origin, width: 170 },
  ];
}

const matchColumns: readonly DataColumn<ReconciledMatchView>[] = [
  { id: 'rule', title: '按什么相符', kind: 'choice', value: (row) => row.ruleLabel, width: 140, frozen: true, total: 'count' },
  { id: 'date', title: '日期', kind: 'date', value: (row) => row.onDate, width: 94 },
  { id: 'fen', title: '金额（元）', kind: 'money', value: (row) => row.fen, width: 110, total: 'sum' },
  { id: 'left', title: '前者', value: (row) => row.leftText, width: 360, grow: true },
  { id: 'right', title: '后者', value: (row) => row.rightText, width: 360, grow: true },
];

/** Notes and hand matches of the differences that are ticked. */
function Compared({ view }: { readonly view: PairView }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [shown, setShown] = useState<'differences' | 'matches'>('differences');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [doing, setDoing] = useState<'note' | 'match' | null>(null);
  const columns = useMemo(() => differenceColumns(view), [view]);
  const picked = view.differences.filter((one) => chosen.has(one.key));
  const both = picked.some((one) => one.leftKeys.length > 0) && picked.some((one) => one.rightKeys.length > 0);
  const mayWrite = can('ledger.write');
  const close = (): void => setDoing(null);
  const input = { schoolId, term, pair: view.pair };
  const tools = (
    <div className={classes['tools']}>
      <SegmentedControl aria-label="看差异还是相符的" value={shown} data={[{ value: 'differences', label: `差异 ${view.differences.length}` }, { value: 'matches', label: `相符 ${view.matches.length}` }]} onChange={(value) => setShown(value as 'differences' | 'matches')} />
      {mayWrite && shown === 'differences' && (
        <>
          <Button disabled={picked.length === 0} onClick={() => setDoing('note')}>{picked.length === 0 ? '处理（先勾选）' : `处理 ${picked.length} 项`}</Button>
          {view.pair !== 'list' && <Button variant="default" disabled={!both} onClick={() => setDoing('match')}>认作同一笔</Button>}
        </>
      )}
      {can('file.take') && (
        <>
          <FileButton print make={() => client.reconciliation.print({ ...input, operationId: newOperationId() })}>打印对账表</FileButton>
          <FileButton make={() => client.reconciliation.exportXlsx({ ...input, operationId: newOperationId() })}>导出表格</FileButton>
        </>
      )}
    </div>
  );
  return (
    <>
      <SummaryStrip
        label={`${view.title}合计`} items={[
          { label: view.leftLabel, value: `${formatYuan(view.left.fen)} 元` }, { label: view.rightLabel, value: `${formatYuan(view.right.fen)} 元` }, { label: '差额', value: `${formatYuan(view.differenceFen)} 元` },
          { label: '相符', value: `${view.matched.count} 笔 ${formatYuan(view.matched.fen)} 元` }, { label: '差异未处理', value: `${view.counts.open} 项 ${formatYuan(view.openFen)} 元`, ...(view.counts.open > 0 ? { tone: 'bad' as const } : {}) },
        ]}
      />
      {tools}
      {shown === 'differences'
        ? (
          <DataTable
            label="对账差异" maxHeight="calc(100vh - 22rem)" rows={view.differences} columns={columns} rowKey={(row) => row.key} {...(mayWrite ? { selected: chosen, onSelect: setChosen } : {})}
            empty={<EmptyState title="没有差异">两边每一笔都对上了，一分不差。可以打印对账表签字留存。</EmptyState>}
          />
        )
        : (
          <DataTable
            label="相符的" maxHeight="calc(100vh - 22rem)" rows={view.matches} columns={matchColumns} rowKey={(row) => row.key}
            empty={<EmptyState title="还没有相符的">两边没有一笔对得上。请核对导入的文件是不是这个学期、这个账户的。</EmptyState>}
          />
        )}
      {doing === 'note' && <NoteDialog view={view} differences={picked} onClose={close} onDone={() => setChosen(new Set())} />}
      {doing === 'match' && <MatchDialog view={view} differences={picked} onClose={close} onDone={() => setChosen(new Set())} />}
    </>
  );
}

/** One comparison: its sums, its differences to be dealt with, and what agrees and why. */
export function PairPanel({ pair }: { readonly pair: PairView['pair'] }): ReactElement {
  const { can } = useArchive();
  const query = usePair(pair);
  return (
    <QueryView query={query} what="对账">
      {(view) => {
        if (view.state === 'needless') return <EmptyState title={`${view.title}：不用对`}>{view.missing}</EmptyState>;
        if (view.state !== 'waiting') return <Compared view={view} />;
        return (
          <EmptyState
            title={`${view.title}：缺一方资料`}
            action={pair === 'list'
              ? can('comparison.read') && <LinkButton to="/comparison">去上报与核对</LinkButton>
              : can('ledger.write') && <LinkButton to="/reconciliation/import" search={{ kind: pair }}>{`导入${view.rightLabel}`}</LinkButton>}
          >
            {view.missing}
          </EmptyState>
        );
      }}
    </QueryView>
  );
}
