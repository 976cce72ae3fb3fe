import type { Locator, Page } from '@playwright/test';
import { applicationsUpload, rosterUpload, subsistenceUpload, thousandPupils, visitsUpload } from '#test/helpers/thousand-pupils.ts';
import { expect, openedAddress, test } from '#test/helpers/open-program.ts';

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
  const columns = page.getByRole('button', { name: '列都对，看预览' });
  const confirm = page.getByRole('button', { name: `导入 ${rows.toLocaleString('zh-CN')} 行` });
  // A heading seen before goes straight to the preview.
  await expect(columns.or(confirm)).toBeVisible();
  if (await columns.isVisible()) await columns.click();
  await confirm.click();
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
  await expect(page.getByText(`文件共 ${rows} 行`).or(page.getByText(`文件共 ${rows.toLocaleString('zh-CN')} 行`)).first()).toBeVisible({ timeout: 60_000 });
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
  await page.locator('[data-combobox-option]:visible', { hasText: option }).first().click();
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: new RegExp(option) }).first().click();
}

/** The paper a button prints; the window opens it as a PDF. */
async function prints(page: Page, button: Locator): Promise<void> {
  const before = await openedAddress(page);
  await button.click();
  await expect.poll(() => openedAddress(page), { timeout: 60_000 }).not.toBe(before);
  expect(await openedAddress(page)).toMatch(/^blob:/);
}

async function saves(page: Page, button: Locator, name: RegExp): Promise<void> {
  const saved = page.waitForEvent('download', { timeout: 120_000 });
  await button.click();
  expect((await saved).suggestedFilename()).toMatch(name);
}

/** One meeting of the school's body over the cases visited so far and not reviewed: votes for all at once, minutes closed, decided. */
async function holdMeeting(page: Page, origin: string, no: number, heldOn: string, decidedOn: string, cases: number): Promise<void> {
  await page.goto(`${origin}/#/panels`);
  await page.getByRole('button', { name: '新开评议会' }).first().click();
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
  test.setTimeout(400_000);

  const { page, origin, setNow } = school;

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
    await page.reload();
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
    await page.goto(`${origin}/#/applications`);
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    await page.getByLabel('按姓名筛选').fill(typed!.name);
    await page.getByRole('gridcell', { name: typed!.name }).last().dblclick();
    await expect(page.getByRole('heading', { name: `${typed!.name} 的申请表` })).toBeVisible();
    await expect(page.getByRole('textbox', { name: '申请日期' })).toBeFocused();
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
    await page.goto(`${origin}/#/applications`);
    await page.getByRole('button', { name: '打印……' }).click();
    const printing = page.getByRole('dialog', { name: '打印申请表' });
    await printing.getByRole('radio', { name: /^已填的表/ }).check();
    await expect(printing).toContainText('将打印 240 名学生的申请表');
    await saves(page, printing.getByRole('button', { name: '生成 PDF' }), /申请表/);
    await page.goto(`${origin}/#/identification`);
    await expect(page.getByLabel('认定人数')).toContainText('有个案300');
  });

  await test.step('visits, the body, two meetings, every decision on what the body found', async () => {
    setNow('2025-09-24T09:00:00+08:00');
    await page.goto(`${origin}/#/visits/import`);
    await bring(page, visitsUpload('家访汇总_第一批.csv', thousandPupils.slice(0, 160), '2025-09-15'), 160);
    await page.goto(`${origin}/#/visits?tab=coverage`);
    await prints(page, page.getByRole('button', { name: '打印覆盖情况' }));
    await page.goto(`${origin}/#/panels`);
    await page.getByRole('button', { name: '先登记机构和成员' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    for (const [kind, name] of [['校领导', '何校长'], ['资助专干', '刘洋'], ['班主任', '王芳'], ['班主任', '贺兰'], ['教师代表', '孟江'], ['教师代表', '卢溪'], ['村（社区）代表', '柳青']] as const) {
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
    await page.goto(`${origin}/#/identification`);
    await expect(page.getByLabel('认定人数')).toContainText('有个案300未认定0');
  });

  await test.step('the notice, one objection rejected, one upheld that changes a grade, the period ended', async () => {
    const dialog = page.getByRole('dialog');
    const side = page.getByRole('complementary', { name: '所选公示' });
    const objection = page.getByRole('complementary', { name: '所选异议' });
    const post = async (): Promise<void> => {
      await side.getByRole('button', { name: '登记张贴' }).click();
      await dialog.getByRole('button', { name: '登记张贴' }).click();
      await expect(side.getByRole('button', { name: '登记张贴' })).toHaveCount(0);
    };
    const answered = async (name: string, claim: string, finding: string, outcome: string): Promise<void> => {
      await page.getByRole('button', { name: '登记异议' }).first().click();
      await pick(page, '反映谁', name);
      await dialog.getByLabel('反映内容').fill(claim);
      await dialog.getByRole('button', { name: '登记', exact: true }).click();
      await expect(objection).toContainText(name);
      await objection.getByRole('button', { name: '交办核查' }).click();
      await dialog.getByLabel('核查人').fill('何志远');
      await dialog.getByRole('button', { name: '交办核查' }).click();
      await objection.getByRole('button', { name: '答复', exact: true }).click();
      await dialog.getByLabel('核查情况').fill(finding);
      await dialog.getByRole('radio', { name: outcome }).check();
      if (outcome === '调整') await pick(page, `${name}的困难等级改为`, (await dialog.getByText(/现在是“/).innerText()).includes('特别困难') ? '一般困难' : '特别困难');
      await dialog.getByLabel('答复方式').fill('书面');
      await dialog.getByRole('button', { name: '答复', exact: true }).click();
      await expect(objection).toContainText('已答复');
    };
    await page.goto(`${origin}/#/notices`);
    await page.getByRole('button', { name: '公示认定结果' }).first().click();
    await dialog.getByRole('textbox', { name: '公示地点' }).fill('教学楼一楼公示栏');
    await dialog.getByRole('button', { name: '做成草稿' }).click();
    await prints(page, side.getByRole('button', { name: '打印公示' }));
    await post();
    setNow('2025-09-25T09:00:00+08:00');
    await page.reload();
    await page.getByRole('tab', { name: /异议/ }).click();
    await answered(listed[1]!.name, '名单里有一户在县城买了房', '入户核实，为租住', '维持');
    await answered(listed[2]!.name, '家里情况和公示的等级不符', '入户核实，与原来的认定不符', '调整');
    await prints(page, objection.getByRole('button', { name: '打印处理单' }));
    await prints(page, page.getByRole('button', { name: '打印登记簿' }));
    await objection.getByRole('button', { name: '重新公示' }).click();
    await dialog.getByRole('button', { name: '做成草稿' }).click();
    await expect(page.getByRole('grid', { name: '本学期的公示' })).toContainText('认定结果（异议后重新公示）');
    await post();
    setNow('2025-10-16T09:00:00+08:00');
    await page.reload();
    for (const rows of ['300', '1']) {
      await page.getByRole('grid', { name: '本学期的公示' }).getByRole('row').filter({ has: page.getByRole('gridcell', { name: rows, exact: true }) }).first().click();
      await side.getByRole('button', { name: '结束公示' }).click();
      await dialog.getByRole('button', { name: '结束公示' }).click();
      await expect(side).toContainText('结束登记2025-10-16');
    }
    await prints(page, side.getByRole('button', { name: /结果说明/ }));
  });

  await test.step('a fire outside the rhythm; what was decided is traced on one page', async () => {
    const dialog = page.getByRole('dialog');
    const struck = thousandPupils[400]!;
    await page.goto(`${origin}/#/letters`);
    await page.getByRole('tab', { name: '应急' }).click();
    await page.getByRole('button', { name: '登记应急' }).click();
    await dialog.getByRole('combobox', { name: '学生' }).fill(struck.name);
    await page.locator('[data-combobox-option]', { hasText: struck.name }).first().click();
    await choose(page, '类别', '意外事故');
    await dialog.getByRole('textbox', { name: '发生日期' }).fill('2025-10-12');
    await dialog.getByRole('textbox', { name: '报告日期' }).fill('2025-10-13');
    await dialog.getByRole('textbox', { name: '报告人' }).fill('王芳（班主任）');
    await dialog.getByRole('textbox', { name: '情况说明' }).fill('房屋失火，家中没有收入');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('grid', { name: '应急登记' }).focus();
    await page.keyboard.press('Enter');
    const side = page.getByRole('region', { name: `${struck.name}的应急登记` });
    await side.getByRole('button', { name: '转入认定' }).click();
    await dialog.getByRole('radio', { name: '家庭承诺书' }).check();
    await dialog.getByRole('textbox', { name: '转入的理由' }).fill('房屋烧毁，先行救助');
    await dialog.getByRole('button', { name: '转入认定' }).click();
    await expect(side).toContainText('房屋烧毁，先行救助');
    await prints(page, side.getByRole('button', { name: '打印登记表' }));
    await page.goto(`${origin}/#/identification`);
    await expect(page.getByLabel('认定人数')).toContainText('有个案301');
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    await page.getByLabel('按姓名筛选').fill(listed[2]!.name);
    await page.getByRole('gridcell', { name: listed[2]!.name }).last().dblclick();
    await prints(page, page.getByRole('button', { name: '责任追溯表' }));
  });

  await test.step('spring: a newer list, five families off it, their grades revised with it, the changes listed and printed', async () => {
    const dialog = page.getByRole('dialog');
    setNow('2026-03-12T09:00:00+08:00');
    await page.goto(`${origin}/#/lists/import?term=2025-2026-2`);
    await page.reload();
    await page.getByRole('textbox', { name: '发文单位' }).fill('云岭县民政局');
    await bring(page, subsistenceUpload('城乡低保_3月.csv', listed.slice(5)), 55);
    await page.goto(`${origin}/#/lists?tab=recheck&term=2025-2026-2`);
    await page.getByRole('button', { name: '复核 城乡低保_3月.csv' }).click();
    await dialog.getByRole('button', { name: '开始复核' }).click();
    const grid = page.getByRole('grid', { name: '名单变化' });
    for (const one of listed.slice(0, 5)) await grid.getByRole('row', { name: new RegExp(one.name) }).first().getByRole('checkbox').check();
    await page.getByRole('button', { name: '处理勾选的 5 人次' }).click();
    await dialog.getByRole('radio', { name: '结束该群体' }).check();
    await dialog.getByRole('textbox', { name: '理由' }).fill('低保已停，家庭收入恢复');
    await pick(page, '困难等级', '不困难');
    await dialog.getByRole('textbox', { name: '认定机构' }).fill('学校认定工作组');
    await dialog.getByRole('button', { name: '处理 5 人次' }).click();
    await expect(dialog).toBeHidden();
    await prints(page, page.getByRole('button', { name: /打印/ }).first());
    await page.goto(`${origin}/#/registers?tab=changes&term=2025-2026-2`);
    await expect(page.getByLabel('变动人数')).toContainText('不再困难5');
    await prints(page, page.getByRole('button', { name: '打印变动表' }));
    await page.getByRole('tab', { name: '认定汇总表' }).click();
    await expect(page.getByRole('region', { name: '按班级' }).getByRole('row', { name: /^合计/ })).toContainText('295');
    await prints(page, page.getByRole('button', { name: '打印汇总表' }));
    await page.getByRole('tab', { name: '名册' }).click();
    await prints(page, page.getByRole('button', { name: /^打印（按/ }).first());
  });
});
