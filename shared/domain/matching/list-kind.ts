import { formatSpecialGroup, parseSpecialGroups } from '#shared/domain/identification/special-group.ts';
import type { Coverage } from '#shared/domain/identification/special-group.ts';
import { coverageOf } from '#shared/domain/identification/special-group.ts';

/** Which department's list a file is (handbook 2.7). `other` is any list whose group the user names. */
export const listKinds = ['subsistence', 'rural', 'disability', 'orphan', 'other'] as const;
export type ListKind = (typeof listKinds)[number];

export interface ListKindSpec {
  readonly key: ListKind;
  readonly label: string;
  /** Who usually issues it; a proposal for the form, the user writes the real one. */
  readonly issuer: string;
  /** The group of a row that names none; null: the file must say it, or the user. */
  readonly defaultGroup: string | null;
  /** The groups such a list can speak of. */
  readonly groups: readonly string[];
}

export const listKindSpecs: Readonly<Record<ListKind, ListKindSpec>> = {
  subsistence: {
    key: 'subsistence', label: '低保等社会救助名单', issuer: '民政局', defaultGroup: 'subsistence_allowance',
    groups: ['subsistence_allowance', 'near_subsistence', 'extreme_poverty_support', 'expenditure_poverty', 'other_low_income'],
  },
  rural: {
    key: 'rural', label: '脱贫户和监测对象名单', issuer: '农业农村局（乡村振兴局）', defaultGroup: null,
    groups: ['out_of_poverty_household', 'monitored_unstable', 'monitored_marginal', 'monitored_sudden', 'monitored_household'],
  },
  disability: {
    key: 'disability', label: '残疾人名单', issuer: '残疾人联合会', defaultGroup: 'disabled_student', groups: ['disabled_student', 'disabled_parent_child'],
  },
  orphan: {
    key: 'orphan', label: '孤儿和事实无人抚养儿童名单', issuer: '民政局', defaultGroup: null, groups: ['orphan', 'de_facto_unattended_child'],
  },
  other: {
    key: 'other', label: '其他名单', issuer: '', defaultGroup: null,
    groups: ['extreme_poverty_support', 'martyr_child', 'entitled_group', 'hardship_worker_child', 'good_samaritan_ward', 'sudden_event'],
  },
};

/** What a row says about the group it belongs to. */
export type GroupReading =
  | { readonly kind: 'group'; readonly key: string }
  /** The row itself says it belongs to none (一般农户). */
  | { readonly kind: 'none'; readonly text: string }
  /** A word the catalogue doesn't know. */
  | { readonly kind: 'unknown'; readonly text: string }
  /** Nothing in the row, and the list as a whole doesn't say it either. */
  | { readonly kind: 'missing' };

/** The cells of a row that may name its group: the list's category column, and for 乡村振兴 lists 户类型 beside 监测对象类别. */
export interface GroupCells {
  readonly category: string;
  readonly householdType: string;
}

/** What 低保 lists put under 类别 without meaning another group: town or village, A/B/C 类, 重点保障对象. */
const saysNoGroup = /^(城市|城镇|农村|城乡|[A-Da-d一二三四]类|[A-Da-d]|重点(保障)?(对象)?|一般(保障)?(对象)?|全额|差额|整户|单人|单人保|整户保|户保)$/u;

/**
 * Reads the group of one row (handbook 2.6, 2.7). The narrower word decides: 监测对象类别 before 户类型. What the user said of the whole
 * list (`chosen`) holds for rows that name nothing; a word that can't be read is never replaced by it.
 */
export function readRowGroup(kind: ListKind, cells: GroupCells, chosen: string | null, parse = parseSpecialGroups): GroupReading {
  const stating = [cells.category, cells.householdType].map((text) => (kind === 'subsistence' && saysNoGroup.test(text.normalize('NFKC').trim()) ? '' : text));
  for (const text of stating) {
    const { keys, unknown } = parse(text);
    const [key] = kind === 'disability' ? [] : keys;
    if (key !== undefined) return { kind: 'group', key };
    if (unknown.length > 0 && kind !== 'disability') return { kind: 'unknown', text: unknown.join('、') };
  }
  const stated = stating.map((text) => text.trim()).find((text) => text !== '');
  if (stated !== undefined && kind !== 'disability') return { kind: 'none', text: stated };
  const key = chosen ?? listKindSpecs[kind].defaultGroup;
  return key === null ? { kind: 'missing' } : { kind: 'group', key };
}

/** Whom the rows of a list cover: 残联 lists name pupil or parent whatever the group is called, the others follow their group. */
export function coverageOfRow(kind: ListKind, groupKey: string, coverage = coverageOf): Coverage {
  return kind === 'disability' ? 'disabled' : coverage(groupKey);
}

/** The heading of a list on screen: 低保等社会救助名单, or the group of an `other` list. */
export function formatListKind(kind: ListKind, groupKey: string | null): string {
  return kind === 'other' && groupKey !== null ? `${formatSpecialGroup(groupKey)}名单` : listKindSpecs[kind].label;
}
