import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '#main/app.ts';
import { defaultArchivesRoot, defaultPorts } from '#main/shells/default-ports.ts';
import { findInstalledBrowser } from './find-browser.ts';
import { startLoopback } from './loopback-server.ts';

/** Opens the program in an installed browser's app window, or prints its address where there is none or `--print-address` is given. */
export async function runLoopback(words: readonly string[]): Promise<void> {
  const root = defaultArchivesRoot();
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const app = createApp(defaultPorts(root));
  const server = await startLoopback(app, join(import.meta.dirname, '..', '..', '..', 'dist', 'renderer'));
  const browser = words.includes('--print-address') ? undefined : findInstalledBrowser();
  const stop = () => {
    try {
      app.leave();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
    void server.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (!browser) {
    console.log(`一档已启动。请在本机浏览器打开这个地址（只能用一次）：\n${server.entryUrl}\n结束请按 Ctrl+C。`);
    return;
  }
  console.log('一档已在浏览器窗口中打开。关闭该窗口即退出。');
  const profile = mkdtempSync(join(tmpdir(), 'yidang-window-'));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(browser, [
    `--app=${server.entryUrl}`, `--user-data-dir=${profile}`, '--window-size=1366,768', '--no-first-run', '--no-default-browser-check',
    '--disable-background-networking', '--disable-sync', '--disable-component-update', ...asRoot,
  ], { stdio: 'ignore' });
  child.on('exit', () => { rmSync(profile, { recursive: true, force: true }); stop(); });
}

if (import.meta.main) await runLoopback(process.argv.slice(2));
