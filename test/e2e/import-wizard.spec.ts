import { writeText } from '#main/files/write-text.ts';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { expect, test } from '../helpers/open-program.ts';

const header = ['序号', '姓名', '身份证号', '班级', '入学年月', '就读方式', '备注'];
const pupil = (index: number, name: string, idNumber: string): string[] => [String(index), name, idNumber, '三（2）班', '202309', '走读', ''];
const rows = [
  ['柳溪九年一贯制学校2025年秋季学生名单'], header,
  pupil(1, '阿依古丽·买买提', '999999201503070018'), pupil(2, '李明', '99999920150307002'), pupil(3, '陈欣', '9.99999E+17'), pupil(4, '', ''), pupil(5, '周 芳', ''),
  ['合计', '5人'],
];
const bytes = Buffer.from(writeText(rows, { encoding: 'gb18030', separator: ',', quotes: 'where_needed' }));

test('a file goes through the four steps by mouse and keyboard', async ({ school }, info) => {
  const { page, origin, client, schoolId } = school;
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`${origin}/#/roster/import`);
  await expect(page.getByRole('list', { name: '第 1 步，共 4 步' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('1-choose.png') });
  await page.locator('input[type=file]').setInputFiles({ name: '学生名单_9月.csv', mimeType: 'text/csv', buffer: bytes });

  await expect(page.getByRole('heading', { name: '导入：学生名单_9月.csv' })).toBeVisible();
  await expect(page.getByText('GB18030（GBK） 编码')).toBeVisible();
  await expect(page.getByText('表头在第 2 行')).toBeVisible();
  await expect(page.getByLabel('B 列对应到').first()).toHaveValue(/姓名/);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('2-understood.png') });
  // Each step begins where its work is.
  await expect(page.getByRole('button', { name: '列都对，看预览' })).toBeFocused();
  await page.keyboard.press('Enter');

  const grid = page.getByRole('grid', { name: '导入预览' });
  await expect(grid.getByText(/\d+ \+ \d+ \+ \d+ = 5，一行不多一行不少/)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('3-preview.png') });
  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: '看全部行' })).toBeVisible();
  await page.keyboard.press('f');
  await expect(grid).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /第 \d+ 行/ })).toBeVisible();
  await page.screenshot({ path: info.outputPath('3-row.png') });
  await page.keyboard.press('Escape');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '另存为带“错误原因”的副本' }).click();
  expect((await download).suggestedFilename()).toBe('学生名单_9月_错误原因.csv');

  const leaveOut = page.getByRole('checkbox', { name: /行不导入，只导入其余/ });
  if (await leaveOut.isVisible()) await leaveOut.check();
  await page.getByRole('button', { name: /^导入 \d+ 行$/ }).click();
  await expect(page.getByRole('dialog', { name: '导入学生名册' })).toContainText('要么全部写入，要么一行也不写');
  await page.screenshot({ path: info.outputPath('4-confirm.png') });
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
  await expect(page.getByText('文件共 5 行').first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('4-done.png') });
  expect(await client.imports.history({ schoolId })).toMatchObject([{ name: '学生名单_9月.csv', rowCount: 5 }]);

  await page.getByRole('button', { name: '再导入一个文件' }).click();
  await page.locator('input[type=file]').setInputFiles({ name: '又一次.csv', mimeType: 'text/csv', buffer: bytes });
  await expect(page.getByText(/这份表头用过（2025年10月31日）/)).toBeVisible();
  await expect(page.getByText(/已经导入过（学生名单_9月.csv）/)).toBeVisible();
  await page.screenshot({ path: info.outputPath('5-again.png') });
  await page.goto(`${origin}/#/imports`);
  await expect(page.getByRole('grid', { name: '导入记录' }).getByText('学生名单_9月.csv')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('6-history.png') });
});

test('a file that is no table says so and the next one can be chosen', async ({ school }) => {
  const { page, origin } = school;
  await page.goto(`${origin}/#/roster/import`);
  await page.locator('input[type=file]').setInputFiles({ name: '名单.xlsx', mimeType: '', buffer: Buffer.from('%PDF-1.4') });
  await expect(page.getByText('这不是表格，而是 PDF 文件').first()).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({ name: '学生名单.csv', mimeType: 'text/csv', buffer: bytes });
  await expect(page.getByRole('list', { name: '第 2 步，共 4 步' })).toBeVisible();
});

test('in a wide file what we say stands beside the name, and a bad file of 3,500 rows is previewed by its first 3,000', async ({ school }, info) => {
  const { page, origin } = school;
  const wide = ['姓名', '性别', '出生日期', '民族', '身份证件号', '班号', '入学年月', '就读方式', '现住址', '联系电话', '成员1姓名', '成员1关系', '成员1联系电话'];
  const many = Array.from({ length: 3500 }, (_, index) => [`学生${index}`, '男', '2015-03-07', '汉族', '99999920150307001', '三（2）班', '202309', '走读', '云岭县', '13900000000', '家长', '父亲', '13900000000']);
  const file = Buffer.from(writeText([wide, ...many], { encoding: 'utf-8', separator: '\t', quotes: 'where_needed' }));
  await page.goto(`${origin}/#/roster/import`);
  await page.locator('input[type=file]').setInputFiles({ name: '全校.txt', mimeType: 'text/plain', buffer: file });
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  await expect(page.getByText('这里只列出前 3,000 行')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: '我们的理解' })).toBeInViewport();
  await page.screenshot({ path: info.outputPath('wide.png') });
  await expectAccessible(page);
});
