import { utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { parseFile } from '#main/files/parse-file.ts';

const page = (body: string, charset: string) => `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=${charset}">`
  + `<style>td{mso-number-format:"\\@"}</style><script>if (1 < 2) document.write("<table><tr><td>坏</td></tr></table>")</script></head><body>${body}</body></html>`;

const table = '<table border=1><tr><td colspan="3" align=center><b>受助学生&nbsp;名单</b></td></tr><tr><th rowspan=2>姓名<th rowspan=2>证件<br>号码<th>金额'
  + '<tr><td>（元）</td></tr><tr style="display:none"><td>甲</td><td>999999201503070018</td><td>312.50</td></tr>'
  + '<tr><td> 乙\n &lt;b&gt; </td><td style=\'mso-number-format:"\\@"\'>99999920150307281X</td><td>&#49;00</td></tr></table>';

test.each([['gb2312', 'gb18030'], ['utf-8', 'utf-8']])('a page in %s saved as .xls', async (charset, encoding) => {
  const text = page(`<table><tr><td>导航</td></tr></table>${table}`, charset);
  const read = await parseFile(new Uint8Array(iconv.encode(text, encoding === 'utf-8' ? 'utf8' : 'gb18030')));
  expect(read.table).toMatchObject({ kind: 'html', encoding, sheet: '表格2', hiddenRows: [3] });
  expect(read.table.rows).toEqual([
    ['受助学生 名单'], ['姓名', '证件\n号码', '金额'], ['', '', '（元）'], ['甲', '999999201503070018', '312.50'], ['乙 <b>', '99999920150307281X', '100'],
  ]);
  expect(read.table.merges).toContainEqual({ top: 1, left: 0, bottom: 2, right: 0 });
});

test('a page that lies about its encoding is read by its bytes', async () => {
  const read = await parseFile(new Uint8Array(Buffer.from(page(table, 'gb2312'), 'utf8')));
  expect(read.table.rows[1]![0]).toBe('姓名');
});

test('a table inside a layout table is found; markup nested 200,000 deep costs nothing', async () => {
  const deep = '<div>'.repeat(200_000);
  const read = await parseFile(new Uint8Array(Buffer.from(`<table><tr><td>${deep}<table><tr><td>甲<td>乙<tr><td>1<td>2</table></td></tr></table>`)));
  expect(read.table.rows).toEqual([['甲', '乙'], ['1', '2']]);
});

test('the XML of Excel 2003', async () => {
  const sheet = utils.aoa_to_sheet([['姓名', '身份证号', '金额'], ['甲', '999999201503070018', 312.5], ['乙', 9.999992015030700e17, '']]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '名单');
  const read = await parseFile(new Uint8Array(Buffer.from(write(book, { type: 'string', bookType: 'xlml' }) as string)));
  expect(read.table).toMatchObject({ kind: 'html', sheet: '名单' });
  expect(read.table.rows).toEqual([['姓名', '身份证号', '金额'], ['甲', '999999201503070018', '312.5'], ['乙', '9.99999E+17']]);
});

test('a page without a table says so', async () => {
  await expect(parseFile(new Uint8Array(Buffer.from('<html><body>登录超时</body></html>')))).rejects.toMatchObject({ code: 'file.no_table' });
});
