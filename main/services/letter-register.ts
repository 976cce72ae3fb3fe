import type { ClassProgress, LetterOverview, SlipRow } from '#shared/contract/letters.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { formatSpecialGroup } from '#shared/domain/identification/special-group.ts';
import type { FollowUp } from '#shared/domain/letters/follow-up.ts';
import { followUps, followUpsOf, isReplyOverdue } from '#shared/domain/letters/follow-up.ts';
import type { GradeKey } from '#shared/domain/letters/letter.ts';
import { gradeKeyOf, letterFor } from '#shared/domain/letters/letter.ts';
import { noSlip, slipStanding } from '#shared/domain/letters/slip.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatYearLevel } from '#shared/domain/roster/year-level.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCases } from '#main/db/queries/identification.ts';
import { listGuardians } from '#main/db/queries/guardians.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { listClassCounts } from '#main/db/queries/roster.ts';
import { countAttachments } from '#main/db/repositories/attachment.ts';
import type { LetterRecord } from '#main/db/repositories/letter.ts';
import { listLetters, listSlips } from '#main/db/repositories/letter.ts';
import { listWaivedPupils } from '#main/db/repositories/waiver.ts';
import { standingEvidence } from './lists-coverage.ts';

export interface LetterPlace {
  readonly schoolId: number;
  readonly term: TermKey;
  /** The classes of a 班主任; null for everyone else. */
  readonly classIds: readonly number[] | null;
  readonly today: IsoDate;
}

/** 三年级, as the grades of a letter are named. */
export function gradeName(grade: GradeKey): string {
  const [stage, level] = grade.split(':');
  return formatYearLevel(stage as EducationStage, Number(level));
}

/** The pupils on the roll, and those who left after something was recorded of their slip. */
function pupilsOf(lines: readonly PupilLine[], recorded: ReadonlyMap<number, unknown>, classIds: readonly number[] | null): PupilLine[] {
  return lines.filter((line) => (line.status === 'enrolled' || line.status === 'suspended' || recorded.has(line.studentId)) && (classIds === null || classIds.includes(line.classId ?? 0)));
}

/** The slip of every pupil of the register, whoever came after the letter among them. */
export function slipRows(db: ReadableDb, { schoolId, term, classIds, today }: LetterPlace): SlipRow[] {
  const year = schoolYearOf(term);
  const letters = listLetters(db, schoolId, year);
  const byId = new Map(letters.map((letter) => [letter.id, letter]));
  const slips = new Map(listSlips(db, schoolId, year).map((slip) => [slip.studentId, slip]));
  const cases = new Map(listCases(db, schoolId, year).map((one) => [one.studentId, one]));
  const listed = standingEvidence(db, schoolId, term);
  const waived = listWaivedPupils(db, schoolId, year);
  const guardians = listGuardians(db, schoolId);
  const scans = countAttachments(db, schoolId, 'letter_slip');
  return pupilsOf(listPupilLines(db, schoolId), slips, classIds).map((line): SlipRow => {
    const record = slips.get(line.studentId);
    const slip = record ?? noSlip;
    const letter = (record && byId.get(record.letterId)) ?? letterFor(letters, gradeKeyOf(line, year));
    const one = cases.get(line.studentId);
    const groups = [...new Set((listed.get(line.studentId) ?? []).map((row) => formatSpecialGroup(row.groupKey)))];
    const onRoll = line.status === 'enrolled' || line.status === 'suspended';
    const around = { listed: groups.length > 0, case: one ? { route: one.route, state: one.state } : null, hasWaiver: waived.has(line.studentId) };
    return {
      studentId: line.studentId, name: line.name, pinyin: line.pinyin, classId: line.classId, className: formatPupilClass(line, year), status: line.status,
      standing: slipStanding(slip), givenOn: slip.givenOn, returnedOn: slip.returnedOn, choice: slip.choice, signer: slip.signer, relation: slip.relation, note: slip.note,
      slipId: record?.slipId ?? null, records: record?.records ?? 0, scans: record === undefined ? 0 : scans.get(record.slipId) ?? 0,
      letterId: letter?.id ?? null, replyBy: letter?.replyBy ?? null, overdue: onRoll && isReplyOverdue(slip, letter?.replyBy ?? null, today),
      guardian: guardians.get(line.studentId) ?? null, listed: groups, case: around.case, waived: around.hasWaiver,
      todo: onRoll ? [...followUpsOf(slip, around)] : [],
    };
  });
}

function progressOf(rows: readonly SlipRow[], teachers: ReadonlyMap<number, string>): ClassProgress[] {
  return [...Map.groupBy(rows, (row) => row.classId)].map(([classId, all]) => ({
    classId, className: all[0]?.className ?? '', headTeacher: teachers.get(classId ?? 0) ?? '', pupils: all.length,
    given: all.filter((row) => row.standing !== 'not_given').length, returned: all.filter((row) => row.standing === 'returned').length,
    apply: all.filter((row) => row.choice === 'apply').length, notApply: all.filter((row) => row.choice === 'not_apply').length,
    waiting: all.filter((row) => row.todo.length > 0).length,
  }));
}

function gradesOf(db: ReadableDb, schoolId: number, year: SchoolYear): LetterOverview['grades'] {
  const counts = new Map<GradeKey, number>();
  for (const line of listPupilLines(db, schoolId)) {
    const grade = line.status === 'enrolled' || line.status === 'suspended' ? gradeKeyOf(line, year) : null;
    if (grade !== null) counts.set(grade, (counts.get(grade) ?? 0) + 1);
  }
  return [...counts].map(([key, pupils]) => ({ key, name: gradeName(key), pupils }));
}

export function viewLetter({ schoolYear: _year, ...letter }: LetterRecord): LetterOverview['letters'][number] {
  return {
    ...letter, programmes: letter.programmes.map((one) => ({ ...one })), grades: letter.grades === null ? null : [...letter.grades],
    gradeNames: letter.grades === null ? '全校' : letter.grades.map(gradeName).join('、'),
  };
}

/** 告知 of a 学年 as one answer: letters, every pupil's slip, classes and what is open. */
export function overviewOf(db: ReadableDb, place: LetterPlace): LetterOverview {
  const year = schoolYearOf(place.term);
  const rows = slipRows(db, place);
  const teachers = new Map(listClassCounts(db, place.schoolId).map((one) => [one.id, one.headTeacher]));
  const count = (of: (row: SlipRow) => boolean): number => rows.filter(of).length;
  return {
    schoolYear: year, letters: listLetters(db, place.schoolId, year).map(viewLetter), grades: gradesOf(db, place.schoolId, year), rows, classes: progressOf(rows, teachers),
    counts: {
      pupils: rows.length, given: count((row) => row.standing !== 'not_given'), returned: count((row) => row.standing === 'returned'),
      apply: count((row) => row.choice === 'apply'), notApply: count((row) => row.choice === 'not_apply'),
      byTodo: Object.fromEntries(followUps.map((todo) => [todo, count((row) => row.todo.includes(todo))])) as Record<FollowUp, number>,
    },
  };
}
