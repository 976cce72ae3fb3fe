import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { importSmallRoster, textFile } from '#test/helpers/listed-school.ts';
import { expect, openedAddress, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';
import { adoptTable, heavyAnswers, lightAnswers, smallTable, tryTable } from '#test/helpers/score-school.ts';

const term = '2025-2026-1' as never;

/** A paste as Excel makes it, into whatever has the focus. */
async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

async function openCases({ client, schoolId }: OpenedSchool, names: readonly string[]): Promise<Map<string, number>> {
  await importSmallRoster(client, schoolId);
  const { rows } = await client.identification.register({ schoolId, term });
  const ids = new Map(rows.map((row) => [row.name, row.studentId]));
  await client.identification.save({ schoolId, term, entries: names.map((name) => ({ studentId: ids.get(name)!, route: 'application' as const })) });
  return ids;
}

test('an example becomes a draft, is completed, tried and adopted', async ({ school }) => {
  const { page, origin, client, schoolId } = school;
  await openCases(school, ['李明', '吴桐']);
  await page.goto(`${origin}/#/scoring`);
  await expect(page.getByRole('region', { name: '还没有采用指标表' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '去看指标表' }).click();
  await expect(page.getByRole('table', { name: '样表' })).toContainText('第二部分其余 20 分的指标和分数线');
  await expectAccessible(page);
  await page.getByRole('button', { name: '从 重庆城市职业学院样表 建草稿' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: '名称' }).fill('柳溪指标表');
  await page.getByRole('dialog').getByRole('button', { name: '建草稿' }).click();

  const checks = page.getByRole('complementary', { name: '检查' });
  await expect(checks).toContainText('“均健康”的分值不明');
  await expectAccessible(page);
  await page.getByRole('textbox', { name: '父母健康的选项 1 的分值' }).fill('0');
  await page.getByRole('textbox', { name: '还缺什么' }).fill('');
  await expect(checks).toContainText('没有问题');
  // A mistake is said at once, and stops the trial.
  await page.getByRole('textbox', { name: '医疗费用自付的选项 2', exact: true }).fill('');
  await expect(checks).toContainText('第 2 个选项没有文字');
  await page.getByRole('textbox', { name: '医疗费用自付的选项 2', exact: true }).fill('2000 元至 1 万元');
  // Enter adds a choice; a block from Excel fills choices with their points.
  await page.getByRole('textbox', { name: '父母健康的选项 4', exact: true }).press('Enter');
  await expect(page.getByRole('textbox', { name: '父母健康的选项 5', exact: true })).toBeFocused();
  await pasteText(page, '一方去世\t12\n双方去世\t0~20');
  await expect(page.getByRole('textbox', { name: '父母健康的选项 6 的分值' })).toHaveValue('0~20');
  await page.getByRole('button', { name: '加一组分数线' }).click();
  const lines = page.getByRole('group', { name: '第 1 组分数线' });
  await lines.getByRole('textbox', { name: '从哪天起' }).fill('2025-09-01');
  await lines.getByRole('textbox', { name: '特别困难不低于' }).fill('60');
  await lines.getByRole('textbox', { name: '一般困难不低于' }).fill('70');
  await expect(checks).toContainText('“特别困难”60 分不高于“一般困难”70 分');
  await lines.getByRole('textbox', { name: '一般困难不低于' }).fill('30');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('草稿已保存')).toBeVisible();
  await page.getByRole('button', { name: '投入试算' }).click();
  await page.getByRole('link', { name: '看试算' }).click();
  await page.getByRole('combobox', { name: '用哪个学年的个案' }).click();
  await page.locator('[data-combobox-option]', { hasText: '2025' }).first().click();
  await expect(page.getByLabel('试算人数')).toContainText('算不出2');
  await expectAccessible(page);
  await page.getByRole('link', { name: '打开指标表' }).click();
  await page.getByRole('button', { name: '采用……' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '从哪天起' }).fill('2025-09-01');
  await dialog.getByRole('textbox', { name: '谁定的' }).fill('2025 年 8 月 28 日认定工作组会议');
  await dialog.getByRole('button', { name: '采用', exact: true }).click();
  await expect(page.getByRole('table', { name: '本校的指标表' })).toContainText('第 1 版 柳溪指标表');
  await expect(page.getByRole('table', { name: '本校的指标表' })).toContainText('已采用，现行');
  const { rows } = await client.scoring.tables({ schoolId });
  expect(rows.map((row) => [row.versionNo, row.effectiveFrom, row.items, row.incomplete])).toEqual([[1, '2025-09-01', 3, 0]]);
});

test('a class is scored from the keyboard and saved whole', async ({ school }) => {
  const { page, origin, client, schoolId } = school;
  await openCases(school, ['李明', '吴桐']);
  await adoptTable(client, schoolId, { table: { ...smallTable, weights: { self: 0, verified: 100 } } });
  await page.goto(`${origin}/#/scoring`);
  await page.getByRole('combobox', { name: '班级' }).click();
  await page.locator('[data-combobox-option]', { hasText: '七年级(2)班' }).click();
  await page.getByRole('textbox', { name: '核定日期' }).fill('2025-09-15');
  await page.getByRole('textbox', { name: '李明的父母健康' }).focus();
  await expect(page.locator('#score-legend')).toContainText('1 健康（0）　2 一方重病（20）　3 双方重病（35）');
  await page.keyboard.type('9');
  await expect(page.getByRole('alert')).toContainText('“父母健康”没有“9”这个选项');
  await expect(page.getByRole('button', { name: '核对并保存……' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.keyboard.type('3');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('12.5');
  await page.keyboard.press('Tab');
  const row = page.getByRole('row', { name: /李明/ });
  await expect(row).toContainText('62.5');
  await expect(row).toContainText('特别困难');
  await expect(page.getByRole('textbox', { name: '李明的父母健康' })).toHaveValue('双方重病');
  await expectAccessible(page);
  await page.getByRole('button', { name: '核对并保存……' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2025-09-15 由“班级评议小组”核定：将登记 1 人');
  await dialog.getByRole('button', { name: '保存 1 人' }).click();
  await expect(page.getByText('已保存核定 1 人，其中 1 人已有总分')).toBeVisible();
});

test('why this score: beside the grid, on paper, in the case', async ({ school }) => {
  const { page, origin, client, schoolId } = school;
  const ids = await openCases(school, ['李明']);
  const tableId = await adoptTable(client, schoolId, { table: { ...smallTable, weights: { self: 0, verified: 100 } } });
  await client.scoring.saveSheets({ schoolId, term, tableId, side: 'verified', onDate: '2025-09-15' as never, by: '班级评议小组', entries: [{ studentId: ids.get('李明')!, answers: heavyAnswers }] });
  await page.goto(`${origin}/#/scoring`);
  await page.getByRole('button', { name: '李明', exact: true }).click();
  const story = page.getByRole('complementary', { name: '李明的测评' });
  await expect(story).toContainText('62.5 分（核定分）');
  await expect(story).toContainText('达到 50 分，建议特别困难（本校 2025-09-01 起的分数线，认定工作组会议）。分值仅供参考，由认定小组决定');
  await expect(story).toContainText('封顶');
  await expectAccessible(page);
  await page.getByRole('button', { name: '打印和导出' }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('menuitem', { name: '本班测评表（一人一份）' }).click();
  const paper = await opened;
  await expect.poll(() => openedAddress(page)).toMatch(/^blob:/);
  await paper.close();
  // The same in the case.
  await page.goto(`${origin}/#/identification?student=${ids.get('李明')}`);
  await expect(page.getByRole('region', { name: '为何是这个分' })).toContainText('第 1 版 柳溪指标表（2025-09-01 起）');
  await expect(page.getByRole('region', { name: '办理步骤' })).toContainText('量化测评');
});

test('a block from Excel is pasted, by headings or from the caret; what has no place is said; a file comes in', async ({ school }) => {
  const { page, origin, client, schoolId } = school;
  await openCases(school, ['李明', '吴桐']);
  await adoptTable(client, schoolId);
  await page.goto(`${origin}/#/scoring`);
  await page.getByRole('combobox', { name: '班级' }).click();
  await page.locator('[data-combobox-option]', { hasText: '七年级(2)班' }).click();
  await page.getByText('自评', { exact: true }).first().click();
  await page.getByRole('textbox', { name: '自评日期' }).fill('2025-09-10');
  await page.getByRole('textbox', { name: '李明的父母健康' }).focus();
  await pasteText(page, '姓名\t小组评分\t父母健康\n李明\t８\t一方重病\n无此人\t1\t1');
  await expect(page.getByRole('alert')).toContainText('无此人：本班没有这名学生，没有填入');
  await page.getByRole('button', { name: '知道了' }).click();
  await page.getByRole('textbox', { name: '李明的持证' }).focus();
  await pasteText(page, '低保证；残疾证\t1\n2\t3');
  await expect(page.getByRole('alert')).toContainText('第 2 行粘贴的内容没有对应的学生');
  await page.getByRole('button', { name: '知道了' }).click();
  await expect(page.getByRole('row', { name: /李明/ })).toContainText('53');
  await page.getByRole('button', { name: '核对并保存……' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '保存 1 人' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('link', { name: '导入填好的表' }).click();
  await page.getByRole('combobox', { name: '文件里是' }).click();
  await page.locator('[data-combobox-option]', { hasText: '核定' }).click();
  await page.getByRole('textbox', { name: '测评日期' }).fill('2025-09-15');
  await page.getByRole('textbox', { name: '由谁测评' }).fill('七（2）班评议小组');
  await page.locator('input[type=file]').setInputFiles(textFile('七二班.csv', ['姓名,班级,父母健康,小组评分,扣分', '李明,七（2）班,2,8,有商品房', '吴桐,六（1）班,5,8,']));
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  await expect(page.getByRole('grid', { name: '导入预览' })).toContainText('李明：核定 3 项，得出总分');
  await expect(page.getByRole('grid', { name: '导入预览' })).toContainText('“父母健康”没有“5”这个选项');
  await expectAccessible(page);
});

test('a trial stands beside what was decided and changes nothing', async ({ school }) => {
  const { page, origin, client, schoolId } = school;
  const ids = await openCases(school, ['李明', '吴桐']);
  const tableId = await tryTable(client, schoolId, { table: { ...smallTable, weights: { self: 0, verified: 100 } } });
  const decision = { body: '学校认定工作组', decidedOn: '2025-09-22' as never, effectiveTerm: term };
  await client.identification.save({ schoolId, term, decision, entries: [{ studentId: ids.get('李明')!, grade: '特别困难', reason: '重病' }, { studentId: ids.get('吴桐')!, grade: '困难', reason: '单亲' }] });
  await client.scoring.saveSheets({ schoolId, term, tableId, side: 'verified', onDate: '2025-10-30' as never, by: '试', entries: [{ studentId: ids.get('李明')!, answers: lightAnswers }] });
  await page.goto(`${origin}/#/scoring?tab=trial`);
  await page.getByRole('combobox', { name: '用哪个学年的个案' }).click();
  await page.locator('[data-combobox-option]', { hasText: '2025' }).first().click();
  await expect(page.getByLabel('试算人数')).toContainText('与认定不同1');
  await page.getByRole('switch', { name: '只看与认定不同的 1 人' }).check();
  await expect(page.getByRole('row', { name: /李明/ })).toContainText('一般困难');
  await expect(page.getByRole('grid', { name: '试算名单' })).not.toContainText('吴桐');
  await expectAccessible(page);
  await page.goto(`${origin}/#/identification?student=${ids.get('李明')}`);
  await expect(page.getByRole('region', { name: /李明.*为何是特别困难/ })).toBeVisible();
  await expect(page.getByRole('region', { name: '为何是这个分' })).toBeHidden();
});

test('a class teacher scores the own class and may not touch the tables', async ({ school }) => {
  const { page, origin, client, schoolId, archiveId } = school;
  await openCases(school, ['李明', '吴桐']);
  await adoptTable(client, schoolId);
  const { rows } = await client.identification.register({ schoolId, term });
  const classId = rows.find((row) => row.name === '李明')!.classId!;
  await client.accounts.add({ login: 'teacher', displayName: '王老师', role: 'class_teacher', password: 'liuxi-2025-pass', classIds: [classId], schoolId, validUntil: null });
  await client.session.lock({ leaving: false });
  await client.archives.unlock({ archiveId, login: 'teacher', password: 'liuxi-2025-pass' });
  await page.goto(`${origin}/#/scoring`);
  await page.reload();
  await expect(page.getByRole('textbox', { name: '李明的父母健康' })).toBeVisible();
  await expect(page.getByText('吴桐')).toHaveCount(0);
  await page.getByRole('tab', { name: '指标表' }).click();
  await expect(page.getByRole('table', { name: '本校的指标表' })).toContainText('已采用，现行');
  await expect(page.getByRole('button', { name: /建草稿|新建空白表|改为新版/ })).toHaveCount(0);
  await expectAccessible(page);
});
