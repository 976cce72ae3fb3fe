import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { DocumentCheckResult } from '#shared/domain/identity/id-document.ts';
import type { RegistryNumberResult } from '#shared/domain/identity/registry-number.ts';
import type { SexOrUnknown } from '#shared/domain/identity/sex.ts';
import type { ReadableDb } from '../connection.ts';

/** What the repair list looks at, of every pupil on the roll. */
export interface RepairCandidate {
  readonly studentId: number;
  readonly name: string;
  readonly nameKey: string;
  readonly sex: SexOrUnknown;
  readonly birthDate: IsoDate | null;
  readonly idNumber: string;
  readonly idCheck: DocumentCheckResult;
  readonly registryNo: string;
  readonly registryCheck: RegistryNumberResult;
  readonly classId: number | null;
  readonly boardingMode: string;
}

export function listRepairCandidates(db: ReadableDb, schoolId: number, scope: readonly number[] | null): RepairCandidate[] {
  return db.all<RepairCandidate>(
    `SELECT id AS studentId, name, name_key AS nameKey, sex, birth_date AS birthDate, id_number AS idNumber, id_check AS idCheck,
       registry_no AS registryNo, registry_check AS registryCheck, class_id AS classId, boarding_mode AS boardingMode
     FROM student WHERE school_id = :schoolId AND status IN ('enrolled', 'suspended')
       AND (:scope IS NULL OR class_id IN (SELECT value FROM json_each(:scope))) ORDER BY id`,
    { schoolId, scope: scope ? JSON.stringify(scope) : null });
}

export interface MemberToRepair {
  readonly studentId: number;
  readonly memberId: number;
  readonly name: string;
  readonly idNumber: string;
  readonly idCheck: DocumentCheckResult;
}

/** Members whose number would never be found on a department's list. A member without a number is no fault: it is optional there. */
export function listMembersToRepair(db: ReadableDb, schoolId: number, scope: readonly number[] | null): MemberToRepair[] {
  return db.all<MemberToRepair>(
    `SELECT m.student_id AS studentId, m.id AS memberId, m.name, m.id_number AS idNumber, m.id_check AS idCheck
     FROM household_member m JOIN student s ON s.id = m.student_id
     WHERE s.school_id = :schoolId AND s.status IN ('enrolled', 'suspended') AND m.id_check NOT IN ('ok', 'not_checked', 'area_unknown', 'missing')
       AND (:scope IS NULL OR s.class_id IN (SELECT value FROM json_each(:scope))) ORDER BY m.student_id, m.ordinal`,
    { schoolId, scope: scope ? JSON.stringify(scope) : null });
}
