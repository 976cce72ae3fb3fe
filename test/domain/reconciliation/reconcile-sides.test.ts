import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, isoDate } from '#shared/domain/calendar/iso-date.ts';
import { reconcileList } from '#shared/domain/reconciliation/reconcile-list.ts';
import type { ListItem } from '#shared/domain/reconciliation/reconcile-list.ts';
import { reconcileSides } from '#shared/domain/reconciliation/reconcile-sides.ts';
import type { SideItem, SidesReconciled } from '#shared/domain/reconciliation/side-item.ts';
import { totalsOfSides } from '#shared/domain/reconciliation/side-item.ts';

const seed = 20_261_130;
const item = (key: string, day: string, fen: number, more: Partial<SideItem> = {}): SideItem => ({ key, onDate: isoDate(day), fen, names: [], refs: [], text: '', group: '', undoes: '', ...more });
const shape = (found: SidesReconciled) => ({
  matches: found.matches.map((match) => [match.rule, match.left.map((one) => one.key).toSorted(), match.right.map((one) => one.key).toSorted()]).toSorted(),
  differing: found.differing.map((one) => [one.left.map((line) => line.key), one.right.map((line) => line.key)]), left: found.leftOnly.map((one) => one.key).toSorted(), right: found.rightOnly.map((one) => one.key).toSorted(),
});

const words = ['发放生活补助 第20251020-1批', '冲销 记-3', '拨入助学金 云财教〔2025〕9号', '手续费', ''];
const side = (prefix: string) => fc.array(fc.record({
  day: fc.nat(40), fen: fc.constantFrom(62_500, 62_500, -62_500, 125_000, -125_000, -312_500, 7), name: fc.constantFrom('', '甲', '乙', '丙'), ref: fc.constantFrom('', '20251020-1', '云财教〔2025〕9号'),
  text: fc.constantFrom(...words), group: fc.constantFrom('', 'b1', 'b2'), undo: fc.nat(30),
}), { maxLength: 30 }).map((rows) => rows.map((row, index): SideItem => ({
  key: `${prefix}${index}`, onDate: addDays(isoDate('2025-10-01'), row.day), fen: row.fen, names: row.name === '' ? [] : [row.name], refs: row.ref === '' ? [] : [row.ref], text: row.text, group: row.group,
  undoes: row.undo < index && row.undo % 5 === 0 ? `${prefix}${row.undo}` : '',
})));

describe('two sides of the same money', () => {
  test('every line is in exactly one bucket and the sums tie', () => {
    fc.assert(fc.property(side('L'), side('R'), fc.nat(10), (left, right, windowDays) => {
      const found = reconcileSides(left, right, { windowDays });
      const keys = (lists: readonly (readonly SideItem[])[]): string[] => lists.flat().map((one) => one.key).toSorted();
      expect(keys([...found.matches.map((one) => one.left), ...found.differing.map((one) => one.left), found.leftOnly])).toEqual(left.map((one) => one.key).toSorted());
      expect(keys([...found.matches.map((one) => one.right), ...found.differing.map((one) => one.right), found.rightOnly])).toEqual(right.map((one) => one.key).toSorted());
      const totals = totalsOfSides(found);
      expect(totals.leftFen).toBe(left.reduce((sum, one) => sum + one.fen, 0));
      expect(totals.rightFen).toBe(right.reduce((sum, one) => sum + one.fen, 0));
      expect(totals.leftFen - totals.rightFen).toBe(totals.differenceFen);
      for (const { left: mine, right: theirs, rule } of found.matches) {
        const sum = (lines: readonly SideItem[]): number => lines.reduce((total, one) => total + one.fen, 0);
        expect(sum(mine)).toBe(sum(theirs));
        if (rule === 'exact' || rule === 'near' || rule === 'name') expect([mine.length, theirs.length]).toEqual([1, 1]);
      }
    }), { numRuns: 2000, seed });
  });

  test('the order of lines makes no difference', () => {
    fc.assert(fc.property(side('L'), side('R'), fc.nat(10), fc.integer(), (left, right, windowDays, by) => {
      const shuffled = <Of>(list: readonly Of[]): Of[] => list.map((one, index) => ({ one, at: Math.imul(index + 1, by | 1) % 101 })).toSorted((a, b) => a.at - b.at).map(({ one }) => one);
      expect(shape(reconcileSides(shuffled(left), shuffled(right), { windowDays }))).toEqual(shape(reconcileSides(left, right, { windowDays })));
    }), { numRuns: 500, seed });
  });

  test('equal sides match wholly; a side against nothing is all left over', () => {
    fc.assert(fc.property(side('L'), (left) => {
      const plain = left.map((one) => ({ ...one, undoes: '', text: '' }));
      const twin = reconcileSides(plain, plain.map((one) => ({ ...one, key: `R${one.key}` })), { windowDays: 0 });
      expect([twin.leftOnly, twin.rightOnly, twin.differing]).toEqual([[], [], []]);
      expect(reconcileSides(plain, [], { windowDays: 3 }).leftOnly).toHaveLength(plain.length);
    }), { numRuns: 300, seed });
  });

  test.each<[string, SideItem[], SideItem[], unknown]>([
    ['one entry for a whole batch', [item('a', '2025-10-20', -62_500, { group: 'b' }), item('b', '2025-10-20', -62_500, { group: 'b' }), item('c', '2025-10-21', -31_250, { group: 'b' })], [item('x', '2025-10-22', -156_250)], { matches: [['sum', ['a', 'b', 'c'], ['x']]], left: [], right: [] }],
    ['each day of a batch by itself', [item('a', '2025-10-20', -62_500, { group: 'b' }), item('c', '2025-11-05', -31_250, { group: 'b' })], [item('x', '2025-11-05', -31_250), item('y', '2025-10-20', -62_500)], { matches: [['exact', ['a'], ['y']], ['exact', ['c'], ['x']]], left: [], right: [] }],
    ['one batch paid out pupil by pupil', [item('a', '2025-10-20', -125_000, { group: 'b' })], [item('x', '2025-10-20', -62_500, { text: '代发 1' }), item('y', '2025-10-20', -62_500, { text: '代发 2' })], { matches: [['sum', ['a'], ['x', 'y']]], left: [], right: [] }],
    ['booked some days later', [item('a', '2025-10-15', 400_000)], [item('x', '2025-10-18', 400_000)], { matches: [['near', ['a'], ['x']]], left: [], right: [] }],
    ['too many days later', [item('a', '2025-10-01', 400_000)], [item('x', '2025-10-18', 400_000)], { matches: [], left: ['a'], right: ['x'] }],
    ['the nearest of two equal ones', [item('a', '2025-10-15', 400_000), item('b', '2025-10-18', 400_000)], [item('x', '2025-10-19', 400_000), item('y', '2025-10-16', 400_000)], { matches: [['near', ['a'], ['y']], ['near', ['b'], ['x']]], left: [], right: [] }],
    ['a document quoted, whatever the day', [item('a', '2025-09-01', 400_000, { refs: ['云财教〔2025〕9号'] })], [item('x', '2025-12-18', 400_000, { text: '收云财教[2025]9号助学金' })], { matches: [['ref', ['a'], ['x']]], left: [], right: [] }],
    ['a reversal and what it takes back', [item('a', '2025-10-15', 12_345), item('b', '2025-10-16', -12_345, { undoes: 'a' })], [], { matches: [['reversed', ['a', 'b'], []]], left: [], right: [] }],
    ['a red entry of finance', [], [item('x', '2025-10-15', -62_500, { text: '发补助' }), item('y', '2025-10-20', 62_500, { text: '红字冲销上笔' })], { matches: [['reversed', [], ['x', 'y']]], left: [], right: [] }],
    ['two persons of the same amount are not each other', [item('a', '2025-10-20', -62_500, { names: ['李吉祥'] })], [item('x', '2025-10-20', -62_500, { names: ['吴燕'] })], { matches: [], left: ['a'], right: ['x'] }],
    ['the same person with another amount', [item('a', '2025-10-20', -62_500, { names: ['李吉祥'] })], [item('x', '2025-10-20', -31_250, { names: ['李吉祥'] })], { differing: [[['a'], ['x']]], left: [], right: [] }],
    ['in is never out', [item('a', '2025-10-20', 62_500)], [item('x', '2025-10-20', -62_500)], { matches: [], left: ['a'], right: ['x'] }],
  ])('%s', (_, left, right, wanted) => {
    expect(shape(reconcileSides(left, right, { windowDays: 7 }))).toMatchObject(wanted as object);
  });

  test('a person’s word counts where the sums are equal, and nowhere else', () => {
    const [left, right] = [[item('a', '2025-01-01', 5), item('b', '2025-03-01', 7)], [item('x', '2025-09-01', 12), item('y', '2025-12-01', 99)]];
    expect(shape(reconcileSides(left, right, { windowDays: 1, byHand: [{ left: ['a', 'b'], right: ['x'] }] }))).toMatchObject({ matches: [['by_hand', ['a', 'b'], ['x']]], right: ['y'] });
    expect(shape(reconcileSides(left, right, { windowDays: 1, byHand: [{ left: ['a', 'b'], right: ['y'] }, { left: ['gone'], right: [] }] }))).toMatchObject({ matches: [] });
  });

  test('ten thousand equal payments are paired one to one, at once', () => {
    const lines = (prefix: string): SideItem[] => Array.from({ length: 10_000 }, (_, index) => item(`${prefix}${index}`, '2025-10-20', -62_500));
    const found = reconcileSides(lines('L'), lines('R').slice(0, 9999), { windowDays: 7 });
    expect([found.leftOnly.length, found.rightOnly.length]).toEqual([1, 0]);
  }, 10_000);
});

describe('the system’s list and the ledger', () => {
  const listed = fc.array(fc.record({ who: fc.constantFrom('', '1@a', '2@a', '2@b', '3@a'), fen: fc.constantFrom(62_500, 31_250), unpriced: fc.boolean() }), { maxLength: 12 });
  const items = (prefix: string, rows: readonly { who: string; fen: number; unpriced: boolean }[]): ListItem[] => rows.map((row, index) => ({ ...item(`${prefix}${index}`, '2025-10-20', row.unpriced ? 0 : row.fen), who: row.who, unpriced: row.unpriced }));

  test('every row is in exactly one bucket and the sums tie', () => {
    fc.assert(fc.property(listed, listed, (one, other) => {
      const [left, right] = [items('L', one), items('R', other.map((row) => ({ ...row, unpriced: false })))];
      const found = reconcileList(left, right);
      const all = (side: 'left' | 'right'): string[] => [...found.matches.flatMap((match) => match[side]), ...found.unpriced.flatMap((match) => match[side]), ...found.differing.flatMap((match) => match[side]), ...(side === 'left' ? found.leftOnly : found.rightOnly)].map((line) => line.key).toSorted();
      expect(all('left')).toEqual(left.map((line) => line.key).toSorted());
      expect(all('right')).toEqual(right.map((line) => line.key).toSorted());
      for (const match of found.matches) expect(match.left.reduce((sum, line) => sum + line.fen, 0)).toBe(match.right.reduce((sum, line) => sum + line.fen, 0));
    }), { numRuns: 1000, seed });
  });

  test('a pupil listed twice is an amount too high, not a lost line', () => {
    const found = reconcileList(items('L', [{ who: '1@a', fen: 62_500, unpriced: false }, { who: '1@a', fen: 62_500, unpriced: false }, { who: '', fen: 1, unpriced: false }]), items('R', [{ who: '1@a', fen: 62_500, unpriced: false }]));
    expect([found.differing.length, found.leftOnly.length, found.rightOnly.length]).toEqual([1, 1, 0]);
  });
});
