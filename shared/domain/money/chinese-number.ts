const digitOf: Readonly<Record<string, number>> = {
  零: 0, 〇: 0, 一: 1, 壹: 1, 二: 2, 贰: 2, 貳: 2, 两: 2, 三: 3, 叁: 3, 參: 3, 四: 4, 肆: 4, 五: 5, 伍: 5, 六: 6, 陆: 6, 陸: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9,
};
const digit = '[一壹二贰貳两三叁參四肆五伍六陆陸七柒八捌九玖]';
const zero = '[零〇]?';
const groupPattern = new RegExp(`^(?:(${digit})[千仟])?(${zero})(?:(${digit})[百佰])?(${zero})(?:(${digit})?([十拾]))?(${zero})(${digit})?$`, 'u');

/** Up to 9999. A lone last digit must have its 零 (壹佰零伍): people also say 一百五 for 150, and nobody can tell which was meant. */
function readGroup(text: string, after: boolean): number | null {
  const own = after ? text.replace(/^[零〇]/u, '') : text;
  const match = groupPattern.exec(own);
  if (!match || own === '' || /^[零〇]+$/u.test(own)) return null;
  const [, thousands = '', gap1 = '', hundreds = '', gap2 = '', tens = '', ten = '', gap3 = '', ones = ''] = match;
  const before = (after && own === text) || thousands !== '' || hundreds !== '';
  if (ones !== '' && ten === '' && before && gap1 + gap2 + gap3 === '') return null;
  if (ten !== '' && tens === '' && (before || after)) return null;
  if (ten !== '' && ones === '' && gap3 !== '') return null;
  return (digitOf[thousands] ?? 0) * 1000 + (digitOf[hundreds] ?? 0) * 100 + (ten === '' ? 0 : (digitOf[tens] ?? 1) * 10) + (digitOf[ones] ?? 0);
}

/** Parts around the last 万 or 亿: both are there or the higher one alone. */
function splitAt(text: string, sign: RegExp): readonly [high: string | null, low: string] {
  const at = Math.max(...[...text].map((character, index) => (sign.test(character) ? index : -1)), -1);
  return at < 0 ? [null, text] : [text.slice(0, at), text.slice(at + 1)];
}

function readBelowYi(text: string, after: boolean): number | null {
  const [high, low] = splitAt(text, /[万萬]/u);
  if (high === null) return readGroup(low, after);
  const tens = readGroup(high, after);
  if (tens === null) return null;
  if (low === '') return tens * 10_000;
  const rest = readGroup(low, true);
  return rest === null ? null : tens * 10_000 + rest;
}

/**
 * A whole number written in Chinese, in capitals (叁仟柒佰伍拾) or plainly (三千七百五十); null where it is none or can be read two ways
 * (一百五, 一万五).
 */
export function readChineseWhole(text: string): number | null {
  if (/^[零〇]$/u.test(text)) return 0;
  const [high, low] = splitAt(text, /[亿億]/u);
  if (high === null) return readBelowYi(low, false);
  // 壹万亿贰仟亿 is 壹万贰仟 of 亿.
  const yi = readBelowYi(high.replace(/([万萬])[亿億]/u, '$1'), false);
  if (yi === null) return null;
  if (low === '') return yi * 100_000_000;
  const rest = readBelowYi(low, true);
  return rest === null ? null : yi * 100_000_000 + rest;
}

const amountPattern = new RegExp(`^(?:([^元圆圓角分整正]+)(?:元|圆|圓|$|(?=[整正])))?${zero}(?:(${digit})角)?${zero}(?:(${digit})分)?[整正]?$`, 'u');

/** An amount in Chinese (叁佰壹拾贰元伍角, 三百元整) in 分; null where it is none. May leave the range of exact whole numbers: the caller asks. */
export function readChineseAmount(text: string): number | null {
  const match = amountPattern.exec(text);
  if (!match) return null;
  const [, whole, tenths, hundredths] = match;
  if (whole === undefined && tenths === undefined && hundredths === undefined) return null;
  const yuan = whole === undefined ? 0 : readChineseWhole(whole);
  return yuan === null ? null : yuan * 100 + (digitOf[tenths ?? '零'] ?? 0) * 10 + (digitOf[hundredths ?? '零'] ?? 0);
}
