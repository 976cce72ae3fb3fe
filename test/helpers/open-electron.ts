import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, test as base } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { findElectronBinary } from './electron-binary.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface OpenElectron {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly archives: string;
}

/** Starts the program in Electron on an empty folder of archives: the built tree, or a packaged program. */
export async function startElectron(archives: string, packaged?: string): Promise<{ app: ElectronApplication; page: Page }> {
  const executablePath = packaged ?? findElectronBinary();
  if (!executablePath) throw new Error('no Electron binary: run this through with-electron');
  const app = await _electron.launch({
    executablePath,
    args: [...(packaged ? [] : [root]), '--no-sandbox', `--user-data-dir=${join(archives, '..', 'profile')}`],
    timeout: 30_000,
    env: { ...process.env, YIDANG_ARCHIVES: archives, YIDANG_KDF_LOG_N: '14', TZ: 'Asia/Shanghai' } as Record<string, string>,
  });
  const page = await app.firstWindow();
  return { app, page };
}

export const test = base.extend<{ electron: OpenElectron }>({
  // eslint-disable-next-line no-empty-pattern
  electron: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'yidang-electron-'));
    const archives = join(folder, 'archives');
    const { app, page } = await startElectron(archives);
    await use({ app, page, archives });
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
