import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import type { RegisterColumn, RegisterPaper, RegisterPart } from '#main/print/papers/register.ts';

const amount = /^-?\d{1,3}(,\d{3})*(\.\d+)?$/;

function cellOf(text: string, column: RegisterColumn, look?: 'total'): WriteCell {
  const plain = text.replaceAll(',', '');
  const isNumber = column.align === 'right' && (amount.test(text) || /^-?\d+(\.\d+)?$/.test(text)) && plain.replace(/\D/g, '').length <= 15;
  if (isNumber) return look === undefined ? { number: plain } : { number: plain, look };
  return look === undefined ? text : { text, look };
}

function rowsOf(part: RegisterPart, columns: readonly RegisterColumn[]): WriteCell[][] {
  return [
    columns.map((column) => ({ text: column.title.replace('\n', ''), look: 'header' as const })),
    ...part.rows.map((row) => row.map((text, index) => cellOf(text, columns[index] as RegisterColumn))),
    ...(part.total === null ? [] : [part.total.map((text, index) => cellOf(text, columns[index] as RegisterColumn, 'total'))]),
  ];
}

/** A sheet's name as Excel takes it. */
function sheetName(heading: string, taken: Set<string>): string {
  const plain = heading.replace(/[\\/:*?[\]]/g, ' ').replace(/^[一二三四五六七八九十]+、/, '').slice(0, 28) || '表';
  let free = plain;
  for (let again = 2; taken.has(free); again += 1) free = `${plain} ${again}`;
  taken.add(free);
  return free;
}

/** The tables of a register as a workbook: what it says of the whole first, then a sheet a part; right-hand columns are numbers. */
export function registerWorkbook(paper: RegisterPaper): SheetToWrite[] {
  const taken = new Set(['说明']);
  const head: WriteCell[][] = [
    [{ text: paper.title, look: 'title' }], [{ text: paper.subtitle, look: 'note' }],
    ...paper.facts.map(({ label, text }): WriteCell[] => [{ text: label, look: 'header' }, text]), ...paper.notes.map((note): WriteCell[] => [{ text: note, look: 'note' }]),
  ];
  return [
    ...paper.parts.map((part): SheetToWrite => ({ name: sheetName(part.heading, taken), rows: rowsOf(part, part.columns ?? paper.columns), headerRows: 1 })),
    { name: '说明', rows: head },
  ];
}
