import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carryAnswers, checkAnswers, formatAnswer, readAnswer } from '#shared/domain/scoring/read-answer.ts';
import { score } from '#shared/domain/scoring/score.ts';
import type { ChoiceItem, RangeItem, ScoreItem } from '#shared/domain/scoring/score-table.ts';
import { itemsOf } from '#shared/domain/scoring/score-table.ts';
import { answersTo, randomTable } from './random-table.ts';

const facts = { clause: '', evidence: '', cap: null, optional: false };
const fixed = (points: number) => ({ kind: 'fixed' as const, score: score(points) });
const work: ChoiceItem = {
  ...facts, key: 'i1', kind: 'single', label: '工作',
  options: [{ key: 'o1', label: '双方稳定', points: fixed(1000) }, { key: 'o2', label: '一方务农，一方务工', points: fixed(3500) }, { key: 'o3', label: '其他', points: { kind: 'judged', min: score(0), max: score(1500) } }],
};
const papers: ChoiceItem = { ...work, key: 'i2', kind: 'multiple', label: '持证', options: [{ key: 'o1', label: '低保证', points: fixed(390) }, { key: 'o2', label: '残疾证', points: fixed(390) }] };
const pupils: ChoiceItem = { ...papers, key: 'i3', kind: 'count', label: '在学子女', options: [{ key: 'o1', label: '小学', points: fixed(500) }, { key: 'o2', label: '高中', points: fixed(1300) }] };
const one: ChoiceItem = { ...pupils, key: 'i4', label: '子女数', options: [{ key: 'o1', label: '人', points: fixed(500) }] };
const panel: RangeItem = { ...facts, key: 'i5', kind: 'range', label: '小组评分', min: score(-500), max: score(1000) };

const mark = (option: string | null, count = 1, judged: number | null = null) => ({ option, count, judged: judged === null ? null : score(judged) });

function named<Case extends readonly [ScoreItem, string, unknown]>(cases: readonly Case[]): [string, string, Case[2], ScoreItem][] {
  return cases.map(([item, text, expected]) => [item.label, text, expected, item]);
}

describe('a cell is read', () => {
  test.each(named<[ScoreItem, string, unknown]>([
    [work, '双方稳定', [mark('o1')]], [work, ' 2 ', [mark('o2')]], [work, 'b', [mark('o2')]], [work, '２', [mark('o2')]],
    [work, '一方务农，一方务工', [mark('o2')]], [work, '其他=12.5', [mark('o3', 1, 1250)]], [work, '3：0', [mark('o3', 1, 0)]],
    [papers, '1、2', [mark('o1'), mark('o2')]], [papers, '低保证；残疾证', [mark('o1'), mark('o2')]], [papers, '无', []], [papers, '0', []], [papers, '1、1', [mark('o1')]],
    [pupils, '1、2', [mark('o1', 1), mark('o2', 2)]], [pupils, '小学=1；高中=0', [mark('o1', 1)]], [pupils, '0 2', [mark('o2', 2)]], [pupils, '高中2', null], [pupils, '无', []],
    [one, '3', [mark('o1', 3)]], [one, '3人', [mark('o1', 3)]], [panel, '-5', [mark(null, 1, -500)]], [panel, '8.5', [mark(null, 1, 850)]],
  ]))('%s: %s', (_label, text, marks, item) => {
    const reading = readAnswer(item, text);
    if (marks === null) expect(reading.kind).toBe('wrong');
    else expect(reading).toEqual({ kind: 'answer', marks });
  });

  test.each(named<[ScoreItem, string, string]>([
    [work, '4', 'scoring.choice_unknown'], [work, '稳定', 'scoring.choice_unknown'], [work, '1、2', 'scoring.choice_unknown'], [work, '其他', 'scoring.points_not_given'],
    [work, '其他=15.01', 'scoring.points_out_of_bounds'], [work, '其他=很多', 'scoring.points_unread'], [papers, '1、3', 'scoring.choice_unknown'],
    [pupils, '1、2、3', 'scoring.count_unread'], [one, '100', 'scoring.count_unread'], [one, '1.5', 'scoring.count_unread'],
    [panel, '10.01', 'scoring.points_out_of_bounds'], [panel, '8.555', 'scoring.points_unread'],
  ]))('%s: %s is refused', (_label, text, code, item) => {
    expect(readAnswer(item, text)).toMatchObject({ kind: 'wrong', problem: { code } });
  });

  test('a blank cell stays blank', () => { expect(readAnswer(panel, '  ')).toEqual({ kind: 'blank' }); });
});

test('what a cell shows reads back as the same answer', () => {
  fc.assert(fc.property(randomTable.chain((table) => fc.record({ table: fc.constant(table), answers: answersTo(table) })), ({ table, answers }) => {
    const kept = carryAnswers(table, answers);
    for (const item of itemsOf(table)) {
      for (const by of ['number', 'words'] as const) {
        const marks = kept[item.key];
        const reading = readAnswer(item, formatAnswer(item, marks, by));
        expect(reading).toEqual(marks === undefined ? { kind: 'blank' } : { kind: 'answer', marks });
      }
    }
  }), { numRuns: 1000 });
});

test('answers are kept only where the table has them; what is carried over stands', () => {
  const table = { sections: [{ key: 's1', title: '', cap: null, items: [work, papers, pupils, panel] }] };
  const answers = { i1: [mark('o9')], i2: [mark('o1'), mark('o1')], i3: [mark('o1', 100)], i5: [mark(null, 1, 2000)] };
  expect(checkAnswers(table, answers).map((problem) => problem.code)).toEqual(['scoring.choice_unknown', 'scoring.choice_several', 'scoring.count_unread', 'scoring.points_out_of_bounds']);
  expect(carryAnswers(table, { ...answers, i1: [mark('o1')] })).toEqual({ i1: [mark('o1')] });
  expect(checkAnswers(table, { i1: [] }).map((problem) => problem.code)).toEqual(['scoring.choice_several']);
});
