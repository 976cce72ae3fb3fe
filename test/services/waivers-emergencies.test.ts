import { describe, expect, test } from 'vitest';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import { autumn, openListsSchool, subsistenceFile } from './lists-school.ts';

const day = (text: string) => text as IsoDate;
const year = '2025-2026' as never;

async function listedSchool() {
  const school = await openListsSchool();
  const { client, schoolId } = school;
  await school.importList(subsistenceFile(), { kind: 'subsistence' });
  const at = { schoolId, term: autumn };
  const caseOf = async (name: string) => (await client.identification.register(at)).rows.find((row) => row.name === name)!;
  const waiver = (studentId: number, change: object = {}) => client.waivers.record({
    ...at, studentId, reason: '家里收入已经稳定', signer: '李吉祥', relation: '父亲', signedOn: day('2025-09-12'), witness: '何老师', ...change,
  });
  return { ...school, at, caseOf, waiver };
}

describe('放弃声明', () => {
  test('of a listed pupil without a case opens one from the list and declines it; its revocation reopens it', async () => {
    const { client, at, pupil, caseOf, waiver } = await listedSchool();
    const studentId = await pupil('李明');
    expect(await waiver(studentId)).toMatchObject({ moved: 'opened_and_declined' });
    expect(await caseOf('李明')).toMatchObject({ case: { route: 'list_match', state: 'declined' }, groups: [{ groupKey: 'subsistence_allowance' }] });
    const story = await client.identification.explain({ schoolId: at.schoolId, studentId, schoolYear: year });
    expect(story.events.map((one) => [one.event, one.onDate, one.note])).toEqual([['match', null, ''], ['decline', '2025-09-12', '放弃声明：李吉祥（父亲）签署，家里收入已经稳定']]);
    expect((await refusalOf(waiver(studentId))).data.sentence).toBe('李明 本学年已有一份 2025-09-12 签署的放弃声明，没有再登记一份');
    const [one] = (await client.waivers.list(at)).waivers;
    expect(one).toMatchObject({ name: '李明', groups: ['低保家庭学生'], caseState: 'declined', revoked: null });
    expect((await refusalOf(client.waivers.revoke({ ...at, waiverId: one!.id, revokedOn: day('2025-09-01'), reason: '父亲住院' }))).data.sentence).toBe('撤回日期 2025-09-01 早于签署日期 2025-09-12；请核对');
    expect(await client.waivers.revoke({ ...at, waiverId: one!.id, revokedOn: day('2025-10-20'), reason: '父亲住院' })).toEqual({ moved: 'reopened' });
    expect((await caseOf('李明')).case).toMatchObject({ state: 'pre_identified' });
    expect((await refusalOf(client.waivers.revoke({ ...at, waiverId: one!.id, revokedOn: day('2025-10-21'), reason: '父亲住院' }))).data.code).toBe('waiver.revoked_already');
    expect(await waiver(studentId, { signedOn: day('2025-10-25') })).toMatchObject({ moved: 'declined' });
    expect((await client.waivers.list(at)).waivers.map((row) => row.revoked?.on ?? null)).toEqual([null, '2025-10-20']);
  });

  test('of an applicant keeps the day of the application through both', async () => {
    const { client, at, pupil, caseOf, waiver } = await listedSchool();
    const studentId = await pupil('吴桐');
    await client.identification.save({ ...at, entries: [{ studentId, route: 'application', appliedOn: day('2025-09-05') }] });
    expect(await waiver(studentId, { signer: '吴燕', relation: '母亲' })).toMatchObject({ moved: 'declined' });
    const [one] = (await client.waivers.list(at)).waivers;
    expect(one!.groups).toEqual([]);
    await client.waivers.revoke({ ...at, waiverId: one!.id, revokedOn: day('2025-10-20'), reason: '仍需要' });
    expect((await caseOf('吴桐')).case).toMatchObject({ route: 'application', state: 'applied', appliedOn: '2025-09-05' });
  });

  test('of a pupil on no list and without a case is kept and moves nothing', async () => {
    const { client, at, pupil, caseOf, waiver } = await listedSchool();
    expect(await waiver(await pupil('陈欣'), { signer: '陈桂兰', relation: '祖母' })).toMatchObject({ moved: 'none' });
    expect((await caseOf('陈欣')).case).toBeNull();
    const [one] = (await client.waivers.list(at)).waivers;
    expect(await client.waivers.revoke({ ...at, waiverId: one!.id, revokedOn: day('2025-10-01'), reason: '想申请' })).toEqual({ moved: 'none' });
  });

  test('waits for the end of a notice, and is dated by a day that has come; nothing half-stored', async () => {
    const { client, app, at, pupil, waiver } = await listedSchool();
    const studentId = await pupil('李华');
    expect((await refusalOf(waiver(studentId, { signedOn: day('2025-11-01') }))).data.sentence).toBe('签署日期 2025-11-01 还没到（今天 2025-10-31）；请填家长签字的那一天');
    await client.identification.save({ ...at, entries: [{ studentId, route: 'list_match', grade: '困难', reason: '低保' }], decision: { body: '学校', decidedOn: day('2025-09-22'), effectiveTerm: autumn } });
    app.core.archive!.database.writer.exec(`UPDATE identification_case SET state = 'noticed' WHERE student_id = ${studentId}`);
    expect((await refusalOf(waiver(studentId))).data.sentence).toBe('李华 的个案现在是“公示中”，不能作“不申请/放弃”');
    expect((await client.waivers.list(at)).waivers).toEqual([]);
  });

  test('those who should sign one are named, until they do', async () => {
    const { client, at, pupil, waiver } = await listedSchool();
    const { title, body, slipText } = await client.letters.propose(at);
    await client.letters.issue({ ...at, title, body, slipText, grades: null, issuedOn: day('2025-09-01'), replyBy: null });
    const studentId = await pupil('李明');
    await client.letters.record({ ...at, entries: [{ studentId, givenOn: day('2025-09-01'), returnedOn: day('2025-09-08'), choice: 'not_apply', signer: '李吉祥', relation: '父亲' }] });
    expect((await client.waivers.list(at)).due).toEqual([{ studentId, name: '李明', className: '七年级(2)班', listed: ['低保家庭学生'], returnedOn: '2025-09-08', guardian: { name: '李吉祥', relation: '父亲' } }]);
    await waiver(studentId);
    expect((await client.waivers.list(at)).due).toEqual([]);
    expect((await client.letters.overview(at)).rows.find((row) => row.name === '李明')).toMatchObject({ waived: true, todo: [] });
  });

  test('its form prints blank, to be signed, and as registered', async () => {
    const { client, at, pupil, waiver } = await listedSchool();
    const studentId = await pupil('李明');
    const { waiverId } = await waiver(studentId);
    const files = [await client.waivers.form(at), await client.waivers.form({ ...at, studentId }), await client.waivers.form({ ...at, waiverId })];
    expect(files.map((file) => file.name)).toEqual(['放弃声明（空白）.pdf', '七年级(2)班-李明-放弃声明（待签）.pdf', '七年级(2)班-李明-放弃声明.pdf']);
    expect(await Promise.all(files.map(async (file) => (await file.text()).slice(0, 5)))).toEqual(['%PDF-', '%PDF-', '%PDF-']);
  }, 60_000);
});

const illness = { kind: 'illness' as const, happenedOn: day('2025-10-12'), reportedOn: day('2025-10-13'), reportedBy: '何老师', what: '父亲脑梗住院，家中没有收入' };

describe('应急', () => {
  test('goes from report to referral to its end, and the log is kept word for word', async () => {
    const { client, at, pupil, caseOf } = await listedSchool();
    const studentId = await pupil('陈欣');
    const { emergencyId } = await client.emergencies.record({ ...at, studentId, ...illness });
    await client.emergencies.addStep({ ...at, emergencyId, act: 'measure', onDate: day('2025-10-14'), what: '上门看望', doneBy: '何老师' });
    const referred = await client.emergencies.refer({ ...at, emergencyId, onDate: day('2025-10-20'), evidence: 'certificate', certificateNo: '县医院 2025-118', what: '医药费自付四万元' });
    expect(referred).toEqual({ state: 'referred', caseOpened: true, groupAdded: true });
    expect(await caseOf('陈欣')).toMatchObject({ case: { route: 'application', state: 'applied', appliedOn: null }, groups: [{ groupKey: 'sudden_event', evidence: [{ kind: 'certificate', note: '2025-10-12 重大疾病：医药费自付四万元' }] }] });
    expect((await refusalOf(client.emergencies.refer({ ...at, emergencyId, onDate: day('2025-10-21'), evidence: 'declaration', what: '再转一次' }))).data.sentence).toBe('这件事现在是“已转认定”，不能作“转入认定”');
    expect(await client.emergencies.addStep({ ...at, emergencyId, act: 'close', onDate: day('2025-10-30'), what: '已出院' })).toEqual({ state: 'closed' });
    const [one] = (await client.emergencies.list(at)).emergencies;
    expect(one).toMatchObject({ state: 'closed', next: ['reopen'], name: '陈欣' });
    expect(one!.steps.map((step) => [step.act, step.what])).toEqual([['measure', '上门看望'], ['refer', '医药费自付四万元（证明：县医院 2025-118）'], ['close', '已出院']]);
  });

  test('of a pupil already decided adds the event for the next decision and leaves the grade', async () => {
    const { client, at, pupil, caseOf } = await listedSchool();
    const studentId = await pupil('李明');
    const decision = { body: '学校', decidedOn: day('2025-09-22'), effectiveTerm: autumn };
    await client.identification.save({ ...at, entries: [{ studentId, route: 'list_match', grade: '一般困难', reason: '低保' }], decision });
    const { emergencyId } = await client.emergencies.record({ ...at, studentId, ...illness });
    expect(await client.emergencies.refer({ ...at, emergencyId, onDate: day('2025-10-20'), evidence: 'declaration', what: '家中失去收入' })).toMatchObject({ caseOpened: false, groupAdded: true });
    expect(await caseOf('李明')).toMatchObject({ case: { state: 'determined' }, determination: { grade: '一般困难' } });
    await client.identification.save({ ...at, entries: [{ studentId, grade: '特别困难', reason: '父亲住院' }], decision: { ...decision, decidedOn: day('2025-10-25') } });
    expect(await caseOf('李明')).toMatchObject({ determination: { grade: '特别困难' }, earlier: 1 });
  });

  test('does not pass over a waiver that stands, and reopens a case that was declined without one', async () => {
    const { client, at, pupil, caseOf, waiver } = await listedSchool();
    const studentId = await pupil('李明');
    const { waiverId } = await waiver(studentId);
    const { emergencyId } = await client.emergencies.record({ ...at, studentId, ...illness });
    const refer = () => client.emergencies.refer({ ...at, emergencyId, onDate: day('2025-10-20'), evidence: 'declaration', what: '家中失去收入' });
    expect((await refusalOf(refer())).data.code).toBe('emergency.waiver_stands');
    expect((await client.emergencies.list(at)).emergencies[0]).toMatchObject({ state: 'open', steps: [] });
    await client.waivers.revoke({ ...at, waiverId, revokedOn: day('2025-10-19'), reason: '父亲住院' });
    await client.identification.recordEvent({ ...at, studentIds: [studentId], event: 'decline', onDate: day('2025-10-19'), note: '' });
    expect(await refer()).toMatchObject({ caseOpened: true, groupAdded: true });
    expect((await caseOf('李明')).case).toMatchObject({ route: 'list_match', state: 'pre_identified' });
  });

  test('passes over a waiver of one item, which leaves the pupil to be asked and identified like any other', async () => {
    const { client, at, pupil, waiver } = await listedSchool();
    const { title, body, slipText } = await client.letters.propose(at);
    await client.letters.issue({ ...at, title, body, slipText, grades: null, issuedOn: day('2025-09-01'), replyBy: null });
    const studentId = await pupil('李明');
    await client.letters.record({ ...at, entries: [{ studentId, givenOn: day('2025-09-01'), returnedOn: day('2025-09-08'), choice: 'not_apply', signer: '李吉祥', relation: '父亲' }] });
    await waiver(studentId, { item: { programmeKey: 'yw.board', term: null } });
    expect((await client.waivers.list(at)).due.map((one) => one.name)).toEqual(['李明']);
    const { emergencyId } = await client.emergencies.record({ ...at, studentId, ...illness });
    expect(await client.emergencies.refer({ ...at, emergencyId, onDate: day('2025-10-20'), evidence: 'declaration', what: '家中失去收入' })).toMatchObject({ caseOpened: true });
  });

  test('wrong dates, a proof without its name: said, and nothing is stored', async () => {
    const { client, at, pupil } = await listedSchool();
    const studentId = await pupil('陈欣');
    expect((await refusalOf(client.emergencies.record({ ...at, studentId, ...illness, reportedOn: day('2025-10-11') }))).data.sentence).toBe('报告日期 2025-10-11 早于发生日期 2025-10-12；请核对');
    const { emergencyId } = await client.emergencies.record({ ...at, studentId, ...illness });
    expect((await refusalOf(client.emergencies.addStep({ ...at, emergencyId, act: 'measure', onDate: day('2025-10-11'), what: '看望' }))).data.sentence).toBe('日期 2025-10-11 早于事情发生的 2025-10-12；请核对');
    expect((await refusalOf(client.emergencies.refer({ ...at, emergencyId, onDate: day('2025-10-20'), evidence: 'certificate', what: '看病' }))).data.sentence).toContain('要写证明的名称或编号');
    expect((await client.emergencies.list(at)).emergencies.map((one) => one.steps)).toEqual([[]]);
  });

  test('is a private matter: not for finance or an inspector, a teacher sees the own class', async () => {
    const school = await listedSchool();
    const { client, at, pupil, caseOf } = school;
    const { emergencyId } = await client.emergencies.record({ ...at, studentId: await pupil('陈欣'), ...illness });
    const own = await caseOf('李明');
    for (const role of ['finance', 'inspector'] as const) {
      await signInAs(school, role);
      expect((await refusalOf(client.emergencies.list(at))).code).toBe('FORBIDDEN');
      expect((await refusalOf(client.attachments.list({ schoolId: at.schoolId, subject: 'emergency', subjectId: emergencyId }))).code).toBe('FORBIDDEN');
      await signInAsAdministrator(school);
    }
    await signInAs(school, 'class_teacher', 'teacher', [own.classId!]);
    expect((await client.emergencies.list(at)).emergencies).toEqual([]);
    expect((await refusalOf(client.emergencies.form({ ...at, emergencyId }))).code).toBe('NOT_FOUND');
    expect((await refusalOf(client.emergencies.addStep({ ...at, emergencyId, act: 'close', onDate: day('2025-10-20'), what: '办结' }))).code).toBe('NOT_FOUND');
    await client.emergencies.record({ ...at, studentId: own.studentId, ...illness });
    expect((await client.emergencies.list(at)).emergencies.map((one) => one.name)).toEqual(['李明']);
  });
});
