import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { administrator, expect, password, test, testSchool } from '#test/helpers/open-program.ts';

async function unlock(page: Page, login: string, typed: string): Promise<void> {
  await page.getByRole('textbox', { name: '账号' }).fill(login);
  await page.getByRole('textbox', { name: '密码' }).fill(typed);
  await page.keyboard.press('Enter');
}

test('creates an archive by keyboard, shows the recovery key once and opens the home page', async ({ program }) => {
  const { page, root } = program;
  const broken: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') broken.push(message.text()); });
  await expect(page.getByRole('heading', { name: '建立新档案' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '建立档案' }).click();
  await expect(page.getByText('学校标识码是 10 位数字')).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('学校名称').fill(testSchool.name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(testSchool.code);
  await page.keyboard.press('Tab');
  await page.keyboard.type(testSchool.county);
  await page.getByLabel('小学').focus();
  await page.keyboard.press('Space');
  await page.getByLabel('初中').press('Space');
  await page.getByLabel('管理员姓名').fill(administrator.displayName);
  await page.keyboard.press('Tab');
  await page.keyboard.type(administrator.login);
  await page.getByRole('textbox', { name: '密码', exact: true }).fill(password);
  await page.getByRole('textbox', { name: '再输一次密码' }).fill(password);
  await page.keyboard.press('Enter');

  await expect(page.getByLabel('恢复密钥', { exact: true }).last()).toContainText(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
  await expect(page.getByRole('button', { name: '进入本学期工作台' })).toBeDisabled();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '存到 U 盘' }).click();
  expect((await saved).suggestedFilename()).toContain('恢复密钥');
  await page.getByLabel('我已把恢复密钥打印或抄在纸上').check();
  await page.getByRole('button', { name: '进入本学期工作台' }).click();
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible();
  expect(readdirSync(root)).toEqual([testSchool.code]);
  expect(broken).toEqual([]);
});

test('locks by button, refuses a wrong password in words, opens with the right one', async ({ school }) => {
  const { page } = school;
  await page.getByRole('button', { name: '锁定' }).click();
  await expect(page.getByRole('heading', { name: `打开 ${testSchool.name}` })).toBeVisible();
  await unlock(page, administrator.login, 'not-the-password');
  await expect(page.getByRole('alert')).toContainText('账号或密码不对，档案没有打开');
  await expectAccessible(page);
  await unlock(page, administrator.login, password);
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible();
});

test('goes back to the start page by itself after the idle minutes', async ({ program }) => {
  const { client, page, origin } = program;
  await client.archives.create({ school: testSchool, administrator });
  const [school] = await client.schools.list();
  await client.settings.update({ schoolId: school!.id, settings: { lockMinutes: 1 } });
  await page.clock.install();
  await page.goto(origin);
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible();
  // The minutes are a setting: the clock must not run before the page has read it.
  await page.waitForLoadState('networkidle');
  await page.clock.runFor('01:10');
  await expect(page.getByText('程序已自动锁定')).toBeVisible();
  expect(await client.session.current()).toBeNull();
});

test('sets a new password with the recovery key', async ({ school }) => {
  const { page, recoveryKey } = school;
  await page.getByRole('button', { name: '锁定' }).click();
  await page.getByRole('button', { name: '忘记密码，用恢复密钥' }).click();
  await page.getByRole('textbox', { name: '恢复密钥' }).fill('AAAA-BBBB');
  await page.getByRole('textbox', { name: '账号' }).fill(administrator.login);
  await page.getByRole('textbox', { name: '新密码', exact: true }).fill('a-new-password-1');
  await page.getByRole('textbox', { name: '再输一次新密码' }).fill('a-new-password-1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('恢复密钥不对');
  await page.getByRole('textbox', { name: '恢复密钥' }).fill(recoveryKey.toLowerCase());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible();
  await page.getByRole('button', { name: '锁定' }).click();
  await unlock(page, administrator.login, 'a-new-password-1');
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible();
});

test('restores from a backup and says what it kept', async ({ school }) => {
  const { client, page, schoolId } = school;
  await client.backups.make({});
  await client.settings.update({ schoolId, settings: { noticeDays: 9 } });
  await page.getByRole('button', { name: '锁定' }).click();
  await page.getByRole('button', { name: '从备份恢复' }).click();
  await page.getByRole('radio', { name: /手工/ }).check();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: '账号' }).fill(administrator.login);
  await page.getByRole('textbox', { name: '密码' }).fill(password);
  await page.getByRole('button', { name: '从这份备份恢复' }).click();
  await expect(page.getByText('恢复前的档案没有删')).toBeVisible();
  await page.getByRole('button', { name: '去打开档案' }).click();
  await unlock(page, administrator.login, password);
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible();
  expect((await client.settings.get({ schoolId })).noticeDays).toBe(5);
});

test('says that an archive is damaged and changes nothing', async ({ school }) => {
  const { client, page, root, archiveId } = school;
  await client.session.lock({ leaving: false });
  writeFileSync(join(root, archiveId, 'archive.ydb'), 'not a database at all'.repeat(500));
  await page.reload();
  await unlock(page, administrator.login, password);
  await expect(page.getByRole('alert')).toContainText('已损坏或不完整');
});

test('a damaged key file keeps no other archive shut and is mended from a backup', async ({ school }) => {
  const { client, page, root, archiveId } = school;
  await client.backups.make({});
  await client.archives.create({ school: { ...testSchool, name: '云岭小学', code: '9999990002' }, administrator });
  await client.session.lock({ leaving: false });
  writeFileSync(join(root, archiveId, 'keys.json'), '{ half a file');
  await page.reload();
  await page.getByRole('button', { name: /云岭小学/ }).click();
  await expect(page.getByRole('heading', { name: '打开 云岭小学' })).toBeVisible();
  await page.getByRole('button', { name: /档案文件损坏/ }).click();
  await page.getByRole('textbox', { name: '账号' }).fill(administrator.login);
  await page.getByRole('textbox', { name: '密码' }).fill(password);
  await page.getByRole('button', { name: '从这份备份恢复' }).click();
  await page.getByRole('button', { name: '去打开档案' }).click();
  await expect(page.getByRole('heading', { name: `打开 ${testSchool.name}` })).toBeVisible();
});

test('opens the demo school beside the real archive and marks it', async ({ school }) => {
  const { page } = school;
  await page.getByRole('button', { name: '锁定' }).click();
  await page.getByRole('button', { name: '看演示学校' }).click();
  await expect(page.getByRole('status').filter({ hasText: /正在.+……/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible({ timeout: 100_000 });
  await expect(page.getByRole('banner').getByText('演示')).toBeVisible();
  await page.getByRole('button', { name: '锁定' }).click();
  await expect(page.getByRole('button', { name: new RegExp(testSchool.name) }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: '重做演示学校' })).toBeVisible();
});
