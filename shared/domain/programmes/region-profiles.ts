import { fen } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { localGroupKey } from '#shared/domain/identification/special-group.ts';
import type { Confidence } from '#shared/domain/programmes/confidence.ts';
import type { BoardingCondition, Programme, ProgrammeKey } from '#shared/domain/programmes/programme.ts';

interface ItemOf {
  readonly key: string;
  readonly document: string | null;
  readonly confidence: Confidence;
  /** The first term the place is known to have had it; null: not known. */
  readonly from: TermKey | null;
}

/**
 * One thing a place decides, ready to be taken over as a school's own data. A programme is named by its key, or by its name where the
 * profile itself brings it. `note` is what the school reads and fills in from its county's document: no figure is known.
 */
export type ProfileItem = ItemOf & (
  | { readonly kind: 'programme'; readonly name: string; readonly stages: readonly EducationStage[]; readonly sourceKind: Programme['sourceKind']; readonly shape: Programme['shape']; readonly payeeKind: Programme['payeeKind'] }
  | { readonly kind: 'rate'; readonly programme: ProgrammeKey; readonly stages: readonly EducationStage[]; readonly boarding: BoardingCondition | null; readonly awardTier: string | null; readonly fen: Fen }
  | {
      readonly kind: 'rule'; readonly programme: ProgrammeKey; readonly stages: readonly EducationStage[]; readonly boarding: BoardingCondition | null;
      readonly selection: 'automatic' | 'by_hand'; readonly needsHardship: boolean; readonly groups: readonly string[] | null; readonly ruralGroups: readonly string[]; readonly otherRoute: string | null;
    }
  | { readonly kind: 'channel'; readonly programme: ProgrammeKey; readonly channel: 'school_account' | 'one_card' }
  | { readonly kind: 'split_profile'; readonly profile: 'puyang' | 'strict' }
  | { readonly kind: 'note'; readonly text: string }
);

export interface RegionProfile {
  readonly key: string;
  readonly name: string;
  readonly items: readonly ProfileItem[];
}

const seen2025 = termKey('2025-2026-1');
const grant2025 = termKey('2024-2025-2');
const chuan = '川教厅办函〔2023〕7号';
const pu = '濮教资助〔2022〕234号';
const tong = '铜教办〔2023〕17号';
const su = '苏救助中心〔2024〕4号';
const xiang = '湘学助〔2024〕13号';

type Marks = Partial<Pick<ItemOf, 'document' | 'confidence' | 'from'>>;
const marked = (key: string, marks: Marks): ItemOf => ({ key, document: null, confidence: 'local', from: null, ...marks });

function rate(key: string, programme: ProgrammeKey, stages: readonly EducationStage[], amount: number, marks: Marks & { awardTier?: string } = {}): ProfileItem {
  const { awardTier = null, ...rest } = marks;
  return { ...marked(key, rest), kind: 'rate', programme, stages, boarding: null, awardTier, fen: fen(amount) };
}

function channel(key: string, programme: ProgrammeKey, marks: Marks): ProfileItem {
  return { ...marked(key, marks), kind: 'channel', programme, channel: 'one_card' };
}

function note(key: string, text: string, marks: Marks): ProfileItem {
  return { ...marked(key, marks), kind: 'note', text };
}

function tiers(programme: 'gz.grant' | 'zz.grant', stage: EducationStage): ProfileItem[] {
  return ([['1', '一档', 65_000], ['2', '二档', 115_000], ['3', '三档', 165_000]] as const)
    .map(([no, awardTier, amount]) => rate(`sc.${programme}.${no}`, programme, [stage], amount, { awardTier, from: grant2025 }));
}

const kindergarten = (key: string, name: string): ProfileItem =>
  ({ ...marked(key, { document: pu }), kind: 'programme', name, stages: ['preschool'], sourceKind: 'county', shape: 'tiered_term', payeeKind: 'family' });

const oneCard = { document: `${chuan} 10` } as const;

/** The places the handbook knows something of (3.2–3.5). Every line binds its own place only, and only once a school has taken it over. */
export const REGION_PROFILES: readonly RegionProfile[] = [
  {
    key: 'sichuan', name: '四川',
    items: [
      ...tiers('gz.grant', 'senior'), ...tiers('zz.grant', 'vocational'),
      {
        ...marked('sc.zz.rule', {}), kind: 'rule', programme: 'zz.grant', stages: ['vocational'], boarding: null, selection: 'automatic', needsHardship: true, groups: null, ruralGroups: [],
        otherRoute: '全日制涉农专业，或原连片特困、民族地区学生',
      },
      channel('sc.card.board', 'yw.board', oneCard), channel('sc.card.day', 'yw.day', oneCard), channel('sc.card.senior', 'gz.grant', oneCard), channel('sc.card.vocational', 'zz.grant', oneCard),
      note('sc.note.ratio', '中职非涉农困难学生按非涉农学生数的 20% 测算经费；这是测算口径，不是名额。', {}),
      note('sc.note.menu', '鼓励编制“资助项目自助菜单”：见“自助菜单”一页，可按学段打印。', { document: `${chuan} 4` }),
    ],
  },
  {
    key: 'xinmi', name: '河南 新密',
    items: [
      rate('xm.gz.grant', 'gz.grant', ['senior'], 115_000, { from: seen2025 }), rate('xm.zz.grant', 'zz.grant', ['vocational'], 115_000, { from: seen2025 }),
      rate('xm.meal', 'yw.meal.henan', ['primary', 'junior'], 40_000, { from: seen2025 }),
      {
        ...marked('xm.meal.rule', {}), kind: 'rule', programme: 'yw.meal.henan', stages: ['primary', 'junior'], boarding: null, selection: 'by_hand', needsHardship: false, groups: null, ruralGroups: [], otherRoute: null,
      },
      channel('xm.card.meal', 'yw.meal.henan', {}),
      {
        ...marked('xm.day.rule', {}), kind: 'rule', programme: 'yw.day', stages: ['primary', 'junior'], boarding: 'day', selection: 'automatic', needsHardship: true,
        groups: ['out_of_poverty_household', 'disabled_student', 'subsistence_allowance', 'extreme_poverty_support', localGroupKey('困境儿童')],
        ruralGroups: ['subsistence_allowance', 'extreme_poverty_support'], otherRoute: null,
      },
      note('xm.note.board_fee', '普通高中免住宿费：按各校核定的住宿费录入金额（公布数 382 人、110,640 元，不是统一标准）。', { from: seen2025 }),
    ],
  },
  {
    key: 'puyang', name: '河南 濮阳',
    items: [
      kindergarten('py.xq.care', '学前教育保教费'), kindergarten('py.xq.living', '学前教育生活补助'),
      channel('py.card.care', '学前教育保教费', { document: pu }), channel('py.card.living', '学前教育生活补助', { document: pu }), channel('py.card.board', 'yw.board', { document: pu }),
      channel('py.card.day', 'yw.day', { document: pu }), channel('py.card.meal', 'yw.meal.henan', { document: pu }), channel('py.card.senior', 'gz.grant', { document: pu }),
      channel('py.card.vocational', 'zz.grant', { document: pu }),
      { ...marked('py.split', { document: `${pu} 二(一)` }), kind: 'split_profile', profile: 'puyang' },
      note('py.note.amount', '六类项目的每学期标准没有查到，请按本县文件录入。', { document: pu }),
      note('py.note.art', '经批准学制 5 年或 6 年、取得中职学籍的小学毕业起点艺术类学生，按中职享受免学费和奖、助学金。', { document: `${pu} 二(二)` }),
      note('py.note.set_aside', '校内提取：幼儿园、普通高中为事业收入的 3%–5%，民办学校不低于学费收入的 5%；在“资金 → 校内资助经费”里采用。', { document: `${pu} 二(三)` }),
    ],
  },
  {
    key: 'tongliang', name: '重庆 铜梁',
    items: [
      note('tl.note.meal', '营养改善按用餐天数记账，不发给个人；结余在项目内滚存。', { confidence: 'reported' }),
      note('tl.note.set_aside', '校内提取：幼儿园不低于保育教育费的 5%，普通高中为事业收入的 3%，民办普通高中和中职不低于学费收入的 5%；在“资金 → 校内资助经费”里采用。', { document: `${tong} 二(三)` }),
      note('tl.note.settle', '每期完成结转结余资金处理，并自查支付使用情况。', { document: `${tong} 五(二)` }),
    ],
  },
  {
    key: 'jiangsu', name: '江苏',
    items: [
      {
        ...marked('js.special', { document: '苏政办发〔2022〕56号' }), kind: 'programme', name: '3–6岁特需幼儿免费教育', stages: ['preschool'], sourceKind: 'province', shape: 'fee_exemption', payeeKind: 'school',
      },
      note('js.note.quota', '禁止下达资助指标，所以没有名额和比例。', { document: `${su} 3` }),
      note('js.note.emergency', '设区市探索应急资助；标准没有查到，请按本市文件录入。', { document: `${su} 2` }),
    ],
  },
  {
    key: 'hunan', name: '湖南',
    items: [
      {
        ...marked('hn.minority', { document: `${xiang} 2` }), kind: 'programme', name: '义务教育人口较少民族寄宿生生活补助', stages: ['primary', 'junior'], sourceKind: 'state', shape: 'flat_term', payeeKind: 'family',
      },
      note('hn.note.minority', '人口较少民族寄宿生生活补助的标准没有查到，请按本省文件录入标准和资格。', { document: `${xiang} 2` }),
      note('hn.note.emergency', '自然灾害和突发事件造成困难的，给应急资助；标准没有查到。', { document: `${xiang} 3` }),
    ],
  },
  { key: 'huoshan', name: '霍山', items: [rate('hs.xq.aid', 'xq.aid', ['preschool'], 40_000), note('hs.note.apply', '学前资助在开学 5 个工作日内申请。', {})] },
  { key: 'licheng', name: '鲤城', items: [note('lc.note', '学前资助每年 2000 元、1000 元两档；两学期怎样分没有查到，请按本区文件录入每学期标准。', {})] },
  { key: 'yanzhou', name: '兖州', items: [note('yz.note', '学前资助每年 1000、1200、1400 元三档（2020 年）；两学期怎样分没有查到，请核实后录入。', { confidence: 'local_weak' })] },
  { key: 'fujian', name: '福建', items: [note('fj.note', '残疾幼儿资助每年 2000 元；两学期怎样分没有查到，请按本地文件录入每学期标准。', {})] },
];
