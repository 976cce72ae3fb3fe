import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { WritableDb } from '../connection.ts';

interface Place {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly accountId: number;
  readonly at: string;
}

export interface ComparisonNote {
  readonly code: string;
  readonly elementKey: string;
  readonly cause: string;
  readonly responsible: string;
  readonly deadline: IsoDate | null;
  readonly resolution: string;
  readonly resolvedOn: IsoDate | null;
}

export function insertComparisonNote(db: WritableDb, place: Place, note: ComparisonNote): void {
  db.run(
    `INSERT INTO comparison_note (school_id, term, code, element_key, cause, responsible, deadline, resolution, resolved_on, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    place.schoolId, place.term, note.code, note.elementKey, note.cause, note.responsible, note.deadline, note.resolution, note.resolvedOn, place.accountId, place.at);
}

export function setPairVerdict(db: WritableDb, place: Place, pairKey: string, verdict: 'same' | 'different'): void {
  db.run(
    `INSERT INTO comparison_pair (school_id, term, pair_key, verdict, account_id, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (school_id, term, pair_key) DO UPDATE SET verdict = excluded.verdict, account_id = excluded.account_id, at = excluded.at`,
    place.schoolId, place.term, pairKey, verdict, place.accountId, place.at);
}
