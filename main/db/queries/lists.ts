import type { ListKind } from '#shared/domain/matching/list-kind.ts';
import type { MatchDifference, MatchPath, MatchRule, RowBucket } from '#shared/domain/matching/match-row.ts';
import type { MatchDecision } from '#shared/domain/matching/row-decision.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import type { ReadableDb } from '../connection.ts';

export interface ListLine {
  readonly listId: number;
  readonly schoolId: number;
  readonly kind: ListKind;
  readonly groupKey: string | null;
  readonly issuer: string;
  readonly asOf: string | null;
  readonly term: string;
  readonly leftOut: number;
  readonly replacesId: number | null;
  readonly replacedById: number | null;
  readonly fileName: string;
  readonly importedAt: string;
  readonly importedBy: string;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
}

export const listColumns = `l.id AS listId, l.school_id AS schoolId, l.kind, l.group_key AS groupKey, l.issuer, l.as_of AS asOf, l.term, l.left_out_count AS leftOut,
  l.replaces_id AS replacesId, (SELECT newer.id FROM department_list newer WHERE newer.replaces_id = l.id AND newer.withdrawn_at IS NULL) AS replacedById,
  f.name AS fileName, f.imported_at AS importedAt, a.display_name AS importedBy,
  l.withdrawn_at AS withdrawnAt, w.display_name AS withdrawnBy, l.withdrawn_reason AS withdrawnReason`;
export const listTables = `department_list l JOIN imported_file f ON f.id = l.imported_file_id JOIN account a ON a.id = l.account_id
  LEFT JOIN account w ON w.id = l.withdrawn_by`;

/** A list is in force until it is withdrawn or a newer one, itself in force, replaces it. */
export const listInForce = `l.withdrawn_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM department_list newer WHERE newer.replaces_id = l.id AND newer.withdrawn_at IS NULL)`;

export function listLists(db: ReadableDb, schoolId: number, term: string): ListLine[] {
  return db.all<ListLine>(`SELECT ${listColumns} FROM ${listTables} WHERE l.school_id = ? AND l.term = ? ORDER BY l.id DESC`, schoolId, term);
}

export function findList(db: ReadableDb, schoolId: number, listId: number): ListLine | undefined {
  return db.get<ListLine>(`SELECT ${listColumns} FROM ${listTables} WHERE l.school_id = ? AND l.id = ?`, schoolId, listId);
}

export function countBuckets(db: ReadableDb, listId: number): { readonly bucket: RowBucket; readonly count: number }[] {
  return db.all(`SELECT bucket, count(*) AS count FROM list_row WHERE list_id = ? GROUP BY bucket`, listId);
}

export function countListedPupils(db: ReadableDb, listId: number): number {
  return db.get<{ count: number }>(
    `SELECT count(DISTINCT m.student_id) AS count FROM list_match m JOIN list_row r ON r.id = m.row_id
     WHERE r.list_id = ? AND r.bucket = 'matched' AND m.decision IN ('automatic', 'confirmed')`, listId)?.count ?? 0;
}

export interface ListRowLine {
  readonly rowId: number;
  readonly listId: number;
  readonly kind: ListKind;
  readonly listGroupKey: string | null;
  readonly rowNo: number;
  readonly name: string;
  readonly idNumber: string;
  readonly headName: string;
  readonly headIdNumber: string;
  readonly certificateNo: string;
  readonly groupKey: string | null;
  readonly riskCleared: TriState;
  readonly village: string;
  readonly birthDate: string | null;
  readonly rawJson: string;
  readonly bucket: RowBucket;
  readonly rule: MatchRule | 'no_group' | null;
}

const rowColumns = `r.id AS rowId, r.list_id AS listId, l.kind, l.group_key AS listGroupKey, r.row_no AS rowNo, r.name, r.id_number AS idNumber,
  r.head_name AS headName, r.head_id_number AS headIdNumber, r.certificate_no AS certificateNo, r.group_key AS groupKey, r.risk_cleared AS riskCleared,
  r.village, r.birth_date AS birthDate, r.raw_json AS rawJson, r.bucket, r.rule`;

export interface RowFilter {
  readonly schoolId: number;
  readonly term: string;
  readonly listId: number | null;
  readonly buckets: readonly RowBucket[];
  readonly search: string;
  /** A 班主任 sees only rows that mean a pupil of these classes; null is everyone else. */
  readonly classIds: readonly number[] | null;
}

function rowFilter(filter: RowFilter): { readonly where: string; readonly parameters: (string | number)[] } {
  const parameters: (string | number)[] = [filter.schoolId];
  const parts = ['l.school_id = ?'];
  if (filter.listId === null) {
    parts.push('l.term = ?', listInForce);
    parameters.push(filter.term);
  } else {
    parts.push('l.id = ?');
    parameters.push(filter.listId);
  }
  const search = filter.search.trim();
  if (search !== '') {
    parts.push(`(instr(r.name, ?) OR instr(r.head_name, ?) OR instr(r.village, ?) OR EXISTS (
      SELECT 1 FROM list_match m JOIN student s ON s.id = m.student_id WHERE m.row_id = r.id AND instr(s.name, ?)))`);
    parameters.push(search, search, search, search);
  }
  if (filter.classIds !== null) {
    parts.push(`EXISTS (SELECT 1 FROM list_match m JOIN student s ON s.id = m.student_id
      WHERE m.row_id = r.id AND s.class_id IN (SELECT value FROM json_each(?)))`);
    parameters.push(JSON.stringify(filter.classIds));
  }
  return { where: parts.join(' AND '), parameters };
}

export function listListRows(db: ReadableDb, filter: RowFilter, offset: number, limit: number): ListRowLine[] {
  const { where, parameters } = rowFilter(filter);
  const buckets = filter.buckets.length === 0 ? '' : ` AND r.bucket IN (${filter.buckets.map(() => '?').join(', ')})`;
  return db.all<ListRowLine>(
    `SELECT ${rowColumns} FROM list_row r JOIN department_list l ON l.id = r.list_id WHERE ${where}${buckets} ORDER BY r.list_id DESC, r.row_no LIMIT ? OFFSET ?`,
    ...parameters, ...filter.buckets, limit, offset);
}

/** Rows by bucket under the same filter, whatever buckets are asked for. */
export function countFilteredRows(db: ReadableDb, filter: RowFilter): { readonly bucket: RowBucket; readonly count: number }[] {
  const { where, parameters } = rowFilter(filter);
  return db.all(`SELECT r.bucket, count(*) AS count FROM list_row r JOIN department_list l ON l.id = r.list_id WHERE ${where} GROUP BY r.bucket`, ...parameters);
}

export function findListRow(db: ReadableDb, schoolId: number, rowId: number): ListRowLine | undefined {
  return db.get<ListRowLine>(
    `SELECT ${rowColumns} FROM list_row r JOIN department_list l ON l.id = r.list_id WHERE l.school_id = ? AND r.id = ?`, schoolId, rowId);
}

export interface ListMatchLine {
  readonly matchId: number;
  readonly rowId: number;
  readonly studentId: number;
  readonly memberId: number | null;
  readonly memberName: string | null;
  readonly memberRelation: string | null;
  readonly memberIdNumber: string | null;
  readonly path: MatchPath;
  readonly rule: MatchRule;
  readonly differences: readonly MatchDifference[];
  readonly groupKey: string;
  readonly decision: MatchDecision;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

/** The pupils of these rows, by row and pupil. */
export function listMatchesOfRows(db: ReadableDb, rowIds: readonly number[]): ListMatchLine[] {
  return db.all<Omit<ListMatchLine, 'differences'> & { differencesJson: string }>(
    `SELECT m.id AS matchId, m.row_id AS rowId, m.student_id AS studentId, m.member_id AS memberId, h.name AS memberName, h.relation AS memberRelation,
       h.id_number AS memberIdNumber, m.path, m.rule, m.differences_json AS differencesJson, m.group_key AS groupKey, m.decision,
       a.display_name AS decidedBy, m.decided_at AS decidedAt
     FROM list_match m LEFT JOIN household_member h ON h.id = m.member_id LEFT JOIN account a ON a.id = m.decided_by
     WHERE m.row_id IN (SELECT value FROM json_each(?)) ORDER BY m.row_id, m.student_id`, JSON.stringify(rowIds),
  ).map(({ differencesJson, ...match }) => ({ ...match, differences: JSON.parse(differencesJson) as MatchDifference[] }));
}

export interface ListDecisionLine {
  readonly rowId: number;
  readonly kind: 'confirm' | 'not_ours' | 'undo';
  readonly studentIdsJson: string;
  readonly note: string;
  readonly accountId: number;
  readonly by: string;
  readonly at: string;
}

export function listDecisionsOfRows(db: ReadableDb, rowIds: readonly number[]): ListDecisionLine[] {
  return db.all<ListDecisionLine>(
    `SELECT d.row_id AS rowId, d.kind, d.student_ids_json AS studentIdsJson, d.note, d.account_id AS accountId, a.display_name AS by, d.at
     FROM list_decision d JOIN account a ON a.id = d.account_id WHERE d.row_id IN (SELECT value FROM json_each(?)) ORDER BY d.id DESC`,
    JSON.stringify(rowIds));
}

/** Pupils whose cases rest on these matches now. */
export function listPupilsResting(db: ReadableDb, matchIds: readonly number[]): { readonly studentId: number; readonly name: string }[] {
  return db.all(
    `SELECT DISTINCT s.id AS studentId, s.name FROM case_group g JOIN list_match m ON m.id = g.list_match_id JOIN student s ON s.id = m.student_id
     WHERE g.removed_at IS NULL AND m.id IN (SELECT value FROM json_each(?))`, JSON.stringify(matchIds));
}

/** Rows of a list nobody decided about and no case ever rested on: those that may be matched anew. */
export function listUndecidedRows(db: ReadableDb, listId: number): ListRowLine[] {
  return db.all<ListRowLine>(
    `SELECT ${rowColumns} FROM list_row r JOIN department_list l ON l.id = r.list_id
     WHERE r.list_id = ? AND r.group_key IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM list_decision d WHERE d.row_id = r.id)
       AND NOT EXISTS (SELECT 1 FROM case_group g JOIN list_match m ON m.id = g.list_match_id WHERE m.row_id = r.id)
     ORDER BY r.row_no`, listId);
}

/** One row of a list in force that stands for a pupil's group. */
export interface StandingEvidence {
  readonly matchId: number;
  readonly studentId: number;
  readonly groupKey: string;
  readonly riskCleared: TriState;
  readonly listId: number;
  readonly kind: ListKind;
  readonly listGroupKey: string | null;
  readonly rowNo: number;
}

/** Every standing match of the lists in force in a 学年 up to a term, by pupil. Texts of terms sort as terms do. */
export function listStandingEvidence(db: ReadableDb, schoolId: number, fromTerm: string, toTerm: string): StandingEvidence[] {
  return db.all<StandingEvidence>(
    `SELECT m.id AS matchId, m.student_id AS studentId, m.group_key AS groupKey, r.risk_cleared AS riskCleared, l.id AS listId, l.kind,
       l.group_key AS listGroupKey, r.row_no AS rowNo
     FROM list_match m JOIN list_row r ON r.id = m.row_id JOIN department_list l ON l.id = r.list_id
     WHERE l.school_id = ? AND l.term BETWEEN ? AND ? AND ${listInForce}
       AND r.bucket = 'matched' AND m.decision IN ('automatic', 'confirmed')
     ORDER BY m.student_id, l.id, r.row_no`, schoolId, fromTerm, toTerm);
}

/** The latest decision about a row of an older list. Rows are known again by what they say. */
export interface FormerDecision extends Omit<ListDecisionLine, 'rowId'> {
  readonly identity: string;
  /** The pupils the row was held against then, as a JSON array. */
  readonly candidatesJson: string;
}

/** What was last decided about each row of a list, for the newer list that replaces it. */
export function listFormerDecisions(db: ReadableDb, listId: number): FormerDecision[] {
  return db.all<FormerDecision>(
    `SELECT d.kind, d.student_ids_json AS studentIdsJson, d.note, d.account_id AS accountId, a.display_name AS by, d.at, ${rowIdentity} AS identity,
       (SELECT json_group_array(m.student_id) FROM list_match m WHERE m.row_id = r.id) AS candidatesJson
     FROM list_decision d JOIN list_row r ON r.id = d.row_id JOIN account a ON a.id = d.account_id
     WHERE r.list_id = ? AND d.id = (SELECT max(last.id) FROM list_decision last WHERE last.row_id = d.row_id)`, listId);
}

const rowIdentity = `r.name_key || '|' || r.id_number || '|' || r.head_name_key || '|' || r.head_id_number || '|' || r.certificate_no || '|' || coalesce(r.group_key, '')`;

/** The marks a roster itself makes (是否孤儿 …), as attribute key and pupil; only the ones that say yes. */
export function listRosterMarks(db: ReadableDb, schoolId: number, keys: readonly string[]): { readonly studentId: number; readonly key: string }[] {
  return db.all(
    `SELECT s.id AS studentId, j.key FROM student s, json_each(s.attributes_json) j
     WHERE s.school_id = ? AND s.status IN ('enrolled', 'suspended') AND j.value = 'yes' AND j.key IN (SELECT value FROM json_each(?))`,
    schoolId, JSON.stringify(keys));
}
