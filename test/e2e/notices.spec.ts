import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { addAidPupils } from '#test/helpers/aid-pupils.ts';
import { expect, openedAddress, test } from '#test/helpers/open-program.ts';

test('a notice from the empty page to taken down: whitelist only, real dates, and the cases move along', async ({ school }) => {
  const { page, client, schoolId, setNow } = school;
  setNow('2025-09-26T09:00:00+08:00');
  await page.getByRole('link', { name: '公示' }).click();
  await expect(page.getByRole('heading', { name: '本学期还没有公示' })).toBeVisible();
  await expectAccessible(page);
  await addAidPupils(client, schoolId);
  await page.reload();

  await page.getByRole('button', { name: '公示认定结果' }).first().click();
  const dialog = page.getByRole('dialog');
  const sheet = dialog.getByRole('article', { name: '公示内容' });
  await expect(sheet.getByRole('columnheader')).toHaveText(['序号', '姓名', '班级']);
  await expect(sheet.getByRole('row')).toHaveCount(6);
  await expect(sheet).not.toContainText('孙悦');
  await expect(dialog.getByText('最后一天 2025-10-10，2025-10-11 撤下')).toBeVisible();
  await dialog.getByRole('textbox', { name: '公示地点' }).fill('校门口，咨询 13800138000');
  await expect(dialog.getByText(/“公示地点”里有像电话号码的数字（13…00）/).first()).toBeVisible();
  await dialog.getByRole('textbox', { name: '公示地点' }).fill('教学楼一楼公示栏');
  await dialog.getByRole('textbox', { name: '依据文件' }).fill('教财〔2018〕16号');
  await expect(sheet).toContainText('根据教财〔2018〕16号');
  await dialog.getByRole('switch', { name: '公示困难等级' }).click();
  await expect(sheet.getByRole('columnheader')).toHaveText(['序号', '姓名', '班级', '困难等级']);
  await dialog.getByRole('switch', { name: '公示困难等级' }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '做成草稿' }).click();

  const side = page.getByRole('complementary', { name: '所选公示' });
  await side.getByRole('button', { name: '登记张贴' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '登记张贴' }).click();
  await expect(page.getByText('已登记张贴：公示到 2025-10-10，2025-10-11 撤下')).toBeVisible();
  await expect(side.getByRole('button', { name: '结束公示' })).toBeDisabled();

  setNow('2025-10-13T09:00:00+08:00');
  await page.reload();
  await expect(page.getByRole('grid', { name: '本学期的公示' })).toContainText('逾期未撤');
  await side.getByRole('button', { name: '结束公示' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: '公示结果说明' })).toHaveValue('公示期内未收到异议。');
  await page.getByRole('dialog').getByRole('textbox', { name: '公示结果说明' }).fill('公示期内无异议，请回电 13800138000');
  await page.getByRole('dialog').getByRole('button', { name: '结束公示' }).click();
  await expect(page.getByRole('dialog').getByText(/“公示结果说明”里有像电话号码的数字/).first()).toBeVisible();
  await page.getByRole('dialog').getByRole('textbox', { name: '公示结果说明' }).fill('公示期内未收到异议。');
  await page.getByRole('dialog').getByRole('button', { name: '结束公示' }).click();
  await side.getByRole('button', { name: '撤下' }).click();
  await page.getByRole('dialog').getByLabel('撤下人').fill('何志远');
  await page.getByRole('dialog').getByRole('button', { name: '登记撤下' }).click();
  await expect(side).toContainText('何志远');
  await expect(page.getByRole('grid', { name: '本学期的公示' })).toContainText('已撤下');
  await expectAccessible(page);
});

test('prints the notice, and takes a wrong one down with a reason', async ({ school }) => {
  const { page, client, schoolId } = school;
  await addAidPupils(client, schoolId);
  const made = await client.notices.create({ schoolId, term: '2025-2026-1' as never, kind: 'identification' });
  await client.notices.post({ schoolId, noticeId: made.id, postedOn: '2025-10-31' as never });
  await page.getByRole('link', { name: '公示' }).click();
  const side = page.getByRole('complementary', { name: '所选公示' });
  const opened = page.waitForEvent('popup');
  await side.getByRole('button', { name: '打印公示' }).click();
  await opened;
  await expect.poll(() => openedAddress(page)).toMatch(/^blob:/);
  await side.getByRole('button', { name: '提前撤回' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('将撤回 5 行的公示，它不再作为批准应发的依据')).toBeVisible();
  await expect(dialog.getByRole('button', { name: '提前撤回' })).toBeDisabled();
  await dialog.getByLabel('撤回的理由').fill('班级写错');
  await dialog.getByRole('button', { name: '提前撤回' }).click();
  await expect(page.getByRole('grid', { name: '本学期的公示' })).toContainText('已撤回');
});
