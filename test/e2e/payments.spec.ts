import type { Page } from '@playwright/test';
import iconv from 'iconv-lite';
import { readFileSync } from 'node:fs';
import type { Connection } from '#main/db/connection.ts';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { expect, password, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';
import { addPupil } from '../services/aid-school.ts';
import { approve, cardNo, syntheticId } from '../services/payment-school.ts';

const names = ['李明', '王芳', '张小军', '陈欣', '买买提·吐尔逊', '吴桐'];

/** Six pupils with approved entitlements; the last has no account yet. */
async function preparePupils(school: OpenedSchool): Promise<void> {
  const db = school.app.core.archive!.database.writer as Connection;
  for (const [index, name] of names.entries()) {
    const studentId = addPupil(db, school.schoolId, { name, rollNo: String(index + 1), idNumber: syntheticId(index + 1, '20150307') });
    approve({ ...school, db } as never, studentId);
    if (index === names.length - 1) continue;
    await school.client.payees.set({
      schoolId: school.schoolId, studentId, holderName: `${name}父`, relation: '父亲', holderIdNumber: syntheticId(index + 1), accountNo: cardNo(index + 1), bankName: '云岭农商银行', cardKind: 'social_security',
    });
  }
  await school.client.accounts.add({ login: 'heshen', displayName: '何审核', role: 'checker', password, schoolId: null, classIds: [], validUntil: null });
  await school.page.reload();
}

async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name, exact: true }).click();
}

async function signIn(page: Page, login: string): Promise<void> {
  await page.getByRole('button', { name: '锁定' }).click();
  await page.getByRole('textbox', { name: '账号' }).fill(login);
  await page.getByRole('textbox', { name: '密码' }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
}

test('from an approved list to the bank, back with failures, and out again', async ({ school }) => {
  const { page, client, schoolId } = school;
  await preparePupils(school);

  // An account is missing: it is entered where the refusal points to.
  await open(page, '发放');
  await page.getByRole('link', { name: '制作批次' }).click();
  await page.getByText('不能发放 1', { exact: true }).click();
  await expect(page.getByRole('grid', { name: '不能发放' })).toContainText('还没有收款账户');
  await page.getByRole('gridcell', { name: '吴桐' }).dblclick();
  await page.getByRole('button', { name: '登记账户' }).click();
  const account = page.getByRole('dialog');
  await account.getByLabel('户名').fill('吴桐母');
  await account.getByLabel('与学生关系').fill('母亲');
  await account.getByLabel('账号').fill(cardNo(6));
  await account.getByLabel('户主证件号').fill(syntheticId(6));
  await expectAccessible(page);
  await account.getByRole('button', { name: '登记' }).click();
  await expect(page.getByText('吴桐的账户已登记')).toBeVisible();

  // The maker makes, the checker compares and releases, the maker exports.
  await open(page, '发放');
  await page.getByRole('link', { name: '制作批次' }).click();
  await page.getByLabel('指标文号').fill('云财教〔2025〕9号');
  await expectAccessible(page);
  await page.getByRole('button', { name: '制作批次（6 人 3,750.00 元）' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '制作' }).click();
  await expect(page.getByRole('heading', { name: '批次 2025-01' })).toBeVisible();
  await page.getByRole('button', { name: '复核放行' }).click();
  await page.getByLabel('审批表上的笔数').fill('6');
  await page.getByLabel('审批表上的金额').fill('3750');
  await page.getByRole('dialog').getByRole('button', { name: '放行' }).click();
  await expect(page.getByRole('dialog')).toContainText('复核必须是另一个人');
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await signIn(page, 'heshen');
  await open(page, '发放');
  await page.getByRole('gridcell', { name: '2025-01' }).dblclick();
  await page.getByRole('button', { name: '复核放行' }).click();
  await page.getByLabel('审批表上的笔数').fill('6');
  await page.getByLabel('审批表上的金额').fill('3750');
  await page.getByRole('dialog').getByRole('button', { name: '放行' }).click();
  await expect(page.getByText('待导出')).toBeVisible();
  await signIn(page, 'admin');
  await open(page, '发放');
  await page.getByRole('gridcell', { name: '2025-01' }).dblclick();
  await page.getByRole('button', { name: '导出银行文件' }).click();
  await expect(page.getByRole('dialog')).toContainText('将提交 6 笔 3,750.00 元');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('dialog').getByRole('button', { name: '导出' }).click()]);
  expect(download.suggestedFilename()).toBe('liuxijiunianyiguanzhixuexiao2025103101.txt');
  const sent = readFileSync(await download.path());
  expect(iconv.decode(sent, 'gbk').split('\r\n')[0]).toBe(`1|李明父|${cardNo(1)}|625.00|${syntheticId(1)}|`);
  await expect(page.getByText('已报送').first()).toBeVisible();
  await expectAccessible(page);

  // Exporting again asks why and gives the same bytes.
  await page.getByRole('button', { name: '再次导出' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: '导出' })).toBeDisabled();
  await page.getByLabel('再次导出的原因').fill('U 盘坏了');
  const [again] = await Promise.all([page.waitForEvent('download'), page.getByRole('dialog').getByRole('button', { name: '导出' }).click()]);
  expect(readFileSync(await again.path()).equals(sent)).toBe(true);

  // The bank's answer: every row in a bucket, sums equal the file.
  const rows = names.map((name, index) => `${index + 1}|${name}|${cardNo(index + 1)}|625.00|${index === 1 ? '失败|户名不符' : index === 2 ? '处理中|' : '成功|'}`);
  const text = ['序号|姓名|帐号|金额|处理结果|失败原因', ...rows, `9|外人|${cardNo(99)}|100.00|成功|`].map((row) => `${row}\r\n`).join('');
  await open(page, '回盘');
  await page.getByRole('button', { name: '导入回盘' }).click();
  await page.locator('input[type=file]').setInputFiles({ name: '回盘.txt', mimeType: 'text/plain', buffer: iconv.encode(text, 'gbk') });
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  const buckets = page.getByRole('table', { name: '各类行数和金额' });
  await expect(buckets).toContainText('不在批次');
  await expect(buckets.getByRole('row', { name: /合计/u })).toContainText('3,850.00');
  await expect(page.getByRole('table', { name: '批次各状态笔数和金额' }).getByRole('row', { name: /合计/u })).toContainText('3,750.00');
  await expectAccessible(page);
  await page.getByRole('button', { name: '导入 7 行' }).click();
  await expect(page.getByRole('dialog')).toContainText('成功 4 笔 2,500.00 元，失败 1 笔 625.00 元，未回 1 笔 625.00 元');
  await page.getByRole('dialog').getByRole('button', { name: '导入' }).click();
  await page.getByRole('button', { name: '去处理失败和未回的' }).click();

  // The failed one gets a new account and goes out in a re-issue batch.
  await expectAccessible(page);
  await page.getByRole('gridcell', { name: '王芳' }).dblclick();
  await page.getByRole('button', { name: '更换账户' }).click();
  await page.getByRole('dialog').getByLabel('户名').fill('王芳母');
  await page.getByRole('dialog').getByLabel('与学生关系').fill('母亲');
  await page.getByRole('dialog').getByLabel('账号').fill(cardNo(42));
  await page.getByRole('dialog').getByLabel('户主证件号').fill(syntheticId(42));
  await page.getByLabel('更换的原因').fill('户名写错');
  await page.getByRole('dialog').getByRole('button', { name: '更换' }).click();
  await expect(page.getByText('1 笔失败款可以补发了')).toBeVisible();
  await open(page, '回盘');
  await page.getByRole('button', { name: '制作补发批次（1）' }).click();
  await page.getByRole('button', { name: '制作批次（1 人 625.00 元）' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '制作' }).click();
  await expect(page.getByRole('grid', { name: '批次明细' })).toContainText('补 2025-01 第 2 笔');

  // The unanswered one is answered from the bank's own paper.
  await open(page, '回盘');
  await page.getByRole('gridcell', { name: '张小军' }).click();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: '按凭证登记结果（1）' }).click();
  await page.getByLabel('凭什么（回单号、流水）').fill('回单 118 号');
  await page.getByRole('dialog').getByRole('button', { name: '登记' }).click();
  await expect(page.getByText('已登记 1 笔')).toBeVisible();
  const [standing] = await client.payments.standing({ schoolId, term: '2025-2026-1' as never });
  expect(standing).toMatchObject({ due: { count: 6 }, paid: { count: 5, sumFen: 312_500 }, inBatch: { count: 1 }, failed: { count: 0 }, unanswered: { count: 0 } });
});

test('a bank\'s own layout is copied, changed, seen at once and used', async ({ school }) => {
  const { page } = school;
  await preparePupils(school);
  await open(page, '发放');
  await page.getByRole('button', { name: '银行文件格式' }).click();
  await expect(page.getByLabel('文本样子')).toContainText('1|李建国|9999000000000000129|312.50|999999198506153042|');
  await page.getByLabel('第一行写列名').press('Space');
  await expect(page.getByLabel('文本样子')).toContainText('序号|姓名|帐号|金额|身份证|');
  await page.getByRole('button', { name: '删去第 5 列' }).click();
  await expect(page.getByLabel('文本样子')).toContainText('序号|姓名|帐号|金额|');
  await expectAccessible(page);
  await page.getByLabel('名称').fill('云岭农商行');
  await page.getByRole('button', { name: '另存为本校格式' }).click();
  await expect(page.getByText('“云岭农商行”已保存')).toBeVisible();
  await open(page, '发放');
  await page.getByRole('link', { name: '制作批次' }).click();
  await page.getByRole('combobox', { name: '银行文件格式' }).click();
  await page.getByRole('option', { name: '云岭农商行' }).click();
  await page.getByRole('button', { name: /制作批次（5 人/u }).click();
  await page.getByRole('dialog').getByRole('button', { name: '制作' }).click();
  await expect(page.getByText('云岭农商行（制作时的版本）')).toBeVisible();
});

test('every page of payees, payments and returns is accessible and without an English word', async ({ school }) => {
  const { page, origin } = school;
  await preparePupils(school);
  for (const path of ['/payees', '/payees?tab=staff', '/payees?tab=rules', '/payees/import', '/payments', '/payments/new', '/payments/profiles', '/returns', '/returns?tab=files', '/returns?tab=recovery', '/returns?tab=words', '/returns/import']) {
    await page.goto(`${origin}/#${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    const text = await page.locator('main').innerText();
    expect(text.replaceAll(/Excel|Ctrl|Enter|Shift|CSV|[{(.][a-z]+[})]?|\S+\.txt/g, ''), path).not.toMatch(/[A-Za-z]{4,}/);
  }
});
