import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import type { NoticeKind } from '#shared/domain/notice/notice-fields.ts';
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
}

type Flag = 'countFirstDay' | 'showTier' | 'showAmount';
type Stored = Omit<NoticeRecord, Flag | 'periodVerified'> & Record<Flag, number> & { periodVerified: number | null };

const select = `SELECT id, school_id AS schoolId, no, kind, term, title, basis_doc AS basisDocument, place, posted_on AS postedOn, days, day_unit AS dayUnit,
    count_first_day AS countFirstDay, end_on AS endOn, take_down_on AS takeDownOn, period_verified AS periodVerified, ended_confirmed_on AS endedConfirmedOn,
    taken_down_on AS takenDownOn, state, show_tier AS showTier, show_amount AS showAmount, list_sha256 AS listSha256, line_count AS lineCount,
    objection_count AS objectionCount, result_note AS resultNote, withdrawn_reason AS withdrawnReason
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
  readonly accountId: number;
  readonly at: string;
}

/** Numbers run through a 学年's terms: 公示〔2025-2026-1〕3号; a discarded draft gives its number back only if it was the last. */
export function insertNotice(db: WritableDb, notice: NewNotice): { id: number; no: string } {
  const last = db.get<{ no: number | null }>(
    `SELECT max(CAST(substr(no, instr(no, '〕') + 1) AS INTEGER)) AS no FROM public_notice WHERE school_id = ? AND term = ?`, notice.schoolId, notice.term);
  const no = `公示〔${notice.term}〕${(last?.no ?? 0) + 1}号`;
  const id = db.run(
    `INSERT INTO public_notice (school_id, no, kind, term, title, basis_doc, place, days, day_unit, count_first_day, show_tier, show_amount, list_sha256, line_count, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    notice.schoolId, no, notice.kind, notice.term, notice.title, notice.basisDocument, notice.place, notice.days, notice.dayUnit, notice.countFirstDay,
    notice.showTier, notice.showAmount, notice.listSha256, notice.lineCount, notice.accountId, notice.at,
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
  readonly accountId: number;
}

export function postNotice(db: WritableDb, id: number, posting: Posting): void {
  db.run(
    `UPDATE public_notice SET state = 'posted', posted_on = ?, end_on = ?, take_down_on = ?, period_verified = ?, posted_by = ? WHERE id = ?`,
    posting.postedOn, posting.endOn, posting.takeDownOn, posting.verified, posting.accountId, id);
}

export function endNotice(db: WritableDb, id: number, end: { on: IsoDate; objectionCount: number; resultNote: string; accountId: number }): void {
  db.run(
    `UPDATE public_notice SET state = 'ended', ended_confirmed_on = ?, objection_count = ?, result_note = ?, ended_by = ? WHERE id = ?`,
    end.on, end.objectionCount, end.resultNote, end.accountId, id);
}

export function takeDownNotice(db: WritableDb, id: number, down: { on: IsoDate; withdrawnReason: string | null; accountId: number }): void {
  db.run(
    `UPDATE public_notice SET state = 'taken_down', taken_down_on = ?, withdrawn_reason = ?, taken_down_by = ? WHERE id = ?`,
    down.on, down.withdrawnReason, down.accountId, id);
}

export interface AnnouncedEntry {
  readonly noticeId: number;
  readonly kind: NoticeKind;
  readonly term: TermKey;
  readonly state: NoticeState;
  readonly ended: 0 | 1;
  readonly postedOn: IsoDate | null;
  readonly endOn: IsoDate | null;
  readonly objectionCount: number | null;
  readonly studentId: number;
  readonly programmeKey: string | null;
  readonly determinationId: number | null;
}

/** Every line of the 学年's notices that stands: drafts and posted ones too, withdrawn ones not. */
export function listAnnouncedEntries(db: ReadableDb, schoolId: number, year: SchoolYear): AnnouncedEntry[] {
  return db.all<AnnouncedEntry>(
    `SELECT n.id AS noticeId, n.kind, n.term, n.state, n.ended_confirmed_on IS NOT NULL AS ended, n.posted_on AS postedOn, n.end_on AS endOn,
       n.objection_count AS objectionCount, e.student_id AS studentId, e.programme_key AS programmeKey, e.determination_id AS determinationId
     FROM public_notice n JOIN notice_entry e ON e.notice_id = n.id
     WHERE n.school_id = ? AND substr(n.term, 1, 9) = ? AND n.withdrawn_reason IS NULL ORDER BY n.id, e.ordinal`,
    schoolId, year);
}

export function countEntitlementsRelyingOn(db: ReadableDb, noticeId: number): number {
  return db.get<{ count: number }>(`SELECT count(*) AS count FROM entitlement WHERE notice_id = ? AND state <> 'withdrawn'`, noticeId)?.count ?? 0;
}

/** Pupils on a notice whose last decision is still the one it announced. */
export function listStudentsStillAsNoticed(db: ReadableDb, noticeId: number): number[] {
  return db.all<{ studentId: number }>(
    `SELECT e.student_id AS studentId FROM notice_entry e
     WHERE e.notice_id = ? AND e.determination_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM determination n WHERE n.supersedes_id = e.determination_id)
     ORDER BY e.ordinal`, noticeId).map((row) => row.studentId);
}
