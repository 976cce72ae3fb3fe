import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compareLists, decisionsFor, listChanges } from '#shared/domain/matching/list-change.ts';
import type { ComparedRow, ListChange } from '#shared/domain/matching/list-change.ts';

const row = (rowId: number, studentIds: readonly number[], riskCleared: ComparedRow['riskCleared'] = 'unknown', groupKey = 'monitored_unstable'): ComparedRow =>
  ({ rowId, bucket: 'matched', riskCleared, pupils: studentIds.map((studentId) => ({ studentId, groupKey })) });

/** Few pupils, groups and rows, so that everything collides with everything; row ids of the two lists never meet. */
const rowsFrom = (firstId: number): fc.Arbitrary<ComparedRow[]> => fc.array(fc.record({
  bucket: fc.constantFrom<ComparedRow['bucket'][]>('matched', 'matched', 'matched', 'needs_decision', 'not_ours'),
  riskCleared: fc.constantFrom<ComparedRow['riskCleared'][]>('yes', 'no', 'unknown'),
  pupils: fc.array(fc.record({ studentId: fc.integer({ min: 1, max: 4 }), groupKey: fc.constantFrom('a', 'b') }), { maxLength: 3 }),
}), { maxLength: 8 }).map((rows) => rows.map((one, index) => ({ ...one, rowId: firstId + index, pupils: one.bucket === 'matched' ? one.pupils : [] })));

/** The same once more, and plainly: pupil by pupil, group by group, looking through everything. */
function changeSlowly(previous: readonly ComparedRow[], next: readonly ComparedRow[], studentId: number, groupKey: string): ListChange | null {
  const says = (rows: readonly ComparedRow[]): ComparedRow[] => rows.filter((one) => one.bucket === 'matched' && one.pupils.some((pupil) => pupil.studentId === studentId && pupil.groupKey === groupKey));
  const [old, now] = [says(previous), says(next)];
  if (old.length + now.length === 0) return null;
  if (old.length === 0) return 'gained';
  if (now.length === 0) return 'lost';
  const cleared = (rows: readonly ComparedRow[]): boolean => rows.every((one) => one.riskCleared !== 'no') && rows.some((one) => one.riskCleared === 'yes');
  return cleared(now) && !cleared(old) ? 'risk_removed' : 'unchanged';
}

describe('two lists of one department', () => {
  it('put every row of both in exactly one place and every pupil’s group in exactly one line', () => {
    fc.assert(fc.property(rowsFrom(1), rowsFrom(100), (previous, next) => {
      const { lines, previousRows, nextRows } = compareLists(previous, next);
      expect([...previousRows.keys()]).toEqual(previous.map((one) => one.rowId));
      expect([...nextRows.keys()]).toEqual(next.map((one) => one.rowId));
      const keys = lines.map((line) => `${line.studentId} ${line.groupKey}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (let studentId = 1; studentId <= 4; studentId += 1) {
        for (const groupKey of ['a', 'b']) {
          const line = lines.find((one) => one.studentId === studentId && one.groupKey === groupKey);
          expect(line?.change ?? null).toBe(changeSlowly(previous, next, studentId, groupKey));
        }
      }
      // Every row that stands for pupils is named by their lines, and no line names a row that doesn't stand for its pupil.
      for (const one of [...previous, ...next]) {
        const named = lines.filter((line) => [...line.previousRows, ...line.nextRows].includes(one.rowId)).map((line) => `${line.studentId} ${line.groupKey}`).toSorted();
        expect(named).toEqual([...new Set(one.pupils.map((pupil) => `${pupil.studentId} ${pupil.groupKey}`))].toSorted());
      }
      const places = [...previousRows.values(), ...nextRows.values()];
      expect(places.filter((place) => place === 'waiting')).toHaveLength([...previous, ...next].filter((one) => one.bucket === 'needs_decision').length);
    }));
  });

  it('do not depend on the order of their rows', () => {
    fc.assert(fc.property(rowsFrom(1), rowsFrom(100), (previous, next) => {
      const shown = (comparison: ReturnType<typeof compareLists>): string[] => comparison.lines.map((line) => `${line.studentId} ${line.groupKey} ${line.change} ${line.riskCleared}`).toSorted();
      expect(shown(compareLists(previous.toReversed(), next.toReversed()))).toEqual(shown(compareLists(previous, next)));
    }));
  });

  it('compared with itself has nothing gained and nothing lost', () => {
    fc.assert(fc.property(rowsFrom(1), (list) => {
      expect(compareLists(list, list.map((one) => ({ ...one, rowId: one.rowId + 100 }))).lines.filter((line) => line.change !== 'unchanged')).toEqual([]);
    }));
  });

  test.each<[string, ComparedRow[], ComparedRow[], Record<number, ListChange>]>([
    ['nobody before: everyone is new', [], [row(100, [1, 2])], { 1: 'gained', 2: 'gained' }],
    ['a brother came, a sister stayed', [row(1, [1])], [row(100, [1, 2])], { 1: 'unchanged', 2: 'gained' }],
    ['the household is off the list', [row(1, [1, 2])], [], { 1: 'lost', 2: 'lost' }],
    ['the risk was cleared since', [row(1, [1], 'no')], [row(100, [1], 'yes')], { 1: 'risk_removed' }],
    ['it was cleared before already', [row(1, [1], 'yes')], [row(100, [1], 'yes')], { 1: 'unchanged' }],
    ['one row of two is not cleared', [row(1, [1], 'no')], [row(100, [1], 'yes'), row(101, [1], 'no')], { 1: 'unchanged' }],
    ['new and cleared already is new: nobody has looked', [], [row(100, [1], 'yes')], { 1: 'gained' }],
  ])('%s', (_name, previous, next, changes) => {
    expect(Object.fromEntries(compareLists(previous, next).lines.map((line) => [line.studentId, line.change]))).toEqual(changes);
  });

  it('a group that became another is lost and gained', () => {
    const { lines, nextRows } = compareLists([row(1, [1], 'no', 'monitored_unstable')], [row(100, [1], 'no', 'out_of_poverty_household')]);
    expect(lines.map((line) => [line.groupKey, line.change])).toEqual([['out_of_poverty_household', 'gained'], ['monitored_unstable', 'lost']]);
    expect(nextRows.get(100)).toBe('gained');
  });

  it('a row that waits is never counted as lost or gained', () => {
    const { lines, nextRows } = compareLists([], [{ rowId: 100, bucket: 'needs_decision', riskCleared: 'unknown', pupils: [] }]);
    expect([lines, nextRows.get(100)]).toEqual([[], 'waiting']);
  });
});

test('what changed asks for a decision of its own, what did not for none', () => {
  expect(listChanges.map((change) => [change, decisionsFor(change)])).toEqual([['gained', ['add', 'not_add']], ['lost', ['keep', 'end']], ['risk_removed', ['keep', 'end']], ['unchanged', []]]);
});
