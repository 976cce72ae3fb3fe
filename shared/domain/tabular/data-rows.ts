import type { CellTable } from './cell-table.ts';
import { normaliseHeading } from './heading.ts';
import type { FoundHeader } from './find-header.ts';

export type SetAsideReason = 'title' | 'header' | 'note' | 'sample' | 'total';

/** A filled row that is not data, and why. It is shown to the user, never dropped in silence. */
export interface SetAsideRow {
  readonly row: number;
  readonly why: SetAsideReason;
  readonly text: string;
}

export interface DataRows {
  /** 0-based rows of data, in order. */
  readonly rows: readonly number[];
  readonly setAside: readonly SetAsideRow[];
}

const totalLabel = /^(?:合计|总计|小计|共计|累计|总\s*数|本页(?:小计|合计)|全校合计|(?:金额)?合计(?:[(（].*[)）])?|合计[:：].*|总计[:：].*|共\s*\d+\s*(?:人|行|笔|户).*)$/;
const sampleLabel = /^(?:示例|样例|例|例如|举例|参考)(?:$|[:：\d])|[(（](?:示例|样例|例)[)）]|^(?:请勿删除|此行为示例)/;
const requiredLabel = /^(?:必填项?|非必填项?|选填项?|必录|可选|条件必填|必须填写|选择填写|文本|文本格式|数字|日期|下拉选择|字符型?|数值型?)$/;
const noteStart = /^(?:说明|填表说明|注[:：]|注意|备注[:：]|填报说明|提示|[0-9一二三四五六七八九十][.、．]\s*\D)/;
const signature = /(?:制表人?|填表人|审核人?|负责人|经办人?|校长|单位[(（]?公?盖?章?|填报(?:单位|日期|时间)|制表(?:日期|时间)|联系电话|领导签字|签字|盖章)[^:：]{0,8}[:：]/;
const serialHeading = /^(?:序号|编号|行号|no|xh|号)$/;

function texts(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
}

function rowText(cells: readonly string[]): string {
  return texts(cells).join(' ').slice(0, 120);
}

/** 1, 2, 3, … or A, B, C, … in the cells: the numbers of the columns (栏次), not a pupil. */
function isColumnNumbers(values: readonly string[]): boolean {
  if (values.length < 4) return false;
  const start = Number(values[0]);
  if (start <= 1 && values.every((value, index) => value === String(start + index))) return true;
  return values.every((value, index) => value === String.fromCharCode(65 + index));
}

/** The row's first texts: enough to see that it is data, which nearly every row of a large file is. */
function leadingTexts(cells: readonly string[], most: number): string[] {
  const leading: string[] = [];
  for (let column = 0; column < cells.length && leading.length < most; column += 1) {
    const text = cells[column]!.trim();
    if (text !== '') leading.push(text);
  }
  return leading;
}

function repeatsHeader(cells: readonly string[], leading: readonly string[], header: ReadonlySet<string>): boolean {
  return leading.length >= 2 && leading.every((text) => header.has(normaliseHeading(text))) && texts(cells).every((text) => header.has(normaliseHeading(text)));
}

/** A total says so in one of its first cells; the word elsewhere (a pupil's remark) does not count. */
function isTotal(leading: readonly string[]): boolean {
  return leading.some((text) => text.length < 30 && totalLabel.test(text.normalize('NFKC').replace(/\s+/g, '')));
}

function reasonBelowHeader(cells: readonly string[], leading: readonly string[], header: ReadonlySet<string>, width: number): SetAsideReason | null {
  const first = leading[0]!;
  if (repeatsHeader(cells, leading, header)) return 'header';
  if (isTotal(leading)) return 'total';
  if (requiredLabel.test(first) && texts(cells).every((text) => requiredLabel.test(text))) return 'note';
  if (/^[01A]$/.test(first) && isColumnNumbers(texts(cells))) return 'note';
  if (leading.some((text) => sampleLabel.test(text))) return 'sample';
  if (signature.test(first) && texts(cells).length <= Math.max(4, width / 2)) return 'note';
  if ((first.length > 40 || noteStart.test(first)) && width > 3 && texts(cells).length <= 2) return 'note';
  return null;
}

/** Serial numbers written down a form in advance make no row. */
function onlySerial(cells: readonly string[], serialColumn: number): boolean {
  if (serialColumn === -1 || cells.some((cell, column) => column !== serialColumn && cell.trim() !== '')) return false;
  return /^\d+$/.test((cells[serialColumn] ?? '').trim());
}

/**
 * Parts the sheet's filled rows into data and rows that are not: title and notes above the header, the header, labels, samples,
 * repeated headers, totals, signatures. Every filled row is in exactly one of the two; blank rows, and rows with nothing but their
 * printed serial number, are in neither.
 */
export function partitionRows(table: CellTable, header: FoundHeader): DataRows {
  const rows: number[] = [];
  const setAside: SetAsideRow[] = [];
  const last = header.rows.at(-1) ?? -1;
  const headerTexts = new Set(header.headings.map(({ text }) => normaliseHeading(text)).filter((text) => text !== ''));
  const serialColumn = header.headings.findIndex(({ text }) => serialHeading.test(normaliseHeading(text)));
  table.rows.forEach((cells, row) => {
    const leading = leadingTexts(cells, 2);
    if (leading.length === 0) return;
    const aside = (why: SetAsideReason) => setAside.push({ row, why, text: rowText(cells) });
    if (header.rows.includes(row)) aside('header');
    else if (row < last) aside('title');
    else if (!onlySerial(cells, serialColumn)) {
      const why = reasonBelowHeader(cells, leading, headerTexts, header.headings.length);
      if (why) aside(why);
      else rows.push(row);
    }
  });
  return { rows, setAside };
}
