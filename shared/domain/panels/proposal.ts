import { assertNever } from '#shared/domain/assert-never.ts';
import type { MeetingMethod, TieRule } from './meeting.ts';
import type { ScoreOutcome } from './trimmed-mean.ts';
import type { VoteOutcome } from './voting.ts';

/** What the body writes down for one case: a grade it proposes, or that it is held over (暂缓) and why. */
export interface Proposal {
  readonly grade: string | null;
  readonly heldOver: boolean;
  readonly reason: string;
  /** A tie the chair decided. */
  readonly byChair: boolean;
}

export type CaseOutcome = VoteOutcome | ScoreOutcome;

/** Why a case's proposal can't stand. Each code has its sentence. */
export type ProposalProblem =
  | 'meeting.case_open' | 'meeting.held_over_needs_reason' | 'meeting.no_quorum' | 'meeting.count_differs' | 'meeting.no_grade_voted' | 'meeting.majority_short'
  | 'meeting.grade_not_carried' | 'meeting.tie_needs_revote' | 'meeting.tie_needs_chair' | 'meeting.chair_recused' | 'meeting.chair_outside_tie'
  | 'meeting.too_few_to_trim' | 'meeting.score_needs_reason';

export interface ProposalContext {
  readonly method: MeetingMethod;
  readonly tieRule: TieRule;
  /** The chair keeps out of this case, so a tie can't be the chair's. */
  readonly chairRecused: boolean;
}

/**
 * What stands against a proposal; null: nothing. A grade needs its votes: the one carried, or of a tie the one the chair chose where that is the rule.
 * From a mean no grade follows, so the body writes its reason. A case held over needs only a reason. Nothing here knows how many others were proposed:
 * there is no quota (苏救助中心〔2024〕4号 3).
 */
export function proposalProblem(proposal: Proposal, outcome: CaseOutcome, context: ProposalContext): ProposalProblem | null {
  const reasoned = proposal.reason.trim() !== '';
  if (proposal.heldOver) return reasoned ? null : 'meeting.held_over_needs_reason';
  if (proposal.grade === null) return 'meeting.case_open';
  switch (outcome.kind) {
    case 'no_quorum': return 'meeting.no_quorum';
    case 'count_differs': return 'meeting.count_differs';
    case 'no_grade': return 'meeting.no_grade_voted';
    case 'short': return 'meeting.majority_short';
    case 'carried': return outcome.grade === proposal.grade ? null : 'meeting.grade_not_carried';
    case 'tie': return tieProblem(proposal, outcome.grades, context, reasoned);
    case 'too_few_to_trim': return 'meeting.too_few_to_trim';
    case 'mean': return reasoned ? null : 'meeting.score_needs_reason';
    default: return assertNever(outcome);
  }
}

function tieProblem(proposal: Proposal, tied: readonly string[], context: ProposalContext, reasoned: boolean): ProposalProblem | null {
  if (context.tieRule === 'revote') return 'meeting.tie_needs_revote';
  if (context.chairRecused) return 'meeting.chair_recused';
  if (!proposal.byChair || !reasoned) return 'meeting.tie_needs_chair';
  return proposal.grade !== null && tied.includes(proposal.grade) ? null : 'meeting.chair_outside_tie';
}
