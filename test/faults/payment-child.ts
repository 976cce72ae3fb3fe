import { createApp } from '#main/app.ts';
import { administrator, password, performTask } from './payment-fixture.ts';
import type { FaultTask } from './payment-fixture.ts';

/** One command in a process of its own, so that the test can kill it in the middle: says ready, does the work, says done. */
const task = JSON.parse(process.argv[2] ?? '') as FaultTask;
const app = createApp({ archivesRoot: task.root, now: () => new Date('2025-10-31T09:00:00+08:00'), kdf: { logN: 10 } });
await app.client.archives.unlock({ archiveId: task.archiveId, login: administrator.login, password });
process.stdout.write('ready\n');
await performTask(app.client, task);
process.stdout.write('done\n');
process.exit(0);
