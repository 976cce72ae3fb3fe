import { describe, expect, it } from 'vitest';
import { termKey } from '#shared/domain/calendar/term.ts';
import { rosterFields } from '#shared/domain/roster/roster-fields.ts';
import { recogniseColumns } from '#shared/domain/tabular/recognise-columns.ts';
import { openTestSchool, testSchool } from '#test/helpers/test-app.ts';
import type { OpenSchool } from '#test/helpers/test-app.ts';
import { syntheticId, templateHeadings, xlsxFile } from './roster-files.ts';
import type { Rows } from './roster-files.ts';

const term = termKey('2025-2026-1');
const flat = (headings: readonly string[]) => recogniseColumns(headings.map((text) => ({ text, group: '' })), rosterFields);
const column = (headings: readonly string[], key: string) => (flat(headings) as Record<string, number | undefined>)[key];

const memberHeadings = '姓名 关系 关系说明 现住址 户口所在地行政区划 联系电话 是否监护人 身份证件类型 身份证件号 民族 工作单位 职务'.split(' ');

const vocational = ('姓名 性别 出生日期 身份证件类型 身份证件号 姓名拼音 班级名称 学号 学生类别 学习形式 入学方式 就读方式 国籍/地区 港澳台侨外 婚姻状况 乘火车区间 是否随迁子女 生源地行政区划码 '
  + '出生地行政区划码 籍贯地行政区划码 户口所在地区县以下详细地址 所属派出所 户口所在地行政区划码 户口性质 学生居住地类型 入学年月 专业简称 学制 民族 政治面貌 健康状况 学生来源 招生对象 联系电话 '
  + '是否建档立卡贫困户 招生方式 联招合作类型 准考证号 考生号 考试总分 联招合作办学形式 联招合作学校代码 校外教学点 分段培养方式 英文姓名 电子信箱/其他联系方式 家庭现地址 家庭邮政编码 家庭电话').split(' ');
const vocationalMember = '姓名 关系 是否监护人 联系电话 出生年月 身份证件类型 身份证件号 民族 政治面貌 健康状况 工作或学习单位 职务'.split(' ');
const vocationalHeadings = [...vocational, ...[1, 2].flatMap((slot) => vocationalMember.map((part) => `成员${slot}${part}`))];

const preschoolHeadings = ('姓名 班级编码 性别 出生日期 身份证类型 身份证号码 血型 国籍/地区 民族 港澳台侨外 出生所在地 籍贯 户口性质 非农业户口类型 户口所在地 现住址 入园日期 就读方式 是否独生子女 是否留守儿童 '
  + '是否进城务工人员子女 健康状况 是否残疾幼儿 残疾幼儿类别 是否孤儿 监护人姓名 监护人身份证件类型 监护人身份证件号码').split(' ');

async function openStage(stage: 'vocational' | 'preschool'): Promise<OpenSchool> {
  const open = await openTestSchool();
  await open.client.schools.update({ schoolId: open.schoolId, school: { ...testSchool, stages: [stage] } });
  return open;
}

async function importRows(open: OpenSchool, file: File) {
  const result = await open.client.imports.confirm({ schoolId: open.schoolId, term, purpose: 'roster', file, leaveOutWrongRows: true });
  return { result, rows: (await open.client.roster.list({ schoolId: open.schoolId, term })).rows };
}

const place = (headings: readonly string[], values: Readonly<Record<string, string>>): string[] => headings.map((heading) => values[heading] ?? '');

describe('the published column orders (handbook 1.9)', () => {
  it.each([['学籍, 70 columns', templateHeadings, 70], ['中职, 73 columns', vocationalHeadings, 73], ['学前, 28 columns', preschoolHeadings, 28]])('%s', (_what, headings, count) => {
    expect(headings.length).toBe(count);
    expect(column(headings, 'name')).toBe(headings.indexOf('姓名'));
    expect(column(headings, 'member1.name')).toBe(headings.findIndex((heading) => /^(成员1|监护人)姓名$/.test(heading)));
    expect(column(headings, 'member1.idNumber')).toBe(headings.findIndex((heading) => /^(成员1|监护人)身份证件号/.test(heading)));
    expect(column(headings, 'idNumber')).toBe(headings.findIndex((heading) => /^身份证(件号|号码)$/.test(heading)));
  });

  it('the same members under repeated headings, as flat templates have them', () => {
    const headings = [...templateHeadings.slice(0, 46), ...memberHeadings, ...memberHeadings];
    expect(column(headings, 'name')).toBe(1);
    expect(column(headings, 'idNumber')).toBe(12);
    expect(column(headings, 'member1.name')).toBe(46);
    expect(column(headings, 'member1.idNumber')).toBe(54);
    expect(column(headings, 'member2.name')).toBe(58);
    expect(column(headings, 'member2.relation')).toBe(59);
    expect(column(headings, 'member2.idNumber')).toBe(66);
  });

  it('a vocational roster', async () => {
    const open = await openStage('vocational');
    const rows: Rows = [vocationalHeadings, place(vocationalHeadings, {
      姓名: '李明', 性别: '男', 出生日期: '20080307', 身份证件类型: '居民身份证', 身份证件号: syntheticId('2008-03-07', 1), 班级名称: '2024级机电2班', 学号: '20240201', 入学年月: '202409', 专业简称: '机电',
      就读方式: '住校', 是否建档立卡贫困户: '否', 成员1姓名: '李建国', 成员1关系: '父亲', 成员1身份证件号: syntheticId('1985-06-15', 5),
    })];
    const { rows: [pupil] } = await importRows(open, xlsxFile('中职.xlsx', rows));
    expect(pupil).toMatchObject({ stage: 'vocational', className: '2024级机电2班', yearName: '二年级', schoolStudentNo: '20240201', boardingMode: 'boarding', guardianName: '李建国' });
  });

  it('a kindergarten, where the class is a code and the guardian stands behind', async () => {
    const open = await openStage('preschool');
    const rows: Rows = [preschoolHeadings, place(preschoolHeadings, {
      姓名: '小丫', 班级编码: '大一班', 性别: '女', 身份证号码: syntheticId('2020-03-07', 2), 入园日期: '20230901', 就读方式: '走读', 是否孤儿: '', 监护人姓名: '王强', 监护人身份证件号码: syntheticId('1990-01-02', 3),
    })];
    const { rows: [pupil] } = await importRows(open, xlsxFile('学前.xlsx', rows));
    expect(pupil).toMatchObject({ stage: 'preschool', className: '大(1)班', birthDate: '2020-03-07', guardianName: '王强' });
    const { members } = await open.client.roster.get({ schoolId: open.schoolId, term, studentId: pupil!.studentId });
    expect(members).toMatchObject([{ name: '王强', isGuardian: 'yes', idCheck: 'ok' }]);
  });
});

describe('files as they really arrive', () => {
  it('the 资助系统 export: a web table saved as .xls, 学籍号 with the ID in it', async () => {
    const open = await openTestSchool();
    const id = syntheticId('2017-03-07', 1);
    const html = `<html><head><meta charset="utf-8"></head><body><table border=1><tr><td colspan=6>在校学生信息</td></tr>
      <tr><th>姓名</th><th>性别</th><th>学籍号</th><th>身份证号</th><th>年级</th><th>班级</th></tr>
      <tr><td>李明</td><td>男</td><td>G${id}</td><td style="mso-number-format:'\\@'">${id}</td><td>三年级</td><td>1班</td></tr>
      <tr><td>&lt;b&gt;王芳&lt;/b&gt;</td><td>女</td><td>L999999201704011234</td><td></td><td>三年级</td><td>1班</td></tr></table></body></html>`;
    const { rows } = await importRows(open, new File([html], '在校学生信息.xls'));
    expect(rows.toReversed()).toMatchObject([{ name: '李明', className: '三年级(1)班', registryNoMasked: expect.stringMatching(/^G99\*+/) as string }, { name: '<b>王芳</b>', idCheck: 'missing' }]);
    const repairs = await open.client.roster.repairs({ schoolId: open.schoolId, term });
    expect(repairs.filter(({ name }) => name === '李明').map(({ kind }) => kind)).toEqual(['boarding']);
  });

  it('a pupil is found again by his new 学籍号 or the one before, and both are kept', async () => {
    const open = await openTestSchool();
    const head = ['姓名', '学籍号', '班级'];
    await importRows(open, xlsxFile('一.xlsx', [head, ['李明', 'L999999201704011234', '三(1)班']]));
    await importRows(open, xlsxFile('二.xlsx', [head, ['李明', `G${syntheticId('2017-03-07', 1)}`, '三(1)班']]));
    const { rows, result } = await importRows(open, xlsxFile('三.xlsx', [head, ['李明', 'L999999201704011234', '三（1）班']]));
    expect(rows).toHaveLength(1);
    expect(result.facts).toMatchObject({ 新增: 0, 变动: 0 });
    expect(rows[0]?.registryNoMasked).toMatch(/^G/);
    const { registryNumbers } = await open.client.roster.get({ schoolId: open.schoolId, term, studentId: rows[0]!.studentId });
    expect(registryNumbers).toHaveLength(2);
  });

  it('one class cell merged over its pupils, hidden rows, a two-row header with the members in groups', async () => {
    const open = await openTestSchool();
    const rows: Rows = [
      ['班级', '姓名', '身份证号', '监护人', '', ''], ['', '', '', '姓名', '关系', '身份证号'],
      ['三（1）班', '李明', syntheticId('2017-03-07', 1), '李建国', '父亲', syntheticId('1985-06-15', 5)], ['', '王芳', syntheticId('2017-04-07', 2), '王强', '叔叔', ''],
    ];
    const file = xlsxFile('合并.xlsx', rows, [{ top: 0, left: 3, bottom: 0, right: 5 }, { top: 0, left: 0, bottom: 1, right: 0 }, { top: 0, left: 1, bottom: 1, right: 1 }, { top: 0, left: 2, bottom: 1, right: 2 }, { top: 2, left: 0, bottom: 3, right: 0 }]);
    const { rows: pupils } = await importRows(open, file);
    expect(pupils).toMatchObject([{ name: '李明', className: '三年级(1)班', guardianName: '李建国' }, { name: '王芳', className: '三年级(1)班', guardianName: '王强' }]);
  });
});
