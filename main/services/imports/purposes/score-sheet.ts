import * as z from 'zod';
import type { Problem } from '#shared/contract/base.ts';
import { scoreSheetOptionsSchema } from '#shared/contract/scoring.ts';
import type { ScoreSheetOptions } from '#shared/contract/scoring.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { readAnswer } from '#shared/domain/scoring/read-answer.ts';
import type { Mark, ScoreItem } from '#shared/domain/scoring/score-table.ts';
import { itemsOf } from '#shared/domain/scoring/score-table.ts';
import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';
import type { MappedRow, MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import { sideTexts } from '#shared/text/scoring.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { findAccount } from '#main/db/repositories/account.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { findScoreTable } from '#main/db/repositories/score-table.ts';
import { PupilFinder } from '#main/services/pupil-finder.ts';
import type { FoundPupil } from '#main/services/pupil-finder.ts';
import { problemOf, refuse } from '#main/services/refusal.ts';
import { requireFillable } from '#main/services/scoring-entries.ts';
import type { PlannedSheet, SheetContext, SheetEntry } from '#main/services/scoring-entries.ts';
import { applySheets, planSheets } from '#main/services/scoring-entries.ts';
import { rowProblem } from '../row-problem.ts';
import type { ImportAnalysis, ImportCommitContext, ImportContext, ImportOutcome, ImportPurpose, RowReading } from '../purpose.ts';

const pupilFields: FieldCatalogue = [
  { key: 'name', label: '姓名', kind: 'name', aliases: ['学生姓名', '学生', '姓 名'], required: true },
  { key: 'className', label: '班级', kind: 'class', aliases: ['班级名称', '所在班级', '班别', '年级班级', '班'] },
  { key: 'idNumber', label: '身份证号', kind: 'id_number', aliases: ['身份证号码', '身份证件号', '证件号码', '公民身份号码'] },
];

/** The pupil's columns and one for each item of the table, under the item's own name. */
function fieldsOf({ items }: ScoreSheetOptions): FieldCatalogue {
  return [...pupilFields, ...items.map(({ key, label }) => ({ key, label, kind: 'text' as const, aliases: [] }))];
}

export interface ScoreSheetPlan {
  readonly rows: readonly { readonly rowNo: number; readonly entry: SheetEntry | null }[];
}

/** Score sheets filled in Excel: one pupil a row, one item a column, choices by number or words. */
export const scoreSheetPurpose: ImportPurpose<string, ScoreSheetPlan, ScoreSheetOptions, object> = {
  purpose: 'score_sheet',
  label: '量化测评表',
  readPermission: 'identification.read',
  writePermission: 'identification.write',
  fields: fieldsOf,
  options: scoreSheetOptionsSchema,
  decisions: z.looseObject({}),
  mayLeaveOutWrongRows: true,
  mayRepeatFile: false,
  keepsBytes: true,
  analyse,
  commit,
};

function sheetContext(db: ReadableDb, { schoolId, term, today, accountId, options }: ImportContext<ScoreSheetOptions>): SheetContext {
  const table = findScoreTable(db, schoolId, options.tableId);
  if (term === null || !table) throw refuse('scoring.items_changed', {});
  requireFillable(table);
  const account = findAccount(db, accountId);
  return { schoolId, term, table, today, classIds: account?.role === 'class_teacher' ? account.classIds : null };
}

function fileProblems({ table }: SheetContext, { items, onDate, by }: ScoreSheetOptions): Problem[] {
  const problems: Problem[] = [];
  const own = itemsOf(table.table).map(({ key, label }) => `${key} ${label}`);
  if (own.join('\n') !== items.map(({ key, label }) => `${key} ${label}`).join('\n')) problems.push(problemOf('scoring.items_changed', {}));
  if (onDate === null) problems.push(problemOf('scoring.date_missing', {}));
  if (by === '') problems.push(problemOf('scoring.person_missing', {}));
  return problems;
}

function analyse(db: ReadableDb, table: MappedTable, context: ImportContext<ScoreSheetOptions>): ImportAnalysis<ScoreSheetPlan> {
  const target = sheetContext(db, context);
  const wrongFile = fileProblems(target, context.options);
  const read = readRows(db, table, target, context.options);
  const planned = new Map(planSheets(db, read.flatMap(({ entry }) => (entry === null ? [] : [entry])), target).map((one, index) => [index, one] as const));
  let at = 0;
  const rows = read.map((one, index): RowReading => readingOf(table.rows[index]!, one, one.entry === null ? undefined : planned.get(at++), context.options));
  const counted = [...planned.values()].filter((one) => one.problems.length === 0);
  return {
    rows, fileProblems: wrongFile,
    counts: [
      { key: 'changed', label: '登记', count: counted.filter((one) => one.sheet !== null).length },
      { key: 'complete', label: '其中已有总分', count: counted.filter((one) => one.sheet?.scoredOn).length },
      { key: 'same', label: '与已有相同', count: counted.filter((one) => one.sheet === null).length },
    ],
    plan: { rows: read.map(({ rowNo, entry }) => ({ rowNo, entry })) },
  };
}

function commit(db: WritableDb, _table: MappedTable, analysis: ImportAnalysis<ScoreSheetPlan>, context: ImportCommitContext<ScoreSheetOptions, object>): ImportOutcome {
  const entries = analysis.plan.rows.flatMap(({ rowNo, entry }) =>
    (entry === null || context.leftOut.has(rowNo) ? [] : [{ ...entry, source: { importedFileId: context.importedFileId, rowNo } }]));
  const effects = applySheets(db, planSheets(db, entries, sheetContext(db, context)), { accountId: context.accountId, at: context.at });
  return { accepted: entries.length, refused: analysis.rows.length - entries.length, facts: { 登记: effects.changed, 已有总分: effects.complete, 与已有相同: effects.unchanged } };
}

interface ReadSheet {
  readonly rowNo: number;
  readonly entry: SheetEntry | null;
  readonly wrong: readonly Problem[];
  readonly look: readonly Problem[];
}

function readRows(db: ReadableDb, table: MappedTable, { schoolId, term, table: stored, classIds }: SheetContext, options: ScoreSheetOptions): readonly ReadSheet[] {
  const pupils = listPupilLines(db, schoolId).filter((line) => (line.status === 'enrolled' || line.status === 'suspended') && (classIds === null || classIds.includes(line.classId ?? 0)));
  const finder = new PupilFinder(pupils, (findSchool(db, schoolId)?.stages ?? []) as readonly EducationStage[], schoolYearOf(term));
  const items = itemsOf(stored.table);
  return table.rows.map((row) => readRow(row, finder, items, term, options));
}

function readRow(row: MappedRow, finder: PupilFinder, items: readonly ScoreItem[], term: TermKey, { side, onDate, by }: ScoreSheetOptions): ReadSheet {
  const wrong: Problem[] = [];
  const look: Problem[] = [];
  const found = finder.find({ name: row.text('name'), classLabel: row.text('className'), idNumber: row.isSpoiltNumber('idNumber') ? '' : row.text('idNumber') });
  notePupil(row, found, term, wrong, look);
  const answers: Record<string, readonly Mark[]> = {};
  for (const item of items) {
    const reading = readAnswer(item, row.text(item.key));
    if (reading.kind === 'answer') answers[item.key] = reading.marks;
    else if (reading.kind === 'wrong') wrong.push(rowProblem(row, item.key, reading.problem.code, reading.problem.facts as never));
  }
  if (Object.keys(answers).length === 0 && wrong.length === 0) wrong.push(rowProblem(row, 'name', 'scoring.nothing_filled', { name: row.text('name') }));
  const entry = found.kind !== 'found' || wrong.length > 0 || onDate === null ? null
    : { studentId: found.pupil.studentId, side, answers, onDate, by, source: { importedFileId: 0, rowNo: row.rowNumber } };
  return { rowNo: row.rowNumber, entry, wrong, look };
}

function notePupil(row: MappedRow, found: FoundPupil, term: TermKey, wrong: Problem[], look: Problem[]): void {
  const year = schoolYearOf(term);
  switch (found.kind) {
    case 'none':
      wrong.push(rowProblem(row, 'name', 'identification.pupil_not_found', { name: row.text('name'), className: row.text('className') }));
      break;
    case 'several':
      wrong.push(rowProblem(row, 'name', 'identification.pupil_ambiguous', { name: row.text('name'), classes: found.pupils.map((pupil) => formatPupilClass(pupil, year)).join('、') }));
      break;
    case 'found':
      if (found.differs.includes('name')) look.push(rowProblem(row, 'name', 'identification.name_differs', { listed: row.text('name'), ours: found.pupil.name }));
      if (found.differs.includes('class')) look.push(rowProblem(row, 'className', 'identification.class_differs', { listed: row.text('className'), ours: formatPupilClass(found.pupil, year) }));
      if (found.by === 'name') look.push(rowProblem(row, 'name', 'identification.pupil_by_name_only', { name: found.pupil.name, className: formatPupilClass(found.pupil, year) }));
      break;
  }
}

function readingOf(row: MappedRow, read: ReadSheet, planned: PlannedSheet | undefined, { side }: ScoreSheetOptions): RowReading {
  const wrong = [...read.wrong, ...(planned?.problems ?? []).map((problem) => (problem.cell ? problem : { ...problem, cell: row.address('name') || null, column: 'name', value: row.text('name') }))];
  const filled = Object.keys(read.entry?.answers ?? {}).length;
  const understanding = wrong[0]?.sentence ?? (planned === undefined ? '' : planned.sheet === null
    ? sentenceOf('scoring.row_same', { name: planned.name }) : sentenceOf('scoring.row_filled', { name: planned.name, side: sideTexts[side], items: filled, complete: planned.sheet.scoredOn !== null }));
  return { rowNumber: read.rowNo, bucket: wrong.length > 0 ? 'wrong' : read.look.length > 0 ? 'look' : 'ok', understanding, problems: [...wrong, ...read.look] };
}
