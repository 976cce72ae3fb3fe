import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { CheckerFault, ObjectionChannel, ObjectionOutcome, ObjectionState, ObjectionStep } from '#shared/domain/notice/objection.ts';
import type { ReplyTiming } from '#shared/domain/notice/objection-deadline.ts';
import type { SensitiveKind } from '#shared/domain/notice/scan-text.ts';
import { sensitiveNames } from './notices.ts';
import type { SentenceBook } from './sentence-book.ts';

export const objectionChannelNames: Readonly<Record<ObjectionChannel, string>> = {
  letter_box: '意见箱', phone: '电话', visit: '来访', mail: '来信', web: '网络', other: '其他',
};

export const objectionOutcomeNames: Readonly<Record<ObjectionOutcome, string>> = { uphold: '维持', adjust: '调整', cancel: '取消' };

export const objectionStateNames: Readonly<Record<ObjectionState, string>> = {
  received: '已登记', checking: '核查中', answered: '已答复', reconsidering: '复议中', closed: '已办结', withdrawn: '已撤回',
};

export const objectionStepNames: Readonly<Record<ObjectionStep, string>> = {
  check: '交办核查', answer: '答复', reconsider: '登记复议', conclude: '复议答复', close: '办结', withdraw: '反映人撤回',
};

export const replyTimingNames: Readonly<Record<ReplyTiming, string>> = { waiting: '期限内', soon: '快到期', overdue: '已超期', in_time: '按期答复', late: '逾期答复' };

const faultWords: Readonly<Record<CheckerFault, string>> = { decided_it: '经办了被反映的这项结果', raised_it: '就是反映人', named_in_it: '在反映内容里被点到' };

const caution = (verified: boolean): string => (verified ? '' : '（未核节假日）');

export const objectionSentences = {
  'objection.state_forbids': (f: { step: ObjectionStep; state: ObjectionState }) => `这件异议现在是“${objectionStateNames[f.state]}”，不能${objectionStepNames[f.step]}。`,
  'objection.notice_not_posted': (f: { no: string }) => `${f.no} 还没有张贴，不会有对它的异议。请选已经张贴的公示。`,
  'objection.line_unknown': (f: { no: string; ordinal: number }) => `${f.no} 的名单里没有第 ${f.ordinal} 行。请重新选择反映的是哪一行。`,
  'objection.date_in_future': (f: { date: IsoDate; today: IsoDate }) => `日期 ${f.date} 晚于今天 ${f.today}。请填实际的日期。`,
  'objection.before_posting': (f: { date: IsoDate; postedOn: IsoDate }) => `日期 ${f.date} 早于这份公示的张贴日期 ${f.postedOn}。请核对日期。`,
  'objection.before_previous': (f: { date: IsoDate; previous: IsoDate }) => `日期 ${f.date} 早于上一步的日期 ${f.previous}，时间倒置。请核对日期。`,
  'objection.name_missing': () => '实名反映要写反映人姓名；不愿留名的请选“匿名”，匿名同样登记办理。',
  'objection.anonymous_named': () => '选了“匿名”，姓名和联系方式就不能再填。请清空，或改选“实名”。',
  'objection.text_has_sensitive': (f: { field: string; kind: SensitiveKind; shown: string }) =>
    `“${f.field}”里有像${sensitiveNames[f.kind]}的数字（${f.shown}）。登记簿会打印，证件、电话、卡号不要写在里面；反映人的电话写在“联系方式”里。`,
  'objection.text_reveals': (f: { field: string }) => `“${f.field}”里写了反映人的姓名或联系方式。反映人只写在专门的两栏里，别处一律不出现，请改成“反映人”。`,
  'objection.checker_refused': (f: { name: string; fault: CheckerFault }) => `“${f.name}”${faultWords[f.fault]}，不能核查这件异议。请换一个人。`,
  'objection.checker_decided': (f: { name: string }) => `“${f.name}”也经办了被反映的这项结果（单人模式），登记簿和处理单上会注明。`,
  'objection.checker_twice': (f: { name: string }) => `核查人“${f.name}”写了两次。`,
  'objection.uphold_changes_nothing': () => '结论是“维持”，就不能同时改认定结果。请去掉改动，或改选“调整”“取消”。',
  'objection.revision_missing': (f: { outcome: ObjectionOutcome }) => `结论是“${objectionOutcomeNames[f.outcome]}”，请写明改成哪个困难等级、由谁在哪一天认定。`,
  'objection.revision_elsewhere': (f: { name: string }) => `这件异议只反映“${f.name}”，答复不能改别的学生。别的学生请另行认定。`,
  'objection.grade_same': (f: { name: string; grade: string }) => `“${f.name}”现在就是“${f.grade}”，没有变化。维持原结果请选“维持”。`,
  'objection.adjust_is_cancel': (f: { grade: string }) => `调整为“${f.grade}”就是取消认定，请选结论“取消”。`,
  'objection.cancel_is_adjust': (f: { grade: string }) => `“${f.grade}”仍是困难等级，不是取消。请选结论“调整”。`,
  'objection.decision_outside': (f: { date: IsoDate; from: IsoDate; to: IsoDate }) => `重新认定的日期 ${f.date} 应在交办核查（${f.from}）和答复（${f.to}）之间。请核对日期。`,
  'objection.nothing_to_print': () => '本学期没有登记过异议，没有生成文件。',
  'objection.log_receive': (f: { channel: ObjectionChannel; named: boolean; dueOn: IsoDate; verified: boolean }) =>
    `${objectionChannelNames[f.channel]}收到，${f.named ? '实名' : '匿名'}；答复期限 ${f.dueOn}${caution(f.verified)}`,
  'objection.log_check': (f: { checkers: readonly string[] }) => `交 ${f.checkers.join('、')} 核查`,
  'objection.log_answer': (f: { outcome: ObjectionOutcome; way: string; finding: string }) => `答复：${objectionOutcomeNames[f.outcome]}（${f.way}）。${f.finding}`,
  'objection.log_reconsider': (f: { body: string; dueOn: IsoDate; verified: boolean; note: string }) =>
    `反映人要求复议，由${f.body}复议；答复期限 ${f.dueOn}${caution(f.verified)}${f.note === '' ? '' : `。${f.note}`}`,
  'objection.log_conclude': (f: { outcome: ObjectionOutcome; way: string; finding: string }) => `复议答复：${objectionOutcomeNames[f.outcome]}（${f.way}）。${f.finding}`,
  'objection.log_close': (f: { note: string }) => `办结${f.note === '' ? '' : `：${f.note}`}`,
  'objection.log_withdraw': (f: { reason: string }) => `反映人撤回：${f.reason}`,
} satisfies SentenceBook;
