import type { ImportReading } from '#shared/contract/imports.ts';
import type { Problem } from '#shared/contract/base.ts';
import { applyMapping } from '#shared/domain/tabular/apply-mapping.ts';
import type { CellTable } from '#shared/domain/tabular/cell-table.ts';
import { columnLetters } from '#shared/domain/tabular/cell-table.ts';
import type { DataRows } from '#shared/domain/tabular/data-rows.ts';
import { partitionRows } from '#shared/domain/tabular/data-rows.ts';
import type { ColumnMapping, FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';
import type { FoundHeader } from '#shared/domain/tabular/find-header.ts';
import { findHeader, headerAt, noHeader } from '#shared/domain/tabular/find-header.ts';
import { guessColumns } from '#shared/domain/tabular/guess-columns.ts';
import { normaliseHeading } from '#shared/domain/tabular/heading.ts';
import type { MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import { headerIdentity, missingFields, recogniseColumns } from '#shared/domain/tabular/recognise-columns.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findColumnMapping } from '#main/db/repositories/column-mapping.ts';
import type { ReadFile } from '#main/files/read-file.ts';
import { sha256Hex } from '../core.ts';
import { problemOf } from '../refusal.ts';

/** What the program understood of a file before any subject looked at its rows. */
export interface UnderstoodFile {
  readonly sheets: ReadFile['sheets'];
  readonly table: CellTable;
  readonly header: FoundHeader;
  readonly data: DataRows;
  readonly fields: FieldCatalogue;
  readonly mapping: ColumnMapping;
  readonly mappingFrom: 'remembered' | 'recognised' | 'given';
  readonly mappingLastUsed: string | null;
  readonly fingerprint: string;
  readonly mapped: MappedTable;
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

export interface Wanted {
  readonly purpose: string;
  readonly fields: FieldCatalogue;
  readonly reading: ImportReading;
  readonly mapping: ColumnMapping | undefined;
  readonly mayHaveNoRows: boolean;
}

function chooseHeader(table: CellTable, { fields, reading: { headerRow } }: Wanted): FoundHeader {
  if (headerRow === undefined) return findHeader(table, fields);
  return headerRow === 0 ? noHeader(table) : headerAt(table, headerRow - 1);
}

function mappingProblems(mapping: ColumnMapping, fields: FieldCatalogue, width: number): Problem[] {
  const labels = new Map(fields.map(({ key, label }) => [key, label]));
  const byColumn = new Map<number, string[]>();
  const problems: Problem[] = [];
  for (const [key, column] of Object.entries(mapping)) {
    const label = labels.get(key);
    if (label === undefined) problems.push(problemOf('imports.field_unknown', { field: key }));
    else if (column === undefined || column >= width) problems.push(problemOf('imports.column_absent', { field: label, column: columnLetters(column ?? 0) }));
    else byColumn.set(column, [...(byColumn.get(column) ?? []), label]);
  }
  for (const [column, names] of byColumn) {
    if (names.length > 1) problems.push(problemOf('imports.column_twice', { column: columnLetters(column), fields: names.join('、') }));
  }
  return problems;
}

function headingNotes({ headings }: FoundHeader, mapping: ColumnMapping): Problem[] {
  const used = new Set(Object.values(mapping));
  const columns = new Map<string, number[]>();
  headings.forEach(({ text, group }, column) => {
    const name = normaliseHeading(group) + normaliseHeading(text);
    if (name !== '') columns.set(name, [...(columns.get(name) ?? []), column]);
  });
  return [...columns.values()].filter((same) => same.length > 1 && same.some((column) => used.has(column)) && !same.every((column) => used.has(column)))
    .map((same) => problemOf('imports.heading_twice', { heading: headings[same[0]!]!.text, columns: same.map(columnLetters).join('、') }));
}

function listSome(items: readonly (string | number)[]): string {
  return items.length > 12 ? `${items.slice(0, 12).join('、')}…` : items.join('、');
}

/** Two numbers or dates in a row: no title has them. */
function hasValues(cells: readonly string[]): boolean {
  return cells.filter((cell) => /^[-+¥￥]?\d[\d,.\-/年月日Xx]*$/.test(cell.normalize('NFKC').trim())).length >= 2;
}

function sheetNotes(file: ReadFile, data: DataRows, header: FoundHeader): Problem[] {
  const { table } = file;
  const notes: Problem[] = [];
  const hidden = new Set(table.hiddenRows);
  const hiddenData = data.rows.filter((row) => hidden.has(row)).map((row) => row + 1);
  if (hiddenData.length > 0) notes.push(problemOf('imports.hidden_rows', { count: hiddenData.length, rows: listSome(hiddenData) }));
  const hiddenColumns = table.hiddenColumns.filter((column) => column < header.headings.length).map(columnLetters);
  if (hiddenColumns.length > 0) notes.push(problemOf('imports.hidden_columns', { columns: listSome(hiddenColumns) }));
  const others = file.sheets.filter(({ name, hidden: isHidden }) => name !== table.sheet && !isHidden).map(({ name }) => name);
  if (others.length > 0) notes.push(problemOf('imports.other_sheets', { sheet: table.sheet, others: listSome(others) }));
  const above = data.setAside.filter(({ row, why }) => why === 'title' && hasValues(table.rows[row] ?? [])).map(({ row }) => row + 1);
  if (above.length > 0) notes.push(problemOf('imports.rows_above_header', { count: above.length, rows: listSome(above) }));
  let formulas = 0;
  for (const marks of table.marks.values()) if (marks.includes('formula')) formulas += 1;
  if (formulas > 0) notes.push(problemOf('imports.formula_cells', { count: formulas }));
  return notes;
}

/** Drops what a remembered mapping says of fields or columns that are no more. */
function usableMapping(mapping: ColumnMapping, fields: FieldCatalogue, width: number): ColumnMapping {
  const keys = new Set(fields.map(({ key }) => key));
  return Object.fromEntries(Object.entries(mapping).filter(([key, column]) => keys.has(key) && column !== undefined && column < width));
}

/** Finds header, data rows and mapping of a sheet; what the user corrected wins over what is remembered, that over what is recognised. */
export function understandFile(db: ReadableDb, file: ReadFile, wanted: Wanted): UnderstoodFile {
  const { table } = file;
  const { fields } = wanted;
  const header = chooseHeader(table, wanted);
  const data = partitionRows(table, header);
  const hasHeader = header.rows.length > 0;
  const recognised = hasHeader ? recogniseColumns(header.headings, fields) : guessColumns(data.rows.slice(0, 200).map((row) => table.rows[row]!), fields);
  const fingerprint = sha256Hex(headerIdentity(header.headings, hasHeader) + (hasHeader ? '' : JSON.stringify(recognised)));
  const remembered = wanted.mapping ? undefined : findColumnMapping(db, wanted.purpose, fingerprint);
  const width = header.headings.length;
  const mapping = wanted.mapping ?? (remembered ? usableMapping(remembered.mapping, fields, width) : recognised);
  const labels = new Map(fields.map(({ key, label }) => [key, label]));
  const missing = missingFields(mapping, fields).map((key) => problemOf('imports.field_missing', { field: labels.get(key) ?? key, sheet: table.sheet }));
  const empty = data.rows.length === 0 && !wanted.mayHaveNoRows ? [problemOf('imports.no_rows', { sheet: table.sheet })] : [];
  return {
    sheets: file.sheets, table, header, data, fields, mapping, fingerprint,
    mappingFrom: wanted.mapping ? 'given' : remembered ? 'remembered' : 'recognised',
    mappingLastUsed: remembered?.usedAt ?? null,
    mapped: applyMapping(table, header, data, mapping, fields),
    problems: [...mappingProblems(mapping, fields, width), ...missing, ...empty],
    notes: [
      ...(hasHeader || wanted.mapping ? [] : [problemOf('imports.guessed_columns', {})]),
      ...headingNotes(header, mapping), ...sheetNotes(file, data, header),
    ],
  };
}
