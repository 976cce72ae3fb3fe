import { termKey } from '#shared/domain/calendar/term.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import { NATIONAL } from '#shared/domain/programmes/preset-programmes.ts';

type Preset = Pick<EligibilityRule, 'key' | 'programmeKey' | 'stages'> & Partial<EligibilityRule>;

function preset(row: Preset): EligibilityRule {
  return {
    region: NATIONAL,
    boarding: null,
    selection: 'automatic',
    needsHardship: true,
    hardshipGrades: null,
    yearLevels: null,
    groups: null,
    ruralGroups: [],
    otherRoute: null,
    validFrom: null,
    validTo: null,
    document: null,
    confidence: 'reported',
    origin: 'preset',
    ...row,
  };
}

const COMPULSORY = ['primary', 'junior'] as const;

/**
 * The four classes of 非寄宿 aid since 2019 秋: 建档立卡 (now 脱贫家庭), other poor disabled pupils, rural 低保, rural 特困.
 * Counties have widened this since; such a county adds its own dated rule.
 */
const FOUR_CLASSES = ['out_of_poverty_household', 'disabled_student', 'subsistence_allowance', 'extreme_poverty_support'] as const;

/** The conditions of handbook 3.3 that a pupil's record can answer. Programmes without a rule here are not calculated. */
export const PRESET_ELIGIBILITY: readonly EligibilityRule[] = [
  preset({ key: 'yw.board', programmeKey: 'yw.board', stages: COMPULSORY, boarding: 'boarding', confidence: 'confirmed' }),
  preset({
    key: 'yw.day.four_classes',
    programmeKey: 'yw.day',
    stages: COMPULSORY,
    boarding: 'day',
    groups: FOUR_CLASSES,
    ruralGroups: ['subsistence_allowance', 'extreme_poverty_support'],
    validFrom: termKey('2019-2020-1'),
  }),
  preset({ key: 'gz.grant', programmeKey: 'gz.grant', stages: ['senior'] }),
  preset({
    key: 'zz.grant',
    programmeKey: 'zz.grant',
    stages: ['vocational'],
    otherRoute: '全日制涉农专业，或原连片特困等地区的农村学生',
  }),
  preset({ key: 'zz.scholar', programmeKey: 'zz.scholar', stages: ['vocational'], selection: 'by_hand', needsHardship: false, yearLevels: [2, 3], confidence: 'confirmed' }),
  preset({ key: 'xq.aid', programmeKey: 'xq.aid', stages: ['preschool'] }),
  preset({ key: 'yw.meal.henan', programmeKey: 'yw.meal.henan', region: '河南 新密', stages: COMPULSORY, selection: 'by_hand', needsHardship: false, confidence: 'local' }),
];
