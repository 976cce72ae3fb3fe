import type { NegativeKind } from '#shared/domain/verification/negative-kind.ts';
import type { HitEvent, HitOutcome, HitState } from '#shared/domain/verification/negative-hit.ts';
import type { HitStrength, HouseholdPerson } from '#shared/domain/verification/negative-match.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';
import type { Stamp } from './identification-case.ts';

/** Every row a school added to its kinds of negative lists, oldest first. */
export function listNegativeKindRows(db: ReadableDb, schoolId: number): NegativeKind[] {
  return db.all<Omit<NegativeKind, 'active'> & { active: 0 | 1 }>(
    'SELECT kind_key AS key, label, detail_label AS detailLabel, ask, source, active FROM negative_kind_row WHERE school_id = ? ORDER BY id', schoolId,
  ).map((row) => ({ ...row, active: row.active === 1 }));
}

export function insertNegativeKindRow(db: WritableDb, schoolId: number, kind: NegativeKind, stamp: Stamp): void {
  db.run(
    'INSERT INTO negative_kind_row (school_id, kind_key, label, detail_label, ask, source, active, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    schoolId, kind.key, kind.label, kind.detailLabel, kind.ask, kind.source, kind.active ? 1 : 0, stamp.accountId, stamp.at);
}

export interface NewNegativeList {
  readonly schoolId: number;
  readonly kindKey: string;
  readonly kindLabel: string;
  readonly issuer: string;
  readonly asOf: string | null;
  readonly term: string;
  readonly importedFileId: number;
  readonly leftOutCount: number;
}

export function insertNegativeList(db: WritableDb, list: NewNegativeList, stamp: Stamp): number {
  return db.run(
    `INSERT INTO negative_list (school_id, kind_key, kind_label, issuer, as_of, term, imported_file_id, left_out_count, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    list.schoolId, list.kindKey, list.kindLabel, list.issuer, list.asOf, list.term, list.importedFileId, list.leftOutCount, stamp.accountId, stamp.at).lastId;
}

export function withdrawNegativeList(db: WritableDb, listId: number, reason: string, stamp: Stamp): void {
  db.run('UPDATE negative_list SET withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ? WHERE id = ?', stamp.at, stamp.accountId, reason, listId);
}

export interface NewNegativeRow {
  readonly listId: number;
  readonly rowNo: number;
  readonly name: string;
  readonly nameKey: string;
  readonly idNumber: string;
  readonly detail: string;
}

export function insertNegativeRow(db: WritableDb, row: NewNegativeRow): number {
  return db.run(
    'INSERT INTO negative_row (list_id, row_no, name, name_key, id_number, detail) VALUES (?, ?, ?, ?, ?, ?)',
    row.listId, row.rowNo, row.name, row.nameKey, row.idNumber, row.detail).lastId;
}

/** The rows of a list, to be held against the households again. */
export function listNegativeRows(db: ReadableDb, listId: number): (NewNegativeRow & { readonly rowId: number })[] {
  return db.all('SELECT id AS rowId, list_id AS listId, row_no AS rowNo, name, name_key AS nameKey, id_number AS idNumber, detail FROM negative_row WHERE list_id = ? ORDER BY row_no', listId);
}

export interface NewNegativeHit {
  readonly rowId: number;
  readonly studentId: number;
  readonly personName: string;
  readonly relation: string;
  readonly source: HouseholdPerson['source'];
  readonly strength: HitStrength;
  readonly nameDiffers: boolean;
}

/** Keeps a hit; one that is known already stays as it is. Answers whether it is new. */
export function insertNegativeHit(db: WritableDb, hit: NewNegativeHit, at: string): boolean {
  return db.run(
    `INSERT INTO negative_hit (row_id, student_id, person_name, relation, source, strength, name_differs, state, found_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?) ON CONFLICT (row_id, student_id) DO NOTHING`,
    hit.rowId, hit.studentId, hit.personName, hit.relation, hit.source, hit.strength, hit.nameDiffers ? 1 : 0, at).changes > 0;
}

export interface NewHitEvent {
  readonly hitId: number;
  readonly event: HitEvent;
  readonly fromState: HitState;
  readonly toState: HitState;
  readonly onDate: string;
  readonly text: string;
  readonly outcome: HitOutcome | null;
}

/** Moves a hit and writes the event that moved it: the one is never without the other. */
export function insertHitEvent(db: WritableDb, event: NewHitEvent, stamp: Stamp): void {
  db.run(
    'INSERT INTO negative_hit_event (hit_id, event, from_state, to_state, on_date, text, outcome, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    event.hitId, event.event, event.fromState, event.toState, event.onDate, event.text, event.outcome, stamp.accountId, stamp.at);
  db.run('UPDATE negative_hit SET state = ? WHERE id = ?', event.toState, event.hitId);
}
