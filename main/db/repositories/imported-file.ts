import type { ReadableDb, WritableDb } from '../connection.ts';

export interface ImportedFileRow {
  readonly schoolId: number;
  readonly purpose: string;
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly sheet: string;
  readonly headerFingerprint: string;
  readonly rowCount: number;
  readonly term: string | null;
  readonly importedAt: string;
  readonly accountId: number;
  readonly bytes: Uint8Array;
}

export function insertImportedFile(db: WritableDb, row: ImportedFileRow): number {
  return db.run(
    `INSERT INTO imported_file (school_id, purpose, name, sha256, size_bytes, sheet, header_fingerprint, row_count, term, imported_at, account_id, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.schoolId, row.purpose, row.name, row.sha256, row.sizeBytes, row.sheet, row.headerFingerprint, row.rowCount, row.term,
    row.importedAt, row.accountId, row.bytes).lastId;
}

/** The first time these very bytes were imported for this purpose. */
export function findImportedFile(db: ReadableDb, schoolId: number, purpose: string, sha256: string): { importedAt: string; name: string } | undefined {
  return db.get(
    'SELECT imported_at AS importedAt, name FROM imported_file WHERE school_id = ? AND purpose = ? AND sha256 = ? ORDER BY id LIMIT 1',
    schoolId, purpose, sha256);
}

export interface ImportedFileLine {
  readonly id: number;
  readonly purpose: string;
  readonly name: string;
  readonly rowCount: number;
  readonly term: string | null;
  readonly importedAt: string;
  readonly account: string;
}

export function listImportedFiles(db: ReadableDb, schoolId: number): ImportedFileLine[] {
  return db.all(
    `SELECT f.id, f.purpose, f.name, f.row_count AS rowCount, f.term, f.imported_at AS importedAt, a.display_name AS account
     FROM imported_file f JOIN account a ON a.id = f.account_id WHERE f.school_id = ? ORDER BY f.id DESC`,
    schoolId);
}
