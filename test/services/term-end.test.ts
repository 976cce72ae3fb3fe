import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import { refusalOf } from '#test/helpers/test-app.ts';
import { SPRING } from './aid-school.ts';
import type { PaySchool } from './payment-school.ts';
import { AUTUMN, cardNo, connectionOf, importReturn, openPaySchool, pipeProfile, programmeKey, returnFile, sendBatch } from './payment-school.ts';

const sum = 62_500;
const scope = { kind: 'term' as const, term: AUTUMN };

const row = (no: number, result: string): string => `${no}|学生父|${cardNo(no)}|625.00|${result}|${result === '失败' ? '销户' : ''}`;

/** A school of one office, whose one person closes the term alone. */
async function openAloneSchool(pupils: number): Promise<PaySchool> {
  const open = await openPaySchool(pupils);
  await open.client.settings.update({ schoolId: open.schoolId, settings: { onePersonMode: true } });
  return open;
}

async function receive(open: PaySchool, source: FundingSource, amount: number): Promise<number> {
  const { entryId } = await open.client.funds.recordReceipt({
    schoolId: open.schoolId, term: AUTUMN, programmeKey, source, docNo: `云财教〔2025〕${amount}号`, receivedOn: isoDate('2025-10-10'), fen: fen(amount),
  });
  return entryId;
}

/** A batch to `count` pupils, each answered as said; gives the lines' ids. */
async function paid(open: PaySchool, results: readonly string[]): Promise<number[]> {
  const { batch } = await sendBatch(open);
  await importReturn(open, returnFile(results.map((result, index) => row(index + 1, result))), { batchIds: [batch.id], settledOn: '2025-10-31' });
  return (await open.client.payments.get({ schoolId: open.schoolId, batchId: batch.id })).lines.map((line) => line.id);
}

async function blocking(open: PaySchool): Promise<string[]> {
  const { checks } = await open.client.settlement.closing({ schoolId: open.schoolId, term: AUTUMN });
  return checks.filter((check) => !check.passed && check.severity === 'blocks').map((check) => check.key);
}

const close = (open: PaySchool) => open.client.settlement.close({ schoolId: open.schoolId, term: AUTUMN });

/** Every table but the log, word for word. */
function everything(open: PaySchool): string {
  const db = connectionOf(open);
  const tables = db.all<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'audit' ORDER BY name`);
  return JSON.stringify(tables.map(({ name }) => [name, db.all(`SELECT * FROM "${name}"`)]), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

test('a family that gives the money up: one entry in 回盘, and the term settles', async () => {
  const open = await openAloneSchool(2);
  const { client, schoolId } = open;
  await receive(open, 'central', 2 * sum);
  const [, failed] = await paid(open, ['成功', '失败']);
  expect(await blocking(open)).toEqual(['failed']);
  const { checks } = await client.settlement.closing({ schoolId, term: AUTUMN });
  expect(checks.find((check) => check.key === 'failed')?.sentence).toContain('登记“放弃”');
  await client.returns.waive({ schoolId, lineId: failed!, note: '家长书面放弃', evidence: '放弃书 3 号' });
  expect(await blocking(open)).toEqual([]);
  expect((await client.payments.standing({ schoolId, term: AUTUMN }))[0]).toMatchObject({ due: { count: 1, sumFen: sum }, waived: { count: 1, sumFen: sum } });
  const { rows } = await client.entitlements.list({ schoolId, term: AUTUMN, withdrawn: true });
  expect(rows.find((one) => one.state === 'withdrawn')?.withdrawnReason).toBe('放弃：家长书面放弃');
  expect((await client.entitlements.preview({ schoolId, term: AUTUMN })).toPropose.count).toBe(0);
  expect(await close(open)).toMatchObject({ carriedFen: sum });
});

test('a payment to the wrong family: recovered, sent again, settled; recovered and withdrawn, settled too', async () => {
  const open = await openAloneSchool(2);
  const { client, schoolId } = open;
  await receive(open, 'central', 2 * sum);
  const lines = await paid(open, ['成功', '成功']);
  for (const lineId of lines) {
    await client.returns.findWrong({ schoolId, lineId, note: '打到同名家长' });
    await client.returns.recordRecovery({ schoolId, lineId, amountFen: fen(sum), way: 'bank', receivedOn: isoDate('2025-10-31'), reason: '家长退回' });
  }
  expect(await blocking(open)).toEqual(['recovered_owed']);
  await client.entitlements.withdraw({ schoolId, term: AUTUMN, entitlementIds: [(await client.payments.candidates({ schoolId, term: AUTUMN, programmeKey })).ready[1]!.entitlementId], reason: '查实不应享受' });
  await paid(open, ['成功']);
  expect(await blocking(open)).toEqual([]);
  expect(await close(open)).toMatchObject({ carriedFen: sum });
});

test('a wrong payment not recovered yet is said before closing, and part of it back can not be left lying', async () => {
  const open = await openAloneSchool(1);
  const { client, schoolId } = open;
  await receive(open, 'central', sum);
  const [lineId] = await paid(open, ['成功']);
  const wrong = async () => (await client.settlement.closing({ schoolId, term: AUTUMN })).checks.find((check) => check.key === 'wrong_open');
  expect(await wrong()).toMatchObject({ passed: true, count: 0 });
  await client.returns.findWrong({ schoolId, lineId: lineId!, note: '打到同名家长' });
  expect(await wrong()).toMatchObject({ passed: false, severity: 'warns', count: 1, fen: sum });
  await client.returns.recordRecovery({ schoolId, lineId: lineId!, amountFen: fen(100), way: 'cash', receivedOn: isoDate('2025-10-31'), reason: '先还一点' });
  expect(await wrong()).toMatchObject({ count: 1, fen: sum - 100 });
  expect(await blocking(open)).toEqual(['recovered_owed']);
});

test('a pupil who died in the term is not sent the money again; waived or withdrawn, the term settles', async () => {
  const open = await openAloneSchool(3);
  const { client, schoolId } = open;
  await receive(open, 'county', 3 * sum);
  connectionOf(open).run(`UPDATE student SET status = 'deceased', status_from = '2025-10-20' WHERE id = ?`, open.pupils[2]!.id);
  const candidates = await client.payments.candidates({ schoolId, term: AUTUMN, programmeKey });
  expect([candidates.ready.length, candidates.blocked.map((one) => one.studentName)]).toEqual([2, ['学生丙']]);
  const [, failed] = await paid(open, ['成功', '失败']);
  connectionOf(open).run(`UPDATE student SET status = 'deceased', status_from = '2025-10-28' WHERE id = ?`, open.pupils[1]!.id);
  await client.returns.correct({ schoolId, lineIds: [failed!], note: '账户解冻' });
  expect((await refusalOf(client.payments.make({ schoolId, term: AUTUMN, programmeKey, purpose: 'reissue', profileKey: pipeProfile }))).data.code).toBe('payment.nothing_to_reissue');
  expect(await blocking(open)).toEqual(['not_submitted', 'failed']);
  await client.returns.waive({ schoolId, lineId: failed!, note: '学生去世' });
  await client.entitlements.withdraw({ schoolId, term: AUTUMN, entitlementIds: [candidates.blocked[0]!.entitlementId], reason: '学生去世' });
  expect(await blocking(open)).toEqual([]);
  expect(await close(open)).toMatchObject({ carriedFen: 2 * sum });
});

test('a pupil who left in the term is still paid what was promised', async () => {
  const open = await openAloneSchool(1);
  await receive(open, 'county', sum);
  connectionOf(open).run(`UPDATE student SET status = 'transferred_out', status_from = '2025-10-20' WHERE id = ?`, open.pupils[0]!.id);
  await paid(open, ['成功']);
  expect(await close(open)).toMatchObject({ carriedFen: 0 });
});

test('without any receipt a paid term is not closed, and the sentence says where to go', async () => {
  const open = await openAloneSchool(1);
  await paid(open, ['成功']);
  expect(await blocking(open)).toEqual(['negative_cash']);
  expect((await refusalOf(close(open))).data.sentence).toContain('余额为负');
  await receive(open, 'county', sum);
  expect(await close(open)).toMatchObject({ carriedFen: 0 });
});

test('paid from two sources: each source carries over its own rest, once', async () => {
  const open = await openAloneSchool(2);
  const { client, schoolId } = open;
  await receive(open, 'central', 100_000);
  await receive(open, 'county', 50_000);
  await paid(open, ['成功', '成功']);
  const [programme] = (await client.settlement.statement({ schoolId, scope })).programmes;
  expect(programme?.sources.map((one) => [one.source, one.paid, one.cashBalance])).toEqual([['central', 100_000, 0], ['county', 25_000, 25_000]]);
  expect((await close(open)).carried).toMatchObject([{ source: 'county', fen: 25_000 }]);
  expect((await refusalOf(close(open))).data.code).toBe('settlement.already_closed');
  const next = await client.settlement.statement({ schoolId, scope: { kind: 'term', term: SPRING } });
  expect(next.programmes[0]?.sources.map((one) => [one.source, one.openingCash])).toEqual([['county', 25_000]]);
  expect(next.totals.openingCash).toBe(25_000);
});

test('a closed term refuses every command that would change its money, and nothing is changed', { timeout: 60_000 }, async () => {
  const open = await openAloneSchool(3);
  const { client, schoolId } = open;
  const inTerm = { schoolId, term: AUTUMN };
  const receipt = await receive(open, 'central', 3 * sum);
  const draft = await client.payments.make({ ...inTerm, programmeKey, profileKey: pipeProfile });
  await client.payments.withdraw({ schoolId, batchId: draft.id, reason: '格式选错' });
  const [first, failed] = await paid(open, ['成功', '失败', '成功']);
  await client.returns.waive({ schoolId, lineId: failed!, note: '家长书面放弃' });
  const [batch] = await client.payments.list(inTerm);
  const [file] = await client.returns.list(inTerm);
  const { rows } = await client.entitlements.list(inTerm);
  const entitlementIds = rows.map((one) => one.id);
  const money = { ...inTerm, programmeKey, source: 'central' as const, fen: fen(100) };
  const onDate = isoDate('2025-10-31');
  await close(open);
  const journal = connectionOf(open).all<{ id: number }>('SELECT id FROM journal_entry');
  const before = everything(open);
  const commands: Record<string, () => Promise<unknown>> = {
    'funds.recordReceipt': () => client.funds.recordReceipt({ ...money, docNo: '9号', receivedOn: onDate }),
    'funds.recordOpening': () => client.funds.recordOpening({ ...money, onDate, memo: '期初' }),
    'funds.recordReturn': () => client.funds.recordReturn({ ...money, docNo: '9号', onDate }),
    'funds.reverse': () => client.funds.reverse({ schoolId, entryId: receipt, reason: '登记有误' }),
    'entitlements.calculate': () => client.entitlements.calculate(inTerm),
    'entitlements.applyChanges': () => client.entitlements.applyChanges({ ...inTerm, entitlementIds }),
    'entitlements.answer': () => client.entitlements.answer({ ...inTerm, studentId: open.pupils[0]!.id, programmeKey, question: 'split', decision: 'pay', reason: '核实过' }),
    'entitlements.choose': () => client.entitlements.choose({ ...inTerm, programmeKey, studentIds: [open.pupils[0]!.id], reason: '核实过' }),
    'entitlements.approve': () => client.entitlements.approve({ ...inTerm, entitlementIds, expectedCount: rows.length, expectedSumFen: fen(2 * sum), noticeWaivedReason: '急需' }),
    'entitlements.withdraw': () => client.entitlements.withdraw({ ...inTerm, entitlementIds, reason: '核查后撤销' }),
    'payments.make': () => client.payments.make({ ...inTerm, programmeKey, profileKey: pipeProfile }),
    'payments.make reissue': () => client.payments.make({ ...inTerm, programmeKey, purpose: 'reissue', profileKey: pipeProfile }),
    'payments.release': () => client.payments.release({ schoolId, batchId: draft.id, count: 3, sumFen: fen(3 * sum) }),
    'payments.export': () => client.payments.export({ schoolId, batchId: draft.id }),
    'payments.withdraw': () => client.payments.withdraw({ schoolId, batchId: batch!.id, reason: '格式选错' }),
    'returns.correct': () => client.returns.correct({ schoolId, lineIds: [failed!], note: '已激活' }),
    'returns.waive': () => client.returns.waive({ schoolId, lineId: failed!, note: '家长放弃' }),
    'returns.recordByHand': () => client.returns.recordByHand({ schoolId, lineIds: [first!], result: 'failed', onDate, evidence: '回单 1 号' }),
    'returns.findWrong': () => client.returns.findWrong({ schoolId, lineId: first!, note: '打到同名家长' }),
    'returns.recordRecovery': () => client.returns.recordRecovery({ schoolId, lineId: first!, amountFen: fen(100), way: 'bank', receivedOn: onDate, reason: '家长退回' }),
    'imports.confirm bank_return': () => importReturn(open, returnFile([row(1, '失败')], '迟到.txt')),
    'imports.confirm corrected': () => importReturn(open, returnFile([row(1, '失败')], '更正.txt'), { correctsFileId: file!.id }),
    'settlement.close': () => close(open),
    ...Object.fromEntries(journal.map(({ id }) => [`funds.reverse entry ${id}`, () => client.funds.reverse({ schoolId, entryId: id, reason: '登记有误' })])),
  };
  for (const [name, command] of Object.entries(commands)) {
    expect((await refusalOf(command())).code, name).toBe('REFUSED');
    expect(everything(open) === before, `${name} changed something`).toBe(true);
  }
});
