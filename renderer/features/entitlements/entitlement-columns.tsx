import type { EntitlementRow } from '#shared/contract/entitlements.ts';
import { entitlementStateNames } from '#shared/text/entitlements.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import type { Tone } from '#renderer/components/tone.ts';

export const standingNames: Readonly<Record<EntitlementRow['notice'], string>> = {
  none: '未公示', draft: '草稿', posted: '公示中', ended: '已公示', held: '异议未答复', waived: '免等公示',
};

const standingTones: Readonly<Record<EntitlementRow['notice'], Tone>> = { none: 'warn', draft: 'warn', posted: 'plain', ended: 'good', held: 'bad', waived: 'warn' };
const stateTones: Readonly<Record<EntitlementRow['state'], Tone>> = { proposed: 'plain', approved: 'good', withdrawn: 'bad' };

export const entitlementColumns: readonly DataColumn<EntitlementRow>[] = [
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 94, frozen: true, total: () => '合计' },
  { id: 'name', title: '姓名', value: (row) => row.studentName, width: 76, frozen: true, total: (rows) => `${new Set(rows.map((row) => row.studentId)).size} 人` },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 182, grow: true, total: (rows) => `${rows.length} 笔` },
  { id: 'grade', title: '困难等级', kind: 'choice', value: (row) => row.hardshipGrade, width: 76 },
  { id: 'amount', title: '应发（元）', kind: 'money', value: (row) => row.amountFen, width: 92, total: 'sum' },
  {
    id: 'state', title: '状态', kind: 'choice', value: (row) => entitlementStateNames[row.state], width: 84,
    cell: (row) => <StatusTag tone={stateTones[row.state]}>{entitlementStateNames[row.state]}</StatusTag>,
  },
  {
    id: 'notice', title: '公示', kind: 'choice', value: (row) => standingNames[row.notice], width: 94,
    cell: (row) => <StatusTag tone={standingTones[row.notice]}>{standingNames[row.notice]}</StatusTag>,
  },
  { id: 'proposedBy', title: '经办', kind: 'choice', value: (row) => row.proposedBy, width: 116 },
  {
    id: 'approvedBy', title: '批准', kind: 'choice', value: (row) => (row.approvedBy === null ? null : row.onePerson ? `${row.approvedBy}（单人）` : row.approvedBy), width: 130,
  },
];
