import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm test`: everything that must be true, one after the other, and one closing line that counts every test. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

interface Step {
  readonly title: string;
  readonly words: readonly string[];
  count?(): { passed: number; failed: number };
}

function countVitest(): { passed: number; failed: number } {
  const report = JSON.parse(readFileSync(join(results, 'unit.json'), 'utf8')) as { numPassedTests: number; numTotalTests: number };
  // A test that is pending, skipped or todo proves nothing: it counts as failed.
  return { passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests };
}

function countPlaywright(): { passed: number; failed: number } {
  const { stats } = JSON.parse(readFileSync(join(results, 'e2e.json'), 'utf8')) as { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
}

const steps: readonly Step[] = [
  { title: 'typecheck', words: ['node_modules/typescript/bin/tsc', '-b', '--checkers', '1'] },
  { title: 'lint', words: ['node_modules/oxlint/bin/oxlint', '--config', 'build/oxlint.json', '--deny-warnings', 'main', 'renderer', 'shared', 'build', 'test'] },
  {
    title: 'unit, service, security',
    words: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'build/vitest.config.ts', '--reporter=dot', '--reporter=json', '--outputFile.json=test-results/unit.json'],
    count: countVitest,
  },
  { title: 'build', words: ['build/scripts/build.ts'] },
  { title: 'end to end in Chromium', words: ['node_modules/@playwright/test/cli.js', 'test', '--config', 'build/playwright.config.ts'], count: countPlaywright },
];

let passed = 0;
let failed = 0;
for (const { title, words, count } of steps) {
  const started = performance.now();
  console.log(`\n== ${title}`);
  const { status } = spawnSync(process.execPath, [...words], { cwd: root, stdio: 'inherit', env: { ...process.env, TZ: 'Asia/Shanghai' } });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  let counted = { passed: 0, failed: 0 };
  try {
    counted = count?.() ?? counted;
  } catch {
    // No report was written: the runner itself broke, which the exit code below says.
  }
  passed += counted.passed;
  failed += counted.failed + (status !== 0 && counted.failed === 0 ? 1 : 0);
  console.log(`== ${title}: ${status === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
