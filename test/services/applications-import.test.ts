import { expect, test } from 'vitest';
import { messySummary } from '#test/fixtures/applications/summary.ts';
import { importSmallRoster } from '#test/helpers/listed-school.ts';
import { openTestSchool, refusalOf } from '#test/helpers/test-app.ts';
import type { OpenSchool } from '#test/helpers/test-app.ts';

const term = '2025-2026-1' as never;

async function school(): Promise<OpenSchool> {
  const open = await openTestSchool();
  await importSmallRoster(open.client, open.schoolId);
  return open;
}

test('a class summary as teachers write them: read cell by cell, wrong rows said at their cells, nothing stored before they are mended or left out', async () => {
  const { client, schoolId } = await school();
  const target = { schoolId, term, purpose: 'application_summary' as const, file: messySummary(), options: {} };
  const preview = await client.imports.preview(target);
  expect(preview.fileProblems).toEqual([]);
  expect(preview.headerRows).toEqual([2, 3]);
  expect(preview.setAside.map(({ row, why }) => `${row} ${why}`)).toEqual(['1 title', '2 header', '3 header', '9 note']);
  expect(preview.rows.map(({ row, bucket, understanding }) => ({ row, bucket, understanding }))).toEqual([
    { row: 4, bucket: 'look', understanding: '七年级(2)班 李明：收下' },
    { row: 5, bucket: 'look', understanding: '三年级(1)班 李华：收下' },
    { row: 6, bucket: 'look', understanding: '四年级(2)班 陈欣：存为草稿，等监护人签字同意' },
    { row: 7, bucket: 'wrong', understanding: expect.any(String) as never },
    { row: 8, bucket: 'wrong', understanding: '名册里没有找到 五（1）班王小二；请核对姓名、班级或身份证号' },
  ]);
  expect(preview.rows[3]?.problems.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
    'E7 application.family_size_unread', 'K7 application.member_income_unread', 'Q7 application.phone_digits', 'M7 application.member_is_pupil', 'N7 application.relation_unknown', 'H7 application.per_head_unknown', 'R7 application.other_needed',
  ]);
  const refused = await refusalOf(client.imports.confirm(target));
  expect(refused.data.problems?.[0]?.sentence).toContain('2');
  expect((await client.applications.list({ schoolId, term })).every((row) => row.state === 'none')).toBe(true);

  const done = await client.imports.confirm({ ...target, leaveOutWrongRows: true });
  expect(done).toMatchObject({ rowCount: 5, accepted: 3, refused: 2, facts: { 收下: 2, 更正: 0, 存为草稿: 1, 没有变化: 0 } });
  const rows = await client.applications.list({ schoolId, term });
  const row = (name: string) => rows.find((one) => one.name === name);
  expect(row('李明')).toMatchObject({ state: 'received', appliedOn: '2025-09-05', familySize: 4, perHeadFen: 900_000, computedFen: 1_200_000, groups: ['低保家庭学生', '残疾人子女'], caseState: 'applied' });
  expect(row('李华')).toMatchObject({ state: 'received', appliedOn: '2025-09-06', perHeadFen: 800_000, computedFen: 600_000, groups: ['孤儿'] });
  expect(row('陈欣')).toMatchObject({ state: 'draft', caseState: null, lacks: [expect.stringContaining('还没有监护人同意')] });
  const view = await client.applications.get({ schoolId, term, studentId: row('陈欣')!.studentId });
  expect(view.draft).toMatchObject({ otherGroup: '村里的困难户', guardianPhone: '139-0000-0003', groups: { orphan: 'no' }, members: [{ name: '陈桂兰', relation: '祖孙', income: '不详', health: '有慢性病' }] });
});

test('with the paper signed the same pupil is received; the same file again changes nothing; a corrected file corrects and leaves the rest', async () => {
  const { client, schoolId } = await school();
  const target = { schoolId, term, purpose: 'application_summary' as const, file: messySummary(), options: { signedOnPaper: true }, leaveOutWrongRows: true };
  expect((await client.imports.confirm(target)).facts).toEqual({ 收下: 3, 更正: 0, 存为草稿: 0, 没有变化: 0 });
  expect((await refusalOf(client.imports.confirm(target))).data.code).toBe('imports.same_file');
  expect((await client.imports.confirm({ ...target, again: true })).facts).toEqual({ 收下: 0, 更正: 0, 存为草稿: 0, 没有变化: 3 });
  const newer = new File(['姓名,班级,家庭人口,家长电话\r\n李明,七（2）班,5,\r\n李华,三（1）班,,13900000001\r\n'], '更正.csv');
  expect((await client.imports.confirm({ ...target, file: newer })).facts).toEqual({ 收下: 0, 更正: 1, 存为草稿: 0, 没有变化: 1 });
  const row = (await client.applications.list({ schoolId, term })).find(({ name }) => name === '李明')!;
  expect(row).toMatchObject({ state: 'corrected', familySize: 5, groups: ['低保家庭学生', '残疾人子女'] });
  const { versions } = await client.applications.get({ schoolId, term, studentId: row.studentId });
  expect(versions.map(({ from, reason, changes }) => ({ from, reason, changes }))).toEqual([
    { from: '七年级申请汇总（王老师）.xlsx 第 4 行', reason: '导入 七年级申请汇总（王老师）.xlsx', changes: [] }, { from: '更正.csv 第 2 行', reason: '导入 更正.csv', changes: ['家庭人口：4 → 5'] },
  ]);
});

test('a summary given out comes back as it is: nothing changes, and in a school without forms the same forms arise', async () => {
  const { client, schoolId } = await school();
  await client.imports.confirm({ schoolId, term, purpose: 'application_summary', file: messySummary(), options: { signedOnPaper: true }, leaveOutWrongRows: true });
  const file = await client.applications.exportSummary({ schoolId, term });
  const preview = await client.imports.preview({ schoolId, term, purpose: 'application_summary', file });
  expect(preview.counts.map(({ label, count }) => `${label} ${count}`)).toEqual(['收下 0', '更正 0', '存为草稿 0', '没有变化 3']);
  const whole = await client.applications.exportSummary({ schoolId, term, which: 'all' });
  const all = await client.imports.preview({ schoolId, term, purpose: 'application_summary', file: whole });
  expect(all.rows.map(({ understanding }) => understanding)).toContain('吴桐：没有填写，不动');
  expect(all.buckets).toEqual({ ok: 6, look: 0, wrong: 0 });

  const other = await school();
  await other.client.imports.confirm({ schoolId: other.schoolId, term, purpose: 'application_summary', file });
  const forms = async ({ client: one, schoolId: id }: { client: typeof client; schoolId: number }) => {
    const rows = await one.applications.list({ schoolId: id, term });
    return Promise.all(rows.filter(({ state }) => state === 'received').map(async ({ studentId, name }) => ({ name, draft: (await one.applications.get({ schoolId: id, term, studentId })).draft })));
  };
  expect(await forms(other)).toEqual(await forms({ client, schoolId }));
  expect(await forms(other)).toHaveLength(3);
});
