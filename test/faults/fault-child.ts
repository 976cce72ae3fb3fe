import { createApp } from '#main/app.ts';
import { administrator, password, performTask } from './fault-task.ts';
import type { FaultTask } from './fault-task.ts';

/**
 * One command in a process of its own: says ready, does the work, says done and how often it wrote. Where it is told at which write to die,
 * it kills itself right before that one; SIGKILL lets nothing be tidied up. Otherwise the test kills it from outside, at any moment.
 */
const { task, dieAtWrite } = JSON.parse(process.argv[2] ?? '') as { task: FaultTask; dieAtWrite: number | null };
const app = createApp({ archivesRoot: task.root, now: () => new Date(task.now), kdf: { logN: 10 } });
await app.client.archives.unlock({ archiveId: task.archiveId, login: administrator.login, password });

let writes = 0;
const statements = Object.getPrototypeOf(app.core.archive?.database.writer.raw.prepare('SELECT 1')) as { run: (...values: unknown[]) => unknown };
const { run } = statements;
// BEGIN and COMMIT are statements too, so that every seam of the transaction is met.
statements.run = function counted(...values) {
  writes += 1;
  if (writes === dieAtWrite) process.kill(process.pid, 'SIGKILL');
  return run.apply(this, values);
};

process.stdout.write('ready\n');
await performTask(app.client, task);
process.stdout.write(`done ${writes}\n`);
process.exit(0);
