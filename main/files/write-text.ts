import iconv from 'iconv-lite';
import { cellAddress } from '#shared/domain/tabular/cell-table.ts';
import { ExportRefusal } from './file-refusal.ts';
import { guardFormulaText } from './formula-guard.ts';
import type { SheetToWrite } from './sheet-to-write.ts';
import { cellText, isNumberCell } from './sheet-to-write.ts';

export type WrittenEncoding = 'gbk' | 'gb18030' | 'utf-8' | 'utf-8-bom' | 'utf-16le';

export interface TextLayout {
  readonly encoding: WrittenEncoding;
  readonly separator: string;
  /** `a|b|` instead of `a|b`, as some banks want it. */
  readonly trailingSeparator?: boolean;
  /** `never`: bank files know no quotes; a separator inside a cell is refused then. */
  readonly quotes: 'where_needed' | 'never';
  readonly lineEnd?: '\r\n' | '\n';
}

export const csvLayout: TextLayout = { encoding: 'gb18030', separator: ',', quotes: 'where_needed' };

const encodingLabels: Readonly<Record<WrittenEncoding, string>> = {
  gbk: 'GBK', gb18030: 'GB18030', 'utf-8': 'UTF-8', 'utf-8-bom': 'UTF-8', 'utf-16le': 'UTF-16',
};

/**
 * The characters of a text that this encoding has no bytes for. Rare characters of names (𠮷, 䶮) are outside GBK; GB18030 has all
 * of them. iconv-lite would write `?`, and a bank would pay nobody, so this is asked before anything is written.
 */
export function unencodableCharacters(text: string, encoding: WrittenEncoding): string[] {
  if (encoding !== 'gbk') return text.isWellFormed() ? [] : ['\ufffd'];
  if (!/\P{ASCII}/u.test(text)) return [];
  return [...new Set(text)].filter((char) => !isInGbk(char));
}

/** Windows' GBK ends before FE50; what the table has after it (䶮 and 79 others) reaches a bank's Windows as an unknown character. */
function isInGbk(char: string): boolean {
  if (char.length > 1) return false;
  const bytes = iconv.encode(char, 'gbk');
  return !(bytes[0] === 0xfe && (bytes[1] ?? 0) >= 0x50) && iconv.decode(bytes, 'gbk') === char;
}

function encode(text: string, encoding: WrittenEncoding): Uint8Array {
  switch (encoding) {
    case 'utf-8': return Buffer.from(text, 'utf8');
    case 'utf-8-bom': return Buffer.from(`\ufeff${text}`, 'utf8');
    case 'utf-16le': return Buffer.from(`\ufeff${text}`, 'utf16le');
    default: return iconv.encode(text, encoding);
  }
}

/** Cells with something the encoding can't write, as `B6（䶮）`. Empty when the whole sheet can be written. */
export function unencodableCells(rows: SheetToWrite['rows'], encoding: WrittenEncoding): { cell: string; text: string; characters: string[] }[] {
  return rows.flatMap((cells, row) => cells.flatMap((cell, column) => {
    const text = cellText(cell);
    const characters = unencodableCharacters(text, encoding);
    return characters.length === 0 ? [] : [{ cell: cellAddress(row, column), text, characters }];
  }));
}

function fieldText(text: string, isNumber: boolean, layout: TextLayout, cell: string): string {
  const guarded = isNumber ? text : guardFormulaText(text);
  const breaks = guarded.includes(layout.separator) || /[\r\n]/.test(guarded);
  if (layout.quotes === 'never') {
    if (breaks) throw new ExportRefusal('export.separator_in_cell', { cell, separator: layout.separator });
    return guarded;
  }
  return breaks || guarded.startsWith('"') || guarded !== guarded.trim() ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Writes one sheet as separated text. Refuses, naming the cells, rather than write a character or a separator the reader would misread. */
export function writeText(rows: SheetToWrite['rows'], layout: TextLayout): Uint8Array {
  const missing = unencodableCells(rows, layout.encoding);
  if (missing.length > 0) {
    const cells = missing.slice(0, 20).map(({ cell, text, characters }) => `${cell} ${text}（${characters.join('')}）`).join('、');
    throw new ExportRefusal('export.not_encodable', { cells: missing.length > 20 ? `${cells} 等 ${missing.length} 格` : cells, encoding: encodingLabels[layout.encoding] });
  }
  const lineEnd = layout.lineEnd ?? '\r\n';
  const lines = rows.map((cells, row) => {
    const fields = cells.map((cell, column) => fieldText(cellText(cell), isNumberCell(cell), layout, cellAddress(row, column)));
    return fields.join(layout.separator) + (layout.trailingSeparator ? layout.separator : '');
  });
  return encode(lines.map((line) => line + lineEnd).join(''), layout.encoding);
}
