import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { openMoneyDifferences } from '#main/services/reconciliation-views.ts';
import type { PairView } from '#shared/contract/reconciliation.ts';
import { postEvent } from '#main/services/journal.ts';
import { refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import { bankStatement, cardList, financeLedger } from '../fixtures/reconciliation/statements.ts';
import { AUTUMN, connectionOf, importReturn, openPaySchool, returnFile, sendBatch, syntheticId } from './payment-school.ts';
import type { PaySchool } from './payment-school.ts';

const term = AUTUMN;

/** A receipt, one recorded twice and reversed, a batch of four of which three were paid. */
async function openTermOfMoney(): Promise<PaySchool> {
  const open = await openPaySchool(4);
  const { client, schoolId } = open;
  const receipt = { schoolId, term, programmeKey: 'yw.board', source: 'central' as const, docNo: '云财教〔2025〕9号', payer: '云岭县财政局', memo: '2025 秋寄宿生活补助' };
  await client.funds.recordReceipt({ ...receipt, receivedOn: isoDate('2025-09-28'), fen: fen(300_000) });
  const wrong = await client.funds.recordReceipt({ ...receipt, docNo: '云财教〔2025〕11号', receivedOn: isoDate('2025-10-15'), fen: fen(12_345), memo: '录错' });
  await client.funds.reverse({ schoolId, entryId: wrong.entryId, reason: '重复登记' });
  await pay(open);
  return open;
}

async function pay(open: PaySchool): Promise<void> {
  const { batch } = await sendBatch(open);
  const { lines } = await open.client.payments.get({ schoolId: open.schoolId, batchId: batch.id });
  const rows = lines.map((line, index) => `${line.lineNo}|${line.holderName}|${open.pupils[index]!.accountNo}|625.00|${index < 3 ? '成功' : '失败'}|${index < 3 ? '' : '户名不符'}`);
  await importReturn(open, returnFile(rows), { settledOn: '2025-10-30' });
}

const holders = (open: PaySchool): string[] => open.pupils.slice(0, 3).map((pupil) => `${pupil.name}父`);

async function take({ client, schoolId }: PaySchool, file: File, options: Record<string, unknown>, rows: Record<string, string> = {}): Promise<unknown> {
  return client.imports.confirm({ schoolId, term, purpose: 'money_statement', file, options, decisions: { rows, own: {} } });
}

function expectTied(view: PairView): void {
  expect(view.left.fen - view.right.fen).toBe(view.differenceFen);
  expect(view.matches.reduce((sum, match) => sum + match.leftCount, 0) + view.differences.reduce((sum, one) => sum + one.leftKeys.length, 0)).toBe(view.left.count);
  expect(view.matches.reduce((sum, match) => sum + match.rightCount, 0) + view.differences.reduce((sum, one) => sum + one.rightKeys.length, 0)).toBe(view.right.count);
}

test('ledger, finance and bank: files as they arrive, every line in one bucket, each difference with its person, carried into the next term', async () => {
  const open = await openTermOfMoney();
  const { client, schoolId } = open;
  const pair = (which: PairView['pair'], of = term) => client.reconciliation.pair({ schoolId, term: of, pair: which });
  expect((await client.reconciliation.overview({ schoolId, term })).pairs.map((one) => one.state)).toEqual(['waiting', 'waiting', 'waiting', 'needless']);
  expect((await refusalOf(client.reconciliation.print({ schoolId, term, pair: 'finance' }))).data.code).toBe('reconciliation.nothing');

  // Its 借 is the school's 收; the other way round the balances say so.
  const preview = await client.imports.preview({ schoolId, term, purpose: 'money_statement', file: financeLedger(), options: { kind: 'finance' } });
  expect(preview.counts.map(({ key, count }) => [key, count])).toEqual([['in', 3], ['out', 2], ['none', 4], ['same', 0]]);
  expect((await client.imports.preview({ schoolId, term, purpose: 'money_statement', file: financeLedger(), options: { kind: 'finance', debitMeans: 'out' } })).fileProblems.map((one) => one.code)).toEqual(['reconciliation.mirrored']);
  await take(open, financeLedger(), { kind: 'finance' });
  const finance = await pair('finance');
  expectTied(finance);
  expect(finance.matches.map((match) => [match.ruleLabel, match.fen, match.leftCount, match.rightCount]).toSorted()).toEqual([
    ['冲销相抵', 0, 0, 2], ['冲销相抵', 0, 2, 0], ['整批或整日合计', -187_500, 3, 1], ['文号或批次号', 300_000, 1, 1],
  ]);
  expect(finance.differences).toMatchObject([{ kind: 'right_only', rightFen: -500, what: '记-10　手续费', state: 'open' }]);

  // Without the bank's side nothing is said to agree (CHK-29).
  expect(openMoneyDifferences(connectionOf(open), { schoolId, term })).toBeNull();

  // The bank pays pupil by pupil, newest first, in its own view of 借; its money of the batch is one line of finance's.
  await take(open, bankStatement(holders(open)), { kind: 'bank' });
  const bank = await pair('bank');
  expectTied(bank);
  expect(bank).toMatchObject({ state: 'equal', differenceFen: 0 });
  expect(bank.matches.map((match) => [match.leftCount, match.rightCount]).toSorted()).toEqual([[1, 1], [1, 1], [1, 3], [2, 0]]);

  // The same file is refused, and an overlapping one adds only what is new, until a person says it is another.
  expect((await refusalOf(take(open, bankStatement(holders(open)), { kind: 'bank' }))).data.code).toBe('imports.same_file');
  const longer = bankStatement(holders(open), '交易明细_补.csv', ['2025/09/30 09:15:00,F0001,云财教〔2025〕9号,,"3,000.00","4,000.00",云岭县财政局', '2025/09/01 08:00:00,F0000,利息,,1.20,"1,000.00",']);
  const again = await client.imports.preview({ schoolId, term, purpose: 'money_statement', file: longer, options: { kind: 'bank' } });
  expect(again.counts.find((one) => one.key === 'same')?.count).toBe(5);
  await take(open, longer, { kind: 'bank' });
  const after = await pair('bank');
  expectTied(after);
  expect(after.right.count).toBe(bank.right.count + 2);
  expect(after.differences.map((one) => one.rightFen)).toEqual([120, 300_000]);

  // Words and persons: what is explained or carried names somebody; the next term goes on with it.
  const fee = finance.differences[0]!.key;
  const note = { schoolId, term, pair: 'finance' as const, differenceKeys: [fee], note: '银行手续费，由公用经费补', state: 'explained' as const };
  expect((await refusalOf(client.reconciliation.note(note))).data.code).toBe('reconciliation.responsible_missing');
  await client.reconciliation.note({ ...note, responsible: '李会计' });
  expect((await pair('finance')).differences[0]).toMatchObject({ state: 'explained', responsible: '李会计', by: '周敏' });
  expect((await refusalOf(client.reconciliation.note({ ...note, state: 'carried', responsible: '李会计' }))).data.code).toBe('reconciliation.due_missing');
  await client.reconciliation.note({ ...note, state: 'carried', responsible: '李会计', dueOn: isoDate('2026-03-31') });
  expect((await client.reconciliation.overview({ schoolId, term })).pairs[1]).toMatchObject({ state: 'handled', counts: { carried: 1, open: 0 } });
  expect((await refusalOf(client.reconciliation.note({ ...note, differenceKeys: ['L:gone'], responsible: '李会计' }))).data.code).toBe('reconciliation.difference_gone');
  expect(openMoneyDifferences(connectionOf(open), { schoolId, term })).toEqual({ count: 2, fen: 300_120 });
  const closing = await client.settlement.closing({ schoolId, term });
  expect(closing.checks.filter((check) => check.key.includes('reconcil')).map((check) => [check.key, check.passed, check.count])).toEqual([['not_reconciled', true, 0], ['reconciliation_open', false, 2]]);

  // By hand: only equal sums, and the lines leave the list.
  const [interest, twice] = after.differences;
  expect((await refusalOf(client.reconciliation.match({ schoolId, term, pair: 'bank', leftKeys: ['nobody'], rightKeys: interest!.rightKeys, reason: '误' }))).data.code).toBe('reconciliation.difference_gone');
  await client.reconciliation.note({ schoolId, term, pair: 'bank', differenceKeys: [interest!.key, twice!.key], state: 'resolved', note: '已请银行更正' });
  expect((await client.reconciliation.overview({ schoolId, term })).pairs[2]).toMatchObject({ state: 'handled', counts: { resolved: 2 } });

  expect((await client.reconciliation.print({ schoolId, term, pair: 'finance' })).name).toBe('对账表 台账与财务明细账.pdf');
  expect((await client.reconciliation.exportXlsx({ schoolId, term, pair: 'bank' })).name).toBe('对账表 财务明细账与银行流水.xlsx');
  const [statement] = (await client.reconciliation.statements({ schoolId, term })).filter((one) => one.kind === 'finance');
  expect(statement).toMatchObject({ inFen: 300_000, outFen: 188_000, from: '2025-09-30', to: '2025-10-31' });
  await client.reconciliation.withdrawStatement({ schoolId, statementId: statement!.id, reason: '导错年份' });
  expect((await pair('finance')).state).toBe('waiting');
  const db = connectionOf(open);
  for (const statementText of ['UPDATE money_statement_row SET in_fen = 1', 'DELETE FROM money_statement_row', 'DELETE FROM reconciliation_note', `UPDATE reconciliation_note SET note = 'x'`, 'DELETE FROM money_statement', 'UPDATE money_statement SET row_count = 1']) {
    expect(() => db.run(statementText), statementText).toThrow();
  }
  await signInAs(open, 'inspector');
  expect((await pair('bank')).state).toBe('waiting');
  expect((await refusalOf(client.reconciliation.note({ ...note, responsible: '李会计' }))).code).toBe('FORBIDDEN');
  await signInAsAdministrator(open);
});

test('the system’s list by pupil and amount; 一卡通 by name; what a term carries meets its match in the next', async () => {
  const open = await openPaySchool(4);
  const { client, schoolId } = open;
  const list = ['姓名,身份证件号,资助项目,资助金额', ...open.pupils.slice(0, 3).map((pupil, index) => `${pupil.name},${syntheticId(index + 1, '20150307')},义务教育生活补助·寄宿,${index === 2 ? '312.50' : '625.00'}`), `外人,${syntheticId(77, '20150307')},义务教育生活补助·寄宿,625.00`];
  await client.imports.confirm({ schoolId, term, purpose: 'system_export', file: new File([`\uFEFF${list.join('\r\n')}\r\n`], '系统资助名单.csv'), options: { kind: 'aid_list' } });
  const listed = await client.reconciliation.pair({ schoolId, term, pair: 'list' });
  expectTied(listed);
  expect(listed.matched.count).toBe(2);
  expect(listed.differences.map((one) => [one.kind, one.who, one.leftFen, one.rightFen]).toSorted()).toEqual([['differs', open.pupils[2]!.name, 31_250, 62_500], ['left_only', '外人', 62_500, null], ['right_only', open.pupils[3]!.name, null, 62_500]]);

  await pay(open);
  await take(open, financeLedger(), { kind: 'finance' });
  const finance = await client.reconciliation.pair({ schoolId, term, pair: 'finance' });
  const receipt = finance.differences.find((one) => one.rightFen === 300_000)!;
  await client.reconciliation.note({ schoolId, term, pair: 'finance', differenceKeys: [receipt.key], state: 'carried', note: '台账下学期补登', responsible: '周敏', dueOn: isoDate('2026-03-01') });
  open.setNow('2026-03-05T09:00:00+08:00');
  const spring = '2025-2026-2' as typeof term;
  await client.funds.recordReceipt({ schoolId, term: spring, programmeKey: 'yw.board', source: 'central', docNo: '云财教〔2025〕9号', receivedOn: isoDate('2026-03-02'), fen: fen(300_000), payer: '', memo: '补登 2025 秋到账' });
  const spare = new File(['\uFEFF日期,凭证号,摘要,收入,支出\r\n2026-02-20,记-1,退助学金,,600.00\r\n2026-03-03,记-2,购电脑,,"4,500.00"\r\n2026-03-04,记-3,退助学金尾款,,400\r\n'], '春季明细账.csv');
  await client.imports.confirm({ schoolId, term: spring, purpose: 'money_statement', file: spare, options: { kind: 'finance' } });
  await client.funds.recordReturn({ schoolId, term: spring, programmeKey: 'yw.board', source: 'central', docNo: '退〔2026〕1号', onDate: isoDate('2026-03-04'), fen: fen(100_000), memo: '' });
  const next = await client.reconciliation.pair({ schoolId, term: spring, pair: 'finance' });
  expectTied(next);
  expect(next.matches.map((match) => match.fen)).toEqual([300_000]);
  expect(next.differences.map((one) => one.leftFen ?? one.rightFen ?? 0).toSorted((a, b) => a - b)).toEqual([-450_000, -100_000, -60_000, -40_000]);
  // Given back in two parts on two days: only a person can say so, and only when the sums are equal.
  const returned = next.differences.filter((one) => one.rightFen === -60_000 || one.rightFen === -40_000 || one.leftFen === -100_000);
  const keys = { leftKeys: returned.flatMap((one) => one.leftKeys), rightKeys: returned.flatMap((one) => one.rightKeys) };
  expect((await refusalOf(client.reconciliation.match({ schoolId, term: spring, pair: 'finance', leftKeys: keys.leftKeys, rightKeys: keys.rightKeys.slice(1), reason: '分两次退' }))).data.code).toBe('reconciliation.sums_differ');
  expect(await client.reconciliation.match({ schoolId, term: spring, pair: 'finance', ...keys, reason: '分两次退' })).toEqual({ fen: -100_000 });
  const matched = await client.reconciliation.pair({ schoolId, term: spring, pair: 'finance' });
  expectTied(matched);
  expect(matched.differences.map((one) => one.rightFen)).toEqual([-450_000]);

  // The county's list for a term paid by card: one with another amount, one nobody knows.
  await client.fundRules.setChannel({ schoolId, programmeKey: 'yw.day', validFrom: spring, channel: 'one_card', docNo: '云教办〔2026〕1号' });
  const db = connectionOf(open);
  const lines = open.pupils.slice(0, 3).map((pupil, index) => ({ entitlementId: 900 + index, studentId: pupil.id, paymentLineId: 900 + index, fen: fen(31_250) }));
  db.raw.transaction(() => {
    const place = { programmeKey: 'yw.day', term: spring, onDate: isoDate('2026-03-01'), lines };
    const stamp = { schoolId, operationId: 'paid-by-card', accountId: 1, at: '2026-03-01T00:00:00Z' };
    for (const kind of ['entitlement_approved', 'batch_submitted', 'line_paid'] as const) postEvent(db, { kind, ...place }, stamp);
  })();
  const names = open.pupils.map((pupil) => pupil.name);
  await client.imports.confirm({ schoolId, term: spring, purpose: 'money_statement', options: { kind: 'one_card' }, file: cardList([[names[0]!, '312.50'], [names[1]!, '３１２.５０'], [names[2]!, '300'], ['无名氏', '312.50']]) });
  const card = await client.reconciliation.pair({ schoolId, term: spring, pair: 'one_card' });
  expectTied(card);
  expect(card.matches.map((match) => match.ruleLabel)).toEqual(['姓名和金额', '姓名和金额']);
  expect(card.differences.map((one) => [one.kind, one.who, one.leftFen, one.rightFen]).toSorted()).toEqual([['differs', names[2], -31_250, -30_000], ['right_only', '无名氏', null, -31_250]]);
  expect((await refusalOf(client.reconciliation.match({ schoolId, term: spring, pair: 'one_card', leftKeys: card.differences.flatMap((one) => one.leftKeys), rightKeys: card.differences.flatMap((one) => one.rightKeys), reason: '合并发放' }))).data.code).toBe('reconciliation.sums_differ');
});
