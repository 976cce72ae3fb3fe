import { fen } from '#shared/domain/money/fen.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { BenefitRate, BoardingCondition, RateFigure, StartMark } from '#shared/domain/programmes/programme.ts';
import { NATIONAL } from '#shared/domain/programmes/preset-programmes.ts';

type Preset = Pick<BenefitRate, 'key' | 'programmeKey' | 'stages' | 'figure'> & {
  from: string | null;
  to: string | null;
  start?: StartMark;
} & Partial<Pick<BenefitRate, 'region' | 'boarding' | 'awardTier' | 'unit' | 'maxQuantity' | 'document' | 'confidence'>>;

function preset({ from, to, start, ...row }: Preset): BenefitRate {
  return {
    region: NATIONAL,
    boarding: null,
    awardTier: null,
    unit: 'term',
    usualQuantity: null,
    maxQuantity: null,
    payments: 1,
    document: null,
    confidence: 'confirmed',
    validFrom: from === null ? null : termKey(from),
    startMark: start ?? (from === null ? 'not_known' : 'known'),
    validTo: to === null ? null : termKey(to),
    origin: 'preset',
    ...row,
  };
}

const pays = (amount: number): RateFigure => ({ kind: 'rate', fen: fen(amount) });
const average = (amount: number): RateFigure => ({ kind: 'average', fen: fen(amount) });
const range = (low: number, high: number): RateFigure => ({ kind: 'range', lowFen: fen(low), highFen: fen(high) });
const local = (amount: number | null): RateFigure => ({ kind: 'local', fen: amount === null ? null : fen(amount) });
const FEE: RateFigure = { kind: 'fee' };
const IN_KIND: RateFigure = { kind: 'in_kind' };

const COMPULSORY = ['primary', 'junior'] as const;
const GRANT_2025 = '财教〔2024〕181号';

/** 义务教育生活补助. The same 312.50 元 is 初中非寄宿 until 2023 秋 and 小学非寄宿 since 2024 春: never infer the programme from the amount. */
function livingAllowance(): BenefitRate[] {
  const step = (key: string, boarding: BoardingCondition, stage: EducationStage, now: number, before: number): BenefitRate[] => {
    const programmeKey = boarding === 'boarding' ? 'yw.board' : 'yw.day';
    const earlier = boarding === 'day' ? ({ from: '2019-2020-1', start: 'reported' } as const) : { from: null };
    const common = { programmeKey, stages: [stage], boarding };
    return [
      preset({ ...common, key, figure: pays(now), from: '2023-2024-2', to: null }),
      preset({ ...common, ...earlier, key: `${key}.1`, figure: pays(before), to: '2023-2024-1' }),
    ];
  };
  return [
    ...step('yw.board.primary', 'boarding', 'primary', 62_500, 50_000),
    ...step('yw.board.junior', 'boarding', 'junior', 75_000, 62_500),
    ...step('yw.day.primary', 'day', 'primary', 31_250, 25_000),
    ...step('yw.day.junior', 'day', 'junior', 37_500, 31_250),
  ];
}

/** National averages and ranges check a list; the tiers of a place are paid only inside that place. */
function stateGrant(programmeKey: 'gz.grant' | 'zz.grant', stage: EducationStage): BenefitRate[] {
  const common = { programmeKey, stages: [stage] };
  const since = { from: '2024-2025-2', to: null, document: GRANT_2025 };
  const until = { from: null, to: '2024-2025-1' };
  const sichuan = { ...common, region: '四川', confidence: 'local', from: '2024-2025-2', to: null } as const;
  const ranges =
    programmeKey === 'gz.grant'
      ? [
          preset({ ...common, ...since, key: 'gz.grant.range', figure: range(60_000, 175_000) }),
          preset({ ...common, ...until, key: 'gz.grant.range.1', figure: range(50_000, 150_000) }),
        ]
      : [];
  return [
    preset({ ...common, ...since, key: `${programmeKey}.avg`, figure: average(115_000) }),
    preset({ ...common, ...until, key: `${programmeKey}.avg.1`, figure: average(100_000) }),
    ...ranges,
    preset({ ...sichuan, key: `${programmeKey}.sc.1`, awardTier: '一档', figure: local(65_000) }),
    preset({ ...sichuan, key: `${programmeKey}.sc.2`, awardTier: '二档', figure: local(115_000) }),
    preset({ ...sichuan, key: `${programmeKey}.sc.3`, awardTier: '三档', figure: local(165_000) }),
    preset({ ...common, key: `${programmeKey}.xm`, region: '河南 新密', confidence: 'local', figure: local(115_000), from: '2025-2026-1', start: 'seen', to: null }),
  ];
}

const MEAL_COUNTIES = '国家营养改善县';
/** At most 200 days a year (handbook 3.2); one term can't have more. */
const MEAL_DAYS = 200;

/** Where only a yearly sum is known and its split over the terms is not, the figure informs and does not pay. */
function kindergartenAid(): BenefitRate[] {
  const row = (key: string, region: string, unit: 'term' | 'year', amount: number, awardTier: string | null, weak = false): BenefitRate =>
    preset({
      key, region, unit, awardTier, programmeKey: 'xq.aid', stages: ['preschool'], figure: local(amount), from: null, to: null,
      confidence: weak ? 'local_weak' : 'local',
    });
  return [
    row('xq.aid.hs', '霍山', 'term', 40_000, null),
    row('xq.aid.lc.1', '鲤城', 'year', 200_000, '一档'),
    row('xq.aid.lc.2', '鲤城', 'year', 100_000, '二档'),
    row('xq.aid.yz.1', '兖州', 'year', 100_000, '一档', true),
    row('xq.aid.yz.2', '兖州', 'year', 120_000, '二档', true),
    row('xq.aid.yz.3', '兖州', 'year', 140_000, '三档', true),
    row('xq.aid.fj', '福建', 'year', 200_000, null),
  ];
}

/** Every dated amount of handbook 3.2, one row per record. */
export const PRESET_RATES: readonly BenefitRate[] = [
  ...livingAllowance(),
  preset({ key: 'yw.fee', programmeKey: 'yw.fee', stages: COMPULSORY, figure: IN_KIND, from: null, start: 'standing', to: null }),
  preset({ key: 'yw.book', programmeKey: 'yw.book', stages: COMPULSORY, figure: IN_KIND, from: null, start: 'standing', to: null }),
  preset({ key: 'yw.meal', programmeKey: 'yw.meal', stages: COMPULSORY, region: MEAL_COUNTIES, unit: 'day', maxQuantity: MEAL_DAYS, figure: pays(500), from: '2021-2022-1', to: null }),
  preset({ key: 'yw.meal.1', programmeKey: 'yw.meal', stages: COMPULSORY, region: MEAL_COUNTIES, unit: 'day', maxQuantity: MEAL_DAYS, figure: pays(400), from: null, to: '2020-2021-2' }),
  preset({ key: 'yw.meal.henan', programmeKey: 'yw.meal.henan', stages: COMPULSORY, region: '河南 新密', figure: local(40_000), from: '2025-2026-1', start: 'seen', to: null, confidence: 'local' }),
  ...stateGrant('gz.grant', 'senior'),
  preset({ key: 'gz.fee', programmeKey: 'gz.fee', stages: ['senior'], figure: FEE, from: null, start: 'standing', to: null }),
  preset({ key: 'gz.boardfee.henan', programmeKey: 'gz.boardfee.henan', stages: ['senior'], region: '河南 新密', figure: local(null), from: '2025-2026-1', start: 'seen', to: null, confidence: 'local' }),
  ...stateGrant('zz.grant', 'vocational'),
  preset({ key: 'zz.scholar', programmeKey: 'zz.scholar', stages: ['vocational'], unit: 'once', figure: pays(600_000), from: null, start: 'standing', to: null, document: '教财〔2023〕11号；教财函〔2026〕2号' }),
  preset({ key: 'zz.fee', programmeKey: 'zz.fee', stages: ['vocational'], figure: FEE, from: '2012-2013-1', start: 'reported', to: null, confidence: 'reported' }),
  preset({ key: 'xq.fee', programmeKey: 'xq.fee', stages: ['preschool'], figure: FEE, from: '2025-2026-1', to: null, document: '国办发〔2025〕27号' }),
  ...kindergartenAid(),
];
