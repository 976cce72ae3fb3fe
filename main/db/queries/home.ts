import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import type { TermCounts } from '#shared/domain/checks/term-steps.ts';
import type { ReadableDb } from '../connection.ts';

type Place = { readonly schoolId: number; readonly term: TermKey };

function one<Row>(db: ReadableDb, text: string, parameters: Readonly<Record<string, string | number>>): Row {
  const row = db.get<Row>(text, parameters);
  if (row === undefined) throw new Error('an aggregate without a row');
  return row;
}

/** The pupils of the school now, and the term's newest roster. */
export function countRoster(db: ReadableDb, { schoolId, term }: Place): TermCounts['roster'] {
  return one(db, `SELECT count(*) AS onRoll,
      (SELECT max(as_of) FROM roster_snapshot WHERE school_id = @schoolId AND term = @term) AS asOf,
      count(*) FILTER (WHERE id_check IN ('missing', 'lost_digits', 'bad_length', 'bad_char', 'bad_date', 'bad_checksum', 'sex_mismatch', 'birth_mismatch')) AS badNumbers,
      count(*) FILTER (WHERE boarding_mode = 'unknown') AS boardingUnknown,
      count(*) FILTER (WHERE class_id IS NULL) AS withoutClass
    FROM student WHERE school_id = @schoolId AND status IN ('enrolled', 'suspended')`, { schoolId, term });
}

/** 告知 of the 学年, over the pupils on the roll now; the last record of each pupil's slip counts. */
export function countNotify(db: ReadableDb, { schoolId, term }: Place, schoolYear: SchoolYear): TermCounts['notify'] {
  return one(db, `WITH slip AS MATERIALIZED (
      SELECT s.student_id, s.given_on, s.returned_on, s.choice
      FROM (SELECT max(id) AS id FROM letter_slip WHERE school_id = @schoolId AND school_year = @schoolYear GROUP BY student_id) AS last JOIN letter_slip s ON s.id = last.id)
    SELECT (SELECT count(*) FROM letter WHERE school_id = @schoolId AND school_year = @schoolYear AND withdrawn_at IS NULL) AS letters,
      count(*) AS pupils,
      count(slip.given_on) AS given,
      count(slip.returned_on) AS returned,
      count(*) FILTER (WHERE slip.choice = 'not_apply'
        AND NOT EXISTS (SELECT 1 FROM waiver w WHERE w.student_id = p.id AND w.school_year = @schoolYear AND w.programme_key IS NULL AND w.revoked_on IS NULL)
        AND EXISTS (SELECT 1 FROM list_match m JOIN list_row r ON r.id = m.row_id JOIN department_list l ON l.id = r.list_id
          WHERE m.student_id = p.id AND l.school_id = @schoolId AND l.term BETWEEN @schoolYear || '-1' AND @term AND ${liveList} AND r.bucket = 'matched'
            AND m.decision IN ('automatic', 'confirmed'))) AS waiverDue,
      (SELECT max(reply_by) FROM letter WHERE school_id = @schoolId AND school_year = @schoolYear AND withdrawn_at IS NULL) AS replyBy
    FROM student p LEFT JOIN slip ON slip.student_id = p.id
    WHERE p.school_id = @schoolId AND p.status IN ('enrolled', 'suspended')`, { schoolId, term, schoolYear });
}

const liveList = `l.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM department_list newer WHERE newer.replaces_id = l.id AND newer.withdrawn_at IS NULL)`;

export function countLists(db: ReadableDb, { schoolId, term }: Place): TermCounts['lists'] {
  return one(db, `SELECT count(DISTINCT l.id) AS lists, count(r.id) AS rows, count(r.id) FILTER (WHERE r.bucket = 'needs_decision') AS toDecide
    FROM department_list l LEFT JOIN list_row r ON r.list_id = l.id
    WHERE l.school_id = @schoolId AND l.term = @term AND ${liveList}`, { schoolId, term });
}

/** `easiestGrade`: the last grade of the school's set, 不困难. */
export function countIdentification(
  db: ReadableDb, { schoolId, term }: Place, schoolYear: SchoolYear, easiestGrade: string,
): TermCounts['identification'] {
  return one(db, `SELECT
      count(*) FILTER (WHERE c.state IN ('determined', 'noticed', 'objected', 'confirmed', 'filed') AND d.grade <> @easiestGrade) AS inHardship,
      count(*) FILTER (WHERE c.state IN ('determined', 'noticed', 'objected', 'confirmed', 'filed') AND d.grade = @easiestGrade) AS notInHardship,
      count(*) FILTER (WHERE c.state IN ('applied', 'pre_identified')) AS toDetermine,
      (SELECT count(DISTINCT m.student_id)
        FROM list_match m JOIN list_row r ON r.id = m.row_id JOIN department_list l ON l.id = r.list_id JOIN student s ON s.id = m.student_id
        WHERE l.school_id = @schoolId AND l.term = @term AND ${liveList} AND m.decision IN ('automatic', 'confirmed') AND s.status IN ('enrolled', 'suspended')
          AND NOT EXISTS (SELECT 1 FROM identification_case k WHERE k.student_id = m.student_id AND k.school_year = @schoolYear)) AS matchedWithoutCase
    FROM identification_case c
    LEFT JOIN determination d ON d.case_id = c.id AND NOT EXISTS (SELECT 1 FROM determination newer WHERE newer.supersedes_id = d.id)
    WHERE c.school_id = @schoolId AND c.school_year = @schoolYear`, { schoolId, schoolYear, easiestGrade, term });
}

/** The term's objections that wait for an answer, each with the last day of its running round. */
const openObjections = `(SELECT o.id, (SELECT v.due_on FROM objection_event v WHERE v.objection_id = o.id AND v.due_on IS NOT NULL ORDER BY v.id DESC LIMIT 1) AS dueOn
  FROM objection o JOIN public_notice n ON n.id = o.notice_id WHERE n.school_id = @schoolId AND n.term = @term AND o.state IN ('received', 'checking', 'reconsidering'))`;

const objected = `EXISTS (SELECT 1 FROM objection o WHERE o.notice_id = public_notice.id AND o.state IN ('received', 'checking', 'reconsidering'))`;

export function countNotices(
  db: ReadableDb, { schoolId, term }: Place, schoolYear: SchoolYear, easiestGrade: string, today: IsoDate,
): Omit<TermCounts['notice'], 'withoutEvidence'> {
  return one(db, `SELECT count(*) FILTER (WHERE state = 'draft') AS drafts,
      count(*) FILTER (WHERE state = 'posted' AND (end_on >= @today OR ${objected})) AS posted,
      count(*) FILTER (WHERE state = 'posted' AND end_on < @today AND NOT ${objected}) AS toEnd,
      count(*) FILTER (WHERE take_down_on <= @today AND taken_down_on IS NULL AND (state = 'ended' OR (state = 'posted' AND ${objected}))) AS toTakeDown,
      count(*) FILTER (WHERE (state = 'ended' AND take_down_on > @today) OR (state = 'taken_down' AND withdrawn_reason IS NULL)) AS finished,
      min(CASE WHEN state = 'posted' AND others_confirmed_on IS NULL THEN end_on WHEN state = 'ended' THEN take_down_on END) AS nextDay,
      (SELECT count(*) FROM identification_case c
        JOIN determination d ON d.case_id = c.id AND NOT EXISTS (SELECT 1 FROM determination newer WHERE newer.supersedes_id = d.id)
        WHERE c.school_id = @schoolId AND c.school_year = @schoolYear AND c.state = 'determined' AND d.grade <> @easiestGrade) AS determinedUnposted,
      (SELECT count(DISTINCT e.determination_id) FROM notice_entry e JOIN public_notice k ON k.id = e.notice_id
        WHERE k.school_id = @schoolId AND k.term = @term AND k.level = 'class' AND k.withdrawn_reason IS NULL AND coalesce(k.ended_confirmed_on, k.others_confirmed_on) IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM determination newer WHERE newer.supersedes_id = e.determination_id)
          AND NOT EXISTS (SELECT 1 FROM notice_entry h JOIN public_notice p ON p.id = h.notice_id
            WHERE h.determination_id = e.determination_id AND p.kind = 'identification' AND p.level = 'school' AND p.state <> 'draft' AND p.withdrawn_reason IS NULL)) AS classLevelOnly,
      (SELECT count(*) FROM ${openObjections}) AS objectionsOpen,
      (SELECT count(*) FROM ${openObjections} WHERE dueOn < @today) AS objectionsOverdue,
      (SELECT min(dueOn) FROM ${openObjections}) AS nextReply
    FROM public_notice WHERE school_id = @schoolId AND term = @term`, { schoolId, term, today, schoolYear, easiestGrade });
}

export function countEntitlements(db: ReadableDb, { schoolId, term }: Place): TermCounts['entitlement'] & TermCounts['archive'] {
  return one(db, `SELECT count(*) FILTER (WHERE state = 'approved') AS approved,
      coalesce(sum(amount_due_fen) FILTER (WHERE state = 'approved'), 0) AS approvedFen,
      count(*) FILTER (WHERE state = 'proposed') AS proposed,
      coalesce(sum(amount_due_fen) FILTER (WHERE state = 'proposed'), 0) AS proposedFen,
      count(DISTINCT student_id) FILTER (WHERE state = 'approved') AS beneficiaries
    FROM entitlement WHERE school_id = @schoolId AND term = @term`, { schoolId, term });
}

/** Approved entitlements that no live payment line carries, and the batches by state. */
export function countPayments(db: ReadableDb, { schoolId, term }: Place): Omit<TermCounts['payment'], 'payBy' | 'payByVerified' | 'late' | 'lateFen' | 'soon' | 'soonFen'> {
  return one(db, `WITH unbatched AS (
      SELECT e.student_id, e.amount_due_fen FROM entitlement e
      WHERE e.school_id = @schoolId AND e.term = @term AND e.state = 'approved' AND NOT EXISTS (
        SELECT 1 FROM payment_line p WHERE p.entitlement_id = e.id AND p.state NOT IN ('withdrawn', 'recovered')))
    SELECT (SELECT count(*) FROM unbatched) AS unbatched,
      (SELECT coalesce(sum(amount_due_fen), 0) FROM unbatched) AS unbatchedFen,
      (SELECT count(DISTINCT u.student_id) FROM unbatched u
        WHERE NOT EXISTS (SELECT 1 FROM payee_account a WHERE a.student_id = u.student_id AND a.replaced_on IS NULL)) AS withoutAccount,
      count(*) FILTER (WHERE state = 'draft') AS toRelease,
      count(*) FILTER (WHERE state = 'released') AS toExport,
      count(*) FILTER (WHERE state = 'exported') AS exported
    FROM payment_batch WHERE school_id = @schoolId AND term = @term`, { schoolId, term });
}

export function countResults(db: ReadableDb, { schoolId, term }: Place): TermCounts['result'] {
  return one(db, `SELECT count(*) FILTER (WHERE l.state = 'paid') AS paid,
      coalesce(sum(l.amount_fen) FILTER (WHERE l.state = 'paid'), 0) AS paidFen,
      count(*) FILTER (WHERE l.state = 'failed') AS failed,
      coalesce(sum(l.amount_fen) FILTER (WHERE l.state = 'failed'), 0) AS failedFen,
      count(*) FILTER (WHERE l.state = 'corrected') AS corrected,
      count(*) FILTER (WHERE l.state IN ('submitted', 'transferred', 'unanswered')) AS waiting
    FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id
    WHERE b.school_id = @schoolId AND b.term = @term AND b.state <> 'withdrawn'`, { schoolId, term });
}

export function findClosedOn(db: ReadableDb, { schoolId, term }: Place): IsoDate | null {
  return db.get<{ closedOn: IsoDate }>('SELECT closed_on AS closedOn FROM term_lock WHERE school_id = ? AND term = ?', schoolId, term)?.closedOn ?? null;
}
