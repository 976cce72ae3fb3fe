import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { maskIdNumber } from '#shared/domain/identity/id-number.ts';
import { maskPhone } from '#shared/domain/identity/phone.ts';
import { formatBoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import type { BoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import { formatMovementKind } from '#shared/domain/roster/movement.ts';
import { formatPupilClass, formatPupilYear } from '#shared/domain/roster/pupil-class.ts';
import type { ClassGroup, HouseholdMemberRecord } from '#shared/domain/roster/pupil-record.ts';
import { formatAttributeName, studentAttributes } from '#shared/domain/roster/student-attributes.ts';
import { formatStudentStatus } from '#shared/domain/roster/student-status.ts';
import type { StudentStatus } from '#shared/domain/roster/student-status.ts';
import { formatTriState } from '#shared/domain/tri-state.ts';
import type { RosterClass, RosterFilter, RosterMember, RosterMovement, RosterPupil, RosterRow } from '#shared/contract/roster.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { ClassCount, RosterQuery, RosterQueryRow } from '#main/db/queries/roster.ts';
import { findStudentSource, listChanges } from '#main/db/queries/roster.ts';
import { listHouseholdMembers } from '#main/db/repositories/household-member.ts';
import { listMovements } from '#main/db/repositories/movement.ts';
import type { MovementRow, MovementSide } from '#main/db/repositories/movement.ts';
import { listRegistryNumbers } from '#main/db/repositories/student.ts';
import type { StudentRow } from '#main/db/repositories/student.ts';
import { listRepairs } from './roster-repairs.ts';

export function queryOf(schoolId: number, scope: readonly number[] | null, filter: RosterFilter): RosterQuery {
  return { schoolId, scope, ...filter };
}

/** A row as lists show it: numbers masked, the class as it is called in the term. */
export function rosterRow(row: RosterQueryRow, schoolYear: SchoolYear): RosterRow {
  const { studentId, name, sex, birthDate, idCheck, schoolStudentNo, classRollNo, stage, classId, boardingMode, status, statusFrom, guardianName } = row;
  return {
    studentId, name, sex, birthDate, idCheck, schoolStudentNo, classRollNo, stage, classId, boardingMode, status, statusFrom, guardianName,
    idNumberMasked: maskIdNumber(row.idNumber), registryNoMasked: maskIdNumber(row.registryNo),
    yearName: formatPupilYear(row, schoolYear), className: formatPupilClass(row, schoolYear),
  };
}

export function rosterClass(group: ClassCount, term: TermKey): RosterClass {
  const { id, stage, entryYear, classNo, displayName, headTeacher, onRoll, boarding } = group;
  const className = formatPupilClass({ stage, entryYear, yearOffset: 0, classNo, className: displayName }, schoolYearOf(term));
  return { id, stage, entryYear, classNo, displayName, className, headTeacher, onRoll, boarding };
}

function memberView(member: HouseholdMemberRecord): RosterMember {
  const { id, name, relation, idType, idCheck, isGuardian, isHead } = member;
  return {
    id, name, relation, idType, idCheck, isGuardian, isHead, idNumberMasked: maskIdNumber(member.idNumber), phoneMasked: maskPhone(member.phone),
    disabilityCertificateMasked: maskIdNumber(member.disabilityCertificateNo),
  };
}

/** One side of a movement in words: 在读, 住校, 三年级(2)班. */
function sideWords(side: MovementSide, classes: ReadonlyMap<number, ClassGroup>): string {
  if (side['status'] !== undefined) return formatStudentStatus(side['status'] as StudentStatus);
  if (side['boardingMode'] !== undefined) return formatBoardingMode(side['boardingMode'] as BoardingMode) || '未知';
  const group = typeof side['classId'] === 'number' ? classes.get(side['classId']) : undefined;
  const offset = Number(side['yearOffset'] ?? 0);
  const year = side['entryYear'] ? `${side['entryYear']}级` : '没有编班';
  return `${group?.displayName ?? year}${offset < 0 ? '（留级）' : offset > 0 ? '（跳级）' : ''}`;
}

export function movementView(movement: MovementRow, studentName: string, classes: ReadonlyMap<number, ClassGroup>): RosterMovement {
  const { id, studentId, kind, effectiveDate, evidence, correctsId, recordedAt, fileName, rowNo } = movement;
  return {
    id, studentId, studentName, kind, effectiveDate, evidence, correctsId, recordedAt, fileName, rowNo,
    from: sideWords(movement.from, classes), to: sideWords(movement.to, classes), corrected: movement.correctedById !== null, recordedBy: movement.accountName,
  };
}

/** A movement in one line, for a repair list or the closing sentence of an import. */
export function describeMovement(movement: RosterMovement): string {
  return `${movement.effectiveDate} ${formatMovementKind(movement.kind)} ${movement.from}→${movement.to}`;
}

const sensitiveAttributes = new Set(['phone', 'homeAddress', 'presentAddress', 'mailAddress', 'disabilityCertificateNo', 'auxRegistryNo']);

function maskText(text: string): string {
  const signs = [...text];
  return signs.length <= 3 ? '*'.repeat(signs.length) : signs.slice(0, 3).join('') + '*'.repeat(Math.min(8, signs.length - 3));
}

function attributeViews(student: StudentRow): RosterPupil['attributes'] {
  return studentAttributes.flatMap(({ key, kind }) => {
    const value = (student.attributes as Readonly<Record<string, string>>)[key];
    if (value === undefined) return [];
    const sensitive = sensitiveAttributes.has(key);
    const plain = kind === 'flag' ? formatTriState(value as 'yes' | 'no') : value;
    return [{ key, label: formatAttributeName(key), value: !sensitive ? plain : key === 'phone' ? maskPhone(plain) : maskText(plain), sensitive }];
  });
}

/** Everything the roster knows of one pupil, masked; `scope` are the classes whose pupils may be named beside this one. */
export function pupilView(db: ReadableDb, student: StudentRow, term: TermKey, classes: ReadonlyMap<number, ClassGroup>, scope: readonly number[] | null): RosterPupil {
  const group = student.classId === null ? undefined : classes.get(student.classId);
  const members = listHouseholdMembers(db, student.id);
  const guardian = members.find(({ isGuardian }) => isGuardian === 'yes') ?? members[0];
  const row: RosterQueryRow = {
    ...student, studentId: student.id, classNo: group?.classNo ?? null, className: group?.displayName ?? '', guardianName: guardian?.name ?? '',
  };
  const { formerName, idType, registryCheck, entryYear, yearOffset, split } = student;
  return {
    ...rosterRow(row, schoolYearOf(term)), formerName, idType, registryCheck, entryYear, yearOffset, split, attributes: attributeViews(student), members: members.map(memberView),
    movements: listMovements(db, student.id).map((movement) => movementView(movement, student.name, classes)),
    registryNumbers: listRegistryNumbers(db, student.id).map(({ number, firstSeenOn, fileName }) => ({ numberMasked: maskIdNumber(number), firstSeenOn, fileName })),
    changes: listChanges(db, student.id),
    problems: listRepairs(db, student.schoolId, term, scope, student.id).map(({ problem }) => problem),
    source: findStudentSource(db, student.id) ?? null,
  };
}

