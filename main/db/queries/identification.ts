import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { CaseEvent, CaseState, IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import type { Determination } from '#shared/domain/identification/determination.ts';
import type { EvidenceKind } from '#shared/domain/identification/evidence.ts';
import type { ListKind } from '#shared/domain/matching/list-kind.ts';
import type { MatchDifference, MatchRule } from '#shared/domain/matching/match-row.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import type { ReadableDb } from '../connection.ts';

export interface CaseLine {
  readonly caseId: number;
  readonly studentId: number;
  readonly schoolYear: string;
  readonly route: IdentificationRoute;
  readonly state: CaseState;
  readonly appliedOn: IsoDate | null;
  readonly familyConfirmedOn: IsoDate | null;
}

const caseColumns = `id AS caseId, student_id AS studentId, school_year AS schoolYear, route, state, applied_on AS appliedOn, family_confirmed_on AS familyConfirmedOn`;

export function listCases(db: ReadableDb, schoolId: number, schoolYear: string): CaseLine[] {
  return db.all<CaseLine>(`SELECT ${caseColumns} FROM identification_case WHERE school_id = ? AND school_year = ?`, schoolId, schoolYear);
}

export function findCase(db: ReadableDb, schoolId: number, studentId: number, schoolYear: string): CaseLine | undefined {
  return db.get<CaseLine>(
    `SELECT ${caseColumns} FROM identification_case WHERE school_id = ? AND student_id = ? AND school_year = ?`, schoolId, studentId, schoolYear);
}

/** The pupil a case is about; undefined where the school has no such case. */
export function findCaseStudent(db: ReadableDb, schoolId: number, caseId: number): number | undefined {
  return db.get<{ studentId: number }>('SELECT student_id AS studentId FROM identification_case WHERE school_id = ? AND id = ?', schoolId, caseId)?.studentId;
}

export interface CaseGroupLine {
  readonly caseGroupId: number;
  readonly caseId: number;
  readonly groupKey: string;
  readonly kind: EvidenceKind;
  readonly listMatchId: number | null;
  readonly certificateNo: string;
  /** The number a 残疾人证 grade can be read from: the certificate's, or the list row's own. */
  readonly disabilityNo: string;
  readonly note: string;
  readonly by: string;
  readonly at: string;
  readonly removedAt: string | null;
  readonly removedBy: string | null;
  readonly removedReason: string | null;
  /** The list row behind it; null for certificates and promises. */
  readonly listId: number | null;
  readonly listKind: ListKind | null;
  readonly listGroupKey: string | null;
  readonly fileName: string | null;
  readonly importedAt: string | null;
  readonly listWithdrawnAt: string | null;
  readonly rowNo: number | null;
  readonly riskCleared: TriState | null;
  readonly rule: MatchRule | null;
  readonly differences: readonly MatchDifference[];
  readonly matchDecision: 'automatic' | 'confirmed' | 'rejected' | 'pending' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

/** The groups of every case of a 学年 with all that stands behind them, or of one case; removed ones too. */
export function listCaseGroups(db: ReadableDb, schoolId: number, schoolYear: string, caseId: number | null = null): CaseGroupLine[] {
  return db.all<Omit<CaseGroupLine, 'differences'> & { differencesJson: string | null }>(
    `SELECT g.id AS caseGroupId, g.case_id AS caseId, g.group_key AS groupKey, g.evidence_kind AS kind, g.list_match_id AS listMatchId,
       g.certificate_no AS certificateNo,
       coalesce(nullif(g.certificate_no, ''), nullif(r.certificate_no, ''), r.id_number, '') AS disabilityNo, g.note, a.display_name AS by, g.at, g.removed_at AS removedAt, ra.display_name AS removedBy,
       g.removed_reason AS removedReason, l.id AS listId, l.kind AS listKind, l.group_key AS listGroupKey, f.name AS fileName, f.imported_at AS importedAt,
       l.withdrawn_at AS listWithdrawnAt, r.row_no AS rowNo, r.risk_cleared AS riskCleared, m.rule, m.differences_json AS differencesJson,
       m.decision AS matchDecision, ma.display_name AS decidedBy, m.decided_at AS decidedAt
     FROM case_group g JOIN identification_case c ON c.id = g.case_id JOIN account a ON a.id = g.account_id
       LEFT JOIN account ra ON ra.id = g.removed_by LEFT JOIN list_match m ON m.id = g.list_match_id LEFT JOIN account ma ON ma.id = m.decided_by
       LEFT JOIN list_row r ON r.id = m.row_id LEFT JOIN department_list l ON l.id = r.list_id LEFT JOIN imported_file f ON f.id = l.imported_file_id
     WHERE c.school_id = ? AND c.school_year = ? AND c.id = coalesce(?, c.id) ORDER BY g.id`,
    schoolId, schoolYear, caseId,
  ).map(({ differencesJson, ...line }) => ({ ...line, differences: differencesJson === null ? [] : JSON.parse(differencesJson) as MatchDifference[] }));
}

export function findCaseGroup(db: ReadableDb, schoolId: number, caseGroupId: number): { readonly studentId: number; readonly removedAt: string | null } | undefined {
  return db.get(
    `SELECT c.student_id AS studentId, g.removed_at AS removedAt FROM case_group g JOIN identification_case c ON c.id = g.case_id
     WHERE c.school_id = ? AND g.id = ?`, schoolId, caseGroupId);
}

export interface DeterminationLine extends Determination {
  readonly effectiveTerm: TermKey;
  readonly by: string;
  readonly at: string;
  readonly fileName: string | null;
  readonly rowNo: number | null;
}

/** Every decision of a 学年, oldest first, or of one case. */
export function listDeterminations(db: ReadableDb, schoolId: number, schoolYear: string, caseId: number | null = null): DeterminationLine[] {
  return db.all<DeterminationLine>(
    `SELECT d.id, d.case_id AS caseId, d.grade, d.body, d.decided_on AS decidedOn, d.reason, d.effective_term AS effectiveTerm, d.supersedes_id AS supersedesId,
       a.display_name AS by, d.at, f.name AS fileName, d.row_no AS rowNo
     FROM determination d JOIN identification_case c ON c.id = d.case_id JOIN account a ON a.id = d.account_id
       LEFT JOIN imported_file f ON f.id = d.imported_file_id
     WHERE c.school_id = ? AND c.school_year = ? AND c.id = coalesce(?, c.id) ORDER BY d.id`, schoolId, schoolYear, caseId);
}

export interface CaseEventLine {
  readonly event: CaseEvent;
  readonly fromState: CaseState | null;
  readonly toState: CaseState;
  readonly onDate: IsoDate | null;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

export function listCaseEvents(db: ReadableDb, caseId: number): CaseEventLine[] {
  return db.all<CaseEventLine>(
    `SELECT e.event, e.from_state AS fromState, e.to_state AS toState, e.on_date AS onDate, e.note, a.display_name AS by, e.at
     FROM case_event e JOIN account a ON a.id = e.account_id WHERE e.case_id = ? ORDER BY e.id`, caseId);
}
