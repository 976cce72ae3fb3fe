import { specialGroups } from '#shared/domain/identification/special-group.ts';
import type { FieldCatalogue, FieldSpec } from '#shared/domain/tabular/field-catalogue.ts';

/** What a template of the system is for. No template is shipped: each is learned from the user's own blank file (handbook 5.2). */
export const templateContents = ['hardship', 'aid_list'] as const;
export type TemplateContent = (typeof templateContents)[number];

const contentLabels: Readonly<Record<TemplateContent, string>> = { hardship: '困难学生认定（家庭经济信息）', aid_list: '资助名单' };

export function formatTemplateContent(content: TemplateContent): string {
  return contentLabels[content];
}

const person = [
  { key: 'ordinal', label: '序号', kind: 'number' },
  { key: 'name', label: '姓名', aliases: ['学生姓名', '受助学生姓名'], kind: 'name', required: true },
  { key: 'sex', label: '性别', kind: 'text' },
  { key: 'idNumber', label: '身份证号', aliases: ['身份证件号', '身份证号码', '身份证件号码', '证件号码', '学生身份证号', '学生身份证件号'], kind: 'id_number' },
  { key: 'registryNo', label: '学籍号', aliases: ['全国学籍号', '学生学籍号', '全国统一学籍号'], kind: 'id_number' },
  { key: 'birthDate', label: '出生日期', aliases: ['出生年月日'], kind: 'date' },
  { key: 'yearName', label: '年级', aliases: ['所在年级', '年级名称'], kind: 'class' },
  { key: 'className', label: '班级', aliases: ['班级名称', '所在班级', '年级班级'], kind: 'class' },
  { key: 'boarding', label: '就读方式', kind: 'text' },
  { key: 'schoolName', label: '学校名称', aliases: ['学校', '就读学校'], kind: 'text' },
  { key: 'schoolCode', label: '学校标识码', aliases: ['学校代码'], kind: 'text' },
  { key: 'schoolYear', label: '学年', kind: 'text' },
  { key: 'season', label: '学期', kind: 'text' },
  { key: 'grade', label: '认定（困难）级别名称', aliases: ['认定(困难)级别名称', '认定困难级别名称', '困难等级', '困难级别', '认定级别', '认定等级', '困难程度', '困难档次'], kind: 'text' },
] as const satisfies FieldCatalogue;

const hardship = [
  { key: 'decidedOn', label: '认定时间', aliases: ['认定日期', '认定时间（YYYYMMDD）'], kind: 'date' },
  { key: 'reason', label: '认定原因', aliases: ['认定理由', '困难原因'], kind: 'text' },
] as const satisfies FieldCatalogue;

const aid = [
  { key: 'programme', label: '资助项目', aliases: ['资助项目名称', '项目名称'], kind: 'text' },
  { key: 'awardTier', label: '资助档次', aliases: ['档次', '资助等级'], kind: 'text' },
  { key: 'amount', label: '资助金额', aliases: ['金额', '资助金额（元）', '资助金额(元)', '补助金额', '发放金额'], kind: 'money' },
  { key: 'paidOn', label: '发放日期', aliases: ['发放时间'], kind: 'date' },
  { key: 'holderName', label: '账户户名', aliases: ['户名', '开户名', '收款人姓名'], kind: 'name' },
  { key: 'accountNo', label: '银行卡号', aliases: ['卡号', '账号', '银行账号', '收款账号', '社保卡号'], kind: 'account_no' },
  { key: 'bankName', label: '开户行', aliases: ['开户银行', '银行名称'], kind: 'text' },
] as const satisfies FieldCatalogue;

export type TemplateField = (typeof person)[number]['key'] | (typeof hardship)[number]['key'] | (typeof aid)[number]['key'] | `group.${string}`;

/** 是否低保 and its like: one column a group. Filled with 是 where there is evidence and left empty otherwise, never 否. */
function groupFields(): FieldSpec<TemplateField>[] {
  return specialGroups.map((group) => {
    const names = [group.label, ...group.aliases];
    return { key: `group.${group.key}`, label: `是否${group.label}`, aliases: [...names.map((name) => `是否${name}`), ...names], kind: 'flag' };
  });
}

/** The columns Yidang can fill in a template; every other column of it stays empty. */
export function templateFields(content: TemplateContent): FieldCatalogue<TemplateField> {
  return content === 'hardship' ? [...person, ...hardship, ...groupFields()] : [...person, ...aid];
}
