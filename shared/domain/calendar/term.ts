import type { IsoDate } from './iso-date.ts';
import { isoDateOf, monthOf, yearOf } from './iso-date.ts';

declare const termBrand: unique symbol;
declare const schoolYearBrand: unique symbol;

/** A 学期: '2025-2026-1' is autumn 2025, '2025-2026-2' spring 2026 (handbook README, conventions). Texts sort as terms do. */
export type TermKey = string & { readonly [termBrand]: true };

/** A 学年: '2025-2026'. */
export type SchoolYear = string & { readonly [schoolYearBrand]: true };

export type TermSeason = 'autumn' | 'spring';

function termOf(startYear: number, half: 1 | 2): TermKey {
  return `${startYear}-${startYear + 1}-${half}` as TermKey;
}

function startYearIn(text: string): number {
  return Number(text.slice(0, 4));
}

/** Reads '2025-2026-1'; null when it is not of that shape or the two years do not follow each other. */
export function parseTermKey(text: string): TermKey | null {
  const match = /^(\d{4})-(\d{4})-([12])$/.exec(text.trim());
  return match && Number(match[2]) === Number(match[1]) + 1 ? (match[0] as TermKey) : null;
}

/** A term known to be right, e.g. a constant or a stored value; throws RangeError otherwise. */
export function termKey(text: string): TermKey {
  const term = parseTermKey(text);
  if (term === null) throw new RangeError(`not a term: ${text}`);
  return term;
}

/** Reads '2025-2026'; null otherwise. */
export function parseSchoolYear(text: string): SchoolYear | null {
  return parseTermKey(`${text.trim()}-1`) ? (text.trim() as SchoolYear) : null;
}

/** A 学年 known to be right; throws RangeError otherwise. */
export function schoolYear(text: string): SchoolYear {
  const year = parseSchoolYear(text);
  if (year === null) throw new RangeError(`not a school year: ${text}`);
  return year;
}

export function schoolYearOf(term: TermKey): SchoolYear {
  return term.slice(0, 9) as SchoolYear;
}

/** The calendar year in which a 学年 (or a term's 学年) begins: 2025 for 2025-2026. */
export function startYearOf(term: TermKey | SchoolYear): number {
  return startYearIn(term);
}

export function seasonOf(term: TermKey): TermSeason {
  return term.endsWith('1') ? 'autumn' : 'spring';
}

/** The two terms of a 学年, autumn first. */
export function termsOf(year: SchoolYear): readonly [TermKey, TermKey] {
  return [termOf(startYearIn(year), 1), termOf(startYearIn(year), 2)];
}

/** First and last day of a term, without any school's own calendar: autumn 08-01 to 01-31, spring 02-01 to 07-31, so that every day has one term. */
export function termRange(term: TermKey): { readonly from: IsoDate; readonly to: IsoDate } {
  const year = startYearIn(term);
  return seasonOf(term) === 'autumn'
    ? { from: isoDateOf(year, 8, 1), to: isoDateOf(year + 1, 1, 31) }
    : { from: isoDateOf(year + 1, 2, 1), to: isoDateOf(year + 1, 7, 31) };
}

/** The term in whose `termRange` the day lies. */
export function termOfDate(date: IsoDate): TermKey {
  const month = monthOf(date);
  if (month >= 8) return termOf(yearOf(date), 1);
  return termOf(yearOf(date) - 1, month === 1 ? 1 : 2);
}

export function nextTerm(term: TermKey): TermKey {
  const year = startYearIn(term);
  return seasonOf(term) === 'autumn' ? termOf(year, 2) : termOf(year + 1, 1);
}

export function previousTerm(term: TermKey): TermKey {
  const year = startYearIn(term);
  return seasonOf(term) === 'spring' ? termOf(year, 1) : termOf(year - 1, 2);
}

/** Negative, 0 or positive, for sorting. */
export function compareTerms(a: TermKey, b: TermKey): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 2025–2026学年秋季学期 */
export function formatTerm(term: TermKey): string {
  return `${formatSchoolYear(schoolYearOf(term))}${seasonOf(term) === 'autumn' ? '秋' : '春'}季学期`;
}

/** The season with its own calendar year: 2025-2026-1 → 2025 秋, 2025-2026-2 → 2026 春. */
export function formatTermShort(term: TermKey): string {
  return seasonOf(term) === 'autumn' ? `${startYearIn(term)} 秋` : `${startYearIn(term) + 1} 春`;
}

/** 2025–2026学年 */
export function formatSchoolYear(year: SchoolYear): string {
  return `${year.replace('-', '–')}学年`;
}
