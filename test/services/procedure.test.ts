import { expect, test } from 'vitest';
import { procedurePresets } from '#shared/domain/identification/procedure-profile.ts';
import { importSmallRoster } from '#test/helpers/listed-school.ts';
import { adoptTable, heavyAnswers } from '#test/helpers/score-school.ts';
import { openTestSchool, refusalOf } from '#test/helpers/test-app.ts';

const term = '2025-2026-1' as never;
const year = '2025-2026' as never;
const spec = (key: string) => {
  const { revisionSteps, ...rest } = procedurePresets.find((one) => one.key === key)!.spec;
  return { ...rest, revisionSteps: [...revisionSteps] };
};
const decision = { body: '学校认定工作组', decidedOn: '2025-09-22' as never, effectiveTerm: term };

async function openSchool() {
  const open = await openTestSchool();
  await importSmallRoster(open.client, open.schoolId);
  const { rows } = await open.client.identification.register({ schoolId: open.schoolId, term });
  return { ...open, studentId: rows[0]!.studentId, name: rows[0]!.name };
}

test('a school takes a procedure over from a year on; earlier years keep theirs', async () => {
  const { client, schoolId } = await openSchool();
  expect((await client.procedure.get({ schoolId, schoolYear: year })).inForce.name).toBe('通用：各步登记，缺的提示');
  await client.procedure.set({ schoolId, validFrom: year, name: '云岭县', source: '县教育局口头通知', spec: spec('jiangsu') });
  expect((await client.procedure.get({ schoolId, schoolYear: '2024-2025' as never })).inForce.name).toBe('通用：各步登记，缺的提示');
  const after = await client.procedure.get({ schoolId, schoolYear: '2026-2027' as never });
  expect(after.inForce).toMatchObject({ name: '云岭县', spec: { steps: { visit: 'required' } } });
  expect(after.history.map((row) => [row.name, row.by])).toEqual([['云岭县', '周敏']]);
  const without = { ...spec('default'), steps: { ...spec('default').steps, notice: 'off' as const } };
  expect((await refusalOf(client.procedure.set({ schoolId, validFrom: year, name: '无公示', source: '', spec: without }))).data.sentence).toContain('认定和公示是必经步骤');
});

test('no decision without what the procedure requires, and the pupil is named', async () => {
  const { client, schoolId, studentId, name } = await openSchool();
  await client.procedure.set({ schoolId, validFrom: year, name: '先家访', source: '', spec: spec('jiangsu') });
  const entries = [{ studentId, route: 'application' as const, grade: '困难', reason: '父母重病' }];
  const refused = await refusalOf(client.identification.save({ schoolId, term, decision, entries }));
  expect(refused.data.sentence).toBe(`${name} 在 2025-09-22 以前没有“家访”的记录；本校的认定程序要求先办这一步再认定`);
  expect((await client.identification.register({ schoolId, term })).counts.cases).toBe(0);
});

test('an application dated after the decision is refused, whichever of the two comes second', async () => {
  const { client, schoolId, studentId, name } = await openSchool();
  const sentence = `${name} 的日期倒置：申请 2025-09-25 晚于认定 2025-09-22；请核对两份材料上的日期，改正写错的那一个`;
  const both = await refusalOf(client.identification.save({ schoolId, term, decision, entries: [{ studentId, route: 'application', appliedOn: '2025-09-25' as never, grade: '困难', reason: '重病' }] }));
  expect(both.data.problems?.map((one) => one.sentence)).toEqual([sentence]);
  await client.identification.save({ schoolId, term, decision, entries: [{ studentId, route: 'application', appliedOn: '2025-09-20' as never, grade: '困难', reason: '重病' }] });
  const later = await refusalOf(client.identification.save({ schoolId, term, entries: [{ studentId, appliedOn: '2025-09-25' as never }] }));
  expect(later.data.sentence).toBe(sentence);
  const story = await client.identification.explain({ schoolId, studentId, schoolYear: year });
  expect(story.procedure.steps.filter((one) => one.state === 'done').map((one) => [one.step, one.onDate])).toEqual([['application', '2025-09-20'], ['determination', '2025-09-22']]);
  expect(story.procedure.steps.filter((one) => one.state === 'missing').map((one) => one.step)).toEqual(['letter', 'evidence', 'visit', 'school_review']);
  expect(story.procedure.inversions).toEqual([]);
});

test('what a decision in force rests on is not taken from under it; once the decision is revoked the record can be put right', async () => {
  const { client, schoolId, studentId, name } = await openSchool();
  const at = { schoolId, term };
  const everything = { ...spec('default'), steps: { ...spec('default').steps, letter: 'required' as const, application: 'required' as const, evidence: 'required' as const, score: 'required' as const } };
  await client.procedure.set({ schoolId, validFrom: year, name: '样样都要', source: '', spec: everything });
  const { title, body, slipText } = await client.letters.propose(at);
  await client.letters.issue({ ...at, title, body, slipText, grades: null, issuedOn: '2025-09-01' as never, replyBy: null });
  await client.letters.record({ ...at, entries: [{ studentId, givenOn: '2025-09-01' as never, returnedOn: null, choice: null }] });
  await client.identification.save({ ...at, entries: [{ studentId, route: 'application', appliedOn: '2025-09-08' as never }] });
  const check = (result: 'accepted' | 'rejected', checkedOn: string) => client.applications.recordCheck({ ...at, studentId, item: '收入证明', result, reviewer: '刘洋', checkedOn: checkedOn as never, note: '看过原件' });
  await check('accepted', '2025-09-10');
  const tableId = await adoptTable(client, schoolId);
  for (const side of ['self', 'verified'] as const) await client.scoring.saveSheets({ ...at, tableId, side, onDate: '2025-09-12' as never, by: '刘洋', entries: [{ studentId, answers: heavyAnswers }] });
  await client.identification.save({ ...at, decision, entries: [{ studentId, grade: '困难', reason: '父母重病' }] });
  const changes = {
    告知: () => client.letters.record({ ...at, entries: [{ studentId, givenOn: null, returnedOn: null, choice: null }] }),
    申请: () => client.identification.save({ ...at, entries: [{ studentId, appliedOn: null }] }),
    材料: () => check('rejected', '2025-10-20'),
    量化测评: () => client.scoring.withdraw({ ...at, studentId, reason: '算错了' }),
  };
  for (const change of Object.values(changes)) {
    const { data } = await refusalOf(change() as Promise<unknown>);
    expect(data.sentence).toMatch(new RegExp(`^${name} 在 2025-09-22 的认定以“.+”为前提（本校程序要求先办这一步再认定），这样改会让那次认定没有这一步；请先在“认定”里取消认定，改好后再认定$`));
  }
  await client.identification.recordEvent({ ...at, studentIds: [studentId], event: 'revoke', onDate: '2025-10-21' as never, note: '材料不实' });
  for (const change of Object.values(changes)) await change();
  const { procedure } = await client.identification.explain({ schoolId, studentId, schoolYear: year });
  expect(procedure.steps.filter((one) => one.state === 'missing').map((one) => one.step)).toEqual(['letter', 'application', 'evidence', 'visit', 'score', 'school_review']);
});
