import { formatChineseDate } from '../calendar/iso-date.ts';
import type { IsoDate } from '../calendar/iso-date.ts';
import type { FileSource } from './dossier-rows.ts';

/** “名册.xls 第 12 行”, or empty where it was entered by hand. */
export function describeSource({ fileName, rowNo }: FileSource): string {
  if (fileName === null) return '';
  return rowNo === null ? fileName : `${fileName} 第 ${rowNo} 行`;
}

/** The day of a moment as a person reads it. Moments are stored in UTC; the school's day is 北京时间. */
export function describeMoment(at: string): string {
  const moment = Date.parse(at);
  return Number.isNaN(moment) ? at : formatChineseDate(new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10) as IsoDate);
}
