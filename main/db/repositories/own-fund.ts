import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { LedgerFactKind } from '#shared/domain/ledger/events.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { SetAsideRule } from '#shared/domain/own-funds/set-aside.ts';
import type { OwnFundUse } from '#shared/domain/own-funds/uses.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

interface Maker {
  readonly accountId: number;
  readonly at: string;
}

export type StoredSetAsideRule = SetAsideRule & { readonly id: number; readonly by: string; readonly at: string };

export function listSetAsideRules(db: ReadableDb, schoolId: number): StoredSetAsideRule[] {
  return db.all<Omit<StoredSetAsideRule, 'baseItems'> & { baseItemsJson: string }>(
    `SELECT r.id, r.stage, r.ownership, r.base_items_json AS baseItemsJson, r.rate_bp AS rateBp, r.floor_bp AS floorBp, r.ceiling_bp AS ceilingBp,
       r.valid_from_year AS validFrom, r.doc_no AS document, a.display_name AS by, r.at
     FROM set_aside_rule r JOIN account a ON a.id = r.account_id WHERE r.school_id = ? ORDER BY r.id`, schoolId)
    .map(({ baseItemsJson, ...rule }) => ({ ...rule, baseItems: JSON.parse(baseItemsJson) as string[] }));
}

export function insertSetAsideRule(db: WritableDb, schoolId: number, rule: SetAsideRule, maker: Maker): number {
  return db.run(
    `INSERT INTO set_aside_rule (school_id, stage, ownership, base_items_json, rate_bp, floor_bp, ceiling_bp, valid_from_year, doc_no, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    schoolId, rule.stage, rule.ownership, JSON.stringify(rule.baseItems), rule.rateBp, rule.floorBp, rule.ceilingBp, rule.validFrom, rule.document, maker.accountId, maker.at).lastId;
}

export interface SetAsideIncome {
  readonly id: number;
  readonly budgetYear: number;
  readonly stage: EducationStage;
  readonly item: string;
  readonly fen: Fen;
  readonly voucherNo: string;
  readonly by: string;
  readonly voidReason: string | null;
}

export function listSetAsideIncomes(db: ReadableDb, schoolId: number, year: number): SetAsideIncome[] {
  return db.all<SetAsideIncome>(
    `SELECT i.id, i.budget_year AS budgetYear, i.stage, i.item, i.amount_fen AS fen, i.voucher_no AS voucherNo, a.display_name AS by, i.void_reason AS voidReason
     FROM set_aside_income i JOIN account a ON a.id = i.account_id WHERE i.school_id = ? AND i.budget_year = ? ORDER BY i.id`, schoolId, year);
}

export function insertSetAsideIncome(
  db: WritableDb, schoolId: number, income: Pick<SetAsideIncome, 'budgetYear' | 'stage' | 'item' | 'fen' | 'voucherNo'>, maker: Maker,
): number {
  return db.run(
    'INSERT INTO set_aside_income (school_id, budget_year, stage, item, amount_fen, voucher_no, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    schoolId, income.budgetYear, income.stage, income.item, income.fen, income.voucherNo, maker.accountId, maker.at).lastId;
}

/** Voids an income that stands; false when there is none of that id. */
export function voidSetAsideIncome(db: WritableDb, schoolId: number, id: number, reason: string, maker: Maker): boolean {
  return db.run('UPDATE set_aside_income SET voided_at = ?, voided_by = ?, void_reason = ? WHERE school_id = ? AND id = ? AND voided_at IS NULL',
    maker.at, maker.accountId, reason, schoolId, id).changes === 1;
}

export interface OwnFund {
  readonly id: number;
  readonly kind: 'set_aside' | 'donor';
  readonly ledgerKey: string;
  readonly name: string;
  readonly restriction: string;
  readonly agreement: string;
}

const fundColumns = 'id, kind, ledger_key AS ledgerKey, name, restriction, agreement';

export function listOwnFunds(db: ReadableDb, schoolId: number): OwnFund[] {
  return db.all<OwnFund>(`SELECT ${fundColumns} FROM own_fund WHERE school_id = ? ORDER BY kind = 'donor', id`, schoolId);
}

export function findOwnFund(db: ReadableDb, schoolId: number, id: number): OwnFund | undefined {
  return db.get<OwnFund>(`SELECT ${fundColumns} FROM own_fund WHERE school_id = ? AND id = ?`, schoolId, id);
}

/** A fund's key follows from its place among the school's: own.set_aside, own.donor.3. */
export function insertOwnFund(db: WritableDb, schoolId: number, fund: Pick<OwnFund, 'kind' | 'name' | 'restriction' | 'agreement'>, maker: Maker): OwnFund {
  const donors = db.get<{ n: number }>(`SELECT count(*) AS n FROM own_fund WHERE school_id = ? AND kind = 'donor'`, schoolId)?.n ?? 0;
  const ledgerKey = fund.kind === 'set_aside' ? 'own.set_aside' : `own.donor.${donors + 1}`;
  const id = db.run('INSERT INTO own_fund (school_id, kind, ledger_key, name, restriction, agreement, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    schoolId, fund.kind, ledgerKey, fund.name, fund.restriction, fund.agreement, maker.accountId, maker.at).lastId;
  return { ...fund, id, ledgerKey };
}

export function insertOwnFundEntry(
  db: WritableDb,
  entry: { entryId: number; fundId: number; budgetYear: number; stage: EducationStage | null; use: OwnFundUse | null; studentId: number | null; voucherNo: string; note: string },
): void {
  db.run('INSERT INTO own_fund_entry (entry_id, fund_id, budget_year, stage, use_kind, student_id, voucher_no, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    entry.entryId, entry.fundId, entry.budgetYear, entry.stage, entry.use, entry.studentId, entry.voucherNo, entry.note);
}

export interface OwnFundMovement {
  readonly entryId: number;
  readonly entryNo: number;
  readonly fundId: number;
  readonly onDate: IsoDate;
  readonly term: TermKey;
  readonly kind: Extract<LedgerFactKind, 'own_opening' | 'set_aside' | 'donation' | 'own_grant' | 'own_returned'>;
  readonly budgetYear: number;
  readonly stage: EducationStage | null;
  readonly use: OwnFundUse | null;
  readonly studentId: number | null;
  readonly studentName: string | null;
  readonly docNo: string;
  readonly voucherNo: string;
  readonly note: string;
  /** What it does to the money in hand: positive in, negative out. */
  readonly fen: Fen;
  readonly reversedByNo: number | null;
  readonly by: string;
}

/** Every entry of a school's funds, oldest first; what was reversed is there and marked. */
export function listOwnFundMovements(db: ReadableDb, schoolId: number, fundId: number | null = null): OwnFundMovement[] {
  return db.all<OwnFundMovement>(
    `SELECT e.id AS entryId, e.entry_no AS entryNo, x.fund_id AS fundId, e.on_date AS onDate, e.term, e.kind, x.budget_year AS budgetYear, x.stage, x.use_kind AS use,
       x.student_id AS studentId, s.name AS studentName, coalesce(e.doc_no, '') AS docNo, x.voucher_no AS voucherNo, x.note, p.debit_fen - p.credit_fen AS fen,
       r.entry_no AS reversedByNo, a.display_name AS by
     FROM own_fund_entry x JOIN journal_entry e ON e.id = x.entry_id JOIN journal_posting p ON p.entry_id = e.id AND p.account_code = 'own_cash' JOIN account a ON a.id = e.account_id
       LEFT JOIN journal_entry r ON r.reverses_id = e.id LEFT JOIN student s ON s.id = x.student_id
     WHERE e.school_id = ? AND (? IS NULL OR x.fund_id = ?) ORDER BY e.on_date, e.entry_no`, schoolId, fundId, fundId);
}

/** What a fund has, by the journal. */
export function ownFundCash(db: ReadableDb, schoolId: number, ledgerKey: string): Fen {
  return db.get<{ net: Fen }>(
    `SELECT coalesce(sum(p.debit_fen - p.credit_fen), 0) AS net FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id
     WHERE e.school_id = ? AND e.programme_key = ? AND p.account_code = 'own_cash'`, schoolId, ledgerKey)?.net ?? (0 as Fen);
}
