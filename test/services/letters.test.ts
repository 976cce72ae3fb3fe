import { describe, expect, test } from 'vitest';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { openTestSchool, refusalOf, signInAs } from '#test/helpers/test-app.ts';
import { autumn, openListsSchool, subsistenceFile } from './lists-school.ts';

const day = (text: string) => text as IsoDate;

async function letteredSchool() {
  const school = await openListsSchool();
  const { client, schoolId } = school;
  const at = { schoolId, term: autumn };
  const { title, body, slipText } = await client.letters.propose(at);
  const issue = (change: object = {}) => client.letters.issue({ ...at, title, body, slipText, grades: null, issuedOn: day('2025-09-01'), replyBy: day('2025-09-10'), ...change });
  const overview = () => client.letters.overview(at);
  const rowOf = async (name: string, className?: string) => (await overview()).rows.find((row) => row.name === name && (className === undefined || row.className === className))!;
  return { ...school, at, wording: { title, body, slipText }, issue, overview, rowOf };
}

const given = { givenOn: day('2025-09-01'), returnedOn: null, choice: null };
const back = (choice: 'apply' | 'not_apply', signer = '李吉祥') => ({ givenOn: day('2025-09-01'), returnedOn: day('2025-09-08'), choice, signer, relation: '父亲' });

describe('告知书', () => {
  test('is worded from the school’s own settings and programmes, and issued once, as it is', async () => {
    const { client, at, wording, issue, overview } = await letteredSchool();
    await client.settings.update({ schoolId: at.schoolId, settings: { noticeDays: 7, officePhone: '0999-7654321' } });
    const proposal = await client.letters.propose(at);
    expect(proposal.title).toBe('柳溪九年一贯制学校2025–2026学年家庭经济困难学生认定和资助申请告知书');
    expect(proposal.body).toContain('公示 7 个工作日');
    expect(proposal.body).toContain('学校咨询电话：0999-7654321');
    expect(proposal.body).toContain('{回执期限}');
    expect(proposal.programmes.find((one) => one.name === '义务教育生活补助·寄宿')).toEqual({ name: '义务教育生活补助·寄宿', stages: '小学、初中', standard: '小学住校 625.00 元/学期；初中住校 750.00 元/学期' });
    expect(proposal.programmes.every((one) => !one.stages.includes('高中'))).toBe(true);
    expect(await issue({ body: `${wording.body}\n请放心。` })).toMatchObject({ pupils: 7 });
    const [letter] = (await overview()).letters;
    expect(letter).toMatchObject({ gradeNames: '全校', issuedOn: '2025-09-01', slips: 0 });
    expect(letter!.body).toContain('请在 2025年9月10日 以前交回回执');
    expect(letter!.body.endsWith('请放心。')).toBe(true);
  });

  test('a hole in it, a date outside the year, a grade nobody is in: refused whole', async () => {
    const { issue, wording, overview } = await letteredSchool();
    expect((await refusalOf(issue({ body: `${wording.body}{校长姓名}` }))).data.sentence).toBe('告知书里有程序不认识的填空 {校长姓名}；请改成文字，或照页面上列出的名称写');
    expect((await refusalOf(issue({ issuedOn: day('2026-09-01') }))).data.problems?.map((one) => one.code)).toEqual(['letter.issued_outside_year', 'letter.reply_before_issue']);
    expect((await refusalOf(issue({ grades: ['senior:1'] }))).data.code).toBe('letter.grade_unknown');
    expect((await overview()).letters).toEqual([]);
  });

  test('one for some grades leaves the others 未告知 until theirs comes; withdrawn only while nothing hangs on it', async () => {
    const { client, at, issue, overview, rowOf } = await letteredSchool();
    const { letterId } = await issue({ grades: ['junior:1'] });
    const liHua = await rowOf('李华');
    expect([(await rowOf('李明')).letterId, liHua.letterId]).toEqual([letterId, null]);
    const refused = await refusalOf(client.letters.record({ ...at, entries: [{ studentId: liHua.studentId, ...given }] }));
    expect(refused.data.sentence).toBe('三年级(1)班 李华：本学年还没有发给这个年级的告知书；请先拟定并发布告知书');
    await client.letters.record({ ...at, entries: [{ studentId: (await rowOf('李明')).studentId, ...given }] });
    expect((await refusalOf(client.letters.withdraw({ ...at, letterId, reason: '写错了' }))).data.sentence).toContain('已登记 1 名学生的发放');
    const second = await issue();
    await client.letters.withdraw({ ...at, letterId: second.letterId, reason: '写错了' });
    expect((await refusalOf(client.letters.withdraw({ ...at, letterId: second.letterId, reason: '写错了' }))).data.code).toBe('letter.withdrawn_already');
    expect((await overview()).rows.filter((row) => row.letterId !== null).map((row) => row.name)).toEqual(['李明']);
  });
});

describe('回执', () => {
  test('a class is recorded at once, whole or not at all; the same again changes nothing; a correction keeps what was', async () => {
    const { client, at, issue, rowOf, overview, pupil } = await letteredSchool();
    await issue();
    const [liMing, liHua] = [await pupil('李明'), await pupil('李华')];
    const wrong = await refusalOf(client.letters.record({ ...at, entries: [{ studentId: liMing, ...back('apply') }, { studentId: liHua, ...back('apply'), returnedOn: day('2025-08-31') }] }));
    expect(wrong.data.problems?.map((one) => one.sentence)).toEqual(['李华：回执交回日期 2025-08-31 早于发放日期 2025-09-01；请核对两个日期']);
    expect((await overview()).counts.given).toBe(0);
    const entries = [{ studentId: liMing, ...back('apply') }, { studentId: liHua, ...given }];
    expect(await client.letters.record({ ...at, entries })).toEqual({ recorded: 2, unchanged: 0 });
    expect(await client.letters.record({ ...at, entries })).toEqual({ recorded: 0, unchanged: 2 });
    await client.letters.record({ ...at, entries: [{ studentId: liMing, ...back('not_apply') }] });
    expect(await rowOf('李明')).toMatchObject({ standing: 'returned', choice: 'not_apply', records: 2 });
    const { rows } = await client.letters.history({ ...at, studentId: liMing });
    expect(rows.map((row) => [row.choice, row.by])).toEqual([['not_apply', '周敏'], ['apply', '周敏']]);
    const { counts, classes } = await overview();
    expect(counts).toMatchObject({ pupils: 7, given: 2, returned: 1, apply: 0, notApply: 1 });
    expect(counts.byTodo).toMatchObject({ not_given: 5, not_returned: 1 });
    expect(classes.find((one) => one.className === '三年级(1)班')).toMatchObject({ pupils: 2, given: 1, returned: 0, waiting: 2 });
  });

  test('who came after the letter is 未告知; who left stays in the archive but is asked nothing', async () => {
    const { client, at, issue, pupil, rowOf, overview } = await letteredSchool();
    await issue();
    const wuTong = await pupil('吴桐');
    await client.letters.record({ ...at, entries: [{ studentId: wuTong, ...given }] });
    await client.roster.add({ ...at, name: '新来的', stage: 'primary', entryYear: 2023, classId: (await rowOf('李华')).classId, enrolledOn: day('2025-10-20') });
    expect(await rowOf('新来的')).toMatchObject({ standing: 'not_given', records: 0, todo: ['not_given'] });
    await client.roster.move({ ...at, studentIds: [wuTong], kind: 'transfer_out', effectiveDate: day('2025-10-21'), evidence: '转学申请', detail: {} } as never);
    expect(await rowOf('吴桐')).toMatchObject({ standing: 'given', todo: [], status: 'transferred_out' });
    expect((await overview()).rows.map((row) => row.name)).toContain('吴桐');
  });

  test('is the first step of the procedure, and is not dated after the application it should precede', async () => {
    const { client, at, issue, pupil } = await letteredSchool();
    await issue();
    const liMing = await pupil('李明');
    await client.identification.save({ ...at, entries: [{ studentId: liMing, route: 'application', appliedOn: day('2025-09-12') }] });
    const late = await refusalOf(client.letters.record({ ...at, entries: [{ studentId: liMing, givenOn: day('2025-09-15'), returnedOn: null, choice: null }] }));
    expect(late.data.sentence).toBe('李明 的日期倒置：告知 2025-09-15 晚于申请 2025-09-12；请核对两份材料上的日期，改正写错的那一个');
    await client.letters.record({ ...at, entries: [{ studentId: liMing, ...given }] });
    const story = await client.identification.explain({ schoolId: at.schoolId, studentId: liMing, schoolYear: '2025-2026' as never });
    expect(story.procedure.steps.find((one) => one.step === 'letter')).toMatchObject({ state: 'done', onDate: '2025-09-01', times: 1 });
    await client.letters.record({ ...at, entries: [{ studentId: liMing, givenOn: null, returnedOn: null, choice: null }] });
    const after = await client.identification.explain({ schoolId: at.schoolId, studentId: liMing, schoolYear: '2025-2026' as never });
    expect(after.procedure.steps.find((one) => one.step === 'letter')?.state).toBe('missing');
  });

  test('on a list and declining: a waiver is due; wanting to apply without a case: an application is', async () => {
    const { client, at, issue, pupil, rowOf, importList } = await letteredSchool();
    await importList(subsistenceFile(), { kind: 'subsistence' });
    await issue();
    const [liMing, wuTong] = [await pupil('李明'), await pupil('吴桐')];
    await client.letters.record({ ...at, entries: [{ studentId: liMing, ...back('not_apply') }, { studentId: wuTong, ...back('apply', '吴燕') }] });
    expect(await rowOf('李明')).toMatchObject({ listed: ['低保家庭学生'], todo: ['waiver_due'], guardian: { name: '李吉祥', relation: '父亲' } });
    expect((await rowOf('吴桐')).todo).toEqual(['no_application']);
    await client.identification.save({ ...at, entries: [{ studentId: wuTong, route: 'application', appliedOn: day('2025-09-12') }] });
    expect((await rowOf('吴桐')).todo).toEqual([]);
    const home = (await client.home.term(at)).steps.find((step) => step.key === 'notify')!;
    expect([home.state, home.now.sentence, ...home.missing.map((one) => one.sentence)]).toEqual(['open', '全校 7 人，已发 2，已回 2', '5 人还没有告知', '1 人应签放弃声明']);
  });

  test('a class teacher records the own class and issues nothing', async () => {
    const school = await letteredSchool();
    const { client, at, issue, rowOf } = school;
    await issue();
    const [liMing, liHua] = [await rowOf('李明'), await rowOf('李华')];
    await signInAs(school, 'class_teacher', 'teacher', [liMing.classId!]);
    expect((await client.letters.overview(at)).rows.map((row) => row.name)).toEqual(['李明']);
    expect(await client.letters.record({ ...at, entries: [{ studentId: liMing.studentId, ...given }] })).toEqual({ recorded: 1, unchanged: 0 });
    expect((await refusalOf(client.letters.record({ ...at, entries: [{ studentId: liHua.studentId, ...given }] }))).data.sentence).toContain('只能填报自己班');
    expect((await refusalOf(client.letters.history({ ...at, studentId: liHua.studentId }))).code).toBe('NOT_FOUND');
    expect((await refusalOf(issue())).data.code).toBe('letter.school_only');
    const printed = await client.letters.print({ ...at, what: 'register' });
    expect([printed.pupils, printed.file.name]).toEqual([1, '七年级(2)班-告知档案.pdf']);
  });

  test('history can’t be changed behind the program’s back', async () => {
    const { client, app, at, issue, pupil } = await letteredSchool();
    await issue();
    await client.letters.record({ ...at, entries: [{ studentId: await pupil('李明'), ...given }] });
    const db = app.core.archive!.database.writer;
    for (const sql of ["UPDATE letter_slip SET choice = 'apply'", 'DELETE FROM letter_slip', "UPDATE letter SET body = 'x'", 'DELETE FROM letter']) expect(() => { db.exec(sql); }, sql).toThrow(/never/);
  });
});

describe('papers', () => {
  test('letters for whoever has one, a document a class; a reminder only for whoever is asked something', async () => {
    const { client, at, issue, overview, pupil } = await letteredSchool();
    expect((await refusalOf(client.letters.print({ ...at, what: 'letters' }))).data.code).toBe('letter.no_letter_to_print');
    await issue();
    const { rows } = await overview();
    await client.letters.record({ ...at, entries: rows.map((row) => ({ studentId: row.studentId, ...back('not_apply', '家长') })) });
    expect((await refusalOf(client.letters.print({ ...at, what: 'reminder' }))).data.code).toBe('letter.nobody_to_print');
    const one = rows.find((row) => row.name === '李华')!;
    const ofClass = await client.letters.print({ ...at, what: 'letters', classIds: [one.classId!] });
    expect([ofClass.pupils, ofClass.papers, ofClass.file.name]).toEqual([2, 1, '三年级(1)班-告知书.pdf']);
    const all = await client.letters.print({ ...at, what: 'register' });
    expect([all.pupils, all.papers, all.file.name]).toEqual([7, 6, '告知档案.zip']);
    expect((await refusalOf(client.letters.print({ ...at, what: 'letters', onlyNotGiven: true }))).data.code).toBe('letter.nobody_to_print');
    expect(await pupil('李华')).toBe(one.studentId);
  }, 60_000);

  test('a proof is printed before anything is issued', async () => {
    const { client, at, wording, overview } = await letteredSchool();
    const file = await client.letters.proof({ ...at, ...wording, issuedOn: day('2025-09-01'), replyBy: null });
    expect((await file.text()).slice(0, 5)).toBe('%PDF-');
    expect((await overview()).letters).toEqual([]);
  }, 60_000);
});

test('an empty school has an overview of nothing', async () => {
  const { client, schoolId } = await openTestSchool();
  expect(await client.letters.overview({ schoolId, term: autumn })).toMatchObject({ letters: [], rows: [], classes: [], counts: { pupils: 0 } });
});
