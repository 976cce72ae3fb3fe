import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

export const NOTICE_STATES = ['draft', 'posted', 'ended', 'taken_down'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** `withdraw` takes a wrong notice off the wall before its time; it then proves nothing. */
export const NOTICE_STEPS = ['post', 'end', 'take_down', 'withdraw'] as const;
export type NoticeStep = (typeof NOTICE_STEPS)[number];

const TRANSITIONS: Readonly<Record<NoticeState, Partial<Record<NoticeStep, NoticeState>>>> = {
  draft: { post: 'posted' },
  posted: { end: 'ended', withdraw: 'taken_down' },
  ended: { take_down: 'taken_down' },
  taken_down: {},
};

/** The state after the step, or null where the step does not lead out of this state. */
export function nextNoticeState(state: NoticeState, step: NoticeStep): NoticeState | null {
  return TRANSITIONS[state][step] ?? null;
}

/** The steps that can be taken now, for buttons. */
export function stepsFrom(state: NoticeState): readonly NoticeStep[] {
  return NOTICE_STEPS.filter((step) => nextNoticeState(state, step) !== null);
}

/** The last day belongs to the period, so a notice can be ended from the day after. */
export function canEndOn(endOn: IsoDate, today: IsoDate): boolean {
  return today > endOn;
}

/** Past its take-down day and still hanging: everything past its period must go (教财厅函〔2017〕28号). */
export function isTakeDownOverdue(notice: { state: NoticeState; takeDownOn: IsoDate | null }, today: IsoDate): boolean {
  return (notice.state === 'posted' || notice.state === 'ended') && notice.takeDownOn !== null && today > notice.takeDownOn;
}
