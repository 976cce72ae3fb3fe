import type { CheckResult } from '#shared/domain/checks/check.ts';
import type { PayDeadlineState } from '#shared/domain/checks/pay-deadline.ts';
import type { ProofState } from '#shared/domain/checks/negative-item.ts';
import type { RectificationEvent, RectificationSource, RectificationStanding } from '#shared/domain/checks/rectification.ts';
import type { SentenceBook } from './sentence-book.ts';

/** Of a check without findings. */
export const checkResultTexts: Readonly<Record<Exclude<CheckResult, 'found'>, string>> = { incomplete: '资料不全', nothing_to_see: '没有可查的', clean: '无问题' };

export const payStateTexts: Readonly<Record<PayDeadlineState, string>> = { surplus: '不需发放', done: '已发完', running: '办理中', soon: '快到期', overdue: '逾期' };
export const payUnitTexts = { day: '自然日', workday: '工作日' } as const;

/** The definitions stand beside the figures, on screen and on paper: no official ones are known. */
export const rateDefinitions = {
  punctuality: '正点率 = 限期内发放 ÷ 应在限期内发放（只算限期已过或已经发完的到账；先到的钱先发）',
  completion: '完成率 = 期内成功发放 ÷（期内成功发放 + 期末待发），成功发放减去追回',
} as const;

export const proofTexts: Readonly<Record<ProofState, string>> = { none: '人工核对', clean: '核对无问题', open: '核对有问题', incomplete: '资料不全' };
export const rectificationSourceTexts: Readonly<Record<RectificationSource, string>> = {
  self_check: '自查', supervision: '督查', audit: '审计', inspection: '巡察', complaint: '投诉', system: '系统预警',
};
export const rectificationEventTexts: Readonly<Record<RectificationEvent, string>> = { progress: '进展', amend: '调整', close: '销号', reopen: '重新打开', look_back: '回头看' };
export const rectificationStandingTexts: Readonly<Record<RectificationStanding, string>> = { open: '整改中', soon: '快到期', overdue: '逾期', closed: '已销号' };

export const checkSentences = {
  'checks.finding_gone': () => '这一项现在已经没有了，或者情况有了变化。请刷新清单再看。',
  'checks.not_explained': () => '这一项没有说明可以撤回。',
  'checks.not_yours': (f: { no: string }) => `您的账号看不到 CHK-${f.no} 的内容，不能替它写说明。`,
  'checks.list_cannot_be_explained': () => '清单类的项目不用写说明，逐个处理即可。',
  'negative.item_unknown': () => '负面清单里没有这一条。',
  'negative.title_taken': (f: { title: string }) => `“${f.title}”已经在清单里。`,
  'negative.proof_says_present': (f: { title: string }) => `“${f.title}”：自查还有没处理、没说明的问题，不能答“无”。请先处理，或答“有”。`,
  'negative.evidence_missing': (f: { title: string }) => `“${f.title}”：请写明怎么核对的，或发现了什么。`,
  'negative.signed': (f: { year: string; on: string }) => `${f.year}自评已于 ${f.on} 签字，不能再改。确要更正，请重新自评并写明原因。`,
  'negative.not_begun': (f: { year: string }) => `${f.year}还没有开始自评。`,
  'negative.already_open': (f: { year: string }) => `${f.year}已有一份没有签字的自评，请接着填。`,
  'negative.unanswered': (f: { titles: readonly string[] }) => `还有 ${f.titles.length} 条没有回答：${f.titles.slice(0, 5).join('、')}${f.titles.length > 5 ? '等' : ''}。`,
  'negative.without_rectification': (f: { titles: readonly string[] }) => `答“有”的要先登记整改：${f.titles.join('、')}。`,
  'negative.proof_changed': (f: { titles: readonly string[] }) => `答“无”以后自查又有了问题：${f.titles.join('、')}。请重新回答。`,
  'negative.signed_in_future': (f: { date: string }) => `签字日期 ${f.date} 在今天之后。`,
  'rectification.found_in_future': (f: { date: string }) => `发现日期 ${f.date} 在今天之后。`,
  'rectification.due_before_found': (f: { due: string; found: string }) => `整改时限 ${f.due} 早于发现日期 ${f.found}。`,
  'rectification.on_in_future': (f: { date: string }) => `日期 ${f.date} 在今天之后。`,
  'rectification.before_found': (f: { date: string; found: string }) => `日期 ${f.date} 早于发现日期 ${f.found}。`,
  'rectification.not_open': (f: { no: string }) => `${f.no} 已经销号。又出现的，请先重新打开。`,
  'rectification.not_closed': (f: { no: string }) => `${f.no} 还没有销号。`,
  'rectification.verifier_missing': () => '请填验收人。',
  'rectification.verifier_is_responsible': (f: { person: string }) => `验收人不能是责任人（${f.person}）自己。`,
  'rectification.evidence_missing': () => '销号要有佐证：请写明凭什么销号，或先存入扫描件。',
} satisfies SentenceBook;
