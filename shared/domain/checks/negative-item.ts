import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { Confidence } from '#shared/domain/programmes/confidence.ts';
import type { CheckNo } from './check.ts';

/** One line of the 负面清单: what must not happen, where that is written, and which checks would show it. Without a check a person answers. */
export interface NegativeItem {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly proof: readonly CheckNo[];
}

/** A line as a school keeps it: dated, followed by later rows and never changed. */
export interface NegativeItemRow extends NegativeItem {
  /** The first 学年 it stands in. */
  readonly validFrom: SchoolYear;
  readonly active: boolean;
}

/** Two lines the checks read back: fees are kept nowhere in the program, so the year's self-assessment speaks for them (CHK-19, CHK-20). */
export const setOffItem = 'set_off_fees';
export const feeFirstItem = 'fee_first';

const jiangsu = '苏救助中心〔2024〕4号';
const practice = '各地检查通报所列（待核）';

type Row = readonly [key: string, title: string, detail: string, source: string, confidence: Confidence, proof: readonly CheckNo[]];

/** 负面清单（示例）, handbook 6.7: no national or provincial text is known (NK), so every line can be changed and says where it comes from. */
const rows: readonly Row[] = [
  ['idle_money', '闲置沉淀', '资金到账后长期不发，或结余不处理', jiangsu, 'confirmed', ['26', '28']],
  ['misuse', '克扣挪用', '资助资金少发、截扣或用于别的开支', jiangsu, 'confirmed', ['29', '30']],
  ['false_claim', '虚报冒领', '虚报人数、虚假学籍，冒用他人名义领取', jiangsu, 'confirmed', ['02', '05', '08']],
  ['favouritism', '优亲厚友', '给亲友照顾，不按条件认定', jiangsu, 'confirmed', []],
  ['quota', '下达资助指标', '给年级、班级下达认定人数或比例', jiangsu, 'confirmed', []],
  ['withheld', '截留挤占', '滞留、挤占应当发给学生的资金', practice, 'reported', ['26', '28']],
  ['equal_shares', '平均分配、轮流坐庄', '不看困难程度，人人有份或轮流享受', practice, 'reported', []],
  ['goods', '以实物或服务抵顶', '用物品、服务代替应发的资助款', practice, 'reported', []],
  ['card_fee', '收取卡费、押金', '向学生收资助卡的工本费、押金', practice, 'reported', []],
  [setOffItem, '抵扣学费', '用资助款抵扣学费、住宿费、伙食费等', practice, 'reported', []],
  [feeFirstItem, '先收后退', '免学费学生先收费、以后再退', practice, 'reported', []],
  ['public_misery', '当众诉苦、互相比困', '要求学生公开陈述家庭困难', '教育部全国学生资助管理中心预警第9号', 'reported', []],
  ['exposed', '公示敏感信息', '公示证件号、住址、电话、账号、困难原因等', '教财厅函〔2017〕28号', 'confirmed', ['14']],
  ['model_without_consent', '未经同意宣传典型', '没有征得本人和监护人同意就宣传受助学生', '教育部全国学生资助管理中心预警第9号', 'reported', []],
  ['showy_goods', '同款物品大张旗鼓发放', '公开集中发放能认出受助学生的物品', practice, 'reported', []],
  ['signed_for_others', '代签代领', '没有委托书，由别人代签或代领', practice, 'reported', []],
  ['paid_twice', '重复发放', '同一学生同一项目重复发放', practice, 'reported', ['17', '24']],
  ['teacher_card', '打入班主任、同学的卡', '收款账户是教师、同学或无关人员的', practice, 'reported', ['21']],
  ['inverted_dates', '审批时间倒置', '审批日期早于公示、评议日期', practice, 'reported', []],
  ['other_applicant', '资助对象与申请人不一致', '名单、账户与申请人不是同一人', practice, 'reported', ['03', '21']],
];

export const presetNegativeItems: readonly NegativeItem[] = rows.map(([key, title, detail, source, confidence, proof]) => ({ key, title, detail, source, confidence, proof }));

/** The list of a 学年: the presets, each followed by the school's latest row that had begun by then; lines taken out are gone. */
export function negativeItemsIn(own: readonly NegativeItemRow[], year: SchoolYear): NegativeItem[] {
  const latest = new Map<string, NegativeItemRow>();
  for (const row of own) {
    const before = latest.get(row.key);
    if (row.validFrom <= year && (before === undefined || row.validFrom >= before.validFrom)) latest.set(row.key, row);
  }
  const added = [...latest.values()].filter((row) => !presetNegativeItems.some((preset) => preset.key === row.key));
  return [...presetNegativeItems.map((preset) => latest.get(preset.key) ?? { ...preset, active: true }), ...added].filter((row) => row.active)
    .map(({ key, title, detail, source, confidence, proof }) => ({ key, title, detail, source, confidence, proof }));
}

/** `present`: there is such a case. Evidence is asked either way: how it was looked for, or what was found. */
export type AssessmentAnswer = 'present' | 'absent';

export type ProofState = 'none' | 'clean' | 'open' | 'incomplete';

/** What the checks say of a line: nothing open, something open, or facts missing. `none` where no check can tell. */
export function proofState(item: Pick<NegativeItem, 'proof'>, open: ReadonlyMap<CheckNo, { readonly open: number; readonly lacks: number }>): ProofState {
  if (item.proof.length === 0) return 'none';
  const results = item.proof.map((no) => open.get(no) ?? { open: 0, lacks: 1 });
  if (results.some((one) => one.open > 0)) return 'open';
  return results.some((one) => one.lacks > 0) ? 'incomplete' : 'clean';
}

export type AnswerProblem = 'proof_says_present' | 'evidence_missing';

/** Why an answer can't stand: 无 against open findings of its own checks, or nothing said of how one knows. */
export function answerProblem(answer: AssessmentAnswer, evidence: string, proof: ProofState): AnswerProblem | null {
  if (answer === 'absent' && proof === 'open') return 'proof_says_present';
  return evidence.trim() === '' ? 'evidence_missing' : null;
}
