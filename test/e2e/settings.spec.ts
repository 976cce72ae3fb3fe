import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { expect, password, test } from '#test/helpers/open-program.ts';

async function openSettings(page: Page, tab: string): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '设置' }).click();
  await page.getByRole('tab', { name: tab }).click();
}

test('every part of the settings is accessible and without an English word', async ({ school }) => {
  const { page } = school;
  for (const tab of ['规则', '学校', '账号', '我的密码', '备份', '操作记录']) {
    await openSettings(page, tab);
    await expect(page.getByRole('tabpanel')).toBeVisible();
    await expectAccessible(page);
    const text = await page.locator('main').innerText();
    expect(text.replaceAll(/admin|[0-9a-f]{12}|Excel|Ctrl C|KB|MB|F1|\S+\.(db|yidang|sqlite|bak)\S*/g, '')).not.toMatch(/[A-Za-z]{3,}/);
  }
});

test('saves the rules of the school and says what is wrong with one', async ({ school }) => {
  const { client, page, schoolId } = school;
  await openSettings(page, '规则');
  await page.getByLabel('公示天数').fill('7');
  await page.getByLabel('一人模式').press('Space');
  await page.getByLabel('学校资助电话').fill('0000-1234567');
  await page.getByRole('button', { name: '保存规则' }).click();
  await expect(page.getByText('规则已保存')).toBeVisible();
  expect(await client.settings.get({ schoolId })).toMatchObject({ noticeDays: 7, onePersonMode: true, officePhone: '0000-1234567' });
  await expect(page.getByRole('banner').getByText('一人模式')).toBeVisible();
  await page.getByLabel('困难等级').fill('困难\n困难');
  await page.getByRole('button', { name: '保存规则' }).click();
  await expect(page.getByRole('alert')).toContainText('困难等级里有重名');
});

test('adds an account, which then signs in with its own password and sees what its role may', async ({ school }) => {
  const { page } = school;
  await openSettings(page, '账号');
  await page.getByRole('button', { name: '增加账号' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText('请填姓名')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('姓名').fill('何审核');
  await dialog.getByLabel('账号').fill('heshen');
  await dialog.getByRole('combobox', { name: '角色' }).click();
  await page.getByRole('option', { name: '审核' }).click();
  await dialog.getByRole('textbox', { name: '初始密码' }).fill(password);
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('cell', { name: '何审核' })).toBeVisible();

  await page.getByRole('button', { name: '锁定' }).click();
  await page.getByRole('textbox', { name: '账号' }).fill('heshen');
  await page.getByRole('textbox', { name: '密码' }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('审核 · 何审核')).toBeVisible();
  await page.getByRole('link', { name: '设置' }).click();
  await expect(page.getByRole('tab', { name: '操作记录' })).toBeVisible();
  await expect(page.getByRole('tab', { name: '账号' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: '保存规则' })).toHaveCount(0);
});

test('refuses to stop the last administrator, in the dialog', async ({ school }) => {
  const { page } = school;
  await openSettings(page, '账号');
  await page.getByRole('button', { name: '修改账号 admin' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('账号可用').press('Space');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByRole('alert')).toContainText('最后一个管理员账号');
});

test('makes a backup and lists it as checked', async ({ school }) => {
  const { page } = school;
  await openSettings(page, '备份');
  await page.getByRole('button', { name: '现在备份并检查' }).click();
  await expect(page.getByRole('grid', { name: '备份' }).getByText('已验证能打开')).toBeVisible();
});

test('the operation log: verified, filtered, moved through by keyboard, copied as Excel takes it', async ({ school }) => {
  const { client, page, schoolId } = school;
  for (let days = 1; days <= 40; days += 1) await client.settings.update({ schoolId, settings: { noticeDays: days } });
  await openSettings(page, '操作记录');
  await page.getByRole('button', { name: '验证记录没被改过' }).click();
  await expect(page.getByText(/完整，末号 \d+/)).toBeVisible();

  const grid = page.getByRole('grid', { name: '操作记录' });
  await grid.focus();
  for (let step = 0; step < 30; step += 1) await page.keyboard.press('ArrowDown');
  const active = await grid.getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${active}"]`)).toBeInViewport({ ratio: 0.9 });
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  const copied = await grid.evaluate((element) => {
    const data = new DataTransfer();
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData('text/plain');
  });
  expect(copied).toMatch(/^\d+\t2025-10-31 \d{2}:\d{2}$/);

  await page.getByRole('button', { name: '筛选', exact: true }).click();
  await page.getByLabel('按号筛选').fill('1..9');
  await expect(page.getByText('显示 9 行，共 41 行')).toBeVisible();
  await expect(page.getByRole('row', { name: '合计' })).toContainText('9 行');
});

test('F1 opens the help of the page one is on, Ctrl+K jumps to a page', async ({ school }) => {
  const { page } = school;
  await openSettings(page, '规则');
  await page.keyboard.press('F1');
  await expect(page.getByRole('article', { name: '设置' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('在帮助里找').fill('竖线');
  await expect(page.getByRole('article', { name: '发放' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: '查找学生、班级、页面' })).toBeFocused();
  await page.keyboard.type('工作台');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible();
});
