import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '#shared/domain/calendar/iso-date.ts';
import { weekdayCalendar, withCalendarDays } from '#shared/domain/calendar/workdays.ts';
import { classesNotReady } from '#shared/domain/notice/notice-level.ts';
import {
  checkerFindings, entryStanding, isOpenObjection, nextObjectionState, objectionDateProblem, objectionStates, objectionSteps, objectionStepsFrom, revealsObjector,
} from '#shared/domain/notice/objection.ts';
import { replyDeadline, replyTiming } from '#shared/domain/notice/objection-deadline.ts';
import { evidenceLacking } from '#shared/domain/notice/posting-evidence.ts';
import { announcedCalendar } from '#main/calendar/holidays.ts';

describe('states of an objection', () => {
  it('follow one table', () => {
    const reached = objectionStates.map((state) => [state, objectionSteps.map((step) => nextObjectionState(state, step))]);
    expect(reached).toEqual([
      ['received', ['checking', null, null, null, null, 'withdrawn']],
      ['checking', ['checking', 'answered', null, null, null, 'withdrawn']],
      ['answered', [null, null, 'reconsidering', null, 'closed', null]],
      ['reconsidering', [null, null, null, 'closed', null, null]],
      ['closed', [null, null, null, null, null, null]],
      ['withdrawn', [null, null, null, null, null, null]],
    ]);
  });

  it('end only after an answer or the objector’s own word, whatever the order of steps', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...objectionSteps), { maxLength: 12 }), (steps) => {
      let state: (typeof objectionStates)[number] = 'received';
      const taken: string[] = [];
      for (const step of steps) {
        const next = nextObjectionState(state, step);
        if (next === null) continue;
        state = next;
        taken.push(step);
      }
      if (state === 'closed') expect(taken).toContain('answer');
      if (state === 'withdrawn') expect(taken).not.toContain('answer');
      if (taken.includes('answer')) expect(taken.indexOf('check')).toBeLessThan(taken.indexOf('answer'));
      expect(isOpenObjection(state)).toBe(!['answered', 'closed', 'withdrawn'].includes(state));
      expect(objectionStepsFrom(state).length === 0).toBe(state === 'closed' || state === 'withdrawn');
    }));
  });
});

describe('the last day of an answer', () => {
  it.each([
    // Wednesday before National Day 2025: the holidays 1–8 October don't count, Saturday 11 is a working day.
    ['2025-09-30', 3, '2025-10-11', true],
    ['2025-09-24', 3, '2025-09-28', true],
    ['2025-09-26', 1, '2025-09-28', true],
    ['2025-10-10', 1, '2025-10-11', true],
    // Raised on a holiday or a weekend: the first working day after it is day one.
    ['2025-10-04', 3, '2025-10-11', true],
    ['2025-09-20', 3, '2025-09-24', true],
    // The year after isn't announced, and isn't needed while the last day falls before it.
    ['2030-12-25', 3, '2030-12-30', false],
  ] as const)('%s + %i working days is %s', (raisedOn, days, dueOn, verified) => {
    expect(replyDeadline(isoDate(raisedOn), days, announcedCalendar)).toEqual({ dueOn, verified });
  });

  it('follows a school’s own days, and is verified where they complete the year', () => {
    const own = withCalendarDays(weekdayCalendar, [{ date: isoDate('2031-03-12'), kind: 'holiday', name: '校运会', source: '本校' }], [2031]);
    expect(replyDeadline(isoDate('2031-03-11'), 2, own)).toEqual({ dueOn: '2031-03-14', verified: true });
    expect(replyDeadline(isoDate('2031-12-30'), 3, own)).toEqual({ dueOn: '2032-01-02', verified: false });
    expect(replyDeadline(isoDate('2031-12-26'), 3, own)).toEqual({ dueOn: '2031-12-31', verified: true });
  });

  it('counts exactly the working days asked for, the last one itself a working day', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 15 }), (offset, days) => {
      const raisedOn = addDays(isoDate('2024-06-01'), offset);
      const { dueOn } = replyDeadline(raisedOn, days, announcedCalendar);
      let counted = 0;
      for (let day = addDays(raisedOn, 1); day <= dueOn; day = addDays(day, 1)) counted += announcedCalendar.isWorkday(day) ? 1 : 0;
      expect([counted, announcedCalendar.isWorkday(dueOn)]).toEqual([days, true]);
    }));
  });

  it.each([
    ['2025-09-24', null, '2025-09-21', 'waiting'], ['2025-09-24', null, '2025-09-22', 'soon'], ['2025-09-24', null, '2025-09-24', 'soon'],
    ['2025-09-24', null, '2025-09-25', 'overdue'], ['2025-09-24', '2025-09-24', '2025-10-30', 'in_time'], ['2025-09-24', '2025-09-25', '2025-09-25', 'late'],
  ] as const)('due %s, answered %s, today %s: %s', (dueOn, answeredOn, today, timing) => {
    expect(replyTiming(isoDate(dueOn), answeredOn === null ? null : isoDate(answeredOn), isoDate(today))).toBe(timing);
  });
});

describe('dates', () => {
  const chain = { postedOn: isoDate('2025-09-15'), previous: isoDate('2025-09-18'), today: isoDate('2025-09-20') };
  it.each([
    ['2025-09-18', null], ['2025-09-20', null], ['2025-09-21', 'objection.date_in_future'], ['2025-09-14', 'objection.before_posting'], ['2025-09-17', 'objection.before_previous'],
  ] as const)('%s: %s', (onDate, code) => {
    expect(objectionDateProblem(isoDate(onDate), chain)?.code ?? null).toBe(code);
  });
});

describe('who looks into an objection', () => {
  const facts = { deciders: ['周敏（经办）'], objectorName: '钱静海', claim: '班主任吴 建国偏袒亲戚', onePersonMode: false };
  it.each([
    [['何志远'], []],
    [['周敏'], [['decided_it', true]]],
    [['钱静海'], [['raised_it', true]]],
    [['何志远', '吴建国'], [['named_in_it', true]]],
  ] as const)('%j: %j', (checkers, found) => {
    expect(checkerFindings(checkers, facts).map((one) => [one.fault, one.refused])).toEqual(found);
  });

  it('may be the decider where one person does everything, and it is said', () => {
    expect(checkerFindings(['周敏'], { ...facts, onePersonMode: true })).toEqual([{ name: '周敏', fault: 'decided_it', refused: false }]);
    expect(checkerFindings(['吴建国'], { ...facts, onePersonMode: true })[0]?.refused).toBe(true);
  });

  it('an anonymous objector is nobody in particular', () => {
    expect(checkerFindings(['何志远'], { ...facts, objectorName: '' })).toEqual([]);
  });
});

describe('a line under objections', () => {
  it.each([
    [[], 'clear'],
    [[{ state: 'received', outcomes: [] }], 'held'],
    [[{ state: 'closed', outcomes: ['uphold'] }, { state: 'reconsidering', outcomes: ['uphold'] }], 'held'],
    [[{ state: 'answered', outcomes: ['uphold'] }, { state: 'withdrawn', outcomes: [] }], 'clear'],
    [[{ state: 'answered', outcomes: ['adjust'] }], 'overturned'],
    [[{ state: 'closed', outcomes: ['cancel', 'uphold'] }], 'overturned'],
  ] as const)('%j is %s', (objections, standing) => {
    expect(entryStanding(objections)).toBe(standing);
  });
});

it('a text gives an objector away by name or contact, however it is spaced', () => {
  const objector = { name: '钱静海', contact: '0999-555 0123' };
  expect(['已答复钱静海', '已答复 钱 静海', '已致电09995550123', '已答复反映人'].map((text) => revealsObjector(text, objector))).toEqual([true, true, true, false]);
  expect(revealsObjector('任何话', { name: '', contact: '' })).toBe(false);
});

it('a class is ready when its own notice is over before the school’s is hung', () => {
  const line = (className: string, standing: 'none' | 'draft' | 'posted' | 'held' | 'ended', endOn: string | null) => ({ className, standing, endOn: endOn === null ? null : isoDate(endOn) });
  expect(classesNotReady([line('一班', 'ended', '2025-09-18'), line('一班', 'ended', '2025-09-18')], isoDate('2025-09-19'))).toEqual([]);
  expect(classesNotReady([
    line('一班', 'ended', '2025-09-19'), line('二班', 'none', null), line('二班', 'none', null), line('三班', 'posted', '2025-09-22'), line('三班', 'held', '2025-09-18'),
  ], isoDate('2025-09-19')).map((one) => [one.className, one.why, one.count])).toEqual([['一班', 'overlaps', 1], ['二班', 'none', 2], ['三班', 'posted', 1], ['三班', 'held', 1]]);
});

describe('evidence of a posting', () => {
  const notice = { state: 'posted', postedOn: isoDate('2025-09-15'), endOn: isoDate('2025-09-22'), withdrawn: false, poster: '周敏' } as const;
  const first = { kind: '首日近景', takenOn: isoDate('2025-09-15') };
  const last = { kind: '末日远景', takenOn: isoDate('2025-09-22') };
  it.each([
    ['a draft lacks nothing', { state: 'draft', postedOn: null, endOn: null }, [], '2025-09-16', []],
    ['a withdrawn one lacks nothing', { withdrawn: true }, [], '2025-09-30', []],
    ['hung without anything', { poster: '' }, [], '2025-09-16', ['poster', 'first_day']],
    ['the last day asks for its photo', {}, [first], '2025-09-22', ['last_day']],
    ['the day before does not', {}, [first], '2025-09-21', []],
    ['ended, the signed result is due', { state: 'ended' }, [first, last], '2025-09-23', ['result_paper']],
    ['all there', { state: 'taken_down' }, [first, last, { kind: '公示结果说明', takenOn: null }], '2025-09-30', []],
    ['a photo of another day proves nothing of this one', {}, [{ ...first, takenOn: isoDate('2025-09-17') }], '2025-09-18', ['wrong_day']],
  ] as const)('%s', (_what, change, pieces, today, lacking) => {
    expect(evidenceLacking({ ...notice, ...change }, pieces, isoDate(today))).toEqual(lacking);
  });
});
