import type { IsoDate } from '../calendar/iso-date.ts';
import { parseCompactDate } from '../calendar/iso-date.ts';

export type Sex = 'male' | 'female';

/** What the check of a resident ID number found (handbook 1.2). Only `ok` needs nobody; none of them ever blocks saving. */
export const idCheckResults = [
  'ok', 'old15', 'bad_length', 'bad_char', 'bad_date', 'bad_checksum', 'sex_mismatch', 'birth_mismatch', 'area_unknown',
] as const;
export type IdCheckResult = (typeof idCheckResults)[number];

export interface IdCheck {
  /** The number without blanks and full-width signs, X in capitals: the form that is stored and compared. */
  readonly number: string;
  readonly result: IdCheckResult;
  /** As the number itself says; absent where it can't be read. Typed values are compared with it and never overwritten. */
  readonly sex?: Sex;
  readonly birthDate?: IsoDate;
  /** The 18-digit form of an old 15-digit number, offered and never put in by itself. */
  readonly upgraded?: string;
}

export interface IdCheckFacts {
  readonly sex?: Sex | 'unknown' | null;
  readonly birthDate?: IsoDate | null;
  readonly today: IsoDate;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkSigns = '10X98765432';

/** Provinces of GB/T 2260, and 81–83 of residence permits. Only this part is tested: county codes are abolished and reused. */
const provinceCodes = new Set(
  ('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83').split(' '));

/** The area code no place has: synthetic numbers carry it (handbook README), and it must not fill the repair list of a demo school. */
const syntheticArea = '999999';

const cleanSigns = /^[0-9A-Z]*$/;

/** Takes away what typing and Excel put around a number: blanks of every width, zero-width signs, quotes; full-width becomes half-width, x becomes X. */
export function cleanIdNumber(raw: string): string {
  if (cleanSigns.test(raw)) return raw;
  return raw.normalize('NFKC').replace(/[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff'`‘’“”"]/g, '').toUpperCase();
}

/** The check sign of the first 17 digits, ISO 7064 MOD 11-2 (GB 11643). */
export function idCheckSign(first17: string): string {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += (weights[at] ?? 0) * (first17.charCodeAt(at) - 48);
  return checkSigns[sum % 11] ?? '';
}

/** The 18 signs an old 15-digit number became: 19 before the year, the check sign behind. */
export function upgradeOldIdNumber(old15: string): string {
  const first17 = `${old15.slice(0, 6)}19${old15.slice(6)}`;
  return first17 + idCheckSign(first17);
}

/**
 * Checks a resident ID number in the order of handbook 1.2: clean, length, signs, a real birth date not after `today`, checksum,
 * then sex and birth against what was typed, then the area. The first thing wrong is the result.
 * Also right for 港澳台居民居住证, which have the same shape and check.
 */
export function checkIdNumber(raw: string, facts: IdCheckFacts): IdCheck {
  const number = cleanIdNumber(raw);
  const { length } = number;
  if (length === 15) return checkOldNumber(number, facts);
  if (length !== 18) return { number, result: 'bad_length' };
  if (!/^\d{17}[\dX]$/.test(number)) return { number, result: 'bad_char' };
  const birthDate = parseCompactDate(number.slice(6, 14));
  if (birthDate === null || birthDate > facts.today) return { number, result: 'bad_date' };
  const sex: Sex = Number(number[16]) % 2 === 1 ? 'male' : 'female';
  const read = { number, sex, birthDate };
  if (idCheckSign(number) !== number[17]) return { ...read, result: 'bad_checksum' };
  if (facts.sex && facts.sex !== 'unknown' && facts.sex !== sex) return { ...read, result: 'sex_mismatch' };
  if (facts.birthDate && facts.birthDate !== birthDate) return { ...read, result: 'birth_mismatch' };
  if (!provinceCodes.has(number.slice(0, 2)) && !number.startsWith(syntheticArea)) return { ...read, result: 'area_unknown' };
  return { ...read, result: 'ok' };
}

function checkOldNumber(number: string, facts: IdCheckFacts): IdCheck {
  if (!/^\d{15}$/.test(number)) return { number, result: 'bad_char' };
  const birthDate = parseCompactDate(`19${number.slice(6, 12)}`);
  if (birthDate === null || birthDate > facts.today) return { number, result: 'bad_date' };
  return { number, result: 'old15', sex: Number(number[14]) % 2 === 1 ? 'male' : 'female', birthDate, upgraded: upgradeOldIdNumber(number) };
}

/** The number as it may stand on a screen: the first three and last four signs, e.g. 999***********0019. Short ones show their last two only. */
export function maskIdNumber(number: string): string {
  const signs = [...number];
  if (signs.length < 11) return '*'.repeat(Math.max(0, signs.length - 2)) + signs.slice(-2).join('');
  return signs.slice(0, 3).join('') + '*'.repeat(signs.length - 7) + signs.slice(-4).join('');
}
