import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface FundingSplit {
  readonly id: number;
  readonly programmeKey: string;
  readonly validFrom: TermKey;
  /** Whole weights by source; none: no split is prescribed from this term on. */
  readonly shares: Readonly<Partial<Record<FundingSource, number>>>;
  readonly docNo: string;
  readonly by: string;
  readonly at: string;
}

/** Every prescribed split, oldest first. */
export function listFundingSplits(db: ReadableDb, schoolId: number): FundingSplit[] {
  return db.all<Omit<FundingSplit, 'shares'> & { sharesJson: string }>(
    `SELECT s.id, s.programme_key AS programmeKey, s.valid_from AS validFrom, s.shares_json AS sharesJson, s.doc_no AS docNo, a.display_name AS by, s.at
     FROM funding_split s JOIN account a ON a.id = s.account_id WHERE s.school_id = ? ORDER BY s.id`, schoolId)
    .map(({ sharesJson, ...row }) => ({ ...row, shares: JSON.parse(sharesJson) as FundingSplit['shares'] }));
}

export function insertFundingSplit(
  db: WritableDb, row: { schoolId: number; programmeKey: string; validFrom: TermKey; shares: FundingSplit['shares']; docNo: string; accountId: number; at: string },
): number {
  return db.run(
    'INSERT INTO funding_split (school_id, programme_key, valid_from, shares_json, doc_no, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.schoolId, row.programmeKey, row.validFrom, JSON.stringify(row.shares), row.docNo, row.accountId, row.at).lastId;
}
