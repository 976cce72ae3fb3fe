import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createApp } from '#main/app.ts';
import type { App } from '#main/app.ts';
import type { Connection } from '#main/db/connection.ts';
import { temporaryFolder } from '#test/helpers/test-app.ts';
import { AUTUMN, cardNo, openPaySchool, programmeKey } from '../services/payment-school.ts';
import { administrator, password, performTask } from './payment-fixture.ts';
import type { FaultTask } from './payment-fixture.ts';

const pupils = 150;
const killsOfEach = 10;
const seed = Number(process.env['FAULT_SEED'] ?? 20251031);
const child = fileURLToPath(new URL('./payment-child.ts', import.meta.url));

/** Seeded, so that a failing moment can be tried again. */
function* moments(longest: number): Generator<number> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield (state / 2 ** 32) * longest;
  }
}

interface Run { readonly finished: boolean; readonly took: number; readonly said: string }

/** Runs the task in its own process and kills it that many milliseconds after it was ready; null lets it live. */
function runChild(task: FaultTask, killAfter: number | null): Promise<Run> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let errors = '';
    let readyAt = 0;
    running.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      if (readyAt === 0 && said.includes('ready')) {
        readyAt = performance.now();
        if (killAfter !== null) setTimeout(() => running.kill('SIGKILL'), killAfter);
      }
    });
    running.stderr.on('data', (data: Buffer) => { errors += data.toString(); });
    running.on('close', (code, signal) => {
      if (signal === null && code !== 0) reject(new Error(errors));
      else resolve({ finished: said.includes('done'), took: performance.now() - readyAt, said });
    });
  });
}

async function openArchive(root: string, archiveId: string): Promise<{ app: App; db: Connection }> {
  const app = createApp({ archivesRoot: root, now: () => new Date('2025-10-31T09:00:00+08:00'), kdf: { logN: 10 } });
  await app.client.archives.unlock({ archiveId, login: administrator.login, password });
  return { app, db: app.core.archive!.database.writer };
}

/** Everything the three commands may write, as counts and sums: equal marks mean the same state. */
function mark(db: Connection): string {
  const tables = ['payment_batch', 'payment_line', 'payment_file', 'payment_export', 'return_file', 'return_line', 'imported_file', 'journal_entry', 'journal_posting', 'operation'];
  const counts = tables.map((table) => `${table}=${db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n}`);
  const states = db.all<{ state: string; n: number }>('SELECT state, count(*) AS n FROM payment_line GROUP BY state ORDER BY state').map((row) => `${row.state}:${row.n}`);
  const batch = db.all<{ state: string }>('SELECT state FROM payment_batch ORDER BY id').map((row) => row.state);
  return [...counts, ...states, ...batch].join(' ');
}

function assertSound(db: Connection): void {
  expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.raw.pragma('foreign_key_check')).toEqual([]);
  const journal = db.get<{ net: number }>('SELECT coalesce(sum(debit_fen - credit_fen), 0) AS net FROM journal_posting');
  expect(journal?.net).toBe(0);
}

interface Base { readonly root: string; readonly archiveId: string; readonly schoolId: number }

/** A school whose pupils all wait to be paid, closed again so that its files can be copied. */
async function prepareSchool(): Promise<Base> {
  const root = temporaryFolder();
  const open = await openPaySchool(pupils, [], root);
  await open.client.settings.update({ schoolId: open.schoolId, settings: { onePersonMode: true } });
  await open.client.session.lock({ leaving: false });
  return { root, archiveId: open.archiveId, schoolId: open.schoolId };
}

/** A copy of the archive as it was, in a folder of its own. */
function copyOf(root: string): string {
  const folder = temporaryFolder();
  cpSync(root, folder, { recursive: true });
  return folder;
}

/** Kills the command at seeded moments: afterwards the archive is as before or as after, never between, and the same click finishes it. */
async function killOften(base: Base, prepared: string, taskIn: (root: string) => FaultTask): Promise<{ before: number; after: number }> {
  const first = copyOf(prepared);
  const start = await openArchive(first, base.archiveId);
  const before = mark(start.db);
  start.app.core.archive?.database.close();
  const whole = await runChild(taskIn(first), null);
  expect(whole.finished).toBe(true);
  const end = await openArchive(first, base.archiveId);
  const after = mark(end.db);
  end.app.core.archive?.database.close();
  expect(after).not.toBe(before);
  const seen = { before: 0, after: 0 };
  const moment = moments(whole.took * 1.1);
  for (let kill = 0; kill < killsOfEach; kill += 1) {
    const root = copyOf(prepared);
    const at = moment.next().value as number;
    await runChild(taskIn(root), at);
    const survivor = await openArchive(root, base.archiveId);
    const found = mark(survivor.db);
    assertSound(survivor.db);
    expect([before, after], `seed ${seed}, killed ${at.toFixed(1)} ms after ready`).toContain(found);
    seen[found === before ? 'before' : 'after'] += 1;
    for (const _ of [1, 2]) {
      await performTask(survivor.app.client, taskIn(root));
      expect(mark(survivor.db)).toBe(after);
    }
    survivor.app.core.archive?.database.close();
  }
  return seen;
}

const common = (base: Base, root: string, operationId: string) => ({ root, archiveId: base.archiveId, schoolId: base.schoolId, term: AUTUMN, operationId });

test(`${killsOfEach} kills while a batch is made leave it whole or absent`, { timeout: 300_000 }, async () => {
  const base = await prepareSchool();
  const seen = await killOften(base, base.root, (root) => ({ ...common(base, root, 'fault-make-0001'), kind: 'make', programmeKey }));
  expect(seen.before + seen.after).toBe(killsOfEach);
});

test(`${killsOfEach} kills while it is exported, and ${killsOfEach} while its return is confirmed`, { timeout: 600_000 }, async () => {
  const base = await prepareSchool();
  const root = copyOf(base.root);
  const { app } = await openArchive(root, base.archiveId);
  const batch = await app.client.payments.make({ schoolId: base.schoolId, term: AUTUMN, programmeKey, profileKey: 'preset.pipe_text' });
  await app.client.payments.release({ schoolId: base.schoolId, batchId: batch.id, count: batch.totals.count, sumFen: batch.totals.sumFen });
  await app.client.session.lock({ leaving: false });
  const exported = await killOften(base, root, (folder) => ({ ...common(base, folder, 'fault-export-0001'), kind: 'export', batchId: batch.id }));
  expect(exported.before + exported.after).toBe(killsOfEach);

  const sent = copyOf(root);
  expect((await runChild({ ...common(base, sent, 'fault-export-0002'), kind: 'export', batchId: batch.id }, null)).finished).toBe(true);
  const rows = Array.from({ length: pupils }, (_, index) => `${index + 1}|户|${cardNo(index + 1)}|625.00|${index % 7 === 0 ? '失败|销户' : '成功|'}`);
  const text = `序号|姓名|帐号|金额|处理结果|原因\r\n${rows.join('\r\n')}\r\n`;
  const returned = await killOften(base, sent, (folder) => ({ ...common(base, folder, 'fault-return-0001'), kind: 'return', batchId: batch.id, text }));
  expect(returned.before + returned.after).toBe(killsOfEach);
});
