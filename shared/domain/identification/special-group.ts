import type { SchoolYear } from '#shared/domain/calendar/term.ts';

/** The department that keeps the list of a group (handbook 2.6, column "Owner of list"). */
export type ListOwner = 'rural_affairs' | 'civil_affairs' | 'disabled_persons' | 'veterans' | 'trade_union' | 'school' | 'not_known';

/**
 * Whom one row of the owner's list speaks for:
 * - `household`: everyone registered with the person listed (低保, 脱贫, 监测);
 * - `person`: only the person listed (孤儿, 烈士子女): a relative in the roster is a hint, never a match;
 * - `disabled`: the pupil listed is a 残疾学生, a parent listed makes the pupil a 残疾人子女, nobody else does.
 */
export type Coverage = 'household' | 'person' | 'disabled';

/** Proof or promise, per group (handbook 2.6 "Proof vs promise"): places differ, so it is data. */
export type EvidencePolicy = 'required' | 'optional' | 'replaced_by_list' | 'replaced_by_declaration';

/** One 特殊困难群体 with the label of its years. No national code values are known: files carry labels, never codes. */
export interface SpecialGroup {
  readonly key: string;
  /** Place in the form of 2024, from 1; groups outside the form follow. */
  readonly ordinal: number;
  readonly label: string;
  readonly aliases: readonly string[];
  readonly owner: ListOwner;
  readonly coverage: Coverage;
  readonly evidence: EvidencePolicy;
  /** Proof seen, as a hint; each place differs. */
  readonly proof: string;
  readonly validFrom: SchoolYear | null;
  readonly validTo: SchoolYear | null;
  readonly confidence: 'C' | 'R' | 'R?' | 'L' | 'P';
  readonly source: string;
}

const form2024 = { validFrom: null, validTo: null, confidence: 'R', source: '2024 年认定申请表特殊群体类型（14 类）' } as const;
const puyang = { validFrom: null, validTo: null, confidence: 'L', source: '濮教资助〔2022〕234号' } as const;

/** Default catalogue: the 14 groups of the 2024 form in its order, then those local notices name. A school adds others by name (`localGroupKey`). */
export const specialGroups: readonly SpecialGroup[] = [
  {
    key: 'out_of_poverty_household', ordinal: 1, label: '脱贫家庭学生', owner: 'rural_affairs', coverage: 'household', evidence: 'replaced_by_list',
    aliases: ['脱贫家庭', '脱贫户', '脱贫', '脱贫户子女', '脱贫户学生', '建档立卡', '建档立卡户', '建档立卡贫困户', '建档立卡学生', '原建档立卡', '原建档立卡户', '原建档立卡家庭', '原建档立卡家庭学生', '脱贫享受政策', '享受政策脱贫户', '稳定脱贫户', '一般脱贫户', '已脱贫', '已脱贫户', '脱贫人口'],
    proof: '扶贫手册或部门证明，系统家庭主页', ...form2024,
  },
  {
    key: 'monitored_unstable', ordinal: 2, label: '脱贫不稳定家庭学生', owner: 'rural_affairs', coverage: 'household', evidence: 'replaced_by_list',
    aliases: ['脱贫不稳定', '脱贫不稳定户', '脱贫不稳定家庭', '不稳定脱贫户', '脱贫不稳定户学生'], proof: '名单行；风险是否已消除', ...form2024,
  },
  {
    key: 'monitored_marginal', ordinal: 3, label: '边缘易致贫家庭学生', owner: 'rural_affairs', coverage: 'household', evidence: 'replaced_by_list',
    aliases: ['边缘易致贫', '边缘易致贫户', '边缘易致贫家庭', '边缘户', '边缘易致贫户学生'], proof: '名单行；风险是否已消除', ...form2024,
  },
  {
    key: 'monitored_sudden', ordinal: 4, label: '突发严重困难家庭学生', owner: 'rural_affairs', coverage: 'household', evidence: 'replaced_by_list',
    aliases: ['突发严重困难', '突发严重困难户', '突发严重困难家庭', '突发困难户', '突发严重困难户学生'], proof: '名单行；疾病、事故或灾害', ...form2024,
  },
  {
    key: 'subsistence_allowance', ordinal: 5, label: '低保家庭学生', owner: 'civil_affairs', coverage: 'household', evidence: 'replaced_by_list',
    aliases: ['低保', '低保户', '低保家庭', '低保对象', '城市低保', '农村低保', '城乡低保', '城镇低保', '城市低保户', '农村低保户', '最低生活保障', '最低生活保障家庭', '最低生活保障对象', '农村最低生活保障', '城市最低生活保障', '低保学生', '低保家庭子女', '农低保', '城低保', '农保', '城保'],
    proof: '低保证或低保折，年度有效，户口本同户', ...form2024,
  },
  {
    key: 'near_subsistence', ordinal: 6, label: '低保边缘家庭学生', owner: 'civil_affairs', coverage: 'household', evidence: 'replaced_by_list',
    aliases: ['低保边缘', '低保边缘户', '低保边缘家庭', '最低生活保障边缘家庭', '最低生活保障边缘'], proof: '民政证明', ...form2024,
  },
  {
    key: 'extreme_poverty_support', ordinal: 7, label: '特困救助供养学生', owner: 'civil_affairs', coverage: 'person', evidence: 'replaced_by_list',
    aliases: ['特困', '特困供养', '特困人员', '特困救助供养', '特困供养学生', '特困供养人员', '五保', '五保户'], proof: '特困供养证', ...form2024,
  },
  {
    key: 'expenditure_poverty', ordinal: 8, label: '刚性支出困难家庭学生', owner: 'civil_affairs', coverage: 'household', evidence: 'replaced_by_list',
    aliases: ['刚性支出困难', '刚性支出困难家庭', '支出型困难', '支出型困难家庭', '支出型贫困', '支出型'], proof: '民政证明', ...form2024,
  },
  {
    key: 'other_low_income', ordinal: 9, label: '其他低收入家庭学生', owner: 'civil_affairs', coverage: 'household', evidence: 'replaced_by_list',
    aliases: ['其他低收入', '其他低收入学生', '低收入', '低收入家庭', '其他低收入家庭', '低收入人口'], proof: '民政证明（有的地方只认“低收入”三字）', ...form2024,
  },
  {
    key: 'orphan', ordinal: 10, label: '孤儿', owner: 'civil_affairs', coverage: 'person', evidence: 'replaced_by_list',
    aliases: ['社会散居孤儿', '散居孤儿', '机构养育孤儿', '孤儿学生', '集中供养孤儿', '集中养育孤儿', '社会散居', '散居', '机构养育', '集中养育'], proof: '民政证明', ...form2024,
  },
  {
    key: 'de_facto_unattended_child', ordinal: 11, label: '事实无人抚养儿童', owner: 'civil_affairs', coverage: 'person', evidence: 'replaced_by_list',
    aliases: ['事实无人抚养', '事实孤儿', '事实无人抚养学生'], proof: '民政名单', ...form2024,
  },
  {
    key: 'disabled_student', ordinal: 12, label: '残疾学生', owner: 'disabled_persons', coverage: 'disabled', evidence: 'replaced_by_list',
    aliases: ['残疾', '残疾儿童', '家庭经济困难残疾学生', '本人残疾'], proof: '残疾人证', ...form2024,
  },
  {
    key: 'disabled_parent_child', ordinal: 13, label: '残疾人子女', owner: 'disabled_persons', coverage: 'disabled', evidence: 'replaced_by_list',
    aliases: ['残疾人家庭子女', '父母残疾', '家庭经济困难残疾人子女', '残疾人家庭'], proof: '父或母的残疾人证和同户户口本', ...form2024,
  },
  {
    key: 'martyr_child', ordinal: 14, label: '烈士子女', owner: 'veterans', coverage: 'person', evidence: 'required',
    aliases: ['烈士'], proof: '烈士证明书或烈士证', ...form2024,
  },
  {
    key: 'monitored_household', ordinal: 15, label: '监测对象（类别未注明）', owner: 'rural_affairs', coverage: 'household', evidence: 'replaced_by_list',
    aliases: ['监测户', '监测对象', '监测家庭', '监测帮扶对象', '防返贫监测对象', '防止返贫监测对象', '三类户', '三类监测户', '防返贫监测户'], proof: '名单行；请补明三类中的哪一类',
    validFrom: null, validTo: null, confidence: 'P', source: '名单只写“监测户”而不分类时使用',
  },
  {
    key: 'entitled_group', ordinal: 16, label: '重点优抚对象子女', owner: 'veterans', coverage: 'person', evidence: 'required',
    aliases: ['优抚对象', '重点优抚对象', '优抚对象子女', '优抚子女', '残疾军人子女', '烈士或优抚子女'], proof: '证件和户口本', ...puyang,
  },
  {
    key: 'hardship_worker_child', ordinal: 17, label: '城市困难职工家庭子女', owner: 'trade_union', coverage: 'household', evidence: 'required',
    aliases: ['困难职工', '困难职工子女', '困难职工家庭', '特困职工', '特困职工子女', '特困职工家庭子女', '城市困难职工'], proof: '特困职工证，在有效期内', ...puyang,
  },
  {
    key: 'good_samaritan_ward', ordinal: 18, label: '监护人因见义勇为伤亡的被监护人', owner: 'not_known', coverage: 'person', evidence: 'required',
    aliases: ['见义勇为', '见义勇为人员子女'], proof: '待核', ...puyang,
  },
  {
    key: 'sudden_event', ordinal: 19, label: '突发事件或重大疾病', owner: 'school', coverage: 'person', evidence: 'required',
    aliases: ['重大疾病', '突发事件', '突发事故', '自然灾害', '受灾', '因灾', '因病', '大病'], proof: '临时困难证明，县级以上医院诊断和病历，死亡证明或承诺书',
    validFrom: null, validTo: null, confidence: 'R', source: '苏救助中心〔2024〕4号 2，湘学助〔2024〕13号 3',
  },
];

const byKey = new Map(specialGroups.map((group) => [group.key, group]));
const byText = new Map(specialGroups.flatMap((group) => [group.label, ...group.aliases].map((text) => [cleanGroupText(text), group.key] as const)));

const localPrefix = 'local:';

/** The key of a group only this school or county has, by the name it is known by there (handbook 2.6: 江苏 names 困境儿童 and others). */
export function localGroupKey(name: string): string {
  return localPrefix + name.trim();
}

/** The group as the form prints it; a local group is its own name. */
export function formatSpecialGroup(key: string): string {
  return byKey.get(key)?.label ?? (key.startsWith(localPrefix) ? key.slice(localPrefix.length) : key);
}

/** True for a key of the catalogue and for a local group that has a name. */
export function isSpecialGroupKey(key: string): boolean {
  return byKey.has(key) || (key.startsWith(localPrefix) && key.length > localPrefix.length);
}

/** The catalogue's entry; null for a local group, which has none. */
export function findSpecialGroup(key: string): SpecialGroup | null {
  return byKey.get(key) ?? null;
}

/** Whom a list of this group covers. A local group covers only the person listed: the careful reading until somebody confirms more. */
export function coverageOf(key: string): Coverage {
  return byKey.get(key)?.coverage ?? 'person';
}

/** The order of the form, then local groups by name. */
export function compareSpecialGroups(left: string, right: string): number {
  return (byKey.get(left)?.ordinal ?? 1000) - (byKey.get(right)?.ordinal ?? 1000) || (left < right ? -1 : left > right ? 1 : 0);
}

/** Whether the group's risk of falling back is a fact to ask for (风险是否已消除, handbook 2.6 rows 2–4). */
export function asksForRisk(key: string): boolean {
  return key.startsWith('monitored_');
}

/**
 * Reads a group out of a department's word for it (城市低保, 脱贫户, 边缘户 …). Several in one cell are all given.
 * A remark in brackets is passed over where the word alone is known (脱贫户（享受政策）). A word not in the catalogue is not guessed at: it comes back in `unknown` and a person decides.
 */
export function parseSpecialGroups(text: string): { readonly keys: readonly string[]; readonly unknown: readonly string[] } {
  const keys: string[] = [];
  const unknown: string[] = [];
  for (const part of text.split(/[、,，;；/／|｜\n]+/u)) {
    const clean = cleanGroupText(part);
    if (clean === '' || noGroup.has(clean)) continue;
    const key = byText.get(clean) ?? byText.get(cleanGroupText(part.replace(/[(（][^)）]*[)）]/gu, '')));
    if (key === undefined) unknown.push(part.trim());
    else if (!keys.includes(key)) keys.push(key);
  }
  return { keys, unknown };
}

const noGroup = new Set(['无', '否', '非', '一般农户', '一般户', '普通', '-', '—', '/']);

function cleanGroupText(text: string): string {
  return text.normalize('NFKC').replace(/[\s"“”'()（）]/gu, '').replace(/^\d+[.、]?/u, '');
}
