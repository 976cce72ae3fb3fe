import type { Fen } from '#shared/domain/money/fen.ts';
import { ZERO_FEN } from '#shared/domain/money/fen.ts';
import type { AccountCode } from './accounts.ts';
import { bookOf } from './accounts.ts';
import type { Book } from './book.ts';
import type { FundingSource } from './events.ts';

/** One side of an entry. Exactly one of debit and credit is positive, the other zero. */
export interface Posting {
  readonly accountCode: AccountCode;
  readonly programmeKey: string;
  /** Only money coming in or going back has a source; what pupils are owed is met from the programme's whole pot. */
  readonly source: FundingSource | null;
  readonly studentId: number | null;
  readonly entitlementId: number | null;
  readonly paymentLineId: number | null;
  readonly debitFen: Fen;
  readonly creditFen: Fen;
}

export type PostingPlace = Omit<Posting, 'accountCode' | 'debitFen' | 'creditFen'>;

export function debit(accountCode: AccountCode, amount: Fen, place: PostingPlace): Posting {
  return { ...place, accountCode, debitFen: amount, creditFen: ZERO_FEN };
}

export function credit(accountCode: AccountCode, amount: Fen, place: PostingPlace): Posting {
  return { ...place, accountCode, debitFen: ZERO_FEN, creditFen: amount };
}

/** The mirror image: what a reversal posts, so that every balance is as if the entry had never been. */
export function mirror(postings: readonly Posting[]): Posting[] {
  return postings.map((posting) => ({ ...posting, debitFen: posting.creditFen, creditFen: posting.debitFen }));
}

/** The book all postings are in; null when there are none or they mix two, which no entry may. */
export function bookOfPostings(postings: readonly Posting[]): Book | null {
  const found = new Set(postings.map((posting) => bookOf(posting.accountCode)));
  const [book] = found;
  return found.size === 1 && book !== undefined ? book : null;
}

/** Σ debit = Σ credit, and something moved. The archive refuses any entry for which this is not so. */
export function isBalanced(postings: readonly Posting[]): boolean {
  let debits = 0;
  let credits = 0;
  for (const posting of postings) {
    debits += posting.debitFen;
    credits += posting.creditFen;
  }
  return debits === credits && debits > 0;
}
