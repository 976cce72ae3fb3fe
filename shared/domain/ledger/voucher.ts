import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { roleOf } from './accounts.ts';
import type { AccountCode } from './accounts.ts';
import type { Book } from './book.ts';
import type { LedgerFactKind } from './events.ts';

/** 收 付 转, or 记 where a school keeps one series. Each series is numbered by month from 1, without gaps (handbook 4.6: 凭证号). */
export const voucherKinds = ['receipt', 'payment', 'transfer', 'general'] as const;
export type VoucherKind = (typeof voucherKinds)[number];

export const voucherSystems = ['general', 'three'] as const;
/** `general`: all vouchers in one series 记; `three`: 收, 付 and 转 each in its own. */
export type VoucherSystem = (typeof voucherSystems)[number];

const words: Readonly<Record<VoucherKind, string>> = { receipt: '收', payment: '付', transfer: '转', general: '记' };

export interface Voucher {
  readonly kind: VoucherKind;
  readonly no: number;
}

/** 收 / 付 / 转 / 记 */
export function formatVoucherKind(kind: VoucherKind): string {
  return words[kind];
}

/** 记-12; empty where finance has not numbered the entry. */
export function formatVoucher(voucher: Voucher | null): string {
  return voucher === null ? '' : `${words[voucher.kind]}-${voucher.no}`;
}

/** The series' month: vouchers are numbered by the month of the entry, never of the day they are numbered on. */
export function voucherMonth(onDate: IsoDate): string {
  return onDate.slice(0, 7);
}

/**
 * Whether finance books the entry at all. One-card money never touches the school's accounts, and 下达 is a right and no money:
 * both stay memo (备查) and get no voucher.
 */
export function needsVoucher(book: Book, effectKind: LedgerFactKind): boolean {
  return book !== 'one_card' && effectKind !== 'allotted' && effectKind !== 'allotment_reduced';
}

/** Which series an entry belongs to: more money in than out is 收, more out is 付, none moved is 转. `cashFen` is the entry's net on its cash account, in fen. */
export function voucherKindOf(cashFen: number, system: VoucherSystem): VoucherKind {
  if (system === 'general') return 'general';
  return cashFen > 0 ? 'receipt' : cashFen < 0 ? 'payment' : 'transfer';
}

/** The net of an entry's cash postings, debit − credit, in fen. */
export function cashOf(postings: readonly { readonly accountCode: AccountCode; readonly debitFen: number; readonly creditFen: number }[]): number {
  return postings.reduce((sum, posting) => (isCash(posting.accountCode) ? sum + posting.debitFen - posting.creditFen : sum), 0);
}

function isCash(code: AccountCode): boolean {
  const role = roleOf(code);
  return role === 'cash' || role === 'own_cash';
}

export interface UnnumberedEntry {
  readonly entryId: number;
  readonly entryNo: number;
  readonly onDate: IsoDate;
  readonly cashFen: number;
}

export interface NumberedVoucher extends Voucher {
  readonly entryId: number;
  readonly month: string;
}

/**
 * The next numbers of entries, oldest day first and within a day in the order they were posted. `last` is the last number given in a series.
 * Each series goes on without a gap; what was given before is never given again.
 */
export function numberVouchers(entries: readonly UnnumberedEntry[], system: VoucherSystem, last: (month: string, kind: VoucherKind) => number): NumberedVoucher[] {
  const given = new Map<string, number>();
  const ordered = entries.toSorted((left, right) => (left.onDate === right.onDate ? left.entryNo - right.entryNo : left.onDate < right.onDate ? -1 : 1));
  return ordered.map(({ entryId, onDate, cashFen }) => {
    const month = voucherMonth(onDate);
    const kind = voucherKindOf(cashFen, system);
    const no = (given.get(`${month}${kind}`) ?? last(month, kind)) + 1;
    given.set(`${month}${kind}`, no);
    return { entryId, month, kind, no };
  });
}
