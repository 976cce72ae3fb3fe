import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { AccountCode } from '#shared/domain/ledger/accounts.ts';
import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import type { JournalRange, LedgerTotal } from '#shared/domain/ledger/totals.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { PupilCounts } from '#shared/domain/settlement/statement.ts';
import { rowKey } from '#shared/domain/settlement/statement.ts';
import type { ReadableDb } from '../connection.ts';

/*
 * Figures are read from the sums the archive wrote when it sealed each entry, pupils are counted from its sums by pupil: a range of
 * years is answered for without reading its payments again. Only a term that a date cuts through is counted from its postings.
 */

const inRange = `e.school_id = @schoolId AND (@to IS NULL OR e.on_date <= @to) AND (@terms IS NULL OR e.term IN (SELECT value FROM json_each(@terms)))`;

function rangeParameters(schoolId: number, range: JournalRange): Readonly<Record<string, string | number | null>> {
  return { schoolId, from: range.from, to: range.to, terms: range.terms === null ? null : JSON.stringify(range.terms) };
}

/** The totals of a range of the journal, pupils left out; otherwise the same answer as the core's `totalsOf` over all its entries. */
export function listLedgerTotals(db: ReadableDb, schoolId: number, range: JournalRange): LedgerTotal[] {
  return db.all<LedgerTotal>(
    `SELECT e.programme_key AS programmeKey, e.term, nullif(t.source, '') AS source, NULL AS studentId, t.account_code AS accountCode, e.effect_kind AS effectKind,
       CASE WHEN @from IS NOT NULL AND e.on_date < @from THEN 'before' ELSE 'within' END AS "when", sum(t.debit_fen - t.credit_fen) AS netFen
     FROM journal_entry e JOIN journal_entry_total t ON t.entry_id = e.id WHERE ${inRange} GROUP BY 1, 2, 3, 5, 6, 7`,
    rangeParameters(schoolId, range));
}

interface AccountSides {
  readonly accountCode: AccountCode;
  readonly debitFen: Fen;
  readonly creditFen: Fen;
}

/** Both sides of every account in a range of the journal. */
export function listAccountSides(db: ReadableDb, schoolId: number, range: JournalRange): AccountSides[] {
  return db.all<AccountSides>(
    `SELECT t.account_code AS accountCode, sum(t.debit_fen) AS debitFen, sum(t.credit_fen) AS creditFen
     FROM journal_entry e JOIN journal_entry_total t ON t.entry_id = e.id WHERE ${inRange} AND (@from IS NULL OR e.on_date >= @from) GROUP BY t.account_code`,
    rangeParameters(schoolId, range));
}

interface CountRow { readonly programmeKey: string; readonly channel: PaymentChannel; readonly due: number; readonly paid: number; readonly failed: number; readonly inFlight: number }

const net = (role: string, sign: '' | '-', within: boolean): string => `sum(CASE WHEN p.account_code IN ('${role}', 'card_${role}')${within ? ' AND (@from IS NULL OR e.on_date >= @from)' : ''}
  THEN ${sign}(p.debit_fen - p.credit_fen) ELSE 0 END)`;

/** How many pupils, by programme and channel and in all: what the core's `countsOf` says of the same totals with their pupils. */
export function countPupils(db: ReadableDb, schoolId: number, range: JournalRange): PupilCounts {
  const { whole, cut } = termsIn(db, schoolId, range);
  const pupils = `WITH part AS (
    SELECT programme_key, book, student_id, due_fen, paid_fen, failed_fen, in_flight_fen FROM journal_pupil_total
      WHERE school_id = @schoolId AND term IN (SELECT value FROM json_each(@whole))
    ${cut.length === 0 ? '' : `UNION ALL
    SELECT e.programme_key, e.book, p.student_id, ${net('aid_due', '', true)}, ${net('cash', '-', true)}, ${net('payable_failed', '-', false)}, ${net('payable_submitted', '-', false)}
      FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id
      WHERE e.school_id = @schoolId AND e.term IN (SELECT value FROM json_each(@cut)) AND (@to IS NULL OR e.on_date <= @to) AND e.book <> 'own_funds' AND p.student_id IS NOT NULL
      GROUP BY e.programme_key, e.book, p.student_id`})`;
  const parameters = { schoolId, whole: JSON.stringify(whole), ...(cut.length === 0 ? {} : { cut: JSON.stringify(cut), from: range.from, to: range.to }) };
  const one = whole.length + cut.length <= 1;
  const byPupil = one ? 'part' : '(SELECT programme_key, book, sum(due_fen) AS due_fen, sum(paid_fen) AS paid_fen, sum(failed_fen) AS failed_fen, sum(in_flight_fen) AS in_flight_fen FROM part GROUP BY programme_key, book, student_id)';
  const rows = db.all<CountRow>(
    `${pupils} SELECT programme_key AS programmeKey, book AS channel, count(*) FILTER (WHERE due_fen > 0) AS due, count(*) FILTER (WHERE paid_fen > 0) AS paid,
       count(*) FILTER (WHERE failed_fen > 0) AS failed, count(*) FILTER (WHERE in_flight_fen > 0) AS inFlight FROM ${byPupil} GROUP BY programme_key, book`, parameters);
  const persons = db.get<{ n: number }>(`${pupils} SELECT count(*) AS n FROM (SELECT 1 FROM part GROUP BY student_id HAVING sum(due_fen) > 0)`, parameters)?.n ?? 0;
  return { rows: new Map(rows.map(({ programmeKey, channel, ...counts }) => [rowKey(programmeKey, channel), counts])), persons };
}

/** The terms a range takes in as a whole, and those only some of whose entries lie in it. */
function termsIn(db: ReadableDb, schoolId: number, range: JournalRange): { whole: TermKey[]; cut: TermKey[] } {
  const rows = db.all<{ term: TermKey; first: string; last: string }>(
    `SELECT e.term, min(e.on_date) AS first, max(e.on_date) AS last FROM journal_entry e
     WHERE e.school_id = @schoolId AND (@terms IS NULL OR e.term IN (SELECT value FROM json_each(@terms))) GROUP BY e.term`,
    { schoolId, terms: range.terms === null ? null : JSON.stringify(range.terms) });
  const touched = rows.filter((row) => range.to === null || row.first <= range.to);
  const isWhole = (row: { first: string; last: string }): boolean => (range.from === null || row.first >= range.from) && (range.to === null || row.last <= range.to);
  return { whole: touched.filter(isWhole).map((row) => row.term), cut: touched.filter((row) => !isWhole(row)).map((row) => row.term) };
}
