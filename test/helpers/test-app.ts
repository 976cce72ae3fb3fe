import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createApp } from '#main/app.ts';
import type { App } from '#main/app.ts';
import type { Role } from '#shared/domain/access/role.ts';

export const testSchool = {
  name: '柳溪九年一贯制学校', code: '9999990001', stages: ['primary', 'junior'] as ('primary' | 'junior')[], county: '云岭县', ownership: 'public' as const,
};
export const password = 'liuxi-2025-pass';
export const administrator = { login: 'admin', displayName: '周敏', password };

/** The cheapest key derivation the key file knows; only tests ask for it. */
const testKdf = { logN: 10 };

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yidang-test-'));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
}

export interface TestAppOptions {
  readonly root?: string;
  readonly now?: string;
  /** Opened in `beforeAll` for a whole file, which closes it itself. */
  readonly shared?: boolean;
}

/** A core on a temporary folder with a fixed clock; nothing of ours is replaced. */
export function createTestApp(options: TestAppOptions = {}): App {
  let now = new Date(options.now ?? '2025-10-31T09:00:00+08:00');
  const app = createApp({ archivesRoot: options.root ?? temporaryFolder(), now: () => now, kdf: testKdf });
  if (options.shared !== true) onTestFinished(() => { if (app.core.archive) app.core.archive.database.close(); });
  Object.assign(app, { setNow: (text: string) => { now = new Date(text); } });
  return app;
}

export interface OpenSchool {
  readonly app: App;
  readonly client: App['client'];
  readonly archiveId: string;
  readonly schoolId: number;
  readonly recoveryKey: string;
}

/** A core with a new archive, one school, and the administrator signed in. */
export async function openTestSchool(options: TestAppOptions = {}): Promise<OpenSchool> {
  const app = createTestApp(options);
  const { archiveId, recoveryKey } = await app.client.archives.create({ school: testSchool, administrator });
  const [school] = await app.client.schools.list();
  if (!school) throw new Error('the new archive has no school');
  return { app, client: app.client, archiveId, schoolId: school.id, recoveryKey };
}

/** Adds an account of this role and signs it in on the same core. */
export async function signInAs(open: OpenSchool, role: Role, login: string = role, classIds: number[] = []): Promise<void> {
  const accounts = await open.client.accounts.list();
  if (!accounts.some((account) => account.login === login)) {
    await open.client.accounts.add({
      login, displayName: login, role, password, classIds,
      schoolId: role === 'class_teacher' ? open.schoolId : null,
      validUntil: role === 'inspector' ? '2030-12-31' : null,
    });
  }
  await open.client.session.lock({ leaving: false });
  await open.client.archives.unlock({ archiveId: open.archiveId, login, password });
}

export async function signInAsAdministrator(open: OpenSchool): Promise<void> {
  await open.client.session.lock({ leaving: false });
  await open.client.archives.unlock({ archiveId: open.archiveId, login: administrator.login, password });
}

/** The error of a call that must be refused; a call that succeeds fails the test. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; data: { code?: string; sentence: string; problems?: { code: string; sentence: string }[] } }> {
  try {
    await call;
  } catch (error) {
    return error as never;
  }
  throw new Error('the call was not refused');
}
