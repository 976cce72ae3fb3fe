import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { expect, openedAddress, test } from '#test/helpers/open-program.ts';

test('the home page: eleven steps in order, what is missing, the money, accessible and in Chinese', async ({ school }) => {
  const { page } = school;
  const steps = page.getByRole('table', { name: '本学期的步骤' });
  await expect(steps.getByRole('rowheader')).toHaveText(['告知', '名册', '名单比对', '认定', '公示', '应发', '发放', '回盘', '结算', '上报', '归档']);
  await expect(steps.getByRole('row', { name: /名册/ })).toContainText('本学期名册未导入');
  await expect(page.getByRole('table', { name: '本学期资金' })).toContainText('账面结余');
  await expect(page.getByText('今天 2025-10-31')).toBeVisible();
  await expectAccessible(page);
  expect((await page.locator('body').innerText()).replaceAll(/Ctrl K|F1/g, '')).not.toMatch(/[A-Za-z]{3,}/);
});

test('another term is said to be another term and stays through the pages', async ({ school }) => {
  const { page } = school;
  await page.getByRole('button', { name: /^学期：/ }).click();
  await page.getByRole('menuitem', { name: '2024–2025学年春季学期' }).click();
  await expect(page.getByText('不是本学期')).toBeVisible();
  await page.getByRole('link', { name: '设置' }).click();
  await page.getByRole('link', { name: '工作台' }).click();
  await expect(page.getByRole('button', { name: '学期：2024–2025学年春季学期' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('不是本学期')).toBeVisible();
});

test('switches between two schools, each with its own home', async ({ school }) => {
  const { client, page } = school;
  await client.schools.add({ school: { name: '云岭小学', code: '9999990002', stages: ['primary'], county: '云岭县', ownership: 'public' } });
  await page.reload();
  await page.getByRole('button', { name: /^学校：/ }).click();
  await page.getByRole('menuitem', { name: '云岭小学' }).click();
  await expect(page.getByRole('button', { name: '学校：云岭小学' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible();
});

test('prints the checklist of the term', async ({ school }) => {
  const { page } = school;
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: '打印本学期清单' }).click();
  await opened;
  await expect.poll(() => openedAddress(page)).toMatch(/^blob:/);
});

test('reaches everything of the frame by keyboard and grows with 大字', async ({ school }) => {
  const { page } = school;
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^学校：/ })).toBeFocused();
  const height = async (): Promise<number> => (await page.getByRole('heading', { name: '本学期工作台' }).boundingBox())!.height;
  const before = await height();
  await page.getByRole('button', { name: '大字' }).press('Enter');
  expect(await height()).toBeGreaterThan(before * 1.1);
  await page.reload();
  await expect(page.getByRole('button', { name: '大字' })).toHaveAttribute('aria-pressed', 'true');
});

test('a page that is not there says so and leads back', async ({ school }) => {
  const { page, origin } = school;
  await page.goto(`${origin}/#/no-such-page`);
  await page.getByRole('button', { name: '回到本学期工作台' }).click();
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible();
});
