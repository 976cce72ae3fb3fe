import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '#test/helpers/open-electron.ts';

test('starts with an empty folder, on the page that makes an archive', async ({ electron: { page, app } }) => {
  await expect(page.getByRole('heading').first()).toBeVisible();
  await expect(page).toHaveTitle(/一档/);
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  expect(await page.evaluate(() => typeof (globalThis as { require?: unknown }).require)).toBe('undefined');
});

test('the page can go nowhere, open nothing, and ask for nothing', async ({ electron: { page, app } }) => {
  const own = page.url();
  await page.evaluate(() => { window.location.href = 'https://example.com/'; });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(own);
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull();
  expect(app.windows()).toHaveLength(1);
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  expect(await page.evaluate(() => fetch('https://example.com/').then(() => 'reached', () => 'refused'))).toBe('refused');
  expect(await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    return 'injected' in window;
  })).toBe(false);
});

test('makes an archive through the window, encrypted on disk, and leaves a checked backup behind', async ({ electron: { page, app, archives } }) => {
  await page.getByLabel('学校名称').fill('柳溪九年一贯制学校');
  await page.getByLabel('学校标识码').fill('9999990001');
  await page.getByLabel('县', { exact: false }).first().fill('云岭县');
  await page.getByRole('checkbox', { name: '小学' }).check();
  await page.getByLabel('管理员账号').fill('admin');
  await page.getByLabel('管理员姓名').fill('周敏');
  await page.getByLabel(/^密码/).fill('liuxi-2025-pass');
  await page.getByLabel('再输一次密码').fill('liuxi-2025-pass');
  await page.getByRole('button', { name: '建立档案' }).click();
  await expect(page.getByText('恢复密钥').first()).toBeVisible();
  const folder = join(archives, '9999990001');
  expect(readFileSync(join(folder, 'archive.ydb')).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  await app.close();
  const backups = readdirSync(join(folder, 'backups'));
  expect(backups.some((name) => name.endsWith('-leaving') && existsSync(join(folder, 'backups', name, 'backup.json')))).toBe(true);
});
