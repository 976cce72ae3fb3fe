import type { SchoolYear } from '../calendar/term.ts';
import type { EducationStage, StageYears } from './stage.ts';
import { defaultStageYears } from './stage.ts';
import { entryYearOf } from './year-level.ts';

/** What a class cell says, before it is known which school and year it speaks of. */
export interface ClassLabel {
  /** Named in the cell itself (初一, 高二, 大班); null where only a number stands there. */
  readonly stage: EducationStage | null;
  /** The year within `stage`; with a null stage the number as written, running through the school (七 is 初中's first). */
  readonly level: number | null;
  /** 2023级 → 2023. */
  readonly entryYear: number | null;
  readonly classNo: number | null;
  /** The 专业 in a 中职 class name, '' elsewhere. */
  readonly major: string;
}

const numeralValues: Readonly<Record<string, number>> = {
  零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
};

/** 十二 → 12, 二十 → 20, 3 → 3; null when it is no small number. */
function parseNumeral(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!match || text === '') return null;
  const [, tens, ten, ones] = match;
  if (!ten) return tens && !ones ? (numeralValues[tens] ?? null) : null;
  return (tens ? (numeralValues[tens] ?? 1) : 1) * 10 + (ones ? (numeralValues[ones] ?? 0) : 0);
}

const number = '(\\d{1,2}|[一二三四五六七八九十]{1,3})';
const preschoolLevels: Readonly<Record<string, number>> = { 小: 1, 中: 2, 大: 3 };

interface Reading {
  readonly shape: RegExp;
  read(match: RegExpExecArray): ClassLabel | null;
}

const nothing: ClassLabel = { stage: null, level: null, entryYear: null, classNo: null, major: '' };

/** The shapes tried in this order; the first that fits decides. Brackets, blanks and dots have been made alike before. */
const readings: readonly Reading[] = [
  {
    // 2023级2班, 2023级, 23级机电(1)班
    shape: new RegExp(`^(20\\d{2}|\\d{2})(?:级|届)(?:(.*?)-?${number}班?|(.*?)班?)?$`),
    read: ([, year = '', major = '', classNo, rest]) => ({
      ...nothing, entryYear: year.length === 2 ? 2000 + Number(year) : Number(year),
      classNo: classNo === undefined ? null : parseNumeral(classNo), major: (major || rest || '').replace(/[-()]/g, ''),
    }),
  },
  {
    // 大班, 大2班, 中(一)班, 小班1
    shape: new RegExp(`^(?:幼儿园)?(小|中|大)(?:班-?${number}|-?${number}?班)$`),
    read: ([, size = '', after, before]) => ({
      ...nothing, stage: 'preschool', level: preschoolLevels[size] ?? null,
      classNo: (after ?? before) === undefined ? null : parseNumeral(after ?? before ?? ''),
    }),
  },
  {
    // 初一(3)班, 高二3班, 高中一年级2班, 初三
    shape: new RegExp(`^(初|高|职)(?:中)?${number}(?:年级|年)?(?:-?${number})?班?$`),
    read: ([, word = '', level = '', classNo]) => ({
      ...nothing, stage: word === '初' ? 'junior' : word === '高' ? 'senior' : 'vocational', level: parseNumeral(level),
      classNo: classNo === undefined ? null : parseNumeral(classNo),
    }),
  },
  {
    // 三年级2班, 小学三年级(2)班, 三年级
    shape: new RegExp(`^(小学|小)?${number}年级?(?:-?${number})?班?$`),
    read: ([, word, level = '', classNo]) => ({
      ...nothing, stage: word === undefined ? null : 'primary', level: parseNumeral(level),
      classNo: classNo === undefined ? null : parseNumeral(classNo),
    }),
  },
  {
    // 三(2)班, 3.2, 3-2, 七(1)
    shape: new RegExp(`^${number}-${number}班?$`),
    read: ([, level = '', classNo = '']) => ({ ...nothing, level: parseNumeral(level), classNo: parseNumeral(classNo) }),
  },
  {
    // 三2班, 三二班
    shape: /^([一二三四五六七八九])(\d{1,2}|[一二三四五六七八九]|十[一二三四五六七八九]?)班$/,
    read: ([, level = '', classNo = '']) => ({ ...nothing, level: parseNumeral(level), classNo: parseNumeral(classNo) }),
  },
  {
    // 202302: the 班号 of some systems, entry year and class
    shape: /^(20\d{2})(0[1-9]|[1-3]\d)(?:班)?$/,
    read: ([, year = '', classNo = '']) => ({ ...nothing, entryYear: Number(year), classNo: Number(classNo) }),
  },
  {
    // 302, 0302, 1201班: the year's number and a class number of two digits
    shape: /^0?(\d|1[0-2])(0[1-9]|[1-3]\d)班?$/,
    read: ([, level = '', classNo = '']) => (level === '0' ? null : { ...nothing, level: Number(level), classNo: Number(classNo) }),
  },
  {
    // 2班, (二)班, 2
    shape: new RegExp(`^-?${number}班?$`),
    read: ([, classNo = '']) => ({ ...nothing, classNo: parseNumeral(classNo) }),
  },
];

const labelsRead = new Map<string, ClassLabel | null>();
const labelsKept = 2000;

/**
 * Reads a class cell as schools write it: 三（2）班 · 三年级2班 · 3.2 · 2023级2班 · 七(1)班 · 初一3班 · 高二（12）班 · 大二班 · 302.
 * 一, 1, (1), 1班 and （一）班 are equal (handbook 1.6). null when it can't be read: the user then maps the name himself.
 */
export function parseClassLabel(text: string): ClassLabel | null {
  // A school has a few dozen class names and a roster repeats them a thousand times.
  const known = labelsRead.get(text);
  if (known !== undefined) return known;
  const label = readClassLabel(text);
  if (labelsRead.size >= labelsKept) labelsRead.clear();
  labelsRead.set(text, label);
  return label;
}

function readClassLabel(text: string): ClassLabel | null {
  const plain = text.normalize('NFKC').replace(/[\s\u200b-\u200d\ufeff]/g, '')
    .replace(/[([【〔<]([^()[\]【】〔〕<>]*)[)\]】〕>]/g, '-$1')
    .replace(/[.。·、,/_—–~:]/g, '-').replace(/-+/g, '-').replace(/-班/, '班').replace(/-$/, '');
  if (plain === '') return null;
  for (const { shape, read } of readings) {
    const match = shape.exec(plain);
    const label = match ? read(match) : null;
    if (label && label.level !== 0 && label.classNo !== 0) return label;
  }
  return null;
}

export interface ClassPlace {
  readonly stage: EducationStage;
  readonly entryYear: number;
  readonly level: number;
  readonly classNo: number | null;
}

/**
 * Places a label in a school and a 学年: which stage, which year within it, which entry year. null when the school has no such stage,
 * the number does not say which of two it is, or the label names no year at all.
 */
export function placeClass(
  label: ClassLabel, school: { readonly stages: readonly EducationStage[]; readonly schoolYear: SchoolYear; readonly stage?: EducationStage | null },
  years: StageYears = defaultStageYears,
): ClassPlace | null {
  const { classNo } = label;
  if (label.entryYear !== null) {
    const level = Number(school.schoolYear.slice(0, 4)) - label.entryYear + 1;
    const fitting = candidateStages(school).filter((stage) => level >= 1 && level <= years[stage]);
    const [stage] = fitting;
    return stage && fitting.length === 1 ? { stage, entryYear: label.entryYear, level, classNo } : null;
  }
  if (label.level === null) return null;
  const found = label.stage ? { stage: label.stage, level: label.level } : stageOfRunningLevel(label.level, candidateStages(school), years);
  if (!found || !school.stages.includes(found.stage) || found.level < 1 || found.level > years[found.stage]) return null;
  return { ...found, entryYear: entryYearOf(found.level, school.schoolYear), classNo };
}

function candidateStages(school: { readonly stages: readonly EducationStage[]; readonly stage?: EducationStage | null }): readonly EducationStage[] {
  return school.stage ? [school.stage] : school.stages;
}

/** 七 is the first year of 初中, 十 the first of 高中; a school of one stage may also count that stage from one. */
function stageOfRunningLevel(level: number, stages: readonly EducationStage[], years: StageYears): { stage: EducationStage; level: number } | null {
  const counted: { stage: EducationStage; level: number }[] = [];
  if (stages.includes('primary') && level <= years.primary) counted.push({ stage: 'primary', level });
  const junior = level - years.primary;
  if (stages.includes('junior') && junior >= 1 && junior <= years.junior) counted.push({ stage: 'junior', level: junior });
  const senior = level - years.primary - years.junior;
  if (stages.includes('senior') && senior >= 1 && senior <= years.senior) counted.push({ stage: 'senior', level: senior });
  if (counted.length > 0) return counted.length === 1 ? (counted[0] ?? null) : null;
  const fromOne = stages.filter((stage) => stage !== 'primary' && stage !== 'preschool' && level <= years[stage]);
  const [stage] = fromOne;
  return stage && fromOne.length === 1 ? { stage, level } : null;
}
