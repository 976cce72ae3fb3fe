import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, formatCompactDate, isoDate } from '#shared/domain/calendar/iso-date.ts';
import { checkIdNumber, cleanIdNumber, idCheckSign, maskIdNumber, upgradeOldIdNumber } from '#shared/domain/identity/id-number.ts';

const today = isoDate('2025-11-21');

describe('checkIdNumber (GB 11643, handbook 1.2)', () => {
  it.each([
    ['99999920150307001', '9', 'male', '2015-03-07'], ['99999920140906005', 'X', 'male', '2014-09-06'], ['99999920110228113', '0', 'male', '2011-02-28'],
    ['99999919850615304', '2', 'female', '1985-06-15'], ['81000019940823002', '1', 'female', '1994-08-23'], ['83000019920130002', '2', 'female', '1992-01-30'],
  ])('%s%s is right', (first17, sign, sex, birthDate) => {
    expect(idCheckSign(first17)).toBe(sign);
    expect(checkIdNumber(first17 + sign, { today })).toEqual({ number: first17 + sign, result: 'ok', sex, birthDate });
  });

  it.each([
    ['99999920150307001', 'bad_length'], ['', 'bad_length'], ['9999992015030700199', 'bad_length'], ['99999920150307O019', 'bad_char'],
    ['X99999201503070019', 'bad_char'], ['999999201502300015', 'bad_date'], ['999999203003070010', 'bad_date'], ['999999201503070018', 'bad_checksum'],
    ['99999920140906005x', 'ok'], [' 999999 20150307\u200b0019 ', 'ok'], ['９９９９９９２０１５０３０７００１９', 'ok'], ["'999999201503070019", 'ok'],
    ['999999150307001', 'old15'], ['99999915O307001', 'bad_char'], ['999999150230001', 'bad_date'], ['9.99999E+17', 'bad_length'],
  ])('%s → %s', (raw, result) => {
    expect(checkIdNumber(raw, { today }).result).toBe(result);
  });

  it('offers the new form of an old number and never overwrites what was typed', () => {
    expect(checkIdNumber('999999150307001', { today })).toEqual({
      number: '999999150307001', result: 'old15', sex: 'male', birthDate: '1915-03-07', upgraded: '999999191503070012',
    });
    expect(upgradeOldIdNumber('999999150307001')).toBe('999999191503070012');
    expect(checkIdNumber('999999201503070019', { today, sex: 'female' }).result).toBe('sex_mismatch');
    expect(checkIdNumber('999999201503070019', { today, sex: 'unknown' }).result).toBe('ok');
    expect(checkIdNumber('999999201503070019', { today, sex: 'male', birthDate: isoDate('2015-03-08') }).result).toBe('birth_mismatch');
    const strange = `98765420150307001`;
    expect(checkIdNumber(strange + idCheckSign(strange), { today }).result).toBe('area_unknown');
  });

  it('accepts every well-made number and catches every single wrong digit and every swap of neighbours', () => {
    const parts = fc.record({ days: fc.nat({ max: 25_000 }), serial: fc.nat({ max: 999 }), place: fc.nat({ max: 16 }), other: fc.integer({ min: 1, max: 9 }) });
    fc.assert(fc.property(parts, ({ days, serial, place, other }) => {
      const first17 = `999999${formatCompactDate(addDays(isoDate('1950-01-01'), days))}${String(serial).padStart(3, '0')}`;
      const number = first17 + idCheckSign(first17);
      expect(checkIdNumber(number, { today }).result).toBe('ok');
      const wrong = [...number];
      wrong[place] = String((Number(wrong[place]) + other) % 10);
      expect(checkIdNumber(wrong.join(''), { today }).result).not.toBe('ok');
      const swapped = [...number];
      [swapped[place], swapped[place + 1]] = [swapped[place + 1] ?? '', swapped[place] ?? ''];
      if (swapped.join('') !== number) expect(checkIdNumber(swapped.join(''), { today }).result).not.toBe('ok');
    }), { numRuns: 500 });
  });

  it('cleaning is done once: a second time changes nothing', () => {
    fc.assert(fc.property(fc.string(), (raw) => {
      expect(cleanIdNumber(cleanIdNumber(raw))).toBe(cleanIdNumber(raw));
    }));
  });

  it('masks all but the ends', () => {
    expect(maskIdNumber('999999201503070019')).toBe('999***********0019');
    expect(maskIdNumber('H12345678')).toBe('*******78');
    expect(maskIdNumber('')).toBe('');
  });
});
