import type { Page } from '@playwright/test';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { postEvent } from '#main/services/journal.ts';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { addAidPupils } from '#test/helpers/aid-pupils.ts';
import { expect, openedAddress, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';
import { bankStatement, financeLedger } from '../fixtures/reconciliation/statements.ts';

const term = termKey('2025-2026-1');

async function moveMoney({ app, client, schoolId }: OpenedSchool): Promise<void> {
  const ids = [...(await addAidPupils(client, schoolId)).values()].slice(0, 3);
  const money = { schoolId, term, programmeKey: 'yw.board', source: 'central' as const };
  await client.funds.recordReceipt({ ...money, docNo: '云财教〔2025〕9号', receivedOn: isoDate('2025-09-28'), fen: fen(300_000), memo: '2025 秋寄宿生活补助' });
  await client.funds.recordReturn({ ...money, docNo: '退〔2025〕1号', onDate: isoDate('2025-10-10'), fen: fen(500), memo: '退回多拨' });
  const lines = ids.map((studentId, index) => ({ paymentLineId: index + 1, entitlementId: index + 1, studentId, fen: fen(62_500) }));
  const db = app.core.archive!.database.writer;
  db.raw.transaction(() => {
    for (const kind of ['entitlement_approved', 'batch_submitted', 'line_paid'] as const) {
      postEvent(db, { kind, programmeKey: 'yw.board', term, onDate: isoDate('2025-10-30'), lines }, { schoolId, operationId: 'money-of-a-term', accountId: 1, at: '2025-10-30T08:00:00Z' });
    }
  })();
}

async function bytesOf(file: File): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  return { name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(await file.arrayBuffer()) };
}

/** The four steps of the wizard with what it understood by itself. */
async function importFile(page: Page, file: File): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(await bytesOf(file));
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  await page.getByRole('button', { name: /^导入 \d+ 行$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
}

test('finance’s ledger and the bank’s statement are imported, differences get a person and a day, the sheet is signed, the closing says what is open', async ({ school }, info) => {
  const { page, origin } = school;
  await moveMoney(school);
  await page.goto(`${origin}/#/reconciliation`);
  await page.reload();
  await expect(page.getByRole('heading', { name: '三方对账', level: 1 })).toBeVisible();
  const finance = page.getByRole('region', { name: '台账与财务明细账' });
  await expect(finance).toContainText('缺一方资料');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('empty.png') });
  await finance.getByRole('link', { name: '导入财务明细账' }).click();
  await expect(page.getByRole('combobox', { name: '哪一方的' })).toHaveValue('财务明细账');
  await page.screenshot({ path: info.outputPath('import.png') });
  await importFile(page, financeLedger());
  await page.getByRole('link', { name: '去看对账结果' }).click();
  await expect(finance).toContainText('有差异未处理');
  await page.screenshot({ path: info.outputPath('overview.png') });

  await finance.getByRole('link', { name: /处理 2 项差异/ }).press('Enter');
  const grid = page.getByRole('grid', { name: '对账差异' });
  await expect(grid).toContainText('记-10　手续费');
  await expect(grid).toContainText('退〔2025〕1号');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('differences.png') });
  // The two happen to be of one sum, and a person says they are the same money …
  for (const box of await grid.getByRole('checkbox').all()) if (!(await box.isChecked())) await box.check();
  await page.getByRole('button', { name: '认作同一笔' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('相等');
  await dialog.getByLabel('为什么是同一笔').fill('退回多拨，财务记作手续费');
  await dialog.getByRole('button', { name: '认作同一笔' }).click();
  await expect(page.getByText('两边每一笔都对上了')).toBeVisible();
  await page.getByRole('radiogroup', { name: '看差异还是相符的' }).getByText(/相符/).click();
  await expect(page.getByRole('grid', { name: '相符的' })).toContainText('人工认定');
  await expect(page.getByRole('grid', { name: '相符的' })).toContainText('整批或整日合计');
  await page.screenshot({ path: info.outputPath('matches.png') });
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: '打印对账表' }).click();
  await popup;
  await expect.poll(() => openedAddress(page)).toMatch(/^blob:/);

  // … the bank's own statement has a line finance lacks: explained needs a name, carried a day.
  await page.getByRole('button', { name: '导入对账文件' }).click();
  await page.getByRole('combobox', { name: '哪一方的' }).click();
  await page.getByRole('option', { name: '银行流水' }).click();
  await importFile(page, bankStatement(['李吉祥', '吴燕', '陈桂兰'], '交易明细.csv', ['2025/09/01 08:00:00,F0000,利息,,1.20,"1,000.00",']));
  await page.getByRole('link', { name: '去看对账结果' }).click();
  await page.getByRole('tab', { name: '财务与银行' }).click();
  await expect(grid).toContainText('利息');
  await grid.getByRole('checkbox').last().check();
  await page.getByRole('button', { name: '处理 1 项' }).click();
  await dialog.getByRole('radio', { name: /结转下学期/ }).check();
  await dialog.getByLabel('原因或办法').fill('利息年底补记');
  await dialog.getByLabel('责任人').fill('李会计');
  await dialog.getByRole('button', { name: '登记' }).click();
  await expect(dialog).toContainText('结转到下学期必须写明哪天以前');
  await dialog.getByRole('textbox', { name: '哪天以前办完' }).fill('2026-03-31');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('note.png') });
  await dialog.getByRole('button', { name: '登记' }).click();
  await expect(grid).toContainText('结转下期');
  await expect(grid).toContainText('李会计');
  await page.getByRole('tab', { name: '对账文件' }).click();
  await page.getByRole('grid', { name: '对账文件' }).getByText('交易明细.csv').click();
  await page.screenshot({ path: info.outputPath('files.png') });
  await expectAccessible(page);
  const closing = await school.client.settlement.closing({ schoolId: school.schoolId, term });
  expect(closing.checks.filter((check) => check.key === 'reconciliation_open' || check.key === 'not_reconciled').map((check) => check.passed)).toEqual([true, true]);
});
