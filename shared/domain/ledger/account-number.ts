import type { AccountCode, AccountRole, LedgerAccount } from './accounts.ts';
import { ledgerAccounts } from './accounts.ts';
import type { Book } from './book.ts';

/** 1 money, 2 owed to pupils, 3 what was given, 5 what was promised, 8 quota: the first digit says the kind, as in any chart schools know. */
const numbers: Readonly<Record<AccountRole, string>> = {
  cash: '1101', overpaid: '1201', own_cash: '1301',
  payable_due: '2101', payable_submitted: '2102', payable_failed: '2103', payable_recovered: '2104',
  fund_opening: '3101', fund_received: '3102', fund_returned: '3103', fund_carried: '3104', fund_moved: '3105',
  own_opening: '3301', own_set_aside: '3302', own_donated: '3303', own_returned: '3304',
  aid_due: '5101', own_granted: '5301',
  allotment_open: '8101', allotment_arrived: '8102', allotment_given: '8103',
};

const kindLabels: Readonly<Record<LedgerAccount['kind'], string>> = { asset: '资产', owed: '应付学生', fund: '资金来源', use: '资金运用', quota: '指标（备查）' };

const numberByCode = new Map<string, string>(ledgerAccounts.map(({ code, role, book }) => [code, `${book === 'one_card' ? 'K' : ''}${numbers[role]}`]));

/** The account's number in the school's own chart; one-card memo accounts begin with K, so that no sum by number mixes them in (handbook 4.6). */
export function accountNumber(code: AccountCode): string {
  return numberByCode.get(code) ?? code;
}

/** 资产 / 应付学生 / 资金来源 / 资金运用 / 指标（备查） */
export function formatAccountKind(kind: LedgerAccount['kind']): string {
  return kindLabels[kind];
}

/** The account in which a book's money lies, and the only one a 日记账 is kept of. */
export function cashCodeOf(book: Book): AccountCode {
  return book === 'one_card' ? 'card_cash' : book === 'own_funds' ? 'own_cash' : 'cash';
}

/** The chart in the order of its numbers, one book after the other. */
export const numberedAccounts: readonly LedgerAccount[] = ledgerAccounts.toSorted((left, right) => (accountNumber(left.code) < accountNumber(right.code) ? -1 : 1));
