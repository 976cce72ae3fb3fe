import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface NewAllotment {
  readonly schoolId: number;
  readonly kind: 'grant' | 'reduction';
  readonly docNo: string;
  readonly issuedOn: IsoDate;
  readonly issuer: string;
  readonly source: FundingSource;
  readonly budgetYear: number;
  readonly limits: string;
  readonly memo: string;
  readonly accountId: number;
  readonly at: string;
}

export function insertAllotment(db: WritableDb, a: NewAllotment): number {
  return db.run(
    `INSERT INTO allotment (school_id, kind, doc_no, issued_on, issuer, source, budget_year, limits, memo, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    a.schoolId, a.kind, a.docNo, a.issuedOn, a.issuer, a.source, a.budgetYear, a.limits, a.memo, a.accountId, a.at).lastId;
}

export function insertAllotmentLine(
  db: WritableDb, line: { allotmentId: number; programmeKey: string; term: TermKey; fen: Fen; adjustsId: number | null; entryId: number },
): number {
  return db.run(
    'INSERT INTO allotment_line (allotment_id, programme_key, term, amount_fen, adjusts_id, entry_id) VALUES (?, ?, ?, ?, ?, ?)',
    line.allotmentId, line.programmeKey, line.term, line.fen, line.adjustsId, line.entryId).lastId;
}

/** One programme's part of a 下达, with what came of it. Sums in fen. */
export interface AllotmentLine {
  readonly id: number;
  readonly allotmentId: number;
  readonly kind: 'grant' | 'reduction';
  readonly docNo: string;
  readonly issuedOn: IsoDate;
  readonly issuer: string;
  readonly source: FundingSource;
  readonly budgetYear: number;
  readonly limits: string;
  readonly memo: string;
  readonly programmeKey: string;
  readonly term: TermKey;
  readonly fen: Fen;
  /** Taken back by later documents; what arrived; how many arrivals. Nought on a reduction. */
  readonly reducedFen: Fen;
  readonly arrivedFen: Fen;
  readonly arrivals: number;
  readonly firstReceivedOn: IsoDate | null;
  /** The document a reduction takes back from. */
  readonly adjustsId: number | null;
  readonly adjustsDocNo: string | null;
  readonly entryId: number;
  readonly entryNo: number;
  readonly reversedByNo: number | null;
  readonly by: string;
}

const lineQuery = `SELECT l.id, a.id AS allotmentId, a.kind, a.doc_no AS docNo, a.issued_on AS issuedOn, a.issuer, a.source, a.budget_year AS budgetYear, a.limits, a.memo,
    l.programme_key AS programmeKey, l.term, l.amount_fen AS fen, l.adjusts_id AS adjustsId, oa.doc_no AS adjustsDocNo, l.entry_id AS entryId, e.entry_no AS entryNo,
    r.entry_no AS reversedByNo, u.display_name AS by,
    (SELECT coalesce(sum(x.amount_fen), 0) FROM allotment_line x WHERE x.adjusts_id = l.id AND NOT EXISTS (SELECT 1 FROM journal_entry v WHERE v.reverses_id = x.entry_id)) AS reducedFen,
    coalesce(f.sumFen, 0) AS arrivedFen, coalesce(f.arrivals, 0) AS arrivals, f.firstOn AS firstReceivedOn
  FROM allotment_line l JOIN allotment a ON a.id = l.allotment_id JOIN journal_entry e ON e.id = l.entry_id JOIN account u ON u.id = a.account_id
    LEFT JOIN journal_entry r ON r.reverses_id = l.entry_id
    LEFT JOIN allotment_line o ON o.id = l.adjusts_id LEFT JOIN allotment oa ON oa.id = o.allotment_id
    LEFT JOIN (SELECT allotment_line_id, sum(amount_fen) AS sumFen, count(*) AS arrivals, min(received_on) AS firstOn FROM fund_receipt
      WHERE allotment_line_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journal_entry v WHERE v.reverses_id = fund_receipt.entry_id) GROUP BY allotment_line_id) f
      ON f.allotment_line_id = l.id`;

/** The term's lines, and those of other terms still open or filled in this term: late money is asked for until it comes. */
export function listAllotmentLines(db: ReadableDb, schoolId: number, term: TermKey): AllotmentLine[] {
  return db.all<AllotmentLine>(
    `${lineQuery} WHERE a.school_id = @schoolId AND (l.term = @term OR (l.term < @term AND a.kind = 'grant' AND r.id IS NULL AND (l.amount_fen - reducedFen > arrivedFen
       OR EXISTS (SELECT 1 FROM fund_receipt g WHERE g.allotment_line_id = l.id AND g.term = @term))))
     ORDER BY a.issued_on, a.id, l.id`, { schoolId, term });
}

export function findAllotmentLine(db: ReadableDb, schoolId: number, id: number): AllotmentLine | undefined {
  return db.get<AllotmentLine>(`${lineQuery} WHERE a.school_id = ? AND l.id = ?`, schoolId, id);
}

export function findAllotmentLineOfEntry(db: ReadableDb, schoolId: number, entryId: number): AllotmentLine | undefined {
  return db.get<AllotmentLine>(`${lineQuery} WHERE a.school_id = ? AND l.entry_id = ?`, schoolId, entryId);
}

/** A standing line of the same document for the same programme and term. */
export function findSameAllotment(db: ReadableDb, schoolId: number, docNo: string, programmeKey: string, term: TermKey): { readonly issuedOn: IsoDate } | undefined {
  return db.get<{ issuedOn: IsoDate }>(
    `SELECT a.issued_on AS issuedOn FROM allotment_line l JOIN allotment a ON a.id = l.allotment_id
     WHERE a.school_id = ? AND a.kind = 'grant' AND a.doc_no = ? AND l.programme_key = ? AND l.term = ? AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_id = l.entry_id)`,
    schoolId, docNo, programmeKey, term);
}
