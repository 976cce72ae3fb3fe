import type { FieldCatalogue, FieldKind, FieldSpec } from '../tabular/field-catalogue.ts';
import type { StudentAttributeKey } from './student-attributes.ts';
import { studentAttributes } from './student-attributes.ts';

export const memberParts = ['name', 'relation', 'relationNote', 'guardian', 'idType', 'idNumber', 'phone', 'disabilityCertificateNo', 'address', 'employer', 'job', 'ethnicGroup'] as const;
export type MemberPart = (typeof memberParts)[number];

export const memberSlots = ['member1', 'member2', 'head'] as const;
export type MemberSlot = (typeof memberSlots)[number];

type PupilFieldKey =
  | 'name' | 'sex' | 'birthDate' | 'idType' | 'idNumber' | 'registryNo' | 'formerName' | 'schoolStudentNo' | 'classRollNo' | 'stage' | 'yearLabel'
  | 'classLabel' | 'boarding' | 'isBoarding' | 'status' | 'statusDate' | 'schoolCode';
export type RosterFieldKey = PupilFieldKey | StudentAttributeKey | `${MemberSlot}.${MemberPart}`;

/** The headings of the 学籍 template, the 资助系统 export, 中职 and 学前 systems and of schools' own lists (handbook 1.9). */
const pupilFields: FieldCatalogue<RosterFieldKey> = [
  { key: 'name', label: '姓名', aliases: ['学生姓名', '学生', '幼儿姓名', '名字', 'xm'], kind: 'name', required: true },
  { key: 'sex', label: '性别', aliases: ['学生性别', '性别码', 'xbm'], kind: 'text' },
  { key: 'birthDate', label: '出生日期', aliases: ['出生年月日', '出生年月', '生日', '学生出生日期', 'csrq'], kind: 'date' },
  { key: 'idType', label: '身份证件类型', aliases: ['身份证类型', '证件类型', '学生身份证件类型', 'sfzjlxm'], kind: 'text' },
  {
    key: 'idNumber', label: '身份证件号', kind: 'id_number',
    aliases: ['身份证号', '身份证号码', '身份证件号码', '证件号码', '证件号', '身份证', '学生身份证号', '学生身份证号码', '学生身份证件号', '公民身份号码', 'sfzjh'],
  },
  { key: 'registryNo', label: '学籍号', aliases: ['全国学籍号', '全国统一学籍号', '国网学籍号', '学籍号码', '学生学籍号', '省级电子注册学籍号', 'grbsm', 'xjh'], kind: 'id_number' },
  { key: 'formerName', label: '曾用名', kind: 'name' },
  { key: 'schoolStudentNo', label: '校内学号', aliases: ['学号'], kind: 'text' },
  { key: 'classRollNo', label: '班内学号', aliases: ['座号', 'bnxh'], kind: 'text' },
  { key: 'stage', label: '学段', aliases: ['就读学段', '教育阶段', '办学类型'], kind: 'text' },
  { key: 'yearLabel', label: '年级', aliases: ['所在年级', '就读年级', '年级名称'], kind: 'class' },
  { key: 'classLabel', label: '班级', aliases: ['班号', '班级名称', '班别', '所在班级', '就读班级', '班级编码', '年级班级', '年班', '班'], kind: 'class' },
  { key: 'boarding', label: '就读方式', aliases: ['就读方式码', '就读类型', 'jdfsm'], kind: 'text' },
  { key: 'isBoarding', label: '是否寄宿', aliases: ['是否住校', '寄宿', '住校', '是否寄宿生', '寄宿生', '住宿', '是否住宿', 'sfjssm'], kind: 'flag' },
  { key: 'status', label: '学籍状态', aliases: ['就读状态', '学生状态', '学生当前状态', '状态', 'jdztm'], kind: 'text' },
  { key: 'statusDate', label: '离校时间', aliases: ['异动日期', '异动时间', '离校日期', '变动日期'], kind: 'date' },
  { key: 'schoolCode', label: '学校标识码', kind: 'text' },
];

const attributeFields: FieldCatalogue<RosterFieldKey> = studentAttributes.map(({ key, label, kind, aliases }) => ({ key, label, kind, aliases }));

const partNames: Readonly<Record<MemberPart, { readonly kind: FieldKind; readonly names: readonly string[] }>> = {
  name: { kind: 'name', names: ['姓名'] },
  relation: { kind: 'text', names: ['关系', '与学生关系', '与幼儿关系', '与本人关系', '与户主关系'] },
  relationNote: { kind: 'text', names: ['关系说明'] },
  guardian: { kind: 'flag', names: ['是否监护人', '是否为监护人'] },
  idType: { kind: 'text', names: ['身份证件类型', '证件类型', '身份证类型'] },
  idNumber: { kind: 'id_number', names: ['身份证件号', '身份证号', '身份证号码', '身份证件号码', '证件号码', '证件号', '身份证'] },
  phone: { kind: 'phone', names: ['联系电话', '电话', '手机', '手机号', '手机号码'] },
  disabilityCertificateNo: { kind: 'text', names: ['残疾证号', '残疾人证号'] },
  address: { kind: 'text', names: ['现住址', '住址', '户口所在地行政区划', '户口所在地'] },
  employer: { kind: 'text', names: ['工作单位', '工作或学习单位'] },
  job: { kind: 'text', names: ['职务'] },
  ethnicGroup: { kind: 'text', names: ['民族'] },
};

const slotNames: Readonly<Record<MemberSlot, readonly string[]>> = {
  member1: ['成员1', '家庭成员或监护人1', '家庭成员1', '监护人1', '家长1', '成员一', '家庭成员一', '监护人一', '监护人', '家长', '父亲', '父', '家庭成员'],
  member2: ['成员2', '家庭成员或监护人2', '家庭成员2', '监护人2', '家长2', '成员二', '家庭成员二', '监护人二', '母亲', '母'],
  head: ['户主'],
};

/** Parts whose heading the pupil has as well: in a flat template the member's is the second 姓名, the second 身份证件号. */
const sharedParts: ReadonlySet<MemberPart> = new Set(['name', 'idType', 'idNumber', 'phone', 'address', 'ethnicGroup']);

/** 成员1姓名 as well as 姓名1, and in a template of repeated headings 姓名#2: all are met. */
function memberField(slot: MemberSlot, part: MemberPart): FieldSpec<RosterFieldKey> {
  const { kind, names } = partNames[part];
  const joined = slotNames[slot].flatMap((prefix) => names.map((name) => `${prefix}${name}`));
  const number = slot === 'member1' ? 1 : 2;
  const suffixed = slot === 'head' || part === 'name' ? [] : names.map((name) => `${name}${number}`);
  const bare = slot === 'head' && part === 'name' ? ['户主'] : part === 'name' ? slotNames[slot].filter((name) => /亲$|^家长|^监护人/.test(name)) : [];
  const place = number + (sharedParts.has(part) ? 1 : 0);
  const repeated = slot === 'head' ? [] : names.map((name) => (place === 1 ? name : `${name}#${place}`));
  const [label = '', ...aliases] = [...joined, ...bare, ...suffixed, ...repeated];
  return { key: `${slot}.${part}`, label, aliases, kind };
}

const memberFields: FieldCatalogue<RosterFieldKey> = memberSlots.flatMap((slot) => memberParts.map((part) => memberField(slot, part)));

export const rosterFields: FieldCatalogue<RosterFieldKey> = [...pupilFields, ...attributeFields, ...memberFields];
