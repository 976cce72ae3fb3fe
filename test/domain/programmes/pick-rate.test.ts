import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, sumFen } from '#shared/domain/money/fen.ts';
import { nextTerm, termKey } from '#shared/domain/calendar/term.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { educationStages } from '#shared/domain/roster/stage.ts';
import { amountDue } from '#shared/domain/programmes/amount-due.ts';
import { PRESET_CATALOGUE } from '#shared/domain/programmes/catalogue.ts';
import { payableFen, pickRate } from '#shared/domain/programmes/pick-rate.ts';
import { PRESET_RATES } from '#shared/domain/programmes/preset-rates.ts';
import type { BenefitRate, BoardingCondition } from '#shared/domain/programmes/programme.ts';

function pick(programmeKey: string, stage: EducationStage, boarding: BoardingCondition | null, term: string, regions: string[] = [], awardTier: string | null = null) {
  return pickRate(PRESET_RATES, { programmeKey, stage, boarding, awardTier, term: termKey(term), regions });
}

function fenOf(...input: Parameters<typeof pick>): number | string {
  const picked = pick(...input);
  return picked.kind === 'picked' ? picked.fen : picked.kind;
}

const localRate: BenefitRate = {
  key: 'local.1', programmeKey: 'gz.grant', region: '本县', stages: ['senior'], boarding: null, awardTier: null, unit: 'term',
  figure: { kind: 'rate', fen: fen(115_000) }, usualQuantity: null, maxQuantity: null, payments: 1, validFrom: termKey('2025-2026-1'), startMark: 'known', validTo: null,
  document: '某财教〔2025〕1号', confidence: 'local', origin: 'local',
};

describe('义务教育生活补助 across the step of 2024 春', () => {
  it.each([
    ['yw.board', 'primary', 'boarding', '2023-2024-1', 50_000],
    ['yw.board', 'primary', 'boarding', '2023-2024-2', 62_500],
    ['yw.board', 'junior', 'boarding', '2023-2024-1', 62_500],
    ['yw.board', 'junior', 'boarding', '2023-2024-2', 75_000],
    ['yw.day', 'primary', 'day', '2023-2024-1', 25_000],
    ['yw.day', 'primary', 'day', '2023-2024-2', 31_250],
    ['yw.day', 'junior', 'day', '2023-2024-1', 31_250],
    ['yw.day', 'junior', 'day', '2023-2024-2', 37_500],
    ['yw.day', 'junior', 'day', '2018-2019-2', 'none'],
  ] as const)('%s %s %s in %s', (programme, stage, boarding, term, expected) => {
    expect(fenOf(programme, stage, boarding, term)).toBe(expected);
  });

  it('gives 312.50 元 to 初中非寄宿 until 2023 秋 and to 小学非寄宿 since 2024 春, and to nobody else', () => {
    const holders = PRESET_RATES.filter((rate) => payableFen(rate) === 31_250).map((rate) => [rate.key, rate.validFrom, rate.validTo]);
    expect(holders).toEqual([
      ['yw.day.primary', '2023-2024-2', null],
      ['yw.day.junior.1', '2019-2020-1', '2023-2024-1'],
    ]);
  });
});

describe('what may be paid', () => {
  it('never pays an average or a range', () => {
    expect(pick('gz.grant', 'senior', null, '2025-2026-1')).toMatchObject({ kind: 'none' });
    expect(PRESET_RATES.filter((rate) => rate.figure.kind === 'average' || rate.figure.kind === 'range').every((rate) => payableFen(rate) === null)).toBe(true);
  });

  it('shows the average and the range as check figures, and no figure of another place', () => {
    const picked = pick('gz.grant', 'senior', null, '2025-2026-1');
    expect(picked.kind === 'none' && picked.checkFigures.map((rate) => rate.key)).toEqual(['gz.grant.avg', 'gz.grant.range']);
  });

  it('pays a place’s own tiers only inside that place, and asks for the tier', () => {
    expect(pick('gz.grant', 'senior', null, '2025-2026-1', ['四川'])).toEqual({ kind: 'tier_needed', tiers: ['一档', '三档', '二档'].sort() });
    expect(fenOf('gz.grant', 'senior', null, '2025-2026-1', ['四川'], '二档')).toBe(115_000);
    expect(fenOf('gz.grant', 'senior', null, '2025-2026-1', ['四川'], '四档')).toBe('tier_needed');
    expect(fenOf('gz.grant', 'senior', null, '2025-2026-1', ['河南 新密'])).toBe(115_000);
  });

  it('does not pay a yearly sum whose split over the terms is unknown', () => {
    expect(fenOf('xq.aid', 'preschool', null, '2025-2026-1', ['福建'])).toBe('none');
    expect(fenOf('xq.aid', 'preschool', null, '2025-2026-1', ['霍山'])).toBe(40_000);
  });

  it('puts what the school added before every preset', () => {
    const query = { programmeKey: 'gz.grant', stage: 'senior', boarding: null, awardTier: null, term: termKey('2025-2026-1'), regions: ['四川'] } as const;
    expect(pickRate([...PRESET_RATES, localRate], query)).toMatchObject({ kind: 'picked', rate: { key: 'local.1' } });
    expect(pickRate([...PRESET_RATES, localRate], { ...query, term: termKey('2024-2025-2') }).kind).toBe('tier_needed');
  });

  it('answers with both rows when two match', () => {
    const twin = { ...localRate, key: 'local.2', figure: { kind: 'rate', fen: fen(120_000) } } as const;
    const picked = pickRate([localRate, twin], { programmeKey: 'gz.grant', stage: 'senior', boarding: null, awardTier: null, term: termKey('2025-2026-1'), regions: [] });
    expect(picked.kind === 'ambiguous' && picked.rates.map((rate) => rate.key)).toEqual(['local.1', 'local.2']);
  });
});

describe('presets', () => {
  it('have unique keys, name existing programmes and stay inside their stages', () => {
    expect(new Set(PRESET_RATES.map((rate) => rate.key)).size).toBe(PRESET_RATES.length);
    for (const row of [...PRESET_RATES, ...PRESET_CATALOGUE.rules]) {
      const programme = PRESET_CATALOGUE.programmes.find((one) => one.key === row.programmeKey);
      expect(programme, row.key).toBeDefined();
      expect(row.stages.every((stage) => programme?.stages.includes(stage)), row.key).toBe(true);
    }
  });

  it('are never ambiguous in any term, stage, way of attending or shipped region', () => {
    const regions = [...new Set(PRESET_RATES.map((rate) => rate.region))];
    const programmes = [...new Set(PRESET_RATES.map((rate) => rate.programmeKey))];
    for (let term = termKey('2018-2019-1'); term < '2031'; term = nextTerm(term)) {
      for (const programmeKey of programmes) {
        for (const stage of educationStages) {
          for (const boarding of ['boarding', 'day'] as const) {
            for (const region of regions) {
              expect(pickRate(PRESET_RATES, { programmeKey, stage, boarding, awardTier: null, term, regions: [region] }).kind).not.toBe('ambiguous');
            }
          }
        }
      }
    }
  });
});

describe('新密 2025 秋, published counts and sums', () => {
  const term = '2025-2026-1';
  const total = (lines: readonly (readonly [number, number | string])[]): number =>
    sumFen(lines.flatMap(([count, each]) => Array.from({ length: count }, () => fen(Number(each)))));

  it.each([
    ['寄宿', [[1538, fenOf('yw.board', 'primary', 'boarding', term)], [3304, fenOf('yw.board', 'junior', 'boarding', term)]], 3_439_250_00],
    ['非寄宿', [[1544, fenOf('yw.day', 'primary', 'day', term)], [277, fenOf('yw.day', 'junior', 'day', term)]], 586_375_00],
    ['营养', [[906, fenOf('yw.meal.henan', 'primary', null, term, ['河南 新密'])]], 362_400_00],
    ['普高助学金', [[2064, fenOf('gz.grant', 'senior', null, term, ['河南 新密'])]], 2_373_600_00],
    ['中职助学金', [[1087, fenOf('zz.grant', 'vocational', null, term, ['河南 新密'])]], 1_250_050_00],
  ] as const)('%s ties to the fen', (_name, lines, expected) => {
    expect(total(lines)).toBe(expected);
  });
});

describe('amountDue', () => {
  it('pays half months only when they come out in whole fen', () => {
    expect(amountDue(fen(20_000), { unit: 'month', halfMonths: 9 })).toEqual({ ok: true, fen: 90_000 });
    expect(amountDue(fen(333), { unit: 'month', halfMonths: 1 })).toEqual({ ok: false, problem: 'not_whole_fen' });
    expect(amountDue(fen(333), { unit: 'month', halfMonths: 0 })).toEqual({ ok: false, problem: 'quantity_invalid' });
  });

  it('keeps days under their cap', () => {
    expect(amountDue(fen(500), { unit: 'day', days: 96, cap: 200 })).toEqual({ ok: true, fen: 48_000 });
    expect(amountDue(fen(500), { unit: 'day', days: 201, cap: 200 })).toEqual({ ok: false, problem: 'days_over_cap' });
  });

  it('is always a safe integer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 24 }), (rate, halfMonths) => {
        const due = amountDue(fen(rate), { unit: 'month', halfMonths });
        if (due.ok) expect(due.fen * 2).toBe(rate * halfMonths);
        else expect((rate * halfMonths) % 2).toBe(1);
      }),
    );
  });
});

describe('picking, whatever a county adds', () => {
  const terms = fc.constantFrom('2022-2023-1', '2023-2024-1', '2023-2024-2', '2024-2025-2', '2025-2026-1', '2026-2027-2').map(termKey);
  const added = fc.array(fc.record({
    programmeKey: fc.constantFrom('yw.board', 'yw.day', 'gz.grant'), stage: fc.constantFrom(...educationStages), boarding: fc.constantFrom('boarding', 'day', null),
    awardTier: fc.constantFrom('一档', '二档', null), amount: fc.integer({ min: 1, max: 200_000 }), from: terms, kind: fc.constantFrom('local', 'average'),
  }), { maxLength: 6 }).map((rows) => rows.map(({ stage, amount, from, kind, ...row }, index): BenefitRate => ({
    ...localRate, ...row, key: `local.rate.${index}`, stages: [stage], validFrom: from, figure: { kind, fen: fen(amount) },
  })));
  const queries = fc.record({
    programmeKey: fc.constantFrom('yw.board', 'yw.day', 'gz.grant'), stage: fc.constantFrom(...educationStages), boarding: fc.constantFrom('boarding', 'day', null),
    awardTier: fc.constantFrom('一档', '二档', null), term: terms, regions: fc.constantFrom([], ['四川'], ['河南 新密']),
  });

  it('gives exactly one payable row that fits, or a question; never a check figure', () => {
    fc.assert(fc.property(added, queries, (rows, query) => {
      const rates = [...PRESET_RATES, ...rows];
      const picked = pickRate(rates, query);
      if (picked.kind !== 'picked') return;
      const { rate } = picked;
      expect(rate.stages).toContain(query.stage);
      expect(rate.validFrom === null || rate.validFrom <= query.term).toBe(true);
      expect(rate.validTo === null || query.term <= rate.validTo).toBe(true);
      expect(['rate', 'local']).toContain(rate.figure.kind);
      expect(pickRate(rates.filter((one) => one.key !== rate.key), query)).not.toMatchObject({ kind: 'picked', rate: { key: rate.key } });
    }), { numRuns: 2_000 });
  });

  it('leaves every term before the first added one as it was: old is old', () => {
    fc.assert(fc.property(added, queries, (rows, query) => {
      const later = rows.filter((row) => row.validFrom !== null && row.validFrom > query.term);
      expect(pickRate([...PRESET_RATES, ...later], query)).toEqual(pickRate(PRESET_RATES, query));
    }), { numRuns: 2_000 });
  });
});
