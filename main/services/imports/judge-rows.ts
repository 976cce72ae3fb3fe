import type { Problem } from '#shared/contract/base.ts';
import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';
import type { MappedRow, MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import type { ImportAnalysis, RowReading } from './purpose.ts';
import { rowProblem } from './row-problem.ts';

/** Fields whose number can't be trusted once Excel has taken it for a number. */
const longNumbers = new Set(['id_number', 'account_no', 'phone']);

/** What no purpose can want to take in: digits that are gone, Excel's error values. A purpose that judged the cell itself is left its judgement. */
function brokenCells(row: MappedRow, reading: RowReading, fields: FieldCatalogue): Problem[] {
  const judged = new Set(reading.problems.map(({ cell }) => cell));
  return fields.flatMap(({ key, kind }): Problem[] => {
    if (judged.has(row.address(key))) return [];
    const value = row.text(key);
    if (longNumbers.has(kind) && row.isSpoiltNumber(key)) return [rowProblem(row, key, 'imports.digits_lost', { value })];
    return row.hasMark(key, 'error') ? [rowProblem(row, key, 'imports.cell_error', { value })] : [];
  });
}

/**
 * Checks a purpose's analysis and completes it: one reading for each row, in order, or it is a mistake of ours; and rows with cells
 * nothing can be made of are wrong whatever the purpose says.
 */
export function judgeRows(table: MappedTable, fields: FieldCatalogue, analysis: ImportAnalysis<unknown>, hasMarks: boolean): readonly RowReading[] {
  if (analysis.rows.length !== table.rows.length) {
    throw new Error(`the analysis has ${analysis.rows.length} rows for ${table.rows.length} rows of the file`);
  }
  return analysis.rows.map((reading, index) => {
    const row = table.rows[index]!;
    if (reading.rowNumber !== row.rowNumber) throw new Error(`the analysis gives row ${reading.rowNumber} where row ${row.rowNumber} stands`);
    const broken = hasMarks ? brokenCells(row, reading, fields) : [];
    return broken.length === 0 ? reading : { ...reading, bucket: 'wrong', problems: [...reading.problems, ...broken] };
  });
}
