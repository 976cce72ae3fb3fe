import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { NoticeKind } from '#shared/domain/notice/notice-fields.ts';
import type { NoticeLevel } from '#shared/domain/notice/notice-level.ts';
import type { ObjectionChannel, ObjectionOutcome, ObjectionState, ObjectionStep } from '#shared/domain/notice/objection.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';
import type { Stamp } from './identification-case.ts';

/** An objection as it was received, with the notice and the line it is about. Who raised it is read apart, by `findObjector`. */
export interface ObjectionRecord {
  readonly id: number;
  readonly schoolId: number;
  readonly no: string;
  readonly noticeId: number;
  readonly noticeNo: string;
  readonly noticeKind: NoticeKind;
  readonly noticeLevel: NoticeLevel;
  readonly term: TermKey;
  readonly postedOn: IsoDate;
  readonly endOn: IsoDate;
  readonly noticeWithdrawn: 0 | 1;
  readonly noticeBy: string;
  readonly ordinal: number | null;
  readonly studentId: number | null;
  readonly determinationId: number | null;
  readonly programmeKey: string | null;
  readonly lineJson: string | null;
  readonly receivedOn: IsoDate;
  readonly channel: ObjectionChannel;
  readonly named: 0 | 1;
  readonly claim: string;
  readonly state: ObjectionState;
  readonly receivedBy: string;
}

const select = `SELECT o.id, o.school_id AS schoolId, o.no, o.notice_id AS noticeId, n.no AS noticeNo, n.kind AS noticeKind, n.level AS noticeLevel, n.term,
    n.posted_on AS postedOn, n.end_on AS endOn, n.withdrawn_reason IS NOT NULL AS noticeWithdrawn, maker.display_name AS noticeBy, o.ordinal,
    e.student_id AS studentId, e.determination_id AS determinationId, e.programme_key AS programmeKey, e.line_json AS lineJson,
    o.received_on AS receivedOn, o.channel, o.named, o.claim, o.state, receiver.display_name AS receivedBy
  FROM objection o JOIN public_notice n ON n.id = o.notice_id JOIN account maker ON maker.id = n.created_by JOIN account receiver ON receiver.id = o.received_by
    LEFT JOIN notice_entry e ON e.notice_id = o.notice_id AND e.ordinal = o.ordinal`;

/** The objections to a term's notices, oldest first. */
export function listObjections(db: ReadableDb, schoolId: number, term: TermKey): ObjectionRecord[] {
  return db.all<ObjectionRecord>(`${select} WHERE o.school_id = ? AND n.term = ? ORDER BY o.id`, schoolId, term);
}

export function listObjectionsOfNotice(db: ReadableDb, schoolId: number, noticeId: number): ObjectionRecord[] {
  return db.all<ObjectionRecord>(`${select} WHERE o.school_id = ? AND o.notice_id = ? ORDER BY o.id`, schoolId, noticeId);
}

export function findObjection(db: ReadableDb, schoolId: number, id: number): ObjectionRecord | undefined {
  return db.get<ObjectionRecord>(`${select} WHERE o.school_id = ? AND o.id = ?`, schoolId, id);
}

/** Who raised it. Empty for an anonymous one. Read for rules and for a logged look only; no list and no paper asks for it. */
export interface Objector {
  readonly name: string;
  readonly contact: string;
}

export function findObjector(db: ReadableDb, objectionId: number): Objector {
  return db.get<Objector>('SELECT objector_name AS name, objector_contact AS contact FROM objection WHERE id = ?', objectionId) ?? { name: '', contact: '' };
}

export interface NewObjection {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly noticeId: number;
  readonly ordinal: number | null;
  readonly receivedOn: IsoDate;
  readonly channel: ObjectionChannel;
  readonly named: boolean;
  readonly objector: Objector;
  readonly claim: string;
}

/** Numbers run through a term: 异议〔2025-2026-1〕1号. */
export function insertObjection(db: WritableDb, one: NewObjection, stamp: Stamp): { id: number; no: string } {
  const prefix = `异议〔${one.term}〕`;
  const last = db.get<{ no: number | null }>(
    `SELECT max(CAST(substr(no, instr(no, '〕') + 1) AS INTEGER)) AS no FROM objection WHERE school_id = ? AND no LIKE ? || '%'`, one.schoolId, prefix);
  const no = `${prefix}${(last?.no ?? 0) + 1}号`;
  const id = db.run(
    `INSERT INTO objection (school_id, no, notice_id, ordinal, received_on, channel, named, objector_name, objector_contact, claim, state, received_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'received', ?, ?)`,
    one.schoolId, no, one.noticeId, one.ordinal, one.receivedOn, one.channel, one.named, one.objector.name, one.objector.contact, one.claim, stamp.accountId, stamp.at).lastId;
  return { id, no };
}

export interface NewObjectionEvent {
  readonly objectionId: number;
  readonly event: ObjectionStep | 'receive';
  readonly fromState: ObjectionState | null;
  readonly toState: ObjectionState;
  readonly onDate: IsoDate;
  readonly due?: { readonly dueOn: IsoDate; readonly verified: boolean } | undefined;
  readonly checkers?: readonly string[] | undefined;
  readonly body?: string | undefined;
  readonly finding?: string | undefined;
  readonly outcome?: ObjectionOutcome | undefined;
  readonly replyWay?: string | undefined;
  readonly note?: string | undefined;
}

/** Moves an objection and writes the step that moved it: the one is never without the other. */
export function insertObjectionEvent(db: WritableDb, one: NewObjectionEvent, stamp: Stamp): number {
  const { objectionId, event, fromState, toState, onDate, due, checkers = [], body = '', finding = '', outcome = null, replyWay = '', note = '' } = one;
  const { lastId } = db.run(
    `INSERT INTO objection_event (objection_id, event, from_state, to_state, on_date, due_on, due_verified, checkers_json, body, finding, outcome, reply_way, note, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    objectionId, event, fromState, toState, onDate, due?.dueOn ?? null, due?.verified ?? null, JSON.stringify(checkers), body, finding, outcome, replyWay, note, stamp.accountId, stamp.at);
  db.run('UPDATE objection SET state = ? WHERE id = ?', toState, objectionId);
  return lastId;
}

export function insertObjectionRevision(db: WritableDb, eventId: number, determinationId: number): void {
  db.run('INSERT INTO objection_revision (event_id, determination_id) VALUES (?, ?)', eventId, determinationId);
}

export interface ObjectionEventRecord {
  readonly id: number;
  readonly objectionId: number;
  readonly event: ObjectionStep | 'receive';
  readonly onDate: IsoDate;
  readonly dueOn: IsoDate | null;
  readonly dueVerified: boolean | null;
  readonly checkers: readonly string[];
  readonly body: string;
  readonly finding: string;
  readonly outcome: ObjectionOutcome | null;
  readonly replyWay: string;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

type StoredEvent = Omit<ObjectionEventRecord, 'dueVerified' | 'checkers'> & { readonly dueVerified: number | null; readonly checkersJson: string };

/** Every step of a school's objections, by objection, oldest first; of one where one is named. */
export function listObjectionEvents(db: ReadableDb, schoolId: number, objectionId: number | null = null): ReadonlyMap<number, readonly ObjectionEventRecord[]> {
  const rows = db.all<StoredEvent>(
    `SELECT v.id, v.objection_id AS objectionId, v.event, v.on_date AS onDate, v.due_on AS dueOn, v.due_verified AS dueVerified, v.checkers_json AS checkersJson,
       v.body, v.finding, v.outcome, v.reply_way AS replyWay, v.note, a.display_name AS by, v.at
     FROM objection_event v JOIN objection o ON o.id = v.objection_id JOIN account a ON a.id = v.account_id
     WHERE o.school_id = ? AND o.id = coalesce(?, o.id) ORDER BY v.id`, schoolId, objectionId);
  return Map.groupBy(rows.map(({ checkersJson, dueVerified, ...row }): ObjectionEventRecord => ({
    ...row, checkers: JSON.parse(checkersJson) as string[], dueVerified: dueVerified === null ? null : dueVerified === 1,
  })), (row) => row.objectionId);
}

export interface ObjectionRevisionRecord {
  readonly objectionId: number;
  readonly determinationId: number;
  readonly studentId: number;
  readonly before: string | null;
  readonly after: string;
  readonly decidedOn: IsoDate;
}

/** The decisions the answers of a school led to, with the grade each replaced. */
export function listObjectionRevisions(db: ReadableDb, schoolId: number, objectionId: number | null = null): ObjectionRevisionRecord[] {
  return db.all<ObjectionRevisionRecord>(
    `SELECT v.objection_id AS objectionId, d.id AS determinationId, c.student_id AS studentId, old.grade AS before, d.grade AS after, d.decided_on AS decidedOn
     FROM objection_revision r JOIN objection_event v ON v.id = r.event_id JOIN objection o ON o.id = v.objection_id JOIN determination d ON d.id = r.determination_id
       JOIN identification_case c ON c.id = d.case_id LEFT JOIN determination old ON old.id = d.supersedes_id
     WHERE o.school_id = ? AND o.id = coalesce(?, o.id) ORDER BY r.event_id, d.id`, schoolId, objectionId);
}

/** Who decided what a line announces: the account that entered its decision, and those of an entitlement that proposed and approved it. */
export function listDeciders(db: ReadableDb, line: { readonly determinationId: number | null; readonly studentId: number; readonly programmeKey: string | null; readonly term: TermKey }): string[] {
  return db.all<{ name: string }>(
    `SELECT a.display_name AS name FROM determination d JOIN account a ON a.id = d.account_id WHERE d.id = @determinationId
     UNION SELECT a.display_name FROM entitlement e JOIN account a ON a.id IN (e.proposed_by, e.approved_by)
     WHERE e.student_id = @studentId AND e.programme_key = @programmeKey AND e.term = @term AND e.state <> 'withdrawn'`, { ...line }).map(({ name }) => name);
}
