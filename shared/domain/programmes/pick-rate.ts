import type { Fen } from '#shared/domain/money/fen.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { BenefitRate, BoardingCondition, ProgrammeKey } from '#shared/domain/programmes/programme.ts';
import { isInForce } from '#shared/domain/programmes/programme.ts';
import { NATIONAL } from '#shared/domain/programmes/preset-programmes.ts';

export interface RateQuery {
  readonly programmeKey: ProgrammeKey;
  readonly stage: EducationStage;
  readonly boarding: BoardingCondition | null;
  readonly awardTier: string | null;
  readonly term: TermKey;
  /** Region profiles of the school, the most particular first; 全国 is always tried last. */
  readonly regions: readonly string[];
}

export type RatePick =
  | { readonly kind: 'picked'; readonly rate: BenefitRate; readonly fen: Fen }
  | { readonly kind: 'none'; readonly checkFigures: readonly BenefitRate[] }
  | { readonly kind: 'tier_needed'; readonly tiers: readonly string[] }
  | { readonly kind: 'ambiguous'; readonly rates: readonly BenefitRate[] };

/**
 * The fen per unit when the row may be paid as it stands: a national rate, or a local one with a known sum per term,
 * day, month or occasion. Averages, ranges, fees and yearly sums whose split is unknown give null (handbook 3.2).
 */
export function payableFen(rate: BenefitRate): Fen | null {
  if (rate.unit === 'year') return null;
  return rate.figure.kind === 'rate' || rate.figure.kind === 'local' ? rate.figure.fen : null;
}

function matches(rate: BenefitRate, query: RateQuery): boolean {
  return (
    rate.programmeKey === query.programmeKey &&
    rate.stages.includes(query.stage) &&
    (rate.boarding === null || rate.boarding === query.boarding) &&
    isInForce(rate, query.term)
  );
}

/**
 * Picks the one rate that pays: region → programme → stage → boarding → tier → term (handbook 3.1).
 * What the school or county added stands before the presets, then each region of the profile in order, then 全国;
 * the first of these levels with any payable row decides. Two rows or none is an answer, never a guess and never a throw.
 */
export function pickRate(rates: readonly BenefitRate[], query: RateQuery): RatePick {
  const matching = rates.filter((rate) => matches(rate, query));
  const payable = matching.flatMap((rate) => {
    const fen = payableFen(rate);
    return fen === null ? [] : [{ rate, fen }];
  });
  const levels = [
    payable.filter(({ rate }) => rate.origin === 'local'),
    ...[...query.regions.filter((region) => region !== NATIONAL), NATIONAL].map((region) =>
      payable.filter(({ rate }) => rate.origin === 'preset' && rate.region === region),
    ),
  ];
  const level = levels.find((candidates) => candidates.length > 0);
  if (level === undefined) {
    const inRegion = (rate: BenefitRate): boolean =>
      rate.origin === 'local' || rate.region === NATIONAL || query.regions.includes(rate.region);
    return { kind: 'none', checkFigures: matching.filter(inRegion) };
  }
  return pickWithinLevel(level, query.awardTier);
}

function pickWithinLevel(level: readonly { rate: BenefitRate; fen: Fen }[], awardTier: string | null): RatePick {
  const untiered = level.filter(({ rate }) => rate.awardTier === null);
  const exact = awardTier === null ? untiered : level.filter(({ rate }) => rate.awardTier === awardTier);
  const candidates = exact.length > 0 ? exact : untiered;
  const [only, ...others] = candidates;
  if (only === undefined) {
    return { kind: 'tier_needed', tiers: [...new Set(level.flatMap(({ rate }) => rate.awardTier ?? []))].sort() };
  }
  const mixed = awardTier === null && level.length > untiered.length;
  if (others.length > 0 || mixed) return { kind: 'ambiguous', rates: level.map(({ rate }) => rate) };
  return { kind: 'picked', rate: only.rate, fen: only.fen };
}
