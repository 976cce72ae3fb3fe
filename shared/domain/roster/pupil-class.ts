import type { SchoolYear } from '../calendar/term.ts';
import type { EducationStage, StageYears } from './stage.ts';
import { defaultStageYears } from './stage.ts';
import { formatClass, formatYearLevel, yearLevel } from './year-level.ts';

/** What the class of a pupil in a 学年 is worded from. */
export interface PupilSeat {
  readonly stage: EducationStage;
  readonly entryYear: number | null;
  readonly yearOffset: number;
  readonly classNo: number | null;
  /** The class's lasting name, '' without a class. */
  readonly className: string;
}

/** 三年级, 七年级, 高一, 大班 in that 学年; '' outside the stage's years or where the entry year is not known. */
export function formatPupilYear(seat: PupilSeat, schoolYear: SchoolYear, years: StageYears = defaultStageYears): string {
  const level = seat.entryYear === null ? null : yearLevel(seat.stage, seat.entryYear, schoolYear, seat.yearOffset, years);
  return level === null ? '' : formatYearLevel(seat.stage, level, years);
}

/**
 * The class as it is called in that 学年: 三年级(2)班. A class with a name of its own keeps it (2023级机电2班, 小星星班); a pupil outside
 * the stage's years is shown by the lasting name.
 */
export function formatPupilClass(seat: PupilSeat, schoolYear: SchoolYear, years: StageYears = defaultStageYears): string {
  const level = seat.entryYear === null ? null : yearLevel(seat.stage, seat.entryYear, schoolYear, seat.yearOffset, years);
  const plainName = /^\d{4}级\d*班?$/.test(seat.className);
  if (level === null) return seat.className;
  if (seat.className === '') return formatYearLevel(seat.stage, level, years);
  return plainName ? formatClass(seat.stage, level, seat.classNo, years) : seat.className;
}
