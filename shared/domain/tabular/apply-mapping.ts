import { amountUnitOf } from '#shared/domain/money/parse-fen.ts';
import type { CellMark, CellTable } from './cell-table.ts';
import { cellKey } from './cell-table.ts';
import type { DataRows } from './data-rows.ts';
import type { ColumnMapping, FieldCatalogue, FieldKind } from './field-catalogue.ts';
import type { FoundHeader } from './find-header.ts';
import type { MappedTable } from './mapped-table.ts';
import { MappedRow } from './mapped-table.ts';

/** An amount over two merged rows is one amount; written into both it would be paid twice. */
const neverRepeated: ReadonlySet<FieldKind> = new Set(['money', 'number']);

/**
 * Fills the lower cells of areas merged downwards within the data (one household over its members, one class over its pupils).
 * Amounts are not repeated, and nothing is filled sideways. Cells filled this way carry the mark `merged`.
 */
export function fillMergedCells(table: CellTable, dataRows: readonly number[], mapping: ColumnMapping, catalogue: FieldCatalogue): CellTable {
  const areas = table.merges.filter((area) => area.bottom > area.top);
  if (areas.length === 0) return table;
  const data = new Set(dataRows);
  const kinds = new Map(catalogue.map(({ key, kind }) => [mapping[key], kind]));
  const rows = [...table.rows];
  const marks = new Map<number, readonly CellMark[]>(table.marks);
  for (const { top, bottom, left } of areas) {
    const text = table.rows[top]?.[left] ?? '';
    const kind = kinds.get(left);
    if (text === '' || kind === undefined || neverRepeated.has(kind) || !data.has(top)) continue;
    for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row += 1) {
      if (!data.has(row) || (rows[row]![left] ?? '').trim() !== '') continue;
      const cells = [...rows[row]!];
      while (cells.length < left) cells.push('');
      cells[left] = text;
      rows[row] = cells;
      marks.set(cellKey(row, left), ['merged', ...(table.marks.get(cellKey(top, left)) ?? [])]);
    }
  }
  return { ...table, rows, marks };
}

/** Reads the data rows through a mapping: what an import purpose gets. Rows hidden in the sheet are there and say so. */
export function applyMapping<Key extends string>(
  table: CellTable, header: FoundHeader, data: DataRows, mapping: ColumnMapping<Key>, catalogue: FieldCatalogue<Key>,
): MappedTable<Key> {
  const filled = fillMergedCells(table, data.rows, mapping, catalogue);
  const hidden = new Set(table.hiddenRows);
  const headings = header.headings.map(({ text, group }) => (group === '' ? text : `${group}/${text}`));
  const above = table.rows.slice(0, header.rows[0] ?? 0).flat();
  const units = headings.map((heading) => amountUnitOf(heading, above));
  return {
    sheet: table.sheet,
    headings,
    mapping,
    rows: data.rows.map((row) => new MappedRow(filled, mapping, units, row, hidden.has(row))),
  };
}
