/** Proposed by the calculation, approved by a second person, or withdrawn with a reason. Withdrawn rows stay in the archive. */
export const ENTITLEMENT_STATES = ['proposed', 'approved', 'withdrawn'] as const;
export type EntitlementState = (typeof ENTITLEMENT_STATES)[number];

export type EntitlementStep = 'approve' | 'withdraw';

const TRANSITIONS: Readonly<Record<EntitlementState, Partial<Record<EntitlementStep, EntitlementState>>>> = {
  proposed: { approve: 'approved', withdraw: 'withdrawn' },
  approved: { withdraw: 'withdrawn' },
  withdrawn: {},
};

/** The state after the step, or null where the step does not lead out of this state. */
export function nextEntitlementState(state: EntitlementState, step: EntitlementStep): EntitlementState | null {
  return TRANSITIONS[state][step] ?? null;
}

export type CheckerVerdict = 'second_person' | 'one_person_mode' | 'same_person';

/** Maker ≠ checker (CHK-32): whoever proposed may not approve, unless the school runs with one person and says so on paper. */
export function evaluateChecker(makerId: number, checkerId: number, onePersonMode: boolean): CheckerVerdict {
  if (makerId !== checkerId) return 'second_person';
  return onePersonMode ? 'one_person_mode' : 'same_person';
}
