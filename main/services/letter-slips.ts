import type { Problem } from '#shared/contract/base.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { inversionsOf } from '#shared/domain/identification/procedure.ts';
import type { ProcedureFact } from '#shared/domain/identification/procedure.ts';
import type { ProcedureSpec } from '#shared/domain/identification/procedure-profile.ts';
import { gradeKeyOf, letterFor } from '#shared/domain/letters/letter.ts';
import type { Slip } from '#shared/domain/letters/slip.ts';
import { isSameSlip, noSlip, slipProblems } from '#shared/domain/letters/slip.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listProcedureFacts } from '#main/db/queries/procedure-facts.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import type { LetterRecord, SlipRecord } from '#main/db/repositories/letter.ts';
import { listLetters, listSlips } from '#main/db/repositories/letter.ts';
import type { LetterPlace } from './letter-register.ts';
import { procedureOf } from './procedure-of-school.ts';
import { decisionBasis } from './decision-basis.ts';
import { problemOf } from './refusal.ts';

export interface SlipToRecord extends Slip {
  readonly studentId: number;
}

/** What one line will write, and what stands against it. */
export interface PlannedSlip {
  readonly slip: SlipToRecord;
  readonly letterId: number | null;
  readonly changed: boolean;
  readonly problems: readonly Problem[];
}

interface Standing {
  readonly year: SchoolYear;
  readonly today: IsoDate;
  readonly classIds: readonly number[] | null;
  readonly pupils: ReadonlyMap<number, PupilLine>;
  readonly letters: readonly LetterRecord[];
  readonly slips: ReadonlyMap<number, SlipRecord>;
  readonly facts: ReadonlyMap<number, readonly ProcedureFact[]>;
  readonly procedure: ProcedureSpec;
  readonly basis: ReturnType<typeof decisionBasis>;
}

/** Works out what recording these slips will do, without writing; the place of a problem is the line's number, from 1. */
export function planSlips(db: ReadableDb, { schoolId, term, classIds, today }: LetterPlace, entries: readonly SlipToRecord[]): readonly PlannedSlip[] {
  const year = schoolYearOf(term);
  const standing: Standing = {
    year, today, classIds,
    pupils: new Map(listPupilLines(db, schoolId).map((line) => [line.studentId, line])),
    letters: listLetters(db, schoolId, year),
    slips: new Map(listSlips(db, schoolId, year).map((slip) => [slip.studentId, slip])),
    facts: listProcedureFacts(db, schoolId, year),
    procedure: procedureOf(db, schoolId, year).spec,
    basis: decisionBasis(db, schoolId, year),
  };
  const seen = new Map<number, number>();
  return entries.map((slip, index) => {
    const twice = seen.get(slip.studentId);
    seen.set(slip.studentId, index + 1);
    const planned = planSlip(slip, index + 1, standing);
    if (twice === undefined) return planned;
    return { ...planned, problems: [...planned.problems, problemOf('identification.same_pupil_twice', { name: standing.pupils.get(slip.studentId)?.name ?? '', row: twice }, { row: index + 1 })] };
  });
}

function planSlip(slip: SlipToRecord, row: number, standing: Standing): PlannedSlip {
  const pupil = standing.pupils.get(slip.studentId);
  const nothing: PlannedSlip = { slip, letterId: null, changed: false, problems: [] };
  if (!pupil) return { ...nothing, problems: [problemOf('identification.student_unknown', {}, { row })] };
  if (standing.classIds !== null && !standing.classIds.includes(pupil.classId ?? 0)) return { ...nothing, problems: [problemOf('identification.not_your_class', {}, { row })] };
  const before = standing.slips.get(slip.studentId);
  if (isSameSlip(before ?? noSlip, slip)) return nothing;
  const letter = letterOf(slip, pupil, before, standing);
  const { name } = pupil;
  if (letter === null) return { ...nothing, problems: [problemOf('letter.none_for_pupil', { name, className: formatPupilClass(pupil, standing.year) }, { row })] };
  const problems = slipProblems(slip, letter.issuedOn, standing.today).map(({ code, facts }) => problemOf(code, { name, ...facts } as never, { row }));
  return { slip, letterId: letter.id, changed: true, problems: [...problems, ...orderProblems(slip, name, row, standing)] };
}

/** A slip stays with the letter it was given under until it is given anew. */
function letterOf(slip: SlipToRecord, pupil: PupilLine, before: SlipRecord | undefined, { letters, year }: Standing): LetterRecord | null {
  const same = before !== undefined && before.givenOn !== null && before.givenOn === slip.givenOn ? letters.find((one) => one.id === before.letterId) : undefined;
  if (same) return same;
  const grade = gradeKeyOf(pupil, year);
  const { givenOn } = slip;
  const issuedByThen = givenOn === null ? letters : letters.filter((one) => one.issuedOn <= givenOn);
  return letterFor(issuedByThen, grade) ?? letterFor(letters, grade);
}

/** 告知 comes first: a day after the pupil's application or visit is not stored (DEF-03), nor is one taken away that a decision rests on. */
function orderProblems(slip: SlipToRecord, name: string, row: number, { facts, procedure, basis }: Standing): Problem[] {
  const before = facts.get(slip.studentId) ?? [];
  const given: readonly ProcedureFact[] = slip.givenOn === null ? [] : [{ step: 'letter', onDate: slip.givenOn }];
  const inverted = given.flatMap((next) => inversionsOf(procedure, before, next)).map((one) => problemOf('procedure.dates_inverted', { name, ...one }, { row }));
  if (inverted.length > 0) return inverted;
  return basis({ studentId: slip.studentId, name, before, after: [...before.filter((fact) => fact.step !== 'letter'), ...given], place: { row } });
}
