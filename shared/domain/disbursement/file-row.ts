import type { FileEncoder } from './batch-file.ts';
import type { ExportProfile, FixedPlace } from './export-profile.ts';
import { isFixed } from './export-profile.ts';

export type SheetCell = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'amount'; readonly text: string; readonly decimals: 0 | 2 };

/**
 * One line of a text file. With places each cell fills its own bytes of the file's encoding and nothing stands between them; lines without
 * places in a fixed-width file (leaders, trailer) are written as they are.
 */
export function textRow(profile: ExportProfile, row: readonly SheetCell[], places: readonly (FixedPlace | null)[] | null, encoder: FileEncoder): string {
  if (isFixed(profile)) return row.map((cell, index) => filled(cell.text, places?.[index] ?? null, (text) => encoder.byteLength(text, profile.encoding))).join('');
  const cells = profile.kind === 'csv' ? row.map((cell) => quoteCsv(cell.text, profile.separator)) : row.map((cell) => cell.text);
  return cells.join(profile.separator) + (profile.trailingSeparator ? profile.separator : '');
}

/** The cells that don't fit their bytes: cut off they would name another person or another account, so the line is refused. */
export function tooWideCells(profile: ExportProfile, row: readonly SheetCell[], encoder: FileEncoder): readonly { readonly text: string; readonly heading: string; readonly bytes: number; readonly room: number }[] {
  if (!isFixed(profile)) return [];
  return row.flatMap((cell, index) => {
    const column = profile.columns[index];
    const bytes = encoder.byteLength(cell.text, profile.encoding);
    const room = column?.place?.bytes ?? 0;
    return column && bytes > room ? [{ text: cell.text, heading: column.heading, bytes, room }] : [];
  });
}

/** Puts the batch's figures into a text; `{count:8}` is filled with zeros to eight characters. An unknown token stays as it is. */
export function fillTokens(pattern: string, tokens: Readonly<Partial<Record<string, string>>>): string {
  return pattern.replace(/\{([a-z]+)(?::(\d{1,2}))?\}/gu, (whole, token: string, width: string | undefined) => {
    const text = tokens[token];
    return text === undefined ? whole : text.padStart(Number(width ?? 0), '0');
  });
}

function filled(text: string, place: FixedPlace | null, byteLength: (text: string) => number): string {
  if (place === null) return text;
  const missing = (place.fill === 'zero' ? '0' : ' ').repeat(Math.max(0, place.bytes - byteLength(text)));
  return place.align === 'right' ? missing + text : text + missing;
}

function quoteCsv(text: string, separator: string): string {
  return text.includes(separator) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
}
