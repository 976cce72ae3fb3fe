import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** A stored instant as the wall clock of China shows it (北京时间, however the machine is set): 2025-09-22 10:05. */
export function wallTime(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** Its day: before eight in the morning it is not the day in Greenwich. */
export function wallDay(at: string): IsoDate {
  return isoDate(wallTime(at).slice(0, 10));
}
