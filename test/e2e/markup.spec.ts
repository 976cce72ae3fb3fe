import { expect, test } from '#test/helpers/open-program.ts';

const name = '<img src=x onerror="window.ran = true">王#let$a$]';

test('markup in a name is text on the page: nothing runs, every sign is shown', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  const at = { schoolId, term: '2025-2026-1' as never };
  await client.roster.add({ ...at, name, stage: 'primary', entryYear: 2023, enrolledOn: '2025-09-01' as never, idNumber: '999999201503070019' });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`${origin}/#/roster`);
  await expect(page.getByRole('gridcell', { name }).or(page.getByText(name)).first()).toBeVisible();
  await page.getByText(name).first().dblclick();
  await expect(page.getByRole('dialog').getByText(name).first()).toBeVisible();
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(problems).toEqual([]);
});
