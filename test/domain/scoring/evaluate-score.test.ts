import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { checkTable } from '#shared/domain/scoring/check-table.ts';
import { evaluateScore, evaluateSheet, proposedGrade } from '#shared/domain/scoring/evaluate-score.ts';
import { exampleTables } from '#shared/domain/scoring/example-tables.ts';
import { formatScore, parseScore, score, weighScores } from '#shared/domain/scoring/score.ts';
import type { Answers, ScoreTable } from '#shared/domain/scoring/score-table.ts';
import { itemsOf } from '#shared/domain/scoring/score-table.ts';
import { plainScore } from './plain-score.ts';
import { answersTo, randomCase, randomTable } from './random-table.ts';

const runs = { numRuns: 4000 };
const example = (key: string): ScoreTable => exampleTables.find((one) => one.key === key)!.table;
const one = (option: string, judged: number | null = null) => [{ option, count: 1, judged: judged === null ? null : score(judged) }];

describe('points', () => {
  test.each([['12', 1200], ['6.3', 630], ['-2', -200], ['－２', -200], ['１５．５', 1550], ['15 分', 1500], ['0', 0], ['-0', 0], ['3.90', 390]])('%s is %i hundredths', (text, hundredths) => {
    expect(parseScore(text)).toBe(hundredths);
  });
  test.each(['', '6.305', '1,000', '十', '6.3.1', '--2', '20000', '1e3'])('%j is refused', (text) => { expect(parseScore(text)).toBeNull(); });
  test('what is printed reads back as the same', () => {
    fc.assert(fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (hundredths) => { expect(parseScore(formatScore(score(hundredths)))).toBe(hundredths); }));
  });
  test.each([[6250, 5000, 40, 0, 5500], [6225, 5000, 50, 1, 5610], [-6225, -5000, 50, 1, -5610], [1, 0, 50, 2, 1], [-1, 0, 50, 2, -1], [1, 0, 40, 2, 0]] as const)(
    '%i and %i at %i %% with %i decimals make %i', (self, verified, percent, decimals, total) => {
      expect(weighScores([{ points: score(self), percent }, { points: score(verified), percent: 100 - percent }], decimals)).toBe(total);
    });
});

test('the engine and the plain reckoning agree on any table and any answers', () => {
  let totals = 0;
  fc.assert(fc.property(randomCase, ({ table, self, verified, groups, day }) => {
    const result = evaluateScore(table, { self, verified, groupKeys: groups, onDate: day });
    const plain = plainScore(table, self, verified, groups, day);
    if (result.total !== null) totals += 1;
    expect({ self: result.self?.total ?? null, verified: result.verified?.total ?? null, total: result.total, grade: proposedGrade(result.proposal) }).toEqual(plain);
  }), runs);
  // Most random cases must really be reckoned to an end, or the agreement says nothing.
  expect(totals).toBeGreaterThan(runs.numRuns / 4);
});

describe('whatever the table', () => {
  const sheet = randomTable.chain((table) => fc.record({ table: fc.constant(table), answers: answersTo(table) }));

  test('the trace adds up: marks to items, items to sections, sections to the total', () => {
    fc.assert(fc.property(sheet, ({ table, answers }) => {
      const trace = evaluateSheet(table, answers);
      const capped = (raw: number, cap: number | null): number => (cap === null ? raw : Math.min(raw, cap));
      for (const section of trace.sections) {
        for (const item of section.items) {
          if (item.state === 'scored') expect(item.raw).toBe(item.marks.reduce((sum, mark) => sum + (mark.each ?? 0) * mark.count, 0));
          expect(item.capped).toBe(capped(item.raw, item.cap));
        }
        expect(section.raw).toBe(section.items.reduce((sum, item) => sum + item.capped, 0));
        expect(section.capped).toBe(capped(section.raw, section.cap));
      }
      expect(trace.capped).toBe(capped(trace.sections.reduce((sum, section) => sum + section.capped, 0), table.cap));
    }), runs);
  });

  test('a cap never raises', () => {
    fc.assert(fc.property(sheet, fc.integer({ min: 0, max: 5000 }), fc.nat(), ({ table, answers }, cap, at) => {
      const sections = table.sections.map((section, index) => (index !== at % table.sections.length ? section
        : { ...section, cap: score(Math.min(cap, section.cap ?? cap)), items: section.items.map((item) => ({ ...item, cap: score(Math.min(cap, item.cap ?? cap)) })) }));
      expect(evaluateSheet({ ...table, sections }, answers).capped).toBeLessThanOrEqual(evaluateSheet(table, answers).capped);
    }), runs);
  });

  test('order doesn’t matter: sections, items, choices and marks in any order give the same', () => {
    fc.assert(fc.property(sheet, ({ table, answers }) => {
      const turned: ScoreTable = { ...table, sections: table.sections.toReversed().map((section) => ({ ...section, items: section.items.toReversed().map((item) => (item.kind === 'range' ? item : { ...item, options: item.options.toReversed() })) })) };
      const backwards: Answers = Object.fromEntries(Object.entries(answers).toReversed().map(([key, marks]) => [key, marks.toReversed()]));
      expect(evaluateSheet(turned, backwards).total).toBe(evaluateSheet(table, answers).total);
      expect(evaluateSheet(turned, backwards).capped).toBe(evaluateSheet(table, answers).capped);
    }), runs);
  });

  test('one more ticked choice that takes points off never raises', () => {
    fc.assert(fc.property(sheet, fc.integer({ min: -3000, max: -1 }), fc.nat(), ({ table, answers }, points, at) => {
      const items = itemsOf(table).filter((item) => item.kind === 'multiple' || item.kind === 'count');
      const chosen = items[at % Math.max(1, items.length)];
      if (chosen === undefined) return;
      const minus = { key: 'minus', label: 'minus', points: { kind: 'fixed' as const, score: score(points) } };
      const sections = table.sections.map((section) => ({ ...section, items: section.items.map((item) => (item === chosen && item.kind !== 'range' ? { ...item, options: [...item.options, minus] } : item)) }));
      const more: Answers = { ...answers, [chosen.key]: [...(answers[chosen.key] ?? []), { option: 'minus', count: 1, judged: null }] };
      expect(evaluateSheet({ ...table, sections }, more).capped).toBeLessThanOrEqual(evaluateSheet(table, answers).capped);
    }), runs);
  });

  test('an answer that isn’t known leaves no total; it is never taken for 0', () => {
    fc.assert(fc.property(sheet, ({ table, answers }) => {
      const unknown = itemsOf(table).some((item) => item.kind !== 'range' && (answers[item.key] ?? []).some((mark) => item.options.some((option) => option.key === mark.option && option.points.kind === 'unknown')));
      if (unknown) expect(evaluateSheet(table, answers).total).toBeNull();
    }), runs);
  });
});

describe('the published examples', () => {
  test('each says what it lacks and has no cut-offs', () => {
    for (const { table, key } of exampleTables) {
      const problems = checkTable(table, ['特别困难', '困难', '一般困难', '不困难']);
      expect(problems.filter((problem) => problem.severity === 'wrong'), key).toEqual([]);
      expect(problems.map((problem) => problem.code), key).toContain('scoring.part_missing');
      expect(table.cutoffs, key).toEqual([]);
    }
  });

  test('河南: the sick parents count up to 20, two brothers up to 10', () => {
    const sheet = evaluateSheet(example('henan_massage'), { i1: one('o2'), i2: one('o4'), i3: one('o5'), i4: one('o2') });
    expect(sheet.sections.map((section) => section.capped)).toEqual([1500, 2000, 800]);
    expect(sheet.total).toBe(4300);
  });

  test('重庆: 60 + 40, the body judges 其他 between 0 and 15', () => {
    const table = example('chongqing_city');
    expect(evaluateSheet(table, { i1: one('o7', 1250), i2: one('o4'), i3: one('o4') }).total).toBe(4250);
    expect(evaluateSheet(table, { i1: one('o7', 1600), i2: one('o4'), i3: one('o4') }).total).toBeNull();
    const listed = evaluateScore(table, { self: null, verified: null, groupKeys: ['subsistence_allowance'], onDate: isoDate('2025-09-10') });
    expect(listed).toMatchObject({ total: 10_000, complete: true, bypass: { groupKey: 'subsistence_allowance' }, proposal: { kind: 'no_cutoffs' } });
  });

  test('江苏: 中层 takes two points off; a choice without a known figure leaves the sum open', () => {
    const table = example('jiangsu_2020');
    const known = { i1: one('o1'), i2: one('o1'), i3: one('o1'), i4: one('o1'), i5: one('o2'), i6: one('o3'), i8: one('o2') };
    const trace = evaluateSheet(table, known);
    expect(trace.sections.map((section) => section.capped)).toEqual([1300, 0, 10_000, 600]);
    expect(trace.total).toBeNull();
    expect(trace.sections[3]?.items.map((item) => item.state)).toEqual(['scored', 'unanswered', 'scored', 'blank']);
    expect(evaluateSheet(table, { ...known, i7: one('o1') }).sections[3]?.items[1]?.state).toBe('unknown');
  });

  test('hundredths: 6.3 and 3.9 are exact, two certificates count once', () => {
    const table = example('weighted_self');
    expect(evaluateSheet(table, { i1: one('o1'), i2: one('o1'), i3: one('o1'), i4: [...one('o1'), ...one('o2')] }).total).toBe(630 + 420 + 450 + 390);
  });
});

test('a line is reached at its own minimum; the day chooses the cut-offs; below the last line the table says what', () => {
  const base = example('henan_massage');
  const lines = [{ grade: '特别困难', min: score(4300) }, { grade: '困难', min: score(3000) }];
  const table: ScoreTable = { ...base, cutoffs: [{ validFrom: isoDate('2025-09-01'), basis: '认定工作组 8 月 30 日会议', lines, below: '不困难' }, { validFrom: isoDate('2025-10-01'), basis: '', lines: [{ grade: '特别困难', min: score(5000) }], below: null }] };
  const grade = (verified: Answers, onDate: string) => evaluateScore(table, { self: null, verified, groupKeys: [], onDate: isoDate(onDate) }).proposal;
  const full = { i1: one('o2'), i2: one('o4'), i3: one('o5'), i4: one('o2') };
  expect(grade(full, '2025-09-30')).toMatchObject({ kind: 'grade', grade: '特别困难' });
  expect(grade({ ...full, i4: one('o1') }, '2025-09-30')).toMatchObject({ kind: 'grade', grade: '困难' });
  expect(grade({ ...full, i2: one('o5') }, '2025-09-30')).toMatchObject({ kind: 'below', grade: '不困难' });
  expect(grade(full, '2025-10-01')).toMatchObject({ kind: 'below', grade: null });
  expect(grade(full, '2025-08-31')).toEqual({ kind: 'no_cutoffs' });
});
