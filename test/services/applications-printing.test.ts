import { describe, expect, test } from 'vitest';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyDraft } from '#shared/domain/applications/application-form.ts';
import { importSmallRoster } from '#test/helpers/listed-school.ts';
import { openTestSchool, refusalOf, signInAs, temporaryFolder } from '#test/helpers/test-app.ts';
import { liMingsDraft } from '#test/fixtures/applications/li-ming.ts';

const term = '2025-2026-1' as never;

async function printingSchool() {
  const root = temporaryFolder();
  const open = await openTestSchool({ root });
  await importSmallRoster(open.client, open.schoolId);
  const { rows } = await open.client.identification.register({ schoolId: open.schoolId, term });
  const row = (name: string) => rows.find((one) => one.name === name)!;
  return { ...open, root, row, at: { schoolId: open.schoolId, term } };
}

const isPdf = async (file: File): Promise<boolean> => Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString() === '%PDF-';

describe('申请表 on paper', () => {
  test('blank in both layouts, prefilled for one, and filled once there is a form', async () => {
    const { client, at, row } = await printingSchool();
    for (const layout of ['one_sheet', 'two_page'] as const) expect(await isPdf(await client.applications.printBlank({ ...at, layout }))).toBe(true);
    const studentId = row('李明').studentId;
    await expect(client.applications.print({ ...at, studentId, content: 'filled' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const blankToFill = await client.applications.print({ ...at, studentId, content: 'prefilled' });
    expect([blankToFill.name, await isPdf(blankToFill)]).toEqual(['七年级(2)班-李明-认定申请表.pdf', true]);
    await client.applications.receive({ ...at, studentId, draft: liMingsDraft() });
    const filled = await client.applications.print({ ...at, studentId, content: 'filled' });
    expect(await isPdf(filled)).toBe(true);
    expect(Buffer.compare(Buffer.from(await filled.arrayBuffer()), Buffer.from(await blankToFill.arrayBuffer()))).not.toBe(0);
  });

  test('a document a class for the whole school; filled ones only of those who have a form, drafts too', async () => {
    const { client, at, row } = await printingSchool();
    expect((await refusalOf(client.applications.printMany({ ...at, content: 'filled' }))).data.code).toBe('application.nothing_to_print');
    expect(await client.applications.printMany({ ...at, content: 'prefilled' })).toMatchObject({ forms: 6, papers: 6 });
    await client.applications.receive({ ...at, studentId: row('李明').studentId, draft: liMingsDraft() });
    await client.applications.saveDraft({ ...at, studentId: row('李华').studentId, draft: { ...emptyDraft('one_sheet'), appliedOn: '还没写' } });
    const many = await client.applications.printMany({ ...at, content: 'filled' });
    expect([many.forms, many.papers, many.file.name]).toEqual([2, 2, '认定申请表.zip']);
    expect(await client.applications.printMany({ ...at, content: 'filled', classIds: [row('李明').classId!] })).toMatchObject({ forms: 1, papers: 1 });
  });

  test('a class teacher prints the own class and nobody else', async () => {
    const school = await printingSchool();
    const { client, at, row } = school;
    await signInAs(school, 'class_teacher', 'teacher', [row('李明').classId!]);
    expect(await client.applications.printMany({ ...at, content: 'prefilled' })).toMatchObject({ forms: 1 });
    await expect(client.applications.print({ ...at, studentId: row('李华').studentId, content: 'prefilled' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test("a county's template is used; one that does not set is said with its file, and nothing is printed in its stead", async () => {
    const { client, at, root, row } = await printingSchool();
    expect(await client.applications.templates(at)).toMatchObject([{ layout: 'one_sheet', countys: false, problem: null }, { layout: 'two_page', countys: false, problem: null }]);
    const folder = join(root, 'templates');
    mkdirSync(folder);
    writeFileSync(join(folder, 'application-two-page.typ'), '#import "lib.typ": *\n#show: sheet.with("表")\n#没有这个函数()');
    const [, broken] = await client.applications.templates(at);
    expect(broken).toMatchObject({ layout: 'two_page', countys: true });
    expect(broken!.problem).toContain('application-two-page.typ');
    const refused = await refusalOf(client.applications.print({ ...at, studentId: row('李明').studentId, content: 'prefilled', layout: 'two_page' }));
    expect(refused.data.code).toBe('application.template_broken');
    writeFileSync(join(folder, 'application-two-page.typ'), '#import "lib.typ": *\n#show: sheet.with("表")\n本县样式');
    expect((await client.applications.templates(at))[1]).toMatchObject({ countys: true, problem: null });
  });
});
