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
  await expect(page.getByRole('heading', { name: '建立新档案' })).toBeVisible();
  await page.evaluate(() => { window.location.href = 'https://example.com/'; });
  await page.waitForTimeout(300);
  // Asked of the page itself: Playwright goes on waiting for a navigation that was refused.
  expect(await page.evaluate(() => [window.location.origin, document.body.textContent.includes('建立新档案')])).toEqual(['yidang://app', true]);
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

test('makes an archive through the window, saves through the dialog, locks, unlocks, and leaves a checked backup', async ({ electron: { page, app, archives } }) => {
  await page.getByLabel('学校名称').fill('柳溪九年一贯制学校');
  await page.getByLabel('学校标识码').fill('9999990001');
  await page.getByLabel('县', { exact: false }).first().fill('云岭县');
  await page.getByRole('checkbox', { name: '小学' }).check();
  await page.getByLabel('管理员账号').fill('admin');
  await page.getByLabel('管理员姓名').fill('周敏');
  await page.getByRole('textbox', { name: '密码', exact: true }).fill('liuxi-2025-pass');
  await page.getByRole('textbox', { name: '再输一次密码' }).fill('liuxi-2025-pass');
  await page.getByRole('button', { name: '建立档案' }).click();

  // The system's own dialog can't be clicked by a test: it is answered in the main process, where it would have been shown.
  const saved = join(archives, '..', 'recovery.pdf');
  const asked = await app.evaluate(({ dialog }, path) => {
    const names: string[] = [];
    dialog.showSaveDialog = ((options: { defaultPath?: string }) => {
      names.push(options.defaultPath ?? '');
      return Promise.resolve({ canceled: false, filePath: path });
    }) as never;
    return names;
  }, saved);
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: '存到 U 盘' }).click();
  await expect.poll(() => existsSync(saved)).toBe(true);
  expect(readFileSync(saved).subarray(0, 5).toString()).toBe('%PDF-');

  await page.getByLabel('我已把恢复密钥打印或抄在纸上').check();
  await page.getByRole('button', { name: '进入本学期工作台' }).click();
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible();
  await page.getByRole('button', { name: '锁定' }).click();
  await page.getByRole('textbox', { name: '账号' }).fill('admin');
  await page.getByRole('textbox', { name: '密码' }).fill('liuxi-2025-pass');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible();

  const folder = join(archives, '9999990001');
  expect(readFileSync(join(folder, 'archive.ydb')).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  await app.close();
  const backups = readdirSync(join(folder, 'backups'));
  expect(backups.some((name) => name.endsWith('-leaving') && existsSync(join(folder, 'backups', name, 'backup.json')))).toBe(true);
});
