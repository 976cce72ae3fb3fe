import type { ImportResult } from '#shared/contract/imports.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { setColumnMapping } from '#main/db/repositories/column-mapping.ts';
import { findImportedFile, insertImportedFile } from '#main/db/repositories/imported-file.ts';
import type { WriteScope } from '../procedure.ts';
import { badInput, problemOf, refuse } from '../refusal.ts';
import type { PreparedImport } from './prepare-import.ts';
import { fileProblems } from './prepare-import.ts';

export interface Confirmation {
  readonly decisions: { readonly rows: Readonly<Record<string, string>>; readonly own: Readonly<Record<string, unknown>> };
  readonly leaveOutWrongRows: boolean;
  readonly again: boolean;
}

const mostProblems = 500;

/** 2025-09-03T02:11:00.000Z on the user's wall: 2025年9月3日 10:11. */
function wallTime(instant: string): string {
  const date = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日 ${two(date.getHours())}:${two(date.getMinutes())}`;
}

function refuseSameFile(db: ReadableDb, { purpose, source, context }: PreparedImport, again: boolean): void {
  const before = findImportedFile(db, context.schoolId, purpose.purpose, source.sha256);
  if (before && !(again && purpose.mayRepeatFile)) throw refuse('imports.same_file', { date: wallTime(before.importedAt), name: before.name });
}

/** Refused away from the preview, a problem has to say by itself where it is: the file, the sheet of a workbook, the cell. */
function refuseWrongRows({ purpose, rows, source, understood: { table } }: PreparedImport, leaveOut: boolean): ReadonlySet<number> {
  const wrong = rows.filter(({ bucket }) => bucket === 'wrong');
  if (wrong.length === 0 || (leaveOut && purpose.mayLeaveOutWrongRows)) return new Set(wrong.map(({ rowNumber }) => rowNumber));
  const facts = { file: source.name, wrong: wrong.length, total: rows.length };
  const summary = purpose.mayLeaveOutWrongRows ? problemOf('imports.wrong_rows', facts) : problemOf('imports.wrong_rows_all', facts);
  const sheet = table.kind === 'xlsx' || table.kind === 'xls' ? { sheet: table.sheet } : {};
  throw badInput([summary, ...wrong.flatMap(({ problems }) => problems).slice(0, mostProblems).map((problem) => ({ ...problem, ...sheet }))]);
}

/** The choice for every row that offers one: the user's, else its default. A row with neither keeps the file out. */
function rowChoices({ rows }: PreparedImport, given: Readonly<Record<string, string>>, leftOut: ReadonlySet<number>): ReadonlyMap<number, string> {
  const choices = new Map<number, string>();
  const undecided: number[] = [];
  for (const { rowNumber, choices: offered, defaultChoice } of rows) {
    if (!offered || offered.length === 0 || leftOut.has(rowNumber)) continue;
    const choice = given[String(rowNumber)] ?? defaultChoice;
    if (choice === undefined) undecided.push(rowNumber);
    else if (!offered.some(({ key }) => key === choice)) throw refuse('imports.choice_unknown', { row: rowNumber, choice });
    else choices.set(rowNumber, choice);
  }
  if (undecided.length > 0) {
    throw refuse('imports.undecided', { count: undecided.length, rows: `${undecided.slice(0, 12).join('、')}${undecided.length > 12 ? '…' : ''}` });
  }
  return choices;
}

/** Writes a prepared import: the file's own row, the subject's rows, the remembered mapping. Runs inside the command's one transaction. */
export function confirmImport(scope: WriteScope<unknown>, prepared: PreparedImport, confirmation: Confirmation): ImportResult {
  const { db, at, operationId } = scope;
  const { purpose, source, understood, analysis, context, rows } = prepared;
  const problems = fileProblems(prepared);
  if (problems.length > 0 || analysis === null) throw badInput(problems);
  refuseSameFile(db, prepared, confirmation.again);
  const leftOut = refuseWrongRows(prepared, confirmation.leaveOutWrongRows);
  const choices = rowChoices(prepared, confirmation.decisions.rows, leftOut);
  const decisions = purpose.decisions.safeParse(confirmation.decisions.own);
  if (!decisions.success) {
    throw badInput(decisions.error.issues.map((issue) => problemOf('imports.options_invalid', { field: issue.path.join('.'), message: issue.message })));
  }
  const importedFileId = insertImportedFile(db, {
    schoolId: context.schoolId, purpose: purpose.purpose, name: source.name, sha256: source.sha256, sizeBytes: source.bytes.length,
    sheet: understood.table.sheet, headerFingerprint: understood.fingerprint, rowCount: rows.length, term: context.term, importedAt: at,
    accountId: context.accountId, bytes: purpose.keepsBytes ? source.bytes : new Uint8Array(),
  });
  const outcome = purpose.commit(db, understood.mapped, analysis, {
    ...context, importedFileId, operationId, at, rowChoices: choices, decisions: decisions.data, leftOut,
  });
  if (outcome.accepted + outcome.refused !== rows.length) {
    throw new Error(`${purpose.purpose}: ${outcome.accepted} accepted + ${outcome.refused} refused of ${rows.length} rows`);
  }
  setColumnMapping(db, purpose.purpose, understood.fingerprint, understood.mapping as Record<string, number>, at);
  const { accepted, refused, facts } = outcome;
  scope.note({ purpose: purpose.purpose, file: source.name, sha256: source.sha256, rows: rows.length, accepted, refused, ...facts });
  const counts = Object.entries(facts).map(([label, count]) => `${label} ${count}`);
  return {
    importedFileId, rowCount: rows.length, accepted, refused, facts: { ...facts }, notes: [...(outcome.notes ?? [])],
    sentence: sentenceOf('imports.done', { rows: rows.length, accepted, refused }) + (counts.length > 0 ? `其中${counts.join('，')}。` : ''),
  };
}
