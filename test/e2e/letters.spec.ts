import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { importSmallRoster, importSubsistenceList } from '#test/helpers/listed-school.ts';
import { expect, openedAddress, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';

const term = '2025-2026-1' as never;

async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

async function issueLetter({ client, schoolId }: OpenedSchool): Promise<void> {
  const { title, body, slipText } = await client.letters.propose({ schoolId, term });
  await client.letters.issue({ schoolId, term, title, body, slipText, grades: null, issuedOn: '2025-09-01' as never, replyBy: '2025-09-10' as never });
}

test('a letter is worded from the school’s settings, refused with a hole in it, issued and printed for every pupil', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await page.goto(`${origin}/#/letters`);
  await expect(page.getByRole('region', { name: '名册里还没有学生' })).toContainText('先导入本学期的名册');
  await importSmallRoster(client, schoolId);
  await page.reload();
  await page.getByRole('button', { name: '拟定告知书' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('将发布给全校 6 名学生');
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: '落款日期' }).fill('2025-9-1');
  await dialog.getByRole('textbox', { name: '回执期限' }).fill('2025-9-10');
  const body = dialog.getByRole('textbox', { name: '正文' });
  await body.fill(`${await body.inputValue()}\n联系人：{联系人}`);
  await dialog.getByRole('button', { name: '发布告知书' }).click();
  await expect(dialog).toContainText('程序不认识的填空 {联系人}');
  await body.fill((await body.inputValue()).replace('{联系人}', '王老师'));
  await dialog.getByRole('button', { name: '发布告知书' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('告知人数')).toContainText('未告知6');
  await page.getByRole('button', { name: '打印……' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: '生成 PDF' }).click();
  expect((await download).suggestedFilename()).toBe('告知书.zip');
});

test('a class is given its letters and ticked by keyboard; a date that can’t be is marked and nothing is saved', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await issueLetter(school);
  await page.goto(`${origin}/#/letters`);
  await page.getByRole('grid', { name: '班级进度' }).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('table', { name: /七年级\(2\)班 发放和回执登记/ });
  await expect(sheet).toContainText('李明');
  await page.getByRole('textbox', { name: '本次日期' }).fill('2025-9-2');
  await page.getByRole('button', { name: '全班没发的都填本次发放' }).click();
  await page.getByRole('button', { name: '保存 1 人' }).click();
  await expect(page.getByRole('button', { name: '保存 0 人' })).toBeDisabled();
  await page.getByRole('textbox', { name: '本次日期' }).fill('2025-9-8');
  await page.getByRole('textbox', { name: '李明的选择' }).focus();
  await page.keyboard.press('2');
  await expect(page.getByRole('textbox', { name: '李明的签名人' })).toBeFocused();
  await page.keyboard.press('=');
  await expect(page.getByRole('textbox', { name: '李明的签名人' })).toHaveValue('李吉祥');
  await expect(page.getByRole('textbox', { name: '李明的关系' })).toHaveValue('父亲');
  await page.getByRole('textbox', { name: '李明的交回日期' }).fill('9-1');
  await expect(sheet).toContainText('回执交回日期 2025-09-01 早于发放日期 2025-09-02');
  await expectAccessible(page);
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('dialog')).toContainText('有 1 人填得不对，什么都没有保存');
  await page.getByRole('button', { name: '知道了' }).click();
  await page.getByRole('textbox', { name: '李明的交回日期' }).fill('9-8');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: '保存 0 人' })).toBeDisabled();
  await expect(page.getByLabel('告知人数')).toContainText('不申请1');
});

test('what is still to be asked is a list; a pupil shows what was recorded, and takes the scan', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await importSubsistenceList(client, schoolId);
  await issueLetter(school);
  const studentId = (await client.letters.overview({ schoolId, term })).rows.find((row) => row.name === '李明')!.studentId;
  await client.letters.record({ schoolId, term, entries: [{ studentId, givenOn: '2025-09-02' as never, returnedOn: '2025-09-08' as never, choice: 'not_apply', signer: '李吉祥', relation: '父亲' }] });
  await page.goto(`${origin}/#/letters?view=pupils`);
  await page.getByRole('button', { name: '应签放弃声明 1' }).click();
  const register = page.getByRole('grid', { name: '告知名册' });
  await expect(register).toContainText('李明');
  await expect(register).not.toContainText('陈欣');
  await register.focus();
  await page.keyboard.press('Enter');
  const side = page.getByRole('region', { name: '李明的回执' });
  await expect(side.getByRole('list', { name: '登记经过' })).toContainText('2025-09-02 发放，2025-09-08 交回，不申请，李吉祥（父亲）签名');
  await side.locator('input[type=file]').setInputFiles({ name: '回执.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 回执') });
  await expect(side.getByRole('table', { name: '附件' })).toContainText('回执.pdf');
  await expectAccessible(page);
  await page.goto(origin);
  const step = page.getByRole('table', { name: '本学期的步骤' }).getByRole('row', { name: /告知/ });
  await expect(step).toContainText('5 人还没有告知');
  await expect(step).toContainText('1 人应签放弃声明');
  await step.getByRole('button', { name: '告知：去登记' }).click();
  await expect(page.getByRole('heading', { name: '告知与回执' })).toBeVisible();
});

test('a teacher’s sheet is pasted from Excel: found by name, ticks read, strangers said', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await issueLetter(school);
  await page.goto(`${origin}/#/letters?view=entry`);
  await page.getByRole('textbox', { name: '本次日期' }).fill('2025-9-8');
  await page.getByRole('table', { name: /发放和回执登记/ }).getByRole('textbox').first().focus();
  await pasteText(page, '班级\t姓名\t已发\t已回\t申请\t不申请\t签名\n三1班\t李华\t9-1\t√\t\t√\t李吉祥\n五（2）班\t张小军\t9-1\t9-5\t1\t\t张伟\n\t无此人\t√\t\t\t\t\n');
  await expect(page.getByRole('dialog')).toContainText('无此人：名册里没有这个学生');
  await page.getByRole('button', { name: '知道了' }).click();
  await expect(page.getByRole('textbox', { name: '李华的选择' })).toHaveValue('不申请');
  await expect(page.getByText('其他班还有 1 人填了没有保存')).toBeVisible();
  await page.getByRole('button', { name: '保存 1 人' }).click();
  await expect(page.getByRole('button', { name: '保存 0 人' })).toBeDisabled();
  const rows = (await client.letters.overview({ schoolId, term })).rows.filter((row) => row.standing !== 'not_given');
  expect(rows.map((row) => [row.name, row.givenOn, row.returnedOn, row.choice, row.signer])).toEqual([['李华', '2025-09-01', '2025-09-08', 'not_apply', '李吉祥']]);
});

test('a waiver closes the case, its revocation reopens it', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await importSubsistenceList(client, schoolId);
  await issueLetter(school);
  const studentId = (await client.letters.overview({ schoolId, term })).rows.find((row) => row.name === '李明')!.studentId;
  await client.letters.record({ schoolId, term, entries: [{ studentId, givenOn: '2025-09-01' as never, returnedOn: '2025-09-08' as never, choice: 'not_apply', signer: '李吉祥', relation: '父亲' }] });
  await page.goto(`${origin}/#/letters?tab=waivers`);
  const popup = page.waitForEvent('popup');
  await page.getByRole('table', { name: '应签放弃声明的学生' }).getByRole('button', { name: '打印待签声明' }).click();
  await popup;
  await expect.poll(() => openedAddress(page)).toMatch(/^blob:/);
  await page.getByRole('button', { name: '登记 李明 的放弃声明' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('李明 在部门名单上（低保家庭学生）：将按名单比对建个案，并登记为“不申请/放弃”');
  await expect(dialog.getByRole('textbox', { name: '签名人' })).toHaveValue('李吉祥');
  await dialog.getByRole('textbox', { name: '签署日期' }).fill('2025-11-12');
  await dialog.getByRole('textbox', { name: '放弃的理由' }).fill('家里收入已经稳定');
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await expect(dialog).toContainText('签署日期 2025-11-12 还没到');
  await dialog.getByRole('textbox', { name: '签署日期' }).fill('2025-9-12');
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: '应签放弃声明' })).toHaveCount(0);
  await page.getByRole('grid', { name: '放弃声明' }).focus();
  await page.keyboard.press('Enter');
  const side = page.getByRole('region', { name: '李明的放弃声明' });
  await expect(side).toContainText('不申请/放弃');
  await side.getByRole('button', { name: '登记撤回' }).click();
  await dialog.getByRole('textbox', { name: '撤回的原因' }).fill('父亲住院');
  await dialog.getByRole('button', { name: '撤回声明' }).click();
  await expect(side).toContainText('预认定');
  await expect(side).toContainText('2025-10-31　父亲住院');
  await expectAccessible(page);
  expect((await client.identification.register({ schoolId, term })).rows.find((row) => row.studentId === studentId)?.case).toMatchObject({ route: 'list_match', state: 'pre_identified' });
});

test('one item is given up and the rest kept', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await page.goto(`${origin}/#/letters?tab=waivers`);
  await page.getByRole('button', { name: '登记放弃声明' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '学生' }).fill('吴桐');
  await page.getByRole('option', { name: '吴桐' }).click();
  await expect(dialog.getByRole('combobox', { name: '哪些学期' })).toBeDisabled();
  await dialog.getByRole('combobox', { name: '放弃什么' }).click();
  await page.getByRole('option', { name: '义务教育生活补助·寄宿', exact: true }).click();
  await dialog.getByRole('combobox', { name: '哪些学期' }).click();
  await page.getByRole('option', { name: '2025 秋' }).click();
  await expect(dialog).toContainText('吴桐 只放弃“义务教育生活补助·寄宿”：认定和其他资助不变');
  await dialog.getByRole('textbox', { name: '签署日期' }).fill('2025-9-12');
  await dialog.getByRole('textbox', { name: '签名人' }).fill('吴燕');
  await dialog.getByRole('textbox', { name: '与学生关系' }).fill('母亲');
  await dialog.getByRole('textbox', { name: '放弃的理由' }).fill('孩子改为走读');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await expect(dialog).toBeHidden();
  const table = page.getByRole('grid', { name: '放弃声明' });
  await expect(table).toContainText('义务教育生活补助·寄宿（2025 秋）');
  await table.focus();
  await page.keyboard.press('Enter');
  const side = page.getByRole('region', { name: '吴桐的放弃声明' });
  const popup = page.waitForEvent('popup');
  await side.getByRole('button', { name: '打印声明' }).click();
  await popup;
  await expect.poll(() => openedAddress(page)).toMatch(/^blob:/);
  await side.getByRole('button', { name: '登记撤回' }).click();
  await expect(dialog).toContainText('重新计算应发时，义务教育生活补助·寄宿（2025 秋）重新提出');
  await dialog.getByRole('textbox', { name: '撤回的原因' }).fill('仍住校');
  await dialog.getByRole('button', { name: '撤回声明' }).click();
  await expect(side).toContainText('2025-10-31　仍住校');
});

test('an emergency is registered, followed and referred to identification', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await page.goto(`${origin}/#/letters?tab=emergencies`);
  await expect(page.getByRole('region', { name: '本学年还没有应急登记' })).toBeVisible();
  await page.getByRole('button', { name: '登记应急' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '学生' }).fill('chenx');
  await page.locator('[data-combobox-option]', { hasText: '陈欣' }).click();
  await dialog.getByRole('textbox', { name: '发生日期' }).fill('2025-10-12');
  await dialog.getByRole('textbox', { name: '报告日期' }).fill('2025-10-13');
  await dialog.getByRole('textbox', { name: '报告人' }).fill('何老师（班主任）');
  await dialog.getByRole('textbox', { name: '情况说明' }).fill('祖母住院，家中没有收入');
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByRole('grid', { name: '应急登记' }).focus();
  await page.keyboard.press('Enter');
  const side = page.getByRole('region', { name: '陈欣的应急登记' });
  await side.getByRole('button', { name: '记一条措施' }).click();
  await dialog.getByRole('textbox', { name: '内容' }).fill('班主任上门看望');
  await dialog.getByRole('button', { name: '记下' }).click();
  await expect(side.getByRole('list', { name: '处理经过' })).toContainText('班主任上门看望');
  await side.getByRole('button', { name: '转入认定' }).click();
  await expect(dialog).toContainText('县级以上医院诊断和病历');
  await dialog.getByRole('textbox', { name: '证明的名称或编号' }).fill('县医院诊断证明 2025-118');
  await dialog.getByRole('textbox', { name: '转入的理由' }).fill('医药费自付四万元');
  await dialog.getByRole('button', { name: '转入认定' }).click();
  await expect(side).toContainText('医药费自付四万元（证明：县医院诊断证明 2025-118）');
  await expectAccessible(page);
  await side.getByRole('link', { name: '去看认定' }).click();
  await expect(page.getByRole('region', { name: /陈欣/ })).toContainText('突发事件或重大疾病');
  const { rows } = await client.identification.register({ schoolId, term });
  expect(rows.find((row) => row.name === '陈欣')).toMatchObject({ case: { state: 'applied', appliedOn: null }, groups: [{ groupKey: 'sudden_event' }] });
});

test('a class teacher sees and records the own class, issues nothing, and reads Chinese throughout', async ({ school }) => {
  const { client, page, origin, schoolId, archiveId } = school;
  await importSmallRoster(client, schoolId);
  await issueLetter(school);
  const classId = (await client.roster.classes({ schoolId, term })).find((one) => one.className.includes('七'))!.id;
  await client.accounts.add({ login: 'teacher', displayName: '王老师', role: 'class_teacher', password: 'teacher-2025', schoolId, classIds: [classId], validUntil: null });
  await client.session.lock({ leaving: false });
  await client.archives.unlock({ archiveId, login: 'teacher', password: 'teacher-2025' });
  await page.goto(`${origin}/#/letters?view=pupils`);
  await page.reload();
  await expect(page.getByRole('grid', { name: '告知名册' })).toContainText('李明');
  await expect(page.getByRole('grid', { name: '告知名册' })).not.toContainText('陈欣');
  await expect(page.getByRole('button', { name: '另拟一份告知书' })).toHaveCount(0);
  expect((await page.locator('main').innerText()).replaceAll(/Ctrl|Enter|Shift|Excel|Tab/g, '')).not.toMatch(/[A-Za-z]{3,}/);
});
