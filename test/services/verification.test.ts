import { describe, expect, test } from 'vitest';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import { autumn, csvFile, idOf, ids, openListsSchool } from './lists-school.ts';

const day = (text: string) => text as IsoDate;
const year = '2025-2026' as SchoolYear;

/** As a county sends it: a title, a second line under the heading, a spoilt number, a row of nobody here, a name alone. */
const payroll = (): File => csvFile('财政供养人员.csv', [
  '云岭县财政供养人员信息表,,,,', '单位名称,姓名,身份证号码,人员类别,备注',
  `青石镇中心卫生院,李吉祥,${ids.liJixiang},临聘护工,`,
  `云岭县一中,王建国,${idOf('19770707', 7)},在编,`,
  '大河村小学,张强,,代课,',
  '城关镇,吴燕,9.99999E+17,在编,',
]);

async function checkedSchool() {
  const school = await openListsSchool();
  const { client, schoolId } = school;
  await client.imports.confirm({ schoolId, term: autumn, purpose: 'negative_list', file: payroll(), options: { kindKey: 'public_payroll', issuer: '云岭县人社局', asOf: '2025-09-30' }, leaveOutWrongRows: true });
  const hits = async () => (await client.verification.hits({ schoolId, term: autumn })).rows;
  const hitOf = async (name: string) => {
    const found = (await hits()).find((hit) => hit.name === name);
    if (!found) throw new Error(name);
    return found;
  };
  const act = (hitId: number, event: 'explain' | 'check' | 'decide' | 'dismiss' | 'reopen', part: object = {}) =>
    client.verification.act({ schoolId, hitIds: [hitId], event, onDate: day('2025-10-20'), text: '父亲是临聘护工', outcome: event === 'decide' ? 'keep' : null, ...part });
  return { ...school, hits, hitOf, act };
}

describe('a list of the negative check', () => {
  test('every row is understood in the preview and ends in one place', async () => {
    const { client, schoolId } = await openListsSchool();
    const preview = await client.imports.preview({ schoolId, term: autumn, purpose: 'negative_list', file: payroll(), options: { kindKey: 'public_payroll' } });
    expect(preview.rows.map((one) => [one.bucket, one.understanding])).toEqual([
      ['look', '证件号相同 → 李明（七年级(2)班）的父亲、李华（三年级(1)班）的父亲，请家庭说明'],
      ['ok', '不是本校学生的家庭'],
      ['look', '只有姓名相同（弱提示）→ 张小军（五年级(2)班）的父亲，请先核是不是同一人'],
      ['wrong', expect.stringContaining('后几位已丢失') as string],
    ]);
    expect(preview.counts.map((one) => one.count)).toEqual([1, 1, 1]);
    expect(preview.equation).toContain('= 4');
  });

  test('is kept without the file itself, its hits wait for nobody who asks for nothing', async () => {
    const { client, schoolId, hits, app } = await checkedSchool();
    expect((await hits()).map((hit) => [hit.name, hit.personName, hit.strength, hit.state, hit.due])).toEqual([
      ['李华', '李吉祥', 'number', 'open', false], ['张小军', '张强', 'name', 'open', false], ['李明', '李吉祥', 'number', 'open', false],
    ]);
    expect((await client.verification.lists({ schoolId, term: autumn }))[0]).toMatchObject({ kindLabel: '财政供养人员', rows: 3, leftOut: 1, byNumber: 2, byName: 1 });
    const size = app.core.archive!.database.reader.get<{ size: number }>(`SELECT length(bytes) AS size FROM imported_file WHERE purpose = 'negative_list'`);
    expect(size?.size).toBe(0);
  });

  test('nothing of a pupil changes by a hit', async () => {
    const school = await openListsSchool();
    const { client, schoolId, pupil } = school;
    await client.identification.save({ schoolId, term: autumn, entries: [{ studentId: await pupil('李明'), route: 'application', appliedOn: day('2025-09-10'), grade: '困难' }], decision: { body: '工作组', decidedOn: day('2025-09-22'), effectiveTerm: autumn } });
    const before = await client.identification.register({ schoolId, term: autumn });
    await client.imports.confirm({ schoolId, term: autumn, purpose: 'negative_list', file: payroll(), options: { kindKey: 'public_payroll' }, leaveOutWrongRows: true });
    const { rows } = await client.verification.hits({ schoolId, term: autumn });
    const hit = rows.find((one) => one.name === '李明')!;
    for (const [event, outcome] of [['explain', null], ['check', null], ['decide', 'revoke']] as const) {
      await client.verification.act({ schoolId, hitIds: [hit.hitId], event, onDate: day('2025-10-20'), text: '登记一步', outcome });
    }
    expect(await client.identification.register({ schoolId, term: autumn })).toEqual(before);
  });

  test('a member who comes later is found by comparing again; hits there already stay as they are', async () => {
    const { client, schoolId, pupil, hits, hitOf, act } = await checkedSchool();
    const [list] = await client.verification.lists({ schoolId, term: autumn });
    await act((await hitOf('李明')).hitId, 'explain');
    expect(await client.verification.rematch({ schoolId, listId: list!.listId })).toEqual({ added: 0 });
    await client.roster.saveMember({ schoolId, term: autumn, studentId: await pupil('吴桐'), memberId: null, member: { name: '王建国', relation: '继父', idNumber: idOf('19770707', 7) } } as never);
    expect(await client.verification.rematch({ schoolId, listId: list!.listId })).toEqual({ added: 1 });
    expect((await hits()).map((hit) => [hit.name, hit.state])).toEqual([['李华', 'open'], ['张小军', 'open'], ['吴桐', 'open'], ['李明', 'explained']]);
  });

  test('a list that was withdrawn takes its hits out of sight and out of work', async () => {
    const { client, schoolId, hits, hitOf, act } = await checkedSchool();
    const [list] = await client.verification.lists({ schoolId, term: autumn });
    const { hitId } = await hitOf('李明');
    await client.verification.withdraw({ schoolId, listId: list!.listId, reason: '县里发错了' });
    expect(await hits()).toEqual([]);
    expect((await refusalOf(act(hitId, 'explain'))).data.code).toBe('verification.list_withdrawn');
    expect((await refusalOf(client.verification.withdraw({ schoolId, listId: list!.listId, reason: '再撤一次' }))).data.code).toBe('verification.already_withdrawn');
  });
});

describe('a hit', () => {
  test('goes from explanation over evidence to a recommendation, in that order, with papers', async () => {
    const { client, schoolId, hitOf, act } = await checkedSchool();
    const { hitId } = await hitOf('李明');
    expect((await refusalOf(act(hitId, 'decide'))).data.sentence).toContain('先说明，再核材料，再处理');
    await act(hitId, 'explain', { onDate: day('2025-10-12') });
    expect((await refusalOf(act(hitId, 'check', { onDate: day('2025-10-11') }))).data.sentence).toBe('日期 2025-10-11 早于上一步的 2025-10-12，请核对后改正');
    expect((await refusalOf(act(hitId, 'check', { onDate: day('2025-11-11') }))).data.code).toBe('verification.date_in_future');
    await client.attachments.add({ schoolId, subject: 'negative_hit', subjectId: hitId, kind: '单位证明', file: new File(['%PDF-1.4 劳动合同'], '劳动合同.pdf') });
    await act(hitId, 'check', { text: '劳动合同和工资流水一致', onDate: day('2025-10-15') });
    expect((await refusalOf(act(hitId, 'decide', { outcome: null }))).data.code).toBe('verification.outcome_missing');
    await act(hitId, 'decide', { text: '临聘收入低' });
    expect((await hitOf('李明')).events.map((one) => [one.event, one.onDate, one.outcome])).toEqual([['explain', '2025-10-12', null], ['check', '2025-10-15', null], ['decide', '2025-10-20', 'keep']]);
    expect((await refusalOf(act(hitId, 'explain'))).data.code).toBe('verification.state_forbids');
    await act(hitId, 'reopen', { text: '收到举报' });
    expect((await hitOf('李明')).state).toBe('open');
  });

  test('several weak hints are dismissed together; one that can’t be refuses all', async () => {
    const { client, schoolId, hits } = await checkedSchool();
    const all = await hits();
    const dismiss = (hitIds: number[]) => client.verification.act({ schoolId, hitIds, event: 'dismiss', onDate: day('2025-10-20'), text: '出生年份不同' });
    expect(await dismiss([all[1]!.hitId])).toEqual({ moved: 1 });
    expect((await refusalOf(dismiss(all.map((hit) => hit.hitId)))).data.code).toBe('verification.state_forbids');
    expect((await hits()).map((hit) => hit.state)).toEqual(['open', 'not_same', 'open']);
  });

  test('a decision is warned of it and made all the same', async () => {
    const { client, schoolId, pupil, hitOf, act } = await checkedSchool();
    const studentId = await pupil('李明');
    const input = {
      schoolId, term: autumn, entries: [{ studentId, route: 'application' as const, appliedOn: day('2025-09-10'), grade: '困难' }],
      decision: { body: '工作组', decidedOn: day('2025-09-22'), effectiveTerm: autumn },
    };
    const [row] = (await client.identification.check(input)).rows;
    expect([row?.problems, row?.warnings]).toEqual([[], ['李明 的家庭在负面名单（财政供养人员）里有 1 条还没处理完：命中不是结论，不妨碍认定，请先看“核查与谈话”里的说明和材料']]);
    expect((await client.identification.save(input)).firstDecisions).toBe(1);
    const { hitId } = await hitOf('李明');
    expect((await hitOf('李明')).due).toBe(true);
    await act(hitId, 'explain');
    await act(hitId, 'check');
    await act(hitId, 'decide', { outcome: 'adjust', text: '收入比申报的高' });
    expect((await client.identification.explain({ schoolId, studentId, schoolYear: year })).warnings).toEqual(['李明：2025-10-20 负面核查建议调整（收入比申报的高）']);
    expect((await hitOf('李明')).due).toBe(false);
  });

  test('a weak hint alone warns nobody', async () => {
    const { client, schoolId, pupil } = await checkedSchool();
    const studentId = await pupil('张小军', '五年级(2)班');
    const { rows } = await client.identification.check({ schoolId, term: autumn, entries: [{ studentId, route: 'application', appliedOn: day('2025-09-10'), grade: '困难' }], decision: { body: '工作组', decidedOn: day('2025-09-22'), effectiveTerm: autumn } });
    expect(rows[0]?.warnings).toEqual([]);
  });
});

describe('who reads it', () => {
  test('a class teacher sees the own class without numbers and settles nothing; finance and inspectors see nothing, and no warning either', async () => {
    const school = await checkedSchool();
    const { client, schoolId, pupil } = school;
    const studentId = await pupil('李明');
    const classes = await client.roster.classes({ schoolId, term: autumn });
    await signInAs(school, 'class_teacher', 'teacher', [classes.find((one) => one.className === '三年级(1)班')!.id]);
    const { rows } = await client.verification.hits({ schoolId, term: autumn });
    expect(rows.map((hit) => [hit.name, hit.idMasked])).toEqual([['李华', '']]);
    await expect(client.verification.act({ schoolId, hitIds: [rows[0]!.hitId], event: 'explain', onDate: day('2025-10-20'), text: '说明' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await signInAsAdministrator(school);
    for (const role of ['finance', 'inspector'] as const) {
      await signInAs(school, role);
      await expect(client.verification.hits({ schoolId, term: autumn }), role).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect((await client.identification.explain({ schoolId, studentId, schoolYear: year })).warnings, role).toEqual([]);
      const { rows: checked } = await client.identification.check({ schoolId, term: autumn, entries: [{ studentId, route: 'application', appliedOn: day('2025-09-10'), grade: '困难' }], decision: { body: '工作组', decidedOn: day('2025-09-22'), effectiveTerm: autumn } });
      expect(checked[0]?.warnings, role).toEqual([]);
      await signInAsAdministrator(school);
    }
  });

  test('kinds are the school’s own matter; a list of a kind that is off is refused', async () => {
    const { client, schoolId } = await openListsSchool();
    const vehicles = csvFile('车辆.csv', ['车主姓名,身份证号,车牌号', `李吉祥,${ids.liJixiang},云A12345`]);
    const put = () => client.imports.confirm({ schoolId, term: autumn, purpose: 'negative_list', file: vehicles, options: { kindKey: 'vehicle' } });
    expect((await refusalOf(put())).data.problems?.[0]?.code ?? (await refusalOf(put())).data.code).toBe('verification.kind_unknown');
    await client.verification.saveKind({ schoolId, key: 'vehicle', label: '车辆', detailLabel: '车牌', ask: '车的用途', source: '云教助〔2025〕9号', active: true });
    await put();
    expect((await client.verification.hits({ schoolId, term: autumn })).rows.map((hit) => [hit.kindLabel, hit.detail])).toEqual([['车辆', '云A12345'], ['车辆', '云A12345']]);
    expect((await refusalOf(client.verification.saveKind({ schoolId, key: null, label: '车辆', detailLabel: '', ask: '', source: '文', active: true }))).data.sentence).toContain('已有一类叫“车辆”');
  });

  test('the register is a PDF', async () => {
    const { client, schoolId } = await checkedSchool();
    const file = await client.verification.print({ schoolId, term: autumn });
    expect([file.name, Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString()]).toEqual(['负面比对核查登记表 2025 秋.pdf', '%PDF-']);
  });
});
