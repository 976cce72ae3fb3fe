import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { MonthKey } from '#shared/domain/entitlement/support-months.ts';
import { monthsOfTerm } from '#shared/domain/entitlement/support-months.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';

interface Stamp {
  readonly accountId: number;
  readonly at: string;
}

export interface SupportPlan {
  readonly programmeKey: string;
  readonly months: readonly MonthKey[];
  readonly basis: string;
}

/** The programmes of a term that are paid by months, with the months as last set. */
export function listSupportPlans(db: ReadableDb, schoolId: number, term: TermKey): SupportPlan[] {
  return db.all<{ programmeKey: string; monthsJson: string; basis: string }>(
    `SELECT programme_key AS programmeKey, months_json AS monthsJson, basis FROM support_plan p
     WHERE school_id = ?1 AND term = ?2 AND id = (SELECT max(id) FROM support_plan l WHERE l.school_id = ?1 AND l.term = ?2 AND l.programme_key = p.programme_key) ORDER BY programme_key`,
    schoolId, term)
    .map(({ programmeKey, monthsJson, basis }) => ({ programmeKey, basis, months: JSON.parse(monthsJson) as MonthKey[] })).filter((plan) => plan.months.length > 0);
}

export function insertSupportPlan(db: WritableDb, plan: SupportPlan & { readonly schoolId: number; readonly term: TermKey }, stamp: Stamp): void {
  db.run('INSERT INTO support_plan (school_id, programme_key, term, months_json, basis, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    plan.schoolId, plan.programmeKey, plan.term, JSON.stringify([...plan.months].sort()), plan.basis, stamp.accountId, stamp.at);
}

export interface SupportMonthRow {
  readonly studentId: number;
  readonly month: MonthKey;
  readonly halfMonths: number;
  readonly note: string;
}

/** What was last recorded for each pupil and month of a term. */
export function listSupportMonths(db: ReadableDb, schoolId: number, term: TermKey): SupportMonthRow[] {
  const months = monthsOfTerm(term);
  return db.all<SupportMonthRow>(
    `SELECT student_id AS studentId, month, half_months AS halfMonths, note FROM support_month m
     WHERE school_id = ? AND month BETWEEN ? AND ? AND id = (SELECT max(l.id) FROM support_month l WHERE l.student_id = m.student_id AND l.month = m.month) ORDER BY 1, 2`,
    schoolId, months[0] ?? '', months.at(-1) ?? '');
}

export function insertSupportMonth(
  db: WritableDb, one: SupportMonthRow & { readonly schoolId: number; readonly importedFileId: number | null; readonly rowNo: number | null }, stamp: Stamp,
): void {
  db.run('INSERT INTO support_month (school_id, student_id, month, half_months, note, imported_file_id, row_no, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    one.schoolId, one.studentId, one.month, one.halfMonths, one.note, one.importedFileId, one.rowNo, stamp.accountId, stamp.at);
}
