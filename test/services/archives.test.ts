import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type Database from 'better-sqlite3';
import { administrator, createTestApp, openTestSchool, password, refusalOf, signInAs, temporaryFolder, testSchool } from '#test/helpers/test-app.ts';

const archiveId = testSchool.code;

describe('an archive', () => {
  test('is created, locked, and opened again with the password', async () => {
    const { client } = await openTestSchool();
    const { backup } = await client.session.lock({ leaving: true });
    expect(backup).toMatchObject({ reason: 'leaving', verified: true });
    expect(await client.session.current()).toBeNull();
    const signedIn = await client.archives.unlock({ archiveId, login: 'ADMIN', password });
    expect(signedIn).toMatchObject({ displayName: '周敏', role: 'administrator', currentTerm: '2025-2026-1' });
  });

  test('is encrypted from the first byte, in the file, the log beside it and the backup', async () => {
    const root = temporaryFolder();
    const { client } = await openTestSchool({ root });
    await client.backups.make({});
    const folder = join(root, archiveId);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((name) => /\.ydb/.test(name));
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) {
      const bytes = readFileSync(file);
      expect(bytes.subarray(0, 16).toString('latin1')).not.toContain('SQLite format 3');
      for (const secret of ['CREATE TABLE', '周敏', 'household']) expect(bytes.includes(Buffer.from(secret)), `${secret} in ${file}`).toBe(false);
    }
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).not.toMatch(/周敏|admin/);
  });

  test('refuses a wrong password, an unknown login and a wrong recovery key, each in its own words', async () => {
    const { client, recoveryKey } = await openTestSchool();
    await client.session.lock({});
    const wrong = await refusalOf(client.archives.unlock({ archiveId, login: 'admin', password: 'not-this-one' }));
    expect(wrong.data.code).toBe('archive.wrong_password');
    const unknown = await refusalOf(client.archives.unlock({ archiveId, login: 'nobody', password }));
    expect(unknown.data).toEqual(wrong.data);
    const badKey = await refusalOf(client.archives.recover({ archiveId, recoveryKey: 'AAAA-BBBB', login: 'admin', newPassword: 'another-password' }));
    expect(badKey.data.code).toBe('archive.wrong_recovery_key');
    const noLogin = await refusalOf(client.archives.recover({ archiveId, recoveryKey, login: 'nobody', newPassword: 'another-password' }));
    expect(noLogin.data.code).toBe('archive.login_unknown');
    expect(await client.archives.unlock({ archiveId, login: 'admin', password })).toMatchObject({ login: 'admin' });
  });

  test('opens with the recovery key however it was copied, and then only with the new password', async () => {
    const { client, recoveryKey } = await openTestSchool();
    await client.session.lock({});
    const copied = recoveryKey.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    await client.archives.recover({ archiveId, recoveryKey: copied, login: 'admin', newPassword: 'a-new-password' });
    await client.session.lock({});
    expect((await refusalOf(client.archives.unlock({ archiveId, login: 'admin', password }))).data.code).toBe('archive.wrong_password');
    await client.archives.unlock({ archiveId, login: 'admin', password: 'a-new-password' });
  });

  test.each([
    ['damaged', (file: string) => { const bytes = readFileSync(file); bytes.fill(7, 100, 900); writeFileSync(file, bytes); }],
    ['truncated', (file: string) => { writeFileSync(file, readFileSync(file).subarray(0, 5000)); }],
    ['empty', (file: string) => { writeFileSync(file, ''); }],
  ])('that is %s is refused with its own sentence and not touched', async (_name, damage) => {
    const root = temporaryFolder();
    const { client } = await openTestSchool({ root });
    await client.session.lock({});
    const file = join(root, archiveId, 'archive.ydb');
    damage(file);
    const before = readFileSync(file);
    const refused = await refusalOf(client.archives.unlock({ archiveId, login: 'admin', password }));
    expect(refused.data.code).toBe('archive.damaged');
    expect(readFileSync(file)).toEqual(before);
  });

  test('from a newer version is refused and keeps its version', async () => {
    const root = temporaryFolder();
    const { app, client } = await openTestSchool({ root });
    app.core.archive?.database.writer.raw.pragma('user_version = 99990');
    await client.session.lock({});
    const refused = await refusalOf(client.archives.unlock({ archiveId, login: 'admin', password }));
    expect(refused.data.code).toBe('archive.from_newer_version');
  });

  test('in a folder without write permission is refused', async () => {
    // The test may run as root, for whom no folder is closed: a plain file in the folder's place can't be written into by anyone.
    const root = temporaryFolder();
    const app = createTestApp({ root: join(root, 'file') });
    writeFileSync(join(root, 'file'), 'x');
    const refused = await refusalOf(app.client.archives.create({ school: testSchool, administrator }));
    expect(refused.data.code).toBe('archive.folder_not_writable');
    expect(existsSync(join(root, 'file', archiveId))).toBe(false);
    chmodSync(join(root, 'file'), 0o600);
  });

  test('is never overwritten by a second one of the same name', async () => {
    const { client } = await openTestSchool();
    expect((await refusalOf(client.archives.create({ school: testSchool, administrator }))).data.code).toBe('archive.exists');
  });

  test('is restored from a backup; what stood there is kept, and the chain goes on', async () => {
    const root = temporaryFolder();
    const { client, schoolId } = await openTestSchool({ root });
    const backup = await client.backups.make({});
    await client.settings.update({ schoolId, settings: { noticeDays: 9 } });
    await client.session.lock({});
    writeFileSync(join(root, archiveId, 'archive.ydb'), 'ruined');
    const { keptAs } = await client.archives.restore({ archiveId, backup: backup.name, login: 'admin', password });
    expect(readFileSync(join(root, archiveId, 'backups', keptAs, 'archive.ydb'), 'utf8')).toBe('ruined');
    await client.archives.unlock({ archiveId, login: 'admin', password });
    expect((await client.settings.get({ schoolId })).noticeDays).toBe(5);
    expect(await client.audit.verify()).toMatchObject({ intact: true });
  });
});

describe('commands', () => {
  test('leave one audit row each, in a chain that shows any change', async () => {
    const { app, client, schoolId } = await openTestSchool();
    const before = await client.audit.list({});
    await client.settings.update({ schoolId, settings: { noticeDays: 7 } });
    const after = await client.audit.list({});
    expect(after.total).toBe(before.total + 1);
    expect(after.rows[0]).toMatchObject({ method: 'settings.update', account: '周敏', schoolId });
    expect(await client.audit.verify()).toEqual({ intact: true, lastSeq: after.total, brokenAt: null });
    const db = app.core.archive?.database.writer.raw as Database.Database;
    expect(() => db.exec('UPDATE audit SET detail_json = \'{}\'')).toThrow(/append-only/);
    expect(() => db.exec('DELETE FROM audit')).toThrow(/append-only/);
    db.exec('DROP TRIGGER audit_no_update; UPDATE audit SET detail_json = \'{"x":1}\' WHERE seq = 2;');
    expect(await client.audit.verify()).toMatchObject({ intact: false, brokenAt: 2 });
  });

  test('done twice with one operation id are done once', async () => {
    const { client, schoolId } = await openTestSchool();
    const input = { operationId: 'operation-0001', schoolId, settings: { noticeDays: 7 } };
    const first = await client.settings.update(input);
    const total = (await client.audit.list({})).total;
    expect(await client.settings.update(input)).toEqual(first);
    expect((await client.audit.list({})).total).toBe(total);
    const differs = await refusalOf(client.settings.update({ ...input, settings: { noticeDays: 8 } }));
    expect(differs.data.code).toBe('core.operation_differs');
    expect((await client.settings.get({ schoolId })).noticeDays).toBe(7);
  });
});

describe('accounts', () => {
  test('a checker may read and not change settings; an inspector is shut out after the date', async () => {
    const open = await openTestSchool({ now: '2025-10-31T09:00:00+08:00' });
    await signInAs(open, 'checker');
    expect((await refusalOf(open.client.settings.update({ schoolId: open.schoolId, settings: { noticeDays: 7 } }))).code).toBe('FORBIDDEN');
    expect(await open.client.settings.get({ schoolId: open.schoolId })).toMatchObject({ noticeDays: 5 });
  });

  test('the last administrator stays', async () => {
    const { client } = await openTestSchool();
    const [admin] = await client.accounts.list();
    const refused = await refusalOf(client.accounts.update({ ...admin!, accountId: admin!.id, active: false }));
    expect(refused.data.code).toBe('account.last_administrator');
  });

  test('an account taken away no longer opens the archive', async () => {
    const open = await openTestSchool();
    await open.client.accounts.add({ login: 'li', displayName: '李', role: 'maker', password });
    const li = (await open.client.accounts.list()).find((account) => account.login === 'li')!;
    await open.client.accounts.update({ ...li, accountId: li.id, active: false });
    await open.client.session.lock({});
    expect((await refusalOf(open.client.archives.unlock({ archiveId, login: 'li', password }))).data.code).toBe('archive.wrong_password');
  });
});
