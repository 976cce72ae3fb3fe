import type { FieldCatalogue, FieldSpec } from '#shared/domain/tabular/field-catalogue.ts';

/** What an export of the national system is: its pupils, its 认定 list, or its 资助名单. */
export const systemExportKinds = ['roster', 'identification', 'aid_list'] as const;
export type SystemExportKind = (typeof systemExportKinds)[number];

export type SystemExportField =
  | 'name' | 'idNumber' | 'registryNo' | 'birthDate' | 'yearLabel' | 'classLabel' | 'boarding' | 'isBoarding' | 'grade' | 'programme' | 'amount';

const person: FieldCatalogue<SystemExportField> = [
  { key: 'name', label: '姓名', aliases: ['学生姓名', '学生', '幼儿姓名', '受助学生姓名'], kind: 'name', required: true },
  {
    key: 'idNumber', label: '身份证号', kind: 'id_number',
    aliases: ['身份证件号', '身份证号码', '身份证件号码', '证件号码', '证件号', '身份证', '学生身份证号', '学生身份证件号', '学生身份证号码', '公民身份号码'],
  },
  { key: 'registryNo', label: '学籍号', aliases: ['全国学籍号', '全国统一学籍号', '国网学籍号', '学籍号码', '学生学籍号'], kind: 'id_number' },
  { key: 'birthDate', label: '出生日期', aliases: ['出生年月', '出生年月日', '生日'], kind: 'date' },
  { key: 'yearLabel', label: '年级', aliases: ['所在年级', '就读年级', '年级名称'], kind: 'class' },
  { key: 'classLabel', label: '班级', aliases: ['班级名称', '所在班级', '就读班级', '年级班级', '年班'], kind: 'class' },
];

const boarding: FieldCatalogue<SystemExportField> = [
  { key: 'boarding', label: '就读方式', aliases: ['就读方式码', '就读类型'], kind: 'text' },
  { key: 'isBoarding', label: '是否寄宿', aliases: ['是否住校', '是否寄宿生', '寄宿生', '住校', '寄宿'], kind: 'flag' },
];
const grade: FieldSpec<SystemExportField> = {
  key: 'grade', label: '困难等级', kind: 'text', required: true,
  aliases: ['认定(困难)级别名称', '认定困难级别名称', '认定（困难）级别名称', '认定级别名称', '困难级别', '认定级别', '认定等级', '困难程度', '困难档次', '认定档次', '认定结果', '家庭经济困难等级'],
};
const programme: FieldSpec<SystemExportField> = { key: 'programme', label: '资助项目', aliases: ['资助项目名称', '项目名称', '项目', '资助类型', '资助名称'], kind: 'text' };
const amount: FieldSpec<SystemExportField> = {
  key: 'amount', label: '资助金额', aliases: ['金额', '资助金额(元)', '资助金额（元）', '发放金额', '资助标准', '补助金额', '应发金额', '金额(元)', '金额（元）'], kind: 'money',
};

/** The fields an export can bring. No complete header is known (handbook 5.2), so everything but the name is recognised where it is there. */
export function systemExportFields(kind: SystemExportKind): FieldCatalogue<SystemExportField> {
  switch (kind) {
    case 'roster': return [...person, ...boarding];
    case 'identification': return [...person, grade];
    case 'aid_list': return [...person, programme, amount];
  }
}

const kindLabels: Readonly<Record<SystemExportKind, string>> = { roster: '在校学生信息', identification: '困难学生认定', aid_list: '资助名单' };

export function formatSystemExportKind(kind: SystemExportKind): string {
  return kindLabels[kind];
}
