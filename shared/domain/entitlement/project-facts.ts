import type { TermKey } from '#shared/domain/calendar/term.ts';
import { startYearOf } from '#shared/domain/calendar/term.ts';
import type { StageYears } from '#shared/domain/roster/stage.ts';
import { defaultStageYears } from '#shared/domain/roster/stage.ts';
import { formatYearLevel } from '#shared/domain/roster/year-level.ts';
import type { PupilFacts } from '#shared/domain/entitlement/pupil-facts.ts';

export type ProjectedPupil =
  | { readonly kind: 'stays'; readonly facts: PupilFacts }
  /** The last year of the stage lies behind the pupil by then: another stage or another school, which nobody knows yet. */
  | { readonly kind: 'leaves'; readonly facts: PupilFacts };

/**
 * The facts of a pupil as they would stand in a later term if nothing else changed: the year goes up with each 学年, this 学年's decision
 * is taken over, and nothing is held yet. An estimate needs this; an entitlement is never made of it (handbook README, decision 2: 认定
 * runs per 学年). Whoever has ended the stage is counted apart, not guessed into the next one. `to` must not lie before `from` (RangeError).
 */
export function projectFacts(facts: PupilFacts, from: TermKey, to: TermKey, years: StageYears = defaultStageYears): ProjectedPupil {
  if (to < from) throw new RangeError(`a projection looks ahead: ${from} → ${to}`);
  const free: PupilFacts = { ...facts, held: [], elsewhere: [] };
  if (to === from) return { kind: 'stays', facts: free };
  const ahead: PupilFacts = { ...free, transferredInOn: null };
  const yearsOn = startYearOf(to) - startYearOf(from);
  if (yearsOn === 0 || facts.level === null) return { kind: 'stays', facts: ahead };
  const level = facts.level + yearsOn;
  if (level > years[facts.stage]) return { kind: 'leaves', facts: ahead };
  return { kind: 'stays', facts: { ...ahead, level, yearLevel: formatYearLevel(facts.stage, level, years) } };
}
