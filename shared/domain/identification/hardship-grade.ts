/**
 * 困难等级 as a school uses them, heaviest first; the last one is always 不困难, a real value: the national system wants it
 * for pupils who are no longer supported (handbook 2.4). Sets differ from place to place, so a set is data of the school;
 * decisions keep the word that was decided, whatever the set becomes later.
 */
export type GradeSet = readonly string[];

/** What a text about a grade turned out to be. `unknown` carries the set, so that the nearest words can be shown. */
export type GradeReading =
  | { readonly kind: 'grade'; readonly grade: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'unknown'; readonly text: string; readonly known: GradeSet };

/** Words that mean one of the usual grades and nothing else; used only when the set has that grade. */
const aliases: Readonly<Record<string, string>> = {
  特困难: '特别困难', 特别: '特别困难', 特别贫困: '特别困难',
  一般: '一般困难', 一般贫困: '一般困难',
  非困难: '不困难', 不贫困: '不困难', 非贫困: '不困难', 无困难: '不困难',
};

/** Reads a grade as decision lists write it: 家庭经济特别困难, 特别困难（一档）, 一般. Anything not in the school's set is refused, never rounded to a neighbour. */
export function parseHardshipGrade(text: string, set: GradeSet): GradeReading {
  const clean = text.normalize('NFKC').replace(/\s/gu, '').replace(/[(（].*[)）]$/u, '').replace(/^家庭经济/u, '').replace(/(学生|家庭)$/u, '');
  if (clean === '') return { kind: 'blank' };
  const exact = set.find((grade) => grade === clean) ?? set.find((grade) => grade === aliases[clean]);
  return exact === undefined ? { kind: 'unknown', text: text.trim(), known: set } : { kind: 'grade', grade: exact };
}

/** Whether the grade means aid may follow: any of the set but its last, 不困难. A grade of an older set counts as it reads. */
export function isHardshipGrade(grade: string, set: GradeSet): boolean {
  return grade !== set.at(-1) && grade !== '不困难';
}

/** 0 for the heaviest; grades of an older set come after all of today's. */
export function gradeRank(grade: string, set: GradeSet): number {
  const rank = set.indexOf(grade);
  return rank < 0 ? set.length : rank;
}
