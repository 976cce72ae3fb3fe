/** How a body finds its opinion: each member's vote by name, a secret ballot of which only the counts are kept, or scores with a trimmed mean. */
export const meetingMethods = ['member_vote', 'secret_ballot', 'score'] as const;
export type MeetingMethod = (typeof meetingMethods)[number];

/** Who decides a tie; set before the votes are entered. The program never does. */
export const tieRules = ['chair', 'revote'] as const;
export type TieRule = (typeof tieRules)[number];

/** The year's first look at a case, or a later one (动态调整, handbook 2.11), which may stand after a decision. */
export const meetingPurposes = ['first', 'revision'] as const;
export type MeetingPurpose = (typeof meetingPurposes)[number];

/** 起草 → 定稿 → 签字归档. What is closed is corrected by an entry of its own, with a reason; nothing goes back. */
export const meetingStates = ['draft', 'closed', 'signed'] as const;
export type MeetingState = (typeof meetingStates)[number];
export type MeetingEvent = 'close' | 'sign' | 'correct' | 'discard';

const transitions: Readonly<Record<MeetingState, Readonly<Partial<Record<MeetingEvent, MeetingState | 'gone'>>>>> = {
  draft: { close: 'closed', discard: 'gone' },
  closed: { sign: 'signed', correct: 'closed' },
  // A correction after signing asks for a newly signed paper.
  signed: { correct: 'closed' },
};

/** Where the event takes the minutes; null: it can't happen there. */
export function moveMeeting(from: MeetingState, event: MeetingEvent): MeetingState | 'gone' | null {
  return transitions[from][event] ?? null;
}

/** The anonymised number a case has in one meeting: 第 3 次会议的 3-07. It says nothing of class, name or order of application. */
export function caseLabel(meetingNo: number, ordinal: number): string {
  return `${meetingNo}-${String(ordinal).padStart(2, '0')}`;
}
