import { procedurePresets } from '#shared/domain/identification/procedure-profile.ts';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { importSmallRoster, importSubsistenceList, textFile } from '#test/helpers/listed-school.ts';
import { expect, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';

const term = '2025-2026-1' as never;

async function follow({ client, schoolId }: OpenedSchool, key: string): Promise<void> {
  const { revisionSteps, ...rest } = procedurePresets.find((one) => one.key === key)!.spec;
  await client.procedure.set({ schoolId, validFrom: '2025-2026' as never, name: '江苏：先家访后认定', source: '', spec: { ...rest, revisionSteps: [...revisionSteps] } });
}

test('families are planned by village, sheets go along, the outing is recorded at once, and the details follow', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await importSubsistenceList(client, schoolId);
  await page.goto(`${origin}/#/visits`);
  await expect(page.getByLabel('家访人数')).toContainText('应访2');
  await expectAccessible(page);
  await page.getByRole('button', { name: '按村安排' }).click();
  const plan = page.getByRole('dialog', { name: '安排家访' });
  await plan.getByRole('combobox', { name: '按村加入还没有安排的' }).click();
  await page.locator('[data-combobox-option]', { hasText: '城关镇柳溪村（2 户）' }).click();
  await plan.getByRole('textbox', { name: '第 1 站的村名' }).fill('柳溪三组');
  await plan.getByRole('textbox', { name: '计划日期' }).fill('2025-11-08');
  await plan.getByRole('textbox', { name: '家访人' }).fill('王芳（班主任）、刘洋');
  await plan.getByRole('textbox', { name: '计划名称' }).fill('柳溪村一线');
  await plan.getByRole('button', { name: '下移 李明' }).or(plan.getByRole('button', { name: '上移 李明' })).first().press('Enter');
  await expectAccessible(page);
  await plan.getByRole('button', { name: '排好 2 户' }).click();
  await expect(page.getByRole('grid', { name: '家访名册' })).toContainText('已排');
  await page.getByRole('tab', { name: '计划' }).click();
  await page.getByRole('gridcell', { name: '柳溪村一线' }).click();
  const card = page.getByRole('region', { name: '计划 柳溪村一线' });
  await expect(card).toContainText('柳溪三组');
  await expectAccessible(page);
  for (const name of ['打印空白表', '打印计划']) {
    const paper = page.waitForEvent('popup');
    await card.getByRole('button', { name }).click();
    await (await paper).close();
  }
  await card.getByRole('button', { name: '登记 2 户' }).click();
  const record = page.getByRole('dialog', { name: '登记家访：2 户' });
  await record.getByRole('textbox', { name: '家访日期' }).fill('2025-10-30');
  await record.getByLabel('李明与申请是否一致').selectOption('一致');
  await record.getByLabel('李明的所见情况').fill('砖房两间');
  await record.getByLabel('李华见到了').uncheck();
  await expectAccessible(page);
  await record.getByRole('button', { name: '登记 1 户' }).click();
  await expect(record).toBeHidden();
  await page.getByRole('tab', { name: '名册' }).click();
  await page.getByRole('gridcell', { name: '李明' }).dblclick();
  const panel = page.getByRole('region', { name: '李明的家访' });
  await panel.getByRole('button', { name: '打开 2025-10-30 的记录' }).click();
  const opened = page.getByRole('dialog', { name: /家访记录：李明/ });
  await expect(opened).toContainText('砖房两间');
  await expectAccessible(page);
  await opened.getByRole('button', { name: '补充、更正' }).click();
  const correct = page.getByRole('dialog', { name: /补充、更正：李明/ });
  await correct.getByRole('textbox', { name: '全家年收入' }).fill('1.8万元');
  await correct.getByRole('checkbox', { name: '不宜拍照' }).check();
  await correct.getByRole('textbox', { name: '不宜拍照的原因' }).fill('祖父患病');
  await expectAccessible(page);
  await correct.getByRole('button', { name: '保存' }).click();
  await expect(opened).toContainText('约 18,000.00 元');
  await expect(opened).toContainText('不宜拍照（祖父患病），不要照片。');
  await expect(opened).toContainText('原来的 1 份');
  await opened.locator('input[type=file]').setInputFiles({ name: '家访记录.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 家访') });
  await expect(opened.getByRole('table', { name: '附件' })).toContainText('家访记录.pdf');
  await opened.getByRole('button', { name: '关上' }).click();
  await expect(panel).not.toContainText('还缺');
  await page.getByRole('tab', { name: '覆盖情况' }).click();
  await expect(page.getByRole('grid', { name: '家访覆盖' })).toContainText('50%');
  await expectAccessible(page);
  expect((await page.locator('main').innerText()).replaceAll(/Ctrl|Enter|Shift|Excel/g, '')).not.toMatch(/[A-Za-z]{3,}/);
});

test('where the place visits before it decides, one visitor is refused, and so is a decision without the visit', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await importSubsistenceList(client, schoolId);
  await follow(school, 'jiangsu');
  const { rows } = await client.visits.register({ schoolId, term });
  const studentId = rows.find((row) => row.name === '李明')!.studentId;
  const decide = () => client.identification.save({
    schoolId, term, decision: { body: '学校认定工作组', decidedOn: '2025-10-30' as never, effectiveTerm: term }, entries: [{ studentId, route: 'list_match', grade: '困难', reason: '低保' }],
  });
  await expect(decide()).rejects.toThrow('没有“家访”的记录');
  await page.goto(`${origin}/#/visits`);
  await expect(page.getByText('家访在认定前：必须')).toBeVisible();
  await page.getByRole('gridcell', { name: '李明' }).dblclick();
  await page.getByRole('region', { name: '李明的家访' }).getByRole('button', { name: '登记家访' }).click();
  const dialog = page.getByRole('dialog', { name: /登记家访：李明/ });
  await dialog.getByRole('textbox', { name: '家访日期' }).fill('2025-10-20');
  await dialog.getByRole('textbox', { name: '家访人' }).fill('王芳');
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('实地家访只写了 1 人，本校的认定程序要求 2 人，没有登记');
  await dialog.getByRole('textbox', { name: '家访人' }).fill('王芳（班主任）、刘洋（资助专干）');
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await expect(dialog).toBeHidden();
  await decide();
  await page.goto(`${origin}/#/identification`);
  await page.getByRole('grid', { name: '认定名册' }).getByRole('gridcell', { name: '李明' }).dblclick();
  await expect(page.getByRole('region', { name: '家访', exact: true })).toContainText('2025-10-20　实地　王芳（班主任）、刘洋（资助专干）');
  await page.goto(`${origin}/#/visits`);
  await page.getByRole('grid', { name: '家访名册' }).getByRole('gridcell', { name: '李明' }).dblclick();
  await page.getByRole('button', { name: '打开 2025-10-20 的记录' }).click();
  await page.getByRole('button', { name: '作废' }).click();
  await page.getByRole('textbox', { name: '原因' }).fill('登记错人');
  await page.getByRole('dialog').getByRole('button', { name: '作废', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('以这次家访为前提');
});

test('a summary sheet comes in with its wrong cells named', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await page.goto(`${origin}/#/visits/import`);
  await page.locator('input[type=file]').setInputFiles(textFile('七2班家访.csv', [
    '柳溪九年一贯制学校家访汇总表,,,,,,', '班级,学生姓名,走访时间,走访方式,走访人员,与申请是否一致,走访情况',
    '七（2）班,李明,2025年10月12日,入户,王 芳、刘洋,一致,砖房两间', '四2班,陈欣,2025.13.1,电话,王芳,一致,', '六1班,吴桐,2025-10-12,飞鸽,王芳、刘洋,一致,',
  ]));
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  const preview = page.getByRole('grid', { name: '导入预览' });
  await expect(preview).toContainText('李明：2025-10-12 实地家访，一致');
  await expect(preview).toContainText('“2025.13.1”不是一个日期');
  await expect(preview).toContainText('“飞鸽”不是家访方式');
  await expectAccessible(page);
});

test('an empty school says what comes here', async ({ school }) => {
  const { page, origin } = school;
  await page.goto(`${origin}/#/visits`);
  await expect(page.getByRole('button', { name: '去导入名册' })).toBeVisible();
  await expectAccessible(page);
});
