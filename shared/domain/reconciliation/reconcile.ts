import type { Fen } from '#shared/domain/money/fen.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import type { ReasonKey, ReturnResult, RowResult } from './return-words.ts';
import { differenceBucket } from './row-bucket.ts';
import type { RowBucket } from './row-bucket.ts';
import { unsentFinder } from './unsent-line.ts';

/** One line the bank was given. `answer` is what an earlier return file settled, or null while it waits. */
export interface SentLine {
  readonly lineId: number;
  readonly lineNo: number;
  readonly accountNo: string;
  readonly holderName: string;
  readonly holderIdNumber: string | null;
  readonly amountFen: Fen;
  readonly answer: 'paid' | 'failed' | null;
}

/** One row of a return file as read. What the file does not say is null or ''. */
export interface ReturnRow extends RowResult {
  readonly rowNo: number;
  readonly lineNo: number | null;
  /** Digits, or masked with * by the bank. */
  readonly accountNo: string;
  readonly holderName: string;
  readonly holderIdNumber: string;
  readonly amountFen: Fen | null;
}

/** How a row was recognised: own 序号 that agrees; account and amount; holder's ID and amount; holder's name and amount. */
export type MatchRule = 'line_no' | 'account' | 'holder_id' | 'holder_name';

export interface RowVerdict {
  readonly rowNo: number;
  readonly bucket: RowBucket;
  readonly lineId: number | null;
  readonly rule: MatchRule | null;
}

export interface LineVerdict {
  readonly lineId: number;
  readonly state: 'paid' | 'failed' | 'unanswered';
  /** The row that settled it now; null for lines settled earlier or not at all. */
  readonly rowNo: number | null;
  readonly reasonRaw: string;
  readonly reasonKey: ReasonKey | null;
}

export interface Reconciliation {
  /** One for each row, in the rows' order. */
  readonly rows: readonly RowVerdict[];
  /** One for each line, in the lines' order. */
  readonly lines: readonly LineVerdict[];
}

interface Row { readonly row: ReturnRow; readonly index: number }
interface Group { readonly lines: readonly SentLine[]; readonly rows: Row[] }

/**
 * Sets a bank's return rows against the lines it was given (handbook 4.5). Every row ends in exactly one bucket and every line in exactly
 * one state; the order of rows does not matter; the same rows again change nothing. Equal payments are told apart by counting, so that
 * sixty pupils with the same sum on the same day stay sixty payments: rows without an agreeing 序号 answer one line each, never the same
 * line twice, and only what exceeds the lines of that account and amount is a repeat. A row with a full account number that is not the
 * line's is never matched by name or ID: money that went elsewhere is not ours. Doubt never becomes success.
 * `unsent` are lines that were made and never exported: a row about one of them is told apart from a row about nobody, and settles nothing.
 */
export function reconcile(lines: readonly SentLine[], rows: readonly ReturnRow[], unsent: readonly SentLine[] = []): Reconciliation {
  return new Reconciler(lines, rows).run(unsent);
}

class Reconciler {
  readonly #lines: readonly SentLine[];
  readonly #rows: readonly ReturnRow[];
  readonly #rowVerdicts: RowVerdict[];
  readonly #settled = new Map<number, Row & { readonly result: 'paid' | 'failed'; readonly rule: MatchRule }>();
  /** Lines of which this file says both yes and no. */
  readonly #disputed = new Set<number>();

  constructor(lines: readonly SentLine[], rows: readonly ReturnRow[]) {
    this.#lines = lines;
    this.#rows = rows;
    this.#rowVerdicts = rows.map((row) => ({ rowNo: row.rowNo, bucket: 'not_in_batch', lineId: null, rule: null }));
  }

  run(unsent: readonly SentLine[]): Reconciliation {
    let rest = this.#byLineNo(this.#rows.map((row, index) => ({ row, index })));
    rest = this.#byKey(rest, 'account', (line) => line.accountNo, (row) => fullAccount(row.accountNo));
    rest = this.#byKey(rest, 'holder_id', (line) => line.holderIdNumber ?? '', (row) => (fullAccount(row.accountNo) === '' ? row.holderIdNumber : ''));
    rest = this.#byKey(rest, 'holder_name', (line) => nameKey(line.holderName), (row) => (fullAccount(row.accountNo) === '' ? nameKey(row.holderName) : ''));
    const findUnsent = unsentFinder(unsent);
    for (const entry of rest) {
      const line = findUnsent(entry.row);
      if (line) this.#mark(entry, 'not_exported', line.lineId, line.rule);
    }
    return {
      rows: this.#rowVerdicts,
      lines: this.#lines.map((line) => this.#lineVerdict(line)),
    };
  }

  #lineVerdict(line: SentLine): LineVerdict {
    const settled = this.#settled.get(line.lineId);
    if (settled) {
      const { row, result } = settled;
      return { lineId: line.lineId, state: result, rowNo: row.rowNo, reasonRaw: row.reasonRaw, reasonKey: row.reasonKey };
    }
    return { lineId: line.lineId, state: line.answer ?? 'unanswered', rowNo: null, reasonRaw: '', reasonKey: null };
  }

  /** Rule 1: our own 序号, where the row's account, holder's ID, name or (when it gives nothing else) amount agrees with that line. */
  #byLineNo(rows: readonly Row[]): Row[] {
    if (rows.every(({ row }) => row.lineNo === null)) return [...rows];
    const byNo = groupLines(this.#lines, (line) => String(line.lineNo));
    const claims = new Map<number, { line: SentLine; rows: Row[] }>();
    const rest: Row[] = [];
    for (const entry of rows) {
      const candidates = entry.row.lineNo === null ? undefined : byNo.get(String(entry.row.lineNo));
      const agreeing = candidates?.filter((line) => agrees(line, entry.row)) ?? [];
      const [line] = agreeing;
      if (!line || agreeing.length > 1) { rest.push(entry); continue; }
      const claim = claims.get(line.lineId);
      if (claim) claim.rows.push(entry);
      else claims.set(line.lineId, { line, rows: [entry] });
    }
    for (const { line, rows: claiming } of claims.values()) {
      const fitting = claiming.filter(({ row }) => fitsAmount(row, line.amountFen));
      for (const other of claiming) if (!fitsAmount(other.row, line.amountFen)) this.#mark(other, differenceBucket([line], other.row.amountFen), line.lineId, 'line_no');
      if (fitting.length > 0) this.#answer([line], fitting, 'line_no');
    }
    return rest;
  }

  /** Rules 2 to 4: everyone with this account (ID, name) and this amount, as a group; then rows whose amount fits no line of the key. */
  #byKey(rows: readonly Row[], rule: Exclude<MatchRule, 'line_no'>, keyOfLine: (line: SentLine) => string, keyOfRow: (row: ReturnRow) => string): Row[] {
    const keyed = rows.map((entry) => ({ entry, key: keyOfRow(entry.row) }));
    if (!keyed.some(({ key }) => key !== '')) return [...rows];
    const linesByKey = groupLines(this.#lines, keyOfLine);
    const groups = new Map<number, Group>();
    const rest: Row[] = [];
    for (const { entry, key } of keyed) {
      const { accountNo } = entry.row;
      const known = key === '' ? undefined : linesByKey.get(key);
      const lines = accountNo.includes('*') ? known?.filter((line) => maskAgrees(accountNo, line.accountNo)) : known;
      if (!lines || lines.length === 0) { rest.push(entry); continue; }
      const fitting = entry.row.amountFen === null ? lines : lines.filter((line) => line.amountFen === entry.row.amountFen);
      if (fitting.length === 0) { this.#mark(entry, differenceBucket(lines, entry.row.amountFen), only(lines), rule); continue; }
      if (!areInterchangeable(fitting)) { this.#mark(entry, 'ambiguous', null, rule); continue; }
      // Lines that can't be told apart are always met together, so the first of them names the group.
      const groupKey = (fitting[0] as SentLine).lineId;
      const group = groups.get(groupKey);
      if (group) group.rows.push(entry);
      else groups.set(groupKey, { lines: fitting, rows: [entry] });
    }
    for (const group of groups.values()) this.#answer(group.lines, group.rows, rule);
    return rest;
  }

  /**
   * Lets rows answer lines that nothing in the rows can tell apart. Rows that say again what earlier files said are repeats, so that the same
   * file in another layout changes nothing. Where more rows disagree than lines are open, nobody can know which are true, and none is believed.
   */
  #answer(lines: readonly SentLine[], rows: readonly Row[], rule: MatchRule): void {
    const [line] = lines;
    const [entry] = rows;
    if (line && entry && lines.length === 1 && rows.length === 1 && this.#isOpen(line) && resultOf(entry.row) !== 'unknown') {
      this.#settle(line, entry, rule);
      return;
    }
    const yes = rows.filter(({ row }) => resultOf(row) === 'paid').sort(byContent);
    const no = rows.filter(({ row }) => resultOf(row) === 'failed').sort(byContent);
    const silent = rows.filter(({ row }) => resultOf(row) === 'unknown').sort(byContent);
    const open = lines.filter((line) => this.#isOpen(line));
    const repeats = this.#countRepeats(lines, yes.length, no.length, open.length);
    if (repeats === null) {
      this.#dispute(lines, rows, rule);
      return;
    }
    const fresh = [...yes.slice(0, yes.length - repeats.paid), ...no.slice(0, no.length - repeats.failed)];
    fresh.forEach((entry, position) => this.#settle(open[position] as SentLine, entry, rule));
    this.#markAll([...yes.slice(yes.length - repeats.paid), ...no.slice(no.length - repeats.failed)], 'repeated', only(lines), rule);
    const unspoken = open.slice(fresh.length);
    silent.forEach((entry, position) => this.#mark(entry, unspoken[position] ? 'no_result' : 'repeated', unspoken[position]?.lineId ?? only(lines), rule));
  }

  /**
   * How many yes and how many no only repeat what is known; null when the rows can't all be true, or when it can't be told which of them are
   * the repeats. First what earlier files answered, then, if rows are still too many, what this file's own 序号 rows answered.
   */
  #countRepeats(lines: readonly SentLine[], paid: number, failed: number, open: number): { readonly paid: number; readonly failed: number } | null {
    if (paid + failed > 0 && lines.some((line) => this.#disputed.has(line.lineId))) return null;
    const earlier = count(lines.map((line) => line.answer));
    const again = { paid: Math.min(paid, earlier.paid), failed: Math.min(failed, earlier.failed) };
    const rest = { paid: paid - again.paid, failed: failed - again.failed };
    const surplus = rest.paid + rest.failed - open;
    if (surplus <= 0) return again;
    const here = count(lines.map((line) => this.#settled.get(line.lineId)?.result ?? null));
    if (failed + earlier.failed + here.failed === 0) return { paid: again.paid + surplus, failed: 0 };
    if (paid + earlier.paid + here.paid === 0) return { paid: 0, failed: again.failed + surplus };
    const leastPaid = Math.max(0, surplus - Math.min(rest.failed, here.failed));
    const mostPaid = Math.min(rest.paid, here.paid, surplus);
    return leastPaid === mostPaid ? { paid: again.paid + leastPaid, failed: again.failed + surplus - leastPaid } : null;
  }

  /** The file contradicts itself or what is known: its rows settle nothing, also not what they settled a moment ago. */
  #dispute(lines: readonly SentLine[], rows: readonly Row[], rule: MatchRule): void {
    const bucket = lines.some((line) => line.answer !== null) ? 'contradicts_earlier' : 'contradictory';
    for (const line of lines) {
      const settled = this.#settled.get(line.lineId);
      if (settled) this.#mark(settled, bucket, line.lineId, settled.rule);
      this.#settled.delete(line.lineId);
      if (line.answer === null) this.#disputed.add(line.lineId);
    }
    this.#markAll(rows, bucket, only(lines), rule);
  }

  #isOpen(line: SentLine): boolean {
    return line.answer === null && !this.#settled.has(line.lineId) && !this.#disputed.has(line.lineId);
  }

  #settle(line: SentLine, entry: Row, rule: MatchRule): void {
    const result = resultOf(entry.row) as 'paid' | 'failed';
    this.#settled.set(line.lineId, { ...entry, result, rule });
    this.#mark(entry, result, line.lineId, rule);
  }

  #mark({ row, index }: Row, bucket: RowBucket, lineId: number | null, rule: MatchRule): void {
    this.#rowVerdicts[index] = { rowNo: row.rowNo, bucket, lineId, rule };
  }

  #markAll(rows: readonly Row[], bucket: RowBucket, lineId: number | null, rule: MatchRule): void {
    for (const entry of rows) this.#mark(entry, bucket, lineId, rule);
  }
}

/** A success without an amount is not yet a success of this amount. A refusal needs none. */
function resultOf(row: ReturnRow): ReturnResult {
  return row.result === 'paid' && row.amountFen === null ? 'unknown' : row.result;
}

function fitsAmount(row: ReturnRow, amountFen: Fen): boolean {
  return row.amountFen === null || row.amountFen === amountFen;
}

/** Lines of one account and one amount are one to the bank. Lines of several accounts are different families: never guess between them. */
function areInterchangeable(lines: readonly SentLine[]): boolean {
  const [first] = lines;
  return lines.every((line) => line.accountNo === first?.accountNo && line.amountFen === first.amountFen);
}

/** Whether a row that carries our 序号 is really about that line. A full account that differs settles it; then ID, then name, then amount. */
function agrees(line: SentLine, row: ReturnRow): boolean {
  const account = fullAccount(row.accountNo);
  if (account !== '') return account === line.accountNo;
  if (!maskAgrees(row.accountNo, line.accountNo)) return false;
  if (row.holderIdNumber !== '' && line.holderIdNumber) return row.holderIdNumber === line.holderIdNumber;
  if (row.holderName !== '') return nameKey(row.holderName) === nameKey(line.holderName);
  return row.accountNo !== '' || (row.amountFen !== null && row.amountFen === line.amountFen);
}

function fullAccount(accountNo: string): string {
  return accountNo.includes('*') ? '' : accountNo;
}

/** True unless the bank's masked number (621700****0129) can't be this account. */
function maskAgrees(masked: string, accountNo: string): boolean {
  if (!masked.includes('*')) return true;
  const head = masked.slice(0, masked.indexOf('*'));
  const tail = masked.slice(masked.lastIndexOf('*') + 1);
  return head.length + tail.length <= accountNo.length && accountNo.startsWith(head) && accountNo.endsWith(tail);
}

function groupLines(lines: readonly SentLine[], keyOf: (line: SentLine) => string): ReadonlyMap<string, SentLine[]> {
  const groups = new Map<string, SentLine[]>();
  for (const line of lines) {
    const key = keyOf(line);
    if (key === '') continue;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return groups;
}

/** An order by what rows say, so that shuffled rows settle the same lines in the same way; a row that says more goes first. */
function byContent({ row: a }: Row, { row: b }: Row): number {
  return Number(a.amountFen === null) - Number(b.amountFen === null)
    || compareText(a.reasonKey ?? '', b.reasonKey ?? '') || compareText(a.reasonRaw, b.reasonRaw)
    || (a.lineNo ?? 0) - (b.lineNo ?? 0) || compareText(b.accountNo, a.accountNo)
    || compareText(b.holderName, a.holderName) || compareText(b.holderIdNumber, a.holderIdNumber) || a.rowNo - b.rowNo;
}

function count(results: readonly (string | null)[]): { readonly paid: number; readonly failed: number } {
  return { paid: results.filter((result) => result === 'paid').length, failed: results.filter((result) => result === 'failed').length };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function only(lines: readonly SentLine[]): number | null {
  return lines.length === 1 ? (lines[0]?.lineId ?? null) : null;
}
