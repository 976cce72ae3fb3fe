import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { addAidedPupil } from '#test/helpers/aided-pupil.ts';
import { expect, openedAddress, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';

async function openFile(school: OpenedSchool): Promise<number> {
  const { studentId } = await addAidedPupil(school.app, school.schoolId);
  await school.page.goto(`${school.origin}/#/dossier`);
  return studentId;
}

test('an empty school says what comes here', async ({ school }) => {
  await school.page.goto(`${school.origin}/#/dossier`);
  await expect(school.page.getByRole('heading', { name: '还没有学生' })).toBeVisible();
});

test('from the list by keyboard into a file, and why it is this yuan', async ({ school }) => {
  const { page } = school;
  await openFile(school);
  const grid = page.getByRole('grid', { name: '学生档案' });
  await expect(grid.getByText('李明')).toBeVisible();
  await grid.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /李明\s三年级\(2\)班/ })).toBeVisible();
  await expect(page.getByText('档案完整度 9 / 9')).toBeVisible();
  await expect(page.getByRole('tab', { name: '应发与发放 1' })).toHaveAttribute('aria-selected', 'true');
  const why = page.getByRole('region', { name: '为何是 625.00 元' });
  await expect(why).toContainText('小学寄宿 625.00 元/学期');
  await expect(why).toContainText('批次 2025-02：625.00 元，成功，2025-10-28 到账');
  await page.getByRole('tab', { name: /^认定/ }).click();
  await expect(page.getByRole('region', { name: '特殊困难群体与依据' })).toContainText('低保名单（2025年9月）.xlsx 第 5 行');
  await page.getByRole('tab', { name: /^变动/ }).press('ArrowRight');
  await expect(page.getByRole('region', { name: '留痕' })).toContainText('周敏');
});

test('a number is masked, shown by a click, and the click is in the trace', async ({ school }) => {
  const { page } = school;
  await openFile(school);
  await page.getByRole('grid', { name: '学生档案' }).getByText('李明').dblclick();
  await expect(page.getByText('999***********0018')).toBeVisible();
  await expect(page.getByText('999999201605030018')).toHaveCount(0);
  await page.getByRole('button', { name: '显示身份证件号' }).click();
  await expect(page.getByText('999999201605030018')).toBeVisible();
  await page.reload();
  await page.getByRole('tab', { name: /^留痕/ }).click();
  await expect(page.getByRole('region', { name: '留痕' })).toContainText('查看完整号码');
});

test('previews the paper, prints it and saves it', async ({ school }) => {
  const { page } = school;
  await openFile(school);
  await page.getByRole('grid', { name: '学生档案' }).getByText('李明').dblclick();
  await page.getByRole('button', { name: '打印一生一档' }).click();
  const dialog = page.getByRole('dialog', { name: '一生一档：李明' });
  const first = dialog.getByRole('img', { name: /^第 1 页/ });
  await expect(first).toBeVisible();
  expect(await first.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '存为 PDF' }).click()]);
  expect(download.suggestedFilename()).toMatch(/李明-一生一档\.pdf$/);
  const popup = page.waitForEvent('popup');
  await dialog.getByRole('button', { name: '打印', exact: true }).click();
  await popup;
  await expect.poll(() => openedAddress(page)).toMatch(/^blob:/);
});

test('prints a class in one file', async ({ school }) => {
  const { page } = school;
  await openFile(school);
  await page.getByRole('button', { name: '按班级或全校打印' }).click();
  const dialog = page.getByRole('dialog', { name: '打印一生一档' });
  await expect(dialog).toContainText('将为 1 名学生各打印一份档案');
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '生成 PDF' }).click()]);
  expect(download.suggestedFilename()).toBe('三年级(2)班-一生一档.pdf');
});

test('every tab is accessible and in Chinese', async ({ school }) => {
  const { page, origin } = school;
  const studentId = await openFile(school);
  for (const tab of ['basic', 'family', 'identification', 'money', 'notices', 'movements', 'trace']) {
    await page.goto(`${origin}/#/dossier/${studentId}?tab=${tab}`);
    await expect(page.getByRole('heading', { name: /李明/ })).toBeVisible();
    if (tab === 'money') await expect(page.getByRole('region', { name: /^为何是/ })).toBeVisible();
    await expectAccessible(page);
    expect((await page.locator('body').innerText()).replaceAll(/Ctrl [KC]|F1|\.xlsx/g, '')).not.toMatch(/[A-Za-z]{4,}/);
  }
});
