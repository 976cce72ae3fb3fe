import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** A table is drafted, tried, adopted. An adopted one is never changed: a change is a draft of its own, and its own version. */
export const scoreTableStates = ['draft', 'trial', 'adopted', 'discarded'] as const;
export type ScoreTableState = (typeof scoreTableStates)[number];

export const scoreTableMoves = ['try', 'revise', 'adopt', 'discard'] as const;
export type ScoreTableMove = (typeof scoreTableMoves)[number];

/** THE transition table. Adoption comes only after a trial; while one is tried nobody changes it. */
const transitions: Readonly<Record<ScoreTableState, Readonly<Partial<Record<ScoreTableMove, ScoreTableState>>>>> = {
  draft: { try: 'trial', discard: 'discarded' },
  trial: { revise: 'draft', adopt: 'adopted', discard: 'discarded' },
  adopted: {},
  discarded: {},
};

/** Where the move takes the table; null where it can't happen. */
export function moveTable(from: ScoreTableState, move: ScoreTableMove): ScoreTableState | null {
  return transitions[from][move] ?? null;
}

interface Version {
  readonly state: ScoreTableState;
  readonly effectiveFrom: IsoDate | null;
  readonly versionNo: number | null;
}

/** The version in force on a day: the adopted one that began last; of two that began on one day, the later version. */
export function tableInForce<One extends Version>(versions: readonly One[], day: IsoDate): One | null {
  return versions.reduce<One | null>((best, one) => {
    if (one.state !== 'adopted' || one.effectiveFrom === null || one.effectiveFrom > day) return best;
    const later = best === null || one.effectiveFrom > (best.effectiveFrom ?? '') || (one.effectiveFrom === best.effectiveFrom && (one.versionNo ?? 0) > (best.versionNo ?? 0));
    return later ? one : best;
  }, null);
}
