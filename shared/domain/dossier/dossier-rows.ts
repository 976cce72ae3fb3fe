import type { IsoDate } from '../calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '../calendar/term.ts';
import type { PaymentLineState } from '../disbursement/line-state.ts';
import type { PayeeRelation } from '../disbursement/payee-relation.ts';
import type { EntitlementState } from '../entitlement/entitlement-state.ts';
import type { CaseEvent, CaseState, IdentificationRoute } from '../identification/case-state.ts';
import type { EvidenceKind } from '../identification/evidence.ts';
import type { DocumentCheckResult, IdDocumentType } from '../identity/id-document.ts';
import type { SexOrUnknown } from '../identity/sex.ts';
import type { MatchDecision } from '../matching/row-decision.ts';
import type { MatchRule } from '../matching/match-row.ts';
import type { Fen } from '../money/fen.ts';
import type { NoticeKind } from '../notice/notice-fields.ts';
import type { NoticeState } from '../notice/notice-state.ts';
import type { BoardingMode } from '../roster/boarding-mode.ts';
import type { MovementKind } from '../roster/movement.ts';
import type { PupilSeat } from '../roster/pupil-class.ts';
import type { StudentStatus } from '../roster/student-status.ts';
import type { TriState } from '../tri-state.ts';
import type { Consistency, Visitor, VisitPurpose, VisitVerdict, VisitWay } from '../visits/visit.ts';

/** The row of an imported file something came from. */
export interface FileSource {
  readonly fileName: string | null;
  readonly rowNo: number | null;
}

export interface DossierPupil extends PupilSeat, FileSource {
  readonly studentId: number;
  readonly name: string;
  readonly formerName: string;
  readonly sex: SexOrUnknown;
  readonly birthDate: IsoDate | null;
  readonly idType: IdDocumentType;
  readonly idNumber: string;
  readonly idCheck: DocumentCheckResult;
  readonly registryNo: string;
  readonly schoolStudentNo: string;
  readonly classRollNo: string;
  readonly classId: number | null;
  readonly headTeacher: string;
  readonly boardingMode: BoardingMode;
  readonly status: StudentStatus;
  readonly statusFrom: IsoDate | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly importedAt: string | null;
}

export interface DossierMember {
  readonly studentId: number;
  readonly name: string;
  readonly relation: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly isGuardian: TriState;
  readonly isHead: TriState;
}

/** A group taken into a case, or one a list gives and nobody has rejected. */
export interface DossierGroup extends FileSource {
  readonly studentId: number;
  readonly schoolYear: SchoolYear;
  readonly groupKey: string;
  readonly evidenceKind: EvidenceKind;
  /** Taken into the year's case; otherwise only the list says it. */
  readonly adopted: boolean;
  readonly issuer: string | null;
  readonly rule: MatchRule | null;
  readonly decision: MatchDecision | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly certificateNo: string;
  readonly note: string;
  readonly riskCleared: TriState;
}

export interface DossierCase {
  readonly studentId: number;
  readonly caseId: number;
  readonly schoolYear: SchoolYear;
  readonly route: IdentificationRoute;
  readonly state: CaseState;
}

export interface DossierDetermination {
  readonly id: number;
  readonly caseId: number;
  readonly grade: string;
  readonly body: string;
  readonly decidedOn: IsoDate;
  readonly reason: string;
  readonly effectiveTerm: TermKey;
  readonly supersedesId: number | null;
}

export interface DossierCaseEvent {
  readonly caseId: number;
  readonly event: CaseEvent;
  readonly toState: CaseState;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

/** A visit as it stands, without what the family said or showed: that stays with the record and its own permission. */
export interface DossierVisit {
  readonly studentId: number;
  readonly visitId: number;
  readonly schoolYear: SchoolYear;
  readonly visitedOn: IsoDate;
  readonly way: VisitWay;
  readonly purpose: VisitPurpose;
  readonly visitors: readonly Visitor[];
  readonly consistent: Consistency;
  readonly verdict: VisitVerdict | null;
}

export interface DossierNotice {
  readonly studentId: number;
  readonly noticeId: number;
  readonly no: string;
  readonly kind: NoticeKind;
  readonly term: TermKey;
  readonly title: string;
  readonly postedOn: IsoDate | null;
  readonly endOn: IsoDate | null;
  readonly takenDownOn: IsoDate | null;
  readonly state: NoticeState;
  /** Taken off the wall before its time: it proves nothing. */
  readonly withdrawn: boolean;
}

export interface DossierEntitlement {
  readonly studentId: number;
  readonly id: number;
  readonly term: TermKey;
  readonly programmeKey: string;
  readonly standard: string;
  readonly dueFen: Fen;
  readonly state: EntitlementState;
  readonly noticeId: number | null;
  readonly noticeWaivedReason: string | null;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
}

export interface DossierPayment {
  readonly studentId: number;
  readonly lineId: number;
  readonly entitlementId: number;
  readonly term: TermKey;
  readonly programmeName: string;
  readonly batchNo: string;
  readonly holderName: string;
  readonly holderRelation: PayeeRelation;
  readonly accountNo: string;
  readonly amountFen: Fen;
  /** What lies with the payee: a payment found wrong counts until it is recovered, as in the ledger. */
  readonly paidFen: Fen;
  readonly state: PaymentLineState;
  readonly paidOn: IsoDate | null;
  readonly reason: string;
}

export interface DossierPayee {
  readonly studentId: number;
  readonly holderName: string;
  readonly holderRelation: PayeeRelation;
  readonly accountNo: string;
  readonly bankName: string;
  readonly validFrom: IsoDate;
  readonly live: boolean;
}

export interface DossierMovement extends FileSource {
  readonly studentId: number;
  readonly kind: MovementKind;
  readonly effectiveDate: IsoDate;
  readonly from: Readonly<Record<string, string | number | null>>;
  readonly to: Readonly<Record<string, string | number | null>>;
  readonly evidence: string;
  readonly corrected: boolean;
  readonly by: string;
  readonly at: string;
}

/** One recorded act: a field changed, a payment line moved, a number shown. Already worded, except for the moment. */
export interface DossierAct {
  readonly studentId: number;
  readonly at: string;
  readonly by: string;
  readonly what: string;
}

/** Everything read of one pupil. */
export interface DossierRows {
  readonly pupil: DossierPupil;
  readonly members: readonly DossierMember[];
  readonly groups: readonly DossierGroup[];
  readonly cases: readonly DossierCase[];
  readonly determinations: readonly DossierDetermination[];
  readonly caseEvents: readonly DossierCaseEvent[];
  readonly visits: readonly DossierVisit[];
  readonly notices: readonly DossierNotice[];
  readonly entitlements: readonly DossierEntitlement[];
  readonly payments: readonly DossierPayment[];
  readonly payees: readonly DossierPayee[];
  readonly movements: readonly DossierMovement[];
  readonly acts: readonly DossierAct[];
}
