import { readChineseAmount } from './chinese-number.ts';
import type { Fen } from './fen.ts';
import { fen } from './fen.ts';

/**
 * Why a text is no amount. `too_many_decimals`: finer than one 分, which nobody can pay. `bad_separator`: commas or blanks that group no
 * thousands, so that it may be two numbers or a slip. `contradictory`: figures and capitals that differ.
 */
export type FenProblem = 'empty' | 'not_an_amount' | 'too_many_decimals' | 'too_large' | 'bad_separator' | 'contradictory';

export type ParsedFen = { readonly ok: true; readonly fen: Fen } | { readonly ok: false; readonly problem: FenProblem };

/** The unit of a bare number, as a column's heading gives it. A unit written in the text itself goes before. */
export type AmountUnit = 'yuan' | 'ten_thousand';

const refused = (problem: FenProblem): ParsedFen => ({ ok: false, problem });

/** Places the decimal point of each unit lies to the left of the 分. */
const unitPlaces: Readonly<Record<string, number>> = { '': 2, 元: 2, 千元: 5, 万: 6, 万元: 6, 百万元: 8, 亿: 10, 亿元: 10 };

/** Full-width letters, digits and signs as their plain ones. Not NFKC, which would read ① and ² as digits. */
function plainText(text: string): string {
  return text
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\uffe5', '¥').replace(/[\u2212\u2013\ufe63]/g, '-').replaceAll('\ufe50', ',')
    .replace(/[\s\u3000]+/g, ' ').trim();
}

const figures = String.raw`\d[\d, ]*(?:\.[\d, ]*)?`;
const numberPattern = new RegExp(String.raw`^(${figures}) ?(千元|百万元|亿元|万元|亿|万|元|圆)? ?(?:RMB|CNY)?[整正]?$`, 'i');
const spokenPattern = new RegExp(String.raw`^(?:(\d[\d, ]*) ?[元圆])? ?(?:(\d) ?角)? ?(?:(\d) ?分)?[整正]?$`);

/** Digits of a whole part; null where its commas or blanks don't stand before each three digits. */
function wholeDigits(text: string): string | null {
  const whole = text.trim();
  if (/^\d+$/.test(whole)) return whole;
  return /^\d{1,3}(?:,\d{3})+$/.test(whole) || /^\d{1,3}(?: \d{3})+$/.test(whole) ? whole.replace(/[, ]/g, '') : null;
}

function exact(digits: string): ParsedFen {
  const n = Number(digits);
  return Number.isSafeInteger(n) ? { ok: true, fen: fen(n) } : refused('too_large');
}

function readFigures(text: string, unit: AmountUnit): ParsedFen | null {
  const match = numberPattern.exec(text);
  if (!match) return null;
  const [, number = '', written] = match;
  const [whole = '', decimals = ''] = number.trim().split('.');
  const digits = wholeDigits(whole);
  if (digits === null || /[, ]/.test(decimals)) return refused('bad_separator');
  const places = written === undefined && unit === 'ten_thousand' ? 6 : (unitPlaces[(written ?? '').replace('圆', '元')] ?? 2);
  if (/[1-9]/.test(decimals.slice(places))) return refused('too_many_decimals');
  return exact(digits + decimals.slice(0, places).padEnd(places, '0'));
}

/** 312元5角 · 5分 */
function readSpoken(text: string): ParsedFen | null {
  const match = spokenPattern.exec(text);
  if (!match) return null;
  const [, whole, tenths, hundredths] = match;
  if (whole === undefined && tenths === undefined && hundredths === undefined) return null;
  const digits = wholeDigits(whole ?? '0');
  return digits === null ? refused('bad_separator') : exact(digits + (tenths ?? '0') + (hundredths ?? '0'));
}

function readChinese(text: string): ParsedFen | null {
  const n = readChineseAmount(text.replaceAll(' ', ''));
  if (n === null) return null;
  return Number.isSafeInteger(n) ? { ok: true, fen: fen(n) } : refused('too_large');
}

/** One writing of an amount, its sign before or after the currency, or in brackets for less than nothing. */
function readOne(text: string, unit: AmountUnit): ParsedFen {
  const bracketed = /^\(([^()]+)\)$/.exec(text);
  const [, before = '', after = '', bare = ''] = /^([-+]|负)? ?(?:(?:人民币|RMB|CNY|¥) ?)*([-+]|负)? ?(.*)$/i.exec(bracketed?.[1]?.trim() ?? text) ?? [];
  const signs = [bracketed ? '(' : '', before, after].filter((sign) => sign !== '');
  if (signs.length > 1) return refused('not_an_amount');
  const parsed = readFigures(bare, unit) ?? readSpoken(bare) ?? readChinese(bare) ?? refused(/\d[,\d ]*、|、\d/.test(bare) ? 'bad_separator' : 'not_an_amount');
  return parsed.ok && signs.some((sign) => sign !== '+') ? { ok: true, fen: fen(0 - parsed.fen) } : parsed;
}

/**
 * Reads an amount as people, Excel and banks write it, exactly or not at all: 3,750.00 · ３７５０ · ￥312.5 · 3750元整 · 0.375万元 · 312元5角 ·
 * 叁佰壹拾贰元伍角 · (20.00) · 叁佰元整（¥300.00）. Digits are moved as text and never pass through a float. Decimals beyond the 分 are read
 * when they are zeros (12.340) and refused otherwise: rounding would make two files differ by a 分 that nobody can find again.
 * `unit` is what a bare number stands for.
 */
export function parseFen(text: string, unit: AmountUnit = 'yuan'): ParsedFen {
  const plain = plainText(text);
  if (plain === '') return refused('empty');
  const twice = /^([^()]+?) ?\(([^()]+)\)$/.exec(plain);
  if (!twice) return readOne(plain, unit);
  const [first, second] = [readOne(twice[1] ?? '', unit), readOne(twice[2] ?? '', unit)];
  if (!first.ok || !second.ok) return first.ok ? second : first;
  return first.fen === second.fen ? first : refused('contradictory');
}

/**
 * What a column's bare numbers count in: its heading says so (金额（万元）), or else a note among the cells above the table
 * (单位：万元), or else it is 元.
 */
export function amountUnitOf(heading: string, above: readonly string[] = []): AmountUnit {
  if (/[万萬]\s*元/u.test(heading)) return 'ten_thousand';
  return !/元/u.test(heading) && above.some((cell) => /单\s*位\s*[:：]?\s*(?:人民币)?\s*万\s*元/u.test(cell)) ? 'ten_thousand' : 'yuan';
}
