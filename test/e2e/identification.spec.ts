import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { importSmallRoster, importSubsistenceList, textFile } from '#test/helpers/listed-school.ts';
import { expect, test } from '#test/helpers/open-program.ts';

/** A paste as Excel makes it, into whatever has the focus. */
async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test('grades are typed, checked by the core, refused as a whole while one is wrong, then saved', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await importSubsistenceList(client, schoolId);
  await page.goto(`${origin}/#/identification`);
  await expectAccessible(page);
  await page.getByRole('button', { name: '从名单建个案（2 人）' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '建个案 2 份，补群体 0 人' }).click();
  await page.getByRole('button', { name: '填表' }).click();
  await page.getByLabel('李明（七年级(2)班）的困难等级').selectOption('困难');
  await page.getByLabel('李明（七年级(2)班）的认定理由').fill('低保家庭');
  await page.getByLabel('吴桐（六年级(1)班）的困难等级').selectOption('一般困难');
  await expect(page.getByText('草稿：2 人还没有保存')).toBeVisible();
  await page.getByRole('button', { name: '核对并保存……' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '认定日期' }).fill('2025年9月22日');
  await expect(dialog.getByRole('alert')).toContainText('吴桐 还没有认定个案');
  await expect(dialog.getByRole('button', { name: '保存 2 人' })).toBeDisabled();
  await dialog.getByRole('combobox', { name: '还没有个案的学生，途径是' }).click();
  await page.locator('[data-combobox-option]', { hasText: '个人申请' }).click();
  await expect(dialog).toContainText('将保存：新认定 2 人，新建个案 1 份');
  await dialog.getByRole('button', { name: '保存 2 人' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('草稿：')).toBeHidden();
  await page.getByRole('button', { name: '填好了' }).click();
  await page.getByRole('gridcell', { name: '李明' }).dblclick();
  const why = page.getByRole('region', { name: /李明.*为何是困难/ });
  await expect(why).toContainText('2025-09-22 学校认定工作组认定为困难，理由：低保家庭；周敏 录入');
  await expect(why).toContainText('第 2 行；户主身份证号相同；号码与姓名都相同，自动认定为一致');
  await expectAccessible(page);
});

test('a change keeps the old decision and needs a reason', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  const term = '2025-2026-1' as never;
  const { rows } = await client.identification.register({ schoolId, term });
  const studentId = rows.find((row) => row.name === '吴桐')!.studentId;
  const decision = { body: '学校认定工作组', decidedOn: '2025-09-22' as never, effectiveTerm: term };
  await client.identification.save({ schoolId, term, decision, entries: [{ studentId, route: 'application', grade: '困难', reason: '父母重病' }] });
  await page.goto(`${origin}/#/identification`);
  await page.getByRole('button', { name: '填表' }).click();
  await page.getByLabel('吴桐（六年级(1)班）的困难等级').selectOption('不困难');
  await page.getByRole('button', { name: '核对并保存……' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '认定日期' }).fill('2025-10-30');
  await expect(dialog.getByRole('alert')).toContainText('由“困难”改为“不困难”必须写明理由');
  await dialog.getByRole('button', { name: '取消' }).click();
  await page.getByLabel('吴桐（六年级(1)班）的认定理由').fill('家庭收入恢复');
  await page.getByRole('button', { name: '核对并保存……' }).click();
  await dialog.getByRole('textbox', { name: '认定日期' }).fill('2025-10-30');
  await expect(dialog).toContainText('将保存：调整 1 人（原认定保留）');
  await dialog.getByRole('button', { name: '保存 1 人' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: '填好了' }).click();
  await page.getByRole('gridcell', { name: '吴桐' }).dblclick();
  await expect(page.getByRole('region', { name: /为何是不困难/ })).toContainText('原认定');
});

test('a table pasted from Excel finds its pupils by name, and says what it could not place', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await page.goto(`${origin}/#/identification`);
  await page.getByRole('grid', { name: '认定名册' }).focus();
  await pasteText(page, '姓名\t班级\t等级\t理由\n吴桐\t六（1）班\t一般\t单亲\n张小军\t五（2）班\t困难\t父亲患病\n张小军\t\t困难\t\n无此人\t一（1）班\t困难\t');
  await expect(page.getByRole('dialog')).toContainText('张小军：同名的不止一人，请带上班级');
  await expect(page.getByRole('dialog')).toContainText('无此人：表里没有这个学生');
  await page.getByRole('button', { name: '知道了' }).click();
  await expect(page.getByText('草稿：2 人还没有保存')).toBeVisible();
  const row = page.getByRole('row', { name: /张小军.*五年级\(2\)班/ });
  await expect(row).toContainText('困难');
  await expect(row).toContainText('父亲患病');
});

test('the ticked pupils are filled at once; a decision list comes in as a file', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await page.goto(`${origin}/#/identification`);
  await page.getByRole('checkbox', { name: '全部勾选' }).check();
  await page.getByRole('button', { name: '给勾选的填等级' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: '困难等级' }).click();
  await page.locator('[data-combobox-option]', { hasText: '不困难' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '填入 6 人' }).click();
  await expect(page.getByText('草稿：6 人还没有保存')).toBeVisible();
  await page.getByRole('button', { name: '全部放弃' }).click();
  await page.getByRole('link', { name: '导入认定名单' }).click();
  await page.getByRole('textbox', { name: '认定日期' }).fill('2025-09-22');
  await page.getByRole('combobox', { name: '还没有个案的学生，途径是' }).click();
  await page.locator('[data-combobox-option]', { hasText: '个人申请' }).click();
  await page.locator('input[type=file]').setInputFiles(textFile('认定结果.csv', ['姓名,班级,困难等级,认定理由', '李明,七（2）班,困难,低保', '陈欣,四2班,特别困难,祖母抚养']));
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  await expect(page.getByRole('grid', { name: '导入预览' })).toContainText('陈欣：认定为 特别困难');
  await expectAccessible(page);
  await page.getByRole('button', { name: '导入 2 行' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
  await page.getByRole('link', { name: '去看认定名册' }).click();
  await expect(page.getByLabel('认定人数')).toContainText('特别困难1');
});

test('a class teacher sees and fills the own class only, in Chinese throughout', async ({ school }) => {
  const { client, page, origin, schoolId, archiveId } = school;
  await importSmallRoster(client, schoolId);
  const classes = await client.roster.classes({ schoolId, term: '2025-2026-1' as never });
  const classId = classes.find((one) => one.className.includes('七'))!.id;
  await client.accounts.add({ login: 'teacher', displayName: '王老师', role: 'class_teacher', password: 'teacher-2025', schoolId, classIds: [classId], validUntil: null });
  await client.session.lock({ leaving: false });
  await client.archives.unlock({ archiveId, login: 'teacher', password: 'teacher-2025' });
  await page.goto(`${origin}/#/identification`);
  await page.reload();
  const register = page.getByRole('grid', { name: '认定名册' });
  await expect(register).toContainText('李明');
  await expect(register).not.toContainText('陈欣');
  expect((await page.locator('main').innerText()).replaceAll(/Ctrl|Enter|Shift|Excel/g, '')).not.toMatch(/[A-Za-z]{3,}/);
});
