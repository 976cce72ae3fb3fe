import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { createApp } from '#main/app.ts';
import type { App } from '#main/app.ts';
import { startLoopback } from '#main/shells/loopback/loopback-server.ts';
import { findChromium } from '#test/helpers/find-chromium.ts';
import { applicationsUpload, rosterUploadOf, yearPupils } from '#test/helpers/thousand-pupils.ts';
import { benchFile, runStep, secondsOf } from '../measure.ts';

const count = Number(process.env['BENCH_CASES'] ?? 2000);
const term = '2025-2026-1' as never;
const day = (text: string): never => text as never;
const signInName = 'sign-in.json';
const renderer = fileURLToPath(new URL('../../../dist/renderer', import.meta.url));

function openApp(folder: string): App {
  return createApp({ archivesRoot: folder, now: () => new Date('2025-10-31T09:00:00+08:00'), kdf: { logN: 10 } });
}

/** A school in the middle of its year: every pupil told, applied, visited; two of three decided. */
async function fillSchool(app: App, schoolId: number): Promise<void> {
  const { client } = app;
  const at = { schoolId, term };
  const pupils = yearPupils(count);
  const file = rosterUploadOf(pupils);
  await client.imports.confirm({ ...at, purpose: 'roster', file: new File([new Uint8Array(file.buffer)], file.name), options: {} });
  const { rows } = await client.identification.register(at);
  const ids = rows.map((row) => row.studentId);
  const { title, body, slipText } = await client.letters.propose(at);
  await client.letters.issue({ ...at, title, body, slipText, grades: null, issuedOn: day('2025-09-01'), replyBy: null });
  await client.letters.record({ ...at, entries: ids.map((studentId) => ({ studentId, givenOn: day('2025-09-01'), returnedOn: day('2025-09-05'), choice: 'apply' as const, signer: '家长', relation: '父亲' })) });
  const summary = applicationsUpload('申请汇总.csv', pupils, '2025-09-08');
  await client.imports.confirm({ ...at, purpose: 'application_summary', file: new File([new Uint8Array(summary.buffer)], summary.name), options: {} });
  for (let from = 0; from < ids.length; from += 1000) {
    await client.visits.record({ ...at, visits: ids.slice(from, from + 1000).map((studentId) => ({ studentId, way: 'on_site' as const, visitedOn: day('2025-09-12'), visitors: [{ name: '王芳' }, { name: '刘洋' }], consistent: 'consistent' as const, findings: '砖房两间' })) });
  }
  await client.identification.save({
    ...at, decision: { body: '学校认定工作组', decidedOn: day('2025-09-20'), effectiveTerm: term },
    entries: ids.filter((_, index) => index % 3 !== 0).map((studentId, index) => ({ studentId, grade: ['特别困难', '困难', '一般困难'][index % 3] ?? '困难', reason: '评议' })),
  });
}

interface Blocked {
  readonly page: string;
  readonly firstRow: number;
  readonly opening: number;
  readonly working: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the thread's own clock: what other programs of a busy machine take is not counted. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The longest task of the window's main thread while this is done, in milliseconds. */
async function longestTask(browser: Browser, page: Page, work: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await work();
  await page.waitForTimeout(250);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const mains = new Set(traceEvents.filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ name, pid, tid }) => name.endsWith('RunTask') && mains.has(`${pid} ${tid}`));
  if (tasks.length === 0) throw new Error('the trace names no task of the window');
  return Math.round(Math.max(...tasks.map((task) => task.tdur ?? 0)) / 1000);
}

const pages = [
  { name: '认定名册', path: 'identification' }, { name: '申请', path: 'applications' }, { name: '告知名册', path: 'letters?view=pupils' },
  { name: '家访名册', path: 'visits' }, { name: '变动', path: 'registers?tab=changes' },
] as const;

async function scrollAndFilter(page: Page): Promise<void> {
  await page.getByRole('grid').first().hover();
  for (let step = 0; step < 20; step += 1) { await page.mouse.wheel(0, 4000); await page.waitForTimeout(60); }
  await page.getByRole('button', { name: '筛选', exact: true }).first().click();
  await page.getByLabel('按姓名筛选').pressSequentially('李超', { delay: 80 });
  await page.getByLabel('按姓名筛选').fill('');
}

/** Opens a page, scrolls its grid from end to end in twenty steps, filters by a name letter by letter. */
async function workPage(browser: Browser, page: Page, origin: string, { name, path }: (typeof pages)[number]): Promise<Blocked> {
  await page.goto(`${origin}/#/home`);
  await page.waitForTimeout(500);
  let firstRow = 0;
  const opening = await longestTask(browser, page, async () => {
    firstRow = Math.round(1000 * await secondsOf(async () => {
      await page.goto(`${origin}/#/${path}`);
      await page.getByRole('grid').first().getByRole('row').nth(3).waitFor();
    }));
  });
  return { page: name, firstRow, opening, working: await longestTask(browser, page, () => scrollAndFilter(page)) };
}

/** Prints all the forms in the window while the core's loop is watched; the longest it kept anybody waiting. */
async function printAll(browser: Browser, page: Page, origin: string): Promise<{ readonly seconds: number; readonly waited: number; readonly blocked: number }> {
  await page.goto(`${origin}/#/applications`);
  await page.getByRole('button', { name: '打印……' }).click();
  const dialog = page.getByRole('dialog', { name: '打印申请表' });
  await dialog.getByRole('radio', { name: /^已填的表/ }).check();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let seconds = 0;
  const blocked = await longestTask(browser, page, async () => {
    delay.enable();
    seconds = await secondsOf(async () => {
      const saved = page.waitForEvent('download', { timeout: 600_000 });
      await dialog.getByRole('button', { name: '生成 PDF' }).click();
      await saved;
    });
    delay.disable();
  });
  return { seconds, waited: Math.round(delay.max / 1e6), blocked };
}

await runStep({
  title: '(h) window at 2,000 cases, blocked at work',
  rows: count,
  aim: 1,
  prepare: async (folder) => {
    if (!existsSync(renderer)) throw new Error('build the window first: node build/scripts/build.ts');
    const app = openApp(folder);
    const administrator = { login: 'admin', displayName: '周敏', password: 'bench-2025-pass' };
    const { archiveId } = await app.client.archives.create({ school: { name: '柳溪九年一贯制学校', code: '9999990001', stages: ['primary', 'junior'], county: '云岭县', ownership: 'public' }, administrator });
    const [school] = await app.client.schools.list();
    await fillSchool(app, school?.id ?? 0);
    await app.client.session.lock({ leaving: false });
    writeFileSync(benchFile(folder, signInName), JSON.stringify({ archiveId, login: administrator.login, password: administrator.password }));
  },
  // Nobody notices a tenth of a second.
  floor: async () => ({ 'a tenth of a second': 0.1 }),
  measure: async (folder) => {
    const app = openApp(folder);
    const server = await startLoopback(app, renderer);
    const { executablePath, args, env } = await findChromium();
    const browser = await chromium.launch({ executablePath, args, env });
    const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', acceptDownloads: true })).newPage();
    await page.goto(server.entryUrl);
    await app.client.archives.unlock(JSON.parse(readFileSync(benchFile(folder, signInName), 'utf8')));
    await page.goto(server.origin);
    await page.reload();
    const worked: Blocked[] = [];
    for (const one of pages) worked.push(await workPage(browser, page, server.origin, one));
    for (const one of worked) console.log(`${one.page}: first row after ${one.firstRow} ms, longest task ${one.opening} ms on opening, ${one.working} ms on scrolling and filtering`);
    const printed = await printAll(browser, page, server.origin);
    console.log(`${count} forms printed in ${printed.seconds.toFixed(1)} s; meanwhile the core answered within ${printed.waited} ms, the window was blocked for ${printed.blocked} ms at most`);
    await browser.close();
    return Math.max(...worked.map((one) => one.working)) / 1000;
  },
});
