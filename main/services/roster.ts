import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { RosterClass } from '#shared/contract/roster.ts';
import { formatClassByEntry } from '#shared/domain/roster/year-level.ts';
import { checkIdDocument } from '#shared/domain/identity/id-document.ts';
import { cleanIdNumber } from '#shared/domain/identity/id-number.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { ClassGroup, HouseholdMemberRecord } from '#shared/domain/roster/pupil-record.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { countRoster, listClassCounts, listRosterRows, searchRoster } from '#main/db/queries/roster.ts';
import { insertClassGroup, listClassGroups, updateHeadTeacher } from '#main/db/repositories/class-group.ts';
import { deleteHouseholdMember, insertHouseholdMember, listHouseholdMembers, updateHouseholdMember } from '#main/db/repositories/household-member.ts';
import { findMovement, insertMovement, listMovements, listSchoolMovements } from '#main/db/repositories/movement.ts';
import { listRosterSnapshots } from '#main/db/repositories/roster-snapshot.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { findStudent, insertChange, insertStudent, updateStudent } from '#main/db/repositories/student.ts';
import type { StudentPatch, StudentRow } from '#main/db/repositories/student.ts';
import { namePinyin } from './name-pinyin.ts';
import { api, classScope, read, slow, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';
import { editPupil, problemsOf } from './roster-edit.ts';
import { rosterFile } from './roster-export.ts';
import { moveStudent } from './roster-movements.ts';
import { listRepairs } from './roster-repairs.ts';
import { movementView, pupilView, queryOf, rosterClass, rosterRow } from './roster-views.ts';

function classesOf(db: ReadableDb, schoolId: number): Map<number, ClassGroup> {
  return new Map(listClassGroups(db, schoolId).map((group) => [group.id, group]));
}

/** A pupil of the school whom the account may see; a 班主任 sees his classes only. */
function studentOf(db: ReadableDb, schoolId: number, studentId: number, scope: readonly number[] | null): StudentRow {
  const student = findStudent(db, schoolId, studentId);
  if (!student || (scope && !(student.classId !== null && scope.includes(student.classId)))) throw notFound('这名学生');
  return student;
}

function memberOf(db: ReadableDb, studentId: number, memberId: number): HouseholdMemberRecord {
  const member = listHouseholdMembers(db, studentId).find(({ id }) => id === memberId);
  if (!member) throw notFound('这名家庭成员');
  return member;
}

export const rosterService = {
  list: api.roster.list.handler(read(({ db, input, session }) => {
    const query = queryOf(input.schoolId, classScope(session), input.filter);
    const totals = countRoster(db, query);
    const rows = listRosterRows(db, query, input.page).map((row) => rosterRow(row, schoolYearOf(input.term)));
    const byStatus = { enrolled: 0, suspended: 0, transferred_out: 0, withdrawn: 0, graduated: 0, deceased: 0, ...totals.byStatus };
    return { rows, total: totals.pupils, totals: { ...totals, byStatus } };
  })),

  get: api.roster.get.handler(read(({ db, input, session }) =>
    pupilView(db, studentOf(db, input.schoolId, input.studentId, classScope(session)), input.term, classesOf(db, input.schoolId), classScope(session)))),

  search: api.roster.search.handler(read(({ db, input, session }) =>
    searchRoster(db, input.schoolId, classScope(session), input.text, input.limit).map((hit) => ({
      studentId: hit.studentId, name: hit.name, sex: hit.sex, status: hit.status, matchedBy: hit.matchedBy,
      className: formatPupilClass(hit, schoolYearOf(input.term)), idTail: hit.idNumber.slice(-4),
    })))),

  classes: api.roster.classes.handler(read(({ db, input, session }) => {
    const scope = classScope(session);
    return listClassCounts(db, input.schoolId).filter(({ id }) => !scope || scope.includes(id)).map((group) => rosterClass(group, input.term));
  })),

  repairs: api.roster.repairs.handler(read(({ db, input, session }) => listRepairs(db, input.schoolId, input.term, classScope(session)))),

  movements: api.roster.movements.handler(read(({ db, input, session }) => {
    const scope = classScope(session);
    const classes = classesOf(db, input.schoolId);
    return listSchoolMovements(db, input.schoolId, input.from, input.to).flatMap((movement) => {
      const student = findStudent(db, input.schoolId, movement.studentId);
      if (!student || (scope && !(student.classId !== null && scope.includes(student.classId)))) return [];
      return [movementView(movement, student.name, classes)];
    });
  })),

  snapshots: api.roster.snapshots.handler(read(({ db, input }) => listRosterSnapshots(db, input.schoolId))),

  add: api.roster.add.handler(write(({ db, input, session, today, at, note }) => {
    const { schoolId, stage, entryYear, classId, boardingMode, enrolledOn, evidence, term: _term, operationId: _operation, ...edit } = input;
    if (!findSchool(db, schoolId)?.stages.includes(stage)) throw refuse('roster.no_stage', { stage: formatStage(stage) });
    const group = classId === null ? undefined : classesOf(db, schoolId).get(classId);
    if (classId !== null && !group) throw notFound('这个班级');
    if (enrolledOn > today) throw refuse('roster.movement_in_future', { date: enrolledOn, today });
    const { pinyin, initials } = namePinyin(input.name);
    const studentId = insertStudent(db, {
      schoolId, name: input.name, nameKey: nameKey(input.name), pinyin, pinyinInitials: initials, formerName: '', sex: 'unknown', birthDate: null, idType: 'resident_id',
      idNumber: '', idCheck: 'missing', registryNo: '', registryCheck: 'missing', schoolStudentNo: '', classRollNo: '', stage: group?.stage ?? stage,
      entryYear: group?.entryYear ?? entryYear, yearOffset: 0, classId, boardingMode, status: 'enrolled', statusFrom: enrolledOn, split: {}, attributes: {},
      importedFileId: null, rowNo: null,
    }, at);
    insertMovement(db, {
      studentId, kind: 'enrol', effectiveDate: enrolledOn, from: {}, to: { status: 'enrolled' }, evidence, correctsId: null, importedFileId: null, rowNo: null,
      accountId: session.accountId, recordedAt: at,
    });
    editPupil(db, findStudent(db, schoolId, studentId) as StudentRow, edit, { today, accountId: session.accountId, at });
    note({ studentId, name: input.name });
    return { studentId, problems: problemsOf(db, schoolId, studentId, today) };
  })),

  update: api.roster.update.handler(write(({ db, input, session, today, at, note }) => {
    const { schoolId, studentId, term: _term, operationId: _operation, ...edit } = input;
    const student = studentOf(db, schoolId, studentId, classScope(session));
    const changed = editPupil(db, student, edit, { today, accountId: session.accountId, at });
    note({ studentId, name: student.name, changed });
    return { changed, problems: problemsOf(db, schoolId, studentId, today) };
  })),

  saveMember: api.roster.saveMember.handler(write(({ db, input, session, today, at, note }) => {
    const student = studentOf(db, input.schoolId, input.studentId, classScope(session));
    const existing = input.memberId === null ? null : memberOf(db, student.id, input.memberId);
    const { idNumber, phone, disabilityCertificateNo, ...fields } = input.member;
    const number = idNumber === undefined ? (existing?.idNumber ?? '') : cleanIdNumber(idNumber);
    const member = {
      ...fields, studentId: student.id, nameKey: nameKey(fields.name), idNumber: number, idCheck: checkIdDocument(fields.idType, number, { today }).result,
      phone: phone === undefined ? (existing?.phone ?? '') : phone.replace(/\s/g, ''), attributes: existing?.attributes ?? {},
      disabilityCertificateNo: disabilityCertificateNo === undefined ? (existing?.disabilityCertificateNo ?? '') : cleanIdNumber(disabilityCertificateNo),
    };
    const memberId = existing?.id ?? insertHouseholdMember(db, { ...member, ordinal: (listHouseholdMembers(db, student.id).at(-1)?.ordinal ?? 0) + 1 });
    if (existing) updateHouseholdMember(db, { ...member, id: existing.id, ordinal: existing.ordinal });
    insertChange(db, {
      studentId: student.id, memberId, field: '家庭成员', before: existing ? existing.name : '', after: `${member.name}${member.relation ? `（${member.relation}）` : ''}`,
      importedFileId: null, rowNo: null,
    }, session.accountId, at);
    note({ studentId: student.id, name: student.name, member: member.name });
    return { memberId, problems: problemsOf(db, input.schoolId, student.id, today) };
  })),

  removeMember: api.roster.removeMember.handler(write(({ db, input, session, at, note }) => {
    const student = studentOf(db, input.schoolId, input.studentId, classScope(session));
    const member = memberOf(db, student.id, input.memberId);
    deleteHouseholdMember(db, member.id);
    insertChange(db, { studentId: student.id, memberId: member.id, field: '家庭成员', before: member.name, after: '', importedFileId: null, rowNo: null }, session.accountId, at);
    note({ studentId: student.id, name: student.name, member: member.name });
    return { done: true as const };
  })),

  move: api.roster.move.handler(write(({ db, input, session, today, at, note }) => {
    const { kind, effectiveDate, evidence } = input;
    for (const studentId of input.studentIds) {
      const student = studentOf(db, input.schoolId, studentId, classScope(session));
      moveStudent(db, student, { kind, effectiveDate, evidence, importedFileId: null, rowNo: null }, { today, accountId: session.accountId, at });
    }
    note({ kind, effectiveDate, students: input.studentIds });
    return { moved: input.studentIds.length };
  })),

  place: api.roster.place.handler(write(({ db, input, session, today, at, note }) => {
    const classes = classesOf(db, input.schoolId);
    const group = input.classId === undefined ? undefined : classes.get(input.classId);
    if (input.classId !== undefined && !group) throw notFound('这个班级');
    let moved = 0;
    for (const studentId of input.studentIds) {
      const student = studentOf(db, input.schoolId, studentId, classScope(session));
      if (input.effectiveDate > today) throw refuse('roster.movement_in_future', { date: input.effectiveDate, today });
      moved += placeStudent(db, student, group, input, { accountId: session.accountId, at }) ? 1 : 0;
    }
    note({ classId: input.classId, boardingMode: input.boardingMode, effectiveDate: input.effectiveDate, students: input.studentIds });
    return { moved };
  })),

  correctMovement: api.roster.correctMovement.handler(write(({ db, input, session, today, at, note }) => {
    const movement = findMovement(db, input.schoolId, input.movementId);
    if (!movement || movement.kind === 'correct') throw notFound('这条异动');
    const student = studentOf(db, input.schoolId, movement.studentId, classScope(session));
    if (movement.correctedById !== null) throw refuse('roster.movement_corrected', {});
    const standing = listMovements(db, student.id).filter((each) => each.kind !== 'correct' && each.correctedById === null && sameSide(each.to, movement.to));
    if (standing.at(-1)?.id !== movement.id || movement.kind === 'enrol') throw refuse('roster.movement_not_last', { name: student.name });
    insertMovement(db, {
      studentId: student.id, kind: 'correct', effectiveDate: today, from: movement.to, to: movement.from, evidence: input.reason, correctsId: movement.id,
      importedFileId: null, rowNo: null, accountId: session.accountId, recordedAt: at,
    });
    updateStudent(db, student.id, movement.from as StudentPatch, at);
    note({ studentId: student.id, name: student.name, movementId: movement.id, reason: input.reason });
    return { done: true as const };
  })),

  saveClass: api.roster.saveClass.handler(write(({ db, input, note }): RosterClass => {
    const { schoolId, term, stage, entryYear, classNo, headTeacher } = input;
    if (input.classId !== null) {
      if (!updateHeadTeacher(db, schoolId, input.classId, headTeacher)) throw notFound('这个班级');
    } else {
      const displayName = input.displayName || formatClassByEntry(entryYear, classNo);
      const taken = listClassGroups(db, schoolId).some((group) => group.stage === stage && group.entryYear === entryYear && group.displayName === displayName);
      if (taken) throw refuse('roster.name_taken_by_class', { name: displayName });
      insertClassGroup(db, schoolId, { stage, entryYear, classNo, displayName, headTeacher });
    }
    note({ classId: input.classId, stage, entryYear, classNo, headTeacher });
    return savedClass(db, schoolId, term, input);
  })),

  showSensitive: api.roster.showSensitive.handler(write(({ db, input, session, note }) => {
    const student = studentOf(db, input.schoolId, input.studentId, classScope(session));
    const member = input.memberId === null ? null : memberOf(db, student.id, input.memberId);
    note({ studentId: student.id, name: student.name, memberId: input.memberId, field: input.field });
    return { value: member ? memberValue(member, input.field) : studentValue(student, input.field) };
  })),

  exportFile: api.roster.exportFile.handler(slow(async ({ db, input, session, transact }) => {
    const query = queryOf(input.schoolId, classScope(session), input.filter);
    const { file, pupils } = rosterFile(db, query, input.term, findSchool(db, input.schoolId)?.name ?? '');
    transact(({ note }) => {
      note({ pupils, purpose: input.purpose, file: file.name });
      return { pupils };
    });
    return await Promise.resolve(file);
  })),
};

type SensitiveField = 'idNumber' | 'registryNo' | 'phone' | 'homeAddress' | 'disabilityCertificateNo';

function studentValue(student: StudentRow, field: SensitiveField): string {
  if (field === 'idNumber' || field === 'registryNo') return student[field];
  return student.attributes[field] ?? '';
}

function memberValue(member: HouseholdMemberRecord, field: SensitiveField): string {
  if (field === 'homeAddress') return member.attributes['address'] ?? '';
  return field === 'registryNo' ? '' : member[field];
}

function sameSide(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(a).some((key) => key in b);
}

function savedClass(db: ReadableDb, schoolId: number, term: TermKey, input: { readonly classId: number | null; readonly stage: string; readonly entryYear: number; readonly classNo: number | null; readonly displayName: string }): RosterClass {
  const counts = listClassCounts(db, schoolId);
  const group = input.classId === null ? counts.toSorted((a, b) => a.id - b.id).at(-1) : counts.find(({ id }) => id === input.classId);
  if (!group) throw notFound('这个班级');
  return rosterClass(group, term);
}

/** In a class of another year of the same stage a pupil repeats (or skips) a year: his own entry year stays, the offset says so (handbook 1.6). */
function seatIn(student: StudentRow, group: ClassGroup): Pick<StudentRow, 'stage' | 'entryYear' | 'yearOffset' | 'classId'> {
  const offset = student.entryYear === null || student.stage !== group.stage ? 0 : student.entryYear - group.entryYear;
  return Math.abs(offset) <= 2 && student.entryYear !== null && student.stage === group.stage
    ? { stage: group.stage, entryYear: student.entryYear, yearOffset: offset, classId: group.id }
    : { stage: group.stage, entryYear: group.entryYear, yearOffset: 0, classId: group.id };
}

/** Writes one movement for the class and one for the boarding mode, each only where it changes. */
function placeStudent(
  db: WritableDb, student: StudentRow, group: ClassGroup | undefined,
  wish: { readonly effectiveDate: StudentRow['statusFrom'] & string; readonly evidence: string; readonly boardingMode?: StudentRow['boardingMode'] | undefined },
  stamp: { readonly accountId: number; readonly at: string },
): boolean {
  const common = { studentId: student.id, effectiveDate: wish.effectiveDate, evidence: wish.evidence, correctsId: null, importedFileId: null, rowNo: null, accountId: stamp.accountId, recordedAt: stamp.at };
  const before = { stage: student.stage, entryYear: student.entryYear, yearOffset: student.yearOffset, classId: student.classId };
  const after = { ...before, ...(group && seatIn(student, group)) };
  let moved = false;
  if (JSON.stringify(after) !== JSON.stringify(before)) {
    insertMovement(db, { ...common, kind: 'change_class', from: before, to: after });
    updateStudent(db, student.id, after, stamp.at);
    moved = true;
  }
  if (wish.boardingMode !== undefined && wish.boardingMode !== student.boardingMode) {
    insertMovement(db, { ...common, kind: 'change_boarding', from: { boardingMode: student.boardingMode }, to: { boardingMode: wish.boardingMode } });
    updateStudent(db, student.id, { boardingMode: wish.boardingMode }, stamp.at);
    moved = true;
  }
  return moved;
}
