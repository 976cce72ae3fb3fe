import type { Page } from '@playwright/test';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { expect, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';

const term = termKey('2025-2026-1');

async function open({ page, origin }: OpenedSchool, tab?: string): Promise<Page> {
  await page.goto(`${origin}/#/funds${tab === undefined ? '' : `?tab=${tab}`}`);
  await page.reload();
  await expect(page.getByRole('heading', { name: '资金', level: 1 })).toBeVisible();
  return page;
}

async function pick(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

test('a 下达 is recorded, arrives in two parts, too much is refused and then explained; each number opens', async ({ school }, info) => {
  const page = await open(school);
  await expect(page.getByText('本学期还没有登记资金')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('region', { name: '本学期还没有登记资金' }).getByRole('button', { name: '登记下达' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('文号').fill('云财教〔2025〕9号');
  await dialog.getByRole('textbox', { name: '下达日期' }).fill('2025-09-20');
  await dialog.getByLabel('下达单位').fill('云岭县财政局');
  await dialog.getByLabel('使用限制').fill('只用于寄宿生生活补助');
  await pick(page, '资助项目', '义务教育生活补助·寄宿');
  await dialog.getByLabel('下达金额').fill('1.2万元');
  await expect(dialog).toContainText('共 12,000.00 元');
  await dialog.getByLabel('下达金额').fill('12.345');
  await expect(dialog).toContainText('比一分还细');
  await dialog.getByLabel('下达金额').fill('壹万贰仟元整');
  await page.screenshot({ path: info.outputPath('allotment.png') });
  await dialog.getByRole('button', { name: '登记下达' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('group', { name: '义务教育生活补助·寄宿的资金链条' })).toContainText('12,000.00');

  await page.getByRole('tab', { name: '下达与到账' }).click();
  const grid = page.getByRole('grid', { name: '下达与到账' });
  const arrive = async (amount: string): Promise<void> => {
    await grid.getByText('云财教〔2025〕9号').click();
    await page.getByRole('button', { name: '登记 云财教〔2025〕9号 的到账' }).click();
    await dialog.getByLabel('金额').fill(amount);
    await dialog.getByRole('textbox', { name: '到账日期' }).fill('2025-10-15');
    await dialog.getByRole('button', { name: '登记到账' }).click();
  };
  await arrive('7,000');
  await expect(grid).toContainText('部分到账');
  await expect(grid).toContainText('5,000.00');
  await arrive('5,000.01');
  await expect(dialog).toContainText('多出 0.01 元');
  await dialog.getByLabel('为什么比下达多').fill('县里多拨一分');
  await dialog.getByRole('button', { name: '登记到账' }).click();
  await expect(grid).toContainText('超到 0.01');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('allotments.png') });

  await page.getByRole('tab', { name: '总览' }).click();
  const chain = page.getByRole('region', { name: '义务教育生活补助·寄宿', exact: true });
  await chain.getByRole('button', { name: /^到账/ }).press('Enter');
  const items = page.getByRole('table', { name: '到账的明细' });
  await expect(items).toContainText('7,000.00');
  await expect(items).toContainText('5,000.01');
  await expect(items.getByRole('row').last()).toContainText('12,000.01');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('chain.png') });
});

test('a programme is set to one-card from this term on; its money is never in the school account', async ({ school }, info) => {
  const page = await open(school, 'rules');
  await page.getByRole('button', { name: '改渠道：义务教育生活补助·寄宿' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('依据（文号或通知）').fill('云教办〔2025〕3号');
  await dialog.getByRole('button', { name: '登记渠道' }).click();
  await expect(page.getByRole('row', { name: /义务教育生活补助·寄宿/ })).toContainText('一卡通（县级直发）');
  await page.getByRole('button', { name: '改比例：义务教育生活补助·寄宿' }).click();
  await dialog.getByLabel('中央').fill('60');
  await dialog.getByLabel('省').fill('20');
  await dialog.getByLabel('县').fill('20');
  await dialog.getByLabel('依据（文号或通知）').fill('云财教〔2025〕1号');
  await dialog.getByRole('button', { name: '登记比例' }).click();
  await expect(page.getByRole('row', { name: /义务教育生活补助·寄宿/ })).toContainText('中央 60 : 省 20 : 县 20');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('rules.png') });
  const { client, schoolId } = school;
  await client.funds.recordReceipt({ schoolId, term, programmeKey: 'yw.board', source: 'central', docNo: '云财教〔2025〕9号', receivedOn: isoDate('2025-10-15'), fen: fen(1_000_000) });
  await page.getByRole('tab', { name: '总览' }).click();
  await page.reload();
  const chain = page.getByRole('region', { name: '义务教育生活补助·寄宿', exact: true });
  await expect(chain).toContainText('县级拨付');
  await expect(chain).toContainText('没有对应的下达文');
  await page.getByRole('tab', { name: '科目余额' }).click();
  const balance = page.getByRole('table', { name: '科目余额表' });
  await expect(balance).toContainText('代发额度（备查）');
  await expect(balance.getByRole('row', { name: /^1101/ })).toHaveCount(0);
  await expect(balance.getByRole('row', { name: /^K1101/ })).toHaveCount(1);
});

test('校内提取 from its rule to what is still missing, and a donor’s money from gift to return; both leave their papers', async ({ school }, info) => {
  const page = await open(school, 'set-aside');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: '登记规定：小学' }).click();
  await dialog.getByLabel('提取基数（收入项目）').fill('事业收入');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('不低于（%）').fill('3');
  await dialog.getByLabel('本校提取比例（%）').fill('3');
  await dialog.getByLabel('依据（文号）').fill('云教财〔2025〕2号');
  await dialog.getByRole('button', { name: '登记规定' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: '登记收入' }).click();
  await pick(page, '学段', '小学');
  await dialog.getByLabel('收入项目').fill('事业收入');
  await dialog.getByLabel('金额').fill('33,333.33');
  await dialog.getByLabel('凭证号或报表').fill('记-7');
  await dialog.getByRole('button', { name: '登记收入' }).click();
  await expect(dialog).toBeHidden();
  const due = page.getByRole('table', { name: '应提、实提和差额' });
  await expect(due.getByRole('row', { name: /小学/ })).toContainText('1,000.00');
  await expect(due.getByRole('row', { name: /小学/ })).toContainText('没有提足');
  await page.getByRole('button', { name: '登记提取' }).click();
  await pick(page, '学段', '小学');
  await dialog.getByLabel('金额').fill('1000');
  await dialog.getByLabel('财务凭证号').fill('记-9');
  await dialog.getByRole('button', { name: '登记提取' }).click();
  await expect(due.getByRole('row', { name: /小学/ })).toContainText('已提足');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('set-aside.png') });
  const calculation = page.waitForEvent('download');
  await page.getByRole('button', { name: '打印计算表' }).click();
  expect((await calculation).suggestedFilename()).toMatch(/\.pdf$/);

  await page.getByRole('tab', { name: '社会资助' }).click();
  await expect(page.getByText('还没有社会资助')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '增加社会资助' }).click();
  await dialog.getByLabel('捐助方或资助名称').fill('柳溪校友会');
  await dialog.getByLabel('使用限制').fill('只资助六年级');
  await dialog.getByRole('button', { name: '增加', exact: true }).click();
  const fund = page.getByRole('region', { name: '柳溪校友会' });
  const money = async (what: string, amount: string, voucher: string): Promise<void> => {
    await fund.getByRole('button', { name: what }).click();
    if (what === '登记支出') {
      await dialog.getByRole('combobox', { name: '用途' }).click();
      await page.locator('[data-combobox-option]:visible').first().click();
    }
    await dialog.getByLabel('金额').fill(amount);
    await dialog.getByLabel('财务凭证号').fill(voucher);
    await dialog.getByRole('button', { name: what }).click();
    await expect(dialog).toBeHidden();
  };
  await money('登记捐助', '5000', '记-11');
  await money('登记支出', '1,200.50', '记-12');
  await money('退回捐助方', '799.50', '记-13');
  await expect(fund).toContainText('结余 3,000.00 元');
  await expect(page.getByRole('table', { name: '柳溪校友会明细' }).getByRole('row')).toHaveCount(4);
  await fund.getByRole('button', { name: /^冲销/ }).last().click();
  await dialog.getByLabel('冲销原因').fill('退错了户');
  await dialog.getByRole('button', { name: '冲销' }).click();
  await expect(fund).toContainText('结余 3,799.50 元');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('donors.png') });
  const statement = page.waitForEvent('download');
  await fund.getByRole('button', { name: '打印明细' }).click();
  expect((await statement).suggestedFilename()).toMatch(/\.pdf$/);
});
