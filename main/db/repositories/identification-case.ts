import type { CaseEvent, CaseState, IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import type { EvidenceKind } from '#shared/domain/identification/evidence.ts';
import type { WritableDb } from '../connection.ts';

/** Who did it, and when. */
export interface Stamp {
  readonly accountId: number;
  readonly at: string;
}

export interface NewCase {
  readonly schoolId: number;
  readonly studentId: number;
  readonly schoolYear: string;
  readonly route: IdentificationRoute;
  readonly state: CaseState;
  readonly appliedOn: string | null;
  readonly familyConfirmedOn: string | null;
}

export function insertCase(db: WritableDb, one: NewCase, stamp: Stamp): number {
  return db.run(
    `INSERT INTO identification_case (school_id, student_id, school_year, route, state, applied_on, family_confirmed_on, created_at, account_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.schoolId, one.studentId, one.schoolYear, one.route, one.state, one.appliedOn, one.familyConfirmedOn, stamp.at, stamp.accountId).lastId;
}

export interface CaseDetails {
  readonly route: IdentificationRoute;
  readonly appliedOn: string | null;
  readonly familyConfirmedOn: string | null;
}

export function updateCaseDetails(db: WritableDb, caseId: number, details: CaseDetails): void {
  db.run('UPDATE identification_case SET route = ?, applied_on = ?, family_confirmed_on = ? WHERE id = ?', details.route, details.appliedOn, details.familyConfirmedOn, caseId);
}

export interface NewCaseEvent {
  readonly caseId: number;
  readonly event: CaseEvent;
  readonly fromState: CaseState | null;
  readonly toState: CaseState;
  readonly onDate: string | null;
  readonly note: string;
}

/** Moves a case and writes the event that moved it: the one is never without the other. */
export function insertCaseEvent(db: WritableDb, event: NewCaseEvent, stamp: Stamp): void {
  db.run(
    'INSERT INTO case_event (case_id, event, from_state, to_state, on_date, note, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    event.caseId, event.event, event.fromState, event.toState, event.onDate, event.note, stamp.accountId, stamp.at);
  db.run('UPDATE identification_case SET state = ? WHERE id = ?', event.toState, event.caseId);
}

export interface NewCaseGroup {
  readonly caseId: number;
  readonly groupKey: string;
  readonly kind: EvidenceKind;
  readonly listMatchId: number | null;
  readonly certificateNo: string;
  readonly note: string;
}

export function insertCaseGroup(db: WritableDb, group: NewCaseGroup, stamp: Stamp): number {
  return db.run(
    'INSERT INTO case_group (case_id, group_key, evidence_kind, list_match_id, certificate_no, note, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    group.caseId, group.groupKey, group.kind, group.listMatchId, group.certificateNo, group.note, stamp.accountId, stamp.at).lastId;
}

export function removeCaseGroup(db: WritableDb, caseGroupId: number, reason: string, stamp: Stamp): void {
  db.run('UPDATE case_group SET removed_at = ?, removed_by = ?, removed_reason = ? WHERE id = ?', stamp.at, stamp.accountId, reason, caseGroupId);
}

export interface NewDetermination {
  readonly caseId: number;
  readonly grade: string;
  readonly body: string;
  readonly decidedOn: string;
  readonly reason: string;
  readonly effectiveTerm: string;
  readonly supersedesId: number | null;
  readonly importedFileId: number | null;
  readonly rowNo: number | null;
}

export function insertDetermination(db: WritableDb, one: NewDetermination, stamp: Stamp): number {
  return db.run(
    `INSERT INTO determination (case_id, grade, body, decided_on, reason, effective_term, supersedes_id, account_id, at, imported_file_id, row_no)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.caseId, one.grade, one.body, one.decidedOn, one.reason, one.effectiveTerm, one.supersedesId, stamp.accountId, stamp.at, one.importedFileId, one.rowNo).lastId;
}
