import type { App } from '#main/app.ts';
import type { WritableDb } from '#main/db/connection.ts';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';

const term = termKey('2025-2026-1');

export interface AidedPupil {
  readonly studentId: number;
  readonly classId: number;
}

/**
 * One pupil who has been through a whole term: listed by 民政, determined twice, announced, approved, failed at the bank, paid on re-issue.
 * The later tables are written as rows, because the pages and papers that read them are what is tested here, not the steps that write them.
 */
export async function addAidedPupil(app: App, schoolId: number, name = '李明'): Promise<AidedPupil> {
  const { client } = app;
  const { id: classId } = await client.roster.saveClass({ schoolId, term, classId: null, stage: 'primary', entryYear: 2023, classNo: 2, headTeacher: '何老师' });
  const { studentId } = await client.roster.add({
    schoolId, term, name, stage: 'primary', entryYear: 2023, classId, boardingMode: 'boarding', enrolledOn: isoDate('2023-09-01'), sex: 'male',
    birthDate: isoDate('2016-05-03'), idNumber: '999999201605030018', registryNo: 'G999999201605030018', classRollNo: '12', attributes: { ethnicGroup: '汉族', homeAddress: '云岭县青石镇柳溪村3组18号' },
  });
  await client.roster.saveMember({
    schoolId, term, studentId, memberId: null, member: { name: '李吉祥', relation: '父亲', idNumber: '999999198001010011', phone: '13900005678', isGuardian: 'yes', isHead: 'yes' },
  });
  await client.roster.place({ schoolId, term, studentIds: [studentId], boardingMode: 'day', effectiveDate: isoDate('2024-09-01'), evidence: '家长申请' });
  await client.roster.place({ schoolId, term, studentIds: [studentId], boardingMode: 'boarding', effectiveDate: isoDate('2025-09-01'), evidence: '家长申请' });
  const { archive } = app.core;
  if (!archive) throw new Error('no archive open');
  insertTerm(archive.database.writer, schoolId, studentId);
  return { studentId, classId };
}

function insertTerm(db: WritableDb, schoolId: number, studentId: number): void {
  const trace = JSON.stringify([
    { code: 'entitlement.rate_applies', topic: 'rate', verdict: 'for', clause: '资助标准', facts: { stage: 'primary', boarding: 'boarding', awardTier: null, fen: 62500, unit: 'term', quantity: null, region: '全国', validFrom: term, document: '财教〔2025〕20号', confidence: 'confirmed' } },
    { code: 'entitlement.stage_fits', topic: 'stage', verdict: 'for', clause: '资助对象', facts: { yearLevel: '三年级', stage: 'primary', entryYear: 2023 } },
    { code: 'entitlement.hardship_determined', topic: 'determination', verdict: 'for', clause: '教财〔2018〕16号', facts: { grade: '特别困难', decidedOn: '2025-09-22', body: '学校认定工作组' } },
  ]);
  db.exec(`
    INSERT INTO imported_file (id, school_id, purpose, name, sha256, size_bytes, row_count, term, imported_at, account_id, bytes)
      VALUES (901, ${schoolId}, 'department_list', '低保名单（2025年9月）.xlsx', 'aa', 1, 1, '${term}', '2025-09-16T01:00:00Z', 1, x'00');
    INSERT INTO department_list (id, school_id, kind, group_key, issuer, as_of, term, imported_file_id, left_out_count, created_at, account_id)
      VALUES (901, ${schoolId}, 'subsistence', 'subsistence_allowance', '云岭县民政局', '2025-09-01', '${term}', 901, 0, '2025-09-16T01:00:00Z', 1);
    INSERT INTO list_row (id, list_id, row_no, name, name_key, id_number, head_name, head_name_key, head_id_number, certificate_no, group_key, risk_cleared, village, raw_json, bucket, rule)
      VALUES (901, 901, 5, '李吉祥', '李吉祥', '999999198001010011', '李吉祥', '李吉祥', '999999198001010011', '', 'subsistence_allowance', 'unknown', '', '{}', 'matched', 'head_id');
    INSERT INTO list_match (id, row_id, student_id, path, rule, differences_json, group_key, decision, decided_by, decided_at)
      VALUES (901, 901, ${studentId}, 'household', 'head_id', '[]', 'subsistence_allowance', 'confirmed', 1, '2025-09-16T02:00:00Z');
    INSERT INTO identification_case (id, school_id, student_id, school_year, route, state, created_at, account_id)
      VALUES (901, ${schoolId}, ${studentId}, '2025-2026', 'list_match', 'confirmed', '2025-09-16T02:00:00Z', 1);
    INSERT INTO case_group (id, case_id, group_key, evidence_kind, list_match_id, account_id, at) VALUES (901, 901, 'subsistence_allowance', 'list_row', 901, 1, '2025-09-16T02:00:00Z');
    INSERT INTO determination (id, case_id, grade, body, decided_on, reason, effective_term, supersedes_id, account_id, at) VALUES
      (901, 901, '困难', '学校认定工作组', '2025-09-12', '低保家庭', '${term}', NULL, 1, '2025-09-12T02:00:00Z'),
      (902, 901, '特别困难', '学校认定工作组', '2025-09-22', '父亲患病住院', '${term}', 901, 1, '2025-09-22T02:00:00Z');
    INSERT INTO case_event (case_id, event, from_state, to_state, on_date, note, account_id, at) VALUES (901, 'determine', 'pre_identified', 'determined', '2025-09-22', '', 1, '2025-09-22T02:00:00Z');
    INSERT INTO public_notice (id, school_id, no, kind, term, title, basis_doc, place, posted_on, days, day_unit, count_first_day, end_on, take_down_on, period_verified, ended_confirmed_on, state, show_tier, show_amount, list_sha256, line_count, created_by, created_at)
      VALUES (901, ${schoolId}, '公示〔2025〕3号', 'identification', '${term}', '家庭经济困难学生认定名单的公示', '', '校门口公示栏', '2025-09-26', 5, 'workday', 0, '2025-10-11', '2025-10-13', 1, '2025-10-13', 'ended', 0, 0, 'aa', 1, 1, '2025-09-26T01:00:00Z');
    INSERT INTO notice_entry (notice_id, ordinal, student_id, determination_id, line_json) VALUES (901, 1, ${studentId}, 902, '{}');
    INSERT INTO entitlement (id, school_id, student_id, programme_key, term, amount_due_fen, rate_key, rule_key, trace_json, basis, determination_id, notice_id, state, proposed_by, proposed_at, approved_by, approved_at)
      VALUES (901, ${schoolId}, ${studentId}, 'yw.board', '${term}', 62500, 'r', 'r', '${trace}', 'b', 902, 901, 'approved', 1, '2025-10-14T01:00:00Z', 1, '2025-10-15T01:00:00Z');
    INSERT INTO payee_account (id, student_id, holder_name, holder_relation, account_no, bank_name, valid_from, source, recorded_by, recorded_at)
      VALUES (901, ${studentId}, '李吉祥', 'parent', '6228480000000001234', '云岭农商行', '2025-09-01', 'entered', 1, '2025-09-01T01:00:00Z');
    INSERT INTO payment_batch (id, school_id, no, term, programme_key, programme_name, purpose, profile_json, line_count, sum_fen, account_tail, created_by, created_at) VALUES
      (901, ${schoolId}, '2025-01', '${term}', 'yw.board', '义务教育生活补助·寄宿', 'ordinary', '{}', 1, 62500, 0, 1, '2025-10-20T01:00:00Z'),
      (902, ${schoolId}, '2025-02', '${term}', 'yw.board', '义务教育生活补助·寄宿', 'reissue', '{}', 1, 62500, 0, 1, '2025-10-27T01:00:00Z');
    INSERT INTO payment_line (id, batch_id, line_no, entitlement_id, student_id, payee_account_id, student_name, holder_name, holder_relation, account_no, amount_fen, state, reason_raw, reason_key)
      VALUES (901, 901, 1, 901, ${studentId}, 901, '李明', '李吉祥', 'parent', '6228480000000001234', 62500, 'reissued', '户名不符', 'holder_mismatch');
    INSERT INTO payment_line (id, batch_id, line_no, entitlement_id, student_id, payee_account_id, student_name, holder_name, holder_relation, account_no, amount_fen, state, paid_on, reissue_of_id)
      VALUES (902, 902, 1, 901, ${studentId}, 901, '李明', '李吉祥', 'parent', '6228480000000001234', 62500, 'paid', '2025-10-28', 901);`);
}
