import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { specialGroups } from '#shared/domain/identification/special-group.ts';
import type { GradeKey, LetterFacts, LetterWording } from '#shared/domain/letters/letter.ts';
import { carryForward, composeLetter, letterProblems } from '#shared/domain/letters/letter.ts';
import { letterTemplateOf } from '#shared/domain/letters/letter-template.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findPupilInSeat } from '#main/db/queries/pupil-seats.ts';
import { findEarlierLetter, findLetter, insertLetter, insertSlip, listSlipHistory, withdrawLetter } from '#main/db/repositories/letter.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { printByClass } from './class-bundles.ts';
import type { Session } from './core.ts';
import { imprintOf } from './imprint-of.ts';
import { letterPrintJob, sheetOf } from './letter-papers.ts';
import { toldProgrammes } from './letter-programmes.ts';
import { gradeName, overviewOf, slipRows } from './letter-register.ts';
import type { LetterPlace } from './letter-register.ts';
import { planSlips } from './letter-slips.ts';
import { api, classScope, read, requirePermission, slow, write } from './procedure.ts';
import { badInput, notFound, problemOf, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

interface Scope {
  readonly input: { readonly schoolId: number; readonly term: TermKey };
  readonly session: Session;
  readonly today: IsoDate;
}

function placeOf({ input, session, today }: Scope): LetterPlace {
  return { schoolId: input.schoolId, term: input.term, classIds: classScope(session), today };
}

/** The letter is the school's: a 班主任 records what came of it. */
function requireSchoolAccount(session: Session): void {
  if (classScope(session) !== null) throw refuse('letter.school_only', {});
}

function factsOf(db: ReadableDb, schoolId: number, term: TermKey, replyBy: IsoDate | null): LetterFacts {
  const settings = settingsOf(db, schoolId);
  return {
    school: findSchool(db, schoolId)?.name ?? '', schoolYear: schoolYearOf(term), grades: settings.gradeSet.slice(0, -1),
    groups: specialGroups.filter((group) => group.ordinal <= 14).map((group) => group.label),
    noticeDays: settings.noticeDays, noticeUnit: settings.noticeUnit, officePhone: settings.officePhone, countyPhone: settings.countyPhone, replyBy,
  };
}

interface IssueInput extends LetterWording {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly grades: readonly GradeKey[] | null;
  readonly issuedOn: IsoDate;
  readonly replyBy: IsoDate | null;
}

/** The letter as it would be stored; refuses what can't be filled or dated. */
function composed(db: ReadableDb, input: Omit<IssueInput, 'grades'>): LetterWording {
  const wording = { title: input.title, body: input.body, slipText: input.slipText };
  const problems = letterProblems(wording, schoolYearOf(input.term), input.issuedOn, input.replyBy);
  if (problems.length > 0) throw badInput(problems.map(({ code, facts }) => problemOf(code, facts as never)));
  return composeLetter(wording, factsOf(db, input.schoolId, input.term, input.replyBy));
}

export const lettersService = {
  overview: api.letters.overview.handler(read((scope) => overviewOf(scope.db, placeOf(scope)))),

  propose: api.letters.propose.handler(read(({ db, input }) => {
    const year = schoolYearOf(input.term);
    const last = findEarlierLetter(db, input.schoolId, year);
    const template = letterTemplateOf(year);
    const wording = input.from === 'last' && last ? carryForward(last, last.schoolYear, year) : composeLetter(template, factsOf(db, input.schoolId, input.term, null), ['回执期限']);
    return {
      ...wording, programmes: toldProgrammes(db, input.schoolId, findSchool(db, input.schoolId)?.stages ?? [], input.term),
      source: input.from === 'last' && last ? `沿用 ${last.schoolYear} 学年的告知书` : template.source, last: last ? { schoolYear: last.schoolYear, title: last.title } : null,
    };
  })),

  proof: api.letters.proof.handler(slow(async ({ core, db, input, session }) => {
    const programmes = toldProgrammes(db, input.schoolId, findSchool(db, input.schoolId)?.stages ?? [], input.term);
    const sheet = sheetOf({ ...composed(db, input), programmes, issuedOn: input.issuedOn, replyBy: input.replyBy }, { className: '＿＿＿＿', name: '＿＿＿＿' });
    return pdfFile('告知书样张.pdf', { kind: 'family_letter', school: findSchool(db, input.schoolId)?.name ?? '', sheets: [sheet], imprint: imprintOf(core, session) });
  })),

  issue: api.letters.issue.handler(write((scope) => {
    const { db, input, session, at, note } = scope;
    requireSchoolAccount(session);
    const known = new Set(overviewOf(db, placeOf(scope)).grades.map((grade) => grade.key));
    const unknown = (input.grades ?? []).find((grade) => !known.has(grade));
    if (unknown !== undefined) throw refuse('letter.grade_unknown', { grade: gradeName(unknown) || unknown });
    const programmes = toldProgrammes(db, input.schoolId, findSchool(db, input.schoolId)?.stages ?? [], input.term);
    const { grades, issuedOn, replyBy } = input;
    const letterId = insertLetter(
      db, { ...composed(db, input), schoolId: input.schoolId, schoolYear: schoolYearOf(input.term), programmes, grades, issuedOn, replyBy }, { accountId: session.accountId, at });
    const pupils = slipRows(db, placeOf(scope)).filter((row) => row.letterId === letterId).length;
    note({ letterId, name: input.title, count: pupils, onDate: issuedOn });
    return { letterId, pupils };
  })),

  withdraw: api.letters.withdraw.handler(write(({ db, input, session, at, note }) => {
    requireSchoolAccount(session);
    const letter = findLetter(db, input.schoolId, input.letterId);
    if (!letter) throw notFound('这份告知书');
    if (letter.withdrawn) throw refuse('letter.withdrawn_already', {});
    if (letter.slips > 0) throw refuse('letter.has_slips', { count: letter.slips });
    withdrawLetter(db, letter.id, input.reason, { accountId: session.accountId, at });
    note({ letterId: letter.id, reason: input.reason });
    return { done: true as const };
  })),

  record: api.letters.record.handler(write((scope) => {
    const { db, input, session, at, note } = scope;
    const plan = planSlips(db, placeOf(scope), input.entries);
    const problems = plan.flatMap((one) => one.problems);
    if (problems.length > 0) throw badInput(problems);
    const changed = plan.filter((one) => one.changed);
    for (const { slip, letterId } of changed) {
      if (letterId === null) throw new Error('a slip without a letter passed its check');
      insertSlip(db, { ...slip, schoolId: input.schoolId, schoolYear: schoolYearOf(input.term), letterId }, { accountId: session.accountId, at });
    }
    note({ count: changed.length });
    return { recorded: changed.length, unchanged: plan.length - changed.length };
  })),

  history: api.letters.history.handler(read(({ db, input, session }) => {
    const year = schoolYearOf(input.term);
    const pupil = findPupilInSeat(db, input.schoolId, input.studentId, year);
    const classIds = classScope(session);
    if (!pupil || (classIds !== null && !classIds.includes(pupil.classId ?? 0))) throw notFound('这名学生');
    const rows = listSlipHistory(db, input.schoolId, input.studentId, year).toReversed()
      .map(({ id, givenOn, returnedOn, choice, signer, relation, note, by, at }) => ({ id, givenOn, returnedOn, choice, signer, relation, note, by, at }));
    return { studentId: pupil.studentId, name: pupil.name, rows };
  })),

  print: api.letters.print.handler(slow(async (scope) => {
    const { core, db, input, session, signal, progress, transact } = scope;
    requirePermission(session, 'identification.read');
    const job = letterPrintJob(db, { ...placeOf(scope), what: input.what, asked: input.classIds, onlyNotGiven: input.onlyNotGiven, imprint: imprintOf(core, session) });
    if (job.rows.length === 0) throw refuse(input.what === 'letters' && !input.onlyNotGiven ? 'letter.no_letter_to_print' : 'letter.nobody_to_print', {});
    const printed = await printByClass({
      items: job.rows, classOf: (row) => row.classId, className: (row) => row.className, what: job.what, largest: job.largest, paper: (rows) => job.paper(rows), signal, progress,
    });
    transact(({ note }) => {
      note({ kind: input.what, count: job.rows.length, file: printed.file.name });
      return { pupils: job.rows.length };
    });
    return { file: printed.file, pupils: job.rows.length, papers: printed.papers };
  })),
};
