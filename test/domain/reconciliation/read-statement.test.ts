import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DebitMeans } from '#shared/domain/reconciliation/read-statement.ts';
import { checkBalances, readStatement, statementKeys } from '#shared/domain/reconciliation/read-statement.ts';
import type { StatementField } from '#shared/domain/reconciliation/statement-fields.ts';
import type { CellTable } from '#shared/domain/tabular/cell-table.ts';
import { MappedRow } from '#shared/domain/tabular/mapped-table.ts';

/** Rows of cells under these fields, read as a file would be. */
function read(fields: readonly StatementField[], cells: readonly (readonly string[])[], debitMeans: DebitMeans = 'in') {
  const table: CellTable = { kind: 'xlsx', sheet: '账', rows: cells.map((row) => [...row]), marks: new Map(), merges: [], hiddenRows: [], hiddenColumns: [], encoding: null, separator: null };
  const mapping = Object.fromEntries(fields.map((field, column) => [field, column]));
  return readStatement(cells.map((_, index) => new MappedRow<StatementField>(table, mapping, [], index, false)), { debitMeans, year: 2025 });
}

describe('a ledger or statement', () => {
  test('carries the month and day down, knows sum rows, and keeps red entries on their side', () => {
    const rows = read(['month', 'day', 'voucher', 'summary', 'debit', 'credit', 'balance'], [
      ['', '', '', '上年结转', '', '', '100.00'], ['9', '30', '记-1', '拨入', '1,000.00', '', '1,100.00'], ['', '', '记-2', '手续费', '', '５.００', '1,095.00'], ['', '', '', '本月合计', '1,000.00', '5.00', '1,095.00'],
      ['10月', '8日', '记-3', '红字冲记-1', '-1000', '', '95.00'], ['', '31', '记-4', '退票', '', '(20.00)', '115.00'],
    ]);
    expect(rows.map((row) => [row.onDate, row.inFen, row.outFen, row.counts])).toEqual([
      [null, 0, 0, false], ['2025-09-30', 100_000, 0, true], ['2025-09-30', 0, 500, true], ['2025-09-30', 0, 0, false], ['2025-10-08', -100_000, 0, true], ['2025-10-31', 0, -2000, true],
    ]);
    expect(rows.flatMap((row) => row.problems)).toEqual([]);
    expect(checkBalances(rows)).toBe('agrees');
  });

  test.each<[string, StatementField[], string[], DebitMeans, unknown]>([
    ['借 of a bank is out', ['date', 'summary', 'debit', 'credit'], ['2025/10/30 10:00:00', '代发', '625.00', ''], 'out', { onDate: '2025-10-30', inFen: 0, outFen: 62_500 }],
    ['收入 and 支出 say it themselves', ['date', 'summary', 'income', 'expense'], ['20251030', '拨入', '3千元', ''], 'out', { onDate: '2025-10-30', inFen: 300_000, outFen: 0 }],
    ['an amount that is none', ['date', 'summary', 'income'], ['2025-10-30', '拨入', '约3000'], 'in', { problems: [{ code: 'amount_unreadable', value: '约3000' }] }],
    ['one amount with a word', ['date', 'summary', 'amount', 'direction'], ['2025年10月30日', '代发', '625', '支出'], 'in', { inFen: 0, outFen: 62_500 }],
    ['one amount with 贷 of a bank', ['date', 'summary', 'amount', 'direction'], ['2025-10-30', '拨入', '0.3万元', '贷'], 'out', { inFen: 300_000, outFen: 0 }],
    ['one signed amount', ['date', 'summary', 'amount'], ['2025-10-30', '代发', '-625.00'], 'in', { inFen: 0, outFen: 62_500 }],
    ['a word nobody knows', ['date', 'summary', 'amount', 'direction'], ['2025-10-30', '代发', '625.00', '待定'], 'in', { problems: [{ code: 'direction_missing' }] }],
    ['a day that is none', ['date', 'summary', 'income'], ['2025-13-45', '拨入', '1'], 'in', { onDate: null, problems: [{ code: 'date_unreadable' }] }],
    ['no day at all', ['date', 'summary', 'income'], ['', '拨入', '1'], 'in', { problems: [{ code: 'date_missing' }] }],
    ['three decimals', ['date', 'summary', 'income'], ['2025-10-30', '拨入', '12.345'], 'in', { problems: [{ code: 'amount_unreadable', problem: 'too_many_decimals' }] }],
    ['nothing said', ['date', 'summary', 'income'], ['2025-10-30', '', '1'], 'in', { problems: [{ code: 'summary_missing' }] }],
    ['a dash is no amount', ['date', 'summary', 'debit', 'credit'], ['2025-10-30', '代发', '—', '625.00'], 'in', { inFen: 0, outFen: 62_500 }],
  ])('%s', (_, fields, cells, debitMeans, wanted) => {
    expect(read(fields, [cells], debitMeans)[0]).toMatchObject(wanted as object);
  });

  test('its balances tell which way round 借 was meant, in either order of rows', () => {
    const cells = [['2025-10-01', 'a', '100', '', '1,100'], ['2025-10-02', 'b', '', '30', '1,070'], ['2025-10-03', 'c', '5', '', '1,075']];
    const fields: StatementField[] = ['date', 'summary', 'debit', 'credit', 'balance'];
    expect([checkBalances(read(fields, cells)), checkBalances(read(fields, cells.toReversed())), checkBalances(read(fields, cells, 'out')), checkBalances(read(fields, cells.slice(0, 2)))]).toEqual(['agrees', 'agrees', 'mirrored', 'unknown']);
    expect(checkBalances(read(fields, [cells[0]!, cells[2]!, cells[1]!]))).toBe('broken');
  });

  test('split, shuffled and overlapping files of one account name the same rows as the whole file', () => {
    const row = fc.record({ day: fc.integer({ min: 1, max: 28 }), summary: fc.constantFrom('代发', '拨入'), fen: fc.integer({ min: 1, max: 5 }), out: fc.boolean() });
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), fc.nat(24), fc.nat(24), (rows, from, to) => {
      let balance = 0;
      const cells = rows.map((one) => { balance += one.out ? -one.fen : one.fen; return [`2025-10-${String(one.day).padStart(2, '0')}`, one.summary, one.out ? '' : String(one.fen), one.out ? String(one.fen) : '', `${balance}`]; });
      const keysOf = (part: typeof cells): Set<string> => new Set(statementKeys(read(['date', 'summary', 'income', 'expense', 'balance'], part)).values());
      const [a, b] = [Math.min(from, to), Math.max(from, to)];
      const whole = keysOf(cells);
      const parts = new Set([...keysOf(cells.slice(0, b)), ...keysOf(cells.slice(a).toReversed())]);
      // What two rows say alike, balance included, can't be told apart once a cut parts them; a running balance makes that rare.
      const alike = new Set(cells.map((one) => one.join('|'))).size < cells.length;
      if (!alike) expect(parts).toEqual(whole);
      expect(whole.size).toBe(cells.length);
    }), { numRuns: 1000, seed: 20_261_201 });
  });
});
