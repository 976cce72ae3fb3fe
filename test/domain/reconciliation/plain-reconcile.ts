import type { ReturnRow, SentLine } from '#shared/domain/reconciliation/reconcile.ts';
import type { RowBucket } from '#shared/domain/reconciliation/row-bucket.ts';

type Answer = 'paid' | 'failed';
type Rule = 'line_no' | 'account' | 'holder_id' | 'holder_name';

/**
 * The rules of reconciliation a second time, as plainly as they can be said and without any index: every row looks at every line, and the
 * choice of which rows are repeats is made by trying all of them.
 */
export function plainReconcile(lines: readonly SentLine[], rows: readonly ReturnRow[]): { lines: (Answer | 'unanswered')[]; buckets: RowBucket[] } {
  const answers = new Map<SentLine, { result: Answer; rows: ReturnRow[] }>();
  const disputed = new Set<SentLine>();
  const buckets = new Map<ReturnRow, RowBucket>();
  let rest = [...rows];
  for (const rule of ['line_no', 'account', 'holder_id', 'holder_name'] as const) {
    const classes: { lines: SentLine[]; rows: ReturnRow[] }[] = [];
    const later: ReturnRow[] = [];
    for (const row of rest) {
      const found = lines.filter((line) => speaksOf(row, line, rule));
      const fitting = found.filter((line) => row.amountFen === null || row.amountFen === line.amountFen);
      if (found.length === 0 || (rule === 'line_no' && found.length > 1)) later.push(row);
      else if (fitting.length === 0) buckets.set(row, byAmount(found, row));
      else if (new Set(fitting.map((line) => `${line.accountNo}/${line.amountFen}`)).size > 1) buckets.set(row, 'ambiguous');
      else {
        const same = classes.find((each) => each.lines.length === fitting.length && each.lines.every((line) => fitting.includes(line)));
        if (same) same.rows.push(row);
        else classes.push({ lines: fitting, rows: [row] });
      }
    }
    for (const each of classes) answerClass(each.lines, each.rows, answers, disputed, buckets);
    rest = later;
  }
  for (const row of rest) buckets.set(row, 'not_in_batch');
  return { lines: lines.map((line) => line.answer ?? answers.get(line)?.result ?? 'unanswered'), buckets: rows.map((row) => buckets.get(row) as RowBucket) };
}

function speaksOf(row: ReturnRow, line: SentLine, rule: Rule): boolean {
  const masked = row.accountNo.includes('*');
  const [head = '', tail = ''] = [row.accountNo.split('*')[0], row.accountNo.split('*').at(-1)];
  if (masked && !(line.accountNo.startsWith(head) && line.accountNo.endsWith(tail) && head.length + tail.length <= line.accountNo.length)) return false;
  const full = masked ? '' : row.accountNo;
  switch (rule) {
    case 'line_no':
      if (row.lineNo !== line.lineNo) return false;
      if (full !== '') return full === line.accountNo;
      if (row.holderIdNumber !== '' && line.holderIdNumber) return row.holderIdNumber === line.holderIdNumber;
      if (row.holderName !== '') return row.holderName === line.holderName;
      return masked || row.amountFen === line.amountFen;
    case 'account': return full !== '' && full === line.accountNo;
    case 'holder_id': return full === '' && row.holderIdNumber !== '' && row.holderIdNumber === line.holderIdNumber;
    case 'holder_name': return full === '' && row.holderName !== '' && row.holderName === line.holderName;
  }
}

function byAmount(found: readonly SentLine[], row: ReturnRow): RowBucket {
  const signs = new Set(found.map((line) => Math.sign((row.amountFen ?? 0) - line.amountFen)));
  if (signs.size !== 1) return 'ambiguous';
  return signs.has(1) ? 'over' : 'partial';
}

function says(row: ReturnRow): Answer | null {
  return row.result === 'unknown' || (row.result === 'paid' && row.amountFen === null) ? null : row.result;
}

function answerClass(
  lines: SentLine[], rows: ReturnRow[], answers: Map<SentLine, { result: Answer; rows: ReturnRow[] }>, disputed: Set<SentLine>, buckets: Map<ReturnRow, RowBucket>,
): void {
  const loud = rows.filter((row) => says(row) !== null);
  const open = lines.filter((line) => line.answer === null && !answers.has(line) && !disputed.has(line));
  const earlier = lines.flatMap((line) => line.answer ?? []);
  const unheard = loud.map((row) => says(row) as Answer);
  const again = { paid: 0, failed: 0 };
  for (const answer of earlier) {
    const at = unheard.indexOf(answer);
    if (at < 0) continue;
    unheard.splice(at, 1);
    again[answer] += 1;
  }
  const here = lines.flatMap((line) => answers.get(line)?.result ?? []);
  const allAlike = new Set([...loud.map((row) => says(row)), ...earlier, ...here]).size <= 1;
  const choices = lines.some((line) => disputed.has(line)) && loud.length > 0 ? [] : possibleRepeats(unheard, here, open.length, allAlike);
  if (choices.length !== 1) {
    const whose = earlier.length > 0 ? 'contradicts_earlier' : 'contradictory';
    for (const line of lines) {
      for (const row of answers.get(line)?.rows ?? []) buckets.set(row, whose);
      answers.delete(line);
      if (line.answer === null) disputed.add(line);
    }
    for (const row of rows) buckets.set(row, whose);
    return;
  }
  const left = { paid: again.paid + (choices[0]?.paid ?? 0), failed: again.failed + (choices[0]?.failed ?? 0) };
  for (const result of ['paid', 'failed'] as const) {
    for (const row of loud.filter((each) => says(each) === result)) {
      if (left[result] > 0) {
        left[result] -= 1;
        buckets.set(row, 'repeated');
      } else {
        answers.set(open.shift() as SentLine, { result, rows: [row] });
        buckets.set(row, result);
      }
    }
  }
  for (const row of rows.filter((each) => says(each) === null)) buckets.set(row, open.shift() ? 'no_result' : 'repeated');
}

/** Every way to call some rows repeats of known answers so that the others fit the open lines, as counts. */
function possibleRepeats(said: Answer[], known: Answer[], open: number, allAlike: boolean): { paid: number; failed: number }[] {
  const surplus = Math.max(0, said.length - open);
  const found: { paid: number; failed: number }[] = [];
  for (let paid = 0; paid <= surplus; paid += 1) {
    const failed = surplus - paid;
    const enough = paid <= said.filter((each) => each === 'paid').length && failed <= said.filter((each) => each === 'failed').length;
    const covered = paid <= known.filter((each) => each === 'paid').length && failed <= known.filter((each) => each === 'failed').length;
    if (enough && (covered || allAlike)) found.push({ paid, failed });
  }
  return found;
}
