import { describe, expect, test } from 'vitest';
import { refusalOf } from '#test/helpers/test-app.ts';
import { AUTUMN, SPRING, openAidSchool } from './aid-school.ts';

const fen = (n: number): never => n as never;
const term = (text: string): never => text as never;

describe('the catalogue', () => {
  test('shows source, confidence, and what may be paid in the term', async () => {
    const { client, schoolId } = await openAidSchool();
    const programmes = await client.programmes.list({ schoolId, term: AUTUMN });
    const day = programmes.find((programme) => programme.key === 'yw.day')!;
    expect(day.rates.filter((rate) => rate.payable).map((rate) => [rate.key, rate.fen, rate.confidence])).toEqual([
      ['yw.day.primary', 31_250, 'confirmed'], ['yw.day.junior', 37_500, 'confirmed'],
    ]);
    expect(day.rules.map((rule) => [rule.origin, rule.inForce, rule.confidence])).toEqual([['preset', true, 'reported']]);
    const grant = programmes.find((programme) => programme.key === 'gz.grant')!;
    expect(grant.rates.some((rate) => rate.payable)).toBe(false);
    await client.settings.update({ schoolId, settings: { region: '四川' } });
    const inSichuan = (await client.programmes.list({ schoolId, term: AUTUMN })).find((programme) => programme.key === 'gz.grant')!;
    expect(inSichuan.rates.filter((rate) => rate.payable).map((rate) => rate.fen)).toEqual([65_000, 115_000, 165_000]);
  });
});

describe('a county’s own rule', () => {
  test('widens 非寄宿 from its term on, and the preset stays as it was', async () => {
    const { client, schoolId, add } = await openAidSchool();
    add({ name: '陈晨', boarding: 'day', groups: ['orphan'] });
    expect((await client.entitlements.preview({ schoolId, term: AUTUMN })).toPropose.count).toBe(0);
    const rule = await client.programmes.addRule({
      schoolId, programmeKey: 'yw.day', stages: ['primary', 'junior'], boarding: 'day', validFrom: SPRING, document: '云教资〔2026〕1号',
    });
    expect((await client.entitlements.preview({ schoolId, term: AUTUMN })).toPropose.count).toBe(0);
    expect((await client.entitlements.preview({ schoolId, term: SPRING })).toPropose).toEqual({ count: 1, sumFen: 37_500 });
    const again = client.programmes.addRule({ schoolId, programmeKey: 'yw.day', stages: ['primary'], boarding: 'day', validFrom: term('2026-2027-1'), document: '重复' });
    expect((await refusalOf(again)).data.code).toBe('programme.rule_overlaps');
    await client.entitlements.calculate({ schoolId, term: SPRING });
    expect((await refusalOf(client.programmes.close({ schoolId, what: 'rule', id: rule.id, validTo: AUTUMN }))).data.code).toBe('programme.end_before_start');
    await client.programmes.close({ schoolId, what: 'rule', id: rule.id, validTo: SPRING });
  });

  test('can’t be closed before a term in which it was used', async () => {
    const { client, schoolId, add } = await openAidSchool();
    add({ name: '李明' });
    const rate = await client.programmes.addRate({
      schoolId, programmeKey: 'yw.board', region: '云岭县', stages: ['junior'], boarding: 'boarding', fen: fen(80_000), unit: 'term', validFrom: term('2024-2025-2'), document: '云财〔2025〕1号',
    });
    expect((await client.entitlements.calculate({ schoolId, term: AUTUMN })).proposed).toEqual({ count: 1, sumFen: 80_000 });
    const refused = await refusalOf(client.programmes.close({ schoolId, what: 'rate', id: rate.id, validTo: term('2024-2025-2') }));
    expect(refused.data.sentence).toContain('之后已有 1 笔应发按这条标准计算');
    const twin = client.programmes.addRate({ schoolId, programmeKey: 'yw.board', region: '本校', stages: ['primary', 'junior'], fen: fen(1), unit: 'term', validFrom: AUTUMN, document: '重复' });
    expect((await refusalOf(twin)).data.sentence).toContain('已有一条本地标准（云财〔2025〕1号）');
  });
});

describe('a programme of the school’s own', () => {
  test('is paid only to pupils somebody chose, beside the state’s, and never beside what it excludes', async () => {
    const { client, schoolId, add } = await openAidSchool();
    const chosen = add({ name: '李明' });
    add({ name: '王芳' });
    const { key } = await client.programmes.addProgramme({
      schoolId, name: '校友助学金', stages: ['junior'], sourceKind: 'donor', shape: 'flat_term', document: '捐赠协议 2025',
    });
    await client.programmes.addRate({ schoolId, programmeKey: key, region: '本校', stages: ['junior'], fen: fen(50_050), unit: 'term', validFrom: AUTUMN, document: '捐赠协议 2025' });
    await client.programmes.addRule({ schoolId, programmeKey: key, stages: ['junior'], selection: 'by_hand', needsHardship: true, validFrom: AUTUMN, document: '捐赠协议 2025' });
    expect((await client.entitlements.preview({ schoolId, term: AUTUMN })).toPropose.count).toBe(2);
    await client.entitlements.choose({ schoolId, term: AUTUMN, programmeKey: key, studentIds: [chosen], reason: '校友会评定' });
    expect((await client.entitlements.calculate({ schoolId, term: AUTUMN })).proposed).toEqual({ count: 3, sumFen: 75_000 * 2 + 50_050 });
    expect((await refusalOf(client.entitlements.choose({ schoolId, term: AUTUMN, programmeKey: 'yw.board', studentIds: [chosen], reason: '不该' }))).data.code)
      .toBe('entitlement.not_chosen_programme');

    const rival = await client.programmes.addProgramme({
      schoolId, name: '县寄宿补助', stages: ['junior'], sourceKind: 'county', shape: 'flat_term', excludes: 'yw.board', document: '县文',
    });
    await client.programmes.addRate({ schoolId, programmeKey: rival.key, region: '县', stages: ['junior'], fen: fen(10_000), unit: 'term', validFrom: AUTUMN, document: '县文' });
    await client.programmes.addRule({ schoolId, programmeKey: rival.key, stages: ['junior'], validFrom: AUTUMN, document: '县文' });
    const rows = await client.entitlements.unproposed({ schoolId, term: AUTUMN });
    expect(rows.map((row) => [row.programmeKey, row.reasons[0]?.sentence])).toEqual([
      [rival.key, expect.stringContaining('本学期已有互斥的“义务教育生活补助·寄宿”')], [rival.key, expect.stringContaining('本学期已有互斥')],
    ]);
  });

  test('keeps presets, names and stages', async () => {
    const { client, schoolId } = await openAidSchool();
    const add = (name: string) => client.programmes.addProgramme({ schoolId, name, stages: ['junior'], sourceKind: 'school', shape: 'flat_term', document: '校务会' });
    expect((await refusalOf(add('义务教育生活补助·寄宿'))).data.code).toBe('programme.name_taken');
    const rate = client.programmes.addRate({ schoolId, programmeKey: 'yw.board', region: '县', stages: ['senior'], fen: fen(1), unit: 'term', validFrom: AUTUMN, document: '县文' });
    expect((await refusalOf(rate)).data.sentence).toBe('“义务教育生活补助·寄宿”只面向小学、初中，标准和资格不能超出这些学段。');
    expect((await refusalOf(client.programmes.close({ schoolId, what: 'rate', id: 1, validTo: AUTUMN }))).code).toBe('NOT_FOUND');
  });

  test('gives grades their tiers', async () => {
    const { client, schoolId } = await openAidSchool();
    await client.settings.update({ schoolId, settings: { region: '四川' } });
    await client.programmes.addTier({ schoolId, programmeKey: 'gz.grant', hardshipGrade: '特别困难', awardTier: '三档', validFrom: AUTUMN });
    const clash = client.programmes.addTier({ schoolId, programmeKey: 'gz.grant', hardshipGrade: '特别困难', awardTier: '二档', validFrom: SPRING });
    expect((await refusalOf(clash)).data.code).toBe('programme.tier_overlaps');
    const unknown = client.programmes.addTier({ schoolId, programmeKey: 'gz.grant', hardshipGrade: '困难', awardTier: '甲档', validFrom: SPRING });
    expect((await refusalOf(unknown)).data.code).toBe('programme.tier_not_in_rates');
  });
});
