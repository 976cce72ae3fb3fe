import type { Score } from './score.ts';
import { capScore, formatScore, score, sumScores } from './score.ts';
import type { BypassRule, ChoiceItem, DatedCutoffs, Points, ScoreItem, ScoreSection, ScoreTable } from './score-table.ts';
import { itemsOf } from './score-table.ts';

/** How many pieces of one kind can be counted. */
export const mostPieces = 99;

/** `wrong`: nothing can be reckoned with it. `incomplete`: a figure of a published table isn't known; it can be looked at and tried, not adopted. */
export interface TableProblem {
  readonly severity: 'wrong' | 'incomplete';
  readonly code:
    | 'scoring.table_empty' | 'scoring.section_untitled' | 'scoring.section_empty' | 'scoring.item_unlabelled' | 'scoring.item_repeated' | 'scoring.choices_missing'
    | 'scoring.choice_unlabelled' | 'scoring.choice_repeated' | 'scoring.bounds_reversed' | 'scoring.count_judged' | 'scoring.cap_below_minimum' | 'scoring.weights_sum'
    | 'scoring.cutoffs_unordered' | 'scoring.cutoffs_same_day' | 'scoring.cutoff_grade_twice' | 'scoring.cutoff_grade_unknown' | 'scoring.bypass_empty'
    | 'scoring.value_unknown' | 'scoring.part_missing';
  /** Where it is, as the editor names it: 家庭经济 › 父母健康. */
  readonly where: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

function wrong(code: TableProblem['code'], where: string, facts: TableProblem['facts'] = {}): TableProblem {
  return { severity: 'wrong', code, where, facts };
}

function lowestPoints(points: Points): Score {
  return points.kind === 'fixed' ? points.score : points.kind === 'judged' ? points.min : score(0);
}

/** The fewest points an item can give before its cap. A cap below that would make every answer alike. */
export function lowestOfItem(item: ScoreItem): Score {
  if (item.kind === 'range') return item.optional && item.min > 0 ? score(0) : item.min;
  const each = item.options.map((option) => lowestPoints(option.points));
  if (item.kind === 'single') return score(Math.min(...each, ...(item.optional || each.length === 0 ? [0] : [])));
  const pieces = item.kind === 'count' ? mostPieces : 1;
  return sumScores(each.map((points) => score(Math.min(points, 0) * pieces)));
}

function capProblem(where: string, cap: Score | null, lowest: Score): readonly TableProblem[] {
  return cap !== null && cap < lowest ? [wrong('scoring.cap_below_minimum', where, { cap: formatScore(cap), lowest: formatScore(lowest) })] : [];
}

function twice(labels: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const label of labels) {
    if (label !== '' && seen.has(label)) return label;
    seen.add(label);
  }
  return null;
}

function choiceProblems(item: ChoiceItem, where: string): readonly TableProblem[] {
  if (item.options.length === 0) return [wrong('scoring.choices_missing', where)];
  const problems: TableProblem[] = [];
  const repeated = twice(item.options.map((option) => option.label.trim()));
  if (repeated !== null) problems.push(wrong('scoring.choice_repeated', where, { label: repeated }));
  for (const [index, { label, points }] of item.options.entries()) {
    if (label.trim() === '') problems.push(wrong('scoring.choice_unlabelled', where, { no: index + 1 }));
    if (points.kind === 'judged' && points.min > points.max) problems.push(wrong('scoring.bounds_reversed', `${where} › ${label}`, { min: formatScore(points.min), max: formatScore(points.max) }));
    if (points.kind === 'judged' && item.kind === 'count') problems.push(wrong('scoring.count_judged', where, { label }));
    if (points.kind === 'unknown') problems.push({ severity: 'incomplete', code: 'scoring.value_unknown', where, facts: { label } });
  }
  return problems;
}

function itemProblems(item: ScoreItem, section: string, index: number): readonly TableProblem[] {
  const label = item.label.trim();
  const where = `${section} › ${label === '' ? `第 ${index + 1} 项` : label}`;
  const problems: TableProblem[] = label === '' ? [wrong('scoring.item_unlabelled', where)] : [];
  if (item.kind === 'range') {
    if (item.min > item.max) problems.push(wrong('scoring.bounds_reversed', where, { min: formatScore(item.min), max: formatScore(item.max) }));
  } else problems.push(...choiceProblems(item, where));
  return [...problems, ...capProblem(where, item.cap, lowestOfItem(item))];
}

function lowestOfSection(section: ScoreSection): Score {
  return sumScores(section.items.map((item) => capScore(lowestOfItem(item), item.cap)));
}

function sectionProblems(section: ScoreSection, index: number): readonly TableProblem[] {
  const title = section.title.trim();
  const where = title === '' ? `第 ${index + 1} 部分` : title;
  return [
    ...(title === '' ? [wrong('scoring.section_untitled', where)] : []),
    ...(section.items.length === 0 ? [wrong('scoring.section_empty', where)] : []),
    ...section.items.flatMap((item, at) => itemProblems(item, where, at)),
    ...capProblem(where, section.cap, lowestOfSection(section)),
  ];
}

function cutoffProblems({ lines, below, validFrom }: DatedCutoffs, gradeSet: readonly string[]): readonly TableProblem[] {
  const where = `${validFrom} 起的分数线`;
  const problems = lines.slice(1).flatMap((line, index) => {
    const above = lines[index];
    return above !== undefined && above.min <= line.min
      ? [wrong('scoring.cutoffs_unordered', where, { above: above.grade, aboveMin: formatScore(above.min), grade: line.grade, min: formatScore(line.min) })] : [];
  });
  const named = [...lines.map((line) => line.grade), ...(below === null ? [] : [below])];
  const repeated = twice(named);
  const unknown = named.filter((grade) => !gradeSet.includes(grade));
  return [
    ...problems,
    ...(repeated === null ? [] : [wrong('scoring.cutoff_grade_twice', where, { grade: repeated })]),
    ...unknown.map((grade) => wrong('scoring.cutoff_grade_unknown', where, { grade, known: gradeSet.join('、') })),
  ];
}

function bypassProblems({ groupKeys, score: points, grade }: BypassRule, index: number, gradeSet: readonly string[]): readonly TableProblem[] {
  const where = `直接建议第 ${index + 1} 条`;
  if (groupKeys.length === 0 || (points === null && grade === null)) return [wrong('scoring.bypass_empty', where)];
  return grade === null || gradeSet.includes(grade) ? [] : [wrong('scoring.cutoff_grade_unknown', where, { grade, known: gradeSet.join('、') })];
}

/**
 * Everything that stands against a table: empty choices, caps below what an answer gives at least, weights that don't make 100, cut-offs out of order, grades
 * the school doesn't have; and figures of a published table that aren't known (handbook 2.9). An empty list: it can be adopted.
 */
export function checkTable(table: ScoreTable, gradeSet: readonly string[]): readonly TableProblem[] {
  const problems: TableProblem[] = table.sections.length === 0 ? [wrong('scoring.table_empty', '指标表')] : table.sections.flatMap(sectionProblems);
  const repeated = twice(itemsOf(table).map((item) => item.label.trim()));
  if (repeated !== null) problems.push(wrong('scoring.item_repeated', '指标表', { label: repeated }));
  problems.push(...capProblem('总分', table.cap, sumScores(table.sections.map((section) => capScore(lowestOfSection(section), section.cap)))));
  const { self, verified } = table.weights;
  if (self + verified !== 100) problems.push(wrong('scoring.weights_sum', '权重', { self, verified, sum: self + verified }));
  problems.push(...table.cutoffs.flatMap((cutoffs) => cutoffProblems(cutoffs, gradeSet)));
  const sameDay = twice(table.cutoffs.map((cutoffs) => cutoffs.validFrom));
  if (sameDay !== null) problems.push(wrong('scoring.cutoffs_same_day', '分数线', { date: sameDay }));
  problems.push(...table.bypass.flatMap((rule, index) => bypassProblems(rule, index, gradeSet)));
  if (table.missing.trim() !== '') problems.push({ severity: 'incomplete', code: 'scoring.part_missing', where: '指标表', facts: { text: table.missing.trim() } });
  return problems;
}
