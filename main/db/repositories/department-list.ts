import type { ListKind } from '#shared/domain/matching/list-kind.ts';
import type { MatchDifference, MatchPath, MatchRule, RowBucket } from '#shared/domain/matching/match-row.ts';
import type { MatchDecision, RowDecision } from '#shared/domain/matching/row-decision.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import type { WritableDb } from '../connection.ts';

export interface NewDepartmentList {
  readonly schoolId: number;
  readonly kind: ListKind;
  readonly groupKey: string | null;
  readonly issuer: string;
  readonly asOf: string | null;
  readonly term: string;
  readonly importedFileId: number;
  readonly leftOutCount: number;
  readonly replacesId: number | null;
  readonly accountId: number;
  readonly at: string;
}

export interface NewListRow {
  readonly listId: number;
  readonly rowNo: number;
  readonly name: string;
  readonly nameKey: string;
  readonly idNumber: string;
  readonly headName: string;
  readonly headNameKey: string;
  readonly headIdNumber: string;
  readonly certificateNo: string;
  /** null: the row itself says it belongs to no group. */
  readonly groupKey: string | null;
  readonly riskCleared: TriState;
  readonly village: string;
  readonly birthDate: string | null;
  readonly rawJson: string;
  readonly bucket: RowBucket;
  readonly rule: MatchRule | 'no_group' | null;
}

export interface NewListMatch {
  readonly rowId: number;
  readonly studentId: number;
  readonly memberId: number | null;
  readonly path: MatchPath;
  readonly rule: MatchRule;
  readonly differences: readonly MatchDifference[];
  readonly groupKey: string;
  readonly decision: MatchDecision;
  readonly decidedBy: number | null;
  readonly decidedAt: string | null;
}

export function insertDepartmentList(db: WritableDb, list: NewDepartmentList): number {
  return db.run(
    `INSERT INTO department_list (school_id, kind, group_key, issuer, as_of, term, imported_file_id, left_out_count, replaces_id, created_at, account_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    list.schoolId, list.kind, list.groupKey, list.issuer, list.asOf, list.term, list.importedFileId, list.leftOutCount, list.replacesId, list.at, list.accountId,
  ).lastId;
}

export function insertListRow(db: WritableDb, row: NewListRow): number {
  return Number(db.sql(
    `INSERT INTO list_row (list_id, row_no, name, name_key, id_number, head_name, head_name_key, head_id_number, certificate_no, group_key,
       risk_cleared, village, birth_date, raw_json, bucket, rule)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.listId, row.rowNo, row.name, row.nameKey, row.idNumber, row.headName, row.headNameKey, row.headIdNumber, row.certificateNo, row.groupKey,
    row.riskCleared, row.village, row.birthDate, row.rawJson, row.bucket, row.rule,
  ).lastInsertRowid);
}

export function insertListMatch(db: WritableDb, match: NewListMatch): number {
  return Number(db.sql(
    `INSERT INTO list_match (row_id, student_id, member_id, path, rule, differences_json, group_key, decision, decided_by, decided_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    match.rowId, match.studentId, match.memberId, match.path, match.rule, JSON.stringify(match.differences), match.groupKey,
    match.decision, match.decidedBy, match.decidedAt,
  ).lastInsertRowid);
}

export function updateRowBucket(db: WritableDb, rowId: number, bucket: RowBucket, rule: MatchRule | 'no_group' | null): void {
  db.run('UPDATE list_row SET bucket = ?, rule = ? WHERE id = ?', bucket, rule, rowId);
}

/** A standing that nobody decided carries no name and no time. */
export function updateMatchDecision(db: WritableDb, matchId: number, decision: MatchDecision, by: number, at: string): void {
  const decided = decision === 'confirmed' || decision === 'rejected';
  db.run('UPDATE list_match SET decision = ?, decided_by = ?, decided_at = ? WHERE id = ?', decision, decided ? by : null, decided ? at : null, matchId);
}

/** For matching a row anew; only where no case rests on its matches. */
export function deleteMatchesOfRow(db: WritableDb, rowId: number): void {
  db.run('DELETE FROM list_match WHERE row_id = ?', rowId);
}

export interface NewListDecision {
  readonly rowId: number;
  readonly decision: RowDecision;
  readonly note: string;
  readonly accountId: number;
  readonly at: string;
}

export function insertListDecision(db: WritableDb, decision: NewListDecision): void {
  const studentIds = decision.decision.kind === 'confirm' ? decision.decision.studentIds : [];
  db.run(
    'INSERT INTO list_decision (row_id, kind, student_ids_json, note, account_id, at) VALUES (?, ?, ?, ?, ?, ?)',
    decision.rowId, decision.decision.kind, JSON.stringify(studentIds), decision.note, decision.accountId, decision.at);
}

export function withdrawList(db: WritableDb, listId: number, by: number, at: string, reason: string): void {
  db.run('UPDATE department_list SET withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ? WHERE id = ?', at, by, reason, listId);
}
