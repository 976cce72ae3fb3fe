import type { ApplicationContext, RegisterFacts } from '#shared/domain/applications/read-application.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { compareSpecialGroups } from '#shared/domain/identification/special-group.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCaseGroups, listCases } from '#main/db/queries/identification.ts';
import { listStudents } from '#main/db/repositories/student.ts';
import type { StudentRow } from '#main/db/repositories/student.ts';
import { standingEvidence } from './lists-coverage.ts';

/** What the register says of a pupil, as a form is read against it. */
export function registerFactsOf(student: StudentRow): RegisterFacts {
  const { attributes } = student;
  return {
    name: student.name, sex: student.sex, birthDate: student.birthDate, idNumber: student.idNumber, nativePlace: attributes.nativePlace ?? '', hukouType: attributes.hukouType ?? '',
    phone: attributes.phone ?? '', stage: student.stage,
  };
}

/** Groups that have evidence, by pupil: in the case of the 学年 or in a department's row. */
export function supportedGroups(db: ReadableDb, schoolId: number, term: TermKey): ReadonlyMap<number, readonly string[]> {
  const year = schoolYearOf(term);
  const groups = new Map<number, Set<string>>();
  const add = (studentId: number, groupKey: string): void => {
    groups.set(studentId, (groups.get(studentId) ?? new Set<string>()).add(groupKey));
  };
  const owners = new Map(listCases(db, schoolId, year).map((one) => [one.caseId, one.studentId]));
  for (const group of listCaseGroups(db, schoolId, year)) if (group.removedAt === null) add(owners.get(group.caseId) ?? 0, group.groupKey);
  for (const [studentId, rows] of standingEvidence(db, schoolId, term)) for (const row of rows) add(studentId, row.groupKey);
  return new Map([...groups].map(([studentId, keys]) => [studentId, [...keys].toSorted(compareSpecialGroups)]));
}

/** Answers, for each pupil of the school, what its form is read against. */
export function applicationContexts(db: ReadableDb, schoolId: number, term: TermKey, today: IsoDate): (studentId: number) => ApplicationContext | undefined {
  const students = new Map(listStudents(db, schoolId).map((student) => [student.id, student]));
  const supported = supportedGroups(db, schoolId, term);
  return (studentId) => {
    const student = students.get(studentId);
    return student && { register: registerFactsOf(student), today, supportedGroups: supported.get(studentId) ?? [] };
  };
}
