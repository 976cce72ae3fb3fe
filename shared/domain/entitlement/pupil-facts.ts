import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { ProgrammeKey } from '#shared/domain/programmes/programme.ts';
import type { SupportFact } from '#shared/domain/entitlement/support-months.ts';
import type { SplitFacts } from '#shared/domain/entitlement/split.ts';

export type EnrolmentStatus = 'enrolled' | 'suspended' | 'transferred_out' | 'withdrawn' | 'graduated' | 'deceased';

/** Where a fact of the roster stands, so that the panel can name file and row. */
export interface RosterSource {
  readonly fileName: string;
  readonly rowNo: number;
  readonly asOf: IsoDate;
}

export interface DeterminationFact {
  readonly id: number;
  readonly gradeLabel: string;
  /** false for 不困难. */
  readonly isHardship: boolean;
  readonly body: string;
  readonly decidedOn: IsoDate;
  readonly schoolYear: SchoolYear;
}

export interface GroupFact {
  readonly key: string;
  readonly label: string;
  /** Words for the evidence: the list and row, the certificate, the promise. */
  readonly evidence: string;
}

/** Questions only a person can answer; the answer is kept with its reason and asked once. */
export const QUESTIONS = ['left_in_term', 'status_undated', 'previous_school_paid', 'urban_group', 'split', 'other_route'] as const;
export type Question = (typeof QUESTIONS)[number];

export interface Answer {
  readonly decision: 'pay' | 'refuse';
  readonly reason: string;
  readonly answeredBy: string;
  readonly answeredOn: IsoDate;
}

/** A pupil somebody chose for a programme that has no automatic rule. */
export interface HandSelection {
  readonly programmeKey: ProgrammeKey;
  readonly reason: string;
  /** Days, or half months, when the rate is paid by them. */
  readonly quantity: number | null;
}

/** Everything about one pupil that decides entitlements in one term. No clock and no database: the same facts give the same answer. */
export interface PupilFacts {
  readonly studentId: number;
  readonly stage: EducationStage;
  readonly entryYear: number | null;
  readonly yearLevel: string;
  /** The year within the stage; null where the entry year is not known. */
  readonly level: number | null;
  readonly boarding: 'day' | 'boarding' | 'unknown';
  readonly rosterSource: RosterSource | null;
  readonly status: EnrolmentStatus;
  readonly statusFrom: IsoDate | null;
  readonly transferredInOn: IsoDate | null;
  /** The family declined aid for this 学年 (放弃资助), or the body took its decision back. */
  readonly caseEnded: 'declined' | 'revoked' | null;
  readonly determination: DeterminationFact | null;
  /** Groups with confirmed evidence. */
  readonly groups: readonly GroupFact[];
  /** Groups a list proposes and nobody has decided yet: unknown, not 否. */
  readonly pendingGroups: readonly GroupFact[];
  readonly hukou: 'agricultural' | 'non_agricultural' | 'unknown';
  /** null when nothing suggests that registry and attendance differ. */
  readonly split: SplitFacts | null;
  /** The 资助档 the school gave this pupil's grade, by programme. */
  readonly awardTiers: Readonly<Record<ProgrammeKey, string>>;
  readonly selections: readonly HandSelection[];
  /** Months of support, for the programmes the school pays by months; absent where it pays none so. */
  readonly support?: readonly SupportFact[];
  /** Answers by programme. */
  readonly answers: readonly (Answer & { readonly programmeKey: ProgrammeKey; readonly question: Question })[];
  /** Live entitlements of this pupil in the term, in this school. */
  readonly held: readonly ProgrammeKey[];
  /** Live entitlements of the same ID number in the term, at other schools of the archive. */
  readonly elsewhere: readonly { readonly programmeKey: ProgrammeKey; readonly schoolName: string }[];
}
