import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createApp } from '#main/app.ts';
import type { App } from '#main/app.ts';
import { startLoopback } from '#main/shells/loopback/loopback-server.ts';

export const testSchool = {
  name: '柳溪九年一贯制学校', code: '9999990001', stages: ['primary', 'junior'] as ('primary' | 'junior')[], county: '云岭县', ownership: 'public' as const,
};
export const password = 'liuxi-2025-pass';
export const administrator = { login: 'admin', displayName: '周敏', password };

const rendererFolder = fileURLToPath(new URL('../../dist/renderer', import.meta.url));

/** The program as a person has it: a core on a temporary folder behind the loopback shell, and a page on its address. */
export interface OpenProgram {
  readonly app: App;
  /** The same methods the page calls, for preparing what a journey needs. */
  readonly client: App['client'];
  readonly page: Page;
  readonly origin: string;
  readonly root: string;
  setNow(text: string): void;
}

export interface OpenedSchool extends OpenProgram {
  readonly schoolId: number;
  readonly archiveId: string;
  readonly recoveryKey: string;
}

interface Running extends OpenProgram {
  readonly entryUrl: string;
}

interface Fixtures {
  /** The core behind its loopback shell; the page has not gone there yet. */
  running: Running;
  /** The start page of a program that has no archive yet. */
  program: OpenProgram;
  /** The program with one empty school, the administrator signed in, the page on 工作台. */
  school: OpenedSchool;
}

export const test = base.extend<Fixtures>({
  running: async ({ page }, use) => {
    const root = mkdtempSync(join(tmpdir(), 'yidang-e2e-'));
    let now = new Date('2025-10-31T09:00:00+08:00');
    const app = createApp({ archivesRoot: root, now: () => now, kdf: { logN: 10 } });
    const server = await startLoopback(app, rendererFolder);
    await page.addInitScript(rememberOpened);
    await use({ app, client: app.client, page, origin: server.origin, entryUrl: server.entryUrl, root, setNow: (text) => { now = new Date(text); } });
    await server.close();
    app.core.archive?.database.close();
    rmSync(root, { recursive: true, force: true });
  },

  program: async ({ running }, use) => {
    await running.page.goto(running.entryUrl);
    await use(running);
  },

  school: async ({ running }, use) => {
    const { client, page, entryUrl } = running;
    const { archiveId, recoveryKey } = await client.archives.create({ school: testSchool, administrator });
    const schools = await client.schools.list();
    await page.goto(entryUrl);
    await use({ ...running, archiveId, recoveryKey, schoolId: schools[0]!.id });
  },
});

/** Keeps the address of the last window a page opened. */
function rememberOpened(): void {
  const open = window.open.bind(window);
  window.open = (...asked: Parameters<typeof window.open>) => {
    document.documentElement.dataset['opened'] = String(asked[0]);
    return open(...asked);
  };
}

/** The address of the last window the page opened. A browser without a viewer of PDFs shows none in the window itself. */
export function openedAddress(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.documentElement.dataset['opened']);
}

export { expect } from '@playwright/test';
