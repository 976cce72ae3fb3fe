import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { CaseEvent, CaseState } from '#shared/domain/identification/case-state.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';

/** The cases whose decision a notice lists and whose last decision is still that one. */
export function listNoticedCases(db: ReadableDb, noticeId: number): { caseId: number; state: CaseState }[] {
  return db.all(
    `SELECT c.id AS caseId, c.state FROM notice_entry e JOIN determination d ON d.id = e.determination_id JOIN identification_case c ON c.id = d.case_id
     WHERE e.notice_id = ? AND NOT EXISTS (SELECT 1 FROM determination n WHERE n.supersedes_id = d.id) ORDER BY e.ordinal`, noticeId);
}

export interface CaseMoveRecord {
  readonly caseId: number;
  readonly event: CaseEvent;
  readonly from: CaseState;
  readonly to: CaseState;
  readonly onDate: IsoDate;
  readonly note: string;
  readonly accountId: number;
  readonly at: string;
}

export function insertCaseMove(db: WritableDb, move: CaseMoveRecord): void {
  db.run('UPDATE identification_case SET state = ? WHERE id = ?', move.to, move.caseId);
  db.run(
    'INSERT INTO case_event (case_id, event, from_state, to_state, on_date, note, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    move.caseId, move.event, move.from, move.to, move.onDate, move.note, move.accountId, move.at);
}
