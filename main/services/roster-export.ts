import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import { formatCompactDate } from '#shared/domain/calendar/iso-date.ts';
import { formatIdDocumentType } from '#shared/domain/identity/id-document.ts';
import { formatSex } from '#shared/domain/identity/sex.ts';
import { formatBoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import type { ClassGroup, HouseholdMemberRecord } from '#shared/domain/roster/pupil-record.ts';
import type { MemberPart, RosterFieldKey } from '#shared/domain/roster/roster-fields.ts';
import { memberSlots, rosterFields } from '#shared/domain/roster/roster-fields.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { isOnRoll, formatStudentStatus } from '#shared/domain/roster/student-status.ts';
import { studentAttributes } from '#shared/domain/roster/student-attributes.ts';
import { formatTriState } from '#shared/domain/tri-state.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { RosterQuery } from '#main/db/queries/roster.ts';
import { listRosterRows } from '#main/db/queries/roster.ts';
import { listClassGroups } from '#main/db/repositories/class-group.ts';
import { listSchoolMembers } from '#main/db/repositories/household-member.ts';
import { listStudents } from '#main/db/repositories/student.ts';
import type { StudentRow } from '#main/db/repositories/student.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';

/** The pupils a filter lists, as an .xlsx under the headings the import knows: numbers in clear, a cell for every field that anyone has. */
export function rosterFile(db: ReadableDb, query: RosterQuery, term: TermKey, schoolName: string): { file: File; pupils: number } {
  const order = listRosterRows(db, query, { offset: 0, limit: 1_000_000 }).map(({ studentId }) => studentId);
  const students = new Map(listStudents(db, query.schoolId).map((student) => [student.id, student]));
  const classes = new Map(listClassGroups(db, query.schoolId).map((group) => [group.id, group]));
  const members = listSchoolMembers(db, query.schoolId);
  const texts = order.map((id) => {
    const student = students.get(id) as StudentRow;
    return pupilTexts(student, student.classId === null ? undefined : classes.get(student.classId), members.get(id) ?? []);
  });
  const columns = rosterFields.filter(({ key }) => key === 'name' || texts.some((text) => text.get(key)));
  const rows = [
    columns.map(({ label }) => ({ text: label, look: 'header' as const })),
    ...texts.map((text) => columns.map(({ key }) => text.get(key) ?? '')),
  ];
  const bytes = writeXlsx([{ name: '学生名册', rows, headerRows: 1 }]);
  const name = `${schoolName}学生名册（${formatTermShort(term)}）.xlsx`;
  return { file: new File([bytes as Uint8Array<ArrayBuffer>], name), pupils: order.length };
}

function pupilTexts(student: StudentRow, group: ClassGroup | undefined, members: readonly HouseholdMemberRecord[]): Map<RosterFieldKey, string> {
  const texts = new Map<RosterFieldKey, string>([
    ['name', student.name], ['sex', formatSex(student.sex)], ['birthDate', student.birthDate ? formatCompactDate(student.birthDate) : ''],
    ['idType', formatIdDocumentType(student.idType)], ['idNumber', student.idNumber], ['registryNo', student.registryNo], ['formerName', student.formerName],
    ['schoolStudentNo', student.schoolStudentNo], ['classRollNo', student.classRollNo], ['stage', formatStage(student.stage)], ['classLabel', group?.displayName ?? ''],
    ['boarding', formatBoardingMode(student.boardingMode)], ['status', formatStudentStatus(student.status)],
    ['statusDate', student.statusFrom && !isOnRoll(student.status) ? formatCompactDate(student.statusFrom) : ''],
  ]);
  for (const { key, kind } of studentAttributes) {
    const value = (student.attributes as Readonly<Record<string, string>>)[key] ?? '';
    texts.set(key, kind === 'flag' && value !== '' ? formatTriState(value as 'yes' | 'no') : value);
  }
  placeMembers(members).forEach((member, at) => {
    if (member) for (const [part, value] of memberTexts(member)) texts.set(`${memberSlots[at] ?? 'head'}.${part}`, value);
  });
  return texts;
}

/** The three places a roster has: two members, and a 户主 who is neither of them. */
function placeMembers(members: readonly HouseholdMemberRecord[]): (HouseholdMemberRecord | undefined)[] {
  const head = members.find(({ isHead }) => isHead === 'yes');
  const others = members.filter((member) => member !== head || members.indexOf(member) < 2).slice(0, 2);
  return [others[0], others[1], head];
}

function memberTexts(member: HouseholdMemberRecord): readonly (readonly [MemberPart, string])[] {
  return [
    ['name', member.name], ['relation', member.relation], ['guardian', formatTriState(member.isGuardian)], ['idType', formatIdDocumentType(member.idType)],
    ['idNumber', member.idNumber], ['phone', member.phone], ['disabilityCertificateNo', member.disabilityCertificateNo],
    ...(['relationNote', 'address', 'employer', 'job', 'ethnicGroup'] as const).map((part) => [part, member.attributes[part] ?? ''] as const),
  ];
}
