import { describe, expect, test } from 'vitest';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import { autumn, csvFile, idOf, ids, openListsSchool, spring } from './lists-school.ts';
import type { ListsSchool } from './lists-school.ts';

const day = (text: string) => text as IsoDate;
const year = '2025-2026' as SchoolYear;

const header = '户编号,姓名,身份证号,户类型,监测对象类别,风险是否已消除,与户主关系';
const autumnFile = (): File => csvFile('防返贫监测_9月.csv', [
  '云岭县防返贫监测信息系统导出,,,,,,', header,
  `H01,李明,${ids.liMing},,脱贫不稳定户,否,之子`,
  `H01,李华,${ids.liHua},,脱贫不稳定户,否,之女`,
  `H02,陈欣,${ids.chenXin},,边缘易致贫户,否,之孙女`,
  `H03,吴桐,${ids.wuTong},脱贫户,,,之子`,
  `H09,赵强,${idOf('20140505', 3)},脱贫户,,,之子`,
]);
const springFile = (): File => csvFile('防返贫监测_3月.csv', [
  header,
  `H01,李明,${ids.liMing},,脱贫不稳定户,是,之子`,
  `H01,李华,${ids.liHua},,脱贫不稳定户,否,之女`,
  `H03,吴桐,${ids.wuTong},,突发严重困难户,否,之子`,
  `H05,阿依古丽·吐尔逊,${ids.ayiguli},脱贫户,,,之女`,
  `H09,赵强,${idOf('20140505', 3)},脱贫户,,,之子`,
]);

async function twoLists() {
  const school = await openListsSchool();
  const { client, schoolId } = school;
  const older = await school.importList(autumnFile(), { kind: 'rural', issuer: '云岭县农业农村局', asOf: '2025-09-15' });
  (school.app as unknown as { setNow(text: string): void }).setNow('2026-03-20T09:00:00+08:00');
  await client.imports.confirm({ schoolId, term: spring, purpose: 'department_list', file: springFile(), options: { kind: 'rural', issuer: '云岭县农业农村局', asOf: '2026-03-10' }, leaveOutWrongRows: true });
  const [newer] = await client.lists.list({ schoolId, term: spring });
  return { ...school, older, newer: newer!.listId };
}

async function started(school: Awaited<ReturnType<typeof twoLists>>) {
  const { client, schoolId, older, newer } = school;
  const { recheckId } = await client.recheck.start({ schoolId, term: spring, previousListId: older, nextListId: newer });
  const get = () => client.recheck.get({ schoolId, recheckId });
  const line = async (name: string, groupKey?: string) => {
    const found = (await get()).lines.find((one) => one.name === name && (groupKey === undefined || one.groupKey === groupKey));
    if (!found) throw new Error(`${name} ${groupKey ?? ''}`);
    return found;
  };
  return { recheckId, get, line };
}

async function decidedCase({ client, schoolId, pupil }: ListsSchool, name: string): Promise<number> {
  const studentId = await pupil(name);
  await client.identification.createFromMatches({ schoolId, term: autumn, route: 'list_match', studentIds: [studentId] });
  await client.identification.save({
    schoolId, term: autumn, entries: [{ studentId, grade: '困难', reason: '' }], decision: { body: '学校认定工作组', decidedOn: day('2025-09-22'), effectiveTerm: autumn },
  });
  return studentId;
}

describe('two lists of the same department', () => {
  test('every row of both is in one place, every pupil’s group is one line', async () => {
    const school = await twoLists();
    const { get } = await started(school);
    const view = await get();
    expect(view.previousRows).toEqual({ gained: 0, lost: 2, risk_removed: 1, unchanged: 1, waiting: 0, not_ours: 1 });
    expect(view.nextRows).toEqual({ gained: 2, lost: 0, risk_removed: 1, unchanged: 1, waiting: 0, not_ours: 1 });
    expect(view.lines.map((one) => [one.name, one.groupLabel, one.change, one.previousRowNos, one.nextRowNos])).toEqual([
      ['陈欣', '边缘易致贫家庭学生', 'lost', [5], []],
      ['吴桐', '脱贫家庭学生', 'lost', [6], []],
      ['李明', '脱贫不稳定家庭学生', 'risk_removed', [3], [2]],
      ['阿依古丽·吐尔逊', '脱贫家庭学生', 'gained', [], [5]],
      ['吴桐', '突发严重困难家庭学生', 'gained', [], [4]],
      ['李华', '脱贫不稳定家庭学生', 'unchanged', [4], [3]],
    ]);
    expect(view.counts).toEqual({ gained: 2, lost: 2, riskRemoved: 1, unchanged: 1, decided: 0, open: 5 });
  });

  test('nothing happens by itself: cases stand as they stood when a check begins', async () => {
    const school = await twoLists();
    await decidedCase(school, '陈欣');
    const before = await school.client.identification.register({ schoolId: school.schoolId, term: spring });
    await started(school);
    expect(await school.client.identification.register({ schoolId: school.schoolId, term: spring })).toEqual(before);
  });

  test('a first list has nothing before it: everybody is new', async () => {
    const { client, schoolId, newer } = await twoLists();
    const { recheckId } = await client.recheck.start({ schoolId, term: spring, previousListId: null, nextListId: newer });
    const view = await client.recheck.get({ schoolId, recheckId });
    expect([view.previous, view.previousRows, view.counts.gained, view.counts.open]).toEqual([null, null, 4, 4]);
  });

  test('what can’t be compared is refused in a sentence', async () => {
    const { client, schoolId, older, newer, importList } = await twoLists();
    const start = (previousListId: number | null, nextListId: number, term = spring) => refusalOf(client.recheck.start({ schoolId, term, previousListId, nextListId }));
    expect((await start(newer, newer)).data.code).toBe('recheck.same_list');
    expect((await start(newer, older)).data.sentence).toContain('请对调');
    expect((await start(null, 9999)).data.code).toBe('recheck.list_unknown');
    const civil = await importList(csvFile('低保.csv', ['户主姓名,身份证号码', `李吉祥,${ids.liJixiang}`, `陈桂蓝,${ids.chenGuilan}`]), { kind: 'subsistence' });
    expect((await start(civil, newer)).data).toMatchObject({ code: 'recheck.other_department', sentence: expect.stringContaining('低保等社会救助名单') as string });
    expect((await start(null, civil, autumn)).data).toMatchObject({ code: 'recheck.rows_waiting', sentence: expect.stringContaining('还有 1 行要您定') as string });
    await client.recheck.start({ schoolId, term: spring, previousListId: older, nextListId: newer });
    expect((await start(older, newer)).data.code).toBe('recheck.exists');
    await client.lists.withdraw({ schoolId, listId: newer, reason: '发错了' });
    expect((await start(null, newer)).data.code).toBe('recheck.list_not_in_force');
  });
});

describe('deciding', () => {
  test('a group gained opens a case by the list or completes the one that is there', async () => {
    const school = await twoLists();
    const { client, schoolId } = school;
    const wuTong = await decidedCase(school, '吴桐');
    const { recheckId, get, line } = await started(school);
    const [ayiguli, wu] = [await line('阿依古丽·吐尔逊'), await line('吴桐', 'monitored_sudden')];
    const done = await client.recheck.decide({ schoolId, recheckId, lines: [ayiguli, wu], decision: 'add', reason: '新名单列入', decidedOn: day('2026-03-18') });
    expect(done).toEqual({ decided: 2, casesOpened: 1, groupsAdded: 2, groupsEnded: 0, revised: 0 });
    const { rows } = await client.identification.register({ schoolId, term: spring });
    expect(rows.find((row) => row.name === '阿依古丽·吐尔逊')).toMatchObject({ case: { route: 'list_match', state: 'pre_identified' }, groups: [{ groupKey: 'out_of_poverty_household' }] });
    expect(rows.find((row) => row.studentId === wuTong)?.groups.map((group) => group.groupKey)).toEqual(['out_of_poverty_household', 'monitored_sudden']);
    expect((await get()).counts).toMatchObject({ decided: 2, open: 3 });
    expect((await line('阿依古丽·吐尔逊')).decision).toMatchObject({ decision: 'add', reason: '新名单列入', decidedOn: '2026-03-18' });
  });

  test('a group that ended leaves the case with its reason, and the grade is revised by the body in the same step', async () => {
    const school = await twoLists();
    const { client, schoolId } = school;
    const chenXin = await decidedCase(school, '陈欣');
    const { recheckId, line } = await started(school);
    const lost = await line('陈欣');
    expect(lost).toMatchObject({ caseState: 'determined', grade: '困难' });
    const done = await client.recheck.decide({
      schoolId, recheckId, lines: [lost], decision: 'end', reason: '户已退出监测', decidedOn: day('2026-03-19'), revision: { grade: '不困难', body: '学校认定工作组', effectiveTerm: spring },
    });
    expect(done).toEqual({ decided: 1, casesOpened: 0, groupsAdded: 0, groupsEnded: 1, revised: 1 });
    const story = await client.identification.explain({ schoolId, studentId: chenXin, schoolYear: year });
    expect(story.determinations.map((one) => [one.grade, one.inForce, one.reason])).toEqual([['困难', false, ''], ['不困难', true, '户已退出监测']]);
    expect(story.groups[0]?.reasons[0]?.removed?.reason).toContain('户已退出监测');
    expect((await line('陈欣')).decision).toMatchObject({ decision: 'end', grade: '不困难' });
  });

  test('keeping a group is a decision too, and changes nothing in the case', async () => {
    const school = await twoLists();
    const { client, schoolId } = school;
    await decidedCase(school, '李明');
    const { recheckId, line } = await started(school);
    const before = await client.identification.register({ schoolId, term: spring });
    await client.recheck.decide({ schoolId, recheckId, lines: [await line('李明')], decision: 'keep', reason: '父亲仍在治病', decidedOn: day('2026-03-18') });
    expect(await client.identification.register({ schoolId, term: spring })).toEqual(before);
    await client.recheck.decide({ schoolId, recheckId, lines: [await line('李明')], decision: 'end', reason: '家访后改定', decidedOn: day('2026-03-20') });
    expect((await line('李明')).decision).toMatchObject({ decision: 'end', reason: '家访后改定' });
  });

  test('the same operation sent twice is done once', async () => {
    const school = await twoLists();
    const { client, schoolId } = school;
    const { recheckId, line } = await started(school);
    const input = { operationId: 'recheck-add-1', schoolId, recheckId, lines: [await line('阿依古丽·吐尔逊')], decision: 'add' as const, reason: '新名单列入', decidedOn: day('2026-03-18') };
    const first = await client.recheck.decide(input);
    expect(await client.recheck.decide(input)).toEqual(first);
    expect((await client.identification.register({ schoolId, term: spring })).counts.cases).toBe(1);
  });

  test('one wrong line refuses all of them, and nothing is kept', async () => {
    const school = await twoLists();
    const { client, schoolId } = school;
    const { recheckId, get, line } = await started(school);
    const [lost, gained, same] = [await line('陈欣'), await line('阿依古丽·吐尔逊'), await line('李华')];
    const decide = (part: object) => refusalOf(client.recheck.decide({ schoolId, recheckId, lines: [gained], decision: 'add', reason: '新名单列入', decidedOn: day('2026-03-18'), ...part }));
    expect((await decide({ lines: [gained, lost] })).data.sentence).toBe('陈欣 是“不在新名单”，不能作“列入该群体”处理');
    expect((await decide({ lines: [same], decision: 'keep' })).data.code).toBe('recheck.decision_not_for');
    expect((await decide({ decidedOn: '2026-03-21' })).data.code).toBe('recheck.date_in_future');
    expect((await decide({ lines: [{ studentId: gained.studentId, groupKey: 'orphan' }] })).data.sentence).toContain('孤儿');
    expect((await decide({ lines: [lost], decision: 'end', revision: { grade: '不困难', body: '工作组', effectiveTerm: spring } })).data.code).toBe('recheck.grade_needs_case');
    expect((await decide({ revision: { grade: '很困难', body: '工作组', effectiveTerm: spring } })).data.problems?.[0]?.code).toBe('identification.grade_unknown');
    expect((await get()).counts).toMatchObject({ decided: 0, open: 5 });
    expect((await client.identification.register({ schoolId, term: spring })).counts.cases).toBe(0);
  });

  test('a family that declined in writing is not drawn in by a list', async () => {
    const school = await twoLists();
    const { client, schoolId } = school;
    const studentId = await decidedCase(school, '吴桐');
    await client.identification.recordEvent({ schoolId, term: autumn, studentIds: [studentId], event: 'decline', onDate: day('2025-09-25'), note: '' });
    const { recheckId, line } = await started(school);
    expect((await refusalOf(client.recheck.decide({ schoolId, recheckId, lines: [await line('吴桐', 'monitored_sudden')], decision: 'add', reason: '新名单', decidedOn: day('2026-03-18') }))).data.code).toBe('recheck.declined');
  });

  test('what was decided is open again when the lists come to say something else', async () => {
    const school = await twoLists();
    const { client, schoolId, newer } = school;
    const { recheckId, line } = await started(school);
    const { rows } = await client.lists.rows({ schoolId, term: spring, listId: newer });
    const rowId = rows.find((row) => row.name === '李明')!.rowId;
    await client.recheck.decide({ schoolId, recheckId, lines: [await line('李明')], decision: 'keep', reason: '父亲仍在治病', decidedOn: day('2026-03-18') });
    await client.lists.decide({ schoolId, decisions: [{ rowId, decision: { kind: 'not_ours' } }] });
    expect(await line('李明')).toMatchObject({ change: 'lost', decision: null, stale: true });
    await client.lists.withdraw({ schoolId, listId: newer, reason: '发错了' });
    expect((await refusalOf(client.recheck.decide({ schoolId, recheckId, lines: [await line('陈欣')], decision: 'keep', reason: '等更正名单', decidedOn: day('2026-03-18') }))).data.code).toBe('recheck.list_withdrawn');
  });

  test('a class teacher reads the lines of the class and decides none', async () => {
    const school = await twoLists();
    const { recheckId } = await started(school);
    const classes = await school.client.roster.classes({ schoolId: school.schoolId, term: autumn });
    const third = classes.find((one) => one.className === '三年级(1)班')!.id;
    await signInAs(school, 'class_teacher', 'teacher', [third]);
    const view = await school.client.recheck.get({ schoolId: school.schoolId, recheckId });
    expect(view.lines.map((line) => line.name).toSorted()).toEqual(['李华', '阿依古丽·吐尔逊'].toSorted());
    await expect(school.client.recheck.decide({ schoolId: school.schoolId, recheckId, lines: [{ studentId: 1, groupKey: 'orphan' }], decision: 'keep', reason: '理由', decidedOn: day('2026-03-18') })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await signInAsAdministrator(school);
  });

  test('the register of a check is a PDF', async () => {
    const school = await twoLists();
    const { recheckId } = await started(school);
    const file = await school.client.recheck.print({ schoolId: school.schoolId, recheckId });
    expect([file.name, Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString()]).toEqual(['特殊群体复核登记表 脱贫户和监测对象名单 2026 春.pdf', '%PDF-']);
  });
});

describe('应助未助', () => {
  test('everybody listed is in one of four places, and a gap keeps what was done about it', async () => {
    const school = await openListsSchool();
    const { client, schoolId, pupil } = school;
    await school.importList(autumnFile(), { kind: 'rural' });
    const [liMing, liHua, chenXin, wuTong] = [await pupil('李明'), await pupil('李华'), await pupil('陈欣'), await pupil('吴桐')];
    await client.identification.save({ schoolId, term: autumn, entries: [{ studentId: liMing, route: 'application', appliedOn: day('2025-09-10') }] });
    await decidedCase(school, '李华');
    await client.identification.createFromMatches({ schoolId, term: autumn, route: 'list_match', studentIds: [chenXin] });
    const gaps = () => client.coverage.gaps({ schoolId, term: autumn });
    expect((await gaps()).counts).toEqual({ listed: 4, identified: 1, applied: 1, declined: 0, gaps: 2, followed: 0 });
    expect((await gaps()).rows.map((row) => [row.studentId, row.reason])).toEqual([[chenXin, 'no_decision'], [wuTong, 'no_case']]);
    await client.coverage.followUp({ schoolId, term: autumn, studentIds: [wuTong], onDate: day('2025-10-12'), way: 'phone', result: '家长说周五交申请表' });
    await client.coverage.followUp({ schoolId, term: autumn, studentIds: [wuTong], onDate: day('2025-10-18'), way: 'visit', result: '家里没有人' });
    expect((await gaps()).rows[1]?.followUps.map((one) => [one.onDate, one.way, one.result])).toEqual([['2025-10-18', 'visit', '家里没有人'], ['2025-10-12', 'phone', '家长说周五交申请表']]);
    await client.identification.recordEvent({ schoolId, term: autumn, studentIds: [chenXin], event: 'decline', onDate: day('2025-10-20'), note: '' });
    expect((await gaps()).counts).toEqual({ listed: 4, identified: 1, applied: 1, declined: 1, gaps: 1, followed: 1 });
    const refused = (part: object) => refusalOf(client.coverage.followUp({ schoolId, term: autumn, studentIds: [wuTong], onDate: day('2025-10-12'), way: 'phone', result: '已联系', ...part }));
    expect((await refused({ studentIds: [wuTong, liHua] })).data.sentence).toContain('李华 不在应助未助清单里');
    expect((await refused({ onDate: '2025-11-30' })).data.code).toBe('recheck.date_in_future');
    const file = await client.coverage.print({ schoolId, term: autumn });
    expect(Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
