import type { ReactElement } from 'react';
import type { VisitCoverage } from '#shared/contract/visits.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import type { VisitRegister } from './data.ts';

function percent(visited: number, due: number): string {
  return due === 0 ? '—' : `${Math.floor((visited * 100) / due)}%`;
}

const columns: readonly DataColumn<VisitCoverage>[] = [
  { id: 'class', title: '班级', value: (row) => row.className, width: 150, frozen: true, total: () => '合计' },
  { id: 'due', title: '应访', kind: 'number', value: (row) => row.due, width: 80, total: 'sum' },
  { id: 'visited', title: '已访', kind: 'number', value: (row) => row.visited, width: 80, total: 'sum' },
  { id: 'onSite', title: '其中实地', kind: 'number', value: (row) => row.onSite, width: 90, total: 'sum' },
  {
    id: 'share', title: '覆盖', value: (row) => percent(row.visited, row.due), width: 80,
    total: (rows) => percent(rows.reduce((sum, row) => sum + row.visited, 0), rows.reduce((sum, row) => sum + row.due, 0)),
  },
  { id: 'planned', title: '已排计划', kind: 'number', value: (row) => row.planned, width: 90, total: 'sum' },
  { id: 'open', title: '未安排', kind: 'number', value: (row) => row.open, width: 90, total: 'sum', tone: (row) => (row.open > 0 ? 'warn' : undefined) },
  { id: 'inconsistent', title: '与申请不一致', kind: 'number', value: (row) => row.inconsistent, width: 110, total: 'sum' },
  { id: 'beyond', title: '应访外也走访的', kind: 'number', value: (row) => row.beyond, width: 130, total: 'sum' },
];

/** Of every class: who was to be visited, and who was. */
export function CoveragePanel({ register }: { readonly register: VisitRegister }): ReactElement {
  const { schoolId, term, can } = useArchive();
  return (
    <DataTable
      label="家访覆盖" rows={register.coverage} columns={columns} rowKey={(row) => row.className} maxHeight="calc(100vh - 19rem)"
      tools={can('file.take') && <FileButton print make={() => client.visits.printCoverage({ schoolId, term })}>打印覆盖情况</FileButton>}
      empty={<EmptyState title="还没有要家访的学生">有学生申请、预认定或在部门名单上以后，这里按班列出应访、已访和还没有安排的人数。</EmptyState>}
    />
  );
}
