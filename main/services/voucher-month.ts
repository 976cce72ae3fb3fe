import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { addDays, isoDateOf } from '#shared/domain/calendar/iso-date.ts';

/** The last day of a month given as 2025-10. */
export function lastDayOf(month: string): IsoDate {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return addDays(number === 12 ? isoDateOf(year + 1, 1, 1) : isoDateOf(year, number + 1, 1), -1);
}

/** 2025年10月 */
export function formatMonth(month: string): string {
  const [year, number] = month.split('-');
  return `${year}年${Number(number)}月`;
}
