import { describe, expect, it } from 'vitest';
import { schoolYear } from '#shared/domain/calendar/term.ts';
import { parseClassLabel, placeClass } from '#shared/domain/roster/class-label.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { parseStage } from '#shared/domain/roster/stage.ts';
import { formatClass, formatClassByEntry, formatYearLevel, isFinalYear, yearLevel } from '#shared/domain/roster/year-level.ts';

const year = schoolYear('2025-2026');
const nineYear: readonly EducationStage[] = ['primary', 'junior'];

describe('parseClassLabel', () => {
  it.each([
    ['三（2）班', null, 3, null, 2], ['三(2)班', null, 3, null, 2], ['三年级2班', null, 3, null, 2], ['三年级（二）班', null, 3, null, 2], ['3.2', null, 3, null, 2],
    ['3-2', null, 3, null, 2], ['2023级2班', null, null, 2023, 2], ['2023级（2）班', null, null, 2023, 2], ['23级2班', null, null, 2023, 2], ['七(1)班', null, 7, null, 1],
    ['七年级1班', null, 7, null, 1], ['九（十二）班', null, 9, null, 12], ['初一（3）班', 'junior', 1, null, 3], ['初一3班', 'junior', 1, null, 3], ['高二（12）班', 'senior', 2, null, 12],
    ['高一', 'senior', 1, null, null], ['大班', 'preschool', 3, null, null], ['大（1）班', 'preschool', 3, null, 1], ['中二班', 'preschool', 2, null, 2], ['小班3', 'preschool', 1, null, 3],
    ['302', null, 3, null, 2], ['0302班', null, 3, null, 2], ['1班', null, null, null, 1], ['（一）班', null, null, null, 1], ['2', null, null, null, 2], ['三2班', null, 3, null, 2],
    ['小学三年级2班', 'primary', 3, null, 2], ['六年级', null, 6, null, null], ['三 ( 2 ) 班', null, 3, null, 2], ['三二班', null, 3, null, 2], ['12', null, null, null, 12],
  ])('%s', (text, stage, level, entryYear, classNo) => {
    expect(parseClassLabel(text)).toMatchObject({ stage, level, entryYear, classNo });
  });

  it('keeps the 专业 of a vocational class', () => {
    expect(parseClassLabel('2023级机电2班')).toEqual({ stage: null, level: null, entryYear: 2023, classNo: 2, major: '机电' });
    expect(parseClassLabel('23级幼儿保育（1）班')).toMatchObject({ entryYear: 2023, classNo: 1, major: '幼儿保育' });
  });

  it.each(['', '火箭班', '班主任', '三年级0班', '一二三四'])('does not guess at %s', (text) => {
    expect(parseClassLabel(text)).toBeNull();
  });
});

describe('placeClass', () => {
  const place = (text: string, stages: readonly EducationStage[], stage: EducationStage | null = null) => {
    const label = parseClassLabel(text);
    return label && placeClass(label, { stages, schoolYear: year, stage });
  };

  it.each([
    ['三（2）班', nineYear, 'primary', 2023, 3, 2], ['七(1)班', nineYear, 'junior', 2025, 1, 1], ['初三2班', nineYear, 'junior', 2023, 3, 2], ['3.2', ['junior'] as const, 'junior', 2023, 3, 2],
    ['高一3班', ['senior'] as const, 'senior', 2025, 1, 3], ['2020级1班', nineYear, 'primary', 2020, 6, 1], ['大班', ['preschool'] as const, 'preschool', 2023, 3, null],
    ['2024级机电2班', ['vocational'] as const, 'vocational', 2024, 2, 2], ['二（1）班', ['vocational'] as const, 'vocational', 2024, 2, 1],
  ])('%s', (text, stages, stage, entryYear, level, classNo) => {
    expect(place(text, stages)).toEqual({ stage, entryYear, level, classNo });
  });

  it('says nothing where it can not know', () => {
    expect(place('2023级2班', nineYear)).toBeNull();
    expect(place('2023级2班', nineYear, 'junior')).toMatchObject({ stage: 'junior', level: 3 });
    expect(place('2班', nineYear)).toBeNull();
    expect(place('高一3班', nineYear)).toBeNull();
    expect(place('十五（1）班', nineYear)).toBeNull();
  });
});

describe('year levels (handbook 1.6)', () => {
  it('derives the year from the entry year', () => {
    expect(yearLevel('primary', 2023, year)).toBe(3);
    expect(formatClass('primary', 3, 1)).toBe('三年级(1)班');
    expect(yearLevel('primary', 2023, year, -1)).toBe(2);
    expect(yearLevel('primary', 2019, year)).toBeNull();
    expect(yearLevel('junior', 2026, year)).toBeNull();
  });

  it.each([
    ['preschool', 3, '大班', '大(2)班'], ['preschool', 1, '小班', '小(2)班'], ['primary', 6, '六年级', '六年级(2)班'], ['junior', 1, '七年级', '七年级(2)班'],
    ['senior', 1, '高一', '高一(2)班'], ['vocational', 2, '二年级', '二年级(2)班'],
  ] as const)('%s %i', (stage, level, name, className) => {
    expect(formatYearLevel(stage, level)).toBe(name);
    expect(formatClass(stage, level, 2)).toBe(className);
    expect(formatClass(stage, level, null)).toBe(name);
  });

  it('every class it prints it reads back to the same place', () => {
    for (const stages of [['preschool'], ['primary', 'junior'], ['senior'], ['vocational']] as const) {
      for (const stage of stages) {
        for (const level of [1, 2, 3]) {
          const label = parseClassLabel(formatClass(stage, level, 2));
          expect(label && placeClass(label, { stages, schoolYear: year })).toMatchObject({ stage, level, classNo: 2 });
        }
      }
    }
    expect(formatClassByEntry(2023, 1)).toBe('2023级1班');
    expect(isFinalYear('primary', 6)).toBe(true);
    expect(parseStage('初级中学')).toBe('junior');
    expect(parseStage('幼儿园')).toBe('preschool');
    expect(parseStage('大学')).toBeNull();
  });
});
