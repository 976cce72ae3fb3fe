import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { fen, sumFen } from '#shared/domain/money/fen.ts';
import { educationStages } from '#shared/domain/roster/stage.ts';
import { compareEntitlement } from '#shared/domain/entitlement/compare-entitlement.ts';
import { evaluateChecker, nextEntitlementState } from '#shared/domain/entitlement/entitlement-state.ts';
import { evaluatePupil } from '#shared/domain/entitlement/evaluate-pupil.ts';
import type { PupilFacts } from '#shared/domain/entitlement/pupil-facts.ts';
import { AUTUMN, LOW_INCOME, ORPHAN, OUT_OF_POVERTY, POLICY, pupil } from './pupil.ts';

const triState = fc.constantFrom('yes', 'no', 'unknown');
const groups = fc.subarray([LOW_INCOME, OUT_OF_POVERTY, ORPHAN]);
const dates = fc.constantFrom('2025-07-01', '2025-08-01', '2025-10-10', '2026-01-31', '2026-02-01').map(isoDate);

const facts: fc.Arbitrary<PupilFacts> = fc.record({
  studentId: fc.integer({ min: 1, max: 1000 }),
  stage: fc.constantFrom(...educationStages),
  boarding: fc.constantFrom('boarding', 'day', 'unknown'),
  status: fc.constantFrom('enrolled', 'suspended', 'transferred_out', 'withdrawn', 'graduated', 'deceased'),
  statusFrom: fc.option(dates),
  transferredInOn: fc.option(dates),
  determination: fc.constantFrom(pupil().determination, null, { ...pupil().determination!, gradeLabel: '不困难', isHardship: false }),
  groups,
  pendingGroups: groups,
  hukou: fc.constantFrom('agricultural', 'non_agricultural', 'unknown'),
  split: fc.option(fc.record({
    registryHere: triState, hasRegistry: triState, repeatCandidate: triState, countySafetyNet: triState,
    sameCounty: triState, cityRunSchool: triState, proof: triState, registrySchoolPaid: triState,
  })),
}).map((change) => pupil(change as Partial<PupilFacts>));

const policies = fc.record({
  splitProfile: fc.constantFrom('custom', 'puyang', 'strict'),
  regions: fc.subarray(['四川', '河南 新密', '霍山']),
}).map((change) => ({ ...POLICY, ...change }));

describe('evaluatePupil', () => {
  it('is a function of the facts: the order of lists, pupils and catalogue rows changes nothing', () => {
    fc.assert(
      fc.property(facts, policies, fc.infiniteStream(fc.nat()), (one, policy, randomness) => {
        const shuffle = <T>(list: readonly T[]): T[] =>
          list.map((value) => [randomness.next().value as number, value] as const).sort((left, right) => left[0] - right[0]).map(([, value]) => value);
        const { programmes, rates, rules } = policy.catalogue;
        const shuffled = { ...policy, catalogue: { programmes: shuffle(programmes), rates: shuffle(rates), rules: shuffle(rules) } };
        const reordered = { ...one, groups: shuffle(one.groups), pendingGroups: shuffle(one.pendingGroups) };
        const byProgramme = (found: ReturnType<typeof evaluatePupil>) => [...found].sort((left, right) => (left.programmeKey < right.programmeKey ? -1 : 1));
        const plain = byProgramme(evaluatePupil(one, AUTUMN, policy));
        const other = byProgramme(evaluatePupil(reordered, AUTUMN, shuffled));
        expect(other).toEqual(plain);
      }),
    );
  });

  it('never pays what a fact forbids, never refuses for an unknown, and always says why', () => {
    fc.assert(
      fc.property(facts, policies, (one, policy) => {
        for (const evaluation of evaluatePupil(one, AUTUMN, policy)) {
          if (evaluation.kind === 'proposed') {
            expect(evaluation.trace.reasons.every((reason) => reason.verdict === 'for')).toBe(true);
            expect(evaluation.trace.amountFen).toBeGreaterThan(0);
            continue;
          }
          expect(evaluation.reasons.length).toBeGreaterThan(0);
          expect(evaluation.reasons.some((reason) => reason.verdict === 'against')).toBe(evaluation.kind === 'not');
        }
      }),
    );
  });

  it('gives a total that is the sum of its pupils, in any order', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 30 }), (pupils) => {
        const amounts = (list: readonly PupilFacts[]) =>
          list.flatMap((one) => evaluatePupil(one, AUTUMN, POLICY).flatMap((found) => (found.kind === 'proposed' ? [found.trace.amountFen] : [])));
        expect(sumFen(amounts(pupils.toReversed()))).toBe(sumFen(amounts(pupils)));
      }),
    );
  });

  it('compared with what it wrote itself, finds nothing to do', () => {
    fc.assert(
      fc.property(facts, policies, (one, policy) => {
        for (const found of evaluatePupil(one, AUTUMN, policy)) {
          if (found.kind !== 'proposed') continue;
          const again = evaluatePupil({ ...one, held: [found.programmeKey] }, AUTUMN, policy).find((other) => other.programmeKey === found.programmeKey)!;
          const held = { id: 1, state: 'approved', amountFen: found.trace.amountFen, basis: found.trace.basis } as const;
          expect(compareEntitlement(held, again)).toEqual({ kind: 'unchanged' });
        }
      }),
    );
  });
});

describe('compareEntitlement', () => {
  const proposed = evaluatePupil(pupil(), AUTUMN, POLICY).find((one) => one.kind === 'proposed');
  if (proposed?.kind !== 'proposed') throw new Error('the pupil of the tests is entitled');
  const held = { id: 1, state: 'approved', amountFen: fen(75_000), basis: proposed.trace.basis } as const;

  it.each([
    ['insert', null, pupil()],
    ['unchanged', held, pupil({ rosterSource: null })],
    ['amount_changed', held, pupil({ stage: 'primary' })],
    ['basis_changed', held, pupil({ determination: { ...pupil().determination!, id: 8, gradeLabel: '特别困难' } })],
    ['no_longer', held, pupil({ boarding: 'day' })],
    ['nothing', null, pupil({ boarding: 'day' })],
  ] as const)('%s', (kind, before, now) => {
    const evaluation = evaluatePupil(now, AUTUMN, POLICY).find((one) => one.programmeKey === 'yw.board')!;
    expect(compareEntitlement(before, evaluation).kind).toBe(kind);
  });
});

describe('states', () => {
  it('lead from proposed through approved to withdrawn and nowhere else', () => {
    expect(nextEntitlementState('proposed', 'approve')).toBe('approved');
    expect(nextEntitlementState('approved', 'withdraw')).toBe('withdrawn');
    expect(nextEntitlementState('approved', 'approve')).toBeNull();
    expect(nextEntitlementState('withdrawn', 'approve')).toBeNull();
  });

  it('ask for a second person unless the one-person mode is on', () => {
    expect([evaluateChecker(1, 2, false), evaluateChecker(1, 1, true), evaluateChecker(1, 1, false), evaluateChecker(1, 2, true)]).toEqual([
      'second_person', 'one_person_mode', 'same_person', 'second_person',
    ]);
  });
});
