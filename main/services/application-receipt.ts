import type { Problem } from '#shared/contract/base.ts';
import type { ApplicationDraft, ApplicationForm } from '#shared/domain/applications/application-form.ts';
import { compareForms } from '#shared/domain/applications/compare-forms.ts';
import type { ApplicationState } from '#shared/domain/applications/application-state.ts';
import { isAtSchool, moveApplication } from '#shared/domain/applications/application-state.ts';
import type { FormProblem } from '#shared/domain/applications/form-problem.ts';
import { readApplication } from '#shared/domain/applications/read-application.ts';
import type { ApplicationContext } from '#shared/domain/applications/read-application.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { moveCase } from '#shared/domain/identification/case-state.ts';
import { isSpecialGroupKey } from '#shared/domain/identification/special-group.ts';
import { formatStudentStatus, isOnRoll } from '#shared/domain/roster/student-status.ts';
import type { StudentStatus } from '#shared/domain/roster/student-status.ts';
import { formProblemSentence } from '#shared/text/applications.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listCases } from '#main/db/queries/identification.ts';
import type { CaseLine } from '#main/db/queries/identification.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { insertApplicationEvent, insertApplicationVersion, listApplications, saveApplicationDraft } from '#main/db/repositories/application-form.ts';
import type { StoredApplication } from '#main/db/repositories/application-form.ts';
import type { Stamp } from '#main/db/repositories/identification-case.ts';
import { applicationContexts } from './application-facts.ts';
import { applyEntries, planEntries } from './identification-entries.ts';
import type { Entry, EntryContext, PlannedEntry } from './identification-entries.ts';
import { problemOf } from './refusal.ts';

/** A form to be taken in: typed, or from a row or file. */
export interface FormToReceive {
  readonly studentId: number;
  readonly draft: ApplicationDraft;
  readonly reason: string;
  readonly source: { readonly importedFileId: number; readonly rowNo: number } | null;
}

/** What taking it in will write, and what stands against it. */
export interface PlannedReceipt {
  readonly studentId: number;
  readonly name: string;
  /** Null while something is wrong. */
  readonly form: (ApplicationForm & { readonly appliedOn: IsoDate }) | null;
  readonly draft: ApplicationDraft;
  readonly event: 'receive' | 'correct' | 'same';
  readonly from: ApplicationState;
  readonly versionNo: number;
  readonly reason: string;
  readonly wrong: readonly Problem[];
  /** The same problems as the form's reader gave them, with their fields. */
  readonly formProblems: readonly FormProblem[];
  readonly entry: PlannedEntry | null;
  readonly source: FormToReceive['source'];
}

/** A problem of a form, worded, with the field it stands at. */
export function wordFormProblem(problem: FormProblem): Problem {
  return { code: problem.code, facts: problem.facts as Problem['facts'], sentence: formProblemSentence(problem), column: problem.path };
}

/** Works out what taking these forms in would do, without writing: typed forms and imported ones go the same way. */
export function planReceipts(db: ReadableDb, forms: readonly FormToReceive[], context: EntryContext): readonly PlannedReceipt[] {
  const year = schoolYearOf(context.term);
  const contexts = applicationContexts(db, context.schoolId, context.term, context.today);
  const stored = listApplications(db, context.schoolId, year);
  const pupils = new Map(listPupilLines(db, context.schoolId).map((line) => [line.studentId, line]));
  const cases = new Map(listCases(db, context.schoolId, year).map((one) => [one.studentId, one]));
  const read = forms.map((form): PlannedReceipt => {
    const pupil = pupils.get(form.studentId);
    const against = contexts(form.studentId);
    return planReceipt(form, pupil && against ? { name: pupil.name, status: pupil.status as StudentStatus, against } : null, stored.get(form.studentId));
  });
  const entries = read.flatMap(({ studentId, form, event }) => (form === null || event === 'same' ? [] : caseEntry(cases.get(studentId), studentId, form.appliedOn)));
  const planned = new Map(planEntries(db, entries, context).map((one) => [one.studentId, one]));
  return read.map((one) => {
    const entry = planned.get(one.studentId);
    return entry === undefined ? one : { ...one, entry, wrong: [...one.wrong, ...entry.problems] };
  });
}

interface Known {
  readonly name: string;
  readonly status: StudentStatus;
  readonly against: ApplicationContext;
}

function planReceipt({ studentId, draft, reason, source }: FormToReceive, known: Known | null, stored: StoredApplication | undefined): PlannedReceipt {
  const from = stored?.state ?? 'draft';
  const atSchool = isAtSchool(from);
  const nothing: PlannedReceipt = {
    studentId, name: known?.name ?? '', form: null, draft, event: atSchool ? 'correct' : 'receive', from, versionNo: (stored?.versionNo ?? 0) + 1,
    reason: reason !== '' || (stored?.versionNo ?? 0) === 0 ? reason : atSchool ? '' : '重新递交', wrong: [], formProblems: [], entry: null, source,
  };
  if (known === null) return { ...nothing, wrong: [problemOf('identification.student_unknown', {})] };
  const { form, problems } = readApplication(draft, known.against);
  const wrong = problems.filter((problem) => problem.severity === 'wrong').map(wordFormProblem);
  if (!isOnRoll(known.status)) wrong.push(problemOf('application.not_on_roll', { name: known.name, status: formatStudentStatus(known.status) }));
  for (const text of Object.keys(form.groups)) if (!isSpecialGroupKey(text)) wrong.push(problemOf('application.group_unknown', { text }, { column: 'groups' }));
  const { appliedOn } = form;
  const complete = wrong.length === 0 && appliedOn !== null ? { ...form, appliedOn } : null;
  const before = stored?.form ?? null;
  const same = atSchool && complete !== null && before !== null && compareForms(before, complete).length === 0;
  return { ...nothing, form: complete, wrong, formProblems: problems, event: same ? 'same' : nothing.event };
}

/**
 * What a form does to the case: it opens one or moves it to 已申请 where that can happen; a case past that, opened by application, gets the form's date;
 * a case a list opened and a body has decided on is left alone.
 */
function caseEntry(one: CaseLine | undefined, studentId: number, appliedOn: IsoDate): Entry[] {
  const entry: Entry = { studentId, appliedOn, addGroups: [], reason: '', decision: null, source: null };
  if (one === undefined || moveCase(one.state, 'apply').ok) return [{ ...entry, route: 'application' }];
  return one.route === 'application' ? [entry] : [];
}

/** Writes receipts that have nothing against them. */
export function applyReceipts(db: WritableDb, receipts: readonly PlannedReceipt[], place: { readonly schoolId: number; readonly schoolYear: string }, stamp: Stamp): void {
  for (const one of receipts) {
    if (one.form === null || one.event === 'same') continue;
    const move = moveApplication(one.from, one.event);
    if (!move.ok) throw new Error(`a form that is ${one.from} can't ${one.event}`);
    const formId = saveApplicationDraft(db, { ...place, studentId: one.studentId }, one.draft, stamp);
    insertApplicationVersion(db, { formId, versionNo: one.versionNo, form: one.form, reason: one.reason, source: one.source }, stamp);
    insertApplicationEvent(db, { formId, event: one.event, from: one.from, to: move.to, note: one.reason }, stamp);
  }
  applyEntries(db, receipts.flatMap(({ entry }) => entry ?? []), place, stamp);
}
