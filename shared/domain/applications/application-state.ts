/** Where a pupil's form of the 学年 stands. A received form is corrected by a further version; no version is ever changed. */
export const applicationStates = ['draft', 'received', 'corrected', 'withdrawn'] as const;
export type ApplicationState = (typeof applicationStates)[number];

export const applicationEvents = ['receive', 'correct', 'withdraw'] as const;
export type ApplicationEvent = (typeof applicationEvents)[number];

/** THE transition table of a form. After a withdrawal the family may hand in a form again (handbook 2.10: 放弃 can be revoked). */
const transitions: Readonly<Record<ApplicationState, Readonly<Partial<Record<ApplicationEvent, ApplicationState>>>>> = {
  draft: { receive: 'received' },
  received: { correct: 'corrected', withdraw: 'withdrawn' },
  corrected: { correct: 'corrected', withdraw: 'withdrawn' },
  withdrawn: { receive: 'received' },
};

export type ApplicationMove =
  | { readonly ok: true; readonly to: ApplicationState }
  | { readonly ok: false; readonly from: ApplicationState; readonly event: ApplicationEvent };

/** Where the event takes the form, or that it can't happen there. */
export function moveApplication(from: ApplicationState, event: ApplicationEvent): ApplicationMove {
  const to = transitions[from][event];
  return to === undefined ? { ok: false, from, event } : { ok: true, to };
}

/** A form that lies at the school and counts. */
export function isAtSchool(state: ApplicationState): boolean {
  return state === 'received' || state === 'corrected';
}
