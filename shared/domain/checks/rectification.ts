import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { addDays } from '#shared/domain/calendar/iso-date.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';

/** Where a problem was found (handbook 6.7). */
export const rectificationSources = ['self_check', 'supervision', 'audit', 'inspection', 'complaint', 'system'] as const;
export type RectificationSource = (typeof rectificationSources)[number];

/** `amend`: measure, person or last day put anew, with the reason. `look_back` (回头看): looked at again after 销号. */
export const rectificationEvents = ['progress', 'amend', 'close', 'reopen', 'look_back'] as const;
export type RectificationEvent = (typeof rectificationEvents)[number];

export interface RectificationStep {
  readonly event: RectificationEvent;
  readonly onDate: IsoDate;
}

export type RectificationState = 'open' | 'closed';

/** The one table of moves: what is open is worked on and closed; what is closed is looked back at, and opened again where it came back. */
const moves: Readonly<Record<RectificationState, Readonly<Partial<Record<RectificationEvent, RectificationState>>>>> = {
  open: { progress: 'open', amend: 'open', close: 'closed' },
  closed: { look_back: 'closed', reopen: 'open' },
};

/** Where an event leads, or null where it is not possible from here. */
export function rectificationAfter(state: RectificationState, event: RectificationEvent): RectificationState | null {
  return moves[state][event] ?? null;
}

export function rectificationState(steps: readonly RectificationStep[]): RectificationState {
  return steps.reduce<RectificationState>((state, step) => rectificationAfter(state, step.event) ?? state, 'open');
}

export type RectificationStanding = 'open' | 'soon' | 'overdue' | 'closed';

/** Warned two days before the last day (handbook 6.7). */
export function rectificationStanding(state: RectificationState, dueOn: IsoDate, today: IsoDate): RectificationStanding {
  if (state === 'closed') return 'closed';
  if (today > dueOn) return 'overdue';
  return addDays(today, 2) >= dueOn ? 'soon' : 'open';
}

export type ClosingProblem = 'not_open' | 'verifier_missing' | 'verifier_is_responsible' | 'evidence_missing' | 'before_found';

/** 销号 needs evidence and a verifier who is not the responsible person (handbook 6.7); the first thing that stands against it, or null. */
export function closingProblem(
  matter: { readonly state: RectificationState; readonly foundOn: IsoDate; readonly responsible: string; readonly scans: number },
  closing: { readonly onDate: IsoDate; readonly verifier: string; readonly evidence: string },
): ClosingProblem | null {
  if (matter.state !== 'open') return 'not_open';
  if (closing.verifier.trim() === '') return 'verifier_missing';
  if (nameKey(closing.verifier) === nameKey(matter.responsible)) return 'verifier_is_responsible';
  if (closing.evidence.trim() === '' && matter.scans === 0) return 'evidence_missing';
  return closing.onDate < matter.foundOn ? 'before_found' : null;
}
