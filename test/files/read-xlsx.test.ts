import { describe, expect, test } from 'vitest';
import { cellKey } from '#shared/domain/tabular/cell-table.ts';
import { parseFile } from '#main/files/parse-file.ts';
import { makeXlsx } from './make-xlsx.ts';
import type { XlsxParts } from './make-xlsx.ts';

async function read(parts: XlsxParts, sheet?: string) {
  return parseFile(makeXlsx(parts), { sheet });
}

async function cells(rowXml: string, parts: XlsxParts = {}) {
  const { table } = await read({ ...parts, sheet: `<sheetData><row r="1">${rowXml}</row></sheetData>` });
  return { texts: table.rows[0], marks: (column: number) => table.marks.get(cellKey(0, column)) };
}

describe('numbers', () => {
  test.each([
    ['312.5', '312.5'], ['0.30000000000000004', '0.3'], ['1E3', '1000'], ['20150307', '20150307'], ['999999201503071', '999999201503071'],
    ['-12.00', '-12'], ['1.5E-7', '0.00000015'], ['100000', '100000'],
  ])('%s is shown as %s', async (raw, shown) => {
    expect((await cells(`<c r="A1"><v>${raw}</v></c>`)).texts).toEqual([shown]);
  });

  test('an 18-digit number cell has lost its digits and says so; the same as text is exact', async () => {
    const { texts, marks } = await cells('<c r="A1"><v>999999201503070018</v></c><c r="B1" t="s"><v>0</v></c><c r="C1"><v>9.99999201503070018E17</v></c>', {
      strings: ['<si><t>999999201503070018</t></si>'],
    });
    expect(texts).toEqual(['9.99999E+17', '999999201503070018', '9.99999E+17']);
    expect([marks(0), marks(1), marks(2)]).toEqual([['lost_digits'], undefined, ['lost_digits']]);
  });

  test('a text that is already scientific is marked', async () => {
    const { texts, marks } = await cells('<c r="A1" t="inlineStr"><is><t>9.99999E+17</t></is></c><c r="B1" t="inlineStr"><is><t>3E2</t></is></c>');
    expect(texts).toEqual(['9.99999E+17', '3E2']);
    expect([marks(0), marks(1)]).toEqual([['scientific'], undefined]);
  });

  test('zeros in front come from the format', async () => {
    expect((await cells('<c r="A1" s="0"><v>42</v></c>', { formats: ['000000'] })).texts).toEqual(['000042']);
  });
});

describe('dates', () => {
  test.each([
    ['yyyy-mm-dd', '42070', '2015-03-07'], ['yyyy"年"m"月"d"日"', '42070', '2015-03-07'], ['[$-804]yyyy/m/d;@', '59', '1900-02-28'],
    ['m/d/yy h:mm', '42070.5', '2015-03-07 12:00'], ['h:mm', '0.25', '06:00'], ['yyyymm', '45505', '2024-08-01'], ['0.00_);[Red]\\(0.00\\)', '42070', '42070'],
    ['0&quot;天&quot;', '5', '5'], ['#,##0.00', '1234.5', '1234.5'],
  ])('%s of %s is %s', async (format, raw, shown) => {
    expect((await cells(`<c r="A1" s="0"><v>${raw}</v></c>`, { formats: [format] })).texts).toEqual([shown]);
  });

  test('the calendar of old Macs, and ISO date cells', async () => {
    const { texts } = await cells('<c r="A1" s="0"><v>40608</v></c><c r="B1" t="d"><v>2015-03-07T00:00:00</v></c>', { formats: ['yyyy-mm-dd'], workbookPr: '<workbookPr date1904="1"/>' });
    expect(texts).toEqual(['2015-03-07', '2015-03-07']);
  });
});

describe('texts', () => {
  test('runs are joined, the phonetic guide is not, escapes are undone, declared entities are not', async () => {
    const { texts } = await cells('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><f>A1</f><v>a&amp;b &#20013;</v></c>', {
      strings: ['<si><r><rPr><b/></rPr><t>买买提</t></r><r><t xml:space="preserve">·吐尔逊</t></r><rPh sb="0" eb="1"><t>mai</t></rPh></si>', '<si><t>x_x000D_y_x005F_x000D_&bomb;</t></si>'],
    });
    expect(texts).toEqual(['买买提·吐尔逊', 'x\ry_x000D_&bomb;', 'a&b 中']);
  });

  test('logical values, errors and formulas', async () => {
    const { texts, marks } = await cells('<c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1"><f>1+1</f><v>2</v></c><c r="D1"><f>1+1</f></c>');
    expect(texts).toEqual(['TRUE', '#N/A', '2']);
    expect([marks(1), marks(2), marks(3)]).toEqual([['error'], ['formula'], undefined]);
  });
});

describe('the sheet', () => {
  test('prefixed element names, cells without references, rows out of order', async () => {
    const { table } = await read({
      worksheet: '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row>'
        + '<x:row r="4"><x:c r="C4"><x:v>9</x:v></x:c></x:row><x:row r="3"><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    });
    expect(table.rows).toEqual([['甲', '2'], [], ['7'], ['', '', '9']]);
  });

  test('hidden rows and columns and merged areas are told, not applied', async () => {
    const { table } = await read({
      sheet: '<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row></sheetData>'
        + '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>',
    });
    expect(table.rows).toEqual([['1'], ['2']]);
    expect(table.hiddenRows).toEqual([1]);
    expect(table.hiddenColumns).toEqual([1, 2]);
    expect(table.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 2 }]);
  });

  test('a million-row dimension is not believed, and styled blanks to the last row cost nothing', async () => {
    const { table } = await read({ sheet: '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="0"/></row></sheetData>' });
    expect(table.rows).toEqual([['1']]);
  });

  test('the first filled sheet that is neither hidden nor instructions is taken; another by name', async () => {
    const sheets = '<sheet name="填表说明" sheetId="1" r:id="rId1"/><sheet name="学生" sheetId="2" r:id="rId2"/>';
    const parts: XlsxParts = {
      sheets, sheet: '<sheetData><row><c><v>1</v></c></row></sheetData>',
      more: { 'xl/worksheets/sheet2.xml': '<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>' },
    };
    expect((await read(parts)).table).toMatchObject({ sheet: '学生', rows: [['2']] });
    expect((await read(parts, '填表说明')).table).toMatchObject({ sheet: '填表说明', rows: [['1']] });
    await expect(read(parts, '没有')).rejects.toMatchObject({ code: 'file.sheet_missing', facts: { sheets: '填表说明、学生' } });
  });
});
