import type { ChangeRow, NationalRow } from '#shared/contract/registers.ts';
import type { RegisterRow } from '#shared/contract/identification.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { previousTerm, schoolYearOf, termRange } from '#shared/domain/calendar/term.ts';
import { gradeChangeOf, groupChangesOf } from '#shared/domain/identification/grade-change.ts';
import { nationalGradeOf } from '#shared/domain/identification/national-grade.ts';
import type { RegisteredPupil, RegisterSummary } from '#shared/domain/identification/register-summary.ts';
import { summarizeRegister } from '#shared/domain/identification/register-summary.ts';
import { formatSpecialGroup } from '#shared/domain/identification/special-group.ts';
import { formatPupilYear } from '#shared/domain/roster/pupil-class.ts';
import type { Settings } from '#shared/domain/access/settings.ts';
import { routeTexts } from '#shared/text/identification.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCaseGroups, listCases } from '#main/db/queries/identification.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { registerOfTerm } from './identification-views.ts';
import { wallDay } from './wall-clock.ts';

export interface RegisterScope {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly settings: Settings;
  /** The classes of a 班主任; null for everyone else. */
  readonly classIds: readonly number[] | null;
}

/** A register's row with the year its pupil sits in. */
export type PlacedRow = RegisterRow & { readonly yearName: string };

/** The rows of the term's register, with their 年级. */
export function placedRows(db: ReadableDb, { schoolId, term, settings, classIds }: RegisterScope): PlacedRow[] {
  const year = schoolYearOf(term);
  const years = new Map(listPupilLines(db, schoolId).map((line) => [line.studentId, formatPupilYear(line, year)]));
  return registerOfTerm(db, schoolId, term, settings.gradeSet, classIds).rows.map((row) => ({ ...row, yearName: years.get(row.studentId) ?? '' }));
}

export function summaryOf(db: ReadableDb, scope: RegisterScope): RegisterSummary {
  const pupils = placedRows(db, scope).map((row): RegisteredPupil => ({
    className: row.className, yearName: row.yearName, route: row.case?.route ?? null, groups: row.groups.map((group) => group.groupKey), grade: row.determination?.grade ?? null,
  }));
  return summarizeRegister(pupils, scope.settings.gradeSet, { route: (route) => routeTexts[route], group: formatSpecialGroup });
}

/** Every pupil whose grade or groups are not what they were in the term before; those who stay as they were are counted only. */
export function changesOf(db: ReadableDb, scope: RegisterScope): { readonly previousTerm: TermKey; readonly rows: readonly ChangeRow[]; readonly all: readonly ChangeRow[] } {
  const before = previousTerm(scope.term);
  const { rows } = registerOfTerm(db, scope.schoolId, scope.term, scope.settings.gradeSet, scope.classIds);
  const was = new Map(registerOfTerm(db, scope.schoolId, before, scope.settings.gradeSet, scope.classIds).rows.map((row) => [row.studentId, row]));
  const groupsThen = groupsAtEndOf(db, scope.schoolId, before);
  const groupsNow = groupsAtEndOf(db, scope.schoolId, scope.term);
  const all = rows.map((row): ChangeRow => {
    const groups = groupChangesOf(groupsThen.get(row.studentId) ?? [], groupsNow.get(row.studentId) ?? []);
    const earlier = was.get(row.studentId)?.determination?.grade ?? null;
    return {
      studentId: row.studentId, name: row.name, className: row.className, status: row.status, before: earlier, after: row.determination?.grade ?? null,
      change: gradeChangeOf(earlier, row.determination?.grade ?? null, scope.settings.gradeSet),
      gained: groups.gained.map(formatSpecialGroup), lost: groups.lost.map(formatSpecialGroup), reason: row.determination?.reason ?? '', decidedOn: row.determination?.decidedOn ?? null,
    };
  });
  const moved = all.filter((row) => (row.change !== 'same' && row.change !== 'none') || row.gained.length > 0 || row.lost.length > 0);
  return { previousTerm: before, rows: moved, all };
}

/** The groups a pupil's case of that term's 学年 had on the term's last day; today's, where the term is not over. */
function groupsAtEndOf(db: ReadableDb, schoolId: number, term: TermKey): ReadonlyMap<number, readonly string[]> {
  const year = schoolYearOf(term);
  const { to } = termRange(term);
  const students = new Map(listCases(db, schoolId, year).map((one) => [one.caseId, one.studentId]));
  const standing = listCaseGroups(db, schoolId, year).filter((group) => wallDay(group.at) <= to && (group.removedAt === null || wallDay(group.removedAt) > to));
  return new Map([...Map.groupBy(standing, (group) => students.get(group.caseId) ?? 0)].map(([studentId, groups]) => [studentId, [...new Set(groups.map((group) => group.groupKey))]]));
}

/** The decided pupils in the national system's words; a grade it has no word for is null and stands first. */
export function nationalRows(db: ReadableDb, scope: RegisterScope): NationalRow[] {
  return registerOfTerm(db, scope.schoolId, scope.term, scope.settings.gradeSet, scope.classIds).rows.flatMap((row): NationalRow[] => (row.case === null || row.determination === null ? [] : [{
    studentId: row.studentId, name: row.name, className: row.className, grade: row.determination.grade,
    nationalGrade: nationalGradeOf(row.determination.grade, scope.settings.nationalGrades), state: row.case.state, route: row.case.route,
    decidedOn: row.determination.decidedOn, groups: row.groups.map((group) => group.label).join('、'),
  }]));
}
