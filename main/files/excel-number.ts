import type { CellMark } from '#shared/domain/tabular/cell-table.ts';

/** The formats Excel knows by number only; of these we need to know which are dates. zh-CN adds 27–36 and 50–58. */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const builtInTimes = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]);

/** How a number cell is shown, as far as its text depends on it. */
export type NumberLook =
  | { readonly kind: 'general' }
  | { readonly kind: 'digits' }
  | { readonly kind: 'padded'; readonly width: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' };

export interface ShownNumber {
  readonly text: string;
  readonly mark?: CellMark;
}


/** What a number format does to the text: shows a date, pads with zeros, or nothing we need to follow. */
export function numberLook(formatId: number, formatCode: string | undefined): NumberLook {
  if (formatCode === undefined) {
    if (builtInDates.has(formatId)) return { kind: 'date' };
    if (builtInTimes.has(formatId)) return { kind: 'time' };
    return formatId === 0 || formatId === 49 ? { kind: 'general' } : { kind: 'digits' };
  }
  if (/^(general|@)$/i.test(formatCode)) return { kind: 'general' };
  if (/^0{2,}$/.test(formatCode)) return { kind: 'padded', width: formatCode.length };
  const letters = formatCode
    .split(';', 1)[0]!
    .replace(/\[[hms]+\]/gi, 'h')
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general/gi, '');
  if (/[yd]/i.test(letters) || /年|日/.test(letters)) return { kind: 'date' };
  if (/[hs]/i.test(letters)) return { kind: 'time' };
  return /m/i.test(letters) ? { kind: 'date' } : { kind: 'digits' };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function timeText(fraction: number): string {
  const seconds = Math.round(fraction * 86_400) % 86_400;
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? time : `${time}:${two(seconds % 60)}`;
}

/** Excel's day number as YYYY-MM-DD (with the time when there is one); null outside the years 1900–9999. */
export function serialDate(serial: number, date1904: boolean): string | null {
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (days < 1 || days > 2_958_465) return null;
  // Excel believes 29 February 1900 existed (day 60).
  const date = new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000).toISOString().slice(0, 10);
  const fraction = serial - Math.floor(serial);
  return fraction * 86_400 < 0.5 ? date : `${date} ${timeText(fraction)}`;
}

/** A double as Excel writes it: 15 significant digits, no exponent for the sizes that occur. */
function plainDigits(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  if (!text.includes('e')) return text;
  return Math.abs(value) < 1 ? value.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : BigInt(Math.round(value)).toString();
}

/**
 * The text of a number cell. `raw` is the number as the file spells it. More than 15 digits can't have survived in a number cell
 * (handbook 1.11), so such a cell is shown the way Excel shows it and marked `lost_digits`.
 */
export function shownNumber(raw: string, look: NumberLook, date1904: boolean): ShownNumber {
  if (look.kind === 'general' && raw.length <= 15 && /^-?\d+$/.test(raw)) return { text: raw };
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return { text: raw };
  if (look.kind === 'date' || look.kind === 'time') {
    const text = look.kind === 'time' && value >= 0 && value < 1 ? timeText(value) : serialDate(value, date1904);
    if (text !== null) return { text, mark: 'date' };
  }
  if (Math.abs(value) >= 1e15) {
    const text = look.kind === 'general' || Math.abs(value) >= 1e21 ? value.toExponential(5).toUpperCase() : BigInt(value).toString();
    return { text, mark: 'lost_digits' };
  }
  const digits = plainDigits(value);
  if (look.kind === 'padded' && /^\d+$/.test(digits)) return { text: digits.padStart(look.width, '0') };
  return { text: digits };
}

const scientificText = /^[+-]?\d(?:\.\d+)?E\+?\d{2,}$/i;

/** True for a text such as 5.10101E+17: a long number that was spoilt before it became this text. */
export function isScientificText(text: string): boolean {
  return text.length >= 5 && text.length <= 24 && scientificText.test(text.trim());
}
