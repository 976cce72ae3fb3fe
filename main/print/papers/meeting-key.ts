import type { MeetingHead } from './meeting-head.ts';

/** 案号对照表: which number is whom. Kept sealed, apart from ballots and minutes. */
export interface MeetingKeyPaper extends MeetingHead {
  readonly kind: 'meeting_key';
  readonly lines: readonly { readonly label: string; readonly className: string; readonly name: string; readonly recused: string }[];
}
