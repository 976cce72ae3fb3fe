import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZERO_FEN, addFen, allocate, fen, formatChineseCapital, formatPlainYuan, formatYuan, negateFen, sumFen } from '#shared/domain/money/fen.ts';

describe('formatting', () => {
  it.each([[375000, '3,750.00', '3750.00'], [31250, '312.50', '312.50'], [5, '0.05', '0.05'], [0, '0.00', '0.00'], [-100000, '-1,000.00', '-1000.00'], [100000000, '1,000,000.00', '1000000.00']])(
    '%i', (n, shown, plain) => {
      expect(formatYuan(fen(n))).toBe(shown);
      expect(formatPlainYuan(fen(n))).toBe(plain);
    });

  it.each([
    [375000, '叁仟柒佰伍拾元整'], [31250, '叁佰壹拾贰元伍角'], [1640902, '壹万陆仟肆佰零玖元零贰分'], [32504, '叁佰贰拾伍元零肆分'], [10000000, '壹拾万元整'],
    [100000100, '壹佰万零壹元整'], [10000000000, '壹亿元整'], [1000000010000, '壹佰亿零壹佰元整'], [5, '伍分'], [50, '伍角'], [0, '零元整'], [-100, '负壹元整'], [1000100, '壹万零壹元整'],
    [17125000, '壹拾柒万壹仟贰佰伍拾元整'], [600790, '陆仟零柒元玖角'], [10005000, '壹拾万零伍拾元整'],
  ])('%i in capitals', (n, words) => {
    expect(formatChineseCapital(fen(n))).toBe(words);
  });
});

describe('sums and shares', () => {
  it('adds and negates exactly and refuses what is no whole number', () => {
    expect(sumFen([fen(1), fen(2)])).toBe(3);
    expect(sumFen([])).toBe(ZERO_FEN);
    expect(addFen(fen(31250), fen(31250))).toBe(62500);
    expect(Object.is(negateFen(ZERO_FEN), 0)).toBe(true);
    expect(() => fen(0.5)).toThrow(RangeError);
    expect(() => fen(2 ** 53)).toThrow(RangeError);
  });

  it('gives the fen left over to the largest remainders', () => {
    expect(allocate(fen(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(fen(10), [1, 2, 4])).toEqual([1, 3, 6]);
    expect(allocate(fen(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(() => allocate(fen(1), [0, 0])).toThrow(RangeError);
    expect(() => allocate(fen(1), [-1, 2])).toThrow(RangeError);
  });

  it('allocate sums exactly, keeps the sign and strays by less than one fen', () => {
    const weights = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 30 }).filter((list) => list.some((weight) => weight > 0));
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, (total, list) => {
      const shares = allocate(fen(total), list);
      expect(sumFen(shares)).toBe(fen(total));
      const whole = list.reduce((sum, weight) => sum + weight, 0);
      for (const [index, share] of shares.entries()) expect(Math.abs(share - (total * (list[index] ?? 0)) / whole)).toBeLessThan(1.01);
    }));
  });
});
