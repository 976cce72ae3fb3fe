import type { IsoDate } from '../calendar/iso-date.ts';
import type { TermKey } from '../calendar/term.ts';
import type { PaymentLineState } from '../disbursement/line-state.ts';
import type { EntitlementState } from '../entitlement/entitlement-state.ts';
import type { Fen } from '../money/fen.ts';

/** 留痕: who recorded, decided or looked at something, and when. */
export interface TraceRow {
  /** ISO moment (UTC). */
  readonly at: string;
  readonly by: string;
  readonly what: string;
}

export interface FileFact {
  readonly label: string;
  /** Empty text is unknown, and is shown as 未填. */
  readonly text: string;
}

export interface FileMember {
  readonly name: string;
  readonly relation: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly roles: readonly ('guardian' | 'household_head')[];
}

export interface FileGroup {
  readonly schoolYear: string;
  readonly group: string;
  /** Where it is known from: a list's kind, file and row, a certificate number, or 承诺书. */
  readonly evidence: string;
  readonly foundBy: string;
}

export interface FileDetermination {
  readonly schoolYear: string;
  readonly route: string;
  readonly grade: string;
  readonly body: string;
  readonly decidedOn: IsoDate | null;
  readonly reason: string;
  readonly effectiveTerm: TermKey | null;
  /** Replaced by a later decision (动态调整); kept, and shown as past. */
  readonly superseded: boolean;
}

export interface FileEntitlement {
  readonly id: number;
  readonly term: TermKey;
  readonly programme: string;
  readonly standard: string;
  readonly dueFen: Fen;
  readonly paidFen: Fen;
  readonly stateKey: EntitlementState;
  readonly state: string;
  readonly decidedBy: string;
}

export interface FilePayment {
  readonly lineId: number;
  readonly entitlementId: number;
  readonly term: TermKey;
  readonly programme: string;
  readonly batchNo: string;
  readonly holder: string;
  /** Masked: last four digits. */
  readonly account: string;
  readonly amountFen: Fen;
  readonly stateKey: PaymentLineState;
  readonly state: string;
  readonly paidOn: IsoDate | null;
  readonly reason: string;
}

export interface FileVisit {
  readonly schoolYear: string;
  readonly visitedOn: IsoDate;
  readonly way: string;
  readonly purpose: string;
  readonly visitors: string;
  readonly consistent: string;
  /** Empty for whom visits are not open. */
  readonly verdict: string;
}

export interface FileNotice {
  readonly noticeId: number;
  readonly term: TermKey;
  readonly no: string;
  readonly title: string;
  readonly postedOn: IsoDate | null;
  readonly endOn: IsoDate | null;
  readonly takenDownOn: IsoDate | null;
  readonly state: string;
}

export interface FileMovement {
  readonly date: IsoDate | null;
  readonly kind: string;
  readonly detail: string;
  readonly evidence: string;
}

/** One thing a complete file has, and whether this one has it (handbook 7.3, 7.9 DEF-17). */
export interface CompletenessItem {
  readonly item: string;
  readonly present: boolean;
  /** What there is, or what to do. */
  readonly detail: string;
}

/** 一生一档: everything the archive knows of one pupil's aid, in words and amounts, ready for a page or a paper. */
export interface StudentFile {
  readonly studentId: number;
  readonly name: string;
  readonly school: string;
  /** Year level and class as it stands today, e.g. 三年级2班. */
  readonly className: string;
  readonly classId: number | null;
  readonly status: string;
  /** 寄宿 / 走读, or empty when not known. */
  readonly boarding: string;
  /** 困难等级 in force today; empty when there is none. */
  readonly hardshipGrade: string;
  /** Masked unless the file was asked for in clear. */
  readonly idNumber: string;
  readonly registryNo: string;
  /** Guardians by name, for the head of the page. */
  readonly guardians: string;
  readonly basic: readonly FileFact[];
  readonly members: readonly FileMember[];
  readonly groups: readonly FileGroup[];
  readonly determinations: readonly FileDetermination[];
  readonly visits: readonly FileVisit[];
  readonly notices: readonly FileNotice[];
  readonly entitlements: readonly FileEntitlement[];
  readonly payments: readonly FilePayment[];
  readonly movements: readonly FileMovement[];
  readonly completeness: readonly CompletenessItem[];
  readonly trace: readonly TraceRow[];
  readonly totals: { readonly dueFen: Fen; readonly paidFen: Fen };
}
