import { formatYuan } from '#shared/domain/money/fen.ts';
import { caseStateTexts } from '#shared/text/identification.ts';
import type { ApplicationRow } from '#shared/contract/applications.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { rowStateText, rowStateTone } from './data.ts';

/** Written and computed apart by a yuan or more: families write whole yuan. */
function perHeadDiffers(row: ApplicationRow): boolean {
  return row.perHeadFen !== null && row.computedFen !== null && Math.abs(row.perHeadFen - row.computedFen) >= 100;
}

export const applicationColumns: readonly DataColumn<ApplicationRow>[] = [
  { id: 'name', title: '姓名', value: (row) => row.name, width: 90, frozen: true, total: 'count' },
  { id: 'className', title: '年级班级', kind: 'choice', value: (row) => row.className, width: 105 },
  {
    id: 'state', title: '申请表', kind: 'choice', value: rowStateText, width: 95,
    cell: (row) => <StatusTag tone={row.openDraft ? 'warn' : rowStateTone(row.state)}>{rowStateText(row)}</StatusTag>,
  },
  { id: 'appliedOn', title: '申请日期', kind: 'date', value: (row) => row.appliedOn, width: 95 },
  { id: 'familySize', title: '人口', kind: 'number', value: (row) => row.familySize, width: 60 },
  { id: 'perHeadFen', title: '人均年收入', note: '家庭所填，元', kind: 'money', value: (row) => row.perHeadFen, width: 105 },
  {
    id: 'computedFen', title: '复算', note: '按成员收入，元', kind: 'money', value: (row) => row.computedFen, width: 105,
    cell: (row) => (row.computedFen === null ? '' : `${perHeadDiffers(row) ? '≠ ' : ''}${formatYuan(row.computedFen)}`), tone: (row) => (perHeadDiffers(row) ? 'warn' : undefined),
  },
  { id: 'groups', title: '勾选的特殊群体', value: (row) => row.groups.join('、') || null, width: 140, grow: true },
  { id: 'papers', title: '材料', value: (row) => (row.papers === 0 ? null : row.papersDone / row.papers), width: 70, cell: (row) => (row.papers === 0 ? '' : `${row.papersDone} / ${row.papers}`) },
  {
    id: 'looks', title: '还缺、要看一看', value: (row) => [...row.lacks, ...row.looks].join('；') || null, width: 200, grow: true,
    cell: (row) => <span title={[...row.lacks, ...row.looks].join('\n')}>{[...row.lacks, ...row.looks].join('；')}</span>,
  },
  { id: 'caseState', title: '个案', kind: 'choice', value: (row) => (row.caseState === null ? null : caseStateTexts[row.caseState]), width: 100 },
  { id: 'by', title: '经手人', kind: 'choice', value: (row) => row.by, width: 90 },
];
