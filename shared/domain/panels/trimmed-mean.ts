import type { PanelRule } from '#shared/domain/identification/procedure-profile.ts';
import { parseScore } from '#shared/domain/scoring/score.ts';
import { hasQuorum } from './voting.ts';
import type { CaseBody } from './voting.ts';

/** Scores are whole hundredths of a point: 87.5 分 is 8750. */
export type ScoreOutcome =
  | { readonly kind: 'no_quorum'; readonly body: CaseBody }
  | { readonly kind: 'count_differs'; readonly cast: number; readonly body: CaseBody }
  | { readonly kind: 'too_few_to_trim'; readonly cast: number; readonly trim: number; readonly body: CaseBody }
  | { readonly kind: 'mean'; readonly meanHundredths: number; readonly counted: number; readonly body: CaseBody };

/**
 * The mean after `trim` highest and `trim` lowest scores are left out (handbook 2.9: drop highest/lowest), in hundredths, halves rounded up. Equal
 * scores are left out one by one, not all of them. Null where nothing would be left.
 */
export function trimmedMean(scores: readonly number[], trim: number): number | null {
  const kept = scores.toSorted((left, right) => left - right).slice(trim, trim === 0 ? undefined : -trim);
  if (kept.length === 0 || scores.length <= 2 * trim) return null;
  const sum = kept.reduce((total, score) => total + score, 0);
  return Math.floor((2 * sum + kept.length) / (2 * kept.length));
}

/** Evaluates one case's scores: everyone who may and came gives one. The mean advises; no grade follows from it (handbook 2.9). */
export function evaluateScores(rule: PanelRule, body: CaseBody, scores: readonly number[], trim: number): ScoreOutcome {
  if (!hasQuorum(rule, body)) return { kind: 'no_quorum', body };
  const cast = scores.length;
  if (cast !== body.present) return { kind: 'count_differs', cast, body };
  const meanHundredths = trimmedMean(scores, trim);
  return meanHundredths === null ? { kind: 'too_few_to_trim', cast, trim, body } : { kind: 'mean', meanHundredths, counted: cast - 2 * trim, body };
}

/** A member's mark as it is typed, in hundredths; null for what is no number, has more than two decimals, is below 0 or above the highest. */
export function parseMark(text: string, maxHundredths: number): number | null {
  const points = parseScore(text);
  return points !== null && points >= 0 && points <= maxHundredths ? points : null;
}

/** 8750 → 87.50: both decimals, so that means stand under each other. */
export function formatMark(hundredths: number): string {
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}
