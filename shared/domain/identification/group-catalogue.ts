import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { schoolYear } from '#shared/domain/calendar/term.ts';
import { formatSpecialGroup, parseSpecialGroups, specialGroups } from './special-group.ts';
import type { Coverage, EvidencePolicy, ListOwner, SpecialGroup } from './special-group.ts';

export const listOwners = ['rural_affairs', 'civil_affairs', 'disabled_persons', 'veterans', 'trade_union', 'school', 'not_known'] as const satisfies readonly ListOwner[];
export const coverages = ['household', 'person', 'disabled'] as const satisfies readonly Coverage[];
export const evidencePolicies = ['required', 'optional', 'replaced_by_list', 'replaced_by_declaration'] as const satisfies readonly EvidencePolicy[];

/** What narrows a group beside its papers (handbook 2.6 row 12): places differ, so it is data. */
export interface GroupRestriction {
  /** The lightest 残疾人证 grade that counts, 1 the heaviest; null: any. */
  readonly maxDisabilityGrade: number | null;
  /** The group alone is not enough: hardship has to be shown beside it. */
  readonly needsHardship: boolean;
}

/** A group as a school or its county has it from one 学年 to another. Rows are added, never changed: an old year keeps its words. */
export interface GroupRow extends GroupRestriction {
  readonly key: string;
  readonly label: string;
  readonly owner: ListOwner;
  readonly coverage: Coverage;
  readonly evidence: EvidencePolicy;
  readonly proof: string;
  readonly source: string;
  readonly validFrom: SchoolYear;
  /** The last 学年 the group is in use; null: until a later row says otherwise. */
  readonly validTo: SchoolYear | null;
}

/** A group of a 学年 with all that holds of it, and whether it is the shipped entry or the school's own. */
export interface CatalogueGroup extends Omit<SpecialGroup, 'validFrom' | 'validTo'>, GroupRestriction {
  readonly validFrom: SchoolYear | null;
  readonly validTo: SchoolYear | null;
  readonly origin: 'shipped' | 'own';
}

/** The groups of one 学年, and the words for the keys of any. */
export interface GroupCatalogue {
  readonly year: SchoolYear;
  /** In use in the year, in the order of the form, the school's own after them. */
  readonly groups: readonly CatalogueGroup[];
  /** Known in or before the year and no longer in use. */
  readonly ended: readonly CatalogueGroup[];
  /** The entry in use; null for an ended group and for a name no catalogue has. */
  find(key: string): CatalogueGroup | null;
  label(key: string): string;
  coverage(key: string): Coverage;
  compare(left: string, right: string): number;
  parse(text: string): ReturnType<typeof parseSpecialGroups>;
}

/** The form of 2018 and its words (handbook 2.6). Only those that mean one group of today; when places changed over is not recorded, so the year before the 2024 form is taken. */
const formerLabels: Readonly<Record<string, string>> = {
  out_of_poverty_household: '建档立卡', subsistence_allowance: '低保', extreme_poverty_support: '特困供养', martyr_child: '烈士子女',
};
const lastYearOfFormerForm = schoolYear('2023-2024');

const anyGrade: GroupRestriction = { maxDisabilityGrade: null, needsHardship: false };

/** The shipped entry in the words of the year. `disability` is what the school's procedure says of 残疾 (2.12 `disability.*`). */
function shippedEntry(group: SpecialGroup, year: SchoolYear, disability: GroupRestriction): CatalogueGroup {
  const former = year <= lastYearOfFormerForm ? formerLabels[group.key] : undefined;
  const restriction = group.coverage === 'disabled' ? disability : anyGrade;
  const words = former === undefined ? {} : { label: former, validTo: lastYearOfFormerForm, source: '2018 年认定申请表特殊群体类型', confidence: 'R?' as const };
  return { ...group, ...restriction, origin: 'shipped', ...words };
}

/** The row of a group that decides in a year: the one that began last; of two that begin together the later entered. Rows come oldest first. */
function rowOfYear(rows: readonly GroupRow[], year: SchoolYear): GroupRow | null {
  return rows.reduce<GroupRow | null>((best, row) => (row.validFrom <= year && (best === null || row.validFrom >= best.validFrom) ? row : best), null);
}

function ownEntry(row: GroupRow, shipped: SpecialGroup | undefined, ordinal: number): CatalogueGroup {
  return { ...row, ordinal: shipped?.ordinal ?? ordinal, aliases: shipped === undefined ? [] : [shipped.label, ...shipped.aliases], confidence: 'L', origin: 'own' };
}

/**
 * The catalogue of a 学年: what ships, with the school's or county's own rows in place of it (handbook 2.6, 2.12 `evidence.policy`, `disability.*`).
 * A later row never reaches back: earlier years keep the labels and rules they were judged by.
 */
export function catalogueOfYear(own: readonly GroupRow[], year: SchoolYear, disability: GroupRestriction = anyGrade): GroupCatalogue {
  const byKey = Map.groupBy(own, (row) => row.key);
  const shipped = specialGroups.map((group) => {
    const row = rowOfYear(byKey.get(group.key) ?? [], year);
    return row === null ? shippedEntry(group, year, disability) : ownEntry(row, group, group.ordinal);
  });
  const shippedKeys = new Set(specialGroups.map((group) => group.key));
  const added = [...byKey].filter(([key]) => !shippedKeys.has(key)).flatMap(([, rows], index) => {
    const row = rowOfYear(rows, year);
    return row === null ? [] : [ownEntry(row, undefined, 100 + index)];
  });
  return catalogueOf(year, [...shipped, ...added]);
}

function catalogueOf(year: SchoolYear, all: readonly CatalogueGroup[]): GroupCatalogue {
  const inUse = (group: CatalogueGroup): boolean => group.validTo === null || group.validTo >= year;
  const known = new Map(all.map((group) => [group.key, group]));
  const groups = all.filter(inUse).toSorted((left, right) => left.ordinal - right.ordinal);
  const byOwnLabel = new Map(groups.filter((group) => group.origin === 'own').map((group) => [plain(group.label), group.key]));
  const rank = (key: string): number => known.get(key)?.ordinal ?? 1000;
  return {
    year, groups, ended: all.filter((group) => !inUse(group)),
    find: (key) => groups.find((group) => group.key === key) ?? null,
    label: (key) => known.get(key)?.label ?? formatSpecialGroup(key),
    coverage: (key) => known.get(key)?.coverage ?? 'person',
    compare: (left, right) => rank(left) - rank(right) || (left < right ? -1 : left > right ? 1 : 0),
    parse: (text) => {
      const key = byOwnLabel.get(plain(text));
      return key === undefined ? parseSpecialGroups(text) : { keys: [key], unknown: [] };
    },
  };
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '');
}

/** What stands against a new row of the catalogue. */
export type GroupRowProblem =
  | { readonly code: 'groups.year_past'; readonly facts: { readonly year: SchoolYear; readonly current: SchoolYear } }
  | { readonly code: 'groups.years_reversed'; readonly facts: { readonly from: SchoolYear; readonly to: SchoolYear } }
  | { readonly code: 'groups.key_unknown'; readonly facts: { readonly key: string } }
  | { readonly code: 'groups.label_taken'; readonly facts: { readonly label: string; readonly year: SchoolYear } }
  | { readonly code: 'groups.grade_without_disability'; readonly facts: { readonly label: string } }
  | { readonly code: 'groups.list_without_owner'; readonly facts: { readonly label: string } };

/**
 * Judges a row before it is kept: it begins in the running 学年 or later (old years keep theirs), ends not before it begins, its name is not another
 * group's, a 残疾 grade narrows only groups that rest on a 残疾人证, and "名单可代替" asks for a department that keeps a list.
 */
export function groupRowProblems(row: GroupRow, own: readonly GroupRow[], current: SchoolYear): readonly GroupRowProblem[] {
  const problems: GroupRowProblem[] = [];
  const { label } = row;
  if (row.validFrom < current) problems.push({ code: 'groups.year_past', facts: { year: row.validFrom, current } });
  if (row.validTo !== null && row.validTo < row.validFrom) problems.push({ code: 'groups.years_reversed', facts: { from: row.validFrom, to: row.validTo } });
  const known = specialGroups.some((group) => group.key === row.key) || own.some((one) => one.key === row.key) || row.key === `local:${label}`;
  if (!known) problems.push({ code: 'groups.key_unknown', facts: { key: row.key } });
  const beside = catalogueOfYear(own, row.validFrom).groups.find((group) => group.key !== row.key && plain(group.label) === plain(label));
  if (beside !== undefined) problems.push({ code: 'groups.label_taken', facts: { label, year: row.validFrom } });
  if (row.maxDisabilityGrade !== null && row.coverage !== 'disabled') problems.push({ code: 'groups.grade_without_disability', facts: { label } });
  if (row.evidence === 'replaced_by_list' && (row.owner === 'school' || row.owner === 'not_known')) problems.push({ code: 'groups.list_without_owner', facts: { label } });
  return problems;
}
