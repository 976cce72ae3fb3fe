import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { importSmallRoster } from '#test/helpers/listed-school.ts';
import { expect, password, test } from '#test/helpers/open-program.ts';

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

test('a talk is written down, its follow-up falls due and is finished; the list says nothing of what was said', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await page.goto(`${origin}/#/talks`);
  await expect(page.getByText('本学年还没有谈话记录')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '登记谈话' }).first().click();
  const dialog = page.getByRole('dialog', { name: '登记谈心谈话' });
  await dialog.getByRole('combobox', { name: '学生' }).fill('liming');
  await page.locator('[data-combobox-option]', { hasText: '李明' }).click();
  await dialog.getByRole('textbox', { name: '谈话日期' }).fill('2025-10-14');
  await dialog.getByRole('checkbox', { name: '学习' }).check();
  await dialog.getByRole('textbox', { name: '谈话内容' }).fill('祖父住院后每晚照看妹妹');
  await dialog.getByRole('textbox', { name: '后续期限' }).fill('2025-10-24');
  await dialog.getByRole('button', { name: '登记' }).click();
  await expect(dialog.getByRole('alert')).toContainText('没有写办什么');
  await dialog.getByRole('textbox', { name: '后续要做的事' }).fill('联系家长商量住校');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '登记' }).click();
  const grid = page.getByRole('grid', { name: '谈心谈话' });
  await expect(grid).toContainText('到期');
  await expect(page.locator('main')).not.toContainText('祖父');
  await expect(page.locator('main')).not.toContainText('联系家长');
  await grid.focus();
  await page.keyboard.press('Enter');
  const opened = page.getByRole('dialog', { name: /谈心谈话：李明/ });
  await expect(opened).toContainText('祖父住院后每晚照看妹妹');
  await expectAccessible(page);
  const paper = page.waitForEvent('popup');
  await opened.getByRole('button', { name: '打印记录' }).click();
  await (await paper).close();
  await opened.getByRole('button', { name: '后续办结' }).click();
  await page.getByRole('textbox', { name: '怎么办的' }).fill('母亲同意住校');
  await page.getByRole('dialog').getByRole('button', { name: '办结', exact: true }).click();
  await expect(opened).toContainText('母亲同意住校');
  await opened.getByRole('button', { name: '更正' }).click();
  const correct = page.getByRole('dialog', { name: /更正谈话：李明/ });
  await correct.getByRole('textbox', { name: '谈话内容' }).fill('外祖父住院后每晚照看妹妹');
  await correct.getByRole('textbox', { name: '为什么改' }).fill('称呼写错');
  await correct.getByRole('button', { name: '保存' }).click();
  await expect(opened).toContainText('外祖父住院');
  await expect(opened).toContainText('原来的 1 份');
  expect((await page.locator('main').innerText()).replaceAll(/Ctrl|Enter|Shift|Excel/g, '')).not.toMatch(/[A-Za-z]{3,}/);
});

test('who has nothing to do with talks is not offered them', async ({ school }) => {
  const { client, page, origin, schoolId, archiveId } = school;
  await importSmallRoster(client, schoolId);
  await client.accounts.add({ login: 'checker', displayName: '刘审核', role: 'checker', password, schoolId: null, classIds: [], validUntil: null });
  await client.session.lock({ leaving: false });
  await client.archives.unlock({ archiveId, login: 'checker', password });
  await page.goto(`${origin}/#/`);
  await page.reload();
  const navigation = page.getByRole('navigation', { name: '主导航' });
  await expect(navigation).toContainText('家访');
  await expect(navigation).not.toContainText('谈心谈话');
});
