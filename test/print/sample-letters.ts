import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { letterTemplates } from '#shared/domain/letters/letter-template.ts';
import { composeLetter } from '#shared/domain/letters/letter.ts';
import { specialGroups } from '#shared/domain/identification/special-group.ts';
import type { EmergencyFormPaper } from '#main/print/papers/emergency-form.ts';
import type { FamilyLetterPaper } from '#main/print/papers/family-letter.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { SlipRegisterPaper } from '#main/print/papers/slip-register.ts';
import type { SlipReminderPaper } from '#main/print/papers/slip-reminder.ts';
import type { WaiverFormPaper } from '#main/print/papers/waiver-form.ts';
import { nameAt, school } from './sample-names.ts';

const imprint: Imprint = { purpose: 'archive', printedBy: '王资助', printedAt: '2025-09-20T02:05:00.000Z' };
const yearName = '2025–2026学年';
const at = { school, yearName, className: '三年级(1)班', headTeacher: '何老师', imprint };

const wording = composeLetter(letterTemplates[0], {
  school, schoolYear: '2025-2026' as never, grades: ['特别困难', '困难', '一般困难'], groups: specialGroups.filter((group) => group.ordinal <= 14).map((group) => group.label),
  noticeDays: 5, noticeUnit: 'workday', officePhone: '0999-1234567', countyPhone: '', replyBy: isoDate('2025-09-10'),
});

const programmes = [
  { name: '义务教育生活补助·寄宿', stages: '小学、初中', standard: '小学住校 625.00 元/学期；初中住校 750.00 元/学期' },
  { name: '义务教育生活补助·非寄宿', stages: '小学、初中', standard: '小学走读 312.50 元/学期；初中走读 375.00 元/学期' },
  { name: '义务教育免学杂费', stages: '小学、初中', standard: '由财政负担，学生不缴费' },
  { name: '义务教育免费教科书', stages: '小学、初中', standard: '由财政负担，学生不缴费' },
];

export function familyLetter(count: number): FamilyLetterPaper {
  return {
    kind: 'family_letter', school, imprint,
    sheets: Array.from({ length: count }, (_, index) => ({
      className: at.className, name: nameAt(index), title: wording.title, paragraphs: wording.body.split('\n'), slipText: wording.slipText, programmes, issuedOn: isoDate('2025-09-01'), replyBy: null,
    })),
  };
}

export function slipRegister(count: number): SlipRegisterPaper {
  return {
    kind: 'slip_register', ...at, given: count - 1, returned: count - 2, apply: 9, notApply: count - 11,
    lines: Array.from({ length: count }, (_, index) => ({
      ordinal: index + 1, name: nameAt(index), givenOn: index === 3 ? null : isoDate('2025-09-01'), returnedOn: index % 7 ? isoDate('2025-09-08') : null, choice: index % 7 === 0 ? '' : index % 5 ? '不申请' : '申请',
      signer: index % 7 ? nameAt(index + 3) : '', relation: index % 7 ? '父亲' : '', note: index === 4 ? '家长在外，电话确认' : '',
    })),
  };
}

const reminder: SlipReminderPaper = {
  kind: 'slip_reminder', ...at, asOf: isoDate('2025-09-20'), replyBy: isoDate('2025-09-10'),
  lines: ['回执未交（已过期限）', '应签放弃声明', '未告知', '回执不全（没有签名）；选申请未申请'].map((todo, index) => ({ ordinal: index + 1, name: nameAt(index), todo, givenOn: index === 2 ? null : isoDate('2025-09-01') })),
};

const waiver: WaiverFormPaper = { kind: 'waiver_form', school, yearName, item: null, pupil: null, groups: [], signed: null, officePhone: '0999-1234567', imprint };
const emergency: EmergencyFormPaper = { kind: 'emergency_form', school, pupil: null, kindName: '', happenedOn: null, reportedOn: null, reportedBy: '', what: '', state: '', steps: [], imprint };

export const sampleLetterPapers = {
  family_letter: familyLetter(3),
  slip_register: slipRegister(58),
  slip_register_empty: { ...slipRegister(0), given: 0, returned: 0, notApply: 0, apply: 0 },
  slip_reminder: reminder,
  waiver_form_blank: waiver,
  waiver_form_item: {
    ...waiver, item: '普通高中国家助学金（秋季学期）', pupil: { name: nameAt(1), className: at.className },
    signed: { reason: '家庭收入已经稳定，把机会留给别的孩子', signer: '家长', relation: '母亲', signedOn: '2025-09-12' as never, witness: '', revokedOn: null, revokedReason: null },
  },
  waiver_form: {
    ...waiver, pupil: { name: nameAt(0), className: at.className }, groups: ['低保家庭学生', '残疾人子女'],
    signed: { reason: '家中两位老人由叔叔赡养，收入已经稳定，愿意把帮助留给更需要的家庭', signer: '马建国', relation: '父亲', signedOn: isoDate('2025-09-12'), witness: '何老师', revokedOn: isoDate('2026-03-02'), revokedReason: '父亲摔伤住院' },
  },
  emergency_form_blank: emergency,
  emergency_form: {
    ...emergency, pupil: { name: nameAt(0), className: at.className }, kindName: '意外事故', happenedOn: isoDate('2025-10-12'), reportedOn: isoDate('2025-10-13'), reportedBy: '何老师（班主任）', state: '已转认定',
    what: '父亲在工地摔伤，在县医院住院，母亲陪护，家中暂无收入；两个孩子由邻居照看。', steps: [
      { onDate: isoDate('2025-10-13'), act: '救助措施', what: '班主任、资助专干上门看望，校内应急资助 1000 元报批', doneBy: '王资助' },
      { onDate: isoDate('2025-10-20'), act: '转入认定', what: '县医院诊断证明', doneBy: '王资助' },
    ],
  },
} satisfies Readonly<Record<string, FamilyLetterPaper | SlipRegisterPaper | SlipReminderPaper | WaiverFormPaper | EmergencyFormPaper>>;
