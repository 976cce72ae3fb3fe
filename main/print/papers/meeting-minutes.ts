import type { MeetingHead } from './meeting-head.ts';

export interface MinutesCase {
  readonly label: string;
  readonly expected: number;
  readonly present: number;
  /** One figure for each choice, or the one mean. */
  readonly figures: readonly string[];
  readonly outcome: string;
  readonly opinion: string;
  readonly reason: string;
  readonly earlier: readonly string[];
}

/** 会议纪要: who came, how it was decided, each case by its number only, and room for every signature. */
export interface MeetingMinutesPaper extends MeetingHead {
  readonly kind: 'meeting_minutes';
  /** 起草 / 已定稿 …: a draft says so across its head. */
  readonly draft: boolean;
  readonly chair: string;
  readonly recorder: string;
  readonly expected: number;
  readonly present: number;
  readonly rateText: string;
  /** The rules of the meeting as sentences: quorum, majority, ties, trimming. */
  readonly rules: readonly string[];
  readonly scored: boolean;
  readonly choices: readonly string[];
  readonly attended: readonly string[];
  readonly absent: readonly string[];
  /** By number and kind of member; names would tell whose case it is. */
  readonly recusals: readonly string[];
  readonly cases: readonly MinutesCase[];
  readonly counts: readonly { readonly label: string; readonly count: number }[];
  readonly remarks: string;
  readonly corrections: readonly { readonly label: string; readonly words: string; readonly reason: string; readonly by: string; readonly on: string }[];
  readonly signers: readonly string[];
  readonly supervisionPhone: string;
}
