import type { CellTable, MergedArea } from './cell-table.ts';
import type { FieldCatalogue } from './field-catalogue.ts';
import { bareHeading, normaliseHeading } from './heading.ts';
import type { ColumnHeading } from './recognise-columns.ts';

/** The header of a sheet: which rows it is (0-based, one or two; none for a bare list) and the heading of each column. */
export interface FoundHeader {
  readonly rows: readonly number[];
  readonly headings: readonly ColumnHeading[];
}

const searchedRows = 60;
const longestHeading = 60;
const labelRow = /^(?:必填项?|非必填项?|选填项?|必录|可选|文本|数字|日期|字符型?|数值型?)$/;

function filled(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
}

/** True for what can't be a heading: a number, a date, an ID, a long sentence. */
function isValue(cell: string): boolean {
  return cell.length > longestHeading || /^[-+¥￥]?\d[\d,.\-/年月日:*xX%]*$/.test(cell) || /^[gl]?\d{15,}/i.test(cell);
}

function knownHeadings(catalogue: FieldCatalogue): Set<string> {
  const known = new Set<string>();
  for (const { label, aliases = [] } of catalogue) {
    for (const alias of [label, ...aliases]) {
      const normalised = normaliseHeading(alias.split('#')[0]!);
      known.add(normalised).add(bareHeading(normalised));
    }
  }
  known.add('序号');
  return known;
}

function countKnown(cells: readonly string[], known: ReadonlySet<string>): number {
  const hits = new Set<string>();
  for (const cell of cells) {
    const heading = normaliseHeading(cell);
    if (heading !== '' && (known.has(heading) || known.has(bareHeading(heading)))) hits.add(heading);
  }
  return hits.size;
}

/** A row that could head a table though none of its headings is known: several short texts, all different, none a value. */
function looksLikeHeader(cells: readonly string[], widest: number): boolean {
  const texts = filled(cells);
  return texts.length >= 2 && texts.length >= widest * 0.6 && new Set(texts).size === texts.length
    && texts.every((cell) => !isValue(cell) && cell.length <= 20) && !texts.every((cell) => labelRow.test(cell));
}

function widestRow(table: CellTable): number {
  let widest = 0;
  for (const cells of table.rows.slice(0, searchedRows * 2)) widest = Math.max(widest, filled(cells).length);
  return widest;
}

function findMainRow(table: CellTable, known: ReadonlySet<string>): number | null {
  let best: number | null = null;
  // One known word proves nothing in a wide table; in a list of one column it is all there can be.
  let bestCount = widestRow(table) <= 1 ? 0 : 1;
  const rows = Math.min(table.rows.length, searchedRows);
  for (let row = 0; row < rows; row += 1) {
    const cells = table.rows[row]!;
    const count = countKnown(cells, known);
    if (best !== null && isPrintedAgain(table, best, row)) continue;
    // A row with values in it is data even where a cell happens to read like a heading.
    if (count > bestCount && filled(cells).filter(isValue).length < count) {
      best = row;
      bestCount = count;
    }
  }
  if (best !== null) return best;
  const widest = widestRow(table);
  for (let row = 0; row < rows; row += 1) {
    const cells = table.rows[row]!;
    if (looksLikeHeader(cells, widest)) return hasDataBelow(table, row) || countKnown(cells, known) > 0 ? row : null;
    if (filled(cells).length >= 2 && filled(cells).some(isValue)) return null;
  }
  return null;
}

/**
 * The header at the top of the next page. It may well say more than the first one, whose 序号 reaches down from the row above; taken for
 * the header it would turn every pupil above it into a title.
 */
function isPrintedAgain(table: CellTable, header: number, row: number): boolean {
  const again = new Set(filled(table.rows[row]!).map(normaliseHeading));
  const said = filled(table.rows[header]!).map(normaliseHeading);
  return said.filter((heading) => again.has(heading)).length >= said.length * 0.8
    && table.rows.slice(header + 1, row).some((cells) => filled(cells).some(isValue));
}

function hasDataBelow(table: CellTable, row: number): boolean {
  return table.rows.slice(row + 1, row + 6).some((cells) => filled(cells).some(isValue));
}

function spans(area: MergedArea, row: number): boolean {
  return area.top <= row && area.bottom >= row;
}

/** The row above holds groups (成员1 over 姓名, 关系, …): some merged area in it lies over several, not all, of the columns, or ends in both rows. */
function isGroupRow(table: CellTable, row: number, below: number): boolean {
  if (row < 0) return false;
  const cells = table.rows[row]!;
  const texts = filled(cells);
  if (texts.length < 2 || texts.some((cell) => isValue(cell) || cell.length > 20 || /[:：]/.test(cell))) return false;
  const areas = table.merges.filter((area) => area.top === row);
  if (areas.length > 0) {
    const width = table.rows[below]!.length;
    return areas.some((area) => area.bottom >= below || (area.right > area.left && area.right - area.left + 1 < width * 0.9));
  }
  return areGroupsOver(cells, table.rows[below]!);
}

/** A text file knows no merged cells: there a group is a text with a gap beside it and headings below both. */
function areGroupsOver(upper: readonly string[], lower: readonly string[]): boolean {
  const has = (cells: readonly string[], column: number): boolean => (cells[column] ?? '').trim() !== '';
  const both = upper.map((_, column) => column).filter((column) => has(upper, column) && has(lower, column));
  return both.length > 0 && both.every((column) => !has(upper, column + 1) && has(lower, column + 1));
}

/** The row below completes a header whose cells reach down into it. */
function reachesDown(table: CellTable, row: number, known: ReadonlySet<string>): boolean {
  const lower = table.rows[row + 1];
  if (!lower || filled(lower).length === 0 || filled(lower).some(isValue)) return false;
  if (!table.merges.some((area) => spans(area, row))) return isGroupRow(table, row, row + 1);
  const across = table.merges.some((area) => area.top === row && area.bottom === row && area.right > area.left);
  const down = table.merges.some((area) => area.top <= row && area.bottom > row);
  return across && (down || countKnown(lower, known) > 0);
}

function headingText(table: CellTable, row: number, column: number): string {
  const own = (table.rows[row]?.[column] ?? '').trim();
  if (own !== '') return own;
  const area = table.merges.find((each) => spans(each, row) && each.left <= column && each.right >= column);
  return area ? (table.rows[area.top]?.[area.left] ?? '').trim() : '';
}

function groupTexts(table: CellTable, row: number, below: number, width: number): string[] {
  const hasMerges = table.merges.some((area) => spans(area, row));
  let carried = '';
  return Array.from({ length: width }, (_, column) => {
    const text = headingText(table, row, column);
    if (hasMerges || text !== '') {
      carried = text;
      return text;
    }
    return (table.rows[below]?.[column] ?? '').trim() === '' ? '' : carried;
  });
}

function headingsOf(table: CellTable, rows: readonly number[]): ColumnHeading[] {
  const last = rows.at(-1)!;
  const width = Math.max(...rows.map((row) => table.rows[row]?.length ?? 0));
  const groups = rows.length > 1 ? groupTexts(table, rows[0]!, last, width) : [];
  return Array.from({ length: width }, (_, column) => {
    const text = headingText(table, last, column);
    const group = groups[column] ?? '';
    if (text === '') return { text: group, group: '' };
    return { text, group: group === text || labelRow.test(group) ? '' : group };
  });
}

/** A list without headings: every column is there, none has a name. */
export function noHeader(table: CellTable): FoundHeader {
  const width = table.rows.slice(0, searchedRows).reduce((widest, cells) => Math.max(widest, cells.length), 0);
  return { rows: [], headings: Array.from({ length: width }, () => ({ text: '', group: '' })) };
}

/** The header when the user says which row it is (0-based; the last one of a two-row header). */
export function headerAt(table: CellTable, row: number): FoundHeader {
  const rows = isGroupRow(table, row - 1, row) ? [row - 1, row] : [row];
  return { rows, headings: headingsOf(table, rows) };
}

/**
 * Finds the header among titles, notes and label rows (handbook 1.11): the row with the most headings the catalogue knows; where it
 * knows none, the first row of several short different texts with values below. A bare list has no header: `rows` is empty then.
 */
export function findHeader(table: CellTable, catalogue: FieldCatalogue): FoundHeader {
  const known = knownHeadings(catalogue);
  const row = findMainRow(table, known);
  if (row === null) return noHeader(table);
  if (reachesDown(table, row, known)) {
    const rows = [row, row + 1];
    return { rows, headings: headingsOf(table, rows) };
  }
  return headerAt(table, row);
}
