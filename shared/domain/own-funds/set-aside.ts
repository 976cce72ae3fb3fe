import type { Fen } from '#shared/domain/money/fen.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { Confidence } from '#shared/domain/programmes/confidence.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';

export type SchoolOwnership = 'public' | 'private';

/** What a place prescribes: of which income how much is set aside. Ratios in basis points (1/10 000): 3 % is 300. */
export interface SetAsideRule {
  readonly stage: EducationStage;
  readonly ownership: SchoolOwnership;
  /** 提取基数: 事业收入, 学费收入, 保育教育费 … */
  readonly baseItems: readonly string[];
  /** The ratio the school sets aside, within the bounds of the document. */
  readonly rateBp: number;
  readonly floorBp: number;
  /** Null where the document only says 不低于. */
  readonly ceilingBp: number | null;
  /** The first calendar year it holds for. */
  readonly validFrom: number;
  readonly document: string;
}

/** A rule as a document gives it, offered and never in force until a school takes it over. */
export interface SetAsidePreset extends Omit<SetAsideRule, 'rateBp' | 'validFrom'> {
  readonly key: string;
  readonly region: string;
  readonly confidence: Confidence;
}

const henanPuyang = '濮教资助〔2022〕234号';
const tongliang = '铜教办〔2023〕17号';

/** Handbook 3.5. Where a document says only “一定比例” there is no row: the county's figure is typed in. */
export const setAsidePresets: readonly SetAsidePreset[] = [
  { key: 'senior.2010', region: '全国', stage: 'senior', ownership: 'public', baseItems: ['事业收入'], floorBp: 300, ceilingBp: 500, document: '财教〔2010〕461号第14–15条', confidence: 'confirmed' },
  { key: 'senior.private.2010', region: '全国', stage: 'senior', ownership: 'private', baseItems: ['事业收入'], floorBp: 300, ceilingBp: 500, document: '财教〔2010〕461号第14–15条', confidence: 'confirmed' },
  { key: 'preschool.puyang', region: '濮阳', stage: 'preschool', ownership: 'public', baseItems: ['事业收入'], floorBp: 300, ceilingBp: 500, document: henanPuyang, confidence: 'local' },
  { key: 'senior.puyang', region: '濮阳', stage: 'senior', ownership: 'public', baseItems: ['事业收入'], floorBp: 300, ceilingBp: 500, document: henanPuyang, confidence: 'local' },
  { key: 'senior.private.puyang', region: '濮阳', stage: 'senior', ownership: 'private', baseItems: ['学费收入'], floorBp: 500, ceilingBp: null, document: henanPuyang, confidence: 'local' },
  { key: 'vocational.private.puyang', region: '濮阳', stage: 'vocational', ownership: 'private', baseItems: ['学费收入'], floorBp: 500, ceilingBp: null, document: henanPuyang, confidence: 'local' },
  { key: 'preschool.tongliang', region: '重庆铜梁', stage: 'preschool', ownership: 'public', baseItems: ['保育教育费'], floorBp: 500, ceilingBp: null, document: tongliang, confidence: 'local' },
  { key: 'senior.tongliang', region: '重庆铜梁', stage: 'senior', ownership: 'public', baseItems: ['事业收入'], floorBp: 300, ceilingBp: 300, document: tongliang, confidence: 'local' },
  { key: 'senior.private.tongliang', region: '重庆铜梁', stage: 'senior', ownership: 'private', baseItems: ['学费收入'], floorBp: 500, ceilingBp: null, document: tongliang, confidence: 'local' },
  { key: 'vocational.private.tongliang', region: '重庆铜梁', stage: 'vocational', ownership: 'private', baseItems: ['学费收入'], floorBp: 500, ceilingBp: null, document: tongliang, confidence: 'local' },
];

/** The rule of a stage and ownership in a year: the latest to begin, the later recorded where two begin together. */
export function setAsideRuleIn<Rule extends SetAsideRule>(rules: readonly Rule[], stage: EducationStage, ownership: SchoolOwnership, year: number): Rule | null {
  let found: Rule | null = null;
  for (const rule of rules) {
    if (rule.stage === stage && rule.ownership === ownership && rule.validFrom <= year && (found === null || rule.validFrom >= found.validFrom)) found = rule;
  }
  return found;
}

/**
 * 应提 = base × ratio, up to the next whole 分: 足额提取 means no 分 less. `baseFen` ≥ 0 in fen, `rateBp` in basis points 0–10 000
 * (RangeError otherwise). Handbook 3.5.
 */
export function dueSetAside(baseFen: number, rateBp: number): Fen {
  if (!Number.isSafeInteger(baseFen) || baseFen < 0 || !Number.isInteger(rateBp) || rateBp < 0 || rateBp > 10_000) throw new RangeError(`no base and ratio: ${baseFen}, ${rateBp}`);
  return fen(Number((BigInt(baseFen) * BigInt(rateBp) + 9_999n) / 10_000n));
}

export type RateProblem = 'below_floor' | 'above_ceiling' | 'not_a_rate';

/** Why a ratio does not keep to its document; null when it does. */
export function checkRate({ rateBp, floorBp, ceilingBp }: Pick<SetAsideRule, 'rateBp' | 'floorBp' | 'ceilingBp'>): RateProblem | null {
  if (!Number.isInteger(rateBp) || rateBp <= 0 || rateBp > 10_000 || (ceilingBp !== null && ceilingBp < floorBp)) return 'not_a_rate';
  if (rateBp < floorBp) return 'below_floor';
  return ceilingBp !== null && rateBp > ceilingBp ? 'above_ceiling' : null;
}

/** 应提 − 实提 of one stage and year: positive is still to be set aside. In fen. */
export interface SetAsideStanding {
  readonly baseFen: Fen;
  readonly dueFen: Fen;
  readonly setAsideFen: Fen;
  readonly shortFen: Fen;
}

/** Works out 应提/实提/差额 of the recorded income; items the rule doesn't count are not part of the base. */
export function setAsideStanding(rule: SetAsideRule | null, incomes: readonly { readonly item: string; readonly fen: number }[], setAsideFen: number): SetAsideStanding {
  const counted = rule === null ? [] : incomes.filter((income) => rule.baseItems.includes(income.item));
  const baseFen = fen(counted.reduce((sum, income) => sum + income.fen, 0));
  const dueFen = rule === null ? fen(0) : dueSetAside(baseFen, rule.rateBp);
  return { baseFen, dueFen, setAsideFen: fen(setAsideFen), shortFen: fen(dueFen - setAsideFen) };
}

/** 300 → 3 %, 350 → 3.5 % */
export function formatRate(bp: number): string {
  const digits = String(bp).padStart(3, '0');
  return `${`${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/, '')}%`;
}
