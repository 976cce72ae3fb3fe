import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { addAidPupils } from '#test/helpers/aid-pupils.ts';
import { expect, test } from '#test/helpers/open-program.ts';

test('a holiday the school adds moves the end of a notice; a year it has checked is no longer unverified', async ({ school }, testInfo) => {
  const { client, page, schoolId } = school;
  await addAidPupils(client, schoolId);
  const preview = () => client.notices.preview({
    schoolId, term: '2025-2026-1' as never, kind: 'identification', postedOn: '2025-11-03' as never, days: 5, dayUnit: 'workday',
  });
  expect(await preview()).toMatchObject({ endOn: '2025-11-10', takeDownOn: '2025-11-11', verified: true });

  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '设置' }).click();
  await page.getByRole('tab', { name: '工作日历' }).click();
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByText('国务院办公厅已公布')).toBeVisible();
  await expect(panel.getByRole('table', { name: '放假' })).toContainText('国庆节');
  await expect(panel.getByText('本校还没有加过日子')).toBeVisible();

  await panel.getByRole('button', { name: '加入清单' }).click();
  await expect(panel.getByText('请填日期')).toBeVisible();
  await panel.getByRole('textbox', { name: '日期' }).fill('2025-11-05');
  await panel.getByLabel('名称').fill('校运动会');
  await panel.getByLabel('依据', { exact: false }).first().fill('校历');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('table', { name: '本校的日子' })).toContainText('11月5日（周三）');
  await expect(panel.getByRole('button', { name: '下一年' })).toBeDisabled();
  await panel.getByRole('button', { name: '保存 2025 年' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('放假 1 天、上班 0 天（新加 1 天、去掉 0 天）');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(panel.getByRole('table', { name: '放假' })).toContainText('校运动会');
  expect(await preview()).toMatchObject({ endOn: '2025-11-11', takeDownOn: '2025-11-12' });
  await expect(panel.getByRole('button', { name: '保存 2025 年' })).toBeDisabled();
  await page.screenshot({ path: testInfo.outputPath('announced.png') });
  await expectAccessible(page);

  for (let year = 2026; year <= 2030; year += 1) {
    await panel.getByRole('button', { name: '下一年' }).click();
    await expect(panel.getByRole('heading', { name: `${year} 年`, exact: true })).toBeVisible();
  }
  await expect(panel.getByText('未公布：公示日期会标“未核节假日”')).toBeVisible();
  await panel.getByLabel('本校已核对全年').press('Space');
  await panel.getByRole('button', { name: '保存 2030 年' }).click();
  await expect(panel.getByText('请填核对的依据')).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('unknown.png') });
  await panel.getByLabel('核对的依据').fill('县教育局校历');
  await panel.getByRole('button', { name: '保存 2030 年' }).click();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(panel.getByText('本校已核对全年：县教育局校历')).toBeVisible();
  expect(await client.calendar.year({ year: 2030 })).toMatchObject({ announced: false, complete: true, source: '县教育局校历' });
});
