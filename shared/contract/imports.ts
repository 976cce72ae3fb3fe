import * as z from 'zod';
import { command, commandInput, fileSchema, inSchool, pageSchema, problemSchema, query, termSchema } from './base.ts';

/** What a file is imported as. Each subject registers the one it understands. */
export const importPurposeKeys = [
  'roster', 'department_list', 'determinations', 'payee_accounts', 'staff_accounts', 'bank_return', 'system_export', 'template', 'score_sheet', 'attendance_sheet',
  'home_visits',
  'application_summary',
  'negative_list',
  'money_statement',
] as const;
export type ImportPurposeKey = (typeof importPurposeKeys)[number];

const encodingSchema = z.enum(['gb18030', 'utf-8', 'utf-16le', 'utf-16be']);

/** What the user corrected of our reading of the file; what is absent is found by the program. */
export const readingSchema = z.object({
  sheet: z.string().optional(),
  /** Excel's number of the (last) header row; 0: the list has no header. */
  headerRow: z.int().min(0).max(1_048_576).optional(),
  encoding: encodingSchema.optional(),
  separator: z.string().max(3).optional(),
}).describe('corrections to how the file is read');
export type ImportReading = z.infer<typeof readingSchema>;

/** Field key → 0-based column; the whole mapping, what is absent has no column. */
const mappingSchema = z.record(z.string(), z.int().min(0).max(16_383));

const importTarget = {
  ...inSchool,
  term: termSchema.optional(),
  purpose: z.enum(importPurposeKeys),
  file: fileSchema,
  reading: readingSchema.default({}),
  mapping: mappingSchema.optional(),
  /** The purpose's own settings, e.g. which department's list it is. */
  options: z.record(z.string(), z.unknown()).default({}),
};

const fieldSchema = z.object({ key: z.string(), label: z.string(), kind: z.string(), required: z.boolean() });
const columnSchema = z.object({ column: z.int(), letters: z.string(), heading: z.string(), field: z.string().nullable(), sample: z.array(z.string()) });
const bucketSchema = z.enum(['ok', 'look', 'wrong']);

export const previewRowSchema = z.object({
  row: z.int(),
  bucket: bucketSchema,
  hidden: z.boolean(),
  /** Texts by column, masked where the field is sensitive. */
  cells: z.array(z.string()),
  understanding: z.string(),
  problems: z.array(problemSchema),
  choices: z.array(z.object({ key: z.string(), label: z.string() })),
  defaultChoice: z.string().nullable(),
});
export type PreviewRow = z.infer<typeof previewRowSchema>;

export const previewSchema = z.object({
  fileName: z.string(),
  sha256: z.string(),
  kind: z.enum(['xlsx', 'xls', 'html', 'text']),
  encoding: encodingSchema.nullable(),
  separator: z.string().nullable(),
  sheet: z.string(),
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
  /** Excel's numbers of the header's rows: one, two, or none. */
  headerRows: z.array(z.int()),
  headerFingerprint: z.string(),
  mappingFrom: z.enum(['remembered', 'recognised', 'given']),
  /** When this header was last imported, where its mapping is remembered. */
  mappingLastUsed: z.string().nullable(),
  fields: z.array(fieldSchema),
  columns: z.array(columnSchema),
  /** Filled rows that are not data, and why; together with `rowCount` they are every filled row of the sheet. */
  setAside: z.array(z.object({ row: z.int(), why: z.enum(['title', 'header', 'note', 'sample', 'total']), text: z.string() })),
  importedBefore: z.object({ at: z.string(), name: z.string(), mayRepeat: z.boolean() }).nullable(),
  /** With any of these nothing can be confirmed. */
  fileProblems: z.array(problemSchema),
  /** What the user should know and nothing forbids: hidden rows, further sheets, headings that occur twice. */
  notes: z.array(problemSchema),
  /** False while a required column is missing: the rows are shown as they stand and nobody has judged them yet. */
  analysed: z.boolean(),
  rowCount: z.int(),
  buckets: z.object({ ok: z.int(), look: z.int(), wrong: z.int() }),
  /** 198 + 31 + 7 = 236，一行不多一行不少 */
  equation: z.string(),
  mayLeaveOutWrongRows: z.boolean(),
  counts: z.array(z.object({ key: z.string(), label: z.string(), count: z.int() })),
  rows: z.array(previewRowSchema),
  /** How many rows `only` leaves, of which `rows` is one page. */
  rowsMatching: z.int(),
  extra: z.unknown(),
});
export type ImportPreview = z.infer<typeof previewSchema>;

export const importedFileSchema = z.object({
  id: z.int(),
  purpose: z.string(),
  name: z.string(),
  rowCount: z.int(),
  term: z.string().nullable(),
  importedAt: z.string(),
  account: z.string(),
});
export type ImportedFile = z.infer<typeof importedFileSchema>;

export const outcomeSchema = z.object({
  importedFileId: z.int(),
  rowCount: z.int(),
  accepted: z.int(),
  refused: z.int(),
  sentence: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  notes: z.array(problemSchema),
});
export type ImportResult = z.infer<typeof outcomeSchema>;

export const importsContract = {
  preview: query('import.read')
    .input(z.object({
      ...importTarget,
      page: pageSchema.default({ offset: 0, limit: 200 }),
      only: z.array(bucketSchema).optional(),
      /** Lets `work.progress` and `work.cancel` find a long reading. */
      operationId: z.string().min(8).max(80).optional(),
    }))
    .output(previewSchema),
  confirm: command('import.read')
    .input(commandInput({
      ...importTarget,
      decisions: z.object({
        /** Row number → the key of one of that row's choices. */
        rows: z.record(z.string(), z.string()).default({}),
        /** What the purpose's own part of the wizard decided. */
        own: z.record(z.string(), z.unknown()).default({}),
      }).default({ rows: {}, own: {} }),
      /** The wrong rows are left out, knowingly; without it a file with a wrong row is refused whole. */
      leaveOutWrongRows: z.boolean().default(false),
      again: z.boolean().default(false),
    }))
    .output(outcomeSchema),
  /** A copy of the user's own file with a last column 错误原因. */
  errorCopy: query('import.read').input(z.object(importTarget)).output(fileSchema),
  history: query('import.read').input(z.object(inSchool)).output(z.array(importedFileSchema)),
};
