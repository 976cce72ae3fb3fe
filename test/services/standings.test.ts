import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTable } from '#main/files/read-tables.ts';
import { AUTUMN, openAidSchool } from './aid-school.ts';
import type { AidSchool } from './aid-school.ts';

const root = mkdtempSync(join(tmpdir(), 'yidang-standings-'));
afterAll(() => { school.app.core.archive?.database.close(); rmSync(root, { recursive: true, force: true }); });

let school: AidSchool;
let ids: Record<string, number>;

beforeAll(async () => {
  school = await openAidSchool(undefined, root, true);
  ids = Object.fromEntries([
    { name: '李明' }, { name: '王芳', stage: 'primary' as const, grade: null }, { name: '张伟', boarding: 'day' as const, groups: ['out_of_poverty_household'] },
    { name: '钱进', status: 'transferred_out', statusFrom: '2025-10-10' }, { name: '周杰', status: 'deceased', statusFrom: '2025-10-08' },
  ].map((pupil) => [pupil.name, school.add(pupil)]));
});

const list = (change: object = {}) => school.client.standings.list({ schoolId: school.schoolId, term: AUTUMN, ...change });

test('tells every pupil × programme one result and the reason that decides', async () => {
  const { rows, pupilCount, byProgramme } = await list();
  expect(pupilCount).toBe(5);
  const of = (name: string, key: string) => rows.find((row) => row.studentName === name && row.programmeKey === key);
  expect(of('李明', 'yw.board')).toMatchObject({ standing: 'due', amountFen: 75_000, sentence: expect.stringContaining('初中寄宿 750.00 元/学期') });
  expect(of('李明', 'yw.day')).toMatchObject({ standing: 'not', sentence: '就读方式“住校”，本项目面向非寄宿学生', further: 1 });
  expect(of('王芳', 'yw.board')).toMatchObject({ standing: 'not', sentence: '本学年没有认定，也不在任何名单中', further: 0 });
  expect(of('钱进', 'yw.board')).toMatchObject({ standing: 'asked', questions: ['left_in_term'] });
  expect(of('周杰', 'yw.board')).toMatchObject({ standing: 'not', sentence: '2025-10-08 死亡，此后不得生成发放' });
  expect(new Set(rows.map((row) => `${row.studentId} ${row.programmeKey}`)).size).toBe(rows.length);
  for (const one of byProgramme) expect(one.approved + one.proposed + one.due + one.asked + one.not).toBe(rows.filter((row) => row.programmeKey === one.programmeKey).length);
});

test('programmes the school does not run are told only when asked for, each with why', async () => {
  const usual = await list();
  const every = await list({ every: true });
  expect(usual.rows.some((row) => row.programmeKey === 'yw.book')).toBe(false);
  expect(every.rows.find((row) => row.studentName === '李明' && row.programmeKey === 'yw.book')).toMatchObject({ standing: 'not', sentence: '本项目直接免收或发实物，不按人列应发' });
  expect(every.pupilCount).toBe(usual.pupilCount);
});

test('the panel tells the fulfilled conditions beside those that are not', async () => {
  const why = await school.client.standings.why({ schoolId: school.schoolId, term: AUTUMN, studentId: ids['王芳']!, programmeKey: 'yw.board' });
  expect(why).toMatchObject({ standing: 'not', amountFen: null });
  expect(why.reasons[0]).toMatchObject({ verdict: 'against', sentence: '本学年没有认定，也不在任何名单中' });
  expect(why.reasons.filter((reason) => reason.verdict === 'for').map((reason) => reason.heading)).toEqual(expect.arrayContaining(['学段', '就读', '在校', '互斥']));
  await expect(school.client.standings.why({ schoolId: school.schoolId, term: AUTUMN, studentId: ids['王芳']!, programmeKey: 'gz.grant' })).rejects.toThrow(/项目/);
});

test('校籍分离 shows the table with the pupil’s own answers', async () => {
  const studentId = school.add({ name: '沈一', split: { registryHere: 'no', hasRegistry: 'yes', countySafetyNet: 'no', sameCounty: 'no' } });
  const { split } = await school.client.standings.why({ schoolId: school.schoolId, term: AUTUMN, studentId, programmeKey: 'yw.board' });
  expect(split?.rows.map((row) => row.row)).toEqual([1, 7, 2, 6, 4, 5, 3]);
  expect(split?.rows.filter((row) => row.applies)).toEqual([{ row: 4, situation: '外县学籍', payer: '就读学校，校级资金', applies: true }]);
  expect(split?.answers).toContainEqual({ question: '学籍是否在本校', answer: 'no' });
  expect(split?.answers).toContainEqual({ question: '有无证明', answer: 'unknown' });
});

test('goes out as a sheet, a text and a paper by class', async () => {
  const file = (format: 'pdf' | 'xlsx' | 'csv', change: object = {}) => school.client.standings.file({ schoolId: school.schoolId, term: AUTUMN, format, ...change });
  const sheet = await file('xlsx');
  const { table } = await readTable(new Uint8Array(await sheet.arrayBuffer()));
  const { rows } = await list();
  expect(table.rows.length).toBe(rows.length + 1);
  const text = new TextDecoder('gb18030').decode(await (await file('csv')).arrayBuffer());
  expect(text.split('\r\n').filter((line) => line !== '').length).toBe(rows.length + 1);
  expect(text).toContain('周杰');
  const paper = await file('pdf', { classId: rows[0]!.classId! });
  expect(paper.name).toContain(rows[0]!.className);
  expect(new TextDecoder('latin1').decode((await paper.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
  await expect(file('pdf', { classId: 9_999 })).rejects.toThrow('这个范围内没有学生');
});
