import { isScientificText } from './excel-number.ts';
import { decodeText } from './decode-text.ts';
import { restoreFormulaText } from './formula-guard.ts';
import type { ReadFile, ReadRequest } from './read-file.ts';
import type { ReadLimits } from './read-limits.ts';
import { TableBuilder } from './table-builder.ts';

/** In the order of preference when two explain the file equally well. A single blank stands for any run of blanks. */
export const knownSeparators = [',', '\t', '|!', '|', ';', '，', '^', ' '] as const;

/**
 * Splits separated text into fields, calling `emit` with each field. A quote opens a quoted field only at a field's start, and only
 * where it is closed again before a separator or a line end; elsewhere it is a character like any other, as banks write it.
 */
function splitFields(text: string, separator: string, emit: (row: number, column: number, field: string) => boolean): void {
  const first = separator.charCodeAt(0);
  const blanks = separator === ' ';
  let row = 0;
  let column = 0;
  let at = 0;
  while (at < text.length) {
    let field: string;
    let end = text.charCodeAt(at) === 34 ? closingQuote(text, at, separator) : -1;
    if (end !== -1) {
      field = text.slice(at + 1, end).replaceAll('""', '"');
      end += 1;
    } else {
      end = at;
      for (; end < text.length; end += 1) {
        const code = text.charCodeAt(end);
        if (code === 10 || code === 13 || (code === first && (separator.length === 1 || text.startsWith(separator, end)))) break;
      }
      field = text.slice(at, end);
    }
    if (!emit(row, column, field)) return;
    const code = text.charCodeAt(end);
    if (code === 13 || code === 10) {
      row += 1;
      column = 0;
      at = end + (code === 13 && text.charCodeAt(end + 1) === 10 ? 2 : 1);
    } else {
      column += 1;
      at = end + separator.length;
      if (blanks) while (text.charCodeAt(at) === 32) at += 1;
    }
  }
}

const longestQuoted = 40_000;

function closingQuote(text: string, open: number, separator: string): number {
  let at = open + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1 || quote - open > longestQuoted) return -1;
    if (text.charCodeAt(quote + 1) === 34) {
      at = quote + 2;
      continue;
    }
    const next = text[quote + 1];
    return next === undefined || next === '\n' || next === '\r' || text.startsWith(separator, quote + 1) ? quote : -1;
  }
}

/** How well a separator explains the sample: columns of the commonest row width × how many rows have it; 0 when it splits nothing. */
function separatorScore(sample: string, separator: string): number {
  const widths: number[] = [];
  splitFields(sample, separator, (row, column, field) => {
    if (row >= 200) return false;
    if (column > 0 || field.trim() !== '') widths[row] = column + 1;
    return true;
  });
  const counts = new Map<number, number>();
  let filled = 0;
  for (const width of widths) {
    if (width === undefined) continue;
    filled += 1;
    if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  let best = 0;
  for (const [width, count] of counts) best = Math.max(best, (count / filled) * (1 + Math.min(width, 40) / 40));
  return separator === ' ' ? best * 0.4 : best;
}

function detectSeparator(text: string): string {
  const sample = text.slice(0, 200_000);
  let best = ',';
  let bestScore = 0;
  for (const separator of knownSeparators) {
    const score = sample.includes(separator) ? separatorScore(sample, separator) : 0;
    if (score > bestScore + 1e-9) {
      best = separator;
      bestScore = score;
    }
  }
  return best;
}

/** Undoes what exports put around a number to keep Excel from changing it: ="0123" and a leading apostrophe. */
function plainField(field: string): string {
  if (field.startsWith('="') && field.endsWith('"') && field.length > 2) return field.slice(2, -1).replaceAll('""', '"');
  return restoreFormulaText(field);
}

/** Reads separated text in any of the encodings Chinese files come in. */
export function readText(bytes: Uint8Array, request: ReadRequest, limits: ReadLimits): ReadFile {
  const { text, encoding } = decodeText(bytes, request.encoding);
  const separator = request.separator || detectSeparator(text);
  const builder = new TableBuilder(limits);
  splitFields(text, separator, (row, column, raw) => {
    if (raw !== '') {
      const field = plainField(raw);
      builder.set(row, column, field);
      if (isScientificText(field)) builder.mark(row, column, 'scientific');
    }
    return true;
  });
  return { sheets: [{ name: '文本', hidden: false }], table: builder.build({ kind: 'text', sheet: '文本', encoding, separator }) };
}
