import type { CheckNo } from '#shared/domain/checks/check.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface ExplanationRow {
  readonly findingKey: string;
  readonly fingerprint: string;
  readonly act: 'explain' | 'take_back';
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** The last word on each finding of a term; one taken back is there and says so. */
export function listExplanations(db: ReadableDb, schoolId: number, term: TermKey): ReadonlyMap<string, ExplanationRow> {
  const rows = db.all<ExplanationRow>(
    `SELECT x.finding_key AS findingKey, x.fingerprint, x.act, x.reason, a.display_name AS by, x.at
     FROM check_explanation x JOIN account a ON a.id = x.account_id WHERE x.school_id = ? AND x.term = ? ORDER BY x.id`, schoolId, term);
  return new Map(rows.map((row) => [row.findingKey, row]));
}

export interface NewExplanation {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly no: CheckNo;
  readonly findingKey: string;
  readonly fingerprint: string;
  readonly sentence: string;
  readonly act: ExplanationRow['act'];
  readonly reason: string;
}

export function insertExplanation(db: WritableDb, row: NewExplanation, { accountId, at }: { readonly accountId: number; readonly at: string }): void {
  db.run('INSERT INTO check_explanation (school_id, term, check_no, finding_key, fingerprint, sentence, act, reason, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.schoolId, row.term, row.no, row.findingKey, row.fingerprint, row.sentence, row.act, row.reason, accountId, at);
}
