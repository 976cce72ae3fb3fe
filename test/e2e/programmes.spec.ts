import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { addAidPupils } from '#test/helpers/aid-pupils.ts';
import { expect, test } from '#test/helpers/open-program.ts';

const term = '2025-2026-1' as never;

async function choose(page: Page, within: Page | Locator, label: string, option: string): Promise<void> {
  await within.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('a standard is tried before it takes effect, entered from a term on, estimated, told to families; a place’s lines are taken over', async ({ school }, info) => {
  const { page, client, schoolId, origin } = school;
  await addAidPupils(client, schoolId);
  await page.goto(`${origin}/#/programmes`);
  await page.reload();
  const dialog = page.getByRole('dialog');

  // 试算: nothing tried yet, then a new sum for one stage.
  await page.getByRole('tab', { name: '试算' }).click();
  await expect(page.getByText('还没有试算')).toBeVisible();
  await choose(page, page, '从哪学期起（以后的学期按现在的名册推算）', '2026 春');
  const form = page.getByRole('form', { name: '设想的变动' });
  await expect(form.getByRole('button', { name: '试算' })).toBeDisabled();
  await form.getByLabel('小学寄宿改为').fill('700');
  await form.getByRole('button', { name: '试算' }).click();
  await expect(page.getByLabel('试算结果')).toContainText('多 75.00 元');
  const touched = page.getByRole('grid', { name: '涉及的学生' });
  await expect(touched.getByRole('row', { name: /王芳/ })).toContainText('625.00');
  await expect(touched.getByRole('row', { name: /王芳/ })).toContainText('700.00');
  await expect(page.getByText('试算没有存下任何东西')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('trial.png') });
  await form.getByRole('switch', { name: '停止执行这个项目' }).press('Space');
  await form.getByRole('button', { name: '试算' }).click();
  await expect(touched.getByRole('row', { name: /李明/ })).toContainText('本学期本校不执行这一项目');

  // 项目: the same standard for good, from the next term; a slip is taken back; the programme is put down with papers and days.
  await page.getByRole('tab', { name: '项目' }).click();
  const detail = page.getByRole('region', { name: '义务教育生活补助·寄宿' });
  const addRate = async (amount: string, from: string): Promise<void> => {
    await detail.getByRole('button', { name: '添加本地标准' }).click();
    await dialog.getByLabel('金额').fill(amount);
    await dialog.getByLabel('学段').press('Backspace');
    await choose(page, dialog, '从哪学期起', from);
    await dialog.getByLabel('文号或依据').fill('云财教〔2026〕1号');
    await dialog.getByRole('button', { name: '添加', exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  await addRate('70', '2026 春');
  await detail.getByRole('button', { name: '作废标准 70.00 元/学期' }).click();
  await dialog.getByLabel('作废的理由').fill('少打一个零');
  await dialog.getByRole('button', { name: '作废' }).click();
  await expect(detail).not.toContainText(' 70.00 元/学期');
  await addRate('700', '2026 春');
  await expect(detail.getByRole('row', { name: /小学寄宿 700.00/ })).toContainText('本学期不用');
  await detail.getByRole('button', { name: '调整项目规定' }).click();
  await dialog.getByLabel('文号或依据').fill('校发〔2025〕9号');
  await dialog.getByLabel('要带的材料').fill('申请表、户口簿');
  await dialog.getByLabel('办理时间').fill('开学后五个工作日内');
  await dialog.getByRole('button', { name: '记下' }).click();
  await expect(detail).toContainText('开学后五个工作日内');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('catalogue.png') });

  // 测算 of the spring term runs under the new standard, the autumn one under the old.
  await page.getByRole('tab', { name: '测算' }).click();
  const lines = page.getByRole('table', { name: '测算' });
  await expect(lines.getByRole('row', { name: /^合计/ })).toContainText('1,825.00');
  await lines.getByLabel('义务教育生活补助·寄宿 小学寄宿预计增减').fill('2');
  await page.keyboard.press('Enter');
  await expect(lines.getByRole('row', { name: /^合计/ })).toContainText('3,225.00');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('forecast.png') });
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出测算表' }).click();
  expect((await saved).suggestedFilename()).toBe('资助资金需求测算 2026 春.xlsx');
  await choose(page, page, '测算哪个学期', '2025 秋');
  await expect(lines.getByRole('row', { name: /^合计/ })).toContainText('1,750.00');

  // 自助菜单 says what was entered.
  await page.getByRole('tab', { name: '自助菜单' }).click();
  await expect(page.getByRole('region', { name: '初中自助菜单' }).getByRole('row', { name: /生活补助·寄宿/ })).toContainText('申请表、户口簿');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('menu.png') });

  // 地区配置: two lines of 四川, with the keyboard.
  await page.getByRole('tab', { name: '地区配置' }).click();
  const place = page.getByRole('region', { name: '四川' });
  for (const line of ['渠道：义务教育生活补助·寄宿 一卡通（县级直发）', '渠道：义务教育生活补助·非寄宿 一卡通（县级直发）']) {
    await place.getByRole('checkbox', { name: line }).focus();
    await page.keyboard.press('Space');
  }
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('profiles.png') });
  await place.getByRole('button', { name: '采用选中的 2 条' }).press('Enter');
  await expect(dialog).toContainText('选中的 2 条会成为本校的规定');
  await dialog.getByRole('button', { name: '采用 2 条' }).click();
  await expect(place.getByText('已采用')).toHaveCount(2);
  const rules = await client.fundRules.list({ schoolId, term });
  expect(rules.filter((rule) => rule.channel === 'one_card').map((rule) => rule.programmeKey)).toEqual(['yw.board', 'yw.day']);
  expect((await client.entitlements.preview({ schoolId, term })).toPropose.sumFen).toBe(175_000);
});
