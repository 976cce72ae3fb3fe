import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { indexPupils, matchPupils } from '#shared/domain/roster/match-pupil.ts';
import type { IncomingPupil, KnownPupil } from '#shared/domain/roster/match-pupil.ts';

const birth = isoDate('2017-03-07');
const known = (over: Partial<KnownPupil>): KnownPupil =>
  ({ id: 1, nameKey: '李明', birthDate: null, idNumber: '', idTrusted: false, registryNo: '', classKey: '', onRoll: true, ...over });
const incoming = (over: Partial<IncomingPupil>): IncomingPupil => ({ nameKey: '李明', birthDate: null, idNumber: '', idTrusted: false, registryNo: '', classKey: '', ...over });
const ruleOf = (pupils: readonly KnownPupil[], row: IncomingPupil, former?: Map<string, number>): string => {
  const [match] = matchPupils([row], indexPupils(pupils, former));
  return match?.kind === 'found' ? `${match.rule} ${match.studentId}` : 'new';
};

describe('matchPupils', () => {
  it.each([
    ['by ID', known({ idNumber: 'A', idTrusted: true }), incoming({ idNumber: 'A', idTrusted: true }), 'id 1'],
    ['by a bad ID as well', known({ idNumber: 'A' }), incoming({ idNumber: 'A' }), 'id 1'],
    ['by 学籍号', known({ registryNo: 'G1' }), incoming({ registryNo: 'G1' }), 'registry 1'],
    ['same ID, other name', known({ idNumber: 'A', nameKey: '李鸣' }), incoming({ idNumber: 'A' }), 'id_other_name 1'],
    ['same 学籍号, other name: not by itself', known({ registryNo: 'G1', nameKey: '李鸣' }), incoming({ registryNo: 'G1' }), 'new'],
    ['name and birth', known({ birthDate: birth }), incoming({ birthDate: birth }), 'name_birth 1'],
    ['name and birth, old number faulty', known({ birthDate: birth, idNumber: 'B' }), incoming({ birthDate: birth, idNumber: 'A', idTrusted: true }), 'name_birth 1'],
    ['name and birth against two good numbers', known({ birthDate: birth, idNumber: 'B', idTrusted: true }), incoming({ birthDate: birth, idNumber: 'A', idTrusted: true }), 'conflict 1'],
    ['name and class', known({ classKey: 'c' }), incoming({ classKey: 'c' }), 'name_class 1'],
    ['name, another birth', known({ birthDate: birth, classKey: 'c' }), incoming({ birthDate: isoDate('2016-01-01'), classKey: 'c' }), 'new'],
    ['name, another class', known({ classKey: 'c' }), incoming({ classKey: 'd' }), 'new'],
    ['nothing but a known name', known({ classKey: 'c' }), incoming({}), 'conflict 1'],
    ['a stranger', known({ nameKey: '王芳' }), incoming({}), 'new'],
  ])('%s', (_what, pupil, row, expected) => {
    expect(ruleOf([pupil], row)).toBe(expected);
  });

  it('finds a pupil by a 学籍号 he had before', () => {
    expect(ruleOf([known({ registryNo: 'G2' })], incoming({ registryNo: 'L1' }), new Map([['L1', 1]]))).toBe('registry 1');
  });

  it('two who fit are a conflict, and the one still on the roll goes before one who left', () => {
    expect(ruleOf([known({ id: 1, birthDate: birth }), known({ id: 2, birthDate: birth })], incoming({ birthDate: birth }))).toBe('conflict 1');
    expect(ruleOf([known({ id: 1, idNumber: 'A', onRoll: false }), known({ id: 2, idNumber: 'A' })], incoming({ idNumber: 'A' }))).toBe('id 2');
  });

  it('a row that only resembles a pupil never takes him from the row that is him, in any order', () => {
    const pupil = known({ idNumber: 'A', idTrusted: true, classKey: 'c' });
    const himself = incoming({ idNumber: 'A', idTrusted: true });
    const namesake = incoming({ classKey: 'c' });
    for (const rows of [[himself, namesake], [namesake, himself]]) {
      const matches = matchPupils(rows, indexPupils([pupil]));
      expect(matches[rows.indexOf(himself)]).toEqual({ kind: 'found', studentId: 1, rule: 'id' });
      expect(matches[rows.indexOf(namesake)]?.kind).toBe('new');
    }
  });

  it('every row has one answer, and no pupil two rows except where nobody decided', () => {
    const text = fc.constantFrom('', 'A', 'B', 'C');
    const row = fc.record({ nameKey: fc.constantFrom('李明', '王芳'), birthDate: fc.constantFrom(null, birth, isoDate('2016-01-01')), idNumber: text, idTrusted: fc.boolean(), registryNo: text, classKey: text });
    const pupil = fc.record({ nameKey: fc.constantFrom('李明', '王芳'), birthDate: fc.constantFrom(null, birth), idNumber: text, idTrusted: fc.boolean(), registryNo: text, classKey: text, onRoll: fc.boolean() });
    fc.assert(fc.property(fc.array(pupil, { maxLength: 8 }), fc.array(row, { maxLength: 12 }), (list, rows) => {
      const pupils = list.map((each, id) => ({ ...each, id }));
      const matches = matchPupils(rows, indexPupils(pupils));
      expect(matches.length).toBe(rows.length);
      const decided = matches.flatMap((match) => (match.kind === 'found' && match.rule !== 'conflict' ? [match.studentId] : []));
      expect(new Set(decided).size).toBe(decided.length);
    }), { numRuns: 1000 });
  });
});
