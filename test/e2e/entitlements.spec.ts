import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { addAidPupils } from '#test/helpers/aid-pupils.ts';
import { expect, password, test } from '#test/helpers/open-program.ts';

const term = '2025-2026-1' as never;

test('calculates, explains, finds who is left out, and a second person approves with the numbers in hand', async ({ school }) => {
  const { page, client, schoolId, archiveId, origin, setNow } = school;
  setNow('2025-09-26T09:00:00+08:00');
  await addAidPupils(client, schoolId);
  const made = await client.notices.create({ schoolId, term, kind: 'identification' });
  await client.notices.post({ schoolId, noticeId: made.id, postedOn: '2025-09-26' as never });
  setNow('2025-10-13T09:00:00+08:00');
  await client.notices.end({ schoolId, noticeId: made.id });
  await client.accounts.add({ login: 'he', displayName: '何校长', role: 'checker', password, schoolId: null, classIds: [], validUntil: null });

  await page.goto(`${origin}/#/entitlements`);
  await page.reload();
  await page.getByRole('button', { name: '计算本学期应发' }).click();
  const plan = page.getByRole('dialog');
  await expect(plan.getByText('核对了 6 名学生')).toBeVisible();
  await expect(plan.getByRole('row', { name: /合计/ })).toHaveText('合计31,750.00');
  await plan.getByRole('button', { name: '列入应发' }).click();
  await expect(page.getByText('已列入应发 3 笔 1,750.00 元，待批准')).toBeVisible();

  const grid = page.getByRole('grid', { name: '应发名单' });
  await expect(grid.getByRole('row', { name: '合计' })).toContainText('1,750.00');
  await grid.getByRole('gridcell', { name: '张伟' }).click();
  const why = page.getByRole('region', { name: '张伟 为何是 375.00 元' });
  await expect(why).toContainText('初中非寄宿 375.00 元/学期，2024 春起');
  await expect(why).toContainText('脱贫家庭学生（证件尾号 0007）');
  await expect(why).toContainText('特别困难，2025-09-22 学校认定工作组');
  await expectAccessible(page);

  await page.getByRole('button', { name: '筛选' }).click();
  await grid.getByLabel(/姓名/).last().fill('李明');
  await expect(grid.getByRole('row', { name: '合计' })).toContainText('750.00');
  await page.getByRole('button', { name: '收起筛选' }).click();

  await page.getByRole('tab', { name: '未列入 3' }).click();
  const left = page.getByRole('grid', { name: '未列入应发的学生' });
  await expect(left).toContainText('身份为孤儿，规定要求其一');
  await expect(left).toContainText('名册没有就读方式，无法判断寄宿或非寄宿；请补全名册');
  await expectAccessible(page);

  await page.getByRole('tab', { name: '应发' }).click();
  await page.getByRole('button', { name: '全部批准（3）' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
  await expect(page.getByRole('dialog').getByText(/您就是这些应发的经办人，批准须由另一人进行/)).toBeVisible();

  await client.session.lock({ leaving: false });
  await client.archives.unlock({ archiveId, login: 'he', password });
  await page.goto(`${origin}/#/entitlements`);
  await page.reload();
  await expect(page.getByRole('button', { name: '计算应发' })).toHaveCount(0);
  await page.getByRole('button', { name: '全部批准（3）' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('将批准 3 人 1,750.00 元')).toBeVisible();
  await expect(dialog.getByRole('button', { name: '取消' })).toBeFocused();
  await dialog.getByRole('button', { name: '批准' }).click();
  await expect(page.getByText('已批准 3 笔 1,750.00 元，已记入台账')).toBeVisible();
  await expect(grid).toContainText('何校长');

  // 为何没有: every pupil, every programme of the stage, with the panel and the papers.
  await page.getByRole('tab', { name: '为何没有' }).click();
  const every = page.getByRole('grid', { name: '每名学生的享受情况' });
  await expect(every).toContainText('就读方式“住校”，本项目面向非寄宿学生');
  await expect(page.getByLabel('享受情况合计')).toContainText('6 人');
  await page.getByRole('combobox', { name: '资助项目' }).click();
  await page.getByRole('option', { name: '义务教育生活补助·非寄宿' }).click();
  await every.getByRole('gridcell', { name: '李明' }).click();
  await expect(page.getByRole('region', { name: '李明 为何没有' })).toContainText('不符合');
  await expectAccessible(page);

  // An adjustment: the administrator proposes, the principal approves, the line follows.
  await client.session.lock({ leaving: false });
  await client.archives.unlock({ archiveId, login: 'admin', password });
  await page.goto(`${origin}/#/entitlements`);
  await page.reload();
  await grid.getByRole('row', { name: /张伟/ }).getByRole('checkbox').check();
  await page.getByRole('button', { name: '提出调整' }).click();
  const adjust = page.getByRole('dialog');
  await adjust.getByLabel('调整后的应发').fill('300');
  await adjust.getByRole('textbox', { name: '自何日起' }).fill('2025-10-10');
  await adjust.getByLabel('理由').fill('工作小组复核后调减');
  await adjust.getByLabel('依据材料').fill('工作小组会议记录第 3 次');
  await adjust.getByRole('button', { name: '提出调整' }).click();
  await expect(page.getByText('已提出调减，等另一人审批')).toBeVisible();
  await page.getByRole('tab', { name: '调整' }).click();
  const adjustments = page.getByRole('grid', { name: '应发调整' });
  await adjustments.getByRole('gridcell', { name: '张伟' }).click();
  await expect(page.getByRole('region', { name: '张伟 的调整' })).toContainText('由您提出，等另一人审批');
  await expectAccessible(page);
  await client.session.lock({ leaving: false });
  await client.archives.unlock({ archiveId, login: 'he', password });
  await page.goto(`${origin}/#/entitlements?tab=adjustments`);
  await page.reload();
  await adjustments.getByRole('gridcell', { name: '张伟' }).click();
  await page.getByRole('region', { name: '张伟 的调整' }).getByRole('button', { name: '批准' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
  await expect(page.getByText('已批准，应发已更新并记入台账')).toBeVisible();
  await page.getByRole('tab', { name: '应发' }).click();
  await expect(grid.getByRole('row', { name: '合计' })).toContainText('1,675.00');
});

test('a changed roster shows as a difference, and withdrawal needs a reason', async ({ school }) => {
  const { page, client, schoolId, origin } = school;
  const ids = await addAidPupils(client, schoolId);
  await client.entitlements.calculate({ schoolId, term });
  await client.roster.move({ schoolId, term, studentIds: [ids.get('李明')!], kind: 'decease', effectiveDate: '2025-10-20' as never });
  await page.goto(`${origin}/#/entitlements?tab=changes`);
  await page.reload();
  const changes = page.getByRole('grid', { name: '应发的变动' });
  await expect(changes).toContainText('现在不再符合：2025-10-20 死亡，此后不得生成发放');
  await changes.getByRole('checkbox').last().check();
  await page.getByRole('button', { name: '按新情况更新所选（1）' }).click();
  await expect(page.getByRole('dialog')).toContainText('撤回不再符合的 1 笔');
  await page.getByRole('dialog').getByRole('button', { name: '更新' }).click();
  await expect(page.getByText('已更新 0 笔，撤回 1 笔，新列入 0 笔')).toBeVisible();

  await page.getByRole('tab', { name: '应发' }).click();
  const grid = page.getByRole('grid', { name: '应发名单' });
  await expect(grid).not.toContainText('李明');
  await grid.getByRole('row', { name: /王芳/ }).getByRole('checkbox').check();
  await page.getByRole('button', { name: '撤回所选' }).click();
  await expect(page.getByRole('dialog')).toContainText('将撤回 1 人 625.00 元');
  await page.getByRole('dialog').getByLabel('撤回的理由').fill('家长书面放弃');
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await expect(page.getByText('已撤回 1 笔 625.00 元')).toBeVisible();

  // 中职 by months: which months, who was there, and what comes of it.
  const [own] = await client.schools.list();
  const { name, code, county, ownership } = own!;
  await client.schools.update({ schoolId, school: { name, code, county, ownership, stages: ['primary', 'junior', 'vocational'] } });
  await client.settings.update({ schoolId, settings: { region: '河南 新密' } });
  const { id: classId } = await client.roster.saveClass({ schoolId, term, classId: null, stage: 'vocational', entryYear: 2025, classNo: 3 });
  await client.roster.add({ schoolId, term, name: '高远', stage: 'vocational', entryYear: 2025, classId, boardingMode: 'boarding', enrolledOn: '2025-08-20' as never });
  await page.goto(`${origin}/#/entitlements?tab=attendance`);
  await page.reload();
  await page.getByRole('button', { name: '核发月份' }).click();
  const plan = page.getByRole('dialog');
  for (const month of ['9月', '10月', '11月', '12月', '1月']) await plan.getByRole('checkbox', { name: month, exact: true }).check();
  await plan.getByLabel('依据').fill('本校按月发放办法');
  await plan.getByRole('button', { name: '设定' }).click();
  await expect(page.getByText('核发月份已设定，应发请重新计算')).toBeVisible();
  await page.getByRole('button', { name: '9月未登记的都记全月' }).click();
  await page.getByLabel('高远 10月').selectOption('半月');
  await page.getByRole('button', { name: '保存登记（2）' }).click();
  await expect(page.getByText('已登记 2 处，应发请重新计算')).toBeVisible();
  await expect(page.getByRole('row', { name: /高远/ })).toContainText('1.5');
  await expectAccessible(page);
});

test('the catalogue: what pays, from where, and a county’s own rule with its document', async ({ school }) => {
  const { page, client, schoolId, origin } = school;
  await addAidPupils(client, schoolId);
  await page.goto(`${origin}/#/programmes?programme=yw.day`);
  await page.reload();
  const detail = page.getByRole('region', { name: '义务教育生活补助·非寄宿' });
  await expect(detail.getByRole('row', { name: /初中非寄宿 375.00/ })).toContainText('本学期可发放');
  await expect(detail.getByRole('row', { name: /初中非寄宿 312.50/ })).toContainText('本学期不用');
  await expectAccessible(page);
  await detail.getByRole('button', { name: '添加本地资格' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '添加' }).click();
  await expect(dialog.getByText('请填文号或依据')).toBeVisible();
  for (let removed = 0; removed < 4; removed += 1) await dialog.getByLabel('须属于其中一类特殊群体').press('Backspace');
  await dialog.getByLabel('文号或依据').fill('云教资〔2025〕3号');
  await dialog.getByRole('button', { name: '添加' }).click();
  await expect(detail).toContainText('云教资〔2025〕3号');
  const preview = await client.entitlements.preview({ schoolId, term });
  expect(preview.toPropose).toEqual({ count: 4, sumFen: 175_000 + 37_500 });
});
