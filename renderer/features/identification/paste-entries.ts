import type { RegisterRow } from '#shared/contract/identification.ts';
import { identificationRoutes } from '#shared/domain/identification/case-state.ts';
import type { IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import { parseHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { parseClassLabel } from '#shared/domain/roster/class-label.ts';
import { routeTexts } from '#shared/text/identification.ts';
import type { DraftEntry } from './draft.ts';

export interface PastedEntries {
  readonly entries: ReadonlyMap<number, DraftEntry>;
  /** What could not be placed, in sentences. */
  readonly problems: readonly string[];
}

type Pupil = Pick<RegisterRow, 'studentId' | 'name' | 'className'>;

/** The columns that can be filled, in the order they stand in the table. */
export const fillable = ['route', 'grade', 'reason'] as const;
export type Fillable = (typeof fillable)[number];

function parseRoute(text: string): IdentificationRoute | undefined {
  const clean = text.replaceAll(/\s/gu, '');
  return clean === '' ? undefined : identificationRoutes.find((route) => routeTexts[route].startsWith(clean));
}

function fillCell(entry: DraftEntry, column: Fillable, text: string, gradeSet: readonly string[], problems: string[], where: string): DraftEntry {
  if (text === '') return entry;
  switch (column) {
    case 'reason':
      return { ...entry, reason: text };
    case 'grade': {
      const reading = parseHardshipGrade(text, gradeSet);
      if (reading.kind === 'grade') return { ...entry, grade: reading.grade };
      problems.push(`${where}：“${text}”不在本校的困难等级里`);
      return entry;
    }
    case 'route': {
      const route = parseRoute(text);
      if (route !== undefined) return { ...entry, route };
      problems.push(`${where}：不认识的途径“${text}”`);
      return entry;
    }
  }
}

/** Cells pasted on 途径, 等级 or 理由: downwards from the active row, as Excel would; the first column pasted goes into the active one. */
export function placeByPosition(cells: readonly (readonly string[])[], pupils: readonly Pupil[], column: Fillable, gradeSet: readonly string[]): PastedEntries {
  const columns = fillable.slice(fillable.indexOf(column));
  const problems: string[] = [];
  const entries = new Map<number, DraftEntry>();
  for (const [index, row] of cells.entries()) {
    const pupil = pupils[index];
    if (!pupil) {
      problems.push(`第 ${index + 1} 行起超出表尾，没有粘贴`);
      break;
    }
    let entry: DraftEntry = {};
    for (const [at, text] of row.entries()) {
      const target = columns[at];
      if (target !== undefined) entry = fillCell(entry, target, text.trim(), gradeSet, problems, pupil.name);
    }
    if (Object.keys(entry).length > 0) entries.set(pupil.studentId, entry);
  }
  return { entries, problems };
}

/**
 * Rows pasted on 姓名: the first cell names the pupil, whatever order the table has; of the rest, what is a class, a grade or a 途径 is
 * known by itself and the last other text is the reason. Two pupils of one name need the class.
 */
export function placeByName(cells: readonly (readonly string[])[], pupils: readonly Pupil[], gradeSet: readonly string[]): PastedEntries {
  const byName = Map.groupBy(pupils, (pupil) => nameKey(pupil.name));
  const problems: string[] = [];
  const entries = new Map<number, DraftEntry>();
  for (const row of cells) {
    const [name = '', ...rest] = row.map((text) => text.trim());
    if (name === '' || name === '姓名' || name === '学生姓名') continue;
    const labels = rest.map((text) => parseClassLabel(text)).filter((label) => label !== null && (label.level !== null || label.entryYear !== null));
    const named = byName.get(nameKey(name)) ?? [];
    const inClass = named.filter((pupil) => labels.some((label) => isSameClass(label, parseClassLabel(pupil.className))));
    const [pupil, ...others] = inClass.length > 0 ? inClass : named;
    if (!pupil) problems.push(`${name}：表里没有这个学生`);
    else if (others.length > 0) problems.push(`${name}：同名的不止一人，请带上班级`);
    else if (entries.has(pupil.studentId)) problems.push(`${name}：出现了两次`);
    else entries.set(pupil.studentId, readRest(rest, gradeSet));
  }
  return { entries, problems };
}

function isSameClass(left: ReturnType<typeof parseClassLabel>, right: ReturnType<typeof parseClassLabel>): boolean {
  return left !== null && right !== null && left.level === right.level && left.classNo === right.classNo && left.entryYear === right.entryYear;
}

function readRest(rest: readonly string[], gradeSet: readonly string[]): DraftEntry {
  let entry: DraftEntry = {};
  for (const text of rest) {
    const reading = parseHardshipGrade(text, gradeSet);
    const route = parseRoute(text);
    if (reading.kind === 'blank') continue;
    if (reading.kind === 'grade' && entry.grade === undefined) entry = { ...entry, grade: reading.grade };
    else if (route !== undefined && entry.route === undefined) entry = { ...entry, route };
    else if (parseClassLabel(text) === null) entry = { ...entry, reason: text };
  }
  return entry;
}
