import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen } from '#shared/domain/money/fen.ts';
import { totalBuckets } from '#shared/domain/reconciliation/outcome-difference.ts';
import { reconcile } from '#shared/domain/reconciliation/reconcile.ts';
import { rowBuckets } from '#shared/domain/reconciliation/row-bucket.ts';
import type { ReturnRow, SentLine } from '#shared/domain/reconciliation/reconcile.ts';
import type { ReasonKey } from '#shared/domain/reconciliation/return-words.ts';
import { plainReconcile } from './plain-reconcile.ts';

const names = ['李建国', '王芳', '张伟', '陈桂兰'];
const amounts = [31250, 62500, 37500];

/** Small pools on purpose: siblings on one account, families of one name, equal sums and repeats must come up all the time. */
const lineSeeds = fc.array(fc.record({
  account: fc.integer({ min: 0, max: 5 }), name: fc.integer({ min: 0, max: 3 }), amount: fc.integer({ min: 0, max: 2 }),
  hasId: fc.boolean(), answer: fc.constantFrom('paid', 'failed', null, null, null),
}), { minLength: 1, maxLength: 10 });

const rowSeeds = fc.array(fc.record({
  of: fc.nat(), keepNo: fc.boolean(), account: fc.constantFrom('full', 'masked', 'none', 'strange'), keepName: fc.boolean(), keepId: fc.boolean(),
  amount: fc.constantFrom('same', 'same', 'same', 'other', 'none'), result: fc.constantFrom('paid', 'paid', 'failed', 'unknown'),
  no: fc.constantFrom('own', 'wrong'), reason: fc.constantFrom('', '户名不符', '销户'),
}), { maxLength: 14 });

function linesOf(seeds: readonly { account: number; name: number; amount: number; hasId: boolean; answer: string | null }[]): SentLine[] {
  return seeds.map((seed, index) => ({
    lineId: index + 1, lineNo: index + 1, accountNo: `62170000000000000${seed.account}1`, holderName: names[seed.name] ?? '',
    holderIdNumber: seed.hasId ? `99999919850615300${seed.name}` : null, amountFen: fen(amounts[seed.amount] ?? 1), answer: seed.answer as SentLine['answer'],
  }));
}

function rowsOf(lines: readonly SentLine[], seeds: readonly { of: number; keepNo: boolean; account: string; keepName: boolean; keepId: boolean; amount: string; result: string; no: string; reason: string }[]): ReturnRow[] {
  const accounts = (kind: string, accountNo: string): string => ({ full: accountNo, masked: `6217****${accountNo.slice(-2)}`, none: '', strange: '6217009999999999999' })[kind] ?? '';
  return seeds.map((seed, index) => {
    const line = lines[seed.of % lines.length] as SentLine;
    return {
      rowNo: index + 2, lineNo: seed.keepNo ? line.lineNo + (seed.no === 'wrong' ? 1 : 0) : null, accountNo: accounts(seed.account, line.accountNo),
      holderName: seed.keepName ? line.holderName : '', holderIdNumber: seed.keepId ? (line.holderIdNumber ?? '') : '',
      amountFen: seed.amount === 'none' ? null : fen(line.amountFen + (seed.amount === 'other' ? 100 : 0)),
      result: seed.result as ReturnRow['result'], reasonRaw: seed.reason, reasonKey: (seed.reason === '' ? null : 'other') as ReasonKey | null,
    };
  });
}

const world = fc.record({ lineSeeds, rowSeeds }).map((seeds) => {
  const lines = linesOf(seeds.lineSeeds);
  return { lines, rows: rowsOf(lines, seeds.rowSeeds) };
});

function contentOf(row: ReturnRow): string {
  return JSON.stringify({ ...row, rowNo: 0 });
}

describe('reconciliation is a partition', () => {
  it('puts every row in exactly one bucket and every line in exactly one state, and the sums equal the file', () => {
    fc.assert(fc.property(world, ({ lines, rows }) => {
      const verdict = reconcile(lines, rows);
      expect(verdict.rows.map((each) => each.rowNo)).toEqual(rows.map((each) => each.rowNo));
      for (const each of verdict.rows) expect(rowBuckets).toContain(each.bucket);
      expect(verdict.lines.map((each) => each.lineId)).toEqual(lines.map((each) => each.lineId));
      for (const each of verdict.lines) expect(['paid', 'failed', 'unanswered']).toContain(each.state);
      const totals = totalBuckets(rows, verdict);
      expect(totals.reduce((sum, each) => sum + each.count, 0)).toBe(rows.length);
      expect(totals.reduce((sum, each) => sum + each.sumFen, 0)).toBe(rows.reduce((sum, each) => sum + (each.amountFen ?? 0), 0));
    }), { numRuns: 500 });
  });

  it('lets each paid or failed row settle exactly one open line, of its amount and with its result', () => {
    fc.assert(fc.property(world, ({ lines, rows }) => {
      const verdict = reconcile(lines, rows);
      const settling = verdict.rows.filter((each) => each.bucket === 'paid' || each.bucket === 'failed');
      expect(new Set(settling.map((each) => each.lineId)).size).toBe(settling.length);
      for (const each of settling) {
        const line = lines.find((one) => one.lineId === each.lineId);
        const row = rows.find((one) => one.rowNo === each.rowNo);
        expect(line?.answer).toBeNull();
        expect(row?.result).toBe(each.bucket);
        if (row?.amountFen !== null) expect(row?.amountFen).toBe(line?.amountFen);
        expect(verdict.lines.find((one) => one.lineId === each.lineId)).toMatchObject({ state: each.bucket, rowNo: each.rowNo });
      }
      const moved = verdict.lines.filter((each) => each.rowNo !== null);
      expect(moved.length).toBe(settling.length);
      for (const each of verdict.lines) {
        const before = lines.find((one) => one.lineId === each.lineId)?.answer;
        if (before) expect(each.state).toBe(before);
      }
    }), { numRuns: 500 });
  });

  it('equals a second, plain implementation', () => {
    fc.assert(fc.property(world, ({ lines, rows }) => {
      const verdict = reconcile(lines, rows);
      const plain = plainReconcile(lines, rows);
      expect(verdict.lines.map((each) => each.state)).toEqual(plain.lines);
      const tally = (buckets: readonly string[]): string[] => buckets.map((bucket, index) => {
        const row = rows[index] as ReturnRow;
        return `${bucket} ${row.amountFen === null && row.result === 'paid' ? 'unknown' : row.result}`;
      }).sort();
      expect(tally(verdict.rows.map((each) => each.bucket))).toEqual(tally(plain.buckets));
    }), { numRuns: 2000 });
  });
});

describe('order, parts and repetition do not matter', () => {
  it('gives shuffled rows the same line states and the same buckets', () => {
    fc.assert(fc.property(world.chain(({ lines, rows }) => fc.record({ lines: fc.constant(lines), rows: fc.constant(rows), shuffled: fc.shuffledSubarray(rows, { minLength: rows.length }) })),
      ({ lines, rows, shuffled }) => {
        const [a, b] = [reconcile(lines, rows), reconcile(lines, shuffled)];
        expect(b.lines.map((each) => [each.state, each.reasonRaw])).toEqual(a.lines.map((each) => [each.state, each.reasonRaw]));
        const tally = (list: readonly ReturnRow[], verdict: typeof a): string[] => list.map((row, index) => `${verdict.rows[index]?.bucket} ${contentOf(row)}`).sort();
        expect(tally(shuffled, b)).toEqual(tally(rows, a));
      }), { numRuns: 500 });
  });

  it('twice is once: the same rows again change no line', () => {
    fc.assert(fc.property(world, ({ lines, rows }) => {
      const first = reconcile(lines, rows);
      const after = settle(lines, rows);
      const second = reconcile(after, rows);
      expect(second.lines.map((each) => each.state)).toEqual(first.lines.map((each) => each.state));
      expect(second.rows.filter((each) => each.bucket === 'paid' || each.bucket === 'failed')).toEqual([]);
    }), { numRuns: 1000 });
  });

  it('a file in parts is the whole file, as long as it nowhere contradicts itself and its lines can be told apart', () => {
    fc.assert(fc.property(world, fc.nat(), ({ lines, rows }, cut) => {
      fc.pre(!reconcile(lines, rows).rows.some((each) => each.bucket.startsWith('contradict')));
      fc.pre(new Set(lines.map((line) => `${line.accountNo} ${line.amountFen}`)).size === lines.length);
      const at = cut % (rows.length + 1);
      expect(settle(settle(lines, rows.slice(0, at)), rows.slice(at))).toEqual(settle(lines, rows));
    }), { numRuns: 500 });
  });

  it('files in any order, however the rows lie in them, end as one whole file, as long as nothing contradicts', () => {
    fc.assert(fc.property(world.chain(({ lines, rows }) => fc.record({
      lines: fc.constant(lines), rows: fc.constant(rows), shuffled: fc.shuffledSubarray(rows, { minLength: rows.length }), cuts: fc.array(fc.nat({ max: Math.max(rows.length, 1) }), { maxLength: 4 }),
    })), ({ lines, rows, shuffled, cuts }) => {
      fc.pre(!reconcile(lines, rows).rows.some((each) => each.bucket.startsWith('contradict')));
      fc.pre(new Set(lines.map((line) => `${line.accountNo} ${line.amountFen}`)).size === lines.length);
      const bounds = [0, ...cuts.toSorted((a, b) => a - b), shuffled.length];
      const files = bounds.slice(1).map((end, index) => shuffled.slice(bounds[index], end));
      expect(files.reduce((known, file) => settle(known, file), lines)).toEqual(settle(lines, rows));
      expect(files.toReversed().reduce((known, file) => settle(known, file), lines)).toEqual(settle(lines, rows));
    }), { numRuns: 2000 });
  });

  it('rows of payments never exported are told apart, settle nothing, and leave every other row where it was', () => {
    fc.assert(fc.property(world, lineSeeds, ({ lines, rows }, seeds) => {
      const unsent = linesOf(seeds).map((line) => ({ ...line, lineId: line.lineId + 1000, answer: null }));
      const [without, beside] = [reconcile(lines, rows), reconcile(lines, rows, unsent)];
      expect(beside.lines).toEqual(without.lines);
      beside.rows.forEach((each, index) => {
        if (each.bucket === 'not_exported') expect([without.rows[index]?.bucket, (each.lineId ?? 0) > 1000]).toEqual(['not_in_batch', true]);
        else expect(each).toEqual(without.rows[index]);
      });
      expect(totalBuckets(rows, beside).reduce((sum, each) => sum + each.sumFen, 0)).toBe(rows.reduce((sum, each) => sum + (each.amountFen ?? 0), 0));
    }), { numRuns: 500 });
  });

  it('parts never answer more than the whole, even where brothers\' equal payments can\'t be told apart', () => {
    fc.assert(fc.property(world, fc.nat(), ({ lines, rows }, cut) => {
      fc.pre(!reconcile(lines, rows).rows.some((each) => each.bucket.startsWith('contradict')));
      const at = cut % (rows.length + 1);
      const answered = (list: readonly SentLine[]): number => list.filter((line) => line.answer !== null).length;
      expect(answered(settle(settle(lines, rows.slice(0, at)), rows.slice(at)))).toBeLessThanOrEqual(answered(settle(lines, rows)));
    }), { numRuns: 500 });
  });
});

/** The lines as they stand after a file. */
function settle(lines: readonly SentLine[], rows: readonly ReturnRow[]): SentLine[] {
  const verdict = reconcile(lines, rows);
  return lines.map((line, index) => {
    const state = verdict.lines[index]?.state;
    return { ...line, answer: state === 'paid' || state === 'failed' ? state : null };
  });
}

describe('speed', () => {
  it('settles 100,000 rows well under two seconds', () => {
    const lines = Array.from({ length: 100_000 }, (_, index): SentLine => ({
      lineId: index, lineNo: index + 1, accountNo: `6217${String(index).padStart(15, '0')}`, holderName: `户${index}`, holderIdNumber: null, amountFen: fen(31250), answer: null,
    }));
    const rows = lines.map((line, index): ReturnRow => ({
      rowNo: index + 2, lineNo: index % 2 === 0 ? line.lineNo : null, accountNo: line.accountNo, holderName: line.holderName, holderIdNumber: '', amountFen: line.amountFen,
      result: index % 10 === 0 ? 'failed' : 'paid', reasonRaw: '', reasonKey: null,
    })).toReversed();
    const start = performance.now();
    const verdict = reconcile(lines, rows);
    expect(verdict.lines.every((each) => each.state !== 'unanswered')).toBe(true);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
