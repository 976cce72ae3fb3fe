import type { MeetingHead } from './meeting-head.ts';

export interface BallotLine {
  /** The number of this meeting; no name, no class. */
  readonly label: string;
  readonly route: string;
  readonly factors: string;
  readonly visit: string;
  readonly score: string;
  /** What the class proposed; only on the school's ballots. */
  readonly lower: string;
  /** The voter keeps out of this one: the line is struck. */
  readonly recused: boolean;
}

/** 评议表 or 选票, one for each member; a secret one names nobody. */
export interface MeetingBallotsPaper extends MeetingHead {
  readonly kind: 'meeting_ballots';
  readonly scored: boolean;
  readonly maxScore: string;
  readonly choices: readonly string[];
  readonly withLower: boolean;
  readonly ballots: readonly { readonly voter: string | null; readonly lines: readonly BallotLine[] }[];
}
