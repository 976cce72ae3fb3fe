import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTerm, termKey } from '#shared/domain/calendar/term.ts';
import { fen, sumFen } from '#shared/domain/money/fen.ts';
import { projectFacts } from '#shared/domain/entitlement/project-facts.ts';
import { PRESET_CATALOGUE } from '#shared/domain/programmes/catalogue.ts';
import { checkFigures } from '#shared/domain/programmes/check-figures.ts';
import { payerOf } from '#shared/domain/programmes/payer.ts';
import { PRESET_RATES } from '#shared/domain/programmes/preset-rates.ts';
import type { ProgrammeRevision } from '#shared/domain/programmes/programme-revision.ts';
import { catalogueInTerm, revisionInForce } from '#shared/domain/programmes/programme-revision.ts';
import { REGION_PROFILES } from '#shared/domain/programmes/region-profiles.ts';
import { withTrial } from '#shared/domain/programmes/trial-catalogue.ts';
import { pupil } from '../entitlement/pupil.ts';

const autumn = termKey('2025-2026-1');
const spring = termKey('2025-2026-2');
const revision = (change: Partial<ProgrammeRevision>): ProgrammeRevision => ({
  programmeKey: 'yw.meal', validFrom: autumn, inUse: true, stages: ['primary'], sourceKind: 'county', shape: 'flat_term', payeeKind: 'family', exclusivityGroup: null, papers: '', deadline: '',
  document: '某教资〔2025〕9号', ...change,
});

describe('revisions of a programme', () => {
  it('hold from their term on; of two that begin together the later entered; the terms before keep the preset', () => {
    const rows = [revision({}), revision({ validFrom: spring, inUse: false }), revision({ validFrom: spring, inUse: true, deadline: '3 月底前' }), revision({ programmeKey: 'yw.book' })];
    const inTerm = (term: string) => catalogueInTerm(PRESET_CATALOGUE, rows, termKey(term)).programmes.find((one) => one.key === 'yw.meal');
    expect(inTerm('2024-2025-2')).toEqual(PRESET_CATALOGUE.programmes.find((one) => one.key === 'yw.meal'));
    expect(inTerm('2025-2026-1')).toMatchObject({ payeeKind: 'family', shape: 'flat_term', stages: ['primary'], document: '某教资〔2025〕9号', inUse: true, deadline: '' });
    expect(inTerm('2026-2027-1')).toMatchObject({ inUse: true, deadline: '3 月底前' });
  });

  it('never change a term that lies before all of them, in whatever order they are entered', () => {
    const terms = fc.constantFrom('2023-2024-1', '2024-2025-1', '2025-2026-1', '2026-2027-2').map(termKey);
    fc.assert(fc.property(fc.array(fc.record({ validFrom: terms, inUse: fc.boolean() }), { maxLength: 8 }), terms, (given, term) => {
      const rows = given.map(revision);
      const found = revisionInForce(rows, 'yw.meal', term);
      const begun = rows.filter((row) => row.validFrom <= term);
      expect(found === null).toBe(begun.length === 0);
      if (found !== null) expect(begun.every((row) => row.validFrom < found.validFrom || rows.indexOf(row) <= rows.indexOf(found) || row.validFrom !== found.validFrom)).toBe(true);
      expect(catalogueInTerm(PRESET_CATALOGUE, rows.filter((row) => row.validFrom > term), term)).toEqual(PRESET_CATALOGUE);
    }), { numRuns: 1_000 });
  });
});

describe('check figures (CHK-16)', () => {
  const line = (amount: number) => ({ programmeKey: 'gz.grant', stage: 'senior' as const, fen: fen(amount) });

  it.each([
    ['正好', [65_000, 165_000], 'fits', 0, 'fits', 0],
    ['偏高', [115_000, 165_000], 'above', 50_000, 'fits', 0],
    ['偏低且越界', [50_000, 115_000], 'below', -65_000, 'outside', 1],
  ] as const)('%s', (_name, amounts, average, difference, range, outside) => {
    const checks = checkFigures(PRESET_RATES, amounts.map(line), autumn, []);
    expect(checks.map((check) => [check.kind, check.verdict, check.differenceFen, check.outside])).toEqual([['average', average, difference, 0], ['range', range, 0, outside]]);
  });

  it('uses the figures of the term and compares nothing where nobody is', () => {
    expect(checkFigures(PRESET_RATES, [line(100_000)], termKey('2024-2025-1'), []).map((check) => check.verdict)).toEqual(['fits', 'fits']);
    expect(checkFigures(PRESET_RATES, [], autumn, ['四川'])).toEqual([]);
  });

  it('the difference is the sum less pupils × average, exactly', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 60 }), (amounts) => {
      const [average] = checkFigures(PRESET_RATES, amounts.map(line), autumn, []);
      expect(average?.differenceFen).toBe(sumFen(amounts.map(fen)) - 115_000 * amounts.length);
    }));
  });
});

describe('who pays', () => {
  it.each([
    ['yw.board', 'school_account', 'school_account'], ['yw.board', 'one_card', 'one_card'], ['gz.fee', 'one_card', 'fee_waiver'], ['yw.meal', 'school_account', 'meals'], ['yw.book', 'school_account', 'in_kind'],
  ] as const)('%s through %s: %s', (key, channel, payer) => {
    expect(payerOf(PRESET_CATALOGUE.programmes.find((one) => one.key === key)!, channel)).toBe(payer);
  });
});

describe('looking ahead', () => {
  it('counts a year on with each 学年, and counts apart whoever has ended the stage', () => {
    const eighth = pupil({ level: 2, yearLevel: '八年级', held: ['yw.board'] });
    expect(projectFacts(eighth, autumn, autumn)).toMatchObject({ kind: 'stays', facts: { level: 2, held: [] } });
    expect(projectFacts(eighth, autumn, spring)).toMatchObject({ kind: 'stays', facts: { level: 2, yearLevel: '八年级' } });
    expect(projectFacts(eighth, autumn, termKey('2026-2027-1'))).toMatchObject({ kind: 'stays', facts: { level: 3, yearLevel: '九年级' } });
    expect(projectFacts(eighth, autumn, termKey('2027-2028-1')).kind).toBe('leaves');
    expect(projectFacts(pupil({ level: null }), autumn, termKey('2027-2028-1')).kind).toBe('stays');
    expect(() => projectFacts(eighth, spring, autumn)).toThrow(RangeError);
  });
});

describe('a trial', () => {
  it('puts the thought-of row in the place of the rows it would clash with, and leaves presets and the rest alone', () => {
    const own = PRESET_RATES.filter((rate) => rate.key === 'yw.board.primary' || rate.key === 'yw.board.junior').map((rate) => ({ ...rate, key: `local.${rate.key}`, origin: 'local' as const, validFrom: autumn }));
    const catalogue = { ...PRESET_CATALOGUE, rates: [...PRESET_CATALOGUE.rates, ...own] };
    const thought = { ...own[0]!, key: 'trial', validFrom: spring };
    const trial = withTrial(catalogue, { rates: [thought], rules: [], stopped: ['yw.day'] });
    expect(trial.rates.filter((rate) => rate.origin === 'local').map((rate) => rate.key)).toEqual(['local.yw.board.junior', 'trial']);
    expect(trial.rates.filter((rate) => rate.origin === 'preset')).toEqual(PRESET_CATALOGUE.rates);
    expect(trial.programmes.filter((programme) => !programme.inUse).map((programme) => programme.key)).toEqual(['yw.day']);
    expect(withTrial(catalogue, { rates: [], rules: [], stopped: [] })).toEqual(catalogue);
  });
});

describe('regional profiles', () => {
  const items = REGION_PROFILES.flatMap((profile) => profile.items);

  it('have unique keys and name programmes that are shipped or that they bring themselves, within their stages', () => {
    expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
    for (const profile of REGION_PROFILES) {
      const brought = profile.items.filter((item) => item.kind === 'programme').map((item) => item.name);
      for (const item of profile.items) {
        if (item.kind !== 'rate' && item.kind !== 'rule' && item.kind !== 'channel') continue;
        const programme = PRESET_CATALOGUE.programmes.find((one) => one.key === item.programme);
        expect(programme !== undefined || brought.includes(item.programme), item.key).toBe(true);
        if (item.kind !== 'channel') expect(item.stages.every((stage) => programme?.stages.includes(stage)), item.key).toBe(true);
      }
    }
  });

  it('begin in no term before their document or sighting, and bind nobody who did not take them over', () => {
    expect(items.filter((item) => item.kind === 'rate' && item.from === null).map((item) => item.key)).toEqual(['hs.xq.aid']);
    expect(nextTerm(autumn)).toBe(spring);
    expect(items.every((item) => item.confidence !== 'confirmed')).toBe(true);
  });
});
