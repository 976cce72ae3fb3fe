import { writeXlsx } from '#main/files/write-xlsx.ts';
import { idCheckSign } from '#shared/domain/identity/id-number.ts';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { expect, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';

function idOf(n: number): string {
  const first17 = `99999920150307${String(n).padStart(3, '0')}`;
  return first17 + idCheckSign(first17);
}

const xlsx = (rows: string[][]): Buffer => Buffer.from(writeXlsx([{ name: 'Sheet1', rows }]));

/** Three pupils on the roster, put in through the roster import. */
async function pupils({ client, schoolId }: OpenedSchool): Promise<void> {
  const rows = [['姓名', '身份证号', '班级', '入学年月', '就读方式'], ...['林小满', '周明', '赵雨'].map((name, i) => [name, idOf(i + 1), '三（2）班', '202309', '住校'])];
  await client.imports.confirm({
    schoolId, term: '2025-2026-1' as never, purpose: 'roster', file: new File([new Uint8Array(xlsx(rows))], '名册.xlsx'), options: { stage: 'primary' },
    leaveOutWrongRows: true,
  });
}

test('the system’s roster is imported and what differs stands there by name; a cause is written', async ({ school }, info) => {
  await pupils(school);
  const { page, origin } = school;
  await page.goto(`${origin}/#/comparison`);
  await expect(page.getByText('还没有导入资助系统的导出文件')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '导入在校学生信息' }).click();
  await page.screenshot({ path: info.outputPath('import.png') });
  await page.locator('input[type=file]').setInputFiles({
    name: '在校学生信息.xlsx', mimeType: 'application/octet-stream',
    buffer: xlsx([['学生姓名', '身份证件号', '就读方式'], ['林小满', idOf(1), '走读'], ['周明', idOf(2), '住校'], ['转走生', idOf(9), '住校']]),
  });
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  await page.getByRole('button', { name: /^导入 3 行/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '导入' }).click();
  await page.getByRole('button', { name: '去看比对结果' }).click();
  const results = page.getByRole('table', { name: '三个零误差' });
  await expect(results.getByRole('row', { name: /在校学生零误差/ })).toContainText('3 项差异');
  await expect(results.getByRole('row', { name: /困难学生零误差/ })).toContainText('没有结果');
  const grid = page.getByRole('grid', { name: '在校学生零误差的差异' });
  await expect(grid).toContainText('转走生');
  await expect(grid).toContainText('赵雨');
  await expect(grid).toContainText('系统在校学生“走读”，本校实际在校学生“住校”');
  await grid.getByText('转走生').click();
  await page.getByRole('button', { name: '写转走生的原因' }).click();
  const form = page.getByRole('dialog', { name: '转走生：原因与处理' });
  await form.getByRole('combobox', { name: '原因' }).fill('转学未同步');
  await form.getByRole('button', { name: '记下原因' }).click();
  await expect(grid).toContainText('处理中');
  await page.screenshot({ path: info.outputPath('differences.png') });
  await expectAccessible(page);
  await page.getByRole('tab', { name: '导入的文件' }).click();
  await expect(page.getByRole('table', { name: '导入的系统文件' })).toContainText('在校学生信息.xlsx');
});

test('a blank template is learned; the rows come back in its order and are copied', async ({ school, context }, info) => {
  await pupils(school);
  const { page, origin, client, schoolId } = school;
  await context.grantPermissions(['clipboard-read'], { origin });
  const db = school.app.core.archive!.database.writer;
  const account = db.get<{ id: number }>('SELECT min(id) AS id FROM account')!.id;
  const student = db.get<{ id: number }>('SELECT id FROM student ORDER BY id')!.id;
  const caseId = db.run(`INSERT INTO identification_case (school_id, student_id, school_year, route, state, created_at, account_id) VALUES (?, ?, '2025-2026', 'application', 'confirmed', '2025-09-20', ?)`, schoolId, student, account).lastId;
  db.run(`INSERT INTO determination (case_id, grade, body, decided_on, reason, effective_term, account_id, at) VALUES (?, '困难', '学校认定工作组', '2025-09-22', '低保家庭', '2025-2026-1', ?, '2025-09-22')`, caseId, account);
  await page.goto(`${origin}/#/comparison?tab=paste`);
  await page.getByRole('link', { name: '登记空白模板' }).click();
  await page.getByRole('combobox', { name: '这是什么模板' }).click();
  await page.getByRole('option', { name: '困难学生认定（家庭经济信息）' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: '家庭经济信息录入.xlsx', mimeType: 'application/octet-stream', buffer: xlsx([['姓名', '身份证号', '是否低保', '备用列', '认定（困难）级别名称', '认定时间']]),
  });
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  await page.getByRole('button', { name: /^导入/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '导入' }).click();
  await page.getByRole('button', { name: '去填粘贴表' }).click();
  await expect(page.getByRole('list', { name: '模板的列' })).toContainText('备用列（留空）');
  await page.getByRole('button', { name: '按模板填好' }).click();
  await expect(page.getByRole('grid', { name: '粘贴表' })).toContainText('林小满');
  await page.screenshot({ path: info.outputPath('paste.png') });
  await page.getByRole('button', { name: '复制 1 行' }).click();
  await expect(page.getByText('已复制 1 行')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`林小满\t${idOf(1)}\t\t\t困难\t20250922`);
  await expectAccessible(page);
  expect((await client.comparison.templates({ schoolId }))[0]?.columns).toHaveLength(6);
});
