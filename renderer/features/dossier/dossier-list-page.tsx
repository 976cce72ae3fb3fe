import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DossierLine } from '#shared/contract/dossier.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { useDossierLines } from './data.ts';
import { PrintDialog } from './print-dialog.tsx';

const columns: readonly DataColumn<DossierLine>[] = [
  { id: 'name', title: '姓名', value: (row) => row.name, width: 150, frozen: true, total: 'count' },
  { id: 'className', title: '年级班级', kind: 'choice', value: (row) => row.className, width: 120 },
  { id: 'status', title: '学籍状态', kind: 'choice', value: (row) => row.status, width: 90 },
  { id: 'hardshipGrade', title: '困难等级', kind: 'choice', value: (row) => row.hardshipGrade || null, width: 100 },
  { id: 'groups', title: '特殊困难群体', value: (row) => row.groups || null, width: 200, grow: true },
  { id: 'dueFen', title: '累计应发（元）', kind: 'money', value: (row) => row.dueFen, width: 130, total: 'sum' },
  { id: 'paidFen', title: '累计已发（元）', kind: 'money', value: (row) => row.paidFen, width: 130, total: 'sum' },
  {
    id: 'present', title: '完整度', value: (row) => row.present / Math.max(1, row.needed), width: 100,
    cell: (row) => <StatusTag tone={row.missing.length === 0 ? 'good' : 'warn'}>{`${row.present} / ${row.needed}`}</StatusTag>,
  },
  { id: 'missing', title: '还缺', value: (row) => row.missing.join('、') || null, width: 220, grow: true },
];

export function DossierListPage(): ReactElement {
  const lines = useDossierLines();
  const { can } = useArchive();
  const navigate = useNavigate();
  const [printing, setPrinting] = useState(false);
  const open = (row: DossierLine): void => void navigate({ to: '/dossier/$studentId', params: { studentId: String(row.studentId) } });
  return (
    <>
      <PageHeader
        title="一生一档"
        subtitle="每名学生一份档案：基本信息、依据、认定、公示、应发、发放、变动"
        actions={can('dossier.print') && <Button onClick={() => setPrinting(true)} disabled={!lines.data?.length}>按班级或全校打印</Button>}
      />
      <QueryView query={lines} what="学生档案">
        {(rows) => (
          <DataTable
            label="学生档案" rows={rows} columns={columns} rowKey={(row) => String(row.studentId)} onOpen={open} openHint="打开这份档案"
            empty={<EmptyState title="还没有学生" action={<Button onClick={() => void navigate({ to: '/roster' as '/' })}>去导入名册</Button>}>导入名册后，每名学生自动有一份档案。</EmptyState>}
          />
        )}
      </QueryView>
      <PrintDialog opened={printing} onClose={() => setPrinting(false)} lines={lines.data ?? []} />
    </>
  );
}
