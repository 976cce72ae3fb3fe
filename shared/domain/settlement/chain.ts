import type { AccountCode, AccountRole } from '#shared/domain/ledger/accounts.ts';
import { bookOf, ledgerAccounts, roleOf } from '#shared/domain/ledger/accounts.ts';
import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import { paymentChannels } from '#shared/domain/ledger/book.ts';
import type { LedgerFactKind } from '#shared/domain/ledger/events.ts';
import { ledgerFactKinds } from '#shared/domain/ledger/events.ts';
import type { LedgerTotal } from '#shared/domain/ledger/totals.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen } from '#shared/domain/money/fen.ts';

export const chainStepKeys = ['opening', 'allotted', 'received', 'moved', 'due', 'submitted', 'paid', 'failed', 'recovered', 'returned', 'balance', 'carried'] as const;
export type ChainStepKey = (typeof chainStepKeys)[number];

/** How one number of the chain is read off the journal: which accounts, moved by what, on which side. */
interface ChainRule {
  readonly label: string;
  /** What the same step is called where the county pays directly. */
  readonly cardLabel?: string;
  readonly role: AccountRole;
  readonly kinds: readonly LedgerFactKind[];
  readonly side: 'debit' | 'credit';
}

const beforeCarry = ledgerFactKinds.filter((kind) => kind !== 'carried_out');

const rules: Readonly<Record<ChainStepKey, ChainRule>> = {
  opening: { label: '上期结转', role: 'fund_opening', kinds: ledgerFactKinds, side: 'credit' },
  allotted: { label: '下达', role: 'allotment_given', kinds: ledgerFactKinds, side: 'credit' },
  received: { label: '到账', cardLabel: '县级拨付', role: 'fund_received', kinds: ledgerFactKinds, side: 'credit' },
  moved: { label: '调剂', role: 'fund_moved', kinds: ledgerFactKinds, side: 'credit' },
  due: { label: '应发', role: 'aid_due', kinds: ledgerFactKinds, side: 'debit' },
  submitted: { label: '批次报送', role: 'payable_submitted', kinds: ['batch_submitted'], side: 'credit' },
  paid: { label: '发放成功', role: 'cash', kinds: ['line_paid', 'line_failed'], side: 'credit' },
  failed: { label: '失败待补发', role: 'payable_failed', kinds: ledgerFactKinds, side: 'credit' },
  recovered: { label: '追回', role: 'cash', kinds: ['recovery'], side: 'debit' },
  returned: { label: '上缴财政', cardLabel: '县级收回', role: 'fund_returned', kinds: ledgerFactKinds, side: 'debit' },
  balance: { label: '结余', cardLabel: '额度结余', role: 'cash', kinds: beforeCarry, side: 'debit' },
  carried: { label: '结转下期', role: 'fund_carried', kinds: ledgerFactKinds, side: 'debit' },
};

/** The step's name in a channel. */
export function formatChainStep(key: ChainStepKey, channel: PaymentChannel): string {
  const { label, cardLabel } = rules[key];
  return channel === 'one_card' ? cardLabel ?? label : label;
}

/** The postings a step of the chain is made of: their accounts in both books, the kinds of entry, and the side that adds. */
export function postingsOfStep(key: ChainStepKey): { readonly accounts: readonly AccountCode[]; readonly kinds: readonly LedgerFactKind[]; readonly side: 'debit' | 'credit' } {
  const { role, kinds, side } = rules[key];
  return { accounts: ledgerAccounts.filter((account) => account.role === role).map((account) => account.code), kinds, side };
}

/** 下达 → 到账 → 应发 → 批次 → 发放 → 追回 → 结余 → 上缴/结转 of one programme in one channel. In fen. */
export interface ProgrammeChain {
  readonly programmeKey: string;
  readonly channel: PaymentChannel;
  readonly steps: Readonly<Record<ChainStepKey, Fen>>;
}

/** The chains of a term from its journal's totals; every number is the sum of the postings of `postingsOfStep`, so each can be opened (handbook 4.1). */
export function chainsOf(totals: readonly LedgerTotal[]): ProgrammeChain[] {
  return paymentChannels.flatMap((channel) => {
    const own = totals.filter((total) => bookOf(total.accountCode) === channel);
    return [...new Set(own.map((total) => total.programmeKey))].sort().map((programmeKey) => {
      const mine = own.filter((total) => total.programmeKey === programmeKey);
      return { programmeKey, channel, steps: Object.fromEntries(chainStepKeys.map((key) => [key, sumOf(mine, rules[key])])) as Record<ChainStepKey, Fen> };
    });
  });
}

function sumOf(totals: readonly LedgerTotal[], { role, kinds, side }: ChainRule): Fen {
  let net = 0;
  for (const total of totals) if (roleOf(total.accountCode) === role && kinds.includes(total.effectKind)) net += total.netFen;
  return fen(side === 'debit' ? net : 0 - net);
}
