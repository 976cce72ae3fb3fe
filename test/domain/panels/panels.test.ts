import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYear } from '#shared/domain/calendar/term.ts';
import type { PanelRule } from '#shared/domain/identification/procedure-profile.ts';
import { evaluateCase, strayVoters } from '#shared/domain/panels/case-evaluation.ts';
import { caseLabel, moveMeeting } from '#shared/domain/panels/meeting.ts';
import { countedYear, evaluatePanel, pupilSeatFinding, sitsOn } from '#shared/domain/panels/panel.ts';
import type { MemberKind } from '#shared/domain/panels/panel.ts';
import { proposalProblem } from '#shared/domain/panels/proposal.ts';
import { findRecusals } from '#shared/domain/panels/recusal.ts';
import { evaluateScores, formatMark, parseMark, trimmedMean } from '#shared/domain/panels/trimmed-mean.ts';
import { evaluateVotes } from '#shared/domain/panels/voting.ts';
import { countPlainly, meanPlainly } from './plain-count.ts';

const rule: PanelRule = { minMembers: 7, minParentPupil: 3, minPupilYear: 4, attendancePercent: null, majorityPercent: null };
const year = schoolYear('2025-2026');
const member = (name: string, kind: MemberKind, level: number | null = null) => ({ name, kind, year: level });

describe('a body', () => {
  test.each([
    ['preschool', 2023, 0], ['primary', 2025, 1], ['primary', 2022, 4], ['junior', 2025, 7], ['senior', 2024, 11], ['vocational', 2023, 12], ['primary', 2010, null], ['primary', null, null],
  ] as const)('%s entered %s is counted year %s', (stage, entryYear, counted) => {
    expect(countedYear({ stage, entryYear, yearOffset: 0 }, year)).toBe(counted);
  });

  test('a pupil below the set year is refused, one whose year is not known too; without a set year nobody is', () => {
    expect(pupilSeatFinding(rule, member('小禾', 'pupil', 3))).toEqual({ severity: 'refuse', code: 'panel.pupil_too_young', facts: { name: '小禾', least: 4 } });
    expect(pupilSeatFinding(rule, member('小禾', 'pupil', null))?.code).toBe('panel.pupil_year_unknown');
    expect(pupilSeatFinding(rule, member('小禾', 'pupil', 4))).toBeNull();
    expect(pupilSeatFinding(rule, member('李老师', 'teacher', 1))).toBeNull();
    expect(pupilSeatFinding({ ...rule, minPupilYear: null }, member('小禾', 'pupil', 1))).toBeNull();
  });

  test('sizes only warn, and only where the place set them', () => {
    const few = [member('a', 'leader'), member('b', 'parent')];
    expect(evaluatePanel(rule, few)).toEqual([
      { severity: 'warn', code: 'panel.too_few_members', facts: { count: 2, least: 7 } }, { severity: 'warn', code: 'panel.too_few_parents_pupils', facts: { count: 1, least: 3 } },
    ]);
    expect(evaluatePanel({ ...rule, minMembers: null, minParentPupil: null }, few)).toEqual([]);
    expect(evaluatePanel({ ...rule, minMembers: 2, minParentPupil: 1 }, few)).toEqual([]);
  });

  test('the last day of office is still of it', () => {
    const seat = { fromOn: isoDate('2025-09-01'), untilOn: isoDate('2025-10-10') };
    expect(['2025-08-31', '2025-09-01', '2025-10-10', '2025-10-11'].map((day) => sitsOn(seat, isoDate(day)))).toEqual([false, true, true, false]);
  });
});

describe('who keeps out', () => {
  const trace = (studentId: number, part: object = {}) => ({ studentId, surname: '李', address: '', memberIdNumbers: [], memberNameKeys: [], ...part });
  const seat = (memberId: number, part: object) => ({ memberId, kind: 'teacher' as const, nameKey: '', studentId: null, relatedStudentIds: [], ...part });

  test('the applicant and who is entered as guardian or relative do; looking like one household only asks', () => {
    const households = new Map([
      [1, trace(1, { memberIdNumbers: ['A', ''], memberNameKeys: ['李吉祥'] })], [2, trace(2, { memberIdNumbers: ['A'] })], [3, trace(3, { address: '柳溪村3组' })], [4, trace(4, { address: '柳溪村3组' })],
      [5, trace(5, { address: '柳溪村3组', surname: '王' })], [6, trace(6, { memberIdNumbers: [''] })],
    ]);
    const found = findRecusals([
      seat(11, { kind: 'pupil', studentId: 1 }), seat(12, { kind: 'parent', relatedStudentIds: [3] }), seat(13, { relatedStudentIds: [5] }), seat(14, { nameKey: '李吉祥' }),
    ], [1, 2, 3, 4, 5, 6, 7], households);
    expect(found.map((one) => [one.studentId, one.memberId, one.ground])).toEqual([
      [1, 11, 'self'], [1, 14, 'named_in_household'], [2, 11, 'shared_household'], [3, 12, 'guardian'], [4, 12, 'shared_household'], [5, 13, 'relative'],
    ]);
  });
});

const grades = ['特别困难', '困难', '一般困难', '不困难'];
const percent = fc.option(fc.integer({ min: 1, max: 100 }));
const meeting = fc.record({
  seats: fc.array(fc.boolean(), { maxLength: 15 }).map((present) => present.map((here, index) => ({ memberId: index + 1, present: here }))),
  recused: fc.array(fc.integer({ min: 1, max: 15 }), { maxLength: 5 }).map((ids) => new Set(ids)),
  attendance: percent, majority: percent, ballots: fc.array(fc.constantFrom(...grades, '弃权', '废票'), { maxLength: 15 }), exact: fc.boolean(),
});

describe('votes', () => {
  const body = { expected: 9, present: 8 };
  test.each([
    [{ 困难: 5, 一般困难: 3 }, 'carried'], [{ 困难: 4, 一般困难: 4 }, 'tie'], [{ 困难: 4, 弃权: 4 }, 'carried'], [{ 弃权: 5, 废票: 3 }, 'no_grade'], [{ 困难: 5 }, 'count_differs'],
  ])('%o is %s', (votes, kind) => {
    expect(evaluateVotes(rule, body, new Map(Object.entries(votes))).kind).toBe(kind);
  });

  test('a set majority counts abstentions among those who came: 5 of 8 is short of 66 %', () => {
    expect(evaluateVotes({ ...rule, majorityPercent: 66 }, body, new Map([['困难', 5], ['弃权', 3]])).kind).toBe('short');
    expect(evaluateVotes({ ...rule, majorityPercent: 66 }, body, new Map([['困难', 6], ['弃权', 2]])).kind).toBe('carried');
    expect(evaluateVotes({ ...rule, attendancePercent: 90 }, body, new Map([['困难', 8]])).kind).toBe('no_quorum');
  });

  test('quorum and majority after recusal agree with a plain count, thousands of times', () => {
    fc.assert(fc.property(meeting, ({ seats, recused, attendance, majority, ballots, exact }) => {
      const may = seats.filter((seat) => seat.present && !recused.has(seat.memberId));
      const cast = exact ? Array.from({ length: may.length }, (_, index) => ballots[index] ?? '弃权') : ballots;
      const found = evaluateCase({ method: 'secret_ballot', trim: 0, rule: { ...rule, attendancePercent: attendance, majorityPercent: majority } }, seats,
        { recused, votes: cast.map((choice) => ({ memberId: null, choice, votes: 1 })), scores: [] });
      const plain = countPlainly(seats, recused, cast, { attendance, majority });
      expect(found.kind).toBe(plain.kind);
      if (found.kind === 'tie') expect(found.grades.toSorted()).toEqual([...plain.grades].toSorted());
      if (found.kind === 'carried' || found.kind === 'short') expect([found.grade]).toEqual(plain.grades);
    }), { numRuns: 3000 });
  });

  test('the order of ballots, and counting them one by one or together, change nothing', () => {
    fc.assert(fc.property(meeting, ({ seats, recused, ballots }) => {
      const one = ballots.map((choice) => ({ memberId: null, choice, votes: 1 }));
      const counts = [...Map.groupBy(ballots, (choice) => choice)].map(([choice, all]) => ({ memberId: null, choice, votes: all.length }));
      const rules = { method: 'secret_ballot' as const, trim: 0, rule };
      const first = evaluateCase(rules, seats, { recused, votes: one, scores: [] });
      const second = evaluateCase(rules, seats, { recused, votes: counts.toReversed(), scores: [] });
      expect(first.kind).toBe(second.kind);
      if (first.kind === 'carried' && second.kind === 'carried') expect(first).toEqual(second);
    }), { numRuns: 1000 });
  });

  test('votes of who left or keeps out are found', () => {
    const seats = [{ memberId: 1, present: true }, { memberId: 2, present: false }, { memberId: 3, present: true }];
    expect(strayVoters(seats, { recused: new Set([3]), votes: [1, 2, 3].map((memberId) => ({ memberId, choice: '困难', votes: 1 })), scores: [] })).toEqual([2, 3]);
  });
});

describe('scores', () => {
  test.each([
    [[8000, 9000, 10000], 1, 9000], [[8000, 9000], 1, null], [[8000], 0, 8000], [[], 0, null], [[1, 2], 0, 2], [[9999, 9999, 9999, 0], 1, 9999], [[5000, 5000, 5001], 0, 5000],
  ])('%j without %i at each end is %s', (scores, trim, mean) => {
    expect(trimmedMean(scores, trim)).toBe(mean);
  });

  test('the trimmed mean agrees with taking them out one by one, thousands of times', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 30 }), fc.integer({ min: 0, max: 9 }), (scores, trim) => {
      expect(trimmedMean(scores, trim) ?? undefined).toBe(meanPlainly(scores, trim));
    }), { numRuns: 5000 });
  });

  test('everyone who may gives one, and nothing is left out of too few', () => {
    const body = { expected: 5, present: 4 };
    expect(evaluateScores(rule, body, [1, 2, 3], 0).kind).toBe('count_differs');
    expect(evaluateScores(rule, body, [1, 2, 3, 4], 2).kind).toBe('too_few_to_trim');
    expect(evaluateScores(rule, body, [8000, 8500, 9000, 100], 1)).toMatchObject({ kind: 'mean', meanHundredths: 8250, counted: 2 });
  });

  test('what is typed is read exactly or not at all', () => {
    expect(['87.5', '８７．５０', ' 100 ', '0', '87.555', '-1', '100.01', '', '八十', '1e2'].map((text) => parseMark(text, 10_000))).toEqual([8750, 8750, 10_000, 0, null, null, null, null, null, null]);
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), (score) => { expect(parseMark(formatMark(score), 100_000)).toBe(score); }));
  });
});

describe('a proposal', () => {
  const at = { expected: 9, present: 8 };
  const tie = { kind: 'tie' as const, grades: ['困难', '一般困难'], votes: 4, body: at };
  const carried = { kind: 'carried' as const, grade: '困难', votes: 6, body: at };
  const none = { grade: null, heldOver: false, reason: '', byChair: false };
  const chair = { method: 'secret_ballot' as const, tieRule: 'chair' as const, chairRecused: false };

  test.each([
    ['nothing written', none, carried, chair, 'meeting.case_open'],
    ['the grade carried', { ...none, grade: '困难' }, carried, chair, null],
    ['another grade', { ...none, grade: '一般困难' }, carried, chair, 'meeting.grade_not_carried'],
    ['held over without a word', { ...none, heldOver: true }, carried, chair, 'meeting.held_over_needs_reason'],
    ['held over', { ...none, heldOver: true, reason: '材料不全' }, { kind: 'no_quorum' as const, body: at }, chair, null],
    ['a tie nobody decided', { ...none, grade: '困难' }, tie, chair, 'meeting.tie_needs_chair'],
    ['a tie the chair decided', { ...none, grade: '困难', byChair: true, reason: '家庭负担重' }, tie, chair, null],
    ['the chair outside the tie', { ...none, grade: '特别困难', byChair: true, reason: '重病' }, tie, chair, 'meeting.chair_outside_tie'],
    ['a tie with the chair kept out', { ...none, grade: '困难', byChair: true, reason: '重' }, tie, { ...chair, chairRecused: true }, 'meeting.chair_recused'],
    ['a tie to be voted again', { ...none, grade: '困难', byChair: true, reason: '重' }, tie, { ...chair, tieRule: 'revote' as const }, 'meeting.tie_needs_revote'],
    ['too few came', { ...none, grade: '困难' }, { kind: 'no_quorum' as const, body: at }, chair, 'meeting.no_quorum'],
    ['a mean without a word', { ...none, grade: '困难' }, { kind: 'mean' as const, meanHundredths: 8000, counted: 6, body: at }, chair, 'meeting.score_needs_reason'],
    ['a mean with its reason', { ...none, grade: '困难', reason: '两人读书' }, { kind: 'mean' as const, meanHundredths: 8000, counted: 6, body: at }, chair, null],
  ])('%s', (_case, proposal, outcome, context, problem) => {
    expect(proposalProblem(proposal, outcome, context)).toBe(problem);
  });
});

test('minutes go forward only; a correction after signing asks for a new signature', () => {
  expect(moveMeeting('draft', 'close')).toBe('closed');
  expect(moveMeeting('closed', 'close')).toBeNull();
  expect(moveMeeting('closed', 'discard')).toBeNull();
  expect(moveMeeting('draft', 'sign')).toBeNull();
  expect(moveMeeting('draft', 'correct')).toBeNull();
  expect(moveMeeting('signed', 'correct')).toBe('closed');
  expect(caseLabel(3, 7)).toBe('3-07');
});
