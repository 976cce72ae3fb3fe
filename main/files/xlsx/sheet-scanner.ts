import { FileRefusal } from '../file-refusal.ts';
import type { NumberLook } from '../excel-number.ts';
import { isScientificText, shownNumber } from '../excel-number.ts';
import { attribute } from '../markup.ts';
import type { TableBuilder } from '../table-builder.ts';
import { decodeCellText, richText } from './sheet-strings.ts';

const general: NumberLook = { kind: 'general' };

/** Row and column, 0-based, of a reference such as B6; null when it is none. */
export function parseReference(reference: string): { row: number; column: number } | null {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  if (at === 0 || at > 3) return null;
  let row = 0;
  const digits = at;
  for (; at < reference.length; at += 1) {
    const digit = reference.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9 || at - digits > 7) return null;
    row = row * 10 + digit;
  }
  return row === 0 ? null : { row: row - 1, column: column - 1 };
}

/** `s="12"` out of ` r="B6" s="12" t="s"`, quickly: these three attributes are read millions of times. */
function quickAttribute(tag: string, name: 'r' | 's' | 't'): string | null {
  for (let at = tag.indexOf(name, 1); at !== -1; at = tag.indexOf(name, at + 1)) {
    const before = tag.charCodeAt(at - 1);
    if (before !== 32 && before !== 10 && before !== 13 && before !== 9) continue;
    const quote = tag.charCodeAt(at + 2);
    if (tag.charCodeAt(at + 1) !== 61 || (quote !== 34 && quote !== 39)) continue;
    const end = tag.indexOf(quote === 34 ? '"' : "'", at + 3);
    return end === -1 ? null : tag.slice(at + 3, end);
  }
  return null;
}

interface SheetSource {
  readonly strings: readonly string[];
  readonly looks: readonly NumberLook[];
  readonly date1904: boolean;
  readonly part: string;
}

/**
 * Reads a worksheet's XML from left to right into a table. The dimension tag is not believed, formulas are not run, and nothing is
 * kept but the cells themselves.
 */
export class SheetScanner {
  readonly #source: SheetSource;
  readonly #builder: TableBuilder;
  #prefix: string | null = null;
  #closeCell = '</c>';
  #row = -1;
  #column = -1;
  #sawEnd = false;

  constructor(source: SheetSource, builder: TableBuilder) {
    this.#source = source;
    this.#builder = builder;
  }

  /** False when the part ended before the sheet did. */
  get complete(): boolean {
    return this.#sawEnd;
  }

  consume(text: string): number {
    let at = 0;
    for (;;) {
      const open = text.indexOf('<', at);
      if (open === -1) return text.length;
      const close = text.indexOf('>', open);
      if (close === -1) return open;
      const name = this.#localName(text, open + 1, close);
      if (name === 'c' && text.charCodeAt(close - 1) !== 47) {
        const end = text.indexOf(this.#closeCell, close);
        if (end === -1) return open;
        this.#cell(text.slice(open, close), text.slice(close + 1, end));
        at = end + this.#closeCell.length;
        continue;
      }
      if (name === 'c') this.#place(text.slice(open, close));
      else if (name !== null) this.#tag(name, text.slice(open, close));
      at = close + 1;
    }
  }

  #localName(text: string, from: number, close: number): string | null {
    if (text.charCodeAt(from) === 99 && text.charCodeAt(from + 1) === 32 && this.#prefix === '') return 'c';
    const match = /^(\/?)(?:([\w.-]+):)?(\w+)/.exec(text.slice(from, Math.min(close, from + 60)));
    if (!match) return null;
    if (match[3] === 'worksheet') {
      this.#prefix = match[2] ?? '';
      this.#closeCell = this.#prefix === '' ? '</c>' : `</${this.#prefix}:c>`;
    }
    return match[1]! + match[3]!;
  }

  #tag(name: string, tag: string): void {
    switch (name) {
      case 'row': {
        const number = Number(attribute(tag, 'r') ?? this.#row + 2);
        this.#row = Number.isInteger(number) && number > 0 ? number - 1 : this.#row + 1;
        this.#column = -1;
        if (/^(1|true)$/.test(attribute(tag, 'hidden') ?? '') || attribute(tag, 'ht') === '0') this.#builder.hideRow(this.#row);
        return;
      }
      case 'col':
        if (/^(1|true)$/.test(attribute(tag, 'hidden') ?? '') || attribute(tag, 'width') === '0') {
          this.#builder.hideColumns(Number(attribute(tag, 'min')) - 1, Number(attribute(tag, 'max')) - 1);
        }
        return;
      case 'mergeCell': {
        const [from, to] = (attribute(tag, 'ref') ?? '').split(':').map(parseReference);
        if (from && to) this.#builder.merge({ top: from.row, left: from.column, bottom: to.row, right: to.column });
        return;
      }
      case '/worksheet':
        this.#sawEnd = true;
        return;
      default:
    }
  }

  #place(tag: string): void {
    const reference = quickAttribute(tag, 'r');
    const place = reference === null ? null : parseReference(reference);
    if (place) {
      this.#row = place.row;
      this.#column = place.column;
    } else {
      this.#column += 1;
      if (this.#row < 0) this.#row = 0;
    }
  }

  #cell(tag: string, inner: string): void {
    this.#place(tag);
    const type = quickAttribute(tag, 't') ?? 'n';
    if (type === 'inlineStr') {
      this.#setText(richText(inner.replace(/^[\s\S]*?<(?:\w+:)?is>|<\/(?:\w+:)?is>[\s\S]*$/g, '')));
      return;
    }
    const value = cellValue(inner);
    if (value === null) return;
    if (value !== '' && !inner.startsWith('<v>') && /<(?:\w+:)?f[\s>/]/.test(inner.slice(0, 40))) this.#builder.mark(this.#row, this.#column, 'formula');
    switch (type) {
      case 's': {
        const text = this.#source.strings[Number(value)];
        if (text === undefined) throw new FileRefusal('file.damaged', { part: this.#source.part });
        this.#setText(text);
        return;
      }
      case 'str':
        this.#setText(decodeCellText(value));
        return;
      case 'd':
        this.#builder.set(this.#row, this.#column, value.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' '));
        this.#builder.mark(this.#row, this.#column, 'date');
        return;
      case 'b':
        this.#builder.set(this.#row, this.#column, value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE');
        return;
      case 'e':
        this.#builder.set(this.#row, this.#column, decodeCellText(value));
        this.#builder.mark(this.#row, this.#column, 'error');
        return;
      default:
        this.#number(value, quickAttribute(tag, 's'));
    }
  }

  #number(value: string, style: string | null): void {
    const look = style === null ? general : this.#source.looks[Number(style)] ?? general;
    const shown = shownNumber(value, look, this.#source.date1904);
    this.#builder.set(this.#row, this.#column, shown.text);
    if (shown.mark) this.#builder.mark(this.#row, this.#column, shown.mark);
  }

  #setText(text: string): void {
    this.#builder.set(this.#row, this.#column, text);
    if (isScientificText(text)) this.#builder.mark(this.#row, this.#column, 'scientific');
  }
}

/** What stands between `<v>` and `</v>`; null when the cell has no value. */
function cellValue(inner: string): string | null {
  if (inner.startsWith('<v>')) {
    const end = inner.indexOf('</v>', 3);
    return end === -1 ? null : inner.slice(3, end);
  }
  const match = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v>/.exec(inner);
  return match ? match[1]! : null;
}
