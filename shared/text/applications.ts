import type { ApplicationEvent, ApplicationState } from '#shared/domain/applications/application-state.ts';
import type { BasicField } from '#shared/domain/applications/application-form.ts';
import type { CircumstanceKey } from '#shared/domain/applications/form-layout.ts';
import type { FormProblem, FormProblemFacts } from '#shared/domain/applications/form-problem.ts';
import type { ConsentReason } from '#shared/domain/applications/guardian-consent.ts';
import type { PerHeadSlip } from '#shared/domain/applications/per-head-income.ts';
import type { IncomeProblem } from '#shared/domain/applications/read-income.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { SentenceBook } from './sentence-book.ts';

export const applicationStateTexts: Readonly<Record<ApplicationState, string>> = { draft: '草稿', received: '已收', corrected: '已更正', withdrawn: '已撤回' };
export const applicationEventTexts: Readonly<Record<ApplicationEvent, string>> = { receive: '收下', correct: '更正', withdraw: '撤回' };

export const basicFieldTexts: Readonly<Record<BasicField, string>> = {
  name: '姓名', sex: '性别', birthDate: '出生年月', idNumber: '身份证号码', nativePlace: '籍贯', hukouType: '户口性质', phone: '手机号码',
};

export const circumstanceTexts: Readonly<Record<CircumstanceKey, string>> = {
  disaster: '家庭遭受自然灾害情况', accident: '家庭遭受突发意外事件', weakLabour: '家庭成员因残疾、年迈而劳动能力弱情况', unemployment: '家庭成员失业情况', debt: '家庭欠债情况', other: '其他情况',
};

export const consentReasonTexts: Readonly<Record<ConsentReason, string>> = {
  preschool: '学前儿童', under_14: '不满十四周岁', birth_unknown: '名册里没有出生日期，按不满十四周岁对待', old_enough: '已满十四周岁',
};

const slipTexts: Readonly<Record<PerHeadSlip, string>> = {
  family_size: '按所填家庭人口去除正好相等', pupil_not_counted: '像是没有把学生本人算进去', monthly: '像是填成了月收入', ten_thousand: '像是以万元为单位填的', whole_household: '像是填成了全家年收入',
};

const incomeTexts: Readonly<Record<IncomeProblem, string>> = {
  not_an_amount: '不是一个金额，请写成 32000 或 3.2万；不知道的留空', too_many_decimals: '小数位太多，请核对', too_large: '金额过大，请核对', bad_separator: '里的逗号或空格隔得不对，可能是两个数，请核对', contradictory: '里的数字与大写不一致，请核对', negative: '收入不能小于 0；欠债请写在“影响家庭经济状况”里',
  monthly: '是按月的收入，请问清全年收入后填写', range: '是一个范围，请问清后只填一个数',
};

const signatureTexts = { promise: '承诺', consent: '监护人同意' } as const;

type FormSentences = { readonly [Code in keyof FormProblemFacts]: (facts: FormProblemFacts[Code]) => string };

const formSentences: FormSentences = {
  'application.date_missing': () => '没有申请日期；请填申请表上写的日期',
  'application.date_unread': (f) => `申请日期“${f.text}”看不懂；请写成 2025-09-05 这样`,
  'application.date_in_future': (f) => `申请日期 ${f.date} 还没到（今天 ${f.today}）；请照申请表上的日期填写`,
  'application.phone_digits': (f) => `${f.whose === 'guardian' ? '家长' : '学生'}手机号码“${f.text}”不是 11 位数字；请对照申请表核对`,
  'application.postcode_digits': (f) => `邮政编码“${f.text}”不是 6 位数字；请核对，不知道的留空`,
  'application.family_size_unread': (f) => `家庭人口“${f.text}”不是 1–30 的整数；请核对`,
  'application.per_head_unread': (f) => `家庭人均年收入“${f.text}”${incomeTexts[f.problem]}`,
  'application.member_name_missing': (f) => `家庭成员第 ${f.row} 行没有姓名；请补上，或清空这一行`,
  'application.member_age_unread': (f) => `家庭成员第 ${f.row} 行${f.name}的年龄“${f.text}”不是 0–120 的整数；请核对，不知道的留空`,
  'application.member_income_unread': (f) => `家庭成员第 ${f.row} 行${f.name}的年收入“${f.text}”${incomeTexts[f.problem]}`,
  'application.member_twice': (f) => `家庭成员第 ${f.row} 行的 ${f.name} 与第 ${f.first} 行是同一个名字；同一人只填一行`,
  'application.member_is_pupil': (f) => `家庭成员第 ${f.row} 行是学生本人（${f.name}）；家庭成员里不列学生本人`,
  'application.signed_unread': (f) => `${signatureTexts[f.what]}的签字日期“${f.text}”看不懂；请写成 2025-09-05 这样`,
  'application.signed_in_future': (f) => `${signatureTexts[f.what]}的签字日期 ${f.date} 还没到（今天 ${f.today}）；请照申请表填写`,
  'application.consent_missing': (f) => `还没有监护人同意：${consentReasonTexts[f.reason]}${f.age === null ? '' : `（申请时 ${f.age} 周岁）`}，要有监护人签字同意才能收下；先存草稿，请家长补签`,
  'application.consent_refused': (f) => `监护人不同意处理孩子的信息（${consentReasonTexts[f.reason]}），不能收下这份申请表；请当面说明后再定，或删去草稿`,
  'application.differs': (f) => `${basicFieldTexts[f.field]}与名册不同：申请表写“${f.written}”，名册是“${f.register === '' ? '空' : f.register}”；两边都留着，请核对哪一边要改`,
  'application.family_size_missing': () => '没有填家庭人口',
  'application.family_size_differs': (f) => `家庭人口填 ${f.written} 人，成员加学生本人是 ${f.people} 人；请核对有没有漏列的成员`,
  'application.no_members': () => '没有列家庭成员；确实没有的（如孤儿由机构养育），请在“其他情况”里写明',
  'application.relation_unknown': (f) => (f.text === '' ? `家庭成员第 ${f.row} 行${f.name}没有写与学生关系` : `家庭成员第 ${f.row} 行${f.name}的关系“${f.text}”不认识，照写保留`),
  'application.per_head_missing': () => '没有填家庭人均年收入',
  'application.per_head_unknown': (f) => `有 ${f.unknown} 名家庭成员的年收入不知道，人均年收入没法复算；所填数字照写保留`,
  'application.per_head_differs': (f) => `家庭人均年收入填 ${formatYuan(f.writtenFen)} 元，按成员收入复算（${f.people} 人）是 ${formatYuan(f.computedFen)} 元`
    + `${f.slip === null ? '' : `；${f.slip === 'family_size' ? `按所填家庭人口 ${f.familySize ?? ''} 人去除正好相等` : slipTexts[f.slip]}`}。两个数都留着，请问清家长`,
  'application.other_needed': (f) => (f.why === 'no_group' ? '没有勾选任何特殊群体，应在“其他情况”里写明困难原因' : '有家庭成员残疾，应在“其他情况”里写明情况'),
  'application.group_unsupported': (f) => `勾选了${f.groups.join('、')}，但没有部门名单、证件或承诺书作依据；请收材料或核对名单`,
  'application.group_not_ticked': (f) => `名单或个案里有${f.groups.join('、')}，申请表没有勾选；请提醒家长`,
  'application.guardian_phone_missing': () => '没有填家长手机号码',
  'application.promise_not_handwritten': () => '承诺句没有手抄，或还没有核对；承诺要由本人或监护人手抄',
  'application.promise_unsigned': () => '承诺没有签字，或还没有填签字人；没有签字的申请表检查时算缺件',
  'application.signed_after_application': (f) => `${signatureTexts[f.what]}的签字日期 ${f.signedOn} 晚于申请日期 ${f.appliedOn}；请核对哪一个写错`,
  'application.consent_signer_missing': () => '没有填同意的监护人姓名',
};

/** Words one problem of a form. */
export function formProblemSentence(problem: FormProblem): string {
  return (formSentences[problem.code] as (facts: FormProblem['facts']) => string)(problem.facts);
}

export const applicationSentences = {
  ...formSentences,
  'application.state_forbids': (f: { name: string; state: ApplicationState; event: ApplicationEvent }) =>
    `${f.name}的申请表现在是“${applicationStateTexts[f.state]}”，不能${applicationEventTexts[f.event]}；请刷新后再看`,
  'application.not_on_roll': (f: { name: string; status: string }) => `${f.name} 现在是“${f.status}”，不能收申请表；请先在名册里核对学籍状态`,
  'application.nothing_changed': (f: { name: string }) => `${f.name} 的申请表与已收下的一样，没有需要更正的内容`,
  'application.no_draft': (f: { name: string }) => `${f.name} 没有未收下的内容，不用删草稿`,
  'application.reason_missing': (f: { name: string }) => `${f.name} 的申请表已经收下；更正要写明原因（至少两个字），原来的一份会留着`,
  'application.withdraw_decided': (f: { name: string }) => `${f.name} 已经认定，不能在这里记为“不申请/放弃”；请到“认定”里办理，这里只撤回申请表`,
  'application.check_in_future': (f: { date: string; today: string }) => `核验日期 ${f.date} 还没到（今天 ${f.today}）；请填实际核验的日期`,
  'application.check_needs_note': () => '材料缺或退回的，请写明缺什么、为什么退回',
  'application.template_broken': (f: { file: string; line: number | null; words: string }) =>
    `申请表模板“${f.file}”${f.line === null ? '' : `第 ${f.line} 行`}排不出来（排版程序的原话：${f.words}）；请改正模板，或把它从 templates 文件夹里拿走，就会改用自带的样式`,
  'application.nothing_to_print': () => '选定的班级里没有可以打印的申请表；还没有录入的，可以改为打印“只带名册资料”的表',
  'application.no_form': (f: { file: string }) => `“${f.file}”里没有找到申请表：要有“姓名”和姓名，还要有家庭成员表或家庭人均年收入；请放家长填好的申请表`,
  'application.same_file': (f: { file: string; date: string }) => `“${f.file}”在 ${f.date} 已经导入过，没有再收；内容改了的请另存后再放`,
  'application.file_twice': (f: { name: string; file: string }) => `${f.name} 的申请表已经在“${f.file}”里；一名学生一次只收一份，请留对的那一份`,
  'application.files_wrong': (f: { wrong: number; total: number }) => `${f.total} 份里有 ${f.wrong} 份不能收；请改好再放，或选“只收能收的”`,
  'application.row_twice': (f: { name: string; row: number }) => `${f.name} 在第 ${f.row} 行已经出现；一份汇总表里每名学生只能有一行`,
  'application.draft_has_scans': (f: { name: string }) => `${f.name} 的草稿下面有扫描件，不能删；请先把扫描件撤下，写明原因`,
  'application.group_unknown': (f: { text: string }) => `不认识的特殊群体“${f.text}”；请照申请表的名称填写`,
} satisfies SentenceBook;

const pathTexts: Readonly<Record<string, string>> = {
  layout: '样式', appliedOn: '申请日期', familySize: '家庭人口', address: '详细通讯地址', postcode: '邮政编码', guardianPhone: '家长手机号码', otherGroup: '其他特殊群体', perHead: '家庭人均年收入',
  'promise.handwritten': '承诺手抄', 'promise.signedBy': '承诺签字人', 'promise.signedOn': '承诺签字日期', 'consent.given': '监护人同意', 'consent.signedBy': '同意的监护人',
  'consent.relation': '监护人与学生关系', 'consent.signedOn': '同意日期', 'aid.boarding': '申请寄宿生生活补助', 'aid.nonBoarding': '申请非寄宿生生活补助',
};

/** What a field of a form is called, by its path in the draft. */
export function fieldLabel(path: string): string {
  const [part = '', key = ''] = path.split('.');
  if (part === 'written') return basicFieldTexts[key as BasicField];
  if (part === 'circumstances') return circumstanceTexts[key as CircumstanceKey];
  if (part === 'members') return `家庭成员${/^\d+$/.test(key) ? `第 ${key} 行` : ''}`;
  return part === 'groups' ? key || '特殊群体' : pathTexts[path] ?? path;
}

export const checkResultTexts = { accepted: '已核，齐全', missing: '缺', rejected: '退回' } as const;
