import type { IdCheck, IdCheckFacts, IdCheckResult } from './id-number.ts';
import { checkIdNumber, cleanIdNumber } from './id-number.ts';

/** Identity document types (handbook 1.2, 1.10). */
export const idDocumentTypes = [
  'resident_id', 'residence_permit', 'hk_macao_pass', 'taiwan_pass', 'passport', 'foreigner_permit', 'household_book', 'temporary', 'other', 'none',
] as const;
export type IdDocumentType = (typeof idDocumentTypes)[number];

const typeNames: Readonly<Record<IdDocumentType, string>> = {
  resident_id: '居民身份证', residence_permit: '港澳台居民居住证', hk_macao_pass: '港澳居民来往内地通行证', taiwan_pass: '台湾居民来往大陆通行证',
  passport: '护照', foreigner_permit: '外国人永久居留身份证', household_book: '户口簿', temporary: '临时号', other: '其他', none: '无证件',
};

export function formatIdDocumentType(type: IdDocumentType): string {
  return typeNames[type];
}

const typeWords: readonly (readonly [RegExp, IdDocumentType])[] = [
  [/居住证/, 'residence_permit'],
  [/台湾|台胞/, 'taiwan_pass'],
  [/香港|澳门|港澳|回乡证/, 'hk_macao_pass'],
  [/护照/, 'passport'],
  [/永久居/, 'foreigner_permit'],
  [/户口/, 'household_book'],
  [/临时/, 'temporary'],
  [/^无/, 'none'],
  [/身份证/, 'resident_id'],
  [/其[他它]/, 'other'],
];

/** Reads 身份证件类型; a blank cell is null, as is a word never met. */
export function parseIdDocumentType(text: string): IdDocumentType | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  return typeWords.find(([word]) => word.test(plain))?.[1] ?? null;
}

/**
 * What the check of a document number found: a resident ID's nine results, and for what has no check: `unusual_shape` (a warning only),
 * `not_checked`, `missing`, and `lost_digits` where Excel spoilt the number before it reached us.
 */
export const documentCheckResults = [
  'ok', 'old15', 'bad_length', 'bad_char', 'bad_date', 'bad_checksum', 'sex_mismatch', 'birth_mismatch', 'area_unknown',
  'unusual_shape', 'not_checked', 'missing', 'lost_digits',
] as const;
export type DocumentCheckResult = IdCheckResult | 'unusual_shape' | 'not_checked' | 'missing' | 'lost_digits';

export interface DocumentCheck extends Omit<IdCheck, 'result'> {
  readonly result: DocumentCheckResult;
}

const shapes: Readonly<Partial<Record<IdDocumentType, RegExp>>> = {
  hk_macao_pass: /^[HM]\d{8}(\d{2})?$/,
  taiwan_pass: /^(\d{8}|\d{10}[A-Z0-9]|\d{10}\([A-Z0-9]\))$/,
  foreigner_permit: /^([A-Z]{3}\d{12}|9\d{17})$/,
  passport: /^[A-Z0-9]{5,20}$/,
  temporary: /^999\d{15}$/,
};

/** Checks a number by its document type (handbook 1.2). Every result but `ok` and `not_checked` asks for a look and none blocks saving. */
export function checkIdDocument(type: IdDocumentType, raw: string, facts: IdCheckFacts): DocumentCheck {
  const number = cleanIdNumber(raw);
  if (number === '') return { number, result: type === 'none' || type === 'other' ? 'not_checked' : 'missing' };
  if (type === 'resident_id' || type === 'residence_permit') return checkIdNumber(raw, facts);
  const shape = shapes[type];
  if (!shape) return { number, result: 'not_checked' };
  return { number, result: shape.test(number) ? 'not_checked' : 'unusual_shape' };
}

/** True where a person should look at the number: it goes to the repair list. Nothing known about an area code is not worth anyone's time. */
export function needsRepair(result: DocumentCheckResult): boolean {
  return result !== 'ok' && result !== 'not_checked' && result !== 'area_unknown';
}
