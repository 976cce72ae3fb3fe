import type { Answers, ScoreTable } from '#shared/domain/scoring/score-table.ts';

/**
 * The rules of an index table once more, written apart from the engine and as plainly as they are said: loops over fractions kept as BigInt.
 * The tests hold the engine against it.
 */
export interface PlainResult {
  readonly self: number | null;
  readonly verified: number | null;
  readonly total: number | null;
  readonly grade: string | null;
}

function plainSheet(table: ScoreTable, answers: Answers): number | null {
  let open = false;
  let whole = 0;
  for (const section of table.sections) {
    let part = 0;
    for (const item of section.items) {
      const marks = answers[item.key];
      let points = 0;
      if (marks === undefined) {
        if (!item.optional) open = true;
      } else if (item.kind === 'range') {
        const given = marks[0]?.judged;
        if (given === undefined || given === null || marks.length > 1 || given < item.min || given > item.max) open = true;
        else points = given;
      } else {
        if (item.kind === 'single' && marks.length !== 1) open = true;
        for (const mark of marks) {
          const value = item.options.find((option) => option.key === mark.option)?.points;
          if (value === undefined || value.kind === 'unknown') open = true;
          else if (value.kind === 'fixed') points += item.kind === 'count' ? value.score * mark.count : value.score;
          else if (mark.judged === null || mark.judged < value.min || mark.judged > value.max) open = true;
          else points += mark.judged;
        }
      }
      if (item.cap !== null) points = Math.min(points, item.cap);
      part += points;
    }
    if (section.cap !== null) part = Math.min(part, section.cap);
    whole += part;
  }
  if (table.cap !== null) whole = Math.min(whole, table.cap);
  return open ? null : whole;
}

/** 四舍五入 of numerator / denominator, by hand: the size is rounded, the sign put back. */
function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  const whole = size / denominator;
  const rounded = (size % denominator) * 2n >= denominator ? whole + 1n : whole;
  return negative ? -rounded : rounded;
}

export function plainScore(table: ScoreTable, selfAnswers: Answers | null, verifiedAnswers: Answers | null, groups: readonly string[], day: string): PlainResult {
  const self = selfAnswers === null ? null : plainSheet(table, selfAnswers);
  const verified = verifiedAnswers === null ? null : plainSheet(table, verifiedAnswers);
  let total: number | null = null;
  let grade: string | null = null;
  for (const rule of table.bypass) {
    if (rule.groupKeys.some((key) => groups.includes(key))) return { self, verified, total: rule.score, grade: rule.grade ?? plainGrade(table, rule.score, day) };
  }
  const missing = (table.weights.self > 0 && self === null) || (table.weights.verified > 0 && verified === null);
  if (!missing && table.weights.self + table.weights.verified > 0) {
    const unit = [10_000n, 1000n, 100n][table.decimals] ?? 100n;
    const product = BigInt(self ?? 0) * BigInt(table.weights.self) + BigInt(verified ?? 0) * BigInt(table.weights.verified);
    total = Number(roundHalfUp(product, unit)) * Number(unit / 100n);
    grade = plainGrade(table, total, day);
  }
  return { self, verified, total: total === 0 ? 0 : total, grade };
}

function plainGrade(table: ScoreTable, total: number | null, day: string): string | null {
  if (total === null) return null;
  const begun = table.cutoffs.filter((one) => one.validFrom <= day).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  const inForce = begun[0];
  if (inForce === undefined || inForce.lines.length === 0) return null;
  for (const line of inForce.lines) if (total >= line.min) return line.grade;
  return inForce.below;
}
