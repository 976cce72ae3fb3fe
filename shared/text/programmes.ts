import type { Confidence } from '#shared/domain/programmes/confidence.ts';
import type { Payer } from '#shared/domain/programmes/payer.ts';
import type { ProgrammeShape, ProgrammeSourceKind, RateKind, RateUnit } from '#shared/domain/programmes/programme.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatYearLevel } from '#shared/domain/roster/year-level.ts';
import type { SentenceBook } from './sentence-book.ts';

/** 可靠程度 as shown beside every standard. */
export const confidenceNames: Readonly<Record<Confidence, string>> = {
  confirmed: '可靠', reported: '有出处', weakly_reported: '待核', local: '地方', local_weak: '地方待核', not_known: '不详',
};

export const rateUnitNames: Readonly<Record<RateUnit, string>> = { term: '学期', once: '次', day: '天', month: '月', year: '年' };

export const rateKindNames: Readonly<Record<RateKind, string>> = {
  rate: '可发放', local: '地方标准', average: '平均数，只核对', range: '上下限，只核对', fee: '按核定收费', in_kind: '不发现金',
};

export const programmeShapeNames: Readonly<Record<ProgrammeShape, string>> = {
  flat_term: '按学期定额', tiered_term: '按学期分档', once: '一次性', fee_exemption: '免收', per_day: '按天', per_month: '按月', in_kind: '实物',
};

export const programmeSourceNames: Readonly<Record<ProgrammeSourceKind, string>> = {
  state: '国家', province: '省', county: '县', school: '校内', donor: '社会',
};

/** Who hands over what, as a family reads it. */
export const payerNames: Readonly<Record<Payer, string>> = {
  school_account: '学校发到账户', one_card: '县里发到社会保障卡（一卡通）', to_school: '拨给学校', fee_waiver: '免收，不发现金', meals: '按用餐天数记账，不发给个人', in_kind: '直接提供，不发现金',
};

/** 二年级、三年级 · 大班: the years of one stage. */
export function wordYearLevels(stage: EducationStage, levels: readonly number[]): string {
  return levels.map((level) => formatYearLevel(stage, level)).join('、');
}

export const programmeSentences = {
  'programme.unknown': (f: { programme: string }) => `没有编号为“${f.programme}”的资助项目。请刷新后再试。`,
  'programme.name_taken': (f: { name: string }) => `已经有名为“${f.name}”的资助项目，没有重复添加。请直接给它加标准，或换个名称。`,
  'programme.stage_not_of_programme': (f: { programme: string; stages: readonly string[] }) => `“${f.programme}”只面向${f.stages.join('、')}，标准和资格不能超出这些学段。`,
  'programme.rate_overlaps': (f: { programme: string; other: string }) => `“${f.programme}”在这些学期、学段和就读方式上已有一条本地标准（${f.other}）。两条同时有效就无法确定金额，请先停用原来的那条。`,
  'programme.rule_overlaps': (f: { programme: string }) => `“${f.programme}”在这些学期和学段上已有一条本地资格规定，请先停用原来的那条。`,
  'programme.tier_overlaps': (f: { grade: string }) => `困难等级“${f.grade}”在这些学期已经对应了一个资助档，请先停用原来的对应。`,
  'programme.end_before_start': () => '停用学期早于起用学期，请改正。',
  'programme.preset_kept': () => '程序自带的标准不能修改或停用；本校、本县另有规定时，请添加本地标准，它优先于自带标准。',
  'programme.used_later': (f: { count: number; term: string }) => `${f.term}之后已有 ${f.count} 笔应发按这条标准计算，不能停用到那之前。请先撤回这些应发。`,
  'programme.term_closed': (f: { term: string }) => `${f.term}已经结算，标准、资格和项目规定不能再从那时起改。请从结算之后的学期起用。`,
  'programme.row_used': (f: { count: number }) => `已有 ${f.count} 笔应发按这一条计算过（撤回的也算），不能作废，只能停用。`,
  'programme.range_bounds': () => '上下限要填两个数，上限大于下限；不是上下限就不填上限。',
  'programme.payments_too_many': (f: { payments: number }) => `分 ${f.payments} 次发，每次不足一分，请减少次数。`,
  'programme.quantity_of_unit': () => '通常数量和最多数量只用于按天、按月的标准；按学期、一次性的不填，最多数量不能小于通常数量。',
  'programme.year_not_of_stage': (f: { stages: readonly string[]; year: number }) => `${f.stages.join('、')}没有第 ${f.year} 年级，请改正年级。`,
  'programme.replaces_other': () => '要接替的那条不是这个项目的本地规定，或已经停用，请刷新后再试。',
  'programme.replaces_later': (f: { from: string }) => `要接替的那条从${f.from}才开始，新的一条须比它晚开始；填错的请作废。`,
  'programme.tier_not_in_rates': (f: { tier: string }) => `这个项目没有名为“${f.tier}”的资助档，请照标准表里的档名填写。`,
  'programme_plan.target_before_register': (f: { term: string; target: string }) => `名册是${f.term}的，不能推算更早的${f.target}。请选同一学期或以后的学期。`,
  'programme_plan.line_gone': () => '填了预计增减的一行已经不在测算里（标准或名册变了）。请重新测算后再填。',
  'programme_plan.below_nobody': (f: { programme: string; pupils: number; fewer: number }) => `“${f.programme}”名册上 ${f.pupils} 人，预计减少 ${f.fewer} 人就不足零人，请改正。`,
  'programme_plan.nothing_to_print': () => '测算里没有一行，没有可打印的。请先核对名册、认定和资助标准。',
  'programme_plan.no_menu': () => '所选学段没有资助项目，没有可打印的。请换学段，或先添加本地项目。',
  'programme_plan.item_taken': (f: { item: string }) => `“${f.item}”已经采用，没有重复采用。请去掉这一条。`,
  'programme_plan.item_later': (f: { item: string; from: string }) => `“${f.item}”从 ${f.from} 起才有依据，不能更早采用。请改起用学期。`,
  'programme_plan.programme_first': (f: { programme: string }) => `本校还没有“${f.programme}”这个项目，请把项目一并选上。`,
} satisfies SentenceBook;
