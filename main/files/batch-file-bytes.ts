import iconv from 'iconv-lite';
import type { BatchFileContent, FileEncoder } from '#shared/domain/disbursement/batch-file.ts';
import type { ExportEncoding } from '#shared/domain/disbursement/export-profile.ts';
import type { WriteCell } from './sheet-to-write.ts';
import { unencodableCharacters } from './write-text.ts';
import type { WrittenEncoding } from './write-text.ts';
import { writeXls } from './write-xls.ts';
import { writeXlsx } from './write-xlsx.ts';

const encodings: Readonly<Record<ExportEncoding, WrittenEncoding>> = { gbk: 'gbk', gb18030: 'gb18030', utf8: 'utf-8', utf8_bom: 'utf-8-bom' };

/** Tells the core what an encoding can write, and how many bytes a text takes in it. */
export const fileEncoder: FileEncoder = {
  canWrite: (character, encoding) => unencodableCharacters(character, encodings[encoding]).length === 0,
  byteLength: (text, encoding) => encodeText(text, encoding === 'utf8_bom' ? 'utf8' : encoding).length,
};

/** The bytes of a rendered bank file: the same content gives the same bytes. */
export function batchFileBytes(content: BatchFileContent): Uint8Array {
  switch (content.kind) {
    case 'text': return encodeText(content.text, content.encoding);
    case 'sheet': {
      const rows = content.rows.map((row) => row.map((cell): WriteCell => (cell.kind === 'amount' ? { number: cell.text } : cell.text)));
      const sheets = [{ name: content.sheet, rows }];
      return content.format === 'xlsx' ? writeXlsx(sheets) : writeXls(sheets);
    }
  }
}

/** Written as rendered, without the apostrophe of other exports: a bank would take it for part of a name, so such names are refused before. */
function encodeText(text: string, encoding: ExportEncoding): Uint8Array {
  switch (encoding) {
    case 'utf8': return Buffer.from(text, 'utf8');
    case 'utf8_bom': return Buffer.from(`\ufeff${text}`, 'utf8');
    case 'gbk': case 'gb18030': return iconv.encode(text, encoding);
  }
}
