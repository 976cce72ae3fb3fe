import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExportRefusal } from '#main/files/file-refusal.ts';
import { parseFile } from '#main/files/parse-file.ts';
import type { WriteCell } from '#main/files/sheet-to-write.ts';
import { csvLayout, unencodableCells, writeText } from '#main/files/write-text.ts';
import type { TextLayout } from '#main/files/write-text.ts';
import { writeXls } from '#main/files/write-xls.ts';
import { sheetName, writeXlsx } from '#main/files/write-xlsx.ts';

/** What a table is once blank cells and rows at its ends are gone: what any file can give back. */
function trimmed(rows: readonly (readonly string[])[]): string[][] {
  const short = rows.map((cells) => {
    let end = cells.length;
    while (end > 0 && cells[end - 1] === '') end -= 1;
    return cells.slice(0, end);
  });
  while (short.length > 0 && short.at(-1)!.length === 0) short.pop();
  return short;
}

const nasty = fc.constantFrom('=1+1', '+86', '-', '@a', '\t', "'", "'=x", "''-1", '_x000D_', '&amp;', '<b>', 'a"b', '"', '1|2', 'a,b', ' x ', '999999201503070018', '0012', '买买提·吐尔逊', '䶮𠮷', '9.9E+17');
const anyText = fc.oneof(nasty, fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ maxLength: 8 }))
  .filter((text) => !['\u0000', '\uffff', '\ufffe', '\ufeff'].some((char) => text.includes(char)) && text.isWellFormed());
const tables = fc.array(fc.array(anyText, { maxLength: 6 }), { minLength: 1, maxLength: 12 })
  // A sheet of blanks is an empty file, and refused as one.
  .filter((rows) => rows.some((cells) => cells.some((cell) => cell.trim() !== '')));

describe('write → read is identity', () => {
  test('.xlsx', async () => {
    await fc.assert(fc.asyncProperty(tables, async (rows) => {
      expect((await parseFile(writeXlsx([{ name: '表', rows }]))).table.rows).toEqual(trimmed(rows));
    }));
  });

  test('.xls', async () => {
    await fc.assert(fc.asyncProperty(tables, async (rows) => {
      expect((await parseFile(writeXls([{ name: '表', rows }]))).table.rows).toEqual(trimmed(rows));
    }), { numRuns: 60 });
  });

  test.each(['gb18030', 'utf-8-bom', 'utf-16le'] as const)('separated text in %s, read with its own separator', async (encoding) => {
    const layout: TextLayout = { ...csvLayout, encoding };
    await fc.assert(fc.asyncProperty(tables, async (rows) => {
      const bytes = writeText(rows, layout);
      const read = encoding === 'utf-8-bom' ? 'utf-8' : encoding;
      expect((await parseFile(bytes, { separator: ',', encoding: read })).table.rows).toEqual(trimmed(rows));
    }));
  });
});

const report: WriteCell[][] = [
  [{ text: '结算表', look: 'title' }], [{ text: '姓名', look: 'header' }, { text: '金额', look: 'header' }],
  ['=HYPERLINK("http://x")', { number: '312.50' }], ['+1', { number: '-0.05' }], ['@x', { number: '3' }],
];

describe('exports', () => {
  test('the same content gives the same bytes', async () => {
    const sheets = [{ name: '结算', rows: report, headerRows: 2, merges: [{ top: 0, left: 0, bottom: 0, right: 1 }] }];
    const [xlsx, xls, csv] = [writeXlsx(sheets), writeXls(sheets), writeText(report, csvLayout)];
    await new Promise((resolve) => { setTimeout(resolve, 2100); });
    expect(writeXlsx(sheets)).toEqual(xlsx);
    expect(writeXls(sheets)).toEqual(xls);
    expect(writeText(report, csvLayout)).toEqual(csv);
  });

  test('a text that would be a formula is text: guarded in text files, a text cell in workbooks', async () => {
    const text = Buffer.from(writeText(report, { ...csvLayout, encoding: 'utf-8' })).toString();
    expect(text).toBe('结算表\r\n姓名,金额\r\n\'=HYPERLINK("http://x"),312.50\r\n\'+1,-0.05\r\n\'@x,3\r\n');
    const sheet = Buffer.from(writeXlsx([{ name: 'a', rows: report }]));
    expect(sheet.includes('<f>')).toBe(false);
    for (const bytes of [writeXlsx([{ name: 'a', rows: report }]), writeXls([{ name: 'a', rows: report }])]) {
      const { table } = await parseFile(bytes);
      expect(table.marks.size).toBe(0);
      expect(table.rows[2]).toEqual(['=HYPERLINK("http://x")', '312.5']);
    }
  });

  test('names GBK has no bytes for are listed, never written as ?', () => {
    const rows = [['户名'], ['张䶮'], ['吉𠮷'], ['李雷'], ['㼆']];
    expect(unencodableCells(rows, 'gbk').map(({ cell, characters }) => [cell, ...characters])).toEqual([['A2', '䶮'], ['A3', '𠮷'], ['A5', '㼆']]);
    expect(unencodableCells(rows, 'gb18030')).toEqual([]);
    expect(() => writeText(rows, { ...csvLayout, encoding: 'gbk' })).toThrow(ExportRefusal);
  });

  test('a bank file knows no quotes: a separator inside a cell is refused with its address', () => {
    const layout: TextLayout = { encoding: 'gbk', separator: '|', trailingSeparator: true, quotes: 'never' };
    expect(Buffer.from(writeText([['1', 'a', { number: '312.50' }]], layout)).toString('latin1')).toBe('1|a|312.50|\r\n');
    expect(() => writeText([['1'], ['a|b']], layout)).toThrow(expect.objectContaining({ code: 'export.separator_in_cell', facts: { cell: 'A2', separator: '|' } }) as Error);
  });

  test('a sheet name Excel would refuse is cleaned; 70,000 rows are no .xls', () => {
    expect([sheetName('三（2）班/名单?'), sheetName('[]'), sheetName('很'.repeat(40)).length]).toEqual(['三（2）班 名单', 'Sheet1', 31]);
    expect(() => writeXls([{ name: 'a', rows: Array.from({ length: 70_000 }, () => ['a']) }])).toThrow(ExportRefusal);
  });

  test('a number that is none is our mistake', () => {
    expect(() => writeXlsx([{ name: 'a', rows: [[{ number: '1e5' }]] }])).toThrow(TypeError);
    expect(() => writeXlsx([{ name: 'a', rows: [[{ number: '1234567890123456' }]] }])).toThrow(TypeError);
  });
});
