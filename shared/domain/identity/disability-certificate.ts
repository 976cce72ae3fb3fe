import { cleanIdNumber } from './id-number.ts';

export const disabilityCategories = ['visual', 'hearing', 'speech', 'physical', 'intellectual', 'mental', 'multiple'] as const;
export type DisabilityCategory = (typeof disabilityCategories)[number];

export interface DisabilityCertificate {
  /** The holder's ID number: what lists are matched by. Its checksum is not tested here. */
  readonly idNumber: string;
  readonly category: DisabilityCategory;
  /** 1 heaviest … 4. */
  readonly grade: 1 | 2 | 3 | 4;
}

/**
 * Takes a 20-digit 残疾人证号 apart: 18 signs of ID, one of category, one of grade (handbook 1.4). null when it is not one.
 * Reissued cards may carry more signs behind the twentieth; they are not read.
 */
export function parseDisabilityCertificate(raw: string): DisabilityCertificate | null {
  const match = /^(\d{17}[\dX])([1-7])([1-4])(?:[\dB]\d{0,2})?$/.exec(cleanIdNumber(raw));
  if (!match) return null;
  const [, idNumber = '', categoryDigit = '', gradeDigit = ''] = match;
  const category = disabilityCategories[Number(categoryDigit) - 1];
  return category ? { idNumber, category, grade: Number(gradeDigit) as 1 | 2 | 3 | 4 } : null;
}

const categoryNames: Readonly<Record<DisabilityCategory, string>> = {
  visual: '视力', hearing: '听力', speech: '言语', physical: '肢体', intellectual: '智力', mental: '精神', multiple: '多重',
};

/** 肢体 */
export function formatDisabilityCategory(category: DisabilityCategory): string {
  return categoryNames[category];
}
