import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { createApp } from '#main/app.ts';
import type { App } from '#main/app.ts';
import type { Connection } from '#main/db/connection.ts';
import { AUTUMN, cardNo, openPaySchool, programmeKey } from '../services/payment-school.ts';
import { bundleChild } from './bundle-child.ts';
import { administrator, password, performTask } from './fault-task.ts';
import type { FaultTask } from './fault-task.ts';

const pupils = 30;
/** Of each of the four commands: in all more than three hundred. */
const killsOfEach = Number(process.env['FAULT_KILLS'] ?? 76);
const seed = Number(process.env['FAULT_SEED'] ?? 20251031);
/** Two processes at a time: a school's PC has no more cores. */
const atOnce = 2;
const autumn = '2025-10-31T09:00:00+08:00';
const afterTerm = '2026-03-20T09:00:00+08:00';

let child = '';
let home = '';
beforeAll(async () => {
  child = await bundleChild();
  home = mkdtempSync(join(tmpdir(), 'yidang-kills-'));
});
afterAll(() => { rmSync(home, { recursive: true, force: true }); });

/** Shares of one, seeded, so that a failing moment can be tried again. */
function* shares(): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Where a child dies: right before its n-th write, or that many milliseconds after it was ready; null lets it live. */
type Death = { readonly atWrite: number } | { readonly afterMs: number } | null;

interface Run { readonly writes: number | null; readonly tookMs: number; readonly killed: boolean }

function runChild(task: FaultTask, death: Death): Promise<Run> {
  return new Promise((resolve, reject) => {
    const order = JSON.stringify({ task, dieAtWrite: death && 'atWrite' in death ? death.atWrite : null });
    const running = spawn(process.execPath, [child, order], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: join(home, 'compiled') } });
    let said = '';
    let errors = '';
    let readyAt = 0;
    running.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      if (readyAt !== 0 || !said.includes('ready')) return;
      readyAt = performance.now();
      if (death && 'afterMs' in death) setTimeout(() => running.kill('SIGKILL'), death.afterMs);
    });
    running.stderr.on('data', (data: Buffer) => { errors += data.toString(); });
    running.on('close', (code, signal) => {
      if (readyAt === 0 || (signal === null && code !== 0)) reject(new Error(`the child ended with ${code ?? signal}: ${errors}`));
      else resolve({ writes: Number(/done (\d+)/u.exec(said)?.[1] ?? 0) || null, tookMs: performance.now() - readyAt, killed: signal === 'SIGKILL' });
    });
  });
}

async function openArchive(root: string, archiveId: string, now: string): Promise<{ app: App; db: Connection }> {
  const app = createApp({ archivesRoot: root, now: () => new Date(now), kdf: { logN: 10 } });
  await app.client.archives.unlock({ archiveId, login: administrator.login, password });
  return { app, db: app.core.archive!.database.writer };
}

/** Everything the commands may write, as counts, sums and states: equal marks mean the same state. */
function mark(db: Connection): string {
  const tables = ['payment_batch', 'payment_line', 'payment_file', 'payment_export', 'return_file', 'return_line', 'imported_file', 'journal_entry', 'journal_posting', 'operation', 'term_lock'];
  const counts = tables.map((table) => `${table}=${db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n}`);
  const states = db.all<{ state: string; n: number }>('SELECT state, count(*) AS n FROM payment_line GROUP BY state ORDER BY state').map((row) => `${row.state}:${row.n}`);
  const batches = db.all<{ state: string }>('SELECT state FROM payment_batch ORDER BY id').map((row) => row.state);
  const accounts = db.all<{ code: string; net: number }>('SELECT account_code AS code, sum(debit_fen - credit_fen) AS net FROM journal_posting GROUP BY account_code ORDER BY account_code').map((row) => `${row.code}:${row.net}`);
  return [...counts, ...states, ...batches, ...accounts].join(' ');
}

function assertSound(db: Connection): void {
  expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.raw.pragma('foreign_key_check')).toEqual([]);
  expect(db.get('SELECT count(*) AS n FROM (SELECT entry_id FROM journal_posting GROUP BY entry_id HAVING sum(debit_fen) <> sum(credit_fen))')).toEqual({ n: 0 });
}

interface Base { readonly root: string; readonly archiveId: string; readonly schoolId: number; readonly now: string }

function copyOf(root: string): string {
  const folder = mkdtempSync(join(home, 'copy-'));
  cpSync(root, folder, { recursive: true });
  return folder;
}

/** A school whose pupils all wait to be paid, closed again so that its files can be copied. */
async function prepareSchool(): Promise<Base> {
  const root = mkdtempSync(join(home, 'school-'));
  const open = await openPaySchool(pupils, [], root);
  await open.client.settings.update({ schoolId: open.schoolId, settings: { onePersonMode: true } });
  await open.client.session.lock({ leaving: false });
  return { root, archiveId: open.archiveId, schoolId: open.schoolId, now: autumn };
}

/** What is done to a copy of the archive before the kills begin. */
async function further(base: Base, work: (client: App['client']) => Promise<unknown>, now = base.now): Promise<Base> {
  const root = copyOf(base.root);
  const { app } = await openArchive(root, base.archiveId, now);
  await work(app.client);
  await app.client.session.lock({ leaving: false });
  return { ...base, root, now };
}

/** One kill on a fresh copy: the archive is as before or as after, never between, and the same click twice more finishes it and changes nothing. */
async function killOnce(base: Base, taskIn: (root: string) => FaultTask, death: Death, marks: { before: string; after: string }): Promise<'before' | 'after'> {
  const root = copyOf(base.root);
  await runChild(taskIn(root), death);
  const survivor = await openArchive(root, base.archiveId, base.now);
  const found = mark(survivor.db);
  assertSound(survivor.db);
  expect([marks.before, marks.after], `seed ${seed}, ${taskIn(root).kind} killed ${JSON.stringify(death)}`).toContain(found);
  for (const _ of [1, 2]) {
    await performTask(survivor.app.client, taskIn(root));
    expect(mark(survivor.db)).toBe(marks.after);
  }
  survivor.app.core.archive?.database.close();
  rmSync(root, { recursive: true, force: true });
  return found === marks.before ? 'before' : 'after';
}

/** Kills the command before seeded writes and at seeded moments. */
async function killOften(base: Base, taskIn: (root: string) => FaultTask): Promise<void> {
  const start = await openArchive(copyOf(base.root), base.archiveId, base.now);
  const before = mark(start.db);
  start.app.core.archive?.database.close();
  const first = copyOf(base.root);
  const whole = await runChild(taskIn(first), null);
  const end = await openArchive(first, base.archiveId, base.now);
  const after = mark(end.db);
  end.app.core.archive?.database.close();
  expect(after).not.toBe(before);
  const share = shares();
  // The last write is the COMMIT; the moments reach past the end, so that some children have just finished.
  const deaths = Array.from({ length: killsOfEach }, (_, index): Death => (
    index % 2 === 0 ? { atWrite: 1 + Math.floor(share.next().value * (whole.writes ?? 1)) } : { afterMs: share.next().value * whole.tookMs * 1.1 }));
  const seen = { before: 0, after: 0 };
  const work = deaths.values();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (const death of work) seen[await killOnce(base, taskIn, death, { before, after })] += 1;
  }));
  expect(seen.before + seen.after).toBe(killsOfEach);
  // Every death before a write leaves nothing of it: at least half of all.
  expect(seen.before).toBeGreaterThanOrEqual(killsOfEach / 2);
}

const common = (base: Base, root: string, operationId: string) => ({ root, archiveId: base.archiveId, schoolId: base.schoolId, term: AUTUMN, operationId, now: base.now });

/** The bank's answer to every line; every seventh fails where it is to. */
function answer(someFail: boolean): string {
  const rows = Array.from({ length: pupils }, (_, index) => `${index + 1}|户|${cardNo(index + 1)}|625.00|${someFail && index % 7 === 0 ? '失败|销户' : '成功|'}`);
  return `序号|姓名|帐号|金额|处理结果|原因\r\n${rows.join('\r\n')}\r\n`;
}

test(`${killsOfEach} kills each of making, exporting, answering and closing leave it whole or absent`, { timeout: 900_000 }, async () => {
  const base = await prepareSchool();
  await killOften(base, (root) => ({ ...common(base, root, 'fault-make-0001'), kind: 'make', programmeKey }));

  let batchId = 0;
  const released = await further(base, async (client) => {
    const batch = await client.payments.make({ schoolId: base.schoolId, term: AUTUMN, programmeKey, profileKey: 'preset.pipe_text' });
    await client.payments.release({ schoolId: base.schoolId, batchId: batch.id, count: batch.totals.count, sumFen: batch.totals.sumFen });
    batchId = batch.id;
  });
  await killOften(released, (root) => ({ ...common(released, root, 'fault-export-0001'), kind: 'export', batchId }));

  const sent = await further(released, (client) => client.payments.export({ schoolId: base.schoolId, batchId }));
  await killOften(sent, (root) => ({ ...common(sent, root, 'fault-return-0001'), kind: 'return', batchId, text: answer(true) }));

  const paid = await further(sent, async (client) => {
    await client.funds.recordReceipt({
      schoolId: base.schoolId, term: AUTUMN, programmeKey, source: 'central', docNo: '云财〔2025〕9号', receivedOn: isoDate('2025-10-15'), fen: fen(pupils * 62_500 + 40_000),
    });
    await performTask(client, { ...common(sent, sent.root, 'fault-return-0002'), kind: 'return', batchId, text: answer(false) });
  });
  const over = { ...paid, now: afterTerm };
  await killOften(over, (root) => ({ ...common(over, root, 'fault-close-0001'), kind: 'close' }));
});
