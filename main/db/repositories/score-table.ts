import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { ScoreTable } from '#shared/domain/scoring/score-table.ts';
import type { ScoreTableState } from '#shared/domain/scoring/table-state.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';
import type { Stamp } from './identification-case.ts';

export interface StoredScoreTable {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly region: string;
  readonly source: string;
  readonly state: ScoreTableState;
  readonly versionNo: number | null;
  readonly effectiveFrom: IsoDate | null;
  /** Who decided to adopt it, e.g. minutes of a meeting. */
  readonly decision: string;
  readonly table: ScoreTable;
  readonly changedBy: string;
  readonly changedAt: string;
  readonly adoptedBy: string | null;
  readonly adoptedAt: string | null;
  /** Score sheets filled under it, sheets of a trial too. */
  readonly sheets: number;
}

const selected = `SELECT t.id, t.parent_id AS parentId, t.name, t.region, t.source, t.state, t.version_no AS versionNo, t.effective_from AS effectiveFrom, t.decision,
  t.spec_json AS specJson, c.display_name AS changedBy, t.changed_at AS changedAt, a.display_name AS adoptedBy, t.adopted_at AS adoptedAt,
  (SELECT count(DISTINCT s.student_id) FROM score_sheet s WHERE s.table_id = t.id) AS sheets
  FROM score_table t JOIN account c ON c.id = t.changed_by LEFT JOIN account a ON a.id = t.adopted_by`;

type Row = Omit<StoredScoreTable, 'table'> & { readonly specJson: string };

function parsed({ specJson, ...row }: Row): StoredScoreTable {
  return { ...row, table: JSON.parse(specJson) as ScoreTable };
}

/** Every table of the school but the discarded, in the order they were begun. */
export function listScoreTables(db: ReadableDb, schoolId: number): StoredScoreTable[] {
  return db.all<Row>(`${selected} WHERE t.school_id = ? AND t.state <> 'discarded' ORDER BY t.id`, schoolId).map(parsed);
}

export function findScoreTable(db: ReadableDb, schoolId: number, id: number): StoredScoreTable | undefined {
  const row = db.get<Row>(`${selected} WHERE t.school_id = ? AND t.id = ?`, schoolId, id);
  return row && parsed(row);
}

export interface ScoreTableFacts {
  readonly name: string;
  readonly region: string;
  readonly source: string;
  readonly table: ScoreTable;
}

export function insertScoreTable(db: WritableDb, one: ScoreTableFacts & { readonly schoolId: number; readonly parentId: number | null }, { accountId, at }: Stamp): number {
  return db.run(
    `INSERT INTO score_table (school_id, parent_id, name, region, source, state, spec_json, account_id, at, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, 'draft', ?, ?, ?, ?, ?)`,
    one.schoolId, one.parentId, one.name, one.region, one.source, JSON.stringify(one.table), accountId, at, accountId, at).lastId;
}

export function updateScoreTable(db: WritableDb, id: number, one: ScoreTableFacts, { accountId, at }: Stamp): void {
  db.run('UPDATE score_table SET name = ?, region = ?, source = ?, spec_json = ?, changed_by = ?, changed_at = ? WHERE id = ?',
    one.name, one.region, one.source, JSON.stringify(one.table), accountId, at, id);
}

export function moveScoreTable(db: WritableDb, id: number, state: 'draft' | 'trial' | 'discarded', { accountId, at }: Stamp): void {
  db.run('UPDATE score_table SET state = ?, changed_by = ?, changed_at = ? WHERE id = ?', state, accountId, at, id);
}

/** Makes a table a version of the school: numbered, dated and from then on unchangeable. Answers its number. */
export function adoptScoreTable(db: WritableDb, schoolId: number, id: number, adoption: { readonly effectiveFrom: IsoDate; readonly decision: string }, { accountId, at }: Stamp): number {
  const { next } = db.get<{ next: number }>('SELECT coalesce(max(version_no), 0) + 1 AS next FROM score_table WHERE school_id = ?', schoolId) ?? { next: 1 };
  db.run(`UPDATE score_table SET state = 'adopted', version_no = ?, effective_from = ?, decision = ?, adopted_by = ?, adopted_at = ? WHERE id = ?`,
    next, adoption.effectiveFrom, adoption.decision, accountId, at, id);
  return next;
}
