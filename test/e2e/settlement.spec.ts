import type { Page } from '@playwright/test';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { postEvent } from '#main/services/journal.ts';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { expect, openedAddress, password, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';

const term = termKey('2025-2026-1');

async function open(school: OpenedSchool, path: string, heading: string): Promise<Page> {
  const { page, origin } = school;
  await page.goto(`${origin}/#${path}`);
  await page.reload();
  await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
  return page;
}

async function receive({ client, schoolId }: OpenedSchool, amount: number, docNo = '财教〔2025〕86号'): Promise<void> {
  await client.funds.recordReceipt({ schoolId, term, programmeKey: 'yw.board', source: 'central', docNo, receivedOn: isoDate('2025-10-15'), fen: fen(amount), memo: '秋季生活补助' });
}

test('an empty term says what comes here; a receipt is recorded from the page', async ({ school }, info) => {
  const page = await open(school, '/funds?tab=movements', '资金');
  await expect(page.getByText('本学期还没有登记资金')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '登记到账' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '资助项目' }).click();
  await page.getByRole('option', { name: '义务教育生活补助·寄宿' }).click();
  await dialog.getByLabel('下达文号').fill('财教〔2025〕86号');
  await dialog.getByRole('textbox', { name: '到账日期' }).fill('2025-10-15');
  await dialog.getByLabel('金额').fill('700,000');
  await page.screenshot({ path: info.outputPath('receipt.png') });
  await dialog.getByRole('button', { name: '登记到账' }).click();
  await expect(page.getByRole('grid', { name: '资金登记' })).toContainText('700,000.00');
  await expect(page.getByRole('grid', { name: '资金登记' })).toContainText('财教〔2025〕86号');
  await page.screenshot({ path: info.outputPath('funds.png') });
});

test('a mistake is reversed with a reason and both stay in the journal', async ({ school }) => {
  await receive(school, 12_345);
  const page = await open(school, '/funds?tab=movements', '资金');
  const grid = page.getByRole('grid', { name: '资金登记' });
  await grid.getByText('财教〔2025〕86号').click();
  await page.getByRole('button', { name: '冲销 1 号' }).click();
  await page.getByRole('dialog').getByLabel('冲销原因').fill('文号录错');
  await page.getByRole('dialog').getByRole('button', { name: '冲销' }).click();
  await expect(grid).toContainText('已由 2 号冲销');
  await page.getByRole('tab', { name: '分录账簿' }).click();
  const journal = page.getByRole('grid', { name: '分录账簿' });
  await journal.getByText('冲销：到账').click();
  await expect(page.getByRole('table', { name: '第 2 号分录的借贷' })).toContainText('123.45');
  await page.getByRole('tab', { name: '科目余额' }).click();
  await expect(page.getByText('借贷平衡')).toBeVisible();
  await expectAccessible(page);
});

async function signInAs(school: OpenedSchool, login: string): Promise<void> {
  await school.client.session.lock({ leaving: false });
  await school.client.archives.unlock({ archiveId: school.archiveId, login, password });
}

test('the statement in four views, then a year of signatures: settle, open again with a reason, settle again', async ({ school }, info) => {
  await receive(school, 1_250_000);
  await school.client.accounts.add({ login: 'he', displayName: '何校长', role: 'checker', password, schoolId: null, classIds: [], validUntil: null });
  const page = await open(school, '/settlement', '结算');
  const table = page.getByRole('table', { name: '结算表' });
  await expect(table).toContainText('12,500.00');
  await expectAccessible(page);
  const views = page.getByRole('radiogroup', { name: '按什么口径结算' });
  await views.getByText('自然年').click();
  await expect(page.getByText('2025年（自然年）')).toBeVisible();
  await expect(table).toContainText('12,500.00');
  await views.getByText('任意日').click();
  await page.getByRole('textbox', { name: '截至哪一天' }).fill('2025-10-01');
  await expect(page.getByText('这个范围里没有账')).toBeVisible();

  // 结余: 2,500 goes back, the rest is carried on; the first signature waits for another person.
  await page.getByRole('tab', { name: '结算与签字' }).click();
  await page.getByRole('button', { name: '结算本学期' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('结余 12,500.00 元结转到2025–2026学年春季学期');
  await expect(dialog.getByRole('button', { name: '取消' })).toBeFocused();
  await dialog.getByRole('button', { name: /^拆分/ }).click();
  await dialog.getByRole('textbox', { name: /中央 金额/ }).first().fill('10000');
  await expect(dialog.getByRole('status')).toContainText('还有 2,500.00 元没有安排');
  await expect(dialog.getByRole('button', { name: '提交并签字' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: /中央 金额/ }).nth(1).fill('2,500');
  await dialog.getByRole('textbox', { name: /上缴单据号/ }).fill('缴款书 7 号');
  await expect(dialog).toContainText('2,500.00 元上缴财政');
  await page.screenshot({ path: info.outputPath('closing.png') });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '提交并签字' }).click();
  const waiting = page.getByRole('region', { name: '待签字的结算' });
  await expect(waiting).toContainText('校长（负责人）　还没有签');
  await expect(waiting.getByRole('button', { name: /^以/ })).toHaveCount(0);
  await page.screenshot({ path: info.outputPath('waiting.png') });
  await expectAccessible(page);
  await signInAs(school, 'he');
  await open(school, '/settlement?tab=closing', '结算');
  await waiting.getByRole('button', { name: '以校长（负责人）签字' }).click();
  await expect(dialog).toContainText('签字后立即锁定本学期账目');
  await dialog.getByRole('button', { name: '签字' }).click();
  const card = page.getByRole('region', { name: '结算前核对' });
  await expect(card).toContainText('账目已锁定');
  const spring = async () => (await school.client.settlement.statement({ schoolId: school.schoolId, scope: { kind: 'term', term: termKey('2025-2026-2') } })).totals.openingCash;
  expect(await spring()).toBe(1_000_000);

  // Opened again: the principal asks, the clerk signs; what was carried comes back, what was returned stays returned.
  await card.getByRole('button', { name: '重新开账' }).click();
  await dialog.getByRole('textbox', { name: '原因' }).fill('县里更正了到账项目');
  await dialog.getByRole('button', { name: '提交并签字' }).click();
  await expect(page.getByRole('region', { name: '待签字的重新开账' })).toContainText('县里更正了到账项目');
  await signInAs(school, 'admin');
  await open(school, '/settlement?tab=closing', '结算');
  await page.getByRole('button', { name: '以财务负责人签字' }).click();
  await dialog.getByRole('button', { name: '签字' }).click();
  await expect(card).toContainText('可以结算');
  expect(await spring()).toBe(0);

  // Settled again, the second signature on paper this time.
  await card.getByRole('button', { name: '结算本学期' }).click();
  await expect(dialog).toContainText('结余 10,000.00 元结转到2025–2026学年春季学期');
  await dialog.getByRole('button', { name: '提交并签字' }).click();
  await waiting.getByRole('button', { name: '登记纸质签字' }).click();
  await dialog.getByRole('textbox', { name: '签字人姓名' }).fill('何志远');
  await dialog.getByRole('button', { name: '登记签字' }).click();
  await expect(dialog).toContainText('扫描件');
  await dialog.getByRole('button', { name: '取消' }).click();
  await waiting.locator('input[type=file]').setInputFiles({ name: '签字.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 签字') });
  await expect(waiting.getByRole('table', { name: '附件' })).toContainText('签字.pdf');
  await waiting.getByRole('button', { name: '登记纸质签字' }).click();
  await dialog.getByRole('textbox', { name: '签字人姓名' }).fill('何志远');
  await dialog.getByRole('button', { name: '登记签字' }).click();
  await expect(card).toContainText('账目已锁定');
  expect(await spring()).toBe(1_000_000);
  const history = page.getByRole('table', { name: '结算经过' });
  await expect(history.getByRole('row')).toHaveCount(4);
  await expect(history).toContainText('何志远　2025-10-31（纸质签字）');
  await page.screenshot({ path: info.outputPath('history.png') });
  await expectAccessible(page);
  await page.getByRole('link', { name: '资金', exact: true }).click();
  await expect(page.getByText('已结算 2025-10-31')).toBeVisible();
  await expect(page.getByRole('button', { name: '登记到账' })).toHaveCount(0);
});

test('what stands in the way of closing is said in numbers, and the two balances explain each other', async ({ school }, info) => {
  await receive(school, 70_000_000);
  const db = school.app.core.archive!.database.writer;
  const lines = (from: number, count: number) => Array.from({ length: count }, (_, i) => ({ paymentLineId: from + i, entitlementId: from + i, studentId: from + i, fen: fen(62_500) }));
  const programmeKey = 'yw.board';
  const onDate = isoDate('2025-10-20');
  db.raw.transaction(() => {
    const stamp = { schoolId: school.schoolId, operationId: 'term-of-payments', accountId: 1, at: '2025-10-20T08:00:00Z' };
    postEvent(db, { kind: 'entitlement_approved', programmeKey, term, onDate, lines: lines(1, 1100) }, stamp);
    postEvent(db, { kind: 'batch_submitted', programmeKey, term, onDate, lines: lines(1, 1100) }, stamp);
    postEvent(db, { kind: 'line_paid', programmeKey, term, onDate, lines: lines(1, 1090) }, stamp);
    postEvent(db, { kind: 'line_failed', programmeKey, term, onDate, lines: lines(1091, 10) }, stamp);
  })();
  const page = await open(school, '/settlement?tab=closing', '结算');
  const card = page.getByRole('region', { name: '结算前核对' });
  await expect(card).toContainText('有 10 人 6,250.00 元发放失败待补发');
  await expect(card.getByRole('button', { name: '结算本学期' })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole('tab', { name: '结算表' }).click();
  await expect(page.getByRole('table', { name: '两种余额' })).toContainText('18,750.00');
  await expect(page.getByRole('table', { name: '结算表' }).getByRole('row', { name: /合计/ })).toContainText('1090');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('settlement.png') });
  await page.goto(`${school.origin}/#/funds?tab=journal`);
  await page.getByRole('grid', { name: '分录账簿' }).getByText('发放失败').first().click();
  await expect(page.getByRole('table', { name: /号分录的借贷/ })).toContainText('失败待补发');
  await page.screenshot({ path: info.outputPath('journal.png') });
});

test('the statement and the reports leave as workbooks and print; the charts say in words what they draw', async ({ school }, info) => {
  await receive(school, 1_250_000);
  const page = await open(school, '/settlement', '结算');
  const saved = async (): Promise<string> => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出表格' }).click();
    return (await download).suggestedFilename();
  };
  const printed = async (button: string): Promise<void> => {
    const popup = page.waitForEvent('popup');
    await page.getByRole('button', { name: button }).click();
    await popup;
    await expect.poll(() => openedAddress(page)).toMatch(/^blob:/);
  };
  expect(await saved()).toBe('结算表 2025–2026学年秋季学期.xlsx');
  await printed('打印结算表');
  // By keyboard: the tabs are one stop, the arrows go through them.
  await page.getByRole('tab', { name: '结算表' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('table', { name: '与各口径结算表逐项核对' })).toContainText('全部相符');
  await expect(page.getByRole('table', { name: '到账' }).getByRole('row', { name: /列合计/ })).toContainText('12,500.00');
  await expectAccessible(page);
  expect(await saved()).toBe('柳溪九年一贯制学校学生资助资金三种口径核对表 2025–2026学年.xlsx');
  await printed('打印口径核对表');
  await page.getByRole('tab', { name: '一校一台账' }).click();
  await expect(page.getByRole('table', { name: '一、资金来源与收支' })).toContainText('财教〔2025〕86号');
  await page.getByRole('radiogroup', { name: '台账的期间' }).getByText('本学年').click();
  await expect(page.getByRole('table', { name: '四、结余与结转' })).toContainText('未结算');
  await expectAccessible(page);
  expect(await saved()).toBe('柳溪九年一贯制学校一校一资助台账 2025–2026学年.xlsx');
  await page.getByRole('tab', { name: '执行情况' }).click();
  await expect(page.getByRole('img', { name: '义务教育生活补助·寄宿：到账与结转 12,500.00 元' })).toBeVisible();
  await expect(page.getByRole('table', { name: '学生资助资金执行情况表' })).toContainText('0.00%');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('execution.png') });
  expect(await saved()).toBe('柳溪九年一贯制学校学生资助资金执行情况表 2025–2026学年秋季学期.xlsx');
  await page.getByRole('radiogroup', { name: '按什么口径结算' }).getByText('自然年').click();
  await expect(page.getByText('2025年（自然年）')).toBeVisible();
});
