import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SetAsideRule } from '#shared/domain/own-funds/set-aside.ts';
import { checkRate, dueSetAside, formatRate, setAsidePresets, setAsideRuleIn, setAsideStanding } from '#shared/domain/own-funds/set-aside.ts';
import { ownFundUses, usesOf } from '#shared/domain/own-funds/uses.ts';

const rule: SetAsideRule = { stage: 'senior', ownership: 'public', baseItems: ['事业收入'], rateBp: 300, floorBp: 300, ceilingBp: 500, validFrom: 2024, document: '财教〔2010〕461号' };

describe('应提', () => {
  it.each([[1_000_000, 300, 30_000], [1_234_567, 300, 37_038], [33, 300, 1], [0, 500, 0], [1, 10_000, 1], [1_234_500, 350, 43_208]])('%i fen at %i bp is %i', (base, bp, due) => {
    expect(dueSetAside(base, bp)).toBe(due);
  });

  it('is never a fen short and never a whole fen over', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 0, max: 10_000 }), (base, bp) => {
      const due = BigInt(dueSetAside(base, bp));
      expect(due * 10_000n >= BigInt(base) * BigInt(bp) && (due - 1n) * 10_000n < BigInt(base) * BigInt(bp)).toBe(true);
    }), { seed: 20_260_401, numRuns: 2000 });
    expect(() => dueSetAside(-1, 300)).toThrow(RangeError);
    expect(() => dueSetAside(1.5, 300)).toThrow(RangeError);
    expect(() => dueSetAside(1, 10_001)).toThrow(RangeError);
  });

  it('counts the income its document names, and no other', () => {
    const incomes = [{ item: '事业收入', fen: 1_000_000 }, { item: '事业收入', fen: 500_000 }, { item: '食堂收入', fen: 900_000 }];
    expect(setAsideStanding(rule, incomes, 40_000)).toEqual({ baseFen: 1_500_000, dueFen: 45_000, setAsideFen: 40_000, shortFen: 5_000 });
    expect(setAsideStanding(rule, incomes, 50_000).shortFen).toBe(-5_000);
    expect(setAsideStanding(null, incomes, 0)).toEqual({ baseFen: 0, dueFen: 0, setAsideFen: 0, shortFen: 0 });
  });
});

describe('rules', () => {
  it('keep to their document', () => {
    expect(checkRate(rule)).toBeNull();
    expect(checkRate({ ...rule, rateBp: 299 })).toBe('below_floor');
    expect(checkRate({ ...rule, rateBp: 501 })).toBe('above_ceiling');
    expect(checkRate({ ...rule, rateBp: 9_000, ceilingBp: null })).toBeNull();
    for (const rateBp of [0, -5, 3.5, 10_001]) expect(checkRate({ ...rule, rateBp })).toBe('not_a_rate');
    expect(checkRate({ ...rule, ceilingBp: 200 })).toBe('not_a_rate');
  });

  it('old years keep their old rule', () => {
    const rules = [rule, { ...rule, rateBp: 400, validFrom: 2026 }, { ...rule, rateBp: 450, validFrom: 2026 }];
    expect([2023, 2025, 2026].map((year) => setAsideRuleIn(rules, 'senior', 'public', year)?.rateBp ?? null)).toEqual([null, 300, 450]);
    expect(setAsideRuleIn(rules, 'senior', 'private', 2026)).toBeNull();
  });

  it('each preset names its document and could be taken over as it stands', () => {
    expect(new Set(setAsidePresets.map((preset) => preset.key)).size).toBe(setAsidePresets.length);
    for (const preset of setAsidePresets) {
      expect(preset.document).toMatch(/号/);
      expect(checkRate({ ...preset, rateBp: preset.floorBp })).toBeNull();
    }
  });

  it.each([[300, '3%'], [350, '3.5%'], [5, '0.05%'], [10_000, '100%'], [500, '5%'], [1_000, '10%']])('%i bp reads %s', (bp, text) => { expect(formatRate(bp)).toBe(text); });

  it('pupils\' administration is no use, and a donor\'s purpose is for donated money only', () => {
    expect(usesOf('donor')).toEqual(ownFundUses);
    expect(usesOf('set_aside')).not.toContain('donor_purpose');
  });
});
