import type { PanelRule } from '#shared/domain/identification/procedure-profile.ts';
import type { MeetingMethod } from './meeting.ts';
import type { CaseOutcome } from './proposal.ts';
import { evaluateScores } from './trimmed-mean.ts';
import { caseBody, evaluateVotes } from './voting.ts';

/** A ballot by name, or with `memberId` null how many secret ones named this choice. */
export interface CastVote {
  readonly memberId: number | null;
  readonly choice: string;
  readonly votes: number;
}

export interface GivenScore {
  readonly memberId: number;
  readonly scoreHundredths: number;
}

export interface CaseEntry {
  readonly recused: ReadonlySet<number>;
  readonly votes: readonly CastVote[];
  readonly scores: readonly GivenScore[];
}

export interface MeetingRules {
  readonly method: MeetingMethod;
  readonly trim: number;
  readonly rule: PanelRule;
}

/** What one case's round of votes or scores comes to, with quorum and majority counted after recusal (handbook 2.3, 2.10). */
export function evaluateCase({ method, trim, rule }: MeetingRules, seats: readonly { readonly memberId: number; readonly present: boolean }[], entry: CaseEntry): CaseOutcome {
  const body = caseBody(seats, entry.recused);
  if (method === 'score') return evaluateScores(rule, body, entry.scores.map((score) => score.scoreHundredths), trim);
  const tally = new Map<string, number>();
  for (const { choice, votes } of entry.votes) tally.set(choice, (tally.get(choice) ?? 0) + votes);
  return evaluateVotes(rule, body, tally);
}

/** The members who may not take part in a case and yet are down with a vote or score: they were marked absent or recused after it was entered. */
export function strayVoters(seats: readonly { readonly memberId: number; readonly present: boolean }[], entry: CaseEntry): readonly number[] {
  const may = new Set(seats.filter((seat) => seat.present && !entry.recused.has(seat.memberId)).map((seat) => seat.memberId));
  return [...new Set([...entry.votes, ...entry.scores].flatMap((one) => one.memberId ?? []))].filter((memberId) => !may.has(memberId));
}
