import type { BypassRule, ChoiceItem, Points, ScoreOption, ScoreSection, ScoreTable } from './score-table.ts';
import { score } from './score.ts';

/** A table somebody published, as far as it is known, with where it comes from. An example to begin from: none is official here, and each lacks something. */
export interface ExampleTable {
  readonly key: string;
  readonly name: string;
  readonly region: string;
  readonly source: string;
  readonly confidence: 'C' | 'R' | 'R?' | 'L' | 'P';
  readonly table: ScoreTable;
}

/** Points as written in the source; null where the source's figure isn't known; two figures where the body judges between them. */
type Figure = number | null | readonly [number, number];

function pointsOf(figure: Figure): Points {
  if (figure === null) return { kind: 'unknown' };
  return typeof figure === 'number' ? { kind: 'fixed', score: score(Math.round(figure * 100)) } : { kind: 'judged', min: score(figure[0] * 100), max: score(figure[1] * 100) };
}

function optionsOf(figures: Readonly<Record<string, Figure>>): readonly ScoreOption[] {
  return Object.entries(figures).map(([label, figure], index) => ({ key: `o${index + 1}`, label, points: pointsOf(figure) }));
}

type ItemDraft = Omit<ChoiceItem, 'key'>;

function item(kind: ChoiceItem['kind'], label: string, figures: Readonly<Record<string, Figure>>, more: { readonly cap?: number; readonly clause?: string; readonly evidence?: string } = {}): ItemDraft {
  return {
    kind, label, options: optionsOf(figures), cap: more.cap === undefined ? null : score(more.cap * 100), clause: more.clause ?? '', evidence: more.evidence ?? '', optional: kind !== 'single',
  };
}

function sectionsOf(sections: readonly { readonly title: string; readonly cap?: number; readonly items: readonly ItemDraft[] }[]): readonly ScoreSection[] {
  let count = 0;
  return sections.map(({ title, cap, items }, index) => ({
    key: `s${index + 1}`, title, cap: cap === undefined ? null : score(cap * 100), items: items.map((one) => ({ ...one, key: `i${(count += 1)}` })),
  }));
}

function direct(clause: string, ...groupKeys: string[]): BypassRule {
  return { groupKeys, score: score(10_000), grade: null, clause };
}

/** Above every number the examples' items and choices have. */
const issued = 99;

const rest = { cap: null, weights: { self: 0, verified: 100 }, decimals: 2, cutoffs: [], issued } as const;

/** The four tables of handbook 2.9, each R: known from one place, not whole. What isn't known is `unknown` or named in `missing`, never 0. */
export const exampleTables: readonly ExampleTable[] = [
  {
    key: 'jiangsu_2020', name: '江苏 2020 春（修订）样表', region: '江苏', source: '江苏 2020 年春认定指标表（高校，修订），手册 2.9', confidence: 'R',
    table: {
      ...rest, bypass: [], missing: '多项分值、其余指标和分数线',
      sections: sectionsOf([
        {
          title: '户籍与住址',
          items: [
            item('single', '户籍所在地', { '苏北（西部）': 10, '苏中（中部）': 7, '苏南（东部）': 5, 集中连片特困地区: 15 }),
            item('single', '家庭住址', { 县城及农村: 3, 市辖区: 1 }),
          ],
        },
        { title: '本人健康', items: [item('single', '本人健康状况', { 良好: 0, 一般: null, 身体残疾: 50, 严重疾病: 30 }, { evidence: '残疾证，县级以上医院诊断' })] },
        {
          title: '家庭类型', cap: 100,
          items: [
            item('multiple', '特殊群体', { 建档立卡: 100, 低保: null, 特困供养: null, 优抚子女: null, 因公牺牲警察子女: null, 孤儿: null, 困境儿童: null, 特困职工子女: null }, { evidence: '部门名单或证件' }),
            item('single', '单亲', { 双亲: 0, '单亲（一方去世）': 40, '单亲（离异，一方抚养）': 20 }),
          ],
        },
        {
          title: '家庭成员',
          items: [
            item('single', '父母职业', { 劳力工人: 6, 技术性工人: 4, 中层及以上: -2, 其他: null }),
            item('single', '父母健康状况', { 健康: null, 不健康: null }),
            item('single', '兄弟姐妹病残', { 无: 0, '1 人': 8, '2 人及以上': null }),
            item('count', '兄弟姐妹读书', { 小学: null, 初中: null, 高中: null, 大学: null }, { clause: '逐人累加；原表一人读小学、一人读高中合计 18 分，单项分值不明' }),
          ],
        },
      ]),
    },
  },
  {
    key: 'henan_massage', name: '河南推拿职业学院样表', region: '河南', source: '河南推拿职业学院认定指标表，手册 2.9', confidence: 'R',
    table: {
      ...rest, missing: '其余指标和分数线',
      bypass: [direct('建档立卡、烈士子女、孤儿各 100 分', 'out_of_poverty_household', 'martyr_child', 'orphan')],
      sections: sectionsOf([
        { title: '生源地', cap: 15, items: [item('single', '生源地', { 贫困县城镇: 12, 乡村: 15, 其他: null })] },
        {
          title: '父母健康', cap: 20,
          items: [item('single', '父母健康（单选）', {
            '单亲，健康': 8, '单亲，一般病': 10, '单亲，长期病或残疾': 16, '单亲，重病': 20,
            '双亲，均健康': 0, '双亲，一方一般病': 8, '双亲，一方长期病或残疾': 12, '双亲，一方突发疾病': 14, '双亲，一方重病': 16,
            '双亲，双方一般病': 9, '双亲，双方长期病或残疾': 17, '双亲，双方重病': 20,
          }, { clause: '0–20 分，只选一项', evidence: '县级以上医院诊断，残疾证' })],
        },
        {
          title: '多子女', cap: 10,
          items: [
            item('single', '兄弟姐妹情况', { 独生或均就业: 0, 不上学且无工作: 2, '部分上学，部分无业': 3, '均在上学（含义务教育）': 4, 均在非义务教育阶段: 5 }),
            item('single', '兄弟姐妹健康', { 均健康: 2, 有患病: 3, 没有兄弟姐妹: 0 }),
          ],
        },
      ]),
    },
  },
  {
    key: 'chongqing_city', name: '重庆城市职业学院样表', region: '重庆', source: '重庆城市职业学院认定指标表，手册 2.9', confidence: 'R',
    table: {
      ...rest, cap: score(10_000), missing: '第二部分其余 20 分的指标和分数线',
      bypass: [direct('原建档立卡、低保、特困、孤儿、烈士子女、残疾军人子女、家庭困难的残疾学生和残疾人子女直接计 100 分',
        'out_of_poverty_household', 'subsistence_allowance', 'extreme_poverty_support', 'orphan', 'martyr_child', 'entitled_group', 'disabled_student', 'disabled_parent_child')],
      sections: sectionsOf([
        {
          title: '收入与医疗支出', cap: 60,
          items: [
            item('single', '父母工作能力及收入', {
              双方稳定工作: 10, '一方稳定，一方待业': 25, 双方外出务工: 30, '一方务农，一方务工': 35, '一方不能就业、失联或去世': 45, '双方均不能就业、失联或去世': 50, 其他: [0, 15],
            }, { cap: 50 }),
            item('single', '医疗费用自付', { '2000 元及以下': 0, '2000 元至 1 万元': 2, '1 万元至 3 万元': 5, '3 万元以上或重病': 10 }, { cap: 10, evidence: '医疗费用结算单' }),
          ],
        },
        {
          title: '健康与其他', cap: 40,
          items: [item('single', '父母健康', { 均健康: null, '单亲，健康': 8, 长期病或残疾: 17, 重病: 20 }, { cap: 20 })],
        },
      ]),
    },
  },
  {
    key: 'weighted_self', name: '权重自评样表', region: '不明', source: '百分权重值与自评分两栏的测评表，出处不明，手册 2.9', confidence: 'R?',
    table: {
      ...rest, bypass: [], missing: '其余指标、分数线、自评与复评各占多少',
      sections: sectionsOf([
        {
          title: '家庭结构',
          items: [item('single', '父母情况', { 父母双亡: 6.3, 单亲: 4.2, 父母健在: 0 })],
        },
        {
          title: '收入与负担',
          items: [
            item('single', '父母职业', { 双方务农: 4.2, 其他: null }),
            item('multiple', '受灾', { '受灾损失 3 万元以上': 4.5 }),
            item('multiple', '持证', { 低保证: 3.9, 特困证: 3.9 }, { cap: 3.9, evidence: '低保证、特困供养证' }),
          ],
        },
      ]),
    },
  },
];
