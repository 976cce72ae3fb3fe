import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ComparedElement } from '#shared/domain/comparison/set-difference.ts';
import { compareSets, pairKey } from '#shared/domain/comparison/set-difference.ts';
import { compareWithSystem, countDifferences, formatRate } from '#shared/domain/comparison/three-zero-errors.ts';

function pupil(n: number, more: Partial<ComparedElement> = {}): ComparedElement {
  return {
    ref: n, part: '', name: `学生${n}`, nameKey: `学生${n}`, idNumber: `99999920150101${String(n).padStart(4, '0')}`, registryNo: '', birthDate: '2015-01-01',
    className: '四年级(1)班', attributes: {}, ...more,
  };
}
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const nothing = { systemRoster: null, ownRoster: [], ownHardship: [], systemHardship: null, systemAid: null, paid: [], paidByHand: [], fundedProgrammes: [] };

test('worked example: A 500, B 502, three left and five new: Z1 = 8 although the counts differ by 2', () => {
  const systemRoster = range(0, 500).map((n) => pupil(n));
  const ownRoster = range(3, 505).map((n) => pupil(n));
  const difference = compareWithSystem({ ...nothing, systemRoster, ownRoster }).zero.Z1!;
  expect([difference.leftOnly.length, difference.rightOnly.length, countDifferences(difference)]).toEqual([3, 5, 8]);
  expect(difference.leftOnly.map((one) => one.element.name)).toEqual(['学生0', '学生1', '学生2']);
});

test('worked example: F 120 lines, E 119, one with another amount and one in F only: Z3 = 2', () => {
  const aid = (n: number, amount: string): ComparedElement => pupil(n, { part: 'yw.board', attributes: { amount } });
  const paid = range(0, 120).map((n) => aid(n, '750.00'));
  const systemAid = range(0, 119).map((n) => aid(n, n === 7 ? '625.00' : '750.00'));
  const found = compareWithSystem({ ...nothing, paid, systemAid, fundedProgrammes: ['yw.board'] });
  const difference = found.zero.Z3!;
  expect(countDifferences(difference)).toBe(2);
  expect(difference.rightOnly.map((one) => one.element.name)).toEqual(['学生119']);
  expect(difference.pairs.filter((pair) => pair.mismatches.length > 0).map((pair) => pair.mismatches)).toEqual([[{ attribute: 'amount', left: '625.00', right: '750.00' }]]);
  expect(found.infoRate).toEqual({ missing: 1, total: 120 });
  expect(formatRate(found.infoRate!)).toBe('99.16%');
  expect(formatRate(found.projectRate!)).toBe('100%');
});

test('学籍号 pairs only where an ID is missing; two different IDs are two differences and one proposal', () => {
  const left = [pupil(1, { idNumber: '', registryNo: 'G1' }), pupil(2, { registryNo: 'G2' })];
  const right = [pupil(1, { registryNo: 'G1' }), pupil(3, { registryNo: 'G2', name: '学生2', nameKey: '学生2' })];
  const difference = compareSets(left, right);
  expect(difference.pairs.map((pair) => pair.rule)).toEqual(['registry_no']);
  expect(countDifferences(difference)).toBe(2);
  expect(difference.proposals.map((proposal) => proposal.because)).toEqual(['registry_no']);
  const confirmed = compareSets(left, right, new Set([pairKey(left[1]!, right[1]!)]));
  expect(countDifferences(confirmed)).toBe(1);
  expect(confirmed.pairs[1]!.mismatches[0]!.attribute).toBe('idNumber');
});

test('without numbers a pupil is proposed, never matched, and not at all among several', () => {
  const bare = { idNumber: '', registryNo: '' };
  const one = compareSets([pupil(1, bare)], [pupil(1)]);
  expect([one.pairs.length, one.proposals.length]).toEqual([0, 1]);
  const twins = compareSets([pupil(1, bare)], [pupil(1, { ref: 1 }), pupil(9, { name: '学生1', nameKey: '学生1' })]);
  expect(twins.proposals).toEqual([]);
});

test('the same pupil under another programme is one difference', () => {
  const difference = compareSets([pupil(1, { part: 'yw.day' })], [pupil(1, { part: 'yw.board' })]);
  expect(countDifferences(difference)).toBe(1);
  expect(difference.pairs[0]!.mismatches).toEqual([{ attribute: 'programme', left: 'yw.day', right: 'yw.board' }]);
});

test('who stands twice on one side stays over and is said to be repeated; unknown attributes differ from nothing', () => {
  const difference = compareSets([pupil(1), pupil(1, { ref: 99 })], [pupil(1)]);
  expect(difference.leftOnly).toMatchObject([{ repeated: true, element: { ref: 99 } }]);
  const unknown = compareSets([pupil(1, { attributes: { boarding: null } })], [pupil(1, { attributes: { boarding: 'boarding' } })]);
  expect(unknown.pairs[0]).toMatchObject({ mismatches: [], notCompared: ['boarding'] });
  expect(countDifferences(unknown)).toBe(0);
});

test('P1 and P2: a programme paid and not listed, a pupil paid by hand and not in the system', () => {
  const systemAid = [pupil(1, { part: 'yw.board' }), pupil(3, { part: 'local.1' })];
  const found = compareWithSystem({
    ...nothing, systemAid, paid: [pupil(1, { part: 'yw.board' })], paidByHand: [pupil(2, { part: 'local.1' }), pupil(3, { part: 'local.1' })],
    fundedProgrammes: ['yw.board', 'yw.day', 'local.1'],
  });
  expect(found.programmesWithoutList).toEqual(['yw.day']);
  expect(found.byHandNotInSystem!.map((element) => element.ref)).toEqual([2]);
  expect(countDifferences(found.zero.Z3!)).toBe(0);
  expect(formatRate(found.projectRate!)).toBe('66.66%');
  expect(formatRate(found.infoRate!)).toBe('66.66%');
});

test('nothing imported is no result; nothing to compare is no 100%', () => {
  expect(compareWithSystem(nothing).zero).toEqual({ Z1: null, Z2: null, Z3: null });
  expect(formatRate({ missing: 0, total: 0 })).toBe('无可比数据');
  expect(formatRate({ missing: 1, total: 100_000 })).toBe('99.99%');
});

const anyElement = fc.record({
  n: fc.nat({ max: 12 }), hasId: fc.boolean(), registry: fc.boolean(), part: fc.constantFrom('', 'yw.board', 'yw.day'), amount: fc.constantFrom(null, '1.00', '2.00'),
});
const anySet = fc.array(anyElement, { maxLength: 25 }).map((list) => list.map(({ n, hasId, registry, part, amount }, ref): ComparedElement =>
  pupil(n, { ref, part, attributes: { amount }, registryNo: registry ? `G${n}` : '', ...(hasId ? {} : { idNumber: '' }) })));

test('a comparison is a partition: each element of either side is in exactly one place', () => {
  fc.assert(fc.property(anySet, anySet, (left, right) => {
    const { pairs, leftOnly, rightOnly } = compareSets(left, right);
    const placedLeft = [...pairs.map((pair) => pair.left), ...leftOnly.map((one) => one.element)];
    const placedRight = [...pairs.map((pair) => pair.right), ...rightOnly.map((one) => one.element)];
    expect([placedLeft.length, placedRight.length]).toEqual([left.length, right.length]);
    expect(new Set(placedLeft)).toEqual(new Set(left));
    expect(new Set(placedRight)).toEqual(new Set(right));
  }), { numRuns: 2000 });
});

test('a set differs from itself in nothing, and swapping the sides swaps the answer', () => {
  fc.assert(fc.property(anySet, anySet, (left, right) => {
    expect(countDifferences(compareSets(left, left.map((element) => ({ ...element }))))).toBe(left.filter((element) => element.idNumber === '' && element.registryNo === '').length * 2);
    const there = compareSets(left, right);
    const back = compareSets(right, left);
    expect([there.pairs.length, there.leftOnly.length, there.rightOnly.length]).toEqual([back.pairs.length, back.rightOnly.length, back.leftOnly.length]);
  }), { numRuns: 2000 });
});
