import { describe, expect, it } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { checkAccountNumber, hasLuhnDigit, maskAccount } from '#shared/domain/identity/bank-account.ts';
import { formatDisabilityCategory, parseDisabilityCertificate } from '#shared/domain/identity/disability-certificate.ts';
import { checkRegistryNumber } from '#shared/domain/identity/registry-number.ts';

const today = isoDate('2025-11-21');

describe('checkRegistryNumber (handbook 1.3)', () => {
  it.each([
    ['G999999201503070019', '999999201503070019', 'formal', 'ok'], ['g999999201503070019 ', null, 'formal', 'ok'],
    ['G999999201503070019', '99999920140906005X', 'formal', 'id_differs'], ['G999999201503070018', null, 'formal', 'bad_checksum'],
    ['LG999999201503070019', null, 'unknown', 'bad_shape'], ['L999999201503071234', null, 'temporary', 'ok'], ['L999999201502301234', null, 'temporary', 'bad_date'],
    ['J999999201503070019', null, 'formal_without_id', 'ok'], ['J999999201503070018', null, 'formal_without_id', 'bad_checksum'],
    ['1234567890123456', null, 'old_beijing', 'ok'], ['2015010203', null, 'unknown', 'bad_shape'], ['', null, 'unknown', 'missing'],
  ])('%s (ID %s) is %s: %s', (raw, idNumber, kind, result) => {
    expect(checkRegistryNumber(raw, { idNumber, today })).toMatchObject({ kind, result });
  });
});

describe('parseDisabilityCertificate (handbook 1.4)', () => {
  it('takes the 20 digits apart', () => {
    expect(parseDisabilityCertificate('99999920150307001942')).toEqual({ idNumber: '999999201503070019', category: 'physical', grade: 2 });
    expect(parseDisabilityCertificate('99999920140906005x 11')).toMatchObject({ idNumber: '99999920140906005X', category: 'visual', grade: 1 });
    expect(parseDisabilityCertificate('99999920150307001942B1')).toMatchObject({ grade: 2 });
    expect(formatDisabilityCategory('physical')).toBe('肢体');
  });

  it.each(['999999201503070019', '99999920150307001982', '99999920150307001945', '', '9999992015030700194'])('%s is none', (raw) => {
    expect(parseDisabilityCertificate(raw)).toBeNull();
  });
});

describe('checkAccountNumber (handbook 4.3)', () => {
  it.each([
    ['9999000000000000129', []], ['9999 0000 0000 0000 129', []], ['9999000000000000120', ['bad_check_digit']], ['6.21700E+18', ['scientific']],
    ['', ['empty']], ['123456789', ['bad_length']], ['62170000000000A', ['bad_char']],
  ])('%s → %j', (raw, problems) => {
    expect(checkAccountNumber(raw).problems).toEqual(problems);
  });

  it('cleans and masks', () => {
    expect(checkAccountNumber(' 9999-0000 ００００ 0000129').number).toBe('9999000000000000129');
    expect(maskAccount('9999000000000000129')).toBe('**** 0129');
    expect(maskAccount('')).toBe('');
    expect(hasLuhnDigit('4539148803436467')).toBe(true);
  });
});
