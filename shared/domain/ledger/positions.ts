import { assertNever } from '#shared/domain/assert-never.ts';
import type { AccountCode, OwedAccount } from './accounts.ts';
import { bookOf, owedAccounts, roleOf } from './accounts.ts';
import type { Book } from './book.ts';
import type { Posting } from './posting.ts';

/** Where the money of one entitlement lies now, in fen. `approved` = 应发 not withdrawn. */
export type EntitlementPosition = Record<OwedAccount | 'approved' | 'overpaid', number>;

/** Where the money of one payment line lies now: with the bank, or with the payee. */
export interface LinePosition {
  submitted: number;
  paid: number;
}

/** The sum of one account's postings on one entitlement and line, debit − credit. */
export interface PositionPart {
  readonly accountCode: AccountCode;
  readonly entitlementId: number | null;
  readonly paymentLineId: number | null;
  readonly netFen: number;
}

/**
 * What every entitlement and payment line stands at. An event moves money from where it lies, so the same event is right
 * whether a success comes at once, late after a failure, or twice.
 */
export class Positions {
  readonly #entitlements = new Map<number, EntitlementPosition>();
  readonly #lines = new Map<number, LinePosition>();
  #book: Book | null = null;

  constructor(parts: Iterable<PositionPart> = []) {
    for (const part of parts) this.#add(part);
  }

  /** The book the pupils' money lies in; null while there is none. */
  get book(): Book | null { return this.#book; }

  /** From now on the pupils' money lies in this book; a second one is a bug. */
  claim(book: Book): void {
    if (this.#book !== null && this.#book !== book) throw new RangeError(`the money of one programme and term lies in two books: ${this.#book}, ${book}`);
    this.#book = book;
  }

  entitlement(id: number): EntitlementPosition {
    let position = this.#entitlements.get(id);
    if (!position) {
      position = { payable_due: 0, payable_submitted: 0, payable_failed: 0, payable_recovered: 0, approved: 0, overpaid: 0 };
      this.#entitlements.set(id, position);
    }
    return position;
  }

  line(id: number): LinePosition {
    let position = this.#lines.get(id);
    if (!position) {
      position = { submitted: 0, paid: 0 };
      this.#lines.set(id, position);
    }
    return position;
  }

  apply(postings: Iterable<Posting>): void {
    for (const posting of postings) this.#add({ ...posting, netFen: posting.debitFen - posting.creditFen });
  }

  /** The first entitlement or line that would owe, or have been paid, less than nothing; null when there is none. */
  impossible(): { readonly entitlementId: number } | { readonly paymentLineId: number } | null {
    for (const [entitlementId, position] of this.#entitlements) {
      if (owedAccounts.some((account) => position[account] < 0) || position.overpaid < 0 || position.approved < 0) return { entitlementId };
    }
    for (const [paymentLineId, position] of this.#lines) {
      if (position.submitted < 0 || position.paid < 0) return { paymentLineId };
    }
    return null;
  }

  #add({ accountCode, entitlementId, paymentLineId, netFen }: PositionPart): void {
    if (entitlementId === null) return;
    this.claim(bookOf(accountCode));
    const role = roleOf(accountCode);
    const entitlement = this.entitlement(entitlementId);
    const line = paymentLineId === null ? null : this.line(paymentLineId);
    switch (role) {
      case 'payable_due': case 'payable_failed': case 'payable_recovered':
        entitlement[role] -= netFen;
        return;
      case 'payable_submitted':
        entitlement.payable_submitted -= netFen;
        if (line) line.submitted -= netFen;
        return;
      case 'cash':
        if (line) line.paid -= netFen;
        return;
      case 'overpaid':
        entitlement.overpaid += netFen;
        return;
      case 'aid_due':
        entitlement.approved += netFen;
        return;
      case 'fund_opening': case 'fund_received': case 'fund_returned': case 'fund_carried': case 'fund_moved':
      case 'allotment_open': case 'allotment_arrived': case 'allotment_given':
      case 'own_cash': case 'own_opening': case 'own_set_aside': case 'own_donated': case 'own_granted': case 'own_returned':
        return;
      default:
        assertNever(role);
    }
  }
}
