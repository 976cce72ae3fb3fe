import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { AccountCode } from '#shared/domain/ledger/accounts.ts';
import type { ClassCode } from '#shared/domain/ledger/class-code.ts';
import type { FinanceLayout } from '#shared/domain/ledger/finance-layout.ts';
import type { NumberedVoucher, UnnumberedEntry, VoucherKind } from '#shared/domain/ledger/voucher.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

interface Stamp {
  readonly schoolId: number;
  readonly accountId: number;
  readonly at: string;
}

export function insertVouchers(db: WritableDb, vouchers: readonly NumberedVoucher[], { schoolId, accountId, at }: Stamp): void {
  const insert = db.sql('INSERT INTO voucher (school_id, month, kind, no, entry_id, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)');
  for (const voucher of vouchers) insert.run(schoolId, voucher.month, voucher.kind, voucher.no, voucher.entryId, accountId, at);
}

/** The last number given in a series; 0 before the first. */
export function lastVoucherNo(db: ReadableDb, schoolId: number, month: string, kind: VoucherKind): number {
  return db.get<{ last: number | null }>('SELECT max(no) AS last FROM voucher WHERE school_id = ? AND month = ? AND kind = ?', schoolId, month, kind)?.last ?? 0;
}

const booked = `e.book <> 'one_card' AND e.effect_kind NOT IN ('allotted', 'allotment_reduced')`;

/** The months with entries that finance books, newest first: how many are numbered and how many not. */
export function listVoucherMonths(db: ReadableDb, schoolId: number): { month: string; numbered: number; open: number }[] {
  return db.all(
    `SELECT substr(e.on_date, 1, 7) AS month, count(v.id) AS numbered, count(*) - count(v.id) AS open
     FROM journal_entry e LEFT JOIN voucher v ON v.entry_id = e.id WHERE e.school_id = ? AND ${booked} GROUP BY 1 ORDER BY 1 DESC`, schoolId);
}

export interface VoucherRow extends UnnumberedEntry {
  readonly kind: VoucherKind | null;
  readonly no: number | null;
}

/** Every entry of a month that finance books, with its number where it has one. */
export function listVoucherRows(db: ReadableDb, schoolId: number, month: string): VoucherRow[] {
  return db.all<VoucherRow>(
    `SELECT e.id AS entryId, e.entry_no AS entryNo, e.on_date AS onDate, v.kind, v.no,
       (SELECT coalesce(sum(debit_fen - credit_fen), 0) FROM journal_posting WHERE entry_id = e.id AND account_code IN ('cash', 'own_cash')) AS cashFen
     FROM journal_entry e LEFT JOIN voucher v ON v.entry_id = e.id
     WHERE e.school_id = ? AND substr(e.on_date, 1, 7) = ? AND ${booked} ORDER BY e.on_date, e.entry_no`, schoolId, month);
}

export function listClassCodes(db: ReadableDb, schoolId: number): ClassCode[] {
  return db.all<ClassCode>(
    'SELECT programme_key AS programmeKey, kind, code, name, valid_from AS validFrom, doc_no AS docNo FROM class_code WHERE school_id = ? ORDER BY id', schoolId);
}

export function insertClassCode(db: WritableDb, code: ClassCode, { schoolId, accountId, at }: Stamp): void {
  db.run('INSERT INTO class_code (school_id, programme_key, kind, code, name, valid_from, doc_no, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    schoolId, code.programmeKey, code.kind, code.code, code.name, code.validFrom, code.docNo, accountId, at);
}

/** What finance calls an account; for one programme, or for all where `programmeKey` is empty. */
export interface FinanceAccount {
  readonly accountCode: AccountCode;
  readonly programmeKey: string;
  readonly number: string;
  readonly name: string;
  readonly validFrom: IsoDate;
}

export function listFinanceAccounts(db: ReadableDb, schoolId: number): FinanceAccount[] {
  return db.all<FinanceAccount>(
    'SELECT account_code AS accountCode, programme_key AS programmeKey, number, name, valid_from AS validFrom FROM finance_account WHERE school_id = ? ORDER BY id', schoolId);
}

export function insertFinanceAccount(db: WritableDb, account: FinanceAccount, { schoolId, accountId, at }: Stamp): void {
  db.run('INSERT INTO finance_account (school_id, account_code, programme_key, number, name, valid_from, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    schoolId, account.accountCode, account.programmeKey, account.number, account.name, account.validFrom, accountId, at);
}

/** The layout last saved; undefined while the school keeps the default. */
export function findFinanceLayout(db: ReadableDb, schoolId: number): FinanceLayout | undefined {
  const row = db.get<{ spec: string }>('SELECT spec_json AS spec FROM finance_layout WHERE school_id = ? ORDER BY id DESC LIMIT 1', schoolId);
  return row ? (JSON.parse(row.spec) as FinanceLayout) : undefined;
}

export function insertFinanceLayout(db: WritableDb, layout: FinanceLayout, { schoolId, accountId, at }: Stamp): void {
  db.run('INSERT INTO finance_layout (school_id, spec_json, account_id, at) VALUES (?, ?, ?, ?)', schoolId, JSON.stringify(layout), accountId, at);
}
