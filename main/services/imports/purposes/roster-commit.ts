import { termOfDate } from '#shared/domain/calendar/term.ts';
import { needsRepair } from '#shared/domain/identity/id-document.ts';
import { checkRecordNumbers } from '#shared/domain/roster/check-record.ts';
import type { MemberChange, PupilChanges } from '#shared/domain/roster/compare-pupil.ts';
import { movementBetween } from '#shared/domain/roster/movement.ts';
import type { PupilPlace } from '#shared/domain/roster/place-pupil.ts';
import type { ClassGroup, HouseholdMemberRecord } from '#shared/domain/roster/pupil-record.ts';
import type { PupilReading } from '#shared/domain/roster/read-pupil-row.ts';
import type { MemberReading } from '#shared/domain/roster/read-member.ts';
import type { RosterFieldKey } from '#shared/domain/roster/roster-fields.ts';
import { defaultStageYears } from '#shared/domain/roster/stage.ts';
import type { MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import type { WritableDb } from '#main/db/connection.ts';
import { insertClassGroup, listClassGroups } from '#main/db/repositories/class-group.ts';
import { insertHouseholdMember, listHouseholdMembers, updateHouseholdMember } from '#main/db/repositories/household-member.ts';
import { insertMovement } from '#main/db/repositories/movement.ts';
import { insertRosterSnapshot } from '#main/db/repositories/roster-snapshot.ts';
import { findStudent, insertChange, insertRegistryNumber, insertStudent, updateStudent } from '#main/db/repositories/student.ts';
import type { StudentPatch, StudentRow } from '#main/db/repositories/student.ts';
import { namePinyin } from '#main/services/name-pinyin.ts';
import { moveStudent } from '#main/services/roster-movements.ts';
import type { ImportAnalysis, ImportCommitContext, ImportOutcome } from '../purpose.ts';
import type { RosterPlan, RowChoice, RowPlan } from './roster-analysis.ts';
import type { RosterDecisions, RosterOptions } from './roster-options.ts';

type Context = ImportCommitContext<RosterOptions, RosterDecisions>;

interface Tally { added: number; changed: number; unchanged: number; refused: number; toRepair: number }

/** Applies what was confirmed: new pupils, changed fields, movements of those who are gone, and the term's snapshot. */
export function commitRoster(db: WritableDb, _table: MappedTable<RosterFieldKey>, analysis: ImportAnalysis<RosterPlan>, context: Context): ImportOutcome {
  const classes = new ClassRegister(db, context.schoolId);
  const rowNumbers = new Map<number, number>();
  const tally: Tally = { added: 0, changed: 0, unchanged: 0, refused: 0, toRepair: 0 };
  for (const { plan, defaultChoice, choices } of analysis.plan.rows) {
    const { rowNumber } = plan.reading;
    const chosen = context.rowChoices.get(rowNumber) as RowChoice | undefined;
    const choice = chosen !== undefined && choices.includes(chosen) ? chosen : defaultChoice;
    const studentId = applyRow(db, plan, choice, context, classes, tally);
    if (studentId !== null) rowNumbers.set(studentId, rowNumber);
    if (studentId !== null && needsRepair(plan.reading.idCheck)) tally.toRepair += 1;
  }
  const gone = moveGone(db, analysis.plan, context);
  insertRosterSnapshot(
    db, context.schoolId, { term: context.term ?? termOfDate(context.today), asOf: context.today, importedFileId: context.importedFileId }, rowNumbers, defaultStageYears);
  return {
    accepted: tally.added + tally.changed + tally.unchanged, refused: tally.refused,
    facts: {
      新增: tally.added, 变动: tally.changed, 没有变化: tally.unchanged, 未导入: tally.refused,
      名册里有而文件里没有: analysis.plan.gone.length, 已登记去向: gone, 证件号待修正: tally.toRepair,
    },
  };
}

/** The pupil the row ended in, or null where it did not go in. */
function applyRow(db: WritableDb, plan: RowPlan, choice: RowChoice, context: Context, classes: ClassRegister, tally: Tally): number | null {
  if (plan.kind === 'wrong' || choice === 'skip' || context.leftOut.has(plan.reading.rowNumber)) {
    tally.refused += 1;
    return null;
  }
  if (choice === 'new' || plan.kind === 'new') {
    tally.added += 1;
    return addPupil(db, plan.reading, context, classes);
  }
  if (plan.kind === 'unchanged' || choice === 'keep') {
    tally.unchanged += 1;
    return plan.studentId;
  }
  tally.changed += 1;
  changePupil(db, plan.studentId, plan.reading, plan.changes, context, classes);
  return plan.studentId;
}

function addPupil(db: WritableDb, reading: PupilReading, context: Context, classes: ClassRegister): number {
  const place = reading.place as PupilPlace;
  const { pinyin, initials } = namePinyin(reading.name);
  const studentId = insertStudent(db, {
    schoolId: context.schoolId, name: reading.name, nameKey: reading.nameKey, pinyin, pinyinInitials: initials, formerName: reading.formerName ?? '',
    sex: reading.sex ?? 'unknown', birthDate: reading.birthDate ?? null, idType: reading.idType ?? 'resident_id', idNumber: reading.idNumber ?? '',
    idCheck: reading.idCheck, registryNo: reading.registryNo ?? '', registryCheck: reading.registryCheck, schoolStudentNo: reading.schoolStudentNo ?? '',
    classRollNo: reading.classRollNo ?? '', stage: place.stage, entryYear: place.entryYear, yearOffset: place.yearOffset, classId: classes.idOf(place),
    boardingMode: reading.boarding ?? 'unknown', status: reading.status ?? 'enrolled', statusFrom: reading.statusDate ?? null, split: {}, attributes: reading.attributes,
    importedFileId: context.importedFileId, rowNo: reading.rowNumber,
  }, context.at);
  if (reading.registryNo) insertRegistryNumber(db, studentId, reading.registryNo, context.today, context.importedFileId);
  reading.members.forEach((member, at) => insertHouseholdMember(db, newMember(studentId, at + 1, member)));
  return studentId;
}

function newMember(studentId: number, ordinal: number, member: MemberReading): Omit<HouseholdMemberRecord, 'id'> {
  const { name, nameKey, relation, idType, idNumber, idCheck, phone, isGuardian, isHead, disabilityCertificateNo, attributes } = member;
  return { studentId, ordinal, name, nameKey, relation, idType: idType ?? 'resident_id', idNumber, idCheck, phone, isGuardian, isHead, disabilityCertificateNo, attributes };
}

function changePupil(db: WritableDb, studentId: number, reading: PupilReading, changes: PupilChanges, context: Context, classes: ClassRegister): void {
  const before = findStudent(db, context.schoolId, studentId) as StudentRow;
  const classId = changes.place ? (classes.idOf(changes.place) ?? (changes.place.className === '' && sameYear(before, changes.place) ? before.classId : null)) : before.classId;
  const patch: StudentPatch = {
    ...changes.patch,
    ...(changes.place && { stage: changes.place.stage, entryYear: changes.place.entryYear ?? before.entryYear, yearOffset: changes.place.yearOffset, classId }),
    ...(changes.patch.name !== undefined && { pinyin: namePinyin(changes.patch.name).pinyin, pinyinInitials: namePinyin(changes.patch.name).initials }),
  };
  if (Object.keys(patch).length > 0) updateStudent(db, studentId, { ...patch, ...recheck({ ...before, ...patch }, context) }, context.at);
  if (changes.patch.registryNo) insertRegistryNumber(db, studentId, changes.patch.registryNo, context.today, context.importedFileId);
  for (const { field, before: from, after } of changes.fields) {
    insertChange(db, { studentId, memberId: null, field, before: from, after, importedFileId: context.importedFileId, rowNo: reading.rowNumber }, context.accountId, context.at);
  }
  recordMoves(db, before, { ...before, ...patch }, changes, reading, context);
  changeMembers(db, studentId, changes.members);
}

function sameYear(before: StudentRow, place: PupilPlace): boolean {
  return before.stage === place.stage && before.entryYear === place.entryYear;
}

/** Numbers are judged with the sex and birth date they now stand beside; a number lost in Excel stays marked so. */
function recheck(after: StudentRow, context: Context): StudentPatch {
  const checked = checkRecordNumbers(after, context.today);
  return {
    idCheck: after.idNumber === '' && after.idCheck === 'lost_digits' ? 'lost_digits' : checked.idCheck,
    registryCheck: checked.registryCheck,
  };
}

/** A class, boarding or status that a newer roster moves is a movement with the file and the row as its evidence. */
function recordMoves(db: WritableDb, before: StudentRow, after: StudentRow, changes: PupilChanges, reading: PupilReading, context: Context): void {
  const common = {
    studentId: before.id, evidence: `导入 ${context.fileName} 第 ${reading.rowNumber} 行`, correctsId: null, importedFileId: context.importedFileId,
    rowNo: reading.rowNumber, accountId: context.accountId, recordedAt: context.at,
  };
  if (after.classId !== before.classId || after.stage !== before.stage || after.entryYear !== before.entryYear) {
    insertMovement(db, {
      ...common, kind: 'change_class', effectiveDate: context.today,
      from: { stage: before.stage, entryYear: before.entryYear, yearOffset: before.yearOffset, classId: before.classId },
      to: { stage: after.stage, entryYear: after.entryYear, yearOffset: after.yearOffset, classId: after.classId },
    });
  }
  if (after.boardingMode !== before.boardingMode && before.boardingMode !== 'unknown') {
    insertMovement(db, { ...common, kind: 'change_boarding', effectiveDate: context.today, from: { boardingMode: before.boardingMode }, to: { boardingMode: after.boardingMode } });
  }
  if (changes.status) {
    const { to } = changes.status;
    const date = changes.status.date ?? context.today;
    insertMovement(db, { ...common, kind: movementBetween(before.status, to) ?? 'correct', effectiveDate: date, from: { status: before.status, statusFrom: before.statusFrom }, to: { status: to } });
    updateStudent(db, before.id, { status: to, statusFrom: date }, context.at);
  }
}

function changeMembers(db: WritableDb, studentId: number, changes: readonly MemberChange[]): void {
  if (changes.length === 0) return;
  const members = listHouseholdMembers(db, studentId);
  let ordinal = members.at(-1)?.ordinal ?? 0;
  for (const change of changes) {
    if (change.kind === 'add') {
      ordinal += 1;
      insertHouseholdMember(db, newMember(studentId, ordinal, change.member));
    } else {
      const member = members.find(({ id }) => id === change.memberId);
      if (member) updateHouseholdMember(db, { ...member, ...change.patch });
    }
  }
}

function moveGone(db: WritableDb, plan: RosterPlan, context: Context): number {
  const gone = new Set(plan.gone.map(({ studentId }) => studentId));
  const decided = context.decisions.gone.filter(({ studentId }) => gone.has(studentId));
  for (const { studentId, kind, effectiveDate, evidence } of decided) {
    const student = findStudent(db, context.schoolId, studentId) as StudentRow;
    moveStudent(db, student, { kind, effectiveDate, evidence: evidence || `导入 ${context.fileName} 时名册中无此人`, importedFileId: context.importedFileId, rowNo: null }, context);
  }
  return decided.length;
}

/** Classes by what names them; one that a roster names first is made. */
class ClassRegister {
  readonly #db: WritableDb;
  readonly #schoolId: number;
  readonly #ids: Map<string, number>;

  constructor(db: WritableDb, schoolId: number) {
    this.#db = db;
    this.#schoolId = schoolId;
    this.#ids = new Map(listClassGroups(db, schoolId).map((group) => [keyOf(group), group.id]));
  }

  idOf(place: PupilPlace): number | null {
    if (place.className === '' || place.classEntryYear === null) return null;
    const group: Omit<ClassGroup, 'id'> = { stage: place.stage, entryYear: place.classEntryYear, classNo: place.classNo, displayName: place.className, headTeacher: '' };
    const known = this.#ids.get(keyOf(group));
    if (known !== undefined) return known;
    const id = insertClassGroup(this.#db, this.#schoolId, group);
    this.#ids.set(keyOf(group), id);
    return id;
  }
}

function keyOf(group: Pick<ClassGroup, 'stage' | 'entryYear' | 'displayName'>): string {
  return `${group.stage}|${group.entryYear}|${group.displayName}`;
}
