declare const fenBrand: unique symbol;

/** An amount of money in 分 (1/100 元). A whole number always: 312.50 元 is 31250, and nothing here is ever a fraction. */
export type Fen = number & { readonly [fenBrand]: true };

/** Makes an amount of a whole number of 分; throws RangeError on anything that is not a safe integer (a programming error, never a user's). */
export function fen(n: number): Fen {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole number of fen: ${n}`);
  return (n === 0 ? 0 : n) as Fen;
}

export const ZERO_FEN: Fen = fen(0);

/** The amount as a person reads it, in 元: 375000 → 3,750.00. */
export function formatYuan(amount: Fen): string {
  const plain = formatPlainYuan(amount);
  return plain.replace(/\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ','));
}

/** The amount as a file carries it, in 元 without separators: 375000 → 3750.00. */
export function formatPlainYuan(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const capitalDigits = '零壹贰叁肆伍陆柒捌玖';
const capitalPlaces = ['', '拾', '佰', '仟'];
const capitalGroups = ['', '万', '亿', '万亿'];

/** Four digits in capitals, with one 零 for each gap inside or before them. */
function formatCapitalGroup(digits: string): string {
  let text = '';
  let gap = false;
  for (const [index, digit] of [...digits].entries()) {
    if (digit === '0') {
      gap = true;
    } else {
      text += `${gap ? '零' : ''}${capitalDigits[Number(digit)]}${capitalPlaces[digits.length - 1 - index]}`;
      gap = false;
    }
  }
  return text;
}

/** Whole 元 in capitals; '' for none. */
function formatCapitalWhole(whole: string): string {
  const groups = whole.padStart(Math.ceil(whole.length / 4) * 4, '0').match(/\d{4}/g) ?? [];
  let text = '';
  let skipped = false;
  for (const [index, group] of groups.entries()) {
    const words = formatCapitalGroup(group);
    if (words === '') {
      skipped = true;
      continue;
    }
    const withGap = skipped && !words.startsWith('零') ? `零${words}` : words;
    text += (text === '' ? withGap.replace(/^零/, '') : withGap) + (capitalGroups[groups.length - 1 - index] ?? '');
    skipped = false;
  }
  return text;
}

/**
 * The amount in the capitals receipts and vouchers ask for (正确填写票据和结算凭证的基本规定): 375000 → 叁仟柒佰伍拾元整,
 * 31250 → 叁佰壹拾贰元伍角, 1640902 → 壹万陆仟肆佰零玖元零贰分. 整 follows 元 only.
 */
export function formatChineseCapital(amount: Fen): string {
  if (amount === 0) return '零元整';
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const whole = formatCapitalWhole(digits.slice(0, -2));
  const tenths = Number(digits.at(-2));
  const hundredths = Number(digits.at(-1));
  const sign = amount < 0 ? '负' : '';
  const yuan = whole === '' ? '' : `${whole}元`;
  if (tenths === 0 && hundredths === 0) return `${sign}${yuan}整`;
  const gap = yuan !== '' && tenths === 0 ? '零' : '';
  return `${sign}${yuan}${gap}${tenths ? `${capitalDigits[tenths]}角` : ''}${hundredths ? `${capitalDigits[hundredths]}分` : ''}`;
}

/** The exact sum; throws RangeError when it leaves the range in which whole numbers are exact. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = 0;
  for (const amount of amounts) {
    total += amount;
    if (!Number.isSafeInteger(total)) throw new RangeError('sum of fen out of range');
  }
  return fen(total);
}

export function addFen(a: Fen, b: Fen): Fen {
  return fen(a + b);
}

export function negateFen(amount: Fen): Fen {
  return fen(-amount);
}

/**
 * Splits `total` in the proportion of `weights` so that the shares add up to it to the 分: each share is rounded down, and the 分 left
 * over go one by one to the largest remainders, earlier ones first. Weights are whole numbers ≥ 0, at least one above 0 (else RangeError).
 */
export function allocate(total: Fen, weights: readonly number[]): Fen[] {
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) throw new RangeError('weights are whole numbers from 0');
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (whole === 0n) throw new RangeError('at least one weight must be above 0');
  const size = BigInt(Math.abs(total));
  const products = weights.map((weight) => size * BigInt(weight));
  const shares = products.map((product) => Number(product / whole));
  const left = Number(size - shares.reduce((sum, share) => sum + BigInt(share), 0n));
  const byRemainder = products
    .map((product, index) => ({ index, remainder: product % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares.map((share) => fen(total < 0 ? -share : share));
}
