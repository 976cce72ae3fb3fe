import { termRange } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { adjustmentStateOf } from '#shared/domain/entitlement/adjustment.ts';
import type { AdjustmentState, MoneyOut } from '#shared/domain/entitlement/adjustment.ts';
import { evaluateMovement } from '#shared/domain/entitlement/movement-effect.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import { formatMovementKind } from '#shared/domain/roster/movement.ts';
import type { AdjustmentRow, MovementEffectRow } from '#shared/contract/adjustments.ts';
import { adjustmentNextWords, movementSentences } from '#shared/text/adjustments.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { AdjustmentRecord, LiveLine, StepRecord } from '#main/db/repositories/entitlement-adjustment.ts';
import { listAdjustmentSteps, listAdjustments, listLiveLines } from '#main/db/repositories/entitlement-adjustment.ts';
import { listEntitlements } from '#main/db/repositories/entitlement.ts';
import { listStatusMovements } from '#main/db/queries/status-movements.ts';
import type { PupilInTerm } from './entitlement-facts.ts';
import { isInClasses, liveOnly, loadPupils, policyOf } from './entitlement-facts.ts';
import { pupilColumns } from './entitlement-views.ts';
import { settingsOf } from './settings.ts';
import { wallDay } from './wall-clock.ts';

interface AdjustmentScope {
  readonly schoolId: number;
  readonly term: TermKey;
  /** The classes of a 班主任; null for everyone else. */
  readonly classIds: readonly number[] | null;
  readonly accountId: number;
}

export function stateOf(steps: readonly StepRecord[]): AdjustmentState {
  const state = adjustmentStateOf(steps.map((one) => one.step));
  if (state === null) throw new Error('the steps of an adjustment contradict each other');
  return state;
}

/** A line the bank has not answered, or a wrong one whose money is not back, is under way; only a paid one is with the family. */
export function moneyOut(lines: readonly LiveLine[]): MoneyOut {
  const of = (paid: boolean) => fen(lines.filter((line) => (line.state === 'paid') === paid && line.state !== 'waived').reduce((sum, line) => sum + line.amountFen, 0));
  return { openFen: of(false), paidFen: of(true) };
}

function columnsOf(pupil: PupilInTerm, programmeKey: string, policy: ReturnType<typeof policyOf>) {
  const { studentId, studentName, className, programmeName } = pupilColumns(pupil, programmeKey, { policy });
  return { studentId, studentName, className, programmeKey, programmeName };
}

/** The adjustments of a term with their steps, and what every movement inside the term means for each programme it touches. */
export function adjustmentsOf(db: ReadableDb, scope: AdjustmentScope): { rows: AdjustmentRow[]; movements: MovementEffectRow[]; onePersonMode: boolean } {
  const { schoolId, term } = scope;
  const settings = settingsOf(db, schoolId);
  const policy = policyOf(db, schoolId, settings, term);
  const pupils = new Map(loadPupils(db, schoolId, term, settings).filter((pupil) => isInClasses(scope.classIds, pupil)).map((pupil) => [pupil.facts.studentId, pupil]));
  const steps = Map.groupBy(listAdjustmentSteps(db, schoolId, term), (one) => one.adjustmentId);
  const records = listAdjustments(db, schoolId, term);
  const rows = records.flatMap((record): AdjustmentRow[] => {
    const pupil = pupils.get(record.studentId);
    return pupil === undefined ? [] : [rowOf(record, steps.get(record.id) ?? [], columnsOf(pupil, record.programmeKey, policy), scope.accountId)];
  });
  const open = new Set(records.filter((record) => ['pending', 'recovering'].includes(stateOf(steps.get(record.id) ?? []))).map((record) => record.entitlementId));
  return { rows: rows.toReversed(), movements: movementsOf(db, scope, pupils, policy, open), onePersonMode: settings.onePersonMode };
}

function rowOf(record: AdjustmentRecord, steps: readonly StepRecord[], columns: ReturnType<typeof columnsOf>, accountId: number): AdjustmentRow {
  const state = stateOf(steps);
  const { id, entitlementId, kind, beforeFen, afterFen, effectiveOn, reason, evidence, proposedBy } = record;
  return {
    id, entitlementId, ...columns, kind, beforeFen, afterFen, effectiveOn, reason, evidence, state, next: adjustmentNextWords[state], proposedBy, proposedOn: wallDay(record.proposedAt),
    own: record.proposedById === accountId,
    steps: steps.map((one) => ({ step: one.step, note: one.note, by: one.by, on: wallDay(one.at), alone: one.alone === 1 })),
  };
}

function movementsOf(
  db: ReadableDb, { schoolId, term }: AdjustmentScope, pupils: ReadonlyMap<number, PupilInTerm>, policy: ReturnType<typeof policyOf>, open: ReadonlySet<number>,
): MovementEffectRow[] {
  const held = Map.groupBy(liveOnly(listEntitlements(db, schoolId, term)), (record) => record.studentId);
  const lines = Map.groupBy(listLiveLines(db, schoolId, term), (line) => line.entitlementId);
  return listStatusMovements(db, schoolId, termRange(term)).flatMap((movement): MovementEffectRow[] => {
    const pupil = pupils.get(movement.studentId);
    return pupil === undefined ? [] : (held.get(movement.studentId) ?? []).map((record): MovementEffectRow => {
      const money = lines.get(record.id) ?? [];
      const paid = money.filter((line) => line.state === 'paid');
      const question = movement.kind === 'transfer_in' ? 'previous_school_paid' : 'left_in_term';
      const verdict = evaluateMovement({
        kind: movement.kind, effectiveDate: movement.effectiveDate, term, byMonth: findProgramme(policy.catalogue, record.programmeKey)?.shape === 'per_month' || (pupil.facts.support ?? []).some((one) => one.programmeKey === record.programmeKey),
        held: record.state === 'withdrawn' ? null : record.state, paidFen: moneyOut(money).paidFen, paidOn: paid.flatMap((line) => line.paidOn ?? []),
        decided: pupil.facts.answers.find((one) => one.programmeKey === record.programmeKey && one.question === question)?.decision ?? null,
      });
      return {
        movementId: movement.movementId, ...columnsOf(pupil, record.programmeKey, policy), kind: movement.kind, kindName: formatMovementKind(movement.kind),
        effectiveDate: movement.effectiveDate, effect: verdict.effect, sentence: movementSentences[verdict.code], clause: verdict.clause, entitlementId: record.id,
        held: record.state === 'withdrawn' ? null : record.state, amountFen: record.amountFen, paidFen: moneyOut(money).paidFen, open: open.has(record.id),
      };
    });
  });
}
