import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Confidence } from '#shared/domain/programmes/confidence.ts';
import type { BoardingCondition, Origin, ProgrammeKey } from '#shared/domain/programmes/programme.ts';
import { isInForce } from '#shared/domain/programmes/programme.ts';
import { NATIONAL } from '#shared/domain/programmes/preset-programmes.ts';

/** Who a programme is for, as dated data (handbook 3.3). A county's own rule stands before the preset in its terms. */
export interface EligibilityRule {
  readonly key: string;
  readonly programmeKey: ProgrammeKey;
  readonly region: string;
  readonly stages: readonly EducationStage[];
  readonly boarding: BoardingCondition | null;
  /** `automatic`: everyone who meets the rule is proposed; `by_hand`: only pupils somebody chose, with a reason. */
  readonly selection: 'automatic' | 'by_hand';
  readonly needsHardship: boolean;
  /** The 困难等级 that count where hardship is needed; null: every grade but 不困难. */
  readonly hardshipGrades: readonly string[] | null;
  /** Years within the stage (中职二年级 = 2, 幼儿园三年中的大班 = 3); null: every year. */
  readonly yearLevels: readonly number[] | null;
  /** The special groups one of which is needed; null when no group is needed. */
  readonly groups: readonly string[] | null;
  /** Groups the text names for rural households only. */
  readonly ruralGroups: readonly string[];
  /** Another way into the programme that the archive can't judge: asked, never assumed. */
  readonly otherRoute: string | null;
  readonly validFrom: TermKey | null;
  readonly validTo: TermKey | null;
  readonly document: string | null;
  readonly confidence: Confidence;
  readonly origin: Origin;
}

export type RulePick =
  | { readonly kind: 'picked'; readonly rule: EligibilityRule }
  | { readonly kind: 'none' }
  | { readonly kind: 'ambiguous'; readonly rules: readonly EligibilityRule[] };

/** Picks the rule in force: what the school or county added, then its regions in order, then 全国; two at one level is a question. */
export function pickEligibilityRule(
  rules: readonly EligibilityRule[],
  programmeKey: ProgrammeKey,
  term: TermKey,
  regions: readonly string[],
): RulePick {
  const inForce = rules.filter((rule) => rule.programmeKey === programmeKey && isInForce(rule, term));
  const levels = [
    inForce.filter((rule) => rule.origin === 'local'),
    ...[...regions.filter((region) => region !== NATIONAL), NATIONAL].map((region) =>
      inForce.filter((rule) => rule.origin === 'preset' && rule.region === region),
    ),
  ];
  const level = levels.find((candidates) => candidates.length > 0) ?? [];
  const [only, ...others] = level;
  if (only === undefined) return { kind: 'none' };
  return others.length > 0 ? { kind: 'ambiguous', rules: level } : { kind: 'picked', rule: only };
}
