import type { PayeeRow } from '#shared/contract/payees.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { cardKindText, verdictOf, verdictText, verdictTone } from './data.ts';

export const payeeColumns: readonly DataColumn<PayeeRow>[] = [
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.classLabel, width: 96, frozen: true, total: () => '合计' },
  { id: 'name', title: '学生', value: (row) => row.studentName, width: 92, frozen: true, total: (rows) => `${rows.length} 人` },
  {
    id: 'verdict', title: '判断', kind: 'choice', value: (row) => verdictText[verdictOf(row)], width: 104,
    cell: (row) => <StatusTag tone={verdictTone[verdictOf(row)]}>{verdictText[verdictOf(row)]}</StatusTag>,
  },
  { id: 'holder', title: '户名', value: (row) => row.account?.holderName ?? null, width: 92 },
  { id: 'relation', title: '与学生关系', kind: 'choice', value: (row) => (row.account === null ? null : row.account.relationText || '未注明'), width: 92 },
  { id: 'account', title: '账号', value: (row) => row.account?.accountMasked ?? null, width: 88, total: (rows) => `${rows.filter((row) => row.account !== null).length} 个` },
  { id: 'bank', title: '开户行', kind: 'choice', value: (row) => row.account?.bankName ?? null, width: 204, grow: true },
  { id: 'card', title: '卡种', kind: 'choice', value: (row) => (row.account === null ? null : cardKindText[row.account.cardKind]), width: 92 },
  { id: 'shared', title: '共用', value: (row) => (row.sharedWith.length === 0 ? null : row.sharedWith.join('、')), width: 112 },
  { id: 'checked', title: '核对日期', kind: 'date', value: (row) => row.account?.checkedOn ?? null, width: 108 },
];
