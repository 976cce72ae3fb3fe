/** What a piece of free text gives away. */
export type SensitiveKind = 'id_number' | 'registry_number' | 'phone' | 'card_number';

export interface SensitiveNumber {
  readonly kind: SensitiveKind;
  /** The first and last two signs only, so that the refusal does not repeat the secret. */
  readonly shown: string;
  /** Position of its first sign in the text. */
  readonly at: number;
}

const FULL_WIDTH_OFFSET = 0xfee0;

function halfWidth(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET));
}

/** Dates and 文号 are numbers too; they are blanked, keeping positions, before the search for phones and cards. */
function withoutDates(text: string): string {
  return text
    .replace(/\d{4}\s?[-./年—–]\s?\d{1,2}\s?[-./月—–]\s?\d{1,2}日?/g, (found) => ' '.repeat(found.length).replace(/ /g, '□'))
    .replace(/(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/g, (found) => '□'.repeat(found.length));
}

const GAP = '[\\s\\u200b\\u3000·.\\-—–]{0,2}';
const runOf = (count: string): string => `\\d(?:${GAP}\\d){${count}}`;

const REGISTRY = new RegExp(`[GJLgjl]${GAP}${runOf('16')}${GAP}[\\dXx]`, 'g');
const ID_18 = new RegExp(`(?<!\\d)${runOf('16')}${GAP}[\\dXx](?!${GAP}\\d)`, 'g');
const LONG_RUN = new RegExp(`(?<!\\d)${runOf('14,19')}(?!\\d)`, 'g');
const MOBILE = new RegExp(`(?<!\\d)(?:\\+?86${GAP})?1[3-9](?:${GAP}\\d){9}(?!\\d)`, 'g');
const LANDLINE = new RegExp(`(?<!\\d)0\\d{2,3}${GAP}\\d{7,8}(?!\\d)|(?<=(?:电话|手机|联系方式|热线)[^\\d]{0,6})\\d{7,8}(?!\\d)`, 'g');

const VALID_MONTH_DAY = /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

function digitsOf(text: string): string {
  return text.replace(/[^0-9Xx]/g, '').toUpperCase();
}

function looksLikeId(digits: string): boolean {
  const birth = digits.length === 18 ? digits.slice(6, 14) : `19${digits.slice(6, 12)}`;
  return /^(?:19|20)\d{2}/.test(birth) && VALID_MONTH_DAY.test(birth.slice(4));
}

/**
 * Finds what may not stand on a notice in text somebody typed: ID-, 学籍号-, phone- and card-like numbers (handbook 6.1).
 * Spaces, dashes and full-width digits do not hide them. The phones of the school and the county, given by the settings, are allowed.
 */
export function findSensitiveNumbers(text: string, allowedPhones: readonly string[]): readonly SensitiveNumber[] {
  const plain = halfWidth(text);
  const dateless = withoutDates(plain);
  const allowed = new Set(allowedPhones.map((phone) => digitsOf(halfWidth(phone))));
  const found: { kind: SensitiveKind; digits: string; at: number; end: number }[] = [];
  const search = (pattern: RegExp, haystack: string, kind: SensitiveKind, accept: (digits: string) => boolean): void => {
    for (const match of haystack.matchAll(pattern)) {
      const digits = digitsOf(match[0]);
      const end = match.index + match[0].length;
      if (!accept(digits) || found.some((other) => match.index < other.end && other.at < end)) continue;
      found.push({ kind, digits, at: match.index, end });
    }
  };
  search(REGISTRY, plain, 'registry_number', () => true);
  search(ID_18, plain, 'id_number', looksLikeId);
  search(LONG_RUN, dateless, 'card_number', (digits) => digits.length >= 16 && digits.length <= 20);
  search(LONG_RUN, dateless, 'id_number', (digits) => digits.length === 15 && looksLikeId(digits));
  const isForeignPhone = (digits: string): boolean => !allowed.has(digits) && !allowed.has(digits.replace(/^86/, ''));
  search(MOBILE, dateless, 'phone', isForeignPhone);
  search(LANDLINE, dateless, 'phone', isForeignPhone);
  return found
    .sort((one, other) => one.at - other.at)
    .map(({ kind, digits, at }) => ({ kind, at, shown: `${digits.slice(0, 2)}…${digits.slice(-2)}` }));
}
