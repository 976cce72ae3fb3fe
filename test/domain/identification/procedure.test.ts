import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '#shared/domain/calendar/iso-date.ts';
import { countsAsDecided, decisionLeftBare } from '#shared/domain/identification/decision-basis.ts';
import { caseStates } from '#shared/domain/identification/case-state.ts';
import { evaluateProcedure, findInversions, inversionsOf, missingBeforeDecision } from '#shared/domain/identification/procedure.ts';
import type { ProcedureFact } from '#shared/domain/identification/procedure.ts';
import { procedureOfYear, procedurePresets, procedureSteps, stepModes } from '#shared/domain/identification/procedure-profile.ts';
import type { ProcedureSpec, ProcedureStep } from '#shared/domain/identification/procedure-profile.ts';

const [standard] = procedurePresets;
const preset = (key: string): ProcedureSpec => procedurePresets.find((one) => one.key === key)!.spec;
const fact = (step: ProcedureStep, on: string, until?: string): ProcedureFact => ({ step, onDate: isoDate(on), ...(until === undefined ? {} : { until: isoDate(until) }) });

describe('the procedure of a 学年', () => {
  it('is the newest set in it or before, the last of several of one year, and the shipped default before the first', () => {
    const row = (validFrom: string, name: string) => ({ validFrom: validFrom as never, name, source: '', spec: standard.spec });
    const own = [row('2024-2025', '甲'), row('2025-2026', '乙'), row('2025-2026', '丙'), row('2027-2028', '丁')];
    expect(procedureOfYear(own, '2023-2024' as never).name).toBe(standard.name);
    expect(procedureOfYear(own, '2024-2025' as never).name).toBe('甲');
    expect(procedureOfYear(own, '2025-2026' as never).name).toBe('丙');
    expect(procedureOfYear(own, '2026-2027' as never).name).toBe('丙');
    expect(procedureOfYear(own, '2027-2028' as never).name).toBe('丁');
  });
  it('always decides and announces, whatever the preset', () => {
    for (const { spec } of procedurePresets) expect([spec.steps.determination, spec.steps.notice]).toEqual(['required', 'required']);
  });
});

describe('before a decision', () => {
  const decided = isoDate('2025-09-22');
  it.each([
    ['default', 'application', [], []],
    ['jiangsu', 'application', [], ['visit']],
    ['jiangsu', 'automatic_entitlement', [fact('visit', '2025-09-23')], ['visit']],
    ['jiangsu', 'list_match', [fact('visit', '2025-09-22')], []],
    ['puyang', 'application', [fact('letter', '2025-09-01'), fact('application', '2025-09-05')], ['school_review']],
    ['puyang', 'list_match', [fact('letter', '2025-09-01'), fact('school_review', '2025-09-20')], []],
    ['sichuan', 'application', [fact('visit', '2025-09-10')], ['application', 'score', 'school_review']],
  ] as const)('%s on the route %s', (key, route, facts, missing) => {
    expect(missingBeforeDecision(preset(key), route, facts, decided)).toEqual(missing);
  });
  it('a revision needs what the procedure asks anew, after the decision it replaces', () => {
    const spec: ProcedureSpec = { ...preset('jiangsu'), revisionSteps: ['visit'] };
    const facts = [fact('visit', '2025-09-10'), fact('determination', '2025-09-22')];
    expect(missingBeforeDecision(spec, 'application', facts, isoDate('2026-03-02'), decided)).toEqual(['visit']);
    expect(missingBeforeDecision(spec, 'application', [...facts, fact('visit', '2026-03-01')], isoDate('2026-03-02'), decided)).toEqual([]);
  });
});

describe('dates in the wrong order', () => {
  it.each([
    ['a visit after the decision', [fact('visit', '2025-09-25'), fact('determination', '2025-09-22')], [['visit', 'determination']]],
    ['a second visit after it is a follow-up', [fact('visit', '2025-09-20'), fact('visit', '2025-10-25'), fact('determination', '2025-09-22')], []],
    ['the notice hung before the decision', [fact('determination', '2025-09-22'), fact('notice', '2025-09-20', '2025-09-27')], [['determination', 'notice']]],
    ['filed before the notice ended', [fact('notice', '2025-09-23', '2025-09-30'), fact('filing', '2025-09-28')], [['notice', 'filing']]],
    ['a notice that ends on its first day', [fact('notice', '2025-09-23', '2025-09-23')], [['notice', 'notice']]],
    ['visit and score on either side', [fact('score', '2025-09-10'), fact('visit', '2025-09-12'), fact('evidence', '2025-09-11')], []],
    ['all on one day', procedureSteps.filter((step) => step !== 'notice').map((step) => fact(step, '2025-09-22')), []],
  ])('%s', (_, facts, pairs) => {
    expect(findInversions({ ...standard.spec, steps: { ...standard.spec.steps, score: 'recorded' } }, facts).map((one) => [one.earlier, one.later])).toEqual(pairs);
  });
  it('a step the procedure leaves out is not compared', () => {
    expect(findInversions(standard.spec, [fact('score', '2025-10-01'), fact('determination', '2025-09-22')])).toEqual([]);
  });
});

// The order of DEF-03, written a second time and plainly.
const order: Record<ProcedureStep, number> = {
  letter: 1, application: 2, evidence: 3, visit: 3, score: 3, class_review: 4, school_review: 5, determination: 6, notice: 7, filing: 8,
};
const specs: fc.Arbitrary<ProcedureSpec> = fc.record(Object.fromEntries(procedureSteps.map((step) => [step, fc.constantFrom(...stepModes)])) as Record<ProcedureStep, fc.Arbitrary<(typeof stepModes)[number]>>)
  .map((steps) => ({ ...standard.spec, steps }));
const facts = fc.array(fc.record({
  step: fc.constantFrom(...procedureSteps), day: fc.integer({ min: 0, max: 40 }), length: fc.integer({ min: 0, max: 9 }),
}).map(({ step, day, length }): ProcedureFact => {
  const onDate = addDays(isoDate('2025-09-01'), day);
  return step === 'notice' ? { step, onDate, until: addDays(onDate, length) } : { step, onDate };
}), { maxLength: 14 });

describe('properties', () => {
  it('finds every inversion and nothing else', () => {
    fc.assert(fc.property(specs, facts, (spec, given) => {
      const first = (step: ProcedureStep): ProcedureFact | undefined => given.filter((one) => one.step === step).toSorted((a, b) => (a.onDate < b.onDate ? -1 : a.onDate > b.onDate ? 1 : 0))[0];
      const expected = new Set<string>();
      for (const a of procedureSteps) {
        const one = first(a);
        if (spec.steps[a] === 'off' || one === undefined) continue;
        if (one.until !== undefined && one.until !== null && !(one.until > one.onDate)) expected.add(`${a} ${a}`);
        for (const b of procedureSteps) {
          const other = first(b);
          if (spec.steps[b] === 'off' || other === undefined || order[a] >= order[b]) continue;
          if ((one.until ?? one.onDate) > other.onDate) expected.add(`${a} ${b}`);
        }
      }
      expect(new Set(findInversions(spec, given).map((each) => `${each.earlier} ${each.later}`))).toEqual(expected);
    }));
  });
  it('a date that makes no inversion of its own adds none to the file', () => {
    fc.assert(fc.property(specs, facts, fc.constantFrom(...procedureSteps), fc.integer({ min: 0, max: 40 }), (spec, given, step, day) => {
      const others = given.filter((one) => one.step !== step);
      const next: ProcedureFact = { step, onDate: addDays(isoDate('2025-09-01'), day) };
      fc.pre(inversionsOf(spec, given, next).length === 0);
      expect(findInversions(spec, [...others, next])).toEqual(findInversions(spec, others));
    }));
  });
  it('a step is missing only when something after it is there, and done exactly when it has a fact', () => {
    fc.assert(fc.property(specs, facts, (spec, given) => {
      for (const one of evaluateProcedure(spec, 'application', given)) {
        const there = given.some((each) => each.step === one.step);
        expect(one.state === 'done').toBe(there);
        expect(one.state === 'missing').toBe(!there && spec.steps[one.step] !== 'off' && given.some((each) => order[each.step] > order[one.step]));
      }
    }));
  });
});

describe('what a decision rests on', () => {
  const before = [fact('letter', '2025-09-01'), fact('application', '2025-09-05'), fact('school_review', '2025-09-20'), fact('determination', '2025-09-22')];
  const without = (step: ProcedureStep): ProcedureFact[] => before.filter((one) => one.step !== step);
  it.each([
    ['the letter taken away', without('letter'), { step: 'letter', decidedOn: '2025-09-22' }],
    ['the letter given later than the decision', [...without('letter'), fact('letter', '2025-09-23')], { step: 'letter', decidedOn: '2025-09-22' }],
    ['the review moved but still before', [...without('school_review'), fact('school_review', '2025-09-22')], null],
    ['a visit that was never asked for', [...before, fact('visit', '2025-09-10')], null],
  ] as const)('%s', (_what, after, bare) => {
    expect(decisionLeftBare(preset('puyang'), 'application', before, after)).toEqual(bare);
  });
  it('a step a decision lacked already is nobody’s doing now, and a list asks for no application', () => {
    expect(decisionLeftBare(preset('puyang'), 'application', without('letter'), without('letter').slice(0, 0))).toEqual({ step: 'application', decidedOn: '2025-09-22' });
    expect(decisionLeftBare(preset('puyang'), 'list_match', before, without('application'))).toBeNull();
  });
  it('counts from the decision until it is revoked, declined or over', () => {
    expect(caseStates.filter(countsAsDecided)).toEqual(['determined', 'noticed', 'objected', 'confirmed', 'filed']);
  });
});
