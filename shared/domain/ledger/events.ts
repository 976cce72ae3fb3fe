import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';

/** Where money comes from (资金来源), in the order in which payments use it up. `unspecified` = nobody recorded it. */
export const fundingSources = ['central', 'province', 'city', 'county', 'school', 'donor', 'unspecified'] as const;
export type FundingSource = (typeof fundingSources)[number];

/** One pupil's share of an event about what is owed. `fen` is always positive; the event's kind says the direction. */
export interface EntitlementEventLine {
  readonly entitlementId: number;
  readonly studentId: number;
  readonly fen: Fen;
}

/** One payment line's share of an event. `fen` is always positive. */
export interface PaymentEventLine extends EntitlementEventLine {
  readonly paymentLineId: number;
}

interface InTerm {
  readonly programmeKey: string;
  readonly term: TermKey;
  readonly onDate: IsoDate;
}

interface FromSource extends InTerm {
  readonly source: FundingSource;
  readonly fen: Fen;
}

/** Everything that moves money or a right to money. The journal knows nothing else (handbook 4.1). */
export type LedgerEvent =
  /** 期初: what was in hand when the school began to keep this ledger. */
  | ({ readonly kind: 'opening_balance' } & FromSource)
  /** 结转下期, posted by closing a term: the money leaves it … */
  | ({ readonly kind: 'carried_out' } & FromSource)
  /** … and 上期结转: arrives in the next one the same day, for the same purpose. */
  | ({ readonly kind: 'carried_in' } & FromSource)
  /** 下达: money promised to the school by a document; no cash yet. */
  | ({ readonly kind: 'allotted'; readonly docNo: string } & FromSource)
  /** 调减下达: a later document takes part of an allotment back before it arrived. */
  | ({ readonly kind: 'allotment_reduced'; readonly docNo: string } & FromSource)
  /** 到账 (one-card: 县级拨付): received under a document; `allotted` when it fills a recorded 下达. */
  | ({ readonly kind: 'receipt'; readonly docNo: string; readonly allotted?: boolean } & FromSource)
  /** 调剂, with approval: money leaves one programme or source … */
  | ({ readonly kind: 'moved_out'; readonly docNo: string } & FromSource)
  /** … and serves another the same day. */
  | ({ readonly kind: 'moved_in'; readonly docNo: string } & FromSource)
  /** 应发 approved. */
  | ({ readonly kind: 'entitlement_approved'; readonly lines: readonly EntitlementEventLine[] } & InTerm)
  /** An approved 应发 taken back before it was paid. */
  | ({ readonly kind: 'entitlement_withdrawn'; readonly lines: readonly EntitlementEventLine[] } & InTerm)
  /** A batch handed to the bank or platform. */
  | ({ readonly kind: 'batch_submitted'; readonly lines: readonly PaymentEventLine[] } & InTerm)
  /** The bank said yes. */
  | ({ readonly kind: 'line_paid'; readonly lines: readonly PaymentEventLine[] } & InTerm)
  /** The bank said no: the money is owed again. */
  | ({ readonly kind: 'line_failed'; readonly lines: readonly PaymentEventLine[] } & InTerm)
  /** 追回: money back from a payee; what it had paid is owed again until the entitlement itself is withdrawn. */
  | ({ readonly kind: 'recovery'; readonly lines: readonly PaymentEventLine[] } & InTerm)
  /** 退回财政. */
  | ({ readonly kind: 'returned_to_treasury'; readonly docNo: string } & FromSource)
  /** The auxiliary ledger of 校内提取 and 社会资助: its opening, what was set aside or given, what went out, what went back to a donor. */
  | ({ readonly kind: 'own_opening' | 'set_aside' | 'donation' | 'own_returned'; readonly docNo: string } & FromSource)
  | ({ readonly kind: 'own_grant'; readonly docNo: string; readonly studentId: number | null } & FromSource)
  /** Undoes one whole entry by its mirror image; the only correction there is. */
  | { readonly kind: 'reversal'; readonly entryId: number; readonly reason: string; readonly onDate: IsoDate };

export type LedgerEventKind = LedgerEvent['kind'];

/** An event that states a fact; a reversal only undoes one. */
export type LedgerFact = Exclude<LedgerEvent, { kind: 'reversal' }>;
export type LedgerFactKind = LedgerFact['kind'];

export const ledgerFactKinds = [
  'opening_balance', 'carried_out', 'carried_in', 'receipt', 'entitlement_approved', 'entitlement_withdrawn',
  'batch_submitted', 'line_paid', 'line_failed', 'recovery', 'returned_to_treasury', 'allotted', 'allotment_reduced', 'moved_out', 'moved_in',
  'own_opening', 'set_aside', 'donation', 'own_grant', 'own_returned',
] as const satisfies readonly LedgerFactKind[];
