import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMapping } from '#shared/domain/tabular/apply-mapping.ts';
import { cellAddress, cellKey } from '#shared/domain/tabular/cell-table.ts';
import { partitionRows } from '#shared/domain/tabular/data-rows.ts';
import { findHeader, headerAt } from '#shared/domain/tabular/find-header.ts';
import { guessColumns } from '#shared/domain/tabular/guess-columns.ts';
import { headerIdentity, missingFields, recogniseColumns } from '#shared/domain/tabular/recognise-columns.ts';
import { catalogue, tableOf } from './table.ts';

function understand(table: ReturnType<typeof tableOf>) {
  const header = findHeader(table, catalogue);
  const data = partitionRows(table, header);
  const mapping = recogniseColumns(header.headings, catalogue);
  return { header, data, mapping, mapped: applyMapping(table, header, data, mapping, catalogue) };
}

describe('a school’s own list', () => {
  const table = tableOf([
    ['柳溪小学2025年秋季受助学生名单'], ['单位（盖章）：柳溪小学', '', '', '填表日期：2025.9.10'],
    ['序号', '姓 名', '身份证号码', '班级', '资助金额（元）'], ['', '必填', '必填', '选填', '必填'], ['例', '张三', '999999201503070018', '三（2）班', '312.50'],
    ['1', '甲', '999999201503070026', '三（2）班', '312.5'], ['2', '乙', '', '', ''], ['小计', '', '', '', '312.5'],
    ['3', '丙', '999999201503070034', '四（1）班', '625'], [], ['4'], ['合  计', '', '', '', '937.5'], ['制表人：周敏', '', '审核人：'], ['注：以上信息已核对'],
  ], { hiddenRows: [6] });

  test('header, data and everything else is told apart', () => {
    const { header, data, mapping } = understand(table);
    expect(header.rows).toEqual([2]);
    expect(mapping).toEqual({ name: 1, idNumber: 2, class: 3, amount: 4 });
    expect(data.rows).toEqual([5, 6, 8]);
    expect(data.setAside.map(({ row, why }) => `${row + 1} ${why}`)).toEqual([
      '1 title', '2 title', '3 header', '4 note', '5 sample', '8 total', '12 total', '13 note', '14 note',
    ]);
  });

  test('a mapped row gives the text, its address and whether it was hidden', () => {
    const [first, second] = understand(table).mapped.rows;
    expect([first!.rowNumber, first!.text('idNumber'), first!.address('idNumber'), first!.hidden]).toEqual([6, '999999201503070026', 'C6', false]);
    expect([second!.hidden, second!.text('amount'), second!.text('guardianName'), second!.address('guardianName')]).toEqual([true, '', '', '']);
  });
});

describe('two-row headers', () => {
  const rows = [
    ['姓名', '身份证号', '监护人', '', '金额'], ['', '', '姓名', '联系电话', ''], ['甲', '999999201503070018', '乙', '13900000000', '312.50'],
  ];

  test('with merged cells', () => {
    const area = (top: number, left: number, bottom: number, right: number) => ({ top, left, bottom, right });
    const { header, mapping, data } = understand(tableOf(rows, { merges: [area(0, 0, 1, 0), area(0, 1, 1, 1), area(0, 2, 0, 3), area(0, 4, 1, 4)] }));
    expect(header.rows).toEqual([0, 1]);
    expect(mapping).toEqual({ name: 0, idNumber: 1, guardianName: 2, guardianPhone: 3, amount: 4 });
    expect(data.rows).toEqual([2]);
  });

  test('one group over twelve columns twice, as the roster template has it', () => {
    const members = ['姓名', '关系', '联系电话'];
    const table = tableOf([
      ['学生基本信息', '', '', '成员1', '', '', '成员2'], ['姓名', '身份证件号', '班号', ...members, ...members], ['甲', '1', '2', '乙', '父', '3', '丙', '母', '4'],
    ], { merges: [{ top: 0, left: 0, bottom: 0, right: 2 }, { top: 0, left: 3, bottom: 0, right: 5 }, { top: 0, left: 6, bottom: 0, right: 8 }] });
    const { mapping, header } = understand(table);
    expect(header.rows).toEqual([0, 1]);
    expect(mapping).toEqual({ name: 0, idNumber: 1, class: 2, guardianName: 3, guardianPhone: 5 });
  });

  test('the user points at the row', () => {
    expect(headerAt(tableOf(rows), 1).headings.map(({ group, text }) => `${group}/${text}`)).toEqual(['/姓名', '/身份证号', '监护人/姓名', '监护人/联系电话', '/金额']);
  });
});

describe('recognising columns', () => {
  const recognise = (...headings: string[]) => recogniseColumns(headings.map((text) => ({ text, group: '' })), catalogue);

  test('marks, brackets, widths and spellings do not matter', () => {
    expect(recognise('*姓名（必填）', '身份证件號碼', '资助金额(元)')).toMatchObject({ name: 0, amount: 2 });
    expect(recognise('ＸＭ', '身分证号码')).toEqual({ name: 0, idNumber: 1 });
  });

  test('a heading that only contains an alias is another thing', () => {
    expect(recognise('户主姓名', '户主身份证号', '班级人数')).toEqual({});
  });

  test('the same heading twice: the first is the pupil, the second what #2 says', () => {
    expect(recognise('姓名', '身份证号', '姓名')).toEqual({ name: 0, idNumber: 1, guardianName: 2 });
  });

  test('an exact heading wins over one that fits without its brackets; each column is used once', () => {
    expect(recognise('金额（万元）', '金额')).toEqual({ amount: 1 });
  });

  test('required columns that are missing are named', () => {
    expect(missingFields(recognise('班级'), catalogue)).toEqual(['name']);
  });

  test('the identity of a header is blind to marks and to our own last column, and sees an inserted column', () => {
    const identity = (...texts: string[]) => headerIdentity(texts.map((text) => ({ text, group: '' })), true);
    expect(identity('*姓名', '身份证 号码', '')).toBe(identity('姓名', '身份证号'));
    expect(identity('姓名', '班级', '错误原因')).toBe(identity('姓名', '班级'));
    expect(identity('姓名', '性别', '班级')).not.toBe(identity('姓名', '班级'));
  });
});

describe('lists without a header', () => {
  const rows = [['1', '甲某', '6222000000000000018', '312.50', '999999201503070018'], ['2', '乙某某', '6222000000000000026', '312.50', '999999201503070026']];

  test('no row is taken for one, all are data, columns are guessed by shape', () => {
    const { header, data } = understand(tableOf(rows));
    expect(header.rows).toEqual([]);
    expect(data.rows).toEqual([0, 1]);
    expect(guessColumns(rows, catalogue)).toEqual({ name: 1, amount: 3, idNumber: 4 });
  });
});

describe('merged cells in the data', () => {
  test('a household over its members is filled down with a mark, an amount is not', () => {
    const table = tableOf([['姓名', '监护人姓名', '金额'], ['甲', '丁', '100.00'], ['乙', '', ''], ['丙', '戊', '']], {
      merges: [{ top: 1, left: 1, bottom: 2, right: 1 }, { top: 1, left: 2, bottom: 2, right: 2 }],
    });
    const { rows } = understand(table).mapped;
    expect(rows.map((row) => [row.text('guardianName'), row.text('amount'), row.hasMark('guardianName', 'merged')])).toEqual([
      ['丁', '100.00', false], ['丁', '', true], ['戊', '', false],
    ]);
  });
});

test('lost digits are told through the mapping', () => {
  const table = tableOf([['姓名', '身份证号'], ['甲', '9.99999E+17']], { marks: new Map([[cellKey(1, 1), ['lost_digits']]]) });
  expect(understand(table).mapped.rows[0]!.isSpoiltNumber('idNumber')).toBe(true);
});

test('addresses are Excel’s', () => {
  expect([cellAddress(0, 0), cellAddress(5, 25), cellAddress(9, 26), cellAddress(0, 16_383)]).toEqual(['A1', 'Z6', 'AA10', 'XFD1']);
});

const blanks = (count: number): string[][] => Array.from({ length: count }, () => []);

/** Messy sheets with a known truth: where the header is, which rows are pupils. */
const messy = fc.record({
  title: fc.option(fc.constantFrom('云岭县2025年秋季学期资助名单', '附件2', '低保对象名册（2025年9月）')),
  note: fc.option(fc.constantFrom('单位：柳溪小学', '填报说明：请勿改动表头')),
  gap: fc.nat(2),
  order: fc.shuffledSubarray(['姓名', '身份证号', '班级', '金额', '备注', '监护人姓名'], { minLength: 3 }).filter((headings) => headings.includes('姓名')),
  labels: fc.boolean(),
  pupils: fc.array(fc.record({ name: fc.constantFrom('甲某', '买买提·吐尔逊', '张小军', '欧阳娜娜'), blankAfter: fc.boolean(), note: fc.constantFrom('', '小计有误', '合计户') }), { minLength: 1, maxLength: 20 }),
  total: fc.boolean(),
  signed: fc.boolean(),
}).map(({ title, note, gap, order, labels, pupils, total, signed }) => {
  const cell = (heading: string, index: number, name: string, remark: string): string => {
    if (heading === '姓名' || heading === '监护人姓名') return name;
    if (heading === '身份证号') return `9999992015030700${String(index).padStart(2, '0')}`;
    if (heading === '班级') return '三（2）班';
    return heading === '金额' ? '312.50' : remark;
  };
  const rows = [...(title ? [[title]] : []), ...(note ? [[note]] : []), ...blanks(gap)];
  const header = rows.length;
  rows.push(['序号', ...order]);
  if (labels) rows.push(['', ...order.map((heading) => (heading === '姓名' ? '必填项' : '非必填项'))]);
  const data: number[] = [];
  pupils.forEach(({ name, blankAfter, note: remark }, index) => {
    data.push(rows.length);
    rows.push([String(index + 1), ...order.map((heading) => cell(heading, index, name, remark))]);
    if (blankAfter) rows.push([]);
  });
  if (total) rows.push(['合计', ...order.map((heading) => (heading === '金额' ? '999.00' : ''))]);
  if (signed) rows.push(['制表人：周敏', '', '审核人：']);
  return { rows, header, data, order };
});

test('on messy sheets the header, the columns and the pupils are always found, and every filled row is in exactly one place', () => {
  fc.assert(fc.property(messy, ({ rows, header, data, order }) => {
    const found = understand(tableOf(rows));
    expect(found.header.rows).toEqual([header]);
    expect(found.data.rows).toEqual(data);
    expect(found.mapping['name']).toBe(order.indexOf('姓名') + 1);
    const filled = rows.flatMap((cells, row) => (cells.some((cell) => cell !== '') ? [row] : []));
    expect([...found.data.rows, ...found.data.setAside.map(({ row }) => row)].sort((left, right) => left - right)).toEqual(filled);
  }), { numRuns: 300 });
});
