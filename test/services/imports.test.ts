import { describe, expect, test } from 'vitest';
import { parseFile } from '#main/files/parse-file.ts';
import { writeText } from '#main/files/write-text.ts';
import { writeXls } from '#main/files/write-xls.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { openTestSchool, refusalOf, signInAs } from '../helpers/test-app.ts';
import { makeXlsx } from '../files/make-xlsx.ts';

const header = ['序号', '姓名', '身份证号', '班级', '入学年月', '就读方式'];
const pupils = [['1', '阿依古丽', '', '三（2）班', '202309', '住校'], ['2', '李明', '', '三（2）班', '202309', '走读'], ['3', '陈欣', '', '四（1）班', '202209', '走读']];
const rows = [['柳溪九年一贯制学校学生名单'], header, ...pupils, ['合计', '', '3人']];

const fileOf = (bytes: Uint8Array, name: string) => new File([new Uint8Array(bytes)], name);
const xlsx = (more: string[][] = rows, name = '名单.xlsx') => fileOf(writeXlsx([{ name: '名单', rows: more }]), name);

function trimmed(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

async function open() {
  const school = await openTestSchool();
  const target = (file: File) => ({ schoolId: school.schoolId, term: '2025-2026-1' as never, purpose: 'roster' as const, file, options: { stage: 'primary' } });
  return { ...school, imports: school.client.imports, target };
}

describe('preview', () => {
  test('says what was understood and puts every row in exactly one bucket', async () => {
    const { imports, target } = await open();
    const preview = await imports.preview(target(xlsx()));
    expect(preview).toMatchObject({ kind: 'xlsx', sheet: '名单', headerRows: [2], mappingFrom: 'recognised', analysed: true, rowCount: 3, importedBefore: null });
    expect(preview.setAside.map(({ row, why }) => `${row} ${why}`)).toEqual(['1 title', '2 header', '6 total']);
    const { ok, look, wrong } = preview.buckets;
    expect(ok + look + wrong).toBe(3);
    expect(preview.equation).toBe(`${ok} + ${look} + ${wrong} = 3，一行不多一行不少`);
    expect(preview.rows.map(({ row }) => row)).toEqual([3, 4, 5]);
    expect(preview.columns.find(({ heading }) => heading === '姓名')).toMatchObject({ letters: 'B', field: 'name', sample: ['阿依古丽', '李明', '陈欣'] });
  });

  test.each([
    ['.xls', () => fileOf(writeXls([{ name: '名单', rows }]), 'a.xls')],
    ['.csv in GB18030', () => fileOf(writeText(rows, { encoding: 'gb18030', separator: ',', quotes: 'where_needed' }), 'a.csv')],
    ['.txt in UTF-16', () => fileOf(writeText(rows, { encoding: 'utf-16le', separator: '\t', quotes: 'where_needed' }), 'a.txt')],
    ['a web page', () => new File([`<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`], 'a.xls')],
  ])('is the same for %s', async (_, file) => {
    const { imports, target } = await open();
    const [one, other] = [await imports.preview(target(xlsx())), await imports.preview(target(file()))];
    expect(other.rows).toEqual(one.rows);
    expect(other.setAside).toEqual(one.setAside);
    expect(other.columns).toEqual(one.columns);
  });

  test('without a required column nothing is judged and the column is named; the user points at it', async () => {
    const { imports, target } = await open();
    const file = xlsx([['名字儿', '身份证号', '班级'], ['李明', '', '三（2）班']]);
    const preview = await imports.preview(target(file));
    expect(preview.analysed).toBe(false);
    expect(preview.fileProblems.map(({ code }) => code)).toContain('imports.field_missing');
    expect((await refusalOf(imports.confirm(target(file)))).code).toBe('BAD_INPUT');
    const given = await imports.preview({ ...target(file), mapping: { name: 0, idNumber: 1, className: 2 } });
    expect(given.fileProblems.map(({ code }) => code)).not.toContain('imports.field_missing');
    const twice = await imports.preview({ ...target(file), mapping: { name: 0, idNumber: 0 } });
    expect(twice.fileProblems.map(({ code }) => code)).toContain('imports.column_twice');
  });

  test('pages and filters count what they leave', async () => {
    const { imports, target } = await open();
    const file = xlsx();
    const page = await imports.preview({ ...target(file), page: { offset: 1, limit: 1 } });
    expect([page.rows.map(({ row }) => row), page.rowsMatching]).toEqual([[4], 3]);
    const wrong = await imports.preview({ ...target(file), only: ['wrong'] });
    expect(wrong.rowsMatching).toBe(wrong.buckets.wrong);
  });

  test('digits Excel has eaten are wrong in their cell, whoever imports', async () => {
    const { imports, target } = await open();
    const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const bytes = makeXlsx({ sheet: `<sheetData><row r="1">${text('A1', '姓名')}${text('B1', '身份证号')}${text('C1', '班级')}</row><row r="2" hidden="1">${text('A2', '王秀英')}<c r="B2"><v>999999201503070018</v></c>${text('C2', '三（2）班')}</row></sheetData>` });
    const preview = await imports.preview(target(fileOf(bytes, 'b.xlsx')));
    expect(preview.rows[0]).toMatchObject({ hidden: true });
    expect(preview.rows[0]!.problems.some(({ cell }) => cell === 'B2')).toBe(true);
    expect(preview.notes.map(({ code }) => code)).toContain('imports.hidden_rows');
  });

  test('numbers are masked for those who may not see them', async () => {
    const school = await open();
    const file = xlsx([['姓名', '身份证号', '备注'], ['李明', '999999201503070018', '卡号6222000000000000018']]);
    const preview = await school.imports.preview(school.target(file));
    expect(JSON.stringify(preview.columns)).not.toContain('999999201503070018');
    expect(JSON.stringify(preview.rows[0]!.cells)).not.toContain('6222000000000000018');
  });

  test('a file that is none is refused with its reason and nothing is kept', async () => {
    const { imports, target, schoolId } = await open();
    const refusal = await refusalOf(imports.preview(target(new File(['%PDF-1.4'], 'a.xlsx'))));
    expect(refusal).toMatchObject({ code: 'BAD_INPUT', data: { problems: [{ code: 'file.wrong_kind' }] } });
    expect(await imports.history({ schoolId })).toEqual([]);
  });
});

describe('confirm', () => {
  test('counts tie, the mapping is remembered, the same bytes again are refused with the date', async () => {
    const { imports, target, schoolId } = await open();
    const file = xlsx();
    const result = await imports.confirm({ ...target(file), leaveOutWrongRows: true });
    expect(result.accepted + result.refused).toBe(3);
    expect(result.sentence).toContain('文件共 3 行');
    expect(await imports.history({ schoolId })).toMatchObject([{ name: '名单.xlsx', rowCount: 3, purpose: 'roster' }]);
    const again = await imports.preview(target(file));
    expect(again).toMatchObject({ mappingFrom: 'remembered', importedBefore: { name: '名单.xlsx' } });
    const renamed = new File([file], '另一个名字.xlsx');
    const refusal = await refusalOf(imports.confirm({ ...target(renamed), leaveOutWrongRows: true }));
    expect(refusal).toMatchObject({ code: 'REFUSED', data: { code: 'imports.same_file' } });
    expect(refusal.data.sentence).toContain('2025年10月31日');
  });

  test('the same click twice does it once', async () => {
    const { imports, target, schoolId } = await open();
    const input = { ...target(xlsx()), leaveOutWrongRows: true, operationId: 'operation-0001' };
    expect(await imports.confirm(input)).toEqual(await imports.confirm(input));
    expect((await imports.history({ schoolId })).length).toBe(1);
  });

  test('who may only read the roster may look at a file and not import it', async () => {
    const school = await open();
    await signInAs(school, 'checker');
    expect((await school.imports.preview(school.target(xlsx()))).rowCount).toBe(3);
    expect((await refusalOf(school.imports.confirm(school.target(xlsx())))).code).toBe('FORBIDDEN');
    expect(await school.imports.history({ schoolId: school.schoolId })).toEqual([]);
  });
});

describe('the copy with reasons', () => {
  test('is the user’s own sheet with one more column, in the same form, and reads as the same header', async () => {
    const { imports, target } = await open();
    const bad = [...rows.slice(0, 3), ['9', '', '99999920150307', '三（2）班', '202309', '走读'], ...rows.slice(3)];
    for (const file of [xlsx(bad), fileOf(writeText(bad, { encoding: 'gb18030', separator: ',', quotes: 'where_needed' }), '名单.csv')]) {
      const preview = await imports.preview(target(file));
      const copy = await imports.errorCopy(target(file));
      expect(copy.name).toBe(file.name.replace('名单', '名单_错误原因'));
      const { table } = await parseFile(new Uint8Array(await copy.arrayBuffer()));
      expect(table.rows[1]).toEqual([...header, '错误原因']);
      expect(table.rows.map((cells) => trimmed(cells.slice(0, 6)))).toEqual(bad.map(trimmed));
      const marked = preview.rows.filter(({ bucket }) => bucket !== 'ok').map(({ row }) => row);
      expect(marked.length).toBeGreaterThan(0);
      expect(table.rows.flatMap((cells, row) => (row > 1 && (cells[6] ?? '') !== '' ? [row + 1] : []))).toEqual(marked);
      expect((await imports.preview(target(copy))).headerFingerprint).toBe(preview.headerFingerprint);
    }
  });
});
