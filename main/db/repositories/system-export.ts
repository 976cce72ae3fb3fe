import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { SystemExportKind } from '#shared/domain/comparison/export-fields.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface NewSystemExport {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly kind: SystemExportKind;
  readonly programmeKey: string | null;
  readonly asOf: IsoDate;
  readonly importedFileId: number;
  /** A further part of the same list, not a newer one. */
  readonly adds: boolean;
}

export interface SystemExportRow {
  readonly rowNo: number;
  readonly name: string;
  readonly nameKey: string;
  readonly idNumber: string;
  readonly registryNo: string;
  readonly birthDate: string;
  readonly className: string;
  readonly boardingMode: 'day' | 'boarding' | null;
  readonly grade: string | null;
  readonly programmeKey: string | null;
  readonly amountFen: Fen | null;
}

export interface SystemExport extends Omit<NewSystemExport, 'adds'> {
  readonly id: number;
  readonly adds: number;
  readonly rowCount: number;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly importedAt: string;
}

export function insertSystemExport(db: WritableDb, given: NewSystemExport, rows: readonly SystemExportRow[]): number {
  const { lastId } = db.run(
    `INSERT INTO system_export (school_id, term, kind, programme_key, as_of, imported_file_id, row_count, adds) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    given.schoolId, given.term, given.kind, given.programmeKey, given.asOf, given.importedFileId, rows.length, given.adds);
  const insert = db.sql(
    `INSERT INTO system_export_row (export_id, row_no, name, name_key, id_number, registry_no, birth_date, class_name, boarding_mode, grade, programme_key, amount_fen)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const row of rows) {
    insert.run(lastId, row.rowNo, row.name, row.nameKey, row.idNumber, row.registryNo, row.birthDate, row.className, row.boardingMode, row.grade, row.programmeKey, row.amountFen);
  }
  return lastId;
}

/** The exports of a term that count, newest last. */
export function listSystemExports(db: ReadableDb, schoolId: number, term: TermKey): SystemExport[] {
  return db.all<SystemExport>(
    `SELECT x.id, x.school_id AS schoolId, x.term, x.kind, x.programme_key AS programmeKey, x.as_of AS asOf, x.imported_file_id AS importedFileId,
       x.row_count AS rowCount, x.adds, f.name AS fileName, f.sha256 AS fileSha256, f.imported_at AS importedAt
     FROM system_export x JOIN imported_file f ON f.id = x.imported_file_id
     WHERE x.school_id = ? AND x.term = ? AND x.withdrawn_at IS NULL ORDER BY x.id`, schoolId, term);
}

export function listSystemExportRows(db: ReadableDb, exportId: number): SystemExportRow[] {
  return db.all<SystemExportRow>(
    `SELECT row_no AS rowNo, name, name_key AS nameKey, id_number AS idNumber, registry_no AS registryNo, birth_date AS birthDate, class_name AS className,
       boarding_mode AS boardingMode, grade, programme_key AS programmeKey, amount_fen AS amountFen
     FROM system_export_row WHERE export_id = ? ORDER BY row_no`, exportId);
}

export function withdrawSystemExport(db: WritableDb, schoolId: number, id: number, at: string, reason: string): boolean {
  return db.run('UPDATE system_export SET withdrawn_at = ?, withdrawn_reason = ? WHERE id = ? AND school_id = ? AND withdrawn_at IS NULL', at, reason, id, schoolId).changes === 1;
}
