import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { nextTerm, schoolYearOf, termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { parseFile } from '#main/files/parse-file.ts';
import { openTestSchool, refusalOf } from '../helpers/test-app.ts';
import { lines, openAloneSchool, post, workedExample } from './worked-example.ts';

const term = termKey('2024-2025-1');
const programmeKey = 'yw.board';

test('the statement answers in every view from the same entries', async () => {
  const { client, schoolId } = await workedExample();
  const of = async (scope: Parameters<typeof client.settlement.statement>[0]['scope']) => (await client.settlement.statement({ schoolId, scope }));
  expect((await of({ kind: 'calendar_year', year: 2024 })).totals).toMatchObject({ openingCash: 0, received: 70_000_000, paid: 60_000_000, cashBalance: 10_000_000 });
  const whole = await of({ kind: 'term', term, asOf: isoDate('2025-01-31') });
  expect(whole.totals).toMatchObject({ paid: 68_125_000, cashBalance: 1_875_000, budgetBalance: 1_250_000, failed: 625_000 });
  expect(whole.places).toEqual({ due: 1100, paid: 1090, failed: 10, inFlight: 0 });
  expect(whole.explanation.map((line) => line.fen)).toEqual([1_250_000, 625_000, 1_875_000]);
  expect(whole.programmes[0]).toMatchObject({ programmeName: '义务教育生活补助·寄宿', sources: [{ sourceLabel: '中央', received: 70_000_000, due: 68_750_000, paid: 68_125_000, cashBalance: 1_875_000 }] });
  expect((await of({ kind: 'school_year', schoolYear: schoolYearOf(term) })).totals.cashBalance).toBe(1_875_000);
  expect((await of({ kind: 'as_of', date: isoDate('2024-12-31') })).totals.cashBalance).toBe(10_000_000);
});

test('a term with money still owed is not closed; paid out, it is, and what is left opens the next', async () => {
  const open = await workedExample();
  const { client, schoolId } = open;
  const blocked = await refusalOf(client.settlement.close({ schoolId, term }));
  expect(blocked.data.sentence).toContain('有 10 人 6,250.00 元发放失败待补发');
  post(open, { kind: 'batch_submitted', programmeKey, term, onDate: isoDate('2025-01-15'), lines: lines(1091, 10).map((line) => ({ ...line, paymentLineId: line.paymentLineId + 5000 })) });
  post(open, { kind: 'line_paid', programmeKey, term, onDate: isoDate('2025-01-20'), lines: lines(1091, 10).map((line) => ({ ...line, paymentLineId: line.paymentLineId + 5000 })) });
  const before = await client.settlement.closing({ schoolId, term });
  expect(before.mayClose).toBe(true);
  expect(before.carryOver).toMatchObject([{ programmeKey, source: 'central', fen: 1_250_000 }]);
  expect((await refusalOf(client.settlement.close({ schoolId, term, closedOn: isoDate('2025-01-10') }))).data.code).toBe('settlement.entries_after');
  const closed = await client.settlement.close({ schoolId, term, closedOn: isoDate('2025-02-10'), note: '寒假结算' });
  expect(closed).toMatchObject({ closedOn: '2025-02-10', carriedFen: 1_250_000 });
  const after = await client.settlement.statement({ schoolId, scope: { kind: 'term', term } });
  expect(after).toMatchObject({ closedOn: '2025-02-10', totals: { cashBalance: 1_250_000, carriedOut: 1_250_000, leftAfterCarry: 0 } });
  expect((await client.settlement.statement({ schoolId, scope: { kind: 'term', term: nextTerm(term) } })).totals).toMatchObject({ openingCash: 1_250_000, cashBalance: 1_250_000 });
  expect((await client.settlement.statement({ schoolId, scope: { kind: 'as_of', date: isoDate('2025-02-15') } })).totals).toMatchObject({ openingCash: 0, cashBalance: 1_250_000 });
});

test('a closed term refuses every later posting, and a second closing', async () => {
  const { client, schoolId } = await openAloneSchool();
  const receipt = { schoolId, term, programmeKey, source: 'county' as const, docNo: '县〔2024〕1号', receivedOn: isoDate('2024-10-15'), fen: fen(100) };
  const { entryId } = await client.funds.recordReceipt(receipt);
  await client.settlement.close({ schoolId, term });
  for (const call of [
    () => client.funds.recordReceipt({ ...receipt, another: true }),
    () => client.funds.reverse({ schoolId, entryId, reason: '更正' }),
    () => client.funds.recordReturn({ ...receipt, onDate: isoDate('2025-10-01') }),
    () => client.funds.recordOpening({ ...receipt, onDate: isoDate('2025-10-01'), memo: '期初' }),
  ]) {
    const { data } = await refusalOf(call());
    expect(data.code).toBe('ledger.term_closed');
    expect(data.sentence).toContain('账目已锁定');
  }
  expect((await refusalOf(client.settlement.close({ schoolId, term }))).data.code).toBe('settlement.already_closed');
});

test('a negative balance stops the closing and says what is missing', async () => {
  const open = await openTestSchool();
  const { client, schoolId } = open;
  post(open, { kind: 'entitlement_approved', programmeKey, term, onDate: isoDate('2024-11-20'), lines: lines(1, 1) });
  post(open, { kind: 'batch_submitted', programmeKey, term, onDate: isoDate('2024-12-10'), lines: lines(1, 1) });
  post(open, { kind: 'line_paid', programmeKey, term, onDate: isoDate('2024-12-20'), lines: lines(1, 1) });
  const { checks, mayClose } = await client.settlement.closing({ schoolId, term });
  expect(mayClose).toBe(false);
  expect(checks.find((check) => check.key === 'negative_cash')).toMatchObject({ passed: false, fen: -62_500 });
});

test('the statement leaves as .xlsx with the same sums, and as PDF', async () => {
  const { client, schoolId } = await workedExample();
  const scope = { kind: 'term' as const, term, asOf: isoDate('2025-01-31') };
  const sheet = await client.settlement.sheet({ schoolId, scope });
  expect(sheet.name).toBe('结算表 2024–2025学年秋季学期（截至2025年1月31日）.xlsx');
  const { table } = await parseFile(new Uint8Array(await sheet.arrayBuffer()));
  expect(table.rows.at(-1)?.slice(0, 9)).toEqual(['总计', '', '0', '700000', '1100', '687500', '1090', '681250', '6250']);
  const pdf = await client.settlement.print({ schoolId, scope });
  expect(new TextDecoder('latin1').decode((await pdf.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
}, 120_000);
