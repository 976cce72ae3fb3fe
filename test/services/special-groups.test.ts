import { describe, expect, test } from 'vitest';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { refusalOf, signInAs } from '#test/helpers/test-app.ts';
import { autumn, csvFile, ids, openListsSchool, subsistenceFile } from './lists-school.ts';

const y2024 = '2024-2025' as SchoolYear;
const y2025 = '2025-2026' as SchoolYear;

const rule = {
  label: '最低生活保障家庭学生', owner: 'civil_affairs', coverage: 'household', evidence: 'required', maxDisabilityGrade: null, needsHardship: false,
  proof: '低保证复印件', source: '云教助〔2025〕9号', validFrom: y2025, validTo: null,
} as const;

describe('the catalogue of a school', () => {
  test('a new row holds from its 学年 on, in every place that names the group; the year before keeps its words', async () => {
    const { client, schoolId, importList, pupil } = await openListsSchool();
    await importList(subsistenceFile(), { kind: 'subsistence' });
    const liMing = await pupil('李明');
    await client.identification.createFromMatches({ schoolId, term: autumn, route: 'list_match', studentIds: [liMing] });
    const group = async () => (await client.identification.register({ schoolId, term: autumn })).rows.find((row) => row.studentId === liMing)!.groups[0];
    expect(await group()).toMatchObject({ label: '低保家庭学生', evidenceState: 'enough', asks: [] });
    await client.specialGroups.addRow({ schoolId, key: 'subsistence_allowance', ...rule });
    expect(await group()).toMatchObject({ label: '最低生活保障家庭学生', evidenceState: 'asked', asks: ['最低生活保障家庭学生在名单上，按本学年的目录还必须有证明（低保证复印件）'] });
    const labelIn = async (schoolYear: SchoolYear) => (await client.specialGroups.catalogue({ schoolId, schoolYear })).groups.find((one) => one.key === 'subsistence_allowance')?.label;
    expect([await labelIn(y2024), await labelIn(y2025)]).toEqual(['低保家庭学生', '最低生活保障家庭学生']);
    expect((await client.lists.coverage({ schoolId, term: autumn })).gaps[0]?.groups[0]?.groupLabel).toBe('最低生活保障家庭学生');
    expect((await client.identification.explain({ schoolId, studentId: liMing, schoolYear: y2025 })).groups[0]).toMatchObject({ label: '最低生活保障家庭学生', evidenceState: 'asked' });
    expect((await client.dossier.get({ schoolId, term: autumn, studentId: liMing })).groups[0]?.group).toBe('最低生活保障家庭学生');
  });

  test('a group of the county’s own is read out of its list and covers whom the catalogue says', async () => {
    const { client, schoolId, importList } = await openListsSchool();
    await client.specialGroups.addRow({ schoolId, ...rule, key: null, label: '支出型困境家庭', coverage: 'household', evidence: 'replaced_by_list' });
    await importList(csvFile('困境.csv', ['户主姓名,户主身份证号,类别', `李吉祥,${ids.liJixiang},支出型困境家庭`]), { kind: 'other' });
    const { rows } = await client.lists.rows({ schoolId, term: autumn });
    expect(rows[0]).toMatchObject({ bucket: 'matched', groupLabel: '支出型困境家庭' });
    expect(rows[0]?.matches.map((match) => match.studentName)).toEqual(['李明', '李华']);
  });

  test('a 残疾 grade beyond the limit and hardship not shown are asked for, never a bar', async () => {
    const { client, schoolId, importList, pupil } = await openListsSchool();
    await client.specialGroups.addRow({ schoolId, ...rule, key: 'disabled_student', label: '残疾学生', owner: 'disabled_persons', coverage: 'disabled', evidence: 'replaced_by_list', maxDisabilityGrade: 2, needsHardship: true });
    await importList(csvFile('残联.csv', ['姓名,残疾人证号', `吴桐,${ids.wuTong}43`]), { kind: 'disability' });
    const wuTong = await pupil('吴桐');
    await client.identification.createFromMatches({ schoolId, term: autumn, route: 'list_match', studentIds: [wuTong] });
    const group = async () => (await client.identification.register({ schoolId, term: autumn })).rows.find((row) => row.studentId === wuTong)!.groups[0]!;
    expect((await group()).asks).toEqual(['残疾学生的残疾人证是 3 级，本学年只认 1 到 2 级，请认定机构裁量', '单凭残疾学生不够，还要说明家庭经济困难：收申请表，或登记别的困难依据']);
    await client.identification.save({ schoolId, term: autumn, entries: [{ studentId: wuTong, appliedOn: '2025-09-10' as IsoDate }] });
    expect((await group()).asks).toHaveLength(1);
    const saved = await client.identification.save({ schoolId, term: autumn, entries: [{ studentId: wuTong, grade: '一般困难', reason: '' }], decision: { body: '工作组', decidedOn: '2025-09-22' as IsoDate, effectiveTerm: autumn } });
    expect(saved.firstDecisions).toBe(1);
  });

  test('an ended group is not entered any more', async () => {
    const { client, schoolId, pupil } = await openListsSchool();
    await client.specialGroups.addRow({ schoolId, ...rule, key: 'hardship_worker_child', label: '困难职工家庭子女', owner: 'trade_union', validTo: y2025 });
    const { groups } = await client.specialGroups.catalogue({ schoolId, schoolYear: '2026-2027' as SchoolYear });
    expect(groups.some((group) => group.key === 'hardship_worker_child')).toBe(false);
    const entries = [{ studentId: await pupil('吴桐'), route: 'application' as const, addGroups: [{ groupKey: 'hardship_worker_child', kind: 'declaration' as const }] }];
    expect((await client.identification.check({ schoolId, term: autumn, entries })).rows[0]?.problems).toEqual([]);
    expect((await client.identification.check({ schoolId, term: '2026-2027-1' as never, entries })).rows[0]?.problems[0]?.sentence).toContain('已经停用');
  });

  test.each([
    ['a year that has passed', { key: 'orphan', label: '孤儿', validFrom: y2024 }, '从 2024-2025 学年起已经过去'],
    ['a name that is taken', { key: 'orphan', label: '低保家庭学生' }, '已有一类叫“低保家庭学生”'],
    ['a grade without certificate', { key: 'orphan', label: '孤儿', maxDisabilityGrade: 2 }, '不是凭残疾人证认的'],
    ['no source', { key: 'orphan', label: '孤儿', source: ' ' }, '请填依据文号或来源'],
  ])('%s is refused in a sentence, and nothing is kept', async (_name, part, sentence) => {
    const { client, schoolId } = await openListsSchool();
    expect((await refusalOf(client.specialGroups.addRow({ schoolId, ...rule, ...part }))).data.sentence).toContain(sentence);
    expect((await client.specialGroups.catalogue({ schoolId, schoolYear: y2025 })).history).toEqual([]);
  });

  test('a maker reads the catalogue and does not change it', async () => {
    const school = await openListsSchool();
    await signInAs(school, 'maker');
    expect((await school.client.specialGroups.catalogue({ schoolId: school.schoolId, schoolYear: y2025 })).groups.length).toBeGreaterThan(14);
    await expect(school.client.specialGroups.addRow({ schoolId: school.schoolId, key: 'orphan', ...rule, label: '孤儿' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
