import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { evaluateChecker } from '#shared/domain/entitlement/entitlement-state.ts';
import type { LedgerEvent } from '#shared/domain/ledger/events.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Settings } from '#shared/domain/access/settings.ts';
import type { WritableDb } from '#main/db/connection.ts';
import type { EntitlementRecord } from '#main/db/repositories/entitlement.ts';
import { approveEntitlement, listEntitlements, listEntitlementsInBatches, withdrawEntitlement } from '#main/db/repositories/entitlement.ts';
import { evaluateTerm, totalsByProgramme, totalsOf } from './entitlement-evaluation.ts';
import type { Totals } from './entitlement-evaluation.ts';
import { noticeFinder } from './entitlement-views.ts';
import { postEvent } from './journal.ts';
import { refuse } from './refusal.ts';

/** Who acts, when, in which school and term. */
export interface Act {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly accountId: number;
  readonly at: string;
  readonly today: IsoDate;
  readonly operationId: string;
}

interface ApprovalRequest {
  readonly entitlementIds: readonly number[];
  readonly expectedCount: number;
  readonly expectedSumFen: Fen;
  readonly noticeWaivedReason: string | null;
}

const SHOWN_NAMES = 8;

function namesOf(records: readonly EntitlementRecord[], nameOf: (record: EntitlementRecord) => string): string[] {
  const names = records.map(nameOf);
  return names.length > SHOWN_NAMES ? [...names.slice(0, SHOWN_NAMES), `等 ${names.length} 人`] : names;
}

function pick(db: WritableDb, act: Act, ids: readonly number[]): EntitlementRecord[] {
  const wanted = new Set(ids);
  return listEntitlements(db, act.schoolId, act.term).filter((record) => wanted.has(record.id));
}

/**
 * Approves all or none: still proposed, count and sum as the approver saw them, facts unchanged since the calculation, a second person
 * (or one-person mode), announced in an ended notice (or a reason), and free of objections that wait for an answer. Posts what is now owed to the journal.
 */
export function approve(db: WritableDb, act: Act, request: ApprovalRequest, settings: Settings) {
  const records = pick(db, act, request.entitlementIds);
  const count = new Set(request.entitlementIds).size;
  const lost = count - records.filter((record) => record.state === 'proposed').length;
  if (lost > 0) throw refuse('entitlement.not_proposed', { count: lost });
  const totals = totalsOf(records.map((record) => record.amountFen));
  if (totals.count !== request.expectedCount || totals.sumFen !== request.expectedSumFen) {
    throw refuse('entitlement.totals_differ', {
      count: request.expectedCount, sum: formatYuan(request.expectedSumFen), nowCount: totals.count, nowSum: formatYuan(totals.sumFen),
    });
  }
  const verdicts = new Set(records.map((record) => evaluateChecker(record.proposedById, act.accountId, settings.onePersonMode)));
  if (verdicts.has('same_person')) throw refuse('entitlement.same_person', {});

  const evaluation = evaluateTerm(db, act.schoolId, act.term, settings, new Set(records.map((record) => record.studentId)));
  const current = new Map(evaluation.judged.flatMap((one) => (one.held === null ? [] : [[one.held.id, one.change.kind] as const])));
  const names = new Map(evaluation.pupils.map((pupil) => [pupil.facts.studentId, pupil.row.name]));
  const nameOf = (record: EntitlementRecord): string => names.get(record.studentId) ?? '';
  const stale = records.filter((record) => current.get(record.id) !== 'unchanged');
  if (stale.length > 0) throw refuse('entitlement.facts_changed', { count: stale.length, names: namesOf(stale, nameOf) });

  const standingOf = noticeFinder(db, act.schoolId, act.term);
  const objected = records.filter((record) => standingOf(record).state === 'held');
  if (objected.length > 0) throw refuse('entitlement.objection_open', { count: objected.length, names: namesOf(objected, nameOf) });
  const unannounced = records.filter((record) => standingOf(record).state !== 'ended');
  if (unannounced.length > 0 && request.noticeWaivedReason === null) {
    throw refuse('entitlement.not_noticed', { count: unannounced.length, names: namesOf(unannounced, nameOf) });
  }
  for (const record of records) {
    const standing = standingOf(record);
    const announced = standing.state === 'ended';
    approveEntitlement(db, record.id, {
      accountId: act.accountId, at: act.at, secondPerson: record.proposedById !== act.accountId,
      noticeId: announced ? standing.noticeId : null, noticeWaivedReason: announced ? null : request.noticeWaivedReason,
    });
  }
  post(db, act, 'entitlement_approved', records);
  const lines = records.map((record) => ({ programmeKey: record.programmeKey, fen: record.amountFen }));
  return { ...totals, byProgramme: totalsByProgramme(evaluation.policy.catalogue, lines), onePerson: verdicts.has('one_person_mode'), waived: unannounced.length };
}

/** Takes entitlements back with a reason. What is in a payment batch must leave it first; what was approved is reversed in the journal. */
export function withdraw(db: WritableDb, act: Act, ids: readonly number[], reason: string, nameOf: (record: EntitlementRecord) => string): Totals {
  const records = pick(db, act, ids);
  const gone = new Set(ids).size - records.filter((record) => record.state !== 'withdrawn').length;
  if (gone > 0) throw refuse('entitlement.already_withdrawn', { count: gone });
  const inBatches = new Set(listEntitlementsInBatches(db, act.schoolId, act.term));
  const paid = records.filter((record) => inBatches.has(record.id));
  if (paid.length > 0) throw refuse('entitlement.in_batch', { count: paid.length, names: namesOf(paid, nameOf) });
  for (const record of records) withdrawEntitlement(db, record.id, { accountId: act.accountId, at: act.at, reason });
  post(db, act, 'entitlement_withdrawn', records.filter((record) => record.state === 'approved'));
  return totalsOf(records.map((record) => record.amountFen));
}

/** One journal entry per programme, because every entry belongs to one. */
function post(db: WritableDb, act: Act, kind: 'entitlement_approved' | 'entitlement_withdrawn', records: readonly EntitlementRecord[]): void {
  for (const programmeKey of [...new Set(records.map((record) => record.programmeKey))].sort()) {
    const lines = records.filter((record) => record.programmeKey === programmeKey)
      .map((record) => ({ entitlementId: record.id, studentId: record.studentId, fen: record.amountFen }));
    const event: LedgerEvent = { kind, programmeKey, term: act.term, onDate: act.today, lines };
    postEvent(db, event, { schoolId: act.schoolId, operationId: act.operationId, accountId: act.accountId, at: act.at });
  }
}
