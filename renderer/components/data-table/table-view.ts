import { formatPlainYuan, formatYuan, fen } from '#shared/domain/money/fen.ts';
import { parseFen } from '#shared/domain/money/parse-fen.ts';
import type { CellValue, DataColumn, Filters, Sorting } from './data-column.ts';

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** The value as the table shows it. */
export function shownValue<Row>(column: DataColumn<Row>, row: Row): string {
  const value = column.value(row);
  if (value === null) return '';
  if (column.kind === 'money' && typeof value === 'number') return formatYuan(fen(value));
  return String(value);
}

/** The value as a spreadsheet takes it: money without separators. */
function copiedValue<Row>(column: DataColumn<Row>, row: Row): string {
  const value = column.value(row);
  if (column.kind === 'money' && typeof value === 'number') return formatPlainYuan(fen(value));
  return shownValue(column, row).replaceAll(/[\t\r\n]+/g, ' ');
}

function compareValues(left: CellValue, right: CellValue): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return collator.compare(String(left), String(right));
}

function parseBound<Row>(column: DataColumn<Row>, text: string): number | null {
  if (column.kind === 'money') {
    const parsed = parseFen(text);
    return parsed.ok ? parsed.fen : null;
  }
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? null : value;
}

function passesNumber<Row>(column: DataColumn<Row>, value: number, wanted: string): boolean {
  const range = /^(.*?)(?:\.\.|~|至)(.*)$/.exec(wanted);
  if (range) {
    const low = parseBound(column, range[1] ?? '');
    const high = parseBound(column, range[2] ?? '');
    return (low === null || value >= low) && (high === null || value <= high);
  }
  const compared = /^(>=|<=|≥|≤|>|<|=)?(.*)$/.exec(wanted);
  const bound = parseBound(column, compared?.[2] ?? '');
  if (bound === null) return true;
  switch (compared?.[1]) {
    case '>=': case '≥': return value >= bound;
    case '<=': case '≤': return value <= bound;
    case '>': return value > bound;
    case '<': return value < bound;
    default: return value === bound;
  }
}

function passes<Row>(column: DataColumn<Row>, row: Row, wanted: string | readonly string[]): boolean {
  if (typeof wanted !== 'string') return wanted.length === 0 || wanted.includes(shownValue(column, row));
  const text = wanted.trim();
  if (text === '') return true;
  const value = column.value(row);
  if (column.kind === 'number' || column.kind === 'money') return typeof value === 'number' && passesNumber(column, value, text);
  return shownValue(column, row).toLowerCase().includes(text.toLowerCase());
}

/** The rows that pass every filter, in the chosen order. Absent values come last either way. */
export function viewRows<Row>(
  rows: readonly Row[], columns: readonly DataColumn<Row>[], filters: Filters, sorting: Sorting | null,
): readonly Row[] {
  const active = columns.filter((column) => (filters[column.id]?.length ?? 0) > 0);
  const kept = active.length === 0 ? rows : rows.filter((row) => active.every((column) => passes(column, row, filters[column.id] ?? '')));
  const sorted = columns.find((column) => column.id === sorting?.columnId);
  if (sorting === null || sorted === undefined) return kept;
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  return kept.toSorted((one, other) => {
    const left = sorted.value(one);
    const right = sorted.value(other);
    const order = compareValues(left, right);
    return left === null || right === null ? order : sign * order;
  });
}

/** The distinct shown texts of a choice column, with how many rows have each. */
export function choicesOf<Row>(column: DataColumn<Row>, rows: readonly Row[]): { text: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = shownValue(column, row);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, count]) => ({ text, count })).toSorted((a, b) => collator.compare(a.text, b.text));
}

/** The sum of a column over the given rows; null where a money or number column has no value at all. */
export function sumColumn<Row>(column: DataColumn<Row>, rows: readonly Row[]): number {
  return rows.reduce((sum, row) => {
    const value = column.value(row);
    return typeof value === 'number' ? sum + value : sum;
  }, 0);
}

/** Cells beginning with these would run as a formula when pasted into a spreadsheet. */
const formulaStart = /^[=+\-@]/;

function neutralised(text: string, isNumber: boolean): string {
  return !isNumber && formulaStart.test(text) ? `'${text}` : text;
}

/** Rows and columns as tab separated text, the way spreadsheets copy and paste. */
export function formatTsv<Row>(rows: readonly Row[], columns: readonly DataColumn<Row>[], withHeads: boolean): string {
  const lines = rows.map((row) => columns
    .map((column) => neutralised(copiedValue(column, row), column.kind === 'number' || column.kind === 'money')).join('\t'));
  return (withHeads ? [columns.map((column) => column.title).join('\t'), ...lines] : lines).join('\r\n');
}

/** Tab separated text as cells. */
export function parseTsv(text: string): string[][] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/).map((line) => line.split('\t'));
}
