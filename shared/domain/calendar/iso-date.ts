declare const isoDateBrand: unique symbol;

/** A day as YYYY-MM-DD. Texts of this shape sort and compare as days do. */
export type IsoDate = string & { readonly [isoDateBrand]: true };

const shapes = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})\.?$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
] as const;
const compactDate = /^\d{8}$/;

function isRealDay(year: number, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1 && year >= 1900 && year <= 2199)) return false;
  return day <= daysInMonth(year, month);
}

/**
 * Reads a day as files carry it: 20150307, 2015-3-7, 2015/03/07, 2015.3.7, 2015年3月7日, also full-width or with a time of day behind it.
 * null when it is no such text or no real day (2015-02-30). Partial dates (201503) are null as well: they are a different thing.
 */
export function parseIsoDate(text: string): IsoDate | null {
  if (text.length === 8 && compactDate.test(text)) return parseCompactDate(text);
  const plain = text.normalize('NFKC').trim().replace(/[\sT]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/, '').replace(/\s/g, '');
  for (const shape of shapes) {
    const match = shape.exec(plain);
    if (match) {
      const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
      return isRealDay(year, month, day) ? isoDateOf(year, month, day) : null;
    }
  }
  return null;
}

/** Reads exactly YYYYMMDD, as ID numbers and system exports carry it; null when it is no real day. */
export function parseCompactDate(text: string): IsoDate | null {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8))];
  return isRealDay(year, month, day) ? isoDateOf(year, month, day) : null;
}

/** A day known to be right, e.g. a constant or a stored value; throws RangeError when it is not YYYY-MM-DD or no real day. */
export function isoDate(text: string): IsoDate {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseIsoDate(text) : null;
  if (date === null) throw new RangeError(`not a date: ${text}`);
  return date;
}

/** The day of a year, a month (1–12) and a day of the month, which the caller knows to be real. */
export function isoDateOf(year: number, month: number, day: number): IsoDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as IsoDate;
}

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : ((daysBeforeMonth[month] ?? 365) - (daysBeforeMonth[month - 1] ?? 0));
}

/** Days before 1 January of a year, counted from the year 1 in the present calendar. */
function daysBeforeYear(year: number): number {
  const before = year - 1;
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
}

/** Days since 1 January of the year 1, which was a Monday. */
function toDayNumber(date: IsoDate): number {
  const year = yearOf(date);
  const month = monthOf(date);
  return daysBeforeYear(year) + (daysBeforeMonth[month - 1] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0) + dayOf(date) - 1;
}

function fromDayNumber(dayNumber: number): IsoDate {
  let year = Math.floor(dayNumber / 365.2425) + 1;
  if (daysBeforeYear(year) > dayNumber) year -= 1;
  else if (daysBeforeYear(year + 1) <= dayNumber) year += 1;
  let rest = dayNumber - daysBeforeYear(year);
  let month = 1;
  while (rest >= daysInMonth(year, month)) {
    rest -= daysInMonth(year, month);
    month += 1;
  }
  return isoDateOf(year, month, rest + 1);
}

/** The day `days` later (earlier when negative); `days` is a whole number. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** How many days after `from` the day `to` lies: 0 for the same day, negative when it is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** Negative, 0 or positive, for sorting. */
export function compareDates(a: IsoDate, b: IsoDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}

/** 1–12. */
export function monthOf(date: IsoDate): number {
  return Number(date.slice(5, 7));
}

/** 1–31. */
export function dayOf(date: IsoDate): number {
  return Number(date.slice(8, 10));
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(date: IsoDate): number {
  return (toDayNumber(date) % 7) + 1;
}

/** 2025年9月5日, as letters and notices print a day. */
export function formatChineseDate(date: IsoDate): string {
  return `${yearOf(date)}年${monthOf(date)}月${dayOf(date)}日`;
}

/** The day as most Chinese systems' templates want it: 20250905. */
export function formatCompactDate(date: IsoDate): string {
  return date.replaceAll('-', '');
}
