import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { startElectron } from '#test/helpers/open-electron.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'dist', 'package', 'linux-unpacked', 'yidang');

test.beforeAll(() => {
  test.setTimeout(180_000);
  execFileSync(process.execPath, [join(root, 'build/scripts/package.ts'), '--linux', 'dir'], {
    cwd: root, stdio: 'pipe', env: { ...process.env, YIDANG_TESTABLE_PACKAGE: '1' },
  });
});

test('the packaged program starts, runs the demo term and shows its money', async () => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'yidang-packaged-'));
  const { app, page } = await startElectron(join(folder, 'archives'), program);
  try {
    expect(await app.evaluate(({ app: electron }) => electron.isPackaged)).toBe(true);
    await page.getByRole('button', { name: '看演示学校' }).click();
    await expect(page.getByRole('heading', { name: '本学期工作台' })).toBeVisible({ timeout: 150_000 });
    await expect(page.getByText(/演示/).first()).toBeVisible();
    // Everything the term needed ran inside the package: the encrypted database, both workers, the fonts and the templates.
    await expect(page.getByText(/审核通过 \d+ 条 [\d,]+\.\d\d 元/)).toBeVisible();
    await expect(page.getByText(/\d+ 笔失败待更正/).first()).toBeVisible();
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
