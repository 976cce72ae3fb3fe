import { expect, test } from 'vitest';
import { refusalOf } from '#test/helpers/test-app.ts';
import { AUTUMN, SPRING, openAidSchool } from './aid-school.ts';

const signed = { reason: '家里收入已经稳定', signer: '李吉祥', relation: '父亲', signedOn: '2025-09-12' as never };

async function twoBoarders() {
  const school = await openAidSchool();
  const studentId = school.add({ name: '李明' });
  school.add({ name: '王芳', stage: 'primary' });
  const at = { schoolId: school.schoolId, term: AUTUMN };
  const due = async (term: typeof AUTUMN) => (await school.client.entitlements.preview({ ...at, term })).toPropose;
  const waive = (change: object = {}) => school.client.waivers.record({ ...at, ...signed, studentId, item: { programmeKey: 'yw.board', term: null }, ...change });
  return { ...school, at, studentId, due, waive };
}

test('one item given up for one term: the pupil stays identified, and only that term proposes nothing', async () => {
  const { client, at, studentId, due, waive } = await twoBoarders();
  expect(await due(AUTUMN)).toEqual({ count: 2, sumFen: 75_000 + 62_500 });
  expect(await waive({ item: { programmeKey: 'yw.board', term: AUTUMN } })).toMatchObject({ moved: 'none' });
  expect(await due(AUTUMN)).toEqual({ count: 1, sumFen: 62_500 });
  expect((await due(SPRING)).count).toBe(2);
  const [why] = (await client.entitlements.unproposed(at)).filter((row) => row.studentId === studentId && row.programmeKey === 'yw.board');
  expect(why!.reasons[0]!.sentence).toBe('家庭已放弃本学期的这一项，不再提出（2025-09-12 李吉祥（父亲）签放弃声明）');
  expect((await client.identification.register(at)).rows.find((row) => row.studentId === studentId)).toMatchObject({ case: { state: expect.not.stringMatching('declined') as string }, determination: { grade: expect.any(String) as string } });
  const { waivers, items } = await client.waivers.list(at);
  expect(waivers.map((one) => [one.what, one.item])).toEqual([['义务教育生活补助·寄宿（2025 秋）', { programmeKey: 'yw.board', term: AUTUMN }]]);
  expect(items).toContainEqual({ programmeKey: 'yw.board', name: '义务教育生活补助·寄宿' });
});

test('what was proposed before is named as a change to confirm, and comes back when the waiver is taken back', async () => {
  const { client, at, studentId, due, waive } = await twoBoarders();
  await client.entitlements.calculate(at);
  const { waiverId } = await waive();
  const preview = await client.entitlements.preview(at);
  expect(preview.changes.map((change) => [change.studentId, change.kind])).toEqual([[studentId, 'no_longer']]);
  await client.waivers.revoke({ ...at, waiverId, revokedOn: '2025-10-20' as never, reason: '父亲住院' });
  expect((await client.entitlements.preview(at)).changes).toEqual([]);
  expect((await due(SPRING)).count).toBe(2);
});

test('the same item twice, an item nobody has, a term of another year, an item after all was given up: refused, and nothing is stored', async () => {
  const { client, at, waive } = await twoBoarders();
  const sentence = async (change: object) => (await refusalOf(waive(change))).data.sentence;
  expect(await sentence({ item: { programmeKey: 'no.such', term: null } })).toBe('本校的资助项目里没有“no.such”，请从列出的项目中选');
  expect(await sentence({ item: { programmeKey: 'yw.board', term: '2026-2027-1' } })).toBe('2026–2027学年秋季学期不在2025–2026学年里，声明只对一个学年有效');
  await waive();
  expect(await sentence({ item: { programmeKey: 'yw.board', term: SPRING } })).toBe('李明 已有一份 2025-09-12 签署的声明放弃义务教育生活补助·寄宿（全学年），没有再登记一份');
  await waive({ item: { programmeKey: 'yw.day', term: null } });
  await waive({ item: null });
  expect(await sentence({ item: { programmeKey: 'yw.day', term: AUTUMN } })).toBe('李明 本学年已有一份 2025-09-12 签署的放弃声明，没有再登记一份');
  expect((await client.waivers.list(at)).waivers.map((one) => one.what)).toEqual(['全部资助', '义务教育生活补助·非寄宿（全学年）', '义务教育生活补助·寄宿（全学年）']);
});
