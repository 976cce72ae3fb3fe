import { chooseSheet } from './choose-sheet.ts';
import { decodeText } from './decode-text.ts';
import { isScientificText, shownNumber } from './excel-number.ts';
import { FileRefusal } from './file-refusal.ts';
import type { MarkupToken } from './markup.ts';
import { attribute, decodeEntities, markupTokens } from './markup.ts';
import type { ReadFile, ReadRequest } from './read-file.ts';
import type { ReadLimits } from './read-limits.ts';
import { TableBuilder } from './table-builder.ts';

type OpenTag = Extract<MarkupToken, { kind: 'open' }>;

class XmlSheet {
  readonly builder: TableBuilder;
  readonly name: string;
  weight = 0;
  #row = -1;
  #column = -1;
  #type = 'String';
  #data: string[] | null = null;

  constructor(name: string, limits: ReadLimits) {
    this.name = name;
    this.builder = new TableBuilder(limits);
  }

  open({ name, tag }: OpenTag): void {
    if (name === 'row') {
      this.#row = indexAttribute(tag) ?? this.#row + 1;
      this.#column = -1;
      if (attribute(tag, 'Hidden') === '1') this.builder.hideRow(this.#row);
    } else if (name === 'cell') {
      this.#column = indexAttribute(tag) ?? this.#column + 1;
      const across = Number(attribute(tag, 'MergeAcross') ?? 0);
      const down = Number(attribute(tag, 'MergeDown') ?? 0);
      if (across > 0 || down > 0) {
        this.builder.merge({ top: this.#row, left: this.#column, bottom: this.#row + down, right: this.#column + across });
      }
      if (attribute(tag, 'Formula') !== null) this.builder.mark(this.#row, this.#column, 'formula');
      this.#spanned = across;
    } else if (name === 'data') {
      this.#type = attribute(tag, 'Type') ?? 'String';
      this.#data = [];
    }
  }

  #spanned = 0;

  text(text: string): void {
    this.#data?.push(text);
  }

  close(name: string): void {
    if (name === 'data' && this.#data) {
      this.#set(decodeEntities(this.#data.join('')));
      this.#data = null;
    } else if (name === 'cell') {
      this.#column += this.#spanned;
      this.#spanned = 0;
    }
  }

  #set(text: string): void {
    if (text === '' || this.#row < 0) return;
    this.weight += 1;
    if (this.#type === 'Number') {
      const shown = shownNumber(text, { kind: 'general' }, false);
      this.builder.set(this.#row, this.#column, shown.text);
      if (shown.mark) this.builder.mark(this.#row, this.#column, shown.mark);
      return;
    }
    this.builder.set(this.#row, this.#column, this.#type === 'DateTime' ? text.replace(/T00:00:00(?:\.0+)?$/, '').replace('T', ' ') : text);
    if (this.#type === 'DateTime') this.builder.mark(this.#row, this.#column, 'date');
    if (this.#type === 'Error') this.builder.mark(this.#row, this.#column, 'error');
    if (isScientificText(text)) this.builder.mark(this.#row, this.#column, 'scientific');
  }
}

function indexAttribute(tag: string): number | null {
  const index = Number(attribute(tag, 'Index') ?? Number.NaN);
  return Number.isInteger(index) && index > 0 ? index - 1 : null;
}

/** Reads the XML of Excel 2003 ("XML 电子表格"), which some systems hand out under the name .xls. */
export function readSpreadsheetXml(bytes: Uint8Array, request: ReadRequest, limits: ReadLimits): ReadFile {
  const { text, encoding } = decodeText(bytes, request.encoding);
  const sheets: XmlSheet[] = [];
  for (const token of markupTokens(text)) {
    const sheet = sheets.at(-1);
    if (token.kind === 'text') {
      sheet?.text(token.text);
      continue;
    }
    const name = token.name.replace(/^\w+:/, '');
    if (token.kind === 'close') sheet?.close(name);
    else if (name === 'worksheet') sheets.push(new XmlSheet(attribute(token.tag, 'Name') ?? `表${sheets.length + 1}`, limits));
    else {
      sheet?.open({ ...token, name });
      if (token.empty) sheet?.close(name);
    }
  }
  if (sheets.length === 0) throw new FileRefusal('file.no_sheet', {});
  const chosen = chooseSheet(sheets.map((sheet) => ({ name: sheet.name, hidden: false, weight: sheet.weight, sheet })), request.sheet);
  return {
    sheets: sheets.map(({ name }) => ({ name, hidden: false })),
    table: chosen.sheet.builder.build({ kind: 'html', sheet: chosen.name, encoding, separator: null }),
  };
}
