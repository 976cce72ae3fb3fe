import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

export const NOTICE_STATES = ['draft', 'posted', 'ended', 'taken_down'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/**
 * `withdraw` takes a wrong notice off the wall before its time; it then proves nothing. `confirm_others`: the lines nobody objects to are confirmed
 * while an objection to another is still looked into.
 */
export const NOTICE_STEPS = ['post', 'confirm_others', 'end', 'take_down', 'withdraw'] as const;
export type NoticeStep = (typeof NOTICE_STEPS)[number];

const TRANSITIONS: Readonly<Record<NoticeState, Partial<Record<NoticeStep, NoticeState>>>> = {
  draft: { post: 'posted' },
  // Off the wall after its last day while an objection is open: the paper is gone, the notice isn't through.
  posted: { end: 'ended', withdraw: 'taken_down', confirm_others: 'posted', take_down: 'posted' },
  ended: { take_down: 'taken_down' },
  taken_down: {},
};

/** The state after the step, or null where the step does not lead out of this state. */
export function nextNoticeState(state: NoticeState, step: NoticeStep): NoticeState | null {
  return TRANSITIONS[state][step] ?? null;
}

/** What a notice's next steps hang on beside its state. */
export interface NoticeSituation {
  readonly state: NoticeState;
  readonly openObjections: number;
  /** Of them, those to the notice as a whole. */
  readonly openWhole: number;
  readonly periodOver: boolean;
  readonly othersConfirmed: boolean;
  readonly takenDown: boolean;
}

/**
 * The steps that can be taken now, for buttons. An open objection stands in the way of ending; once the last day is over the other lines can be
 * confirmed without it (unless it is against the whole notice), and the paper must go all the same (教财厅函〔2017〕28号).
 */
export function stepsNow(notice: NoticeSituation): readonly NoticeStep[] {
  const waits = notice.state === 'posted' && notice.openObjections > 0;
  return NOTICE_STEPS.filter((step) => {
    if (nextNoticeState(notice.state, step) === null) return false;
    if (notice.state !== 'posted') return true;
    if (step === 'confirm_others') return waits && notice.periodOver && notice.openWhole === 0 && !notice.othersConfirmed;
    if (step === 'take_down') return waits && notice.periodOver && !notice.takenDown;
    if (step === 'withdraw') return !notice.othersConfirmed && !notice.takenDown;
    return step !== 'end' || !waits;
  });
}

/** The last day belongs to the period, so a notice can be ended from the day after. */
export function canEndOn(endOn: IsoDate, today: IsoDate): boolean {
  return today > endOn;
}

/** Past its take-down day and still hanging: everything past its period must go (教财厅函〔2017〕28号). */
export function isTakeDownOverdue(notice: { state: NoticeState; takeDownOn: IsoDate | null; takenDownOn?: IsoDate | null }, today: IsoDate): boolean {
  return (notice.state === 'posted' || notice.state === 'ended') && (notice.takenDownOn ?? null) === null && notice.takeDownOn !== null && today > notice.takeDownOn;
}
