import { describe, expect, test } from 'vitest';
import { refusalOf, signInAs } from '#test/helpers/test-app.ts';
import { autumn, csvFile, idOf, ids, openListsSchool, subsistenceFile } from './lists-school.ts';

describe('a 低保 list with only the 户主', () => {
  test('is understood row by row, and every row is in one bucket', async () => {
    const { client, schoolId } = await openListsSchool();
    const preview = await client.imports.preview({ schoolId, term: autumn, purpose: 'department_list', file: subsistenceFile(), options: { kind: 'subsistence' } });
    expect(preview.rows.map((row) => [row.bucket, row.understanding])).toEqual([
      ['ok', '户主 → 学生 李明（七年级(2)班）、李华（三年级(1)班），父亲'],
      ['ok', '户主 → 学生 阿依古丽·吐尔逊（三年级(1)班），父亲'],
      ['look', '请您定：号码相同，姓名是形近字或异体字 → 陈欣（四年级(2)班）'],
      ['ok', '不是本校家庭（名册中没有这个人）'],
      ['wrong', 'B7：17 位，少 1 位；身份证号 18 位，残疾人证号 20 位，请照原件补正'],
    ]);
    expect(preview.counts.map((one) => [one.key, one.count])).toEqual([['matched', 2], ['needs_decision', 1], ['not_ours', 1]]);
  });

  test('is stored whole: buckets and rows left out sum to the file', async () => {
    const school = await openListsSchool();
    const { client, schoolId } = school;
    await school.importList(subsistenceFile(), { kind: 'subsistence', issuer: '云岭县民政局', asOf: '2025-09-10' });
    const [list] = await client.lists.list({ schoolId, term: autumn });
    expect(list).toMatchObject({ label: '低保等社会救助名单', issuer: '云岭县民政局', asOf: '2025-09-10', rowCount: 5, leftOut: 1, buckets: { matched: 2, needsDecision: 1, notOurs: 1 }, pupils: 3 });
    const { rows, total } = await client.lists.rows({ schoolId, term: autumn, buckets: ['needs_decision'] });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ rowNo: 5, headName: '陈桂蓝', groupKey: 'subsistence_allowance', matches: [{ studentName: '陈欣', memberName: '陈桂兰', differences: [{ code: 'name_variant' }], decision: 'pending' }] });
    expect(JSON.stringify(rows)).not.toContain(ids.chenGuilan);
  });

  test('the same file again changes nothing and says since when it is known', async () => {
    const school = await openListsSchool();
    await school.importList(subsistenceFile(), { kind: 'subsistence' });
    const refused = await refusalOf(school.importList(subsistenceFile(), { kind: 'subsistence' }));
    expect(refused.code).toBe('REFUSED');
    expect(await school.client.lists.list({ schoolId: school.schoolId, term: autumn })).toHaveLength(1);
  });
});

describe('decisions on rows', () => {
  async function waiting() {
    const school = await openListsSchool();
    const listId = await school.importList(subsistenceFile(), { kind: 'subsistence' });
    const { rows } = await school.client.lists.rows({ schoolId: school.schoolId, term: autumn, listId });
    const byName = (name: string) => {
      const row = rows.find((one) => one.headName === name);
      if (!row) throw new Error(name);
      return row;
    };
    return { ...school, listId, byName };
  }

  test('confirming a candidate settles the row, with who and when, and can be undone', async () => {
    const { client, schoolId, byName, pupil } = await waiting();
    const row = byName('陈桂蓝');
    const chenXin = await pupil('陈欣');
    const confirmed = await client.lists.decide({ schoolId, decisions: [{ rowId: row.rowId, decision: { kind: 'confirm', studentIds: [chenXin] }, note: '户口本核对，名单写错字' }] });
    expect(confirmed.rows[0]).toMatchObject({
      bucket: 'matched', understanding: '户主 → 学生 陈欣（四年级(2)班），祖母', matches: [{ decision: 'confirmed', decidedBy: '周敏' }],
      decisions: [{ kind: 'confirm', note: '户口本核对，名单写错字', by: '周敏' }],
    });
    const undone = await client.lists.decide({ schoolId, decisions: [{ rowId: row.rowId, decision: { kind: 'undo' } }] });
    expect(undone.rows[0]).toMatchObject({ bucket: 'needs_decision', matches: [{ decision: 'pending', decidedBy: null }], decisions: [{ kind: 'undo' }, { kind: 'confirm' }] });
  });

  test('a pupil can be picked by hand, and a row be declared not ours', async () => {
    const { client, schoolId, byName, pupil, listId } = await waiting();
    const wuTong = await pupil('吴桐');
    const { rows } = await client.lists.decide({ schoolId, decisions: [
      { rowId: byName('赵国强').rowId, decision: { kind: 'confirm', studentIds: [wuTong] }, note: '舅舅是户主' },
      { rowId: byName('陈桂蓝').rowId, decision: { kind: 'not_ours' } },
    ] });
    expect(rows.map((row) => [row.bucket, row.understanding])).toEqual([
      ['matched', '人工指定 → 学生 吴桐（六年级(1)班）'], ['not_ours', '已定：不是本校学生'],
    ]);
    const [list] = await client.lists.list({ schoolId, term: autumn });
    expect(list?.buckets).toEqual({ matched: 3, needsDecision: 0, notOurs: 1 });
    expect(list?.listId).toBe(listId);
    const back = await client.lists.decide({ schoolId, decisions: [{ rowId: byName('赵国强').rowId, decision: { kind: 'undo' } }] });
    expect(back.rows[0]).toMatchObject({ bucket: 'not_ours', matches: [{ decision: 'rejected', path: 'manual' }] });
  });

  test('what a case rests on can’t be taken away under it', async () => {
    const { client, schoolId, byName, pupil } = await waiting();
    const liMing = await pupil('李明');
    await client.identification.createFromMatches({ schoolId, term: autumn, route: 'list_match', studentIds: [liMing] });
    const refused = await refusalOf(client.lists.decide({ schoolId, decisions: [{ rowId: byName('李吉祥').rowId, decision: { kind: 'not_ours' } }] }));
    expect(refused.data.code).toBe('lists.match_in_use');
    expect(refused.data.sentence).toContain('李明');
  });

  test('a withdrawn list takes no more decisions and gives no more evidence', async () => {
    const { client, schoolId, byName, listId } = await waiting();
    expect((await client.lists.coverage({ schoolId, term: autumn })).gaps.length).toBe(3);
    await client.lists.withdraw({ schoolId, listId, reason: '发错了县' });
    expect((await refusalOf(client.lists.decide({ schoolId, decisions: [{ rowId: byName('陈桂蓝').rowId, decision: { kind: 'not_ours' } }] }))).data.code).toBe('lists.already_withdrawn');
    expect((await client.lists.coverage({ schoolId, term: autumn })).gaps).toEqual([]);
  });

  test('a newer list keeps the decisions made on the one it replaces', async () => {
    const { client, schoolId, byName, listId, importList, pupil } = await waiting();
    const chenXin = await pupil('陈欣');
    await client.lists.decide({ schoolId, decisions: [{ rowId: byName('陈桂蓝').rowId, decision: { kind: 'confirm', studentIds: [chenXin] } }] });
    const newer = csvFile('城乡低保名单_10月.csv', ['户主姓名,身份证号码,低保证号', `陈桂蓝,${ids.chenGuilan},DB5101-0026`]);
    const newId = await importList(newer, { kind: 'subsistence', replacesListId: listId });
    const { rows } = await client.lists.rows({ schoolId, term: autumn });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ listId: newId, bucket: 'matched', decisions: [{ kind: 'confirm', note: '沿用被替代名单的决定' }] });
    const [first, second] = await client.lists.list({ schoolId, term: autumn });
    expect([first?.replacesId, second?.replacedById]).toEqual([listId, newId]);
  });

  test('showing a row unmasked is written down', async () => {
    const { client, schoolId, byName } = await waiting();
    const { cells } = await client.lists.reveal({ schoolId, rowId: byName('李吉祥').rowId });
    expect(cells).toContainEqual({ heading: '低保证号', text: 'DB5101-0022' });
    const audit = await client.audit.list({ limit: 5 });
    expect(audit.rows.some((row) => row.method === 'lists.reveal')).toBe(true);
  });

  test('a class teacher sees only the rows of the class', async () => {
    const open = await waiting();
    const { client, schoolId } = open;
    const classId = (await client.identification.register({ schoolId, term: autumn })).rows.find((row) => row.name === '李明')?.classId ?? 0;
    await signInAs(open, 'class_teacher', 'teacher', [classId]);
    const { rows, total } = await client.lists.rows({ schoolId, term: autumn });
    expect([total, rows.map((row) => row.headName)]).toEqual([1, ['李吉祥']]);
    expect((await client.identification.register({ schoolId, term: autumn })).rows.map((row) => row.name)).toEqual(['李明']);
  });
});

describe('other departments', () => {
  test('乡村振兴: one person a row, the narrower category, risk cleared or not, 一般农户 set aside', async () => {
    const school = await openListsSchool();
    const { client, schoolId } = school;
    await school.importList(csvFile('防返贫监测.csv', [
      '村,户编号,户类型,姓名,证件号码,与户主关系,户主姓名,户主证件号码,监测对象类别,风险是否已消除',
      `柳溪村,0001,脱贫户,李吉祥,${ids.liJixiang},户主,李吉祥,${ids.liJixiang},脱贫不稳定户,是`,
      `柳溪村,0001,脱贫户,李明,${ids.liMing},之子,李吉祥,${ids.liJixiang},脱贫不稳定户,是`,
      `大河村,0002,脱贫户,吴燕,${ids.wuYan},户主,吴燕,${ids.wuYan},,`,
      `大河村,0003,一般农户,陈桂兰,${ids.chenGuilan},户主,陈桂兰,${ids.chenGuilan},,`,
    ]), { kind: 'rural' });
    const { rows, buckets } = await client.lists.rows({ schoolId, term: autumn });
    expect(buckets).toEqual({ matched: 3, needsDecision: 0, notOurs: 1 });
    expect(rows.map((row) => [row.groupKey, row.riskCleared, row.understanding])).toEqual([
      ['monitored_unstable', 'yes', '父亲 → 学生 李明（七年级(2)班）、李华（三年级(1)班）'],
      ['monitored_unstable', 'yes', '学生 李明（七年级(2)班）'],
      ['out_of_poverty_household', 'unknown', '母亲 → 学生 吴桐（六年级(1)班）'],
      [null, 'unknown', '名单写明“一般农户”，不属于特殊困难群体'],
    ]);
  });

  test('残联: 20 digits in the ID column, pupil or parent', async () => {
    const school = await openListsSchool();
    const { client, schoolId } = school;
    await school.importList(csvFile('残疾人名单.csv', [
      '乡镇,姓名,身份证号,残疾类别,等级',
      `城关镇,吴桐,${ids.wuTong}42,肢体,二级`,
      `城关镇,李吉祥,${ids.liJixiang}31,言语,一级`,
      `城关镇,陈桂兰,${ids.chenGuilan}11,视力,一级`,
    ]), { kind: 'disability' });
    const { rows } = await client.lists.rows({ schoolId, term: autumn });
    expect(rows.map((row) => [row.bucket, row.understanding])).toEqual([
      ['matched', '残疾学生 吴桐（六年级(1)班）'],
      ['matched', '残疾人（父亲）→ 学生 李明（七年级(2)班）、李华（三年级(1)班）'],
      ['needs_decision', '请您定：持证人不是学生的父亲或母亲 → 陈欣（四年级(2)班）'],
    ]);
    expect(rows.flatMap((row) => row.matches.map((match) => match.groupKey))).toEqual(['disabled_student', 'disabled_parent_child', 'disabled_parent_child', 'disabled_parent_child']);
  });

  test('孤儿 without an ID: by name and birth date, chosen in the preview', async () => {
    const school = await openListsSchool();
    const { client, schoolId } = school;
    const file = csvFile('孤儿名单.csv', ['儿童姓名,出生日期,类别', '张小军,2015.6.1,事实无人抚养儿童', '陈欣,,社会散居孤儿', '吴桐,,困境儿童']);
    const preview = await client.imports.preview({ schoolId, term: autumn, purpose: 'department_list', file, options: { kind: 'orphan' } });
    expect(preview.rows.map((row) => row.bucket)).toEqual(['look', 'look', 'look']);
    expect(preview.rows[0]?.choices.map((choice) => choice.label)).toEqual(['导入后再定', '是 张小军（五年级(1)班）', '是 张小军（五年级(2)班）', '不是本校学生']);
    expect(preview.rows[2]).toMatchObject({ defaultChoice: 'group:local:困境儿童' });
    const five2 = await school.pupil('张小军', '五年级(2)班');
    await school.importList(file, { kind: 'orphan' }, { 2: `pupil:${five2}` });
    const { rows } = await client.lists.rows({ schoolId, term: autumn });
    expect(rows.map((row) => [row.bucket, row.groupLabel])).toEqual([['matched', '事实无人抚养儿童'], ['needs_decision', '孤儿'], ['needs_decision', '困境儿童']]);
    expect(rows[0]?.matches.map((match) => [match.className, match.decision])).toEqual([['五年级(1)班', 'rejected'], ['五年级(2)班', 'confirmed']]);
  });

  test('a list that never says its group is refused as a whole, until the user says it', async () => {
    const school = await openListsSchool();
    const file = () => csvFile('名单.csv', ['姓名,身份证号', `李明,${ids.liMing}`]);
    const preview = await school.client.imports.preview({ schoolId: school.schoolId, term: autumn, purpose: 'department_list', file: file(), options: { kind: 'rural' } });
    expect(preview.fileProblems.map((problem) => problem.code)).toEqual(['lists.group_missing']);
    await school.importList(file(), { kind: 'other', groupKey: 'local:困境儿童' });
    const [list] = await school.client.lists.list({ schoolId: school.schoolId, term: autumn });
    expect([list?.label, list?.pupils]).toEqual(['困境儿童名单', 1]);
  });

  test('a spoilt number and two names under one number are wrong, the same person twice is not', async () => {
    const school = await openListsSchool();
    const one = idOf('19700101', 1);
    const file = csvFile('名单.csv', ['姓名,身份证号', '王秀英,9.99999E+17', `周芳,${one}`, `孙立,${one}`, `周 芳,${one}`, ',']);
    const preview = await school.client.imports.preview({ schoolId: school.schoolId, term: autumn, purpose: 'department_list', file, options: { kind: 'subsistence' } });
    expect(preview.rows.map((row) => [row.row, row.bucket])).toEqual([[2, 'wrong'], [3, 'ok'], [4, 'wrong'], [5, 'ok']]);
    expect(preview.rows[0]?.understanding).toContain('B2：号码被 Excel 改成了数字或科学计数');
    expect(preview.rows[2]?.understanding).toContain('B4：与第 3 行证件号相同而姓名不同');
    expect(preview.rows[3]?.understanding).toContain('与第 3 行是同一个人');
  });

  test('a pupil who comes to the school later is found by matching anew, and decisions stay', async () => {
    const school = await openListsSchool();
    const { client, schoolId } = school;
    const zhao = idOf('20150505', 7);
    const listId = await school.importList(csvFile('低保.csv', ['姓名,身份证号', `赵敏,${zhao}`, `钱多,${idOf('20150606', 8)}`]), { kind: 'subsistence' });
    expect((await client.lists.rows({ schoolId, term: autumn })).buckets).toEqual({ matched: 0, needsDecision: 0, notOurs: 2 });
    school.app.core.archive!.database.writer.run(
      `INSERT INTO student (school_id, name, name_key, stage, entry_year, id_number, created_at, updated_at) VALUES (?, '赵敏', '赵敏', 'primary', 2021, ?, '2025-10-01', '2025-10-01')`, schoolId, zhao);
    expect(await client.lists.rematch({ schoolId, listId })).toEqual({ changedRows: 1, buckets: { matched: 1, needsDecision: 0, notOurs: 1 } });
    expect((await client.lists.rematch({ schoolId, listId })).changedRows).toBe(0);
  });
});
