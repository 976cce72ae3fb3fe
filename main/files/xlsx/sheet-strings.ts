import { decodeEntities } from '../markup.ts';

const escaped = /_x([0-9a-f]{4})_/gi;

/** Undoes XML's and Excel's own escapes: `&lt;`, `_x000D_`. */
export function decodeCellText(raw: string): string {
  const text = raw.includes('&') ? decodeEntities(raw) : raw;
  return text.includes('_x') ? text.replace(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;
}

const phonetic = /<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g;
const runs = /<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g;

/** The text of an `<si>` or `<is>`: its runs joined, without the phonetic guide. */
export function richText(inner: string): string {
  if (inner.startsWith('<t>') && inner.indexOf('</t>') === inner.length - 4) return decodeCellText(inner.slice(3, -4));
  let text = '';
  for (const match of (inner.includes('rPh') ? inner.replace(phonetic, '') : inner).matchAll(runs)) text += match[1]!;
  return decodeCellText(text);
}
