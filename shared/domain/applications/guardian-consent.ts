import type { IsoDate } from '../calendar/iso-date.ts';
import { dayOf, monthOf, yearOf } from '../calendar/iso-date.ts';
import type { EducationStage } from '../roster/stage.ts';

/** Why a guardian's consent is needed or not. `birth_unknown` asks for it: nobody is taken to be old enough by default. */
export type ConsentReason = 'preschool' | 'under_14' | 'birth_unknown' | 'old_enough';

export interface ConsentNeed {
  readonly needed: boolean;
  readonly reason: ConsentReason;
  /** Full years on the day; null where the birth date is not known. */
  readonly age: number | null;
}

/** Full years of age on a day; a child of 29 February is a year older on 1 March of a common year. */
export function ageOn(birthDate: IsoDate, on: IsoDate): number {
  const before = monthOf(on) < monthOf(birthDate) || (monthOf(on) === monthOf(birthDate) && dayOf(on) < dayOf(birthDate));
  return yearOf(on) - yearOf(birthDate) - (before ? 1 : 0);
}

/**
 * Whether the guardian must consent to the data on a form of that day (handbook 9.1): under 14 (个人信息保护法 31), and every preschool child
 * whatever its age (学前教育法 21).
 */
export function evaluateConsentNeed(stage: EducationStage, birthDate: IsoDate | null, on: IsoDate): ConsentNeed {
  const age = birthDate === null ? null : ageOn(birthDate, on);
  if (stage === 'preschool') return { needed: true, reason: 'preschool', age };
  if (age === null) return { needed: true, reason: 'birth_unknown', age };
  return age < 14 ? { needed: true, reason: 'under_14', age } : { needed: false, reason: 'old_enough', age };
}
