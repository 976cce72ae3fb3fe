import { read as readBook, utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import { AUTUMN, connectionOf, importReturn, openPaySchool, returnFile, sendBatch } from './payment-school.ts';
import type { PaySchool } from './payment-school.ts';

const term = AUTUMN;

async function cellsOf(file: File): Promise<unknown[][]> {
  const book = readBook(new Uint8Array(await file.arrayBuffer()));
  return utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1, defval: '' });
}

/** A school with a receipt, a batch of four, three paid and one failed, money given back and a receipt reversed. */
async function openBooks(): Promise<PaySchool> {
  const open = await openPaySchool(4);
  const { client, schoolId } = open;
  const receipt = { schoolId, term, programmeKey: 'yw.board', source: 'central' as const, docNo: '云财教〔2025〕9号', payer: '云岭县财政局', memo: '2025 秋寄宿生活补助' };
  await client.funds.recordReceipt({ ...receipt, receivedOn: isoDate('2025-09-30'), fen: fen(300_000) });
  const wrong = await client.funds.recordReceipt({ ...receipt, receivedOn: isoDate('2025-10-15'), fen: fen(12_345), memo: '录错' });
  await client.funds.reverse({ schoolId, entryId: wrong.entryId, reason: '重复登记' });
  const { batch } = await sendBatch(open);
  const lines = await client.payments.get({ schoolId, batchId: batch.id });
  const rows = lines.lines.map((line, index) => `${line.lineNo}|${line.holderName}|${open.pupils[index]!.accountNo}|625.00|${index < 3 ? '成功' : '失败'}|${index < 3 ? '' : '户名不符'}`);
  await importReturn(open, returnFile(rows), { settledOn: '2025-10-30' });
  await client.funds.recordReturn({ ...receipt, docNo: '退〔2025〕1号', onDate: isoDate('2025-10-31'), fen: fen(5_000), memo: '' });
  return open;
}

/** The day book carries opening, month sums and the balance of the account. */
async function checkDayBook(open: PaySchool): Promise<void> {
  const { client, schoolId } = open;
  const whole = await client.accountBooks.account({ schoolId, accountCode: 'cash' });
  expect(whole).toMatchObject({ title: '资金日记账', accountLabel: '1101 资金', debitFen: 312_345, creditFen: 204_845, closing: { side: '借', fen: 107_500 } });
  const october = await client.accountBooks.account({ schoolId, accountCode: 'cash', from: isoDate('2025-10-01') });
  expect(october.opening).toEqual({ side: '借', fen: 300_000 });
  expect(october.closing).toEqual(whole.closing);
  const sums = october.lines.filter((line) => line.kind === 'month');
  expect(sums.map((line) => [line.label, line.debitFen, line.creditFen])).toEqual([['2025-10 本月合计', 12_345, 204_845], ['2025 本年累计', 312_345, 204_845]]);
  const paid = october.lines.find((line) => line.kind === 'move' && line.kindLabel === '发放成功');
  expect(paid).toMatchObject({ creditFen: 187_500, opposite: '已报送待回盘', balanceFen: 124_845 });
}

/** Balances of term, 学年, 自然年 and day are the same entries; the sides agree. */
async function checkBalances(open: PaySchool): Promise<void> {
  const { client, schoolId } = open;
  const of = async (scope: Parameters<typeof client.accountBooks.balances>[0]['scope']) => (await client.accountBooks.balances({ schoolId, scope })).books;
  const termBooks = await of({ kind: 'term', term });
  expect(termBooks.map((book) => [book.book, book.balanced])).toEqual([['school_account', true]]);
  const cash = (books: typeof termBooks) => books[0]!.lines.find((line) => line.accountCode === 'cash')!.closing.debitFen;
  expect([cash(termBooks), cash(await of({ kind: 'school_year', schoolYear: '2025-2026' as never })), cash(await of({ kind: 'calendar_year', year: 2025 })), cash(await of({ kind: 'as_of', date: isoDate('2025-12-31') }))])
    .toEqual([107_500, 107_500, 107_500, 107_500]);
  expect(cash(await of({ kind: 'as_of', date: isoDate('2025-10-29') }))).toBe(312_345);
  const [year] = await of({ kind: 'calendar_year', year: 2026 });
  expect(year?.totals.opening.debitFen).toBe(year?.totals.opening.creditFen);
  expect(year?.lines.find((line) => line.accountCode === 'cash')).toMatchObject({ opening: { debitFen: 107_500 }, period: { debitFen: 0, creditFen: 0 } });
}

/** Auxiliary ledgers by programme, source and pupil agree with the account. */
async function checkAuxiliary(open: PaySchool): Promise<void> {
  const { client, schoolId } = open;
  const place = { schoolId, book: 'school_account' as const };
  const programme = await client.accountBooks.auxiliary({ ...place, by: 'programme', programmeKey: 'yw.board' });
  expect(programme).toMatchObject({ totals: { dueFen: 250_000 }, closing: { cashFen: 107_500, owedFen: 62_500 } });
  const source = await client.accountBooks.auxiliary({ ...place, by: 'source', source: 'central' });
  expect(source.closing.cashFen).toBe(295_000);
  expect(source.shared).toEqual([{ programmeName: '义务教育生活补助·寄宿', paidFen: 187_500, balanceFen: 107_500 }]);
  const pupils = await client.accountBooks.pupils({ ...place, term });
  expect(pupils.map((row) => [row.dueFen, row.paidFen, row.owedFen])).toEqual([[62_500, 62_500, 0], [62_500, 62_500, 0], [62_500, 62_500, 0], [62_500, 0, 62_500]]);
  const failed = await client.accountBooks.auxiliary({ ...place, by: 'pupil', studentId: pupils[3]!.studentId });
  expect(failed.closing).toEqual({ cashFen: 0, owedFen: 62_500 });
  expect((await refusalOf(client.accountBooks.auxiliary({ ...place, by: 'pupil' }))).data.code).toBe('books.place_missing');
  expect((await refusalOf(client.accountBooks.printAuxiliary({ ...place, by: 'programme', programmeKey: 'yw.day' }))).data.code).toBe('books.nothing');
}

/** The worksheet of the day book adds up, and the plain journal balances entry by entry. */
async function checkFiles(open: PaySchool): Promise<void> {
  const { client, schoolId } = open;
  const rows = await cellsOf(await client.accountBooks.accountXlsx({ schoolId, accountCode: 'cash' }));
  expect(rows.at(-1)).toEqual(['', '', '', '合计', '', '', 3123.45, 2048.45, '借', 1075]);
  const text = await (await client.accountBooks.journalText({ schoolId, book: 'school_account' })).text();
  const entries = text.split('\n\n').slice(1);
  expect(entries.length).toBe((await client.ledger.entries({ schoolId })).total);
  for (const entry of entries) {
    const amounts = [...entry.matchAll(/ {2}(-?\d+)\.(\d\d) CNY$/gmu)].map(([, whole, part]) => Number(`${whole}${part}`));
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(0);
  }
  expect(text).not.toContain(open.pupils[0]!.name);
}

/** An entry without 摘要 is kept out by the archive itself. */
function checkMemo(open: PaySchool): void {
  const db = connectionOf(open);
  expect(() => db.run(`INSERT INTO journal_entry (school_id, entry_no, operation_id, event_no, on_date, term, programme_key, kind, effect_kind, memo, account_id, posted_at, book)
    SELECT school_id, 999, 'op-without-memo', 1, on_date, term, programme_key, kind, effect_kind, '  ', account_id, posted_at, book FROM journal_entry LIMIT 1`)).toThrow('says what it is for');
}

/** Are given by finance, by month, without a gap; once given they stay, also when reversed. */
async function checkNumbering(open: PaySchool): Promise<void> {
  const { client, schoolId } = open;
  expect((await refusalOf(client.vouchers.exportXlsx({ schoolId, month: '2025-10' }))).data.code).toBe('vouchers.none_numbered');
  await signInAs(open, 'finance');
  const before = await client.vouchers.list({ schoolId, month: '2025-10' });
  const receipt = before.entries.find((entry) => entry.memo === '录错')!;
  expect(await client.vouchers.assign({ schoolId, month: '2025-10', entryIds: [receipt.id], operationId: 'number-0001' })).toEqual({ numbered: 1, first: '记-1', last: '记-1' });
  expect(await client.vouchers.assign({ schoolId, month: '2025-10', entryIds: [receipt.id], operationId: 'number-0001' })).toEqual({ numbered: 1, first: '记-1', last: '记-1' });
  expect((await refusalOf(client.vouchers.assign({ schoolId, month: '2025-10', entryIds: [receipt.id] }))).data.code).toBe('vouchers.numbered_already');
  expect((await refusalOf(client.vouchers.print({ schoolId, month: '2025-10' }))).data.code).toBe('vouchers.some_open');
  const september = await client.vouchers.list({ schoolId, month: '2025-09' });
  expect((await refusalOf(client.vouchers.assign({ schoolId, month: '2025-10', entryIds: [september.entries[0]!.id] }))).data.code).toBe('vouchers.other_month');
  await client.vouchers.assign({ schoolId, month: '2025-10' });
  const after = await client.vouchers.list({ schoolId, month: '2025-10' });
  expect(after.entries.map((entry) => entry.voucherNo).toSorted((a, b) => a! - b!)).toEqual(after.entries.map((_, index) => index + 1));
  expect(after.entries.find((entry) => entry.id === receipt.id)).toMatchObject({ voucher: '记-1', reversedByNo: expect.any(Number) as number });
  expect((await refusalOf(client.vouchers.assign({ schoolId, month: '2025-10' }))).data.code).toBe('vouchers.nothing_to_number');
  const db = connectionOf(open);
  const free = september.entries[0]!.id;
  const insert = (month: string, no: number): (() => unknown) => () => db.run(`INSERT INTO voucher (school_id, month, kind, no, entry_id, account_id, at) VALUES (?, ?, 'general', ?, ?, 1, 'now')`, schoolId, month, no, free);
  expect(insert('2025-09', 2)).toThrow('without a gap');
  expect(insert('2025-10', after.entries.length + 1)).toThrow('school and month');
  expect(() => db.run('UPDATE voucher SET no = 9')).toThrow('stays');
  expect(() => db.run('DELETE FROM voucher')).toThrow('stays');
  await signInAsAdministrator(open);
}

/** Go to finance in its own columns, account names and class codes of the day. */
async function checkExport(open: PaySchool): Promise<void> {
  const { client, schoolId } = open;
  await client.vouchers.setAccount({ schoolId, accountCode: 'cash', number: '1002.03', name: '银行存款—助学专户', validFrom: isoDate('2025-10-20') });
  expect((await refusalOf(client.vouchers.setClassCode({ schoolId, programmeKey: 'yw.board', kind: 'functional', code: '30308', name: '', validFrom: isoDate('2025-01-01'), docNo: '2025年科目表' }))).data.code).toBe('vouchers.code_shape');
  await client.vouchers.setClassCode({ schoolId, programmeKey: 'yw.board', kind: 'functional', code: '2050203', name: '初中教育', validFrom: isoDate('2025-01-01'), docNo: '2025年科目表' });
  await client.vouchers.setClassCode({ schoolId, programmeKey: 'yw.board', kind: 'economic_department', code: '30308', name: '助学金', validFrom: isoDate('2025-10-30'), docNo: '2025年科目表' });
  const columns = [['date', '制单日期'], ['voucher', '凭证'], ['summary', '摘要'], ['account_number', '科目'], ['account_name', '科目名'], ['side', '方向'], ['amount', '金额'], ['functional', '功能'], ['economic_department', '经济'], ['fixed', '账套']]
    .map(([field, heading]) => ({ field: field as 'date', heading: heading!, fixed: field === 'fixed' ? '003' : '' }));
  expect((await refusalOf(client.vouchers.saveLayout({ schoolId, layout: { voucherSystem: 'general', sheet: '凭证', dateShape: 'compact', headOnce: true, columns: columns.slice(0, 5) } }))).data.code).toBe('vouchers.layout_no_amount');
  await client.vouchers.saveLayout({ schoolId, layout: { voucherSystem: 'three', sheet: '凭证', dateShape: 'compact', headOnce: true, columns } });
  const rows = await cellsOf(await client.vouchers.exportXlsx({ schoolId, month: '2025-10' }));
  expect(rows[0]).toEqual(columns.map((column) => column.heading));
  const at = rows.findIndex((row) => row[6] === 1875 && row[5] === '贷');
  expect(rows.slice(at - 1, at + 1)).toEqual([
    ['20251030', expect.stringMatching(/^记-\d$/u), rows[at]![2], '2102', '已报送待回盘', '借', 1875, '2050203', '30308', '003'],
    ['', '', rows[at]![2], '1002.03', '银行存款—助学专户', '贷', 1875, '2050203', '30308', '003'],
  ]);
  expect(rows.find((row) => row[2] === '录错')).toEqual(['20251015', '记-1', '录错', '1101', '资金', '借', 123.45, '2050203', '', '003']);
  const side = (word: string): number => rows.filter((row) => row[5] === word).reduce((sum, row) => sum + Math.round(Number(row[6]) * 100), 0);
  expect(side('借')).toBe(side('贷'));
  // A series of its own from now on; what was numbered stays.
  expect(await client.vouchers.assign({ schoolId, month: '2025-09' })).toEqual({ numbered: 1, first: '收-1', last: '收-1' });
  expect((await client.vouchers.print({ schoolId, month: '2025-09' })).name).toBe('记账凭证 2025年9月.pdf');
}

/** An inspector reads and neither numbers nor takes files. */
async function checkInspector(open: PaySchool): Promise<void> {
  const { client, schoolId } = open;
  await signInAs(open, 'inspector');
  expect((await client.vouchers.list({ schoolId, month: '2025-10' })).months[0]).toMatchObject({ month: '2025-10', open: 0 });
  expect((await refusalOf(client.vouchers.assign({ schoolId, month: '2025-10' }))).code).toBe('FORBIDDEN');
  expect((await refusalOf(client.accountBooks.printChart({ schoolId }))).code).toBe('FORBIDDEN');
  await signInAsAdministrator(open);
}

test('day book, balances, auxiliary ledgers and exports of a term are the same entries', async () => {
  const open = await openBooks();
  await checkDayBook(open);
  await checkBalances(open);
  await checkAuxiliary(open);
  await checkFiles(open);
  checkMemo(open);
});

test('vouchers are given by finance without a gap, stay when reversed, and go to finance in its own words', async () => {
  const open = await openBooks();
  await checkNumbering(open);
  await checkExport(open);
  await checkInspector(open);
});
