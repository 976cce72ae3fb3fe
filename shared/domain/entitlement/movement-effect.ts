import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { termRange } from '#shared/domain/calendar/term.ts';
import type { StatusMovement } from '#shared/domain/roster/movement.ts';
import type { Fen } from '#shared/domain/money/fen.ts';

/** What a movement inside a term means for one entitlement (handbook 1.7). `ask`: the county or the school decides. */
export const MOVEMENT_EFFECTS = ['none', 'stop', 'recover', 'resume', 'ask'] as const;
export type MovementEffect = (typeof MOVEMENT_EFFECTS)[number];

export interface MovementFacts {
  readonly kind: StatusMovement;
  readonly effectiveDate: IsoDate;
  readonly term: TermKey;
  /** A standard paid by months is cut by months; one paid for the term is due or not. */
  readonly byMonth: boolean;
  readonly held: 'proposed' | 'approved' | null;
  /** Money with the family. */
  readonly paidFen: Fen;
  /** What a person has decided about the pupil leaving inside the term, null where nobody has. */
  readonly decided: 'pay' | 'refuse' | null;
  /** Days money reached the family. */
  readonly paidOn: readonly IsoDate[];
}

export interface MovementVerdict {
  readonly effect: MovementEffect;
  readonly code: 'in_time' | 'stop_next_month' | 'stop_month_after' | 'prepaid' | 'deceased' | 'paid_after_death' | 'last_term' | 'back' | 'previous_school' | 'term_undecided' | 'decided_pay' | 'decided_refuse';
  readonly clause: string;
}

const OWN_COUNTY = '异动对资助的影响由本县规定';

const verdict = (effect: MovementEffect, code: MovementVerdict['code'], clause: string): MovementVerdict => ({ effect, code, clause });

/**
 * The effect of one movement on one entitlement of the term it falls in, with its reason (handbook 1.7: P, not law, so that a sum for the whole term is
 * a question for a person unless somebody has decided). After a death nothing is paid; what was paid after it comes back.
 */
export function evaluateMovement(facts: MovementFacts): MovementVerdict {
  const range = termRange(facts.term);
  if (facts.effectiveDate > range.to) return verdict('none', 'in_time', '正式学籍且在校');
  switch (facts.kind) {
    case 'decease': {
      const after = facts.paidOn.some((day) => day > facts.effectiveDate);
      return after ? verdict('recover', 'paid_after_death', '死亡之后不得生成发放') : verdict('stop', 'deceased', '死亡之后不得生成发放');
    }
    case 'graduate':
      return verdict('none', 'last_term', '毕业：离校学期为最后一期');
    case 'resume':
      return verdict('resume', 'back', '休学、复学');
    case 'transfer_in':
      return facts.decided === null ? verdict('ask', 'previous_school', '同一项目一学期只享一次') : ofDecision(facts);
    case 'suspend':
    case 'transfer_out':
    case 'withdraw':
      return leaving(facts);
  }
}

function leaving(facts: MovementFacts): MovementVerdict {
  if (facts.effectiveDate <= termRange(facts.term).from) return facts.paidFen > 0 ? verdict('recover', 'prepaid', OWN_COUNTY) : verdict('stop', 'decided_refuse', OWN_COUNTY);
  if (facts.byMonth) return verdict('stop', facts.kind === 'suspend' ? 'stop_next_month' : 'stop_month_after', OWN_COUNTY);
  return facts.decided === null ? verdict('ask', 'term_undecided', OWN_COUNTY) : ofDecision(facts);
}

function ofDecision(facts: MovementFacts): MovementVerdict {
  if (facts.decided === 'pay') return verdict('none', 'decided_pay', OWN_COUNTY);
  return facts.paidFen > 0 ? verdict('recover', 'prepaid', OWN_COUNTY) : verdict('stop', 'decided_refuse', OWN_COUNTY);
}
