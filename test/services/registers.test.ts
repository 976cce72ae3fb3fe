import { read, utils } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { registerKinds } from '#shared/contract/registers.ts';
import type { RegisterKind } from '#shared/contract/registers.ts';
import { refusalOf, signInAs } from '#test/helpers/test-app.ts';
import { autumn, openListsSchool, spring, subsistenceFile } from './lists-school.ts';

const day = (text: string) => text as IsoDate;
const year = '2025-2026' as SchoolYear;

async function decidedSchool() {
  const school = await openListsSchool();
  const { client, schoolId, pupil, importList } = school;
  await importList(subsistenceFile(), { kind: 'subsistence' });
  const [liMing, liHua, wuTong] = [await pupil('李明'), await pupil('李华'), await pupil('吴桐')];
  await client.identification.createFromMatches({ schoolId, term: autumn, route: 'list_match', studentIds: [liMing, liHua] });
  const decide = (term: TermKey, on: string, grades: readonly (readonly [number, string, string])[]) => client.identification.save({
    schoolId, term, decision: { body: '学校认定工作组', decidedOn: day(on), effectiveTerm: term },
    entries: grades.map(([studentId, grade, reason]) => ({ studentId, routeIfNew: 'application' as const, grade, reason })),
  });
  await decide(autumn, '2025-09-22', [[liMing, '特别困难', '低保'], [liHua, '困难', '低保'], [wuTong, '一般困难', '父亲受伤']]);
  const sheet = async (register: RegisterKind, term = autumn): Promise<string[][]> => {
    const book = read(new Uint8Array(await (await client.registers.exportXlsx({ schoolId, term, register })).arrayBuffer()));
    return utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1, raw: false });
  };
  return { ...school, liMing, liHua, wuTong, decide, sheet };
}

describe('registers', () => {
  test('the summary counts by class, year, route and group, and ties to the register', async () => {
    const { client, schoolId } = await decidedSchool();
    const summary = await client.registers.summary({ schoolId, term: autumn });
    expect(summary.grades).toEqual(['特别困难', '困难', '一般困难', '不困难']);
    expect(summary.total).toMatchObject({ pupils: 7, cases: 3, hardship: 3, undecided: 0, byGrade: [1, 1, 1, 0] });
    expect(summary.byRoute.map((line) => [line.label, line.pupils])).toEqual(expect.arrayContaining([['名单比对', 2], ['个人申请', 1], ['没有个案', 4]]));
    expect(summary.byGroup).toMatchObject([{ label: '低保家庭学生', pupils: 2 }]);
    expect(summary.byClass.find((line) => line.label === '七年级(2)班')).toMatchObject({ hardship: 1, byGrade: [1, 0, 0, 0] });
  });

  test('the spring adjustment is listed against autumn, with the reason; the rest is counted', async () => {
    const { client, schoolId, decide, liHua, wuTong, app, sheet } = await decidedSchool();
    (app as unknown as { setNow(text: string): void }).setNow('2026-03-10T09:00:00+08:00');
    await decide(spring, '2026-03-05', [[liHua, '特别困难', '父亲病重'], [wuTong, '不困难', '父亲复工']]);
    await client.identification.save({ schoolId, term: spring, entries: [{ studentId: liHua, addGroups: [{ groupKey: 'orphan', kind: 'declaration' }] }] });
    const { previousTerm, counts, rows } = await client.registers.changes({ schoolId, term: spring });
    expect(previousTerm).toBe(autumn);
    expect(rows.map(({ name, before, after, change, gained, reason }) => ({ name, before, after, change, gained, reason }))).toEqual(expect.arrayContaining([
      { name: '李华', before: '困难', after: '特别困难', change: 'raised', gained: ['孤儿'], reason: '父亲病重' },
      { name: '吴桐', before: '一般困难', after: '不困难', change: 'ended', gained: [], reason: '父亲复工' },
    ]));
    expect(rows).toHaveLength(2);
    expect(Object.fromEntries(counts.map((one) => [one.change, one.count]))).toEqual({ begun: 0, raised: 1, lowered: 0, ended: 1, same: 1, none: 4 });
    expect((await client.registers.changes({ schoolId, term: autumn })).rows).toHaveLength(3);
    expect((await sheet('changes', spring)).length).toBe(3);
  });

  test('a grade the national system does not know is refused until the school says what it is', async () => {
    const { client, schoolId, decide, liMing, sheet } = await decidedSchool();
    await client.settings.update({ schoolId, settings: { gradeSet: ['特别困难', '比较困难', '一般困难', '不困难'] } });
    await decide(autumn, '2025-10-08', [[liMing, '比较困难', '复核']]);
    expect(await refusalOf(client.registers.exportXlsx({ schoolId, term: autumn, register: 'national' }))).toMatchObject({ data: { code: 'register.grade_without_national', facts: { grades: '比较困难' } } });
    await client.settings.update({ schoolId, settings: { nationalGrades: { 比较困难: '困难' } } });
    expect((await client.registers.national({ schoolId, term: autumn })).rows.find((row) => row.studentId === liMing)).toMatchObject({ grade: '比较困难', nationalGrade: '困难' });
    expect((await sheet('national')).flat()).toContain('比较困难');
  });

  test('every register prints and exports; an empty one says what to do', async () => {
    const { client, schoolId } = await decidedSchool();
    for (const register of registerKinds) {
      const file = await client.registers.print({ schoolId, term: autumn, register });
      expect(Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
      expect((await client.registers.exportXlsx({ schoolId, term: autumn, register })).size).toBeGreaterThan(2000);
    }
    expect(await refusalOf(client.registers.print({ schoolId, term: '2023-2024-1' as TermKey, register: 'pupils_by_class' }))).toMatchObject({ data: { code: 'register.nothing_to_print' } });
  });

  test('责任追溯: who entered what and what it was before; a class teacher reaches only its own', async () => {
    const school = await decidedSchool();
    const { client, schoolId, decide, liMing, wuTong } = school;
    await decide(autumn, '2025-10-08', [[liMing, '困难', '复核后下调']]);
    const trace = await client.registers.responsibility({ schoolId, studentId: liMing, schoolYear: year });
    expect(trace.acts.map(({ what, before, after, by }) => [what, before, after, by])).toEqual(expect.arrayContaining([
      ['登记依据', '', '低保家庭学生（部门名单）', '周敏'], ['认定', '', '特别困难（学校认定工作组）', '周敏'], ['认定', '特别困难', '困难（学校认定工作组）', '周敏'],
    ]));
    expect(trace.acts.find((act) => act.before === '特别困难')).toMatchObject({ note: '复核后下调', onDate: '2025-10-08' });
    const file = await client.registers.printResponsibility({ schoolId, studentId: liMing, schoolYear: year });
    expect(file.name).toContain('责任追溯');
    const classId = (await client.identification.register({ schoolId, term: autumn })).rows.find((row) => row.studentId === liMing)!.classId!;
    await signInAs(school, 'class_teacher', 'teacher', [classId]);
    expect((await client.registers.responsibility({ schoolId, studentId: liMing, schoolYear: year })).name).toBe('李明');
    await expect(client.registers.responsibility({ schoolId, studentId: wuTong, schoolYear: year })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await client.registers.summary({ schoolId, term: autumn })).total.pupils).toBe(1);
  });
});
