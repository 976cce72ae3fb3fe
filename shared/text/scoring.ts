import type { ItemKind } from '#shared/domain/scoring/score-table.ts';
import type { ItemState, Proposal } from '#shared/domain/scoring/evaluate-score.ts';
import { formatScore } from '#shared/domain/scoring/score.ts';
import type { ScoreTableState } from '#shared/domain/scoring/table-state.ts';
import type { SentenceBook } from './sentence-book.ts';

/** Said wherever a score is shown: on screen, on paper, in a file. */
export const scoreAdvice = '分值仅供参考，由认定小组决定';

export const roundingWords: Readonly<Record<0 | 1 | 2, string>> = {
  0: '总分四舍五入到整分', 1: '总分四舍五入到 0.1 分', 2: '总分四舍五入到 0.01 分',
};

export const itemKindTexts: Readonly<Record<ItemKind, string>> = { single: '单选', multiple: '多选累加', count: '按数量计', range: '区间打分' };

export const scoreTableStateTexts: Readonly<Record<ScoreTableState, string>> = { draft: '草稿', trial: '试算中', adopted: '已采用', discarded: '已作废' };

export const itemStateTexts: Readonly<Record<ItemState, string>> = {
  scored: '', blank: '没有填，按 0 分', unanswered: '还没有填', unknown: '分值不明，不能合计', invalid: '选项已不在表中或分数超出区间',
};

export const sideTexts = { self: '自评', verified: '核定' } as const;

/** 第 2 版 甲县指标表（2025-09-01 起）. */
export function versionWords({ name, versionNo, effectiveFrom }: { readonly name: string; readonly versionNo: number | null; readonly effectiveFrom: string | null }): string {
  return versionNo === null ? `${name}（还没有采用）` : `第 ${versionNo} 版 ${name}（${effectiveFrom ?? ''} 起）`;
}

/** What the figures speak for, in one sentence. No line is called official. */
export function proposalWords(proposal: Proposal): string {
  switch (proposal.kind) {
    case 'grade': return `达到 ${formatScore(proposal.min)} 分，建议${proposal.grade}（本校 ${proposal.validFrom} 起的分数线${proposal.basis === '' ? '' : `，${proposal.basis}`}）`;
    case 'below': return `低于最低分数线 ${formatScore(proposal.lowest)} 分，${proposal.grade === null ? '不作建议' : `建议${proposal.grade}`}（本校 ${proposal.validFrom} 起的分数线）`;
    case 'bypass': return `按特殊群体直接建议${proposal.grade}${proposal.clause === '' ? '' : `（${proposal.clause}）`}`;
    case 'no_cutoffs': return '没有设分数线，不作建议';
    case 'open': return '还没有总分，不作建议';
  }
}

export const scoringSentences = {
  'scoring.table_empty': () => '还没有任何部分；请先加一个部分',
  'scoring.section_untitled': () => '没有名称；请写上，如“家庭经济”',
  'scoring.section_empty': () => '没有指标；请加一个指标，或删去这一部分',
  'scoring.item_unlabelled': () => '没有名称；请写上，如“父母健康”',
  'scoring.item_repeated': (f: { label: string }) => `有两个指标都叫“${f.label}”；导入成绩表按名称对列，请改成不同的名称`,
  'scoring.choices_missing': () => '没有选项；请至少加一个，或改为“区间打分”',
  'scoring.choice_unlabelled': (f: { no: number }) => `第 ${f.no} 个选项没有文字；请写上，或删去`,
  'scoring.choice_repeated': (f: { label: string }) => `有两个选项都写“${f.label}”；请改成不同的文字`,
  'scoring.bounds_reversed': (f: { min: string; max: string }) => `区间写成 ${f.min} 至 ${f.max} 分，下限高于上限；请对调`,
  'scoring.count_judged': (f: { label: string }) => `按数量计的选项“${f.label}”不能写区间；请写每个多少分`,
  'scoring.cap_below_minimum': (f: { cap: string; lowest: string }) => `封顶 ${f.cap} 分低于最少可得的 ${f.lowest} 分，每个人都会一样；请把封顶提高或删去`,
  'scoring.weights_sum': (f: { self: number; verified: number; sum: number }) => `自评 ${f.self}% 加核定 ${f.verified}% 是 ${f.sum}%，应为 100%`,
  'scoring.cutoffs_unordered': (f: { above: string; aboveMin: string; grade: string; min: string }) =>
    `“${f.above}”${f.aboveMin} 分不高于“${f.grade}”${f.min} 分；困难程度重的排在前面，分数线要更高`,
  'scoring.cutoffs_same_day': (f: { date: string }) => `有两组分数线都从 ${f.date} 起；请改日期，或删去一组`,
  'scoring.cutoff_grade_twice': (f: { grade: string }) => `“${f.grade}”出现了两次；每个等级只能有一条分数线`,
  'scoring.cutoff_grade_unknown': (f: { grade: string; known: string }) => `“${f.grade}”不是本校的困难等级；可用：${f.known}`,
  'scoring.bypass_empty': () => '请选特殊群体，并写直接计多少分或建议什么等级',
  'scoring.value_unknown': (f: { label: string }) => `“${f.label}”的分值不明；采用前请填上，或删去这个选项`,
  'scoring.part_missing': (f: { text: string }) => `这张表不完整，还缺：${f.text}；补齐后请清空“还缺什么”`,
  'scoring.choice_unknown': (f: { item: string; text: string; choices: string }) => `“${f.item}”没有“${f.text}”这个选项；可填序号或文字：${f.choices}`,
  'scoring.choice_several': (f: { item: string }) => `“${f.item}”只能选一项，同一项也不能选两次`,
  'scoring.points_unread': (f: { item: string; text: string }) => `“${f.item}”的分数“${f.text}”看不懂；请写数字，最多两位小数`,
  'scoring.points_out_of_bounds': (f: { item: string; points: string; min: string; max: string }) => `“${f.item}”的 ${f.points} 分不在 ${f.min} 至 ${f.max} 分之间`,
  'scoring.points_not_given': (f: { item: string; label: string; min: string; max: string }) =>
    `“${f.item}”选了“${f.label}”，要在 ${f.min} 至 ${f.max} 分之间写明多少分，如“${f.label}=${f.max}”`,
  'scoring.count_unread': (f: { item: string; text: string; most: number }) => `“${f.item}”的数量“${f.text}”看不懂；请写 0 至 ${f.most} 的整数，几种数量按表中次序用顿号隔开`,
  'scoring.table_state': (f: { name: string; state: ScoreTableState; wanted: string }) => `“${f.name}”现在是“${scoreTableStateTexts[f.state]}”，不能${f.wanted}；请刷新后再看`,
  'scoring.table_changed': (f: { name: string; by: string }) => `“${f.name}”刚才被 ${f.by} 改过；为免互相覆盖，没有保存，请重新打开再改`,
  'scoring.table_wrong': (f: { name: string; count: number; where: string; first: string }) => `“${f.name}”还有 ${f.count} 处要改，不能试算。${f.where}：${f.first}`,
  'scoring.table_incomplete': (f: { name: string; count: number; where: string; first: string }) => `“${f.name}”还有 ${f.count} 处不完整，不能采用。${f.where}：${f.first}`,
  'scoring.example_unknown': () => '没有这份样表；请刷新后再试',
  'scoring.effective_before_version': (f: { date: string; version: string; from: string }) =>
    `生效日期 ${f.date} 早于现行${f.version}的 ${f.from}；已经按现行版测评的不能倒着换版，请改为 ${f.from} 或以后`,
  'scoring.not_in_force': (f: { date: string; version: string; now: string }) => `${f.date} 不适用${f.version}，那天适用的是${f.now}；请换版本，或改日期`,
  'scoring.none_in_force': (f: { date: string; version: string }) => `${f.date} 还没有生效的指标表，${f.version}不适用；请改日期`,
  'scoring.date_in_future': (f: { date: string; today: string }) => `日期 ${f.date} 还没到（今天 ${f.today}）；请填实际测评的日期`,
  'scoring.verified_before_self': (f: { name: string; verified: string; self: string }) => `${f.name} 的核定日期 ${f.verified} 早于自评日期 ${f.self}；请核对两份表上的日期`,
  'scoring.no_sheet': (f: { name: string }) => `${f.name} 本学期没有测评表，不用撤回`,
  'scoring.nothing_filled': (f: { name: string }) => `${f.name} 一项也没有填；请填写，或删去这一行`,
  'scoring.row_filled': (f: { name: string; side: string; items: number; complete: boolean }) => `${f.name}：${f.side} ${f.items} 项${f.complete ? '，得出总分' : '，还没有总分'}`,
  'scoring.row_same': (f: { name: string }) => `${f.name}：与已有的相同`,
  'scoring.date_missing': () => '没有写测评日期；请在上面填写',
  'scoring.person_missing': () => '没有写由谁测评；请在上面填写，如“班级评议小组”',
  'scoring.items_changed': () => '指标表已有变动，与打开导入时不同；请重新打开导入页',
  'scoring.nobody_to_print': () => '选定的范围里没有人有测评表；请先录入，或换一个班',
} satisfies SentenceBook;
