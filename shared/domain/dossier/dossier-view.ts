import type { SchoolYear, TermKey } from '../calendar/term.ts';
import type { PaymentLineState } from '../disbursement/line-state.ts';
import type { EntitlementState } from '../entitlement/entitlement-state.ts';
import type { CaseEvent, IdentificationRoute } from '../identification/case-state.ts';
import type { EvidenceKind } from '../identification/evidence.ts';
import type { GroupCatalogue } from '../identification/group-catalogue.ts';
import { maskIdNumber } from '../identity/id-number.ts';
import { maskPhone } from '../identity/phone.ts';
import type { MatchRule } from '../matching/match-row.ts';
import type { NoticeKind } from '../notice/notice-fields.ts';
import type { NoticeState } from '../notice/notice-state.ts';
import type { Consistency, VisitPurpose, VisitVerdict, VisitWay } from '../visits/visit.ts';

/** The words of codes whose Chinese is kept outside the core. */
export interface DossierWords {
  readonly route: Readonly<Record<IdentificationRoute, string>>;
  readonly caseEvent: Readonly<Record<CaseEvent, string>>;
  readonly evidence: Readonly<Record<EvidenceKind, string>>;
  readonly rule: Readonly<Record<MatchRule, string>>;
  readonly visitWay: Readonly<Record<VisitWay, string>>;
  readonly visitPurpose: Readonly<Record<VisitPurpose, string>>;
  readonly consistency: Readonly<Record<Consistency, string>>;
  readonly visitVerdict: Readonly<Record<VisitVerdict, string>>;
  readonly noticeKind: Readonly<Record<NoticeKind, string>>;
  readonly noticeState: Readonly<Record<NoticeState, string>>;
  readonly entitlementState: Readonly<Record<EntitlementState, string>>;
  readonly lineState: Readonly<Record<PaymentLineState, string>>;
  /** The special groups of a 学年: an old year keeps its words and rules. */
  groups(year: SchoolYear): GroupCatalogue;
  /** A programme's name by its key, preset or local. */
  programme(key: string): string;
  /** The lasting name of a class by its id. */
  classGroup(id: number): string;
}

/** Who the file is put together for. */
export interface DossierView {
  readonly school: string;
  readonly term: TermKey;
  /** Numbers in clear, for the paper a person with the right asked for; otherwise masked. */
  readonly clear: boolean;
  /** The day on the school's wall of a stored moment, worded; the core has no clock of its own. */
  dayOf(at: string): string;
  /** Payee accounts at all; a 班主任 never sees them (handbook 9.2). */
  readonly accounts: boolean;
  /** Whether a visit found the application true: for those who may read visits (handbook 9.2, S5). What it found never stands here. */
  readonly visitVerdicts: boolean;
}

/** How numbers are shown in this view. */
export interface Masking {
  id(number: string): string;
  phone(number: string): string;
}

/** Masked as on a screen, or in clear. */
export function maskingOf(view: DossierView): Masking {
  return view.clear ? { id: (number) => number, phone: (number) => number } : { id: maskIdNumber, phone: maskPhone };
}
