import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { eventsOf, hitDateProblem, hitEvents, hitStates, isOpenHit, moveHit } from '#shared/domain/verification/negative-hit.ts';
import type { HitEvent, HitState } from '#shared/domain/verification/negative-hit.ts';
import { negativeKindsOf, shippedNegativeKinds } from '#shared/domain/verification/negative-kind.ts';
import { HouseholdIndex, matchNegative } from '#shared/domain/verification/negative-match.ts';
import type { HouseholdPerson, NegativeRow } from '#shared/domain/verification/negative-match.ts';

const ids = ['', '999999198001012810', '999999198001012829', '999999195505123068'];
const person = fc.record({
  studentId: fc.integer({ min: 1, max: 4 }), source: fc.constantFrom<HouseholdPerson['source'][]>('pupil', 'roster', 'application'), nameKey: fc.constantFrom('', '李吉祥', '张强'),
  idNumber: fc.constantFrom(...ids), age: fc.constantFrom(null, 1980, 1955, 1981, 1990),
}).map(({ age, ...one }): HouseholdPerson => ({ ...one, name: one.nameKey, relation: '父亲', birthYear: one.idNumber === '' ? age : Number(one.idNumber.slice(6, 10)) }));
const row = fc.record({ nameKey: fc.constantFrom('', '李吉祥', '张强'), idNumber: fc.constantFrom(...ids) }) as fc.Arbitrary<NegativeRow>;

describe('a row against the households', () => {
  it('finds each pupil once: by number wherever the number is, by name only where no number speaks against it', () => {
    fc.assert(fc.property(fc.array(person, { maxLength: 8 }), row, (people, listed) => {
      const found = matchNegative(listed, new HouseholdIndex(people));
      expect(new Set(found.map((one) => one.person.studentId)).size).toBe(found.length);
      for (let studentId = 1; studentId <= 4; studentId += 1) {
        const own = people.filter((one) => one.studentId === studentId);
        const byNumber = own.some((one) => listed.idNumber !== '' && one.idNumber === listed.idNumber);
        const byName = own.some((one) => one.source !== 'pupil' && listed.nameKey !== '' && one.nameKey === listed.nameKey
          && (listed.idNumber === '' || (one.idNumber === '' && (one.birthYear === null || Math.abs(one.birthYear - Number(listed.idNumber.slice(6, 10))) <= 2))));
        expect(found.find((one) => one.person.studentId === studentId)?.strength ?? null).toBe(byNumber ? 'number' : byName ? 'name' : null);
      }
    }));
  });

  const father: HouseholdPerson = { studentId: 1, source: 'roster', name: '李吉祥', nameKey: '李吉祥', relation: '父亲', idNumber: '999999198001012810', birthYear: 1980 };
  const found = (people: readonly HouseholdPerson[], listed: NegativeRow): unknown[] => matchNegative(listed, new HouseholdIndex(people)).map((one) => [one.person.studentId, one.strength, one.nameDiffers]);

  test.each<[string, readonly HouseholdPerson[], NegativeRow, unknown[]]>([
    ['the same number', [father], { nameKey: '李吉祥', idNumber: '999999198001012810' }, [[1, 'number', false]]],
    ['the same number under another name', [father], { nameKey: '李吉翔', idNumber: '999999198001012810' }, [[1, 'number', true]]],
    ['the same name and another number is somebody else', [father], { nameKey: '李吉祥', idNumber: '999999195505123068' }, []],
    ['a row without a number is a hint', [father], { nameKey: '李吉祥', idNumber: '' }, [[1, 'name', false]]],
    ['a member of an application whose age fits is a hint', [{ ...father, source: 'application', idNumber: '', birthYear: 1981 }], { nameKey: '李吉祥', idNumber: '999999198001012810' }, [[1, 'name', false]]],
    ['one whose age doesn’t is nobody', [{ ...father, source: 'application', idNumber: '', birthYear: 1990 }], { nameKey: '李吉祥', idNumber: '999999198001012810' }, []],
    ['brother and sister are both named', [father, { ...father, studentId: 2 }], { nameKey: '李吉祥', idNumber: '999999198001012810' }, [[1, 'number', false], [2, 'number', false]]],
    ['a pupil who is called like somebody listed is not hinted at', [{ ...father, source: 'pupil' }], { nameKey: '李吉祥', idNumber: '' }, []],
    ['an empty row means nobody', [{ ...father, nameKey: '', idNumber: '' }], { nameKey: '', idNumber: '' }, []],
  ])('%s', (_name, people, listed, expected) => { expect(found(people, listed)).toEqual(expected); });
});

describe('a hit', () => {
  it('is decided only after an explanation and after evidence, whatever is tried before', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom<HitEvent[]>(...hitEvents), { maxLength: 12 }), (events) => {
      let state: HitState = 'open';
      let since: HitEvent[] = [];
      for (const event of events) {
        const move = moveHit(state, event);
        if (!move.ok) continue;
        if (event === 'reopen') since = [];
        if (event === 'decide') expect(since.includes('explain') && since.lastIndexOf('check') > since.lastIndexOf('explain')).toBe(true);
        since.push(event);
        state = move.to;
      }
    }));
  });

  it('is open until it is decided or found to be somebody else', () => {
    expect(hitStates.filter(isOpenHit)).toEqual(['open', 'explained', 'checked']);
    expect([eventsOf('open'), eventsOf('checked'), eventsOf('decided')]).toEqual([['explain', 'dismiss'], ['explain', 'check', 'decide', 'dismiss'], ['reopen']]);
  });

  test.each([['2025-10-12', '2025-10-10', null], ['2025-10-10', '2025-10-10', null], ['2025-10-09', '2025-10-10', 'verification.date_before_last'], ['2025-11-01', null, 'verification.date_in_future']])(
    'on %s after %s: %s', (onDate, last, code) => { expect(hitDateProblem(onDate as IsoDate, last as IsoDate | null, '2025-10-31' as IsoDate)?.code ?? null).toBe(code); });
});

test('kinds: the school’s row takes the place of the shipped one, its own follow', () => {
  const vehicle = { ...shippedNegativeKinds.find((kind) => kind.key === 'vehicle')!, active: true, source: '云教助〔2025〕9号' };
  const own = { key: 'local:证券账户', label: '证券账户', detailLabel: '', ask: '', source: '云教助〔2025〕9号', active: true };
  const kinds = negativeKindsOf([vehicle, own, { ...own, active: false }]);
  expect([kinds.length, kinds.find((kind) => kind.key === 'vehicle')?.active, kinds.at(-1)?.label, kinds.at(-1)?.active]).toEqual([shippedNegativeKinds.length + 1, true, '证券账户', false]);
  expect(shippedNegativeKinds.filter((kind) => !kind.active).map((kind) => kind.key)).toEqual(['vehicle', 'property']);
});
