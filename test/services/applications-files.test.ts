import { expect, test } from 'vitest';
import { noForm, oneSheetForm, twoPageForm } from '#test/fixtures/applications/single-forms.ts';
import { importSmallRoster } from '#test/helpers/listed-school.ts';
import { openTestSchool, refusalOf } from '#test/helpers/test-app.ts';
import type { OpenSchool } from '#test/helpers/test-app.ts';

const term = '2025-2026-1' as never;

async function school(): Promise<OpenSchool> {
  const open = await openTestSchool();
  await importSmallRoster(open.client, open.schoolId);
  return open;
}

test('forms filled in on a computer, in both layouts, many files at once', async () => {
  const { client, schoolId } = await school();
  const files = [oneSheetForm(), twoPageForm()];
  const { rows } = await client.applications.previewForms({ schoolId, term, files });
  expect(rows.map(({ fileName, layout, name, action, bucket }) => ({ fileName, layout, name, action, bucket }))).toEqual([
    { fileName: '李明申请表.xlsx', layout: 'one_sheet', name: '李明', action: 'draft', bucket: 'look' }, { fileName: '李华_申请表.xlsx', layout: 'two_page', name: '李华', action: 'receive', bucket: 'look' },
  ]);
  expect(await client.applications.receiveForms({ schoolId, term, files, options: { signedOnPaper: true } })).toEqual({ received: 2, corrected: 0, drafts: 0, same: 0, leftOut: 0 });
  const list = await client.applications.list({ schoolId, term });
  const ofName = async (name: string) => (await client.applications.get({ schoolId, term, studentId: list.find((row) => row.name === name)!.studentId })).draft;
  expect(await ofName('李明')).toMatchObject({
    layout: 'one_sheet', appliedOn: '2025-09-05', written: { name: '', sex: '', birthDate: '', idNumber: '', nativePlace: '云岭县', hukouType: '农村', phone: '' }, familySize: '4',
    address: '云岭县城关镇柳溪村三组', postcode: '637000', guardianPhone: '13900000001',
    members: [
      { name: '李吉祥', age: '45', relation: '父子', employer: '在家', job: '务农', income: '12000', health: '残疾' }, { name: '周兰', age: '43', relation: '母子', employer: '县服装厂', job: '工人', income: '24000', health: '良好' },
    ],
    groups: { subsistence_allowance: 'yes', disabled_parent_child: 'yes', martyr_child: 'no' }, perHead: '9000',
    circumstances: { disaster: '无', accident: '去年秋天父亲骑车摔伤', weakLabour: '', unemployment: '', debt: '', other: '父亲残疾，不能干重活' },
    promise: { handwritten: 'yes', signedBy: '李吉祥', signedOn: '2025-09-05' }, consent: { given: 'yes' }, aid: { boarding: 'unknown', nonBoarding: 'yes' },
  });
  expect(await ofName('李华')).toMatchObject({
    layout: 'two_page', appliedOn: '2025-09-08', familySize: '3', members: [{ name: '李吉祥', income: '12000', job: '务农' }, { name: '李明', income: '0', employer: '柳溪九年一贯制学校' }],
    groups: { subsistence_allowance: 'yes', orphan: 'no', disabled_student: 'yes' }, perHead: '4000',
    circumstances: { disaster: '夏天受涝，玉米减产', unemployment: '', debt: '建房欠 3 万元', other: '多子女上学' },
    promise: { handwritten: 'yes', signedBy: '李吉祥' }, consent: { given: 'yes', signedBy: '李吉祥', relation: '父亲', signedOn: '2025-09-08' },
  });
  expect((await client.applications.previewForms({ schoolId, term, files })).rows.map(({ understanding }) => understanding)).toEqual([
    '“李明申请表.xlsx”在 2025-10-31 已经导入过，没有再收；内容改了的请另存后再放', '“李华_申请表.xlsx”在 2025-10-31 已经导入过，没有再收；内容改了的请另存后再放',
  ]);
});

test('a wrong one keeps all out, said at its cell; left out knowingly, the rest go in', async () => {
  const { client, schoolId } = await school();
  const files = [oneSheetForm(), twoPageForm('每月2000'), noForm(), new File(['不是表格'], '照片.jpg')];
  const { rows } = await client.applications.previewForms({ schoolId, term, files, options: { signedOnPaper: true } });
  expect(rows.map(({ fileName, bucket }) => `${fileName} ${bucket}`)).toEqual(['李明申请表.xlsx look', '李华_申请表.xlsx wrong', '通知.xlsx wrong', '照片.jpg wrong']);
  expect(rows[1]?.problems[0]).toMatchObject({ cell: 'F7', sheet: '名单', sentence: '家庭成员第 1 行李吉祥的年收入“每月2000”是按月的收入，请问清全年收入后填写' });
  const refused = await refusalOf(client.applications.receiveForms({ schoolId, term, files, options: { signedOnPaper: true } }));
  expect(refused.data.problems?.[0]?.sentence).toBe('4 份里有 3 份不能收；请改好再放，或选“只收能收的”');
  expect((await client.applications.list({ schoolId, term })).every((row) => row.state === 'none')).toBe(true);
  expect(await client.applications.receiveForms({ schoolId, term, files, options: { signedOnPaper: true }, leaveOutWrong: true })).toEqual({ received: 1, corrected: 0, drafts: 0, same: 0, leftOut: 3 });
});

test('the blank form that is given out is read once it is filled', async () => {
  const { client, schoolId } = await school();
  for (const layout of ['one_sheet', 'two_page'] as const) {
    const blank = await client.applications.blankSheet({ schoolId, term, layout });
    expect((await client.applications.previewForms({ schoolId, term, files: [blank] })).rows[0]).toMatchObject({ bucket: 'wrong', understanding: expect.stringContaining('没有找到申请表') as never });
    const { read, utils, write } = await import('@e965/xlsx');
    const book = read(new Uint8Array(await blank.arrayBuffer()));
    const sheet = book.Sheets[book.SheetNames[0]!]!;
    const put = (address: string, text: string): void => { utils.sheet_add_aoa(sheet, [[text]], { origin: address }); };
    const rows = utils.sheet_to_json<string[]>(sheet, { header: 1, blankrows: true });
    const rowOf = (label: string): number => rows.findIndex((cells) => cells.some((cell) => String(cell ?? '').startsWith(label))) + 1;
    for (const [address, text] of [['B2', '李明'], ['F2', '七年级'], ['H2', '2班'], ['B4', '3'], ['A8', '李吉祥'], ['C8', '父亲'], ['F8', '1.2万'], [`B${rowOf('5.低保家庭')}`, '√'], [`B${rowOf('家庭人均年收入')}`, '6000'], [`B${rowOf('申请日期')}`, '2025-09-05'], [`B${rowOf('监护人同意')}`, '是']] as const) put(address, text);
    const filled = new File([write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer], `${layout}.xlsx`);
    const [row] = (await client.applications.previewForms({ schoolId, term, files: [filled] })).rows;
    expect(row).toMatchObject({ layout, name: '李明', action: 'receive' });
  }
});
