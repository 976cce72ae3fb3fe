import { expect, test } from 'vitest';
import type { ApplicationDraft } from '#shared/domain/applications/application-form.ts';
import { emptyDraft, emptyMember } from '#shared/domain/applications/application-form.ts';
import { liMingsDraft } from '#test/fixtures/applications/li-ming.ts';
import { importSmallRoster } from '#test/helpers/listed-school.ts';
import { openTestSchool, refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import type { OpenSchool } from '#test/helpers/test-app.ts';

const term = '2025-2026-1' as never;

async function school(): Promise<OpenSchool & { readonly idOf: (name: string) => number; readonly row: (name: string) => Promise<Record<string, unknown>> }> {
  const open = await openTestSchool();
  await importSmallRoster(open.client, open.schoolId);
  const { rows } = await open.client.identification.register({ schoolId: open.schoolId, term });
  const idOf = (name: string): number => rows.find((row) => row.name === name)!.studentId;
  const row = async (name: string): Promise<Record<string, unknown>> => (await open.client.applications.list({ schoolId: open.schoolId, term })).find((one) => one.name === name)!;
  return { ...open, idOf, row };
}

test('a form is typed as a draft, taken in, corrected with its reason, and every version is kept', async () => {
  const { client, schoolId, idOf, row } = await school();
  const studentId = idOf('李明');
  const at = { schoolId, term, studentId };
  const fresh = await client.applications.get(at);
  expect(fresh).toMatchObject({ state: 'none', draftFrom: 'register', register: { name: '李明' } });
  expect(fresh.draft.members).toEqual([{ ...emptyMember, name: '李吉祥', relation: '父亲', age: '45' }]);

  await client.applications.saveDraft({ ...at, draft: { ...emptyDraft('two_page'), appliedOn: '还没写', guardianPhone: '139' } });
  expect(await row('李明')).toMatchObject({ state: 'draft', appliedOn: null, caseState: null, lacks: expect.arrayContaining(['申请日期“还没写”看不懂；请写成 2025-09-05 这样']) as never });

  const received = await client.applications.receive({ ...at, draft: liMingsDraft() });
  expect(received).toMatchObject({ state: 'received', versionNo: 1 });
  expect(received.looks.map(({ sentence }) => sentence)).toEqual(['勾选了低保家庭学生，但没有部门名单、证件或承诺书作依据；请收材料或核对名单']);
  expect(await row('李明')).toMatchObject({
    state: 'received', openDraft: false, appliedOn: '2025-09-05', familySize: 4, perHeadFen: 900_000, computedFen: 900_000, groups: ['低保家庭学生'], caseState: 'applied', route: 'application',
  });

  const changed = { ...liMingsDraft(), perHead: '0.9' };
  expect((await refusalOf(client.applications.receive({ ...at, draft: liMingsDraft(), reason: '再收一次' }))).data.code).toBe('application.nothing_changed');
  expect((await refusalOf(client.applications.receive({ ...at, draft: changed }))).data.problems?.[0]?.code).toBe('application.reason_missing');
  const corrected = await client.applications.receive({ ...at, draft: changed, reason: '家长更正了单位' });
  expect(corrected).toMatchObject({ state: 'corrected', versionNo: 2 });
  expect(corrected.looks.map(({ sentence }) => sentence)).toContain('家庭人均年收入填 0.90 元，按成员收入复算（4 人）是 9,000.00 元；像是以万元为单位填的。两个数都留着，请问清家长');
  const view = await client.applications.get(at);
  expect(view.versions.map(({ versionNo, changes, reason, by }) => ({ versionNo, changes, reason, by }))).toEqual([
    { versionNo: 1, changes: [], reason: '', by: '周敏' }, { versionNo: 2, changes: ['家庭人均年收入：9000 → 0.90'], reason: '家长更正了单位', by: '周敏' },
  ]);
  const { procedure } = await client.identification.explain({ schoolId, studentId, schoolYear: '2025-2026' as never });
  expect(procedure.steps.find(({ step }) => step === 'application')).toMatchObject({ state: 'done', onDate: '2025-09-05', times: 1 });
});

test('what is wrong keeps a form out with its field named, and nothing of it is stored', async () => {
  const { client, schoolId, idOf, row } = await school();
  const at = { schoolId, term, studentId: idOf('李明') };
  const draft = liMingsDraft();
  const wrong: ApplicationDraft = {
    ...draft, appliedOn: '2025-11-20', guardianPhone: '13900000', postcode: '63700', familySize: '四',
    members: [...draft.members, { ...emptyMember, name: '李明', relation: '本人', income: '每月2000' }, { ...emptyMember, name: '李吉祥', age: '一百' }],
    consent: { ...draft.consent, given: 'unknown' },
  };
  const { data } = await refusalOf(client.applications.receive({ ...at, draft: wrong }));
  expect(data.problems?.map(({ code, column }: { code: string; column?: string }) => `${column} ${code}`).toSorted()).toEqual([
    'appliedOn application.date_in_future', 'consent.given application.consent_missing', 'familySize application.family_size_unread', 'guardianPhone application.phone_digits',
    'members.3.income application.member_income_unread', 'members.3.name application.member_is_pupil', 'members.4.age application.member_age_unread',
    'members.4.name application.member_twice', 'postcode application.postcode_digits',
  ]);
  expect(data.problems?.find(({ code }) => code === 'application.member_income_unread')?.sentence).toBe('家庭成员第 4 行李明的年收入“每月2000”是按月的收入，请问清全年收入后填写');
  expect(await row('李明')).toMatchObject({ state: 'none', caseState: null });
});

test('the case follows: a list-matched and decided case is left alone, an applied one gets the date of the form, a date in the wrong order is refused', async () => {
  const { client, schoolId, idOf, row } = await school();
  const [liMing, liHua, chenXin] = [idOf('李明'), idOf('李华'), idOf('陈欣')];
  const decision = { body: '学校认定工作组', decidedOn: '2025-09-20' as never, effectiveTerm: term };
  await client.identification.save({
    schoolId, term, decision,
    entries: [{ studentId: liMing, route: 'list_match', grade: '困难', reason: '低保' }, { studentId: liHua, route: 'application', grade: '困难', reason: '评议' }, { studentId: chenXin, route: 'application', appliedOn: '2025-09-01' as never, grade: '困难', reason: '评议' }],
  });
  const draftOf = (appliedOn: string): ApplicationDraft => ({ ...liMingsDraft(), members: [], appliedOn, promise: { handwritten: 'yes', signedBy: '家长', signedOn: appliedOn }, consent: { given: 'yes', signedBy: '家长', relation: '父亲', signedOn: appliedOn } });
  await client.applications.receive({ schoolId, term, studentId: liMing, draft: draftOf('2025-10-08') });
  expect(await row('李明')).toMatchObject({ state: 'received', caseState: 'determined', route: 'list_match' });
  const { data } = await refusalOf(client.applications.receive({ schoolId, term, studentId: liHua, draft: draftOf('2025-10-08') }));
  expect(data.problems?.[0]).toMatchObject({ code: 'procedure.dates_inverted', sentence: expect.stringContaining('申请 2025-10-08 晚于认定 2025-09-20') as never });
  expect(await row('李华')).toMatchObject({ state: 'none' });
  await client.applications.receive({ schoolId, term, studentId: chenXin, draft: draftOf('2025-09-03') });
  const { case: one } = await client.identification.explain({ schoolId, studentId: chenXin, schoolYear: '2025-2026' as never });
  expect(one).toMatchObject({ state: 'determined', appliedOn: '2025-09-03' });
});

test('a family takes its form back and hands in another; a draft that was never received goes without a trace', async () => {
  const { client, schoolId, idOf, row } = await school();
  const at = { schoolId, term, studentId: idOf('李明') };
  await client.applications.receive({ ...at, draft: liMingsDraft() });
  await client.applications.withdraw({ ...at, reason: '家里情况好转，不再申请', declineCase: true });
  expect(await row('李明')).toMatchObject({ state: 'withdrawn', caseState: 'declined' });
  expect((await refusalOf(client.applications.withdraw({ ...at, reason: '再撤一次', declineCase: false }))).data.code).toBe('application.state_forbids');
  expect(await client.applications.receive({ ...at, draft: liMingsDraft() })).toMatchObject({ state: 'received', versionNo: 2 });
  expect(await row('李明')).toMatchObject({ state: 'received', caseState: 'applied' });

  const other = { ...at, studentId: idOf('李华') };
  await client.applications.saveDraft({ ...other, draft: emptyDraft('one_sheet') });
  await client.applications.discardDraft(other);
  expect(await row('李华')).toMatchObject({ state: 'none' });
  expect((await refusalOf(client.applications.discardDraft(other))).data.code).toBe('application.no_draft');
});

test('a paper is checked by somebody on a day; the step is done when none is missing', async () => {
  const { client, schoolId, idOf, row } = await school();
  const at = { schoolId, term, studentId: idOf('李明') };
  const step = async (): Promise<unknown> => (await client.identification.explain({ schoolId, studentId: at.studentId, schoolYear: '2025-2026' as never })).procedure.steps.find((one) => one.step === 'evidence');
  await client.applications.receive({ ...at, draft: liMingsDraft() });
  const day = '2025-09-08' as never;
  await client.applications.recordCheck({ ...at, item: '户口本复印件', result: 'accepted', reviewer: '王老师', checkedOn: day });
  expect(await step()).toMatchObject({ state: 'done', onDate: '2025-09-08' });
  await client.applications.recordCheck({ ...at, item: '低保证', result: 'missing', reviewer: '王老师', checkedOn: day, note: '约好周五带来' });
  expect(await step()).toMatchObject({ state: 'ahead', onDate: null });
  expect(await row('李明')).toMatchObject({ papers: 2, papersDone: 1 });
  await client.applications.recordCheck({ ...at, item: '低保证', result: 'accepted', reviewer: '王老师', checkedOn: '2025-09-12' as never });
  expect(await step()).toMatchObject({ state: 'done', onDate: '2025-09-08', times: 2 });
  expect((await refusalOf(client.applications.recordCheck({ ...at, item: '病历', result: 'rejected', reviewer: '王老师', checkedOn: day }))).data.code).toBe('application.check_needs_note');
  expect((await refusalOf(client.applications.recordCheck({ ...at, item: '病历', result: 'accepted', reviewer: '王老师', checkedOn: '2025-12-01' as never }))).data.code).toBe('application.check_in_future');
  const early = await refusalOf(client.applications.recordCheck({ ...at, studentId: idOf('李明'), item: '病历', result: 'accepted', reviewer: '王老师', checkedOn: '2025-09-01' as never }));
  expect(early.data.problems?.[0]).toMatchObject({ code: 'procedure.dates_inverted' });
});

test('a class teacher enters forms of the own class, never meets a number, and does not lose the one the office typed', async () => {
  const open = await school();
  const { client, schoolId, idOf } = open;
  const studentId = idOf('李明');
  const { rows } = await client.identification.register({ schoolId, term });
  const classId = rows.find((row) => row.studentId === studentId)!.classId!;
  const draft = { ...liMingsDraft(), written: { ...liMingsDraft().written, idNumber: '999999201303070099', name: '李 明' } };
  await client.applications.receive({ schoolId, term, studentId, draft });
  await signInAs(open, 'class_teacher', 'teacher', [classId]);
  const view = await client.applications.get({ schoolId, term, studentId });
  expect(view).toMatchObject({ idNumberHidden: true, draft: { written: { idNumber: '', name: '' } } });
  expect(JSON.stringify(view)).not.toContain('999999201303070099');
  await client.applications.receive({ schoolId, term, studentId, draft: { ...view.draft, address: '云岭县城关镇柳溪村五组' }, reason: '搬家了' });
  expect((await client.applications.list({ schoolId, term })).map(({ name }) => name)).toEqual(['李明']);
  expect((await refusalOf(client.applications.saveDraft({ schoolId, term, studentId: idOf('李华'), draft }))).code).toBe('NOT_FOUND');
  await signInAsAdministrator(open);
  const after = await client.applications.get({ schoolId, term, studentId });
  expect(after.draft).toMatchObject({ address: '云岭县城关镇柳溪村五组', written: { idNumber: '999999201303070099' } });
  expect(after.versions[1]?.changes).toEqual(['详细通讯地址有改动']);
});
