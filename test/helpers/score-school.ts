import type { App } from '#main/app.ts';
import type { ScoreTableInput } from '#shared/contract/scoring.ts';

const fixed = (points: number) => ({ kind: 'fixed' as const, score: points * 100 as never });
const facts = { clause: '', evidence: '', cap: null, optional: false };

/** A small whole table of the school's own: two sections, every kind of item, cut-offs from 1 September. */
export const smallTable: ScoreTableInput = {
  sections: [
    {
      key: 's1', title: '家庭', cap: 5000 as never,
      items: [
        { ...facts, key: 'i1', kind: 'single', label: '父母健康', evidence: '诊断证明', options: [{ key: 'o1', label: '健康', points: fixed(0) }, { key: 'o2', label: '一方重病', points: fixed(20) }, { key: 'o3', label: '双方重病', points: fixed(35) }] },
        { ...facts, key: 'i2', kind: 'multiple', label: '持证', cap: 2000 as never, optional: true, options: [{ key: 'o1', label: '低保证', points: fixed(15) }, { key: 'o2', label: '残疾证', points: fixed(15) }] },
        { ...facts, key: 'i3', kind: 'count', label: '在学子女', optional: true, options: [{ key: 'o1', label: '人', points: fixed(5) }] },
      ],
    },
    {
      key: 's2', title: '其他', cap: null,
      items: [
        { ...facts, key: 'i4', kind: 'range', label: '小组评分', min: 0 as never, max: 2000 as never },
        { ...facts, key: 'i5', kind: 'multiple', label: '扣分', optional: true, options: [{ key: 'o1', label: '有商品房', points: fixed(-10) }] },
      ],
    },
  ],
  cap: 10_000 as never, weights: { self: 40, verified: 60 }, decimals: 1,
  bypass: [{ groupKeys: ['orphan'], score: null, grade: '特别困难', clause: '孤儿不测评' }],
  cutoffs: [{ validFrom: '2025-09-01' as never, basis: '认定工作组会议', lines: [{ grade: '特别困难', min: 5000 as never }, { grade: '困难', min: 3000 as never }, { grade: '一般困难', min: 1500 as never }], below: '不困难' }],
  missing: '', issued: 9,
};

/** The table drafted, tried and adopted from a day on; answers its id. */
export async function adoptTable(client: App['client'], schoolId: number, { table = smallTable, name = '柳溪指标表', from = '2025-09-01' }: { table?: ScoreTableInput; name?: string; from?: string } = {}): Promise<number> {
  const tableId = await tryTable(client, schoolId, { table, name });
  await client.scoring.adopt({ schoolId, tableId, effectiveFrom: from as never, decision: '2025 年 8 月 28 日认定工作组会议' });
  return tableId;
}

/** The table drafted and put on trial. */
export async function tryTable(client: App['client'], schoolId: number, { table = smallTable, name = '柳溪指标表' }: { table?: ScoreTableInput; name?: string } = {}): Promise<number> {
  const { id: tableId } = await client.scoring.draft({ schoolId, name, from: { kind: 'blank' } });
  const { changedAt } = await client.scoring.table({ schoolId, tableId });
  await client.scoring.saveDraft({ schoolId, tableId, changedAt, name, region: '云岭县', source: '本校', table });
  await client.scoring.moveDraft({ schoolId, tableId, move: 'try' });
  return tableId;
}

const mark = (option: string | null, count = 1, judged: number | null = null) => ({ option, count, judged: judged as never });

/** Answers worth 35 + 15 capped at 50 with two brothers, 12.5 by the body: 62.5. */
export const heavyAnswers = { i1: [mark('o3')], i2: [mark('o1')], i3: [mark('o1', 2)], i4: [mark(null, 1, 1250)] };
/** 20 + 8 − 10 = 18. */
export const lightAnswers = { i1: [mark('o2')], i4: [mark(null, 1, 800)], i5: [mark('o1')] };
