import * as z from 'zod';
import { moneyStatementOptionsSchema } from '#shared/contract/reconciliation.ts';
import type { MoneyStatementOptions } from '#shared/contract/reconciliation.ts';
import type { Problem } from '#shared/contract/base.ts';
import { startYearOf } from '#shared/domain/calendar/term.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import type { DebitMeans, StatementProblem, StatementRow } from '#shared/domain/reconciliation/read-statement.ts';
import { checkBalances, readStatement, statementKeys } from '#shared/domain/reconciliation/read-statement.ts';
import { formatStatementKind } from '#shared/domain/reconciliation/difference-state.ts';
import type { StatementField } from '#shared/domain/reconciliation/statement-fields.ts';
import { statementFields } from '#shared/domain/reconciliation/statement-fields.ts';
import type { MappedRow, MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import { amountProblemText } from '#shared/text/amounts.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { insertMoneyStatement, listStatementKeys } from '#main/db/repositories/money-statement.ts';
import { problemOf, refuse } from '#main/services/refusal.ts';
import type { ImportAnalysis, ImportCommitContext, ImportContext, ImportOutcome, ImportPurpose, RowReading } from '../purpose.ts';
import { rowProblem } from '../row-problem.ts';

interface PlannedRow {
  readonly row: StatementRow;
  readonly key: string;
  /** The file and row that told the same before. */
  readonly before: { readonly fileName: string; readonly rowNo: number } | null;
}

export interface MoneyStatementPlan {
  readonly rows: readonly PlannedRow[];
  readonly debitMeans: DebitMeans;
}

type Row = MappedRow<StatementField>;

/** Finance's ledger, a bank's statement or the county's 一卡通 list, in any layout (handbook 4.7): what the other side of a reconciliation says. */
export const moneyStatementPurpose: ImportPurpose<StatementField, MoneyStatementPlan, MoneyStatementOptions, object> = {
  purpose: 'money_statement',
  label: '对账文件',
  readPermission: 'ledger.write',
  writePermission: 'ledger.write',
  fields: statementFields,
  options: moneyStatementOptionsSchema as unknown as z.ZodType<MoneyStatementOptions>,
  decisions: z.looseObject({}),
  mayLeaveOutWrongRows: false,
  mayRepeatFile: false,
  keepsBytes: true,
  analyse,
  commit,
};

function meaningOf({ kind, debitMeans }: MoneyStatementOptions): DebitMeans {
  return debitMeans ?? (kind === 'finance' ? 'in' : 'out');
}

function analyse(db: ReadableDb, table: MappedTable<StatementField>, context: ImportContext<MoneyStatementOptions>): ImportAnalysis<MoneyStatementPlan> {
  const { options, term, today } = context;
  const debitMeans = meaningOf(options);
  const read = readStatement(table.rows, { debitMeans, year: options.year ?? (term === null ? Number(today.slice(0, 4)) : startYearOf(term)) });
  const keys = statementKeys(read);
  const known = new Map(listStatementKeys(db, context.schoolId, options.kind, options.accountLabel).map((one) => [one.rowKey, one]));
  const plan = read.map((row): PlannedRow => {
    const key = keys.get(row.rowNo) ?? '';
    return { row, key, before: row.counts ? known.get(key) ?? null : null };
  });
  const late = read.find((row) => row.counts && row.onDate !== null && row.onDate > today);
  const count = (test: (one: PlannedRow) => boolean): number => plan.filter(test).length;
  return {
    rows: plan.map((one, index) => readingOf(one, table.rows[index] as Row)),
    fileProblems: [
      ...fileProblemsOf(table, term !== null), ...(checkBalances(read) === 'mirrored' ? [problemOf('reconciliation.mirrored', {})] : []),
      ...(late ? [problemOf('reconciliation.future_date', { date: late.onDate ?? '' })] : []),
    ],
    counts: [
      { key: 'in', label: '收入', count: count(({ row }) => row.counts && row.inFen !== 0) }, { key: 'out', label: '支出', count: count(({ row }) => row.counts && row.outFen !== 0) },
      { key: 'none', label: '不是收支', count: count(({ row }) => !row.counts) }, { key: 'same', label: '以前的文件里有', count: count(({ before }) => before !== null) },
    ],
    plan: { rows: plan, debitMeans },
  };
}

function fileProblemsOf({ mapping }: MappedTable<StatementField>, hasTerm: boolean): Problem[] {
  const dated = mapping.date !== undefined || (mapping.month !== undefined && mapping.day !== undefined);
  const priced = (['debit', 'credit', 'income', 'expense', 'amount'] as const).some((field) => mapping[field] !== undefined);
  return [
    ...(hasTerm ? [] : [problemOf('reconciliation.term_missing', {})]), ...(dated ? [] : [problemOf('reconciliation.no_date_column', {})]),
    ...(priced ? [] : [problemOf('reconciliation.no_amount_column', {})]),
  ];
}

function problemIn(row: Row, problem: StatementProblem): Problem {
  switch (problem.code) {
    case 'date_missing': return rowProblem(row, problem.field, 'reconciliation.date_missing', {});
    case 'date_unreadable': return rowProblem(row, problem.field, 'reconciliation.date_unreadable', { value: problem.value });
    case 'amount_unreadable': return rowProblem(row, problem.field, 'reconciliation.amount_unreadable', { value: problem.value, why: amountProblemText[problem.problem] });
    case 'direction_missing': return rowProblem(row, problem.field, 'reconciliation.direction_missing', { value: problem.value });
    case 'summary_missing': return rowProblem(row, problem.field, 'reconciliation.summary_missing', {});
  }
}

function readingOf({ row, before }: PlannedRow, cells: Row): RowReading {
  const base = { rowNumber: row.rowNo };
  if (!row.counts) return { ...base, bucket: 'ok', understanding: sentenceOf('reconciliation.not_a_movement', {}), problems: [] };
  const problems = row.problems.map((problem) => problemIn(cells, problem));
  const wrong = row.problems.some((problem) => problem.code !== 'summary_missing');
  const net = row.inFen - row.outFen;
  const understanding = sentenceOf('reconciliation.understood', {
    day: row.onDate ?? '', side: row.inFen !== 0 ? '收入' : '支出', yuan: formatYuan(fen(row.inFen !== 0 ? row.inFen : row.outFen)), what: [row.voucher, row.summary, row.party].filter(Boolean).join('　'),
  });
  if (wrong || net === 0) return { ...base, bucket: 'wrong', understanding, problems };
  if (before === null) return { ...base, bucket: problems.length > 0 ? 'look' : 'ok', understanding, problems };
  return {
    ...base, bucket: 'look', understanding, problems: [...problems, rowProblem(cells, 'summary', 'reconciliation.same_row', { file: before.fileName, row: before.rowNo })],
    choices: [{ key: 'same', label: '同一笔' }, { key: 'another', label: '另一笔' }], defaultChoice: 'same',
  };
}

function commit(
  db: WritableDb, table: MappedTable<StatementField>, { plan }: ImportAnalysis<MoneyStatementPlan>, context: ImportCommitContext<MoneyStatementOptions, object>,
): ImportOutcome {
  if (context.term === null) throw refuse('reconciliation.term_missing', {});
  const { kind, accountLabel } = context.options;
  const rows = plan.rows.map(({ row: { problems: _problems, ...row }, key, before }) => ({
    ...row, onDate: row.counts ? row.onDate : null, rowKey: before !== null && context.rowChoices.get(row.rowNo) === 'another' ? `${key}~${context.importedFileId}` : key,
  }));
  insertMoneyStatement(db, {
    schoolId: context.schoolId, term: context.term, kind, accountLabel, debitMeans: plan.debitMeans, importedFileId: context.importedFileId, accountId: context.accountId, at: context.at,
  }, rows);
  const total = (side: 'inFen' | 'outFen'): string => formatYuan(fen(rows.reduce((sum, row) => sum + row[side], 0)));
  return { accepted: table.rows.length, refused: 0, facts: { 种类: formatStatementKind(kind), 收入合计: total('inFen'), 支出合计: total('outFen') } };
}
