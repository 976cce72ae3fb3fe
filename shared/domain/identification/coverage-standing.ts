import { assertNever } from '#shared/domain/assert-never.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { CaseState } from './case-state.ts';

/** A listed pupil's case of the year, as far as coverage asks. */
export interface CoverageCase {
  readonly state: CaseState;
  readonly appliedOn: IsoDate | null;
  /** A body has decided on it. */
  readonly decided: boolean;
}

/** Why a pupil on a list is still 应助未助. */
export type GapReason = 'no_case' | 'revoked' | 'no_decision' | 'expired';

export type CoverageStanding =
  | { readonly kind: 'identified' | 'applied' | 'declined' }
  | { readonly kind: 'gap'; readonly reason: GapReason };

/**
 * Where a pupil on a department's list stands (handbook 2.7 "应助未助"): the family declined in writing (a standing
 * waiver goes before everything), a body decided, the family applied, or none of it: a gap.
 * A decision of 不困难 is a decision: somebody has looked. A pre-identified case alone is no application and no decision, so it still is a gap.
 */
export function coverageStanding(one: CoverageCase | null, waived: boolean): CoverageStanding {
  if (waived) return { kind: 'declined' };
  if (one === null) return { kind: 'gap', reason: 'no_case' };
  switch (one.state) {
    case 'declined':
      return { kind: 'declined' };
    case 'revoked':
      return { kind: 'gap', reason: 'revoked' };
    case 'expired':
      return one.decided ? { kind: 'identified' } : { kind: 'gap', reason: 'expired' };
    case 'applied':
    case 'pre_identified':
    case 'determined':
    case 'noticed':
    case 'objected':
    case 'confirmed':
    case 'filed':
      if (one.decided) return { kind: 'identified' };
      return one.appliedOn !== null || one.state === 'applied' ? { kind: 'applied' } : { kind: 'gap', reason: 'no_decision' };
    default:
      return assertNever(one.state);
  }
}
