import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|cts)$/.test(name))
    .map((name) => `${folder}/${name.split(sep).join('/')}`);
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = [...text.matchAll(/^(?:import|export)\s[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm)];
  return statements.map((match) => resolveImport(file, match[1] ?? match[2] ?? match[3]!));
}

function resolveImport(file: string, target: string): string {
  if (target.startsWith('#')) return target.slice(1);
  if (!target.startsWith('.')) return target;
  return join(file, '..', target).split(sep).join('/');
}

/** Folder → what it may import besides itself. The longest matching folder decides. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'shared/domain': [],
  'shared/text': ['shared/domain'],
  'shared/contract': ['shared/domain', 'zod', 'zod/locales', '@orpc/contract'],
  'main/db': ['shared/domain', 'better-sqlite3', 'node:'],
  'main/files': ['shared/domain', 'shared/text', 'node:', '@e965/xlsx', 'hucre', 'iconv-lite'],
  'main/print': ['shared/domain', 'shared/text', 'node:', '@myriaddreamin/'],
    'main/services': ['shared', 'main/db', 'main/files', 'main/print', 'main/calendar', 'node:', '@orpc/', 'pinyin-pro', 'chinese-days', 'zod'],
  'main/demo': ['shared', 'main/app.ts', 'main/services/core.ts', 'main/shells/default-ports.ts', 'node:', '@e965/xlsx', 'iconv-lite'],
  'main/shells': ['main/app.ts', 'main/demo', 'shared', 'node:', 'electron', '@orpc/', 'zod', 'main/services/core.ts'],
};

describe('layers', () => {
  for (const [folder, targets] of Object.entries(allowed)) {
    test(`${folder} imports nothing above it`, () => {
      const wrong = listSources(folder).flatMap((file) => importsOf(file)
        .filter((target) => !target.startsWith(`${folder}/`) && !targets.some((each) => target === each || target.startsWith(each.endsWith(':') || each.endsWith('/') ? each : `${each}/`)))
        .map((target) => `${file} → ${target}`));
      expect(wrong).toEqual([]);
    });
  }

  test('no feature of the renderer imports another feature, and none reaches past the contract', () => {
    const wrong = listSources('renderer').flatMap((file) => importsOf(file).filter((target) => {
      const own = /^renderer\/features\/([^/]+)\//.exec(file)?.[1];
      const other = /^renderer\/features\/([^/]+)\//.exec(target)?.[1];
      return target.startsWith('main/') || target.startsWith('node:') || (own !== undefined && other !== undefined && own !== other);
    }).map((target) => `${file} → ${target}`));
    expect(wrong).toEqual([]);
  });

  test('electron and node:http stay in the shells', () => {
    const wrong = [...listSources('main'), ...listSources('renderer'), ...listSources('shared')]
      .filter((file) => !file.startsWith('main/shells/') && importsOf(file).some((target) => ['electron', 'node:http', 'node:https', 'node:net'].includes(target)));
    expect(wrong).toEqual([]);
  });

  test('the core has no clock, no randomness and no I/O', () => {
    const wrong = listSources('shared/domain').filter((file) => /\bnew Date\(\)|Date\.now|Math\.random|\bfetch\(|\bprocess\./.test(readFileSync(join(root, file), 'utf8')));
    expect(wrong).toEqual([]);
  });
});

describe('tests', () => {
  test('every test file is collected by a runner, and none is skipped or focused in silence', () => {
    const files = listSources('test').filter((file) => /\.(test|spec)\.tsx?$/.test(file));
    const uncollected = files.filter((file) => {
      const browser = file.startsWith('test/e2e/') || file.startsWith('test/electron/');
      return browser ? !file.endsWith('.spec.ts') : !file.endsWith('.test.ts');
    });
    expect(uncollected).toEqual([]);
    const silenced = files.filter((file) => file !== 'test/contract/layers.test.ts' && /\b(test|it|describe)\.(skip|only|todo|fixme)\b/.test(readFileSync(join(root, file), 'utf8')));
    expect(silenced.filter((file) => !file.startsWith('test/electron/'))).toEqual([]);
  });
});
