import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { educationStages } from '#shared/domain/roster/stage.ts';
import { reason } from '#shared/domain/entitlement/reason.ts';
import { decidingReason, evaluateEveryProgramme, isNotRunHere, standingOf } from '#shared/domain/entitlement/standing.ts';
import { AUTUMN, LOW_INCOME, POLICY, pupil } from './pupil.ts';

const anyPupil = fc.record({
  stage: fc.constantFrom(...educationStages), boarding: fc.constantFrom('boarding' as const, 'day' as const, 'unknown' as const),
  status: fc.constantFrom('enrolled' as const, 'suspended' as const, 'transferred_out' as const, 'deceased' as const), statusFrom: fc.constantFrom(null, isoDate('2025-10-10')),
  determination: fc.constantFrom(pupil().determination, null), groups: fc.subarray([LOW_INCOME]),
}).map(pupil);

describe('every pupil × programme of the stage', () => {
  test('has exactly one evaluation, one standing and, where not due, one deciding reason', () => {
    fc.assert(fc.property(anyPupil, (one) => {
      const found = evaluateEveryProgramme(one, AUTUMN, POLICY);
      const ofStage = POLICY.catalogue.programmes.filter((programme) => programme.stages.includes(one.stage)).map(({ key }) => key);
      expect(found.map(({ programmeKey }) => programmeKey)).toEqual(ofStage);
      for (const evaluation of found) {
        const standing = standingOf(null, evaluation);
        expect(standing === 'due').toBe(evaluation.kind === 'proposed');
        if (evaluation.kind === 'proposed') continue;
        const deciding = decidingReason(evaluation.reasons);
        expect(deciding?.verdict).toBe(evaluation.kind === 'not' ? 'against' : 'ask');
        expect(evaluation.reasons).toContain(deciding);
      }
    }));
  });

  test.each([
    ['held and approved', 'approved', 'approved'], ['held and waiting', 'proposed', 'proposed'], ['not held', null, 'not'],
  ] as const)('what is held comes first: %s', (_, held, standing) => {
    expect(standingOf(held, { studentId: 1, programmeKey: 'yw.board', kind: 'not', reasons: [] })).toBe(standing);
  });

  test('a day pupil is told so before it is said what else is missing', () => {
    const board = evaluateEveryProgramme(pupil({ boarding: 'day', determination: null }), AUTUMN, POLICY).find(({ programmeKey }) => programmeKey === 'yw.board');
    expect(board?.kind === 'not' ? [decidingReason(board.reasons)?.code, board.reasons.length > 1] : null).toEqual(['entitlement.boarding_mismatch', true]);
  });

  test('the dead are told of the death, not of the missing grade', () => {
    const reasons = [reason('entitlement.not_identified', {}), reason('entitlement.deceased', { from: isoDate('2025-10-10') })];
    expect(decidingReason(reasons)?.code).toBe('entitlement.deceased');
    expect(decidingReason([])).toBeNull();
  });

  test('aid in kind says that nothing is paid to the pupil', () => {
    const book = evaluateEveryProgramme(pupil(), AUTUMN, POLICY).find(({ programmeKey }) => programmeKey === 'yw.book');
    expect(book).toMatchObject({ kind: 'not', reasons: [{ code: 'entitlement.nothing_paid', facts: { shape: 'in_kind' } }] });
    expect(book?.kind === 'not' && isNotRunHere(book.reasons)).toBe(true);
  });
});
