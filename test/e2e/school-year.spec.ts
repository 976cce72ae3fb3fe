import type { Locator, Page } from '@playwright/test';
import { applicationsUpload, rosterUpload, subsistenceUpload, thousandPupils, visitsUpload } from '#test/helpers/thousand-pupils.ts';
import { expect, test } from '#test/helpers/open-program.ts';

const term = '2025-2026-1' as never;
const spring = '2025-2026-2' as never;
const listed = thousandPupils.slice(0, 60);
const applying = thousandPupils.slice(60, 300);
const [typed, ...summarised] = applying;

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** The four steps every file goes through. */
async function bring(page: Page, file: Parameters<Locator['setInputFiles']>[0], rows: number): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  await page.getByRole('button', { name: `导入 ${rows} 行` }).click();
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
  await expect(page.getByText(`文件共 ${rows.toLocaleString('en-US')} 行`).or(page.getByText(`文件共 ${rows} 行`)).first()).toBeVisible({ timeout: 60_000 });
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
  await page.locator('[data-combobox-option]:visible', { hasText: option }).first().click();
}

/** The paper a button prints; the window opens it as a PDF. */
async function prints(page: Page, button: Locator): Promise<void> {
  const opened = page.waitForEvent('popup', { timeout: 60_000 });
  await button.click();
  const paper = await opened;
  expect(paper.url()).toMatch(/^blob:/);
  await paper.close();
}

async function saves(page: Page, button: Locator, name: string | RegExp): Promise<void> {
  const saved = page.waitForEvent('download', { timeout: 120_000 });
  await button.click();
  expect((await saved).suggestedFilename()).toMatch(name);
}

/** One meeting of the school's body over the cases visited so far and not reviewed: votes for all at once, minutes closed, decided. */
async function holdMeeting(page: Page, origin: string, no: number, heldOn: string, decidedOn: string, cases: number): Promise<void> {
  await page.goto(`${origin}/#/panels`);
  await page.getByRole('button', { name: '新开评议会' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '会议日期' }).fill(heldOn);
  await choose(page, '主持人', '何校长');
  await dialog.getByRole('textbox', { name: '记录人' }).fill('刘洋');
  await choose(page, '评议办法', '无记名投票');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { name: `第 ${no} 次评议会` })).toBeVisible();
  await page.getByRole('button', { name: '加入个案' }).click();
  await dialog.getByRole('checkbox', { name: '已家访的' }).check();
  await dialog.getByRole('button', { name: `加入 ${cases} 个案号` }).click();
  await page.getByRole('tab', { name: /^到会/ }).click();
  await page.getByRole('button', { name: '全部到会' }).click();
  await page.getByRole('tab', { name: '投票和意见' }).click();
  const grid = page.getByRole('table', { name: '投票和意见' });
  await grid.locator('input:not([type=checkbox])').first().focus();
  await paste(page, Array.from({ length: cases }, (_, index) => (index % 3 === 0 ? '5\t2\t0\t0\t0\t0' : index % 3 === 1 ? '0\t6\t1\t0\t0\t0' : '0\t0\t7\t0\t0\t0')).join('\n'));
  await page.getByRole('button', { name: /^保存/ }).click();
  await expect(page.getByText('已全部保存')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('tab', { name: '纪要和认定' }).click();
  await page.getByRole('button', { name: '定稿' }).click();
  await dialog.getByRole('button', { name: '定稿' }).click();
  await expect(page.getByRole('region', { name: '纪要' })).toContainText('人数没有上限');
  await prints(page, page.getByRole('button', { name: '打印会议纪要' }));
  await prints(page, page.getByRole('button', { name: '打印签到表' }));
  await page.getByRole('button', { name: '按评议结果认定' }).click();
  await dialog.getByRole('textbox', { name: '认定日期' }).fill(decidedOn);
  await dialog.getByRole('button', { name: `认定 ${cases} 人` }).click({ timeout: 60_000 });
  await expect(dialog).toBeHidden({ timeout: 60_000 });
}

test('a 学年 of a school of a thousand, in the window: letters, three hundred cases, visits, two meetings, an objection, spring', async ({ school }) => {
  test.setTimeout(600_000);
  const { client, page, origin, schoolId, setNow } = school;

  await test.step('September: the roster, the procedure, the letters', async () => {
    setNow('2025-09-02T09:00:00+08:00');
    await page.goto(`${origin}/#/roster/import`);
    await bring(page, rosterUpload, 1000);
    await page.goto(`${origin}/#/settings?tab=procedure`);
    await page.getByRole('button', { name: '改程序' }).click();
    await page.getByRole('combobox', { name: '从样例开始' }).click();
    await page.locator('[data-combobox-option]', { hasText: '濮阳：六步' }).click();
    await page.getByRole('button', { name: '保存程序' }).click();
    await expect(page.getByRole('region', { name: '现行认定程序' })).toContainText('必须：告知、申请、学校评议、认定、公示');
    await page.goto(`${origin}/#/letters`);
    await page.getByRole('button', { name: '拟定告知书' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: '落款日期' }).fill('2025-9-1');
    await page.getByRole('dialog').getByRole('textbox', { name: '回执期限' }).fill('2025-9-10');
    await page.getByRole('dialog').getByRole('button', { name: '发布告知书' }).click();
    await expect(page.getByLabel('告知人数')).toContainText('未告知1000');
    await page.getByRole('button', { name: '打印……' }).click();
    await saves(page, page.getByRole('dialog').getByRole('button', { name: '生成 PDF' }), /告知书/);
  });

  await test.step('every slip goes out and comes back, pasted class by class', async () => {
    setNow('2025-09-10T09:00:00+08:00');
    for (const className of new Set(thousandPupils.map((one) => one.className))) {
      const own = thousandPupils.filter((one) => one.className === className);
      await page.goto(`${origin}/#/letters?view=entry`);
      await page.getByRole('combobox', { name: '班级' }).click();
      await page.locator('[data-combobox-option]:visible', { hasText: `年级(${className[2] ?? ''})班` }).filter({ hasText: `${className[0] ?? ''}年级` }).first().click();
      await page.getByRole('table', { name: /发放和回执登记/ }).getByRole('textbox').first().focus();
      await paste(page, ['姓名\t已发\t已回\t申请\t签名', ...own.map((one) => `${one.name}\t9-2\t9-8\t${applying.includes(one) ? '√' : '×'}\t${one.guardian}`)].join('\n'));
      await page.getByRole('button', { name: '保存 50 人' }).click();
      await expect(page.getByRole('button', { name: '保存 0 人' })).toBeDisabled();
    }
    const { counts } = await client.letters.overview({ schoolId, term });
    expect(counts).toMatchObject({ pupils: 1000 });
    await page.goto(`${origin}/#/letters`);
    await expect(page.getByLabel('告知人数')).toContainText('未告知0');
  });

  await test.step('the county list, one form typed, two hundred and thirty-nine imported', async () => {
    setNow('2025-09-12T09:00:00+08:00');
    await page.goto(`${origin}/#/lists/import`);
    await page.getByRole('textbox', { name: '发文单位' }).fill('云岭县民政局');
    await bring(page, subsistenceUpload('城乡低保_9月.csv', listed), 60);
    await page.goto(`${origin}/#/identification`);
    await page.getByRole('button', { name: '从名单建个案（60 人）' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '建个案 60 份，补群体 0 人' }).click();
    await page.goto(`${origin}/#/applications/import`);
    await bring(page, applicationsUpload('申请汇总.csv', summarised, '2025-09-09'), 239);
    const { studentId } = (await client.applications.list({ schoolId, term })).find((row) => row.name === typed!.name && row.state === 'none')!;
    await page.goto(`${origin}/#/applications/${studentId}`);
    await page.getByLabel('申请日期').fill('2025-9-9');
    for (const text of ['2025-9-9', '2', '', '', '13900000001', '', '', '', '', '务农', '12000', '良好', '']) {
      if (text !== '') await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    }
    await expect(page.getByLabel('勾选的序号')).toBeFocused();
    for (const text of ['', '', '6000', '', '', '', '', '', '父亲一人务农']) {
      if (text !== '') await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(`已收下 ${typed!.name} 的申请表`)).toBeVisible();
    expect((await client.identification.register({ schoolId, term })).counts).toMatchObject({ pupils: 1000, cases: 300 });
  });

  await test.step('visits, the body, two meetings, every decision on what the body found', async () => {
    setNow('2025-09-24T09:00:00+08:00');
    await page.goto(`${origin}/#/visits/import`);
    await bring(page, visitsUpload('家访汇总_第一批.csv', thousandPupils.slice(0, 160), '2025-09-15'), 160);
    await page.goto(`${origin}/#/panels`);
    await page.getByRole('button', { name: '先登记机构和成员' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    for (const [kind, name] of [['校领导', '何校长'], ['资助专干', '刘洋'], ['班主任', '王芳'], ['班主任', '贺兰'], ['教师代表', '孟江'], ['教师代表', '卢溪'], ['村社区代表', '柳青']] as const) {
      await page.getByRole('button', { name: '登记成员' }).click();
      await choose(page, '代表', kind);
      await page.getByRole('dialog').getByRole('textbox', { name: '姓名' }).fill(name);
      await page.getByRole('dialog').getByRole('textbox', { name: '任职日期' }).fill('2025-09-01');
      await page.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click();
      await expect(page.getByRole('table', { name: '成员' })).toContainText(name);
    }
    await holdMeeting(page, origin, 1, '2025-09-18', '2025-09-19', 160);
    await page.goto(`${origin}/#/visits/import`);
    await bring(page, visitsUpload('家访汇总_第二批.csv', thousandPupils.slice(160, 300), '2025-09-20'), 140);
    await holdMeeting(page, origin, 2, '2025-09-22', '2025-09-23', 140);
    expect((await client.identification.register({ schoolId, term })).counts).toMatchObject({ decided: 300, undecided: 0 });
  });

  await test.step('the notice, an objection by somebody else checked and answered, the period ended', async () => {
    await page.goto(`${origin}/#/notices`);
    await page.getByRole('button', { name: '公示认定结果' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '公示地点' }).fill('教学楼一楼公示栏');
    await dialog.getByRole('button', { name: '做成草稿' }).click();
    const side = page.getByRole('complementary', { name: '所选公示' });
    await prints(page, side.getByRole('button', { name: '打印公示' }));
    await side.getByRole('button', { name: '登记张贴' }).click();
    await dialog.getByRole('button', { name: '登记张贴' }).click();
    await expect(page.getByText(/已登记张贴/)).toBeVisible();
    setNow('2025-09-25T09:00:00+08:00');
    await page.reload();
    await page.getByRole('tab', { name: /异议/ }).click();
    await page.getByRole('button', { name: '登记异议' }).first().click();
    await dialog.getByLabel('反映内容').fill('名单里有一户在县城买了房');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    const objection = page.getByRole('complementary', { name: '所选异议' });
    await objection.getByRole('button', { name: '交办核查' }).click();
    await dialog.getByLabel('核查人').fill('何志远');
    await dialog.getByRole('button', { name: '交办核查' }).click();
    await objection.getByRole('button', { name: '答复', exact: true }).click();
    await dialog.getByLabel('核查情况').fill('入户核实，为租住');
    await dialog.getByRole('radio', { name: '维持' }).check();
    await dialog.getByLabel('答复方式').fill('书面');
    await dialog.getByRole('button', { name: '答复', exact: true }).click();
    await expect(objection).toContainText('已答复');
    setNow('2025-10-09T09:00:00+08:00');
    await page.goto(`${origin}/#/notices`);
    await page.reload();
    await side.getByRole('button', { name: '结束公示' }).click();
    await dialog.getByRole('button', { name: '结束公示' }).click();
    await expect(side).toContainText('已答复');
    await page.goto(`${origin}/#/identification`);
    await page.getByRole('gridcell', { name: listed[0]!.name }).first().dblclick();
    await prints(page, page.getByRole('button', { name: '责任追溯表' }));
  });

  await test.step('spring: a newer list, five families off it, their cases adjusted, the change listed', async () => {
    setNow('2026-03-12T09:00:00+08:00');
    await page.goto(`${origin}/#/lists/import?term=2025-2026-2`);
    await page.reload();
    await page.getByRole('textbox', { name: '发文单位' }).fill('云岭县民政局');
    await bring(page, subsistenceUpload('城乡低保_3月.csv', listed.slice(5)), 55);
    await page.goto(`${origin}/#/lists?tab=recheck&term=2025-2026-2`);
    await page.getByRole('button', { name: '复核 城乡低保_3月.csv' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '开始复核' }).click();
    const grid = page.getByRole('grid', { name: '名单变化' });
    for (const one of listed.slice(0, 5)) await grid.getByRole('row', { name: new RegExp(one.name) }).first().getByRole('checkbox').check();
    await page.getByRole('button', { name: '处理勾选的 5 人次' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '结束该群体' }).check();
    await dialog.getByRole('textbox', { name: '理由' }).fill('低保已停');
    await dialog.getByRole('button', { name: '处理 5 人次' }).click();
    await expect(dialog).toBeHidden();
    const { rows } = await client.identification.register({ schoolId, term: spring });
    await client.identification.save({
      schoolId, term: spring, decision: { body: '学校认定工作组', decidedOn: '2026-03-12' as never, effectiveTerm: spring },
      entries: listed.slice(0, 5).map((one) => ({ studentId: rows.find((row) => row.name === one.name && row.groups.length === 0 && row.case !== null)!.studentId, grade: '不困难', reason: '低保已停，家庭收入恢复' })),
    });
    await page.goto(`${origin}/#/registers?tab=changes&term=2025-2026-2`);
    await expect(page.getByLabel('变动人数')).toContainText('不再困难5');
    await prints(page, page.getByRole('button', { name: '打印变动表' }));
    await page.getByRole('tab', { name: '认定汇总表' }).click();
    await expect(page.getByRole('region', { name: '按班级' }).getByRole('row', { name: /^合计/ })).toContainText('295');
    await prints(page, page.getByRole('button', { name: '打印汇总表' }));
  });
});
