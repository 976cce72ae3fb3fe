import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { sideTexts } from '#shared/text/scoring.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCases } from '#main/db/queries/identification.ts';
import { listProcedureFacts } from '#main/db/queries/procedure-facts.ts';
import { findPupilClass, listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { insertSheet, listSheetsInForce } from '#main/db/repositories/score-sheet.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { StoredScoreTable } from '#main/db/repositories/score-table.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { writeZip } from '#main/files/zip-writer.ts';
import type { Paper } from '#main/print/paper.ts';
import { printPaper } from '#main/print/print-paper.ts';
import type { Core, Session } from './core.ts';
import { decisionBasis } from './decision-basis.ts';
import { imprintOf } from './imprint-of.ts';
import type { ReadScope, SlowScope } from './procedure.ts';
import { api, classScope, read, slow, write } from './procedure.ts';
import { badInput, notFound, refuse } from './refusal.ts';
import type { SheetContext, SheetEntry } from './scoring-entries.ts';
import { applySheets, planSheets, requireFillable, scoreChange } from './scoring-entries.ts';
import type { ScoredPupil } from './scoring-papers.ts';
import { fillableSheet, scoredPupils, sheetsPaper, summaryPaper } from './scoring-papers.ts';
import { scoringTableMethods, tableOf } from './scoring-tables.ts';
import { explainScores, gridOfTerm } from './scoring-views.ts';

/** More pupils than this in one document and the typesetter needs gigabytes. */
const largestDocument = 60;

interface Filling {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly tableId: number;
  readonly entries: readonly Pick<SheetEntry, 'studentId' | 'answers'>[];
  readonly side: SheetEntry['side'];
  readonly onDate: SheetEntry['onDate'];
  readonly by: string;
}

function contextOf({ db, input, session, today }: Pick<ReadScope<Filling>, 'db' | 'input' | 'session' | 'today'>): SheetContext {
  const table = tableOf(db, input.schoolId, input.tableId);
  requireFillable(table);
  return { schoolId: input.schoolId, term: input.term, table, today, classIds: classScope(session) };
}

function entriesOf({ entries, side, onDate, by }: Filling): SheetEntry[] {
  return entries.map((entry) => ({ ...entry, side, onDate, by, source: null }));
}

interface PaperInput {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly tableId: number;
  readonly classId?: number | undefined;
  readonly studentIds?: readonly number[] | undefined;
}

/** Pupils with a case or a sheet; everyone of a class who is asked for by name of the class has a line to be filled. */
function pupilsFor(db: ReadableDb, table: StoredScoreTable, input: PaperInput, { session, today }: Pick<ReadScope<unknown>, 'session' | 'today'>): readonly ScoredPupil[] {
  return scoredPupils(db, table, { schoolId: input.schoolId, term: input.term, today, classIds: classScope(session), classId: input.classId ?? null, studentIds: input.studentIds ?? null });
}

function printingOf(db: ReadableDb, { schoolId, term }: Pick<PaperInput, 'schoolId' | 'term'>, core: Core, session: Session) {
  const school = findSchool(db, schoolId)?.name ?? '';
  return { school, term, imprint: imprintOf(core, session) };
}

async function pdfOf(name: string, paper: Paper, signal: AbortSignal): Promise<File> {
  return new File([await printPaper(paper, signal)], `${safeName(name)}.pdf`, { type: 'application/pdf' });
}

/** Signs no file system takes are left out of names. */
function safeName(name: string): string {
  return name.replace(/[\\/:*?"<>|]|\p{Cc}/gu, '_');
}

/** A document a class, one file or several packed; cancelled between documents and inside one. */
async function printByClass({ progress, signal }: Pick<SlowScope<unknown>, 'progress' | 'signal'>, pupils: readonly ScoredPupil[], paperOf: (part: readonly ScoredPupil[]) => Paper): Promise<File> {
  const parts = [...Map.groupBy(pupils, (pupil) => pupil.className)].flatMap(([className, all]) =>
    Array.from({ length: Math.ceil(all.length / largestDocument) }, (_, at) => ({ name: `${className === '' ? '未分班' : className}${at === 0 ? '' : `-${at + 1}`}-量化测评表`, pupils: all.slice(at * largestDocument, (at + 1) * largestDocument) })));
  const files: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  let done = 0;
  for (const part of parts) {
    progress({ done, total: pupils.length, label: '打印量化测评表' });
    files.push({ name: `${safeName(part.name)}.pdf`, bytes: await printPaper(paperOf(part.pupils), signal) });
    done += part.pupils.length;
  }
  const [only] = files;
  return only && files.length === 1 ? new File([only.bytes], only.name, { type: 'application/pdf' })
    : new File([writeZip(files) as Uint8Array<ArrayBuffer>], '量化测评表.zip', { type: 'application/zip' });
}

export const scoringService = {
  ...scoringTableMethods,

  grid: api.scoring.grid.handler(read(({ db, input, session, today }) => {
    const table = tableOf(db, input.schoolId, input.tableId);
    return { rows: gridOfTerm(db, table, { ...input, today, classIds: classScope(session) }) };
  })),

  checkSheets: api.scoring.checkSheets.handler(read((scope) => {
    const plan = planSheets(scope.db, entriesOf(scope.input), contextOf(scope));
    const changed = plan.filter(({ sheet }) => sheet !== null).length;
    return { changed, unchanged: plan.length - changed, problems: plan.flatMap(({ studentId, problems }) => problems.map((problem) => ({ ...problem, studentId }))) };
  })),

  saveSheets: api.scoring.saveSheets.handler(write((scope) => {
    const { db, input, session, at, note } = scope;
    const plan = planSheets(db, entriesOf(input), contextOf(scope));
    const problems = plan.flatMap((one) => one.problems);
    if (problems.length > 0) throw badInput(problems);
    const effects = applySheets(db, plan, { accountId: session.accountId, at });
    note({ tableId: input.tableId, side: sideTexts[input.side], onDate: input.onDate, by: input.by, ...effects });
    return effects;
  })),

  withdraw: api.scoring.withdraw.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, term, studentId, reason } = input;
    const pupil = listPupilLines(db, schoolId).find((line) => line.studentId === studentId);
    const classIds = classScope(session);
    if (!pupil || (classIds !== null && !classIds.includes(findPupilClass(db, studentId) ?? 0))) throw notFound('这名学生');
    const sheet = listSheetsInForce(db, schoolId, term).find((one) => one.studentId === studentId);
    if (!sheet || sheet.withdrawnReason !== null) throw refuse('scoring.no_sheet', { name: pupil.name });
    const { tableId, trial, groupKeys } = sheet;
    const year = schoolYearOf(term);
    const bare = trial ? [] : decisionBasis(db, schoolId, year)(scoreChange({ studentId, name: pupil.name, before: sheet, scoredOn: null }, listProcedureFacts(db, schoolId, year, studentId)));
    if (bare.length > 0) throw badInput(bare);
    insertSheet(db, { schoolId, studentId, term, tableId, trial, self: null, verified: null, groupKeys, scoredOn: null, withdrawnReason: reason, source: null }, { accountId: session.accountId, at });
    note({ studentId, reason });
    return { done: true as const };
  })),

  explain: api.scoring.explain.handler(read(({ db, input, session, today }) => explainScores(db, { ...input, today, classIds: classScope(session) }))),

  blankPdf: api.scoring.blankPdf.handler(slow(async ({ db, input, session, core, signal }) => {
    const table = tableOf(db, input.schoolId, input.tableId);
    return pdfOf(`${table.name}（空白）`, sheetsPaper(table, null, printingOf(db, input, core, session)), signal);
  })),

  sheetsPdf: api.scoring.sheetsPdf.handler(slow(async (scope) => {
    const { db, input, session, core } = scope;
    const table = tableOf(db, input.schoolId, input.tableId);
    const pupils = pupilsFor(db, table, input, scope).filter((pupil) => pupil.sheet !== null);
    if (pupils.length === 0) throw refuse('scoring.nobody_to_print', {});
    const printing = printingOf(db, input, core, session);
    return printByClass(scope, pupils, (part) => sheetsPaper(table, part, printing));
  })),

  summaryPdf: api.scoring.summaryPdf.handler(slow(async (scope) => {
    const { db, input, session, core, signal } = scope;
    const table = tableOf(db, input.schoolId, input.tableId);
    const pupils = pupilsFor(db, table, input, scope).filter((pupil) => pupil.sheet !== null || pupil.hasCase);
    if (pupils.length === 0) throw refuse('scoring.nobody_to_print', {});
    return pdfOf(`量化测评汇总表 ${formatTermShort(input.term)}`, summaryPaper(table, pupils, printingOf(db, input, core, session)), signal);
  })),

  sheetXlsx: api.scoring.sheetXlsx.handler(read((scope) => {
    const { db, input } = scope;
    const table = tableOf(db, input.schoolId, input.tableId);
    const cases = new Set(listCases(db, input.schoolId, schoolYearOf(input.term)).filter((one) => one.state !== 'declined').map((one) => one.studentId));
    const all = pupilsFor(db, table, input, scope);
    const pupils = all.filter((pupil) => cases.has(pupil.studentId) || pupil.sheet !== null);
    const bytes = writeXlsx([fillableSheet(table, pupils.length > 0 ? pupils : all, input.side)]);
    return new File([bytes as Uint8Array<ArrayBuffer>], `${safeName(`量化测评${sideTexts[input.side]} ${table.name} ${formatTermShort(input.term)}`)}.xlsx`);
  })),
};
