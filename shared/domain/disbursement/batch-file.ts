import type { Fen } from '#shared/domain/money/fen.ts';
import { formatPlainYuan } from '#shared/domain/money/fen.ts';
import type { ControlTotals } from './control-totals.ts';
import { controlTotals } from './control-totals.ts';
import type { ExportColumn, ExportEncoding, ExportField, ExportProfile, FileNameToken } from './export-profile.ts';
import { isFixed, isSheetKind, startsLikeFormula } from './export-profile.ts';
import type { SheetCell } from './file-row.ts';
import { fillTokens, textRow, tooWideCells } from './file-row.ts';

/** One payment as it is to stand in a bank's file. */
export interface BatchFileLine {
  readonly lineNo: number;
  readonly holderName: string;
  readonly accountNo: string;
  readonly amountFen: Fen;
  readonly holderIdNumber: string | null;
  readonly bankName: string | null;
  readonly relation: string;
  readonly studentName: string;
  readonly classLabel: string;
  readonly programme: string;
  readonly docNo: string;
}

/** What the file name may tell of the batch. */
export interface BatchFileFacts {
  readonly school: string;
  readonly schoolPinyin: string;
  /** YYYYMMDD of the first export. */
  readonly date: string;
  readonly batchNo: string;
  readonly term: string;
  /** What the school has sent before: how many files on this day, and every name it gave. */
  readonly sent: { readonly onTheDay: number; readonly names: ReadonlySet<string> };
}

export type BatchFileContent =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: ExportEncoding }
  | { readonly kind: 'sheet'; readonly format: 'xls' | 'xlsx'; readonly sheet: string; readonly rows: readonly (readonly SheetCell[])[] };

export interface BatchFile {
  readonly name: string;
  readonly totals: ControlTotals;
  readonly content: BatchFileContent;
}

export type BatchFileProblem = { readonly lineNo: number; readonly studentName: string } & (
  | { readonly code: 'payment.unwritable'; readonly text: string; readonly characters: readonly string[] }
  | { readonly code: 'payment.separator_in_value'; readonly text: string }
  | { readonly code: 'payment.formula_like'; readonly text: string }
  | { readonly code: 'payment.line_break'; readonly text: string }
  | { readonly code: 'payment.field_missing'; readonly field: ExportField }
  | { readonly code: 'payment.too_wide'; readonly text: string; readonly heading: string; readonly bytes: number; readonly room: number }
  | { readonly code: 'payment.amount_not_positive' });

/** What an encoding can write and how long it gets. Given from outside, because encoders need tables the core does not carry. */
export interface FileEncoder {
  canWrite(character: string, encoding: ExportEncoding): boolean;
  byteLength(text: string, encoding: ExportEncoding): number;
}

/**
 * Everything that keeps these lines out of this file format, line by line. A name that can't be written is refused and named, never
 * written as `?`; the caller offers GB18030 or UTF-8 instead (handbook 1.5, 4.4). With an empty list `renderBatchFiles` is exact.
 */
export function findBatchFileProblems(profile: ExportProfile, lines: readonly BatchFileLine[], encoder: FileEncoder): readonly BatchFileProblem[] {
  return [...fixedTextProblems(profile, encoder), ...lines.flatMap((line) => lineProblems(profile, line, encoder))];
}

/** Headings, constants and the trailer are the profile's own texts; they belong to no line, which is line 0 here. */
function fixedTextProblems(profile: ExportProfile, encoder: FileEncoder): readonly BatchFileProblem[] {
  if (isSheetKind(profile.kind)) return [];
  const texts = [
    ...(profile.header ? profile.columns.map((column) => column.heading) : []),
    ...profile.columns.flatMap((column) => (column.kind === 'constant' ? [column.text] : [])),
    ...profile.leaders.flat(), ...(profile.trailer ?? []),
  ];
  return texts.flatMap((text): BatchFileProblem[] => {
    const characters = unwritable(text, profile.encoding, encoder);
    return characters.length > 0 ? [{ lineNo: 0, studentName: '', code: 'payment.unwritable', text, characters }] : [];
  });
}

/** The characters of a text an encoding has no bytes for, each once. */
export function unwritable(text: string, encoding: ExportEncoding, { canWrite }: Pick<FileEncoder, 'canWrite'>): readonly string[] {
  return [...new Set(text)].filter((character) => !canWrite(character, encoding));
}

/** Renders a batch by its profile into as many files as the row limit asks for. Pure: the same lines and facts give the same files. */
export function renderBatchFiles(profile: ExportProfile, lines: readonly BatchFileLine[], facts: BatchFileFacts, encoder: FileEncoder): readonly BatchFile[] {
  const limit = profile.rowLimit ?? Math.max(lines.length, 1);
  const parts: (readonly BatchFileLine[])[] = [];
  for (let from = 0; from < Math.max(lines.length, 1); from += limit) parts.push(lines.slice(from, from + limit));
  return parts.map((part, index) => renderFile(profile, part, facts, encoder, { seq: index + 1, files: parts.length }));
}

function renderFile(profile: ExportProfile, lines: readonly BatchFileLine[], facts: BatchFileFacts, encoder: FileEncoder, part: { readonly seq: number; readonly files: number }): BatchFile {
  const totals = controlTotals(lines);
  const tokens = tokensOf(profile, facts, totals, part.seq);
  const rows = lines.map((line) => profile.columns.map((column) => cellOf(profile, column, line)));
  if (profile.header) rows.unshift(profile.columns.map((column) => textCell(column.heading)));
  const free = (cells: readonly string[]): SheetCell[] => cells.map((cell) => textCell(fillTokens(cell, tokens)));
  const [before, after] = [profile.leaders.map(free), profile.trailer === null ? [] : [free(profile.trailer)]];
  const name = `${fileStem(profile, facts, tokens, part.files)}.${profile.kind}`;
  if (isSheetKind(profile.kind)) return { name, totals, content: { kind: 'sheet', format: profile.kind, sheet: profile.sheetName || '代发清单', rows: [...before, ...rows, ...after] } };
  const places = isFixed(profile) ? profile.columns.map((column) => column.place) : null;
  const written = [...before.map((row) => textRow(profile, row, null, encoder)), ...rows.map((row) => textRow(profile, row, places, encoder)), ...after.map((row) => textRow(profile, row, null, encoder))];
  const text = written.map((row) => `${row}\r\n`).join('');
  return { name, totals, content: { kind: 'text', text, encoding: profile.encoding } };
}

function textCell(text: string): SheetCell {
  return { kind: 'text', text };
}

function cellOf(profile: ExportProfile, column: ExportColumn, line: BatchFileLine): SheetCell {
  if (column.kind === 'constant') return textCell(column.text);
  if (column.field !== 'amount') return textCell(fieldText(profile, column.field, line));
  const text = fieldText(profile, 'amount', line);
  return { kind: 'amount', text, decimals: profile.amountUnit === 'yuan' ? 2 : 0 };
}

/** The text of one field exactly as it goes into the file. */
function fieldText(profile: ExportProfile, field: ExportField, line: BatchFileLine): string {
  switch (field) {
    case 'line_no': return String(line.lineNo);
    case 'holder_name': return bankName(line.holderName, profile);
    case 'student_name': return bankName(line.studentName, profile);
    case 'account_no': return line.accountNo;
    case 'amount': return profile.amountUnit === 'yuan' ? formatPlainYuan(line.amountFen) : String(line.amountFen);
    case 'holder_id_number': return line.holderIdNumber ?? '';
    case 'bank_name': return line.bankName ?? '';
    case 'relation': return line.relation;
    case 'class_label': return line.classLabel;
    case 'programme': return line.programme;
    case 'doc_no': return line.docNo;
  }
}

/** The middle dots in use are one dot to a bank: `·`, the one GBK has (handbook 1.5). */
function bankName(name: string, profile: ExportProfile): string {
  const dotted = name.trim().replace(/[•‧・．﹒]|(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, '·');
  return profile.blanksInNames === 'remove' ? dotted.replace(/[\s　]/gu, '') : dotted;
}

function lineProblems(profile: ExportProfile, line: BatchFileLine, encoder: FileEncoder): readonly BatchFileProblem[] {
  const at = { lineNo: line.lineNo, studentName: line.studentName };
  const problems: BatchFileProblem[] = [];
  if (line.amountFen <= 0) problems.push({ ...at, code: 'payment.amount_not_positive' });
  for (const wide of tooWideCells(profile, profile.columns.map((column) => cellOf(profile, column, line)), encoder)) problems.push({ ...at, code: 'payment.too_wide', ...wide });
  for (const column of profile.columns) {
    if (column.kind === 'constant' || column.field === 'amount') continue;
    const text = fieldText(profile, column.field, line);
    if (text === '') {
      if (column.required) problems.push({ ...at, code: 'payment.field_missing', field: column.field });
      continue;
    }
    if (/[\r\n\t]/u.test(text)) problems.push({ ...at, code: 'payment.line_break', text });
    if (startsLikeFormula(text)) problems.push({ ...at, code: 'payment.formula_like', text });
    if (profile.kind === 'txt' && !isFixed(profile) && text.includes(profile.separator)) problems.push({ ...at, code: 'payment.separator_in_value', text });
    if (isSheetKind(profile.kind)) continue;
    const characters = unwritable(text, profile.encoding, encoder);
    if (characters.length > 0) problems.push({ ...at, code: 'payment.unwritable', text, characters });
  }
  return problems;
}

/**
 * {seq} counts the files of the day across batches (within the batch where the name carries its number), so that a second batch never lies
 * over the first on the USB stick. A name without {seq} that was given before gets the number behind it; a name without any token is the
 * bank's own fixed one and stays.
 */
function fileStem(profile: ExportProfile, facts: BatchFileFacts, tokens: Readonly<Record<FileNameToken, string>>, files: number): string {
  const { fileNamePattern: pattern } = profile;
  const filled = fillTokens(pattern, tokens);
  const taken = facts.sent.names.has(`${fileSystemName(filled)}.${profile.kind}`) && pattern.includes('{');
  const stem = (files > 1 || taken) && !pattern.includes('{seq}') ? `${filled}-${tokens.seq}` : filled;
  return fileSystemName(stem) || `${facts.batchNo}-${tokens.seq}`;
}

function fileSystemName(stem: string): string {
  return stem.replace(/[\\/:*?"<>|\p{Cc}]/gu, '').replace(/^[.\s]+|[.\s]+$/gu, '');
}

function tokensOf(profile: ExportProfile, facts: BatchFileFacts, totals: ControlTotals, seq: number): Readonly<Record<FileNameToken, string>> {
  return {
    count: String(totals.count), sum: profile.amountUnit === 'yuan' ? formatPlainYuan(totals.sumFen) : String(totals.sumFen), school: facts.school, pinyin: facts.schoolPinyin, date: facts.date,
    batch: facts.batchNo, term: facts.term, seq: String(profile.fileNamePattern.includes('{batch}') ? seq : facts.sent.onTheDay + seq).padStart(2, '0'),
  };
}
