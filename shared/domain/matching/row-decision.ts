import { assertNever } from '#shared/domain/assert-never.ts';
import type { MatchPath, RowBucket } from './match-row.ts';

/** How a match stands: found and sure, found and waiting, or decided by a person. */
export type MatchDecision = 'automatic' | 'pending' | 'confirmed' | 'rejected';

/** A pupil a row is held to mean, as stored. */
export interface StandingMatch {
  readonly studentId: number;
  readonly path: MatchPath;
  /** No differences, and not merely proposed. */
  readonly certain: boolean;
  readonly decision: MatchDecision;
}

/** What a person says about a row. `confirm` names every pupil the row means, candidates or not. */
export type RowDecision =
  | { readonly kind: 'confirm'; readonly studentIds: readonly number[] }
  | { readonly kind: 'not_ours' }
  | { readonly kind: 'undo' };

export interface DecidedRow {
  readonly bucket: RowBucket;
  /** The standing of each match there was, by pupil. */
  readonly decisions: ReadonlyMap<number, MatchDecision>;
  /** Pupils picked by hand whom the program had not proposed. */
  readonly picked: readonly number[];
}

/**
 * What a decision makes of a row. Every decision settles the whole row, so it leaves exactly one bucket; `undo` gives back what the
 * program itself had made of it, and a pupil once picked by hand stays to be read, as rejected.
 */
export function decideRow(matches: readonly StandingMatch[], decision: RowDecision): DecidedRow {
  switch (decision.kind) {
    case 'confirm': {
      const chosen = new Set(decision.studentIds);
      const known = new Set(matches.map((match) => match.studentId));
      return {
        bucket: 'matched',
        decisions: new Map(matches.map((match) => [match.studentId, chosen.has(match.studentId) ? 'confirmed' : 'rejected'])),
        picked: [...chosen].filter((studentId) => !known.has(studentId)),
      };
    }
    case 'not_ours':
      return { bucket: 'not_ours', decisions: new Map(matches.map((match) => [match.studentId, 'rejected'])), picked: [] };
    case 'undo': {
      const found = matches.filter((match) => match.path !== 'manual');
      return {
        bucket: bucketOf(found),
        decisions: new Map(matches.map((match) => [match.studentId, match.path === 'manual' ? 'rejected' : match.certain ? 'automatic' : 'pending'])),
        picked: [],
      };
    }
    default:
      return assertNever(decision);
  }
}

function bucketOf(found: readonly StandingMatch[]): RowBucket {
  if (found.length === 0) return 'not_ours';
  return found.every((match) => match.certain) ? 'matched' : 'needs_decision';
}
