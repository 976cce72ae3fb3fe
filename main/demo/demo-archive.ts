import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '#main/app.ts';
import type { Ports, Progress } from '#main/services/core.ts';
import { defaultArchivesRoot, defaultPorts } from '#main/shells/default-ports.ts';
import { DemoClock } from './demo-clock.ts';
import { DemoRun, demoAccounts, demoArchiveId, demoPassword } from './demo-run.ts';
import { runUntilReturns, stepsUntilReturns } from './whole-term.ts';

/**
 * The demo school of the window: the term run up to the bank's answer, so that what comes next (failed payments, settlement) is the
 * visitor's to try. It is an archive of its own and never touches another.
 */
export async function makeDemoArchive(ports: Ports, report: (progress: Progress) => void): Promise<{ archiveId: string; login: string; password: string }> {
  rmSync(join(ports.archivesRoot, demoArchiveId), { recursive: true, force: true });
  const clock = new DemoClock();
  const app = createApp({ ...ports, now: () => clock.now(), demoTimeStands: false });
  let done = 0;
  const run = new DemoRun(app, clock, {
    input: () => Promise.resolve(),
    output: () => Promise.resolve(),
    report: ({ step }) => {
      done += 1;
      report({ done, total: stepsUntilReturns, label: step });
    },
  });
  try {
    await runUntilReturns(run);
  } finally {
    app.leave();
  }
  return { archiveId: demoArchiveId, login: demoAccounts.administrator.login, password: demoPassword };
}

/** For `npm start -- --demo`: the demo school beside the real ones, made once. */
export async function ensureDemoArchive(): Promise<void> {
  const root = defaultArchivesRoot();
  if (!existsSync(join(root, demoArchiveId, 'keys.json'))) {
    console.log('正在制作演示学校……');
    await makeDemoArchive(defaultPorts(root), ({ label }) => { console.log(`  ${label}`); });
  }
  console.log(`演示学校已就绪：账号 ${demoAccounts.administrator.login}，密码 ${demoPassword}。`);
}
