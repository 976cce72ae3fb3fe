import type { Consistency, VisitPurpose, VisitVerdict, VisitWay } from '#shared/domain/visits/visit.ts';
import type { VisitCause } from '#shared/domain/visits/visit-plan.ts';
import type { SentenceBook } from './sentence-book.ts';

export const visitWayTexts: Readonly<Record<VisitWay, string>> = { on_site: '实地', phone: '电话', entrusted: '委托', online: '线上' };
export const visitPurposeTexts: Readonly<Record<VisitPurpose, string>> = { verification: '认定走访', care: '日常走访' };
export const consistencyTexts: Readonly<Record<Consistency, string>> = { consistent: '一致', inconsistent: '不一致', unknown: '无法判断' };
export const visitVerdictTexts: Readonly<Record<VisitVerdict, string>> = { true: '属实', mostly_true: '基本属实', untrue: '不属实', more_needed: '需补充材料' };
export const visitCauseTexts: Readonly<Record<VisitCause, string>> = { applied: '已申请', pre_identified: '预认定', decided: '已认定', listed: '在部门名单上' };

/** The kinds of scans a visit takes; a photo is left out where it would not be fitting. */
export const visitPaperKinds = { signed: '签字的家访记录', photo: '现场照片', other: '其他材料' } as const;

export const visitSentences = {
  'visit.in_future': (f: { name: string; date: string; today: string }) => `${f.name}：家访日期 ${f.date} 还没到（今天 ${f.today}）；请填实际家访的那一天`,
  'visit.outside_year': (f: { name: string; date: string; from: string; to: string }) => `${f.name}：家访日期 ${f.date} 不在本学年（${f.from} 至 ${f.to}，含开学前的暑期）；请核对年份，或在页眉换到那个学年再登记`,
  'visit.no_visitor': (f: { name: string }) => `${f.name}：没有写家访人；请写上去的是谁`,
  'visit.visitor_twice': (f: { name: string; visitor: string }) => `${f.name}：家访人“${f.visitor}”写了两次；两名家访人应是不同的人`,
  'visit.too_few_visitors': (f: { name: string; count: number; needed: number; required: boolean }) =>
    `${f.name}：实地家访只写了 ${f.count} 人，本校的认定程序要求 ${f.needed} 人${f.required ? '，没有登记；请补上同去的人，确实只去了一人的请再走访' : '；已登记，请补上同去的人'}`,
  'visit.entrusted_to_missing': (f: { name: string }) => `${f.name}：委托家访没有写委托给谁；请写明单位或人`,
  'visit.entrusted_reason_missing': (f: { name: string; to: string }) => `${f.name}：委托给“${f.to}”家访，没有写为什么不能自己去；请写明原因`,
  'visit.entrusted_otherwise': (f: { name: string; to: string }) => `${f.name}：写了委托“${f.to}”，方式却不是委托；请改方式，或删去委托对象和原因`,
  'visit.differs_missing': (f: { name: string }) => `${f.name}：与申请不一致，没有写哪里不一致；请写明，评议时要看`,
  'visit.differs_otherwise': (f: { name: string }) => `${f.name}：选了“一致”，又写了不一致之处；请改一处`,
  'visit.photos_reason_missing': (f: { name: string }) => `${f.name}：标了“不宜拍照”，没有写原因；请写明，如保护学生隐私、家人患病`,
  'visit.student_unknown': () => '有一名学生不在本校名册里，没有登记；请刷新页面后再试',
  'visit.not_your_class': (f: { name: string }) => `${f.name} 不是您班上的学生，没有登记`,
  'visit.repeated': (f: { name: string; date: string; way: VisitWay }) => `${f.name} 在 ${f.date} 已经有一次${visitWayTexts[f.way]}家访的记录；要改那一次请打开它更正，不要再登记一次`,
  'visit.same_pupil_twice': (f: { name: string; date: string }) => `${f.name} 在 ${f.date} 写了两次，方式也一样；请删去一次`,
  'visit.decision_needs_it': (f: { name: string; date: string }) => `${f.name} 在 ${f.date} 的认定以这次家访为前提（本校程序要求先家访后认定），这样改会让那次认定没有家访；请先登记认定以前的另一次家访`,
  'visit.after_decision': (f: { name: string; date: string; decided: string }) => `${f.name} 在 ${f.decided} 已经认定，${f.date} 的走访不能作为认定前的家访；是认定以后去的，请把用途改为“日常走访”`,
  'visit.changed_meanwhile': (f: { name: string }) => `${f.name} 的这次家访刚被别人改过；请关上再打开，看过新的内容后再改`,
  'visit.struck_out_already': (f: { name: string }) => `${f.name} 的这次家访已经作废，不能再改`,
  'visit.nothing_changed': () => '没有改动任何一项，没有保存',
  'visit.plan_pupil_twice': (f: { name: string }) => `${f.name} 在计划里排了两次；请删去一次`,
  'visit.plan_of_others': (f: { name: string }) => `计划“${f.name}”里有别的班的学生，班主任不能改；请资助专干修改`,
  'visit.no_pupils': () => '选中的范围里没有要家访的学生，没有打印。请换一个计划或班级',
  'visit.way_unknown': (f: { text: string }) => `“${f.text}”不是家访方式；请写 实地、电话、委托 或 线上`,
  'visit.way_missing': () => '没有写家访方式；请写 实地、电话、委托 或 线上，或在导入设置里选一种',
  'visit.date_missing': () => '没有写家访日期；请补上，或在导入设置里填',
  'visit.date_unread': (f: { text: string }) => `“${f.text}”不是一个日期；请写成 2025-09-05 这样`,
  'visit.consistent_unknown': (f: { text: string }) => `“${f.text}”看不出是否一致；请写 一致、不一致 或 无法判断`,
  'visit.verdict_unknown': (f: { text: string }) => `“${f.text}”不是家访结论；请写 属实、基本属实、不属实 或 需补充材料`,
  'visit.flag_unknown': (f: { text: string }) => `“${f.text}”看不出是或否；请写 是 或 否`,
  'visit.income_unread': (f: { text: string }) => `“${f.text}”不是一个金额；请写全家一年的收入，如 18000 或 1.8万元；说不清的写在“收入来源”里`,
  'visit.imported': (f: { name: string; date: string; way: VisitWay; consistent: Consistency }) => `${f.name}：${f.date} ${visitWayTexts[f.way]}家访，${consistencyTexts[f.consistent]}`,
} satisfies SentenceBook;
