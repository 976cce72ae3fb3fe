import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { ClassProgress } from '#shared/contract/letters.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';

function stateOf(one: ClassProgress): { readonly tone: 'good' | 'warn' | 'plain'; readonly text: string } {
  if (one.given === 0) return { tone: 'plain', text: '还没发' };
  if (one.returned === one.pupils) return one.waiting === 0 ? { tone: 'good', text: '收齐' } : { tone: 'warn', text: `收齐，${one.waiting} 人待跟进` };
  return { tone: 'warn', text: one.given < one.pupils ? `差 ${one.pupils - one.given} 人没发` : `差 ${one.given - one.returned} 份没交` };
}

/** 班级进度: how far each class is; Enter goes to its sheet. */
export function ClassProgressTable({ classes: rows, onOpen }: { readonly classes: readonly ClassProgress[]; readonly onOpen: (classId: number | null) => void }): ReactElement {
  const columns = useMemo((): readonly DataColumn<ClassProgress>[] => [
    { id: 'class', title: '班级', value: (one) => one.className || '未分班', width: 130, frozen: true, total: () => '合计' },
    { id: 'teacher', title: '班主任', value: (one) => one.headTeacher, width: 90 },
    { id: 'pupils', title: '在册', kind: 'number', value: (one) => one.pupils, width: 70, total: 'sum' },
    { id: 'given', title: '已发', kind: 'number', value: (one) => one.given, width: 70, total: 'sum' },
    { id: 'returned', title: '已回', kind: 'number', value: (one) => one.returned, width: 70, total: 'sum' },
    { id: 'apply', title: '申请', kind: 'number', value: (one) => one.apply, width: 70, total: 'sum' },
    { id: 'notApply', title: '不申请', kind: 'number', value: (one) => one.notApply, width: 80, total: 'sum' },
    { id: 'waiting', title: '待跟进', kind: 'number', value: (one) => one.waiting, width: 80, total: 'sum' },
    { id: 'state', title: '进度', value: (one) => stateOf(one).text, cell: (one) => { const { tone, text } = stateOf(one); return <StatusTag tone={tone}>{text}</StatusTag>; }, width: 200, grow: true },
  ], []);
  return <DataTable label="班级进度" rows={rows} columns={columns} rowKey={(one) => String(one.classId ?? 0)} onOpen={(one) => onOpen(one.classId)} openHint="登记这个班" maxHeight="calc(100vh - 18rem)" />;
}
