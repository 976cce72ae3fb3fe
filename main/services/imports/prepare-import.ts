import type * as z from 'zod';
import type { ImportPurposeKey, ImportReading } from '#shared/contract/imports.ts';
import type { Problem } from '#shared/contract/base.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { ReadFile } from '#main/files/read-file.ts';
import type { OpenArchive } from '../core.ts';
import { classScope, requirePermission } from '../procedure.ts';
import type { SlowScope } from '../procedure.ts';
import { badInput, problemOf, refuse } from '../refusal.ts';
import { judgeRows } from './judge-rows.ts';
import type { ImportAnalysis, ImportContext, ImportPurpose, RowReading } from './purpose.ts';
import { findPurpose } from './purposes.ts';
import type { SourceFile } from './source-file.ts';
import { openSourceFile, ReadingCache } from './source-file.ts';
import type { UnderstoodFile } from './understand-file.ts';
import { understandFile } from './understand-file.ts';

/** What preview, confirm and errorCopy are all given. */
export interface ImportTarget {
  readonly schoolId: number;
  readonly term?: TermKey | undefined;
  readonly purpose: ImportPurposeKey;
  readonly file: File;
  readonly reading: ImportReading;
  readonly mapping?: Readonly<Record<string, number>> | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface PreparedImport {
  readonly purpose: ImportPurpose;
  readonly source: SourceFile;
  readonly understood: UnderstoodFile;
  readonly context: ImportContext<unknown>;
  /** Null while the file itself has problems: then no purpose has judged the rows. */
  readonly analysis: ImportAnalysis<unknown> | null;
  readonly rows: readonly RowReading[];
}

interface KeptAnalysis {
  readonly key: string;
  readonly analysis: ImportAnalysis<unknown>;
  readonly rows: readonly RowReading[];
}

/** What is remembered between the calls of one import; forgotten when the archive is locked. */
interface ImportMemory {
  readonly readings: ReadingCache;
  understood: { readonly key: string; readonly file: UnderstoodFile } | null;
  analysis: KeptAnalysis | null;
}

const memories = new WeakMap<OpenArchive, ImportMemory>();

function memoryOf(archive: OpenArchive): ImportMemory {
  let memory = memories.get(archive);
  if (!memory) {
    memory = { readings: new ReadingCache(), understood: null, analysis: null };
    memories.set(archive, memory);
  }
  return memory;
}

/** Lets go of a file that is in. */
export function forgetImports(archive: OpenArchive): void {
  memories.delete(archive);
}

function parseSetting<Value>(schema: z.ZodType<Value>, given: unknown): Value {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw badInput(result.error.issues.map((issue) => problemOf('imports.options_invalid', { field: issue.path.join('.'), message: issue.message })));
}

/** The sheet asked for; where none was, and the first lacks required columns, the one that lacks the fewest. */
async function readBestSheet(
  memory: ImportMemory, db: ReadableDb, source: SourceFile, target: ImportTarget, wanted: Parameters<typeof understandFile>[2], signal: AbortSignal,
): Promise<ReadFile> {
  const { encoding, separator, sheet } = target.reading;
  const request = { encoding, separator, sheet };
  const first = await memory.readings.read(source, request, signal);
  const others = first.sheets.filter(({ name, hidden }) => !hidden && name !== first.table.sheet).slice(0, 8);
  if (sheet !== undefined || others.length === 0) return first;
  let best = first;
  let fewest = understandFile(db, first, wanted).problems.length;
  for (const { name } of others) {
    if (fewest === 0) break;
    const other = await memory.readings.read(source, { ...request, sheet: name }, signal).catch(() => null);
    const problems = other ? understandFile(db, other, wanted).problems.length : Infinity;
    if (other && problems < fewest) {
      best = other;
      fewest = problems;
    }
  }
  return best;
}

function dataVersion(db: ReadableDb): number {
  return db.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0;
}

function analyse(memory: ImportMemory, db: ReadableDb, prepared: Omit<PreparedImport, 'analysis' | 'rows'>, settings: string): KeptAnalysis {
  const key = JSON.stringify([settings, prepared.understood.fingerprint, prepared.context.today, dataVersion(db)]);
  if (memory.analysis?.key === key) return memory.analysis;
  const { purpose, understood, context } = prepared;
  const analysis = purpose.analyse(db, understood.mapped, context);
  const rows = judgeRows(understood.mapped, understood.fields, analysis, understood.table.marks.size > 0);
  memory.analysis = { key, analysis, rows };
  return memory.analysis;
}

/** Everything up to the point where preview and confirm part: reads, understands, lets the purpose judge every row. */
export async function prepareImport(scope: SlowScope<unknown>, target: ImportTarget): Promise<PreparedImport> {
  const purpose = findPurpose(target.purpose);
  if (!purpose) throw refuse('imports.purpose_unknown', { purpose: target.purpose });
  // Judging a file tells who is in the school and how; whoever is confined to a class asks only what he may also enter.
  requirePermission(scope.session, classScope(scope.session) === null ? purpose.readPermission : purpose.writePermission);
  const memory = memoryOf(scope.core.archive!);
  const options = parseSetting(purpose.options, target.options);
  const source = await openSourceFile(target.file);
  const fields = typeof purpose.fields === 'function' ? purpose.fields(options) : purpose.fields;
  const wanted = { purpose: target.purpose, fields, reading: target.reading, mapping: target.mapping, mayHaveNoRows: purpose.mayHaveNoRows ?? false };
  scope.progress({ done: 0, total: 0, label: '正在读文件' });
  const file = await readBestSheet(memory, scope.db, source, target, wanted, scope.signal);
  scope.signal.throwIfAborted();
  const settings = JSON.stringify([target.schoolId, target.term, target.purpose, source.sha256, target.reading, file.table.sheet, target.mapping, target.options]);
  const rememberedKey = JSON.stringify([settings, dataVersion(scope.db)]);
  if (memory.understood?.key !== rememberedKey) memory.understood = { key: rememberedKey, file: understandFile(scope.db, file, wanted) };
  const understood = memory.understood.file;
  const context: ImportContext<unknown> = {
    schoolId: target.schoolId, term: target.term ?? null, today: scope.today, options, fileName: source.name, accountId: scope.session.accountId,
  };
  const prepared = { purpose, source, understood, context };
  if (understood.problems.length > 0) return { ...prepared, analysis: null, rows: [] };
  scope.progress({ done: 0, total: understood.mapped.rows.length, label: '正在核对各行' });
  const { analysis, rows } = analyse(memory, scope.db, prepared, settings);
  return { ...prepared, analysis, rows };
}

/** The problems that keep the whole file out. */
export function fileProblems({ understood, analysis }: PreparedImport): readonly Problem[] {
  return [...understood.problems, ...(analysis?.fileProblems ?? [])];
}
