import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Part, PartReport } from './measure.ts';

/** `npm run bench`: every step beside its floor, with the memory the measured process needed. */
const steps = ['import-roster', 'match-lists', 'reconcile-returns', 'print-student-files', 'ledger-statements', 'ledger-posting', 'trial-balance', 'window-at-2000'];
const asked = process.argv.slice(2);

function runPart(step: string, part: Part, folder: string): PartReport {
  const script = fileURLToPath(new URL(`steps/${step}.ts`, import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, part, folder], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${step} ${part}: ${stderr}`);
  const said = stdout.trim().split('\n');
  for (const line of said.slice(0, -1)) console.log(`    ${line}`);
  return JSON.parse(said.at(-1) ?? '{}') as PartReport;
}

console.log(`${'step'.padEnd(44)}${'rows'.padStart(8)}${'seconds'.padStart(10)}${'floor'.padStart(10)}${'ratio'.padStart(8)}${'aim'.padStart(8)}${'memory'.padStart(10)}`);
for (const step of steps.filter((each) => asked.length === 0 || asked.includes(each))) {
  const folder = mkdtempSync(join(tmpdir(), 'yidang-bench-'));
  try {
    runPart(step, 'prepare', folder);
    const { floors = {} } = runPart(step, 'floor', folder);
    const { title, rows, aim, seconds = 0, megabytes } = runPart(step, 'measure', folder);
    const floor = Object.values(floors).reduce((sum, part) => sum + part, 0);
    const parts = Object.entries(floors).map(([name, part]) => `${name} ${part.toFixed(2)}`).join(' + ');
    console.log(`${title.padEnd(44)}${String(rows).padStart(8)}${seconds.toFixed(2).padStart(10)}${floor.toFixed(2).padStart(10)}${(seconds / floor).toFixed(2).padStart(8)}${`≤ ${aim}`.padStart(8)}${`${megabytes} MB`.padStart(10)}  (${parts})`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
