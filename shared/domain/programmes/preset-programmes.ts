import type { Programme } from '#shared/domain/programmes/programme.ts';

/** The region every school belongs to. */
export const NATIONAL = '全国';

const COMPULSORY = ['primary', 'junior'] as const;

type Preset = Omit<Programme, 'origin' | 'inUse' | 'papers' | 'deadline' | 'region' | 'confidence' | 'document' | 'sourceKind' | 'exclusivityGroup'> &
  Partial<Pick<Programme, 'region' | 'confidence' | 'document' | 'sourceKind' | 'exclusivityGroup'>>;

function preset(row: Preset): Programme {
  return {
    sourceKind: 'state',
    exclusivityGroup: null,
    region: NATIONAL,
    document: null,
    confidence: 'confirmed',
    origin: 'preset',
    inUse: true,
    papers: '',
    deadline: '',
    ...row,
  };
}

/** The programmes of handbook 3.2. Amounts and terms are in the rates, conditions in the eligibility rules. */
export const PRESET_PROGRAMMES: readonly Programme[] = [
  preset({ key: 'yw.board', name: '义务教育生活补助·寄宿', stages: COMPULSORY, shape: 'flat_term', payeeKind: 'family', exclusivityGroup: 'yw.living' }),
  preset({ key: 'yw.day', name: '义务教育生活补助·非寄宿', stages: COMPULSORY, shape: 'flat_term', payeeKind: 'family', exclusivityGroup: 'yw.living' }),
  preset({ key: 'yw.fee', name: '义务教育免学杂费', stages: COMPULSORY, shape: 'in_kind', payeeKind: 'none' }),
  preset({ key: 'yw.book', name: '义务教育免费教科书', stages: COMPULSORY, shape: 'in_kind', payeeKind: 'none' }),
  preset({ key: 'yw.meal', name: '义务教育营养改善', stages: COMPULSORY, shape: 'per_day', payeeKind: 'none', region: '国家营养改善县' }),
  preset({ key: 'yw.meal.henan', name: '省定营养改善（打卡）', stages: COMPULSORY, shape: 'flat_term', payeeKind: 'family', sourceKind: 'province', region: '河南 新密', confidence: 'local' }),
  preset({ key: 'gz.grant', name: '普通高中国家助学金', stages: ['senior'], shape: 'tiered_term', payeeKind: 'family', document: '财教〔2024〕181号' }),
  preset({ key: 'gz.fee', name: '普通高中免学杂费', stages: ['senior'], shape: 'fee_exemption', payeeKind: 'school' }),
  preset({ key: 'gz.boardfee.henan', name: '普通高中免住宿费', stages: ['senior'], shape: 'fee_exemption', payeeKind: 'school', sourceKind: 'province', region: '河南 新密', confidence: 'local' }),
  preset({ key: 'zz.grant', name: '中职国家助学金', stages: ['vocational'], shape: 'tiered_term', payeeKind: 'family', document: '财教〔2024〕181号' }),
  preset({ key: 'zz.scholar', name: '中职国家奖学金', stages: ['vocational'], shape: 'once', payeeKind: 'family', document: '教财〔2023〕11号；教财函〔2026〕2号' }),
  preset({ key: 'zz.fee', name: '中职免学费', stages: ['vocational'], shape: 'fee_exemption', payeeKind: 'school', confidence: 'reported' }),
  preset({ key: 'xq.fee', name: '学前一年免保育教育费', stages: ['preschool'], shape: 'fee_exemption', payeeKind: 'school', document: '国办发〔2025〕27号' }),
  preset({ key: 'xq.aid', name: '学前困难幼儿资助', stages: ['preschool'], shape: 'tiered_term', payeeKind: 'family', sourceKind: 'county', region: '地方', confidence: 'reported' }),
];
