import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildMain, buildRenderer } from './build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const words = process.argv.slice(2);

/** Where Electron's own binary lies, if it does: its npm package fetches it at first start, which a school network may refuse. */
function findElectron(): string | undefined {
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules', 'electron', 'dist');
  const name = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform as string] ?? 'electron';
  const path = join(dist, name);
  return existsSync(path) ? path : undefined;
}

function fetchElectron(): void {
  const require = createRequire(import.meta.url);
  spawnSync(process.execPath, [require.resolve('electron/install.js')], { stdio: 'ignore', timeout: 60_000 });
}

function newestChange(folder: string): number {
  return Math.max(0, ...readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

function isStale(output: string, sources: readonly string[]): boolean {
  const built = join(root, output);
  return !existsSync(built) || sources.some((source) => newestChange(join(root, source)) > statSync(built).mtimeMs);
}

async function start(): Promise<number> {
  if (words.includes('--demo')) {
    const { ensureDemoArchive } = await import('#main/demo/demo-archive.ts');
    await ensureDemoArchive();
  }
  if (isStale('dist/renderer/index.html', ['renderer', 'shared'])) await buildRenderer();
  const wantsLoopback = words.includes('--loopback') || words.includes('--print-address');
  if (!wantsLoopback && !findElectron()) fetchElectron();
  const electron = wantsLoopback ? undefined : findElectron();
  if (electron) {
    if (isStale('dist/main/electron.js', ['main', 'shared'])) await buildMain();
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    return spawnSync(electron, [root, ...asRoot], { stdio: 'inherit' }).status ?? 1;
  }
  if (!wantsLoopback) console.log('本机取不到 Electron（首次启动需联网下载一次，镜像设置见 README），改用本机浏览器打开。');
  return spawnSync(process.execPath, [join(root, 'main/shells/loopback/run.ts'), ...words], { stdio: 'inherit' }).status ?? 1;
}

process.exitCode = await start();
