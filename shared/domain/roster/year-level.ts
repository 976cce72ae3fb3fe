import type { SchoolYear } from '../calendar/term.ts';
import { startYearOf } from '../calendar/term.ts';
import type { EducationStage, StageYears } from './stage.ts';
import { defaultStageYears } from './stage.ts';

const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/**
 * The year of a pupil within the stage in a 学年 (handbook 1.6): start year − entry year + 1 + offset, where the offset holds 留级 (−1)
 * and 跳级 (+1). null outside the stage's years: not yet entered, or past the last year.
 */
export function yearLevel(stage: EducationStage, entryYear: number, schoolYear: SchoolYear, offset = 0, years: StageYears = defaultStageYears): number | null {
  const level = startYearOf(schoolYear) - entryYear + 1 + offset;
  return level >= 1 && level <= years[stage] ? level : null;
}

/** The entry year that puts a pupil in this level in this 学年: the inverse of `yearLevel` without an offset. */
export function entryYearOf(level: number, schoolYear: SchoolYear): number {
  return startYearOf(schoolYear) - level + 1;
}

/** True in the last year of the stage: 大班 before 小学, 六年级, 九年级 … who leave in summer. */
export function isFinalYear(stage: EducationStage, level: number, years: StageYears = defaultStageYears): boolean {
  return level === years[stage];
}

/** 大班 · 三年级 · 七年级 (初中 counts on from 小学) · 高一 · 一年级 (中职). */
export function formatYearLevel(stage: EducationStage, level: number, years: StageYears = defaultStageYears): string {
  switch (stage) {
    case 'preschool': {
      const fromTop = years.preschool - level;
      return ['大班', '中班', '小班', '托班'][fromTop] ?? `${numerals[level] ?? level}年级`;
    }
    case 'primary':
    case 'vocational':
      return `${numerals[level] ?? level}年级`;
    case 'junior':
      return `${numerals[years.primary + level] ?? years.primary + level}年级`;
    case 'senior':
      return `高${numerals[level] ?? level}`;
  }
}

/** The class as it is shown: 三年级(1)班 · 高一(3)班 · 大(2)班. */
export function formatClass(stage: EducationStage, level: number, classNo: number | null, years: StageYears = defaultStageYears): string {
  const name = formatYearLevel(stage, level, years);
  if (classNo === null) return name;
  return stage === 'preschool' ? `${name.replace(/班$/, '')}(${classNo})班` : `${name}(${classNo})班`;
}

/** The class by its entry year, which does not change from year to year: 2023级1班. */
export function formatClassByEntry(entryYear: number, classNo: number | null): string {
  return classNo === null ? `${entryYear}级` : `${entryYear}级${classNo}班`;
}
