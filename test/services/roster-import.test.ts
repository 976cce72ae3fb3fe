import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termKey } from '#shared/domain/calendar/term.ts';
import { openTestSchool, refusalOf } from '#test/helpers/test-app.ts';
import type { OpenSchool } from '#test/helpers/test-app.ts';
import { gbkFile, syntheticId, templateHeadings, templateRow, xlsFile, xlsxFile } from './roster-files.ts';
import type { Rows } from './roster-files.ts';

const term = termKey('2025-2026-1');

async function importRoster(open: OpenSchool, file: File, decisions: { rows?: Record<string, string>; own?: Record<string, unknown> } = {}, extra: object = {}) {
  const target = { schoolId: open.schoolId, term, purpose: 'roster' as const, file };
  const preview = await open.client.imports.preview(target);
  const result = await open.client.imports.confirm({
    ...target, decisions: { rows: decisions.rows ?? {}, own: decisions.own ?? {} }, leaveOutWrongRows: true, again: true, ...extra,
  });
  return { preview, result };
}

async function pupils(open: OpenSchool) {
  return (await open.client.roster.list({ schoolId: open.schoolId, term })).rows;
}

const li = syntheticId('2017-03-07', 1);
const wang = syntheticId('2013-09-06', 2);
const father = syntheticId('1985-06-15', 5);

const template: Rows = [
  templateHeadings,
  templateRow({
    姓名: '李明', 性别: '男', 出生日期: '20170307', 身份证件类型: '居民身份证', 身份证件号: li, 班号: '2', 入学年月: '202309', 就读方式: '住校', 民族: '汉族', 是否孤儿: '否', 是否享受一补: '是',
    成员1姓名: '李建国', 成员1关系: '父亲', 成员1是否监护人: '是', 成员1身份证件类型: '居民身份证', 成员1身份证件号: father, 成员1联系电话: '13800000001', 成员2姓名: '赵兰', 成员2关系: '母亲',
  }),
  templateRow({ 姓名: '王芳', 性别: '女', 出生日期: '20130906', 身份证件类型: '居民身份证', 身份证件号: wang, 班号: '1', 入学年月: '202509', 就读方式: '走读' }),
];

describe('the 学籍 template in its published order', () => {
  it('is read whole: classes from 入学年月 and 班号, members, three-state flags', async () => {
    const open = await openTestSchool();
    const { preview, result } = await importRoster(open, xlsFile('学籍.xls', template));
    expect(preview.buckets).toEqual({ ok: 2, look: 0, wrong: 0 });
    expect(preview.columns.filter(({ field }) => field !== null).length).toBeGreaterThanOrEqual(64);
    expect(result).toMatchObject({ accepted: 2, refused: 0, facts: { 新增: 2, 变动: 0 } });
    const rows = await pupils(open);
    expect(rows).toMatchObject([
      { name: '李明', sex: 'male', className: '三年级(2)班', boardingMode: 'boarding', guardianName: '李建国', idCheck: 'ok', idNumberMasked: expect.stringMatching(/^999\*+\d{3}[\dX]$/) as string },
      { name: '王芳', className: '七年级(1)班', stage: 'junior', boardingMode: 'day' },
    ]);
    const pupil = await open.client.roster.get({ schoolId: open.schoolId, term, studentId: rows[0]!.studentId });
    expect(pupil.members).toMatchObject([{ name: '李建国', relation: '父亲', isGuardian: 'yes', idCheck: 'ok' }, { name: '赵兰', relation: '母亲', isGuardian: 'unknown' }]);
    expect(pupil.attributes).toEqual(expect.arrayContaining([
      { key: 'orphan', label: '是否孤儿', value: '否', sensitive: false }, { key: 'livingAllowance', label: '是否享受一补', value: '是', sensitive: false },
    ]));
    expect(pupil.attributes.some(({ key }) => key === 'leftBehind')).toBe(false);
    expect(pupil.source).toMatchObject({ fileName: '学籍.xls', rowNo: 2 });
  });

  it('a second time changes nothing, and the same bytes are recognised', async () => {
    const open = await openTestSchool();
    await importRoster(open, xlsFile('学籍.xls', template));
    const before = await pupils(open);
    const { preview, result } = await importRoster(open, xlsFile('学籍2.xls', template));
    expect(preview.counts).toContainEqual({ key: 'unchanged', label: '没有变化', count: 2 });
    expect(result.facts).toMatchObject({ 新增: 0, 变动: 0, 没有变化: 2 });
    expect(await pupils(open)).toEqual(before);
    const again = await refusalOf(open.client.imports.confirm({ schoolId: open.schoolId, term, purpose: 'roster', file: xlsFile('学籍2.xls', template) }));
    expect(again.data.code).toBe('imports.same_file');
  });
});

describe("a school's own list", () => {
  const own: Rows = [
    ['柳溪九年一贯制学校2025年秋季学生花名册'],
    ['说明：班级请按“三（2）班”的样子填写'],
    ['序号', '学生姓名', '身份证号码', '班级', '是否寄宿', '父亲', '父亲身份证号', '监护人电话', '低保'],
    ['1', '李明', li, '三（2）班', '√', '李建国', father, '13800000001', '√'],
    ['2', '王芳', `${wang.slice(0, 17)}${wang[17] === '1' ? '2' : '1'}`, '七(1)班', '否', '', '', '', ''],
    ['3', '阿依古丽·买买提', '', '初一1班', '', '', '', '', '不'],
    ['4', '', '', '七(1)班', '', '', '', '', ''],
    ['5', '张伟', syntheticId('2013-01-02', 3), '火箭班', '是', '', '', '', '?'],
    ['合计', '5人'],
  ];

  it('is understood with its own headings; what is wrong is said in its cell and blocks nobody else', async () => {
    const open = await openTestSchool();
    const { preview, result } = await importRoster(open, xlsxFile('花名册.xlsx', own));
    expect(preview.headerRows).toEqual([3]);
    expect(preview.rowCount).toBe(5);
    expect(preview.setAside.map(({ why }) => why)).toContain('total');
    const problems = preview.rows.flatMap(({ row, problems: list }) => list.map(({ code, cell }) => `${row} ${cell} ${code}`));
    expect(problems).toEqual(expect.arrayContaining(['5 C5 roster.id_bad_checksum', '7 B7 roster.name_missing', '8 D8 roster.stage_unclear']));
    expect(preview.rows.find(({ row }) => row === 7)?.bucket).toBe('wrong');
    expect(result.accepted + result.refused).toBe(5);
    const rows = await pupils(open);
    expect(rows.find(({ name }) => name === '李明')).toMatchObject({ className: '三年级(2)班', boardingMode: 'boarding', sex: 'male', birthDate: '2017-03-07', guardianName: '李建国' });
    expect(rows.find(({ name }) => name === '阿依古丽·买买提')).toMatchObject({ className: '七年级(1)班', boardingMode: 'unknown', sex: 'unknown' });
    const repairs = await open.client.roster.repairs({ schoolId: open.schoolId, term });
    expect(repairs.map(({ name, problem }) => `${name} ${problem.code}`)).toEqual(expect.arrayContaining(['王芳 roster.id_bad_checksum', '阿依古丽·买买提 roster.id_missing']));
    expect(repairs.find(({ name }) => name === '王芳')?.problem.sentence).not.toContain(wang.slice(3, 14));
  });

  it('fills what the template left open and takes nothing away by an empty cell', async () => {
    const open = await openTestSchool();
    await importRoster(open, xlsFile('学籍.xls', template));
    const rows: Rows = [['姓名', '班级', '是否寄宿', '低保'], ['李明', '三（2）班', '', '是'], ['王芳', '七(1)班', '是', '']];
    const { preview, result } = await importRoster(open, gbkFile('低保.csv', rows));
    expect(preview.rows.map(({ bucket }) => bucket)).toEqual(['look', 'look']);
    expect(result.facts).toMatchObject({ 新增: 0, 变动: 2 });
    const [lm, wf] = await pupils(open);
    expect(lm).toMatchObject({ boardingMode: 'boarding' });
    expect(wf).toMatchObject({ boardingMode: 'boarding', idCheck: 'ok' });
    const pupil = await open.client.roster.get({ schoolId: open.schoolId, term, studentId: wf!.studentId });
    expect(pupil.changes).toMatchObject([{ field: '就读方式', before: '走读', after: '住校', fileName: '低保.csv', rowNo: 3 }]);
    expect(pupil.movements).toMatchObject([{ kind: 'change_boarding', from: '走读', to: '住校' }]);
  });

  it("a row of another school says so", async () => {
    const open = await openTestSchool();
    const { preview } = await importRoster(open, xlsxFile('错校.xlsx', [['学校标识码', '姓名', '班级'], ['9999990002', '李明', '三(1)班'], ['9999990001', '王芳', '三(1)班']]));
    expect(preview.rows.map(({ problems }) => problems.map(({ code, cell }) => `${cell} ${code}`))).toEqual([['A2 roster.other_school'], []]);
  });

  it('numbers Excel has spoilt are not taken in, and say so', async () => {
    const open = await openTestSchool();
    const { preview } = await importRoster(open, gbkFile('坏号.csv', [['姓名', '身份证号', '班级'], ['李明', '9.99999E+17', '三(1)班']]));
    expect(preview.rows[0]).toMatchObject({ bucket: 'look', problems: [{ code: 'roster.id_lost_digits', cell: 'B2' }] });
    const [row] = await pupils(open);
    expect(row).toMatchObject({ idCheck: 'lost_digits', idNumberMasked: '' });
  });
});

describe('a newer roster', () => {
  const newer: Rows = [
    ['姓名', '身份证件号', '班级', '就读方式'],
    ['李明', li, '三（1）班', '走读'],
    ['陈晨', syntheticId('2017-05-05', 7), '三（2）班', '住校'],
  ];

  it('shows new, changed and gone, and applies what is confirmed', async () => {
    const open = await openTestSchool();
    await importRoster(open, xlsFile('学籍.xls', template));
    const gone = (await pupils(open)).find(({ name }) => name === '王芳')!.studentId;
    const { preview, result } = await importRoster(open, xlsxFile('新名册.xlsx', newer), {
      own: { gone: [{ studentId: gone, kind: 'transfer_out', effectiveDate: '2025-10-15', evidence: '转学证明 12 号' }] },
    });
    expect(preview.counts.map(({ label, count }) => `${label} ${count}`)).toEqual(['新增 1', '变动 1', '没有变化 0', '名册里有而文件里没有 1']);
    expect((preview.extra as { gone: object[] }).gone).toMatchObject([{ studentId: gone, name: '王芳', className: '七年级(1)班', graduates: false }]);
    expect(preview.rows[0]?.understanding).toContain('年级班级 三年级(2)班→三年级(1)班');
    expect(result.facts).toMatchObject({ 新增: 1, 变动: 1, 已登记去向: 1 });
    const pupil = await open.client.roster.get({ schoolId: open.schoolId, term, studentId: gone });
    expect(pupil).toMatchObject({ status: 'transferred_out', statusFrom: '2025-10-15', movements: [{ kind: 'transfer_out', from: '在读', to: '转出', evidence: '转学证明 12 号' }] });
    expect((await open.client.roster.snapshots({ schoolId: open.schoolId })).map(({ pupils: count }) => count)).toEqual([2, 2]);
  });

  it('keeps what the user wants kept', async () => {
    const open = await openTestSchool();
    await importRoster(open, xlsFile('学籍.xls', template));
    await importRoster(open, xlsxFile('新名册.xlsx', newer), { rows: { 2: 'keep' } });
    expect((await pupils(open)).find(({ name }) => name === '李明')).toMatchObject({ className: '三年级(2)班', boardingMode: 'boarding' });
  });

  it('a list of one class says nothing about the others', async () => {
    const open = await openTestSchool();
    const all: Rows = [['姓名', '班级'], ...Array.from({ length: 10 }, (_, at) => [`学生${'甲乙丙丁戊己庚辛壬癸'[at]}`, at < 3 ? '三（1）班' : '四（1）班'])];
    await importRoster(open, xlsxFile('全校.xlsx', all));
    const { preview } = await importRoster(open, xlsxFile('三1.xlsx', all.slice(0, 3)));
    expect((preview.extra as { gone: { name: string }[] }).gone.map(({ name }) => name)).toEqual(['学生丙']);
  });

  it('same number and another name, same name and another number: a person decides, nothing is merged by itself', async () => {
    const open = await openTestSchool();
    await importRoster(open, xlsFile('学籍.xls', template));
    const other = syntheticId('2017-03-07', 9);
    const { preview } = await importRoster(open, xlsxFile('改名.xlsx', [['姓名', '身份证号', '出生日期', '班级'], ['李鸣', li, '', '三（2）班'], ['王芳', syntheticId('2013-09-06', 8), '20130906', '七(1)班'], ['周舟', other, '', '三（2）班'], ['周洲', other, '', '三（2）班']]));
    expect(preview.rows.map(({ bucket, defaultChoice }) => `${bucket} ${defaultChoice}`)).toEqual(['look apply', 'look skip', 'ok null', 'look new']);
    expect(preview.rows.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['roster.number_agrees_name_differs', 'roster.maybe_same', 'roster.same_number_other_name']);
    const names = (await pupils(open)).map(({ name }) => name);
    expect(names.sort()).toEqual(['周洲', '周舟', '李鸣', '王芳'].sort());
    const repairs = await open.client.roster.repairs({ schoolId: open.schoolId, term });
    expect(repairs.filter(({ kind }) => kind === 'duplicate').map(({ name }) => name).sort()).toEqual(['周洲', '周舟']);
  });
});

describe('a new 学年 in a nine-year school', () => {
  it('六年级 goes on to 七年级 and keeps his file; 九年级 is gone and said to have graduated', async () => {
    const open = await openTestSchool();
    const spring = termKey('2024-2025-2');
    const last: Rows = [['姓名', '身份证号', '班级'], ['李明', li, '六（1）班'], ['王芳', wang, '九（1）班'], ['陈晨', syntheticId('2017-05-05', 7), '二（1）班']];
    await open.client.imports.confirm({ schoolId: open.schoolId, term: spring, purpose: 'roster', file: xlsxFile('春.xlsx', last) });
    const [before] = (await open.client.roster.list({ schoolId: open.schoolId, term: spring, filter: { text: '李明' } })).rows;
    expect(before).toMatchObject({ className: '六年级(1)班', stage: 'primary' });
    const { preview } = await importRoster(open, xlsxFile('秋.xlsx', [['姓名', '身份证号', '班级'], ['李明', li, '七（1）班'], ['陈晨', syntheticId('2017-05-05', 7), '三（1）班']]));
    expect(preview.rows.map(({ understanding }) => understanding)).toEqual(['变动 李明：年级班级 2019级1班→七年级(1)班', expect.stringContaining('没有变化 陈晨') as string]);
    expect((preview.extra as { gone: object[] }).gone).toMatchObject([{ name: '王芳', graduates: true }]);
    const pupil = await open.client.roster.get({ schoolId: open.schoolId, term, studentId: before!.studentId });
    expect(pupil).toMatchObject({ className: '七年级(1)班', stage: 'junior', movements: [{ kind: 'change_class', from: '2019级1班', to: '2025级1班' }] });
  });
});

describe('importing twice', () => {
  it('changes nothing, whatever the list', async () => {
    const name = fc.string({ unit: fc.constantFrom(...'张李王赵明芳伟·'), minLength: 1, maxLength: 3 }).filter((text) => /[^·]/.test(text));
    const row = fc.record({
      name, serial: fc.nat({ max: 12 }), id: fc.constantFrom('good', 'bad', 'none', 'short'), label: fc.constantFrom('三（1）班', '三（2）班', '七(1)班', '2024级1班', '火箭班', ''),
      boarding: fc.constantFrom('走读', '住校', '', '借宿'), father: fc.constantFrom('', '李建国', '王强'),
    });
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (list) => {
      const open = await openTestSchool();
      const rows: Rows = [['姓名', '身份证号', '班级', '就读方式', '父亲姓名'], ...list.map((each) => {
        const good = syntheticId('2015-05-05', each.serial);
        const number = { good, bad: `${good.slice(0, 17)}${good[17] === '0' ? '1' : '0'}`, none: '', short: good.slice(0, 12) }[each.id];
        return [each.name, number, each.label, each.boarding, each.father];
      })];
      await importRoster(open, xlsxFile('一.xlsx', rows));
      const before = await pupils(open);
      const { result } = await importRoster(open, xlsxFile('二.xlsx', rows));
      expect(result.facts).toMatchObject({ 新增: 0, 变动: 0 });
      expect(await pupils(open)).toEqual(before);
      open.app.core.archive?.database.close();
      open.app.core.archive = null;
    }), { numRuns: 12 });
  });

  it('the exported roster imports as no change at all, and into an empty archive as the same roster', async () => {
    const open = await openTestSchool();
    await importRoster(open, xlsFile('学籍.xls', template));
    const file = await open.client.roster.exportFile({ schoolId: open.schoolId, term, purpose: '核对' });
    const { result } = await importRoster(open, new File([await file.arrayBuffer()], file.name));
    expect(result.facts).toMatchObject({ 新增: 0, 变动: 0, 没有变化: 2 });
    const other = await openTestSchool();
    await importRoster(other, new File([await file.arrayBuffer()], file.name));
    expect((await pupils(other)).map(({ studentId: _id, classId: _class, ...rest }) => rest)).toEqual((await pupils(open)).map(({ studentId: _id, classId: _class, ...rest }) => rest));
  });
});
