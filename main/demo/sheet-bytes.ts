import { utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';

/** A sheet as an office keeps it: texts, and for some files a merged title, hidden rows, or numbers where texts belong. */
export interface DemoSheet {
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
  readonly merges?: readonly string[];
  readonly hiddenRows?: readonly number[];
}

/**
 * Demo files are written by the spreadsheet library itself and not by our own writers, so that the demo reads what another program wrote.
 */
export function sheetFile(name: string, kind: 'xls' | 'xlsx', sheets: readonly DemoSheet[]): File {
  const book = utils.book_new();
  for (const sheet of sheets) {
    const page = utils.aoa_to_sheet(sheet.rows.map((row) => row.map((value) => (typeof value === 'string' ? { t: 's', v: value, z: '@' } : { t: 'n', v: value }))));
    if (sheet.merges) page['!merges'] = sheet.merges.map((area) => utils.decode_range(area));
    if (sheet.hiddenRows) page['!rows'] = sheet.rows.map((_, index) => ({ hidden: sheet.hiddenRows?.includes(index) ?? false }));
    utils.book_append_sheet(book, page, sheet.name);
  }
  const bytes = write(book, { type: 'buffer', bookType: kind === 'xls' ? 'biff8' : 'xlsx', compression: true }) as Uint8Array<ArrayBuffer>;
  return new File([bytes], name);
}

export function textFile(name: string, lines: readonly string[], encoding: 'gb18030' | 'gbk' | 'utf-8'): File {
  return new File([iconv.encode(`${lines.join('\r\n')}\r\n`, encoding) as Uint8Array<ArrayBuffer>], name);
}

/** What a Chinese web system saves as .xls: a page with one table. */
export function htmlTableFile(name: string, rows: readonly (readonly string[])[]): File {
  const cells = (row: readonly string[], tag: string) => row.map((text) => `<${tag} style="mso-number-format:'\\@'">${text}</${tag}>`).join('');
  const body = rows.map((row, index) => `<tr>${cells(row, index === 0 ? 'th' : 'td')}</tr>`).join('\n');
  return textFile(name, [`<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><table border="1">\n${body}\n</table></body></html>`], 'gb18030');
}

export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
