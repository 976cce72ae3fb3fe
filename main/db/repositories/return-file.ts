import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { ReasonKey, ReturnResult } from '#shared/domain/reconciliation/return-words.ts';
import type { MatchRule } from '#shared/domain/reconciliation/reconcile.ts';
import type { RowBucket } from '#shared/domain/reconciliation/row-bucket.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface NewReturnFile {
  readonly schoolId: number;
  readonly batchIds: readonly number[];
  readonly importedFileId: number;
  readonly term: string;
  readonly correctsId: number | null;
  readonly rowCount: number;
  readonly sumFen: Fen;
  readonly words: unknown;
  readonly differences: readonly unknown[];
  readonly confirmedBy: number;
  readonly confirmedAt: string;
}

export function insertReturnFile(db: WritableDb, file: NewReturnFile): number {
  const [first] = file.batchIds;
  const { lastId } = db.run(
    `INSERT INTO return_file (school_id, batch_id, imported_file_id, term, corrects_id, row_count, sum_fen, words_json, difference_json, confirmed_by, confirmed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    file.schoolId, file.batchIds.length === 1 ? (first ?? null) : null, file.importedFileId, file.term, file.correctsId, file.rowCount, file.sumFen,
    JSON.stringify(file.words), JSON.stringify(file.differences), file.confirmedBy, file.confirmedAt);
  for (const batchId of file.batchIds) db.run('INSERT INTO return_file_batch (return_file_id, batch_id) VALUES (?, ?)', lastId, batchId);
  return lastId;
}

export interface NewReturnLine {
  readonly rowNo: number;
  readonly bucket: RowBucket;
  readonly rule: MatchRule | null;
  readonly paymentLineId: number | null;
  readonly amountFen: Fen | null;
  readonly result: ReturnResult;
  readonly reasonRaw: string;
  readonly reasonKey: ReasonKey | null;
  readonly paidOn: IsoDate | null;
  readonly cells: readonly string[];
}

export function insertReturnLines(db: WritableDb, returnFileId: number, lines: Iterable<NewReturnLine>): void {
  const insert = db.sql(
    `INSERT INTO return_line (return_file_id, row_no, bucket, rule, payment_line_id, amount_fen, result, reason_raw, reason_key, paid_on, raw_json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const line of lines) {
    insert.run(returnFileId, line.rowNo, line.bucket, line.rule, line.paymentLineId, line.amountFen, line.result, line.reasonRaw, line.reasonKey, line.paidOn,
      JSON.stringify(line.cells));
  }
}

/** The file a later one may correct: the last in its chain. */
export function findCorrectable(db: ReadableDb, schoolId: number, id: number): { id: number; batchIds: number[]; correctedByName: string | null } | undefined {
  const row = db.get<{ id: number; batchIdsJson: string; correctedByName: string | null }>(
    `SELECT r.id, (SELECT json_group_array(x.batch_id) FROM return_file_batch x WHERE x.return_file_id = r.id) AS batchIdsJson,
       (SELECT f.name FROM return_file n JOIN imported_file f ON f.id = n.imported_file_id WHERE n.corrects_id = r.id) AS correctedByName
     FROM return_file r WHERE r.school_id = ? AND r.id = ?`, schoolId, id);
  return row && { id: row.id, batchIds: JSON.parse(row.batchIdsJson) as number[], correctedByName: row.correctedByName };
}
