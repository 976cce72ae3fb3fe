import type { Sex } from './id-number.ts';

export const sexes = ['male', 'female', 'unknown'] as const;
export type SexOrUnknown = Sex | 'unknown';

/** Reads 男, 女, 1, 2 (handbook 1.10); a blank cell is unknown, null is a word that is neither. */
export function parseSex(text: string): SexOrUnknown | null {
  if (text === '男') return 'male';
  if (text === '女') return 'female';
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (plain === '' || plain === '未知') return 'unknown';
  if (/^(男|男性|1|1男|M|男孩|男生)$/.test(plain)) return 'male';
  return /^(女|女性|2|2女|F|女孩|女生)$/.test(plain) ? 'female' : null;
}

export function formatSex(sex: SexOrUnknown): string {
  return sex === 'male' ? '男' : sex === 'female' ? '女' : '';
}
