import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { PanelRule } from '#shared/domain/identification/procedure-profile.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { defaultStageYears } from '#shared/domain/roster/stage.ts';
import { yearLevel } from '#shared/domain/roster/year-level.ts';

/** 领导小组 · 认定工作组 · 评议小组 (handbook 2.3). Composition is the school's own; no text fixes three layers for schools. */
export const panelTypes = ['steering_group', 'determination_panel', 'review_panel'] as const;
export type PanelType = (typeof panelTypes)[number];

export const panelLevels = ['school', 'grade', 'class'] as const;
export type PanelLevel = (typeof panelLevels)[number];

export const memberKinds = ['leader', 'aid_officer', 'head_teacher', 'teacher', 'parent', 'pupil', 'village', 'discipline', 'finance'] as const;
export type MemberKind = (typeof memberKinds)[number];

/** Only these two count as parents' and pupils' representatives. */
export function isParentOrPupil(kind: MemberKind): boolean {
  return kind === 'parent' || kind === 'pupil';
}

/** The step of the procedure a body's meeting is: anything below the whole school comes before 学校评审 (handbook 7.9 DEF-03). */
export function reviewStepOf(level: PanelLevel): 'class_review' | 'school_review' {
  return level === 'school' ? 'school_review' : 'class_review';
}

/** Whether someone with these dates of office sits on the day; the last day is still of it. */
export function sitsOn(seat: { readonly fromOn: IsoDate; readonly untilOn: IsoDate | null }, day: IsoDate): boolean {
  return seat.fromOn <= day && (seat.untilOn === null || seat.untilOn >= day);
}

const yearsBefore: Readonly<Record<EducationStage, number>> = {
  preschool: -defaultStageYears.preschool, primary: 0, junior: defaultStageYears.primary, senior: defaultStageYears.primary + defaultStageYears.junior,
  vocational: defaultStageYears.primary + defaultStageYears.junior,
};

/**
 * A pupil's year counted from 小学 on: 1–6, 初中 7–9, 高中 and 中职 10–12, 学前 0 and below; null where it isn't known. `PanelRule.minPupilYear` is
 * in the same count.
 */
export function countedYear(seat: { readonly stage: EducationStage; readonly entryYear: number | null; readonly yearOffset: number }, year: SchoolYear): number | null {
  const level = seat.entryYear === null ? null : yearLevel(seat.stage, seat.entryYear, year, seat.yearOffset);
  return level === null ? null : yearsBefore[seat.stage] + level;
}

export interface SeatedMember {
  readonly name: string;
  readonly kind: MemberKind;
  /** For pupils: the year as `countedYear` gives it. */
  readonly year: number | null;
}

/** What stands against a body or one of its seats. `refuse`: it can't be; `warn`: it is said and stays the school's own business. */
export type PanelFinding =
  | { readonly severity: 'warn'; readonly code: 'panel.too_few_members' | 'panel.too_few_parents_pupils'; readonly facts: { readonly count: number; readonly least: number } }
  | { readonly severity: 'refuse'; readonly code: 'panel.pupil_too_young'; readonly facts: { readonly name: string; readonly least: number } }
  | { readonly severity: 'refuse'; readonly code: 'panel.pupil_year_unknown'; readonly facts: { readonly name: string; readonly least: number } };

/** No pupil below the set year sits and votes, and none whose year nobody knows; null: the place sets none (handbook 2.3, 2.12 `panel.min_pupil_year`). */
export function pupilSeatFinding(rule: PanelRule, member: SeatedMember): PanelFinding | null {
  const least = rule.minPupilYear;
  if (member.kind !== 'pupil' || least === null) return null;
  if (member.year === null) return { severity: 'refuse', code: 'panel.pupil_year_unknown', facts: { name: member.name, least } };
  return member.year < least ? { severity: 'refuse', code: 'panel.pupil_too_young', facts: { name: member.name, least } } : null;
}

/**
 * A body under the procedure of the year. Sizes only warn, since places differ (5, 7, 7–9 members; handbook 2.3: "both warn only");
 * a pupil too young is refused.
 */
export function evaluatePanel(rule: PanelRule, members: readonly SeatedMember[]): readonly PanelFinding[] {
  const findings: PanelFinding[] = [];
  const count = members.length;
  if (rule.minMembers !== null && count < rule.minMembers) findings.push({ severity: 'warn', code: 'panel.too_few_members', facts: { count, least: rule.minMembers } });
  const heard = members.filter((member) => isParentOrPupil(member.kind)).length;
  if (rule.minParentPupil !== null && heard < rule.minParentPupil) {
    findings.push({ severity: 'warn', code: 'panel.too_few_parents_pupils', facts: { count: heard, least: rule.minParentPupil } });
  }
  return [...findings, ...members.flatMap((member) => pupilSeatFinding(rule, member) ?? [])];
}
