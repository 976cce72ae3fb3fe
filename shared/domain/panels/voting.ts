import type { PanelRule } from '#shared/domain/identification/procedure-profile.ts';

/** Ballots that name no grade: 弃权, and on secret ballots 废票. */
export const abstention = '弃权';
export const spoilt = '废票';

/** Votes for one case in one round: how many for each choice, a grade of the school's set or one of the two words above. */
export type Tally = ReadonlyMap<string, number>;

/** Those who may vote on one case: the body of the day without who keeps out of it. */
export interface CaseBody {
  /** 应到, after recusal. */
  readonly expected: number;
  /** 到会, after recusal. */
  readonly present: number;
}

/** The body for one case (handbook 2.3, 回避): the recused count neither as expected nor as present. */
export function caseBody(seats: readonly { readonly memberId: number; readonly present: boolean }[], recused: ReadonlySet<number>): CaseBody {
  const open = seats.filter((seat) => !recused.has(seat.memberId));
  return { expected: open.length, present: open.filter((seat) => seat.present).length };
}

/** Whether enough came, in whole percent of those expected; without a set figure one who may vote is enough (handbook 2.12: record only). */
export function hasQuorum(rule: PanelRule, { expected, present }: CaseBody): boolean {
  return present > 0 && (rule.attendancePercent === null || present * 100 >= rule.attendancePercent * expected);
}

/**
 * What a count of votes comes to. `carried`: one grade has the most votes and, where the place sets a majority, enough of all who may vote and came
 * (abstentions count among those). `short`: it has the most and not enough. A tie is never decided here.
 */
export type VoteOutcome =
  | { readonly kind: 'no_quorum'; readonly body: CaseBody }
  | { readonly kind: 'count_differs'; readonly cast: number; readonly body: CaseBody }
  | { readonly kind: 'no_grade'; readonly body: CaseBody }
  | { readonly kind: 'tie'; readonly grades: readonly string[]; readonly votes: number; readonly body: CaseBody }
  | { readonly kind: 'short'; readonly grade: string; readonly votes: number; readonly body: CaseBody }
  | { readonly kind: 'carried'; readonly grade: string; readonly votes: number; readonly body: CaseBody };

/** Evaluates one round of votes under the procedure of the year (handbook 2.10, 2.12 `vote.quorum`, `vote.majority`). */
export function evaluateVotes(rule: PanelRule, body: CaseBody, tally: Tally): VoteOutcome {
  if (!hasQuorum(rule, body)) return { kind: 'no_quorum', body };
  const cast = [...tally.values()].reduce((sum, votes) => sum + votes, 0);
  if (cast !== body.present) return { kind: 'count_differs', cast, body };
  const grades = [...tally].filter(([choice, votes]) => choice !== abstention && choice !== spoilt && votes > 0);
  const most = Math.max(0, ...grades.map(([, votes]) => votes));
  const leading = grades.filter(([, votes]) => votes === most).map(([grade]) => grade);
  const [grade, ...others] = leading;
  if (grade === undefined) return { kind: 'no_grade', body };
  if (others.length > 0) return { kind: 'tie', grades: leading, votes: most, body };
  const enough = rule.majorityPercent === null || most * 100 >= rule.majorityPercent * body.present;
  return { kind: enough ? 'carried' : 'short', grade, votes: most, body };
}
