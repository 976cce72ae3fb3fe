import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { BoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import type { PupilSeat } from '#shared/domain/roster/pupil-class.ts';
import type { ReadableDb } from '../connection.ts';
import { stageOrder } from '../stage-order.ts';

export interface ComparedStudentRow extends PupilSeat {
  readonly studentId: number;
  readonly name: string;
  readonly nameKey: string;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly idNumber: string;
  readonly registryNo: string;
  readonly birthDate: IsoDate | null;
  readonly boardingMode: BoardingMode;
  readonly status: string;
}

/** Every pupil with what a comparison or a template names him by, by stage, class and name. */
export function listComparedStudents(db: ReadableDb, schoolId: number): ComparedStudentRow[] {
  return db.all<ComparedStudentRow>(
    `SELECT s.id AS studentId, s.name, s.name_key AS nameKey, s.sex, s.id_number AS idNumber, s.registry_no AS registryNo, s.birth_date AS birthDate,
       s.boarding_mode AS boardingMode, s.status, s.stage, s.entry_year AS entryYear, s.year_offset AS yearOffset, c.class_no AS classNo,
       coalesce(c.display_name, '') AS className
     FROM student s LEFT JOIN class_group c ON c.id = s.class_id WHERE s.school_id = ?
     ORDER BY ${stageOrder('s.stage')}, s.entry_year - s.year_offset DESC, c.class_no, c.display_name, CAST(s.class_roll_no AS INTEGER), s.pinyin, s.id`, schoolId);
}

export interface PaidRow {
  readonly studentId: number;
  readonly programmeKey: string;
  readonly fen: Fen;
  readonly paidOn: IsoDate;
}

/** What the bank paid in a term and nobody gave back, one row a pupil and programme. */
export function listPaid(db: ReadableDb, schoolId: number, term: TermKey): PaidRow[] {
  return db.all<PaidRow>(
    `SELECT l.student_id AS studentId, b.programme_key AS programmeKey,
       sum(l.amount_fen - coalesce((SELECT sum(r.amount_fen) FROM payment_recovery r WHERE r.line_id = l.id), 0)) AS fen, max(l.paid_on) AS paidOn
     FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id
     WHERE b.school_id = ? AND b.term = ? AND l.state = 'paid' GROUP BY 1, 2 HAVING fen > 0 ORDER BY 1, 2`, schoolId, term);
}

/** Programmes with money in a term: something received for them, or something paid. */
export function listFundedProgrammes(db: ReadableDb, schoolId: number, term: TermKey): string[] {
  return db.all<{ programmeKey: string }>(
    `SELECT programme_key AS programmeKey FROM journal_entry e WHERE school_id = @schoolId AND term = @term AND kind IN ('receipt', 'line_paid')
       AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_id = e.id)
     UNION SELECT programme_key FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id WHERE b.school_id = @schoolId AND b.term = @term AND l.state = 'paid'
     ORDER BY 1`, { schoolId, term }).map((row) => row.programmeKey);
}

export interface ApprovedRow {
  readonly studentId: number;
  readonly programmeKey: string;
  readonly awardTier: string | null;
  readonly fen: Fen;
}

export function listApprovedEntitlements(db: ReadableDb, schoolId: number, term: TermKey, programmeKey: string | null): ApprovedRow[] {
  return db.all<ApprovedRow>(
    `SELECT student_id AS studentId, programme_key AS programmeKey, award_tier AS awardTier, amount_due_fen AS fen FROM entitlement
     WHERE school_id = @schoolId AND term = @term AND state = 'approved' AND (@programmeKey IS NULL OR programme_key = @programmeKey) ORDER BY id`,
    { schoolId, term, programmeKey });
}

export interface LiveAccountRow {
  readonly studentId: number;
  readonly holderName: string;
  readonly accountNo: string;
  readonly bankName: string;
}

export function listLiveAccounts(db: ReadableDb, schoolId: number): LiveAccountRow[] {
  return db.all<LiveAccountRow>(
    `SELECT p.student_id AS studentId, p.holder_name AS holderName, p.account_no AS accountNo, p.bank_name AS bankName
     FROM payee_account p JOIN student s ON s.id = p.student_id WHERE s.school_id = ? AND p.replaced_on IS NULL`, schoolId);
}

/** Special groups a case of the 学年 has taken over with evidence. */
export function listEvidencedGroups(db: ReadableDb, schoolId: number, year: SchoolYear): { studentId: number; groupKey: string }[] {
  return db.all<{ studentId: number; groupKey: string }>(
    `SELECT DISTINCT c.student_id AS studentId, g.group_key AS groupKey FROM case_group g JOIN identification_case c ON c.id = g.case_id
     WHERE c.school_id = ? AND c.school_year = ? AND g.removed_at IS NULL ORDER BY 1, 2`, schoolId, year);
}

export interface NoteRow {
  readonly code: string;
  readonly elementKey: string;
  readonly cause: string;
  readonly responsible: string;
  readonly deadline: IsoDate | null;
  readonly resolution: string;
  readonly resolvedOn: IsoDate | null;
  readonly by: string;
  readonly at: string;
}

/** The last note of each difference of a term. */
export function listNotes(db: ReadableDb, schoolId: number, term: TermKey): NoteRow[] {
  return db.all<NoteRow>(
    `SELECT n.code, n.element_key AS elementKey, n.cause, n.responsible, n.deadline, n.resolution, n.resolved_on AS resolvedOn, a.display_name AS "by", n.at
     FROM comparison_note n JOIN account a ON a.id = n.account_id
     WHERE n.id IN (SELECT max(id) FROM comparison_note WHERE school_id = ? AND term = ? GROUP BY code, element_key)`, schoolId, term);
}

export function listJudgedPairs(db: ReadableDb, schoolId: number, term: TermKey): { pairKey: string; verdict: 'same' | 'different' }[] {
  return db.all<{ pairKey: string; verdict: 'same' | 'different' }>(
    'SELECT pair_key AS pairKey, verdict FROM comparison_pair WHERE school_id = ? AND term = ?', schoolId, term);
}
