import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { ReturnPreview } from '#shared/contract/returns.ts';
import { refusalOf } from '#test/helpers/test-app.ts';
import type { PaySchool } from './payment-school.ts';
import { AUTUMN, approve, cardNo, connectionOf, importReturn, openPaySchool, pipeProfile, programmeKey, returnFile, sendBatch, syntheticId } from './payment-school.ts';

const sum = 62_500;

function row(no: number, result: string, reason = '', amount = '625.00'): string {
  return `${no}|学生父|${cardNo(no)}|${amount}|${result}|${reason}`;
}

async function statesOf(open: PaySchool, batchId: number): Promise<string[]> {
  return (await open.client.payments.get({ schoolId: open.schoolId, batchId })).lines.map((line) => line.state);
}

/** Where the ledger says the money is, by account, in fen. */
function balances(open: PaySchool): Record<string, number> {
  const rows = connectionOf(open).all<{ code: string; net: number }>(`SELECT account_code AS code, sum(credit_fen - debit_fen) AS net FROM journal_posting GROUP BY account_code HAVING net <> 0`);
  return Object.fromEntries(rows.map(({ code, net }) => [code, net]));
}

test('every row in a bucket, every line in a state, the sums equal the file', async () => {
  const open = await openPaySchool(6);
  const { client, schoolId } = open;
  const { batch } = await sendBatch(open);
  const file = returnFile([
    row(1, '成功'), row(2, '失败', '户名不符'), row(3, '成功', '', '600.00'), row(4, '处理中'), `9|外人|${cardNo(999)}|625.00|成功|`, row(1, '成功'), row(5, '成功'), row(5, '失败', '销户'),
  ]);
  const preview = await client.imports.preview({ schoolId, term: AUTUMN, purpose: 'bank_return', file, options: { batchIds: [batch.id] } });
  const extra = preview.extra as ReturnPreview;
  const counts = Object.fromEntries(extra.buckets.map((each) => [each.bucket, each.count]));
  expect(counts).toEqual({ paid: 1, failed: 1, no_result: 1, partial: 1, over: 0, repeated: 1, contradicts_earlier: 0, contradictory: 2, ambiguous: 0, not_exported: 0, not_in_batch: 1 });
  expect(extra.buckets.reduce((total, each) => total + each.sumFen, 0)).toBe(extra.fileTotals.sumFen);
  expect(extra.fileTotals).toEqual({ rows: 8, sumFen: 8 * sum - 2_500, withoutAmount: 0 });
  expect(extra.lines).toEqual({ paid: { count: 1, sumFen: sum }, failed: { count: 1, sumFen: sum }, unanswered: { count: 4, sumFen: 4 * sum }, total: { count: 6, sumFen: 6 * sum } });
  expect(extra.unknownWords).toEqual([{ text: '处理中', result: '处理中', reason: '', count: 1 }]);
  expect(preview.rows.map((each) => each.bucket)).toEqual(['ok', 'ok', 'look', 'look', 'look', 'look', 'look', 'look']);
  expect(preview.rows[1]?.understanding).toBe('失败（户名不符）→ 七年级(2)班 学生乙');
  const result = await importReturn(open, file, { batchIds: [batch.id], settledOn: '2025-10-30' });
  expect(result).toMatchObject({ rowCount: 8, accepted: 8, refused: 0 });
  expect(await statesOf(open, batch.id)).toEqual(['paid', 'failed', 'unanswered', 'unanswered', 'unanswered', 'unanswered']);
  expect(balances(open)).toEqual({ aid_due: -6 * sum, payable_submitted: 4 * sum, payable_failed: sum, cash: sum });
  const [listed] = await client.returns.list({ schoolId, term: AUTUMN });
  expect(listed).toMatchObject({ rowCount: 8, batches: [batch.no] });
  const stored = await client.returns.get({ schoolId, returnFileId: listed!.id });
  expect(stored.rows.map((each) => each.bucket)).toEqual(['paid', 'failed', 'partial', 'no_result', 'not_in_batch', 'repeated', 'contradictory', 'contradictory']);
  const [standing] = await client.payments.standing({ schoolId, term: AUTUMN });
  expect(standing).toMatchObject({ due: { count: 6 }, paid: { count: 1 }, failed: { count: 1 }, unanswered: { count: 4 }, unsent: { count: 0 } });
});

test('the same file again is refused; in another layout it changes nothing', async () => {
  const open = await openPaySchool(3);
  const { batch } = await sendBatch(open);
  const rows = [row(1, '成功'), row(2, '失败', '销户'), row(3, '成功')];
  await importReturn(open, returnFile(rows));
  expect((await refusalOf(importReturn(open, returnFile(rows)))).data.code).toBe('imports.same_file');
  const before = balances(open);
  const other = new File([`账号,金额,状态,备注\r\n${[1, 2, 3].map((no) => `${cardNo(no)},625.00,${no === 2 ? '失败,销户' : '成功,'}\r\n`).join('')}`], '另一种.csv');
  await importReturn(open, other);
  expect(await statesOf(open, batch.id)).toEqual(['paid', 'failed', 'paid']);
  expect(balances(open)).toEqual(before);
});

test('a return without header, results or amounts never makes a success', async () => {
  const open = await openPaySchool(2);
  const { batch } = await sendBatch(open);
  const bare = new File([`1|学生甲父|${cardNo(1)}|625.00|${syntheticId(1)}|\r\n2|学生乙父|${cardNo(2)}|625.00|${syntheticId(2)}|\r\n`], '原样.txt');
  const mapping = { line_no: 0, holder_name: 1, account_no: 2, amount: 3, id_number: 4 };
  await open.client.imports.confirm({ schoolId: open.schoolId, term: AUTUMN, purpose: 'bank_return', file: bare, mapping, reading: { headerRow: 0, separator: '|' }, options: {} });
  expect(await statesOf(open, batch.id)).toEqual(['unanswered', 'unanswered']);
});

test('a bank\'s bare text is understood by what its values look like', async () => {
  const open = await openPaySchool(3);
  const { batch } = await sendBatch(open);
  const rows = [1, 2, 3].map((no) => `${no}|学生父|${cardNo(no)}|625.00|${syntheticId(no)}|${no === 2 ? '失败|户名不符' : '成功|'}|`);
  await importReturn(open, new File([rows.map((row) => `${row}\r\n`).join('')], 'liuxi20251103.txt'));
  expect(await statesOf(open, batch.id)).toEqual(['paid', 'failed', 'paid']);
});

test('failed → account corrected → re-issued in a new batch → paid, owed once', async () => {
  const open = await openPaySchool(3);
  const { client, schoolId } = open;
  const first = await sendBatch(open);
  await importReturn(open, returnFile([row(1, '成功'), row(2, '失败', '账户不存在'), row(3, '成功')]));
  const [waiting] = await client.returns.worklist({ schoolId, term: AUTUMN });
  expect(waiting).toMatchObject({ studentName: '学生乙', state: 'failed', reasonKey: 'bad_account', next: '向家长重新要账号并更正' });
  expect((await refusalOf(client.payments.make({ schoolId, term: AUTUMN, programmeKey, purpose: 'reissue', profileKey: pipeProfile }))).data.code).toBe('payment.nothing_to_reissue');
  expect((await refusalOf(client.payments.make({ schoolId, term: AUTUMN, programmeKey, profileKey: pipeProfile }))).data.code).toBe('payment.nothing_to_pay');
  const set = await client.payees.set({ schoolId, studentId: open.pupils[1]!.id, holderName: '学生乙母', relation: '母亲', accountNo: cardNo(52), holderIdNumber: syntheticId(52), reason: '账号抄错' });
  expect(set.correctedLines).toBe(1);
  const reissue = await sendBatch(open, { purpose: 'reissue' });
  expect(reissue.batch).toMatchObject({ purpose: 'reissue', totals: { count: 1, sumFen: sum } });
  const detail = await client.payments.get({ schoolId, batchId: reissue.batch.id });
  expect(detail.lines[0]).toMatchObject({ reissueOf: `${first.batch.no} 第 2 笔`, state: 'submitted' });
  expect((await client.payments.get({ schoolId, batchId: first.batch.id })).lines[1]).toMatchObject({ state: 'reissued', reissuedAs: `${reissue.batch.no} 第 1 笔` });
  await importReturn(open, returnFile([`1|学生乙母|${cardNo(52)}|625.00|成功|`], '补发回盘.txt'));
  expect(balances(open)).toEqual({ aid_due: -3 * sum, cash: 3 * sum });
  expect(await client.returns.worklist({ schoolId, term: AUTUMN })).toEqual([]);
  const history = await client.payees.history({ schoolId, studentId: open.pupils[1]!.id });
  expect(history.map((account) => [account.holderName, account.replaceReason])).toEqual([['学生乙母', null], ['学生乙父', '账号抄错']]);
});

test('a re-issue batch taken back leaves the failed line corrected', async () => {
  const open = await openPaySchool(1);
  const { client, schoolId } = open;
  const first = await sendBatch(open);
  await importReturn(open, returnFile([row(1, '失败', '该卡未激活')]));
  const [line] = (await client.payments.get({ schoolId, batchId: first.batch.id })).lines;
  expect(await client.returns.correct({ schoolId, lineIds: [line!.id], note: '监护人已到银行激活' })).toEqual({ corrected: 1 });
  const reissue = await client.payments.make({ schoolId, term: AUTUMN, programmeKey, purpose: 'reissue', profileKey: pipeProfile });
  await client.payments.withdraw({ schoolId, batchId: reissue.id, reason: '格式选错' });
  expect(await statesOf(open, first.batch.id)).toEqual(['corrected']);
  expect((await client.payments.make({ schoolId, term: AUTUMN, programmeKey, purpose: 'reissue', profileKey: pipeProfile })).totals.count).toBe(1);
});

test('a corrected file shows what it changes and moves the ledger with it', async () => {
  const open = await openPaySchool(4);
  const { client, schoolId } = open;
  const { batch } = await sendBatch(open);
  await importReturn(open, returnFile([row(1, '成功'), row(2, '成功'), row(3, '失败', '销户'), row(4, '失败', '冻结')]));
  const [first] = await client.returns.list({ schoolId, term: AUTUMN });
  const contrary = returnFile([row(1, '成功'), row(2, '失败', '退票'), row(3, '成功')], '更正.txt');
  const plain = await client.imports.preview({ schoolId, term: AUTUMN, purpose: 'bank_return', file: contrary, options: {} });
  expect((plain.extra as ReturnPreview).buckets.find((each) => each.bucket === 'contradicts_earlier')?.count).toBe(2);
  const options = { correctsFileId: first!.id };
  const preview = await client.imports.preview({ schoolId, term: AUTUMN, purpose: 'bank_return', file: contrary, options });
  expect((preview.extra as ReturnPreview).differences.map((each) => [each.lineNo, each.before, each.after])).toEqual([[2, 'paid', 'failed'], [3, 'failed', 'paid'], [4, 'failed', 'unanswered']]);
  await importReturn(open, contrary, options);
  expect(await statesOf(open, batch.id)).toEqual(['paid', 'failed', 'paid', 'unanswered']);
  expect(balances(open)).toEqual({ aid_due: -4 * sum, cash: 2 * sum, payable_failed: sum, payable_submitted: sum });
  expect((await refusalOf(importReturn(open, returnFile([row(1, '失败')], '再更正.txt'), options))).data.code).toBe('return.corrected_twice');
});

test('an unanswered line is answered by hand only with a paper, a wrong payment is recovered in parts', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId } = open;
  const { batch } = await sendBatch(open);
  await importReturn(open, returnFile([row(1, '成功')]));
  const lines = (await client.payments.get({ schoolId, batchId: batch.id })).lines;
  const [paid, open2] = [lines[0]!.id, lines[1]!.id];
  expect((await refusalOf(client.returns.recordByHand({ schoolId, lineIds: [paid], result: 'paid', onDate: isoDate('2025-10-30'), evidence: '回单 118 号' }))).data.code).toBe('return.line_not_open');
  expect((await refusalOf(client.returns.recordByHand({ schoolId, lineIds: [open2], result: 'paid', onDate: isoDate('2025-11-30'), evidence: '回单 118 号' }))).data.code).toBe('return.future_date');
  await client.returns.recordByHand({ schoolId, lineIds: [open2], result: 'paid', onDate: isoDate('2025-10-30'), evidence: '回单 118 号' });
  expect(await statesOf(open, batch.id)).toEqual(['paid', 'paid']);
  await client.returns.findWrong({ schoolId, lineId: paid, note: '打到同名家长' });
  const recover = { schoolId, lineId: paid, way: 'bank' as const, receivedOn: isoDate('2025-10-31'), reason: '家长退回' };
  expect(await client.returns.recordRecovery({ ...recover, amountFen: fen(30_000) })).toEqual({ recoveredFen: 30_000, remainingFen: 32_500 });
  expect((await refusalOf(client.returns.recordRecovery({ ...recover, amountFen: fen(32_501) }))).data.code).toBe('return.recovery_too_much');
  await client.returns.recordRecovery({ ...recover, amountFen: fen(32_500) });
  expect(await statesOf(open, batch.id)).toEqual(['recovered', 'paid']);
  expect(balances(open)).toEqual({ aid_due: -2 * sum, cash: sum, payable_recovered: sum });
  expect((await client.returns.acts({ schoolId, lineId: paid })).map((act) => act.move)).toEqual(['find_wrong', 'recover']);
  const again = await client.payments.candidates({ schoolId, term: AUTUMN, programmeKey });
  expect(again.ready.map((each) => [each.studentName, each.amountFen])).toEqual([['学生甲', sum]]);
});

test('a waived payment is owed no more, not offered again, and stays in the figures', async () => {
  const open = await openPaySchool(1);
  const { client, schoolId } = open;
  const { batch } = await sendBatch(open);
  await importReturn(open, returnFile([row(1, '失败', '销户')]));
  const [line] = (await client.payments.get({ schoolId, batchId: batch.id })).lines;
  await client.returns.waive({ schoolId, lineId: line!.id, note: '家长书面放弃', evidence: '放弃书 3 号' });
  const [standing] = await client.payments.standing({ schoolId, term: AUTUMN });
  expect(standing).toMatchObject({ due: { count: 0, sumFen: 0 }, waived: { count: 1, sumFen: sum }, unsent: { count: 0, sumFen: 0 } });
  expect(balances(open)).toEqual({});
});

test('the school\'s own words decide, and a batch of another programme is not touched', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId } = open;
  approve(open, open.pupils[0]!.id, 10_000, 'gz.grant');
  const board = await sendBatch(open);
  const grant = await sendBatch(open, { programmeKey: 'gz.grant' });
  const file = returnFile([row(1, '00'), row(2, '99', '卡已作废')]);
  const options = { batchIds: [board.batch.id] };
  const before = await client.imports.preview({ schoolId, term: AUTUMN, purpose: 'bank_return', file, options });
  expect((before.extra as ReturnPreview).lines.paid.count).toBe(0);
  const words = await client.returns.words({ schoolId });
  await client.returns.setWords({ schoolId, words: { paid: [...words.paid, '00'], failed: [...words.failed, '99'], reasons: [{ word: '作废', key: 'account_state' }, ...words.reasons] } });
  await importReturn(open, file, options);
  expect(await statesOf(open, board.batch.id)).toEqual(['paid', 'failed']);
  expect((await client.payments.get({ schoolId, batchId: board.batch.id })).lines[1]).toMatchObject({ reasonKey: 'account_state', reasonRaw: '卡已作废' });
  expect(await statesOf(open, grant.batch.id)).toEqual(['submitted']);
});

test('one file answers two batches of the same pupils', async () => {
  const open = await openPaySchool(2);
  for (const pupil of open.pupils) approve(open, pupil.id, 10_000, 'gz.grant');
  const board = await sendBatch(open);
  const grant = await sendBatch(open, { programmeKey: 'gz.grant' });
  await importReturn(open, returnFile([row(1, '成功'), row(2, '成功'), row(1, '成功', '', '100.00'), row(2, '失败', '冻结', '100.00')]));
  expect([await statesOf(open, board.batch.id), await statesOf(open, grant.batch.id)]).toEqual([['paid', 'paid'], ['paid', 'failed']]);
});

test('an amount nobody can read keeps the whole file out and names its cell', async () => {
  const open = await openPaySchool(1);
  const { batch } = await sendBatch(open);
  const refusal = await refusalOf(importReturn(open, returnFile([row(1, '成功', '', '六百二五')])));
  expect(refusal.code).toBe('BAD_INPUT');
  expect(JSON.stringify(refusal.data)).toContain('D2');
  expect(await statesOf(open, batch.id)).toEqual(['submitted']);
});

test('a bank that counts in 万元 is read by its heading or its note; 12.340 is 12.34 and 12.345 keeps the file out', async () => {
  const open = await openPaySchool(2);
  const { batch } = await sendBatch(open);
  const inNote = (rows: readonly string[]): File => new File([`云岭农商银行代发结果\r\n单位：万元\r\n序号|姓名|帐号|金额|处理结果|原因\r\n${rows.map((each) => `${each}\r\n`).join('')}`], '回盘.txt');
  const refusal = await refusalOf(importReturn(open, inNote([row(1, '成功', '', '0.0625001')])));
  expect(JSON.stringify(refusal.data)).toContain('比一分还细');
  await importReturn(open, inNote([row(1, '成功', '', '0.0625'), row(2, '成功', '', '６２５．０００元')]));
  expect(await statesOf(open, batch.id)).toEqual(['paid', 'paid']);
});
