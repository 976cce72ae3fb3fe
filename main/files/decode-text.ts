import type { TextEncodingName } from '#shared/domain/tabular/cell-table.ts';
import { FileRefusal } from './file-refusal.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncodingName;
}

function tryDecode(bytes: Uint8Array, encoding: TextEncodingName): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function byteOrderMark(bytes: Uint8Array): TextEncodingName | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: in its first part nearly every ASCII character (digits, separators, line ends) has its zero on one side. */
function guessUtf16(bytes: Uint8Array): TextEncodingName | null {
  const length = Math.min(bytes.length & ~1, 4096);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) evenZeros += 1;
    if (bytes[at + 1] === 0) oddZeros += 1;
  }
  if (oddZeros > length / 20 && evenZeros === 0) return 'utf-16le';
  if (evenZeros > length / 20 && oddZeros === 0) return 'utf-16be';
  return null;
}

/** True when a text decoded as UTF-8 looks like GBK bytes that happen to be valid: Greek or Cyrillic pairs and no Chinese. */
function looksLikeGbkByAccident(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const chinese = sample.match(/[\u3000-\u9fff\uff00-\uffef]/g)?.length ?? 0;
  const odd = sample.match(/[\u0080-\u07ff]/g)?.length ?? 0;
  return odd > chinese;
}

const encodingLabels: Readonly<Record<TextEncodingName, string>> = {
  gb18030: 'GB18030', 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16 LE', 'utf-16be': 'UTF-16 BE',
};

/** The first line whose bytes are no text in this encoding, for the sentence that says so. */
function badLine(bytes: Uint8Array, encoding: TextEncodingName): number {
  const text = new TextDecoder(encoding).decode(bytes);
  return text.slice(0, Math.max(0, text.indexOf('\ufffd'))).split('\n').length;
}

/**
 * Bytes as text: the encoding asked for, else by mark, by trial (UTF-8 is strict enough to be sure, GB18030 is not), in that order.
 * Never replaces a byte it can't read.
 */
export function decodeText(bytes: Uint8Array, wanted: TextEncodingName | undefined): DecodedText {
  const encoding = wanted ?? byteOrderMark(bytes) ?? guessUtf16(bytes);
  if (encoding) {
    const text = tryDecode(bytes, encoding);
    if (text === null) throw new FileRefusal('file.encoding', { encoding: encodingLabels[encoding], line: badLine(bytes, encoding) });
    return { text: withoutNul(text), encoding };
  }
  if (bytes.includes(0)) throw new FileRefusal('file.not_text', {});
  const utf8 = tryDecode(bytes, 'utf-8');
  if (utf8 !== null && !looksLikeGbkByAccident(utf8)) return { text: utf8, encoding: 'utf-8' };
  const gb18030 = tryDecode(bytes, 'gb18030');
  if (gb18030 !== null) return { text: gb18030, encoding: 'gb18030' };
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' };
  throw new FileRefusal('file.encoding_unknown', {});
}

function withoutNul(text: string): string {
  if (text.includes('\0')) throw new FileRefusal('file.not_text', {});
  return text;
}
