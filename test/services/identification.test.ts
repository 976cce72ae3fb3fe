import { describe, expect, test } from 'vitest';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { moveCases } from '#main/services/identification-cases.ts';
import { refusalOf, signInAs } from '#test/helpers/test-app.ts';
import { autumn, csvFile, idOf, ids, openListsSchool, spring, subsistenceFile } from './lists-school.ts';

const day = (text: string) => text as IsoDate;
const year = '2025-2026' as SchoolYear;
const decision = { body: '学校认定工作组', decidedOn: day('2025-09-22'), effectiveTerm: autumn };

async function listedSchool() {
  const school = await openListsSchool();
  await school.importList(subsistenceFile(), { kind: 'subsistence' });
  const { client, schoolId } = school;
  const register = (term = autumn) => client.identification.register({ schoolId, term });
  return {
    ...school, register,
    row: async (name: string, term = autumn) => {
      const found = (await register(term)).rows.find((one) => one.name === name);
      if (!found) throw new Error(name);
      return found;
    },
  };
}

describe('cases from lists', () => {
  test('the numbers shown before are the numbers done after, and doing it again does nothing', async () => {
    const { client, schoolId, row } = await listedSchool();
    const preview = await client.identification.previewFromMatches({ schoolId, term: autumn });
    expect(preview).toMatchObject({ toOpen: 3, toComplete: 0, complete: 0, declined: 0 });
    expect(preview.rows.find((one) => one.name === '李华')).toMatchObject({ action: 'open_case', groups: [{ label: '低保家庭学生', riskCleared: 'unknown' }] });
    const studentIds = preview.rows.map((one) => one.studentId);
    const done = await client.identification.createFromMatches({ schoolId, term: autumn, route: 'list_match', studentIds });
    expect(done).toEqual({ casesOpened: 3, groupsAdded: 3, firstDecisions: 0, changedDecisions: 0, unchanged: 0 });
    expect(await client.identification.createFromMatches({ schoolId, term: autumn, route: 'list_match', studentIds })).toEqual({ casesOpened: 0, groupsAdded: 0, firstDecisions: 0, changedDecisions: 0, unchanged: 3 });
    expect((await client.identification.previewFromMatches({ schoolId, term: autumn })).complete).toBe(3);
    expect(await row('李明')).toMatchObject({
      case: { route: 'list_match', state: 'pre_identified', appliedOn: null },
      groups: [{ groupKey: 'subsistence_allowance', evidenceState: 'enough', evidence: [{ kind: 'list_row', rowNo: 3 }] }], determination: null,
    });
  });

  test('a second list adds its group to the case that is there', async () => {
    const { client, schoolId, row, importList, pupil } = await listedSchool();
    const liMing = await pupil('李明');
    await client.identification.createFromMatches({ schoolId, term: autumn, route: 'automatic_entitlement', studentIds: [liMing] });
    await importList(csvFile('脱贫.csv', ['姓名,身份证号,户类型,风险是否已消除', `李明,${ids.liMing},脱贫户,否`]), { kind: 'rural' });
    expect((await row('李明')).listedGroups).toEqual([{ groupKey: 'out_of_poverty_household', label: '脱贫家庭学生', riskCleared: 'no' }]);
    expect((await client.lists.coverage({ schoolId, term: autumn })).gaps.find((gap) => gap.studentId === liMing)?.why).toBe('group_missing');
    expect(await client.identification.createFromMatches({ schoolId, term: autumn, route: 'list_match', studentIds: [liMing] })).toMatchObject({ casesOpened: 0, groupsAdded: 1 });
    expect((await row('李明'))).toMatchObject({ case: { route: 'automatic_entitlement' }, groups: [{ groupKey: 'out_of_poverty_household', riskCleared: 'no' }, { groupKey: 'subsistence_allowance' }] });
  });

  test('应助未助: listed and nothing opened; a waiver closes it, a claim without a row is shown', async () => {
    const { client, schoolId, pupil } = await listedSchool();
    const [liMing, liHua, wuTong] = [await pupil('李明'), await pupil('李华'), await pupil('吴桐')];
    await client.identification.save({ schoolId, term: autumn, entries: [
      { studentId: liMing, route: 'application', appliedOn: day('2025-09-10') },
      { studentId: wuTong, route: 'application', addGroups: [{ groupKey: 'orphan', kind: 'declaration' }] },
    ] });
    await client.identification.createFromMatches({ schoolId, term: autumn, route: 'list_match', studentIds: [liHua] });
    await client.identification.recordEvent({ schoolId, term: autumn, studentIds: [liHua], event: 'decline', onDate: day('2025-09-12'), note: '家长书面放弃' });
    const coverage = await client.lists.coverage({ schoolId, term: autumn });
    expect(coverage).toMatchObject({ listedPupils: 3, covered: 1, declined: 1 });
    expect(coverage.gaps.map((gap) => [gap.studentName, gap.why])).toEqual([['阿依古丽·吐尔逊', 'no_case']]);
    expect(coverage.claims.map((claim) => [claim.studentName, claim.groupLabel, claim.claimedBy])).toEqual([['吴桐', '孤儿', 'declaration']]);
  });
});

describe('bulk entry', () => {
  test('is checked first, saved whole, and repeated without effect', async () => {
    const { client, schoolId, pupil, register, row } = await listedSchool();
    const entries = [
      { studentId: await pupil('李明'), route: 'list_match' as const, grade: '困难', reason: '低保家庭' },
      { studentId: await pupil('陈欣'), route: 'application' as const, appliedOn: day('2025-09-08'), grade: '家庭经济一般困难', reason: '祖母抚养', addGroups: [{ groupKey: 'sudden_event', kind: 'certificate' as const, certificateNo: '云医 2025-118' }] },
      { studentId: await pupil('吴桐'), route: 'application' as const, grade: '不困难' },
    ];
    const checked = await client.identification.check({ schoolId, term: autumn, entries, decision });
    expect(checked.effects).toEqual({ casesOpened: 3, groupsAdded: 2, firstDecisions: 3, changedDecisions: 0, unchanged: 0 });
    expect(checked.rows[0]).toMatchObject({ sentence: '李明：认定为 困难', problems: [] });
    expect(await client.identification.save({ schoolId, term: autumn, entries, decision })).toEqual(checked.effects);
    expect((await client.identification.save({ schoolId, term: autumn, entries, decision })).unchanged).toBe(3);
    expect(await row('李明')).toMatchObject({ case: { state: 'determined' }, groups: [{ groupKey: 'subsistence_allowance' }], determination: { grade: '困难', body: '学校认定工作组', decidedOn: '2025-09-22' }, earlier: 0 });
    expect((await register()).counts).toMatchObject({
      pupils: 7, cases: 3, decided: 3, undecided: 0,
      byGrade: [{ grade: '特别困难', count: 0 }, { grade: '困难', count: 1 }, { grade: '一般困难', count: 1 }, { grade: '不困难', count: 1 }],
      byRoute: [{ route: 'application', count: 2 }, { route: 'list_match', count: 1 }, { route: 'automatic_entitlement', count: 0 }],
    });
  });

  test('one wrong line stores nothing, and every line that is wrong is named', async () => {
    const { client, schoolId, pupil, register } = await listedSchool();
    const liMing = await pupil('李明');
    const refused = await refusalOf(client.identification.save({ schoolId, term: autumn, decision: { ...decision, decidedOn: day('2025-12-01') }, entries: [
      { studentId: liMing, route: 'application', grade: '比较困难' },
      { studentId: await pupil('陈欣'), grade: '困难' },
      { studentId: await pupil('吴桐'), route: 'application', grade: '困难', addGroups: [{ groupKey: 'orphan', kind: 'certificate' }] },
      { studentId: liMing, route: 'application' },
      { studentId: 999_999, route: 'application' },
    ] }));
    expect(refused.code).toBe('BAD_INPUT');
    expect(refused.data.problems?.map((problem) => problem.code)).toEqual([
      'identification.grade_unknown', 'identification.no_route', 'identification.decided_in_future',
      'identification.evidence_number_missing', 'identification.decided_in_future', 'identification.same_pupil_twice', 'identification.student_unknown',
    ]);
    expect((await register()).counts.cases).toBe(0);
  });

  test('a change of grade keeps the old one, and the past term keeps its grade', async () => {
    const { client, schoolId, pupil, row } = await listedSchool();
    const studentId = await pupil('李明');
    await client.identification.save({ schoolId, term: autumn, decision, entries: [{ studentId, route: 'list_match', grade: '困难', reason: '低保' }] });
    const change = { ...decision, decidedOn: day('2025-10-30'), effectiveTerm: spring };
    expect((await refusalOf(client.identification.save({ schoolId, term: spring, decision: change, entries: [{ studentId, grade: '一般困难' }] }))).data.problems?.[0]?.code).toBe('identification.change_needs_reason');
    await client.identification.save({ schoolId, term: spring, decision: change, entries: [{ studentId, grade: '一般困难', reason: '父亲就业，收入增加' }] });
    expect((await row('李明')).determination?.grade).toBe('困难');
    expect(await row('李明', spring)).toMatchObject({ determination: { grade: '一般困难', effectiveTerm: spring }, earlier: 1 });
    const why = await client.identification.explain({ schoolId, studentId, schoolYear: year });
    expect(why.determinations.map((one) => [one.grade, one.inForce])).toEqual([['困难', false], ['一般困难', true]]);
    expect(why.determinations[1]?.sentence).toBe('2025-10-30 学校认定工作组认定为一般困难，理由：父亲就业，收入增加；周敏 录入');
    expect(why.groups[0]?.reasons[0]?.sentence).toMatch(/^低保等社会救助名单（城乡低保名单_9月\.csv，\d{4}-\d{2}-\d{2} 导入）第 3 行；户主身份证号相同；号码与姓名都相同，自动认定为一致$/);
    expect(why.events.map((one) => [one.event, one.toState])).toEqual([['match', 'pre_identified'], ['determine', 'determined'], ['determine', 'determined']]);
  });

  test('no decision is ever changed or deleted, not even by raw SQL', async () => {
    const { client, schoolId, pupil, app } = await listedSchool();
    await client.identification.save({ schoolId, term: autumn, decision, entries: [{ studentId: await pupil('李明'), route: 'application', grade: '困难', reason: '' }] });
    const db = app.core.archive!.database.writer;
    expect(() => db.run(`UPDATE determination SET grade = '不困难'`)).toThrow(/never changed/);
    expect(() => db.run('DELETE FROM determination')).toThrow(/never deleted/);
    expect(() => db.run('DELETE FROM case_event')).toThrow(/append-only/);
  });

  test('evidence is taken out visibly, and no worklist asks for it again', async () => {
    const { client, schoolId, pupil, row } = await listedSchool();
    const studentId = await pupil('李明');
    await client.identification.createFromMatches({ schoolId, term: autumn, route: 'list_match', studentIds: [studentId] });
    const caseGroupId = (await row('李明')).groups[0]?.evidence[0]?.caseGroupId ?? 0;
    await client.identification.removeEvidence({ schoolId, caseGroupId, reason: '低保 9 月已停' });
    expect((await row('李明')).groups).toEqual([]);
    expect((await client.lists.coverage({ schoolId, term: autumn })).gaps.map((gap) => gap.studentId)).not.toContain(studentId);
    const why = await client.identification.explain({ schoolId, studentId, schoolYear: year });
    expect(why.groups[0]?.reasons[0]?.removed).toMatchObject({ by: '周敏', reason: '低保 9 月已停' });
    expect((await refusalOf(client.identification.removeEvidence({ schoolId, caseGroupId, reason: 'x' }))).data.code).toBe('identification.group_removed');
  });

  test('a class teacher enters the own class only', async () => {
    const open = await listedSchool();
    const { client, schoolId, pupil, row } = open;
    const [liMing, chenXin] = [await pupil('李明'), await pupil('陈欣')];
    await signInAs(open, 'class_teacher', 'teacher', [(await row('李明')).classId ?? 0]);
    expect((await refusalOf(client.identification.save({ schoolId, term: autumn, entries: [{ studentId: chenXin, route: 'application' }] }))).data.problems?.[0]?.code).toBe('identification.not_your_class');
    expect((await client.identification.save({ schoolId, term: autumn, entries: [{ studentId: liMing, route: 'application', appliedOn: null }] })).casesOpened).toBe(1);
    expect((await refusalOf(client.identification.recordEvent({ schoolId, term: autumn, studentIds: [chenXin], event: 'decline', onDate: null }))).data.code).toBe('identification.not_your_class');
  });
});

describe('states', () => {
  test('notices move cases, and what can’t happen is refused with the name', async () => {
    const { client, schoolId, pupil, row, app } = await listedSchool();
    const studentId = await pupil('李明');
    await client.identification.save({ schoolId, term: autumn, entries: [{ studentId, route: 'application' }] });
    const refused = await refusalOf(client.identification.recordEvent({ schoolId, term: autumn, studentIds: [studentId], event: 'file', onDate: day('2025-10-01') }));
    expect(refused.data.sentence).toBe('李明 的个案现在是“已申请”，不能作“建档备案”');
    await client.identification.save({ schoolId, term: autumn, decision, entries: [{ studentId, grade: '困难' }] });
    const db = app.core.archive!.database.writer;
    const move = (event: 'post_notice' | 'end_notice') => moveCases(db, { schoolId, schoolYear: year, studentIds: [studentId], event, onDate: null, note: '', impossible: 'skip' }, { accountId: 1, at: '2025-10-01T00:00:00Z' });
    expect([move('end_notice'), move('post_notice'), move('end_notice')]).toEqual([0, 1, 1]);
    expect((await row('李明')).case?.state).toBe('confirmed');
    expect((await client.identification.recordEvent({ schoolId, term: autumn, studentIds: [studentId], event: 'file', onDate: day('2025-10-20') })).moved).toBe(1);
  });
});

describe('a decision list', () => {
  const lines = [
    '柳溪九年一贯制学校认定结果,,,,', '姓名,班级,身份证号,困难等级,认定理由',
    `李明,七年级2班,${ids.liMing},困难,低保家庭`,
    '陈欣,四（2）班,,特别困难,祖母抚养',
    '张小军,五（2）班,,一般困难,',
    '张小军,,,一般困难,',
    '无此人,五（1）班,,困难,',
    `吴同,六（1）班,${ids.wuTong},不困难,`,
    `李华,三（1）班,${idOf('20170901', 2)},比较困难,`,
  ];
  const options = { body: '学校认定工作组', decidedOn: '2025-09-22', route: 'application' };

  test('is understood row by row; bad rows are named and left out knowingly', async () => {
    const { client, schoolId, row, register } = await listedSchool();
    const request = { schoolId, term: autumn, purpose: 'determinations' as const, file: csvFile('认定结果.csv', lines), options };
    const preview = await client.imports.preview(request);
    expect(preview.rows.map((one) => [one.row, one.bucket, one.understanding])).toEqual([
      [3, 'ok', '李明：认定为 困难'],
      [4, 'ok', '陈欣：认定为 特别困难'],
      [5, 'ok', '张小军：认定为 一般困难'],
      [6, 'wrong', '名册里叫 张小军 的不止一人（五年级(1)班、五年级(2)班）；请补上班级或身份证号'],
      [7, 'wrong', '名册里没有找到 五（1）班无此人；请核对姓名、班级或身份证号'],
      [8, 'look', '吴桐：认定为 不困难'],
      [9, 'wrong', '“比较困难”不在本校的困难等级里；可用：特别困难、困难、一般困难、不困难'],
    ]);
    expect(preview.rows[5]?.problems[0]?.sentence).toBe('号码相同而姓名不同：文件写“吴同”，名册是“吴桐”；请核对哪一边写错');
    const result = await client.imports.confirm({ ...request, leaveOutWrongRows: true });
    expect([result.rowCount, result.accepted, result.refused]).toEqual([7, 4, 3]);
    expect((await register()).counts).toMatchObject({ cases: 4, decided: 4 });
    expect((await row('李明')).groups.map((group) => group.groupKey)).toEqual(['subsistence_allowance']);
    const why = await client.identification.explain({ schoolId, studentId: (await row('陈欣')).studentId, schoolYear: year });
    expect(why.determinations[0]).toMatchObject({ fileName: '认定结果.csv', rowNo: 4 });
  });

  test('a corrected list changes what changed and repeats nothing', async () => {
    const { client, schoolId, row } = await listedSchool();
    const send = (name: string, text: readonly string[], more: object = {}) => client.imports.confirm({
      schoolId, term: autumn, purpose: 'determinations', file: csvFile(name, text), options: { ...options, ...more },
    });
    await send('一.csv', ['姓名,班级,困难等级,理由', '李明,七（2）班,困难,低保', '陈欣,四（2）班,困难,祖母']);
    const second = await send('二.csv', ['姓名,班级,困难等级,理由', '李明,七（2）班,困难,低保', '陈欣,四（2）班,特别困难,祖母重病'], { decidedOn: '2025-09-22' });
    expect(second.facts).toMatchObject({ 新认定: 0, 调整: 1, 与已有相同: 1 });
    expect(await row('陈欣')).toMatchObject({ determination: { grade: '特别困难' }, earlier: 1 });
  });

  test('without date, body or route says so in each row', async () => {
    const { client, schoolId } = await listedSchool();
    const preview = await client.imports.preview({ schoolId, term: autumn, purpose: 'determinations', file: csvFile('认定.csv', ['姓名,班级,困难等级', '李明,七（2）班,困难']), options: {} });
    expect(preview.rows[0]?.problems.map((problem) => problem.code)).toEqual(['identification.date_missing', 'identification.body_missing']);
    const noRoute = await client.imports.preview({ schoolId, term: autumn, purpose: 'determinations', file: csvFile('认定.csv', ['姓名,班级,困难等级', '李明,七（2）班,困难']), options: { body: '组', decidedOn: '2025-09-22' } });
    expect(noRoute.rows[0]?.problems.map((problem) => problem.code)).toEqual(['identification.no_route']);
  });
});
