import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { nextTerm, termKey } from '#shared/domain/calendar/term.ts';
import { chainStepKeys } from '#shared/domain/settlement/chain.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { createDataKey } from '#main/db/key-file.ts';
import { migrations } from '#main/db/migrations/all.ts';
import { migrate } from '#main/db/migrate.ts';
import { openDatabase } from '#main/db/open-database.ts';
import type { OpenSchool } from '../helpers/test-app.ts';
import { openTestSchool, refusalOf, temporaryFolder } from '../helpers/test-app.ts';
import type { PaySchool } from './payment-school.ts';
import { approve, cardNo, connectionOf, importReturn, openPaySchool, returnFile, sendBatch, syntheticId } from './payment-school.ts';
import { openAidSchool } from './aid-school.ts';

const term = termKey('2025-2026-1');
const spring = nextTerm(term);
const board = 'yw.board';
const grant = { term, docNo: '云财教〔2025〕9号', issuedOn: isoDate('2025-09-20'), issuer: '云岭县财政局', source: 'central' as const, budgetYear: 2025, limits: '只用于寄宿生生活补助' };
const codeOf = async (call: Promise<unknown>): Promise<string | undefined> => (await refusalOf(call)).data.code;

/** What each number of the chain is, and that its items add up to it. */
async function chainOf({ client, schoolId }: Pick<PaySchool, 'client' | 'schoolId'>, programmeKey = board, of = term): Promise<Record<string, number>> {
  const chain = (await client.chain.term({ schoolId, term: of })).find((one) => one.programmeKey === programmeKey);
  expect(chain).toBeDefined();
  for (const step of chain!.steps) {
    const opened = await client.chain.items({ schoolId, term: of, programmeKey, step: step.key });
    expect(opened.fen, step.key).toBe(step.fen);
    expect(opened.items.reduce((sum, item) => sum + item.fen, 0)).toBe(step.fen);
  }
  return { ...Object.fromEntries(chain!.steps.map((step) => [step.key, step.fen])), open: chain!.openFen, over: chain!.overFen, unallotted: chain!.unallottedFen };
}

/** The one person of a one-person school closes the term. */
async function closeAlone({ client, schoolId }: Pick<OpenSchool, 'client' | 'schoolId'>, disposals?: Parameters<typeof client.settlement.close>[0]['disposals']) {
  await client.settings.update({ schoolId, settings: { onePersonMode: true } });
  return client.settlement.close({ schoolId, term, disposals });
}

test('下达 is no money: it arrives in parts, what is still to come is said, more than was promised is refused or explained', async () => {
  const { client, schoolId, app } = await openTestSchool();
  const { entryNos } = await client.allotments.record({ schoolId, ...grant, lines: [{ programmeKey: board, fen: fen(10_000_00) }, { programmeKey: 'yw.day', fen: fen(500_00) }] });
  expect(entryNos).toEqual([1, 2]);
  expect(await codeOf(client.allotments.record({ schoolId, ...grant, lines: [{ programmeKey: board, fen: fen(1) }] }))).toBe('allotment.repeated');
  expect(await codeOf(client.allotments.record({ schoolId, ...grant, docNo: 'x', lines: [{ programmeKey: board, fen: fen(1) }, { programmeKey: board, fen: fen(1) }] }))).toBe('allotment.programme_twice');
  const [line] = await client.allotments.list({ schoolId, term });
  expect(line).toMatchObject({ docNo: grant.docNo, fen: 1_000_000, arrivedFen: 0, openFen: 1_000_000, limits: grant.limits, sourceLabel: '中央' });
  expect((await client.settlement.statement({ schoolId, scope: { kind: 'term', term, asOf: null } })).totals).toMatchObject({ received: 0, cashBalance: 0, budgetBalance: 0 });
  const receipt = { schoolId, term, programmeKey: board, source: 'central' as const, docNo: grant.docNo, allotmentLineId: line!.id, bankRef: '回单 0118' };
  expect((await client.funds.recordReceipt({ ...receipt, receivedOn: isoDate('2025-10-08'), fen: fen(6_000_00) })).warnings).toEqual([]);
  expect(await chainOf({ client, schoolId } as never)).toMatchObject({ allotted: 1_000_000, received: 600_000, open: 400_000, over: 0, unallotted: 0, balance: 600_000 });
  expect(await codeOf(client.funds.recordReceipt({ ...receipt, receivedOn: isoDate('2025-10-20'), fen: fen(4_000_01) }))).toBe('allotment.over_arrival');
  expect(await codeOf(client.funds.recordReceipt({ ...receipt, source: 'county', receivedOn: isoDate('2025-10-20'), fen: fen(1) }))).toBe('allotment.other_purpose');
  await client.funds.recordReceipt({ ...receipt, receivedOn: isoDate('2025-10-20'), fen: fen(4_000_01), overReason: '县里多拨一分，下期扣回' });
  expect(await chainOf({ client, schoolId } as never)).toMatchObject({ open: 0, over: 1, received: 1_000_001 });
  const bare = await client.funds.recordReceipt({ schoolId, term, programmeKey: board, source: 'county', docNo: '口头', receivedOn: isoDate('2025-10-21'), fen: fen(77) });
  expect(bare.warnings).toHaveLength(1);
  expect(await chainOf({ client, schoolId } as never)).toMatchObject({ unallotted: 77 });
  const db = app.core.archive!.database.writer.raw;
  const raw = (amount: number): void => { db.exec(`INSERT INTO fund_receipt (school_id, term, programme_key, source, doc_no, received_on, amount_fen, payer, memo, entry_id, allotment_line_id)
    SELECT school_id, term, programme_key, source, doc_no, received_on, ${amount}, '', '', 1, allotment_line_id FROM fund_receipt WHERE allotment_line_id IS NOT NULL LIMIT 1`); };
  expect(() => { raw(5); }).toThrow(/more arrived than was allotted/);
  expect(() => db.exec(`UPDATE allotment SET doc_no = 'x'`)).toThrow(/reversal/);
  expect(() => db.exec('DELETE FROM allotment_line')).toThrow(/reversal/);
});

test('a 下达 is cut down to what has arrived, and taken back only when nothing rests on it', async () => {
  const { client, schoolId } = await openTestSchool();
  await client.allotments.record({ schoolId, ...grant, lines: [{ programmeKey: board, fen: fen(1_000) }] });
  const [line] = await client.allotments.list({ schoolId, term });
  const { entryId } = await client.funds.recordReceipt({ schoolId, term, programmeKey: board, source: 'central', docNo: grant.docNo, allotmentLineId: line!.id, receivedOn: isoDate('2025-10-08'), fen: fen(400) });
  const cut = { schoolId, lineId: line!.id, docNo: '云财教〔2025〕30号', issuedOn: isoDate('2025-10-25') };
  expect(await codeOf(client.allotments.reduce({ ...cut, fen: fen(601) }))).toBe('allotment.reduces_too_much');
  await client.allotments.reduce({ ...cut, fen: fen(600) });
  expect(await chainOf({ client, schoolId } as never)).toMatchObject({ allotted: 400, open: 0 });
  expect(await codeOf(client.funds.reverse({ schoolId, entryId: line!.entryId, reason: '录错' }))).toBe('allotment.has_arrivals');
  const [, reduction] = await client.allotments.list({ schoolId, term });
  await client.funds.reverse({ schoolId, entryId: reduction!.entryId, reason: '调减作废' });
  await client.funds.reverse({ schoolId, entryId, reason: '不是这笔' });
  await client.funds.reverse({ schoolId, entryId: line!.entryId, reason: '录错' });
  expect(await chainOf({ client, schoolId } as never)).toMatchObject({ allotted: 0, received: 0, open: 0, unallotted: 0 });
  expect((await client.ledger.trialBalance({ schoolId, term })).accounts.every((account) => account.balanceFen === 0)).toBe(true);
});

test('money of one term that arrives in the next still fills the document it came under', async () => {
  const open = await openAidSchool('2026-03-10T09:00:00+08:00');
  const { client, schoolId } = open;
  await client.allotments.record({ schoolId, ...grant, lines: [{ programmeKey: board, fen: fen(900) }] });
  const closing = await client.settlement.closing({ schoolId, term });
  expect(closing.checks.find((check) => check.key === 'allotment_open')).toMatchObject({ passed: false, severity: 'warns', fen: 900 });
  await closeAlone(open);
  const [late] = await client.allotments.list({ schoolId, term: spring });
  expect(late).toMatchObject({ term, openFen: 900 });
  await client.funds.recordReceipt({ schoolId, term: spring, programmeKey: board, source: 'central', docNo: grant.docNo, allotmentLineId: late!.id, receivedOn: isoDate('2026-03-09'), fen: fen(900) });
  expect(await chainOf(open, board, spring)).toMatchObject({ allotted: 0, received: 900, open: 0, balance: 900 });
});

test('one-card: list, batch, return, failure and re-issue, and not one 分 in the school\'s own accounts', async () => {
  const open = await openAidSchool();
  const { client, schoolId } = open;
  await client.fundRules.setChannel({ schoolId, programmeKey: board, validFrom: term, channel: 'one_card', docNo: '云教办〔2025〕3号' });
  await client.allotments.record({ schoolId, ...grant, lines: [{ programmeKey: board, fen: fen(250_000) }] });
  const pupils = [];
  for (let index = 1; index <= 4; index += 1) {
    const id = open.add({ name: `学生${'甲乙丙丁'[index - 1]}`, rollNo: String(index), idNumber: syntheticId(index, '20150307') });
    approve(open, id);
    const accountNo = cardNo(index);
    await client.payees.set({ schoolId, studentId: id, holderName: `家长${index}`, relation: '父亲', holderIdNumber: syntheticId(index), accountNo, bankName: '云岭农商银行', cardKind: 'social_security' });
    pupils.push({ id, name: `学生${'甲乙丙丁'[index - 1]}`, accountNo });
  }
  const school: PaySchool = { ...open, pupils };
  const { batch } = await sendBatch(school);
  expect((await client.payments.get({ schoolId, batchId: batch.id })).batch.channel).toBe('one_card');
  const row = (n: number, result: string, reason = ''): string => `${n}|家长${n}|${cardNo(n)}|625.00|${result}|${reason}`;
  await importReturn(school, returnFile([row(1, '成功'), row(2, '成功'), row(3, '成功'), row(4, '失败', '账户冻结')]));
  expect(await chainOf(open)).toMatchObject({ allotted: 250_000, received: 0, due: 250_000, submitted: 250_000, paid: 187_500, failed: 62_500, balance: -187_500, open: 250_000 });
  expect(connectionOf(open).get(`SELECT count(*) AS n FROM journal_posting WHERE account_code NOT LIKE 'card!_%' ESCAPE '!'`)).toEqual({ n: 0 });
  const statement = await client.settlement.statement({ schoolId, scope: { kind: 'term', term, asOf: null } });
  expect(statement.channels.map((one) => [one.channel, one.totals.paid])).toEqual([['one_card', 187_500]]);
  // The county's word comes late and in part; what it released is memo only.
  const [line] = await client.allotments.list({ schoolId, term });
  await client.funds.recordReceipt({ schoolId, term, programmeKey: board, source: 'central', docNo: grant.docNo, allotmentLineId: line!.id, receivedOn: isoDate('2025-10-30'), fen: fen(200_000) });
  const movements = await client.funds.list({ schoolId, term });
  expect(movements.map((one) => [one.kindLabel, one.channel])).toEqual([['县级拨付', 'one_card']]);
  const failed = (await client.returns.worklist({ schoolId, term })).find((one) => one.state === 'failed')!;
  await client.payees.set({ schoolId, studentId: pupils[3]!.id, holderName: '家长4', relation: '父亲', holderIdNumber: syntheticId(4), accountNo: cardNo(44), bankName: '云岭农商银行', cardKind: 'social_security', reason: '换卡' });
  const state = connectionOf(open).get<{ state: string }>('SELECT state FROM payment_line WHERE id = ?', failed.lineId)!.state;
  if (state === 'failed') await client.returns.correct({ schoolId, lineIds: [failed.lineId], note: '换卡' });
  await sendBatch(school, { purpose: 'reissue' });
  await importReturn(school, returnFile([`1|家长4|${cardNo(44)}|625.00|成功|`], '补发.txt'));
  expect(await chainOf(open)).toMatchObject({ paid: 250_000, failed: 0, submitted: 312_500, balance: -50_000, open: 50_000 });
  // It settles all the same: the money was never the school's, and a want of it is said and carried nowhere.
  open.setNow('2026-03-01T09:00:00+08:00');
  const { checks, mayClose, carryOver } = await client.settlement.closing({ schoolId, term });
  expect([mayClose, carryOver]).toEqual([true, []]);
  expect(checks.find((check) => check.key === 'card_unfunded')).toMatchObject({ passed: false, severity: 'warns', fen: 50_000 });
  await closeAlone(open);
  expect(connectionOf(open).get(`SELECT count(*) AS n FROM journal_posting WHERE account_code NOT LIKE 'card!_%' ESCAPE '!'`)).toEqual({ n: 0 });
});

test('the channel is decided before the money moves, by SQL too; a leftover is never carried into the other book', async () => {
  const open = await openPaySchool(1);
  const { client, schoolId } = open;
  const choose = (validFrom: typeof term, channel: 'school_account' | 'one_card' = 'one_card') => client.fundRules.setChannel({ schoolId, programmeKey: board, validFrom, channel, docNo: '云教办〔2025〕3号' });
  expect(await codeOf(choose(term))).toBe('fund_rules.money_booked');
  const { raw } = connectionOf(open);
  expect(() => raw.exec(`INSERT INTO programme_channel (school_id, programme_key, valid_from, channel, doc_no, account_id, at) VALUES (${schoolId}, '${board}', '${term}', 'one_card', 'x', 1, 'x')`)).toThrow(/booked in the other channel/);
  await choose(spring);
  const entry = (id: number, book: string, of: string): string => `INSERT INTO journal_entry SELECT ${id}, school_id, ${id}, 'raw-${id}', 1, on_date, '${of}', programme_key, kind, effect_kind, doc_no, memo, NULL, account_id, posted_at, '${book}' FROM journal_entry WHERE id = 1`;
  const postings = (id: number, prefix: string): string => `INSERT INTO journal_posting VALUES (${id}, 1, '${prefix}cash', '${board}', NULL, NULL, NULL, NULL, 5, 0), (${id}, 2, '${prefix}fund_received', '${board}', NULL, NULL, NULL, NULL, 0, 5)`;
  const seal = (prefix: string, book: string, of: string) => () => { raw.transaction(() => { raw.exec(postings(90, prefix)); raw.exec(entry(90, book, of)); })(); };
  expect(seal('card_', 'school_account', term)).toThrow(/of another book/);
  expect(seal('', 'one_card', spring)).toThrow(/of another book/);
  expect(seal('card_', 'one_card', term)).toThrow(/other channel/);
  expect(seal('', 'school_account', spring)).toThrow(/other channel/);
  expect(seal('own_', 'own_funds', term)).toThrow(/CHECK|another book/);
  const batch = (channel: string) => () => raw.exec(`INSERT INTO payment_batch (school_id, no, term, programme_key, programme_name, purpose, profile_json, line_count, sum_fen, account_tail, created_by, created_at, channel)
    VALUES (${schoolId}, 'raw', '${term}', '${board}', 'x', 'ordinary', '{}', 1, 1, 0, 1, 'x', '${channel}')`);
  expect(batch('one_card')).toThrow(/its programme's channel/);
  await client.funds.recordReceipt({ schoolId, term, programmeKey: board, source: 'central', docNo: 'a', receivedOn: isoDate('2025-10-08'), fen: fen(70_000) });
  await sendBatch(open);
  await importReturn(open, returnFile([`1|学生甲父|${cardNo(1)}|625.00|成功|`]));
  open.setNow('2026-03-01T09:00:00+08:00');
  const before = await client.settlement.closing({ schoolId, term });
  expect(before.checks.find((check) => check.key === 'channel_changes')).toMatchObject({ passed: false, severity: 'warns', fen: 7_500 });
  expect(before.proposed).toMatchObject([{ way: 'return', fen: 7_500 }]);
  const rest = { programmeKey: board, source: 'central' as const, fen: fen(7_500) };
  expect(await codeOf(closeAlone(open))).toBe('settlement.disposal_document_needed');
  expect(await codeOf(closeAlone(open, [{ ...rest, way: 'carry' }]))).toBe('settlement.disposal_channel_changes');
  await closeAlone(open, [{ ...rest, way: 'return', docNo: '云财收〔2026〕2号' }]);
  expect(await chainOf(open)).toMatchObject({ returned: 7_500, balance: 0, carried: 0 });
});

test('a prescribed split names the source that is short; 调剂 with approval mends it; both halves go back together', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId } = open;
  await client.fundRules.setSplit({ schoolId, programmeKey: board, validFrom: term, shares: { central: 60, province: 20, county: 20 }, docNo: '云财教〔2025〕1号' });
  const receive = (source: 'central' | 'province' | 'county', amount: number) => client.funds.recordReceipt({ schoolId, term, programmeKey: board, source, docNo: `${source}号`, receivedOn: isoDate('2025-10-08'), fen: fen(amount) });
  await receive('central', 100_000);
  await receive('province', 25_000);
  await receive('county', 20_000);
  await sendBatch(open);
  await importReturn(open, returnFile([1, 2].map((n) => `${n}|学生${'甲乙'[n - 1]}父|${cardNo(n)}|625.00|成功|`)));
  const row = async () => (await client.settlement.statement({ schoolId, scope: { kind: 'term', term, asOf: null } })).programmes[0]!;
  expect((await row()).sources.map((one) => [one.source, one.due, one.paid, one.cashBalance])).toEqual([['central', 75_000, 75_000, 25_000], ['province', 25_000, 25_000, 0], ['county', 25_000, 25_000, -5_000]]);
  const [chain] = await client.chain.term({ schoolId, term });
  expect(chain!.split).toBe('中央 60 : 省 20 : 县 20');
  expect(chain!.warnings.join()).toContain('县资金差 50.00 元');
  open.setNow('2026-03-01T09:00:00+08:00');
  expect((await client.settlement.closing({ schoolId, term })).checks.find((check) => check.key === 'source_short')).toMatchObject({ passed: false, fen: 5_000 });
  expect(await codeOf(client.funds.recordReturn({ schoolId, term, programmeKey: board, source: 'province', docNo: 'x', onDate: isoDate('2026-02-27'), fen: fen(1) }))).toBe('ledger.source_exceeded');
  const move = { schoolId, term, from: { programmeKey: board, source: 'central' as const }, to: { programmeKey: board, source: 'county' as const }, docNo: '云财批〔2026〕1号', onDate: isoDate('2026-02-27') };
  expect(await codeOf(client.fundRules.move({ ...move, fen: fen(25_001) }))).toBe('ledger.source_exceeded');
  const { entryNos } = await client.fundRules.move({ ...move, fen: fen(5_000) });
  expect((await row()).sources.map((one) => one.cashBalance)).toEqual([20_000, 0, 0]);
  const out = (await client.funds.list({ schoolId, term })).find((one) => one.kind === 'moved_out')!;
  await client.funds.reverse({ schoolId, entryId: out.entryId, reason: '批文作废' });
  expect((await client.funds.list({ schoolId, term })).filter((one) => one.reversedByNo !== null).map((one) => one.entryNo)).toEqual(entryNos);
  await client.fundRules.move({ ...move, fen: fen(5_000), docNo: '云财批〔2026〕2号' });
  await closeAlone(open);
  expect(await codeOf(client.fundRules.setSplit({ schoolId, programmeKey: board, validFrom: term, shares: {}, docNo: 'y' }))).toBe('fund_rules.term_closed');
  await client.fundRules.setSplit({ schoolId, programmeKey: board, validFrom: spring, shares: {}, docNo: 'y' });
  expect((await row()).sources.find((one) => one.source === 'central')?.due).toBe(75_000);
});

test('an archive of before keeps every entry and number through the change of its journal', () => {
  const database = openDatabase(join(temporaryFolder(), 'a.ydb'), createDataKey(), { create: true });
  const place = migrations.findIndex((one) => one.id === 220);
  migrate(database.writer, migrations.slice(0, place), () => undefined);
  const { raw } = database.writer;
  raw.exec(`INSERT INTO school (id, name, code, stages_json, county, ownership, created_at) VALUES (1, '甲', 'b', '[]', 'c', 'public', 'd')`);
  raw.exec(`INSERT INTO account (id, login, display_name, role, created_at) VALUES (1, 'a', 'b', 'administrator', 'd')`);
  raw.transaction(() => {
    raw.exec(`INSERT INTO journal_posting VALUES (1, 1, 'cash', '${board}', 'central', NULL, NULL, NULL, 5, 0), (1, 2, 'fund_received', '${board}', 'central', NULL, NULL, NULL, 0, 5)`);
    raw.exec(`INSERT INTO journal_entry VALUES (1, 1, 1, 'op', 1, '2025-10-01', '${term}', '${board}', 'receipt', 'receipt', 'x', 'm', NULL, 1, 'at')`);
    raw.exec(`INSERT INTO fund_receipt (school_id, term, programme_key, source, doc_no, received_on, amount_fen, payer, memo, entry_id) VALUES (1, '${term}', '${board}', 'central', 'x', '2025-10-01', 5, '', '', 1)`);
  })();
  const before = raw.prepare('SELECT * FROM journal_entry').all();
  migrate(database.writer, migrations, () => undefined);
  expect(raw.prepare('SELECT * FROM journal_entry').all()).toEqual(before.map((row) => ({ ...(row as object), book: 'school_account' })));
  expect(() => raw.exec('DELETE FROM journal_entry')).toThrow(/append-only/);
  expect(raw.prepare('SELECT allotment_line_id AS line, over_reason AS reason FROM fund_receipt').get()).toEqual({ line: null, reason: '' });
  expect(chainStepKeys.length).toBeGreaterThan(0);
  database.close();
});
