import type { IsoDate } from '../calendar/iso-date.ts';

/** 谈心谈话 by way: face to face, by phone, by message or video. The form is not published anywhere (handbook 2.10: NK), so these words are ours. */
export const talkWays = ['face', 'phone', 'online'] as const;
export type TalkWay = (typeof talkWays)[number];

/** What the talk was about: 思想, 学习, 生活, 资助 (handbook 2.10), and 心理, 家庭, 其他. */
export const talkTopics = ['thought', 'study', 'life', 'aid', 'mind', 'family', 'other'] as const;
export type TalkTopic = (typeof talkTopics)[number];

/** One talk with a pupil. `said` and `promised` are read only by who may, and each reading is logged (handbook 8.3). */
export interface TalkRecord {
  readonly talkedOn: IsoDate;
  readonly talker: string;
  readonly way: TalkWay;
  readonly place: string;
  readonly topics: readonly TalkTopic[];
  readonly reason: string;
  readonly said: string;
  readonly promised: string;
  /** What is to be done afterwards; '' for nothing. */
  readonly followUp: string;
  readonly followUpBy: IsoDate | null;
}

export type TalkProblem = { readonly field: keyof TalkRecord } & (
  | { readonly code: 'talk.in_future'; readonly facts: { readonly date: string; readonly today: string } }
  | { readonly code: 'talk.no_topic'; readonly facts: Readonly<Record<string, never>> }
  | { readonly code: 'talk.follow_up_unsaid'; readonly facts: { readonly date: string } }
  | { readonly code: 'talk.follow_up_before_talk'; readonly facts: { readonly date: string; readonly talkedOn: string } }
);

/** What stands against a record: a day that has not come, no topic, a day for a follow-up nobody wrote, or one before the talk. */
export function checkTalk(talk: TalkRecord, today: IsoDate): readonly TalkProblem[] {
  const { talkedOn, followUp, followUpBy, topics } = talk;
  return [
    ...(talkedOn > today ? [{ field: 'talkedOn', code: 'talk.in_future', facts: { date: talkedOn, today } } as const] : []),
    ...(topics.length === 0 ? [{ field: 'topics', code: 'talk.no_topic', facts: {} } as const] : []),
    ...(followUpBy !== null && followUp === '' ? [{ field: 'followUp', code: 'talk.follow_up_unsaid', facts: { date: followUpBy } } as const] : []),
    ...(followUpBy !== null && followUpBy < talkedOn ? [{ field: 'followUpBy', code: 'talk.follow_up_before_talk', facts: { date: followUpBy, talkedOn } } as const] : []),
  ];
}

export type FollowUpState = 'none' | 'open' | 'due' | 'done';

/** Where a follow-up stands on a day: due from its day on; without a day it stays open. */
export function followUpState(talk: Pick<TalkRecord, 'followUp' | 'followUpBy'>, doneOn: IsoDate | null, today: IsoDate): FollowUpState {
  if (talk.followUp === '') return 'none';
  if (doneOn !== null) return 'done';
  return talk.followUpBy !== null && talk.followUpBy <= today ? 'due' : 'open';
}
