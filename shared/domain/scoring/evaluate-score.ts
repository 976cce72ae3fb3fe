import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { capScore, score, sumScores, weighScores } from './score.ts';
import type { Score } from './score.ts';
import type { Answers, BypassRule, ChoiceItem, Mark, ScoreItem, ScoreSection, ScoreTable } from './score-table.ts';
import { cutoffsOn } from './score-table.ts';

/** `unanswered`: blank where it may not be. `unknown`: a choice whose figure isn't known. `invalid`: no such choice any more, or points out of bounds. */
export type ItemState = 'scored' | 'blank' | 'unanswered' | 'unknown' | 'invalid';

export interface MarkTrace {
  readonly label: string;
  readonly count: number;
  /** Points of one piece; null where they aren't known or not allowed. */
  readonly each: Score | null;
}

export interface ItemTrace {
  readonly key: string;
  readonly label: string;
  readonly clause: string;
  readonly state: ItemState;
  readonly marks: readonly MarkTrace[];
  readonly raw: Score;
  readonly cap: Score | null;
  readonly capped: Score;
}

export interface SectionTrace {
  readonly key: string;
  readonly title: string;
  readonly items: readonly ItemTrace[];
  readonly raw: Score;
  readonly cap: Score | null;
  readonly capped: Score;
}

/** One sheet reckoned through: item, answer, raw points, capped points, clause; `total` is null while an item leaves it open. */
export interface SheetTrace {
  readonly sections: readonly SectionTrace[];
  readonly raw: Score;
  readonly cap: Score | null;
  readonly capped: Score;
  readonly total: Score | null;
}

/** What the figures speak for. Advice: the body decides (handbook 2.9: 分值仅供参考，由认定小组决定). */
export type Proposal =
  | { readonly kind: 'grade'; readonly grade: string; readonly min: Score; readonly basis: string; readonly validFrom: IsoDate }
  | { readonly kind: 'below'; readonly grade: string | null; readonly lowest: Score; readonly basis: string; readonly validFrom: IsoDate }
  | { readonly kind: 'bypass'; readonly grade: string; readonly clause: string }
  | { readonly kind: 'no_cutoffs' }
  | { readonly kind: 'open' };

export interface ScoreInput {
  readonly self: Answers | null;
  readonly verified: Answers | null;
  readonly groupKeys: readonly string[];
  /** The day the score is of: it chooses the cut-offs. */
  readonly onDate: IsoDate;
}

export interface ScoreResult {
  readonly self: SheetTrace | null;
  readonly verified: SheetTrace | null;
  /** The rule that spares the pupil the scoring, and the group it is for. */
  readonly bypass: { readonly rule: BypassRule; readonly groupKey: string } | null;
  /** The final score; null while something needed for it is missing, and for a bypass that names a grade only. */
  readonly total: Score | null;
  /** Nothing is missing any more: there is a total, or the bypass says all. */
  readonly complete: boolean;
  readonly proposal: Proposal;
}

const none = score(0);

function markPoints(item: ChoiceItem, mark: Mark): { readonly label: string; readonly each: Score | null; readonly state: 'scored' | 'unknown' | 'invalid' } {
  const option = item.options.find((one) => one.key === mark.option);
  if (!option) return { label: mark.option ?? '', each: null, state: 'invalid' };
  const { label, points } = option;
  switch (points.kind) {
    case 'fixed': return { label, each: points.score, state: 'scored' };
    case 'unknown': return { label, each: null, state: 'unknown' };
    case 'judged': {
      const { judged } = mark;
      const allowed = judged !== null && judged >= points.min && judged <= points.max;
      return { label, each: allowed ? judged : null, state: allowed ? 'scored' : 'invalid' };
    }
  }
}

function worstOf(states: readonly ItemState[]): ItemState {
  return states.includes('invalid') ? 'invalid' : states.includes('unknown') ? 'unknown' : 'scored';
}

function evaluateItem(item: ScoreItem, marks: readonly Mark[] | undefined): ItemTrace {
  const { key, label, clause, cap } = item;
  const facts = { key, label, clause, cap, marks: [], raw: none, capped: none };
  if (marks === undefined) return { ...facts, state: item.optional ? 'blank' : 'unanswered' };
  if (item.kind === 'range') {
    const judged = marks[0]?.judged ?? null;
    const allowed = marks.length === 1 && judged !== null && judged >= item.min && judged <= item.max;
    const raw = allowed ? judged : none;
    return { ...facts, state: allowed ? 'scored' : 'invalid', marks: [{ label: '', count: 1, each: judged }], raw, capped: capScore(raw, cap) };
  }
  const read = marks.map((mark) => ({ ...markPoints(item, mark), count: item.kind === 'count' ? mark.count : 1 }));
  const raw = sumScores(read.map(({ each, count }) => score((each ?? 0) * count)));
  const state = item.kind === 'single' && marks.length !== 1 ? 'invalid' : worstOf(read.map((one) => one.state));
  return { ...facts, state, marks: read.map(({ label: name, count, each }) => ({ label: name, count, each })), raw, capped: capScore(raw, cap) };
}

function evaluateSection(section: ScoreSection, answers: Answers): SectionTrace {
  const items = section.items.map((item) => evaluateItem(item, Object.hasOwn(answers, item.key) ? answers[item.key] : undefined));
  const raw = sumScores(items.map((item) => item.capped));
  return { key: section.key, title: section.title, items, raw, cap: section.cap, capped: capScore(raw, section.cap) };
}

/**
 * Reckons one sheet: points of each item up to its cap, their sum up to the section's, the sections up to the table's (handbook 2.9).
 * Figures that aren't known are not 0: with one of them chosen, or an item left open, there is no total.
 */
export function evaluateSheet(table: Pick<ScoreTable, 'sections' | 'cap'>, answers: Answers): SheetTrace {
  const sections = table.sections.map((section) => evaluateSection(section, answers));
  const raw = sumScores(sections.map((section) => section.capped));
  const capped = capScore(raw, table.cap);
  const open = sections.some((section) => section.items.some((item) => item.state !== 'scored' && item.state !== 'blank'));
  return { sections, raw, cap: table.cap, capped, total: open ? null : capped };
}

/** The first rule of the table that names one of the pupil's groups. */
export function findBypass(table: Pick<ScoreTable, 'bypass'>, groupKeys: readonly string[]): ScoreResult['bypass'] {
  for (const rule of table.bypass) {
    const groupKey = rule.groupKeys.find((key) => groupKeys.includes(key));
    if (groupKey !== undefined) return { rule, groupKey };
  }
  return null;
}

/** The grade the cut-offs of that day give for a score: the first line, heaviest grade first, whose minimum it reaches. */
export function proposeGrade(table: Pick<ScoreTable, 'cutoffs'>, total: Score | null, onDate: IsoDate): Proposal {
  if (total === null) return { kind: 'open' };
  const cutoffs = cutoffsOn(table, onDate);
  const lowest = cutoffs?.lines.at(-1);
  if (cutoffs === null || lowest === undefined) return { kind: 'no_cutoffs' };
  const { basis, validFrom } = cutoffs;
  const line = cutoffs.lines.find(({ min }) => total >= min);
  return line === undefined
    ? { kind: 'below', grade: cutoffs.below, lowest: lowest.min, basis, validFrom }
    : { kind: 'grade', grade: line.grade, min: line.min, basis, validFrom };
}

/**
 * The whole result of one pupil: both sheets reckoned, weighted, rounded once half away from zero, and the grade the cut-offs propose.
 * A bypass group skips the scoring; sheets that are there all the same are shown. The score advises, the body decides (川教厅办函〔2023〕7号 3: 定量与定性结合).
 */
export function evaluateScore(table: ScoreTable, { self, verified, groupKeys, onDate }: ScoreInput): ScoreResult {
  const sheets = { self: self === null ? null : evaluateSheet(table, self), verified: verified === null ? null : evaluateSheet(table, verified) };
  const bypass = findBypass(table, groupKeys);
  if (bypass !== null) {
    const { score: total, grade, clause } = bypass.rule;
    const proposal: Proposal = grade === null ? proposeGrade(table, total, onDate) : { kind: 'bypass', grade, clause };
    return { ...sheets, bypass, total, complete: true, proposal };
  }
  const total = weighedTotal(table, sheets.self?.total ?? null, sheets.verified?.total ?? null);
  return { ...sheets, bypass, total, complete: total !== null, proposal: proposeGrade(table, total, onDate) };
}

/** The weighted score of both sides; null while a side that counts has none. */
function weighedTotal({ weights, decimals }: Pick<ScoreTable, 'weights' | 'decimals'>, self: Score | null, verified: Score | null): Score | null {
  const sides = [{ points: self, percent: weights.self }, { points: verified, percent: weights.verified }].filter((side) => side.percent > 0);
  const known = sides.flatMap(({ points, percent }) => (points === null ? [] : [{ points, percent }]));
  return known.length < sides.length || known.length === 0 ? null : weighScores(known, decimals);
}

/** The grade a proposal names; null where it names none. */
export function proposedGrade(proposal: Proposal): string | null {
  return proposal.kind === 'grade' || proposal.kind === 'below' || proposal.kind === 'bypass' ? proposal.grade : null;
}
