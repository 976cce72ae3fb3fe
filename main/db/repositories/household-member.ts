import type { HouseholdMemberRecord } from '#shared/domain/roster/pupil-record.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

type Stored = Omit<HouseholdMemberRecord, 'attributes'> & { attributesJson: string };

const columns = `m.id, m.student_id AS studentId, m.ordinal, m.name, m.name_key AS nameKey, m.relation, m.id_type AS idType, m.id_number AS idNumber,
  m.id_check AS idCheck, m.phone, m.is_guardian AS isGuardian, m.is_head AS isHead, m.disability_certificate_no AS disabilityCertificateNo,
  m.attributes_json AS attributesJson`;

function fromStored({ attributesJson, ...row }: Stored): HouseholdMemberRecord {
  return { ...row, attributes: JSON.parse(attributesJson) as HouseholdMemberRecord['attributes'] };
}

export function listHouseholdMembers(db: ReadableDb, studentId: number): HouseholdMemberRecord[] {
  return db.all<Stored>(`SELECT ${columns} FROM household_member m WHERE m.student_id = ? ORDER BY m.ordinal`, studentId).map(fromStored);
}

/** Every member of every household of a school, by pupil. */
export function listSchoolMembers(db: ReadableDb, schoolId: number): Map<number, HouseholdMemberRecord[]> {
  const byStudent = new Map<number, HouseholdMemberRecord[]>();
  const rows = db.all<Stored>(
    `SELECT ${columns} FROM household_member m JOIN student s ON s.id = m.student_id WHERE s.school_id = ? ORDER BY m.student_id, m.ordinal`, schoolId);
  for (const row of rows) {
    const list = byStudent.get(row.studentId);
    if (list) list.push(fromStored(row));
    else byStudent.set(row.studentId, [fromStored(row)]);
  }
  return byStudent;
}

export type NewHouseholdMember = Omit<HouseholdMemberRecord, 'id'>;

export function insertHouseholdMember(db: WritableDb, member: NewHouseholdMember): number {
  return Number(db.sql(`INSERT INTO household_member (student_id, ordinal, name, name_key, relation, id_type, id_number, id_check, phone, is_guardian, is_head,
    disability_certificate_no, attributes_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
    member.studentId, member.ordinal, member.name, member.nameKey, member.relation, member.idType, member.idNumber, member.idCheck, member.phone,
    member.isGuardian, member.isHead, member.disabilityCertificateNo, JSON.stringify(member.attributes),
  ).lastInsertRowid);
}

export function updateHouseholdMember(db: WritableDb, member: HouseholdMemberRecord): void {
  db.run(
    `UPDATE household_member SET name = ?, name_key = ?, relation = ?, id_type = ?, id_number = ?, id_check = ?, phone = ?, is_guardian = ?, is_head = ?,
     disability_certificate_no = ?, attributes_json = ? WHERE id = ?`,
    member.name, member.nameKey, member.relation, member.idType, member.idNumber, member.idCheck, member.phone, member.isGuardian, member.isHead,
    member.disabilityCertificateNo, JSON.stringify(member.attributes), member.id);
}

export function deleteHouseholdMember(db: WritableDb, id: number): void {
  db.run('DELETE FROM household_member WHERE id = ?', id);
}
