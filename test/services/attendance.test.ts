import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AUTUMN, openAidSchool } from './aid-school.ts';
import type { AidSchool } from './aid-school.ts';

const root = mkdtempSync(join(tmpdir(), 'yidang-attendance-'));
const months = ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01'];

let school: AidSchool;
let ids: Record<string, number>;
afterAll(() => { school.app.core.archive?.database.close(); rmSync(root, { recursive: true, force: true }); });

const at = () => ({ schoolId: school.schoolId, term: AUTUMN });
const record = (entries: readonly (readonly [string, string, number])[]) =>
  school.client.attendance.record({ ...at(), entries: entries.map(([name, month, halfMonths]) => ({ studentId: ids[name]!, month, halfMonths })), note: '' });
const standing = async (name: string) => (await school.client.standings.list(at())).rows.find((row) => row.studentName === name && row.programmeKey === 'zz.grant')!;

beforeAll(async () => {
  school = await openAidSchool(undefined, root, true);
  await school.client.settings.update({ schoolId: school.schoolId, settings: { region: '河南 新密' } });
  ids = Object.fromEntries([
    { name: '高远', stage: 'vocational' as const }, { name: '谢宁', stage: 'vocational' as const },
    { name: '曾亮', stage: 'vocational' as const, status: 'suspended', statusFrom: '2025-10-15' }, { name: '李明' },
  ].map((pupil) => [pupil.name, school.add(pupil)]));
}, 60_000);

test('without a plan the term is paid whole; with one, unrecorded months are asked for', async () => {
  expect(await standing('高远')).toMatchObject({ standing: 'due', amountFen: 115_000 });
  expect(await standing('曾亮')).toMatchObject({ standing: 'asked', questions: ['left_in_term'] });
  await school.client.attendance.setPlan({ ...at(), programmeKey: 'zz.grant', months, basis: '本校按月发放办法' });
  expect(await standing('高远')).toMatchObject({ standing: 'asked', sentence: expect.stringContaining('9月、10月、11月、12月、1月还没有登记在校月份') });
});

test('recorded months are paid by their exact share, half months too, and leaving stops from the next month', async () => {
  expect(await record([['高远', '2025-09', 2], ['高远', '2025-10', 1], ['谢宁', '2025-09', 0], ['曾亮', '2025-09', 2], ['曾亮', '2025-10', 1]])).toEqual({ changed: 5, same: 0 });
  expect(await standing('高远')).toMatchObject({ standing: 'due', amountFen: 34_500 });
  expect(await standing('曾亮')).toMatchObject({ standing: 'due', amountFen: 34_500 });
  const why = await school.client.standings.why({ ...at(), studentId: ids['曾亮']!, programmeKey: 'zz.grant' });
  expect(why.reasons.map((reason) => reason.sentence)).toEqual(expect.arrayContaining([
    '全学期 1,150.00 元按 5 个月核发，已登记 9月、10月，计 1.5 个月', '2025-10-15 休学，按月核发到当月为止，次月起停发',
  ]));
  await record(months.slice(1).map((month) => ['谢宁', month, 0] as const));
  expect(await standing('谢宁')).toMatchObject({ standing: 'not', sentence: expect.stringContaining('都不在校') });
});

test('the same record changes nothing; a month after leaving, of another term or of a pupil who is not of 中职 is refused', async () => {
  expect(await record([['高远', '2025-09', 2]])).toEqual({ changed: 0, same: 1 });
  await expect(record([['曾亮', '2025-11', 2]])).rejects.toThrow('已于 2025-10-15 休学，11月不能登记');
  await expect(record([['高远', '2026-03', 2]])).rejects.toThrow('不在本学期');
  await expect(record([['李明', '2025-09', 2]])).rejects.toThrow('中职学生');
  await expect(school.client.attendance.setPlan({ ...at(), programmeKey: 'yw.board', months, basis: '不对' })).rejects.toThrow('不能按月核发');
  expect(() => school.db.run('UPDATE support_month SET half_months = 2')).toThrow('never changed');
});

test('a later month on record is a change of what is held, and the share that is no whole fen is a question', async () => {
  await school.client.entitlements.calculate(at());
  await record([['高远', '2025-11', 2]]);
  const { changes } = await school.client.entitlements.preview(at());
  expect(changes.find((row) => row.studentName === '高远')).toMatchObject({ kind: 'amount_changed', beforeFen: 34_500, afterFen: 57_500 });
  await school.client.attendance.setPlan({ ...at(), programmeKey: 'zz.grant', months: ['2025-09', '2025-10', '2025-11'], basis: '改为三个月' });
  expect((await school.client.entitlements.preview(at())).changes.find((row) => row.studentName === '高远')?.sentence).toContain('不是整分');
  await school.client.attendance.setPlan({ ...at(), programmeKey: 'zz.grant', months, basis: '本校按月发放办法' });
});

test('a messy sheet is read cell by cell, all or nothing', async () => {
  const sheet = (rows: readonly string[]) => new File([['姓名,9月份,十月,11月,备注', ...rows].join('\r\n')], '考勤.csv');
  const input = (file: File) => ({ ...at(), purpose: 'attendance_sheet' as const, file });
  const bad = await school.client.imports.preview(input(sheet(['高远,1,√,病假,', '曾亮,1,0.5,1,', '无此人,1,1,1,', '李明,1,,,', '谢宁,,,,'])));
  const sentences = JSON.stringify(bad);
  for (const part of ['11月写的“病假”看不懂', '已于 2025-10-15 休学，11月不能登记', '李明不是中职学生', '谢宁这一行没有填任何月份']) expect(sentences).toContain(part);
  expect(bad.rows.find((row) => row.understanding.includes('病假'))?.problems[0]).toMatchObject({ cell: 'D2' });
  const before = school.db.get<{ n: number }>('SELECT count(*) AS n FROM support_month')!.n;
  await expect(school.client.imports.confirm(input(sheet(['高远,1,√,病假,'])))).rejects.toThrow();
  expect(school.db.get<{ n: number }>('SELECT count(*) AS n FROM support_month')!.n).toBe(before);

  const good = await school.client.imports.confirm(input(sheet(['高远,全月,√,半月,', '谢宁,0,１,,'])));
  expect(good).toMatchObject({ rowCount: 2, accepted: 2, refused: 0 });
  const { rows } = await school.client.attendance.grid(at());
  const halves = (name: string) => rows.find((row) => row.studentName === name)!.cells.map((cell) => cell.halfMonths);
  expect(halves('高远')).toEqual([null, 2, 2, 1, null, null]);
  expect(halves('谢宁')).toEqual([null, 0, 2, 0, 0, 0]);
});

test('the month’s list goes out as paper and sheet', async () => {
  const paper = await school.client.attendance.file({ ...at(), month: '2025-10', format: 'pdf' });
  const sheet = await school.client.attendance.file({ ...at(), format: 'xlsx' });
  expect([paper.name, sheet.name]).toEqual(['中职月度名单 2025-10.pdf', '中职月度名单 2025-2026-1.xlsx']);
  expect(sheet.size).toBeGreaterThan(1_000);
});
