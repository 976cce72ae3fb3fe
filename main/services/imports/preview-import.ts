import type { ImportPreview, PreviewRow } from '#shared/contract/imports.ts';
import type { Problem } from '#shared/contract/base.ts';
import { maskAccount } from '#shared/domain/identity/bank-account.ts';
import { maskIdNumber } from '#shared/domain/identity/id-number.ts';
import { columnLetters } from '#shared/domain/tabular/cell-table.ts';
import type { FieldKind } from '#shared/domain/tabular/field-catalogue.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findImportedFile } from '#main/db/repositories/imported-file.ts';
import type { PreparedImport } from './prepare-import.ts';
import { fileProblems } from './prepare-import.ts';
import type { RowBucket, RowReading } from './purpose.ts';

export interface PreviewPage {
  readonly offset: number;
  readonly limit: number;
  readonly only: readonly RowBucket[] | undefined;
}

const longNumber = /(?<!\d)\d{14,19}[\dXx]?(?!\d)/g;

/** Hides the middle of identity and card numbers, also in columns nobody has mapped. */
function maskText(text: string, kind: FieldKind | undefined): string {
  if (text === '') return '';
  if (kind === 'id_number') return maskIdNumber(text);
  if (kind === 'account_no') return maskAccount(text);
  if (kind === 'phone') return text.replace(/(\d{3})\d{4,}(\d{4})/, '$1****$2');
  return text.replace(longNumber, (number) => maskIdNumber(number));
}

class Masker {
  readonly #kinds = new Map<number, FieldKind>();
  readonly #mayShowWrong: boolean;

  constructor({ understood: { mapping, fields } }: PreparedImport, mayShowWrong: boolean) {
    const kinds = new Map(fields.map(({ key, kind }) => [key, kind]));
    for (const [key, column] of Object.entries(mapping)) if (column !== undefined) this.#kinds.set(column, kinds.get(key)!);
    this.#mayShowWrong = mayShowWrong;
  }

  /** A wrong number is shown whole to those who may see it: nobody can mend `999***304`. */
  cells(cells: readonly string[], wrongColumns: ReadonlySet<number>): string[] {
    return cells.map((text, column) => (this.#mayShowWrong && wrongColumns.has(column) ? text : maskText(text, this.#kinds.get(column))));
  }

  problem(problem: Problem): Problem {
    return this.#mayShowWrong || !problem.value ? problem : { ...problem, value: maskText(problem.value, undefined) };
  }
}

function columnsOf({ understood: { table, header, data, mapping } }: PreparedImport, masker: Masker): ImportPreview['columns'] {
  const fieldOf = new Map(Object.entries(mapping).map(([key, column]) => [column, key]));
  const samples = data.rows.slice(0, 50).map((row) => masker.cells(table.rows[row]!, new Set()));
  return header.headings.map(({ text, group }, column) => ({
    column, letters: columnLetters(column), heading: group === '' ? text : `${group} / ${text}`, field: fieldOf.get(column) ?? null,
    sample: [...new Set(samples.map((cells) => (cells[column] ?? '').trim()).filter((cell) => cell !== ''))].slice(0, 3),
  }));
}

function countBuckets(rows: readonly RowReading[]): ImportPreview['buckets'] {
  const buckets = { ok: 0, look: 0, wrong: 0 };
  for (const { bucket } of rows) buckets[bucket] += 1;
  return buckets;
}

function previewRows(prepared: PreparedImport, { offset, limit, only }: PreviewPage, masker: Masker): { rows: PreviewRow[]; rowsMatching: number } {
  const { understood: { mapped, mapping }, rows: readings } = prepared;
  const unjudged = { bucket: 'look', understanding: '', problems: [] } as const;
  const wanted = only && readings.length > 0 ? new Set(only) : null;
  const matching = mapped.rows.map((_, index) => index).filter((index) => !wanted || wanted.has(readings[index]!.bucket));
  const rows = matching.slice(offset, offset + limit).map((index): PreviewRow => {
    const row = mapped.rows[index]!;
    const reading: Omit<RowReading, 'rowNumber'> = readings[index] ?? unjudged;
    const wrong = new Set(reading.problems.map(({ column }) => (column ? mapping[column] : undefined)).filter((column) => column !== undefined));
    return {
      row: row.rowNumber, bucket: reading.bucket, hidden: row.hidden, cells: masker.cells(row.cells, wrong), understanding: reading.understanding,
      problems: reading.problems.map((problem) => masker.problem(problem)),
      choices: [...(reading.choices ?? [])], defaultChoice: reading.defaultChoice ?? null,
    };
  });
  return { rows, rowsMatching: matching.length };
}

/** The preview as the window shows it: what was understood, every row in its bucket, one page of them in full. */
export function previewImport(db: ReadableDb, prepared: PreparedImport, page: PreviewPage, mayShowWrong: boolean): ImportPreview {
  const { purpose, source, understood, analysis, context } = prepared;
  const before = findImportedFile(db, context.schoolId, purpose.purpose, source.sha256);
  const masker = new Masker(prepared, mayShowWrong);
  const buckets = countBuckets(prepared.rows);
  return {
    fileName: source.name, sha256: source.sha256, kind: understood.table.kind, encoding: understood.table.encoding, separator: understood.table.separator,
    sheet: understood.table.sheet, sheets: [...understood.sheets],
    headerRows: understood.header.rows.map((row) => row + 1), headerFingerprint: understood.fingerprint,
    mappingFrom: understood.mappingFrom, mappingLastUsed: understood.mappingLastUsed,
    fields: understood.fields.map(({ key, label, kind, required }) => ({ key, label, kind, required: required ?? false })),
    columns: columnsOf(prepared, masker),
    setAside: understood.data.setAside.map(({ row, why, text }) => ({ row: row + 1, why, text: maskText(text, undefined) })),
    importedBefore: before ? { at: before.importedAt, name: before.name, mayRepeat: purpose.mayRepeatFile } : null,
    fileProblems: [...fileProblems(prepared)], notes: [...understood.notes],
    analysed: analysis !== null, rowCount: understood.mapped.rows.length, buckets,
    equation: analysis === null ? '' : `${buckets.ok} + ${buckets.look} + ${buckets.wrong} = ${understood.mapped.rows.length}，一行不多一行不少`,
    mayLeaveOutWrongRows: purpose.mayLeaveOutWrongRows,
    counts: [...(analysis?.counts ?? [])], ...previewRows(prepared, page, masker), extra: analysis?.extra ?? null,
  };
}
