import type { GradeChange } from '#shared/domain/identification/grade-change.ts';
import type { SentenceBook } from './sentence-book.ts';

export const gradeChangeTexts: Readonly<Record<GradeChange, string>> = {
  begun: '新认定', raised: '等级加重', lowered: '等级减轻', ended: '不再困难', same: '不变', none: '未认定',
};

export const registerTexts = {
  summary: '认定汇总表', pupils_by_class: '认定名册（按班级）', pupils_by_year: '认定名册（按年级）', pupils_by_grade: '认定名册（按等级）', pupils_by_group: '认定名册（按特殊群体）',
  pupils_by_route: '认定名册（按途径）', changes: '认定变动表', national: '认定名单（全国系统等级）',
} as const;

export const responsibilityTexts = {
  case_event: '个案', determination: '认定', group_added: '登记依据', group_removed: '撤下依据', notice_posted: '公示', notice_ended: '公示结束', entitlement_proposed: '提出应发',
  entitlement_approved: '审核应发', scan: '扫描件',
} as const;

export const registerSentences = {
  'register.nothing_to_print': (f: { register: string }) => `${f.register}里还没有内容；先在“认定”里建个案、做认定`,
  'register.grade_without_national': (f: { grades: string }) => `困难等级“${f.grades}”还没有写明对应全国系统的哪一级；请到 设置 → 规则 里填好再导出`,
  'register.no_acts': (f: { name: string }) => `${f.name} 本学年没有认定个案，也没有可追溯的记录`,
} satisfies SentenceBook;
