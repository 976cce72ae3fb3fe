import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYear, termKey } from '#shared/domain/calendar/term.ts';
import { PRESET_CATALOGUE } from '#shared/domain/programmes/catalogue.ts';
import type { EntitlementPolicy } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import type { GroupFact, PupilFacts } from '#shared/domain/entitlement/pupil-facts.ts';

export const AUTUMN = termKey('2025-2026-1');

export const POLICY: EntitlementPolicy = { catalogue: PRESET_CATALOGUE, regions: [], splitProfile: 'custom' };

export const LOW_INCOME: GroupFact = { key: 'subsistence_allowance', label: '低保家庭学生', evidence: '低保名单第 5 行' };
export const OUT_OF_POVERTY: GroupFact = { key: 'out_of_poverty_household', label: '脱贫家庭学生', evidence: '脱贫户名单第 12 行' };
export const ORPHAN: GroupFact = { key: 'orphan', label: '孤儿', evidence: '民政名单第 2 行' };

/** A boarder of 初中 in hardship; every test changes the one fact it is about. */
export function pupil(change: Partial<PupilFacts> = {}): PupilFacts {
  return {
    studentId: 1,
    stage: 'junior',
    entryYear: 2025,
    yearLevel: '七年级',
    level: 1,
    boarding: 'boarding',
    rosterSource: { fileName: '名册.xls', rowNo: 214, asOf: isoDate('2025-09-05') },
    status: 'enrolled',
    statusFrom: null,
    transferredInOn: null,
    caseEnded: null,
    determination: {
      id: 7,
      gradeLabel: '困难',
      isHardship: true,
      body: '学校认定工作组',
      decidedOn: isoDate('2025-09-22'),
      schoolYear: schoolYear('2025-2026'),
    },
    groups: [],
    pendingGroups: [],
    hukou: 'unknown',
    split: null,
    awardTiers: {},
    selections: [],
    answers: [],
    held: [],
    elsewhere: [],
    ...change,
  };
}
