import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/domain/calendar/iso-date.ts';
import { entryStanding } from '#shared/domain/notice/objection.ts';
import { listObjectionEvents, listObjectionsOfNotice } from '#main/db/repositories/objection.ts';
import { listAnnouncedEntries } from '#main/db/repositories/public-notice.ts';
import { refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import { AUTUMN, caseOf, openAidSchool } from './aid-school.ts';
import type { AidSchool } from './aid-school.ts';

const date = (text: string): never => text as never;
const objector = { objectorName: '钱静海', objectorContact: '0999-5550123' };

/** Three pupils on a posted notice; the account that decided is 周敏, the administrator. */
async function posted() {
  const school = await openAidSchool('2025-09-22T18:00:00+08:00');
  const ids = [school.add({ name: '李明' }), school.add({ name: '王芳' }), school.add({ name: '孙悦', grade: '特别困难' })];
  const { client, schoolId } = school;
  const { id: noticeId, no } = await client.notices.create({ schoolId, term: AUTUMN, kind: 'identification' });
  await client.notices.post({ schoolId, noticeId, postedOn: date('2025-09-22'), poster: '何志远' });
  const lines = await client.notices.get({ schoolId, noticeId });
  const ordinalOf = (name: string): number => lines.sheet.lines.find((line) => line.name === name)!.ordinal;
  const receive = (about: string | null, receivedOn = '2025-09-23', more: object = {}) => client.objections.receive({
    schoolId, noticeId, ordinal: about === null ? null : ordinalOf(about), receivedOn: date(receivedOn), channel: 'letter_box', named: false, claim: '家庭情况与名单不符', ...more,
  });
  return { ...school, ids, noticeId, no, ordinalOf, receive };
}

type Posted = Awaited<ReturnType<typeof posted>>;

async function answer(school: Posted, objectionId: number, onDate: string, outcome: 'uphold' | 'adjust' | 'cancel', grade?: string, studentId = school.ids[0]!) {
  const { client, schoolId } = school;
  await client.objections.check({ schoolId, objectionId, onDate: date(onDate), checkers: ['何志远'] });
  return client.objections.answer({
    schoolId, objectionId, onDate: date(onDate), outcome, finding: '入户核实', replyWay: '电话',
    ...(grade === undefined ? {} : { decision: { body: '学校认定工作组', decidedOn: date(onDate), effectiveTerm: AUTUMN }, revisions: [{ studentId, grade }] }),
  });
}

const stateOf = ({ db, ids }: Posted): string[] => ids.map((id) => caseOf(db, id).state);

describe('receiving', () => {
  test('gives a number and a last day by the school’s procedure and the real calendar, and puts the case into 异议处理', async () => {
    const school = await posted();
    school.setNow('2025-09-28T09:00:00+08:00');
    expect(await school.receive('李明', '2025-09-28')).toMatchObject({ no: '异议〔2025-2026-1〕1号', dueOn: '2025-10-09', dueVerified: true });
    expect(stateOf(school)).toEqual(['objected', 'noticed', 'noticed']);
    const [row] = await school.client.objections.list({ schoolId: school.schoolId, term: AUTUMN });
    expect(row).toMatchObject({ subject: { name: '李明', className: '七年级(2)班' }, afterPeriod: false, named: false, state: 'received', open: true, steps: ['check', 'withdraw'], answer: { timing: 'waiting' } });
  });

  test('of an unannounced year says 未核节假日; after the period it is taken all the same, and said', async () => {
    const school = await posted();
    school.setNow('2031-03-03T09:00:00+08:00');
    expect(await school.receive(null, '2031-03-03')).toMatchObject({ dueOn: '2031-03-06', dueVerified: false });
    const [row] = await school.client.objections.list({ schoolId: school.schoolId, term: AUTUMN });
    expect(row).toMatchObject({ subject: null, afterPeriod: true, answer: { dueVerified: false } });
    expect((await school.client.objections.get({ schoolId: school.schoolId, objectionId: row!.id })).events[0]?.sentence).toContain('2031-03-06（未核节假日）');
  });

  test.each([
    ['a day to come', { receivedOn: '2025-09-24' }, 'objection.date_in_future'],
    ['a day before the posting', { receivedOn: '2025-09-21' }, 'objection.before_posting'],
    ['a line that is not there', { ordinal: 9 }, 'objection.line_unknown'],
    ['实名 without a name', { named: true }, 'objection.name_missing'],
    ['匿名 with a contact', { named: false, objectorContact: '0999-5550123' }, 'objection.anonymous_named'],
    ['a claim that names the objector', { named: true, ...objector, claim: '钱静海反映：情况不符' }, 'objection.text_reveals'],
    ['a claim with somebody’s number', { claim: '情况不符，请回电 13900001234' }, 'objection.text_has_sensitive'],
  ])('refuses %s and stores nothing', async (_what, more, code) => {
    const school = await posted();
    school.setNow('2025-09-23T09:00:00+08:00');
    const { data } = await refusalOf(school.receive('李明', '2025-09-23', more));
    expect(data.code ?? data.problems?.[0]?.code).toBe(code);
    expect(await school.client.objections.list({ schoolId: school.schoolId, term: AUTUMN })).toEqual([]);
    expect(stateOf(school)).toEqual(['noticed', 'noticed', 'noticed']);
  });

  test('a draft has no objections', async () => {
    const { client, schoolId, add } = await posted();
    add({ name: '新来' });
    const { id } = await client.notices.create({ schoolId, term: AUTUMN, kind: 'identification' });
    expect((await refusalOf(client.objections.receive({ schoolId, noticeId: id, receivedOn: date('2025-09-22'), channel: 'phone', named: false, claim: '不符' }))).data.code).toBe('objection.notice_not_posted');
  });
});

describe('looking into it', () => {
  test('is not for who decided, unless one person does everything and it is said', async () => {
    const school = await posted();
    const { client, schoolId } = school;
    school.setNow('2025-09-24T09:00:00+08:00');
    const { id: objectionId } = await school.receive('李明', '2025-09-23', { named: true, ...objector });
    const check = (name: string) => client.objections.check({ schoolId, objectionId, onDate: date('2025-09-24'), checkers: [name] });
    expect((await refusalOf(check('周敏'))).data.sentence).toBe('“周敏”经办了被反映的这项结果，不能核查这件异议。请换一个人。');
    expect((await refusalOf(check('钱静海'))).data.code).toBe('objection.checker_refused');
    await client.settings.update({ schoolId, settings: { onePersonMode: true } });
    expect((await check('周敏')).warnings).toEqual(['“周敏”也经办了被反映的这项结果（单人模式），登记簿和处理单上会注明。']);
    expect((await client.objections.list({ schoolId, term: AUTUMN }))[0]).toMatchObject({ checkers: ['周敏'], onePerson: true });
    expect((await check('何志远')).warnings).toEqual([]);
  });

  test('needs a check before an answer, dates in order, and no decision outside them', async () => {
    const school = await posted();
    const { client, schoolId } = school;
    school.setNow('2025-09-25T09:00:00+08:00');
    const { id: objectionId } = await school.receive('李明', '2025-09-24');
    const answerOn = (onDate: string, more: object = {}) => client.objections.answer({ schoolId, objectionId, onDate: date(onDate), outcome: 'uphold', finding: '核实无误', replyWay: '电话', ...more });
    expect((await refusalOf(answerOn('2025-09-25'))).data.code).toBe('objection.state_forbids');
    expect((await refusalOf(client.objections.check({ schoolId, objectionId, onDate: date('2025-09-23'), checkers: ['何志远'] }))).data.code).toBe('objection.before_previous');
    await client.objections.check({ schoolId, objectionId, onDate: date('2025-09-25'), checkers: ['何志远'] });
    expect((await refusalOf(answerOn('2025-09-24'))).data.code).toBe('objection.before_previous');
    const changed = { outcome: 'adjust', revisions: [{ studentId: school.ids[0], grade: '一般困难' }], decision: { body: '学校认定工作组', decidedOn: '2025-09-24', effectiveTerm: AUTUMN } };
    expect((await refusalOf(answerOn('2025-09-25', changed))).data.code).toBe('objection.decision_outside');
    expect(stateOf(school)[0]).toBe('objected');
    await answerOn('2025-09-25');
    expect(stateOf(school)[0]).toBe('noticed');
  });
});

describe('an answer', () => {
  test('that adjusts is a revision with its reason, takes the line back, and is announced anew on its own', async () => {
    const school = await posted();
    const { client, schoolId, db, ids } = school;
    school.setNow('2025-09-25T09:00:00+08:00');
    const { id: objectionId } = await school.receive('李明');
    expect(await answer(school, objectionId, '2025-09-24', 'adjust', '一般困难')).toEqual({ revised: 1 });
    expect(stateOf(school)).toEqual(['determined', 'noticed', 'noticed']);
    const explained = await client.objections.get({ schoolId, objectionId });
    expect(explained).toMatchObject({ revisions: [{ name: '李明', before: '困难', after: '一般困难', decidedOn: '2025-09-24' }], toAnnounce: 1, currentGrade: '一般困难' });
    expect(db.get<{ reason: string }>('SELECT reason FROM determination WHERE id = ?', caseOf(db, ids[0]!).determinationId)?.reason).toBe('异议〔2025-2026-1〕1号：入户核实');
    school.add({ name: '又一人' });
    const again = await client.notices.create({ schoolId, term: AUTUMN, kind: 'identification', objectionId });
    expect((await client.notices.get({ schoolId, noticeId: again.id }))).toMatchObject({ lineCount: 1, objectionNo: '异议〔2025-2026-1〕1号' });
    await client.notices.post({ schoolId, noticeId: again.id, postedOn: date('2025-09-25') });
    expect((await client.objections.get({ schoolId, objectionId })).toAnnounce).toBe(0);
    school.setNow('2025-10-13T09:00:00+08:00');
    await client.notices.end({ schoolId, noticeId: school.noticeId });
    expect(stateOf(school)).toEqual(['noticed', 'confirmed', 'confirmed']);
    await client.notices.end({ schoolId, noticeId: again.id });
    expect(stateOf(school)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    expect((await client.notices.list({ schoolId, term: AUTUMN })).find((row) => row.id === school.noticeId)).toMatchObject({ objectionCount: 1, resultNote: '公示期内收到异议 1 件：调整 1 件，均已办理答复。' });
  });

  test.each([
    ['维持 that changes a grade', 'uphold', '一般困难', 'objection.uphold_changes_nothing'],
    ['调整 to the same grade', 'adjust', '困难', 'objection.grade_same'],
    ['调整 to 不困难', 'adjust', '不困难', 'objection.adjust_is_cancel'],
    ['取消 to a grade of hardship', 'cancel', '一般困难', 'objection.cancel_is_adjust'],
    ['调整 without a grade', 'adjust', undefined, 'objection.revision_missing'],
    ['a grade the school hasn’t', 'adjust', '很困难', 'identification.grade_unknown'],
  ] as const)('refuses %s, and nothing is half-stored', async (_what, outcome, grade, code) => {
    const school = await posted();
    school.setNow('2025-09-25T09:00:00+08:00');
    const { id } = await school.receive('李明');
    const { data } = await refusalOf(answer(school, id, '2025-09-24', outcome, grade));
    expect(data.code ?? data.problems?.[0]?.code).toBe(code);
    expect((await school.client.objections.list({ schoolId: school.schoolId, term: AUTUMN }))[0]).toMatchObject({ state: 'checking', revisions: [] });
    expect(stateOf(school)[0]).toBe('objected');
  });

  test('refuses to change another pupil, and is a revision under the procedure like any other', async () => {
    const school = await posted();
    const { client, schoolId } = school;
    school.setNow('2025-09-25T09:00:00+08:00');
    const { id } = await school.receive('李明');
    expect((await refusalOf(answer(school, id, '2025-09-24', 'adjust', '一般困难', school.ids[1]))).data.code).toBe('objection.revision_elsewhere');
    const { inForce: current } = await client.procedure.get({ schoolId, schoolYear: '2025-2026' as never });
    await client.procedure.set({
      schoolId, validFrom: '2025-2026' as never, name: '修订也要评议', source: '本校', spec: { ...current.spec, revisionSteps: ['school_review'] },
    });
    const { data } = await refusalOf(client.objections.answer({
      schoolId, objectionId: id, onDate: date('2025-09-24'), outcome: 'adjust', finding: '入户核实', replyWay: '电话',
      decision: { body: '学校认定工作组', decidedOn: date('2025-09-24'), effectiveTerm: AUTUMN }, revisions: [{ studentId: school.ids[0]!, grade: '一般困难' }],
    }));
    expect(data.problems?.[0]?.code).toBe('procedure.step_missing');
  });

  test('of 复议 is final; it holds the line again while it lasts, and its last day runs from the request', async () => {
    const school = await posted();
    const { client, schoolId } = school;
    school.setNow('2025-09-28T09:00:00+08:00');
    const { id: objectionId } = await school.receive('李明');
    await answer(school, objectionId, '2025-09-24', 'uphold');
    expect(await client.objections.reconsider({ schoolId, objectionId, onDate: date('2025-09-26'), body: '县学生资助管理中心' })).toEqual({ dueOn: '2025-09-30', dueVerified: true });
    expect(stateOf(school)[0]).toBe('objected');
    expect((await client.objections.list({ schoolId, term: AUTUMN }))[0]).toMatchObject({ state: 'reconsidering', open: true, answer: { timing: 'in_time' }, reconsideration: { timing: 'soon', body: '县学生资助管理中心' } });
    await client.objections.conclude({ schoolId, objectionId, onDate: date('2025-09-28'), outcome: 'cancel', finding: '名单身份已失效', replyWay: '书面',
      decision: { body: '学校认定工作组', decidedOn: date('2025-09-28'), effectiveTerm: AUTUMN }, revisions: [{ studentId: school.ids[0]!, grade: '不困难' }] });
    expect((await client.objections.list({ schoolId, term: AUTUMN }))[0]).toMatchObject({ state: 'closed', open: false, steps: [], revisions: [{ before: '困难', after: '不困难' }] });
    expect(stateOf(school)[0]).toBe('determined');
  });
});

describe('ending a notice', () => {
  test('waits for every answer; the others can be confirmed by a step of its own, and their aid approved', async () => {
    const school = await posted();
    const { client, schoolId, noticeId } = school;
    school.setNow('2025-10-10T09:00:00+08:00');
    const { id } = await school.receive('李明');
    expect((await refusalOf(client.notices.end({ schoolId, noticeId }))).data.sentence).toContain('还有 1 件异议没有答复（异议〔2025-2026-1〕1号）');
    expect((await client.notices.get({ schoolId, noticeId }))).toMatchObject({ canEnd: false, steps: ['confirm_others', 'take_down', 'withdraw'], objections: { total: 1, open: 1 } });
    expect(await client.notices.confirmOthers({ schoolId, noticeId })).toEqual({ confirmed: 2, waiting: 1 });
    expect(stateOf(school)).toEqual(['objected', 'confirmed', 'confirmed']);
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    const { rows } = await client.entitlements.list({ schoolId, term: AUTUMN });
    expect(Object.fromEntries(rows.map((row) => [row.studentName, row.notice]))).toEqual({ 李明: 'held', 王芳: 'ended', 孙悦: 'ended' });
    await client.settings.update({ schoolId, settings: { onePersonMode: true } });
    const approve = (names: readonly string[]) => {
      const chosen = rows.filter((row) => names.includes(row.studentName));
      return client.entitlements.approve({
        schoolId, term: AUTUMN, entitlementIds: chosen.map((row) => row.id), expectedCount: chosen.length,
        expectedSumFen: chosen.reduce((sum, row) => sum + row.amountFen, 0) as never, noticeWaivedReason: '急用',
      });
    };
    expect((await refusalOf(approve(['李明', '王芳']))).data.code).toBe('entitlement.objection_open');
    expect((await approve(['王芳'])).count).toBe(1);
    await client.notices.takeDown({ schoolId, noticeId, takenDownOn: date('2025-10-09'), remover: '何志远' });
    expect((await client.notices.get({ schoolId, noticeId }))).toMatchObject({ state: 'posted', takenDownOn: '2025-10-09', takeDownOverdue: false, steps: [] });
    await answer(school, id, '2025-10-10', 'uphold');
    expect(stateOf(school)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    await client.notices.end({ schoolId, noticeId });
    expect((await client.notices.get({ schoolId, noticeId }))).toMatchObject({ state: 'taken_down', endedConfirmedOn: '2025-10-10', objectionCount: 1, remover: '何志远' });
  });

  test('an objection to the whole notice lets nobody through', async () => {
    const school = await posted();
    const { client, schoolId, noticeId } = school;
    school.setNow('2025-10-10T09:00:00+08:00');
    const { id } = await school.receive(null);
    await school.receive('王芳');
    expect((await refusalOf(client.notices.confirmOthers({ schoolId, noticeId }))).data.code).toBe('notice.whole_objection_open');
    await answer(school, id, '2025-10-10', 'uphold');
    expect(stateOf(school)).toEqual(['noticed', 'objected', 'noticed']);
    expect(await client.notices.confirmOthers({ schoolId, noticeId })).toEqual({ confirmed: 2, waiting: 1 });
    expect((await refusalOf(client.notices.withdraw({ schoolId, noticeId, reason: '名单写错' }))).data.code).toBe('notice.others_confirmed_already');
  });

  test('a withdrawn notice leaves its objections to be answered, and their pupils off the next one', async () => {
    const school = await posted();
    const { client, schoolId, noticeId } = school;
    school.setNow('2025-09-24T09:00:00+08:00');
    const { id } = await school.receive('李明');
    await client.notices.withdraw({ schoolId, noticeId, reason: '班级写错' });
    expect(stateOf(school)).toEqual(['determined', 'determined', 'determined']);
    const preview = await client.notices.preview({ schoolId, term: AUTUMN, kind: 'identification' });
    expect([preview.sheet.lines.map((line) => line.name).toSorted(), preview.warnings.map((one) => one.code)]).toEqual([['孙悦', '王芳'], ['notice.held_left_out']]);
    await answer(school, id, '2025-09-24', 'uphold');
    expect((await client.notices.preview({ schoolId, term: AUTUMN, kind: 'identification' })).sheet.lines).toHaveLength(3);
  });

  test('an aid line an answer took back is not covered by the notice any more, and can be listed anew', async () => {
    const school = await posted();
    const { client, schoolId } = school;
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    const { id: noticeId } = await client.notices.create({ schoolId, term: AUTUMN, kind: 'aid_list' });
    await client.notices.post({ schoolId, noticeId, postedOn: date('2025-09-22') });
    school.setNow('2025-10-10T09:00:00+08:00');
    await client.notices.end({ schoolId, noticeId: school.noticeId });
    const { sheet } = await client.notices.get({ schoolId, noticeId });
    const { id } = await client.objections.receive({ schoolId, noticeId, ordinal: sheet.lines.find((line) => line.name === '李明')!.ordinal, receivedOn: date('2025-09-25'), channel: 'visit', named: false, claim: '并不住校' });
    const standing = async () => Object.fromEntries((await client.entitlements.list({ schoolId, term: AUTUMN })).rows.map((row) => [row.studentName, row.notice]));
    expect(await standing()).toEqual({ 李明: 'held', 王芳: 'ended', 孙悦: 'ended' });
    await answer(school, id, '2025-10-10', 'adjust');
    expect(await standing()).toMatchObject({ 李明: 'none' });
    expect((await client.notices.preview({ schoolId, term: AUTUMN, kind: 'aid_list' })).sheet.lines.map((line) => line.name)).toEqual(['李明']);
  });
});

describe('two levels', () => {
  async function twoLevels() {
    const school = await openAidSchool('2025-09-22T18:00:00+08:00');
    const { client, schoolId } = school;
    const ids = [school.add({ name: '李明' }), school.add({ name: '王芳', stage: 'primary' })];
    const { inForce: current } = await client.procedure.get({ schoolId, schoolYear: '2025-2026' as never });
    await client.procedure.set({ schoolId, validFrom: '2025-2026' as never, name: '先班级后校级', source: '本校', spec: { ...current.spec, classNoticeDays: 3 } });
    const { classes } = await client.notices.levels({ schoolId, term: AUTUMN });
    return { ...school, ids, classes };
  }
  const identification = { term: AUTUMN, kind: 'identification' } as const;

  test('hang class by class first, with the procedure’s days, and the school’s notice waits for all of them', async () => {
    const { client, schoolId, classes, db, ids, setNow } = await twoLevels();
    expect(classes.map((one) => [one.className, one.count])).toEqual([['三年级(2)班', 1], ['七年级(2)班', 1]]);
    const made = await Promise.all(classes.map((one) => client.notices.create({ ...identification, schoolId, level: 'class', classId: one.classId })));
    const [primary, junior] = made.map((one) => one.id);
    const first = await client.notices.get({ schoolId, noticeId: primary! });
    expect(first).toMatchObject({ level: 'class', className: '三年级(2)班', days: 3, lineCount: 1 });
    expect(first.sheet.title).toContain('柳溪九年一贯制学校三年级(2)班');
    for (const noticeId of [primary!, junior!]) expect((await client.notices.post({ schoolId, noticeId, postedOn: date('2025-09-22') })).endOn).toBe('2025-09-25');
    setNow('2025-09-26T08:00:00+08:00');
    const { id: schoolNotice } = await client.notices.create({ ...identification, schoolId });
    await client.notices.end({ schoolId, noticeId: primary! });
    expect(caseOf(db, ids[1]!).state).toBe('noticed');
    expect((await refusalOf(client.notices.post({ schoolId, noticeId: schoolNotice, postedOn: date('2025-09-26') }))).data.sentence)
      .toBe('本校先班级公示、后校级公示，校级公示现在还不能张贴：七年级(2)班班级公示还没有结束（1 人）。');
    await client.notices.end({ schoolId, noticeId: junior! });
    expect((await refusalOf(client.notices.post({ schoolId, noticeId: schoolNotice, postedOn: date('2025-09-25') }))).data.sentence).toContain('班级公示最后一天不早于校级张贴日');
    expect((await client.notices.post({ schoolId, noticeId: schoolNotice, postedOn: date('2025-09-26') })).endOn).toBe('2025-10-10');
    setNow('2025-10-11T08:00:00+08:00');
    await client.notices.end({ schoolId, noticeId: schoolNotice });
    expect(ids.map((id) => caseOf(db, id).state)).toEqual(['confirmed', 'confirmed']);
  });

  test('an objection in the class holds its pupil; the school’s notice goes on without him and says so', async () => {
    const { client, schoolId, classes, setNow } = await twoLevels();
    const made = await Promise.all(classes.map((one) => client.notices.create({ ...identification, schoolId, level: 'class', classId: one.classId })));
    for (const { id: noticeId } of made) await client.notices.post({ schoolId, noticeId, postedOn: date('2025-09-22') });
    setNow('2025-09-26T08:00:00+08:00');
    await client.objections.receive({ schoolId, noticeId: made[1]!.id, ordinal: 1, receivedOn: date('2025-09-25'), channel: 'other', named: false, claim: '不符' });
    await client.notices.end({ schoolId, noticeId: made[0]!.id });
    expect((await refusalOf(client.notices.end({ schoolId, noticeId: made[1]!.id }))).data.code).toBe('notice.objections_open');
    const preview = await client.notices.preview({ ...identification, schoolId, postedOn: date('2025-09-26') });
    expect([preview.sheet.lines.map((line) => line.name), preview.warnings.map((one) => one.code)]).toEqual([['王芳'], ['notice.held_left_out']]);
  });

  test('are not there where the procedure has one, nor for an aid list', async () => {
    const { client, schoolId, classId } = { ...await posted(), classId: 1 };
    expect((await refusalOf(client.notices.create({ ...identification, schoolId, level: 'class', classId }))).data.code).toBe('notice.class_level_not_used');
    expect((await client.notices.levels({ schoolId, term: AUTUMN })).classLevelDays).toBeNull();
  });
});

describe('who objected', () => {
  test('is in no answer but one, in no paper and in no table, and the look is written down', async () => {
    const school = await posted();
    const { client, schoolId, noticeId } = school;
    school.setNow('2025-10-10T09:00:00+08:00');
    const { id: objectionId } = await school.receive('李明', '2025-09-23', { named: true, ...objector });
    await answer(school, objectionId, '2025-09-24', 'uphold');
    expect((await refusalOf(client.notices.end({ schoolId, noticeId, resultNote: '已答复钱静海' }))).data.code).toBe('notice.note_reveals');
    expect((await refusalOf(client.objections.close({ schoolId, objectionId, onDate: date('2025-10-10'), note: '钱静海没有意见' }))).data.problems?.[0]?.code).toBe('objection.text_reveals');
    const register = await client.objections.exportXlsx({ schoolId, term: AUTUMN });
    const { read, utils } = await import('@e965/xlsx');
    const book = read(new Uint8Array(await register.arrayBuffer()));
    const said = JSON.stringify([
      utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1 }), await client.objections.list({ schoolId, term: AUTUMN }), await client.objections.get({ schoolId, objectionId }),
      await client.notices.list({ schoolId, term: AUTUMN }), await client.notices.get({ schoolId, noticeId }), await client.home.term({ schoolId, term: AUTUMN }),
      await client.audit.list({ limit: 500 }), await client.identification.explain({ schoolId, studentId: school.ids[0]!, schoolYear: '2025-2026' as never }),
    ]);
    expect(said).toContain('异议〔2025-2026-1〕1号');
    expect(said).toContain('实名');
    expect([said.includes('钱静海'), said.includes('5550123')]).toEqual([false, false]);
    expect(await client.objections.reveal({ schoolId, objectionId })).toEqual({ name: '钱静海', contact: '0999-5550123' });
    const { rows } = await client.audit.list({ limit: 5 });
    expect(rows.some((row) => row.method === 'objections.reveal')).toBe(true);
    expect(JSON.stringify(rows)).not.toContain('钱静海');
    const papers = [await client.objections.printForm({ schoolId, objectionId }), await client.objections.printRegister({ schoolId, term: AUTUMN }), await client.notices.printResult({ schoolId, noticeId })];
    expect(papers.every((paper) => paper.type === 'application/pdf')).toBe(true);
  });

  test('and the register itself are closed to a class teacher, finance and the inspector; the checker reads and does not write', async () => {
    const school = await posted();
    const { client, schoolId } = school;
    school.setNow('2025-09-23T09:00:00+08:00');
    const { id: objectionId } = await school.receive('李明', '2025-09-23', { named: true, ...objector });
    for (const role of ['class_teacher', 'finance', 'inspector'] as const) {
      await signInAsAdministrator(school);
      await signInAs(school, role, role, role === 'class_teacher' ? [1] : []);
      for (const call of [() => client.objections.list({ schoolId, term: AUTUMN }), () => client.objections.reveal({ schoolId, objectionId }), () => client.objections.exportXlsx({ schoolId, term: AUTUMN })]) {
        expect((await refusalOf(call())).code).toBe('FORBIDDEN');
      }
    }
    await signInAsAdministrator(school);
    await signInAs(school, 'checker');
    expect(await client.objections.list({ schoolId, term: AUTUMN })).toHaveLength(1);
    expect((await refusalOf(client.objections.check({ schoolId, objectionId, onDate: date('2025-09-23'), checkers: ['何志远'] }))).code).toBe('FORBIDDEN');
    await signInAsAdministrator(school);
  });
});

describe('the tables', () => {
  test('keep an objection as it came, and end no notice over an open one whoever asks', async () => {
    const school = await posted();
    school.setNow('2025-09-23T09:00:00+08:00');
    await school.receive('李明');
    const { db } = school;
    expect(() => db.run(`UPDATE objection SET claim = '别的'`)).toThrow(/as it was received/);
    expect(() => db.run('DELETE FROM objection')).toThrow(/never deleted/);
    expect(() => db.run(`UPDATE objection_event SET note = ''`)).toThrow(/append-only/);
    expect(() => db.run('DELETE FROM objection_event')).toThrow(/append-only/);
    expect(() => db.run(`UPDATE public_notice SET state = 'ended', ended_confirmed_on = '2025-10-30' WHERE id = ?`, school.noticeId)).toThrow(/open objection/);
  });

  test('a repeated operation id registers one objection', async () => {
    const school = await posted();
    school.setNow('2025-09-23T09:00:00+08:00');
    const once = await school.receive('李明', '2025-09-23', { operationId: 'objection-once-1' });
    expect(await school.receive('李明', '2025-09-23', { operationId: 'objection-once-1' })).toEqual(once);
    expect(await school.client.objections.list({ schoolId: school.schoolId, term: AUTUMN })).toHaveLength(1);
  });
});

type Act = readonly ['receive' | 'check' | 'uphold' | 'adjust' | 'reconsider' | 'conclude' | 'close' | 'withdraw_objection' | 'confirm_others' | 'end' | 'take_down' | 'withdraw_notice' | 'wait', number];
const acts = fc.array(fc.tuple(
  fc.constantFrom('receive', 'receive', 'check', 'check', 'uphold', 'uphold', 'adjust', 'reconsider', 'conclude', 'close', 'withdraw_objection', 'confirm_others', 'end', 'end', 'take_down', 'withdraw_notice', 'wait', 'wait'),
  fc.nat(3)), { minLength: 8, maxLength: 30 }) as fc.Arbitrary<Act[]>;

/** One random act; what the rules refuse changes nothing, so a refusal is simply the next state. */
async function act(school: Posted, [kind, pick]: Act, today: string): Promise<void> {
  const { client, schoolId, noticeId } = school;
  const rows = await client.objections.list({ schoolId, term: AUTUMN });
  const objectionId = rows[pick % Math.max(1, rows.length)]?.id ?? 999;
  const on = { schoolId, objectionId, onDate: date(today) };
  const calls: Record<Exclude<Act[0], 'wait'>, () => Promise<unknown>> = {
    receive: () => school.receive([null, '李明', '王芳', '孙悦'][pick] ?? null, today),
    check: () => client.objections.check({ ...on, checkers: ['何志远'] }),
    uphold: () => client.objections.answer({ ...on, outcome: 'uphold', finding: '核实无误', replyWay: '电话' }),
    adjust: () => client.objections.answer({
      ...on, outcome: 'adjust', finding: '核实有误', replyWay: '电话', decision: { body: '学校', decidedOn: date(today), effectiveTerm: AUTUMN },
      revisions: [{ studentId: rows.find((row) => row.id === objectionId)?.subject?.studentId ?? school.ids[0]!, grade: pick % 2 ? '一般困难' : '特别困难' }],
    }),
    reconsider: () => client.objections.reconsider({ ...on, body: '县资助中心' }),
    conclude: () => client.objections.conclude({ ...on, outcome: 'uphold', finding: '维持原答复', replyWay: '书面' }),
    close: () => client.objections.close(on),
    withdraw_objection: () => client.objections.withdraw({ ...on, reason: '反映人说明情况' }),
    confirm_others: () => client.notices.confirmOthers({ schoolId, noticeId }),
    end: () => client.notices.end({ schoolId, noticeId }),
    take_down: () => client.notices.takeDown({ schoolId, noticeId, takenDownOn: date(today) }),
    withdraw_notice: () => client.notices.withdraw({ schoolId, noticeId, reason: '名单写错' }),
  };
  if (kind === 'wait') return;
  await calls[kind]().catch((error: { code?: string; message: string }) => {
    if (!['REFUSED', 'BAD_INPUT', 'NOT_FOUND'].includes(error.code ?? '')) throw new Error(`${kind}: ${error.message}`);
  });
}

function checkInvariants(school: Posted, endedNow: boolean): void {
  const { db, schoolId, noticeId, ids } = school;
  const open = db.get<{ n: number }>(`SELECT count(*) AS n FROM objection WHERE notice_id = ? AND state IN ('received', 'checking', 'reconsidering')`, noticeId)!.n;
  if (endedNow) expect(open).toBe(0);
  const events = listObjectionEvents(db, schoolId);
  const objections = listObjectionsOfNotice(db, schoolId, noticeId);
  for (const one of objections) {
    const dates = (events.get(one.id) ?? []).map((event) => event.onDate);
    expect([one.postedOn, ...dates]).toEqual([one.postedOn, ...dates].toSorted());
  }
  for (const entry of listAnnouncedEntries(db, schoolId, '2025-2026' as never).filter((line) => line.noticeId === noticeId)) {
    const about = objections.filter((one) => one.ordinal === null || one.studentId === entry.studentId);
    const own = about.filter((one) => one.ordinal !== null).map((one) => ({ state: one.state, outcomes: (events.get(one.id) ?? []).flatMap((event) => event.outcome ?? []) }));
    const whole = about.filter((one) => one.ordinal === null).map((one) => ({ state: one.state, outcomes: [] }));
    const standing = entryStanding([...own, ...whole]);
    expect([entry.held === 1, entry.held === 1 || entry.overturned === 0]).toEqual([standing === 'held', standing !== 'overturned']);
    expect(entry.ended === 1 && standing === 'held').toBe(false);
  }
  for (const id of ids) {
    const heldNow = objections.some((one) => one.studentId === id && ['received', 'checking', 'reconsidering'].includes(one.state));
    const lateOnes = db.get<{ n: number }>(`SELECT count(*) AS n FROM case_event v JOIN identification_case c ON c.id = v.case_id WHERE c.student_id = ? AND v.event = 'end_notice'`, id)!.n;
    if (heldNow && lateOnes === 0) expect(caseOf(db, id).state).not.toBe('confirmed');
  }
}

test('no order of acts ends a notice over an open objection, confirms a held line, or turns dates around', async () => {
  await fc.assert(fc.asyncProperty(acts, async (sequence) => {
    const school: Posted = await posted();
    let today = '2025-09-23';
    let ended = false;
    for (const one of sequence) {
      if (one[0] === 'wait') today = addDays(date(today), 1 + one[1] * 3);
      school.setNow(`${today}T09:00:00+08:00`);
      await act(school, one, today);
      const now = (await school.client.notices.get({ schoolId: school.schoolId, noticeId: school.noticeId })).endedConfirmedOn !== null;
      checkInvariants(school, now && !ended);
      ended = now;
    }
    school.app.core.archive?.database.close();
    (school.app.core as { archive: AidSchool['app']['core']['archive'] }).archive = null;
  }), { numRuns: 25 });
}, 240_000);
