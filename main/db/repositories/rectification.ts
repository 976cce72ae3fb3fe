import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { CheckNo } from '#shared/domain/checks/check.ts';
import type { RectificationEvent, RectificationSource } from '#shared/domain/checks/rectification.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

interface Stamp {
  readonly accountId: number;
  readonly at: string;
}

export interface RectificationRow {
  readonly id: number;
  readonly no: string;
  readonly source: RectificationSource;
  readonly foundOn: IsoDate;
  readonly what: string;
  readonly amountFen: Fen | null;
  readonly personCount: number | null;
  readonly itemKey: string | null;
  readonly checkNo: CheckNo | null;
  readonly findingKey: string | null;
  readonly cause: string;
  readonly measure: string;
  readonly responsible: string;
  readonly leader: string;
  readonly dueOn: IsoDate;
  readonly by: string;
  readonly at: string;
}

const select = `SELECT r.id, r.no, r.source, r.found_on AS foundOn, r.what, r.amount_fen AS amountFen, r.person_count AS personCount, r.item_key AS itemKey, r.check_no AS checkNo,
    r.finding_key AS findingKey, r.cause, p.measure, p.responsible, p.leader, p.due_on AS dueOn, a.display_name AS by, r.at
  FROM rectification r JOIN account a ON a.id = r.account_id
    JOIN rectification_plan p ON p.id = (SELECT max(q.id) FROM rectification_plan q WHERE q.rectification_id = r.id)`;

/** The 整改台账 of a school, newest last; each with its plan as it stands. */
export function listRectifications(db: ReadableDb, schoolId: number): RectificationRow[] {
  return db.all<RectificationRow>(`${select} WHERE r.school_id = ? ORDER BY r.id`, schoolId);
}

export function findRectification(db: ReadableDb, schoolId: number, id: number): RectificationRow | undefined {
  return db.get<RectificationRow>(`${select} WHERE r.school_id = ? AND r.id = ?`, schoolId, id);
}

export interface RectificationEventRow {
  readonly rectificationId: number;
  readonly event: RectificationEvent;
  readonly onDate: IsoDate;
  readonly text: string;
  readonly verifier: string;
  readonly evidence: string;
  readonly by: string;
  readonly at: string;
}

export function listRectificationEvents(db: ReadableDb, schoolId: number): ReadonlyMap<number, readonly RectificationEventRow[]> {
  return Map.groupBy(db.all<RectificationEventRow>(
    `SELECT e.rectification_id AS rectificationId, e.event, e.on_date AS onDate, e.text, e.verifier, e.evidence, a.display_name AS by, e.at
     FROM rectification_event e JOIN rectification r ON r.id = e.rectification_id JOIN account a ON a.id = e.account_id WHERE r.school_id = ? ORDER BY e.id`, schoolId),
  (row) => row.rectificationId);
}

/** ZG-2025-003: counted within the school and the calendar year of the finding. */
export function nextRectificationNo(db: ReadableDb, schoolId: number, year: string): string {
  const last = db.get<{ n: number }>(`SELECT coalesce(max(CAST(substr(no, 9) AS INTEGER)), 0) AS n FROM rectification WHERE school_id = ? AND substr(no, 4, 4) = ?`, schoolId, year)?.n ?? 0;
  return `ZG-${year}-${String(last + 1).padStart(3, '0')}`;
}

export type NewRectification = Pick<RectificationRow, 'no' | 'source' | 'foundOn' | 'what' | 'amountFen' | 'personCount' | 'itemKey' | 'checkNo' | 'findingKey' | 'cause'>;

export function insertRectification(db: WritableDb, schoolId: number, row: NewRectification, { accountId, at }: Stamp): number {
  return db.run(
    `INSERT INTO rectification (school_id, no, source, found_on, what, amount_fen, person_count, item_key, check_no, finding_key, cause, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    schoolId, row.no, row.source, row.foundOn, row.what, row.amountFen, row.personCount, row.itemKey, row.checkNo, row.findingKey, row.cause, accountId, at).lastId;
}

export function insertRectificationPlan(
  db: WritableDb, rectificationId: number, plan: Pick<RectificationRow, 'measure' | 'responsible' | 'leader' | 'dueOn'>, { accountId, at }: Stamp,
): void {
  db.run('INSERT INTO rectification_plan (rectification_id, measure, responsible, leader, due_on, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    rectificationId, plan.measure, plan.responsible, plan.leader, plan.dueOn, accountId, at);
}

export function insertRectificationEvent(
  db: WritableDb, rectificationId: number, row: Pick<RectificationEventRow, 'event' | 'onDate' | 'text' | 'verifier' | 'evidence'>, { accountId, at }: Stamp,
): void {
  db.run('INSERT INTO rectification_event (rectification_id, event, on_date, text, verifier, evidence, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    rectificationId, row.event, row.onDate, row.text, row.verifier, row.evidence, accountId, at);
}
