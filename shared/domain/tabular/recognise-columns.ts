import type { ColumnMapping, FieldCatalogue } from './field-catalogue.ts';
import { bareHeading, normaliseHeading } from './heading.ts';

/** A column's heading, with the part of a two-row header that stands above it. */
export interface ColumnHeading {
  readonly text: string;
  readonly group: string;
}

/** Groups of other people: 姓名 under one of these is not the pupil's own. */
const otherPeople = /监护人|家长|户主|父|母|成员|家庭|收款|代领|户名|申请人|联系人|经办|建档人/;

interface Candidate {
  readonly field: string;
  readonly column: number;
  readonly score: number;
}

interface Alias {
  readonly field: string;
  readonly rank: number;
}

function indexAliases(catalogue: FieldCatalogue): Map<string, Alias[]> {
  const index = new Map<string, Alias[]>();
  catalogue.forEach(({ key, label, aliases = [] }) => [label, ...aliases].forEach((alias, rank) => {
    const [name, occurrence] = alias.split('#');
    const normalised = normaliseHeading(name!) + (occurrence ? `#${occurrence}` : '');
    for (const form of new Set([normalised, bareHeading(normalised)])) {
      const entries = index.get(form) ?? [];
      entries.push({ field: key, rank });
      index.set(form, entries);
    }
  }));
  return index;
}

/** 收款人信息 over 姓名 says 收款人姓名; 家庭经济困难学生信息 speaks of the pupil, not of his family. */
function groupName(heading: string): string {
  return normaliseHeading(heading).replace(/家庭经济困难/g, '').replace(/(?:基本)?(?:信息|情况|资料)$/, '');
}

/** The forms a heading is looked up by, best first, each with its weight. */
function headingForms({ text, group }: ColumnHeading, occurrence: number): [form: string, weight: number][] {
  const own = normaliseHeading(text);
  const upper = groupName(group);
  if (own === '') return [];
  const forms: [string, number][] = [];
  if (upper !== '' && upper !== own) {
    forms.push([`${upper}${own}`, 1000], [bareHeading(`${upper}${own}`), 900]);
    if (otherPeople.test(upper)) return forms;
  }
  if (occurrence > 1) return [...forms, [`${own}#${occurrence}`, 1000], [`${bareHeading(own)}#${occurrence}`, 900], [own, 400]];
  const penalty = upper === '' || upper === own ? 0 : 100;
  return [...forms, [own, 1000 - penalty], [bareHeading(own), 800 - penalty]];
}

/**
 * Which column carries which field, by heading. An exact alias beats one that only fits without its brackets, an earlier alias beats
 * a later one, an earlier column a later one; each field and each column is used once. An alias `姓名#2` means the second column
 * headed 姓名. A heading is never taken because it merely contains an alias: 户主身份证号 is not the pupil's 身份证号.
 */
export function recogniseColumns<Key extends string>(headings: readonly ColumnHeading[], catalogue: FieldCatalogue<Key>): ColumnMapping<Key> {
  const aliases = indexAliases(catalogue);
  const seen = new Map<string, number>();
  const candidates = headings.flatMap((heading, column): Candidate[] => {
    const name = `${normaliseHeading(heading.group)}|${normaliseHeading(heading.text)}`;
    const occurrence = (seen.get(name) ?? 0) + 1;
    seen.set(name, occurrence);
    return headingForms(heading, occurrence).flatMap(([form, weight]) =>
      (aliases.get(form) ?? []).map(({ field, rank }) => ({ field, column, score: weight - rank })));
  });
  candidates.sort((left, right) => right.score - left.score || left.column - right.column);
  const mapping: Partial<Record<string, number>> = {};
  const taken = new Set<number>();
  for (const { field, column } of candidates) {
    if (mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping as ColumnMapping<Key>;
}

/** The fields that must have a column and have none. */
export function missingFields<Key extends string>(mapping: ColumnMapping<Key>, catalogue: FieldCatalogue<Key>): Key[] {
  return catalogue.filter(({ key, required }) => required === true && mapping[key] === undefined).map(({ key }) => key);
}

/**
 * What identifies a header from one file to the next: its headings in order, as compared. Hash it and keep the mapping the user
 * confirmed under it (handbook 5.2, step 2). A file without header is known by its number of columns.
 */
export function headerIdentity(headings: readonly ColumnHeading[], hasHeader: boolean): string {
  if (!hasHeader) return `no header, ${headings.length} columns`;
  const parts = headings.map(({ text, group }) => (group === '' ? normaliseHeading(text) : `${normaliseHeading(group)}/${normaliseHeading(text)}`));
  // The column our own error copy adds does not make it another kind of file.
  while (parts.at(-1) === '' || parts.at(-1) === '错误原因') parts.pop();
  return parts.join('\n');
}
