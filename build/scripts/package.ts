import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Platform, build } from 'electron-builder';
import type { Configuration } from 'electron-builder';
import { buildMain, buildRenderer } from './build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/** A folder shaped like Electron's own, with nothing in it that runs: the packaged tree can be made and looked into without the binary. */
function standInElectron(): string {
  const folder = join(root, 'dist', 'stand-in-electron');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  writeFileSync(join(folder, 'locales', 'zh-CN.pak'), 'stand-in\n');
  for (const name of ['electron', 'LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    writeFileSync(join(folder, name), 'stand-in\n');
  }
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), (require('electron/package.json') as { version: string }).version);
  return folder;
}

function electronFolder(): { folder: string; real: boolean } {
  const asked = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules', 'electron', 'dist');
  return existsSync(join(asked, 'electron')) || existsSync(join(asked, 'electron.exe')) ? { folder: asked, real: true } : { folder: standInElectron(), real: false };
}

/** What the shipped program refuses of Electron: running as plain Node, foreign options, code from outside the archive. */
const fuses: NonNullable<Configuration['electronFuses']> = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  enableCookieEncryption: true,
  // The packaged program is driven by its own tests through this door; a release is built without YIDANG_TESTABLE_PACKAGE.
  enableNodeCliInspectArguments: process.env['YIDANG_TESTABLE_PACKAGE'] === '1',
};

async function packageProgram(words: readonly string[]): Promise<void> {
  const at = words.findIndex((word) => word === '--linux' || word === '--win' || word === '--mac');
  const platform = { '--linux': Platform.LINUX, '--win': Platform.WINDOWS, '--mac': Platform.MAC }[words[at] ?? '--linux'] ?? Platform.current();
  const targets = words.slice(at + 1).filter((word) => !word.startsWith('--'));
  await buildRenderer();
  await buildMain();
  const { folder, real } = electronFolder();
  if (!real) console.log('没有 Electron 的程序文件：用占位文件夹打包，只能检查内容，不能运行。');
  await build({
    projectDir: root,
    targets: platform.createTarget(targets.length > 0 ? targets : ['dir']),
    publish: 'never',
    config: {
      extends: join(root, 'electron-builder.yml'),
      electronDist: folder,
      electronVersion: (require('electron/package.json') as { version: string }).version,
      ...(real ? { electronFuses: fuses } : {}),
    },
  });
}

await packageProgram(process.argv.slice(2));
