import { FileRefusal } from '../file-refusal.ts';
import type { ReadFile, ReadRequest } from '../read-file.ts';
import { chooseSheet } from '../choose-sheet.ts';
import type { ReadLimits } from '../read-limits.ts';
import { TableBuilder } from '../table-builder.ts';
import type { ZipArchive } from '../zip-archive.ts';
import { SheetScanner } from './sheet-scanner.ts';
import { richText } from './sheet-strings.ts';
import { readWorkbook } from './workbook-parts.ts';
import { consumeXml } from './xml-pieces.ts';

async function readSharedStrings(archive: ZipArchive, part: string | null, limits: ReadLimits): Promise<string[]> {
  if (part === null || !archive.has(part)) return [];
  const strings: string[] = [];
  let characters = 0;
  const element = /<(?:\w+:)?si(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g;
  await consumeXml(archive.stream(part), part, (text) => {
    let done = 0;
    element.lastIndex = 0;
    for (let match = element.exec(text); match; match = element.exec(text)) {
      const string = richText(match[1] ?? '');
      characters += string.length;
      if (characters > limits.textCharacters) throw new FileRefusal('file.zip_bomb', { megabytes: Math.floor(characters / 1024 / 1024) });
      if (strings.push(string) > limits.cells) throw new FileRefusal('file.too_many_cells', { limit: limits.cells });
      done = element.lastIndex;
    }
    return done;
  });
  return strings;
}

/** Reads one sheet of an .xlsx. Macros and formulas are never run: only stored values are looked at. */
export async function readXlsx(archive: ZipArchive, workbookPart: string, request: ReadRequest, limits: ReadLimits): Promise<ReadFile> {
  const workbook = readWorkbook(archive, workbookPart);
  const chosen = chooseSheet(workbook.sheets.map((sheet) => ({ ...sheet, weight: archive.sizeOf(sheet.part) })), request.sheet);
  const builder = new TableBuilder(limits);
  const strings = await readSharedStrings(archive, workbook.sharedStrings, limits);
  const scanner = new SheetScanner({ strings, looks: workbook.looks, date1904: workbook.date1904, part: chosen.part }, builder);
  await consumeXml(archive.stream(chosen.part), chosen.part, (text) => scanner.consume(text));
  if (!scanner.complete) throw new FileRefusal('file.truncated', { part: chosen.part });
  return {
    sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })),
    table: builder.build({ kind: 'xlsx', sheet: chosen.name, encoding: null, separator: null }),
  };
}
