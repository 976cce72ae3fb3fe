import type {
  DossierAct, DossierCase, DossierCaseEvent, DossierDetermination, DossierEntitlement, DossierGroup, DossierMember, DossierMovement, DossierNotice,
  DossierPayee, DossierPayment, DossierPupil, DossierVisit,
} from '#shared/domain/dossier/dossier-rows.ts';
import type { ReadableDb } from '../connection.ts';
import { stageOrder } from '../stage-order.ts';

/** The pupils of a school a file can be made for, in the order of class and name. */
export function listDossierIds(
  db: ReadableDb, schoolId: number, classIds: readonly number[] | null, onRollOnly: boolean,
): { studentId: number; classId: number | null }[] {
  return db.all(
    `SELECT s.id AS studentId, s.class_id AS classId FROM student s LEFT JOIN class_group g ON g.id = s.class_id
     WHERE s.school_id = ?1 AND (?2 IS NULL OR s.class_id IN (SELECT value FROM json_each(?2))) AND (?3 = 0 OR s.status IN ('enrolled', 'suspended'))
     ORDER BY ${stageOrder('s.stage')},
       coalesce(g.entry_year, s.entry_year) DESC, g.class_no, g.display_name, CAST(s.class_roll_no AS INTEGER), s.pinyin, s.id`,
    schoolId, classIds === null ? null : JSON.stringify(classIds), onRollOnly);
}

type StoredPupil = Omit<DossierPupil, 'attributes'> & { attributesJson: string };
type StoredMovement = Omit<DossierMovement, 'from' | 'to' | 'corrected'> & { fromJson: string; toJson: string; corrected: 0 | 1 };
/** An entitlement as stored: its trace still has to be worded. */
export type StoredDossierEntitlement = Omit<DossierEntitlement, 'standard'> & { awardTier: string | null; traceJson: string };
type StoredPayment = Omit<DossierPayment, 'reason'> & { reasonRaw: string; reasonKey: string | null };

/** Everything the archive holds of these pupils, each table read once. */
export interface DossierTables {
  readonly pupils: readonly DossierPupil[];
  readonly members: readonly DossierMember[];
  readonly groups: readonly DossierGroup[];
  readonly cases: readonly DossierCase[];
  readonly determinations: readonly DossierDetermination[];
  readonly caseEvents: readonly DossierCaseEvent[];
  readonly visits: readonly DossierVisit[];
  readonly notices: readonly DossierNotice[];
  readonly entitlements: readonly StoredDossierEntitlement[];
  readonly payments: readonly StoredPayment[];
  readonly payees: readonly DossierPayee[];
  readonly movements: readonly DossierMovement[];
  readonly acts: readonly DossierAct[];
}

export function readDossierTables(db: ReadableDb, schoolId: number, studentIds: readonly number[]): DossierTables {
  const ids = JSON.stringify(studentIds);
  return {
    pupils: listPupils(db, schoolId, ids),
    members: db.all(
      `SELECT student_id AS studentId, name, relation, id_number AS idNumber, phone, is_guardian AS isGuardian, is_head AS isHead
       FROM household_member WHERE student_id IN (SELECT value FROM json_each(?)) ORDER BY student_id, ordinal`, ids),
    groups: listGroups(db, ids),
    cases: db.all(
      `SELECT student_id AS studentId, id AS caseId, school_year AS schoolYear, route, state
       FROM identification_case WHERE student_id IN (SELECT value FROM json_each(?)) ORDER BY school_year`, ids),
    determinations: db.all(
      `SELECT d.id, d.case_id AS caseId, d.grade, d.body, d.decided_on AS decidedOn, d.reason, d.effective_term AS effectiveTerm, d.supersedes_id AS supersedesId
       FROM determination d JOIN identification_case c ON c.id = d.case_id WHERE c.student_id IN (SELECT value FROM json_each(?)) ORDER BY d.id`, ids),
    caseEvents: db.all(
      `SELECT e.case_id AS caseId, e.event, e.to_state AS toState, e.note, a.display_name AS by, e.at
       FROM case_event e JOIN identification_case c ON c.id = e.case_id JOIN account a ON a.id = e.account_id
       WHERE c.student_id IN (SELECT value FROM json_each(?)) ORDER BY e.id`, ids),
    visits: listVisits(db, ids),
    notices: listNotices(db, ids),
    entitlements: db.all(
      `SELECT e.student_id AS studentId, e.id, e.term, e.programme_key AS programmeKey, e.award_tier AS awardTier, e.amount_due_fen AS dueFen,
         e.trace_json AS traceJson, e.state, e.notice_id AS noticeId, e.notice_waived_reason AS noticeWaivedReason, p.display_name AS proposedBy,
         e.proposed_at AS proposedAt, a.display_name AS approvedBy, e.approved_at AS approvedAt, w.display_name AS withdrawnBy,
         e.withdrawn_at AS withdrawnAt, e.withdrawn_reason AS withdrawnReason
       FROM entitlement e JOIN account p ON p.id = e.proposed_by LEFT JOIN account a ON a.id = e.approved_by LEFT JOIN account w ON w.id = e.withdrawn_by
       WHERE e.student_id IN (SELECT value FROM json_each(?)) ORDER BY e.id`, ids),
    payments: db.all(
      `SELECT l.student_id AS studentId, l.id AS lineId, l.entitlement_id AS entitlementId, b.term, b.programme_name AS programmeName, b.no AS batchNo,
         l.holder_name AS holderName, l.holder_relation AS holderRelation, l.account_no AS accountNo, l.amount_fen AS amountFen, l.state, l.paid_on AS paidOn,
         CASE WHEN l.state IN ('paid', 'wrong') THEN l.amount_fen - (SELECT coalesce(sum(r.amount_fen), 0) FROM payment_recovery r WHERE r.line_id = l.id) ELSE 0 END AS paidFen,
         l.reason_raw AS reasonRaw, l.reason_key AS reasonKey
       FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id WHERE l.student_id IN (SELECT value FROM json_each(?)) ORDER BY l.id`, ids),
    payees: db.all<Omit<DossierPayee, 'live'> & { live: 0 | 1 }>(
      `SELECT student_id AS studentId, holder_name AS holderName, holder_relation AS holderRelation, account_no AS accountNo, bank_name AS bankName,
         valid_from AS validFrom, replaced_on IS NULL AS live
       FROM payee_account WHERE student_id IN (SELECT value FROM json_each(?)) ORDER BY id`, ids).map((row) => ({ ...row, live: row.live === 1 })),
    movements: listMovements(db, ids),
    acts: listActs(db, schoolId, ids),
  };
}

function listPupils(db: ReadableDb, schoolId: number, ids: string): DossierPupil[] {
  return db.all<StoredPupil>(
    `SELECT s.id AS studentId, s.name, s.former_name AS formerName, s.sex, s.birth_date AS birthDate, s.id_type AS idType, s.id_number AS idNumber,
       s.id_check AS idCheck, s.registry_no AS registryNo, s.school_student_no AS schoolStudentNo, s.class_roll_no AS classRollNo, s.stage,
       s.entry_year AS entryYear, s.year_offset AS yearOffset, s.class_id AS classId, g.class_no AS classNo, coalesce(g.display_name, '') AS className,
       coalesce(g.head_teacher, '') AS headTeacher, s.boarding_mode AS boardingMode, s.status, s.status_from AS statusFrom,
       s.attributes_json AS attributesJson, f.name AS fileName, s.row_no AS rowNo, f.imported_at AS importedAt
     FROM student s LEFT JOIN class_group g ON g.id = s.class_id LEFT JOIN imported_file f ON f.id = s.imported_file_id
     WHERE s.school_id = ? AND s.id IN (SELECT value FROM json_each(?))`, schoolId, ids,
  ).map(({ attributesJson, ...row }) => ({ ...row, attributes: JSON.parse(attributesJson) as Record<string, string> }));
}

/** Groups a case has taken over, and those a standing list gives that no case has. */
function listGroups(db: ReadableDb, ids: string): DossierGroup[] {
  return db.all<Omit<DossierGroup, 'adopted'> & { adopted: 0 | 1 }>(
    `SELECT c.student_id AS studentId, c.school_year AS schoolYear, g.group_key AS groupKey, g.evidence_kind AS evidenceKind, 1 AS adopted, l.issuer,
       m.rule, m.decision, coalesce(d.display_name, a.display_name) AS decidedBy, coalesce(m.decided_at, g.at) AS decidedAt,
       g.certificate_no AS certificateNo, g.note, coalesce(r.risk_cleared, 'unknown') AS riskCleared, f.name AS fileName, r.row_no AS rowNo
     FROM case_group g JOIN identification_case c ON c.id = g.case_id JOIN account a ON a.id = g.account_id
       LEFT JOIN list_match m ON m.id = g.list_match_id LEFT JOIN account d ON d.id = m.decided_by LEFT JOIN list_row r ON r.id = m.row_id
       LEFT JOIN department_list l ON l.id = r.list_id LEFT JOIN imported_file f ON f.id = l.imported_file_id
     WHERE c.student_id IN (SELECT value FROM json_each(?1)) AND g.removed_at IS NULL
     UNION ALL
     SELECT m.student_id, substr(l.term, 1, 9), m.group_key, 'list_row', 0, l.issuer, m.rule, m.decision, d.display_name, m.decided_at, '', '',
       r.risk_cleared, f.name, r.row_no
     FROM list_match m JOIN list_row r ON r.id = m.row_id JOIN department_list l ON l.id = r.list_id JOIN imported_file f ON f.id = l.imported_file_id
       LEFT JOIN account d ON d.id = m.decided_by
     WHERE m.student_id IN (SELECT value FROM json_each(?1)) AND m.decision <> 'rejected' AND l.withdrawn_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM department_list n WHERE n.replaces_id = l.id AND n.withdrawn_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM case_group g WHERE g.list_match_id = m.id AND g.removed_at IS NULL)
     ORDER BY 1, 2, 3, 14, 15`, ids,
  ).map((row) => ({ ...row, adopted: row.adopted === 1 }));
}

function listVisits(db: ReadableDb, ids: string): DossierVisit[] {
  return db.all<Omit<DossierVisit, 'visitors'> & { visitorsJson: string }>(
    `SELECT v.student_id AS studentId, v.id AS visitId, v.school_year AS schoolYear, w.visited_on AS visitedOn, w.way, w.purpose, w.visitors_json AS visitorsJson, w.consistent, w.verdict
     FROM home_visit v JOIN home_visit_version w ON w.visit_id = v.id
     WHERE v.student_id IN (SELECT value FROM json_each(?)) AND w.voided = 0 AND w.version = (SELECT max(n.version) FROM home_visit_version n WHERE n.visit_id = v.id)
     ORDER BY v.id`, ids,
  ).map(({ visitorsJson, ...row }) => ({ ...row, visitors: JSON.parse(visitorsJson) as DossierVisit['visitors'] }));
}

function listNotices(db: ReadableDb, ids: string): DossierNotice[] {
  return db.all<Omit<DossierNotice, 'withdrawn'> & { withdrawn: 0 | 1 }>(
    `SELECT DISTINCT e.student_id AS studentId, n.id AS noticeId, n.no, n.kind, n.term, n.title, n.posted_on AS postedOn, n.end_on AS endOn,
       n.taken_down_on AS takenDownOn, n.state, n.withdrawn_reason IS NOT NULL AS withdrawn
     FROM notice_entry e JOIN public_notice n ON n.id = e.notice_id WHERE e.student_id IN (SELECT value FROM json_each(?)) ORDER BY n.id`, ids,
  ).map((row) => ({ ...row, withdrawn: row.withdrawn === 1 }));
}

function listMovements(db: ReadableDb, ids: string): DossierMovement[] {
  return db.all<StoredMovement>(
    `SELECT m.student_id AS studentId, m.kind, m.effective_date AS effectiveDate, m.from_json AS fromJson, m.to_json AS toJson, m.evidence,
       EXISTS (SELECT 1 FROM movement c WHERE c.corrects_id = m.id) AS corrected, a.display_name AS by, m.recorded_at AS at, f.name AS fileName, m.row_no AS rowNo
     FROM movement m JOIN account a ON a.id = m.account_id LEFT JOIN imported_file f ON f.id = m.imported_file_id
     WHERE m.student_id IN (SELECT value FROM json_each(?)) ORDER BY m.effective_date, m.id`, ids,
  ).map(({ fromJson, toJson, ...row }) => ({
    ...row, from: JSON.parse(fromJson) as DossierMovement['from'], to: JSON.parse(toJson) as DossierMovement['to'], corrected: row.corrected === 1,
  }));
}

/** Fields changed, payment lines moved by hand, and numbers of one pupil shown in clear (from the audit chain). */
function listActs(db: ReadableDb, schoolId: number, ids: string): DossierAct[] {
  return db.all<DossierAct>(
    `SELECT c.student_id AS studentId, c.changed_at AS at, a.display_name AS by, '名册改动：' || c.field AS what
     FROM student_change c JOIN account a ON a.id = c.account_id WHERE c.student_id IN (SELECT value FROM json_each(?1))
     UNION ALL
     SELECT l.student_id, t.at, a.display_name, '发放记录：' || t.note
     FROM payment_line_act t JOIN payment_line l ON l.id = t.line_id JOIN account a ON a.id = t.account_id WHERE l.student_id IN (SELECT value FROM json_each(?1))
     UNION ALL
     SELECT CAST(json_extract(u.detail_json, '$.studentId') AS INTEGER), u.at, u.account_name,
       CASE u.method WHEN 'dossier.print' THEN '打印一生一档' ELSE '查看完整号码' END
     FROM audit u WHERE u.school_id = ?2 AND u.method IN ('roster.showSensitive', 'dossier.print')
       AND json_extract(u.detail_json, '$.studentId') IN (SELECT value FROM json_each(?1))
     ORDER BY 2`, ids, schoolId);
}
