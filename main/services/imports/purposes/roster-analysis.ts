import { schoolYearOf, termOfDate } from '#shared/domain/calendar/term.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { needsRepair } from '#shared/domain/identity/id-document.ts';
import { maskIdNumber } from '#shared/domain/identity/id-number.ts';
import { formatSex } from '#shared/domain/identity/sex.ts';
import { assertNever } from '#shared/domain/assert-never.ts';
import { formatBoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import { comparePupil } from '#shared/domain/roster/compare-pupil.ts';
import type { FieldChange, PupilChanges } from '#shared/domain/roster/compare-pupil.ts';
import { indexPupils, matchPupils } from '#shared/domain/roster/match-pupil.ts';
import type { KnownPupil, PupilMatch } from '#shared/domain/roster/match-pupil.ts';
import { isYearName } from '#shared/domain/roster/place-pupil.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { ClassGroup, HouseholdMemberRecord } from '#shared/domain/roster/pupil-record.ts';
import { findMemberColumns } from '#shared/domain/roster/read-member.ts';
import { readPupilRow } from '#shared/domain/roster/read-pupil-row.ts';
import type { PupilReading, RowNote } from '#shared/domain/roster/read-pupil-row.ts';
import type { RosterFieldKey } from '#shared/domain/roster/roster-fields.ts';
import { formatStudentStatus, isOnRoll } from '#shared/domain/roster/student-status.ts';
import { yearLevel } from '#shared/domain/roster/year-level.ts';
import { defaultStageYears } from '#shared/domain/roster/stage.ts';
import type { MappedRow, MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import type { Problem } from '#shared/contract/base.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listClassGroups } from '#main/db/repositories/class-group.ts';
import { listSchoolMembers } from '#main/db/repositories/household-member.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { listFormerRegistryNumbers, listStudents } from '#main/db/repositories/student.ts';
import type { StudentRow } from '#main/db/repositories/student.ts';
import type { ImportAnalysis, ImportContext, RowReading } from '../purpose.ts';
import { rowProblem } from '../row-problem.ts';
import type { RosterOptions } from './roster-options.ts';

/** What will become of one row unless its choice says otherwise. */
export type RowPlan =
  | { readonly kind: 'new'; readonly reading: PupilReading }
  | { readonly kind: 'unchanged'; readonly reading: PupilReading; readonly studentId: number }
  | { readonly kind: 'changed'; readonly reading: PupilReading; readonly studentId: number; readonly changes: PupilChanges }
  | { readonly kind: 'wrong'; readonly reading: PupilReading };

export type RowChoice = 'apply' | 'keep' | 'new' | 'skip';

/** A pupil of the roster who is not in the file. */
export interface GonePupil {
  readonly studentId: number;
  readonly name: string;
  readonly className: string;
  readonly status: string;
  /** Past the last year of the stage: the file has him no more because he has graduated. */
  readonly graduates: boolean;
}

export interface RosterPlan {
  readonly rows: readonly { readonly plan: RowPlan; readonly defaultChoice: RowChoice; readonly choices: readonly RowChoice[] }[];
  readonly gone: readonly GonePupil[];
}

interface School {
  readonly students: ReadonlyMap<number, StudentRow>;
  readonly classes: ReadonlyMap<number, ClassGroup>;
  readonly members: ReadonlyMap<number, readonly HouseholdMemberRecord[]>;
  readonly schoolYear: SchoolYear;
}

type Row = MappedRow<RosterFieldKey>;

/** Compares a file with the present roster: each row new, changed, unchanged or without a name; and who is in the roster and not in the file. */
export function analyseRoster(db: ReadableDb, table: MappedTable<RosterFieldKey>, context: ImportContext<RosterOptions>): ImportAnalysis<RosterPlan> {
  const school = loadSchool(db, context);
  const readings = readRows(db, table, context, school.schoolYear);
  const matches = matchReadings(db, readings, school, context.schoolId);
  const rows = readings.map((reading, at) => judgeRow(table.rows[at] as Row, reading, matches[at] as PupilMatch, readings, school));
  const gone = findGone(readings, matches, school, context.options);
  const counted = (kind: RowPlan['kind']): number => rows.filter(({ plan }) => plan.kind === kind).length;
  return {
    rows: rows.map(({ shown }) => shown),
    fileProblems: [],
    counts: [
      { key: 'new', label: '新增', count: counted('new') },
      { key: 'changed', label: '变动', count: counted('changed') },
      { key: 'unchanged', label: '没有变化', count: counted('unchanged') },
      { key: 'gone', label: '名册里有而文件里没有', count: gone.length },
    ],
    plan: { rows: rows.map(({ plan, defaultChoice, choices }) => ({ plan, defaultChoice, choices })), gone },
    extra: { gone },
  };
}

function loadSchool(db: ReadableDb, context: ImportContext<RosterOptions>): School {
  return {
    students: new Map(listStudents(db, context.schoolId).map((student) => [student.id, student])),
    classes: new Map(listClassGroups(db, context.schoolId).map((group) => [group.id, group])),
    members: listSchoolMembers(db, context.schoolId),
    schoolYear: schoolYearOf(context.term ?? termOfDate(context.today)),
  };
}

function readRows(db: ReadableDb, table: MappedTable<RosterFieldKey>, context: ImportContext<RosterOptions>, schoolYear: SchoolYear): PupilReading[] {
  const found = findSchool(db, context.schoolId);
  const stages = found?.stages ?? [];
  const mapped = new Set(Object.keys(table.mapping));
  const headingOf = (key: RosterFieldKey): string => {
    const column = table.mapping[key];
    return column === undefined ? '' : (table.headings[column] ?? '');
  };
  const reading = { stages, schoolCode: found?.code ?? '', schoolYear, today: context.today, mapped, memberColumns: findMemberColumns(mapped, headingOf) };
  return table.rows.map((row) => readPupilRow(row, reading));
}

function classKey(stage: string, entryYear: number | null | undefined, className: string): string {
  return className === '' ? '' : `${stage}|${entryYear ?? ''}|${className}`;
}

function matchReadings(db: ReadableDb, readings: readonly PupilReading[], school: School, schoolId: number): PupilMatch[] {
  const known: KnownPupil[] = [...school.students.values()].map((student) => {
    const group = student.classId === null ? undefined : school.classes.get(student.classId);
    return {
      id: student.id, nameKey: student.nameKey, birthDate: student.birthDate, idNumber: student.idNumber, idTrusted: student.idNumber !== '' && !needsRepair(student.idCheck),
      registryNo: student.registryNo, classKey: group ? classKey(group.stage, group.entryYear, group.displayName) : '', onRoll: isOnRoll(student.status),
    };
  });
  const classes = new Set([...school.classes.values()].map((group) => classKey(group.stage, group.entryYear, group.displayName)));
  const seatKey = (place: NonNullable<PupilReading['place']>): string => {
    const key = classKey(place.stage, place.classEntryYear, place.className);
    return isYearName(place.className) && !classes.has(key) ? '' : key;
  };
  const incoming = readings.map((reading) => ({
    nameKey: reading.nameKey, birthDate: reading.birthDate ?? null, idNumber: reading.idNumber ?? '',
    idTrusted: reading.idNumber !== undefined && !needsRepair(reading.idCheck), registryNo: reading.registryNo ?? '',
    classKey: reading.place ? seatKey(reading.place) : '',
  }));
  return matchPupils(incoming, indexPupils(known, listFormerRegistryNumbers(db, schoolId)));
}

interface Judged {
  readonly plan: RowPlan;
  readonly defaultChoice: RowChoice;
  readonly choices: readonly RowChoice[];
  readonly shown: RowReading;
}

function judgeRow(row: Row, reading: PupilReading, match: PupilMatch, readings: readonly PupilReading[], school: School): Judged {
  const problems = reading.notes.map((note) => noteProblem(row, note));
  if (reading.name === '') {
    return { plan: { kind: 'wrong', reading }, defaultChoice: 'skip', choices: [], shown: shownRow(row, 'wrong', '没有姓名', problems, [], 'skip') };
  }
  const judged = match.kind === 'new' ? judgeNew(row, reading, match, readings, school) : judgeFound(row, reading, match, school);
  const all = [...problems, ...judged.problems];
  if (judged.plan.kind === 'new' && !reading.place) {
    const stageProblem = reading.notes.some(({ code }) => code === 'roster.stage_unclear' || code === 'roster.place_missing') ? [] : [rowProblem(row, 'classLabel', 'roster.place_missing', {})];
    return { plan: { kind: 'wrong', reading }, defaultChoice: 'skip', choices: [], shown: shownRow(row, 'wrong', judged.understanding, [...all, ...stageProblem], [], 'skip') };
  }
  const bucket = all.length > 0 ? 'look' : 'ok';
  return { plan: judged.plan, defaultChoice: judged.defaultChoice, choices: judged.choices, shown: shownRow(row, bucket, judged.understanding, all, judged.choices, judged.defaultChoice) };
}

/** A reading's note as a problem of its cell; a number is shown masked. */
function noteProblem(row: Row, { key, code }: RowNote): Problem {
  const value = key === 'idNumber' || key === 'registryNo' ? maskIdNumber(row.text(key)) : row.text(key);
  // Every sentence of a row note is worded from the cell's value or from nothing.
  return rowProblem(row, key, code as 'roster.id_bad_length', { value });
}

const choiceLabels: Readonly<Record<RowChoice, string>> = {
  apply: '按文件改', keep: '保留名册里的', new: '是另一个人，新增', skip: '这一行不导入',
};

function shownRow(row: Row, bucket: RowReading['bucket'], understanding: string, problems: readonly Problem[], choices: readonly RowChoice[], defaultChoice: RowChoice): RowReading {
  return {
    rowNumber: row.rowNumber, bucket, understanding, problems,
    ...(choices.length > 0 && { choices: choices.map((key) => ({ key, label: choiceLabels[key] })), defaultChoice }),
  };
}

type Part = Omit<Judged, 'shown'> & { readonly problems: readonly Problem[]; readonly understanding: string };

function judgeNew(row: Row, reading: PupilReading, match: Extract<PupilMatch, { kind: 'new' }>, readings: readonly PupilReading[], school: School): Part {
  const understanding = `新增 ${describe(reading, school.schoolYear)}`;
  const other = match.sameNumberAs === null ? undefined : readings[match.sameNumberAs];
  if (!other) return { plan: { kind: 'new', reading }, defaultChoice: 'new', choices: [], problems: [], understanding };
  const repeated = other.nameKey === reading.nameKey;
  const facts = { row: other.rowNumber, name: other.name };
  return {
    plan: { kind: 'new', reading }, choices: ['new', 'skip'], defaultChoice: repeated ? 'skip' : 'new', understanding,
    problems: [rowProblem(row, 'idNumber', repeated ? 'roster.same_number_repeated' : 'roster.same_number_other_name', facts)],
  };
}

function judgeFound(row: Row, reading: PupilReading, match: Extract<PupilMatch, { kind: 'found' }>, school: School): Part {
  const known = school.students.get(match.studentId) as StudentRow;
  const seat = known.classId === null ? null : (school.classes.get(known.classId) ?? null);
  const changes = comparePupil(known, seat, school.members.get(known.id) ?? [], reading);
  const changed = changes.fields.length > 0;
  const plan: RowPlan = changed ? { kind: 'changed', reading, studentId: known.id, changes } : { kind: 'unchanged', reading, studentId: known.id };
  const called = `${known.name}（${seat ? formatPupilClass(seatOf(known, seat), school.schoolYear) : '没有编班'}）`;
  const inTerm = (change: FieldChange): FieldChange => (change.field === '年级班级' && changes.place
    ? { ...change, before: seat ? formatPupilClass(seatOf(known, seat), school.schoolYear) : change.before, after: formatPupilClass(changes.place, school.schoolYear) || change.after } : change);
  const words = changed ? `变动 ${known.name}：${changes.fields.map(inTerm).map(({ field, before, after }) => `${field} ${before || '空'}→${after}`).join('；')}` : `没有变化 ${describe(reading, school.schoolYear)}`;
  const back = !isOnRoll(known.status) && changes.status ? [rowProblem(row, 'name', 'roster.comes_back', { status: formatStudentStatus(known.status) })] : [];
  const part = (choices: readonly RowChoice[], defaultChoice: RowChoice, problems: readonly Problem[]): Part =>
    ({ plan, choices, defaultChoice, problems: [...problems, ...back], understanding: words });
  switch (match.rule) {
    case 'id':
    case 'registry':
      return part(changed ? ['apply', 'keep'] : [], changed ? 'apply' : 'keep', []);
    case 'id_other_name':
      return part(['apply', 'keep', 'new'], 'apply', [rowProblem(row, 'name', 'roster.number_agrees_name_differs', { known: called, incoming: reading.name })]);
    case 'name_birth':
      return part(changed ? ['apply', 'keep', 'new'] : ['keep', 'new'], changed ? 'apply' : 'keep', [rowProblem(row, 'name', 'roster.found_by_name_birth', { known: called })]);
    case 'name_class':
      return part(changed ? ['apply', 'keep', 'new'] : ['keep', 'new'], changed ? 'apply' : 'keep', [rowProblem(row, 'name', 'roster.found_by_name_class', { known: called })]);
    case 'conflict':
      return part(changed ? ['skip', 'apply', 'new'] : ['skip', 'keep', 'new'], 'skip', [rowProblem(row, 'name', 'roster.maybe_same', { known: called })]);
    default:
      return assertNever(match.rule);
  }
}

function seatOf(student: StudentRow, group: ClassGroup): Parameters<typeof formatPupilClass>[0] {
  return { stage: student.stage, entryYear: student.entryYear, yearOffset: student.yearOffset, classNo: group.classNo, className: group.displayName };
}

/** 李明 男 2015-03-07 三年级(2)班 住校 */
function describe(reading: PupilReading, schoolYear: SchoolYear): string {
  return [
    reading.name, reading.sex ? formatSex(reading.sex) : '', reading.birthDate ?? '', reading.place ? formatPupilClass(reading.place, schoolYear) : '',
    reading.boarding ? formatBoardingMode(reading.boarding) : '', reading.status && reading.status !== 'enrolled' ? formatStudentStatus(reading.status) : '',
  ].filter((part) => part !== '').join(' ');
}

/** Fewer rows than this part of the roll is a file of some classes, not of the school. */
const wholeSchoolShare = 0.5;

/**
 * Pupils on the roll whom no row speaks of. A list of one class says nothing about the others: unless the user says which it is, a file with
 * half as many rows as the roll or more is taken for the whole school, a smaller one only for the classes it names.
 */
function findGone(readings: readonly PupilReading[], matches: readonly PupilMatch[], school: School, options: RosterOptions): GonePupil[] {
  const seen = new Set(matches.flatMap((match) => (match.kind === 'found' ? [match.studentId] : [])));
  const roll = [...school.students.values()].filter((student) => isOnRoll(student.status));
  const whole = options.scope === 'school' || (options.scope === 'auto' && readings.length >= roll.length * wholeSchoolShare);
  const named = new Set(readings.map(({ place }) => (place ? classKey(place.stage, place.classEntryYear, place.className) : '')));
  const gone: GonePupil[] = [];
  for (const student of roll) {
    const group = student.classId === null ? undefined : school.classes.get(student.classId);
    if (seen.has(student.id)) continue;
    if (!whole && !(group && named.has(classKey(group.stage, group.entryYear, group.displayName)))) continue;
    const level = student.entryYear === null ? 0 : yearLevel(student.stage, student.entryYear, school.schoolYear, student.yearOffset);
    const past = student.entryYear !== null && Number(school.schoolYear.slice(0, 4)) - student.entryYear + 1 + student.yearOffset > defaultStageYears[student.stage];
    gone.push({
      studentId: student.id, name: student.name, className: group ? formatPupilClass(seatOf(student, group), school.schoolYear) : '',
      status: formatStudentStatus(student.status), graduates: level === null && past,
    });
  }
  return gone;
}
