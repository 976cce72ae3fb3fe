import type { BoardingCondition, RateUnit } from '#shared/domain/programmes/programme.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import { formatSpecialGroup } from '#shared/domain/identification/special-group.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { defaultStageYears, formatStage } from '#shared/domain/roster/stage.ts';
import { wordYearLevels } from './programmes.ts';

export const boardingWords: Readonly<Record<BoardingCondition | 'unknown', string>> = { boarding: '寄宿', day: '非寄宿', unknown: '就读方式不详' };

export function wordStages(stages: readonly EducationStage[]): string {
  return stages.map(formatStage).join('、');
}

type RuleWords = Pick<EligibilityRule, 'stages' | 'boarding' | 'selection' | 'needsHardship' | 'hardshipGrades' | 'yearLevels' | 'groups' | 'ruralGroups' | 'otherRoute'>;

function wordYears(rule: RuleWords): string {
  if (rule.yearLevels === null) return '';
  const byStage = rule.stages.map((stage) => wordYearLevels(stage, (rule.yearLevels ?? []).filter((level) => level <= defaultStageYears[stage]))).filter((words) => words !== '');
  return byStage.join('、');
}

/** Who a rule is for, in one sentence: on the screen, on the 自助菜单 and in a regional profile alike. */
export function wordRule(rule: RuleWords): string {
  const years = wordYears(rule);
  const who = `${wordStages(rule.stages)}${years === '' ? '' : years}${rule.boarding === null ? '' : boardingWords[rule.boarding]}学生`;
  const grades = rule.hardshipGrades === null ? '困难' : rule.hardshipGrades.map((grade) => `“${grade}”`).join('、');
  const hardship = rule.needsHardship ? `，本学年认定为${grades}` : '';
  const groups = rule.groups === null ? '' : `，且属于${rule.groups.map((key) => `${formatSpecialGroup(key)}${rule.ruralGroups.includes(key) ? '（农村）' : ''}`).join('、')}之一`;
  const route = rule.otherRoute === null ? '' : `；或${rule.otherRoute}`;
  return `${who}${hardship}${groups}${route}${rule.selection === 'by_hand' ? '，按名单选定' : ''}`;
}

/** 通常 100 天，最多 110 天 · 通常 5 个月; '' where nobody said. Months are counted in halves. */
export function wordQuantities(unit: RateUnit, usual: number | null, most: number | null): string {
  const count = (quantity: number): string => (unit === 'month' ? `${quantity / 2} 个月` : `${quantity} 天`);
  return [usual === null ? '' : `通常 ${count(usual)}`, most === null ? '' : `最多 ${count(most)}`].filter((words) => words !== '').join('，');
}
