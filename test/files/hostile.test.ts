import { randomBytes } from 'node:crypto';
import { CFB, utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { parseFile } from '#main/files/parse-file.ts';
import { readLimits } from '#main/files/read-limits.ts';
import { writeXls } from '#main/files/write-xls.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { makeXlsx, makeZip } from './make-xlsx.ts';

const good = [{ name: '名单', rows: Array.from({ length: 300 }, (_, row) => [`学生${row}`, `99999920150307${String(row).padStart(4, '0')}`]) }];

async function refusal(bytes: Uint8Array, limits = readLimits): Promise<{ code: string; facts: Record<string, unknown> }> {
  return parseFile(bytes, {}, limits).then(() => { throw new Error('it was read'); }, (error: unknown) => error as never);
}

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

describe('not what it says it is', () => {
  test.each([
    ['nothing', new Uint8Array(), 'file.empty'],
    ['blank lines only', bytesOf('\r\n \r\n,,,\r\n'), 'file.empty'],
    ['a PDF', bytesOf('%PDF-1.7 ...'), 'file.wrong_kind'],
    ['a picture', bytesOf('\x89PNG\r\n\x1a\n....'), 'file.wrong_kind'],
    ['a program', bytesOf('MZ\x90\0'), 'file.wrong_kind'],
    ['another zip', makeZip({ 'a.txt': 'a' }), 'file.wrong_kind'],
    ['a Word document', makeZip({ '_rels/.rels': '<Relationship Type="x/officeDocument" Target="word/document.xml"/>', 'word/document.xml': '<a/>' }), 'file.wrong_kind'],
    ['an OpenDocument sheet', makeZip({ mimetype: 'x', 'content.xml': '<a/>' }), 'file.wrong_kind'],
    ['NUL bytes', bytesOf('a,b\0\0\0\nc,d\0\n'), 'file.not_text'],
    ['random bytes', new Uint8Array(randomBytes(5000).map((byte) => byte | 0x80)), 'file.encoding_unknown'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await refusal(bytes)).toMatchObject({ code });
  });
});

describe('cut off or broken', () => {
  test('an .xlsx cut anywhere is refused, never half read', async () => {
    const whole = writeXlsx(good);
    for (let part = 1; part < 20; part += 1) {
      const { code } = await refusal(whole.slice(0, Math.floor((whole.length * part) / 20)));
      expect(code).toMatch(/^file\.(truncated|damaged|format_unknown|encoding_unknown|not_text)$/);
    }
  });

  test('an .xls cut anywhere is refused or read whole', async () => {
    const whole = writeXls(good);
    for (let part = 1; part < 10; part += 1) {
      const result = await parseFile(whole.slice(0, Math.floor((whole.length * part) / 10))).catch((error: unknown) => error as { code: string });
      if ('code' in result) expect(result.code).toMatch(/^file\./);
      else expect(result.table.rows.length).toBeLessThanOrEqual(300);
    }
  });

  test('a sheet whose XML stops in the middle', async () => {
    expect(await refusal(makeXlsx({ worksheet: '<worksheet><sheetData><row><c><v>1</v></c>' }))).toMatchObject({ code: 'file.truncated' });
  });

  test('a shared string that is not there', async () => {
    expect(await refusal(makeXlsx({ sheet: '<sheetData><row><c t="s"><v>7</v></c></row></sheetData>' }))).toMatchObject({ code: 'file.damaged' });
  });

  test('a bit flipped inside the packed sheet', async () => {
    const bytes = writeXlsx(good);
    for (let at = 200; at < bytes.length; at += Math.floor(bytes.length / 40)) {
      const copy = bytes.slice();
      copy[at] = copy[at]! ^ 0x55;
      const result = await parseFile(copy).catch((error: unknown) => error as Error);
      if (result instanceof Error) expect(result.name).toBe('FileRefusal');
    }
  });
});

describe('protected', () => {
  test('an encrypted .xlsx (an OLE file with EncryptedPackage)', async () => {
    const container = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(2000)]);
    expect(await refusal(new Uint8Array(container))).toMatchObject({ code: 'file.password' });
  });

  test('an encrypted zip entry', async () => {
    expect(await refusal(makeZip({ 'xl/workbook.xml': '<workbook/>', '_rels/.rels': '' }, { encrypted: true }))).toMatchObject({ code: 'file.password' });
  });

  test('an .xls with a password (FilePass)', async () => {
    const record = (type: number, ...body: number[]) => Buffer.from([type & 255, type >> 8, body.length, 0, ...body]);
    const stream = Buffer.concat([
      record(0x809, 0x00, 0x06, 0x05, 0x00, ...Array.from({ length: 12 }, () => 0)), record(0x2f, 1, 0, 1, 0, 1, 0, ...Array.from({ length: 48 }, () => 7)), record(0x0a),
    ]);
    const container = CFB.utils.cfb_new();
    CFB.utils.cfb_add(container, '/Workbook', stream);
    expect(await refusal(new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer))).toMatchObject({ code: 'file.password' });
  });
});

describe('too much', () => {
  const bomb = Buffer.alloc(80 * 1024 * 1024, 0x20);

  test('a zip bomb that says how big it is', async () => {
    const bytes = makeXlsx({ more: { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${bomb.toString('latin1')}</sheetData></worksheet>` } });
    expect(bytes.length).toBeLessThan(200_000);
    expect(await refusal(bytes)).toMatchObject({ code: 'file.zip_bomb' });
  });

  test('a zip bomb that lies about it', async () => {
    const sheet = Buffer.concat([Buffer.from('<worksheet><sheetData>'), bomb]);
    const whole = makeXlsx({});
    expect(whole.length).toBeGreaterThan(0);
    const bytes = makeZip({
      '_rels/.rels': '<Relationship Type="x/officeDocument" Target="xl/workbook.xml"/>',
      'xl/workbook.xml': '<workbook><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<Relationship Id="rId1" Type="x/worksheet" Target="sheet.xml"/>',
      'xl/sheet.xml': sheet,
    }, { declaredSize: 1000 });
    expect(await refusal(bytes)).toMatchObject({ code: 'file.zip_bomb' });
  });

  test('a bomb in a small part', async () => {
    const bytes = makeXlsx({ more: { 'xl/workbook.xml': `<workbook>${bomb.toString('latin1')}</workbook>` } });
    expect(await refusal(bytes)).toMatchObject({ code: 'file.zip_bomb' });
  });

  test('a declared size beyond the limit is refused before a byte is inflated', async () => {
    expect(await refusal(makeZip({ '_rels/.rels': '<a/>', 'xl/workbook.xml': '<workbook/>' }, { declaredSize: 0xfffffff0 }))).toMatchObject({ code: 'file.zip_bomb' });
  });

  test('a file beyond the limit', async () => {
    expect(await refusal(new Uint8Array(2_000_000), { ...readLimits, fileBytes: 1_048_576 })).toMatchObject({ code: 'file.too_big', facts: { megabytes: 2, limit: 1 } });
  });

  test('16,384 columns are read; one more is refused', async () => {
    const last = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row></sheetData>';
    expect((await parseFile(makeXlsx({ sheet: last }))).table.rows[0]!.length).toBe(16_384);
    expect(await refusal(makeXlsx({ sheet: last.replace('XFD', 'XFE') }))).toMatchObject({ code: 'file.too_many_columns' });
    expect(await refusal(bytesOf(`${','.repeat(20_000)}x`))).toMatchObject({ code: 'file.too_many_columns' });
  });

  test('one far cell in each of many rows counts for all the room it takes', async () => {
    const rows = Array.from({ length: 2000 }, (_, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`).join('');
    expect(await refusal(makeXlsx({ sheet: `<sheetData>${rows}</sheetData>` }))).toMatchObject({ code: 'file.too_many_cells' });
  });

  test('an open quote does not swallow the file; a cell too long is refused by its address', async () => {
    expect((await parseFile(bytesOf(`a,"b\n${'c,d\n'.repeat(1000)}`))).table.rows.length).toBe(1001);
    expect(await refusal(bytesOf(`a,b\n1,${'x'.repeat(40_000)}`))).toMatchObject({ code: 'file.cell_too_long', facts: { cell: 'B2' } });
  });

  test('XML nested 300,000 deep and a document type with entities', async () => {
    const deep = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${'<g>'.repeat(300_000)}`;
    const read = await parseFile(makeXlsx({ worksheet: `<worksheet>${deep}<sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>` }));
    expect(read.table.rows).toEqual([['&b;']]);
  });

  test('html spans that claim a billion cells', async () => {
    const spans = '<tr><td rowspan=65000 colspan=16000>x</td></tr>'.repeat(3);
    expect((await parseFile(bytesOf(`<table>${spans}${'<tr><td>a'.repeat(200)}</table>`))).table.rows.length).toBeGreaterThan(100);
  });
});

test('macros are neither run nor read', async () => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['姓名'], ['甲']]), '名单');
  book.vbaraw = new Uint8Array(64);
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsm', bookVBA: true }) as ArrayBuffer);
  expect((await parseFile(bytes)).table.rows).toEqual([['姓名'], ['甲']]);
});
