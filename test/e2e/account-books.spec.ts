import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { postEvent } from '#main/services/journal.ts';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { addAidPupils } from '#test/helpers/aid-pupils.ts';
import { expect, openedAddress, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';

const term = termKey('2025-2026-1');

/** Money in, four pupils approved, sent and paid but one, as the services would post it. */
async function keepBooks({ app, client, schoolId }: OpenedSchool): Promise<void> {
  const ids = [...(await addAidPupils(client, schoolId)).values()].slice(0, 4);
  await client.funds.recordReceipt({
    schoolId, term, programmeKey: 'yw.board', source: 'central', docNo: '云财教〔2025〕9号', receivedOn: isoDate('2025-09-28'), fen: fen(400_000), payer: '云岭县财政局', memo: '2025 秋寄宿生活补助',
  });
  const db = app.core.archive!.database.writer;
  const lines = ids.map((studentId, index) => ({ paymentLineId: index + 1, entitlementId: index + 1, studentId, fen: fen(62_500) }));
  const place = { programmeKey: 'yw.board', term, onDate: isoDate('2025-10-20') };
  const stamp = { schoolId, operationId: 'books-of-a-term', accountId: 1, at: '2025-10-20T08:00:00Z' };
  db.raw.transaction(() => {
    postEvent(db, { kind: 'entitlement_approved', ...place, lines }, stamp);
    postEvent(db, { kind: 'batch_submitted', ...place, lines }, { ...stamp, memo: '报送第 1 批 4 人' });
    postEvent(db, { kind: 'line_paid', ...place, lines: lines.slice(0, 3) }, { ...stamp, memo: '第 1 批回盘成功 3 人' });
    postEvent(db, { kind: 'line_failed', ...place, lines: lines.slice(3) }, { ...stamp, memo: '第 1 批回盘失败 1 人' });
  })();
}

test('a term’s books: day book, balances, auxiliary ledgers; finance numbers the month, takes it to its software, and names its accounts', async ({ school }, info) => {
  const { page, origin } = school;
  await page.goto(`${origin}/#/funds?tab=day-book`);
  await page.reload();
  await expect(page.getByText('这个科目在这个范围里没有发生额')).toBeVisible();
  await keepBooks(school);
  await page.reload();
  const book = page.getByRole('table', { name: '资金日记账 1101 资金' });
  await expect(book.getByRole('row', { name: /第 1 批回盘成功 3 人/ })).toContainText('1,875.00');
  await expect(book.getByRole('row', { name: /2025-10 本月合计/ })).toContainText('2,125.00');
  await expect(book.getByRole('row', { name: /2025 本年累计/ }).last()).toContainText('4,000.00');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('day-book.png') });
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: '打印', exact: true }).click();
  await popup;
  await expect.poll(() => openedAddress(page)).toMatch(/^blob:/);

  await page.getByRole('tab', { name: '科目余额' }).click();
  const balance = page.getByRole('table', { name: '科目余额表：学校账户' });
  await expect(balance.getByRole('row', { name: /^1101/ })).toContainText('2,125.00');
  await page.getByRole('radiogroup', { name: '按什么口径看余额' }).getByText('任意日').click();
  await page.getByRole('textbox', { name: '截至哪一天' }).fill('2025-09-30');
  await expect(balance.getByRole('row', { name: /^1101/ })).toContainText('4,000.00');
  await expect(balance.getByRole('row', { name: /^5101/ })).toHaveCount(0);
  await expect(page.getByText('借贷平衡')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('balances.png') });

  await page.getByRole('tab', { name: '辅助账' }).click();
  await page.getByRole('combobox', { name: '资助项目' }).click();
  await page.getByRole('option', { name: '义务教育生活补助·寄宿' }).click();
  await expect(page.getByRole('table', { name: /项目辅助账：义务教育生活补助·寄宿/ }).getByRole('row').last()).toContainText('625.00');
  await page.screenshot({ path: info.outputPath('auxiliary.png') });
  await page.getByRole('radiogroup', { name: '辅助账按什么设' }).getByText('按学生').click();
  await page.getByRole('grid', { name: '学生辅助账' }).getByText('陈晨').click();
  await expect(page.getByRole('table', { name: /学生辅助账：陈晨/ })).toContainText('第 1 批回盘失败 1 人');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('pupil.png') });

  await page.getByRole('tab', { name: '凭证' }).click();
  const vouchers = page.getByRole('grid', { name: '凭证' });
  await expect(vouchers.getByText('未编号')).toHaveCount(4);
  await expect(page.getByRole('button', { name: '导出给财务软件' })).toBeDisabled();
  await page.getByRole('button', { name: '编号（全部 4 笔）' }).press('Enter');
  await expect(page.getByRole('dialog')).toContainText('4 笔分录编号');
  await page.getByRole('dialog').getByRole('button', { name: '编号' }).click();
  await expect(vouchers.getByText('记-4')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('vouchers.png') });
  await page.getByRole('button', { name: '导出的列' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '第 5 列的表头' }).fill('凭证摘要');
  await dialog.getByRole('button', { name: '增加一列' }).click();
  await dialog.getByRole('textbox', { name: '第 14 列的表头' }).fill('凭证摘要');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toContainText('有两列的表头一样');
  await dialog.getByRole('textbox', { name: '第 14 列的表头' }).fill('账套');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('layout.png') });
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出给财务软件' }).click();
  expect((await saved).suggestedFilename()).toBe('凭证 2025-10.xlsx');

  await page.getByRole('tab', { name: '科目与编码' }).click();
  await page.getByRole('button', { name: '登记分类编码' }).click();
  await dialog.getByRole('combobox', { name: '资助项目' }).click();
  await page.getByRole('option', { name: '义务教育生活补助·寄宿' }).click();
  await dialog.getByRole('textbox', { name: '编码', exact: true }).fill('30308');
  await dialog.getByLabel('依据').fill('2025年政府收支分类科目');
  await dialog.getByRole('button', { name: '登记' }).click();
  await expect(dialog).toContainText('功能分类以 2 开头');
  await dialog.getByRole('textbox', { name: '编码', exact: true }).fill('2050203');
  await dialog.getByRole('button', { name: '登记' }).click();
  await expect(page.getByRole('table', { name: '功能分类和经济分类' })).toContainText('2050203');
  await page.getByRole('button', { name: '改财务科目：1101 资金' }).click();
  await dialog.getByLabel('财务科目编码').fill('1002.03');
  await dialog.getByRole('button', { name: '登记' }).click();
  await expect(page.getByRole('table', { name: '会计科目表' })).toContainText('1002.03');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('chart.png') });
});
