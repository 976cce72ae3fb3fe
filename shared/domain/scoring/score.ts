declare const scoreBrand: unique symbol;

/** Points of an index table in hundredths: 6.3 分 is 630. Whole, so that sums are exact; below zero where a table takes points off. */
export type Score = number & { readonly [scoreBrand]: true };

/** The largest figure a table can hold, 10,000 分: whatever is above is a slip of the pen. */
const largest = 1_000_000;

/** A whole number of hundredths known to be right; throws RangeError when it is not whole. */
export function score(hundredths: number): Score {
  if (!Number.isSafeInteger(hundredths)) throw new RangeError(`not a whole number of hundredths: ${hundredths}`);
  return hundredths as Score;
}

/**
 * Reads points as people write them: 12, 6.3, -2, －２, 15分. null when it is no number, has more than two decimals or is beyond 10,000 分:
 * it is refused, never rounded.
 */
export function parseScore(text: string): Score | null {
  const plain = text.normalize('NFKC').replace(/\s/gu, '').replace(/[−–—]/gu, '-').replace(/分$/u, '');
  const match = /^([+-]?)(\d{1,6})(?:\.(\d{1,2}))?$/u.exec(plain);
  if (!match) return null;
  const [, sign = '', whole = '', decimals = ''] = match;
  const size = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  if (size > largest) return null;
  return score(sign === '-' && size > 0 ? -size : size);
}

/** Points as they are printed, without idle zeros: 1200 → 12, 630 → 6.3, -205 → -2.05. */
export function formatScore(points: Score): string {
  const size = Math.abs(points);
  const decimals = String(size % 100).padStart(2, '0').replace(/0+$/u, '');
  return `${points < 0 ? '-' : ''}${Math.floor(size / 100)}${decimals === '' ? '' : `.${decimals}`}`;
}

/** The exact sum. */
export function sumScores(parts: Iterable<Score>): Score {
  let total = 0;
  for (const part of parts) total += part;
  return score(total);
}

/** The smaller of the points and the cap; without a cap the points themselves. */
export function capScore(points: Score, cap: Score | null): Score {
  return cap !== null && points > cap ? cap : points;
}

/**
 * The weighted sum of both sides, in percent, rounded once, at the end, half away from zero, to that many decimals: 四舍五入, the same for points taken off.
 * All in whole numbers, so that 62.5 is never a hair below itself.
 */
export function weighScores(parts: readonly { readonly points: Score; readonly percent: number }[], decimals: 0 | 1 | 2): Score {
  const product = parts.reduce((sum, part) => sum + part.points * part.percent, 0);
  const step = 10 ** (2 - decimals);
  const size = Math.abs(product);
  const divisor = 100 * step;
  const steps = Math.floor((2 * size + divisor) / (2 * divisor));
  return score(product < 0 && steps > 0 ? -steps * step : steps * step);
}
