import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { Confidence } from '#shared/domain/programmes/confidence.ts';
import type { BoardingCondition, RateUnit } from '#shared/domain/programmes/programme.ts';
import type { EnrolmentStatus, Question } from '#shared/domain/entitlement/pupil-facts.ts';
import type { SplitQuestion, SplitRow } from '#shared/domain/entitlement/split.ts';

type Boarding = BoardingCondition | 'unknown';

/** The facts each reason quotes. The wording stands in shared/text/entitlements.ts. */
export interface ReasonFacts {
  // what speaks for the entitlement
  'entitlement.rate_applies': {
    rateKey: string; fen: Fen; unit: RateUnit; quantity: number | null; stage: EducationStage; boarding: BoardingCondition | null;
    awardTier: string | null; region: string; document: string | null; confidence: Confidence; validFrom: TermKey | null;
  };
  'entitlement.year_fits': { yearLevel: string };
  'entitlement.months_counted': { termFen: Fen; planned: number; halfMonths: number; recorded: readonly string[]; missing: readonly string[] };
  'entitlement.months_until_leaving': { status: EnrolmentStatus; from: IsoDate };
  'entitlement.stage_fits': { stage: EducationStage; yearLevel: string; entryYear: number | null };
  'entitlement.boarding_fits': { boarding: BoardingCondition; fileName: string | null; rowNo: number | null; asOf: IsoDate | null };
  'entitlement.hardship_determined': { grade: string; body: string; decidedOn: IsoDate };
  'entitlement.group_qualifies': { groups: readonly string[] };
  'entitlement.group_noted': { groups: readonly string[] };
  'entitlement.rural_unverified': { groups: readonly string[] };
  'entitlement.present': { status: EnrolmentStatus; from: IsoDate | null };
  'entitlement.graduates_in_term': { from: IsoDate };
  'entitlement.split_not_noted': Record<string, never>;
  'entitlement.split_upper_pays': { row: SplitRow };
  'entitlement.chosen_by_hand': { reason: string };
  'entitlement.no_exclusion': Record<string, never>;
  'entitlement.answered_pay': { question: Question; reason: string; answeredBy: string; answeredOn: IsoDate };
  // what speaks against it
  'entitlement.stage_mismatch': { stage: EducationStage; stages: readonly EducationStage[] };
  'entitlement.boarding_mismatch': { boarding: Boarding; needed: BoardingCondition };
  'entitlement.year_mismatch': { yearLevel: string; stage: EducationStage; needed: readonly number[] };
  'entitlement.not_in_use': { document: string | null };
  'entitlement.grade_not_covered': { grade: string; needed: readonly string[] };
  'entitlement.grade_not_hardship': { grade: string; decidedOn: IsoDate };
  'entitlement.not_identified': Record<string, never>;
  'entitlement.declined': Record<string, never>;
  'entitlement.revoked': Record<string, never>;
  'entitlement.given_up': { why: string };
  'entitlement.group_missing': { held: readonly string[]; needed: readonly string[]; ruleOrigin: 'preset' | 'local' };
  'entitlement.left_before_term': { status: EnrolmentStatus; from: IsoDate };
  'entitlement.not_yet_enrolled': { from: IsoDate };
  'entitlement.deceased': { from: IsoDate | null };
  'entitlement.split_school_funds': { row: SplitRow };
  'entitlement.split_registry_school_paid': Record<string, never>;
  'entitlement.split_not_registered_here': Record<string, never>;
  'entitlement.excluded_by': { programme: string };
  'entitlement.listed_elsewhere': { programme: string; school: string };
  'entitlement.not_chosen': Record<string, never>;
  'entitlement.no_rule_in_term': Record<string, never>;
  'entitlement.no_months': { recorded: readonly string[] };
  'entitlement.nothing_paid': { shape: 'in_kind' | 'fee_exemption' };
  'entitlement.answered_refuse': { question: Question; reason: string; answeredBy: string; answeredOn: IsoDate };
  // what nobody knows yet
  'entitlement.year_unknown': { stage: EducationStage; needed: readonly number[] };
  'entitlement.boarding_unknown': Record<string, never>;
  'entitlement.determination_missing': { groups: readonly string[] };
  'entitlement.group_pending': { groups: readonly string[] };
  'entitlement.urban_group': { groups: readonly string[] };
  'entitlement.left_in_term': { status: EnrolmentStatus; from: IsoDate };
  'entitlement.status_undated': { status: EnrolmentStatus };
  'entitlement.previous_school_paid': { from: IsoDate };
  'entitlement.split_ask': { row: SplitRow };
  'entitlement.split_facts_missing': { missing: readonly SplitQuestion[] };
  'entitlement.other_route': { route: string };
  'entitlement.rate_missing': { checkFigures: number };
  'entitlement.rate_ambiguous': { rates: readonly string[] };
  'entitlement.rule_ambiguous': { rules: readonly string[] };
  'entitlement.tier_needed': { tiers: readonly string[] };
  'entitlement.quantity_needed': { unit: RateUnit };
  'entitlement.months_missing': { missing: readonly string[] };
  'entitlement.amount_unusable': { problem: 'not_whole_fen' | 'days_over_cap' | 'months_over_cap' | 'quantity_invalid' };
  'entitlement.exclusion_choice': { programmes: readonly string[] };
}

export type ReasonCode = keyof ReasonFacts;

/** `for` supports paying, `against` forbids it, `ask` waits for a fact or a decision. Unknown is never `against`. */
export type Verdict = 'for' | 'against' | 'ask';

/** The line of the why-panel a reason belongs to. */
export type ReasonTopic = 'rate' | 'stage' | 'boarding' | 'status' | 'determination' | 'groups' | 'split' | 'selection' | 'exclusion';

export type EntitlementReason = {
  readonly [Code in ReasonCode]: {
    readonly code: Code;
    readonly topic: ReasonTopic;
    readonly verdict: Verdict;
    readonly facts: ReasonFacts[Code];
    /** The document or chapter the rule comes from. */
    readonly clause: string;
  };
}[ReasonCode];

const TOPICS: Readonly<Record<ReasonCode, readonly [ReasonTopic, Verdict, string]>> = {
  'entitlement.rate_applies': ['rate', 'for', '资助标准'],
  'entitlement.stage_fits': ['stage', 'for', '资助对象'],
  'entitlement.months_counted': ['rate', 'for', '按学期评定、按月发放'],
  'entitlement.months_until_leaving': ['status', 'for', '异动对资助的影响由本县规定'],
  'entitlement.no_months': ['rate', 'against', '按学期评定、按月发放'],
  'entitlement.months_missing': ['rate', 'ask', '按学期评定、按月发放'],
  'entitlement.year_fits': ['stage', 'for', '资助对象'],
  'entitlement.boarding_fits': ['boarding', 'for', '寄宿与非寄宿分列'],
  'entitlement.hardship_determined': ['determination', 'for', '教财〔2018〕16号'],
  'entitlement.group_qualifies': ['groups', 'for', '特殊困难群体'],
  'entitlement.group_noted': ['groups', 'for', '特殊困难群体'],
  'entitlement.rural_unverified': ['groups', 'for', '非寄宿四类：农村低保、农村特困'],
  'entitlement.present': ['status', 'for', '正式学籍且在校'],
  'entitlement.graduates_in_term': ['status', 'for', '毕业：离校学期为最后一期'],
  'entitlement.split_not_noted': ['split', 'for', '校籍分离'],
  'entitlement.split_upper_pays': ['split', 'for', '濮教资助〔2022〕234号 二(一)'],
  'entitlement.chosen_by_hand': ['selection', 'for', '按名单选定'],
  'entitlement.no_exclusion': ['exclusion', 'for', '同一学期互斥项目只享一项'],
  'entitlement.answered_pay': ['selection', 'for', '经办人裁定'],
  'entitlement.stage_mismatch': ['stage', 'against', '资助对象'],
  'entitlement.year_mismatch': ['stage', 'against', '资助对象'],
  'entitlement.not_in_use': ['rate', 'against', '资助项目'],
  'entitlement.grade_not_covered': ['determination', 'against', '资格规定'],
  'entitlement.boarding_mismatch': ['boarding', 'against', '寄宿与非寄宿分列'],
  'entitlement.grade_not_hardship': ['determination', 'against', '教财〔2018〕16号'],
  'entitlement.not_identified': ['determination', 'against', '教财〔2018〕16号'],
  'entitlement.declined': ['determination', 'against', '自愿申请'],
  'entitlement.given_up': ['selection', 'against', '自愿申请'],
  'entitlement.revoked': ['determination', 'against', '教财〔2018〕16号'],
  'entitlement.group_missing': ['groups', 'against', '资格规定'],
  'entitlement.left_before_term': ['status', 'against', '正式学籍且在校'],
  'entitlement.not_yet_enrolled': ['status', 'against', '正式学籍且在校'],
  'entitlement.deceased': ['status', 'against', '死亡之后不得生成发放'],
  'entitlement.split_school_funds': ['split', 'against', '濮教资助〔2022〕234号 二(一)'],
  'entitlement.split_registry_school_paid': ['split', 'against', '同一项目一学期只享一次'],
  'entitlement.split_not_registered_here': ['split', 'against', '正式学籍且在学籍校就读'],
  'entitlement.excluded_by': ['exclusion', 'against', '同一学期互斥项目只享一项'],
  'entitlement.listed_elsewhere': ['exclusion', 'against', '同一项目一学期只享一次'],
  'entitlement.not_chosen': ['selection', 'against', '按名单选定'],
  'entitlement.no_rule_in_term': ['rate', 'against', '资格规定'],
  'entitlement.nothing_paid': ['rate', 'against', '资助项目'],
  'entitlement.answered_refuse': ['selection', 'against', '经办人裁定'],
  'entitlement.year_unknown': ['stage', 'ask', '未知不等于否'],
  'entitlement.boarding_unknown': ['boarding', 'ask', '未知不等于否'],
  'entitlement.determination_missing': ['determination', 'ask', '教财〔2018〕16号'],
  'entitlement.group_pending': ['groups', 'ask', '未知不等于否'],
  'entitlement.urban_group': ['groups', 'ask', '非寄宿四类：农村低保、农村特困'],
  'entitlement.left_in_term': ['status', 'ask', '异动对资助的影响由本县规定'],
  'entitlement.status_undated': ['status', 'ask', '异动对资助的影响由本县规定'],
  'entitlement.previous_school_paid': ['status', 'ask', '同一项目一学期只享一次'],
  'entitlement.split_ask': ['split', 'ask', '濮教资助〔2022〕234号 二(一)'],
  'entitlement.split_facts_missing': ['split', 'ask', '濮教资助〔2022〕234号 二(一)'],
  'entitlement.other_route': ['determination', 'ask', '资格规定'],
  'entitlement.rate_missing': ['rate', 'ask', '平均数与区间不得直接发放'],
  'entitlement.rate_ambiguous': ['rate', 'ask', '标准只能有一条'],
  'entitlement.rule_ambiguous': ['rate', 'ask', '资格规定只能有一条'],
  'entitlement.tier_needed': ['rate', 'ask', '资助档'],
  'entitlement.quantity_needed': ['rate', 'ask', '按日、按月项目须有数量'],
  'entitlement.amount_unusable': ['rate', 'ask', '金额须为整分'],
  'entitlement.exclusion_choice': ['exclusion', 'ask', '同一学期互斥项目只享一项'],
};

/** Builds a reason; topic, verdict and clause belong to the code and can't be mixed up at the call. */
export function reason<Code extends ReasonCode>(code: Code, facts: ReasonFacts[Code]): EntitlementReason {
  const [topic, verdict, clause] = TOPICS[code];
  return { code, topic, verdict, facts, clause } as EntitlementReason;
}

/** The question a person may answer to settle this reason, if it is one a person may settle. */
export function questionOf(code: ReasonCode): Question | null {
  switch (code) {
    case 'entitlement.left_in_term':
      return 'left_in_term';
    case 'entitlement.status_undated':
      return 'status_undated';
    case 'entitlement.previous_school_paid':
      return 'previous_school_paid';
    case 'entitlement.urban_group':
      return 'urban_group';
    case 'entitlement.split_ask':
    case 'entitlement.split_facts_missing':
      return 'split';
    case 'entitlement.other_route':
      return 'other_route';
    default:
      return null;
  }
}
