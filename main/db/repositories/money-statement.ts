import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { StatementKind } from '#shared/domain/reconciliation/difference-state.ts';
import type { DebitMeans, StatementRow } from '#shared/domain/reconciliation/read-statement.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface NewStatement {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly kind: StatementKind;
  readonly accountLabel: string;
  readonly debitMeans: DebitMeans;
  readonly importedFileId: number;
  readonly accountId: number;
  readonly at: string;
}

export interface KeyedRow extends Omit<StatementRow, 'problems'> {
  readonly rowKey: string;
}

export function insertMoneyStatement(db: WritableDb, given: NewStatement, rows: readonly KeyedRow[]): number {
  const { lastId } = db.run(
    `INSERT INTO money_statement (school_id, term, kind, account_label, debit_means, imported_file_id, row_count, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    given.schoolId, given.term, given.kind, given.accountLabel, given.debitMeans, given.importedFileId, rows.length, given.accountId, given.at);
  const insert = db.sql(
    `INSERT INTO money_statement_row (statement_id, row_no, row_key, on_date, voucher, summary, party, in_fen, out_fen, balance_fen, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const row of rows) {
    insert.run(lastId, row.rowNo, row.rowKey, row.onDate, row.voucher, row.summary, row.party, row.inFen, row.outFen, row.balanceFen, row.counts ? 1 : 0);
  }
  return lastId;
}

export interface MoneyStatement {
  readonly id: number;
  readonly kind: StatementKind;
  readonly accountLabel: string;
  readonly debitMeans: DebitMeans;
  readonly fileName: string;
  readonly rowCount: number;
  readonly inFen: number;
  readonly outFen: number;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly by: string;
  readonly at: string;
  readonly withdrawnAt: string | null;
  readonly withdrawReason: string | null;
}

/** The statements taken in for a term, newest first; withdrawn ones are told as such. */
export function listMoneyStatements(db: ReadableDb, schoolId: number, term: TermKey): MoneyStatement[] {
  return db.all<MoneyStatement>(
    `SELECT m.id, m.kind, m.account_label AS accountLabel, m.debit_means AS debitMeans, f.name AS fileName, m.row_count AS rowCount,
       coalesce(sum(r.in_fen), 0) AS inFen, coalesce(sum(r.out_fen), 0) AS outFen, min(CASE WHEN r.counts = 1 THEN r.on_date END) AS "from", max(CASE WHEN r.counts = 1 THEN r.on_date END) AS "to",
       a.display_name AS "by", m.at, m.withdrawn_at AS withdrawnAt, m.withdraw_reason AS withdrawReason
     FROM money_statement m JOIN imported_file f ON f.id = m.imported_file_id JOIN account a ON a.id = m.account_id LEFT JOIN money_statement_row r ON r.statement_id = m.id
     WHERE m.school_id = ? AND m.term = ? GROUP BY m.id ORDER BY m.id DESC`, schoolId, term);
}

export function withdrawMoneyStatement(db: WritableDb, schoolId: number, id: number, reason: string, stamp: { readonly accountId: number; readonly at: string }): boolean {
  return db.run('UPDATE money_statement SET withdrawn_at = ?, withdrawn_by = ?, withdraw_reason = ? WHERE id = ? AND school_id = ? AND withdrawn_at IS NULL',
    stamp.at, stamp.accountId, reason, id, schoolId).changes === 1;
}

export interface StoredRow {
  readonly rowKey: string;
  readonly accountLabel: string;
  readonly fileName: string;
  readonly rowNo: number;
  readonly onDate: IsoDate;
  readonly voucher: string;
  readonly summary: string;
  readonly party: string;
  readonly inFen: number;
  readonly outFen: number;
}

/**
 * The movements of a kind in a term, each once however many files tell it: what overlapping files of one account say alike is one movement, and what a
 * file of an earlier term already told belongs there.
 */
export function listStatementRows(db: ReadableDb, schoolId: number, term: TermKey, kind: StatementKind): StoredRow[] {
  return db.all<StoredRow>(
    `SELECT r.row_key AS rowKey, m.account_label AS accountLabel, f.name AS fileName, r.row_no AS rowNo, r.on_date AS onDate, r.voucher, r.summary, r.party, r.in_fen AS inFen, r.out_fen AS outFen
     FROM money_statement m JOIN money_statement_row r ON r.statement_id = m.id JOIN imported_file f ON f.id = m.imported_file_id
     WHERE m.school_id = @schoolId AND m.term = @term AND m.kind = @kind AND m.withdrawn_at IS NULL AND r.counts = 1
       AND NOT EXISTS (SELECT 1 FROM money_statement_row q JOIN money_statement n ON n.id = q.statement_id
         WHERE q.row_key = r.row_key AND n.school_id = @schoolId AND n.kind = @kind AND n.account_label = m.account_label AND n.withdrawn_at IS NULL
           AND (n.term < @term OR (n.term = @term AND n.id < m.id)))
     ORDER BY r.on_date, m.id, r.row_no`, { schoolId, term, kind });
}

/** Keys an account's live files already hold, with the file and row that told them first. */
export function listStatementKeys(db: ReadableDb, schoolId: number, kind: StatementKind, accountLabel: string): { rowKey: string; fileName: string; rowNo: number }[] {
  return db.all(
    `SELECT r.row_key AS rowKey, f.name AS fileName, r.row_no AS rowNo FROM money_statement m JOIN money_statement_row r ON r.statement_id = m.id JOIN imported_file f ON f.id = m.imported_file_id
     WHERE m.school_id = ? AND m.kind = ? AND m.account_label = ? AND m.withdrawn_at IS NULL AND r.counts = 1 ORDER BY m.id DESC`, schoolId, kind, accountLabel);
}
