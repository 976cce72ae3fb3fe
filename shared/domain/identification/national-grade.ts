import type { GradeSet } from './hardship-grade.ts';

/** The words the national system knows (handbook 2.4, R). A school's own set is mapped on them by the school, never guessed. */
export const nationalGrades = ['特别困难', '困难', '一般困难', '不困难'] as const;
export type NationalGrade = (typeof nationalGrades)[number];

/** A school's words for the national ones, e.g. 比较困难 → 困难. A word both know stands for itself. */
export type GradeAliases = Readonly<Record<string, NationalGrade>>;

export function isNationalGrade(text: string): text is NationalGrade {
  return (nationalGrades as readonly string[]).includes(text);
}

/** A grade in the national system's words; null where the school has not said which one it is (handbook 2.4 `alias_system`). */
export function nationalGradeOf(grade: string, aliases: GradeAliases): NationalGrade | null {
  const said: string = aliases[grade] ?? grade;
  return isNationalGrade(said) ? said : null;
}

/** Grades of a set that still have no national word: what must be answered before anything is reported. */
export function gradesWithoutNational(grades: GradeSet, aliases: GradeAliases): readonly string[] {
  return [...new Set(grades)].filter((grade) => nationalGradeOf(grade, aliases) === null);
}
