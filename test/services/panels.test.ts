import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { procedurePresets } from '#shared/domain/identification/procedure-profile.ts';
import type { PanelRule } from '#shared/domain/identification/procedure-profile.ts';
import { findMeeting } from '#main/db/queries/panel-meetings.ts';
import { openDesk } from '#main/services/meeting-desk.ts';
import { ballotsPaper, keyPaper, minutesPaper } from '#main/services/meeting-papers.ts';
import { importPanelSchool, makePanel, particulars, term, year } from '#test/helpers/panel-school.ts';
import { adoptTable, heavyAnswers } from '#test/helpers/score-school.ts';
import { openTestSchool, refusalOf, signInAs } from '#test/helpers/test-app.ts';

type School = Awaited<ReturnType<typeof openSchool>>;

async function openSchool() {
  const open = await openTestSchool();
  return { ...open, ...await importPanelSchool(open.client, open.schoolId) };
}

async function setPanelRule({ client, schoolId }: School, panel: Partial<PanelRule>): Promise<void> {
  const { revisionSteps, ...spec } = procedurePresets[0].spec;
  await client.procedure.set({ schoolId, validFrom: year, name: '云岭县', source: '', spec: { ...spec, steps: { ...spec.steps, class_review: 'recorded' }, revisionSteps: [...revisionSteps], panel: { ...spec.panel, ...panel } } });
}

/** A meeting of the class's body with everyone there and every applicant of the class on its agenda. */
async function classMeeting(school: School, part: Partial<typeof particulars> | object = {}) {
  const { client, schoolId } = school;
  const panel = await makePanel(client, schoolId, { level: 'class', classId: school.classOf('李明') }, [
    { kind: 'parent', name: '李吉祥', studentId: null, relatives: [{ studentId: school.idOf('李明'), relation: '父亲' }] }, { kind: 'pupil', name: '', studentId: school.idOf('王芳'), relatives: [] },
  ]);
  const { meetingId } = await client.meetings.create({ schoolId, term, panelId: panel.panelId, ...particulars, chairId: panel.idOf('何老师甲'), ...part });
  const at = { schoolId, term, meetingId };
  const candidates = await client.meetings.candidates(at);
  await client.meetings.addCases({ ...at, caseIds: candidates.map((one) => one.caseId) });
  const { seats } = await client.meetings.get(at);
  await client.meetings.setAttendance({ ...at, seats: seats.map((seat) => ({ memberId: seat.memberId, present: true })) });
  return { ...panel, at, candidates };
}

type Meeting = Awaited<ReturnType<typeof classMeeting>>;

/** Everyone who may votes this grade for every case. */
async function voteAll({ client }: School, { at }: Meeting, grade = '困难'): Promise<void> {
  const { agenda, seats } = await client.meetings.get(at);
  await client.meetings.saveEntries({
    ...at, entries: agenda.map((one) => ({ meetingCaseId: one.meetingCaseId, grade, votes: seats.filter((seat) => seat.present && !one.recused.includes(seat.memberId)).map((seat) => ({ memberId: seat.memberId, choice: grade, votes: 1 })) })),
  });
}

test('a body keeps who left; no pupil below the set year, nobody twice, nobody outside the term or the class', async () => {
  const school = await openSchool();
  const { client, schoolId, idOf } = school;
  const { panelId, idOf: memberOf } = await makePanel(client, schoolId, { level: 'school' }, []);
  const at = { schoolId, term, panelId };
  const add = (part: object) => client.panels.addMember({ ...at, kind: 'pupil' as const, fromOn: isoDate('2025-09-01'), ...part });
  expect((await refusalOf(add({ studentId: idOf('冯小小') }))).data.sentence).toBe('冯小小 还不到四年级；本校规定低年级学生不参加评议，请改请家长代表');
  await add({ studentId: idOf('钱多') });
  expect((await refusalOf(add({ studentId: idOf('钱多') }))).data.code).toBe('panel.member_twice');
  expect((await refusalOf(add({ studentId: idOf('王芳'), fromOn: isoDate('2025-08-01') }))).data.code).toBe('panel.member_outside_term');
  expect((await refusalOf(add({}))).data.code).toBe('panel.pupil_needed');
  const before = await client.panels.get(at);
  expect(before.findings.map((one) => one.code)).toEqual(['panel.too_few_members', 'panel.too_few_parents_pupils', 'panel.member_applies']);
  await client.panels.endMember({ ...at, memberId: memberOf('何老师丁'), untilOn: isoDate('2025-10-08'), reason: '调离本校' });
  expect((await refusalOf(client.panels.endMember({ ...at, memberId: memberOf('何老师丁'), untilOn: isoDate('2025-10-09'), reason: '调离本校' }))).data.sentence).toBe('何老师丁 已于 2025-10-08 离任');
  await client.panels.recordPosting({ ...at, place: '校门口公示栏', postedOn: isoDate('2025-09-02') });
  expect((await refusalOf(client.panels.recordPosting({ ...at, place: '校门口', postedOn: isoDate('2025-12-02') }))).data.code).toBe('panel.posted_in_future');
  const after = await client.panels.get(at);
  expect(after).toMatchObject({ members: 5, lastPostedOn: '2025-09-02' });
  expect(after.roll.find((one) => one.name === '何老师丁')).toMatchObject({ sits: false, untilOn: '2025-10-08', untilReason: '调离本校' });
  const klass = await makePanel(client, schoolId, { level: 'class', classId: school.classOf('李明') }, []);
  expect((await refusalOf(client.panels.addMember({ ...at, panelId: klass.panelId, kind: 'pupil', studentId: idOf('钱多'), fromOn: isoDate('2025-09-01') }))).data.sentence).toContain('所选学生不在七年级(1)班');
});

test('the parent of an applicant and the applicant himself keep out of their own case, and it is counted so', async () => {
  const school = await openSchool();
  const { client, idOf } = school;
  const meeting = await classMeeting(school);
  const { agenda, recusals } = await client.meetings.get(meeting.at);
  expect(recusals.map((one) => [one.studentName, one.memberName, one.ground, one.decision])).toEqual(expect.arrayContaining([['李明', '李吉祥', 'guardian', 'recused'], ['王芳', '王芳', 'self', 'recused']]));
  const ming = agenda.find((one) => one.studentId === idOf('李明'))!;
  const refused = await refusalOf(client.meetings.saveEntries({ ...meeting.at, entries: [{ meetingCaseId: ming.meetingCaseId, votes: [{ memberId: meeting.idOf('李吉祥'), choice: '困难', votes: 1 }] }] }));
  expect(refused.data.sentence).toBe(`${ming.label} 号：李吉祥要回避，不能投；请去掉这一票`);
  await voteAll(school, meeting);
  const after = await client.meetings.get(meeting.at);
  expect(after.agenda.find((one) => one.studentId === idOf('李明'))!.outcomeWords).toBe('困难 6/6 票');
  expect(after.agenda.find((one) => one.studentId === idOf('陈欣'))!.outcomeWords).toBe('困难 7/7 票');
});

test('one household is only asked about: closing waits for the answer, a dismissal needs its reason', async () => {
  const school = await openSchool();
  const { client, schoolId, idOf } = school;
  const panel = await makePanel(client, schoolId, { level: 'school' }, [{ kind: 'pupil', name: '', studentId: idOf('赵一诺'), relatives: [] }]);
  const { meetingId } = await client.meetings.create({ schoolId, term, panelId: panel.panelId, ...particulars, chairId: panel.idOf('何老师甲') });
  const at = { schoolId, term, meetingId };
  await client.meetings.addCases({ ...at, caseIds: [school.caseOf('赵一鸣')] });
  const { seats, recusals } = await client.meetings.get(at);
  expect(recusals).toMatchObject([{ studentName: '赵一鸣', memberName: '赵一诺', ground: 'shared_household', certain: false, decision: null }]);
  await client.meetings.setAttendance({ ...at, seats: seats.map((seat) => ({ memberId: seat.memberId, present: true })) });
  await voteAll(school, { at } as Meeting);
  expect((await refusalOf(client.meetings.close(at))).data.problems?.map((one) => one.code)).toEqual(['meeting.recusal_undecided']);
  const answer = { ...at, meetingCaseId: recusals[0]!.meetingCaseId, memberId: recusals[0]!.memberId };
  expect((await refusalOf(client.meetings.decideRecusal({ ...answer, decision: 'dismissed' }))).data.code).toBe('meeting.dismissal_needs_reason');
  await client.meetings.decideRecusal({ ...answer, decision: 'recused' });
  // Its vote went with it, so the count is right again.
  await client.meetings.close(at);
  expect((await client.meetings.get(at)).agenda[0]).toMatchObject({ outcomeWords: '困难 5/5 票', current: { grade: '困难' } });
});

test('every pupil of a class can be proposed and determined: nothing caps how many', async () => {
  const school = await openSchool();
  const { client, schoolId } = school;
  const meeting = await classMeeting(school);
  expect(meeting.candidates.length).toBe(8);
  await voteAll(school, meeting, '特别困难');
  await client.meetings.close(meeting.at);
  const { agenda } = await client.meetings.get(meeting.at);
  const asked = { ...meeting.at, meetingCaseIds: agenda.map((one) => one.meetingCaseId), decision: { body: '学校认定工作组', decidedOn: isoDate('2025-09-20'), effectiveTerm: term } };
  const preview = await client.meetings.previewDecision(asked);
  expect(preview).toMatchObject({ firstDecisions: 8, changedDecisions: 0 });
  expect(preview.rows.flatMap((row) => row.problems)).toEqual([]);
  expect((await client.identification.register({ schoolId, term })).counts.decided).toBe(0);
  await client.meetings.decide(asked);
  const { rows } = await client.identification.register({ schoolId, term });
  const own = rows.filter((row) => row.className === '七年级(1)班');
  expect(own.map((row) => row.determination?.grade)).toEqual(Array.from({ length: 8 }, () => '特别困难'));
  expect(own[0]!.determination!.reason).toMatch(/^七（1）班评议小组 2025-09-18 评议（1-0\d 号）：特别困难 \d\/\d 票$/);
  expect((await client.meetings.list({ schoolId, term }))[0]).toMatchObject({ cases: 8, proposed: 8, decided: 8 });
  expect(await client.meetings.decide(asked)).toEqual({ firstDecisions: 0, changedDecisions: 0, unchanged: 8 });
});

test('a closed meeting is a dated step of each case, a held-over case is not', async () => {
  const school = await openSchool();
  const { client, schoolId, idOf } = school;
  await setPanelRule(school, {});
  const meeting = await classMeeting(school);
  const { agenda } = await client.meetings.get(meeting.at);
  const held = agenda.find((one) => one.studentId === idOf('周乐'))!;
  await voteAll(school, meeting);
  await client.meetings.saveEntries({ ...meeting.at, entries: [{ meetingCaseId: held.meetingCaseId, heldOver: true, reason: '等家访' }] });
  const step = async (name: string) => (await client.identification.explain({ schoolId, studentId: idOf(name), schoolYear: year })).procedure.steps.find((one) => one.step === 'class_review');
  expect(await step('李明')).toMatchObject({ state: 'ahead' });
  await client.meetings.close(meeting.at);
  expect(await step('李明')).toMatchObject({ state: 'done', onDate: '2025-09-18' });
  expect(await step('周乐')).toMatchObject({ onDate: null });
  await client.meetings.correct({ ...meeting.at, heldOn: isoDate('2025-09-17'), reason: '日期抄错' });
  expect(await step('李明')).toMatchObject({ onDate: '2025-09-17' });
  const reviews = await client.meetings.ofStudent({ schoolId, studentId: idOf('李明'), schoolYear: year });
  expect(reviews).toMatchObject([{ panelName: '七（1）班评议小组', words: '建议 困难；困难 6/6 票', recusals: ['李吉祥（家长代表，申请学生的家长）'] }]);
});

test('a meeting before the application or after the decision puts dates in the wrong order and is refused by name', async () => {
  const school = await openSchool();
  const { client, schoolId, idOf } = school;
  await setPanelRule(school, {});
  const meeting = await classMeeting(school, { heldOn: isoDate('2025-09-03') });
  await voteAll(school, meeting);
  const early = await refusalOf(client.meetings.close(meeting.at));
  expect(early.data.problems?.length).toBe(8);
  expect(early.data.problems?.map((one) => one.sentence)).toContain('李明 的日期倒置：申请 2025-09-08 晚于班级评议 2025-09-03；请核对两份材料上的日期，改正写错的那一个');
  await client.identification.save({ schoolId, term, entries: [{ studentId: idOf('王芳'), grade: '困难', reason: '重病' }], decision: { body: '学校', decidedOn: isoDate('2025-09-12'), effectiveTerm: term } });
  await client.meetings.update({ ...meeting.at, ...particulars, chairId: meeting.idOf('何老师甲') });
  const late = await refusalOf(client.meetings.close(meeting.at));
  expect(late.data.problems?.map((one) => one.sentence)).toEqual(['王芳 的日期倒置：班级评议 2025-09-18 晚于认定 2025-09-12；请核对两份材料上的日期，改正写错的那一个']);
  // The same meeting as 动态调整 stands after the decision by nature.
  await client.meetings.update({ ...meeting.at, ...particulars, purpose: 'revision', chairId: meeting.idOf('何老师甲') });
  await client.meetings.close(meeting.at);
});

test('a tie is decided by the rule of the meeting and never by the program', async () => {
  const school = await openSchool();
  const { client } = school;
  const meeting = await classMeeting(school, { method: 'secret_ballot' });
  const { agenda } = await client.meetings.get(meeting.at);
  const one = agenda.find((each) => each.recused.length === 0)!;
  const rest = agenda.filter((each) => each !== one);
  await client.meetings.saveEntries({ ...meeting.at, entries: rest.map((each) => ({ meetingCaseId: each.meetingCaseId, heldOver: true, reason: '下次议' })) });
  const tie = { meetingCaseId: one.meetingCaseId, votes: [{ memberId: null, choice: '困难', votes: 3 }, { memberId: null, choice: '一般困难', votes: 3 }, { memberId: null, choice: '废票', votes: 1 }] };
  const close = async (part: object) => {
    await client.meetings.saveEntries({ ...meeting.at, entries: [{ ...tie, ...part }] });
    return (await client.meetings.checkClosing(meeting.at)).problems.map((problem) => problem.code);
  };
  expect(await close({})).toEqual(['meeting.case_open']);
  expect(await close({ grade: '困难' })).toEqual(['meeting.tie_needs_chair']);
  expect(await close({ grade: '不困难', byChair: true, reason: '收入高' })).toEqual(['meeting.chair_outside_tie']);
  expect(await close({ grade: '困难', byChair: true, reason: '两个孩子读书' })).toEqual([]);
  await client.meetings.update({ ...meeting.at, ...particulars, method: 'secret_ballot', tieRule: 'revote', chairId: meeting.idOf('何老师甲') });
  expect(await close({ grade: '困难', byChair: true, reason: '两个孩子读书' })).toEqual(['meeting.tie_needs_revote']);
  expect(await client.meetings.revote({ ...meeting.at, meetingCaseId: one.meetingCaseId })).toEqual({ round: 2 });
  expect(await close({ votes: [{ memberId: null, choice: '困难', votes: 6 }], grade: '困难' })).toEqual(['meeting.count_differs']);
  expect(await close({ votes: [{ memberId: null, choice: '困难', votes: 5 }, { memberId: null, choice: '弃权', votes: 2 }], grade: '困难' })).toEqual([]);
  expect((await client.meetings.get(meeting.at)).agenda.find((each) => each.meetingCaseId === one.meetingCaseId)!.earlierRounds).toEqual([{ round: 1, words: '困难 3 · 一般困难 3 · 废票 1' }]);
});

test('quorum and majority are the place’s figures, after recusal', async () => {
  const school = await openSchool();
  const { client, idOf } = school;
  await setPanelRule(school, { attendancePercent: 80, majorityPercent: 66 });
  const meeting = await classMeeting(school);
  const { seats } = await client.meetings.get(meeting.at);
  const away = new Set(['何老师丁', '何老师戊']);
  await client.meetings.setAttendance({ ...meeting.at, seats: seats.map((seat) => ({ memberId: seat.memberId, present: !away.has(seat.name), absentReason: '出差' })) });
  await voteAll(school, meeting);
  const problems = (await client.meetings.checkClosing(meeting.at)).problems;
  expect(new Set(problems.map((one) => one.code))).toEqual(new Set(['meeting.no_quorum']));
  expect(problems.map((one) => one.sentence)).toContainEqual(expect.stringContaining('回避后应到 6 人，到会 4 人，不到本校程序定的 80%'));
  await client.meetings.setAttendance({ ...meeting.at, seats: seats.map((seat) => ({ memberId: seat.memberId, present: true })) });
  await voteAll(school, meeting);
  const { agenda } = await client.meetings.get(meeting.at);
  const one = agenda.find((each) => each.studentId === idOf('陈欣'))!;
  await client.meetings.saveEntries({ ...meeting.at, entries: [{ meetingCaseId: one.meetingCaseId, grade: '困难', votes: seats.map((seat, index) => ({ memberId: seat.memberId, choice: index < 4 ? '困难' : '弃权', votes: 1 })) }] });
  expect((await client.meetings.checkClosing(meeting.at)).problems.map((problem) => problem.sentence)).toEqual([`${one.label} 号：“困难”得 4 票（到会可投 7 人），不到本校程序定的 66%；请重新投票或注明暂缓`]);
});

test('scores: one from each, the ends left out, and the body writes why', async () => {
  const school = await openSchool();
  const { client, idOf } = school;
  const meeting = await classMeeting(school, { method: 'score', trim: 1 });
  const { agenda, seats } = await client.meetings.get(meeting.at);
  const one = agenda.find((each) => each.studentId === idOf('陈欣'))!;
  const entry = { meetingCaseId: one.meetingCaseId, scores: seats.map((seat, index) => ({ memberId: seat.memberId, scoreHundredths: 8000 + index * 111 })), grade: '困难' };
  expect((await refusalOf(client.meetings.saveEntries({ ...meeting.at, entries: [{ ...entry, scores: [{ memberId: seats[0]!.memberId, scoreHundredths: 10_001 }] }] }))).data.sentence).toContain('要在 0 到 100.00 之间');
  expect((await refusalOf(client.meetings.saveEntries({ ...meeting.at, entries: [{ meetingCaseId: one.meetingCaseId, votes: [{ memberId: null, choice: '困难', votes: 7 }] }] }))).data.problems?.map((each) => each.code)).toEqual(['meeting.method_differs']);
  await client.meetings.saveEntries({ ...meeting.at, entries: [entry] });
  expect((await client.meetings.get(meeting.at)).agenda.find((each) => each.meetingCaseId === one.meetingCaseId)!.outcomeWords).toBe('平均 83.33 分（5 份）');
  expect((await client.meetings.checkClosing(meeting.at)).problems.map((problem) => problem.code)).toContain('meeting.score_needs_reason');
  expect((await refusalOf(client.meetings.update({ ...meeting.at, ...particulars, chairId: meeting.idOf('何老师甲') }))).data.code).toBe('meeting.method_in_use');
});

test('closed minutes are corrected beside what stood there, signed with a scan, and signed anew after a correction', async () => {
  const school = await openSchool();
  const { app, client, schoolId, idOf } = school;
  const meeting = await classMeeting(school);
  await voteAll(school, meeting);
  expect((await refusalOf(client.meetings.correct({ ...meeting.at, reason: '写错了' }))).data.code).toBe('meeting.state_forbids');
  await client.meetings.close(meeting.at);
  const { agenda } = await client.meetings.get(meeting.at);
  const one = agenda.find((each) => each.studentId === idOf('陈欣'))!;
  expect((await refusalOf(client.meetings.saveEntries({ ...meeting.at, entries: [{ meetingCaseId: one.meetingCaseId, grade: '困难' }] }))).data.sentence).toContain('第 1 次会议的纪要现在是“已定稿”');
  expect((await refusalOf(client.meetings.sign({ ...meeting.at, signedOn: isoDate('2025-09-19') }))).data.code).toBe('meeting.scan_missing');
  const scan = (text: string) => client.attachments.add({ schoolId, subject: 'meeting', subjectId: meeting.at.meetingId, kind: '签字纪要', file: new File([`%PDF-1.4 ${text}`], '纪要.pdf') });
  await scan('一');
  await client.meetings.sign({ ...meeting.at, signedOn: isoDate('2025-09-19') });
  expect((await refusalOf(client.meetings.correct({ ...meeting.at, meetingCaseId: one.meetingCaseId, grade: '困难', reason: '唱票有误' }))).data.code).toBe('meeting.correction_same');
  (app as unknown as { setNow(text: string): void }).setNow('2025-10-31T10:00:00+08:00');
  await client.meetings.correct({ ...meeting.at, meetingCaseId: one.meetingCaseId, grade: '一般困难', reason: '唱票有误' });
  const after = await client.meetings.get(meeting.at);
  expect(after).toMatchObject({ state: 'closed', corrections: [{ label: one.label, words: '意见更正为：建议 一般困难', reason: '唱票有误' }] });
  expect(after.agenda.find((each) => each.meetingCaseId === one.meetingCaseId)).toMatchObject({ proposal: { grade: '困难' }, current: { grade: '一般困难' } });
  expect((await refusalOf(client.meetings.sign({ ...meeting.at, signedOn: isoDate('2025-10-31') }))).data.code).toBe('meeting.scan_missing');
  await scan('二');
  await client.meetings.sign({ ...meeting.at, signedOn: isoDate('2025-10-31') });
  const db = app.core.archive!.database.writer;
  for (const sql of ['UPDATE meeting_case SET grade = NULL', 'DELETE FROM meeting_vote', 'UPDATE meeting_correction SET reason = \'x\'', 'DELETE FROM panel_meeting', "UPDATE panel_meeting SET state = 'draft'", 'DELETE FROM panel_member', 'UPDATE meeting_seat SET present = 0']) {
    expect(() => db.run(sql), sql).toThrow(/never|append-only|kept/);
  }
});

test('the numbers tell neither order nor class, and a draft is thrown away whole', async () => {
  const school = await openSchool();
  const { client, schoolId } = school;
  const meeting = await classMeeting(school);
  const { agenda } = await client.meetings.get(meeting.at);
  expect(agenda.map((one) => one.label)).toEqual(['1-01', '1-02', '1-03', '1-04', '1-05', '1-06', '1-07', '1-08']);
  expect(agenda.map((one) => one.name).toSorted()).toEqual(meeting.candidates.map((one) => one.name).toSorted());
  expect((await refusalOf(client.meetings.addCases({ ...meeting.at, caseIds: [school.caseOf('李明'), school.caseOf('钱多'), 999_999] }))).data.problems?.map((one) => one.code)).toEqual(['meeting.case_there_already', 'meeting.case_outside', 'meeting.case_unknown']);
  await client.meetings.removeCases({ ...meeting.at, meetingCaseIds: [agenda[0]!.meetingCaseId] });
  expect((await client.meetings.candidates(meeting.at)).length).toBe(1);
  await client.meetings.discard(meeting.at);
  expect(await client.meetings.list({ schoolId, term })).toEqual([]);
});

test('a class teacher holds the class’s own meeting and reaches no other body', async () => {
  const school = await openSchool();
  const { client, schoolId, classOf } = school;
  const whole = await makePanel(client, schoolId, { level: 'school' }, []);
  await signInAs(school, 'class_teacher', 'teacher', [classOf('李明')]);
  const meeting = await classMeeting(school);
  await voteAll(school, meeting);
  await client.meetings.close(meeting.at);
  await client.attachments.add({ schoolId, subject: 'meeting', subjectId: meeting.at.meetingId, kind: '签字纪要', file: new File(['%PDF-1.4 一'], '纪要.pdf') });
  expect((await client.panels.list({ schoolId, term })).map((one) => one.level)).toEqual(['class']);
  expect((await refusalOf(client.panels.get({ schoolId, term, panelId: whole.panelId }))).code).toBe('NOT_FOUND');
  expect((await refusalOf(client.attachments.list({ schoolId, subject: 'panel', subjectId: whole.panelId }))).code).toBe('NOT_FOUND');
  const other = { schoolId, term, type: 'review_panel' as const, level: 'class' as const, classId: classOf('钱多'), name: '六（1）班评议小组', appointedOn: isoDate('2025-09-01'), fromOn: isoDate('2025-09-01') };
  expect((await refusalOf(client.panels.save(other))).data.code).toBe('panel.not_your_class');
});

test('ballots and minutes say numbers and no names of applicants; only the sealed key does', async () => {
  const school = await openSchool();
  const { app, client, schoolId } = school;
  const meeting = await classMeeting(school);
  await voteAll(school, meeting);
  const db = app.core.archive!.database.reader;
  const desk = openDesk(db, findMeeting(db, schoolId, meeting.at.meetingId)!);
  const printed = { schoolId, term, session: app.core.archive!.session, printedBy: '周敏', printedAt: '2025-10-31T01:00:00Z' };
  // 王芳 sits on the body herself; every other applicant may stand nowhere but in the key.
  const applicants = meeting.candidates.map((one) => one.name).filter((name) => name !== '王芳');
  const said = (paper: object) => applicants.filter((name) => JSON.stringify(paper).includes(name));
  expect(said(ballotsPaper(db, desk, printed))).toEqual([]);
  expect(said(minutesPaper(db, desk, printed))).toEqual([]);
  expect(said(keyPaper(db, desk, printed))).toEqual(applicants);
  // A member's name beside the number he keeps out of would tell whose it is.
  expect(minutesPaper(db, desk, printed).recusals.join()).toMatch(/^1-0\d 号 (家长|学生)代表 1 人/);
  expect(ballotsPaper(db, desk, printed).ballots.map((ballot) => ballot.lines.filter((line) => line.recused).length)).toEqual([0, 0, 0, 0, 0, 1, 1]);
  for (const print of [client.meetings.printAttendance, client.meetings.printBallots, client.meetings.printMinutes, client.meetings.printKey]) {
    const file = await print(meeting.at);
    expect(Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
  }
});

test('the school’s ballots tell what stood on the day: ticked factors without their words, the visit’s conclusion, the class’s opinion', async () => {
  const school = await openSchool();
  const { app, client, schoolId, idOf, caseOf } = school;
  const klass = await classMeeting(school);
  await voteAll(school, klass);
  await client.meetings.close(klass.at);
  const visitors = [{ name: '王芳', role: '班主任' }, { name: '刘洋', role: '资助专干' }];
  const seen = { way: 'on_site' as const, visitors, verdict: 'mostly_true' as const, findings: '土坯房两间', familyWords: '父亲长年服药' };
  await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('陈欣'), ...seen, visitedOn: isoDate('2025-09-16') },
    { studentId: idOf('周乐'), ...seen, visitedOn: isoDate('2025-09-25') }] });
  await client.identification.save({ schoolId, term, entries: [{ studentId: idOf('陈欣'),
    addGroups: [{ groupKey: 'disabled_student', kind: 'certificate', certificateNo: '99999920130307001441' }, { groupKey: 'sudden_event', kind: 'declaration' }] }] });
  const panel = await makePanel(client, schoolId, { level: 'school' }, []);
  const { meetingId } = await client.meetings.create({ schoolId, term, panelId: panel.panelId, ...particulars, heldOn: isoDate('2025-09-20'), chairId: panel.idOf('何老师甲') });
  const at = { schoolId, term, meetingId };
  const candidates = await client.meetings.candidates(at);
  expect(candidates.find((one) => one.name === '陈欣')).toMatchObject({ visitedOn: '2025-09-16', reviewedIn: null });
  await client.meetings.addCases({ ...at, caseIds: ['陈欣', '周乐', '钱多'].map(caseOf) });
  const { agenda } = await client.meetings.get(at);
  const factsOf = (name: string) => agenda.find((one) => one.name === name)!.facts;
  expect(factsOf('陈欣')).toEqual({ route: '个人申请', factors: ['特殊群体', '突发状况'], visitedOn: '2025-09-16', visitWords: '基本属实', scoreWords: '', classWords: '建议 困难' });
  // What came after the day of the meeting was not before its members.
  expect(factsOf('周乐')).toMatchObject({ visitedOn: null, visitWords: '', classWords: '建议 困难' });
  expect(factsOf('钱多')).toMatchObject({ factors: [], classWords: '' });
  const db = app.core.archive!.database.reader;
  const paper = JSON.stringify(ballotsPaper(db, openDesk(db, findMeeting(db, schoolId, meetingId)!),
    { schoolId, term, session: app.core.archive!.session, printedBy: '周敏', printedAt: '2025-10-31T01:00:00Z' }));
  expect(['残疾', '9999', '土坯', '服药', '陈欣', '七年级'].filter((word) => paper.includes(word))).toEqual([]);
  await signInAs(school, 'finance');
  expect((await client.meetings.get(at)).agenda.find((one) => one.name === '陈欣')!.facts).toMatchObject({ visitedOn: '2025-09-16', visitWords: '' });
});

test('a complete score sheet of the day is told as its figure; one of a later day or half filled is not', async () => {
  const school = await openSchool();
  const { client, schoolId, idOf, caseOf } = school;
  const tableId = await adoptTable(client, schoolId);
  const fill = (name: string, side: 'self' | 'verified', onDate: string) =>
    client.scoring.saveSheets({ schoolId, term, tableId, side, onDate: isoDate(onDate), by: '班级评议小组', entries: [{ studentId: idOf(name), answers: heavyAnswers as never }] });
  for (const [name, onDate] of [['陈欣', '2025-09-15'], ['周乐', '2025-09-25']] as const) for (const side of ['self', 'verified'] as const) await fill(name, side, onDate);
  await fill('钱多', 'self', '2025-09-15');
  const panel = await makePanel(client, schoolId, { level: 'school' }, []);
  const { meetingId } = await client.meetings.create({ schoolId, term, panelId: panel.panelId, ...particulars, chairId: null });
  const at = { schoolId, term, meetingId };
  await client.meetings.addCases({ ...at, caseIds: ['陈欣', '周乐', '钱多'].map(caseOf) });
  const words = new Map((await client.meetings.get(at)).agenda.map((one) => [one.name, one.facts.scoreWords]));
  expect(words.get('陈欣')).toMatch(/^\d+(\.\d+)? 分$/);
  expect([words.get('周乐'), words.get('钱多')]).toEqual(['', '']);
});
