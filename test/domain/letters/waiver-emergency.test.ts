import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { caseStates, moveCase } from '#shared/domain/identification/case-state.ts';
import type { CaseState, IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import { emergencyActs, emergencyKinds, emergencyProblems, emergencyProofHint, emergencyState, emergencyStepProblems, moveEmergency } from '#shared/domain/letters/emergency.ts';
import { coveringWaiver, reopeningEvent, revocationProblems, waiverEffect, waiverProblems } from '#shared/domain/letters/waiver.ts';

const day = isoDate;
const today = day('2025-10-31');

describe('a waiver', () => {
  test.each<[string, { route: IdentificationRoute; state: CaseState } | null, boolean, string]>([
    ['listed, no case', null, true, 'open'], ['not listed, no case', null, false, 'none'], ['applied', { route: 'application', state: 'applied' }, false, 'decline'],
    ['found by the list', { route: 'list_match', state: 'pre_identified' }, true, 'decline'], ['confirmed', { route: 'list_match', state: 'confirmed' }, true, 'decline'],
    ['while the notice hangs', { route: 'list_match', state: 'noticed' }, true, 'forbidden'], ['declined before', { route: 'list_match', state: 'declined' }, true, 'none'],
  ])('%s', (_name, one, listed, effect) => {
    expect(waiverEffect(one, listed)).toBe(effect);
  });

  test.each([
    ['all aid covers everything', [null, null], ['yw.board', 'autumn'], true], ['an item does not cover all aid', ['yw.board', null], [null, null], false],
    ['a year covers its terms', ['yw.board', null], ['yw.board', 'autumn'], true], ['a term does not cover the year', ['yw.board', 'autumn'], ['yw.board', null], false],
    ['nor the other term', ['yw.board', 'autumn'], ['yw.board', 'spring'], false], ['the same again', ['yw.board', 'autumn'], ['yw.board', 'autumn'], true],
    ['another item', ['yw.board', null], ['yw.day', null], false],
  ] as const)('%s', (_name, before, asked, covered) => {
    const terms = { autumn: '2025-2026-1', spring: '2025-2026-2' };
    const scope = ([programmeKey, term]: readonly [string | null, 'autumn' | 'spring' | null]) => ({ programmeKey, term: term === null ? null : terms[term] as never });
    expect(coveringWaiver([scope(before)], scope(asked)) !== undefined).toBe(covered);
  });

  test('declines exactly where the case can, and what it closed its revocation reopens', () => {
    for (const state of caseStates) {
      const one = { route: 'application' as const, state };
      expect(waiverEffect(one, true) === 'decline', state).toBe(moveCase(state, 'decline').ok);
      const event = reopeningEvent(one);
      expect(event === null, state).toBe(state !== 'declined');
      if (event !== null) expect(moveCase(state, event)).toEqual({ ok: true, to: 'applied' });
    }
    expect(moveCase('declined', reopeningEvent({ route: 'automatic_entitlement', state: 'declined' })!)).toEqual({ ok: true, to: 'pre_identified' });
  });

  test('dates', () => {
    expect(waiverProblems(day('2025-11-01'), today).map((one) => one.code)).toEqual(['waiver.signed_in_future']);
    expect(waiverProblems(today, today)).toEqual([]);
    expect(revocationProblems(day('2025-09-10'), day('2025-09-09'), today).map((one) => one.code)).toEqual(['waiver.revoked_before_signed']);
    expect(revocationProblems(day('2025-09-10'), day('2025-11-01'), today).map((one) => one.code)).toEqual(['waiver.revoked_in_future']);
    expect(revocationProblems(day('2025-09-10'), day('2025-09-10'), today)).toEqual([]);
  });
});

describe('an emergency', () => {
  test('is referred once, closed from anywhere open, and goes on only when reopened', () => {
    expect(emergencyState([])).toBe('open');
    expect(emergencyState(['measure', 'refer', 'measure', 'close'])).toBe('closed');
    expect(emergencyState(['close', 'reopen', 'refer'])).toBe('referred');
    expect(moveEmergency('referred', 'refer')).toBeNull();
    expect(moveEmergency('closed', 'measure')).toBeNull();
    expect(() => emergencyState(['close', 'measure'])).toThrow(RangeError);
  });

  test('no log of possible acts ends in a state the acts do not explain', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...emergencyActs), { maxLength: 30 }), (acts) => {
      const log: (typeof acts)[number][] = [];
      for (const act of acts) if (moveEmergency(emergencyState(log), act) !== null) log.push(act);
      const turn = log.findLast((act) => act !== 'measure');
      expect(emergencyState(log)).toBe(turn === undefined || turn === 'reopen' ? 'open' : turn === 'refer' ? 'referred' : 'closed');
    }));
  });

  test.each([
    ['2025-10-01', '2025-10-01', []], ['2025-10-02', '2025-10-01', ['emergency.reported_before_happened']], ['2025-11-01', '2025-11-02', ['emergency.in_future', 'emergency.in_future']],
  ])('happened %s, reported %s', (happened, reported, codes) => {
    expect(emergencyProblems(day(happened), day(reported), today).map((one) => one.code)).toEqual(codes);
  });

  test('steps lie between the event and today; every kind has its usual paper', () => {
    expect(emergencyStepProblems(day('2025-09-30'), day('2025-10-01'), today).map((one) => one.code)).toEqual(['emergency.step_before_happened']);
    expect(emergencyStepProblems(day('2025-11-01'), day('2025-10-01'), today).map((one) => one.code)).toEqual(['emergency.in_future']);
    expect(emergencyStepProblems(today, day('2025-10-01'), today)).toEqual([]);
    expect(new Set(emergencyKinds.map(emergencyProofHint)).size).toBe(emergencyKinds.length);
  });
});
