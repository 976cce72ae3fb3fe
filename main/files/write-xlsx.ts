import { cellAddress } from '#shared/domain/tabular/cell-table.ts';
import { ExportRefusal } from './file-refusal.ts';
import type { CellLook, SheetToWrite, WriteCell } from './sheet-to-write.ts';
import { cellText, isNumberCell } from './sheet-to-write.ts';
import { writeZip } from './zip-writer.ts';

const longestCell = 32_767;
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

// oxlint-disable-next-line no-control-regex -- these are what must be escaped
const special = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_x[0-9a-fA-F]{4}_/g;

/** XML and Excel escapes; the second are the only way a control character, or the text _x000D_ itself, survives in a cell. */
function escapeXml(text: string): string {
  return text.replace(special, (found) => {
    switch (found) {
      case '&': return '&amp;';
      case '<': return '&lt;';
      case '>': return '&gt;';
      case '"': return '&quot;';
      default: return found.length > 1 ? `_x005F${found}` : `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
    }
  });
}

/** The styles of a cell: looks × (text, whole number, two decimals). The order is that of `cellXfs` below. */
const looks: readonly (CellLook | 'plain')[] = ['plain', 'title', 'header', 'note', 'wrong', 'total'];
const formats = ['text', 'whole', 'money', 'decimal', 'quoted'] as const;
type Format = (typeof formats)[number];

const fontOf: Readonly<Record<CellLook | 'plain', number>> = { plain: 0, title: 2, header: 1, note: 3, wrong: 4, total: 1 };
const fillOf: Readonly<Record<CellLook | 'plain', number>> = { plain: 0, title: 0, header: 2, note: 0, wrong: 3, total: 0 };
const formatIdOf: Readonly<Record<Format, number>> = { text: 49, whole: 1, money: 4, decimal: 0, quoted: 49 };

function styleIndex(look: CellLook | undefined, format: Format): number {
  return looks.indexOf(look ?? 'plain') * formats.length + formats.indexOf(format) + 1;
}

function stylesXml(): string {
  const xfs = looks.flatMap((look) => formats.map((format) => {
    const align = look === 'title' || look === 'header' ? '<alignment horizontal="center" vertical="center" wrapText="1"/>' : '<alignment vertical="center"/>';
    return `<xf numFmtId="${formatIdOf[format]}" fontId="${fontOf[look]}" fillId="${fillOf[look]}" borderId="${look === 'title' || look === 'note' ? 0 : 1}" xfId="0"`
      + ` applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${format === 'quoted' ? ' quotePrefix="1"' : ''}>${align}</xf>`;
  }));
  const font = (size: number, extra: string) => `<font>${extra}<sz val="${size}"/><name val="宋体"/><charset val="134"/></font>`;
  const fill = (colour: string) => `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
  const side = (name: string) => `<${name} style="thin"><color rgb="FFBFBFBF"/></${name}>`;
  return `${declaration}<styleSheet xmlns="${main}">`
    + `<fonts count="5">${font(11, '')}${font(11, '<b/>')}${font(16, '<b/>')}${font(9, '')}${font(11, '').replace('<sz', '<color rgb="FFC00000"/><sz')}</fonts>`
    + `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('FFE7F1EE')}${fill('FFFDE9E7')}</fills>`
    + `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${side('left')}${side('right')}${side('top')}${side('bottom')}<diagonal/></border></borders>`
    + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    + `<cellXfs count="${xfs.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${xfs.join('')}</cellXfs>`
    + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
}

/** Texts used more than once are stored once, in the order of first use. */
class SharedStrings {
  readonly #places = new Map<string, number>();
  uses = 0;

  place(text: string): number {
    this.uses += 1;
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.#places.size;
      this.#places.set(text, place);
    }
    return place;
  }

  xml(): string {
    const items = [...this.#places.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`);
    return `${declaration}<sst xmlns="${main}" count="${this.uses}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  }
}

function numberFormat(text: string): Format {
  const decimals = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  if (decimals === 0) return 'whole';
  return decimals === 2 ? 'money' : 'decimal';
}

function cellXml(cell: WriteCell, row: number, column: number, strings: SharedStrings): string {
  const text = cellText(cell);
  const look = typeof cell === 'object' ? cell.look : undefined;
  if (text === '' && look === undefined) return '';
  const address = cellAddress(row, column);
  if (text.length > longestCell) throw new ExportRefusal('export.cell_too_long', { cell: address });
  if (isNumberCell(cell)) return `<c r="${address}" s="${styleIndex(look, numberFormat(text))}"><v>${text}</v></c>`;
  if (text === '') return `<c r="${address}" s="${styleIndex(look, 'text')}"/>`;
  const format: Format = /^[=+\-@\t\r']/.test(text) ? 'quoted' : 'text';
  return `<c r="${address}" s="${styleIndex(look, format)}" t="s"><v>${strings.place(text)}</v></c>`;
}

/** Chinese characters take two columns of a digit's width. */
function shownWidth(text: string): number {
  let width = 0;
  for (const char of text.slice(0, 60)) width += char.charCodeAt(0) > 0x2e7f ? 2.1 : 1.05;
  return width;
}

function columnsXml(sheet: SheetToWrite): string {
  const widths: number[] = [...(sheet.columnWidths ?? [])];
  if (widths.length === 0) {
    const merged = new Set((sheet.merges ?? []).map(({ top, left }) => `${top}:${left}`));
    sheet.rows.slice(0, 200).forEach((cells, row) => cells.forEach((cell, column) => {
      if (typeof cell === 'object' && (cell.look === 'title' || cell.look === 'note')) return;
      if (!merged.has(`${row}:${column}`)) widths[column] = Math.max(widths[column] ?? 6, Math.min(48, shownWidth(cellText(cell)) + 2));
    }));
  }
  const columns = Array.from(widths, (width, column) => `<col min="${column + 1}" max="${column + 1}" width="${(width ?? 9).toFixed(2)}" customWidth="1"/>`);
  return columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`;
}

function sheetXml(sheet: SheetToWrite, strings: SharedStrings): string[] {
  const frozen = sheet.headerRows ?? 0;
  const pane = frozen === 0 ? '' : `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`;
  const pieces = [
    `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="16"/>${columnsXml(sheet)}<sheetData>`,
  ];
  sheet.rows.forEach((cells, row) => {
    const inner = cells.map((cell, column) => cellXml(cell, row, column, strings)).join('');
    if (inner !== '') pieces.push(`<row r="${row + 1}">${inner}</row>`);
  });
  const merges = (sheet.merges ?? []).map((area) => `<mergeCell ref="${cellAddress(area.top, area.left)}:${cellAddress(area.bottom, area.right)}"/>`);
  pieces.push('</sheetData>', merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`);
  pieces.push('<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>');
  pieces.push('<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>');
  return pieces;
}

function workbookXml(sheets: readonly SheetToWrite[]): string {
  const list = sheets.map(({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  const titles = sheets.flatMap(({ name, headerRows }, index) => (headerRows
    ? [`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeXml(`'${name.replaceAll("'", "''")}'!$1:$${headerRows}`)}</definedName>`] : []));
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${list.join('')}</sheets>`
    + `${titles.length === 0 ? '' : `<definedNames>${titles.join('')}</definedNames>`}</workbook>`;
}

function packageParts(sheets: readonly SheetToWrite[]): { name: string; text: string }[] {
  const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const overrides = sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${office}.worksheet+xml"/>`);
  const relations = sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${relationships}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`);
  const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  return [
    { name: '[Content_Types].xml', text: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`
      + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
      + `<Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/>`
      + `<Override PartName="/xl/sharedStrings.xml" ContentType="${office}.sharedStrings+xml"/>${overrides.join('')}</Types>` },
    { name: '_rels/.rels', text: `${declaration}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>` },
    { name: 'xl/_rels/workbook.xml.rels', text: `${declaration}<Relationships xmlns="${packageRelations}">${relations.join('')}`
      + `<Relationship Id="rIdStyles" Type="${relationships}/styles" Target="styles.xml"/><Relationship Id="rIdStrings" Type="${relationships}/sharedStrings" Target="sharedStrings.xml"/></Relationships>` },
  ];
}

/** Excel allows neither more than 31 characters in a sheet's name nor some of them. */
export function sheetName(name: string): string {
  const cleaned = name.replace(/[\\/?*[\]:]/g, ' ').replace(/^'+|'+$/g, '').trim().slice(0, 31);
  return cleaned === '' ? 'Sheet1' : cleaned;
}

/** Writes an .xlsx: text cells as text, real numbers only where asked, the same bytes for the same content. */
export function writeXlsx(given: readonly SheetToWrite[]): Uint8Array {
  const sheets = given.map((sheet) => ({ ...sheet, name: sheetName(sheet.name) }));
  const strings = new SharedStrings();
  const worksheets = sheets.map((sheet, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, text: sheetXml(sheet, strings).join('') }));
  const parts = [
    ...packageParts(sheets), { name: 'xl/workbook.xml', text: workbookXml(sheets) }, { name: 'xl/styles.xml', text: stylesXml() },
    ...worksheets, { name: 'xl/sharedStrings.xml', text: strings.xml() },
  ];
  return writeZip(parts.map(({ name, text }) => ({ name, bytes: Buffer.from(text, 'utf8') })));
}
