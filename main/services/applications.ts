import { formatSchoolYear, schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { ApplicationDraft } from '#shared/domain/applications/application-form.ts';
import { moveApplication } from '#shared/domain/applications/application-state.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { isOnRoll } from '#shared/domain/roster/student-status.ts';
import type { StudentStatus } from '#shared/domain/roster/student-status.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import { inversionsOf } from '#shared/domain/identification/procedure.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findCase } from '#main/db/queries/identification.ts';
import { listProcedureFacts } from '#main/db/queries/procedure-facts.ts';
import { dropApplicationDraft, findApplication, insertApplicationEvent, saveApplicationDraft } from '#main/db/repositories/application-form.ts';
import { countAttachments } from '#main/db/repositories/attachment.ts';
import { insertEvidenceCheck } from '#main/db/repositories/evidence-check.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { findStudent } from '#main/db/repositories/student.ts';
import type { StudentRow } from '#main/db/repositories/student.ts';
import { judgeFormFiles, readFormFiles, takeInFormFiles } from './application-files.ts';
import { importContext } from './application-import.ts';
import type { SheetAsk } from './application-paper.ts';
import { blankSheetOf, printableForms } from './application-paper.ts';
import { checkTemplates, printForms, printFormsByClass } from './application-printing.ts';
import { applyReceipts, planReceipts, wordFormProblem } from './application-receipt.ts';
import { blankFormFile, summaryFile } from './application-sheets.ts';
import { applicationRows, applicationView, summaryLines } from './application-views.ts';
import type { Session } from './core.ts';
import { decisionBasis } from './decision-basis.ts';
import { moveCases } from './identification-cases.ts';
import { imprintOf } from './imprint-of.ts';
import { procedureOf } from './procedure-of-school.ts';
import { api, classScope, read, slow, write } from './procedure.ts';
import { badInput, notFound, problemOf, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

interface OfPupil {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly studentId: number;
}

/** The pupil, where this account may reach it. */
function openPupil(db: ReadableDb, session: Session, { schoolId, studentId }: OfPupil): StudentRow {
  const student = findStudent(db, schoolId, studentId);
  const classIds = classScope(session);
  if (!student || (classIds !== null && !classIds.includes(student.classId ?? 0))) throw notFound('这名学生');
  return student;
}

/** Who may not see the number the family wrote keeps it when saving: the window never had it. */
function withKeptNumber(db: ReadableDb, session: Session, place: OfPupil, draft: ApplicationDraft): ApplicationDraft {
  if (session.can('sensitive.show')) return draft;
  const stored = findApplication(db, place.schoolId, schoolYearOf(place.term), place.studentId);
  const kept = stored?.draft?.written.idNumber ?? stored?.form?.written.idNumber ?? '';
  return { ...draft, written: { ...draft.written, idNumber: kept } };
}

function sheetAsk(db: ReadableDb, session: Session, today: IsoDate, input: Omit<SheetAsk, 'today' | 'schoolLayout' | 'showsContacts'>): SheetAsk {
  if (input.clear && !session.can('sensitive.show')) throw refuse('dossier.clear_needs_permission', {});
  return { ...input, today, schoolLayout: settingsOf(db, input.schoolId).applicationLayout, showsContacts: session.can('sensitive.show') };
}

export const applicationsService = {
  list: api.applications.list.handler(read(({ db, input, session, today }) => applicationRows(db, { ...input, today }, classScope(session)))),

  get: api.applications.get.handler(read(({ db, input, session, today }) => {
    openPupil(db, session, input);
    return applicationView(db, session, { ...input, today });
  })),

  saveDraft: api.applications.saveDraft.handler(write(({ db, input, session, at, note }) => {
    const { name } = openPupil(db, session, input);
    const schoolYear = schoolYearOf(input.term);
    const formId = saveApplicationDraft(db, { ...input, schoolYear }, withKeptNumber(db, session, input, input.draft), { accountId: session.accountId, at });
    note({ studentId: input.studentId, name });
    return { savedAt: at, formId };
  })),

  discardDraft: api.applications.discardDraft.handler(write(({ db, input, session, note }) => {
    const { name } = openPupil(db, session, input);
    const stored = findApplication(db, input.schoolId, schoolYearOf(input.term), input.studentId);
    if (!stored?.draft) throw refuse('application.no_draft', { name });
    // A scan put to a form that was never received keeps the form: it would have nowhere to belong.
    if (stored.state === 'draft' && (countAttachments(db, input.schoolId, 'application').get(stored.formId) ?? 0) > 0) throw refuse('application.draft_has_scans', { name });
    dropApplicationDraft(db, stored.formId);
    note({ studentId: input.studentId, name });
    return { done: true as const };
  })),

  receive: api.applications.receive.handler(write(({ db, input, session, today, at, note }) => {
    const { name } = openPupil(db, session, input);
    const { schoolId, term, studentId, reason } = input;
    const draft = withKeptNumber(db, session, input, input.draft);
    const context = { schoolId, term, today, gradeSet: settingsOf(db, schoolId).gradeSet, classIds: classScope(session) };
    const [receipt] = planReceipts(db, [{ studentId, draft, reason, source: null }], context);
    if (!receipt || receipt.wrong.length > 0) throw badInput(receipt?.wrong ?? []);
    if (receipt.event === 'same') throw refuse('application.nothing_changed', { name });
    if (receipt.event === 'correct' && reason.length < 2) throw badInput([problemOf('application.reason_missing', { name }, { column: 'reason' })]);
    const move = moveApplication(receipt.from, receipt.event);
    if (!move.ok) throw refuse('application.state_forbids', { name, state: receipt.from, event: receipt.event });
    applyReceipts(db, [receipt], { schoolId, schoolYear: schoolYearOf(term) }, { accountId: session.accountId, at });
    note({ studentId, name, event: receipt.event, versionNo: receipt.versionNo, appliedOn: receipt.form?.appliedOn ?? null, reason });
    return { state: move.to, versionNo: receipt.versionNo, looks: receipt.formProblems.filter((problem) => problem.severity === 'look').map(wordFormProblem) };
  })),

  withdraw: api.applications.withdraw.handler(write(({ db, input, session, today, at, note }) => {
    const { name } = openPupil(db, session, input);
    const { schoolId, studentId, reason } = input;
    const schoolYear = schoolYearOf(input.term);
    const stored = findApplication(db, schoolId, schoolYear, studentId);
    if (!stored) throw notFound('这份申请表');
    const move = moveApplication(stored.state, 'withdraw');
    if (!move.ok) throw refuse('application.state_forbids', { name, state: stored.state, event: 'withdraw' });
    const stamp = { accountId: session.accountId, at };
    if (input.declineCase) {
      if (findCase(db, schoolId, studentId, schoolYear)?.state !== 'applied') throw refuse('application.withdraw_decided', { name });
      moveCases(db, { schoolId, schoolYear, studentIds: [studentId], event: 'decline', onDate: today, note: reason, impossible: 'refuse' }, stamp);
    }
    insertApplicationEvent(db, { formId: stored.formId, event: 'withdraw', from: stored.state, to: move.to, note: reason }, stamp);
    note({ studentId, name, reason, declineCase: input.declineCase });
    return { done: true as const };
  })),

  exportSummary: api.applications.exportSummary.handler(read(({ db, input, session, today }) => {
    const lines = summaryLines(db, session, { ...input, today });
    const school = findSchool(db, input.schoolId)?.name ?? '';
    return summaryFile(lines, `${school}${input.classId === undefined ? '' : lines[0]?.className ?? ''}认定申请汇总（${formatSchoolYear(schoolYearOf(input.term))}）.xlsx`);
  })),

  blankSheet: api.applications.blankSheet.handler(read(({ input }) => blankFormFile(input.layout))),

  print: api.applications.print.handler(slow(async ({ core, db, input, session, today, signal, transact }) => {
    openPupil(db, session, input);
    const [form] = printableForms(db, sheetAsk(db, session, today, input), (line) => line.studentId === input.studentId);
    if (!form) throw notFound('这份申请表');
    const pdf = await printForms(form.layout, [form.sheet], input.content === 'filled', imprintOf(core, session), signal);
    transact(({ note }) => {
      note({ studentId: form.studentId, name: form.name, content: input.content, clear: input.clear });
      return { printed: form.studentId };
    });
    return new File([pdf], `${form.className}-${form.name}-认定申请表.pdf`.replace(/[\\/:*?"<>|]/gu, '_'), { type: 'application/pdf' });
  })),

  printBlank: api.applications.printBlank.handler(slow(async ({ core, db, input, session, signal }) => {
    const school = findSchool(db, input.schoolId)?.name ?? '';
    return new File([await printForms(input.layout, [blankSheetOf(input.layout, school)], false, imprintOf(core, session), signal)], '认定申请表（空白）.pdf', { type: 'application/pdf' });
  })),

  printMany: api.applications.printMany.handler(slow(async ({ core, db, input, session, today, signal, progress, transact }) => {
    const scope = classScope(session);
    const { classIds } = input;
    const forms = printableForms(db, sheetAsk(db, session, today, input), (line) => (scope === null || scope.includes(line.classId ?? 0)) && (classIds === undefined || classIds.includes(line.classId ?? 0))
      && (input.content === 'filled' || isOnRoll(line.status as StudentStatus)));
    if (forms.length === 0) throw refuse('application.nothing_to_print', {});
    const printed = await printFormsByClass({ forms, filled: input.content === 'filled', imprint: imprintOf(core, session), signal, progress });
    transact(({ note }) => {
      note({ forms: forms.length, papers: printed.papers, content: input.content, classIds: classIds ?? null, clear: input.clear });
      return { forms: forms.length };
    });
    return { file: printed.file, forms: forms.length, papers: printed.papers };
  })),

  templates: api.applications.templates.handler(slow(async ({ core, db, input, session, signal }) => {
    const standings = await checkTemplates(core.ports.archivesRoot, findSchool(db, input.schoolId)?.name ?? '', imprintOf(core, session), signal);
    return standings.map(({ problem, ...standing }) => ({ ...standing, problem: problem === null ? null : sentenceOf('application.template_broken', { ...problem }) }));
  })),

  previewForms: api.applications.previewForms.handler(slow(async ({ db, input, session, today, signal, progress }) => {
    const sheets = await readFormFiles(input.files, { signal, progress: (done) => progress({ done, total: input.files.length, label: '读申请表' }) });
    return { rows: judgeFormFiles(db, sheets, input.options, importContext(db, { ...input, today, accountId: session.accountId })).map(({ row }) => row) };
  })),

  receiveForms: api.applications.receiveForms.handler(slow(async ({ input, signal, progress, transact }) => {
    const sheets = await readFormFiles(input.files, { signal, progress: (done) => progress({ done, total: input.files.length, label: '读申请表' }) });
    return transact(({ db, session, today, at, note }) => {
      const judged = judgeFormFiles(db, sheets, input.options, importContext(db, { ...input, today, accountId: session.accountId }));
      const wrong = judged.filter(({ receipt }) => receipt === null);
      if (wrong.length > 0 && !input.leaveOutWrong) {
        throw badInput([problemOf('application.files_wrong', { wrong: wrong.length, total: judged.length }), ...wrong.flatMap(({ row }) => row.problems)]);
      }
      const done = takeInFormFiles(db, judged, input, { accountId: session.accountId, at });
      note({ files: input.files.length, leftOut: wrong.length, ...done });
      return { received: done.收下, corrected: done.更正, drafts: done.存为草稿, same: done.没有变化, leftOut: wrong.length };
    });
  })),

  recordCheck: api.applications.recordCheck.handler(write(({ db, input, session, today, at, note }) => {
    const { name } = openPupil(db, session, input);
    const { schoolId, studentId, item, result, reviewer, checkedOn, note: remark } = input;
    const schoolYear = schoolYearOf(input.term);
    if (checkedOn > today) throw refuse('application.check_in_future', { date: checkedOn, today });
    if (result !== 'accepted' && remark === '') throw refuse('application.check_needs_note', {});
    const facts = listProcedureFacts(db, schoolId, schoolYear, studentId).get(studentId) ?? [];
    if (result !== 'accepted') {
      const bare = decisionBasis(db, schoolId, schoolYear)({ studentId, name, before: facts, after: facts.filter((fact) => fact.step !== 'evidence') });
      if (bare.length > 0) throw badInput(bare);
    } else {
      const already = facts.some((fact) => fact.step === 'evidence' && fact.onDate <= checkedOn);
      const inverted = already ? [] : inversionsOf(procedureOf(db, schoolId, schoolYear).spec, facts, { step: 'evidence', onDate: checkedOn });
      if (inverted.length > 0) throw badInput(inverted.map((one) => problemOf('procedure.dates_inverted', { name, ...one })));
    }
    const id = insertEvidenceCheck(db, { schoolId, studentId, schoolYear, item, result, reviewer, checkedOn, note: remark }, { accountId: session.accountId, at });
    note({ studentId, name, item, result, checkedOn });
    return { id };
  })),
};
