import type { ApplicationFileRow } from '#shared/contract/applications.ts';
import type { Problem } from '#shared/contract/base.ts';
import type { ApplicationDraft } from '#shared/domain/applications/application-form.ts';
import { readFormSheet } from '#shared/domain/applications/read-form-sheet.ts';
import type { SheetForm } from '#shared/domain/applications/read-form-sheet.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { listApplications } from '#main/db/repositories/application-form.ts';
import type { StoredApplication } from '#main/db/repositories/application-form.ts';
import { findImportedFile, insertImportedFile } from '#main/db/repositories/imported-file.ts';
import { FileRefusal } from '#main/files/file-refusal.ts';
import { readTable } from '#main/files/read-tables.ts';
import { applicantFinder, baseDraft, joinedClass, pileAction, pileSentence, pupilProblems, standingProblems, withPileOptions } from './application-import.ts';
import type { PileOptions } from './application-import.ts';
import { planReceipts, wordFormProblem } from './application-receipt.ts';
import type { FormToReceive, PlannedReceipt } from './application-receipt.ts';
import type { EntryContext } from './identification-entries.ts';
import { openSourceFile } from './imports/source-file.ts';
import type { SourceFile } from './imports/source-file.ts';
import { takeInPile } from './imports/purposes/application-summary.ts';
import { problemOf } from './refusal.ts';

const purpose = 'application_form';
/** A workbook may hold a class's forms, a sheet each. */
const mostSheets = 120;

/** One sheet of one file: a form, or why it is none. */
export interface ReadSheet {
  readonly source: SourceFile;
  readonly sheet: string;
  readonly form: SheetForm | null;
  readonly problem: Problem | null;
}

/** Reads every visible sheet of every file; a sheet that is no form counts only where its file has none at all. */
export async function readFormFiles(files: readonly File[], { signal, progress }: { readonly signal: AbortSignal; readonly progress: (done: number) => void }): Promise<readonly ReadSheet[]> {
  const sheets: ReadSheet[] = [];
  for (const [at, file] of files.entries()) {
    progress(at);
    const source = await openSourceFile(file);
    sheets.push(...await readFormFile(source, signal));
  }
  return sheets;
}

async function readFormFile(source: SourceFile, signal: AbortSignal): Promise<readonly ReadSheet[]> {
  try {
    const first = await readTable(source.bytes, {}, { signal });
    const others = first.sheets.filter(({ name, hidden }) => !hidden && name !== first.table.sheet).slice(0, mostSheets);
    const found: ReadSheet[] = [];
    for (const name of [null, ...others.map((other) => other.name)]) {
      const { table } = name === null ? first : await readTable(source.bytes, { sheet: name }, { signal });
      const form = readFormSheet(table);
      if (form !== null) found.push({ source, sheet: table.sheet, form, problem: null });
    }
    return found.length > 0 ? found : [{ source, sheet: first.table.sheet, form: null, problem: problemOf('application.no_form', { file: source.name }) }];
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    return [{ source, sheet: '', form: null, problem: problemOf(error.code, error.facts as never) }];
  }
}

interface JudgedSheet {
  readonly row: ApplicationFileRow;
  readonly read: ReadSheet;
  readonly receipt: PlannedReceipt | null;
}

/** What taking the sheets in would do, sheet by sheet. */
export function judgeFormFiles(db: ReadableDb, sheets: readonly ReadSheet[], options: PileOptions, context: EntryContext): readonly JudgedSheet[] {
  const year = schoolYearOf(context.term);
  const { finder } = applicantFinder(db, context, year);
  const stored = listApplications(db, context.schoolId, year);
  const firsts = new Map<number, string>();
  const named = sheets.map((read) => nameSheet(db, read, { finder, stored, firsts, year, options, schoolId: context.schoolId }));
  const receipts = planReceipts(db, named.flatMap(({ form }) => form ?? []), context);
  let next = 0;
  return named.map(({ read, pupil, form, wrong, looks }): JudgedSheet => {
    const receipt = form === null ? null : receipts[next++] ?? null;
    const own = receipt && read.form ? [...standingProblems(receipt), ...receipt.formProblems.filter((problem) => problem.severity === 'look').map(wordFormProblem)].map((problem) => inSheet(read, problem)) : [];
    const action = receipt === null || wrong.length > 0 ? null : pileAction(receipt);
    const problems = [...wrong, ...(action === 'same' ? [] : own), ...looks];
    return {
      read, receipt: action === null ? null : receipt,
      row: {
        fileName: read.source.name, sheet: read.sheet, layout: read.form?.draft.layout ?? null, studentId: pupil?.studentId ?? null, name: pupil?.name ?? read.form?.name ?? '',
        className: pupil ? formatPupilClass(pupil, year) : '', action, problems, bucket: action === null ? 'wrong' : problems.length > 0 || action === 'draft' || action === 'correct' ? 'look' : 'ok',
        understanding: wrong[0]?.sentence ?? (receipt && pupil ? pileSentence(receipt, pupil, year) : ''),
      },
    };
  });
}

interface Naming {
  readonly finder: ReturnType<typeof applicantFinder>['finder'];
  readonly stored: ReadonlyMap<number, StoredApplication>;
  readonly firsts: Map<number, string>;
  readonly year: SchoolYear;
  readonly options: PileOptions;
  readonly schoolId: number;
}

interface NamedSheet {
  readonly read: ReadSheet;
  readonly pupil: PupilLine | null;
  readonly form: FormToReceive | null;
  readonly wrong: readonly Problem[];
  readonly looks: readonly Problem[];
}

function nameSheet(db: ReadableDb, read: ReadSheet, { finder, stored, firsts, year, options, schoolId }: Naming): NamedSheet {
  const { form, source } = read;
  const before = findImportedFile(db, schoolId, purpose, source.sha256);
  if (form === null) return { read, pupil: null, form: null, wrong: read.problem ? [read.problem] : [], looks: [] };
  const asked = { name: form.name, classLabel: joinedClass(form.year, form.className), idNumber: form.idNumber };
  const found = finder.find(asked);
  const all = pupilProblems(found, asked, year).map(({ severity, code, facts }) => ({ severity, problem: inSheet(read, { ...problemOf(code, facts as never), column: code.includes('class_differs') ? 'className' : 'name' }) }));
  const wrong = all.filter((one) => one.severity === 'wrong').map((one) => one.problem);
  const looks = all.filter((one) => one.severity === 'look').map((one) => one.problem);
  if (before) wrong.push(problemOf('application.same_file', { file: source.name, date: before.importedAt.slice(0, 10) }));
  if (found.kind !== 'found') return { read, pupil: null, form: null, wrong, looks };
  const { pupil } = found;
  const first = firsts.get(pupil.studentId);
  if (first !== undefined) wrong.push(problemOf('application.file_twice', { name: pupil.name, file: first }));
  else firsts.set(pupil.studentId, source.name);
  if (wrong.length > 0) return { read, pupil, form: null, wrong, looks };
  const draft = withPileOptions(withKeptSignatures(form, stored.get(pupil.studentId)), options);
  return { read, pupil, wrong, looks, form: { studentId: pupil.studentId, draft: { ...draft, written: { ...draft.written, name: form.name } }, reason: `导入 ${source.name}`.slice(0, 200), source: null } };
}

/** A sheet seldom says who signed; what was signed for a form at the school stays signed. */
function withKeptSignatures({ draft }: SheetForm, stored: StoredApplication | undefined): ApplicationDraft {
  if (!stored?.form) return draft;
  const kept = baseDraft(stored, draft.layout);
  return { ...draft, promise: draft.promise.handwritten === 'unknown' && draft.promise.signedBy === '' ? kept.promise : draft.promise, consent: draft.consent.given === 'unknown' ? kept.consent : draft.consent };
}

function inSheet({ form, sheet }: ReadSheet, problem: Problem): Problem {
  const path = problem.column ?? '';
  const cell = form?.cells.get(path.startsWith('written.') ? path.slice('written.'.length) : path);
  return { ...problem, sheet, cell: cell ?? null };
}

/** Writes what can be taken in, each file under its own name; answers the counts. Runs inside the command's one transaction. */
export function takeInFormFiles(
  db: WritableDb, judged: readonly JudgedSheet[], place: { readonly schoolId: number; readonly term: TermKey }, stamp: { readonly accountId: number; readonly at: string },
): ReturnType<typeof takeInPile> {
  const { schoolId, term } = place;
  const ids = new Map<string, number>();
  const receipts = judged.flatMap(({ read: { source, sheet }, receipt }): PlannedReceipt[] => {
    if (receipt === null) return [];
    const importedFileId = ids.get(source.sha256) ?? insertImportedFile(db, {
      schoolId, purpose, name: source.name, sha256: source.sha256, sizeBytes: source.bytes.length, sheet, headerFingerprint: '',
      rowCount: judged.filter((one) => one.read.source.sha256 === source.sha256).length, term, importedAt: stamp.at, accountId: stamp.accountId, bytes: source.bytes,
    });
    ids.set(source.sha256, importedFileId);
    return [{ ...receipt, source: { importedFileId, rowNo: 0 } }];
  });
  return takeInPile(db, receipts, { schoolId, schoolYear: schoolYearOf(term) }, stamp);
}
