import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, formatChineseCapital, formatPlainYuan, formatYuan } from '#shared/domain/money/fen.ts';
import { amountUnitOf, parseFen } from '#shared/domain/money/parse-fen.ts';

describe('an amount is read exactly', () => {
  it.each([
    ['3,750.00', 375000], ['3750', 375000], ['312.5', 31250], ['312.50元', 31250], ['￥3，750.00', 375000], ['¥0.01', 1], ['３１２．５０', 31250], ['0.375万元', 375000],
    ['1.5万', 1500000], ['0.000001万元', 1], ['-20.5', -2050], ['1,234,567.89', 123456789], ['5.', 500], ['0', 0], ['-0', 0], [' 100 元整 ', 10000], ['100元正', 10000], ['人民币100元', 10000],
    ['人民币 ¥100', 10000], ['-¥3', -300], ['¥-3', -300], ['RMB 1,000', 100000], ['1,000 RMB', 100000], ['cny5', 500], ['1250.0', 125000], ['90071992547409.91', 9007199254740991],
    ['12.340', 1234], ['312.500', 31250], ['312.5000000000', 31250], ['0.12345600万元', 123456], ['2千元', 200000], ['1.2亿元', 12000000000], ['3百万元', 300000000], ['+5', 500], ['００７', 700],
    ['1 234 567.50', 123456750], ['1　234', 123400], ['(20.50)', -2050], ['（¥1,200.00）', -120000], ['－8', -800], ['−8', -800], ['负捌元整', -800],
    ['312元5角', 31250], ['3元2角1分', 321], ['5角', 50], ['5分', 5], ['100元5分', 10005], ['100圆', 10000],
    ['叁仟柒佰伍拾元整', 375000], ['人民币叁佰壹拾贰元伍角', 31250], ['壹万陆仟肆佰零玖元零贰分', 1640902], ['壹拾万零伍拾元整', 10005000], ['拾万元', 10000000], ['三百元', 30000], ['两百元', 20000],
    ['一千零五', 100500], ['十五元', 1500], ['贰拾', 2000], ['壹亿元整', 10000000000], ['壹佰贰拾万零叁佰元', 120030000], ['伍角', 50], ['贰分', 2], ['零元整', 0], ['壹佰圓整', 10000], ['參佰元', 30000],
    ['叁佰元整（¥300.00）', 30000], ['300元（叁佰元整）', 30000], ['壹佰元整', 10000], ['壹佰整', 10000],
  ])('%s is %i fen', (text, expected) => {
    expect(parseFen(text)).toEqual({ ok: true, fen: expected });
  });

  it.each([
    ['', 'empty'], ['  ', 'empty'], ['\u200b', 'empty'], ['312.505', 'too_many_decimals'], ['12.345', 'too_many_decimals'], ['312.49999999999994', 'too_many_decimals'], ['0.0000001万元', 'too_many_decimals'],
    ['0.1234567万元', 'too_many_decimals'], ['1,23', 'bad_separator'], ['12,3456', 'bad_separator'], ['1,2345', 'bad_separator'], ['1,234,56', 'bad_separator'], ['1 2 3', 'bad_separator'],
    ['12 50', 'bad_separator'], ['1,234 567', 'bad_separator'], ['3、750', 'bad_separator'], ['3750、00', 'bad_separator'], ['300、400', 'bad_separator'], ['12.5 0', 'bad_separator'], [',100', 'not_an_amount'],
    ['abc', 'not_an_amount'], ['1.2.3', 'not_an_amount'], ['1.234,50', 'bad_separator'], ['1e3', 'not_an_amount'], ['1E+05', 'not_an_amount'], ['--1', 'not_an_amount'], ['-(5)', 'not_an_amount'], ['(-5)', 'not_an_amount'],
    ['99999999999999999', 'too_large'], ['.5', 'not_an_amount'], ['元', 'not_an_amount'], ['整', 'not_an_amount'], ['-', 'not_an_amount'], ['①00', 'not_an_amount'], ['5²', 'not_an_amount'], ['½', 'not_an_amount'],
    ['$5', 'not_an_amount'], ['约300', 'not_an_amount'], ['300左右', 'not_an_amount'], ['300元/人', 'not_an_amount'], ['300+200', 'not_an_amount'], ['300-400', 'not_an_amount'], ['300-', 'not_an_amount'],
    ['1万2千', 'not_an_amount'], ['12元34角', 'not_an_amount'], ['300元（每学期）', 'not_an_amount'], ['叁佰元整（¥301.00）', 'contradictory'], ['300（400）', 'contradictory'],
    ['一百五', 'not_an_amount'], ['壹佰伍元', 'not_an_amount'], ['一万五', 'not_an_amount'], ['壹佰拾元', 'not_an_amount'], ['贰叁元', 'not_an_amount'], ['壹拾零元', 'not_an_amount'], ['元整', 'not_an_amount'],
    ['佰元', 'not_an_amount'], ['万元', 'not_an_amount'], ['伍佰壹仟元', 'not_an_amount'], ['玖仟玖佰玖拾玖万亿元', 'too_large'], ['壹亿贰亿', 'not_an_amount'], ['12。5', 'not_an_amount'], ['一二三', 'not_an_amount'], ['¥', 'not_an_amount'],
  ])('%s is refused: %s', (text, problem) => {
    expect(parseFen(text)).toEqual({ ok: false, problem });
  });

  it('a heading or a note above the table gives bare numbers their unit; a unit in the cell goes before', () => {
    expect(parseFen('0.375', 'ten_thousand')).toEqual({ ok: true, fen: 375000 });
    expect(parseFen('3750元', 'ten_thousand')).toEqual({ ok: true, fen: 375000 });
    expect(parseFen('0.3750001', 'ten_thousand')).toEqual({ ok: false, problem: 'too_many_decimals' });
    expect(['金额', '金额（元）', '金额（万元）', '金额/万元'].map((heading) => amountUnitOf(heading))).toEqual(['yuan', 'yuan', 'ten_thousand', 'ten_thousand']);
    expect(['金额', '金额（元）'].map((heading) => amountUnitOf(heading, ['新密市资助汇总', '单位：万元']))).toEqual(['ten_thousand', 'yuan']);
  });
});

const seed = 20_260_221;
const fullWidth = (text: string): string => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const spaced = (text: string): string => text.replaceAll(',', ' ');
/** Shifts the decimal point of plain 元 four places left, as text. */
const inTenThousands = (n: number): string => {
  const digits = String(Math.abs(n)).padStart(7, '0');
  return `${n < 0 ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}万元`;
};

describe('properties', () => {
  const amounts = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1e10, max: 1e10 }), fc.integer({ min: -20_000, max: 20_000 }));

  it('every way of writing an amount reads back as that amount', () => {
    fc.assert(fc.property(amounts, fc.nat(4), (n, zeros) => {
      const amount = fen(n);
      const plain = formatPlainYuan(amount);
      const ways = [
        formatYuan(amount), plain, `${plain}${'0'.repeat(zeros)}`, fullWidth(plain), fullWidth(formatYuan(amount)), spaced(formatYuan(amount)), `¥${plain}`, `人民币${plain}元整`, inTenThousands(n),
        formatChineseCapital(amount), `人民币${formatChineseCapital(amount)}`, ...(n < 0 ? [`(${formatYuan(fen(-n))})`] : [`${formatChineseCapital(amount)}（￥${formatYuan(amount)}）`]),
      ];
      for (const way of ways) expect(parseFen(way), way).toEqual({ ok: true, fen: amount });
    }), { seed, numRuns: 3000 });
  });

  it('decimals are read exactly or refused, whatever their number: never rounded', () => {
    const digits = (max: number) => fc.stringMatching(new RegExp(`^[0-9]{0,${max}}$`));
    fc.assert(fc.property(fc.nat(1e9), digits(9), fc.boolean(), (whole, decimals, tenThousand) => {
      const places = tenThousand ? 6 : 2;
      const parsed = parseFen(`${whole}.${decimals}${tenThousand ? '万元' : '元'}`);
      if (/[1-9]/.test(decimals.slice(places))) expect(parsed).toEqual({ ok: false, problem: 'too_many_decimals' });
      else expect(parsed).toEqual({ ok: true, fen: Number(BigInt(whole) * 10n ** BigInt(places) + BigInt(decimals.slice(0, places).padEnd(places, '0'))) });
    }), { seed, numRuns: 3000 });
  });

  it('a slip of one sign is refused or is another exact amount, and nothing ever throws', () => {
    const signs = fc.constantFrom(...'0123456789.,，、。-+（）()¥￥元万整角分壹贰叁零佰仟 xE/');
    fc.assert(fc.property(amounts, fc.nat(20), signs, (n, at, sign) => {
      const text = formatYuan(fen(n));
      const slipped = text.slice(0, at) + sign + text.slice(at);
      const parsed = parseFen(slipped);
      if (parsed.ok) expect(Number.isSafeInteger(parsed.fen)).toBe(true);
      if (/[、。xE/]/.test(sign)) expect(parsed.ok, slipped).toBe(false);
    }), { seed, numRuns: 3000 });
  });
});
