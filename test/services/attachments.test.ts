import { expect, test } from 'vitest';
import { mediaTypeOf, photoTakenOn } from '#shared/domain/dossier/attachment.ts';
import { importSmallRoster } from '#test/helpers/listed-school.ts';
import { openTestSchool, refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import type { OpenSchool } from '#test/helpers/test-app.ts';

const term = '2025-2026-1' as never;
const pdf = (text: string, name = '申请表.pdf'): File => new File([`%PDF-1.4 ${text}`], name);

/** The head of a camera's JPEG: the marker, then EXIF's texts, each ended by a zero byte. */
function photo(...moments: string[]): Uint8Array {
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe1, ...new TextEncoder().encode(`..Exif..${moments.map((one) => `${one}\0`).join('..')}`)]);
}

async function schoolWithCases(): Promise<OpenSchool & { readonly caseOf: (name: string) => number; readonly classOf: (name: string) => number }> {
  const open = await openTestSchool();
  await importSmallRoster(open.client, open.schoolId);
  const { rows } = await open.client.identification.register({ schoolId: open.schoolId, term });
  await open.client.identification.save({ schoolId: open.schoolId, term, entries: rows.slice(0, 3).map(({ studentId }) => ({ studentId, route: 'application' as const })) });
  const after = (await open.client.identification.register({ schoolId: open.schoolId, term })).rows;
  const of = (name: string) => after.find((row) => row.name === name)!;
  return { ...open, caseOf: (name) => of(name).case!.caseId, classOf: (name) => of(name).classId! };
}

test('a scan is known by its bytes, a photo by the day its camera wrote', () => {
  expect(mediaTypeOf(new TextEncoder().encode('%PDF-1.7'))).toBe('application/pdf');
  expect(mediaTypeOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe('image/png');
  expect(mediaTypeOf(new TextEncoder().encode('MZ 改名的程序.pdf'))).toBeNull();
  expect(photoTakenOn(photo('2025:09:24 08:00:00', '2025:09:22 10:11:12'))).toBe('2025-09-22');
  expect(photoTakenOn(photo('2025:02:30 10:11:12'))).toBeNull();
  expect(photoTakenOn(new TextEncoder().encode('%PDF-1.7 2025:09:22 10:11:12\0'))).toBeNull();
});

test('a piece is kept once, given back byte for byte, and taken out with a reason only', async () => {
  const { client, schoolId, caseOf } = await schoolWithCases();
  const { rows } = await client.identification.register({ schoolId, term });
  const at = { schoolId, subject: 'case' as const, subjectId: caseOf(rows.find((row) => row.case !== null)!.name) };
  const { id } = await client.attachments.add({ ...at, kind: '申请表扫描', file: pdf('一') });
  expect((await refusalOf(client.attachments.add({ ...at, kind: '申请表扫描', file: pdf('一', '又一份.pdf') }))).data.code).toBe('attachment.already_there');
  expect((await refusalOf(client.attachments.add({ ...at, kind: '照片', file: new File(['<html>'], '照片.jpg') }))).data.sentence).toBe('“照片.jpg”不是 PDF、JPG 或 PNG，没有收下；请扫描或拍照成这几种格式');
  expect((await refusalOf(client.attachments.add({ ...at, kind: '照片', file: new File([photo('2025:12:01 08:00:00') as never], '照片.jpg') }))).data.code).toBe('attachment.taken_in_future');
  expect((await refusalOf(client.attachments.add({ ...at, kind: '照片', file: new File([new Uint8Array(15 * 1024 * 1024 + 1)], '大.jpg') }))).data.code).toBe('attachment.too_large');
  expect(await (await client.attachments.get({ schoolId, attachmentId: id })).text()).toBe('%PDF-1.4 一');
  await client.attachments.remove({ schoolId, attachmentId: id, reason: '扫错了人' });
  expect((await refusalOf(client.attachments.remove({ schoolId, attachmentId: id, reason: '扫错了人' }))).data.code).toBe('attachment.removed_already');
  const [row] = await client.attachments.list(at);
  expect(row).toMatchObject({ id, kind: '申请表扫描', fileName: '申请表.pdf', removed: { by: '周敏', reason: '扫错了人' } });
  await client.attachments.add({ ...at, kind: '申请表扫描', file: pdf('一') });
  expect((await client.attachments.list(at)).length).toBe(2);
});

test('who may not read the record reaches none of its pieces', async () => {
  const open = await schoolWithCases();
  const { client, schoolId, caseOf, classOf } = open;
  const { rows } = await client.identification.register({ schoolId, term });
  const withCase = rows.filter((row) => row.case !== null);
  const own = withCase[0]!;
  const other = withCase.find((row) => row.classId !== own.classId)!;
  const { id } = await client.attachments.add({ schoolId, subject: 'case', subjectId: caseOf(other.name), kind: '申请表扫描', file: pdf('他班') });
  await signInAs(open, 'class_teacher', 'teacher', [classOf(own.name)]);
  await client.attachments.add({ schoolId, subject: 'case', subjectId: caseIdOf(own), kind: '申请表扫描', file: pdf('本班') });
  expect((await refusalOf(client.attachments.get({ schoolId, attachmentId: id }))).code).toBe('NOT_FOUND');
  expect((await refusalOf(client.attachments.list({ schoolId, subject: 'case', subjectId: caseIdOf(other) }))).code).toBe('NOT_FOUND');
  expect((await refusalOf(client.attachments.add({ schoolId, subject: 'case', subjectId: caseIdOf(other), kind: '其他', file: pdf('外') }))).code).toBe('NOT_FOUND');
  await signInAsAdministrator(open);
  await signInAs(open, 'finance');
  expect((await refusalOf(client.attachments.add({ schoolId, subject: 'case', subjectId: caseIdOf(own), kind: '其他', file: pdf('财务') }))).code).toBe('FORBIDDEN');
  await signInAsAdministrator(open);
  await signInAs(open, 'inspector');
  expect((await refusalOf(client.attachments.get({ schoolId, attachmentId: id }))).code).toBe('FORBIDDEN');
});

function caseIdOf(row: { readonly case: { readonly caseId: number } | null }): number {
  return row.case!.caseId;
}
