import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { choicesOf, formatTsv, parseTsv, sumColumn, viewRows } from '#renderer/components/data-table/table-view.ts';

interface Row {
  readonly name: string;
  readonly group: string;
  readonly fen: number | null;
}

const columns: readonly DataColumn<Row>[] = [
  { id: 'name', title: '姓名', value: (row) => row.name, width: 100 },
  { id: 'group', title: '班级', kind: 'choice', value: (row) => row.group, width: 100 },
  { id: 'fen', title: '金额', kind: 'money', value: (row) => row.fen, width: 100 },
];
const money = columns[2]!;

const rows: readonly Row[] = [
  { name: '李明', group: '七（2）班', fen: 75_000 },
  { name: '阿依古丽', group: '三（1）班', fen: 31_250 },
  { name: '王一', group: '三（1）班', fen: null },
];
const names = (shown: readonly Row[]): string[] => shown.map((row) => row.name);

describe('what a table shows', () => {
  test.each<[string, Record<string, string | string[]>, string[]]>([
    ['text is contained', { name: '明' }, ['李明']],
    ['ticked choices', { group: ['三（1）班'] }, ['阿依古丽', '王一']],
    ['money in yuan, at least', { fen: '>=312.50' }, ['李明', '阿依古丽']],
    ['money between', { fen: '300..400' }, ['阿依古丽']],
    ['money exactly', { fen: '750' }, ['李明']],
    ['two filters at once', { group: ['三（1）班'], fen: '<1000' }, ['阿依古丽']],
    ['an unfinished filter hides nothing with a value', { fen: '>' }, ['李明', '阿依古丽']],
    ['an empty filter hides nothing', { name: ' ', group: [] }, ['李明', '阿依古丽', '王一']],
  ])('filters: %s', (_name, filters, expected) => {
    expect(names(viewRows(rows, columns, filters, null))).toEqual(expected);
  });

  test('sorts money as money and puts the absent last either way', () => {
    expect(names(viewRows(rows, columns, {}, { columnId: 'fen', direction: 'ascending' }))).toEqual(['阿依古丽', '李明', '王一']);
    expect(names(viewRows(rows, columns, {}, { columnId: 'fen', direction: 'descending' }))).toEqual(['李明', '阿依古丽', '王一']);
  });

  test('counts its choices', () => {
    expect(choicesOf(columns[1]!, rows)).toEqual([{ text: '七（2）班', count: 1 }, { text: '三（1）班', count: 2 }]);
  });

  test('copies as a spreadsheet takes it: money without separators, no formula', () => {
    const hostile = [{ name: '=1+1', group: '三\t（1）\n班', fen: 123_456_00 }];
    expect(formatTsv(hostile, columns, true)).toBe("姓名\t班级\t金额\r\n'=1+1\t三 （1） 班\t123456.00");
  });

  test('whatever is filtered and sorted, the total is that of the rows shown and no row is lost or made', () => {
    const row = fc.record({ name: fc.string(), group: fc.constantFrom('a', 'b', 'c'), fen: fc.option(fc.integer({ min: -1e9, max: 1e9 })) });
    const sorting = fc.option(fc.record({ columnId: fc.constantFrom('name', 'group', 'fen'), direction: fc.constantFrom('ascending' as const, 'descending' as const) }));
    fc.assert(fc.property(fc.array(row), fc.subarray(['a', 'b', 'c']), sorting, (list, groups, order) => {
      const shown = viewRows(list, columns, { group: groups }, order);
      const kept = list.filter((one) => groups.length === 0 || groups.includes(one.group));
      expect(new Set(shown)).toEqual(new Set(kept));
      expect(sumColumn(money, shown)).toBe(kept.reduce((sum, one) => sum + (one.fen ?? 0), 0));
    }));
  });

  test('what is copied can be pasted', () => {
    const cell = fc.stringMatching(/^[^\t\r\n]*$/);
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 }), (cells) => {
      expect(parseTsv(cells.map((line) => line.join('\t')).join('\r\n'))).toEqual(cells);
    }));
  });
});
