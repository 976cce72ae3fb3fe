import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { expect, test } from '#test/helpers/open-program.ts';

const term = termKey('2025-2026-1');

/** The whole way of item 9: what the checks found is explained or put right, the year is assessed, problems are closed by another person. */
test('the demo school checks itself: a block is explained, the 负面清单 answered and signed, a problem closed', async ({ program }, info) => {
  test.setTimeout(150_000);
  const { client, page, origin } = program;
  const made = await client.archives.makeDemo({});
  await client.archives.unlock({ archiveId: made.archiveId, login: made.login, password: made.password });
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`${origin}/#/checks`);
  await page.reload();
  const shot = async (name: string): Promise<void> => { await page.screenshot({ path: info.outputPath(`${name}.png`) }); };
  const totals = page.getByLabel('自查合计');
  await expect(totals).toContainText('阻断待处理');
  const checks = page.getByRole('grid', { name: '自查项目' });
  await shot('list');
  await expectAccessible(page);

  const dialog = page.getByRole('dialog');
  // From the keyboard: down the list to the shared account, into what it found, both ticked, explained.
  await checks.getByText('CHK-21').click();
  const found = page.getByRole('grid', { name: 'CHK-21 发现的问题' });
  await expect(found).toContainText('曾文静');
  await expect(page.getByRole('link', { name: /打开一生一档：曾/ })).toBeVisible();
  await found.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: '说明勾选的 2 条' }).click();
  await dialog.getByLabel('为什么可以这样').fill('两家已到校说明，同一祖母监护，已存材料');
  await dialog.getByRole('button', { name: '写下说明' }).click();
  await expect(dialog).toBeHidden();
  await expect(found).toContainText('已说明：两家已到校说明');
  await shot('explained');
  const [sheet] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 Excel' }).click()]);
  expect(sheet.suggestedFilename()).toContain('资助工作自查');

  await page.getByRole('tab', { name: '时限' }).click();
  await expect(page.getByRole('grid', { name: '到账与限期' })).toContainText('云财教〔2025〕18号');
  await expect(page.getByRole('table', { name: '正点率和完成率' })).toContainText('2025 秋');
  await expect(page.getByText('正点率 = 限期内发放 ÷ 应在限期内发放')).toBeVisible();
  await shot('deadlines');
  await expectAccessible(page);

  await page.getByRole('tab', { name: '负面清单' }).click();
  const list = page.getByRole('grid', { name: '负面清单' });
  await expect(list).toContainText('当众诉苦、互相比困');
  await page.getByRole('button', { name: '开始本学年自评' }).click();
  await page.getByRole('button', { name: '回答（先勾选）' }).waitFor();
  await list.getByRole('checkbox').first().check();
  const answer = async (which: '有' | '无', evidence: string): Promise<void> => {
    await page.getByRole('button', { name: /^回答勾选的/ }).click();
    await dialog.getByRole('radio', { name: new RegExp(`^${which}`) }).check();
    await dialog.getByLabel('怎么核对的，或发现了什么').fill(evidence);
    await dialog.getByRole('button', { name: '保存回答' }).click();
  };
  await answer('无', '查了名单、账户和记录，问了班主任');
  // Some line's own checks have something open: it can't be answered 无.
  await expect(dialog.getByText(/不能答“无”/).first()).toBeVisible();
  await shot('refused');
  await dialog.getByRole('button', { name: '取消' }).click();
  await expectAccessible(page);

  await page.getByRole('tab', { name: '整改台账' }).click();
  await page.getByRole('button', { name: '登记问题' }).first().click();
  await dialog.getByLabel('问题').fill('资金到账后没有及时发完');
  await dialog.getByLabel('整改措施').fill('更正账户，本周补发');
  await dialog.getByRole('textbox', { name: '责任人' }).fill('何丽');
  await dialog.getByRole('combobox', { name: '负面清单条目' }).click();
  await page.getByRole('option', { name: '闲置沉淀' }).click();
  await shot('problem');
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await expect(dialog).toBeHidden();
  const ledger = page.getByRole('grid', { name: '整改台账' });
  await expect(ledger).toContainText(/ZG-2025-001/);
  await page.getByRole('button', { name: '销号', exact: true }).click();
  await dialog.getByRole('textbox', { name: '验收人' }).fill('何丽');
  await dialog.getByLabel('整改结果').fill('已补发');
  await dialog.getByRole('button', { name: '销号', exact: true }).click();
  await expect(dialog.getByText('验收人不能是责任人（何丽）自己').first()).toBeVisible();
  await dialog.getByRole('textbox', { name: '验收人' }).fill('周校长');
  await dialog.getByRole('button', { name: '销号', exact: true }).click();
  await expect(dialog.getByText('销号要有佐证').first()).toBeVisible();
  await dialog.getByLabel('佐证（凭什么销号）').fill('回盘 2025-03 全部成功');
  await dialog.getByRole('button', { name: '销号', exact: true }).click();
  await expect(ledger).toContainText('已销号');
  await shot('closed');
  await expectAccessible(page);
});

/** Item 8, from an empty school: the county's days in the settings, an arrival, its last day in working days, an unannounced year said. */
test('an empty school says what comes here; days from 到账 are set, counted in working days, and warned of on the first page', async ({ school }, info) => {
  const { client, page, origin, schoolId, setNow } = school;
  await page.setViewportSize({ width: 1366, height: 768 });
  const open = async (path: string): Promise<void> => { await page.goto(`${origin}/#${path}`); await page.reload(); };
  await open('/checks');
  await expect(page.getByLabel('自查合计')).toContainText('阻断待处理');
  await page.screenshot({ path: info.outputPath('empty-list.png') });
  await page.getByRole('tab', { name: '整改台账' }).click();
  await expect(page.getByText('还没有登记的问题')).toBeVisible();
  await page.getByRole('tab', { name: '时限' }).click();
  await page.getByRole('link', { name: '去设置' }).click();
  await page.getByLabel('到账后多少天内发完').fill('20');
  await page.getByRole('combobox', { name: '这些天怎么算' }).click();
  await page.getByRole('option', { name: /工作日/ }).click();
  await page.getByRole('button', { name: '保存规则' }).click();
  await expect(page.getByRole('button', { name: '保存规则' })).toBeDisabled();
  await client.funds.recordReceipt({ schoolId, term, programmeKey: 'yw.board', source: 'central', docNo: '云财教〔2025〕9号', receivedOn: isoDate('2025-10-15'), fen: fen(100_000), payer: '县财政局', memo: '秋季补助' });
  await open('/checks?tab=deadlines');
  const grid = page.getByRole('grid', { name: '到账与限期' });
  // 20 working days after Wednesday 15 October 2025, without weekends: 12 November.
  await expect(grid).toContainText('2025-11-12');
  await expect(grid).toContainText('快到期');
  await page.screenshot({ path: info.outputPath('deadline.png') });
  setNow('2025-11-20T09:00:00+08:00');
  await page.reload();
  await expect(grid).toContainText('逾期 6 个工作日');
  await open('/');
  await expect(page.getByRole('button', { name: /1 笔到账逾期/ })).toBeVisible();
  await page.screenshot({ path: info.outputPath('home.png') });
});
