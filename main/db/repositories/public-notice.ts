import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import type { NoticeKind } from '#shared/domain/notice/notice-fields.ts';
import type { NoticeLevel } from '#shared/domain/notice/notice-level.ts';
import type { DayUnit } from '#shared/domain/notice/notice-period.ts';
import type { NoticeState } from '#shared/domain/notice/notice-state.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';

export interface NoticeRecord {
  readonly id: number;
  readonly schoolId: number;
  readonly no: string;
  readonly kind: NoticeKind;
  readonly term: TermKey;
  readonly title: string;
  readonly basisDocument: string;
  readonly place: string;
  readonly postedOn: IsoDate | null;
  readonly days: number;
  readonly dayUnit: DayUnit;
  readonly countFirstDay: boolean;
  readonly endOn: IsoDate | null;
  readonly takeDownOn: IsoDate | null;
  readonly periodVerified: boolean | null;
  readonly endedConfirmedOn: IsoDate | null;
  readonly takenDownOn: IsoDate | null;
  readonly state: NoticeState;
  readonly showTier: boolean;
  readonly showAmount: boolean;
  readonly listSha256: string;
  readonly lineCount: number;
  readonly objectionCount: number | null;
  readonly resultNote: string | null;
  readonly withdrawnReason: string | null;
  readonly level: NoticeLevel;
  /** The one class of a class-level notice. */
  readonly classId: number | null;
  /** The objection whose answer made this notice necessary. */
  readonly objectionId: number | null;
  /** Who hung it, who took it down. */
  readonly poster: string;
  readonly remover: string;
  /** The lines nobody objects to were confirmed on this day, before the whole. */
  readonly othersConfirmedOn: IsoDate | null;
}

type Flag = 'countFirstDay' | 'showTier' | 'showAmount';
type Stored = Omit<NoticeRecord, Flag | 'periodVerified'> & Record<Flag, number> & { periodVerified: number | null };

const select = `SELECT id, school_id AS schoolId, no, kind, term, title, basis_doc AS basisDocument, place, posted_on AS postedOn, days, day_unit AS dayUnit,
    count_first_day AS countFirstDay, end_on AS endOn, take_down_on AS takeDownOn, period_verified AS periodVerified, ended_confirmed_on AS endedConfirmedOn,
    taken_down_on AS takenDownOn, state, show_tier AS showTier, show_amount AS showAmount, list_sha256 AS listSha256, line_count AS lineCount,
    objection_count AS objectionCount, result_note AS resultNote, withdrawn_reason AS withdrawnReason,
    level, class_id AS classId, objection_id AS objectionId, poster, remover, others_confirmed_on AS othersConfirmedOn
  FROM public_notice`;

function fromStored(row: Stored): NoticeRecord {
  return {
    ...row, countFirstDay: row.countFirstDay === 1, showTier: row.showTier === 1, showAmount: row.showAmount === 1,
    periodVerified: row.periodVerified === null ? null : row.periodVerified === 1,
  };
}

export function listNotices(db: ReadableDb, schoolId: number, term: TermKey): NoticeRecord[] {
  return db.all<Stored>(`${select} WHERE school_id = ? AND term = ? ORDER BY id DESC`, schoolId, term).map(fromStored);
}

export function findNotice(db: ReadableDb, schoolId: number, id: number): NoticeRecord | undefined {
  const row = db.get<Stored>(`${select} WHERE school_id = ? AND id = ?`, schoolId, id);
  return row && fromStored(row);
}

export interface NewNotice {
  readonly schoolId: number;
  readonly kind: NoticeKind;
  readonly term: TermKey;
  readonly title: string;
  readonly basisDocument: string;
  readonly place: string;
  readonly days: number;
  readonly dayUnit: DayUnit;
  readonly countFirstDay: boolean;
  readonly showTier: boolean;
  readonly showAmount: boolean;
  readonly listSha256: string;
  readonly lineCount: number;
  readonly level: NoticeLevel;
  readonly classId: number | null;
  readonly objectionId: number | null;
  readonly accountId: number;
  readonly at: string;
}

/** Numbers run through a 学年's terms: 公示〔2025-2026-1〕3号; a discarded draft gives its number back only if it was the last. */
export function insertNotice(db: WritableDb, notice: NewNotice): { id: number; no: string } {
  const last = db.get<{ no: number | null }>(
    `SELECT max(CAST(substr(no, instr(no, '〕') + 1) AS INTEGER)) AS no FROM public_notice WHERE school_id = ? AND term = ?`, notice.schoolId, notice.term);
  const no = `公示〔${notice.term}〕${(last?.no ?? 0) + 1}号`;
  const id = db.run(
    `INSERT INTO public_notice (school_id, no, kind, term, title, basis_doc, place, days, day_unit, count_first_day, show_tier, show_amount, list_sha256, line_count, level, class_id,
       objection_id, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    notice.schoolId, no, notice.kind, notice.term, notice.title, notice.basisDocument, notice.place, notice.days, notice.dayUnit, notice.countFirstDay,
    notice.showTier, notice.showAmount, notice.listSha256, notice.lineCount, notice.level, notice.classId, notice.objectionId, notice.accountId, notice.at,
  ).lastId;
  return { id, no };
}

export interface NoticeEntryRecord {
  readonly ordinal: number;
  readonly studentId: number;
  readonly programmeKey: string | null;
  readonly determinationId: number | null;
  readonly lineJson: string;
}

export function insertNoticeEntries(db: WritableDb, noticeId: number, entries: readonly NoticeEntryRecord[]): void {
  for (const entry of entries) {
    db.run(
      'INSERT INTO notice_entry (notice_id, ordinal, student_id, programme_key, determination_id, line_json) VALUES (?, ?, ?, ?, ?, ?)',
      noticeId, entry.ordinal, entry.studentId, entry.programmeKey, entry.determinationId, entry.lineJson);
  }
}

export function listNoticeEntries(db: ReadableDb, noticeId: number): NoticeEntryRecord[] {
  return db.all<NoticeEntryRecord>(
    `SELECT ordinal, student_id AS studentId, programme_key AS programmeKey, determination_id AS determinationId, line_json AS lineJson
     FROM notice_entry WHERE notice_id = ? ORDER BY ordinal`, noticeId);
}

export function deleteDraft(db: WritableDb, id: number): void {
  db.run('DELETE FROM notice_entry WHERE notice_id = ?', id);
  db.run('DELETE FROM public_notice WHERE id = ?', id);
}

export interface Posting {
  readonly postedOn: IsoDate;
  readonly endOn: IsoDate;
  readonly takeDownOn: IsoDate;
  readonly verified: boolean;
  readonly poster: string;
  readonly accountId: number;
}

export function postNotice(db: WritableDb, id: number, posting: Posting): void {
  db.run(
    `UPDATE public_notice SET state = 'posted', posted_on = ?, end_on = ?, take_down_on = ?, period_verified = ?, poster = ?, posted_by = ? WHERE id = ?`,
    posting.postedOn, posting.endOn, posting.takeDownOn, posting.verified, posting.poster, posting.accountId, id);
}

/** Ends a notice; one already off the wall is then through with everything. */
export function endNotice(db: WritableDb, id: number, end: { on: IsoDate; objectionCount: number; resultNote: string; accountId: number }): void {
  db.run(
    `UPDATE public_notice SET state = CASE WHEN taken_down_on IS NULL THEN 'ended' ELSE 'taken_down' END, ended_confirmed_on = ?, objection_count = ?, result_note = ?, ended_by = ?
     WHERE id = ?`, end.on, end.objectionCount, end.resultNote, end.accountId, id);
}

/** Confirms the lines nobody objects to, on this day; the notice itself stays open. */
export function confirmOtherLines(db: WritableDb, id: number, on: IsoDate): void {
  db.run('UPDATE public_notice SET others_confirmed_on = ? WHERE id = ?', on, id);
}

export interface TakingDown {
  readonly state: NoticeState;
  readonly on: IsoDate;
  readonly remover: string;
  readonly withdrawnReason: string | null;
  readonly accountId: number;
}

export function takeDownNotice(db: WritableDb, id: number, down: TakingDown): void {
  db.run(
    `UPDATE public_notice SET state = ?, taken_down_on = ?, remover = ?, withdrawn_reason = ?, taken_down_by = ? WHERE id = ?`,
    down.state, down.on, down.remover, down.withdrawnReason, down.accountId, id);
}

export interface AnnouncedEntry {
  readonly noticeId: number;
  readonly kind: NoticeKind;
  readonly term: TermKey;
  readonly state: NoticeState;
  readonly level: NoticeLevel;
  /** The line is confirmed: the notice is ended, or its unobjected lines are, and nothing is owed an answer about this one. */
  readonly ended: 0 | 1;
  /** An objection to this line, or to the decision it announces, waits for its answer. */
  readonly held: 0 | 1;
  /** An answer took the line back; it has to be announced anew. */
  readonly overturned: 0 | 1;
  readonly postedOn: IsoDate | null;
  readonly endOn: IsoDate | null;
  readonly objectionCount: number | null;
  readonly studentId: number;
  readonly programmeKey: string | null;
  readonly determinationId: number | null;
}

/** Conditions on an objection `o` to a line `e` of a notice `n`: about the line or the whole notice; still owed an answer. */
const aboutLine = 'o.notice_id = e.notice_id AND (o.ordinal IS NULL OR o.ordinal = e.ordinal)';
const owedAnswer = `o.state IN ('received', 'checking', 'reconsidering')`;
/** An open objection to a pupil's identification holds everything that announces him in the 学年, on whichever notice it was raised. */
const held = `(EXISTS (SELECT 1 FROM objection o WHERE ${aboutLine} AND ${owedAnswer}) OR EXISTS (
    SELECT 1 FROM objection o JOIN notice_entry oe ON oe.notice_id = o.notice_id AND oe.ordinal = o.ordinal JOIN public_notice other ON other.id = o.notice_id
    WHERE ${owedAnswer} AND other.kind = 'identification' AND oe.student_id = e.student_id
      AND substr(other.term, 1, 9) = (SELECT substr(own.term, 1, 9) FROM public_notice own WHERE own.id = e.notice_id)))`;
const overturned = `EXISTS (SELECT 1 FROM objection o JOIN objection_event v ON v.objection_id = o.id
    WHERE o.notice_id = e.notice_id AND o.ordinal = e.ordinal AND v.outcome IN ('adjust', 'cancel'))`;

/** Every line of the 学年's notices that stands: drafts and posted ones too, withdrawn ones not. */
export function listAnnouncedEntries(db: ReadableDb, schoolId: number, year: SchoolYear): AnnouncedEntry[] {
  const rows = db.all<Omit<AnnouncedEntry, 'ended'> & { confirmed: 0 | 1 }>(
    `SELECT n.id AS noticeId, n.kind, n.term, n.state, n.level, n.ended_confirmed_on IS NOT NULL OR n.others_confirmed_on IS NOT NULL AS confirmed,
       ${held} AS held, ${overturned} AS overturned, n.posted_on AS postedOn, n.end_on AS endOn,
       n.objection_count AS objectionCount, e.student_id AS studentId, e.programme_key AS programmeKey, e.determination_id AS determinationId
     FROM public_notice n JOIN notice_entry e ON e.notice_id = n.id
     WHERE n.school_id = ? AND substr(n.term, 1, 9) = ? AND n.withdrawn_reason IS NULL ORDER BY n.id, e.ordinal`,
    schoolId, year);
  return rows.map(({ confirmed, ...row }) => ({ ...row, ended: confirmed === 1 && row.held === 0 ? 1 : 0 }));
}

export function countEntitlementsRelyingOn(db: ReadableDb, noticeId: number): number {
  return db.get<{ count: number }>(`SELECT count(*) AS count FROM entitlement WHERE notice_id = ? AND state <> 'withdrawn'`, noticeId)?.count ?? 0;
}

/** Pupils on a notice whose last decision is still the one it announced; without those whose objection waits where they are left out. */
export function listStudentsStillAsNoticed(db: ReadableDb, noticeId: number, leaveOutHeld = false): number[] {
  return db.all<{ studentId: number }>(
    `SELECT e.student_id AS studentId FROM notice_entry e
     WHERE e.notice_id = ? AND e.determination_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM determination n WHERE n.supersedes_id = e.determination_id)
       AND NOT (? AND ${held})
     ORDER BY e.ordinal`, noticeId, leaveOutHeld).map((row) => row.studentId);
}

/** Pupils whose identification in a 学年 an open objection holds, on any notice of it. */
export function listHeldStudents(db: ReadableDb, schoolId: number, year: SchoolYear): ReadonlySet<number> {
  const rows = db.all<{ id: number }>(
    `SELECT e.student_id AS id FROM objection o JOIN public_notice n ON n.id = o.notice_id JOIN notice_entry e ON ${aboutLine}
     WHERE o.school_id = ? AND n.kind = 'identification' AND substr(n.term, 1, 9) = ? AND ${owedAnswer}`, schoolId, year);
  return new Set(rows.map(({ id }) => id));
}

export interface NoticeObjections {
  readonly total: number;
  readonly open: number;
  /** Of the open ones, those about the whole notice. */
  readonly openWhole: number;
  readonly upheld: number;
  readonly adjusted: number;
  readonly cancelled: number;
  readonly withdrawn: number;
}

/** The register's figures of one notice; an objection counts by its last answer. */
export function countObjections(db: ReadableDb, noticeId: number): NoticeObjections {
  const last = `(SELECT v.outcome FROM objection_event v WHERE v.objection_id = o.id AND v.outcome IS NOT NULL ORDER BY v.id DESC LIMIT 1)`;
  const counts = db.get<NoticeObjections>(
    `SELECT count(*) AS total, count(*) FILTER (WHERE ${owedAnswer}) AS open, count(*) FILTER (WHERE ${owedAnswer} AND o.ordinal IS NULL) AS openWhole,
       count(*) FILTER (WHERE ${last} = 'uphold') AS upheld, count(*) FILTER (WHERE ${last} = 'adjust') AS adjusted, count(*) FILTER (WHERE ${last} = 'cancel') AS cancelled,
       count(*) FILTER (WHERE o.state = 'withdrawn') AS withdrawn
     FROM objection o WHERE o.notice_id = ?`, noticeId);
  if (counts === undefined) throw new Error('an aggregate without a row');
  return counts;
}
