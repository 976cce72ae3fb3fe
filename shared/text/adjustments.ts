import type { AdjustmentKind, AdjustmentState, AdjustmentStep } from '#shared/domain/entitlement/adjustment.ts';
import type { MovementEffect, MovementVerdict } from '#shared/domain/entitlement/movement-effect.ts';
import type { SentenceBook } from './sentence-book.ts';

export const adjustmentKindNames: Readonly<Record<AdjustmentKind, string>> = { increase: '调增', decrease: '调减', end: '终止' };
export const adjustmentStateNames: Readonly<Record<AdjustmentState, string>> = { pending: '待审批', recovering: '追回中', applied: '已生效', rejected: '已退回', withdrawn: '已撤回' };
export const adjustmentStepNames: Readonly<Record<AdjustmentStep, string>> = { approve: '批准', apply: '生效', reject: '退回', withdraw: '撤回' };
export const adjustmentNextWords: Readonly<Record<AdjustmentState, string>> = {
  pending: '等另一人审批', recovering: '钱全部追回后点“落实”', applied: '', rejected: '', withdrawn: '',
};

export const movementEffectNames: Readonly<Record<MovementEffect, string>> = { none: '不影响', stop: '停发', recover: '追回', resume: '恢复', ask: '待裁定' };

/** Why a movement has its effect. */
export const movementSentences: Readonly<Record<MovementVerdict['code'], string>> = {
  in_time: '在学期之后，本学期照发',
  stop_next_month: '按月项目从下月起停发，已满的月份照发',
  stop_month_after: '按月项目从离校次月起停发，已满的月份照发',
  prepaid: '不再享受而钱已发出，须追回或约定抵扣',
  deceased: '死亡，此后不得生成发放；未发的终止',
  paid_after_death: '死亡之后仍有发放，须追回',
  last_term: '毕业，本学期为最后一期，照发',
  back: '复学，从复学当月起恢复；按学期项目请重新计算',
  previous_school: '转入，请先核实原学校本学期是否已发，在“未列入”里裁定',
  term_undecided: '学期中离校，按学期发的项目是否享受由本县规定，请在“未列入”里裁定',
  decided_pay: '已裁定本学期享受，照发',
  decided_refuse: '已裁定本学期不享受，未发的终止',
};

export const adjustmentSentences = {
  'adjustment.not_approved': () => '只有已批准的应发才办调整。还没批准的，在“变动”里更新，或撤回重算。',
  'adjustment.no_change': (f: { sum: string }) => `调整后的金额和现在一样（${f.sum} 元），没有要调的。请改金额。`,
  'adjustment.open_already': (f: { name: string }) => `${f.name}的这笔应发已有一份调整没有办完。请先办完或撤回那一份。`,
  'adjustment.future': (f: { date: string }) => `生效日期 ${f.date} 在今天之后。请填已经发生的日期。`,
  'adjustment.state_forbids': (f: { state: string }) => `这份调整现在是“${f.state}”，不能这样办。请刷新后再看。`,
  'adjustment.same_person': () => '您就是提出这份调整的人，审批须由另一人进行（经办与复核不得为同一人）。只有一人办理的学校，请管理员在“设置”中打开单人模式。',
  'adjustment.amount_moved': (f: { before: string; now: string }) => `提出调整时应发是 ${f.before} 元，现在是 ${f.now} 元，没有批准。请退回后重新提出。`,
  'adjustment.money_under_way': (f: { sum: string }) => `这笔应发有 ${f.sum} 元在批次里还没有结果。请先撤销批次，或等回盘后再批。`,
  'adjustment.paid_beyond': (f: { paid: string; after: string }) =>
    `已发 ${f.paid} 元，多于调整后的 ${f.after} 元。请先在“回盘”里把多发的那一笔立为错发追回，钱退回后再批。`,
  'adjustment.not_back': (f: { sum: string }) => `还有 ${f.sum} 元没有追回，不能落实。请在“回盘”的追回里登记收回的钱。`,
  'adjustment.reject_reason': () => '退回要写明理由，让经办人知道改哪里。',
  'adjustment.own_only': () => '只有提出的人能撤回；您可以在审批时退回。',
  'adjustment.change_gone': (f: { count: number }) => `有 ${f.count} 笔已没有变动，或还没批准，没有提出任何一份。请刷新后再看。`,
  'adjustment.nothing_to_print': () => '本学期没有调整，没有生成文件。',
} satisfies SentenceBook;
