import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { FenProblem } from '#shared/domain/money/parse-fen.ts';
import { parseFen } from '#shared/domain/money/parse-fen.ts';
import type { MappedRow } from '#shared/domain/tabular/mapped-table.ts';
import type { StatementField } from './statement-fields.ts';

/** What 借 means in a file: in finance's ledger of money it is in; on a bank's statement it is out. */
export type DebitMeans = 'in' | 'out';

export type StatementProblem =
  | { readonly code: 'date_missing'; readonly field: StatementField }
  | { readonly code: 'date_unreadable'; readonly field: StatementField; readonly value: string }
  | { readonly code: 'amount_unreadable'; readonly field: StatementField; readonly value: string; readonly problem: FenProblem }
  | { readonly code: 'direction_missing'; readonly field: StatementField; readonly value: string }
  | { readonly code: 'summary_missing'; readonly field: StatementField };

/** One row as read. `counts` is false for opening, sum and carried-page rows, which are no movement. */
export interface StatementRow {
  readonly rowNo: number;
  readonly onDate: IsoDate | null;
  readonly voucher: string;
  readonly summary: string;
  readonly party: string;
  readonly inFen: number;
  readonly outFen: number;
  readonly balanceFen: number | null;
  readonly counts: boolean;
  readonly problems: readonly StatementProblem[];
}

const sumWords = /期初|上年结转|年初余额|承前页|过次页|转下页|本[日月年季]合计|本[月年]累计|本期合计|当前累计|^合\s*计|^累\s*计|^小\s*计|^总\s*计/u;
const amountFields = ['debit', 'credit', 'income', 'expense', 'amount'] as const;

type Row = MappedRow<StatementField>;

export interface StatementReading {
  readonly debitMeans: DebitMeans;
  /** The year of a ledger that gives only 月 and 日. */
  readonly year: number;
}

/** Reads rows in their order: a ledger that writes a day once means it for the rows below. An amount is read exactly or not at all. */
export function readStatement(rows: readonly Row[], reading: StatementReading): StatementRow[] {
  let day: IsoDate | null = null;
  let month = '';
  return rows.map((row) => {
    const dated = readDay(row, { year: reading.year, lastDay: day, lastMonth: month });
    day = dated.onDate;
    month = dated.month;
    return readRow(row, dated, reading);
  });
}

interface Dated {
  readonly onDate: IsoDate | null;
  readonly month: string;
  readonly problem: StatementProblem | null;
}

function readDay(row: Row, { year, lastDay, lastMonth }: { readonly year: number; readonly lastDay: IsoDate | null; readonly lastMonth: string }): Dated {
  const text = row.text('date').normalize('NFKC').trim();
  if (text !== '') {
    const onDate = parseIsoDate(text) ?? parseIsoDate(text.split(/[ T]/u)[0] ?? '') ?? parseIsoDate(text.slice(0, 8));
    return { onDate, month: '', problem: onDate === null ? { code: 'date_unreadable', field: 'date', value: text } : null };
  }
  const monthText = row.text('month').replace(/[^\d]/gu, '') || lastMonth;
  const dayText = row.text('day').replace(/[^\d]/gu, '');
  if (monthText !== '' && dayText !== '') {
    const onDate = parseIsoDate(`${year}-${monthText.padStart(2, '0')}-${dayText.padStart(2, '0')}`);
    return { onDate, month: monthText, problem: onDate === null ? { code: 'date_unreadable', field: 'day', value: `${monthText}-${dayText}` } : null };
  }
  return { onDate: lastDay, month: monthText, problem: lastDay === null ? { code: 'date_missing', field: 'date' } : null };
}

function readRow(row: Row, dated: Dated, { debitMeans }: StatementReading): StatementRow {
  const problems: StatementProblem[] = [];
  const amounts = new Map<StatementField, number>();
  for (const field of [...amountFields, 'balance'] as const) {
    const text = row.text(field);
    if (text === '' || /^[-—－/]+$/u.test(text)) continue;
    const parsed = parseFen(text, row.amountUnit(field));
    if (parsed.ok) amounts.set(field, parsed.fen);
    else problems.push({ code: 'amount_unreadable', field, value: text, problem: parsed.problem });
  }
  const summary = [row.text('summary')].filter(Boolean).join(' ');
  const none = amountFields.every((field) => (amounts.get(field) ?? 0) === 0) && problems.length === 0;
  const counts = !(none || (sumWords.test(summary) || sumWords.test(row.text('voucher')) || sumWords.test(row.text('date'))));
  const base = { rowNo: row.rowNumber, voucher: row.text('voucher'), summary, party: row.text('party'), balanceFen: amounts.get('balance') ?? null, counts };
  if (!counts) return { ...base, onDate: dated.onDate, inFen: 0, outFen: 0, problems: [] };
  const net = netOf(row, amounts, debitMeans);
  if (net === null) problems.push({ code: 'direction_missing', field: 'direction', value: row.text('direction') });
  if (dated.problem) problems.push(dated.problem);
  if (summary === '' && base.party === '' && base.voucher === '') problems.push({ code: 'summary_missing', field: 'summary' });
  return { ...base, onDate: dated.onDate, inFen: net?.inFen ?? 0, outFen: net?.outFen ?? 0, problems };
}

const inWords = /^(?:收|收入|来|来账|转入|存入|C贷)$/u;
const outWords = /^(?:支|支出|付|往|往账|转出|支取)$/u;

/** What came in and went out; a red (negative) amount stays on its side with its sign. Null where an amount says no side. */
function netOf(row: Row, amounts: ReadonlyMap<StatementField, number>, debitMeans: DebitMeans): { readonly inFen: number; readonly outFen: number } | null {
  const [debitIn, debitOut] = debitMeans === 'in' ? [amounts.get('debit') ?? 0, 0] : [0, amounts.get('debit') ?? 0];
  const [creditIn, creditOut] = debitMeans === 'in' ? [0, amounts.get('credit') ?? 0] : [amounts.get('credit') ?? 0, 0];
  const inFen = (amounts.get('income') ?? 0) + debitIn + creditIn;
  const outFen = (amounts.get('expense') ?? 0) + debitOut + creditOut;
  const amount = amounts.get('amount');
  if (inFen !== 0 || outFen !== 0 || amount === undefined) return { inFen, outFen };
  const word = row.text('direction').normalize('NFKC').trim();
  if (inWords.test(word)) return { inFen: amount, outFen: 0 };
  if (outWords.test(word)) return { inFen: 0, outFen: amount };
  if (/^(?:借|D)/iu.test(word)) return debitMeans === 'in' ? { inFen: amount, outFen: 0 } : { inFen: 0, outFen: amount };
  if (/^(?:贷|C)/iu.test(word)) return debitMeans === 'in' ? { inFen: 0, outFen: amount } : { inFen: amount, outFen: 0 };
  // One signed column without a word: minus is out.
  return word === '' && amount < 0 ? { inFen: 0, outFen: 0 - amount } : word === '' ? { inFen: amount, outFen: 0 } : null;
}

/**
 * Whether the balances of a file follow its amounts: `agrees`; `mirrored` when they follow with in and out exchanged, which means 借 and 贷 were
 * understood the wrong way round; `broken` when they follow neither way (rows left out, another order); `unknown` without two balances.
 */
export function checkBalances(rows: readonly StatementRow[]): 'agrees' | 'mirrored' | 'broken' | 'unknown' {
  const kept = rows.filter((row) => row.balanceFen !== null && row.counts);
  if (kept.length < 3) return 'unknown';
  const follows = (sign: 1 | -1, ordered: readonly StatementRow[]): boolean => ordered.slice(1).every((row, index) =>
    Math.abs(row.balanceFen ?? 0) - Math.abs(ordered[index]?.balanceFen ?? 0) === sign * (row.inFen - row.outFen));
  const orders = [kept, kept.toReversed()];
  if (orders.some((ordered) => follows(1, ordered))) return 'agrees';
  return orders.some((ordered) => follows(-1, ordered)) ? 'mirrored' : 'broken';
}

/** Names of rows across files: what a row says, and which of equal rows of its file it is. Two files of one account that overlap name the same rows alike. */
export function statementKeys(rows: readonly StatementRow[]): Map<number, string> {
  const seen = new Map<string, number>();
  return new Map(rows.map((row) => {
    const said = [row.onDate ?? '', row.voucher, row.summary, row.party, row.inFen, row.outFen, row.balanceFen ?? ''].join('|');
    const nth = (seen.get(said) ?? 0) + 1;
    seen.set(said, nth);
    return [row.rowNo, `${said}#${nth}`];
  }));
}
