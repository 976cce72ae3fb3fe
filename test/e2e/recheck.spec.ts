import { idCheckSign } from '#shared/domain/identity/id-number.ts';
import { expectAccessible } from '#test/helpers/expect-accessible.ts';
import { importSmallRoster, importSubsistenceList, textFile } from '#test/helpers/listed-school.ts';
import { expect, test } from '#test/helpers/open-program.ts';
import type { OpenedSchool } from '#test/helpers/open-program.ts';

function idOf(birth: string, serial: number): string {
  const first17 = `999999${birth}${String(serial).padStart(3, '0')}`;
  return first17 + idCheckSign(first17);
}

const header = '姓名,身份证号,户类型,监测对象类别,风险是否已消除';
const autumn = textFile('防返贫监测_9月.csv', [
  header, `李明,${idOf('20130307', 1)},,脱贫不稳定户,否`, `李华,${idOf('20170901', 2)},,脱贫不稳定户,否`, `陈欣,${idOf('20161010', 2)},,边缘易致贫户,否`,
]);
const spring = textFile('防返贫监测_3月.csv', [header, `李明,${idOf('20130307', 1)},,脱贫不稳定户,是`, `李华,${idOf('20170901', 2)},,脱贫不稳定户,否`, `吴桐,${idOf('20140101', 1)},脱贫户,,`]);

async function bothLists({ client, schoolId, setNow }: OpenedSchool): Promise<void> {
  await importSmallRoster(client, schoolId);
  const put = (term: string, { name, buffer }: typeof autumn) => client.imports.confirm({
    schoolId, term: term as never, purpose: 'department_list', file: new File([new Uint8Array(buffer)], name), options: { kind: 'rural', issuer: '云岭县农业农村局' },
  });
  await put('2025-2026-1', autumn);
  setNow('2026-03-20T09:00:00+08:00');
  await put('2025-2026-2', spring);
}

test('spring against autumn: each change is decided with a reason, by keyboard, and the check is printed', async ({ school }) => {
  const { page, origin, client, schoolId } = school;
  await bothLists(school);
  await page.goto(`${origin}/#/lists?tab=recheck&term=2025-2026-2`);
  await page.getByRole('button', { name: '复核 防返贫监测_3月.csv' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('和哪份旧名单比')).toHaveValue(/防返贫监测_9月/);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '开始复核' }).click();
  const grid = page.getByRole('grid', { name: '名单变化' });
  await expect(grid).toContainText('风险已消除');
  await expect(page.getByRole('group', { name: '复核进度' }).or(page.getByLabel('复核进度'))).toContainText('没处理');
  await expectAccessible(page);
  await grid.focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('heading', { name: /处理名单变化：陈欣/ })).toBeVisible();
  await dialog.getByRole('radio', { name: '结束该群体' }).check();
  await dialog.getByRole('textbox', { name: '理由' }).fill('户已退出监测');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '处理 1 人次' }).click();
  await expect(dialog).toBeHidden();
  await expect(grid.getByRole('row', { name: /陈欣/ })).toContainText('结束该群体');
  await grid.getByRole('row', { name: /吴桐/ }).getByRole('checkbox').check();
  await page.getByRole('button', { name: '处理勾选的 1 人次' }).click();
  await dialog.getByRole('radio', { name: '列入该群体' }).check();
  await dialog.getByRole('textbox', { name: '理由' }).fill('新名单列入');
  await dialog.getByRole('button', { name: '处理 1 人次' }).click();
  await expect(dialog).toBeHidden();
  await expect(grid.getByRole('row', { name: /吴桐/ })).toContainText('列入该群体');
  const { rows } = await client.identification.register({ schoolId, term: '2025-2026-2' as never });
  expect(rows.find((row) => row.name === '吴桐')).toMatchObject({ case: { state: 'pre_identified' }, groups: [{ groupKey: 'out_of_poverty_household' }] });
  await page.getByRole('button', { name: '回到复核一览' }).click();
  await expect(page.getByRole('table', { name: '本学期的复核' })).toContainText('还有 1 人次没处理');
});

test('应助未助 keeps what was done about a family', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await importSmallRoster(client, schoolId);
  await importSubsistenceList(client, schoolId);
  await page.goto(`${origin}/#/lists?tab=coverage`);
  const grid = page.getByRole('grid', { name: '应助未助' });
  await expect(grid.getByRole('row', { name: /李明/ })).toContainText('名单上有，还没有认定个案');
  await grid.getByRole('row', { name: /李明/ }).getByRole('checkbox').check();
  await page.getByRole('button', { name: '跟进勾选的 1 人' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '结果' }).fill('家长说周五交申请表');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '记下' }).click();
  await expect(grid.getByRole('row', { name: /李明/ })).toContainText('电话：家长说周五交申请表');
});

test('the catalogue: another name and rule from this 学年 on, refused when the year has passed', async ({ school }) => {
  const { client, page, origin, schoolId } = school;
  await page.goto(`${origin}/#/settings?tab=groups`);
  const grid = page.getByRole('grid', { name: '特殊群体目录' });
  await expect(grid).toContainText('脱贫家庭学生');
  await expectAccessible(page);
  await grid.getByRole('gridcell', { name: '低保家庭学生', exact: true }).click();
  await page.getByRole('button', { name: '改“低保家庭学生”' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '群体名称' }).fill('孤儿');
  await dialog.getByRole('textbox', { name: '依据文号或来源' }).fill('云教助〔2025〕9号');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toContainText('已有一类叫“孤儿”');
  await dialog.getByRole('textbox', { name: '群体名称' }).fill('最低生活保障家庭学生');
  await dialog.getByLabel('依据要求').click();
  await page.getByRole('option', { name: '必须有证明' }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(grid).toContainText('最低生活保障家庭学生');
  await page.getByRole('button', { name: '上一学年' }).click();
  await expect(page.getByRole('heading', { name: '2024–2025学年' })).toBeVisible();
  await expect(grid).toContainText('低保家庭学生');
  await page.getByRole('button', { name: '新增一类' }).click();
  await dialog.getByRole('textbox', { name: '群体名称' }).fill('困境儿童');
  await dialog.getByRole('textbox', { name: '依据文号或来源' }).fill('苏救助中心〔2024〕4号');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  const { groups } = await client.specialGroups.catalogue({ schoolId, schoolYear: '2025-2026' as never });
  expect(groups.find((group) => group.key === 'local:困境儿童')).toMatchObject({ label: '困境儿童', origin: 'own' });
});
