import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { addAidPupils } from '#test/helpers/aid-pupils.ts';
import { expect, openedAddress, test } from '#test/helpers/open-program.ts';

const term = '2025-2026-1' as never;
const day = (text: string): never => text as never;

/** Picks one of a Mantine list. */
async function pick(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

test('an objection from its receipt to a new notice: somebody else checks, the answer revises, the rest is confirmed meanwhile', async ({ school }) => {
  const { page, client, schoolId, setNow } = school;
  setNow('2025-09-23T09:00:00+08:00');
  await addAidPupils(client, schoolId);
  const { id: noticeId } = await client.notices.create({ schoolId, term, kind: 'identification' });
  await client.notices.post({ schoolId, noticeId, postedOn: day('2025-09-23'), poster: '何志远' });
  setNow('2025-09-24T09:00:00+08:00');
  await page.reload();
  await page.getByRole('link', { name: '公示' }).click();
  await page.getByRole('tab', { name: /异议/ }).click();
  await expect(page.getByRole('heading', { name: '本学期没有异议' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: '登记异议' }).first().click();
  const dialog = page.getByRole('dialog');
  await pick(page, '反映谁', /李明/);
  await dialog.getByRole('radio', { name: '实名' }).check();
  await dialog.getByLabel('反映人姓名').fill('钱静海');
  await dialog.getByLabel('联系方式').fill('0999-5550123');
  await dialog.getByRole('textbox', { name: '反映内容' }).fill('钱静海反映：家里有两套房');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await expect(dialog.getByText(/“反映内容”里写了反映人的姓名或联系方式/).first()).toBeVisible();
  await dialog.getByRole('textbox', { name: '反映内容' }).fill('家里在县城有两套房');
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByText('异议〔2025-2026-1〕1号 已登记，答复期限 2025-09-28')).toBeVisible();

  const side = page.getByRole('complementary', { name: '所选异议' });
  await expect(page.getByRole('grid', { name: '异议登记簿' })).toContainText('李明');
  await expect(side).not.toContainText('钱静海');
  await side.getByRole('button', { name: '查看反映人' }).click();
  await expect(side).toContainText('钱静海　0999-5550123');
  await side.getByRole('button', { name: '交办核查' }).click();
  await dialog.getByLabel('核查人').fill('周敏');
  await dialog.getByRole('button', { name: '交办核查' }).click();
  await expect(dialog.getByText('“周敏”经办了被反映的这项结果，不能核查这件异议。请换一个人。').first()).toBeVisible();
  await dialog.getByLabel('核查人').fill('何志远、吴建国');
  await dialog.getByRole('button', { name: '交办核查' }).click();
  await expect(side).toContainText('何志远、吴建国');

  setNow('2025-10-10T09:00:00+08:00');
  await page.reload();
  await expect(page.getByRole('grid', { name: '异议登记簿' })).toContainText('核查中·已超期');
  await expectAccessible(page);
  await page.getByRole('link', { name: '工作台' }).click();
  await expect(page.getByText('1 件异议超过答复期限')).toBeVisible();
  await page.getByRole('link', { name: '公示', exact: true }).click();
  const notice = page.getByRole('complementary', { name: '所选公示' });
  await expect(page.getByRole('grid', { name: '本学期的公示' })).toContainText('逾期未撤');
  await expect(notice.getByRole('button', { name: '结束公示' })).toHaveCount(0);
  await notice.getByRole('button', { name: '先确认无异议的' }).click();
  await dialog.getByRole('button', { name: '先确认无异议的' }).click();
  await expect(page.getByText('已确认 4 行；1 行等异议答复')).toBeVisible();

  await page.getByRole('tab', { name: /异议/ }).click();
  await side.getByRole('button', { name: '答复', exact: true }).click();
  await dialog.getByLabel('核查情况').fill('入户核实：一套为租住，负担较原来认定的轻');
  await dialog.getByRole('radio', { name: '调整' }).check();
  await pick(page, '李明的困难等级改为', '一般困难');
  await dialog.getByLabel('答复方式').fill('电话');
  await dialog.getByRole('button', { name: '答复', exact: true }).click();
  await expect(side).toContainText('李明：困难 → 一般困难（2025-10-10）');
  await expect(side).toContainText('逾期答复');
  await side.getByRole('button', { name: '重新公示' }).click();
  await expect(dialog.getByRole('article', { name: '公示内容' }).getByRole('row')).toHaveCount(2);
  await dialog.getByRole('button', { name: '做成草稿' }).click();
  await expect(page.getByRole('grid', { name: '本学期的公示' })).toContainText('认定结果（异议后重新公示）');
  await page.getByRole('row', { name: /1号/ }).filter({ hasText: '逾期未撤' }).click();
  await notice.getByRole('button', { name: '结束公示' }).click();
  await expect(dialog.getByLabel('公示结果说明')).toHaveValue('公示期内收到异议 1 件：调整 1 件，均已办理答复。');
  await dialog.getByRole('button', { name: '结束公示' }).click();
  await expect(notice).toContainText('1 件，都已答复');
});

test('the answer is reconsidered and the case closed, its papers are printed, and the keyboard alone is enough', async ({ school }) => {
  const { page, client, schoolId, setNow } = school;
  setNow('2025-09-23T09:00:00+08:00');
  await addAidPupils(client, schoolId);
  const { id: noticeId } = await client.notices.create({ schoolId, term, kind: 'identification' });
  await client.notices.post({ schoolId, noticeId, postedOn: day('2025-09-23') });
  const { id: objectionId } = await client.objections.receive({ schoolId, noticeId, ordinal: null, receivedOn: day('2025-09-23'), channel: 'web', named: false, claim: '名单没有贴在规定的地方' });
  await client.objections.check({ schoolId, objectionId, onDate: day('2025-09-23'), checkers: ['何志远'] });
  await client.objections.answer({ schoolId, objectionId, onDate: day('2025-09-23'), outcome: 'uphold', finding: '贴在校门公示栏', replyWay: '网络' });
  await page.goto(page.url().replace(/#.*$/, ''));
  await page.getByRole('link', { name: '公示' }).click();
  await page.getByRole('tab', { name: /异议/ }).click();
  const side = page.getByRole('complementary', { name: '所选异议' });
  await side.getByRole('button', { name: '登记复议' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('复议机构').focus();
  await page.keyboard.type('县学生资助管理中心');
  await page.keyboard.press('Enter');
  await expect(page.getByText('已登记复议，答复期限 2025-09-26')).toBeVisible();
  await side.getByRole('button', { name: '复议答复' }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('核查情况').focus();
  await page.keyboard.type('原答复事实清楚');
  await dialog.getByLabel('答复方式').focus();
  await page.keyboard.type('书面');
  await page.keyboard.press('Enter');
  await expect(side).toContainText('已办结');
  await expect(side.getByRole('list')).toContainText('复议答复：维持（书面）');

  for (const name of ['打印处理单', '打印登记簿']) {
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name }).click();
    await opened;
  await expect.poll(() => openedAddress(page)).toMatch(/^blob:/);
  }
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出登记簿' }).click();
  expect((await saved).suggestedFilename()).toBe('异议登记簿 2025-2026-1.xlsx');
});

test('公示档案 says what each notice lacks, takes the photos, and prints the result', async ({ school }) => {
  const { page, client, schoolId, setNow } = school;
  setNow('2025-09-23T09:00:00+08:00');
  await page.getByRole('link', { name: '公示' }).click();
  await page.getByRole('tab', { name: /公示档案/ }).click();
  await expect(page.getByRole('heading', { name: '本学期还没有张贴过公示' })).toBeVisible();
  await addAidPupils(client, schoolId);
  const { id: noticeId } = await client.notices.create({ schoolId, term, kind: 'identification' });
  await client.notices.post({ schoolId, noticeId, postedOn: day('2025-09-23') });
  await page.reload();
  const grid = page.getByRole('grid', { name: '公示档案' });
  await expect(grid).toContainText('谁张贴的、首日照片');
  const side = page.getByRole('complementary', { name: '所选公示的留证' });
  await side.locator('input[type=file]').setInputFiles({ name: '首日.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]) });
  await expect(side.getByRole('table', { name: '附件' })).toContainText('首日近景');
  await expect(grid).not.toContainText('首日照片');
  await expectAccessible(page);
  const opened = page.waitForEvent('popup');
  await side.getByRole('button', { name: '打印结果说明和照片页' }).click();
  await opened;
  await expect.poll(() => openedAddress(page)).toMatch(/^blob:/);
});

test('two levels: a class’s notice is made for one class, and the school’s says what it waits for', async ({ school }) => {
  const { page, client, schoolId, setNow } = school;
  setNow('2025-09-23T09:00:00+08:00');
  await addAidPupils(client, schoolId);
  const { inForce } = await client.procedure.get({ schoolId, schoolYear: '2025-2026' as never });
  await client.procedure.set({ schoolId, validFrom: '2025-2026' as never, name: '先班级后校级', source: '本校', spec: { ...inForce.spec, classNoticeDays: 3 } });
  await page.getByRole('link', { name: '公示' }).click();
  await page.getByRole('button', { name: '公示认定结果' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/张贴校级公示前要先做完班级公示：.*还没有班级公示/)).toBeVisible();
  await dialog.getByRole('radio', { name: '班级公示' }).check();
  await pick(page, '班级', /七年级\(2\)班/);
  await expect(dialog.getByRole('article', { name: '公示内容' })).toContainText('柳溪九年一贯制学校七年级(2)班');
  await expect(dialog.getByLabel('公示天数')).toHaveValue('3');
  await expect(dialog.getByRole('article', { name: '公示内容' })).not.toContainText('王芳');
  await dialog.getByRole('button', { name: '做成草稿' }).click();
  const side = page.getByRole('complementary', { name: '所选公示' });
  await expect(side).toContainText('班级公示七年级(2)班');
});
