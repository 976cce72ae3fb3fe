import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Coverage } from '#shared/domain/identification/special-group.ts';
import type { ComparableId, ListRow } from '#shared/domain/matching/list-row.ts';
import { MatchIndex } from '#shared/domain/matching/match-index.ts';
import type { MatchMember, MatchPupil } from '#shared/domain/matching/match-index.ts';
import { matchRow, matchRows } from '#shared/domain/matching/match-row.ts';
import { matchRowSlowly } from './match-row-slowly.ts';

/** Few names, numbers, dates and villages, so that everything collides with everything. */
const id = fc.constantFrom('999999201503070019', '999999201503070035', '999999198001012810', '999999198001012829', '999999195505123068');
const name = fc.constantFrom('', '李明', '李鸣', '张小军', '阎红', '闫红');
const birth = fc.constantFrom<IsoDate | null>(null, '2015-03-07' as IsoDate, '1980-01-01' as IsoDate);
const address = fc.constantFrom('', '城关镇柳溪村三组', '大河村');
const flag = fc.constantFrom('yes', 'no', 'unknown') as fc.Arbitrary<MatchMember['isHead']>;
const number = fc.option(fc.record({ id, from: fc.constantFrom<ComparableId['from'][]>('id', 'old', 'certificate') }), { nil: null });

const pupils = fc.array(fc.record({ nameKey: name, idNumber: fc.oneof(fc.constant(''), id), birthDate: birth, address }), { maxLength: 6 })
  .map((all): MatchPupil[] => all.map((one, position) => ({ ...one, studentId: position + 1 })));
const people = pupils.chain((all) => fc.tuple(
  fc.constant(all),
  fc.array(fc.record({ nameKey: name, idNumber: fc.oneof(fc.constant(''), id), isParent: fc.boolean(), isGuardian: flag, isHead: flag, of: fc.nat(5) }), { maxLength: all.length === 0 ? 0 : 8 })
    .map((members): MatchMember[] => members.map(({ of, ...one }, position) => ({ ...one, memberId: 100 + position, studentId: 1 + (of % all.length) }))),
));
const rows = fc.array(fc.record({
  nameKey: name, person: number, headNameKey: name, head: number, birthDate: birth,
  villageKey: fc.constantFrom('', '柳溪村', '大河村'), coverage: fc.constantFrom<Coverage[]>('household', 'person', 'disabled'),
}), { maxLength: 8 }) as fc.Arbitrary<ListRow[]>;

const shuffled = <One>(all: readonly One[], seed: number): One[] =>
  all.map((one, position) => [one, ((position + 1) * (seed + 7) * 2654435761) % 1009] as const).toSorted((left, right) => left[1] - right[1]).map(([one]) => one);

describe('matching', () => {
  it('puts every row into exactly one bucket, and the bucket agrees with its matches', () => {
    fc.assert(fc.property(people, rows, ([allPupils, members], list) => {
      const results = matchRows(list, new MatchIndex(allPupils, members));
      expect(results).toHaveLength(list.length);
      const count = (bucket: string): number => results.filter((result) => result.bucket === bucket).length;
      expect(count('matched') + count('needs_decision') + count('not_ours')).toBe(list.length);
      for (const result of results) {
        expect(result.bucket).toBe(result.matches.length === 0 ? 'not_ours' : result.matches.every((match) => match.certain) ? 'matched' : 'needs_decision');
        expect(new Set(result.matches.map((match) => match.studentId)).size).toBe(result.matches.length);
        for (const match of result.matches) {
          if (match.path === 'fuzzy') expect(match.certain).toBe(false);
          expect(match.certain).toBe(match.path !== 'fuzzy' && match.differences.length === 0);
        }
      }
    }), { numRuns: 2000 });
  });

  it('gives what a plain search through everybody gives', () => {
    fc.assert(fc.property(people, rows, ([allPupils, members], list) => {
      const index = new MatchIndex(allPupils, members);
      for (const row of list) expect(matchRow(row, index)).toEqual(matchRowSlowly(row, allPupils, members));
    }), { numRuns: 3000 });
  });

  it('does not depend on the order of the people or of the rows', () => {
    fc.assert(fc.property(people, rows, fc.nat(), ([allPupils, members], list, seed) => {
      const straight = matchRows(list, new MatchIndex(allPupils, members));
      const mixed = new MatchIndex(shuffled(allPupils, seed), shuffled(members, seed + 1));
      expect(matchRows(list, mixed)).toEqual(straight);
      const order = shuffled(list.map((_, position) => position), seed + 2);
      expect(matchRows(order.map((position) => list[position] as ListRow), mixed)).toEqual(order.map((position) => straight[position]));
    }), { numRuns: 1500 });
  });

  it('says the same of a row however often it comes', () => {
    fc.assert(fc.property(people, rows, ([allPupils, members], list) => {
      const index = new MatchIndex(allPupils, members);
      const twice = matchRows([...list, ...list], index);
      expect(twice.slice(list.length)).toEqual(twice.slice(0, list.length));
    }), { numRuns: 500 });
  });
});
