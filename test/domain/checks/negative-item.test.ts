import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYear } from '#shared/domain/calendar/term.ts';
import { checkNos } from '#shared/domain/checks/check.ts';
import type { NegativeItemRow } from '#shared/domain/checks/negative-item.ts';
import { answerProblem, feeFirstItem, negativeItemsIn, presetNegativeItems, proofState, setOffItem } from '#shared/domain/checks/negative-item.ts';
import { closingProblem, rectificationAfter, rectificationStanding, rectificationState } from '#shared/domain/checks/rectification.ts';

const row = (key: string, validFrom: string, over: Partial<NegativeItemRow> = {}): NegativeItemRow =>
  ({ key, title: key, detail: '', source: '县', confidence: 'local', proof: [], validFrom: schoolYear(validFrom), active: true, ...over });

describe('负面清单', () => {
  test('every preset names its source, and the two lines about fees are there for CHK-19 and CHK-20', () => {
    expect(presetNegativeItems.every((item) => item.source !== '' && item.proof.every((no) => checkNos.includes(no)))).toBe(true);
    expect(presetNegativeItems.map((item) => item.key)).toEqual(expect.arrayContaining([setOffItem, feeFirstItem]));
    expect(new Set(presetNegativeItems.map((item) => item.key)).size).toBe(presetNegativeItems.length);
  });

  test('a row counts from its 学年 on; a later one follows it; a line taken out is back for earlier years', () => {
    const own = [row('own.1', '2025-2026'), row('own.1', '2026-2027', { title: '改写' }), row('quota', '2026-2027', { active: false })];
    expect(negativeItemsIn(own, schoolYear('2024-2025')).map((item) => item.key)).not.toContain('own.1');
    expect(negativeItemsIn(own, schoolYear('2025-2026')).find((item) => item.key === 'own.1')?.title).toBe('own.1');
    expect(negativeItemsIn(own, schoolYear('2026-2027')).find((item) => item.key === 'own.1')?.title).toBe('改写');
    expect(negativeItemsIn(own, schoolYear('2025-2026')).map((item) => item.key)).toContain('quota');
    expect(negativeItemsIn(own, schoolYear('2027-2028')).map((item) => item.key)).not.toContain('quota');
  });

  test.each([
    [[], [], 'none'], [['17'], [['17', 0, 0]], 'clean'], [['17', '24'], [['17', 0, 0], ['24', 2, 0]], 'open'], [['29'], [['29', 0, 1]], 'incomplete'], [['29'], [], 'incomplete'],
  ] as const)('proof %j with %j is %s', (proof, results, state) => {
    expect(proofState({ proof: [...proof] }, new Map(results.map(([no, open, lacks]) => [no, { open, lacks }])))).toBe(state);
  });

  test('无 is no answer against open findings, and every answer says how one knows', () => {
    expect(answerProblem('absent', '查过', 'open')).toBe('proof_says_present');
    expect(answerProblem('present', '有两人', 'open')).toBeNull();
    expect(answerProblem('absent', ' ', 'clean')).toBe('evidence_missing');
    expect(answerProblem('absent', '查过', 'incomplete')).toBeNull();
  });
});

describe('整改台账', () => {
  const day = (text: string) => isoDate(`2025-11-${text}`);
  const matter = { state: 'open', foundOn: day('05'), responsible: '何丽', scans: 0 } as const;
  const closing = { onDate: day('10'), verifier: '周校长', evidence: '回盘全部成功' };

  test('open and closed are the only states, moved by one table', () => {
    expect(rectificationState([{ event: 'progress', onDate: day('06') }, { event: 'close', onDate: day('08') }])).toBe('closed');
    expect(rectificationState([{ event: 'close', onDate: day('08') }, { event: 'look_back', onDate: day('20') }, { event: 'reopen', onDate: day('21') }])).toBe('open');
    expect([rectificationAfter('closed', 'progress'), rectificationAfter('closed', 'close'), rectificationAfter('open', 'look_back')]).toEqual([null, null, null]);
  });

  test('warned two days before the last day, overdue after it', () => {
    expect(['12', '13', '15', '16'].map((today) => rectificationStanding('open', day('15'), day(today)))).toEqual(['open', 'soon', 'soon', 'overdue']);
    expect(rectificationStanding('closed', day('15'), day('30'))).toBe('closed');
  });

  test.each([
    [{}, {}, null], [{}, { verifier: ' ' }, 'verifier_missing'], [{}, { verifier: '何 丽' }, 'verifier_is_responsible'], [{}, { evidence: '' }, 'evidence_missing'], [{ scans: 1 }, { evidence: '' }, null],
    [{}, { onDate: day('04') }, 'before_found'], [{ state: 'closed' as const }, {}, 'not_open'],
  ])('%j %j → %s', (own, over, problem) => {
    expect(closingProblem({ ...matter, ...own }, { ...closing, ...over })).toBe(problem);
  });
});
