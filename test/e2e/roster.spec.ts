import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { expect, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';
import { syntheticId, templateHeadings, templateRow, xlsFile, xlsxFile } from '../services/roster-files.ts';
import type { Rows } from '../services/roster-files.ts';

const names = ['李明', '王芳', '陈晨', '周舟', '吴敏', '郑浩', '欧阳静', '单雨', '阿依古丽·买买提', '孙悦'];

/** Ten pupils in four classes, one with a wrong ID number and one without. */
const template: Rows = [
  templateHeadings,
  ...names.map((name, at) => {
    const birth = at < 5 ? `2017-03-${String(10 + at)}` : `2013-04-${String(10 + at)}`;
    const good = syntheticId(birth, 100 + at);
    const idNumber = at === 3 ? `${good.slice(0, 17)}${good[17] === '1' ? '2' : '1'}` : at === 8 ? '' : good;
    return templateRow({
      姓名: name, 性别: at % 2 === 0 ? '女' : '男', 出生日期: birth.replaceAll('-', ''), 身份证件类型: '居民身份证', 身份证件号: idNumber, 班号: String(1 + (at % 2)),
      入学年月: at < 5 ? '202309' : '202509', 就读方式: at % 3 === 0 ? '住校' : '走读', 民族: '汉族', 成员1姓名: `${name.slice(0, 1)}建国`, 成员1关系: '父亲', 成员1是否监护人: '是',
      成员1身份证件类型: '居民身份证', 成员1身份证件号: syntheticId('1985-06-15', 200 + at), 成员1联系电话: `1380000000${at}`,
    });
  }),
];

const newer: Rows = [
  ['姓名', '身份证件号', '班级', '就读方式'],
  ...names.slice(0, 9).map((name, at) => [name, at === 3 || at === 8 ? '' : String(template[at + 1]?.[12]), at < 5 ? `三（${1 + (at % 2)}）班` : `七（${1 + (at % 2)}）班`, at === 1 ? '住校' : '']),
  ['钱多多', syntheticId('2017-08-08', 31), '三（1）班', '走读'],
];

async function choose(page: Page, file: File): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name: file.name, mimeType: '', buffer: Buffer.from(await file.arrayBuffer()) });
}

async function importTemplate({ client, schoolId }: OpenedSchool): Promise<void> {
  await client.imports.confirm({ schoolId, term: '2025-2026-1' as never, purpose: 'roster', file: xlsFile('学籍模板.xls', template) });
}

test('an empty roster says what comes here; the template goes in by the window', async ({ school }, info) => {
  const { page, origin } = school;
  await page.goto(`${origin}/#/roster`);
  await expect(page.getByRole('heading', { name: '名册还是空的' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '导入名册' }).click();
  await choose(page, xlsFile('学籍模板.xls', template));
  // The first file starts the reading worker.
  await expect(page.getByRole('heading', { name: '导入：学籍模板.xls' })).toBeVisible({ timeout: 60_000 });
  await page.screenshot({ path: info.outputPath('1-understood.png') });
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  await expect(page.getByRole('grid', { name: '导入预览' }).getByText('李明').first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('2-preview.png') });
  await page.getByRole('button', { name: /^导入 10 行$/ }).click();
  await expect(page.getByRole('dialog')).toContainText('新增 10 人，变动 0 人');
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
  await expect(page.getByText('文件共 10 行').first()).toBeVisible();
  await page.getByRole('button', { name: '看要修正的' }).click();
  const repairs = page.getByRole('grid', { name: '修正清单' });
  await expect(repairs.getByText(/末位校验不对/)).toBeVisible();
  await expect(repairs.getByText(/没有证件号/)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('3-repairs.png') });
});

test('a bad number is mended in place, in the window', async ({ school }, info) => {
  const { page, origin } = school;
  await importTemplate(school);
  await page.goto(`${origin}/#/roster?tab=repairs`);
  await page.getByRole('button', { name: '修正 周舟 的证件号' }).click();
  const dialog = page.getByRole('dialog', { name: '修改 周舟 的资料' });
  await expect(dialog).toContainText('末位校验不对');
  await dialog.getByLabel('身份证件号').fill(syntheticId('2017-03-13', 103));
  await page.screenshot({ path: info.outputPath('mend.png') });
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存，没有发现问题')).toBeVisible();
  await expect(page.getByRole('button', { name: '修正 周舟 的证件号' })).toHaveCount(0);
});

test('the roster by keyboard: a pupil beside the table, his number by a click that is kept, a movement and its correction', async ({ school }, info) => {
  const { page, origin, client, schoolId } = school;
  await importTemplate(school);
  await page.goto(`${origin}/#/roster`);
  const grid = page.getByRole('grid', { name: '学生名册' });
  await expect(grid.getByText('李明')).toBeVisible();
  await expect(grid.getByText('住校 4')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('1-roster.png') });
  await grid.getByText('李明').click();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: /李明/ });
  await expect(sheet.getByText('李建国')).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole('button', { name: '显示身份证件号', exact: true }).click();
  await expect(sheet.getByText(syntheticId('2017-03-10', 100))).toBeVisible();
  await page.screenshot({ path: info.outputPath('2-pupil.png') });
  await sheet.getByRole('button', { name: '登记异动' }).click();
  const move = page.getByRole('dialog', { name: '登记异动' });
  await expect(move).toContainText('改为“休学”');
  await move.getByLabel('依据').fill('休学审批表 3 号');
  await page.screenshot({ path: info.outputPath('3-move.png') });
  await move.getByRole('button', { name: '登记', exact: true }).click();
  await expect(sheet.getByRole('region', { name: '异动' })).toContainText('休学审批表 3 号');
  await sheet.getByRole('button', { name: /更正 2025-10-31 的休学/ }).click();
  await page.getByLabel('为什么更正').fill('登记错人');
  await page.getByRole('dialog', { name: '更正异动' }).getByRole('button', { name: '更正' }).click();
  await expect(sheet.getByRole('region', { name: '异动' })).toContainText('休学（已更正）');
  await page.screenshot({ path: info.outputPath('4-corrected.png') });
  const [hit] = await client.roster.search({ schoolId, term: '2025-2026-1' as never, text: 'lm' });
  expect(hit).toMatchObject({ name: '李明', status: 'enrolled', matchedBy: 'initials' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('oyj');
  await expect(page.getByText(/欧阳静/).last()).toBeVisible();
});

test('a newer roster: what changed, who is gone and where they went', async ({ school }, info) => {
  const { page, origin } = school;
  await importTemplate(school);
  await page.goto(`${origin}/#/roster/import`);
  await choose(page, xlsxFile('10月名册.xlsx', newer));
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  const gone = page.getByRole('region', { name: '名册里有而文件里没有的学生' });
  await page.getByText(/名册里有而文件里没有：1 人（已写去向 0 人）/).click();
  await expect(gone.getByText('孙悦')).toBeVisible();
  await gone.getByRole('checkbox').last().check();
  await gone.getByLabel('依据').fill('转学联系函');
  await gone.getByRole('button', { name: '写给选中的 1 人' }).click();
  await expect(page.getByText(/已写去向 1 人/)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('1-gone.png') });
  await page.getByRole('button', { name: /^导入 10 行$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
  await page.getByRole('button', { name: '去看名册' }).click();
  const grid = page.getByRole('grid', { name: '学生名册' });
  await expect(grid.getByText('钱多多')).toBeVisible();
  await expect(grid.getByText('孙悦')).toHaveCount(0);
  await page.getByRole('checkbox', { name: '也看已离校的' }).check();
  await expect(grid.getByText('孙悦')).toBeVisible();
  await page.getByRole('tab', { name: '异动' }).click();
  await expect(page.getByRole('grid', { name: '异动' }).getByText('转学联系函')).toBeVisible();
  await page.screenshot({ path: info.outputPath('2-movements.png') });
  await page.getByRole('tab', { name: '班级' }).click();
  await expect(page.getByRole('grid', { name: '班级' }).getByText('三年级(1)班')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('3-classes.png') });
});
