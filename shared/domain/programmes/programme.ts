import type { Fen } from '#shared/domain/money/fen.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Confidence } from '#shared/domain/programmes/confidence.ts';

/** Stable key of a programme: `yw.board`, `gz.grant`, or `local.<n>` for one the school added. */
export type ProgrammeKey = string;

export const PROGRAMME_SHAPES = [
  'flat_term',
  'tiered_term',
  'once',
  'fee_exemption',
  'per_day',
  'per_month',
  'in_kind',
] as const;
export type ProgrammeShape = (typeof PROGRAMME_SHAPES)[number];

export const PROGRAMME_SOURCE_KINDS = ['state', 'province', 'county', 'school', 'donor'] as const;
export type ProgrammeSourceKind = (typeof PROGRAMME_SOURCE_KINDS)[number];

/** `preset` rows ship with the program and are never edited; `local` rows are what the school or county added. */
export type Origin = 'preset' | 'local';

export type BoardingCondition = 'boarding' | 'day';

export interface Programme {
  readonly key: ProgrammeKey;
  readonly name: string;
  readonly stages: readonly EducationStage[];
  readonly sourceKind: ProgrammeSourceKind;
  readonly shape: ProgrammeShape;
  readonly payeeKind: 'family' | 'school' | 'none';
  /** Programmes of one group can't be held together in a term (互斥). */
  readonly exclusivityGroup: string | null;
  readonly region: string;
  readonly document: string | null;
  readonly confidence: Confidence;
  readonly origin: Origin;
  /** false: the school does not run it in the term asked about; what it held before stays. */
  readonly inUse: boolean;
  /** The papers a family brings and when, as the school words them; '' where nobody wrote any. */
  readonly papers: string;
  readonly deadline: string;
}

/** The exclusivity group, where a programme without one stands alone in its own: others may still be excluded with it. */
export function exclusivityGroupOf(programme: Pick<Programme, 'key' | 'exclusivityGroup'>): string {
  return programme.exclusivityGroup ?? programme.key;
}

export const RATE_UNITS = ['term', 'once', 'day', 'month', 'year'] as const;
export type RateUnit = (typeof RATE_UNITS)[number];

/** What the figure is for. Averages, ranges and annual sums whose split is unknown check a list; they never pay it. */
export type RateFigure =
  | { readonly kind: 'rate'; readonly fen: Fen }
  | { readonly kind: 'local'; readonly fen: Fen | null }
  | { readonly kind: 'average'; readonly fen: Fen }
  | { readonly kind: 'range'; readonly lowFen: Fen; readonly highFen: Fen }
  | { readonly kind: 'fee' }
  | { readonly kind: 'in_kind' };

export type RateKind = RateFigure['kind'];

/** How sure the first term is: known from a text, reported, first seen in practice, standing rule, or not known. */
export type StartMark = 'known' | 'reported' | 'seen' | 'standing' | 'not_known';

export interface BenefitRate {
  readonly key: string;
  readonly programmeKey: ProgrammeKey;
  readonly region: string;
  readonly stages: readonly EducationStage[];
  readonly boarding: BoardingCondition | null;
  readonly awardTier: string | null;
  readonly unit: RateUnit;
  readonly figure: RateFigure;
  /** Days, or half months, of an ordinary term: what an estimate counts with. null where nobody said. */
  readonly usualQuantity: number | null;
  /** The most days, or half months, that one term may pay; null: no bound. */
  readonly maxQuantity: number | null;
  /** In how many payments a term's sum goes out (发放期数). */
  readonly payments: number;
  readonly validFrom: TermKey | null;
  readonly startMark: StartMark;
  readonly validTo: TermKey | null;
  readonly document: string | null;
  readonly confidence: Confidence;
  readonly origin: Origin;
}

/** True when the dated row is in force in that term; both ends included. Term keys order as text. */
export function isInForce(row: { validFrom: TermKey | null; validTo: TermKey | null }, term: TermKey): boolean {
  return (row.validFrom === null || row.validFrom <= term) && (row.validTo === null || term <= row.validTo);
}
