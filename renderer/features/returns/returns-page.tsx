import { Button, Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { ReturnFileRow } from '#shared/contract/returns.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import { useReturnFiles, useWorklist } from './data.ts';
import { OpenLinesPanel } from './open-lines-panel.tsx';
import { RecoveryPanel } from './recovery-panel.tsx';
import classes from './returns.module.css';
import type { ReturnTab } from './routes.ts';
import { WordsPanel } from './words-panel.tsx';

const route = getRouteApi('/archive/returns');

function countOf(file: ReturnFileRow, buckets: readonly string[]): number {
  return file.buckets.filter((each) => buckets.includes(each.bucket)).reduce((sum, each) => sum + each.count, 0);
}

const columns: readonly DataColumn<ReturnFileRow>[] = [
  { id: 'name', title: '文件', value: (row) => row.fileName, width: 190, frozen: true, total: (rows) => `${rows.length} 份` },
  { id: 'batches', title: '批次', value: (row) => row.batches.join('、'), width: 110 },
  { id: 'rows', title: '行数', kind: 'number', value: (row) => row.rowCount, width: 60, total: 'sum' },
  { id: 'sum', title: '金额（元）', kind: 'money', value: (row) => row.sumFen, width: 100, total: 'sum' },
  { id: 'paid', title: '成功', kind: 'number', value: (row) => countOf(row, ['paid']), width: 60, total: 'sum' },
  { id: 'failed', title: '失败', kind: 'number', value: (row) => countOf(row, ['failed']), width: 60, total: 'sum' },
  { id: 'other', title: '要查实', kind: 'number', value: (row) => countOf(row, ['no_result', 'partial', 'over', 'contradicts_earlier', 'contradictory', 'ambiguous', 'not_exported', 'not_in_batch']), width: 70, total: 'sum' },
  { id: 'repeated', title: '重复', kind: 'number', value: (row) => countOf(row, ['repeated']), width: 60, total: 'sum' },
  { id: 'corrects', title: '更正', value: (row) => (row.corrects === null ? (row.correctedBy === null ? null : `已由 ${row.correctedBy} 更正`) : `更正 ${row.corrects}`), width: 140, grow: true },
  { id: 'by', title: '导入', value: (row) => `${row.confirmedBy} ${formatMoment(row.confirmedAt)}`, width: 224 },
];

/** 回盘: what still waits for somebody, the files that came, and the words banks use. */
export function ReturnsPage(): ReactElement {
  const { term, can } = useArchive();
  const { tab = 'open' } = route.useSearch();
  const navigate = useNavigate();
  const worklist = useWorklist();
  const files = useReturnFiles();
  const toImport = can('return.write') ? <Button onClick={() => void navigate({ to: '/returns/import', search: {} })}>导入回盘</Button> : undefined;
  const tabs: readonly { tab: ReturnTab; label: string; panel: () => ReactElement }[] = [
    { tab: 'open', label: `待办${worklist.data === undefined ? '' : ` ${worklist.data.length}`}`, panel: () => <QueryView query={worklist} what="待办的款项">{(rows) => <OpenLinesPanel rows={rows} />}</QueryView> },
    {
      tab: 'files', label: '回盘文件',
      panel: () => (
        <QueryView query={files} what="回盘文件">
          {(rows) => (rows.length === 0
            ? <EmptyState title="还没有导入过回盘" action={toImport}>银行或一卡通返回的结果文件，什么格式都可以。每一行都会归到一类，合计等于文件。</EmptyState>
            : <DataTable label="回盘文件" rows={rows} columns={columns} rowKey={(row) => String(row.id)} openHint="看各行" maxHeight="calc(100vh - 16rem)" onOpen={(row) => void navigate({ to: '/returns/$returnFileId', params: { returnFileId: String(row.id) } })} />)}
        </QueryView>
      ),
    },
    { tab: 'recovery', label: '追回', panel: () => <RecoveryPanel /> },
    { tab: 'words', label: '银行用语', panel: () => <WordsPanel /> },
  ];
  return (
    <>
      <PageHeader title="回盘" subtitle={`${formatTerm(term)}　导入银行结果，更正失败的账户，补发，查实未回的，追回错发的`} actions={toImport} />
      <Tabs value={tab} keepMounted={false} className={classes['tabs']} onChange={(next) => void navigate({ to: '/returns', search: { tab: (next ?? 'open') as ReturnTab } })}>
        <Tabs.List aria-label="回盘的内容" mb="sm">{tabs.map((one) => <Tabs.Tab key={one.tab} value={one.tab}>{one.label}</Tabs.Tab>)}</Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one.tab} value={one.tab} className={classes['panel']} style={{ display: one.tab === tab ? 'flex' : 'none' }}>{one.tab === tab && one.panel()}</Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
