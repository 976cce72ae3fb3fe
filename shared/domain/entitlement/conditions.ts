import type { TermKey } from '#shared/domain/calendar/term.ts';
import { termRange } from '#shared/domain/calendar/term.ts';
import { assertNever } from '#shared/domain/assert-never.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import type { Programme, ProgrammeKey } from '#shared/domain/programmes/programme.ts';
import { exclusivityGroupOf } from '#shared/domain/programmes/programme.ts';
import type { GroupFact, PupilFacts } from '#shared/domain/entitlement/pupil-facts.ts';
import type { SplitProfile } from '#shared/domain/entitlement/split.ts';
import { evaluateSplit } from '#shared/domain/entitlement/split.ts';
import type { EntitlementReason } from '#shared/domain/entitlement/reason.ts';
import { reason } from '#shared/domain/entitlement/reason.ts';

type Reasons = readonly EntitlementReason[];

/** The stage decides between the 小学 and 初中 rates (CHK-06). */
export function evaluateStage(facts: PupilFacts, rule: EligibilityRule): Reasons {
  if (!rule.stages.includes(facts.stage)) {
    return [reason('entitlement.stage_mismatch', { stage: facts.stage, stages: rule.stages })];
  }
  return [reason('entitlement.stage_fits', { stage: facts.stage, yearLevel: facts.yearLevel, entryYear: facts.entryYear })];
}

/** The year within the stage, where a rule names years (中职国家奖学金: 二年级 and above, handbook 3.3). */
export function evaluateYear(facts: PupilFacts, rule: EligibilityRule): Reasons {
  if (rule.yearLevels === null || !rule.stages.includes(facts.stage)) return [];
  if (facts.level === null) return [reason('entitlement.year_unknown', { stage: facts.stage, needed: rule.yearLevels })];
  return rule.yearLevels.includes(facts.level)
    ? [reason('entitlement.year_fits', { yearLevel: facts.yearLevel })]
    : [reason('entitlement.year_mismatch', { yearLevel: facts.yearLevel, stage: facts.stage, needed: rule.yearLevels })];
}

/** 就读方式 decides between 寄宿 and 非寄宿 (CHK-06); unknown stays a question. */
export function evaluateBoarding(facts: PupilFacts, rule: EligibilityRule): Reasons {
  if (rule.boarding === null) return [];
  if (facts.boarding === 'unknown') return [reason('entitlement.boarding_unknown', {})];
  if (facts.boarding !== rule.boarding) {
    return [reason('entitlement.boarding_mismatch', { boarding: facts.boarding, needed: rule.boarding })];
  }
  const source = facts.rosterSource;
  return [
    reason('entitlement.boarding_fits', {
      boarding: facts.boarding,
      fileName: source?.fileName ?? null,
      rowNo: source?.rowNo ?? null,
      asOf: source?.asOf ?? null,
    }),
  ];
}

/** In school during the term, by status and dates (handbook 1.7, CHK-05). After a death no line is ever made. */
export function evaluatePresence(facts: PupilFacts, term: TermKey): Reasons {
  const range = termRange(term);
  const { status, statusFrom: from } = facts;
  const arrival: Reasons =
    facts.transferredInOn !== null && facts.transferredInOn >= range.from && facts.transferredInOn <= range.to
      ? [reason('entitlement.previous_school_paid', { from: facts.transferredInOn })]
      : [];
  if (status === 'enrolled') {
    if (from !== null && from > range.to) return [reason('entitlement.not_yet_enrolled', { from })];
    return [reason('entitlement.present', { status, from }), ...arrival];
  }
  if (from !== null && from > range.to) return [reason('entitlement.present', { status, from }), ...arrival];
  if (status === 'deceased') return [reason('entitlement.deceased', { from })];
  if (from === null) return [reason('entitlement.status_undated', { status })];
  if (from <= range.from) return [reason('entitlement.left_before_term', { status, from })];
  switch (status) {
    case 'graduated':
      return [reason('entitlement.graduates_in_term', { from }), ...arrival];
    case 'suspended':
    case 'transferred_out':
    case 'withdrawn':
      return [reason('entitlement.left_in_term', { status, from }), ...arrival];
    default:
      return assertNever(status);
  }
}

/** A decision of this 学年 with a grade that is not 不困难 (CHK-10). Without one: a question when a group points to hardship, else not. */
export function evaluateHardship(facts: PupilFacts, rule: EligibilityRule): Reasons {
  if (!rule.needsHardship) return [];
  if (facts.caseEnded === 'declined') return [reason('entitlement.declined', {})];
  if (facts.caseEnded === 'revoked') return [reason('entitlement.revoked', {})];
  const decided = facts.determination;
  if (decided?.isHardship) {
    if (rule.hardshipGrades !== null && !rule.hardshipGrades.includes(decided.gradeLabel)) {
      return [reason('entitlement.grade_not_covered', { grade: decided.gradeLabel, needed: rule.hardshipGrades })];
    }
    return [reason('entitlement.hardship_determined', { grade: decided.gradeLabel, body: decided.body, decidedOn: decided.decidedOn })];
  }
  if (rule.otherRoute !== null) return [reason('entitlement.other_route', { route: rule.otherRoute })];
  if (decided !== null) {
    return [reason('entitlement.grade_not_hardship', { grade: decided.gradeLabel, decidedOn: decided.decidedOn })];
  }
  const pointing = [...facts.groups, ...facts.pendingGroups];
  return pointing.length > 0
    ? [reason('entitlement.determination_missing', { groups: labelsOf(pointing) })]
    : [reason('entitlement.not_identified', {})];
}

/** The special groups, where the rule asks for one (非寄宿: four classes unless the county widened them). */
export function evaluateGroups(facts: PupilFacts, rule: EligibilityRule): Reasons {
  if (rule.groups === null) {
    return facts.groups.length === 0 ? [] : [reason('entitlement.group_noted', { groups: evidenceOf(facts.groups) })];
  }
  const needed = rule.groups;
  const held = facts.groups.filter((group) => needed.includes(group.key));
  if (held.length > 0) return heldGroups(held, facts, rule);
  const pending = facts.pendingGroups.filter((group) => needed.includes(group.key));
  if (pending.length > 0) return [reason('entitlement.group_pending', { groups: labelsOf(pending) })];
  return [reason('entitlement.group_missing', { held: labelsOf(facts.groups), needed: [...needed].sort(), ruleOrigin: rule.origin })];
}

function heldGroups(held: readonly GroupFact[], facts: PupilFacts, rule: EligibilityRule): Reasons {
  const qualifies = reason('entitlement.group_qualifies', { groups: evidenceOf(held) });
  const ruralOnly = held.every((group) => rule.ruralGroups.includes(group.key));
  if (!ruralOnly || facts.hukou === 'agricultural') return [qualifies];
  if (facts.hukou === 'unknown') return [qualifies, reason('entitlement.rural_unverified', { groups: labelsOf(held) })];
  return [reason('entitlement.urban_group', { groups: labelsOf(held) })];
}

/** 校籍分离 by table 1.8 (CHK-07). */
export function evaluateRegistry(facts: PupilFacts, profile: SplitProfile): Reasons {
  if (facts.split === null) return [reason('entitlement.split_not_noted', {})];
  const verdict = evaluateSplit(facts.split, profile);
  switch (verdict.kind) {
    case 'upper_funds_pay':
      return [reason('entitlement.split_upper_pays', { row: verdict.row })];
    case 'school_funds_pay':
      return [reason('entitlement.split_school_funds', { row: verdict.row })];
    case 'registry_school_paid':
      return [reason('entitlement.split_registry_school_paid', {})];
    case 'not_registered_here':
      return [reason('entitlement.split_not_registered_here', {})];
    case 'ask':
      return [reason('entitlement.split_ask', { row: verdict.row })];
    case 'facts_missing':
      return [reason('entitlement.split_facts_missing', { missing: verdict.missing })];
    default:
      return assertNever(verdict);
  }
}

/** Programmes without an automatic rule reach only pupils somebody chose, with a reason. */
export function evaluateSelection(facts: PupilFacts, programme: Programme, rule: EligibilityRule): Reasons {
  if (rule.selection === 'automatic') return [];
  const chosen = facts.selections.find((one) => one.programmeKey === programme.key);
  return chosen === undefined
    ? [reason('entitlement.not_chosen', {})]
    : [reason('entitlement.chosen_by_hand', { reason: chosen.reason })];
}

/** Same programme once a term across schools; one programme of an exclusivity group (handbook 3.4, CHK-17). */
export function evaluateExclusion(facts: PupilFacts, programme: Programme, catalogue: Catalogue): Reasons {
  const excludes = (key: ProgrammeKey): boolean => {
    const other = findProgramme(catalogue, key);
    return other !== undefined && exclusivityGroupOf(other) === exclusivityGroupOf(programme);
  };
  const nameOf = (key: ProgrammeKey): string => findProgramme(catalogue, key)?.name ?? key;
  const here = facts.held
    .filter((other) => other !== programme.key && excludes(other))
    .map((other) => reason('entitlement.excluded_by', { programme: nameOf(other) }));
  const elsewhere = facts.elsewhere
    .filter((other) => other.programmeKey === programme.key || excludes(other.programmeKey))
    .map((other) => reason('entitlement.listed_elsewhere', { programme: nameOf(other.programmeKey), school: other.schoolName }));
  const found = [...here, ...elsewhere];
  return found.length > 0 ? found : [reason('entitlement.no_exclusion', {})];
}

function labelsOf(groups: readonly GroupFact[]): string[] {
  return [...new Set(groups.map((group) => group.label))].sort();
}

function evidenceOf(groups: readonly GroupFact[]): string[] {
  return [...new Set(groups.map((group) => (group.evidence === '' ? group.label : `${group.label}（${group.evidence}）`)))].sort();
}
