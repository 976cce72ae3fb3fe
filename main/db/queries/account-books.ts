import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { AccountCode } from '#shared/domain/ledger/accounts.ts';
import { ledgerAccounts, owedAccounts } from '#shared/domain/ledger/accounts.ts';
import type { Book } from '#shared/domain/ledger/book.ts';
import type { FundingSource, LedgerFactKind } from '#shared/domain/ledger/events.ts';
import type { JournalRange } from '#shared/domain/ledger/totals.ts';
import type { AccountSums } from '#shared/domain/ledger/trial-balance.ts';
import type { VoucherKind } from '#shared/domain/ledger/voucher.ts';
import type { PupilSeat } from '#shared/domain/roster/pupil-class.ts';
import type { ReadableDb } from '../connection.ts';
import { stageOrder } from '../stage-order.ts';

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ');
const codesOf = (roles: readonly string[]): string => quoted(ledgerAccounts.filter((account) => roles.includes(account.role)).map((account) => account.code));

const cashCodes = codesOf(['cash', 'own_cash']);
const dueCodes = codesOf(['aid_due']);
const owedCodes = codesOf([...owedAccounts, 'overpaid']);

/** Both sides of every account before and within a range. */
export function listAccountSums(db: ReadableDb, schoolId: number, range: JournalRange, programmeKey: string | null): AccountSums[] {
  return db.all<AccountSums>(
    `SELECT p.account_code AS accountCode, CASE WHEN @from IS NOT NULL AND e.on_date < @from THEN 'before' ELSE 'within' END AS "when",
       sum(p.debit_fen) AS debitFen, sum(p.credit_fen) AS creditFen
     FROM journal_entry e JOIN journal_entry_total p ON p.entry_id = e.id
     WHERE e.school_id = @schoolId AND (@to IS NULL OR e.on_date <= @to) AND (@terms IS NULL OR e.term IN (SELECT value FROM json_each(@terms)))
       AND (@programmeKey IS NULL OR e.programme_key = @programmeKey)
     GROUP BY 1, 2`,
    { schoolId, programmeKey, from: range.from, to: range.to, terms: range.terms === null ? null : JSON.stringify(range.terms) });
}

export interface BookFilter {
  readonly programmeKey: string | null;
  readonly source: FundingSource | null;
  readonly studentId: number | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

interface EntryPart {
  readonly entryId: number;
  readonly entryNo: number;
  readonly onDate: IsoDate;
  readonly programmeKey: string;
  readonly effectKind: LedgerFactKind;
  readonly book: Book;
  readonly isReversal: number;
  readonly docNo: string;
  readonly memo: string;
  readonly voucherKind: VoucherKind | null;
  readonly voucherNo: number | null;
}

export interface AccountMoveRow extends EntryPart {
  readonly debitFen: number;
  readonly creditFen: number;
  /** The entry's accounts by side, code by code with commas: where the money came from or went. */
  readonly debited: string | null;
  readonly credited: string | null;
}

const entryPart = `e.id AS entryId, e.entry_no AS entryNo, e.on_date AS onDate, e.programme_key AS programmeKey, e.effect_kind AS effectKind, e.book,
  e.reverses_id IS NOT NULL AS isReversal, coalesce(e.doc_no, '') AS docNo, e.memo, v.kind AS voucherKind, v.no AS voucherNo`;
/** The sums the archive keeps of each entry know no pupil. */
const sumsOf = (filter: BookFilter): string => (filter.studentId === null ? 'journal_entry_total' : 'journal_posting');

const filtered = `(@programmeKey IS NULL OR e.programme_key = @programmeKey) AND (@source IS NULL OR p.source = @source)`;
const ofPupil = (filter: BookFilter): string => (filter.studentId === null ? '' : 'AND p.student_id = @studentId');

function parameters(schoolId: number, filter: BookFilter): Record<string, string | number | null> {
  return { schoolId, programmeKey: filter.programmeKey, source: filter.source, from: filter.from, to: filter.to, ...(filter.studentId === null ? {} : { studentId: filter.studentId }) };
}

/** What moved an account, entry by entry, oldest day first. */
export function listAccountMoves(db: ReadableDb, schoolId: number, accountCode: AccountCode, filter: BookFilter): AccountMoveRow[] {
  const side = (column: string): string => `(SELECT group_concat(DISTINCT o.account_code) FROM journal_entry_total o WHERE o.entry_id = e.id AND o.${column} > 0)`;
  return db.all<AccountMoveRow>(
    `SELECT ${entryPart}, sum(p.debit_fen) AS debitFen, sum(p.credit_fen) AS creditFen, ${side('debit_fen')} AS debited, ${side('credit_fen')} AS credited
     FROM journal_entry e JOIN journal_entry_total p ON p.entry_id = e.id AND p.account_code = @accountCode LEFT JOIN voucher v ON v.entry_id = e.id
     WHERE e.school_id = @schoolId AND (@from IS NULL OR e.on_date >= @from) AND (@to IS NULL OR e.on_date <= @to) AND ${filtered}
     GROUP BY e.id ORDER BY e.on_date, e.entry_no`, { ...parameters(schoolId, filter), accountCode });
}

export interface SumsBefore {
  readonly debitFen: number;
  readonly creditFen: number;
}

/** Both sides of an account from a day (or the beginning) to the day before another. */
export function sumAccountBefore(db: ReadableDb, schoolId: number, accountCode: AccountCode, filter: BookFilter, since: IsoDate | null): SumsBefore {
  if (filter.from === null) return { debitFen: 0, creditFen: 0 };
  return db.get<SumsBefore>(
    `SELECT coalesce(sum(p.debit_fen), 0) AS debitFen, coalesce(sum(p.credit_fen), 0) AS creditFen
     FROM journal_entry e JOIN journal_entry_total p ON p.entry_id = e.id AND p.account_code = @accountCode
     WHERE e.school_id = @schoolId AND e.on_date < @from AND (@since IS NULL OR e.on_date >= @since)
       AND (@programmeKey IS NULL OR e.programme_key = @programmeKey) AND (@source IS NULL OR p.source = @source)`,
    { schoolId, accountCode, from: filter.from, since, programmeKey: filter.programmeKey, source: filter.source }) ?? { debitFen: 0, creditFen: 0 };
}

export interface AuxiliaryMoveRow extends EntryPart {
  readonly dueFen: number;
  readonly inFen: number;
  readonly outFen: number;
  readonly owedFen: number;
}

const auxiliarySums = `sum(CASE WHEN p.account_code IN (${dueCodes}) THEN p.debit_fen - p.credit_fen ELSE 0 END) AS dueFen,
  sum(CASE WHEN p.account_code IN (${cashCodes}) THEN p.debit_fen ELSE 0 END) AS inFen,
  sum(CASE WHEN p.account_code IN (${cashCodes}) THEN p.credit_fen ELSE 0 END) AS outFen,
  sum(CASE WHEN p.account_code IN (${owedCodes}) THEN p.credit_fen - p.debit_fen ELSE 0 END) AS owedFen`;

/** What each entry did to a programme's, a source's or a pupil's auxiliary ledger; entries that move neither money nor rights are left out, but of a pupil all are told. */
export function listAuxiliaryMoves(db: ReadableDb, schoolId: number, book: Book, filter: BookFilter): AuxiliaryMoveRow[] {
  return db.all<AuxiliaryMoveRow>(
    `SELECT ${entryPart}, ${auxiliarySums}
     FROM journal_entry e JOIN ${sumsOf(filter)} p ON p.entry_id = e.id LEFT JOIN voucher v ON v.entry_id = e.id
     WHERE e.school_id = @schoolId AND e.book = @book AND (@from IS NULL OR e.on_date >= @from) AND (@to IS NULL OR e.on_date <= @to) AND ${filtered} ${ofPupil(filter)}
     GROUP BY e.id HAVING ${filter.studentId === null ? '' : '1 OR '}dueFen <> 0 OR inFen <> 0 OR outFen <> 0 OR owedFen <> 0 ORDER BY e.on_date, e.entry_no`, { ...parameters(schoolId, filter), book });
}

export function sumAuxiliaryBefore(db: ReadableDb, schoolId: number, book: Book, filter: BookFilter): { cashFen: number; owedFen: number } {
  if (filter.from === null) return { cashFen: 0, owedFen: 0 };
  const { to: _to, ...given } = parameters(schoolId, filter);
  return db.get<{ cashFen: number; owedFen: number }>(
    `SELECT coalesce(sum(CASE WHEN p.account_code IN (${cashCodes}) THEN p.debit_fen - p.credit_fen ELSE 0 END), 0) AS cashFen,
       coalesce(sum(CASE WHEN p.account_code IN (${owedCodes}) THEN p.credit_fen - p.debit_fen ELSE 0 END), 0) AS owedFen
     FROM journal_entry e JOIN ${sumsOf(filter)} p ON p.entry_id = e.id
     WHERE e.school_id = @schoolId AND e.book = @book AND e.on_date < @from AND ${filtered} ${ofPupil(filter)}`, { ...given, book }) ?? { cashFen: 0, owedFen: 0 };
}

export interface ChartUse {
  readonly accountCode: AccountCode;
  readonly programmeKey: string;
  readonly source: FundingSource | null;
  readonly netFen: number;
}

/** Every account × programme × source the school has ever used, with its balance (debit − credit). */
export function listChartUses(db: ReadableDb, schoolId: number): ChartUse[] {
  return db.all<ChartUse>(
    `SELECT p.account_code AS accountCode, e.programme_key AS programmeKey, nullif(p.source, '') AS source, sum(p.debit_fen - p.credit_fen) AS netFen
     FROM journal_entry e JOIN journal_entry_total p ON p.entry_id = e.id WHERE e.school_id = ? GROUP BY 1, 2, 3 ORDER BY 2, 3`, schoolId);
}

export interface PupilTotalRow extends PupilSeat {
  readonly studentId: number;
  readonly name: string;
  readonly dueFen: number;
  readonly paidFen: number;
  readonly recoveredFen: number;
  readonly owedFen: number;
  readonly overpaidFen: number;
}

/** What each pupil was due, got and is owed in a book and term, in the order of classes. */
export function listPupilTotals(db: ReadableDb, schoolId: number, book: Book, term: TermKey): PupilTotalRow[] {
  return db.all<PupilTotalRow>(
    `SELECT s.id AS studentId, s.name, s.stage, s.entry_year AS entryYear, s.year_offset AS yearOffset, c.class_no AS classNo, coalesce(c.display_name, '') AS className,
       t.dueFen, t.paidFen, t.recoveredFen, t.owedFen, t.overpaidFen
     FROM (SELECT p.student_id AS studentId,
         sum(CASE WHEN p.account_code IN (${dueCodes}) THEN p.debit_fen - p.credit_fen ELSE 0 END) AS dueFen,
         sum(CASE WHEN p.account_code IN (${cashCodes}) AND e.effect_kind <> 'recovery' THEN p.credit_fen - p.debit_fen ELSE 0 END) AS paidFen,
         sum(CASE WHEN p.account_code IN (${cashCodes}) AND e.effect_kind = 'recovery' THEN p.debit_fen - p.credit_fen ELSE 0 END) AS recoveredFen,
         sum(CASE WHEN p.account_code IN (${codesOf(owedAccounts)}) THEN p.credit_fen - p.debit_fen ELSE 0 END) AS owedFen,
         sum(CASE WHEN p.account_code IN (${codesOf(['overpaid'])}) THEN p.debit_fen - p.credit_fen ELSE 0 END) AS overpaidFen
       FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id WHERE e.school_id = ? AND e.book = ? AND e.term = ? AND p.student_id IS NOT NULL GROUP BY p.student_id) t
     JOIN student s ON s.id = t.studentId LEFT JOIN class_group c ON c.id = s.class_id
     ORDER BY ${stageOrder('s.stage')}, s.entry_year - s.year_offset DESC, c.class_no, c.display_name, s.pinyin, s.id`, schoolId, book, term);
}

export interface JournalTextRow extends EntryPart {
  readonly operationId: string;
  readonly accountCode: AccountCode;
  readonly source: FundingSource | null;
  readonly netFen: number;
  readonly debitFen: number;
  readonly creditFen: number;
  readonly maker: string;
}

/** The postings of a book, those of one entry, account, source and side added up: what goes to other programs. Pupils are not named. */
export function listJournalLines(db: ReadableDb, schoolId: number, book: Book | null, days: { from: IsoDate | null; to: IsoDate | null }): JournalTextRow[] {
  return db.all<JournalTextRow>(
    `SELECT ${entryPart}, e.operation_id AS operationId, p.account_code AS accountCode, p.source, sum(p.debit_fen - p.credit_fen) AS netFen, sum(p.debit_fen) AS debitFen,
       sum(p.credit_fen) AS creditFen, a.display_name AS maker
     FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id JOIN account a ON a.id = e.account_id LEFT JOIN voucher v ON v.entry_id = e.id
     WHERE e.school_id = @schoolId AND (@book IS NULL OR e.book = @book) AND (@from IS NULL OR e.on_date >= @from) AND (@to IS NULL OR e.on_date <= @to)
     GROUP BY e.id, p.account_code, p.source, p.debit_fen > 0 ORDER BY e.on_date, e.entry_no, p.debit_fen > 0 DESC, min(p.line_no)`,
    { schoolId, book, from: days.from, to: days.to });
}
