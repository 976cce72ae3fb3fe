import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { createApp } from '#main/app.ts';
import { defaultPorts } from '#main/shells/default-ports.ts';
import { DemoClock } from './demo-clock.ts';
import { DemoRun } from './demo-run.ts';
import type { DemoRow, DemoSink } from './demo-run.ts';
import { runWholeTerm } from './whole-term.ts';

/** Text in columns as a terminal shows it: a Chinese character is two wide. */
function padded(text: string, width: number): string {
  const shown = [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(0, width - shown));
}

function print(row: DemoRow): void {
  console.log(`${padded(row.step, 28)}${String(row.rows).padStart(6)}  ${`${Math.round(row.milliseconds)} ms`.padStart(8)}  ${row.result}`);
}

function folderSink(folder: string, report: (row: DemoRow) => void): DemoSink {
  const put = (part: string) => async (file: File) => {
    writeFileSync(join(folder, part, file.name), new Uint8Array(await file.arrayBuffer()));
  };
  return { input: put('input'), output: put('output'), report };
}

/** `yidang demo [DIR] [--three-terms]`: the whole main job on the fictional school, through the contract, from files to a settled ledger. */
export async function runDemo(words: readonly string[]): Promise<number> {
  const folder = resolve(words.find((word) => !word.startsWith('--')) ?? 'demo');
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['input', 'output', 'archives']) mkdirSync(join(folder, part), { recursive: true });
  const clock = new DemoClock();
  const app = createApp({ ...defaultPorts(join(folder, 'archives')), now: () => clock.now(), demoTimeStands: false });
  const run = new DemoRun(app, clock, folderSink(folder, print));
  console.log(`${padded('步骤', 28)}${'行数'.padStart(4)}  ${'用时'.padStart(6)}  结果`);
  const ties = await runWholeTerm(run, words.includes('--three-terms'));
  app.leave();
  console.log('\n对账（元）');
  for (const { label, left, right } of ties) console.log(`  ${padded(label, 44)}${left} ${left === right ? '=' : '≠'} ${right}`);
  console.log(`\n来件在 ${relative('.', join(folder, 'input'))}，成果在 ${relative('.', join(folder, 'output'))}，档案在 ${relative('.', join(folder, 'archives'))}（账号 admin，密码 demo-2025）。`);
  return ties.every(({ left, right }) => left === right) ? 0 : 1;
}
