import type { AccountCode, LedgerAccount } from './accounts.ts';
import { numberedAccounts } from './account-number.ts';
import type { Book } from './book.ts';
import { books } from './book.ts';

/** Both sides of one account before a range and within it, in fen. */
export interface AccountSums {
  readonly accountCode: AccountCode;
  readonly when: 'before' | 'within';
  readonly debitFen: number;
  readonly creditFen: number;
}

interface Sides {
  readonly debitFen: number;
  readonly creditFen: number;
}

export interface BalanceLine {
  readonly account: LedgerAccount;
  /** 期初余额 and 期末余额 on the one side they stand on; 本期发生额 on both. */
  readonly opening: Sides;
  readonly period: Sides;
  readonly closing: Sides;
}

/** 科目余额表 of one book; the three pairs of totals each have two equal sides, or something is wrong. */
export interface BookBalance {
  readonly book: Book;
  readonly lines: readonly BalanceLine[];
  readonly totals: Pick<BalanceLine, 'opening' | 'period' | 'closing'>;
  readonly balanced: boolean;
}

function onItsSide(net: number): Sides {
  return net >= 0 ? { debitFen: net, creditFen: 0 } : { debitFen: 0, creditFen: 0 - net };
}

function total(lines: readonly BalanceLine[], key: 'opening' | 'period' | 'closing'): Sides {
  return { debitFen: lines.reduce((sum, line) => sum + line[key].debitFen, 0), creditFen: lines.reduce((sum, line) => sum + line[key].creditFen, 0) };
}

/** The trial balances of a range of the journal, book by book (never over two books); books without an entry are left out. Accounts in the order of their numbers. */
export function trialBalances(sums: readonly AccountSums[]): BookBalance[] {
  const find = (code: AccountCode, when: AccountSums['when']): Sides => sums.find((one) => one.accountCode === code && one.when === when) ?? { debitFen: 0, creditFen: 0 };
  return books.flatMap((book) => {
    const lines = numberedAccounts.filter((account) => account.book === book).flatMap((account): BalanceLine[] => {
      const before = find(account.code, 'before');
      const period = find(account.code, 'within');
      const opened = before.debitFen - before.creditFen;
      if (before.debitFen === 0 && before.creditFen === 0 && period.debitFen === 0 && period.creditFen === 0) return [];
      return [{ account, opening: onItsSide(opened), period: { debitFen: period.debitFen, creditFen: period.creditFen }, closing: onItsSide(opened + period.debitFen - period.creditFen) }];
    });
    if (lines.length === 0) return [];
    const totals = { opening: total(lines, 'opening'), period: total(lines, 'period'), closing: total(lines, 'closing') };
    return [{ book, lines, totals, balanced: Object.values(totals).every((sides) => sides.debitFen === sides.creditFen) }];
  });
}
