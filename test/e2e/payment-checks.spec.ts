import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import type { Connection } from '#main/db/connection.ts';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { expect, password, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';
import { addPupil } from '../services/aid-school.ts';
import { AUTUMN, approve, cardNo, programmeKey, syntheticId } from '../services/payment-school.ts';

const names = ['李𠮷祥', '王芳', '张小军'];
const shots = process.env['SHOTS'];

async function shot(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
}

/** Three pupils with approved entitlements; the second's card has a wrong check digit. */
async function preparePupils(school: OpenedSchool): Promise<void> {
  const { client, schoolId } = school;
  const db = school.app.core.archive!.database.writer as Connection;
  for (const [index, name] of names.entries()) {
    const studentId = addPupil(db, schoolId, { name, rollNo: String(index + 1), idNumber: syntheticId(index + 1, '20150307') });
    approve({ ...school, db } as never, studentId);
    const card = cardNo(index + 1);
    const accountNo = index === 1 ? `${card.slice(0, -1)}${(Number(card.at(-1)) + 1) % 10}` : card;
    await client.payees.set({ schoolId, studentId, holderName: `${name}父`, relation: '父亲', holderIdNumber: syntheticId(index + 1), accountNo, bankName: '云岭农商银行', cardKind: 'social_security' });
  }
  await client.accounts.add({ login: 'heshen', displayName: '何审核', role: 'checker', password, schoolId: null, classIds: [], validUntil: null });
  await client.settings.update({ schoolId, settings: { onePersonMode: true } });
  await school.page.reload();
}

async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name, exact: true }).click();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('a format of fixed width in a zip, warnings judged with a reason, a file that opens only with the password, sheets to sign', async ({ school }) => {
  const { page, client, schoolId } = school;
  await preparePupils(school);

  // The shipped text format can't write 𠮷: it says so, names the pupil, and is copied into one of fixed width that can.
  await open(page, '发放');
  await page.getByRole('button', { name: '银行文件格式' }).click();
  await expect(page.getByRole('status')).toContainText('李𠮷祥（户名李𠮷祥父）“𠮷”');
  await choose(page, '列怎样分开', '定长，每列占固定字节');
  await choose(page, '编码', 'GB18030');
  await expect(page.getByRole('status')).toContainText('第 1 列“序号”没有写');
  for (const [index, bytes] of [6, 24, 22, 12, 18].entries()) await page.getByLabel(`第 ${index + 1} 列占几个字节`).fill(String(bytes));
  await choose(page, '第 1 列怎样补足', '右对齐，补零');
  await page.getByLabel('开头几行').fill('{count:6}，{sum:12}');
  await page.getByLabel('压缩并加密（导出时填密码）').press('Space');
  await expect(page.getByLabel('文本样子')).toContainText('000002000000937.50');
  await expect(page.getByLabel('文本样子')).toContainText('000001李建国');
  await expectAccessible(page);
  await shot(page, '1-profile');
  await page.getByLabel('名称').fill('定长加密');
  await page.getByRole('button', { name: '另存为本校格式' }).click();
  await expect(page.getByText('“定长加密”已保存')).toBeVisible();

  // Before making: what the other format could not write, and the warning about a card, judged with a reason.
  await open(page, '发放');
  await page.getByRole('link', { name: '制作批次' }).click();
  await choose(page, '银行文件格式', '文本 序号|姓名|帐号|金额|身份证|');
  await expect(page.getByRole('alert')).toContainText('全部写得出的格式：“工作簿 序号 户名 账号 开户行 金额”、“定长加密”');
  await shot(page, '2-unwritable');
  await choose(page, '银行文件格式', '定长加密');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByText('核对 1 条未处理', { exact: true }).click();
  const checks = page.getByRole('grid', { name: '发放前核对' });
  await expect(checks).toContainText('账号的校验位对不上');
  await page.getByRole('gridcell', { name: '王芳' }).click();
  await page.keyboard.press('Space');
  await expectAccessible(page);
  await shot(page, '3-checks');
  await page.getByRole('button', { name: '核对无误，写明理由（1）' }).click();
  await page.getByLabel('怎么核对的，为什么可以照发').fill('到银行柜面核对过');
  await page.getByRole('dialog').getByRole('button', { name: '记下' }).click();
  await expect(checks).toContainText('到银行柜面核对过（周敏');
  await page.getByRole('button', { name: '制作批次（3 人 1,875.00 元）' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '制作' }).click();
  await expect(page.getByRole('heading', { name: '批次 2025-01' })).toBeVisible();

  // Released and exported as a zip; the sheet to sign and the control sheet print; the signed one comes back as a scan.
  await page.getByRole('button', { name: '复核放行' }).click();
  await page.getByLabel('审批表上的笔数').fill('3');
  await page.getByLabel('审批表上的金额').fill('1875');
  await page.getByRole('dialog').getByRole('button', { name: '放行' }).click();
  await page.getByRole('button', { name: '导出银行文件' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: '导出' })).toBeDisabled();
  await page.getByRole('textbox', { name: '压缩包的密码' }).fill('Liuxi-2025');
  await shot(page, '4-export');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('dialog').getByRole('button', { name: '导出' }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.zip$/u);
  const zip = readFileSync(await download.path());
  expect([zip.subarray(0, 2).toString(), zip.readUInt16LE(8), zip.includes(Buffer.from(cardNo(1)))]).toEqual(['PK', 99, false]);
  await page.getByText('签领表', { exact: true }).click();
  await choose(page, '签领表的班级', '七年级(2)班');
  const [sheet] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: '打印签领表' }).click()]);
  await sheet.close();
  await page.locator('input[type=file]').setInputFiles({ name: '签领表.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 签好字') });
  await expect(page.getByRole('table', { name: '附件' })).toContainText('签领表.pdf');
  await expectAccessible(page);
  await shot(page, '5-batch-papers');
  await page.getByText('核对 已处理', { exact: true }).click();
  await expect(checks).toContainText('已写明理由');
  const [standing] = await client.payments.standing({ schoolId, term: AUTUMN });
  expect(standing).toMatchObject({ submitted: { count: 3 } });
});

test('every kind of return row has its bucket; a wrong payment is asked back, promised, and closed when the last part is there', async ({ school }) => {
  const { page, client, schoolId } = school;
  await preparePupils(school);
  const make = { schoolId, term: AUTUMN, programmeKey, profileKey: 'preset.workbook' };
  const students = (await client.payments.candidates({ schoolId, term: AUTUMN, programmeKey })).ready.map((row) => row.studentId);
  const batch = await client.payments.make({ ...make, studentIds: students.slice(0, 2) });
  await client.payments.release({ schoolId, batchId: batch.id, count: 2, sumFen: 125_000 as never });
  await client.payments.export({ schoolId, batchId: batch.id });
  await client.payments.make(make);

  // Too little, too much, a payment never sent, a stranger.
  const odd = `${cardNo(2).slice(0, -1)}${(Number(cardNo(2).at(-1)) + 1) % 10}`;
  const file = (rows: readonly string[]): Buffer => Buffer.from(`序号,姓名,账号,金额,结果,原因\r\n${rows.join('\r\n')}\r\n`);
  await open(page, '回盘');
  await expect(page.getByRole('grid', { name: '待办的款项' })).toBeVisible();
  await page.getByRole('button', { name: '导入回盘' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: '回盘一.csv', mimeType: 'text/csv',
    buffer: file([`1,李𠮷祥父,${cardNo(1)},625.00,成功,`, `2,王芳父,${odd},600.00,成功,`, `,张小军父,${cardNo(3)},625.00,成功,`, `9,外人,${cardNo(99)},100.00,成功,`, `2,王芳父,${odd},700.00,成功,`]),
  });
  await page.getByRole('button', { name: '列都对，看预览' }).click();
  const buckets = page.getByRole('table', { name: '各类行数和金额' });
  for (const [bucket, amount] of [['成功', '625.00'], ['金额不足', '600.00'], ['金额超出', '700.00'], ['没有报送过', '625.00'], ['不在批次', '100.00']]) {
    await expect(buckets.getByRole('row', { name: bucket })).toContainText(amount!);
  }
  await expect(buckets.getByRole('row', { name: /合计/u })).toContainText('2,650.00');
  await expectAccessible(page);
  await shot(page, '6-buckets');
  await page.getByRole('button', { name: '导入 5 行' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '导入' }).click();
  await expect(page.getByRole('button', { name: '去处理失败和未回的' })).toBeVisible();

  // An earlier answer contradicted is told apart and not believed.
  await open(page, '回盘');
  await expect(page.getByRole('grid', { name: '待办的款项' })).toBeVisible();
  await page.getByRole('button', { name: '导入回盘' }).click();
  await page.locator('input[type=file]').setInputFiles({ name: '回盘二.csv', mimeType: 'text/csv', buffer: file([`1,李𠮷祥父,${cardNo(1)},625.00,失败,销户`, `2,王芳父,${odd},625.00,已妥投,`]) });
  await expect(buckets.getByRole('row', { name: '与以前的回盘矛盾' })).toContainText('625.00');

  // A word nobody knew is told once, and the preview follows.
  await choose(page, '“已妥投”算什么', '成功');
  await page.getByRole('region', { name: '不认得的话' }).getByRole('button', { name: '记住' }).click();
  await expect(buckets.getByRole('row', { name: '成功' })).toContainText('625.00');
  await expect(page.getByRole('region', { name: '不认得的话' })).toHaveCount(0);

  // The first went to the wrong person: a case until the money is back.
  await open(page, '发放');
  await page.getByRole('gridcell', { name: '2025-01' }).dblclick();
  await page.getByRole('gridcell', { name: '李𠮷祥', exact: true }).click();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: '发现错发' }).click();
  await page.getByLabel('怎么发现的').fill('家长反映没有收到');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: '记为错发' }).click();
  await expect(page.getByText('已立追回 2025-追01')).toBeVisible();
  await open(page, '回盘');
  await page.getByRole('tab', { name: '追回' }).click();
  const course = page.getByRole('complementary', { name: '追回的经过' });
  await course.getByRole('button', { name: '记一步' }).click();
  await page.getByLabel('怎么说的').fill('电话说明，请其退回');
  await page.getByRole('dialog').getByRole('button', { name: '记下' }).click();
  await expect(page.getByRole('grid', { name: '追回' })).toContainText('已要求退回');
  await course.getByRole('button', { name: '记一步' }).click();
  await page.getByRole('textbox', { name: '哪天前退' }).fill('2025-12-31');
  await page.getByLabel('怎么说的').fill('答应分两次退');
  await page.getByRole('dialog').getByRole('button', { name: '记下' }).click();
  await expect(course).toContainText('2025-12-31 前退 625.00 元');
  for (const [amount, told] of [['300', '还差 325.00 元'], ['325', '已全部追回']]) {
    await course.getByRole('button', { name: '登记收回' }).click();
    await page.getByLabel('追回的金额').fill(amount!);
    await page.getByLabel('凭证（回单号、收据号）').fill('回单 12 号');
    await page.getByRole('textbox', { name: '说明' }).fill('银行退回');
    await page.getByRole('dialog').getByRole('button', { name: '登记追回' }).click();
    await expect(page.getByText(told!, { exact: true })).toBeVisible();
  }
  await expect(course).toContainText('收清，了结');
  await expectAccessible(page);
  await shot(page, '7-recovery');
  const [register] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: '打印追回登记簿' }).click()]);
  await register.close();
});
