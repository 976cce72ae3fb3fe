import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { refusalOf } from '../helpers/test-app.ts';
import { openAidSchool } from './aid-school.ts';
import { connectionOf } from './payment-school.ts';

const term = termKey('2025-2026-1');
const day = isoDate('2025-10-10');
const codeOf = async (call: Promise<unknown>): Promise<string | undefined> => (await refusalOf(call)).data.code;
const rule = { stage: 'junior' as const, ownership: 'public' as const, baseItems: ['事业收入'], rateBp: 350, floorBp: 300, ceilingBp: 500, document: '云教资助〔2024〕2号', validFrom: 2025 };

test('应提, 实提 and 差额 follow the dated rule and the income it counts; the fund gives only what it has, for what it may', async () => {
  const open = await openAidSchool();
  const { client, schoolId } = open;
  expect(await codeOf(client.ownFunds.setRule({ schoolId, ...rule, rateBp: 299 }))).toBe('own_funds.below_floor');
  expect(await codeOf(client.ownFunds.setRule({ schoolId, ...rule, rateBp: 501 }))).toBe('own_funds.above_ceiling');
  expect(await codeOf(client.ownFunds.setRule({ schoolId, ...rule, stage: 'vocational' }))).toBe('own_funds.stage_absent');
  await client.ownFunds.setRule({ schoolId, ...rule });
  const income = { schoolId, year: 2025, stage: 'junior' as const, item: '事业收入', fen: fen(1_234_500), voucherNo: '记-0118' };
  await client.ownFunds.recordIncome(income);
  expect(await codeOf(client.ownFunds.recordIncome(income))).toBe('own_funds.income_repeated');
  const { incomeId } = await client.ownFunds.recordIncome({ ...income, item: '食堂收入', voucherNo: '记-0119' });
  const junior = async () => (await client.ownFunds.setAsideYear({ schoolId, year: 2025 })).stages.find((one) => one.stage === 'junior')!;
  expect(await junior()).toMatchObject({ baseFen: 1_234_500, dueFen: 43_208, setAsideFen: 0, shortFen: 43_208, rule: { rateLabel: '3.5%' } });
  const taken = { schoolId, term, fundId: null, kind: 'set_aside' as const, year: 2025, stage: 'junior' as const, fen: fen(40_000), onDate: day, voucherNo: '记-0200' };
  const { fundId } = await client.ownFunds.receive(taken);
  expect(await junior()).toMatchObject({ setAsideFen: 40_000, shortFen: 3_208 });
  await client.ownFunds.voidIncome({ schoolId, incomeId, reason: '不是本校收入' });
  expect((await client.ownFunds.setAsideYear({ schoolId, year: 2025 })).incomes.map((one) => [one.item, one.counted])).toEqual([['事业收入', true], ['食堂收入', false]]);
  expect((await client.ownFunds.setAsideYear({ schoolId, year: 2024 })).stages.every((one) => one.rule === null)).toBe(true);

  const studentId = open.add({ name: '学生甲' });
  const grant = { schoolId, term, fundId, kind: 'own_grant' as const, use: 'sudden_hardship' as const, studentId, fen: fen(30_000), onDate: day, voucherNo: '记-0210', note: '家中失火' };
  expect(await codeOf(client.ownFunds.spend({ ...grant, use: null }))).toBe('own_funds.use_missing');
  expect(await codeOf(client.ownFunds.spend({ ...grant, use: 'donor_purpose' }))).toBe('own_funds.use_not_allowed');
  expect(await codeOf(client.ownFunds.spend({ ...grant, fen: fen(40_001) }))).toBe('own_funds.too_little');
  expect(await codeOf(client.ownFunds.spend({ ...grant, kind: 'own_returned', use: null }))).toBe('own_funds.wrong_kind');
  await client.ownFunds.spend(grant);
  const lines = await client.ownFunds.movements({ schoolId, fundId });
  expect(lines.map((line) => [line.kindLabel, line.fen, line.balanceFen, line.studentName])).toEqual([['校内提取', 40_000, 40_000, null], ['校内、社会资助支出', -30_000, 10_000, '学生甲']]);
  expect(await codeOf(client.ownFunds.reverse({ schoolId, entryId: lines[0]!.entryId, reason: '录错' }))).toBe('own_funds.reversal_overdraws');
  await client.ownFunds.reverse({ schoolId, entryId: lines[1]!.entryId, reason: '重开凭证' });
  await client.ownFunds.reverse({ schoolId, entryId: lines[0]!.entryId, reason: '录错' });
  expect((await client.ownFunds.funds({ schoolId }))[0]).toMatchObject({ inFen: 0, outFen: 0, balanceFen: 0 });
  expect(await junior()).toMatchObject({ setAsideFen: 0 });
});

test('a donor\'s money keeps its own account and restriction, goes back to the donor, and is in no programme\'s settlement', async () => {
  const open = await openAidSchool();
  const { client, schoolId } = open;
  const donor = await client.ownFunds.addDonor({ schoolId, name: '云岭商会', restriction: '只资助初三学生', agreement: '2025-08-30 捐赠协议' });
  expect(await codeOf(client.ownFunds.addDonor({ schoolId, name: '云岭商会' }))).toBe('own_funds.donor_exists');
  const other = await client.ownFunds.addDonor({ schoolId, name: '校友会' });
  const gift = { schoolId, term, fundId: donor.id, kind: 'donation' as const, year: 2025, fen: fen(100_000), onDate: day, voucherNo: '收-1' };
  expect(await codeOf(client.ownFunds.receive({ ...gift, kind: 'set_aside' }))).toBe('own_funds.wrong_kind');
  await client.ownFunds.receive(gift);
  expect(await codeOf(client.ownFunds.spend({ schoolId, term, fundId: other.id, kind: 'own_grant', use: 'donor_purpose', fen: fen(1), onDate: day, voucherNo: '付-0' }))).toBe('own_funds.too_little');
  await client.ownFunds.spend({ schoolId, term, fundId: donor.id, kind: 'own_grant', use: 'donor_purpose', fen: fen(60_000), onDate: day, voucherNo: '付-1', note: '12 人每人 50 元' });
  await client.ownFunds.spend({ schoolId, term, fundId: donor.id, kind: 'own_returned', fen: fen(40_000), onDate: day, voucherNo: '付-2' });
  expect((await client.ownFunds.funds({ schoolId })).map((fund) => [fund.name, fund.balanceFen])).toEqual([['云岭商会', 0], ['校友会', 0]]);
  expect((await client.settlement.statement({ schoolId, scope: { kind: 'term', term, asOf: null } })).programmes).toEqual([]);
  expect(await client.chain.term({ schoolId, term })).toEqual([]);
  const trial = await client.ledger.trialBalance({ schoolId, term });
  expect([trial.balanced, trial.accounts.find((account) => account.accountCode === 'own_cash')?.balanceFen]).toEqual([true, 0]);
  const { raw } = connectionOf(open);
  expect(() => raw.exec(`UPDATE own_fund_entry SET note = 'x'`)).toThrow(/reversal/);
  expect(() => raw.exec('DELETE FROM own_fund')).toThrow(/never deleted/);
  expect(() => raw.transaction(() => {
    raw.exec(`INSERT INTO journal_posting VALUES (900, 1, 'own_granted', 'own.donor.1', 'donor', NULL, NULL, NULL, 5, 0), (900, 2, 'own_cash', 'own.donor.1', 'donor', NULL, NULL, NULL, 0, 5)`);
    raw.exec(`INSERT INTO journal_entry VALUES (900, ${schoolId}, 900, 'raw', 1, '2025-10-11', '${term}', 'own.donor.1', 'own_grant', 'own_grant', 'x', 'x', NULL, 1, 'x', 'own_funds')`);
    raw.exec(`INSERT INTO own_fund_entry VALUES (900, ${donor.id}, 2025, NULL, 'donor_purpose', NULL, 'x', '')`);
  })()).toThrow(/no more than it has/);
});

test('the sheets print', async () => {
  const { client, schoolId } = await openAidSchool();
  await client.ownFunds.setRule({ schoolId, ...rule });
  await client.ownFunds.recordIncome({ schoolId, year: 2025, stage: 'junior', item: '事业收入', fen: fen(1_000_000), voucherNo: '记-1' });
  const { fundId } = await client.ownFunds.receive({ schoolId, term, fundId: null, kind: 'set_aside', year: 2025, stage: 'junior', fen: fen(35_000), onDate: day, voucherNo: '记-2' });
  await client.allotments.record({ schoolId, term, docNo: '云财教〔2025〕9号', issuedOn: day, source: 'central', budgetYear: 2025, lines: [{ programmeKey: 'yw.board', fen: fen(100) }] });
  for (const file of [await client.ownFunds.printSetAside({ schoolId, year: 2025 }), await client.ownFunds.printFund({ schoolId, fundId }), await client.chain.print({ schoolId, term })]) {
    expect(file.name).toMatch(/\.pdf$/);
    expect(new TextDecoder('latin1').decode(new Uint8Array(await file.arrayBuffer()).slice(0, 8))).toBe('%PDF-1.7');
  }
});
