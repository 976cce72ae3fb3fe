import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '#main/app.ts';
import type { App } from '#main/app.ts';
import { DemoClock } from '#main/demo/demo-clock.ts';
import { DemoRun } from '#main/demo/demo-run.ts';
import { runThreeTerms } from '#main/demo/whole-term.ts';

/*
 * Three consecutive terms of the demo school, settled by two people each. Every figure below was worked out by hand, in fen.
 */
let root: string;
let app: App;
let run: DemoRun;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'yidang-three-'));
  const clock = new DemoClock();
  app = createApp({ archivesRoot: root, now: () => clock.now(), kdf: { logN: 10 }, demoTimeStands: false });
  run = new DemoRun(app, clock, { input: () => Promise.resolve(), output: () => Promise.resolve(), report: (row) => { if (process.env['THREE_TERMS_TOLD'] !== undefined) console.log(row); } });
  await runThreeTerms(run);
}, 180_000);
afterAll(() => {
  app.core.archive?.database.close();
  rmSync(root, { recursive: true, force: true });
});

type Scope = Parameters<App['client']['settlement']['statement']>[0]['scope'];
const totalsOf = async (scope: Scope) => (await app.client.settlement.statement({ schoolId: run.schoolId, scope })).totals;

/*
 * Autumn 2025. Boarders 11 × 625.00 + 49 × 750.00 = 43,625.00; day pupils 43 × 312.50 + 13 × 375.00 = 18,312.50; together 61,937.50. 6 refused lines and 2 late ones
 * are paid in the second try. 到账 is 1,250.00 more for the boarders and 2,500.00 more for the day pupils.
 */
const autumn = { openingCash: 0, received: 6_568_750, due: 6_193_750, paid: 6_193_750, recovered: 0, returned: 0, cashBalance: 375_000, carriedOut: 375_000, leftAfterCarry: 0, outstanding: 0, failed: 0 };
/*
 * Spring 2026. Two boarders (625.00 and 750.00) and a day pupil (312.50) have left: 42,250.00 + 18,000.00; of four refused lines one family gives 750.00 up: due 41,500.00 + 18,000.00 = 59,500.00.
 * A day pupil's 312.50 went to the wrong card, came back and went out again, so 59,812.50 was paid and 312.50 recovered. 到账 30,000.00 + 16,000.00, and 12,000.00 late, in August.
 * Boarders: 1,250.00 + 42,000.00 − 41,500.00 = 1,750.00, of which 750.00 goes back and 1,000.00 on; day pupils: 2,500.00 + 16,000.00 − 18,000.00 = 500.00 on.
 */
const spring = { openingCash: 375_000, received: 5_800_000, due: 5_950_000, paid: 5_981_250, recovered: 31_250, returned: 75_000, cashBalance: 150_000, carriedOut: 150_000, leftAfterCarry: 0, outstanding: 0, failed: 0 };
/* Autumn 2026. 10 × 625.00 + 27 × 750.00 = 26,500.00 is due, received and paid; the two lines refused in December, 625.00 each, are paid in January. */
const nextAutumn = { openingCash: 150_000, received: 2_650_000, due: 2_650_000, paid: 2_650_000, recovered: 0, returned: 0, cashBalance: 150_000, carriedOut: 150_000, leftAfterCarry: 0, outstanding: 0, failed: 0 };

const terms = ['2025-2026-1', '2025-2026-2', '2026-2027-1'] as never[];

test('each term settles to the fen, and what one leaves opens the next', async () => {
  for (const [place, expected] of [autumn, spring, nextAutumn].entries()) expect(await totalsOf({ kind: 'term', term: terms[place]! }), terms[place]).toMatchObject(expected);
  expect((await totalsOf({ kind: 'term', term: '2026-2027-2' as never })).openingCash).toBe(150_000);
  const { rows } = await app.client.entitlements.list({ schoolId: run.schoolId, term: terms[2]! });
  expect([62_500, 75_000].map((sum) => rows.filter((row) => row.amountFen === sum).length)).toEqual([10, 27]);
  for (const term of terms) {
    const { lock, history } = await app.client.settlement.closing({ schoolId: run.schoolId, term });
    expect(lock).not.toBeNull();
    expect(history.map((act) => act.signatures.map((one) => one.signer))).toEqual([['何志远（复核）', '周敏']]);
  }
  expect((await app.client.settlement.closing({ schoolId: run.schoolId, term: terms[1]! })).history[0]!.disposals.map((one) => [one.wayLabel, one.fen, one.docNo])).toEqual([
    ['上缴财政', 75_000, '云财缴〔2026〕3号'], ['结转下期', 100_000, ''], ['结转下期', 50_000, ''],
  ]);
});

test('by 学年 and 自然年 the same entries give the same money', async () => {
  // 学年 2025–2026: both terms; the carry between them is no movement. 123,687.50 in, 121,437.50 due.
  expect(await totalsOf({ kind: 'school_year', schoolYear: '2025-2026' as never })).toMatchObject({ openingCash: 0, received: 12_368_750, due: 12_143_750, paid: 12_175_000, recovered: 31_250, returned: 75_000, cashBalance: 150_000 });
  // 2025 is the first term alone.
  expect(await totalsOf({ kind: 'calendar_year', year: 2025 })).toMatchObject({ openingCash: 0, received: 6_568_750, due: 6_193_750, paid: 6_193_750, cashBalance: 375_000 });
  // 2026: the spring, and the autumn but for 1,250.00 that was paid in January 2027.
  expect(await totalsOf({ kind: 'calendar_year', year: 2026 })).toMatchObject({
    openingCash: 375_000, received: 8_450_000, due: 8_600_000, paid: 8_506_250, recovered: 31_250, returned: 75_000, cashBalance: 275_000, failed: 125_000,
  });
  expect(await totalsOf({ kind: 'calendar_year', year: 2027 })).toMatchObject({ openingCash: 275_000, received: 0, due: 0, paid: 125_000, cashBalance: 150_000 });
  // Before the late appropriation came the boarders' money was short: 1,250.00 + 30,000.00 − 41,500.00, with 500.00 of the day pupils'.
  expect((await totalsOf({ kind: 'as_of', date: '2026-08-01' as never })).cashBalance).toBe(-975_000);
});

test('the sheet of the three views agrees with every statement, and the reports carry the same sums', async () => {
  const { client } = app;
  const { schoolId } = run;
  for (const schoolYear of ['2025-2026', '2026-2027'] as never[]) {
    const { parts } = await client.settlementReports.report({ schoolId, report: { kind: 'views', schoolYear } });
    expect(parts.at(-1)!.total!.at(-1), schoolYear).toBe('全部相符');
    expect(parts.at(-1)!.rows.length).toBeGreaterThan(12);
  }
  const bridge = (await client.settlementReports.report({ schoolId, report: { kind: 'views', schoolYear: '2026-2027' as never } })).parts.find((part) => part.heading === '2026–2027学年秋季学期余额与2026年底余额');
  expect(bridge).toMatchObject({ rows: [['2026–2027学年秋季学期期末余额（学期口径）', '1,500.00'], ['加：本学期2026年以后的已发', '1,250.00']], total: ['2026年底余额（自然年口径）', '2,750.00'] });
  // 人次: 60 + 56, then 57 + 55.
  const ledger = await client.settlementReports.report({ schoolId, report: { kind: 'school_ledger', term: terms[1]!, wholeYear: true } });
  expect(ledger.parts[1]!.total!.slice(4, 10)).toEqual(['228', '121,437.50', '228', '121,437.50', '312.50', '0.00']);
  const [board, day] = await client.settlementReports.execution({ schoolId, scope: { kind: 'term', term: terms[1]! } });
  // 41,500.00 of 43,250.00; 18,000.00 of 18,500.00.
  expect([board!.useRate, day!.useRate, board!.paymentRate, day!.paymentRate]).toEqual([9595, 9729, 10_000, 10_000]);
  // The statement and the report of a year count as the ledger does: a pupil once in each term.
  const { programmes, persons } = await client.settlement.statement({ schoolId, scope: { kind: 'school_year', schoolYear: '2025-2026' as never } });
  expect([programmes.map((row) => [row.headcounts.due, row.headcounts.paid]), persons]).toEqual([[[117, 117], [111, 111]], 116]);
  const { programmes: in2026 } = await client.settlement.statement({ schoolId, scope: { kind: 'calendar_year', year: 2026 } });
  expect(in2026.map((row) => row.headcounts.due)).toEqual([94, 55]);
  for (const term of terms) expect((await client.ledger.trialBalance({ schoolId, term })).balanced).toBe(true);
});
