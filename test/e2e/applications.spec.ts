import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { importSmallRoster, importSubsistenceList } from '#test/helpers/listed-school.ts';
import { expect, test } from '#test/helpers/open-program.ts';

/** Types texts one after the other, each ended by Enter, as at a spreadsheet. */
async function typeAlong(page: Page, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    if (text !== '') await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
}

test.use({ viewport: { width: 1366, height: 768 } });

test('an empty school is told what comes here', async ({ school: { page, origin } }) => {
  await page.goto(`${origin}/#/applications`);
  await expect(page.getByRole('heading', { name: '还没有学生' })).toBeVisible();
  await expect(page.getByRole('link', { name: '去导入名册' })).toBeVisible();
  await expectAccessible(page);
});

test('a form is entered by keyboard alone, its draft keeps itself, and it is taken in', async ({ school }, info) => {
  const { page, origin, client, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await importSubsistenceList(client, schoolId);
  await page.goto(`${origin}/#/applications`);
  await expect(page.getByText('已收 0 份 · 草稿 0 份 · 未交 6 人')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('1-list.png') });
  const li = page.getByRole('row', { name: /李明/ });
  await li.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '李明 的申请表' })).toBeVisible();
  await expect(page.getByLabel('申请日期')).toBeFocused();
  await page.screenshot({ path: info.outputPath('2-blank.png') });

  await typeAlong(page, '2025.9.5', '4', '', '637000', '13900000001');
  await expect(page.getByLabel('申请日期')).toHaveValue('2025-09-05');
  await expect(page.getByLabel('成员 1 姓名')).toHaveValue('李吉祥');
  await typeAlong(page, '', '', '', '', '务农', '1.2万', '良好');
  await typeAlong(page, '周兰', '43', '母亲', '', '务工', '24000', '有慢性病');
  await typeAlong(page, '李华', '8', '妹妹', '柳溪九年一贯制学校', '学生', '0', '健康');
  // Typed as fast as a key follows a key: every letter stands in the row it was meant for.
  await expect(page.getByLabel('成员 2 健康状况')).toHaveValue('有慢性病');
  await expect(page.getByLabel('成员 3 姓名')).toHaveValue('李华');
  // The empty row ends the table.
  await typeAlong(page, '');
  await expect(page.getByLabel('勾选的序号')).toBeFocused();
  await typeAlong(page, '5', '', '8000', '', '', '', '', '建房欠债3万元', '父亲在外务工收入不稳');
  await expect(page.getByRole('checkbox', { name: '5 低保家庭学生：是' })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByLabel('承诺签字人')).toHaveValue('李吉祥');
  await expect(page.getByRole('list', { name: '看一看这些' })).toContainText('家庭人均年收入填 8,000.00 元，按成员收入复算（4 人）是 9,000.00 元');
  await expect(page.getByText(/^草稿已存/)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('3-filled.png') });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('已收下 李明 的申请表')).toBeVisible();
  await page.goto(`${origin}/#/applications`);
  await page.getByRole('button', { name: '打印……' }).click();
  const dialog = page.getByRole('dialog', { name: '打印申请表' });
  await expect(dialog).toContainText('将打印 6 名学生的申请表，每班一份文件');
  await expectAccessible(page);
  await dialog.getByRole('radio', { name: /^已填的表/ }).check();
  await expect(dialog).toContainText('将打印 1 名学生的申请表');
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '生成 PDF' }).click();
  expect((await saved).suggestedFilename()).toBe('七年级(2)班-认定申请表.pdf');
  await expect(dialog).toBeHidden();
  const rows = await client.applications.list({ schoolId, term: '2025-2026-1' as never });
  expect(rows.find(({ name }) => name === '李明')).toMatchObject({ state: 'received', appliedOn: '2025-09-05', perHeadFen: 800_000, computedFen: 900_000, groups: ['低保家庭学生'], caseState: 'applied' });
});
