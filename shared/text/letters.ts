import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import type { EmergencyAct, EmergencyKind, EmergencyState } from '#shared/domain/letters/emergency.ts';
import type { FollowUp } from '#shared/domain/letters/follow-up.ts';
import type { SlipChoice, SlipStanding } from '#shared/domain/letters/slip.ts';
import type { WaiverScope } from '#shared/domain/letters/waiver.ts';
import type { SentenceBook } from './sentence-book.ts';

export const slipStandingTexts: Readonly<Record<SlipStanding, string>> = { not_given: '未告知', given: '已发未回', returned: '已交回' };
export const slipChoiceTexts: Readonly<Record<SlipChoice, string>> = { apply: '申请', not_apply: '不申请' };
export const followUpTexts: Readonly<Record<FollowUp, string>> = {
  not_given: '未告知', not_returned: '回执未交', incomplete: '回执不全', no_application: '选申请未申请', waiver_due: '应签放弃声明', contradicts: '选不申请却有申请',
};
export const emergencyKindTexts: Readonly<Record<EmergencyKind, string>> = { disaster: '自然灾害', illness: '重大疾病', accident: '意外事故', other: '其他突发困难' };
export const emergencyStateTexts: Readonly<Record<EmergencyState, string>> = { open: '处理中', referred: '已转认定', closed: '已办结' };
export const emergencyActTexts: Readonly<Record<EmergencyAct, string>> = { measure: '救助措施', refer: '转入认定', close: '办结', reopen: '重新办理' };

/** 全部资助, or the item with the terms it is given up for. */
export function waiverScopeText({ programmeKey, term }: WaiverScope, nameOf: (key: string) => string): string {
  return programmeKey === null ? '全部资助' : `${nameOf(programmeKey)}（${term === null ? '全学年' : formatTermShort(term)}）`;
}

export const waiverText = ({ signedOn, signer, relation }: { readonly signedOn: IsoDate; readonly signer: string; readonly relation: string }): string => `${signedOn} ${signer}（${relation}）签放弃声明`;

export const letterSentences = {
  'letter.given_before_issue': (f: { name: string; given: string; issued: string }) => `${f.name}：发放日期 ${f.given} 早于告知书的落款日期 ${f.issued}；请改为实际发放的那一天`,
  'letter.given_in_future': (f: { name: string; given: string; today: string }) => `${f.name}：发放日期 ${f.given} 还没到（今天 ${f.today}）；发出去以后再登记`,
  'letter.returned_without_given': (f: { name: string; returned: string }) => `${f.name}：回执 ${f.returned} 交回，却没有发放日期；请先填哪天发的`,
  'letter.returned_before_given': (f: { name: string; returned: string; given: string }) => `${f.name}：回执交回日期 ${f.returned} 早于发放日期 ${f.given}；请核对两个日期`,
  'letter.returned_in_future': (f: { name: string; returned: string; today: string }) => `${f.name}：回执交回日期 ${f.returned} 还没到（今天 ${f.today}）；请填实际日期`,
  'letter.answer_without_return': (f: { name: string }) => `${f.name}：填了选择或签名人，却没有交回日期；请填回执哪天交回`,
  'letter.none_for_pupil': (f: { name: string; className: string }) => `${f.className} ${f.name}：本学年还没有发给这个年级的告知书；请先拟定并发布告知书`,
  'letter.placeholder_unknown': (f: { names: string }) => `告知书里有程序不认识的填空 ${f.names}；请改成文字，或照页面上列出的名称写`,
  'letter.issued_outside_year': (f: { issued: string; from: string; to: string }) => `落款日期 ${f.issued} 不在这个学年（${f.from} 至 ${f.to}）；请核对日期或换学期`,
  'letter.reply_before_issue': (f: { reply: string; issued: string }) => `回执期限 ${f.reply} 早于落款日期 ${f.issued}；请改正`,
  'letter.school_only': () => '告知书由学校统一发布，班主任账号只登记本班的发放和回执；请交给资助专干',
  'letter.grade_unknown': (f: { grade: string }) => `本校现在没有“${f.grade}”的学生；请刷新后重新选年级`,
  'letter.has_slips': (f: { count: number }) => `这份告知书已登记 ${f.count} 名学生的发放，不能收回；要改内容请另发布一份`,
  'letter.withdrawn_already': () => '这份告知书已经收回',
  'letter.nobody_to_print': () => '没有要打印的学生；请换一个班级或条件',
  'letter.no_letter_to_print': () => '选定的班级还没有告知书；请先发布告知书',

  'waiver.signed_in_future': (f: { date: string; today: string }) => `签署日期 ${f.date} 还没到（今天 ${f.today}）；请填家长签字的那一天`,
  'waiver.revoked_in_future': (f: { date: string; today: string }) => `撤回日期 ${f.date} 还没到（今天 ${f.today}）；请填实际日期`,
  'waiver.revoked_before_signed': (f: { date: string; signed: string }) => `撤回日期 ${f.date} 早于签署日期 ${f.signed}；请核对`,
  'waiver.there_already': (f: { name: string; signed: string }) => `${f.name} 本学年已有一份 ${f.signed} 签署的放弃声明，没有再登记一份`,
  'waiver.item_there_already': (f: { name: string; what: string; signed: string }) => `${f.name} 已有一份 ${f.signed} 签署的声明放弃${f.what}，没有再登记一份`,
  'waiver.item_unknown': (f: { programme: string }) => `本校的资助项目里没有“${f.programme}”，请从列出的项目中选`,
  'waiver.item_other_year': (f: { term: string; year: string }) => `${f.term}不在${f.year}里，声明只对一个学年有效`,
  'waiver.revoked_already': (f: { name: string; date: string }) => `${f.name} 的这份声明已在 ${f.date} 撤回`,

  'emergency.in_future': (f: { date: string; today: string }) => `日期 ${f.date} 还没到（今天 ${f.today}）；请填实际日期`,
  'emergency.reported_before_happened': (f: { reported: string; happened: string }) => `报告日期 ${f.reported} 早于发生日期 ${f.happened}；请核对`,
  'emergency.step_before_happened': (f: { date: string; happened: string }) => `日期 ${f.date} 早于事情发生的 ${f.happened}；请核对`,
  'emergency.act_impossible': (f: { state: EmergencyState; act: EmergencyAct }) => `这件事现在是“${emergencyStateTexts[f.state]}”，不能作“${emergencyActTexts[f.act]}”`,
  'emergency.waiver_stands': (f: { name: string; signed: string }) => `${f.name} 有一份 ${f.signed} 签署、没有撤回的放弃声明；家庭愿意接受资助的，请先在“放弃声明”里登记撤回，再转入认定`,
  'emergency.proof_number_missing': () => '以证件、证明为依据时要写证明的名称或编号；没有证明的，请选承诺书',
} satisfies SentenceBook;
