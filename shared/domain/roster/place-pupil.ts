import type { IsoDate } from '../calendar/iso-date.ts';
import { yearOf } from '../calendar/iso-date.ts';
import type { SchoolYear } from '../calendar/term.ts';
import { startYearOf } from '../calendar/term.ts';
import type { ClassLabel, ClassPlace } from './class-label.ts';
import { parseClassLabel, placeClass } from './class-label.ts';
import type { EducationStage, StageYears } from './stage.ts';
import { defaultStageYears, parseStage } from './stage.ts';
import { formatClassByEntry, yearLevel } from './year-level.ts';

/** Where a pupil sits: what `class_group` and the pupil's own year columns are made of. */
export interface PupilPlace {
  readonly stage: EducationStage;
  readonly entryYear: number | null;
  /** −1 for a pupil who repeats a year, +1 for one who skipped one: year level = start − entry year + 1 + offset. */
  readonly yearOffset: number;
  readonly level: number | null;
  readonly classNo: number | null;
  /** The class's lasting name, e.g. 2023级2班; '' when the row names no class. */
  readonly className: string;
  /** The entry year of the class, which for a repeater is not the pupil's own. */
  readonly classEntryYear: number | null;
}

/** What a row says about the class, all optional. */
export interface PlaceTexts {
  readonly stage: string;
  readonly yearLabel: string;
  readonly classLabel: string;
  readonly entryMonth: string;
  readonly major: string;
  readonly birthDate: IsoDate | null;
}

export interface PlaceContext {
  readonly stages: readonly EducationStage[];
  readonly schoolYear: SchoolYear;
  readonly years?: StageYears;
}

export type PlaceProblem = 'class_unreadable' | 'class_not_in_school' | 'stage_unclear' | 'repeats_year' | 'place_missing';

export interface PlacedPupil {
  readonly place: PupilPlace | null;
  readonly problem: PlaceProblem | null;
}

/** The age at which a stage is usually entered: tells 小学 2023 from 初中 2023 where the file names no stage. */
const entryAges: Readonly<Record<EducationStage, number>> = { preschool: 3, primary: 6, junior: 12, senior: 15, vocational: 15 };

/**
 * Derives stage, entry year and class from whatever a roster says (handbook 1.6): a class cell (三（2）班, 2023级2班), year and class apart
 * (年级 三年级 + 班号 2), or 入学年月 + 班号. The year named in the cell decides; 入学年月 says that a pupil repeats a year.
 */
export function placePupil(texts: PlaceTexts, context: PlaceContext): PlacedPupil {
  const years = context.years ?? defaultStageYears;
  const entry = parseEntryYear(texts.entryMonth);
  const named = parseStage(texts.stage) ?? parseStage(texts.yearLabel);
  const label = readLabel(texts);
  // 2023级2班 is third year in 小学, in 初中 and in 学前: the age at entry tells which, where it tells clearly.
  const stage = named ?? guessStage(entry?.year ?? label?.entryYear ?? null, texts.birthDate, context);
  if (label === null) return placeNamedClass(texts, { entry: entry?.year ?? null, stage }, context, years);
  const dated = label.level === null && label.entryYear === null && entry ? { ...label, entryYear: entry.year } : label;
  const place = placeClass(dated, { stages: context.stages, schoolYear: context.schoolYear, stage: named }, years)
    ?? (stage ? placeClass(dated, { stages: context.stages, schoolYear: context.schoolYear, stage }, years) : null);
  if (!place) return { place: stage ? unplaced(stage, dated.entryYear) : null, problem: problemOf(dated, stage) };
  return settle(place, dated, texts, entry, years, context.schoolYear);
}

/** 202309, 2023-09-01, 2023年9月, 2023: the year counts as a cohort's only when the month is none or the start of a 学年. */
export function parseEntryYear(text: string): { readonly year: number; readonly autumn: boolean } | null {
  const match = /^(20\d{2}|19\d{2})(?:[-/.年]?(\d{1,2}))?(?:\D.*|\d{2})?$/.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!match) return null;
  const month = match[2] === undefined ? 9 : Number(match[2]);
  const year = Number(match[1]);
  return { year: month < 7 ? year - 1 : year, autumn: month >= 7 && month <= 10 };
}

/** The class cell and the year cell read together: either may hold both, or each its own half. */
function readLabel(texts: PlaceTexts): ClassLabel | null {
  const label = parseClassLabel(texts.classLabel);
  const year = parseClassLabel(/^\d{1,2}$/.test(texts.yearLabel.trim()) ? `${texts.yearLabel.trim()}年级` : texts.yearLabel);
  const fromYear = year && (year.level !== null || year.entryYear !== null) ? year : null;
  if (label && (label.level !== null || label.entryYear !== null)) return label;
  if (label && fromYear) return { ...fromYear, classNo: label.classNo };
  if (label) return label;
  return texts.classLabel.trim() === '' ? fromYear : null;
}

/** A class with a name of its own (小星星班, 机电预科): the name stays, the year comes from the other cells. */
function placeNamedClass(
  texts: PlaceTexts, known: { readonly entry: number | null; readonly stage: EducationStage | null }, context: PlaceContext, years: StageYears,
): PlacedPupil {
  const yearLabel = parseClassLabel(texts.yearLabel);
  const fromYear = yearLabel && placeClass(yearLabel, { stages: context.stages, schoolYear: context.schoolYear, stage: known.stage }, years);
  const stage = fromYear?.stage ?? known.stage;
  if (!stage) return { place: null, problem: texts.classLabel.trim() === '' ? 'place_missing' : 'stage_unclear' };
  const entryYear = fromYear?.entryYear ?? known.entry;
  const className = texts.classLabel.trim();
  if (entryYear === null) return { place: unplaced(stage, null), problem: className === '' ? 'place_missing' : 'class_unreadable' };
  const level = yearLevel(stage, entryYear, context.schoolYear, 0, years);
  return {
    place: { stage, entryYear, yearOffset: 0, level, classNo: null, className, classEntryYear: entryYear },
    problem: className === '' || level !== null ? null : 'class_not_in_school',
  };
}

/** 大班 or 三年级 in the class cell itself is a class: the only one of its year, as small schools have it. */
function isYearsOnlyClass(classLabel: string): boolean {
  const label = parseClassLabel(classLabel);
  return label !== null && label.classNo === null && (label.level !== null || label.entryYear !== null);
}

/** True for the lasting name of a class without a number, 2023级. */
export function isYearName(className: string): boolean {
  return /^\d{4}级$/.test(className);
}

function settle(
  place: ClassPlace, label: ClassLabel, texts: PlaceTexts, entry: { readonly year: number; readonly autumn: boolean } | null, years: StageYears, schoolYear: SchoolYear,
): PlacedPupil {
  const major = label.major || (place.stage === 'vocational' ? texts.major.trim() : '');
  const className = place.classNo === null ? (isYearsOnlyClass(texts.classLabel) ? formatClassByEntry(place.entryYear, null) : '') : major ? `${place.entryYear}级${major}${place.classNo}班` : formatClassByEntry(place.entryYear, place.classNo);
  const found: PupilPlace = {
    stage: place.stage, entryYear: place.entryYear, yearOffset: 0, level: place.level, classNo: place.classNo, className, classEntryYear: place.entryYear,
  };
  // Entered one or two years before the class did: the pupil repeats. Entered later: a pupil who transferred in.
  const late = entry && entry.autumn && label.level !== null ? place.entryYear - entry.year : 0;
  if (entry && (late === 1 || late === 2) && startYearOf(schoolYear) - entry.year < years[place.stage] + 2) {
    return { place: { ...found, entryYear: entry.year, yearOffset: -late }, problem: 'repeats_year' };
  }
  return { place: found, problem: null };
}

function unplaced(stage: EducationStage, entryYear: number | null): PupilPlace {
  return { stage, entryYear, yearOffset: 0, level: null, classNo: null, className: '', classEntryYear: null };
}

function problemOf(label: ClassLabel, stage: EducationStage | null): PlaceProblem {
  if (label.level === null && label.entryYear === null) return 'place_missing';
  return stage ? 'class_not_in_school' : 'stage_unclear';
}

function guessStage(entryYear: number | null, birthDate: IsoDate | null, { stages }: PlaceContext): EducationStage | null {
  if (stages.length === 1) return stages[0] ?? null;
  if (entryYear === null || birthDate === null) return null;
  const age = entryYear - yearOf(birthDate);
  const near = stages.filter((stage) => Math.abs(entryAges[stage] - age) <= 2);
  return near.length === 1 ? (near[0] ?? null) : null;
}
