import type { MeetingHead } from './meeting-head.ts';

/** 签到表: a line for each member of the day, with room to sign. */
export interface MeetingAttendancePaper extends MeetingHead {
  readonly kind: 'meeting_attendance';
  readonly seats: readonly { readonly ordinal: number; readonly name: string; readonly role: string; readonly duty: string; readonly note: string }[];
}
