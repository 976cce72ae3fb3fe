import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import type { RegisterPaper } from '#main/print/papers/register.ts';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a register holds, apart from who prints it. */
export type RegisterContent = Omit<RegisterPaper, 'kind' | 'imprint'>;

const amount = /^-?\d{1,3}(?:,\d{3})*\.\d{2}$/u;

/** An amount becomes a number Excel can add up; everything else stays the text it is on paper. */
function cellOf(text: string, total: boolean): WriteCell {
  const look = total ? { look: 'total' as const } : {};
  return amount.test(text) ? { number: text.replaceAll(',', ''), ...look } : { text, ...look };
}

/** A printed register as a worksheet: its parts below one another under one header row, a part's heading before its rows where there are several. */
export function sheetOfRegister(name: string, { columns, parts }: Pick<RegisterContent, 'columns' | 'parts'>): SheetToWrite {
  const several = parts.some((part) => part.heading !== '');
  const row = (heading: string, cells: readonly string[], total: boolean): WriteCell[] => [...(several ? [cellOf(heading, total)] : []), ...cells.map((text) => cellOf(text, total))];
  return {
    name, headerRows: 1,
    rows: [
      [...(several ? ['部分'] : []), ...columns.map((column) => column.title)].map((text): WriteCell => ({ text: text.replaceAll('\n', ''), look: 'header' })),
      ...parts.flatMap((part) => [...part.rows.map((cells) => row(part.heading, cells, false)), ...(part.total === null ? [] : [row(part.heading, part.total, true)])]),
    ],
  };
}

export function xlsxFile(name: string, sheets: readonly SheetToWrite[]): File {
  return new File([writeXlsx(sheets) as Uint8Array<ArrayBuffer>], name, { type: xlsxType });
}

/** A name every file system takes. */
export function fileName(label: string, extension: string): string {
  return `${label.replace(/[\\/:*?"<>|]/gu, ' ').trim()}.${extension}`;
}
