import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractFile, getRawHeader, listPackage } from '@electron/asar';
import { beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const unpacked = join(root, 'dist', 'package', 'linux-unpacked');
const asar = join(unpacked, 'resources', 'app.asar');

interface AsarEntry { files?: Record<string, AsarEntry>; size?: number; unpacked?: boolean; integrity?: { algorithm: string; hash: string } }

function listEntries(entry: AsarEntry, path = ''): { path: string; entry: AsarEntry }[] {
  return Object.entries(entry.files ?? {}).flatMap(([name, child]) => {
    const inner = path === '' ? name : join(path, name);
    return child.files ? listEntries(child, inner) : [{ path: inner, entry: child }];
  });
}

describe('the packaged tree', () => {
  beforeAll(() => {
    rmSync(join(root, 'dist', 'package'), { recursive: true, force: true });
    execFileSync(process.execPath, [join(root, 'build/scripts/package.ts'), '--linux', 'dir'], { cwd: root, stdio: 'pipe' });
  }, 300_000);

  test('holds main, preload, core, workers, renderer and templates, and no sources or tests', () => {
    const files = listPackage(asar, { isPack: false });
    for (const needed of [
      '/dist/main/electron.js', '/dist/main/preload.cjs', '/dist/main/core-process.js', '/dist/main/parse-worker.js', '/dist/main/print-worker.js',
      '/dist/main/templates/notice.typ', '/dist/main/templates/student-file.typ', '/dist/renderer/index.html', '/package.json',
    ]) expect(files).toContain(needed);
    expect(files.filter((file) => /\.(ts|tsx|map)$|^\/(test|shared|renderer|build|demo)\b/.test(file))).toEqual([]);
  });

  test('holds the native modules of this platform and of no other', () => {
    const natives = listPackage(asar, { isPack: false }).filter((file) => file.endsWith('.node'));
    expect(natives.toSorted()).toEqual([
      expect.stringMatching(/typst-ts-node-compiler-linux-x64-gnu\/.*linux-x64-gnu\.node$/),
      '/node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ]);
    for (const native of natives) expect(existsSync(join(`${asar}.unpacked`, native)), native).toBe(true);
  });

  test('carries the fonts of its papers beside the archive', () => {
    expect(readdirSync(join(unpacked, 'resources', 'fonts')).filter((name) => /\.(ttf|otf)$/.test(name)).length).toBe(5);
  });

  test('every file inside is what the archive says it is', () => {
    const header = JSON.parse(getRawHeader(asar).headerString) as AsarEntry;
    const packed = listEntries(header).filter(({ entry }) => !entry.unpacked && entry.size !== undefined);
    expect(packed.length).toBeGreaterThan(50);
    for (const { path, entry } of packed) {
      expect(entry.integrity?.algorithm, path).toBe('SHA256');
      expect(createHash('sha256').update(extractFile(asar, path)).digest('hex'), path).toBe(entry.integrity?.hash);
    }
  });

  test('depends on nothing that is fetched at run time', () => {
    const main = extractFile(asar, 'dist/main/electron.js').toString('utf8') + extractFile(asar, 'dist/main/core-process.js').toString('utf8');
    expect(main).not.toMatch(/autoUpdater|electron-updater|crashReporter|telemetry/);
  });
});
