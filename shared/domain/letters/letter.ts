import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatChineseDate, isoDateOf } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { formatSchoolYear, startYearOf } from '#shared/domain/calendar/term.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { PupilSeat } from '#shared/domain/roster/pupil-class.ts';
import { yearLevel } from '#shared/domain/roster/year-level.ts';

/** One grade of one stage in a 学年: 'primary:3' is 三年级. */
export type GradeKey = `${EducationStage}:${number}`;

/** The grade a pupil sits in; null outside the stage's years. */
export function gradeKeyOf(seat: Pick<PupilSeat, 'stage' | 'entryYear' | 'yearOffset'>, year: SchoolYear): GradeKey | null {
  const level = seat.entryYear === null ? null : yearLevel(seat.stage, seat.entryYear, year, seat.yearOffset);
  return level === null ? null : `${seat.stage}:${level}`;
}

/** A version of the year's 告知书, as it was given out. */
export interface IssuedLetter {
  readonly id: number;
  /** Null: the whole school. */
  readonly grades: readonly GradeKey[] | null;
  readonly issuedOn: IsoDate;
  readonly withdrawn: boolean;
}

/** The letter a pupil of this grade is to be given: the newest that covers the grade and was not withdrawn; null while there is none. */
export function letterFor<Letter extends IssuedLetter>(letters: readonly Letter[], grade: GradeKey | null): Letter | null {
  const covering = letters.filter((letter) => !letter.withdrawn && (letter.grades === null || (grade !== null && letter.grades.includes(grade))));
  return covering.reduce<Letter | null>((newest, letter) => (newest === null || letter.issuedOn > newest.issuedOn || (letter.issuedOn === newest.issuedOn && letter.id > newest.id) ? letter : newest), null);
}

/** What a wording is composed from: the school and what it has set. */
export interface LetterFacts {
  readonly school: string;
  readonly schoolYear: SchoolYear;
  readonly grades: readonly string[];
  readonly groups: readonly string[];
  readonly noticeDays: number;
  readonly noticeUnit: 'workday' | 'day';
  readonly officePhone: string;
  readonly countyPhone: string;
  readonly replyBy: IsoDate | null;
}

export interface LetterWording {
  readonly title: string;
  /** Paragraphs, one a line. */
  readonly body: string;
  /** What the family signs under, on the tear-off. */
  readonly slipText: string;
}

/** What the pen fills in where the school has set nothing. */
const blank = '＿＿＿＿＿＿';

/** Names in {braces} that a wording may use. Those of the pupil stay until printing; the others are filled when the letter is composed. */
const schoolWords: Readonly<Record<string, (facts: LetterFacts) => string>> = {
  学校: (facts) => facts.school,
  学年: (facts) => formatSchoolYear(facts.schoolYear),
  困难等级: (facts) => facts.grades.join('、'),
  特殊群体: (facts) => facts.groups.join('、'),
  公示天数: (facts) => `${facts.noticeDays} 个${facts.noticeUnit === 'workday' ? '工作日' : '自然日'}`,
  学校电话: (facts) => facts.officePhone || blank,
  监督电话: (facts) => facts.countyPhone || blank,
  回执期限: (facts) => (facts.replyBy === null ? blank : formatChineseDate(facts.replyBy)),
};
export const pupilWords = ['班级', '姓名'] as const;
const braces = /\{([^{}\n]*)\}/g;

function fillSchool(text: string, facts: LetterFacts, keep: readonly string[]): string {
  return text.replace(braces, (whole, name: string) => (keep.includes(name) ? whole : schoolWords[name]?.(facts) ?? whole));
}

/**
 * A wording with everything of the school filled in; {班级} and {姓名} stay for the printing of each pupil's sheet, and what `keep` names until the
 * letter is issued.
 */
export function composeLetter(wording: LetterWording, facts: LetterFacts, keep: readonly string[] = []): LetterWording {
  return { title: fillSchool(wording.title, facts, keep), body: fillSchool(wording.body, facts, keep), slipText: fillSchool(wording.slipText, facts, keep) };
}

/** Names in braces nobody can fill: a letter with one of them would go out with a hole in it. */
export function unknownPlaceholders(text: string): readonly string[] {
  const names = [...text.matchAll(braces)].map(([, name = '']) => name);
  return [...new Set(names.filter((name) => !(name in schoolWords) && !(pupilWords as readonly string[]).includes(name)))];
}

/** One pupil's words of an issued letter. */
export function fillPupil(text: string, pupil: { readonly className: string; readonly name: string }): string {
  return text.replaceAll('{班级}', () => pupil.className).replaceAll('{姓名}', () => pupil.name);
}

/** Last year's own wording for this year: only the name of the 学年 is changed, wherever it stands. */
export function carryForward(wording: LetterWording, from: SchoolYear, to: SchoolYear): LetterWording {
  const next = (text: string): string => text.replaceAll(formatSchoolYear(from), formatSchoolYear(to)).replaceAll(`${from}学年`, formatSchoolYear(to));
  return { title: next(wording.title), body: next(wording.body), slipText: next(wording.slipText) };
}

export type LetterProblem =
  | { readonly code: 'letter.placeholder_unknown'; readonly facts: { readonly names: string } }
  | { readonly code: 'letter.issued_outside_year'; readonly facts: { readonly issued: string; readonly from: string; readonly to: string } }
  | { readonly code: 'letter.reply_before_issue'; readonly facts: { readonly reply: string; readonly issued: string } };

/** What stands against issuing a letter. It may be dated ahead, since it is printed before it is given; new pupils get theirs in the summer before. */
export function letterProblems(wording: LetterWording, year: SchoolYear, issuedOn: IsoDate, replyBy: IsoDate | null): readonly LetterProblem[] {
  const problems: LetterProblem[] = [];
  const names = unknownPlaceholders(`${wording.title}\n${wording.body}\n${wording.slipText}`);
  if (names.length > 0) problems.push({ code: 'letter.placeholder_unknown', facts: { names: names.map((name) => `{${name}}`).join('、') } });
  const from = isoDateOf(startYearOf(year), 6, 1);
  const to = isoDateOf(startYearOf(year) + 1, 7, 31);
  if (issuedOn < from || issuedOn > to) problems.push({ code: 'letter.issued_outside_year', facts: { issued: issuedOn, from, to } });
  if (replyBy !== null && replyBy < issuedOn) problems.push({ code: 'letter.reply_before_issue', facts: { reply: replyBy, issued: issuedOn } });
  return problems;
}
