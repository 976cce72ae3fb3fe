import { idCheckSign } from '#shared/domain/identity/id-number.ts';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { importSmallRoster, textFile } from '#test/helpers/listed-school.ts';
import { expect, test } from '#test/helpers/open-program.ts';

function idOf(birth: string, serial: number): string {
  const first17 = `999999${birth}${String(serial).padStart(3, '0')}`;
  return first17 + idCheckSign(first17);
}

const payroll = textFile('财政供养人员.csv', [
  '云岭县财政供养人员信息表,,,', '单位名称,姓名,身份证号码,人员类别', `青石镇中心卫生院,李吉祥,${idOf('19800101', 1)},临聘护工`, `云岭县一中,王建国,${idOf('19770707', 7)},在编`, '大河村小学,张强,,代课',
]);

test('a list comes in, a hit goes from explanation over evidence to a recommendation, and a weak hint is put aside', async ({ school }) => {
  const { page, origin, client, schoolId } = school;
  await importSmallRoster(client, schoolId);
  const { rows: pupils } = await client.identification.register({ schoolId, term: '2025-2026-1' as never });
  const liMing = pupils.find((row) => row.name === '李明')!.studentId;
  await client.identification.save({ schoolId, term: '2025-2026-1' as never, entries: [{ studentId: liMing, route: 'application', appliedOn: '2025-09-10' as never }] });
  await page.goto(`${origin}/#/verification`);
  await expect(page.getByRole('heading', { name: '本学年还没有负面名单' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '导入名单' }).first().click();
  await page.getByRole('textbox', { name: '发文单位' }).fill('云岭县人社局');
  await page.locator('input[type=file]').setInputFiles(payroll);
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  await expect(page.getByRole('grid', { name: '导入预览' })).toContainText('证件号相同 → 李明');
  await expectAccessible(page);
  await page.getByRole('button', { name: '导入 3 行' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
  await page.getByRole('link', { name: '去看命中' }).click();
  const grid = page.getByRole('grid', { name: '负面比对命中' });
  await expect(grid.getByRole('row', { name: /李明/ })).toContainText('待家庭说明');
  await expect(grid.getByRole('row', { name: /李华/ })).toContainText('没有申请，暂不用办');
  await expectAccessible(page);
  await grid.getByRole('gridcell', { name: '李明', exact: true }).click();
  const panel = page.getByRole('region', { name: '李明的命中' });
  const dialog = page.getByRole('dialog');
  for (const [step, label, words] of [['家庭说明', '家庭的说明', '父亲是卫生院临聘护工，没有编制'], ['核实材料', '核实了什么、结果', '看了劳动合同和工资流水'], ['处理意见', '理由', '临聘收入低，母亲长期患病']] as const) {
    await panel.getByRole('button', { name: step, exact: true }).click();
    if (step === '处理意见') await dialog.getByRole('radio', { name: '建议维持' }).check();
    await dialog.getByRole('textbox', { name: label }).fill(words);
    if (step === '处理意见') await expectAccessible(page);
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(panel).toContainText(words);
  }
  await expect(grid.getByRole('row', { name: /李明/ })).toContainText('建议维持');
  await grid.getByRole('row', { name: /张小军/ }).getByRole('checkbox').check();
  await page.getByRole('button', { name: '勾选的 1 条不是同一人' }).click();
  await dialog.getByRole('textbox', { name: '凭什么说不是同一人' }).fill('年龄、住址都不同');
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await expect(grid.getByRole('row', { name: /张小军/ })).toContainText('不是同一人');
  await page.getByText('名单 1', { exact: true }).click();
  await expect(page.getByRole('table', { name: '负面名单' })).toContainText('云岭县人社局');
  await page.getByText('名单种类', { exact: true }).click();
  await expect(page.getByRole('table', { name: '名单种类' })).toContainText('没有全国依据，须有当地文件');
  await expectAccessible(page);
});

test('the body is warned of a hit before it decides, and decides all the same', async ({ school }) => {
  const { page, origin, client, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await client.imports.confirm({ schoolId, term: '2025-2026-1' as never, purpose: 'negative_list', file: new File([new Uint8Array(payroll.buffer)], payroll.name), options: { kindKey: 'public_payroll' } });
  const { rows } = await client.identification.register({ schoolId, term: '2025-2026-1' as never });
  await client.identification.save({ schoolId, term: '2025-2026-1' as never, entries: [{ studentId: rows.find((row) => row.name === '李明')!.studentId, route: 'application', appliedOn: '2025-09-10' as never }] });
  await page.goto(`${origin}/#/identification`);
  await page.getByRole('grid', { name: '认定名册' }).getByRole('gridcell', { name: '李明', exact: true }).dblclick();
  await expect(page.getByText('李明 的家庭在负面名单（财政供养人员）里有 1 条还没处理完')).toBeVisible();
});
