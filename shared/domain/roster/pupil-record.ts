import type { IsoDate } from '../calendar/iso-date.ts';
import type { DocumentCheckResult, IdDocumentType } from '../identity/id-document.ts';
import type { RegistryNumberResult } from '../identity/registry-number.ts';
import type { SexOrUnknown } from '../identity/sex.ts';
import type { TriState } from '../tri-state.ts';
import type { BoardingMode } from './boarding-mode.ts';
import type { EducationStage } from './stage.ts';
import type { StudentAttributes } from './student-attributes.ts';
import type { StudentStatus } from './student-status.ts';

/** A pupil as the roster holds him. Texts not known are '', dates and years not known null. */
export interface PupilRecord {
  readonly id: number;
  readonly name: string;
  readonly nameKey: string;
  readonly formerName: string;
  readonly sex: SexOrUnknown;
  readonly birthDate: IsoDate | null;
  readonly idType: IdDocumentType;
  readonly idNumber: string;
  readonly idCheck: DocumentCheckResult;
  readonly registryNo: string;
  readonly registryCheck: RegistryNumberResult;
  readonly schoolStudentNo: string;
  readonly classRollNo: string;
  readonly stage: EducationStage;
  readonly entryYear: number | null;
  readonly yearOffset: number;
  readonly classId: number | null;
  readonly boardingMode: BoardingMode;
  readonly status: StudentStatus;
  readonly statusFrom: IsoDate | null;
  readonly attributes: StudentAttributes;
}

/** A class; `displayName` lasts (2023级2班), the name in a given 学年 is made by `formatPupilClass`. */
export interface ClassGroup {
  readonly id: number;
  readonly stage: EducationStage;
  readonly entryYear: number;
  readonly classNo: number | null;
  readonly displayName: string;
  readonly headTeacher: string;
}

/** A member of a pupil's household; the pupil himself is not listed (glossary). */
export interface HouseholdMemberRecord {
  readonly id: number;
  readonly studentId: number;
  readonly ordinal: number;
  readonly name: string;
  readonly nameKey: string;
  readonly relation: string;
  readonly idType: IdDocumentType;
  readonly idNumber: string;
  readonly idCheck: DocumentCheckResult;
  readonly phone: string;
  readonly isGuardian: TriState;
  readonly isHead: TriState;
  readonly disabilityCertificateNo: string;
  readonly attributes: Readonly<Record<string, string>>;
}
