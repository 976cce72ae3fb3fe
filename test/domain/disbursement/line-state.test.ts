import { describe, expect, it } from 'vitest';
import { awaitsAnswer, holdsMoney, movesFrom, nextLineState, paymentLineMoves, paymentLineStates } from '#shared/domain/disbursement/line-state.ts';

describe('states of a payment line (handbook 4.2)', () => {
  it.each([
    ['due', 'submit', 'submitted'], ['due', 'waive', 'waived'], ['submitted', 'transfer', 'transferred'], ['submitted', 'withdraw', 'withdrawn'],
    ['transferred', 'pay', 'paid'], ['transferred', 'fail', 'failed'], ['transferred', 'leave_unanswered', 'unanswered'],
    ['unanswered', 'pay', 'paid'], ['unanswered', 'fail', 'failed'], ['failed', 'correct', 'corrected'], ['failed', 'waive', 'waived'],
    ['corrected', 'reissue', 'reissued'], ['paid', 'find_wrong', 'wrong'], ['wrong', 'recover', 'recovered'],
    ['failed', 'pay', 'paid'], ['paid', 'fail', 'failed'],
  ] as const)('%s –%s→ %s', (from, move, to) => {
    expect(nextLineState(from, move)).toBe(to);
  });

  it.each([
    ['failed', 'reissue'], ['paid', 'reissue'], ['due', 'pay'], ['submitted', 'recover'], ['paid', 'withdraw'], ['transferred', 'withdraw'], ['paid', 'waive'],
  ] as const)('%s can\'t %s', (from, move) => {
    expect(nextLineState(from, move)).toBeNull();
  });

  it('ends in recovered, waived and withdrawn', () => {
    for (const state of ['recovered', 'waived', 'withdrawn'] as const) expect(movesFrom(state)).toEqual([]);
  });

  it('reaches every state from due, and never money twice: a reissued line holds none', () => {
    const reached = new Set(['due']);
    for (let round = 0; round < paymentLineStates.length; round += 1) {
      for (const state of paymentLineStates) {
        if (!reached.has(state)) continue;
        for (const move of paymentLineMoves) {
          const next = nextLineState(state, move);
          if (next) reached.add(next);
        }
      }
    }
    expect([...reached].sort()).toEqual([...paymentLineStates].sort());
    expect(paymentLineStates.filter((state) => !holdsMoney(state))).toEqual(['reissued', 'recovered', 'withdrawn']);
    expect(paymentLineStates.filter(awaitsAnswer)).toEqual(['submitted', 'transferred', 'unanswered']);
  });
});
