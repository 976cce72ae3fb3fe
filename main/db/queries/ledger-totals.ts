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

interface CountRow { readonly programmeKey: string | null; readonly channel: PaymentChannel; readonly due: number; readonly paid: number; readonly failed: number; readonly inFlight: number }

const net = (role: string, sign: '' | '-', within: boolean): string => `sum(CASE WHEN p.account_code IN ('${role}', 'card_${role}')${within ? ' AND (@from IS NULL OR e.on_date >= @from)' : ''}
  THEN ${sign}(p.debit_fen - p.credit_fen) ELSE 0 END)`;

const countedCut = `SELECT e.programme_key, e.book, p.student_id, ${net('aid_due', '', true)}, ${net('cash', '-', true)}, ${net('payable_failed', '-', false)}, ${net('payable_submitted', '-', false)}
  FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id
  WHERE e.school_id = @schoolId AND e.term IN (SELECT value FROM json_each(@cut)) AND (@to IS NULL OR e.on_date <= @to) AND e.book <> 'own_funds' AND p.student_id IS NOT NULL
  GROUP BY e.programme_key, e.book, e.term, p.student_id`;

/** How many pupils, by programme and channel once in each term, and in all once: what the core's `countsOf` says of the same totals with their pupils. */
export function countPupils(db: ReadableDb, schoolId: number, range: JournalRange): PupilCounts {
  const { whole, earlier, cut } = termsIn(db, schoolId, range);
  const kept = (columns: string, terms: string): string => `SELECT programme_key, book, student_id, ${columns}failed_fen, in_flight_fen FROM journal_pupil_total
    WHERE school_id = @schoolId AND term IN (SELECT value FROM json_each(@${terms}))`;
  const parts = [kept('due_fen, paid_fen, ', 'whole')];
  if (earlier.length > 0) parts.push(`${kept('0, 0, ', 'earlier')} AND (failed_fen <> 0 OR in_flight_fen <> 0)`);
  if (cut.length > 0) parts.push(countedCut);
  // A term lies in one part only, and a part has one row for a pupil in a programme and term. What is counted from postings is counted once; the kept sums are read twice rather than copied.
  const pupils = `WITH pupil (programme_key, book, student_id, due_fen, paid_fen, failed_fen, in_flight_fen) AS ${cut.length > 0 ? '' : 'NOT '}MATERIALIZED (${parts.join(' UNION ALL ')})`;
  const parameters = {
    schoolId, whole: JSON.stringify(whole), ...(earlier.length > 0 ? { earlier: JSON.stringify(earlier) } : {}),
    ...(cut.length > 0 ? { cut: JSON.stringify(cut), from: range.from, to: range.to } : {}),
  };
  const rows = db.all<CountRow>(
    `${pupils}
     SELECT programme_key AS programmeKey, book AS channel, count(*) FILTER (WHERE due_fen > 0) AS due, count(*) FILTER (WHERE paid_fen > 0) AS paid,
       count(*) FILTER (WHERE failed_fen > 0) AS failed, count(*) FILTER (WHERE in_flight_fen > 0) AS inFlight FROM pupil GROUP BY programme_key, book
     UNION ALL SELECT NULL, '', count(*), 0, 0, 0 FROM (SELECT 1 FROM pupil GROUP BY student_id HAVING sum(due_fen) > 0)`, parameters);
  return {
    rows: new Map(rows.flatMap(({ programmeKey, channel, ...counts }) => (programmeKey === null ? [] : [[rowKey(programmeKey, channel), counts] as const]))),
    persons: rows.find((row) => row.programmeKey === null)?.due ?? 0,
  };
}

/** The terms a range takes in as a whole, those that lie wholly before its first day, and those that one of its days cuts through. */
function termsIn(db: ReadableDb, schoolId: number, { terms, from, to }: JournalRange): { whole: TermKey[]; earlier: TermKey[]; cut: TermKey[] } {
  const rows = db.all<{ term: TermKey; first: string; last: string }>(
    `SELECT e.term, min(e.on_date) AS first, max(e.on_date) AS last FROM journal_entry e
     WHERE e.school_id = @schoolId AND (@terms IS NULL OR e.term IN (SELECT value FROM json_each(@terms))) GROUP BY e.term`,
    { schoolId, terms: terms === null ? null : JSON.stringify(terms) });
  const found = { whole: [] as TermKey[], earlier: [] as TermKey[], cut: [] as TermKey[] };
  for (const { term, first, last } of rows) {
    if (to !== null && first > to) continue;
    const ends = to === null || last <= to;
    if (ends && (from === null || first >= from)) found.whole.push(term);
    else if (ends && from !== null && last < from) found.earlier.push(term);
    else found.cut.push(term);
  }
  return found;
}
