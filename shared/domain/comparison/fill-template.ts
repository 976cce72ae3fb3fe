import type { TemplateField } from './template-fields.ts';

/** One column of a learned template: its heading as the file has it, and the field it carries, if any. */
export interface TemplateColumn {
  readonly heading: string;
  readonly field: TemplateField | null;
}

/** What is known of one pupil for a template. A field that is absent or empty is not known, and its cell stays empty. */
export type TemplateRecord = Readonly<Partial<Record<TemplateField, string>>>;

/**
 * Puts records into the template's column order. Nothing is invented: unknown → empty cell, never 否, never 0 (handbook README 3, 5.2).
 * 序号 is numbered by place, as a value.
 */
export function fillTemplate(columns: readonly TemplateColumn[], records: readonly TemplateRecord[]): string[][] {
  return records.map((record, index) => columns.map(({ field }) => {
    if (field === null) return '';
    return field === 'ordinal' ? String(index + 1) : record[field] ?? '';
  }));
}

const breaks = /[\t\r\n]+/gu;
const formulaStart = /^[=+\-@]/u;

/** Rows as plain text for the clipboard. Breaks become blanks; what would run as a formula is made text by an apostrophe. */
export function formatClipboardText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => {
    const flat = cell.replace(breaks, ' ').trim();
    return formulaStart.test(flat) ? `'${flat}` : flat;
  }).join('\t')).join('\n');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * The same rows as Excel and WPS prefer them: a table whose every cell says that it is text, so that an 18-digit number keeps its
 * digits and nothing runs as a formula, whatever the format of the cells pasted into.
 */
export function formatClipboardHtml(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string =>
    `<td style="mso-number-format:'\\@'">${text.replace(breaks, ' ').replace(/[&<>"]/gu, (sign) => entities[sign] ?? sign)}</td>`;
  return `<table>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`;
}
