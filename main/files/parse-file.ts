import { FileRefusal } from './file-refusal.ts';
import type { ReadFile, ReadRequest } from './read-file.ts';
import type { ReadLimits } from './read-limits.ts';
import { readLimits } from './read-limits.ts';
import { readHtml } from './read-html.ts';
import { readSpreadsheetXml } from './read-spreadsheet-xml.ts';
import { readText } from './read-text.ts';
import { findWorkbookPart } from './xlsx/workbook-parts.ts';
import { readXlsx } from './xlsx/read-xlsx.ts';
import { ZipArchive } from './zip-archive.ts';

const foreign: readonly (readonly [signature: string, found: string])[] = [
  ['%PDF', ' PDF 文件'], ['\x89PNG', '图片'], ['\xff\xd8\xff', '图片'], ['GIF8', '图片'], ['BM', '图片'], ['Rar!', '压缩包'], ['7z\xbc\xaf', '压缩包'],
  ['MZ', '程序'], ['\x7fELF', '程序'], ['SQLite format 3', '数据库'], ['\x1f\x8b', '压缩包'], ['{\\rtf', ' RTF 文档'],
];

function startsWith(bytes: Uint8Array, signature: string): boolean {
  return bytes.length >= signature.length && [...signature].every((char, at) => bytes[at] === char.charCodeAt(0));
}

function includesUtf16(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));
}

/** An OLE container: a workbook of 1997–2003, an encrypted one of today, or a document of another program. */
async function readCompound(bytes: Uint8Array, request: ReadRequest, limits: ReadLimits): Promise<ReadFile> {
  if (includesUtf16(bytes, 'EncryptedPackage')) throw new FileRefusal('file.password', {});
  if (includesUtf16(bytes, 'WordDocument')) throw new FileRefusal('file.wrong_kind', { found: ' Word 文档' });
  if (includesUtf16(bytes, 'PowerPoint Document')) throw new FileRefusal('file.wrong_kind', { found: '演示文稿' });
  if (!includesUtf16(bytes, 'Workbook') && !includesUtf16(bytes, 'Book')) throw new FileRefusal('file.truncated', { part: '工作簿' });
  return (await import('./read-xls.ts')).readXls(bytes, request, limits);
}

async function readZip(bytes: Uint8Array, request: ReadRequest, limits: ReadLimits): Promise<ReadFile> {
  const archive = new ZipArchive(bytes, limits);
  const part = findWorkbookPart(archive);
  if (part?.endsWith('.bin')) return (await import('./read-xls.ts')).readXls(bytes, request, limits);
  if (part?.toLowerCase().startsWith('xl/') || (part !== null && archive.names().some((name) => /worksheets\//i.test(name)))) {
    return readXlsx(archive, part, request, limits);
  }
  if (part !== null) throw new FileRefusal('file.wrong_kind', { found: part.startsWith('word/') ? ' Word 文档' : '别的 Office 文档' });
  if (archive.has('content.xml')) throw new FileRefusal('file.wrong_kind', { found: ' OpenDocument 文件' });
  throw new FileRefusal('file.wrong_kind', { found: '压缩包' });
}

/** The beginning of the file as text whatever its encoding, to tell markup from data. */
function readHead(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 4096)).toString('latin1').replaceAll('\0', '').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, '').toLowerCase();
}

/** Only what a page or Excel's XML can begin with: a first cell such as <b> is a cell. */
const markupStart = /^<(?:\?xml|!doctype|!--|html|head|meta|title|style|link|script|body|form|center|div|table)(?=[\s>!-])/;

function isLegacyWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1] ?? -1) && bytes[3] === 0x00;
}

/**
 * Reads one sheet of a file. What the file is comes from its content; its name is not looked at, since web systems save pages as .xls
 * and people rename files. Throws FileRefusal.
 */
export async function parseFile(bytes: Uint8Array, request: ReadRequest = {}, limits: ReadLimits = readLimits): Promise<ReadFile> {
  if (bytes.length === 0) throw new FileRefusal('file.empty', {});
  if (bytes.length > limits.fileBytes) {
    throw new FileRefusal('file.too_big', { megabytes: Math.ceil(bytes.length / 1048576), limit: Math.floor(limits.fileBytes / 1048576) });
  }
  const read = await readAnyKind(bytes, request, limits);
  if (!read.table.rows.some((cells) => cells.some((cell) => cell.trim() !== ''))) {
    throw read.table.kind === 'text' ? new FileRefusal('file.empty', {}) : new FileRefusal('file.sheet_empty', { sheet: read.table.sheet });
  }
  return read;
}

async function readAnyKind(bytes: Uint8Array, request: ReadRequest, limits: ReadLimits): Promise<ReadFile> {
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06')) return readZip(bytes, request, limits);
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) return readCompound(bytes, request, limits);
  if (isLegacyWorkbook(bytes)) return (await import('./read-xls.ts')).readXls(bytes, request, limits);
  const alien = foreign.find(([signature]) => startsWith(bytes, signature));
  if (alien && (alien[0] !== 'BM' || bytes.includes(0))) throw new FileRefusal('file.wrong_kind', { found: alien[1] });
  const head = readHead(bytes);
  if (markupStart.test(head)) {
    if (/<(?:\w+:)?workbook[\s>]/.test(head)) return readSpreadsheetXml(bytes, request, limits);
    return readHtml(bytes, request, limits);
  }
  return readText(bytes, request, limits);
}
