import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import { writeText } from '#main/files/write-text.ts';
import type { WrittenEncoding } from '#main/files/write-text.ts';
import { writeXls } from '#main/files/write-xls.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import type { PreparedImport } from './prepare-import.ts';

const heading = '错误原因';
const amount = /^-?\d{1,12}(?:\.\d{1,4})?$/;

/** What stands in the last column for each row (by its 0-based place in the sheet). */
function reasons({ rows }: PreparedImport): ReadonlyMap<number, { text: string; columns: ReadonlySet<string> }> {
  return new Map(rows.filter(({ bucket }) => bucket !== 'ok').map(({ rowNumber, bucket, problems, understanding }) => {
    const sentences = [...new Set(problems.map(({ cell, sentence }) => (cell ? `${cell}：${sentence}` : sentence)))];
    const text = sentences.length > 0 ? sentences.join(' ') : bucket === 'wrong' ? understanding : `请核对：${understanding}`;
    return [rowNumber - 1, { text, columns: new Set(problems.map(({ cell }) => cell?.replace(/\d+$/, '') ?? '')) }];
  }));
}

/** The user's sheet with one more column. A column of that name from an earlier copy is taken again, so that copies do not pile up. */
function sheetWithReasons(prepared: PreparedImport): SheetToWrite {
  const { table, header, mapping, fields, data } = prepared.understood;
  const earlier = header.headings.findIndex(({ text }) => text === heading);
  const place = earlier === -1 ? header.headings.length : earlier;
  const headerRows = new Set(header.rows);
  const dataRows = new Set(data.rows);
  const moneyColumns = new Set(fields.filter(({ kind }) => kind === 'money').map(({ key }) => mapping[key]));
  const wrongCells = new Set(prepared.rows.flatMap(({ bucket, problems }) => (bucket === 'ok' ? [] : problems.map(({ cell }) => cell ?? ''))));
  const reasonOf = reasons(prepared);
  const rows = table.rows.map((cells, row) => {
    const reason = row === header.rows.at(-1) ? heading : reasonOf.get(row)?.text ?? '';
    const look = headerRows.has(row) ? 'header' : undefined;
    const copy: WriteCell[] = cells.slice(0, earlier === -1 ? undefined : place).map((text, column) => {
      if (look) return { text, look };
      if (wrongCells.has(`${columnName(column)}${row + 1}`)) return { text, look: 'wrong' };
      return dataRows.has(row) && moneyColumns.has(column) && amount.test(text) ? { number: text } : text;
    });
    if (reason === '') return copy;
    while (copy.length < place) copy.push(look ? { text: '', look } : '');
    copy.push({ text: reason, look: look ?? 'wrong' });
    return copy;
  });
  return { name: table.sheet, rows, headerRows: (header.rows.at(-1) ?? -1) + 1, merges: table.merges };
}

function columnName(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + columnName(column % 26);
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A copy of the user's own file, in the same form, with a last column 错误原因 (handbook 1.11). Nothing of it is stored. */
export function errorCopy(prepared: PreparedImport): File {
  const { table } = prepared.understood;
  const base = prepared.source.name.replace(/\.[^.]*$/, '').replace(new RegExp(`_${heading}$`), '');
  const sheet = sheetWithReasons(prepared);
  const file = (bytes: Uint8Array, extension: string, type: string) => new File([new Uint8Array(bytes)], `${base}_${heading}.${extension}`, { type });
  if (table.kind === 'text') {
    const encoding: WrittenEncoding = table.encoding === 'utf-8' ? 'utf-8-bom' : table.encoding === 'gb18030' ? 'gb18030' : 'utf-16le';
    const separator = table.separator === ' ' ? '\t' : table.separator ?? ',';
    return file(writeText(sheet.rows, { encoding, separator, quotes: 'where_needed' }), separator === ',' ? 'csv' : 'txt', 'text/csv');
  }
  const wide = sheet.rows.some((row) => row.length > 256);
  const asXls = table.kind !== 'xlsx' && sheet.rows.length <= 65_536 && !wide;
  return asXls ? file(writeXls([sheet]), 'xls', 'application/vnd.ms-excel') : file(writeXlsx([sheet]), 'xlsx', xlsxType);
}
