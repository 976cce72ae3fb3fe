import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { SignatureWay, SigningOffice } from '#shared/domain/settlement/signing.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

/** A closing or reopening: begun by one person, done when two have signed, or withdrawn. */
export interface TermAct {
  readonly id: number;
  readonly schoolId: number;
  readonly term: TermKey;
  readonly kind: 'closing' | 'reopening';
  readonly onDate: IsoDate;
  readonly reason: string;
  readonly disposalsJson: string;
  readonly figuresJson: string;
  readonly by: string;
  readonly at: string;
  /** Null while signatures are missing. */
  readonly outcome: 'done' | 'withdrawn' | null;
  readonly endReason: string | null;
  readonly endedBy: string | null;
  readonly endedAt: string | null;
}

export interface TermSignatureRow {
  readonly actId: number;
  readonly office: SigningOffice;
  readonly way: SignatureWay;
  readonly signer: string;
  readonly signedOn: IsoDate;
  readonly alone: 0 | 1;
  readonly accountId: number;
  readonly at: string;
}

const acts = `SELECT t.id, t.school_id AS schoolId, t.term, t.kind, t.on_date AS onDate, t.reason, t.disposals_json AS disposalsJson, t.figures_json AS figuresJson,
    a.display_name AS by, t.at, e.outcome, e.reason AS endReason, ea.display_name AS endedBy, e.at AS endedAt
  FROM term_act t JOIN account a ON a.id = t.account_id LEFT JOIN term_act_end e ON e.act_id = t.id LEFT JOIN account ea ON ea.id = e.account_id`;

/** Everything that was done about closing the term, oldest first. */
export function listTermActs(db: ReadableDb, schoolId: number, term: TermKey): TermAct[] {
  return db.all<TermAct>(`${acts} WHERE t.school_id = ? AND t.term = ? ORDER BY t.id`, schoolId, term);
}

export function findTermAct(db: ReadableDb, schoolId: number, id: number): TermAct | undefined {
  return db.get<TermAct>(`${acts} WHERE t.school_id = ? AND t.id = ?`, schoolId, id);
}

export function listTermSignatures(db: ReadableDb, actId: number): TermSignatureRow[] {
  return db.all<TermSignatureRow>(
    `SELECT act_id AS actId, office, way, signer, signed_on AS signedOn, alone, account_id AS accountId, at FROM term_signature WHERE act_id = ? ORDER BY at, office`, actId);
}

type NewAct = Pick<TermAct, 'schoolId' | 'term' | 'kind' | 'onDate' | 'reason' | 'disposalsJson' | 'figuresJson' | 'at'> & { readonly accountId: number };

export function insertTermAct(db: WritableDb, act: NewAct): number {
  return db.run(
    'INSERT INTO term_act (school_id, term, kind, on_date, reason, disposals_json, figures_json, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    act.schoolId, act.term, act.kind, act.onDate, act.reason, act.disposalsJson, act.figuresJson, act.accountId, act.at).lastId;
}

export function insertTermSignature(db: WritableDb, one: TermSignatureRow): void {
  db.run('INSERT INTO term_signature (act_id, office, way, signer, signed_on, alone, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    one.actId, one.office, one.way, one.signer, one.signedOn, one.alone, one.accountId, one.at);
}

export function insertTermActEnd(db: WritableDb, end: { actId: number; outcome: 'done' | 'withdrawn'; reason: string; accountId: number; at: string }): void {
  db.run('INSERT INTO term_act_end (act_id, outcome, reason, account_id, at) VALUES (?, ?, ?, ?, ?)', end.actId, end.outcome, end.reason, end.accountId, end.at);
}

/** Lifts the lock; the archive lets it go only after a reopening that two have signed. */
export function deleteTermLock(db: WritableDb, schoolId: number, term: TermKey): void {
  db.run('DELETE FROM term_lock WHERE school_id = ? AND term = ?', schoolId, term);
}

/** The carry-over entries of a closing that still stand, both halves. */
export function listStandingCarries(db: ReadableDb, schoolId: number, term: TermKey, following: TermKey): number[] {
  return db.all<{ id: number }>(
    `SELECT e.id FROM journal_entry e WHERE e.school_id = @schoolId AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_id = e.id)
       AND ((e.kind = 'carried_out' AND e.term = @term) OR (e.kind = 'carried_in' AND e.term = @following)) ORDER BY e.entry_no`,
    { schoolId, term, following }).map((row) => row.id);
}
