import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Measured } from './measure.ts';

/** `npm run bench`: each step in a process of its own, beside its floor, with the memory it needed. */
const steps = ['import-roster', 'match-lists', 'reconcile-returns', 'print-student-files'];
const asked = process.argv.slice(2);
let failed = false;

console.log('step                                        rows   seconds     floor   ratio     aim    memory');
for (const step of steps.filter((each) => asked.length === 0 || asked.includes(each))) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [fileURLToPath(new URL(`steps/${step}.ts`, import.meta.url))], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) {
    failed = true;
    console.log(`${step}: failed\n${stderr}`);
    continue;
  }
  const measured = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Measured & { megabytes: number };
  const floor = Object.values(measured.floors).reduce((sum, seconds) => sum + seconds, 0);
  const ratio = measured.seconds / floor;
  const parts = Object.entries(measured.floors).map(([name, seconds]) => `${name} ${seconds.toFixed(2)}`).join(' + ');
  console.log(`${measured.step.padEnd(40)}${String(measured.rows).padStart(8)}${measured.seconds.toFixed(2).padStart(10)}${floor.toFixed(2).padStart(10)}${ratio.toFixed(2).padStart(8)}${`≤ ${measured.aim}`.padStart(8)}${`${measured.megabytes} MB`.padStart(10)}  (${parts})`);
}
process.exitCode = failed ? 1 : 0;
