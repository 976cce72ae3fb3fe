import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { importSmallRoster, importSubsistenceList, subsistenceFile } from '#test/helpers/listed-school.ts';
import { expect, test } from '#test/helpers/open-program.ts';

test('an empty page says what comes here and leads to the import', async ({ school }) => {
  const { page } = school;
  await page.getByRole('link', { name: '名单比对' }).click();
  await expect(page.getByRole('heading', { name: '本学期还没有部门名单' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '导入名单' }).click();
  await expect(page.getByRole('heading', { name: '导入部门名单' })).toBeVisible();
  await expectAccessible(page);
});

test('a 低保 list comes in by the four steps, and every row ends somewhere', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await page.goto(`${origin}/#/lists/import`);
  await page.getByRole('textbox', { name: '发文单位' }).fill('云岭县民政局');
  await page.locator('input[type=file]').setInputFiles(subsistenceFile);
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  const preview = page.getByRole('grid', { name: '导入预览' });
  await expect(preview).toContainText('户主 → 学生 李明（七年级(2)班）、李华（三年级(1)班），父亲');
  await expect(preview).toContainText('请您定：号码相同而姓名不同 → 陈欣（四年级(2)班）');
  await expect(preview).toContainText('不是本校家庭（名册中没有这个人）');
  await page.getByRole('button', { name: '导入 4 行' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
  await page.getByRole('link', { name: '去看比对结果' }).click();
  await page.getByRole('tab', { name: '各份名单 1' }).click();
  const row = page.getByRole('table', { name: '部门名单' }).getByRole('row', { name: /城乡低保名单_9月/ });
  await expect(row).toContainText('1 + 2 + 1 = 4');
  await expect(row).toContainText('云岭县民政局');
  await expectAccessible(page);
});

test('the queue is decided by keyboard alone, and a decision can be taken back', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await importSubsistenceList(client, schoolId);
  await page.goto(`${origin}/#/lists`);
  await page.getByRole('grid', { name: '要您定的行' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('region', { name: '第 4 行' })).toContainText('家长姓名相同，住址在同一村（社区）');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '是陈欣' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: '要您定 1' })).toBeVisible();
  await expect(page.getByRole('grid', { name: '要您定的行' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '不是本校学生' }).press('Enter');
  await expect(page.getByRole('heading', { name: '没有要您定的行' })).toBeVisible();
  await page.getByRole('tab', { name: '全部行 4' }).click();
  await page.getByRole('gridcell', { name: '户主 陈桂莲' }).click();
  const panel = page.getByRole('region', { name: '第 3 行' });
  await expect(panel).toContainText('周敏 定为这些学生');
  await panel.getByRole('button', { name: '撤销判定' }).click();
  await expect(page.getByRole('tab', { name: '要您定 1' })).toBeVisible();
  await expectAccessible(page);
});

test('a pupil is picked by hand for a row the program could not place', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await importSubsistenceList(client, schoolId);
  await page.goto(`${origin}/#/lists?tab=rows`);
  await page.getByRole('gridcell', { name: '户主 赵国强' }).click();
  await page.getByRole('button', { name: '另选学生' }).click();
  await page.getByRole('combobox', { name: '学生' }).fill('吴桐');
  await page.locator('[data-combobox-option]', { hasText: '吴桐（六年级(1)班）' }).click();
  await page.getByRole('button', { name: '就是这些学生' }).click();
  await expect(page.getByRole('region', { name: '第 5 行' })).toContainText('人工指定 → 学生 吴桐（六年级(1)班）');
});

test('masked numbers are shown on request only, and the request is logged', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await importSubsistenceList(client, schoolId);
  await page.goto(`${origin}/#/lists?tab=rows`);
  await expect(page.getByRole('grid', { name: '名单各行' })).toContainText('999***********');
  expect(await page.locator('body').innerText()).not.toMatch(/\d{17}[\dX]/);
  await page.getByRole('button', { name: '显示原行（记入操作记录）' }).click();
  await expect(page.getByText(/^\d{17}[\dX]$/)).toBeVisible();
  const { rows } = await client.audit.list({ limit: 10 });
  expect(rows.some((row) => row.method === 'lists.reveal')).toBe(true);
});

test('应助未助 names the pupils on a list without a case and leads to opening them', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await importSubsistenceList(client, schoolId);
  await page.goto(`${origin}/#/lists?tab=coverage`);
  await expect(page.getByRole('grid', { name: '应助未助' })).toContainText('李明');
  await expectAccessible(page);
  await page.getByRole('button', { name: '从名单建个案' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '建个案 2 份，补群体 0 人' }).click();
  await expect(page.getByRole('grid', { name: '认定名册' })).toContainText('低保家庭学生（名单）');
});
