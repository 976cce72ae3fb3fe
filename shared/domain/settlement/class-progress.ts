import { roleOf } from '#shared/domain/ledger/accounts.ts';
import type { LedgerTotal } from '#shared/domain/ledger/totals.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen } from '#shared/domain/money/fen.ts';

/** How far payment has come in one class. 人次 and fen; `waiting` is due and not with the pupils, `failed` the part of it the bank refused. */
export interface ProgressSums {
  readonly dueHeads: number;
  readonly dueFen: Fen;
  readonly paidHeads: number;
  readonly paidFen: Fen;
  readonly waitingFen: Fen;
  readonly failedFen: Fen;
}

/** The postings of one account on one pupil in one programme, added up: debit − credit, in fen. */
export type PupilTotal = Pick<LedgerTotal, 'studentId' | 'programmeKey' | 'accountCode' | 'netFen'>;

/** Adds a term's journal up by class; `classOf` gives a pupil's, null where the roster has none. A pupil in two programmes is two 人次. */
export function progressByClass(totals: readonly PupilTotal[], classOf: (studentId: number) => number | null): Map<number | null, ProgressSums> {
  const places = new Map<string, { readonly classId: number | null; due: number; paid: number; waiting: number; failed: number }>();
  for (const { studentId, programmeKey, accountCode, netFen } of totals) {
    if (studentId === null) continue;
    const key = `${studentId} ${programmeKey}`;
    const sums = places.get(key) ?? { classId: classOf(studentId), due: 0, paid: 0, waiting: 0, failed: 0 };
    places.set(key, sums);
    const role = roleOf(accountCode);
    if (role === 'aid_due') sums.due += netFen;
    else if (role === 'cash') sums.paid -= netFen;
    else if (role === 'payable_due' || role === 'payable_submitted' || role === 'payable_failed' || role === 'payable_recovered') sums.waiting -= netFen;
    if (role === 'payable_failed') sums.failed -= netFen;
  }
  const classes = new Map<number | null, ProgressSums>();
  for (const { classId, due, paid, waiting, failed } of places.values()) {
    if (due === 0 && paid === 0 && waiting === 0) continue;
    const row = classes.get(classId);
    classes.set(classId, {
      dueHeads: (row?.dueHeads ?? 0) + (due > 0 ? 1 : 0), dueFen: fen((row?.dueFen ?? 0) + due), paidHeads: (row?.paidHeads ?? 0) + (paid > 0 ? 1 : 0), paidFen: fen((row?.paidFen ?? 0) + paid),
      waitingFen: fen((row?.waitingFen ?? 0) + waiting), failedFen: fen((row?.failedFen ?? 0) + failed),
    });
  }
  return classes;
}
