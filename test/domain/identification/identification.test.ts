import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { caseEvents, caseStates, firstCaseState, identificationRoutes, moveCase } from '#shared/domain/identification/case-state.ts';
import { currentDetermination, decisionEffect, decisionProblems, determinationInTerm } from '#shared/domain/identification/determination.ts';
import type { Determination } from '#shared/domain/identification/determination.ts';
import { evidenceState } from '#shared/domain/identification/evidence.ts';
import { gradeRank, isHardshipGrade, parseHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import { coverageOf, formatSpecialGroup, isSpecialGroupKey, localGroupKey, parseSpecialGroups, specialGroups } from '#shared/domain/identification/special-group.ts';
import { readRowGroup } from '#shared/domain/matching/list-kind.ts';

const set = ['特别困难', '困难', '一般困难', '不困难'];

describe('special groups', () => {
  it('has the fourteen groups of the form first, and no word that means two of them', () => {
    expect(specialGroups.slice(0, 14).map((group) => group.ordinal)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    const words = specialGroups.flatMap((group) => [group.label, ...group.aliases]);
    expect(new Set(words).size).toBe(words.length);
    for (const group of specialGroups) {
      for (const word of [group.label, ...group.aliases]) expect(parseSpecialGroups(word)).toEqual({ keys: [group.key], unknown: [] });
    }
  });
  it.each([
    ['农村低保', ['subsistence_allowance'], []],
    ['1.脱贫户、低保户', ['out_of_poverty_household', 'subsistence_allowance'], []],
    ['低保；低保户', ['subsistence_allowance'], []],
    ['无', [], []],
    ['', [], []],
    ['困境儿童', [], ['困境儿童']],
  ])('reads %s', (text, keys, unknown) => {
    expect(parseSpecialGroups(text)).toEqual({ keys, unknown });
  });
  it('lets a school name a group of its own, which covers the person listed only', () => {
    const key = localGroupKey('困境儿童');
    expect([formatSpecialGroup(key), isSpecialGroupKey(key), coverageOf(key)]).toEqual(['困境儿童', true, 'person']);
    expect(isSpecialGroupKey(localGroupKey(' '))).toBe(false);
    expect(isSpecialGroupKey('nobody_knows')).toBe(false);
  });
  it.each([
    ['rural', { category: '脱贫不稳定户', householdType: '脱贫户' }, null, { kind: 'group', key: 'monitored_unstable' }],
    ['rural', { category: '', householdType: '脱贫户' }, null, { kind: 'group', key: 'out_of_poverty_household' }],
    ['rural', { category: '无', householdType: '脱贫户' }, null, { kind: 'group', key: 'out_of_poverty_household' }],
    ['rural', { category: '', householdType: '一般农户' }, 'out_of_poverty_household', { kind: 'none', text: '一般农户' }],
    ['rural', { category: '', householdType: '' }, null, { kind: 'missing' }],
    ['rural', { category: '', householdType: '' }, 'monitored_marginal', { kind: 'group', key: 'monitored_marginal' }],
    ['rural', { category: '神秘户', householdType: '脱贫户' }, null, { kind: 'unknown', text: '神秘户' }],
    ['subsistence', { category: '', householdType: '' }, null, { kind: 'group', key: 'subsistence_allowance' }],
    ['subsistence', { category: '低保边缘', householdType: '' }, null, { kind: 'group', key: 'near_subsistence' }],
    ['subsistence', { category: '农村', householdType: '' }, null, { kind: 'group', key: 'subsistence_allowance' }],
    ['subsistence', { category: 'B类', householdType: '' }, null, { kind: 'group', key: 'subsistence_allowance' }],
    ['rural', { category: '', householdType: '脱贫户（享受政策）' }, null, { kind: 'group', key: 'out_of_poverty_household' }],
    ['disability', { category: '肢体', householdType: '' }, null, { kind: 'group', key: 'disabled_student' }],
  ] as const)('%s list, %o → %o', (kind, cells, chosen, reading) => {
    expect(readRowGroup(kind, cells, chosen)).toEqual(reading);
  });
});

describe('grades', () => {
  it.each([
    ['特别困难', '特别困难'], [' 家庭经济特别困难 ', '特别困难'], ['一般', '一般困难'], ['困难（二档）', '困难'], ['不困难', '不困难'],
  ])('reads %s as %s', (text, grade) => {
    expect(parseHardshipGrade(text, set)).toEqual({ kind: 'grade', grade });
  });
  it('never rounds to a neighbour', () => {
    expect(parseHardshipGrade('比较困难', set).kind).toBe('unknown');
    expect(parseHardshipGrade('一般', ['困难', '不困难']).kind).toBe('unknown');
    expect(parseHardshipGrade(' ', set).kind).toBe('blank');
  });
  it('knows that only the last is none', () => {
    expect(set.map((grade) => isHardshipGrade(grade, set))).toEqual([true, true, true, false]);
    expect(['特别困难', '不困难', '很困难'].map((grade) => gradeRank(grade, set))).toEqual([0, 3, 4]);
  });
});

describe('case states', () => {
  it('starts by its route and pays only on an announced result', () => {
    expect(identificationRoutes.map(firstCaseState)).toEqual(['applied', 'pre_identified', 'pre_identified']);
  });
  it('goes the usual way', () => {
    let state = firstCaseState('application');
    for (const event of ['determine', 'post_notice', 'end_notice', 'file'] as const) {
      const move = moveCase(state, event);
      if (!move.ok) throw new Error(`${state} ${event}`);
      state = move.to;
    }
    expect(state).toBe('filed');
  });
  it('sends every later decision back to be announced, and nothing out of an expired case', () => {
    for (const from of ['confirmed', 'filed', 'noticed', 'objected'] as const) expect(moveCase(from, 'determine')).toEqual({ ok: true, to: 'determined' });
    for (const event of caseEvents) expect(moveCase('expired', event).ok).toBe(false);
  });
  it('never confirms what was not announced', () => {
    fc.assert(fc.property(fc.constantFrom(...identificationRoutes), fc.array(fc.constantFrom(...caseEvents), { maxLength: 30 }), (route, events) => {
      let state = firstCaseState(route);
      let noticed = false;
      for (const event of events) {
        const move = moveCase(state, event);
        if (!move.ok) continue;
        state = move.to;
        if (state === 'determined') noticed = false;
        if (state === 'noticed') noticed = true;
        if (state === 'confirmed' || state === 'filed') expect(noticed).toBe(true);
        expect(caseStates).toContain(state);
      }
    }), { numRuns: 1000 });
  });
});

const first: Determination = {
  id: 1, caseId: 9, grade: '困难', body: '学校认定工作组', decidedOn: isoDate('2025-09-22'), reason: '低保', effectiveTerm: termKey('2025-2026-1'), supersedesId: null,
};
const second: Determination = { ...first, id: 2, grade: '不困难', decidedOn: isoDate('2026-03-02'), reason: '低保已停', effectiveTerm: termKey('2025-2026-2'), supersedesId: 1 };

describe('determinations', () => {
  it('keeps the decision a past term was paid on', () => {
    const chain = [second, first];
    expect(currentDetermination(chain)?.id).toBe(2);
    expect(determinationInTerm(chain, termKey('2025-2026-1'))?.id).toBe(1);
    expect(determinationInTerm(chain, termKey('2025-2026-2'))?.id).toBe(2);
    expect(determinationInTerm([second], termKey('2025-2026-1'))).toBeNull();
    expect(currentDetermination([])).toBeNull();
  });
  it('tells a first decision, a repetition and a change apart', () => {
    expect(decisionEffect(null, first).kind).toBe('first');
    expect(decisionEffect(first, { ...first }).kind).toBe('same');
    expect(decisionEffect(first, second).kind).toBe('change');
    expect(decisionEffect(first, { ...first, reason: '低保，户主' }).kind).toBe('change');
  });
  it('refuses inverted dates, and a change without a reason', () => {
    const today = isoDate('2026-03-01');
    expect(decisionProblems(first, second, today).map((problem) => problem.code)).toEqual(['identification.decided_in_future']);
    expect(decisionProblems(second, { ...first, reason: '' }, isoDate('2026-04-01')).map((problem) => problem.code)).toEqual([
      'identification.decided_before_previous', 'identification.effective_before_previous', 'identification.change_needs_reason',
    ]);
    expect(decisionProblems(null, first, today)).toEqual([]);
  });
});

describe('evidence', () => {
  it('asks, and never forbids', () => {
    expect(evidenceState('subsistence_allowance', ['list_row'])).toBe('enough');
    expect(evidenceState('subsistence_allowance', ['declaration'])).toBe('asked');
    expect(evidenceState('subsistence_allowance', [])).toBe('asked');
    expect(evidenceState('martyr_child', ['list_row'])).toBe('asked');
    expect(evidenceState('martyr_child', ['certificate'])).toBe('enough');
    expect(evidenceState('orphan', ['declaration'], 'replaced_by_declaration')).toBe('enough');
    expect(evidenceState('orphan', [], 'optional')).toBe('enough');
  });
});
