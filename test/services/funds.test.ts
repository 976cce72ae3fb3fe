import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { nextTerm, termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { openTestSchool, refusalOf, signInAs } from '../helpers/test-app.ts';

const term = termKey('2025-2026-1');
const receipt = {
  term, programmeKey: 'yw.board', source: 'central' as const, docNo: '财教〔2025〕86号', receivedOn: isoDate('2025-10-15'), fen: fen(70_000_000),
  payer: '云岭县财政局', memo: '2025 秋季生活补助',
};

test('a receipt is kept with its document and posted; once only, unless knowingly another', async () => {
  const { client, schoolId } = await openTestSchool();
  const posted = await client.funds.recordReceipt({ schoolId, ...receipt, operationId: 'receipt-0001' });
  expect(posted.entryNo).toBe(1);
  expect(await client.funds.recordReceipt({ schoolId, ...receipt, operationId: 'receipt-0001' })).toEqual(posted);
  expect(await client.funds.list({ schoolId, term })).toMatchObject([{ docNo: receipt.docNo, fen: 70_000_000, payer: '云岭县财政局', programmeName: '义务教育生活补助·寄宿', reversedByNo: null }]);
  const again = await refusalOf(client.funds.recordReceipt({ schoolId, ...receipt, operationId: 'receipt-0002' }));
  expect(again.data.code).toBe('ledger.receipt_repeated');
  expect((await client.funds.recordReceipt({ schoolId, ...receipt, another: true })).entryNo).toBe(2);
});

test('a mistake is reversed with its reason and stays visible', async () => {
  const { client, schoolId } = await openTestSchool();
  const { entryId } = await client.funds.recordReceipt({ schoolId, ...receipt });
  const reversal = await client.funds.reverse({ schoolId, entryId, reason: '文号录错' });
  expect(await client.funds.list({ schoolId, term })).toMatchObject([{ entryNo: 1, reversedByNo: 2 }]);
  const { entry, postings } = await client.ledger.entry({ schoolId, entryId: reversal.entryId });
  expect(entry).toMatchObject({ kindLabel: '冲销：到账', reversesNo: 1, memo: '冲销第 1 号：文号录错' });
  expect(postings.map((posting) => [posting.accountLabel, posting.debitFen, posting.creditFen])).toEqual([['资金', 0, 70_000_000], ['到账', 70_000_000, 0]]);
  expect((await refusalOf(client.funds.reverse({ schoolId, entryId, reason: '又一次' }))).data.code).toBe('ledger.reversed_already');
  expect((await refusalOf(client.funds.reverse({ schoolId, entryId: reversal.entryId, reason: '冲销的冲销' }))).data.code).toBe('ledger.belongs_elsewhere');
  expect((await client.funds.recordReceipt({ schoolId, ...receipt })).entryNo).toBe(3);
});

test('what can not be is refused and leaves nothing', async () => {
  const { client, schoolId } = await openTestSchool();
  const codeOf = async (call: Promise<unknown>): Promise<string | undefined> => (await refusalOf(call)).data.code;
  expect(await codeOf(client.funds.recordReceipt({ schoolId, ...receipt, programmeKey: 'no.such' }))).toBe('ledger.programme_unknown');
  expect(await codeOf(client.funds.recordReceipt({ schoolId, ...receipt, receivedOn: isoDate('2026-03-01') }))).toBe('ledger.date_in_future');
  expect(await codeOf(client.funds.recordReceipt({ schoolId, ...receipt, receivedOn: isoDate('2022-10-15') }))).toBe('ledger.date_before_term');
  expect(await codeOf(client.funds.recordReturn({ schoolId, ...receipt, onDate: isoDate('2025-10-20') }))).toBe('ledger.return_exceeds_cash');
  await expect(client.funds.recordReceipt({ schoolId, ...receipt, fen: fen(0) })).rejects.toThrow();
  await expect(client.funds.recordReceipt({ schoolId, ...receipt, fen: fen(-5) })).rejects.toThrow();
  expect(await client.funds.list({ schoolId, term })).toEqual([]);
  expect((await client.ledger.entries({ schoolId })).total).toBe(0);
});

test('the trial balance of any term has two equal sides', async () => {
  const { client, schoolId } = await openTestSchool();
  await client.funds.recordReceipt({ schoolId, ...receipt });
  await client.funds.recordOpening({ schoolId, term, programmeKey: 'yw.day', source: 'county', onDate: isoDate('2025-09-01'), fen: fen(123_456), memo: '启用一档前结余' });
  await client.funds.recordReturn({ schoolId, ...receipt, fen: fen(1_000), docNo: '退〔2025〕1号', onDate: isoDate('2025-10-20') });
  const balance = await client.ledger.trialBalance({ schoolId, term });
  expect(balance).toMatchObject({ balanced: true, debitFen: 70_124_456, creditFen: 70_124_456 });
  expect(balance.accounts.find((account) => account.accountCode === 'cash')?.balanceFen).toBe(70_122_456);
  expect((await client.ledger.trialBalance({ schoolId, term: nextTerm(term) })).accounts).toEqual([]);
});

test('only those who keep the ledger write it; inspectors read', async () => {
  const open = await openTestSchool();
  await open.client.funds.recordReceipt({ schoolId: open.schoolId, ...receipt });
  await signInAs(open, 'inspector');
  expect(await open.client.funds.list({ schoolId: open.schoolId, term })).toHaveLength(1);
  expect((await refusalOf(open.client.funds.recordReceipt({ schoolId: open.schoolId, ...receipt, another: true }))).code).toBe('FORBIDDEN');
});
