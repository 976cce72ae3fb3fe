import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import type { PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import type { SplitVerdict } from '#shared/domain/entitlement/split.ts';
import type { IdDocumentType } from '#shared/domain/identity/id-document.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { StudentStatus } from '#shared/domain/roster/student-status.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import type { PayDeadlineRow } from './pay-deadline.ts';

/** One pupil of the school's register, left ones included. */
export interface CheckPupil {
  readonly studentId: number;
  /** 张三 三年级(1)班: how findings name the pupil. */
  readonly label: string;
  readonly name: string;
  readonly nameKey: string;
  readonly idType: IdDocumentType;
  readonly idNumber: string;
  readonly registryNo: string;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly birthDate: IsoDate | null;
  readonly stage: EducationStage;
  /** Null: outside the stage's years, or the entry year is not known. */
  readonly yearLevel: number | null;
  /** As it counts for this term: a change inside the term counts from the next. */
  readonly boarding: 'day' | 'boarding' | 'unknown';
  readonly status: StudentStatus;
  readonly statusFrom: IsoDate | null;
  /** Stands in the term's newest imported roster; unknown where none was imported, or the pupil came after it. */
  readonly onTermRoster: TriState;
  /** Another writing of the name beside the same number, and where it stands. */
  readonly otherNames: readonly { readonly name: string; readonly where: string; readonly soundsAlike: boolean }[];
  /** Other rosters of the archive where the same number is 在读, by stage. */
  readonly activeElsewhere: readonly EducationStage[];
  /** What table 1.8 says; null where registry and attendance do not differ. */
  readonly split: SplitVerdict | null;
}

export interface CheckDecision {
  readonly id: number;
  readonly grade: string;
  readonly isHardship: boolean;
  readonly schoolYear: SchoolYear;
}

/** One live entitlement (应发) of the term. Money in fen. */
export interface CheckDue {
  readonly entitlementId: number;
  readonly studentId: number;
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly amountFen: number;
  readonly state: 'proposed' | 'approved';
  readonly rateKey: string;
  readonly ruleKey: string;
  /** Days, or half months, where the rate is paid by them. */
  readonly quantity: number | null;
  /** An adjustment approved by a second person stands in place of rate × quantity. */
  readonly adjusted: boolean;
  /** What the list was made on, and what holds now. */
  readonly madeOn: CheckDecision | null;
  readonly holds: CheckDecision | null;
  readonly proposedBy: string;
  /** Proposed, approved and checked by one account alone. */
  readonly oneHand: boolean;
  /** The last day of its notice; null where the notice is not over, has been withdrawn, or was left out with a reason. */
  readonly noticeEndsOn: IsoDate | null;
  readonly noticeWaived: boolean;
  /** The same programme, or one that excludes it, for the same number at another school of the archive. */
  readonly alsoElsewhere: boolean;
  /** The same 学年's other term, in days; null where it is not paid by the day. */
  readonly otherTermDays: number | null;
}

/** A line of a batch of the term that was not withdrawn. */
export interface CheckLine {
  readonly lineId: number;
  readonly batchId: number;
  readonly entitlementId: number;
  readonly studentId: number;
  readonly studentName: string;
  readonly amountFen: number;
  readonly state: PaymentLineState;
  readonly holderName: string;
  readonly holderRelation: string;
  readonly paidOn: IsoDate | null;
  readonly recoveredFen: number;
  /** The state of the line it re-issues; null for an ordinary one. */
  readonly reissueOf: { readonly lineId: number; readonly state: PaymentLineState; readonly everFailed: boolean } | null;
  /** What was written about it: reasons, notes of acts and recoveries. */
  readonly notes: readonly string[];
}

export interface CheckBatch {
  readonly batchId: number;
  readonly no: string;
  readonly programmeKey: string;
  readonly purpose: 'ordinary' | 'reissue';
  readonly state: 'draft' | 'released' | 'exported';
  readonly lineCount: number;
  readonly sumFen: number;
  readonly exportedOn: IsoDate | null;
  readonly rowLimit: number | null;
  readonly files: readonly { readonly name: string; readonly lineCount: number; readonly sumFen: number }[];
  readonly exports: readonly { readonly exportNo: number; readonly reason: string }[];
  /** Made and released by one account. */
  readonly onePerson: boolean;
  readonly createdBy: string;
  /** What the ledger says was paid out of it, net of what was taken back into 失败. */
  readonly ledgerPaidFen: number;
}

export interface CheckNotice {
  readonly noticeId: number;
  readonly no: string;
  readonly kind: 'identification' | 'aid_list';
  readonly state: 'posted' | 'ended' | 'taken_down';
  readonly days: number;
  readonly dayUnit: 'workday' | 'day';
  readonly endOn: IsoDate | null;
  readonly periodVerified: boolean;
  /** Numbers found where none may stand, first and last two signs only. */
  readonly sensitive: readonly string[];
  /** Columns of its list that are not of the closed list (6.1). */
  readonly forbiddenColumns: readonly string[];
}

export const fileItems = ['application', 'determination', 'id_copy', 'notice', 'letter', 'payment_proof'] as const;
export type FileItem = (typeof fileItems)[number];

export interface PayeeFault {
  readonly studentId: number;
  readonly severity: 'block' | 'warn';
  readonly code: string;
  /** Already worded by the payee checks. */
  readonly sentence: string;
}

/** What is left of a programme and source in a view, in fen. */
export interface CheckBalance {
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly sourceLabel: string;
  readonly source: string;
  /** 本学期, 2025–2026学年, 2025年. */
  readonly view: 'term' | 'school_year' | 'calendar_year';
  readonly viewLabel: string;
  readonly budgetFen: number;
  readonly cashFen: number;
  /** 到账不是学校账户: the county's money, which the school may know late. */
  readonly oneCard: boolean;
}

/** A yes/no the program can't work out, answered in the year's 负面清单自评: is there such a case? */
export type ManualAnswer = 'present' | 'absent' | 'unanswered';

/** Everything the checks look at, read once. No clock, no database: the same facts give the same list. */
export interface CheckFacts {
  readonly term: TermKey;
  readonly today: IsoDate;
  readonly pupils: readonly CheckPupil[];
  /** A roster of the term was imported; another roster is there to hold 中职 pupils against. */
  readonly termRosterImported: boolean;
  readonly otherRosters: boolean;
  readonly dues: readonly CheckDue[];
  readonly catalogue: Catalogue;
  readonly lines: readonly CheckLine[];
  readonly batches: readonly CheckBatch[];
  readonly notices: readonly CheckNotice[];
  readonly noticeDays: number;
  /** 09: on a list, and no case, no decision or no aid; already worded why. */
  readonly uncovered: readonly { readonly studentId: number; readonly groups: readonly string[]; readonly reason: string }[];
  readonly listsImported: boolean;
  /** 11: paid last term. Null where last term has no entitlement at all. */
  readonly fundedBefore: readonly number[] | null;
  /** 12: claimed by certificate, promise or the roster, with no list row behind it. */
  readonly claims: readonly { readonly studentId: number; readonly group: string; readonly basis: string }[];
  /** 13: hits nobody has decided; null where no negative list was imported. */
  readonly openHits: readonly { readonly hitId: number; readonly studentId: number; readonly kind: string; readonly person: string }[] | null;
  /** 15: what each approved pupil's file holds; not asked where the procedure does not want it. */
  readonly files: readonly { readonly studentId: number; readonly missing: readonly FileItem[] }[];
  /** Nothing of this item is kept for anybody: said once, not of every pupil. */
  readonly itemsNowhere: readonly FileItem[];
  readonly payeeFaults: readonly PayeeFault[];
  /** Live accounts never looked at since they were entered, of pupils still to be paid. */
  readonly uncheckedAccounts: number;
  /** 19, 20: what the year's 负面清单自评 says of fees. */
  readonly setOffAnswer: ManualAnswer;
  readonly feeAnswer: ManualAnswer;
  /** Texts of receipts, own funds and returns that may speak of setting off. */
  readonly moneyNotes: readonly { readonly subjectId: number; readonly label: string; readonly text: string }[];
  /** 25 */
  readonly returnBuckets: readonly { readonly returnFileId: number; readonly fileName: string; readonly bucket: string; readonly bucketLabel: string; readonly count: number; readonly sumFen: number }[];
  /** 26; null where the county set no days. */
  readonly deadlines: readonly PayDeadlineRow[] | null;
  /** 28 */
  readonly balances: readonly CheckBalance[];
  readonly termClosed: boolean;
  /** 29: matters the three-way reconciliation holds open; null where no finance or bank file was imported. */
  readonly reconciliationOpen: { readonly count: number; readonly fen: number } | null;
  /** 30 */
  readonly setAside: readonly {
    readonly year: number; readonly stage: EducationStage; readonly stageLabel: string; readonly hasRule: boolean; readonly required: boolean; readonly hasIncome: boolean;
    readonly dueFen: number; readonly setAsideFen: number; readonly shortFen: number;
  }[];
  readonly ownSpending: readonly { readonly entryNo: number; readonly fundId: number; readonly fundName: string; readonly text: string; readonly fen: number }[];
  /** 31; null for a set that can't be told because its export is missing. */
  readonly differences: readonly { readonly code: 'Z1' | 'Z2' | 'Z3' | 'P1' | 'P2'; readonly count: number | null }[];
  /** 18: working days of the term, and whether every year in it is announced. */
  readonly termDays: { readonly count: number; readonly verified: boolean };
}

