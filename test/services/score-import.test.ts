import { expect, test } from 'vitest';
import { importSmallRoster, textFile } from '#test/helpers/listed-school.ts';
import { adoptTable, smallTable } from '#test/helpers/score-school.ts';
import { openTestSchool, refusalOf, signInAs } from '#test/helpers/test-app.ts';

const term = '2025-2026-1' as never;
const items = smallTable.sections.flatMap((section) => section.items.map(({ key, label }) => ({ key, label })));

function fileOf(name: string, lines: readonly string[]): File {
  const { buffer } = textFile(name, lines);
  return new File([new Uint8Array(buffer)], name);
}

/** As a class teacher's own table looks: a title, another order of columns, a total, full-width digits, words beside numbers. */
const messy = () => fileOf('七二班测评.csv', [
  '柳溪学校量化测评登记表,,,,,,,',
  '序号,学生姓名,班级,小组评分,父母健康,在学子女,持证,扣分',
  '1,李 明,七(2),１２．５,双方重病,2人,1,',
  '2,吴桐,六（1）班,8,2,,,有商品房',
  '3,陈欣,四2班,21,健康,,,',
  '4,张小军,,5,健康,,,',
  '5,张小军,五（2）班,5,不详,,,',
  '6,李华,三（1）班,,,,,',
  '合计,,,,,,,',
]);

test('a class’s own table is read cell by cell; wrong rows are named, the rest goes in', async () => {
  const { client, schoolId } = await openTestSchool();
  await importSmallRoster(client, schoolId);
  const tableId = await adoptTable(client, schoolId, { table: { ...smallTable, weights: { self: 0, verified: 100 } } });
  const target = { schoolId, term, purpose: 'score_sheet' as const, file: messy(), options: { tableId, side: 'verified', onDate: '2025-09-15', by: '班级评议小组', items } };
  const preview = await client.imports.preview(target);
  expect(preview.fileProblems).toEqual([]);
  expect(preview.rows.map((row) => [row.row, row.bucket, row.problems.map((problem) => `${problem.cell} ${problem.code}`)])).toEqual([
    [3, 'ok', []], [4, 'ok', []], [5, 'wrong', ['D5 scoring.points_out_of_bounds']], [6, 'wrong', ['B6 identification.pupil_ambiguous']],
    [7, 'wrong', ['E7 scoring.choice_unknown']], [8, 'wrong', ['B8 scoring.nothing_filled']],
  ]);
  expect(preview.rows[0]?.understanding).toBe('李明：核定 4 项，得出总分');
  const result = await client.imports.confirm({ ...target, leaveOutWrongRows: true });
  expect(result.facts).toEqual({ 登记: 2, 已有总分: 2, 与已有相同: 0 });
  const { rows } = await client.scoring.grid({ schoolId, term, tableId });
  expect(rows.filter((row) => row.verified !== null).map((row) => [row.name, row.result.total, row.scoredOn])).toEqual([['吴桐', 1800, '2025-09-15'], ['李明', 6250, '2025-09-15']]);
  const { sheets } = await client.scoring.explain({ schoolId, studentId: rows.find((row) => row.name === '李明')!.studentId, schoolYear: '2025-2026' as never });
  expect(sheets[0]).toMatchObject({ fileName: '七二班测评.csv', rowNo: 3 });
});

test('what the whole file lacks is said, and nothing goes in', async () => {
  const { client, schoolId } = await openTestSchool();
  await importSmallRoster(client, schoolId);
  const tableId = await adoptTable(client, schoolId);
  const target = { schoolId, term, purpose: 'score_sheet' as const, file: messy(), options: { tableId, side: 'verified', onDate: null, by: '', items: items.slice(0, 3) } };
  const { fileProblems } = await client.imports.preview(target);
  expect(fileProblems.map((problem) => problem.code)).toEqual(['scoring.items_changed', 'scoring.date_missing', 'scoring.person_missing']);
  expect((await refusalOf(client.imports.confirm({ ...target, leaveOutWrongRows: true }))).code).toBe('BAD_INPUT');
});

test('the sheet the program gives out comes back; a class teacher’s file reaches the own class only', async () => {
  const open = await openTestSchool();
  const { client, schoolId } = open;
  await importSmallRoster(client, schoolId);
  const tableId = await adoptTable(client, schoolId);
  const { rows } = await client.scoring.grid({ schoolId, term, tableId });
  const li = rows.find((row) => row.name === '李明')!;
  const answers = { i1: [{ option: 'o2', count: 1, judged: null }], i2: [], i3: [{ option: 'o1', count: 3, judged: null }], i4: [{ option: null, count: 1, judged: 555 as never }] };
  const save = { schoolId, term, tableId, side: 'self' as const, onDate: '2025-09-10' as never, by: '家长' };
  await client.scoring.saveSheets({ ...save, entries: [{ studentId: li.studentId, answers }] });
  const file = await client.scoring.sheetXlsx({ schoolId, term, tableId, side: 'self' });
  const target = { schoolId, term, purpose: 'score_sheet' as const, file, options: { tableId, side: 'self', onDate: '2025-09-10', by: '家长', items } };
  const preview = await client.imports.preview(target);
  expect(preview.rows.map((row) => row.understanding)).toEqual(['李明：与已有的相同']);
  await signInAs(open, 'class_teacher', 'teacher7', [li.classId!]);
  const own = await client.imports.preview({ ...target, file: messy(), options: { ...target.options, side: 'verified', onDate: '2025-09-15' } });
  expect(own.rows.filter((row) => row.bucket !== 'wrong').map((row) => row.row)).toEqual([3]);
});
