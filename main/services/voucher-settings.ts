import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { AccountCode } from '#shared/domain/ledger/accounts.ts';
import { formatAccount } from '#shared/domain/ledger/accounts.ts';
import { accountNumber } from '#shared/domain/ledger/account-number.ts';
import type { ClassCode, ClassCodeKind } from '#shared/domain/ledger/class-code.ts';
import { classCodeOn, presetClassCodes } from '#shared/domain/ledger/class-code.ts';
import type { FinanceLayout } from '#shared/domain/ledger/finance-layout.ts';
import { defaultFinanceLayout } from '#shared/domain/ledger/finance-layout.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findFinanceLayout, listClassCodes, listFinanceAccounts } from '#main/db/repositories/voucher.ts';

export function financeLayoutOf(db: ReadableDb, schoolId: number): FinanceLayout {
  return findFinanceLayout(db, schoolId) ?? defaultFinanceLayout;
}

export interface FinanceName {
  readonly number: string;
  readonly name: string;
}

/** What finance calls an account on a day: the programme's own name goes before the general one, and our chart's stands in for both. */
export function financeAccountOf(db: ReadableDb, schoolId: number): (code: AccountCode, programmeKey: string, day: IsoDate) => FinanceName {
  const named = listFinanceAccounts(db, schoolId);
  const find = (code: AccountCode, programmeKey: string, day: IsoDate) => named.reduce<typeof named[number] | null>((found, one) =>
    (one.accountCode === code && one.programmeKey === programmeKey && one.validFrom <= day && (found === null || one.validFrom >= found.validFrom) ? one : found), null);
  return (code, programmeKey, day) => {
    const given = [programmeKey === '' ? null : find(code, programmeKey, day), find(code, '', day)].find((one) => one !== null && one.number !== '');
    return { number: given?.number ?? accountNumber(code), name: (given?.name ?? '') || formatAccount(code) };
  };
}

/** The school's class codes, with the presets before them so that its own word of the same day counts. */
export function classCodesOf(db: ReadableDb, schoolId: number): { readonly own: readonly ClassCode[]; readonly on: (programmeKey: string, kind: ClassCodeKind, day: IsoDate) => string } {
  const own = listClassCodes(db, schoolId);
  const all = [...presetClassCodes, ...own];
  return { own, on: (programmeKey, kind, day) => classCodeOn(all, programmeKey, kind, day)?.code ?? '' };
}
