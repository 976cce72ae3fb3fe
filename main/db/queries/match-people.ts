import type { MatchMember, MatchPupil } from '#shared/domain/matching/match-index.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import type { ReadableDb } from '../connection.ts';

/** Everyone a list is held against: pupils at the school now (在读 or 休学) and their households. Order is of no importance to matching. */
export function listMatchPupils(db: ReadableDb, schoolId: number): MatchPupil[] {
  return db.all<{ studentId: number; nameKey: string; idNumber: string; birthDate: IsoDate | null; address: string }>(
    `SELECT id AS studentId, name_key AS nameKey, id_number AS idNumber, birth_date AS birthDate,
       CASE attributes_json WHEN '{}' THEN '' ELSE ${addressOf} END AS address
     FROM student WHERE school_id = ? AND status IN ('enrolled', 'suspended')`,
    schoolId);
}

/** Every address the roster gave, in one text; villages are looked for in it. */
const addressOf = `concat_ws(' ', json_extract(attributes_json, '$.homeAddress'), json_extract(attributes_json, '$.presentAddress'),
  json_extract(attributes_json, '$.hukouArea'), json_extract(attributes_json, '$.mailAddress'))`;

export function listMatchMembers(db: ReadableDb, schoolId: number): MatchMember[] {
  return db.all<Omit<MatchMember, 'isParent'> & { relation: string }>(
    `SELECT m.id AS memberId, m.student_id AS studentId, m.name_key AS nameKey, m.id_number AS idNumber, m.relation,
       m.is_guardian AS isGuardian, m.is_head AS isHead
     FROM household_member m JOIN student s ON s.id = m.student_id
     WHERE s.school_id = ? AND s.status IN ('enrolled', 'suspended')`,
    schoolId,
  ).map(({ relation, ...member }) => ({ ...member, isParent: isParentRelation(relation), isGuardian: member.isGuardian as TriState }));
}

/** 父亲, 母亲, 爸爸 …, as rosters write 与学生关系 or 关系; a pair (父女) names the parent first. A step-parent is a parent. */
function isParentRelation(relation: string): boolean {
  return /^(生|养|继|亲生)?(父|母)(亲|子|女|$)|^(爸爸|妈妈|爸|妈|爹|娘)$|^(father|mother|parent)$/u.test(relation.trim());
}

/** How each household member stands to the pupil, in the roster's own word. */
export function listRelations(db: ReadableDb, schoolId: number): ReadonlyMap<number, string> {
  const rows = db.all<{ memberId: number; relation: string }>(
    'SELECT m.id AS memberId, m.relation FROM household_member m JOIN student s ON s.id = m.student_id WHERE s.school_id = ?', schoolId);
  return new Map(rows.map(({ memberId, relation }) => [memberId, relation]));
}
