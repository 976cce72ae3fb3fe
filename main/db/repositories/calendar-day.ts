import type { CalendarDay } from '#shared/domain/calendar/workdays.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface CompleteYear {
  readonly year: number;
  readonly source: string;
}

export function listCalendarDays(db: ReadableDb): CalendarDay[] {
  return db.all<CalendarDay>('SELECT date, kind, name, source FROM calendar_day ORDER BY date');
}

/** Years whose days were entered whole, so that a notice period in them counts as verified. */
export function listCompleteYears(db: ReadableDb): CompleteYear[] {
  return db.all<CompleteYear>('SELECT year, source FROM calendar_year ORDER BY year');
}

/** Puts these days in the place of everything entered for their year. */
export function replaceCalendarYear(db: WritableDb, year: number, days: readonly CalendarDay[], complete: { readonly source: string } | null): void {
  db.run('DELETE FROM calendar_day WHERE date BETWEEN ? AND ?', `${year}-01-01`, `${year}-12-31`);
  for (const day of days) db.run('INSERT INTO calendar_day (date, kind, name, source) VALUES (?, ?, ?, ?)', day.date, day.kind, day.name, day.source);
  db.run('DELETE FROM calendar_year WHERE year = ?', year);
  if (complete) db.run('INSERT INTO calendar_year (year, source) VALUES (?, ?)', year, complete.source);
}
