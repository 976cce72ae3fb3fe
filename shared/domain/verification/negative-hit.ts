import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** Where a hit stands: found, explained by the family, its papers looked at, decided; or found to be somebody else. */
export const hitStates = ['open', 'explained', 'checked', 'decided', 'not_same'] as const;
export type HitState = (typeof hitStates)[number];

export const hitEvents = ['explain', 'check', 'decide', 'dismiss', 'reopen'] as const;
export type HitEvent = (typeof hitEvents)[number];

/** What is recommended to the body that identifies; a hit changes no case by itself (handbook 2.8: never auto-reject). */
export const hitOutcomes = ['keep', 'adjust', 'revoke'] as const;
export type HitOutcome = (typeof hitOutcomes)[number];

/** THE transition table of a hit: explanation, then evidence, then decision. What is not in it can't happen; what was closed is opened again, visibly. */
const transitions: Readonly<Record<HitState, Readonly<Partial<Record<HitEvent, HitState>>>>> = {
  open: { explain: 'explained', dismiss: 'not_same' },
  explained: { explain: 'explained', check: 'checked', dismiss: 'not_same' },
  checked: { explain: 'explained', check: 'checked', decide: 'decided', dismiss: 'not_same' },
  decided: { reopen: 'open' },
  not_same: { reopen: 'open' },
};

export type HitMove =
  | { readonly ok: true; readonly to: HitState }
  | { readonly ok: false; readonly from: HitState; readonly event: HitEvent };

/** Where the event takes the hit, or that it can't happen there. */
export function moveHit(from: HitState, event: HitEvent): HitMove {
  const to = transitions[from][event];
  return to === undefined ? { ok: false, from, event } : { ok: true, to };
}

/** The events a hit admits now, in the order they are usually taken. */
export function eventsOf(state: HitState): readonly HitEvent[] {
  return hitEvents.filter((event) => moveHit(state, event).ok);
}

/** Still to be settled: what a decision about the pupil is warned of. */
export function isOpenHit(state: HitState): boolean {
  return state === 'open' || state === 'explained' || state === 'checked';
}

/** What stands against writing an event down: a day not yet come, or before what happened last. */
export type HitDateProblem =
  | { readonly code: 'verification.date_in_future'; readonly facts: { readonly date: IsoDate; readonly today: IsoDate } }
  | { readonly code: 'verification.date_before_last'; readonly facts: { readonly date: IsoDate; readonly last: IsoDate } };

export function hitDateProblem(onDate: IsoDate, last: IsoDate | null, today: IsoDate): HitDateProblem | null {
  if (onDate > today) return { code: 'verification.date_in_future', facts: { date: onDate, today } };
  if (last !== null && onDate < last) return { code: 'verification.date_before_last', facts: { date: onDate, last } };
  return null;
}
