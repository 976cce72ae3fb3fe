import { decodeText } from './decode-text.ts';
import { isScientificText } from './excel-number.ts';
import { FileRefusal } from './file-refusal.ts';
import { attribute, decodeEntities, markupTokens } from './markup.ts';
import type { ReadFile, ReadRequest } from './read-file.ts';
import type { ReadLimits } from './read-limits.ts';
import { TableBuilder } from './table-builder.ts';

interface OpenCell {
  readonly column: number;
  readonly spans: { readonly rows: number; readonly columns: number };
  readonly parts: string[];
}

/** A cell over several rows and more columns than this is nothing but an attack on our time. */
const widestCover = 1024;
const hiddenStyle = /display\s*:\s*none|mso-hide\s*:\s*all/i;

/** One table of the page while it is being read. Cells of a table inside a cell are read as part of that cell's text. */
class HtmlTable {
  readonly builder: TableBuilder;
  readonly #limits: ReadLimits;
  /** Columns still covered from above: column → rows left. */
  readonly #covered = new Map<number, number>();
  #row = -1;
  #column = 0;
  #cell: OpenCell | null = null;
  cells = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
    this.builder = new TableBuilder(limits);
  }

  openRow(tag: string): void {
    this.closeCell();
    this.#row += 1;
    this.#column = 0;
    if (this.#row > 0) this.#uncover();
    if (/\shidden\b/i.test(tag) || hiddenStyle.test(attribute(tag, 'style') ?? '')) this.builder.hideRow(this.#row);
  }

  openCell(tag: string): void {
    this.closeCell();
    if (this.#row < 0) this.openRow('');
    while (this.#covered.has(this.#column)) this.#column += 1;
    if (this.#column >= this.#limits.columns) throw new FileRefusal('file.too_many_columns', { limit: this.#limits.columns });
    const rows = clampSpan(attribute(tag, 'rowspan'));
    const columns = Math.min(clampSpan(attribute(tag, 'colspan')), this.#limits.columns - this.#column);
    this.#cell = { column: this.#column, spans: { rows, columns }, parts: [] };
    if (rows > 1) for (let column = this.#column; column < this.#column + Math.min(columns, widestCover); column += 1) this.#covered.set(column, rows);
    this.#column += columns;
  }

  addText(text: string): void {
    this.#cell?.parts.push(text);
  }

  closeCell(): void {
    const cell = this.#cell;
    if (!cell) return;
    this.#cell = null;
    this.cells += 1;
    const text = decodeEntities(cell.parts.join('').replace(/[ \t\r\n]+/g, ' ')).replace(/ ?\u2028 ?/g, '\n').replaceAll('\u00a0', ' ').trim();
    this.builder.set(this.#row, cell.column, text);
    if (isScientificText(text)) this.builder.mark(this.#row, cell.column, 'scientific');
    const { rows, columns } = cell.spans;
    if (rows > 1 || columns > 1) {
      this.builder.merge({ top: this.#row, left: cell.column, bottom: this.#row + rows - 1, right: cell.column + columns - 1 });
    }
  }

  #uncover(): void {
    for (const [column, rows] of this.#covered) {
      if (rows > 1) this.#covered.set(column, rows - 1);
      else this.#covered.delete(column);
    }
  }
}

function clampSpan(value: string | null): number {
  const span = Number(value ?? 1);
  return Number.isInteger(span) && span > 1 ? Math.min(span, 65_536) : 1;
}

const declaredCharset = /charset\s*=\s*["']?\s*([\w-]+)/i;

/** A page says its own encoding in ASCII; where it lies the bytes are tried. */
function decodePage(bytes: Uint8Array, request: ReadRequest) {
  if (request.encoding !== undefined) return decodeText(bytes, request.encoding);
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const declared = declaredCharset.exec(head)?.[1]?.toLowerCase() ?? '';
  try {
    if (/^gb|^x-gbk/.test(declared)) return decodeText(bytes, 'gb18030');
    if (/^utf-?8/.test(declared)) return decodeText(bytes, 'utf-8');
  } catch {
    // The declaration was wrong, as it often is: try what the bytes say.
  }
  return decodeText(bytes, undefined);
}

/** Reads the page's fullest table: what Chinese web systems save under the name .xls. */
export function readHtml(bytes: Uint8Array, request: ReadRequest, limits: ReadLimits): ReadFile {
  const { text, encoding } = decodePage(bytes, request);
  const tables = readTables(text, limits).filter((table) => table.cells > 0);
  if (tables.length === 0) throw new FileRefusal('file.no_table', {});
  const named = tables.map((table, index) => ({ table, name: `表格${index + 1}` }));
  const chosen = named.find(({ name }) => name === request.sheet)
    ?? named.reduce((best, each) => (each.table.cells > best.table.cells ? each : best));
  return {
    sheets: named.map(({ name }) => ({ name, hidden: false })),
    table: chosen.table.builder.build({ kind: 'html', sheet: chosen.name, encoding, separator: null }),
  };
}

const manyTables = 200;

function readTables(text: string, limits: ReadLimits): HtmlTable[] {
  const tables: HtmlTable[] = [];
  // A layout table around the data is common, so the innermost open table gets the cells.
  const open: HtmlTable[] = [];
  for (const token of markupTokens(text)) {
    const table = open.at(-1);
    if (token.kind === 'text') {
      table?.addText(token.text);
      continue;
    }
    if (token.name === 'table') {
      if (token.kind === 'close') open.pop()?.closeCell();
      else if (tables.length < manyTables) {
        const inner = new HtmlTable(limits);
        tables.push(inner);
        open.push(inner);
      }
    } else if (table) applyTag(table, token);
  }
  for (const table of open) table.closeCell();
  return tables;
}

function applyTag(table: HtmlTable, token: { kind: 'open' | 'close'; name: string; tag?: string }): void {
  const opening = token.kind === 'open';
  if (token.name === 'tr') {
    if (opening) table.openRow(token.tag ?? '');
    else table.closeCell();
  } else if (token.name === 'td' || token.name === 'th') {
    if (opening) table.openCell(token.tag ?? '');
    else table.closeCell();
  } else if (opening && token.name === 'br') table.addText('\u2028');
}
