import type { VisitRecord } from '#shared/domain/visits/visit.ts';
import type { WritableDb } from '../connection.ts';
import type { Stamp } from './identification-case.ts';

export interface NewVisitVersion {
  readonly visitId: number;
  readonly version: number;
  /** Why the record was written anew; '' for the first version. */
  readonly reason: string;
  readonly voided: boolean;
  readonly visit: VisitRecord;
  readonly source: { readonly importedFileId: number; readonly rowNo: number } | null;
}

export function insertVisit(db: WritableDb, one: { readonly schoolId: number; readonly studentId: number; readonly schoolYear: string }): number {
  return db.run('INSERT INTO home_visit (school_id, student_id, school_year) VALUES (?, ?, ?)', one.schoolId, one.studentId, one.schoolYear).lastId;
}

export function insertVisitVersion(db: WritableDb, { visitId, version, reason, voided, visit, source }: NewVisitVersion, stamp: Stamp): void {
  db.run(
    `INSERT INTO home_visit_version (visit_id, version, reason, voided, purpose, way, visited_on, visitors_json, consistent, verdict, policy_told, entrusted_to, entrusted_reason,
       photos_unsuitable, photos_reason, address, household, income_fen, income_note, spending_note, housing, health, findings, differs, family_words, respondent,
       respondent_relation, conclusion, imported_file_id, row_no, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    visitId, version, reason, voided, visit.purpose, visit.way, visit.visitedOn, JSON.stringify(visit.visitors), visit.consistent, visit.verdict, visit.policyTold,
    visit.entrustedTo, visit.entrustedReason, visit.photosUnsuitable, visit.photosReason, visit.address, visit.household, visit.incomeFen, visit.incomeNote,
    visit.spendingNote, visit.housing, visit.health, visit.findings, visit.differs, visit.familyWords, visit.respondent, visit.respondentRelation, visit.conclusion,
    source?.importedFileId ?? null, source?.rowNo ?? null, stamp.accountId, stamp.at);
}
