import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';

/** How an objection reached the school: 意见箱, 电话, 来访, 来信, 网络, 其他 (handbook 6.4, 6.7). */
export const objectionChannels = ['letter_box', 'phone', 'visit', 'mail', 'web', 'other'] as const;
export type ObjectionChannel = (typeof objectionChannels)[number];

/** What an answer says of the result objected to: 维持, 调整, 取消 (handbook 6.4). */
export const objectionOutcomes = ['uphold', 'adjust', 'cancel'] as const;
export type ObjectionOutcome = (typeof objectionOutcomes)[number];

export const objectionStates = ['received', 'checking', 'answered', 'reconsidering', 'closed', 'withdrawn'] as const;
export type ObjectionState = (typeof objectionStates)[number];

/** `conclude` answers a 复议 and is final; `close` files an answered objection nobody asked to have reconsidered; `withdraw` is the objector's own. */
export const objectionSteps = ['check', 'answer', 'reconsider', 'conclude', 'close', 'withdraw'] as const;
export type ObjectionStep = (typeof objectionSteps)[number];

/** THE transition table of an objection: 登记 → 核查 → 答复 → (复议) → 办结, or 撤回 by who raised it before it was answered. */
const transitions: Readonly<Record<ObjectionState, Readonly<Partial<Record<ObjectionStep, ObjectionState>>>>> = {
  received: { check: 'checking', withdraw: 'withdrawn' },
  checking: { check: 'checking', answer: 'answered', withdraw: 'withdrawn' },
  answered: { reconsider: 'reconsidering', close: 'closed' },
  reconsidering: { conclude: 'closed' },
  closed: {},
  withdrawn: {},
};

/** The state after the step, or null where the step does not lead out of this state. */
export function nextObjectionState(state: ObjectionState, step: ObjectionStep): ObjectionState | null {
  return transitions[state][step] ?? null;
}

/** The steps that can be taken now, for buttons. */
export function objectionStepsFrom(state: ObjectionState): readonly ObjectionStep[] {
  return objectionSteps.filter((step) => nextObjectionState(state, step) !== null);
}

/** Still owed an answer: what it is about can't be confirmed while this holds (handbook 2.2, 6.4). */
export const openObjectionStates = ['received', 'checking', 'reconsidering'] as const satisfies readonly ObjectionState[];

export function isOpenObjection(state: ObjectionState): boolean {
  return (openObjectionStates as readonly ObjectionState[]).includes(state);
}

/** Why the day of a step can't be as given. */
export type ObjectionDateProblem =
  | { readonly code: 'objection.date_in_future'; readonly facts: { readonly date: IsoDate; readonly today: IsoDate } }
  | { readonly code: 'objection.before_posting'; readonly facts: { readonly date: IsoDate; readonly postedOn: IsoDate } }
  | { readonly code: 'objection.before_previous'; readonly facts: { readonly date: IsoDate; readonly previous: IsoDate } };

/** The dates of an objection stand in their order: posted ≤ received ≤ each later step ≤ today. `previous` is the last step's day, null for the receipt itself. */
export function objectionDateProblem(onDate: IsoDate, chain: { readonly postedOn: IsoDate; readonly previous: IsoDate | null; readonly today: IsoDate }): ObjectionDateProblem | null {
  const { postedOn, previous, today } = chain;
  if (onDate > today) return { code: 'objection.date_in_future', facts: { date: onDate, today } };
  if (onDate < postedOn) return { code: 'objection.before_posting', facts: { date: onDate, postedOn } };
  if (previous !== null && onDate < previous) return { code: 'objection.before_previous', facts: { date: onDate, previous } };
  return null;
}

/** Who may not look into an objection, and why. */
export interface CheckerFacts {
  /** Who entered or made the decision objected to, by name. */
  readonly deciders: readonly string[];
  /** Empty for an anonymous one. */
  readonly objectorName: string;
  readonly claim: string;
  /** A one-teacher office: the decider's own check is then said, not refused. */
  readonly onePersonMode: boolean;
}

export type CheckerFault = 'decided_it' | 'raised_it' | 'named_in_it';

export interface CheckerFinding {
  readonly name: string;
  readonly fault: CheckerFault;
  readonly refused: boolean;
}

/**
 * Checkers who stand too near: one who made the decision, who raised the objection, or whom the claim names (a person named in a complaint may not
 * handle it, handbook 6.7). All are refused, but a decider in one-person mode, which is said on screen and paper instead (handbook README, decision 9).
 */
export function checkerFindings(checkers: readonly string[], facts: CheckerFacts): readonly CheckerFinding[] {
  const deciders = new Set(facts.deciders.map(nameKey));
  const claim = facts.claim.normalize('NFKC').replace(/\s/gu, '');
  return checkers.flatMap((name): CheckerFinding[] => {
    const key = nameKey(name);
    if (key !== '' && key === nameKey(facts.objectorName)) return [{ name, fault: 'raised_it', refused: true }];
    if (key.length >= 2 && claim.includes(key)) return [{ name, fault: 'named_in_it', refused: true }];
    return deciders.has(key) ? [{ name, fault: 'decided_it', refused: !facts.onePersonMode }] : [];
  });
}

/** An objection, as far as it decides whether what it is about stands. */
export interface ObjectionStanding {
  readonly state: ObjectionState;
  /** Every outcome it was answered with: the answer's, then the 复议's. */
  readonly outcomes: readonly ObjectionOutcome[];
}

/** `held`: an answer is owed. `overturned`: an answer took the line back, so this notice proves nothing of it. `clear`: neither. */
export type EntryStanding = 'clear' | 'held' | 'overturned';

/** What a notice's line is worth under its objections. A 复议 that upholds keeps the first answer, whatever it was. */
export function entryStanding(objections: readonly ObjectionStanding[]): EntryStanding {
  if (objections.some((one) => isOpenObjection(one.state))) return 'held';
  return objections.some((one) => one.outcomes.some((outcome) => outcome !== 'uphold')) ? 'overturned' : 'clear';
}

/** Text that would give an objector away: the name or the contact stands in what is written for others. */
export function revealsObjector(text: string, objector: { readonly name: string; readonly contact: string }): boolean {
  const plain = (value: string): string => value.normalize('NFKC').replace(/[\s\-—–·.]/gu, '');
  const written = plain(text);
  return [objector.name, objector.contact].map(plain).some((secret) => secret.length >= 2 && written.includes(secret));
}
