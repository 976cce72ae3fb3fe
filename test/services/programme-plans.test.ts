import { describe, expect, test } from 'vitest';
import { read, utils } from '@e965/xlsx';
import { refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import { AUTUMN, openAidSchool, SPRING } from './aid-school.ts';
import type { AidSchool } from './aid-school.ts';

const fen = (n: number): never => n as never;
const term = (text: string): never => text as never;
const group = ['out_of_poverty_household'];

/** Three boarders of 初中, two of 小学, one 初中 day pupil of the four classes, one orphan day pupil of 小学. */
function fill(school: AidSchool): void {
  for (const name of ['李明', '王芳', '陈晨']) school.add({ name });
  for (const name of ['赵小小', '孙小小']) school.add({ name, stage: 'primary' });
  school.add({ name: '周天', boarding: 'day', groups: group });
  school.add({ name: '吴月', stage: 'primary', boarding: 'day', groups: ['orphan'] });
}

const rateOf = (stages: string[], amount: number) => ({ programmeKey: 'yw.board', region: '云岭县', stages, boarding: 'boarding', fen: amount, unit: 'term', document: '征求意见稿' }) as never;

/** A trial shows whom a standard touches, old and new, by stage and source, and stores nothing. */
async function trialOfStandard(school: AidSchool): Promise<void> {
  const { client, schoolId, db } = school;
  await client.fundRules.setSplit({ schoolId, programmeKey: 'yw.board', validFrom: AUTUMN, shares: { central: 50, province: 25, county: 25 }, docNo: '云财教〔2025〕5号' });
  const rowsBefore = db.get<{ count: number }>('SELECT (SELECT count(*) FROM local_benefit_rate) + (SELECT count(*) FROM entitlement) + (SELECT count(*) FROM audit) AS count')!.count;
  const trial = await client.programmePlans.trial({ schoolId, term: AUTUMN, target: SPRING, rates: [rateOf(['junior'], 80_001)] });
  expect([trial.before, trial.after, trial.differenceFen]).toEqual([{ count: 5, sumFen: 350_000 }, { count: 5, sumFen: 365_003 }, 15_003]);
  expect(trial.rows.map((row) => [row.studentName, row.beforeFen, row.afterFen, row.change])).toEqual(['李明', '王芳', '陈晨'].map((name) => [name, 75_000, 80_001, 'more']));
  expect(trial.parts).toEqual([{
    programmeKey: 'yw.board', programmeName: '义务教育生活补助·寄宿', stage: 'junior', boarding: 'boarding', touched: 3, before: { count: 3, sumFen: 225_000 }, after: { count: 3, sumFen: 240_003 }, differenceFen: 15_003,
  }]);
  expect(trial.shares.map((share) => [share.sourceLabel, share.beforeFen, share.afterFen])).toEqual([['中央', 175_000, 182_501], ['省', 87_500, 91_251], ['县', 87_500, 91_251]]);
  expect(trial.shares.reduce((sum, share) => sum + share.afterFen, 0)).toBe(365_003);
  const rowsAfter = db.get<{ count: number }>('SELECT (SELECT count(*) FROM local_benefit_rate) + (SELECT count(*) FROM entitlement) + (SELECT count(*) FROM audit) AS count')!.count;
  expect(rowsAfter).toBe(rowsBefore);
}

/** A trial of a wider rule shows who joins; of an ended programme who ends; of a tier who would have to be asked about. */
async function trialOfRules(school: AidSchool): Promise<void> {
  const { client, schoolId } = school;
  const at = { schoolId, term: AUTUMN, target: AUTUMN };
  const wider = await client.programmePlans.trial({ ...at, rules: [{ programmeKey: 'yw.day', stages: ['primary', 'junior'], boarding: 'day', document: '征求意见稿' }] });
  expect(wider.rows.map((row) => [row.studentName, row.change, row.beforeFen, row.afterFen])).toEqual([['吴月', 'joins', null, 31_250]]);
  const ended = await client.programmePlans.trial({ ...at, stopped: ['yw.day'] });
  expect(ended.rows.map((row) => [row.studentName, row.change, row.sentence])).toEqual([['周天', 'ends', '改后不再享受：本学期本校不执行这一项目']]);
  const tier = await client.programmePlans.trial({ ...at, rates: [{ ...(rateOf(['junior', 'primary'], 90_000) as object), awardTier: '一档' } as never] });
  expect(new Set(tier.rows.map((row) => row.change))).toEqual(new Set(['asks']));
  expect((await refusalOf(client.programmePlans.trial({ schoolId, term: SPRING, target: AUTUMN }))).data.code).toBe('programme_plan.target_before_register');
  expect((await refusalOf(client.programmePlans.trial({ ...at, rates: [rateOf(['senior'], 1)] }))).data.code).toBe('programme.stage_not_of_programme');
}

/** 测算 is the sum of its lines and of its sources, ends the stage of the oldest, and counts what the school expects. */
async function forecastAndExpected(school: AidSchool): Promise<void> {
  const { client, schoolId } = school;
  const forecast = await client.programmePlans.forecast({ schoolId, term: AUTUMN, target: SPRING });
  expect(forecast.lines.map((line) => [line.programmeKey, line.stage, line.boarding, line.pupils, line.eachFen, line.sumFen])).toEqual([
    ['yw.board', 'primary', 'boarding', 2, 62_500, 125_000], ['yw.board', 'junior', 'boarding', 3, 75_000, 225_000], ['yw.day', 'junior', 'day', 1, 37_500, 37_500],
  ]);
  expect(forecast.total).toEqual({ count: 6, sumFen: 387_500 });
  expect(forecast.shares.map((share) => [share.sourceLabel, share.fen])).toEqual([['中央', 175_000], ['省', 87_500], ['县', 87_500], ['未注明来源', 37_500]]);
  const [primary] = forecast.lines;
  const more = await client.programmePlans.forecast({ schoolId, term: AUTUMN, target: SPRING, expected: { [primary!.key]: 3 } });
  expect(more.total).toEqual({ count: 9, sumFen: 575_000 });
  expect((await refusalOf(client.programmePlans.forecast({ schoolId, term: AUTUMN, target: SPRING, expected: { [primary!.key]: -3 } }))).data.code).toBe('programme_plan.below_nobody');
  expect((await refusalOf(client.programmePlans.forecast({ schoolId, term: AUTUMN, target: SPRING, expected: { 'no|such|line': 1 } }))).data.code).toBe('programme_plan.line_gone');
  const later = await client.programmePlans.forecast({ schoolId, term: AUTUMN, target: term('2028-2029-1') });
  expect([later.leaving, later.total.count]).toEqual([4, 2]);
  expect(later.lines.find((line) => line.stage === 'junior' && line.programmeKey === 'yw.board')).toMatchObject({ pupils: 0, leaving: 3, counted: 0, sumFen: 0 });
}

/** Its files carry the same figures; the plans are of the school, and no class teacher’s. */
async function filesAndClassTeacher(school: AidSchool): Promise<void> {
  const { client, schoolId } = school;
  const input = { schoolId, term: AUTUMN, target: SPRING };
  const sheet = await client.programmePlans.forecastFile({ ...input, format: 'xlsx' });
  const rows = utils.sheet_to_json<string[]>(Object.values(read(new Uint8Array(await sheet.arrayBuffer())).Sheets)[0]!, { header: 1, raw: false });
  expect([rows[4]?.[0], rows[4]?.[8], rows[4]?.[9]]).toEqual(['合计', '6', '3,875.00']);
  expect(rows[0]?.slice(10)).toEqual(['中央（元）', '省（元）', '县（元）', '未注明来源（元）']);
  const pdf = await client.programmePlans.forecastFile({ ...input, format: 'pdf' });
  expect(new TextDecoder().decode(new Uint8Array(await pdf.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
  const classId = school.db.get<{ id: number }>(`SELECT id FROM class_group WHERE stage = 'primary'`)!.id;
  await signInAs(school, 'class_teacher', 'teacher', [classId]);
  for (const call of [client.programmePlans.forecast(input), client.programmePlans.trial(input), client.programmePlans.forecastFile({ ...input, format: 'pdf' })]) expect((await refusalOf(call)).code).toBe('FORBIDDEN');
  await signInAsAdministrator(school);
}

/** The 自助菜单 says what the catalogue says, and what the school wrote about papers and days. */
async function menuOfTerms(school: AidSchool): Promise<void> {
  const { client, schoolId } = school;
  await client.programmes.revise({
    schoolId, programmeKey: 'yw.board', validFrom: SPRING, inUse: true, stages: ['primary', 'junior'], sourceKind: 'state', shape: 'flat_term', payeeKind: 'family', papers: '申请表一份', deadline: '3 月 15 日前', document: '校发〔2026〕1号',
  });
  const rowOf = async (when: never) => (await client.programmePlans.menu({ schoolId, term: when })).find((part) => part.stage === 'junior')?.rows.find((row) => row.programmeKey === 'yw.board');
  expect(await rowOf(AUTUMN)).toMatchObject({ standard: '住校 750.00 元/学期', condition: '初中寄宿学生，本学年认定为困难', papers: '家庭经济困难学生认定申请表、收款账户', deadline: '见学校通知', payment: '学校发到账户' });
  expect(await rowOf(SPRING)).toMatchObject({ papers: '申请表一份', deadline: '3 月 15 日前', document: '校发〔2026〕1号' });
  for (const format of ['pdf', 'xlsx'] as const) expect((await client.programmePlans.menuFile({ schoolId, term: SPRING, stages: ['junior'], format })).name).toBe(`资助项目自助菜单 2026 春 初中.${format}`);
  expect((await refusalOf(client.programmePlans.menuFile({ schoolId, term: SPRING, stages: ['senior'], format: 'pdf' }))).data.code).toBe('programme_plan.no_menu');
}

test('on one register: trials, 测算 and its files, the 自助菜单; nothing of a trial is stored', async () => {
  const school = await openAidSchool();
  fill(school);
  await trialOfStandard(school);
  await trialOfRules(school);
  await forecastAndExpected(school);
  await filesAndClassTeacher(school);
  await menuOfTerms(school);
});

describe('dated programmes', () => {
  test('old terms keep their rules: before 2023-2024-2 the old sums, a programme not run only from its term on, a rule of years and grades', async () => {
    const school = await openAidSchool();
    fill(school);
    const { client, schoolId } = school;
    const old = await client.programmes.list({ schoolId, term: term('2023-2024-1') });
    const payable = (list: typeof old, key: string) => list.find((one) => one.key === key)!.rates.filter((rate) => rate.payable).map((rate) => rate.fen);
    expect([payable(old, 'yw.board'), payable(old, 'yw.day')]).toEqual([[50_000, 62_500], [25_000, 31_250]]);
    const now = await client.programmes.list({ schoolId, term: term('2023-2024-2') });
    expect([payable(now, 'yw.board'), payable(now, 'yw.day')]).toEqual([[62_500, 75_000], [31_250, 37_500]]);
    expect((await client.entitlements.calculate({ schoolId, term: AUTUMN })).proposed).toEqual({ count: 6, sumFen: 387_500 });

    const said = { schoolId, programmeKey: 'yw.day', stages: ['primary', 'junior'] as never, sourceKind: 'state', shape: 'flat_term', payeeKind: 'family', document: '云教资〔2026〕2号' } as const;
    await client.programmes.revise({ ...said, validFrom: SPRING, inUse: false });
    expect((await client.entitlements.preview({ schoolId, term: AUTUMN })).changes).toEqual([]);
    expect((await client.entitlements.preview({ schoolId, term: SPRING })).toPropose).toEqual({ count: 5, sumFen: 350_000 });
    await client.programmes.revise({ ...said, validFrom: term('2026-2027-1'), inUse: true, excludes: 'yw.book' });
    const later = (await client.programmes.list({ schoolId, term: term('2026-2027-1') })).find((one) => one.key === 'yw.day')!;
    expect([later.inUse, later.excludes, later.revisions.map((row) => row.inForce)]).toEqual([true, ['义务教育免费教科书'], [false, true]]);
    const today = (await client.programmes.list({ schoolId, term: AUTUMN })).find((one) => one.key === 'yw.day')!;
    expect([today.inUse, today.excludes]).toEqual([true, ['义务教育生活补助·寄宿']]);
    expect((await refusalOf(client.programmes.revise({ ...said, validFrom: SPRING, inUse: true, stages: ['senior'] }))).data.code).toBe('programme.stage_not_of_programme');
  });

  test('a standard is replaced from a term on, taken back while unused, and never in a closed term', async () => {
    const school = await openAidSchool();
    fill(school);
    const { client, schoolId } = school;
    const rate = { schoolId, programmeKey: 'yw.board', region: '云岭县', stages: ['junior'] as never, boarding: 'boarding', unit: 'term', document: '云财〔2025〕1号' } as const;
    const first = await client.programmes.addRate({ ...rate, fen: fen(80_000), validFrom: AUTUMN });
    const typo = await client.programmes.addRate({ ...rate, fen: fen(8_500), validFrom: SPRING, replaces: first.id });
    await client.programmes.voidRow({ schoolId, what: 'rate', id: typo.id, reason: '少打一个零' });
    await client.programmes.addRate({ ...rate, fen: fen(85_000), validFrom: SPRING, payments: 5 });
    const total = async (when: never) => (await client.entitlements.preview({ schoolId, term: when })).toProposeByProgramme[0];
    expect([(await total(AUTUMN))?.sumFen, (await total(SPRING))?.sumFen]).toEqual([365_000, 380_000]);
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    expect((await refusalOf(client.programmes.voidRow({ schoolId, what: 'rate', id: first.id, reason: '不要了' }))).data.sentence).toContain('已有 3 笔应发');
    expect((await refusalOf(client.programmes.addRate({ ...rate, fen: fen(1), validFrom: AUTUMN, replaces: first.id }))).data.code).toBe('programme.replaces_later');
    expect((await refusalOf(client.programmes.addRate({ ...rate, fen: fen(3), validFrom: term('2030-2031-1'), payments: 5 }))).data.code).toBe('programme.payments_too_many');
    expect((await refusalOf(client.programmes.addRate({ ...rate, kind: 'range', fen: fen(3), validFrom: SPRING }))).data.code).toBe('programme.range_bounds');
    expect((await refusalOf(client.programmes.addRate({ ...rate, fen: fen(500), usualQuantity: 100, validFrom: SPRING }))).data.code).toBe('programme.quantity_of_unit');

    const account = school.db.get<{ id: number }>('SELECT min(id) AS id FROM account')!.id;
    school.db.run(`INSERT INTO term_lock (school_id, term, closed_on, closed_at, account_id, note) VALUES (?, '2025-2026-1', '2026-01-20', '2026-01-20T00:00:00.000Z', ?, '')`, schoolId, account);
    const closed = [
      client.programmes.addRate({ ...rate, programmeKey: 'yw.day', boarding: 'day', fen: fen(1_000), validFrom: AUTUMN }),
      client.programmes.addRule({ schoolId, programmeKey: 'yw.day', stages: ['primary'], validFrom: AUTUMN, document: '补记' }),
      client.programmes.revise({ schoolId, programmeKey: 'yw.day', validFrom: AUTUMN, inUse: false, stages: ['primary'], sourceKind: 'state', shape: 'flat_term', payeeKind: 'family', document: '补记' }),
    ];
    for (const call of closed) expect((await refusalOf(call)).data.code).toBe('programme.term_closed');
  });

  test('a county’s own average checks and never pays; a day rate counts with its ordinary days only in an estimate', async () => {
    const school = await openAidSchool();
    fill(school);
    const { client, schoolId } = school;
    await client.programmes.addRate({ schoolId, programmeKey: 'yw.board', region: '云岭县', stages: ['junior'], boarding: 'boarding', kind: 'average', fen: fen(76_000), unit: 'term', validFrom: AUTUMN, document: '云财〔2025〕3号' });
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    const checks = await client.programmePlans.figureChecks({ schoolId, term: AUTUMN });
    expect(checks.map((check) => [check.programmeKey, check.verdict, check.differenceFen])).toEqual([['yw.board', 'below', -3_000]]);
    expect(checks[0]?.sentence).toBe('3 人、2,250.00 元，人均约 750.00 元，低于平均数 760.00 元，总额相差 30.00 元');

    const { key } = await client.programmes.addProgramme({ schoolId, name: '早餐补助', stages: ['primary'], sourceKind: 'county', shape: 'per_day', document: '云教〔2025〕8号' });
    await client.programmes.addRate({ schoolId, programmeKey: key, region: '云岭县', stages: ['primary'], fen: fen(350), unit: 'day', usualQuantity: 96, maxQuantity: 100, validFrom: AUTUMN, document: '云教〔2025〕8号' });
    await client.programmes.addRule({ schoolId, programmeKey: key, stages: ['primary'], yearLevels: [3], hardshipGrades: ['困难'], validFrom: AUTUMN, document: '云教〔2025〕8号' });
    expect((await client.entitlements.preview({ schoolId, term: AUTUMN })).needsAnswerCount).toBeGreaterThan(0);
    const lines = (await client.programmePlans.forecast({ schoolId, term: AUTUMN, target: AUTUMN })).lines.filter((one) => one.programmeKey === key);
    expect(lines.map((line) => [line.boarding, line.pupils, line.eachFen, line.sumFen])).toEqual([['boarding', 2, 33_600, 67_200], ['day', 1, 33_600, 33_600]]);
    const nextYear = (await client.programmePlans.forecast({ schoolId, term: AUTUMN, target: term('2026-2027-1') })).lines.find((one) => one.programmeKey === key);
    expect(nextYear).toBeUndefined();
  });
});

describe('regional profiles', () => {
  test('四川: tiers and channels become the school’s own from a term on; twice or too early is refused whole', async () => {
    const school = await openAidSchool();
    const { client, schoolId } = school;
    const itemsOf = async () => (await client.programmePlans.profiles({ schoolId, term: AUTUMN })).find((profile) => profile.key === 'sichuan')!.items;
    expect((await itemsOf()).filter((item) => item.state === 'open')).toHaveLength(11);
    expect((await refusalOf(client.programmePlans.adopt({ schoolId, profileKey: 'sichuan', itemKeys: ['sc.gz.grant.1'], validFrom: term('2023-2024-1') }))).data.code).toBe('programme_plan.item_later');
    const itemKeys = ['sc.gz.grant.1', 'sc.gz.grant.2', 'sc.gz.grant.3', 'sc.card.board'];
    expect(await client.programmePlans.adopt({ schoolId, profileKey: 'sichuan', itemKeys, validFrom: AUTUMN })).toEqual({ taken: 4 });
    const grant = (await client.programmes.list({ schoolId, term: AUTUMN })).find((programme) => programme.key === 'gz.grant')!;
    expect(grant.rates.filter((rate) => rate.payable).map((rate) => [rate.awardTier, rate.fen, rate.origin])).toEqual([['一档', 65_000, 'local'], ['二档', 115_000, 'local'], ['三档', 165_000, 'local']]);
    expect((await client.fundRules.list({ schoolId, term: AUTUMN })).find((rule) => rule.programmeKey === 'yw.board')?.channel).toBe('one_card');
    expect((await itemsOf()).filter((item) => item.state === 'taken').map((item) => item.key)).toEqual(itemKeys);
    expect((await refusalOf(client.programmePlans.adopt({ schoolId, profileKey: 'sichuan', itemKeys: ['sc.card.day', 'sc.gz.grant.2'], validFrom: AUTUMN }))).data.code).toBe('programme_plan.item_taken');
    expect((await itemsOf()).find((item) => item.key === 'sc.card.day')?.state).toBe('open');
  });

  test('濮阳: six programmes on the one-card, the two of 学前 brought along, 校籍分离 as the notice has it; only an administrator changes a setting', async () => {
    const school = await openAidSchool();
    const { client, schoolId } = school;
    expect((await refusalOf(client.programmePlans.adopt({ schoolId, profileKey: 'puyang', itemKeys: ['py.card.care'], validFrom: AUTUMN }))).data.code).toBe('programme_plan.programme_first');
    await signInAs(school, 'maker');
    expect((await refusalOf(client.programmePlans.adopt({ schoolId, profileKey: 'puyang', itemKeys: ['py.card.day', 'py.split'], validFrom: AUTUMN }))).code).toBe('FORBIDDEN');
    await signInAsAdministrator(school);
    const profile = (await client.programmePlans.profiles({ schoolId, term: AUTUMN })).find((one) => one.key === 'puyang')!;
    const open = profile.items.filter((item) => item.state === 'open').map((item) => item.key);
    expect(await client.programmePlans.adopt({ schoolId, profileKey: 'puyang', itemKeys: open, validFrom: AUTUMN })).toEqual({ taken: 10 });
    const cards = (await client.fundRules.list({ schoolId, term: AUTUMN })).filter((rule) => rule.channel === 'one_card').map((rule) => rule.programmeName);
    expect(cards).toEqual([
      '义务教育生活补助·寄宿', '义务教育生活补助·非寄宿', '省定营养改善（打卡）', '普通高中国家助学金', '中职国家助学金', '学前教育保教费', '学前教育生活补助',
    ]);
    expect((await client.settings.get({ schoolId })).splitProfile).toBe('puyang');
  });
});
