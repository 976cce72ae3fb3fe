import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { ADJUSTMENT_STEPS, adjustmentKindOf, adjustmentNeeds, adjustmentStateOf, calculatedOf } from '#shared/domain/entitlement/adjustment.ts';
import type { MovementFacts } from '#shared/domain/entitlement/movement-effect.ts';
import { evaluateMovement } from '#shared/domain/entitlement/movement-effect.ts';
import { statusMovements } from '#shared/domain/roster/movement.ts';
import { AUTUMN } from './pupil.ts';

const amounts = fc.integer({ min: 0, max: 200_000 }).map(fen);

describe('an adjustment', () => {
  test.each([
    [[], 'pending'], [['approve'], 'recovering'], [['approve', 'apply'], 'applied'], [['reject'], 'rejected'], [['withdraw'], 'withdrawn'],
    [['apply'], null], [['reject', 'approve'], null], [['approve', 'withdraw'], null], [['approve', 'apply', 'apply'], null],
  ] as const)('after %j is %s', (steps, state) => { expect(adjustmentStateOf(steps)).toBe(state); });

  test('never gets past its end, whatever is tried', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...ADJUSTMENT_STEPS), { maxLength: 6 }), (steps) => {
      const state = adjustmentStateOf(steps);
      if (state === 'applied') expect(steps).toEqual(['approve', 'apply']);
    }));
  });

  test('is told by its amounts', () => {
    expect([adjustmentKindOf(fen(100), fen(150)), adjustmentKindOf(fen(100), fen(50)), adjustmentKindOf(fen(100), fen(0)), adjustmentKindOf(fen(100), fen(100))])
      .toEqual(['increase', 'decrease', 'end', null]);
  });

  test('takes effect at once only where what was sent stays within the new amount', () => {
    fc.assert(fc.property(amounts.filter((one) => one > 0), amounts, amounts, amounts, (before, after, openFen, paidFen) => {
      const kind = adjustmentKindOf(before, after);
      if (kind === null || kind === 'increase') return;
      const needs = adjustmentNeeds(kind, after, { openFen, paidFen });
      expect(needs === 'nothing').toBe(openFen + paidFen <= after);
      if (needs === 'recovery') expect([kind, openFen, paidFen > 0]).toEqual(['end', 0, true]);
    }));
  });

  test('made by hand is no change of facts; one that follows from facts is what the rules said last', () => {
    const held = { amountFen: fen(90), basis: 'a' };
    expect(calculatedOf(held, [])).toEqual(held);
    expect(calculatedOf(held, [{ beforeFen: fen(100), afterFen: fen(90), basis: null }])).toEqual({ amountFen: 100, basis: 'a' });
    expect(calculatedOf(held, [{ beforeFen: fen(100), afterFen: fen(80), basis: 'b' }, { beforeFen: fen(80), afterFen: fen(90), basis: null }])).toEqual({ amountFen: 80, basis: 'b' });
  });
});

const moved = (change: Partial<MovementFacts>): MovementFacts => ({
  kind: 'suspend', effectiveDate: isoDate('2025-10-20'), term: AUTUMN, byMonth: false, held: 'approved', paidFen: fen(0), decided: null, paidOn: [], ...change,
});
const autumnDay = fc.integer({ min: 0, max: 150 }).map((days) => new Date(Date.UTC(2025, 8, 2 + days)).toISOString().slice(0, 10) as IsoDate).filter((day) => day <= '2026-01-31');

describe('a movement inside the term', () => {
  test.each([
    ['休学, whole term, nobody decided', {}, 'ask', 'term_undecided'],
    ['休学, by month', { byMonth: true }, 'stop', 'stop_next_month'],
    ['转出, by month', { kind: 'transfer_out', byMonth: true }, 'stop', 'stop_month_after'],
    ['转出, decided to pay', { kind: 'transfer_out', decided: 'pay', paidFen: fen(75_000) }, 'none', 'decided_pay'],
    ['转出, refused, paid before', { kind: 'transfer_out', decided: 'refuse', paidFen: fen(75_000) }, 'recover', 'prepaid'],
    ['退学, refused, nothing paid', { kind: 'withdraw', decided: 'refuse' }, 'stop', 'decided_refuse'],
    ['死亡, nothing paid', { kind: 'decease' }, 'stop', 'deceased'],
    ['死亡, paid before it', { kind: 'decease', paidFen: fen(1), paidOn: [isoDate('2025-10-10')] }, 'stop', 'deceased'],
    ['死亡, paid after it', { kind: 'decease', paidFen: fen(1), paidOn: [isoDate('2025-10-21')] }, 'recover', 'paid_after_death'],
    ['毕业', { kind: 'graduate' }, 'none', 'last_term'],
    ['复学', { kind: 'resume' }, 'resume', 'back'],
    ['转入, nobody asked the previous school', { kind: 'transfer_in' }, 'ask', 'previous_school'],
    ['after the term', { effectiveDate: isoDate('2026-03-01') }, 'none', 'in_time'],
  ] as const)('%s', (_, change, effect, code) => { expect(evaluateMovement(moved(change as Partial<MovementFacts>))).toMatchObject({ effect, code }); });

  test('never takes money back that was not paid, and never lets a death stand without effect', () => {
    fc.assert(fc.property(fc.constantFrom(...statusMovements), autumnDay, fc.boolean(), fc.constantFrom(null, 'pay' as const, 'refuse' as const), fc.array(autumnDay, { maxLength: 3 }), (kind, effectiveDate, byMonth, decided, paidOn) => {
      const verdict = evaluateMovement(moved({ kind, effectiveDate, byMonth, decided, paidOn, paidFen: fen(paidOn.length * 100) }));
      if (verdict.effect === 'recover') expect(paidOn.length).toBeGreaterThan(0);
      if (kind === 'decease') expect(['stop', 'recover']).toContain(verdict.effect);
      expect(verdict.clause).not.toBe('');
    }));
  });
});
