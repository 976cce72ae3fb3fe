import { Progress } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ApplicationRow } from '#shared/contract/applications.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { ClassProgress } from './data.ts';
import { classProgress } from './data.ts';

const columns: readonly DataColumn<ClassProgress>[] = [
  { id: 'className', title: '年级班级', value: (row) => row.className, width: 140, frozen: true, total: 'count' },
  { id: 'pupils', title: '学生', kind: 'number', value: (row) => row.pupils, width: 80, total: 'sum' },
  { id: 'received', title: '已收', kind: 'number', value: (row) => row.received, width: 80, total: 'sum' },
  { id: 'draft', title: '草稿', kind: 'number', value: (row) => row.draft, width: 80, total: 'sum' },
  { id: 'withdrawn', title: '已撤回', kind: 'number', value: (row) => row.withdrawn, width: 80, total: 'sum' },
  { id: 'none', title: '未交', kind: 'number', value: (row) => row.none, width: 80, total: 'sum' },
  { id: 'looks', title: '已收、要看一看', kind: 'number', value: (row) => row.looks, width: 120, total: 'sum' },
  {
    id: 'share', title: '收下的占比', value: (row) => Math.round((100 * row.received) / Math.max(1, row.pupils)), width: 200, grow: true,
    cell: (row) => <Progress value={(100 * row.received) / Math.max(1, row.pupils)} aria-label={`${row.className}收下 ${row.received} 份，共 ${row.pupils} 人`} />,
  },
];

/** How far each class is. Who doesn't apply hands nothing in: 未交 is no fault, it is a question for the class teacher. */
export function ClassPanel({ rows }: { readonly rows: readonly ApplicationRow[] }): ReactElement {
  const navigate = useNavigate();
  return (
    <DataTable
      label="班级进度" rows={classProgress(rows)} columns={columns} rowKey={(row) => String(row.classId)} openHint="看这个班"
      onOpen={(row) => void navigate({ to: '/applications', search: { classId: row.classId } })}
    />
  );
}
