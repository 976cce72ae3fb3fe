import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** The term in its order (ux 1): each step ends where the next can begin. */
export const termStepKeys = [
  'notify', 'roster', 'lists', 'identification', 'notice', 'entitlement', 'payment', 'return', 'settlement', 'comparison', 'archive',
] as const;
export type TermStepKey = (typeof termStepKeys)[number];

export type TermStepState = 'done' | 'open' | 'overdue' | 'not_begun' | 'not_applicable';

/** What the archive holds about one term, counted. Money in fen. */
export interface TermCounts {
  readonly notify: {
    /** Letters of the 学年 that stand. */
    readonly letters: number;
    /** Every pupil on the roll, and of them those whose letter was given, whose slip came back, who are listed and decline without a 放弃声明. */
    readonly pupils: number;
    readonly given: number;
    readonly returned: number;
    readonly waiverDue: number;
    /** The day slips were asked back by; null where none was set. */
    readonly replyBy: IsoDate | null;
  };
  readonly roster: {
    readonly onRoll: number;
    /** The day the term's newest roster speaks of; null when none was imported for the term. */
    readonly asOf: IsoDate | null;
    readonly badNumbers: number;
    readonly boardingUnknown: number;
    readonly withoutClass: number;
  };
  readonly lists: { readonly lists: number; readonly rows: number; readonly toDecide: number };
  readonly identification: { readonly inHardship: number; readonly notInHardship: number; readonly toDetermine: number; readonly matchedWithoutCase: number };
  readonly notice: {
    readonly drafts: number;
    readonly posted: number;
    readonly toEnd: number;
    readonly toTakeDown: number;
    readonly finished: number;
    readonly determinedUnposted: number;
    /** Announced in their class, not yet for the school, where a place has both. */
    readonly classLevelOnly: number;
    /** Objections that wait for an answer, those past their last day among them, and the next last day. */
    readonly objectionsOpen: number;
    readonly objectionsOverdue: number;
    readonly nextReply: IsoDate | null;
    /** Posted notices whose photos, poster or result paper are missing. */
    readonly withoutEvidence: number;
    /** The next day something about a posted notice falls due. */
    readonly nextDay: IsoDate | null;
  };
  readonly entitlement: { readonly approved: number; readonly approvedFen: number; readonly proposed: number; readonly proposedFen: number };
  readonly payment: {
    readonly unbatched: number;
    readonly unbatchedFen: number;
    readonly withoutAccount: number;
    readonly toRelease: number;
    readonly toExport: number;
    readonly exported: number;
    /** The first last day of an arrival not wholly paid out; null where the county set no days or nothing is open. */
    readonly payBy: IsoDate | null;
    /** False where that day lies beyond the announced holidays. */
    readonly payByVerified: boolean;
    /** Arrivals past their last day, and those within ten days of it, with what of them is unpaid. */
    readonly late: number;
    readonly lateFen: number;
    readonly soon: number;
    readonly soonFen: number;
  };
  readonly result: {
    readonly paid: number;
    readonly paidFen: number;
    readonly failed: number;
    readonly failedFen: number;
    readonly corrected: number;
    readonly waiting: number;
  };
  readonly settlement: { readonly dueFen: number; readonly paidFen: number; readonly outstandingFen: number; readonly cashFen: number; readonly closedOn: IsoDate | null; readonly lastDay: IsoDate };
  /** Null for a difference that can't be told because its export is missing. */
  readonly comparison: { readonly exports: number; readonly pupils: number | null; readonly hardship: number | null; readonly aid: number | null };
  readonly archive: { readonly beneficiaries: number };
}

export type StepTone = 'good' | 'warn' | 'bad' | 'plain';

/** A sentence to be worded: its code and the facts it quotes. */
export interface StepSaying {
  readonly code: `home.${string}`;
  readonly facts: Readonly<Record<string, string | number | null>>;
}

export interface StepLack extends StepSaying {
  readonly tone: StepTone;
}

export interface TermStep {
  readonly key: TermStepKey;
  readonly state: TermStepState;
  readonly now: StepSaying;
  readonly missing: readonly StepLack[];
  readonly deadline: IsoDate | null;
}

type Facts = StepSaying['facts'];
const say = (code: StepSaying['code'], facts: Facts = {}): StepSaying => ({ code, facts });
const lack = (tone: StepTone, code: StepSaying['code'], facts: Facts = {}): StepLack => ({ tone, code, facts });

/** Only those lacks whose count is not zero. */
function lacks(...entries: readonly (readonly [count: number, lack: StepLack])[]): StepLack[] {
  return entries.filter(([count]) => count > 0).map(([, entry]) => entry);
}

function stateOf(begun: boolean, missing: readonly StepLack[], deadline: IsoDate | null, today: IsoDate): TermStepState {
  const urgent = missing.some((entry) => entry.tone !== 'plain' && entry.tone !== 'good');
  if (begun && !urgent) return 'done';
  if (deadline !== null && deadline < today) return 'overdue';
  return begun ? 'open' : 'not_begun';
}

function notifyStep({ notify }: TermCounts, today: IsoDate): TermStep {
  const { letters, pupils, given, returned, waiverDue, replyBy } = notify;
  if (letters === 0) return { key: 'notify', state: 'not_begun', now: say('home.notify_none'), missing: [lack('plain', 'home.notify_no_letter')], deadline: null };
  const missing = lacks(
    [pupils - given, lack('warn', 'home.notify_not_given', { count: pupils - given })],
    [given - returned, lack('warn', 'home.notify_not_returned', { count: given - returned })],
    [waiverDue, lack('warn', 'home.notify_waiver_due', { count: waiverDue })],
  );
  const deadline = given > returned ? replyBy : null;
  return { key: 'notify', state: stateOf(given > 0, missing, deadline, today), now: say('home.notify', { pupils, given, returned }), missing, deadline };
}

function rosterStep({ roster }: TermCounts, today: IsoDate): TermStep {
  const missing = lacks(
    [roster.asOf === null ? 1 : 0, lack('warn', 'home.roster_not_imported')],
    [roster.badNumbers, lack('warn', 'home.roster_bad_numbers', { count: roster.badNumbers })],
    [roster.boardingUnknown, lack('warn', 'home.roster_boarding_unknown', { count: roster.boardingUnknown })],
    [roster.withoutClass, lack('warn', 'home.roster_without_class', { count: roster.withoutClass })],
  );
  const now = roster.onRoll === 0 ? say('home.roster_empty') : say('home.roster', { count: roster.onRoll, asOf: roster.asOf });
  return { key: 'roster', state: stateOf(roster.onRoll > 0, missing, null, today), now, missing, deadline: null };
}

function listsStep({ lists }: TermCounts, today: IsoDate): TermStep {
  const missing = lists.lists === 0
    ? [lack('plain', 'home.lists_none')]
    : lacks([lists.toDecide, lack('warn', 'home.lists_to_decide', { count: lists.toDecide })]);
  return {
    key: 'lists', state: stateOf(lists.lists > 0, missing, null, today), now: say('home.lists', { lists: lists.lists, rows: lists.rows }), missing, deadline: null,
  };
}

function identificationStep({ identification: counts }: TermCounts, today: IsoDate): TermStep {
  const determined = counts.inHardship + counts.notInHardship;
  const missing = lacks(
    [counts.toDetermine, lack('warn', 'home.identification_to_determine', { count: counts.toDetermine })],
    [counts.matchedWithoutCase, lack('warn', 'home.identification_matched_without_case', { count: counts.matchedWithoutCase })],
  );
  const now = determined === 0 ? say('home.identification_none') : say('home.identification', { inHardship: counts.inHardship, notInHardship: counts.notInHardship });
  return { key: 'identification', state: stateOf(determined > 0, missing, null, today), now, missing, deadline: null };
}

function noticeStep({ notice }: TermCounts, today: IsoDate): TermStep {
  const missing = lacks(
    [notice.determinedUnposted, lack('warn', 'home.notice_unposted', { count: notice.determinedUnposted })],
    [notice.classLevelOnly, lack('warn', 'home.notice_class_level_only', { count: notice.classLevelOnly })],
    [notice.drafts, lack('warn', 'home.notice_drafts', { count: notice.drafts })],
    [notice.toEnd, lack('warn', 'home.notice_to_end', { count: notice.toEnd })],
    [notice.toTakeDown, lack('bad', 'home.notice_to_take_down', { count: notice.toTakeDown })],
    [notice.objectionsOverdue, lack('bad', 'home.notice_objections_overdue', { count: notice.objectionsOverdue })],
    [notice.objectionsOpen - notice.objectionsOverdue, lack('warn', 'home.notice_objections_open', { count: notice.objectionsOpen - notice.objectionsOverdue, day: notice.nextReply })],
    [notice.withoutEvidence, lack('plain', 'home.notice_without_evidence', { count: notice.withoutEvidence })],
    [notice.posted > 0 && notice.toEnd === 0 ? 1 : 0, lack('plain', 'home.notice_until', { day: notice.nextDay })],
  );
  const begun = notice.drafts + notice.posted + notice.toEnd + notice.toTakeDown + notice.finished > 0;
  const now = begun
    ? say('home.notice', { posted: notice.posted + notice.toEnd, finished: notice.finished + notice.toTakeDown })
    : say('home.notice_none');
  const deadline = [notice.nextDay, notice.nextReply].filter((day) => day !== null).toSorted()[0] ?? null;
  const state = stateOf(begun, missing, deadline, today);
  return { key: 'notice', state: state === 'done' && notice.posted > 0 ? 'open' : state, now, missing, deadline };
}

function entitlementStep({ entitlement }: TermCounts, today: IsoDate): TermStep {
  const missing = lacks([entitlement.proposed, lack('warn', 'home.entitlement_proposed', { count: entitlement.proposed, fen: entitlement.proposedFen })]);
  const now = entitlement.approved + entitlement.proposed === 0
    ? say('home.entitlement_none')
    : say('home.entitlement', { count: entitlement.approved, fen: entitlement.approvedFen });
  return { key: 'entitlement', state: stateOf(entitlement.approved > 0, missing, null, today), now, missing, deadline: null };
}

function paymentStep({ payment, entitlement }: TermCounts, today: IsoDate): TermStep {
  const missing = lacks(
    [payment.late, lack('bad', 'home.payment_late', { count: payment.late, fen: payment.lateFen })],
    [payment.soon, lack('warn', 'home.payment_soon', { count: payment.soon, fen: payment.soonFen, day: payment.payBy })],
    [payment.payBy !== null && !payment.payByVerified ? 1 : 0, lack('plain', 'home.payment_day_unverified')],
    [payment.unbatched, lack('warn', 'home.payment_unbatched', { count: payment.unbatched, fen: payment.unbatchedFen })],
    [payment.withoutAccount, lack('bad', 'home.payment_without_account', { count: payment.withoutAccount })],
    [payment.toRelease, lack('warn', 'home.payment_to_release', { count: payment.toRelease })],
    [payment.toExport, lack('warn', 'home.payment_to_export', { count: payment.toExport })],
  );
  const begun = payment.toRelease + payment.toExport + payment.exported > 0;
  const now = begun ? say('home.payment', { exported: payment.exported }) : say(entitlement.approved === 0 ? 'home.payment_nothing_due' : 'home.payment_none');
  return { key: 'payment', state: stateOf(begun, missing, payment.payBy, today), now, missing, deadline: payment.payBy };
}

function returnStep({ result }: TermCounts, today: IsoDate): TermStep {
  const missing = lacks(
    [result.failed, lack('bad', 'home.return_failed', { count: result.failed, fen: result.failedFen })],
    [result.corrected, lack('warn', 'home.return_corrected', { count: result.corrected })],
    [result.waiting, lack('warn', 'home.return_waiting', { count: result.waiting })],
  );
  const begun = result.paid + result.failed + result.corrected > 0;
  const now = begun ? say('home.return', { paid: result.paid, fen: result.paidFen, failed: result.failed + result.corrected }) : say('home.return_none');
  return { key: 'return', state: stateOf(begun, missing, null, today), now, missing, deadline: null };
}

function settlementStep({ settlement }: TermCounts, today: IsoDate): TermStep {
  const { dueFen, paidFen, outstandingFen, closedOn, lastDay } = settlement;
  const now = dueFen === 0 && settlement.cashFen === 0 ? say('home.settlement_none') : say('home.settlement', { dueFen, paidFen, outstandingFen });
  if (closedOn !== null) return { key: 'settlement', state: 'done', now, missing: [lack('good', 'home.settlement_closed', { day: closedOn })], deadline: lastDay };
  const missing = [lastDay < today ? lack('bad', 'home.settlement_overdue') : lack('plain', 'home.settlement_not_due')];
  return { key: 'settlement', state: lastDay < today ? 'overdue' : 'not_begun', now, missing, deadline: lastDay };
}

function comparisonStep({ comparison }: TermCounts, today: IsoDate): TermStep {
  const { exports, pupils, hardship, aid } = comparison;
  if (exports === 0) return { key: 'comparison', state: 'not_begun', now: say('home.comparison_none'), missing: [lack('plain', 'home.comparison_no_export')], deadline: null };
  const missing = lacks(
    [pupils ?? 0, lack('bad', 'home.comparison_pupils', { count: pupils })],
    [hardship ?? 0, lack('bad', 'home.comparison_hardship', { count: hardship })],
    [aid ?? 0, lack('bad', 'home.comparison_aid', { count: aid })],
    [[pupils, hardship, aid].filter((count) => count === null).length, lack('warn', 'home.comparison_incomplete', { count: 3 - exports })],
  );
  return { key: 'comparison', state: stateOf(true, missing, null, today), now: say('home.comparison', { pupils, hardship, aid }), missing, deadline: null };
}

/**
 * The term as a list of steps: what is there, what is missing, when it is due. A step is done when it has begun and nothing warns;
 * deadlines are only those the school's own dates give, since no national ones are known (handbook 4.9).
 */
export function evaluateTermSteps(counts: TermCounts, today: IsoDate): TermStep[] {
  return [
    notifyStep(counts, today),
    rosterStep(counts, today),
    listsStep(counts, today),
    identificationStep(counts, today),
    noticeStep(counts, today),
    entitlementStep(counts, today),
    paymentStep(counts, today),
    returnStep(counts, today),
    settlementStep(counts, today),
    comparisonStep(counts, today),
    { key: 'archive', state: counts.archive.beneficiaries > 0 ? 'open' : 'not_begun', now: say('home.archive', { count: counts.archive.beneficiaries }), missing: [], deadline: null },
  ];
}

/** The step one would go on with: the first that is overdue, else the first that waits for a person. */
export function nextTermStep(steps: readonly TermStep[]): TermStep | null {
  const waiting = (step: TermStep): boolean => step.missing.some((entry) => entry.tone === 'warn' || entry.tone === 'bad');
  return steps.find((step) => step.state === 'overdue' && waiting(step))
    ?? steps.find(waiting)
    ?? steps.find((step) => step.state === 'not_begun' && step.key !== 'settlement')
    ?? null;
}
