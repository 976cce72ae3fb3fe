import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { StageYears } from '#shared/domain/roster/stage.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface RosterSnapshot {
  readonly id: number;
  readonly term: TermKey;
  readonly asOf: IsoDate;
  readonly fileName: string | null;
  readonly pupils: number;
}

/**
 * Keeps who was on the roll, where and how, at the moment of an import (handbook 1.1: a snapshot per term, never overwritten).
 * `rowNumbers`: pupil → row of the imported file.
 */
export function insertRosterSnapshot(
  db: WritableDb, schoolId: number, snapshot: { readonly term: TermKey; readonly asOf: IsoDate; readonly importedFileId: number | null },
  rowNumbers: ReadonlyMap<number, number>, years: StageYears,
): number {
  const id = db.run('INSERT INTO roster_snapshot (school_id, term, as_of, imported_file_id) VALUES (?, ?, ?, ?)',
    schoolId, snapshot.term, snapshot.asOf, snapshot.importedFileId).lastId;
  const start = Number(snapshot.term.slice(0, 4));
  const pupils = db.all<{ id: number; stage: keyof StageYears; entryYear: number | null; yearOffset: number; classId: number | null; boardingMode: string; status: string }>(
    `SELECT id, stage, entry_year AS entryYear, year_offset AS yearOffset, class_id AS classId, boarding_mode AS boardingMode, status
     FROM student WHERE school_id = ? AND status IN ('enrolled', 'suspended') ORDER BY id`, schoolId);
  const insert = db.sql(`INSERT INTO roster_snapshot_row (snapshot_id, student_id, row_no, stage, year_level, class_id, boarding_mode, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const pupil of pupils) {
    const level = pupil.entryYear === null ? null : start - pupil.entryYear + 1 + pupil.yearOffset;
    const inStage = level !== null && level >= 1 && level <= years[pupil.stage];
    insert.run(id, pupil.id, rowNumbers.get(pupil.id) ?? null, pupil.stage, inStage ? level : null, pupil.classId, pupil.boardingMode, pupil.status);
  }
  return id;
}

export function listRosterSnapshots(db: ReadableDb, schoolId: number): RosterSnapshot[] {
  return db.all<RosterSnapshot>(
    `SELECT n.id, n.term, n.as_of AS asOf, f.name AS fileName, (SELECT count(*) FROM roster_snapshot_row r WHERE r.snapshot_id = n.id) AS pupils
     FROM roster_snapshot n LEFT JOIN imported_file f ON f.id = n.imported_file_id WHERE n.school_id = ? ORDER BY n.id DESC`, schoolId);
}
