import type { CellTable, MergedArea } from '#shared/domain/tabular/cell-table.ts';
import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';

export function tableOf(rows: readonly (readonly string[])[], more: { merges?: readonly MergedArea[]; hiddenRows?: readonly number[]; marks?: CellTable['marks'] } = {}): CellTable {
  return {
    kind: 'xlsx', sheet: '名单', rows, marks: more.marks ?? new Map(), hiddenRows: more.hiddenRows ?? [], hiddenColumns: [],
    merges: more.merges ?? [], encoding: null, separator: null,
  };
}

export const catalogue = [
  { key: 'name', label: '姓名', aliases: ['学生姓名', 'xm'], kind: 'name', required: true },
  { key: 'idNumber', label: '身份证件号', aliases: ['身份证号', '证件号码', 'sfzjh'], kind: 'id_number' },
  { key: 'class', label: '班级', aliases: ['班号', '年级班级'], kind: 'class' },
  { key: 'guardianName', label: '监护人姓名', aliases: ['成员1姓名', '姓名#2'], kind: 'name' },
  { key: 'guardianPhone', label: '监护人联系电话', aliases: ['成员1联系电话'], kind: 'phone' },
  { key: 'amount', label: '金额', aliases: ['资助金额'], kind: 'money' },
] as const satisfies FieldCatalogue;
