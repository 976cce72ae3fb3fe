import type { ComparedRow } from '#shared/domain/matching/list-change.ts';
import type { RowBucket } from '#shared/domain/matching/match-row.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import type { ReadableDb } from '../connection.ts';
import { listColumns, listTables } from './lists.ts';
import type { ListLine } from './lists.ts';

/** A row with its number in the file, as two lists are compared by it. */
export interface NumberedRow extends ComparedRow {
  readonly rowNo: number;
}

/** Every row of a list with the pupils it stands for, in the order of the file. */
export function listComparedRows(db: ReadableDb, listId: number): NumberedRow[] {
  const rows = db.all<{ rowId: number; rowNo: number; bucket: RowBucket; riskCleared: TriState; studentId: number | null; groupKey: string | null }>(
    `SELECT r.id AS rowId, r.row_no AS rowNo, r.bucket, r.risk_cleared AS riskCleared, m.student_id AS studentId, m.group_key AS groupKey
     FROM list_row r LEFT JOIN list_match m ON m.row_id = r.id AND m.decision IN ('automatic', 'confirmed')
     WHERE r.list_id = ? ORDER BY r.row_no, m.student_id`, listId);
  return [...Map.groupBy(rows, (row) => row.rowId).values()].map((same): NumberedRow => {
    const { rowId, rowNo, bucket, riskCleared } = same[0]!;
    return {
      rowId, rowNo, bucket, riskCleared,
      pupils: same.flatMap(({ studentId, groupKey }) => (studentId === null || groupKey === null ? [] : [{ studentId, groupKey }])),
    };
  });
}

/** Every list of a school up to a term, newest first, withdrawn and replaced ones too. */
export function listListsUpTo(db: ReadableDb, schoolId: number, term: string): ListLine[] {
  return db.all<ListLine>(`SELECT ${listColumns} FROM ${listTables} WHERE l.school_id = ? AND l.term <= ? ORDER BY l.term DESC, l.id DESC`, schoolId, term);
}
