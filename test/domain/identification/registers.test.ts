import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identificationRoutes } from '#shared/domain/identification/case-state.ts';
import { gradeChangeOf, gradeChanges, groupChangesOf } from '#shared/domain/identification/grade-change.ts';
import { gradesWithoutNational, nationalGradeOf } from '#shared/domain/identification/national-grade.ts';
import { summarizeRegister } from '#shared/domain/identification/register-summary.ts';
import type { RegisteredPupil, SummaryLine } from '#shared/domain/identification/register-summary.ts';

const set = ['特别困难', '困难', '一般困难', '不困难'];

describe('what became of a grade', () => {
  test.each([
    [null, null, 'none'], [null, '不困难', 'none'], ['不困难', null, 'none'], [null, '困难', 'begun'], ['不困难', '一般困难', 'begun'], ['困难', '特别困难', 'raised'],
    ['困难', '一般困难', 'lowered'], ['困难', '不困难', 'ended'], ['困难', null, 'ended'], ['困难', '困难', 'same'], ['比较困难', '困难', 'raised'], ['比较困难', '比较困难', 'same'],
  ] as const)('%s → %s is %s', (before, after, change) => {
    expect(gradeChangeOf(before, after, set)).toBe(change);
  });

  test('the way back is the opposite change', () => {
    const opposite = { begun: 'ended', ended: 'begun', raised: 'lowered', lowered: 'raised', same: 'same', none: 'none' } as const;
    const grade = fc.constantFrom(null, ...set);
    fc.assert(fc.property(grade, grade, (before, after) => {
      expect(gradeChangeOf(after, before, set)).toBe(opposite[gradeChangeOf(before, after, set)]);
      expect(gradeChanges).toContain(gradeChangeOf(before, after, set));
    }));
  });

  test('groups gained and lost', () => {
    expect(groupChangesOf(['a', 'b'], ['b', 'c'])).toEqual({ gained: ['c'], lost: ['a'] });
  });
});

describe('the national words', () => {
  test('a word both know stands for itself, others only as the school says, nothing is guessed', () => {
    expect(nationalGradeOf('困难', {})).toBe('困难');
    expect(nationalGradeOf('比较困难', {})).toBeNull();
    expect(nationalGradeOf('比较困难', { 比较困难: '困难' })).toBe('困难');
    expect(nationalGradeOf('困难', { 困难: '一般困难' })).toBe('一般困难');
    expect(gradesWithoutNational(['特别困难', '比较困难', '一般困难', '不困难'], {})).toEqual(['比较困难']);
  });
});

describe('a summary', () => {
  const pupil = fc.record<RegisteredPupil>({
    className: fc.constantFrom('', '一年级(1)班', '一年级(2)班', '六年级(1)班'), yearName: fc.constantFrom('', '一年级', '六年级'),
    route: fc.constantFrom(null, ...identificationRoutes), groups: fc.uniqueArray(fc.constantFrom('低保', '残疾', '孤儿')), grade: fc.constantFrom(null, ...set, '比较困难'),
  });
  const words = { route: (route: string) => route, group: (key: string) => key };
  const add = (lines: readonly SummaryLine[]): unknown => lines.reduce(
    (sum, line) => ({
      pupils: sum.pupils + line.pupils, cases: sum.cases + line.cases, hardship: sum.hardship + line.hardship, undecided: sum.undecided + line.undecided,
      byGrade: line.byGrade.map((count, index) => count + (sum.byGrade[index] ?? 0)),
    }), { pupils: 0, cases: 0, hardship: 0, undecided: 0, byGrade: [] as number[] });

  test('classes, years and routes each add up to the total; a group line counts its members', () => {
    fc.assert(fc.property(fc.array(pupil, { minLength: 1, maxLength: 60 }), (pupils) => {
      const summary = summarizeRegister(pupils, set, words);
      const { label: _label, ...total } = summary.total;
      for (const lines of [summary.byClass, summary.byYear, summary.byRoute]) expect(add(lines)).toEqual(total);
      for (const line of summary.byGroup) expect(line.pupils).toBe(pupils.filter((one) => one.groups.includes(line.label)).length);
      expect(total.byGrade.reduce((sum, count) => sum + count, 0)).toBe(pupils.filter((one) => one.grade !== null).length);
    }));
  });

  test('every pupil of a class can be in hardship: nothing caps the number', () => {
    const all = Array.from({ length: 50 }, (): RegisteredPupil => ({ className: '一年级(1)班', yearName: '一年级', route: 'application', groups: [], grade: '特别困难' }));
    expect(summarizeRegister(all, set, words).total).toMatchObject({ pupils: 50, hardship: 50 });
  });
});
