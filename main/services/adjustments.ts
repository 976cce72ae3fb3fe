import { evaluateChecker } from '#shared/domain/entitlement/entitlement-state.ts';
import { adjustmentKindOf, adjustmentNeeds, nextAdjustmentState } from '#shared/domain/entitlement/adjustment.ts';
import type { AdjustmentStep } from '#shared/domain/entitlement/adjustment.ts';
import type { RecoveryCause } from '#shared/domain/disbursement/recovery-case.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { adjustmentStateNames } from '#shared/text/adjustments.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { AdjustmentRecord } from '#main/db/repositories/entitlement-adjustment.ts';
import {
  findAdjustment, insertAdjustment, insertAdjustmentStep, listAdjustmentSteps, listAdjustments, listLiveLines, setAdjustedAmount,
} from '#main/db/repositories/entitlement-adjustment.ts';
import { findEntitlement, withdrawEntitlement } from '#main/db/repositories/entitlement.ts';
import type { EntitlementRecord } from '#main/db/repositories/entitlement.ts';
import { findLine } from '#main/db/repositories/payment-line.ts';
import { findPupilInSeat } from '#main/db/queries/pupil-seats.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { adjustmentPaper } from './adjustment-papers.ts';
import { adjustmentsOf, moneyOut, stateOf } from './adjustment-views.ts';
import { changesOf, evaluateTerm } from './entitlement-evaluation.ts';
import { changeRow } from './entitlement-views.ts';
import { assertTermOpen, postEvent } from './journal.ts';
import { api, classScope, read, slow, write } from './procedure.ts';
import type { WriteScope } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';
import { openRecoveryCase } from './wrong-payments.ts';

interface InTerm { readonly schoolId: number; readonly term: TermKey }
type Scope = WriteScope<InTerm>;

function approvedOf(db: ReadableDb, { schoolId, term }: InTerm, entitlementId: number): EntitlementRecord {
  const record = findEntitlement(db, schoolId, entitlementId);
  if (!record || record.term !== term) throw notFound('这笔应发');
  if (record.state !== 'approved') throw refuse('adjustment.not_approved', {});
  return record;
}

function adjustmentOf(db: ReadableDb, { schoolId, term }: InTerm, id: number): AdjustmentRecord {
  const record = findAdjustment(db, schoolId, id);
  if (!record || record.term !== term) throw notFound('这份调整');
  return record;
}

function assertStep(db: ReadableDb, place: InTerm, record: AdjustmentRecord, step: AdjustmentStep): void {
  const state = stateOf(listAdjustmentSteps(db, place.schoolId, place.term).filter((one) => one.adjustmentId === record.id));
  if (nextAdjustmentState(state, step) === null) throw refuse('adjustment.state_forbids', { state: adjustmentStateNames[state] });
}

function assertNoneOpen(db: ReadableDb, place: InTerm, record: EntitlementRecord): void {
  const steps = Map.groupBy(listAdjustmentSteps(db, place.schoolId, place.term), (one) => one.adjustmentId);
  const open = listAdjustments(db, place.schoolId, place.term).some((one) => one.entitlementId === record.id && ['pending', 'recovering'].includes(stateOf(steps.get(one.id) ?? [])));
  if (open) throw refuse('adjustment.open_already', { name: findPupilInSeat(db, place.schoolId, record.studentId, schoolYearOf(place.term))?.name ?? '' });
}

const linesOf = (db: ReadableDb, { schoolId, term }: InTerm, entitlementId: number) => listLiveLines(db, schoolId, term).filter((line) => line.entitlementId === entitlementId);

/** The change takes effect: the amount follows, or the entitlement ends, and the journal gets the difference. */
function applyAdjustment(scope: Scope, record: AdjustmentRecord, alone: boolean): void {
  const { db, input, session, at, today, operationId } = scope;
  const stamp = { accountId: session.accountId, at };
  const difference = fen(Math.abs(record.afterFen - record.beforeFen));
  if (record.kind === 'end') withdrawEntitlement(db, record.entitlementId, { ...stamp, reason: `终止：${record.reason}` });
  else setAdjustedAmount(db, record.entitlementId, record.afterFen);
  insertAdjustmentStep(db, { adjustmentId: record.id, step: 'apply', note: '', alone }, stamp);
  postEvent(db, {
    kind: record.kind === 'increase' ? 'entitlement_approved' : 'entitlement_withdrawn', programmeKey: record.programmeKey, term: record.term, onDate: today,
    lines: [{ entitlementId: record.entitlementId, studentId: record.studentId, fen: difference }],
  }, { schoolId: input.schoolId, operationId, ...stamp, memo: `应发调整：${record.reason}`.slice(0, 100) });
}

function causeOf(db: ReadableDb, schoolId: number, record: AdjustmentRecord): RecoveryCause {
  const status = db.get<{ status: string }>('SELECT status FROM student WHERE school_id = ? AND id = ?', schoolId, record.studentId)?.status;
  if (status === 'deceased') return 'deceased';
  return status === 'enrolled' ? 'not_entitled' : 'left_school';
}

function openCases(scope: Scope, record: AdjustmentRecord): string[] {
  const { db, input, today } = scope;
  return linesOf(db, input, record.entitlementId).flatMap(({ lineId, state }) => {
    const line = state === 'paid' ? findLine(db, input.schoolId, lineId) : undefined;
    return line === undefined ? [] : [openRecoveryCase(scope, input.schoolId, line, { cause: causeOf(db, input.schoolId, record), note: `应发终止：${record.reason}`, foundOn: today }).no];
  });
}

/** What the approval meets: money under way refuses, money paid beyond the new amount has to come back first. */
function approveAdjustment(scope: Scope, record: AdjustmentRecord, note: string): string[] {
  const { db, input, session, at } = scope;
  const verdict = evaluateChecker(record.proposedById, session.accountId, settingsOf(db, input.schoolId).onePersonMode);
  if (verdict === 'same_person') throw refuse('adjustment.same_person', {});
  const held = approvedOf(db, input, record.entitlementId);
  if (held.amountFen !== record.beforeFen) throw refuse('adjustment.amount_moved', { before: formatYuan(record.beforeFen), now: formatYuan(held.amountFen) });
  const out = moneyOut(linesOf(db, input, record.entitlementId));
  const needs = adjustmentNeeds(record.kind, record.afterFen, out);
  if (needs === 'answer_of_bank') throw refuse('adjustment.money_under_way', { sum: formatYuan(out.openFen) });
  if (needs === 'recovery_by_hand') throw refuse('adjustment.paid_beyond', { paid: formatYuan(out.paidFen), after: formatYuan(record.afterFen) });
  const alone = verdict === 'one_person_mode';
  insertAdjustmentStep(db, { adjustmentId: record.id, step: 'approve', note, alone }, { accountId: session.accountId, at });
  if (needs === 'recovery') return openCases(scope, record);
  applyAdjustment(scope, record, alone);
  return [];
}

/** Inserts one proposal; `basis` where it follows from a new calculation. */
function proposeOne(scope: Scope, one: { readonly entitlementId: number; readonly afterFen: Fen; readonly effectiveOn: AdjustmentRecord['effectiveOn']; readonly reason: string; readonly evidence: string; readonly basis: string | null }) {
  const { db, input, session, at, today } = scope;
  const held = approvedOf(db, input, one.entitlementId);
  if (one.effectiveOn > today) throw refuse('adjustment.future', { date: one.effectiveOn });
  const kind = adjustmentKindOf(held.amountFen, one.afterFen);
  if (kind === null) throw refuse('adjustment.no_change', { sum: formatYuan(held.amountFen) });
  assertNoneOpen(db, input, held);
  const adjustmentId = insertAdjustment(db, { schoolId: input.schoolId, ...one, kind, beforeFen: held.amountFen }, { accountId: session.accountId, at });
  return { adjustmentId, kind, beforeFen: held.amountFen, studentId: held.studentId };
}

export const adjustmentsService = {
  list: api.adjustments.list.handler(read(({ db, input, session }) => adjustmentsOf(db, { ...input, classIds: classScope(session), accountId: session.accountId }))),

  propose: api.adjustments.propose.handler(write((scope) => {
    const { db, input, note } = scope;
    assertTermOpen(db, input.schoolId, input.term);
    const { entitlementId, afterFen, effectiveOn, reason, evidence } = input;
    const made = proposeOne(scope, { entitlementId, afterFen, effectiveOn, reason, evidence, basis: null });
    note({ ...made, afterFen, reason, evidence });
    return { adjustmentId: made.adjustmentId, kind: made.kind };
  })),

  proposeChanges: api.adjustments.proposeChanges.handler(write((scope) => {
    const { db, input, today, note } = scope;
    assertTermOpen(db, input.schoolId, input.term);
    const evaluation = evaluateTerm(db, input.schoolId, input.term, settingsOf(db, input.schoolId));
    const wanted = new Set(input.entitlementIds);
    const changes = changesOf(evaluation).filter(({ held }) => held?.state === 'approved' && wanted.has(held.id));
    if (changes.length < wanted.size) throw refuse('adjustment.change_gone', { count: wanted.size - changes.length });
    const made = changes.flatMap((change) => {
      const [row] = changeRow(change, evaluation);
      if (row === undefined || row.kind === 'basis_changed') return [];
      const { evaluation: one } = change;
      return [proposeOne(scope, {
        entitlementId: row.entitlementId, afterFen: row.afterFen ?? fen(0), effectiveOn: today, reason: row.sentence.slice(0, 200), evidence: input.evidence,
        basis: one.kind === 'proposed' ? one.trace.basis : null,
      })];
    });
    note({ adjustments: made.map((one) => one.adjustmentId), evidence: input.evidence });
    return { proposed: made.length };
  })),

  decide: api.adjustments.decide.handler(write((scope) => {
    const { db, input, session, at, note } = scope;
    assertTermOpen(db, input.schoolId, input.term);
    const record = adjustmentOf(db, input, input.adjustmentId);
    assertStep(db, input, record, input.decision);
    note({ adjustmentId: record.id, decision: input.decision, kind: record.kind, beforeFen: record.beforeFen, afterFen: record.afterFen, why: input.note });
    if (input.decision === 'reject') {
      if (input.note.length < 2) throw refuse('adjustment.reject_reason', {});
      insertAdjustmentStep(db, { adjustmentId: record.id, step: 'reject', note: input.note, alone: false }, { accountId: session.accountId, at });
      return { state: 'rejected' as const, cases: [] };
    }
    const cases = approveAdjustment(scope, record, input.note);
    return { state: cases.length > 0 ? 'recovering' as const : 'applied' as const, cases };
  })),

  apply: api.adjustments.apply.handler(write((scope) => {
    const { db, input, note } = scope;
    assertTermOpen(db, input.schoolId, input.term);
    const record = adjustmentOf(db, input, input.adjustmentId);
    assertStep(db, input, record, 'apply');
    const out = moneyOut(linesOf(db, input, record.entitlementId));
    const beyond = out.openFen + out.paidFen - record.afterFen;
    if (beyond > 0) throw refuse('adjustment.not_back', { sum: formatYuan(fen(beyond)) });
    applyAdjustment(scope, record, false);
    note({ adjustmentId: record.id, kind: record.kind, beforeFen: record.beforeFen, afterFen: record.afterFen });
    return { done: true as const };
  })),

  takeBack: api.adjustments.takeBack.handler(write((scope) => {
    const { db, input, session, at, note } = scope;
    const record = adjustmentOf(db, input, input.adjustmentId);
    if (record.proposedById !== session.accountId) throw refuse('adjustment.own_only', {});
    assertStep(db, input, record, 'withdraw');
    insertAdjustmentStep(db, { adjustmentId: record.id, step: 'withdraw', note: input.note, alone: false }, { accountId: session.accountId, at });
    note({ adjustmentId: record.id, why: input.note });
    return { done: true as const };
  })),

  print: api.adjustments.print.handler(slow(({ core, db, input, session }) => {
    const { rows } = adjustmentsOf(db, { ...input, classIds: classScope(session), accountId: session.accountId });
    return adjustmentPaper(db, core, session, input, rows);
  })),
};
