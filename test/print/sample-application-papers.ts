import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { specialGroups } from '#shared/domain/identification/special-group.ts';
import type { ApplicationFormPaper, ApplicationSheet } from '#main/print/papers/application-form.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import { nameAt, school } from './sample-names.ts';

const imprint: Imprint = { purpose: 'archive', printedBy: '王资助', printedAt: '2025-10-20T02:05:00.000Z' };
const circumstances = ['家庭遭受自然灾害情况', '家庭遭受突发意外事件', '家庭成员因残疾、年迈而劳动能力弱情况', '家庭成员失业情况', '家庭欠债情况', '其他情况'];
const formGroups = specialGroups.filter((group) => group.ordinal <= 14);

const blank: ApplicationSheet = {
  school, yearName: '', className: '', name: '', sex: '', birth: '', idNumber: '', familySize: '', nativePlace: '', hukou: [{ label: '城镇', ticked: null }, { label: '农村', ticked: null }], phone: '', address: '', postcode: '',
  guardianPhone: '', members: [], groups: formGroups.map(({ label }) => ({ label, ticked: null })), otherGroup: '', perHead: '', circumstances: circumstances.map((label) => ({ label, text: '' })),
  aid: [{ label: '寄宿生生活补助', ticked: null }, { label: '非寄宿生生活补助', ticked: null }], consentNeeded: null, promise: { signedBy: '', signedOn: null }, consent: { signedBy: '', relation: '', signedOn: null },
};

export function filledApplication(index: number): ApplicationSheet {
  return {
    ...blank, yearName: '七年级', className: '七年级(2)班', name: nameAt(index), sex: '男', birth: '2013年3月', idNumber: '999999201303070014', familySize: '6', nativePlace: '云岭县',
    hukou: [{ label: '城镇', ticked: null }, { label: '农村', ticked: true }], phone: '', address: '云岭县城关镇柳溪村三组18号（村委会对面，三层楼房后面的平房）', postcode: '637000', guardianPhone: '13900000001',
    members: [
      { name: '李吉祥', age: '45', relation: '父亲', employer: '在家', job: '务农', income: '12000', health: '身体伤残' }, { name: '周兰', age: '43', relation: '母亲', employer: '云岭县城关镇柳溪服装加工厂', job: '缝纫工', income: '24000', health: '有慢性病' },
      { name: '买买提·吐尔逊·阿卜杜拉江', age: '70', relation: '外祖父', employer: '', job: '', income: '', health: '体质较差' }, { name: '李华', age: '8', relation: '妹妹', employer: '青石镇九年一贯制学校', job: '学生', income: '0', health: '健康' },
      { name: '李福', age: '72', relation: '祖父', employer: '', job: '', income: '1200', health: '有严重疾病' },
    ],
    groups: formGroups.map(({ key, label }) => ({ label, ticked: key === 'subsistence_allowance' || key === 'disabled_parent_child' ? true : null })), perHead: '6200',
    circumstances: circumstances.map((label, at) => ({ label, text: ['夏天受涝，玉米减产约 3 亩', '', '祖父长期透析，父亲腿残，只能做轻活', '', '建房欠亲戚 3 万元', '多子女上学'][at] ?? '' })),
    aid: [{ label: '寄宿生生活补助', ticked: null }, { label: '非寄宿生生活补助', ticked: true }], consentNeeded: true,
    promise: { signedBy: '', signedOn: null }, consent: { signedBy: '', relation: '父亲', signedOn: isoDate('2025-09-05') },
  };
}

const paper = (kind: ApplicationFormPaper['kind'], forms: readonly ApplicationSheet[], filled: boolean): ApplicationFormPaper => ({
  kind, filled, imprint, forms: kind === 'application_two_page' ? forms : forms.map((form) => ({ ...form, circumstances: form.circumstances.filter(({ label }) => !/失业|欠债/u.test(label)) })),
});

export const sampleApplicationPapers = {
  application_one_sheet: paper('application_one_sheet', [filledApplication(3), filledApplication(4)], true),
  application_one_sheet_blank: paper('application_one_sheet', [blank], false),
  application_two_page: paper('application_two_page', [filledApplication(3), filledApplication(0)], true),
  application_two_page_blank: paper('application_two_page', [blank], false),
} as const satisfies Readonly<Record<string, ApplicationFormPaper>>;
