import type { Book, PaymentChannel } from './book.ts';

/**
 * What an account is for. Every posting also carries programme and term, receipts their source and payments their pupil, so a school's
 * chart is this list per book × programme × source × term; no account is ever opened by hand (handbook 4.6).
 *
 * normal: the side on which the account grows. kind: asset = money we hold or may ask back; owed = money promised to pupils;
 * fund = what we were given; use = what was promised out of it; quota = what was allotted to us, which is no money yet.
 */
const programmeRoles = [
  { role: 'cash', label: '资金', cardLabel: '代发额度（备查）', kind: 'asset', normal: 'debit' },
  { role: 'overpaid', label: '多付待追回', cardLabel: '一卡通多付待追回', kind: 'asset', normal: 'debit' },
  { role: 'payable_due', label: '待报送', cardLabel: '一卡通待报送', kind: 'owed', normal: 'credit' },
  { role: 'payable_submitted', label: '已报送待回盘', cardLabel: '一卡通已报送待回盘', kind: 'owed', normal: 'credit' },
  { role: 'payable_failed', label: '失败待补发', cardLabel: '一卡通失败待补发', kind: 'owed', normal: 'credit' },
  { role: 'payable_recovered', label: '追回待处理', cardLabel: '一卡通追回待处理', kind: 'owed', normal: 'credit' },
  { role: 'fund_opening', label: '期初与上期结转', cardLabel: '一卡通期初与上期结转', kind: 'fund', normal: 'credit' },
  { role: 'fund_received', label: '到账', cardLabel: '县级拨付（备查）', kind: 'fund', normal: 'credit' },
  { role: 'fund_returned', label: '退回财政', cardLabel: '县级收回（备查）', kind: 'fund', normal: 'debit' },
  { role: 'fund_carried', label: '结转下期', cardLabel: '一卡通结转下期', kind: 'fund', normal: 'debit' },
  { role: 'fund_moved', label: '调剂', cardLabel: '一卡通调剂', kind: 'fund', normal: 'credit' },
  { role: 'aid_due', label: '应发', cardLabel: '一卡通应发', kind: 'use', normal: 'debit' },
  { role: 'allotment_open', label: '下达未到账', cardLabel: '一卡通下达未拨付', kind: 'quota', normal: 'debit' },
  { role: 'allotment_arrived', label: '下达已到账', cardLabel: '一卡通下达已拨付', kind: 'quota', normal: 'debit' },
  { role: 'allotment_given', label: '下达指标', cardLabel: '一卡通下达指标', kind: 'quota', normal: 'credit' },
] as const;

const ownAccounts = [
  { role: 'own_cash', label: '校内与社会资助资金', kind: 'asset', normal: 'debit' },
  { role: 'own_opening', label: '校内与社会资助期初', kind: 'fund', normal: 'credit' },
  { role: 'own_set_aside', label: '校内提取', kind: 'fund', normal: 'credit' },
  { role: 'own_donated', label: '社会捐助', kind: 'fund', normal: 'credit' },
  { role: 'own_granted', label: '校内与社会资助支出', kind: 'use', normal: 'debit' },
  { role: 'own_returned', label: '退回捐助方', kind: 'fund', normal: 'debit' },
] as const;

/** An account of a programme's money, the same in both of its books. */
export type ProgrammeRole = (typeof programmeRoles)[number]['role'];
export type OwnRole = (typeof ownAccounts)[number]['role'];
export type AccountRole = ProgrammeRole | OwnRole;
export type AccountCode = AccountRole | `card_${ProgrammeRole}`;
export type OwedAccount = Extract<(typeof programmeRoles)[number], { kind: 'owed' }>['role'];

export interface LedgerAccount {
  readonly code: AccountCode;
  readonly role: AccountRole;
  readonly book: Book;
  readonly label: string;
  readonly kind: 'asset' | 'owed' | 'fund' | 'use' | 'quota';
  readonly normal: 'debit' | 'credit';
}

/** The chart of accounts, book by book. */
export const ledgerAccounts: readonly LedgerAccount[] = [
  ...programmeRoles.map(({ role, label, kind, normal }): LedgerAccount => ({ code: role, role, book: 'school_account', label, kind, normal })),
  ...programmeRoles.map(({ role, cardLabel, kind, normal }): LedgerAccount => ({ code: `card_${role}`, role, book: 'one_card', label: cardLabel, kind, normal })),
  ...ownAccounts.map(({ role, label, kind, normal }): LedgerAccount => ({ code: role, role, book: 'own_funds', label, kind, normal })),
];

export const owedAccounts = programmeRoles.filter((account) => account.kind === 'owed').map((account) => account.role) as readonly OwedAccount[];

const byCode = new Map<string, LedgerAccount>(ledgerAccounts.map((account) => [account.code, account]));

function accountOf(code: AccountCode): LedgerAccount {
  const account = byCode.get(code);
  if (!account) throw new RangeError(`no account ${code}`);
  return account;
}

/** The account's Chinese name. */
export function formatAccount(code: AccountCode): string {
  return byCode.get(code)?.label ?? code;
}

/** What the account is for, whichever book it is in. */
export function roleOf(code: AccountCode): AccountRole {
  return accountOf(code).role;
}

/** The book the account belongs to. */
export function bookOf(code: AccountCode): Book {
  return accountOf(code).book;
}

/** The account of a role in a channel's book. */
export function codeIn(channel: PaymentChannel, role: ProgrammeRole): AccountCode {
  return channel === 'one_card' ? `card_${role}` : role;
}
