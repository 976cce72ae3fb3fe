import type { ReadableDb, WritableDb } from '../connection.ts';

export interface AuditRow {
  readonly seq: number;
  readonly at: string;
  readonly accountId: number;
  readonly accountName: string;
  readonly method: string;
  readonly schoolId: number | null;
  readonly operationId: string | null;
  readonly detailJson: string;
  readonly previousHash: string;
  readonly hash: string;
}

const columns = `seq, at, account_id AS accountId, account_name AS accountName, method, school_id AS schoolId,
  operation_id AS operationId, detail_json AS detailJson, previous_hash AS previousHash, hash`;

export function insertAuditRow(db: WritableDb, row: AuditRow): void {
  db.run(
    `INSERT INTO audit (seq, at, account_id, account_name, method, school_id, operation_id, detail_json, previous_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.seq, row.at, row.accountId, row.accountName, row.method, row.schoolId, row.operationId, row.detailJson, row.previousHash, row.hash);
}

export function lastAuditRow(db: ReadableDb): AuditRow | undefined {
  return db.get<AuditRow>(`SELECT ${columns} FROM audit ORDER BY seq DESC LIMIT 1`);
}

export function listAuditRowsAfter(db: ReadableDb, seq: number, limit: number): AuditRow[] {
  return db.all<AuditRow>(`SELECT ${columns} FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`, seq, limit);
}

/** The rows of one school: what was done to it, and the coming and going of its own accounts. Null: every school's. */
const ofSchool = `(? IS NULL OR school_id = ? OR (school_id IS NULL AND account_id IN (SELECT a.id FROM account a WHERE a.school_id = ?)))`;

export function listAuditRowsBefore(db: ReadableDb, before: number, limit: number, method: string | null, schoolId: number | null): AuditRow[] {
  return db.all<AuditRow>(
    `SELECT ${columns} FROM audit WHERE seq < ? AND (? IS NULL OR method LIKE ? || '%') AND ${ofSchool} ORDER BY seq DESC LIMIT ?`,
    before, method, method, schoolId, schoolId, schoolId, limit);
}

export function countAuditRows(db: ReadableDb, schoolId: number | null): number {
  return db.get<{ n: number }>(`SELECT count(*) AS n FROM audit WHERE ${ofSchool}`, schoolId, schoolId, schoolId)?.n ?? 0;
}
