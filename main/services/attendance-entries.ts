import { schoolYearOf, termRange } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { MonthKey } from '#shared/domain/entitlement/support-months.ts';
import { formatMonth, monthsOfTerm } from '#shared/domain/entitlement/support-months.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { formatStudentStatus } from '#shared/domain/roster/student-status.ts';
import type { AttendanceRow } from '#shared/contract/attendance.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listPupils } from '#main/db/queries/entitlement-facts.ts';
import type { PupilRow } from '#main/db/queries/entitlement-facts.ts';
import { listSupportMonths } from '#main/db/repositories/support-month.ts';

/** The day a pupil left, where he is not in school now; months after it can't be months of support. */
export function leftOn(row: Pick<PupilRow, 'status' | 'statusFrom'>): IsoDate | null {
  return row.status === 'enrolled' || row.status === 'graduated' ? null : row.statusFrom;
}

/** Why a month may not be recorded for this pupil; '' where it may. */
export function closedWhy(row: Pick<PupilRow, 'status' | 'statusFrom'>, month: MonthKey): string {
  const left = leftOn(row);
  return left !== null && month > left.slice(0, 7) ? `已于 ${left} ${formatStudentStatus(row.status)}` : '';
}

/** 中职 pupils of the term (those who left before it are left out) with what was recorded for each month. */
export function attendanceRows(db: ReadableDb, place: { readonly schoolId: number; readonly term: TermKey; readonly classIds: readonly number[] | null }): AttendanceRow[] {
  const { schoolId, term, classIds } = place;
  const months = monthsOfTerm(term);
  const year = schoolYearOf(term);
  const known = new Map(listSupportMonths(db, schoolId, term).map((one) => [`${one.studentId} ${one.month}`, one.halfMonths]));
  return listPupils(db, schoolId).filter((row) => row.stage === 'vocational' && inTerm(row, term) && (classIds === null || (row.classId !== null && classIds.includes(row.classId)))).map((row) => ({
    studentId: row.studentId, studentName: row.name, classId: row.classId, className: formatPupilClass({ ...row, className: row.classDisplayName ?? '' }, year),
    standing: `${formatStudentStatus(row.status)}${row.statusFrom === null || row.status === 'enrolled' ? '' : ` ${row.statusFrom}`}`,
    cells: months.map((month) => ({ month, halfMonths: known.get(`${row.studentId} ${month}`) ?? null, closed: closedWhy(row, month) })),
  }));
}

function inTerm(row: PupilRow, term: TermKey): boolean {
  return row.status === 'enrolled' || row.statusFrom === null || row.statusFrom >= termRange(term).from;
}

export const monthWords = (months: readonly MonthKey[]): string => months.map(formatMonth).join('、');
