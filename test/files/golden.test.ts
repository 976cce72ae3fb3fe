import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyMapping } from '#shared/domain/tabular/apply-mapping.ts';
import { partitionRows } from '#shared/domain/tabular/data-rows.ts';
import { findHeader } from '#shared/domain/tabular/find-header.ts';
import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';
import { guessColumns } from '#shared/domain/tabular/guess-columns.ts';
import { recogniseColumns } from '#shared/domain/tabular/recognise-columns.ts';
import { parseFile } from '#main/files/parse-file.ts';

const catalogue = [
  { key: 'name', label: '姓名', kind: 'name' }, { key: 'idNumber', label: '身份证号', aliases: ['身份证件号'], kind: 'id_number' },
  { key: 'headName', label: '户主姓名', kind: 'name' }, { key: 'guardian', label: '监护人姓名', kind: 'name' }, { key: 'phone', label: '监护人联系电话', kind: 'phone' },
  { key: 'class', label: '班级', kind: 'class' }, { key: 'birthDate', label: '出生日期', kind: 'date' }, { key: 'account', label: '账号', kind: 'account_no' },
  { key: 'amount', label: '资助金额', kind: 'money' }, { key: 'studentNo', label: '校内学号', kind: 'text' }, { key: 'registryNo', label: '学籍号', kind: 'text' },
] as const satisfies FieldCatalogue;

/** The file as an import purpose would get it: one line a row, `key=text` where there is one, ! where the number is spoilt. */
async function understand(name: string) {
  const { table } = await parseFile(new Uint8Array(readFileSync(new URL(`../fixtures/files/${name}`, import.meta.url))));
  const header = findHeader(table, catalogue);
  const data = partitionRows(table, header);
  const mapping = header.rows.length > 0 ? recogniseColumns(header.headings, catalogue) : guessColumns(data.rows.map((row) => table.rows[row]!), catalogue);
  const { rows } = applyMapping(table, header, data, mapping, catalogue);
  const lines = rows.map((row) => [`${row.rowNumber}${row.hidden ? ' hidden' : ''}`, ...catalogue.flatMap(({ key }) => (row.text(key) === '' ? [] : [`${key}=${row.text(key)}${row.isSpoiltNumber(key) ? '!' : ''}`]))].join(' '));
  return { table, lines, aside: data.setAside.map(({ row, why }) => `${row + 1} ${why}`).join(', ') };
}

describe('messy files, byte for byte as they lie in the folder', () => {
  test('a department’s list in GBK', async () => {
    const { table, lines, aside } = await understand('dibao-gbk.csv');
    expect([table.kind, table.encoding, table.separator]).toEqual(['text', 'gb18030', ',']);
    expect(lines).toEqual([
      '4 idNumber=999999197001010019 headName=买买提·吐尔逊', '5 idNumber=999999197203152811 headName=李吉祥', '6 idNumber=9.99999E+17! headName=王秀英',
      '7 idNumber=99999919850615304x headName=欧阳, 建华',
    ]);
    expect(aside).toBe('1 title, 2 title, 3 header, 9 total, 10 note');
  });

  test('a web page saved as .xls', async () => {
    const { table, lines, aside } = await understand('web-export.xls');
    expect([table.kind, table.encoding, table.sheet]).toEqual(['html', 'gb18030', '表格2']);
    expect(lines).toEqual([
      '3 name=张 三丰 idNumber=999999201503070018 amount=312.50 registryNo=G999999201503070018', '4 hidden name=李·雷 idNumber=999999201503070026 amount=1,250.00',
      '5 name=<b>王五 amount=0 registryNo=L99999920150307003X',
    ]);
    expect(aside).toBe('1 header, 2 header');
  });

  test('a bank’s answer without a header', async () => {
    const { table, lines, aside } = await understand('bank-return.txt');
    expect(table.separator).toBe('|');
    expect(table.rows[1]).toEqual(['2', '李四', '6222000000000000026', '312.50', '户名不符']);
    expect(lines).toEqual([
      '1 name=张三 headName=成功 account=6222000000000000018 amount=312.50', '2 name=李四 headName=户名不符 account=6222000000000000026 amount=312.50',
      '3 name=王小虎 headName=账户已销户 account=6222000000000000034 amount=625.00',
    ]);
    expect(aside).toBe('');
  });

  test('a school’s own .xls with two header rows and a merged class', async () => {
    const { table, lines, aside } = await understand('boarders.xls');
    expect([table.kind, table.sheet]).toEqual(['xls', '寄宿生']);
    expect(lines).toEqual([
      '4 name=阿依古丽 idNumber=999999201503070018 guardian=买买提 phone=13900000000 class=三（2）班 birthDate=2015-03-07',
      '5 name=李明 idNumber=9.99999E+17! guardian=李强 phone=13900000001 class=三（2）班 birthDate=2015-03-08',
      '6 name=陈欣 idNumber=99999920140307003X class=四（1）班 birthDate=2014.3.7',
    ]);
    expect(aside).toBe('1 title, 2 header, 3 header, 7 total');
  });

  test('another program’s .xlsx with labels and a sample', async () => {
    const { lines, aside } = await understand('other-program.xlsx');
    expect(lines).toEqual(['4 name=欧阳娜娜 idNumber=999999201503070026 birthDate=2015-03-07 studentNo=000042', '5 hidden name=丙']);
    expect(aside).toBe('1 header, 2 note, 3 sample');
  });

  test('a password', async () => {
    await expect(understand('password.xls')).rejects.toMatchObject({ code: 'file.password' });
  });
});
