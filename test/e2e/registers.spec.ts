import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { importSmallRoster, importSubsistenceList } from '#test/helpers/listed-school.ts';
import { expect, test } from '#test/helpers/open-program.ts';

const term = '2025-2026-1' as never;

test('the registers count what was decided, in the school\'s words and in the national system\'s', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await page.goto(`${origin}/#/registers`);
  await expect(page.getByText('本学年还没有认定个案')).toBeVisible();
  await importSmallRoster(client, schoolId);
  await importSubsistenceList(client, schoolId);
  await client.settings.update({ schoolId, settings: { gradeSet: ['特别困难', '比较困难', '一般困难', '不困难'] } });
  const { rows } = await client.identification.register({ schoolId, term });
  const idOf = (name: string) => rows.find((row) => row.name === name)!.studentId;
  await client.identification.save({
    schoolId, term, decision: { body: '学校认定工作组', decidedOn: '2025-09-22' as never, effectiveTerm: term },
    entries: [{ studentId: idOf('李明'), routeIfNew: 'list_match', grade: '比较困难', reason: '低保' }, { studentId: idOf('吴桐'), routeIfNew: 'application', grade: '一般困难', reason: '父母重病' }],
  });
  await page.reload();
  const byClass = page.getByRole('region', { name: '按班级' });
  await expect(byClass.getByRole('row', { name: /^合计/ })).toContainText('2');
  await expect(page.getByRole('region', { name: '按特殊群体' })).toContainText('低保家庭学生');
  await expectAccessible(page);
  await page.getByRole('tab', { name: '比上学期的变动' }).click();
  await expect(page.getByRole('gridcell', { name: '新认定' })).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('tab', { name: '全国系统等级' }).click();
  await expect(page.getByRole('alert')).toContainText('困难等级“比较困难”还没有写明对应全国系统的哪一级');
  await page.getByRole('link', { name: '去 设置 → 规则' }).click();
  await page.getByRole('combobox', { name: '“比较困难”在全国系统里是' }).click();
  await page.locator('[data-combobox-option]', { hasText: /^困难$/ }).click();
  await page.getByRole('button', { name: '保存规则' }).click();
  await expect(page.getByText('规则已保存')).toBeVisible();
  await page.goto(`${origin}/#/registers?tab=national`);
  await expect(page.getByRole('row', { name: /李明/ })).toContainText('比较困难困难');
  await page.getByRole('tab', { name: '名册' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出（按等级）' }).click();
  expect((await saved).suggestedFilename()).toContain('认定名册');
  await expectAccessible(page);
});

test('a school sets its procedure from a preset with its source; a decision without the visit is refused', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await page.goto(`${origin}/#/settings?tab=procedure`);
  await expect(page.getByRole('region', { name: '现行认定程序' })).toContainText('各步登记，缺的提示');
  await expectAccessible(page);
  await page.getByRole('button', { name: '改程序' }).click();
  const form = page.getByRole('form', { name: '改认定程序' });
  await form.getByRole('combobox', { name: '从样例开始' }).click();
  await page.locator('[data-combobox-option]', { hasText: '江苏：先家访后认定' }).click();
  await expect(form.getByRole('textbox', { name: '依据' })).toHaveValue(/苏救助中心/);
  await expectAccessible(page);
  await form.getByRole('button', { name: '保存程序' }).click();
  await expect(page.getByRole('region', { name: '现行认定程序' })).toContainText('必须：家访、认定、公示');
  const { rows } = await client.identification.register({ schoolId, term });
  const check = await client.identification.check({
    schoolId, term, decision: { body: '学校认定工作组', decidedOn: '2025-09-22' as never, effectiveTerm: term },
    entries: [{ studentId: rows[0]!.studentId, routeIfNew: 'application', grade: '困难', reason: '低保' }],
  });
  expect(check.rows[0]!.problems[0]!.sentence).toContain('没有“家访”的记录');
});
