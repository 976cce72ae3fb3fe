/** How a pupil came to be looked at in this 学年 (handbook 2.2): 个人申请, 名单比对, 免申即享 with the family confirming afterwards. */
export const identificationRoutes = ['application', 'list_match', 'automatic_entitlement'] as const;
export type IdentificationRoute = (typeof identificationRoutes)[number];

/** Where a case stands (handbook 2.2). Steps a school records separately (家访, 量化, 评议) stand between `applied`/`pre_identified` and `determined`. */
export const caseStates = [
  'declined', 'applied', 'pre_identified', 'determined', 'noticed', 'objected', 'confirmed', 'filed', 'revoked', 'expired',
] as const;
export type CaseState = (typeof caseStates)[number];

/** What can happen to a case. `determine` is every decision of a body, the first and each later one (动态调整, handbook 2.11). */
export const caseEvents = [
  'apply', 'match', 'decline', 'determine', 'post_notice', 'object', 'uphold', 'end_notice', 'withdraw_notice', 'file', 'revoke', 'expire',
] as const;
export type CaseEvent = (typeof caseEvents)[number];

/**
 * THE transition table of a case. What is not in it can't happen. Back-steps are decisions of their own: a new determination
 * on a confirmed case makes it `determined` again, so that what is paid has always been announced. A case hung in its class is hung again for the school.
 */
const transitions: Readonly<Record<CaseState, Readonly<Partial<Record<CaseEvent, CaseState>>>>> = {
  declined: { apply: 'applied', match: 'pre_identified', expire: 'expired' },
  applied: { apply: 'applied', match: 'pre_identified', decline: 'declined', determine: 'determined', expire: 'expired' },
  pre_identified: { apply: 'applied', match: 'pre_identified', decline: 'declined', determine: 'determined', expire: 'expired' },
  determined: { determine: 'determined', post_notice: 'noticed', decline: 'declined', revoke: 'revoked', expire: 'expired' },
  noticed: { post_notice: 'noticed', object: 'objected', end_notice: 'confirmed', withdraw_notice: 'determined', determine: 'determined', revoke: 'revoked' },
  objected: { uphold: 'noticed', withdraw_notice: 'determined', determine: 'determined', revoke: 'revoked' },
  confirmed: { file: 'filed', determine: 'determined', decline: 'declined', revoke: 'revoked', expire: 'expired' },
  filed: { determine: 'determined', decline: 'declined', revoke: 'revoked', expire: 'expired' },
  revoked: { apply: 'applied', match: 'pre_identified', expire: 'expired' },
  expired: {},
};

export type CaseMove =
  | { readonly ok: true; readonly to: CaseState }
  | { readonly ok: false; readonly from: CaseState; readonly event: CaseEvent };

/** Where the event takes the case, or that it can't happen there. */
export function moveCase(from: CaseState, event: CaseEvent): CaseMove {
  const to = transitions[from][event];
  return to === undefined ? { ok: false, from, event } : { ok: true, to };
}

/** Where a case starts. 名单比对 and 免申即享 begin pre-identified: the family applied for nothing. */
export function firstCaseState(route: IdentificationRoute): CaseState {
  return route === 'application' ? 'applied' : 'pre_identified';
}

/** A result the school may pay on: announced without objection, or filed (handbook 2.2: entitlements need `confirmed` or `filed`). */
export function isAnnounced(state: CaseState): boolean {
  return state === 'confirmed' || state === 'filed';
}
