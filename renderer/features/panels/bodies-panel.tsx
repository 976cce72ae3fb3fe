import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PanelLine } from '#shared/contract/panels.ts';
import { panelLevelTexts, panelTypeTexts } from '#shared/text/panels.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';

const columns: readonly DataColumn<PanelLine>[] = [
  { id: 'name', title: '机构', value: (row) => row.name, width: 180, frozen: true },
  { id: 'type', title: '种类', kind: 'choice', value: (row) => panelTypeTexts[row.type], width: 100 },
  { id: 'level', title: '层级', kind: 'choice', value: (row) => panelLevelTexts[row.level], width: 64 },
  { id: 'place', title: '范围', kind: 'choice', value: (row) => row.place, width: 112 },
  { id: 'from', title: '任期起', kind: 'date', value: (row) => row.fromOn, width: 104 },
  { id: 'until', title: '任期止', kind: 'date', value: (row) => row.untilOn, width: 104 },
  { id: 'members', title: '在任', kind: 'number', value: (row) => row.members, width: 64 },
  { id: 'heard', title: '家长学生代表', kind: 'number', value: (row) => row.parentsAndPupils, width: 108 },
  { id: 'posted', title: '名单张贴', kind: 'date', value: (row) => row.lastPostedOn, width: 104 },
  {
    id: 'findings', title: '提示', value: (row) => row.findings.map((one) => one.sentence).join('；'), width: 180, grow: true,
    cell: (row) => (row.findings.length === 0
      ? <StatusTag tone="good">符合本校程序</StatusTag>
      : <span title={row.findings.map((one) => one.sentence).join('；')}><StatusTag tone="warn">{`${row.findings.length} 处`}</StatusTag> {row.findings[0]?.sentence}</span>),
  },
];

/** Every body, in office or past. */
export function BodiesPanel({ rows, onCreate }: { readonly rows: readonly PanelLine[]; readonly onCreate: (() => void) | null }): ReactElement {
  const navigate = useNavigate();
  if (rows.length === 0) {
    return (
      <EmptyState title="还没有评议机构" action={onCreate !== null && <Button onClick={onCreate}>登记机构</Button>}>
        学校认定工作组、评议小组、班级评议小组都登记在这里：成员、任期、名单张贴。人数和家长、学生代表的要求来自“设置”里的认定程序，不足只提示；低于规定年级的学生不能当评议成员。
      </EmptyState>
    );
  }
  return (
    <DataTable
      label="评议机构" rows={rows} columns={columns} rowKey={(row) => String(row.panelId)} openHint="打开机构"
      onOpen={(row) => void navigate({ to: '/panels/$panelId', params: { panelId: String(row.panelId) } })}
    />
  );
}
