/**
 * The chart of accounts. Every posting also carries programme and term, receipts their source and payments their pupil, so a school's
 * chart is this list per programme × source × term; no account is ever opened by hand (handbook 4.6).
 *
 * normal: the side on which the account grows. kind: asset = money we hold or may ask back; owed = money promised to pupils;
 * fund = what we were given; use = what was promised out of it.
 */
export const ledgerAccounts = [
  { code: 'cash', label: '资金', kind: 'asset', normal: 'debit' },
  { code: 'overpaid', label: '多付待追回', kind: 'asset', normal: 'debit' },
  { code: 'payable_due', label: '待报送', kind: 'owed', normal: 'credit' },
  { code: 'payable_submitted', label: '已报送待回盘', kind: 'owed', normal: 'credit' },
  { code: 'payable_failed', label: '失败待补发', kind: 'owed', normal: 'credit' },
  { code: 'payable_recovered', label: '追回待处理', kind: 'owed', normal: 'credit' },
  { code: 'fund_opening', label: '期初与上期结转', kind: 'fund', normal: 'credit' },
  { code: 'fund_received', label: '到账', kind: 'fund', normal: 'credit' },
  { code: 'fund_returned', label: '退回财政', kind: 'fund', normal: 'debit' },
  { code: 'fund_carried', label: '结转下期', kind: 'fund', normal: 'debit' },
  { code: 'aid_due', label: '应发', kind: 'use', normal: 'debit' },
] as const;

export type LedgerAccount = (typeof ledgerAccounts)[number];
export type AccountCode = LedgerAccount['code'];
export type OwedAccount = Extract<LedgerAccount, { kind: 'owed' }>['code'];

export const owedAccounts = ledgerAccounts.filter((account) => account.kind === 'owed').map((account) => account.code) as readonly OwedAccount[];

const byCode = new Map<string, LedgerAccount>(ledgerAccounts.map((account) => [account.code, account]));

/** The account's Chinese name. */
export function formatAccount(code: AccountCode): string {
  return byCode.get(code)?.label ?? code;
}
