import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { MovementKind } from '#shared/domain/roster/movement.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

/** What a movement changed, before and after: the status, or the class, or the boarding mode. */
export type MovementSide = Readonly<Record<string, string | number | null>>;

export interface NewMovement {
  readonly studentId: number;
  readonly kind: MovementKind;
  readonly effectiveDate: IsoDate;
  readonly from: MovementSide;
  readonly to: MovementSide;
  readonly evidence: string;
  readonly correctsId: number | null;
  readonly importedFileId: number | null;
  readonly rowNo: number | null;
  readonly accountId: number;
  readonly recordedAt: string;
}

export interface MovementRow extends NewMovement {
  readonly id: number;
  /** The correction that took this one back, if any. */
  readonly correctedById: number | null;
  readonly accountName: string;
  readonly fileName: string | null;
}

export function insertMovement(db: WritableDb, movement: NewMovement): number {
  return Number(db.sql(`INSERT INTO movement (student_id, kind, effective_date, from_json, to_json, evidence, corrects_id, imported_file_id, row_no, account_id, recorded_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
    movement.studentId, movement.kind, movement.effectiveDate, JSON.stringify(movement.from), JSON.stringify(movement.to), movement.evidence,
    movement.correctsId, movement.importedFileId, movement.rowNo, movement.accountId, movement.recordedAt,
  ).lastInsertRowid);
}

type Stored = Omit<MovementRow, 'from' | 'to'> & { fromJson: string; toJson: string };

const select = `SELECT m.id, m.student_id AS studentId, m.kind, m.effective_date AS effectiveDate, m.from_json AS fromJson, m.to_json AS toJson, m.evidence,
  m.corrects_id AS correctsId, c.id AS correctedById, m.imported_file_id AS importedFileId, m.row_no AS rowNo, m.account_id AS accountId,
  a.display_name AS accountName, m.recorded_at AS recordedAt, f.name AS fileName
  FROM movement m JOIN account a ON a.id = m.account_id LEFT JOIN movement c ON c.corrects_id = m.id LEFT JOIN imported_file f ON f.id = m.imported_file_id`;

function fromStored({ fromJson, toJson, ...row }: Stored): MovementRow {
  return { ...row, from: JSON.parse(fromJson) as MovementSide, to: JSON.parse(toJson) as MovementSide };
}

/** A pupil's movements in the order they were recorded, taken-back ones and their corrections among them. */
export function listMovements(db: ReadableDb, studentId: number): MovementRow[] {
  return db.all<Stored>(`${select} WHERE m.student_id = ? ORDER BY m.id`, studentId).map(fromStored);
}

export function findMovement(db: ReadableDb, schoolId: number, id: number): MovementRow | undefined {
  const row = db.get<Stored>(`${select} JOIN student s ON s.id = m.student_id WHERE s.school_id = ? AND m.id = ?`, schoolId, id);
  return row && fromStored(row);
}

export function listSchoolMovements(db: ReadableDb, schoolId: number, from: IsoDate, to: IsoDate): MovementRow[] {
  return db.all<Stored>(
    `${select} JOIN student s ON s.id = m.student_id WHERE s.school_id = ? AND m.effective_date BETWEEN ? AND ? ORDER BY m.effective_date DESC, m.id DESC`,
    schoolId, from, to).map(fromStored);
}
