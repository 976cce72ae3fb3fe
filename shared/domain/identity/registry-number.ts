import type { IsoDate } from '../calendar/iso-date.ts';
import { parseIsoDate } from '../calendar/iso-date.ts';
import { checkIdNumber, cleanIdNumber, idCheckSign } from './id-number.ts';

/** G with the pupil's ID behind it, J for a pupil without ID, L until a formal one is issued; 16 digits are an old 北京 number. */
export type RegistryNumberKind = 'formal' | 'formal_without_id' | 'temporary' | 'old_beijing' | 'unknown';

export type RegistryNumberResult = 'ok' | 'missing' | 'bad_shape' | 'bad_date' | 'bad_checksum' | 'id_differs';

export interface RegistryNumberCheck {
  readonly number: string;
  readonly kind: RegistryNumberKind;
  readonly result: RegistryNumberResult;
}

/**
 * Checks a 学籍号 (handbook 1.3). `id_differs` is a warning only: a G number keeps the ID of the day it was issued.
 * The check sign of J numbers is assumed to be the ID's and therefore never more than a warning; from L nothing is inferred.
 */
export function checkRegistryNumber(raw: string, facts: { readonly idNumber?: string | null; readonly today: IsoDate }): RegistryNumberCheck {
  const number = cleanIdNumber(raw);
  if (number === '') return { number, kind: 'unknown', result: 'missing' };
  if (/^\d{16}$/.test(number)) return { number, kind: 'old_beijing', result: 'ok' };
  const kind = kindOf(number);
  if (kind === 'unknown') return { number, kind, result: 'bad_shape' };
  const rest = number.slice(1);
  switch (kind) {
    case 'formal': {
      const { result } = checkIdNumber(rest, { today: facts.today });
      if (result === 'bad_checksum' || result === 'bad_date') return { number, kind, result };
      if (result === 'bad_char' || result === 'bad_length') return { number, kind, result: 'bad_shape' };
      return { number, kind, result: facts.idNumber && cleanIdNumber(facts.idNumber) !== rest ? 'id_differs' : 'ok' };
    }
    case 'formal_without_id':
      if (parseIsoDate(rest.slice(6, 14)) === null) return { number, kind, result: 'bad_date' };
      return { number, kind, result: idCheckSign(rest) === rest[17] ? 'ok' : 'bad_checksum' };
    case 'temporary':
      return { number, kind, result: parseIsoDate(rest.slice(6, 14)) === null ? 'bad_date' : 'ok' };
  }
}

function kindOf(number: string): 'formal' | 'formal_without_id' | 'temporary' | 'unknown' {
  if (/^G.{18}$/.test(number)) return 'formal';
  if (/^J\d{17}[\dX]$/.test(number)) return 'formal_without_id';
  return /^L\d{18}$/.test(number) ? 'temporary' : 'unknown';
}
