import { isHardshipGrade } from './hardship-grade.ts';
import type { GradeSet } from './hardship-grade.ts';
import type { IdentificationRoute } from './case-state.ts';

/** A pupil of a register as a summary counts one. */
export interface RegisteredPupil {
  readonly className: string;
  /** 年级 of the year, e.g. 三年级. */
  readonly yearName: string;
  readonly route: IdentificationRoute | null;
  readonly groups: readonly string[];
  /** The grade in force; null: not decided. */
  readonly grade: string | null;
}

/** One line of the 认定汇总表: how many pupils, how many with a case, and how many of each grade. */
export interface SummaryLine {
  readonly label: string;
  readonly pupils: number;
  readonly cases: number;
  /** Pupils in any grade but 不困难. */
  readonly hardship: number;
  readonly undecided: number;
  /** In the order of `grades`. */
  readonly byGrade: readonly number[];
}

export interface RegisterSummary {
  /** The set's grades, then grades of older sets that still stand. */
  readonly grades: readonly string[];
  readonly byClass: readonly SummaryLine[];
  readonly byYear: readonly SummaryLine[];
  readonly byRoute: readonly SummaryLine[];
  /** A pupil of several groups stands in each of them: these lines don't add up to the total, and the paper says so. */
  readonly byGroup: readonly SummaryLine[];
  readonly total: SummaryLine;
}

/**
 * Counts a register in every way the 认定汇总表 is asked for (handbook 7.5). Classes, years and routes are partitions: each adds up to the total.
 * Nothing here knows a quota (苏救助中心〔2024〕4号 3): a share of a class is never computed.
 */
export function summarizeRegister(pupils: readonly RegisteredPupil[], set: GradeSet, words: { readonly route: (route: IdentificationRoute) => string; readonly group: (key: string) => string }): RegisterSummary {
  const grades = [...new Set([...set, ...pupils.flatMap((one) => (one.grade === null ? [] : [one.grade]))])];
  const line = (label: string, of: readonly RegisteredPupil[]): SummaryLine => lineOf(label, of, grades, set);
  const grouped = (labelOf: (one: RegisteredPupil) => string): SummaryLine[] => [...Map.groupBy(pupils, labelOf)].map(([label, of]) => line(label, of));
  const groupKeys = [...new Set(pupils.flatMap((one) => one.groups))];
  return {
    grades,
    byClass: grouped((one) => one.className || '未分班'),
    byYear: grouped((one) => one.yearName || '年级不明'),
    byRoute: grouped((one) => (one.route === null ? '没有个案' : words.route(one.route))),
    byGroup: groupKeys.map((key) => line(words.group(key), pupils.filter((one) => one.groups.includes(key)))),
    total: line('合计', pupils),
  };
}

function lineOf(label: string, of: readonly RegisteredPupil[], grades: readonly string[], set: GradeSet): SummaryLine {
  const cases = of.filter((one) => one.route !== null);
  return {
    label, pupils: of.length, cases: cases.length,
    hardship: of.filter((one) => one.grade !== null && isHardshipGrade(one.grade, set)).length,
    undecided: cases.filter((one) => one.grade === null).length,
    byGrade: grades.map((grade) => of.filter((one) => one.grade === grade).length),
  };
}
