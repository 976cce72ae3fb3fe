import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { evaluateTermSteps, nextTermStep, termStepKeys } from '#shared/domain/checks/term-steps.ts';
import type { TermCounts, TermStep, TermStepKey } from '#shared/domain/checks/term-steps.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { SentenceCode } from '#shared/text/sentences.ts';

const today = isoDate('2025-10-31');

const empty: TermCounts = {
  notify: { letters: 0, pupils: 0, given: 0, returned: 0, waiverDue: 0, replyBy: null },
  roster: { onRoll: 0, asOf: null, badNumbers: 0, boardingUnknown: 0, withoutClass: 0 },
  lists: { lists: 0, rows: 0, toDecide: 0 },
  identification: { inHardship: 0, notInHardship: 0, toDetermine: 0, matchedWithoutCase: 0 },
  notice: { drafts: 0, posted: 0, toEnd: 0, toTakeDown: 0, finished: 0, determinedUnposted: 0, classLevelOnly: 0, objectionsOpen: 0, objectionsOverdue: 0, nextReply: null, withoutEvidence: 0, nextDay: null },
  entitlement: { approved: 0, approvedFen: 0, proposed: 0, proposedFen: 0 },
  payment: { unbatched: 0, unbatchedFen: 0, withoutAccount: 0, toRelease: 0, toExport: 0, exported: 0, payBy: null, payByVerified: true, late: 0, lateFen: 0, soon: 0, soonFen: 0 },
  result: { paid: 0, paidFen: 0, failed: 0, failedFen: 0, corrected: 0, waiting: 0 },
  settlement: { dueFen: 0, paidFen: 0, outstandingFen: 0, cashFen: 0, closedOn: null, lastDay: isoDate('2026-01-31') },
  comparison: { exports: 0, pupils: null, hardship: null, aid: null },
  archive: { beneficiaries: 0 },
};

/** A term on its way: everything begun, six payments failed. */
const underWay: TermCounts = {
  ...empty,
  roster: { onRoll: 612, asOf: isoDate('2025-09-05'), badNumbers: 0, boardingUnknown: 0, withoutClass: 0 },
  lists: { lists: 4, rows: 1026, toDecide: 0 },
  identification: { inHardship: 148, notInHardship: 3, toDetermine: 0, matchedWithoutCase: 0 },
  notice: { ...empty.notice, finished: 1 },
  entitlement: { approved: 141, approvedFen: 8231250, proposed: 0, proposedFen: 0 },
  payment: { ...empty.payment, exported: 1 },
  result: { paid: 135, paidFen: 7856250, failed: 6, failedFen: 375000, corrected: 0, waiting: 0 },
  settlement: { ...empty.settlement, dueFen: 8231250, paidFen: 7856250, outstandingFen: 375000 },
  archive: { beneficiaries: 141 },
};

function stepOf(counts: TermCounts, key: TermStepKey): TermStep {
  const step = evaluateTermSteps(counts, today).find((one) => one.key === key);
  if (step === undefined) throw new Error(`no step ${key}`);
  return step;
}

function codesOf(step: TermStep): string[] {
  return step.missing.map((entry) => entry.code);
}

describe('the steps of a term', () => {
  test('are always the eleven, in their order, each with words', () => {
    for (const counts of [empty, underWay]) {
      const steps = evaluateTermSteps(counts, today);
      expect(steps.map((step) => step.key)).toEqual(termStepKeys);
      for (const saying of steps.flatMap((step) => [step.now, ...step.missing])) {
        expect(sentenceOf(saying.code as SentenceCode, saying.facts as never)).toMatch(/\p{Script=Han}/u);
      }
    }
  });

  test('an empty term begins with its roster', () => {
    expect(nextTermStep(evaluateTermSteps(empty, today))?.key).toBe('roster');
    expect(stepOf(empty, 'roster')).toMatchObject({ state: 'not_begun', missing: [{ code: 'home.roster_not_imported' }] });
    expect(stepOf(empty, 'payment').now.code).toBe('home.payment_nothing_due');
  });

  test('a term under way goes on with what failed', () => {
    const steps = evaluateTermSteps(underWay, today);
    expect(nextTermStep(steps)?.key).toBe('return');
    expect(stepOf(underWay, 'return')).toMatchObject({ state: 'open', missing: [{ tone: 'bad', facts: { count: 6, fen: 375000 } }] });
    expect(steps.filter((step) => step.state === 'done').map((step) => step.key)).toEqual(['roster', 'lists', 'identification', 'notice', 'entitlement', 'payment']);
  });

  test.each<[string, Partial<TermCounts['notice']>, string, string[]]>([
    ['runs', { posted: 1, nextDay: isoDate('2025-11-05') }, 'open', ['home.notice_until']],
    ['is over and waits for its result', { toEnd: 1, nextDay: isoDate('2025-10-28') }, 'overdue', ['home.notice_to_end']],
    ['must come down', { toTakeDown: 1, nextDay: isoDate('2025-10-30') }, 'overdue', ['home.notice_to_take_down']],
    ['is not posted yet', { drafts: 1 }, 'open', ['home.notice_drafts']],
    ['is missing for those determined', { determinedUnposted: 5 }, 'not_begun', ['home.notice_unposted']],
    ['is done', { finished: 2 }, 'done', []],
  ])('a notice that %s', (_name, notice, state, codes) => {
    const step = stepOf({ ...empty, notice: { ...empty.notice, ...notice } }, 'notice');
    expect([step.state, codesOf(step)]).toEqual([state, codes]);
  });

  test('the settlement is due on the last day of the term and done when it is closed', () => {
    const late = { ...underWay, settlement: { ...underWay.settlement, lastDay: isoDate('2025-10-30') } };
    expect(stepOf(underWay, 'settlement')).toMatchObject({ state: 'not_begun', deadline: '2026-01-31' });
    expect(stepOf(late, 'settlement')).toMatchObject({ state: 'overdue', missing: [{ tone: 'bad' }] });
    expect(stepOf({ ...late, settlement: { ...late.settlement, closedOn: isoDate('2025-10-31') } }, 'settlement').state).toBe('done');
  });

  test('a comparison without all its exports is not complete, however small the differences', () => {
    const comparison = { exports: 2, pupils: 0, hardship: 0, aid: null };
    expect(codesOf(stepOf({ ...underWay, comparison }, 'comparison'))).toEqual(['home.comparison_incomplete']);
    expect(stepOf({ ...underWay, comparison: { exports: 3, pupils: 0, hardship: 2, aid: 0 } }, 'comparison')).toMatchObject({ state: 'open', missing: [{ facts: { count: 2 } }] });
  });
});
