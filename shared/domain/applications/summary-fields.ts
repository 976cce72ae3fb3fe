import { compareSpecialGroups, formatSpecialGroup, parseSpecialGroups, specialGroups } from '../identification/special-group.ts';
import type { FieldCatalogue, FieldKind } from '../tabular/field-catalogue.ts';
import type { TriState } from '../tri-state.ts';
import { formatTriState, parseTriState } from '../tri-state.ts';
import type { ApplicationDraft, MemberDraft, MemberPart } from './application-form.ts';
import { emptyMember, memberParts } from './application-form.ts';

/** As many members as a row of the summary has room for. */
export const memberSlots = [1, 2, 3, 4, 5, 6, 7, 8] as const;
type MemberSlot = (typeof memberSlots)[number];

type PlainKey =
  | 'studentId' | 'name' | 'yearLabel' | 'className' | 'idNumber' | 'appliedOn' | 'familySize' | 'address' | 'postcode' | 'guardianPhone' | 'perHead' | 'groups' | 'groupsNo' | 'otherGroup'
  | 'written.name' | 'written.sex' | 'written.birthDate' | 'written.nativePlace' | 'written.hukouType' | 'written.phone'
  | 'circumstances.disaster' | 'circumstances.accident' | 'circumstances.weakLabour' | 'circumstances.unemployment' | 'circumstances.debt' | 'circumstances.other'
  | 'promise.handwritten' | 'promise.signedBy' | 'promise.signedOn' | 'consent.given' | 'consent.signedBy' | 'consent.relation' | 'consent.signedOn' | 'aid.boarding' | 'aid.nonBoarding';
/** A column of the class summary: a field of the draft by its path, a member's by its place, or a group of its own with √ in its cells. */
export type SummaryKey = PlainKey | `members.${MemberSlot}.${MemberPart}` | `group.${string}`;

const memberWords: Readonly<Record<MemberPart, readonly [label: string, ...aliases: string[]]>> = {
  name: ['姓名'], age: ['年龄'], relation: ['关系', '与学生关系', '与本人关系', '称谓'], employer: ['单位', '工作单位', '工作（学习）单位', '工作或学习单位'], job: ['职业'],
  income: ['年收入（元）', '年收入', '年收入（万元）', '收入'], health: ['健康状况', '健康'],
};
const memberKinds: Readonly<Record<MemberPart, FieldKind>> = { name: 'name', age: 'number', relation: 'text', employer: 'text', job: 'text', income: 'money', health: 'text' };

const plain: FieldCatalogue<PlainKey> = [
  { key: 'studentId', label: '学生编号（勿改）', kind: 'number' },
  { key: 'name', label: '姓名', kind: 'name', aliases: ['学生姓名', '学生'], required: true },
  { key: 'yearLabel', label: '年级', kind: 'class', aliases: ['所在年级'] },
  { key: 'className', label: '班级', kind: 'class', aliases: ['年级班级', '所在班级', '班别', '班级名称'] },
  { key: 'idNumber', label: '身份证号', kind: 'id_number', aliases: ['身份证号码', '证件号码', '学生身份证号'] },
  { key: 'appliedOn', label: '申请日期', kind: 'date', aliases: ['申请时间', '填表日期', '填表时间'] },
  { key: 'written.name', label: '申请表姓名', kind: 'text' },
  { key: 'written.sex', label: '性别', kind: 'text' },
  { key: 'written.birthDate', label: '出生年月', kind: 'text', aliases: ['出生日期'] },
  { key: 'written.nativePlace', label: '籍贯', kind: 'text' },
  { key: 'written.hukouType', label: '户口性质', kind: 'text', aliases: ['户籍性质', '户口类型'] },
  { key: 'written.phone', label: '学生手机号码', kind: 'phone', aliases: ['学生手机号', '学生电话'] },
  { key: 'familySize', label: '家庭人口', kind: 'number', aliases: ['家庭人口数', '家庭人数', '人口'] },
  { key: 'address', label: '详细通讯地址', kind: 'text', aliases: ['通讯地址', '家庭住址', '家庭地址', '详细地址', '通信地址'] },
  { key: 'postcode', label: '邮政编码', kind: 'text', aliases: ['邮编'] },
  { key: 'guardianPhone', label: '家长手机号码', kind: 'phone', aliases: ['家长手机号', '家长电话', '联系电话', '监护人电话', '手机号码', '家长联系电话'] },
  { key: 'groups', label: '特殊群体类型', kind: 'text', aliases: ['特殊群体', '特殊困难群体', '特殊困难群体类型', '群体类型', '困难类型', '人员类别'] },
  { key: 'groupsNo', label: '明确不属于的群体', kind: 'text' },
  { key: 'otherGroup', label: '其他特殊群体', kind: 'text' },
  { key: 'perHead', label: '家庭人均年收入（元）', kind: 'money', aliases: ['家庭人均年收入', '人均年收入', '家庭人均收入', '人均年收入（元）', '人均年收入（万元）', '家庭人均年收入（万元）'] },
  { key: 'circumstances.disaster', label: '家庭遭受自然灾害情况', kind: 'text', aliases: ['自然灾害情况', '遭受自然灾害', '自然灾害'] },
  { key: 'circumstances.accident', label: '家庭遭受突发意外事件', kind: 'text', aliases: ['突发意外事件', '突发意外', '意外事件'] },
  { key: 'circumstances.weakLabour', label: '家庭成员因残疾、年迈而劳动能力弱情况', kind: 'text', aliases: ['劳动能力弱情况', '残疾年迈情况', '劳动能力弱'] },
  { key: 'circumstances.unemployment', label: '家庭成员失业情况', kind: 'text', aliases: ['失业情况'] },
  { key: 'circumstances.debt', label: '家庭欠债情况', kind: 'text', aliases: ['欠债情况', '负债情况', '家庭负债'] },
  { key: 'circumstances.other', label: '其他情况', kind: 'text', aliases: ['困难原因', '申请理由', '家庭情况说明', '其他'] },
  { key: 'promise.handwritten', label: '承诺句已手抄', kind: 'flag', aliases: ['承诺手抄', '是否手抄承诺', '个人承诺'] },
  { key: 'promise.signedBy', label: '承诺签字人', kind: 'name', aliases: ['签字人'] },
  { key: 'promise.signedOn', label: '承诺签字日期', kind: 'date' },
  { key: 'consent.given', label: '监护人同意', kind: 'flag', aliases: ['监护人是否同意', '是否有监护人同意'] },
  { key: 'consent.signedBy', label: '同意的监护人', kind: 'name', aliases: ['监护人', '监护人姓名'] },
  { key: 'consent.relation', label: '监护人与学生关系', kind: 'text', aliases: ['监护人关系'] },
  { key: 'consent.signedOn', label: '同意日期', kind: 'date', aliases: ['监护人同意日期'] },
  { key: 'aid.boarding', label: '申请寄宿生生活补助', kind: 'flag', aliases: ['寄宿生生活补助'] },
  { key: 'aid.nonBoarding', label: '申请非寄宿生生活补助', kind: 'flag', aliases: ['非寄宿生生活补助'] },
];

/** Every column a class summary may have, in the order our own is written. */
export const summaryFields: FieldCatalogue<SummaryKey> = [
  ...plain,
  ...memberSlots.flatMap((slot) => memberParts.map((part) => {
    const [label, ...others] = memberWords[part];
    return {
      key: `members.${slot}.${part}` as const, label: `成员${slot}${label}`, kind: memberKinds[part],
      aliases: [label, ...others].flatMap((word) => [`成员${slot}${word}`, `家庭成员${slot}${word}`, `家庭成员${'一二三四五六七八'[slot - 1]}${word}`]),
    };
  })),
  // A column of ticks a group: 低保家庭学生 or 低保家庭 over √.
  ...specialGroups.filter((group) => group.ordinal <= 14).map((group) => ({
    key: `group.${group.key}` as const, label: group.label, kind: 'flag' as const, aliases: [group.label.replace(/学生$/u, '')],
  })),
];

/**
 * A draft with what a row of the summary says put over it. An empty cell changes nothing (handbook README 3); members come as a whole, so that one
 * struck from the sheet is struck from the form. `text` gives a field's cell.
 */
export function draftOfSummaryRow(base: ApplicationDraft, text: (key: SummaryKey) => string): ApplicationDraft {
  const or = (key: SummaryKey, before: string): string => text(key) || before;
  const tick = (key: SummaryKey, before: TriState): TriState => (text(key) === '' ? before : parseTriState(text(key)));
  const members = membersOfRow(text);
  const { groups, otherGroup } = groupsOfRow(base, text);
  return {
    ...base,
    appliedOn: or('appliedOn', base.appliedOn),
    written: {
      ...base.written, name: or('written.name', base.written.name), sex: or('written.sex', base.written.sex), birthDate: or('written.birthDate', base.written.birthDate),
      nativePlace: or('written.nativePlace', base.written.nativePlace), hukouType: or('written.hukouType', base.written.hukouType), phone: or('written.phone', base.written.phone),
    },
    familySize: or('familySize', base.familySize), address: or('address', base.address), postcode: or('postcode', base.postcode), guardianPhone: or('guardianPhone', base.guardianPhone),
    members: members.length > 0 ? members : base.members, groups, otherGroup, perHead: or('perHead', base.perHead),
    circumstances: {
      disaster: or('circumstances.disaster', base.circumstances.disaster), accident: or('circumstances.accident', base.circumstances.accident),
      weakLabour: or('circumstances.weakLabour', base.circumstances.weakLabour), unemployment: or('circumstances.unemployment', base.circumstances.unemployment),
      debt: or('circumstances.debt', base.circumstances.debt), other: or('circumstances.other', base.circumstances.other),
    },
    promise: { handwritten: tick('promise.handwritten', base.promise.handwritten), signedBy: or('promise.signedBy', base.promise.signedBy), signedOn: or('promise.signedOn', base.promise.signedOn) },
    consent: {
      given: tick('consent.given', base.consent.given), signedBy: or('consent.signedBy', base.consent.signedBy), relation: or('consent.relation', base.consent.relation),
      signedOn: or('consent.signedOn', base.consent.signedOn),
    },
    aid: { boarding: tick('aid.boarding', base.aid.boarding), nonBoarding: tick('aid.nonBoarding', base.aid.nonBoarding) },
  };
}

/** Members keep their place, so that a problem is said at its own cell; empty places behind the last one fall away. */
function membersOfRow(text: (key: SummaryKey) => string): readonly MemberDraft[] {
  const all = memberSlots.map((slot): MemberDraft => ({ ...emptyMember, ...Object.fromEntries(memberParts.map((part) => [part, text(`members.${slot}.${part}`)])) }));
  const last = all.findLastIndex((member) => memberParts.some((part) => member[part] !== ''));
  return all.slice(0, last + 1);
}

function groupsOfRow(base: ApplicationDraft, text: (key: SummaryKey) => string): Pick<ApplicationDraft, 'groups' | 'otherGroup'> {
  const named = parseSpecialGroups(text('groups'));
  const denied = parseSpecialGroups(text('groupsNo'));
  const ticks = specialGroups.flatMap((group): [string, TriState][] => (text(`group.${group.key}`) === '' ? [] : [[group.key, parseTriState(text(`group.${group.key}`))]]));
  const said = [...named.keys.map((key): [string, TriState] => [key, 'yes']), ...denied.keys.map((key): [string, TriState] => [key, 'no']), ...ticks];
  return {
    groups: text('groups') === '' ? { ...base.groups, ...Object.fromEntries(said) } : Object.fromEntries(said),
    otherGroup: [text('otherGroup'), ...named.unknown].filter((word) => word !== '').join('、') || base.otherGroup,
  };
}

/** A form as the cells of one row of the summary, by column; the other way round of `draftOfSummaryRow`. */
export function summaryTexts(draft: ApplicationDraft): ReadonlyMap<SummaryKey, string> {
  const groupsOf = (tick: TriState): string => Object.keys(draft.groups).filter((key) => draft.groups[key] === tick).toSorted(compareSpecialGroups).map(formatSpecialGroup).join('、');
  const { promise, consent, aid, written, circumstances } = draft;
  return new Map<SummaryKey, string>([
    ['appliedOn', draft.appliedOn], ['familySize', draft.familySize], ['address', draft.address], ['postcode', draft.postcode], ['guardianPhone', draft.guardianPhone],
    ['written.name', written.name], ['written.sex', written.sex], ['written.birthDate', written.birthDate], ['written.nativePlace', written.nativePlace], ['written.hukouType', written.hukouType],
    ['written.phone', written.phone], ['groups', groupsOf('yes')], ['groupsNo', groupsOf('no')], ['otherGroup', draft.otherGroup], ['perHead', draft.perHead],
    ...(Object.entries(circumstances).map(([key, text]) => [`circumstances.${key}`, text] as [SummaryKey, string])),
    ['promise.handwritten', formatTriState(promise.handwritten)], ['promise.signedBy', promise.signedBy], ['promise.signedOn', promise.signedOn],
    ['consent.given', formatTriState(consent.given)], ['consent.signedBy', consent.signedBy], ['consent.relation', consent.relation], ['consent.signedOn', consent.signedOn],
    ['aid.boarding', formatTriState(aid.boarding)], ['aid.nonBoarding', formatTriState(aid.nonBoarding)],
    ...memberSlots.flatMap((slot) => memberParts.map((part): [SummaryKey, string] => [`members.${slot}.${part}`, draft.members[slot - 1]?.[part] ?? ''])),
  ]);
}
