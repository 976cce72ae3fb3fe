import { formatPayeeRelation } from '#shared/domain/disbursement/payee-relation.ts';
import type { PayeeRelation } from '#shared/domain/disbursement/payee-relation.ts';
import type { SentenceBook } from './sentence-book.ts';

function list(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 4).join('、')}等 ${names.length} 人` : names.join('、');
}

export const payeeSentences = {
  'payee.account_missing': () => '还没有收款账户。请向家长收集卡号，在“收款账户”里登记或导入。',
  'payee.account_digits_lost': () => '账号被 Excel 改成了科学计数，后几位已丢失。请从卡面重抄，单元格设为文本。',
  'payee.account_not_digits': () => '账号里有数字以外的字符。请对照卡面核对。',
  'payee.account_length': (f: { length: number }) => `账号是 ${f.length} 位，一般为 16 到 19 位。请对照卡面核对，存折号可以不同。`,
  'payee.account_luhn': () => '账号的校验位对不上，可能抄错一位。请对照卡面核对；有些社保卡不用校验位，核对无误可以照发。',
  'payee.account_of_staff': () => '这是登记在册的教职工账户，学生资助不得打入教职工的卡。请换成学生本人或监护人的账户。',
  'payee.relation_not_allowed': (f: { relation: PayeeRelation }) => f.relation === 'teacher' || f.relation === 'classmate'
    ? `户主是${formatPayeeRelation(f.relation)}，任何项目都不得代领。请换成学生本人或监护人的账户。`
    : `户主与学生的关系是“${formatPayeeRelation(f.relation)}”，本项目只发给本人或监护人。请换账户；若他就是监护人，请先在名册的家庭成员里登记为监护人。`,
  'payee.self_name_differs': (f: { holderName: string }) => `关系写的是本人，户名却是“${f.holderName}”。请核对户名，或把关系改成监护人。`,
  'payee.self_id_differs': () => '关系写的是本人，户主证件号却与学生的不同。请核对证件号。',
  'payee.holder_id_invalid': () => '户主的身份证号不合规则（位数、日期或校验码不对）。请对照证件更正后再发放。',
  'payee.holder_id_missing': () => '没有户主的证件号。银行要求证件号时这一笔发不出去，请补上。',
  'payee.changed_since_paid': (f: { tail: string; paidOn: string; changedBy: string; changedOn: string; evidence: number }) =>
    `${f.paidOn} 那次成功打到尾号 ${f.tail} 的账户，之后由${f.changedBy}于 ${f.changedOn} 换成现在的账户，${f.evidence === 0 ? '没有附凭据' : `附凭据 ${f.evidence} 份`}。请核对是家长本人要求的。`,
  'payee.shared_not_judged': (f: { others: readonly string[] }) => `与${list(f.others)}共用一个账户，又看不出是同一监护人的兄弟姐妹。请更正账号，或由人判断后写明理由。`,
  'payee.shared_by_siblings': (f: { others: readonly string[] }) => `与${list(f.others)}共用同一监护人的账户（兄弟姐妹）。`,
  'payee.shared_judged': (f: { others: readonly string[]; decidedBy: string; reason: string }) => `与${list(f.others)}共用账户，${f.decidedBy}已判断可以：${f.reason}。`,
  'payee.reason_needed': () => '换账户要写明原因，旧账户会留作历史。',
  'payee.same_account': () => '填写的与现在的账户完全一样，没有改动。',
  'payee.not_shared': () => '这个账户现在没有别的学生在用，不需要判断。',
  'payee.staff_exists': (f: { name: string }) => `这个账号已登记为${f.name}的教职工账户。`,
  'payee.student_unknown': (f: { name: string }) => `名册里没有找到学生“${f.name}”。请核对姓名和证件号，或先补名册。`,
  'payee.student_ambiguous': (f: { name: string; count: number }) => `名册里有 ${f.count} 个“${f.name}”。请在文件里补上证件号、学籍号或班级。`,
  'payee.student_by_name_only': (f: { name: string; className: string }) =>
    `名册里有 ${f.className} 的“${f.name}”，但证件号或班级与文件里的对不上。请核对户口簿后选定；名册里没有号码的，先在名册补上。`,
  'payee.student_name_differs': (f: { name: string; rosterName: string }) => `按号码找到的学生是“${f.rosterName}”，文件里写的是“${f.name}”。请看清是谁。`,
  'payee.student_key_missing': () => '这一行没有学生的姓名和证件号，认不出是谁。',
  'payee.twice_in_file': (f: { row: number }) => `同一个学生在第 ${f.row} 行已有一个不同的账户。一个学生只登记一个账户，请删去一行。`,
  'payee.holder_missing': () => '没有户名。请补上户主姓名。',
  'payee.account_cell_spoilt': (f: { value: string }) => `账号“${f.value}”被 Excel 改成了数字，后几位已丢失。请从卡面重抄，单元格设为文本。`,
  'payee.account_cell_empty': () => '没有账号。请补上，或删去这一行。',
  'payee.id_cell_spoilt': (f: { value: string }) => `证件号“${f.value}”被 Excel 改成了数字，后几位已丢失。请重抄，单元格设为文本。`,
  'payee.replaces_other': (f: { masked: string }) => `该生现有账户 ${f.masked}，确认后由这一个替换，旧的留作历史。`,
} satisfies SentenceBook;
