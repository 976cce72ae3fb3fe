import * as z from 'zod';
import { isoDateSchema } from '#shared/contract/base.ts';
import type { Problem } from '#shared/contract/base.ts';
import { comparableId } from '#shared/domain/comparison/compared-id.ts';
import type { SystemExportField } from '#shared/domain/comparison/export-fields.ts';
import { formatSystemExportKind, systemExportFields, systemExportKinds } from '#shared/domain/comparison/export-fields.ts';
import { parseProgrammeWord } from '#shared/domain/comparison/programme-word.ts';
import { parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import { cleanIdNumber } from '#shared/domain/identity/id-number.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import type { GradeSet } from '#shared/domain/identification/hardship-grade.ts';
import { parseHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { parseFen } from '#shared/domain/money/parse-fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Programme } from '#shared/domain/programmes/programme.ts';
import { formatBoardingMode, parseBoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import type { MappedRow, MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import { amountProblemText } from '#shared/text/amounts.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { insertSystemExport } from '#main/db/repositories/system-export.ts';
import type { SystemExportRow } from '#main/db/repositories/system-export.ts';
import { catalogueOf } from '#main/services/programme-names.ts';
import { problemOf, refuse } from '#main/services/refusal.ts';
import { settingsOf } from '#main/services/settings.ts';
import type { ImportAnalysis, ImportContext, ImportPurpose, RowReading } from '../purpose.ts';
import { rowProblem } from '../row-problem.ts';

const optionsSchema = z.object({
  kind: z.enum(systemExportKinds),
  /** The one programme of a 资助名单 that names none in its rows. */
  programmeKey: z.string().nullable().default(null),
  /** The day the export was made; the day of the import where nobody says. */
  asOf: isoDateSchema.nullable().default(null),
  /** Another stage's part of the list: it stands beside the earlier export and does not replace it. */
  adds: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;
type Row = MappedRow<SystemExportField>;

interface Reader {
  readonly options: Options;
  readonly programmes: readonly Programme[];
  readonly grades: GradeSet;
}

interface ReadRow {
  readonly reading: RowReading;
  readonly stored: SystemExportRow;
}

/** An export of the national system (handbook 5.1): pupils, 认定 or 资助名单, in whatever columns it comes. */
export const systemExportPurpose: ImportPurpose<SystemExportField, readonly ReadRow[], Options, object> = {
  purpose: 'system_export',
  label: '资助系统导出',
  readPermission: 'comparison.read',
  writePermission: 'comparison.write',
  fields: (options) => systemExportFields(options.kind),
  options: optionsSchema as unknown as z.ZodType<Options>,
  decisions: z.looseObject({}),
  mayLeaveOutWrongRows: true,
  mayRepeatFile: true,
  keepsBytes: true,
  analyse,
  commit(db, _table, analysis, context) {
    if (context.term === null) throw refuse('comparison.term_missing', {});
    const { kind, programmeKey, asOf, adds } = context.options;
    const rows = analysis.plan.filter(({ stored }) => !context.leftOut.has(stored.rowNo)).map(({ stored }) => stored);
    insertSystemExport(db, {
      schoolId: context.schoolId, term: context.term, kind, programmeKey, asOf: asOf ?? context.today, importedFileId: context.importedFileId, adds,
    }, rows);
    return { accepted: rows.length, refused: context.leftOut.size, facts: { 种类: formatSystemExportKind(kind), 行数: rows.length } };
  },
};

function analyse(db: ReadableDb, table: MappedTable<SystemExportField>, context: ImportContext<Options>): ImportAnalysis<readonly ReadRow[]> {
  const { mapping } = table;
  const { options } = context;
  const fileProblems: Problem[] = [];
  if (context.term === null) fileProblems.push(problemOf('comparison.term_missing', {}));
  if (mapping.idNumber === undefined && mapping.registryNo === undefined) fileProblems.push(problemOf('comparison.no_number_column', {}));
  if (options.kind === 'aid_list' && mapping.programme === undefined && options.programmeKey === null) fileProblems.push(problemOf('comparison.no_programme', {}));
  const reader = { options, programmes: catalogueOf(db, context.schoolId).programmes, grades: settingsOf(db, context.schoolId).gradeSet };
  const rows = withRepeats(table.rows.map((row) => readRow(row, reader)), table.rows);
  return { rows: rows.map((row) => row.reading), fileProblems, counts: countsOf(rows), plan: rows };
}

function readRow(row: Row, reader: Reader): ReadRow {
  const problems: Problem[] = [];
  const looks: Problem[] = [];
  const name = row.text('name');
  if (name === '') problems.push(rowProblem(row, 'name', 'comparison.name_missing', {}));
  const rawId = row.text('idNumber');
  const idNumber = row.isSpoiltNumber('idNumber') ? '' : comparableId(rawId);
  const registryNo = row.isSpoiltNumber('registryNo') ? '' : cleanIdNumber(row.text('registryNo'));
  if (rawId !== '' && idNumber === '') looks.push(rowProblem(row, 'idNumber', 'comparison.id_masked', { value: rawId }));
  if (idNumber === '' && registryNo === '') looks.push(rowProblem(row, 'idNumber', 'comparison.number_missing', {}));
  const boarding = readBoarding(row, looks);
  const grade = readGrade(row, reader, looks);
  const programmeKey = readProgramme(row, reader, problems);
  const amountFen = readAmount(row, problems);
  const stored: SystemExportRow = {
    rowNo: row.rowNumber, name, nameKey: nameKey(name), idNumber, registryNo, birthDate: parseIsoDate(row.text('birthDate')) ?? '',
    className: classText(row), boardingMode: boarding, grade, programmeKey, amountFen,
  };
  const bucket = problems.length > 0 ? 'wrong' : looks.length > 0 ? 'look' : 'ok';
  return { stored, reading: { rowNumber: row.rowNumber, bucket, understanding: understandingOf(stored, reader), problems: [...problems, ...looks] } };
}

function classText(row: Row): string {
  const year = row.text('yearLabel');
  const label = row.text('classLabel');
  return label.startsWith(year) ? label : `${year}${label}`;
}

function readBoarding(row: Row, looks: Problem[]): 'day' | 'boarding' | null {
  const key = row.text('boarding') === '' ? 'isBoarding' : 'boarding';
  const text = row.text(key);
  const mode = parseBoardingMode(text);
  if (mode === null) looks.push(rowProblem(row, key, 'comparison.boarding_unreadable', { value: text }));
  return mode === null || mode === 'unknown' ? null : mode;
}

function readGrade(row: Row, { options, grades }: Reader, looks: Problem[]): string | null {
  if (options.kind !== 'identification') return null;
  const reading = parseHardshipGrade(row.text('grade'), grades);
  if (reading.kind === 'grade') return reading.grade;
  if (reading.kind === 'blank') looks.push(rowProblem(row, 'grade', 'comparison.grade_blank', {}));
  else looks.push(rowProblem(row, 'grade', 'comparison.grade_unreadable', { value: reading.text, known: grades.join('、') }));
  return reading.kind === 'blank' ? null : reading.text;
}

function readProgramme(row: Row, { options, programmes }: Reader, problems: Problem[]): string | null {
  if (options.kind !== 'aid_list') return null;
  const text = row.text('programme');
  const found = options.programmeKey ?? parseProgrammeWord(text, programmes);
  if (found === null) problems.push(rowProblem(row, 'programme', 'comparison.programme_unknown', { value: text }));
  return found;
}

function readAmount(row: Row, problems: Problem[]): Fen | null {
  const text = row.text('amount');
  if (text === '') return null;
  const parsed = parseFen(text, row.amountUnit('amount'));
  if (parsed.ok) return parsed.fen;
  problems.push(rowProblem(row, 'amount', 'comparison.amount_unreadable', { value: text, why: amountProblemText[parsed.problem] }));
  return null;
}

function understandingOf(row: SystemExportRow, { programmes }: Reader): string {
  const programme = programmes.find((one) => one.key === row.programmeKey)?.name;
  return [row.name, row.className, row.boardingMode && formatBoardingMode(row.boardingMode), row.grade, programme, row.amountFen !== null && `${formatYuan(row.amountFen)} 元`]
    .filter(Boolean).join('，');
}

/** Rows that stand for a pupil (and programme) already met in the file are worth a look: they will count as a difference. */
function withRepeats(rows: readonly ReadRow[], tableRows: readonly Row[]): ReadRow[] {
  const first = new Map<string, number>();
  return rows.map((row, index) => {
    const { stored, reading } = row;
    const number = stored.idNumber || stored.registryNo;
    const key = `${number}@${stored.programmeKey ?? ''}`;
    const before = number === '' ? undefined : first.get(key);
    if (before === undefined) {
      first.set(key, stored.rowNo);
      return row;
    }
    const problem = rowProblem(tableRows[index] as Row, 'idNumber', 'comparison.repeated', { row: before });
    return { stored, reading: { ...reading, bucket: reading.bucket === 'ok' ? 'look' : reading.bucket, problems: [...reading.problems, problem] } };
  });
}

function countsOf(rows: readonly ReadRow[]): ImportAnalysis<unknown>['counts'] {
  const count = (test: (row: SystemExportRow) => boolean): number => rows.filter(({ stored }) => test(stored)).length;
  return [
    { key: 'by_id', label: '有身份证号', count: count((row) => row.idNumber !== '') },
    { key: 'by_registry', label: '只有学籍号', count: count((row) => row.idNumber === '' && row.registryNo !== '') },
    { key: 'by_hand', label: '没有号码', count: count((row) => row.idNumber === '' && row.registryNo === '') },
  ];
}
