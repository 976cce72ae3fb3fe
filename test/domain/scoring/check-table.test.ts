import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { checkTable } from '#shared/domain/scoring/check-table.ts';
import { score } from '#shared/domain/scoring/score.ts';
import type { ChoiceItem, RangeItem, ScoreTable } from '#shared/domain/scoring/score-table.ts';

const gradeSet = ['特别困难', '困难', '一般困难', '不困难'];
const fixed = (points: number) => ({ kind: 'fixed' as const, score: score(points) });
const health: ChoiceItem = {
  key: 'i1', kind: 'single', label: '父母健康', clause: '', evidence: '', cap: null, optional: false,
  options: [{ key: 'o1', label: '健康', points: fixed(0) }, { key: 'o2', label: '重病', points: fixed(2000) }],
};
const panel: RangeItem = { key: 'i2', kind: 'range', label: '小组评分', clause: '', evidence: '', cap: null, optional: false, min: score(0), max: score(1000) };
const good: ScoreTable = {
  sections: [{ key: 's1', title: '家庭', cap: score(2500), items: [health, panel] }], cap: score(10_000), weights: { self: 40, verified: 60 }, decimals: 1,
  bypass: [{ groupKeys: ['orphan'], score: null, grade: '特别困难', clause: '' }],
  cutoffs: [{ validFrom: isoDate('2025-09-01'), basis: '', lines: [{ grade: '特别困难', min: score(2000) }, { grade: '困难', min: score(1000) }], below: '不困难' }], missing: '', issued: 9,
};
const withItem = (item: Partial<ChoiceItem>): ScoreTable => ({ ...good, sections: [{ ...good.sections[0]!, items: [{ ...health, ...item }, panel] }] });
const withLines = (...lines: [string, number][]): ScoreTable => ({ ...good, cutoffs: [{ ...good.cutoffs[0]!, lines: lines.map(([grade, min]) => ({ grade, min: score(min) })) }] });

test('a whole table has nothing against it', () => { expect(checkTable(good, gradeSet)).toEqual([]); });

describe('what is wrong is found, and where', () => {
  const cases: readonly [string, ScoreTable, string, string][] = [
    ['no section', { ...good, sections: [] }, 'scoring.table_empty', '指标表'],
    ['a section without items', { ...good, sections: [{ key: 's1', title: '家庭', cap: null, items: [] }] }, 'scoring.section_empty', '家庭'],
    ['a section without a title', { ...good, sections: [{ ...good.sections[0]!, title: ' ' }] }, 'scoring.section_untitled', '第 1 部分'],
    ['an item without a name', withItem({ label: '' }), 'scoring.item_unlabelled', '家庭 › 第 1 项'],
    ['two items of one name', withItem({ label: '小组评分' }), 'scoring.item_repeated', '指标表'],
    ['no choices', withItem({ options: [] }), 'scoring.choices_missing', '家庭 › 父母健康'],
    ['an empty choice', withItem({ options: [{ key: 'o1', label: '', points: fixed(0) }] }), 'scoring.choice_unlabelled', '家庭 › 父母健康'],
    ['a choice twice', withItem({ options: [{ key: 'o1', label: '重病', points: fixed(0) }, { key: 'o2', label: '重病', points: fixed(5) }] }), 'scoring.choice_repeated', '家庭 › 父母健康'],
    ['bounds turned round', withItem({ options: [{ key: 'o1', label: '其他', points: { kind: 'judged', min: score(1500), max: score(0) } }] }), 'scoring.bounds_reversed', '家庭 › 父母健康 › 其他'],
    ['pieces that are judged', withItem({ kind: 'count', options: [{ key: 'o1', label: '其他', points: { kind: 'judged', min: score(0), max: score(5) } }] }), 'scoring.count_judged', '家庭 › 父母健康'],
    ['a cap below the least answer', withItem({ cap: score(-1) }), 'scoring.cap_below_minimum', '家庭 › 父母健康'],
    ['a section’s cap below its least', { ...good, sections: [{ ...good.sections[0]!, cap: score(-1) }] }, 'scoring.cap_below_minimum', '家庭'],
    ['a total cap below the least', { ...good, cap: score(-100) }, 'scoring.cap_below_minimum', '总分'],
    ['weights that make 90', { ...good, weights: { self: 30, verified: 60 } }, 'scoring.weights_sum', '权重'],
    ['lines out of order', withLines(['特别困难', 1000], ['困难', 2000]), 'scoring.cutoffs_unordered', '2025-09-01 起的分数线'],
    ['two lines at one figure', withLines(['特别困难', 1000], ['困难', 1000]), 'scoring.cutoffs_unordered', '2025-09-01 起的分数线'],
    ['a grade twice', withLines(['困难', 2000], ['困难', 1000]), 'scoring.cutoff_grade_twice', '2025-09-01 起的分数线'],
    ['a grade the school hasn’t', withLines(['贫困', 2000]), 'scoring.cutoff_grade_unknown', '2025-09-01 起的分数线'],
    ['two cut-offs from one day', { ...good, cutoffs: [...good.cutoffs, ...good.cutoffs] }, 'scoring.cutoffs_same_day', '分数线'],
    ['a bypass for nobody', { ...good, bypass: [{ groupKeys: [], score: null, grade: '困难', clause: '' }] }, 'scoring.bypass_empty', '直接建议第 1 条'],
    ['a bypass that says nothing', { ...good, bypass: [{ groupKeys: ['orphan'], score: null, grade: null, clause: '' }] }, 'scoring.bypass_empty', '直接建议第 1 条'],
  ];
  test.each(cases)('%s', (_name, table, code, where) => {
    const problems = checkTable(table, gradeSet).filter((problem) => problem.severity === 'wrong');
    expect(problems.map((problem) => [problem.code, problem.where])).toContainEqual([code, where]);
  });

  test('an unknown figure and a missing part make a table incomplete, not wrong', () => {
    const table = { ...withItem({ options: [...health.options, { key: 'o3', label: '一般', points: { kind: 'unknown' } }] }), missing: '分数线' };
    expect(checkTable(table, gradeSet).map((problem) => [problem.severity, problem.code])).toEqual([['incomplete', 'scoring.value_unknown'], ['incomplete', 'scoring.part_missing']]);
  });
});
