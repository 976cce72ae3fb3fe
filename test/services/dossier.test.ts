import { afterAll, describe, expect, test } from 'vitest';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { stopPrinting } from '#main/print/print-paper.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { addAidedPupil } from '#test/helpers/aided-pupil.ts';
import { openTestSchool, refusalOf, signInAs } from '#test/helpers/test-app.ts';
import type { OpenSchool } from '#test/helpers/test-app.ts';

const term = termKey('2025-2026-1');
afterAll(() => stopPrinting());

async function schoolWithPupils(names: readonly string[]): Promise<OpenSchool & { readonly studentIds: readonly number[]; readonly classId: number }> {
  const open = await openTestSchool();
  const { client, schoolId } = open;
  const { id: classId } = await client.roster.saveClass({ schoolId, term, classId: null, stage: 'primary', entryYear: 2023, classNo: 2, headTeacher: '何老师' });
  const studentIds: number[] = [];
  for (const name of names) {
    const { studentId } = await client.roster.add({
      schoolId, term, name, stage: 'primary', entryYear: 2023, classId, boardingMode: 'boarding', enrolledOn: isoDate('2023-09-01'), idNumber: '999999201605030018', sex: 'male',
    });
    studentIds.push(studentId);
  }
  return { ...open, studentIds, classId };
}

function writerOf(open: OpenSchool): WritableDb & ReadableDb {
  const { archive } = open.app.core;
  if (!archive) throw new Error('no archive open');
  return archive.database.writer;
}

const pdfHead = async (file: File): Promise<string> => Buffer.from(await file.arrayBuffer()).toString('latin1', 0, 8);

describe('one file', () => {
  test('shows what the roster holds, masked', async () => {
    const open = await schoolWithPupils(['李明']);
    const studentId = open.studentIds[0]!;
    await open.client.roster.saveMember({
      schoolId: open.schoolId, term, studentId, memberId: null, member: { name: '李吉祥', relation: '父亲', idNumber: '999999198001010011', phone: '13900005678', isGuardian: 'yes', isHead: 'yes' },
    });
    await open.client.roster.move({ schoolId: open.schoolId, term, studentIds: [studentId], kind: 'suspend', effectiveDate: isoDate('2025-10-08'), evidence: '医院证明' });
    const file = await open.client.dossier.get({ schoolId: open.schoolId, term, studentId });
    expect(file).toMatchObject({ name: '李明', className: '三年级(2)班', status: '休学', boarding: '住校', guardians: '李吉祥（父亲）', members: [{ roles: ['guardian', 'household_head'] }] });
    expect(file.movements[0]).toMatchObject({ kind: '休学', detail: '在读 → 休学', evidence: '医院证明', date: '2025-10-08' });
    expect(JSON.stringify(file)).not.toContain('13900005678');
    expect(JSON.stringify(file)).not.toContain('999999198001010011');
    expect(file.trace.some((row) => row.what.startsWith('登记休学'))).toBe(true);
  });

  test('a number shown in clear and a printed file are in the trace', async () => {
    const open = await schoolWithPupils(['李明']);
    const at = { schoolId: open.schoolId, studentId: open.studentIds[0]! };
    await open.client.roster.showSensitive({ ...at, field: 'idNumber' });
    await open.client.dossier.print({ ...at, term, clear: true });
    const { trace } = await open.client.dossier.get({ ...at, term });
    expect(trace.map((row) => row.what)).toEqual(expect.arrayContaining(['查看完整号码', '打印一生一档']));
    const audit = writerOf(open).get<{ detail: string }>("SELECT detail_json AS detail FROM audit WHERE method = 'dossier.print'");
    expect(JSON.parse(audit!.detail)).toMatchObject({ clear: true, name: '李明' });
  });

  test('a pupil of another school, or none, is not found', async () => {
    const open = await schoolWithPupils([]);
    expect((await refusalOf(open.client.dossier.get({ schoolId: open.schoolId, term, studentId: 99 }))).code).toBe('NOT_FOUND');
  });

  test('a whole term: every ledger is in the file, and the money is the sum of its lines', async () => {
    const open = await openTestSchool();
    const { studentId, classId } = await addAidedPupil(open.app, open.schoolId);
    const at = { schoolId: open.schoolId, term, studentId };
    const file = await open.client.dossier.get(at);
    expect(file).toMatchObject({ hardshipGrade: '特别困难', totals: { dueFen: 62500, paidFen: 62500 } });
    expect(file.groups).toMatchObject([{ evidence: '云岭县民政局：低保名单（2025年9月）.xlsx 第 5 行', foundBy: '户主身份证号相同；周敏 2025年9月16日确认' }]);
    expect(file.determinations.map((one) => [one.grade, one.superseded])).toEqual([['特别困难', false], ['困难', true]]);
    expect(file.notices).toMatchObject([{ no: '公示〔2025〕3号', state: '已结束' }]);
    expect(file.entitlements).toMatchObject([{ standard: '小学寄宿 625.00 元/学期', dueFen: 62500, paidFen: 62500 }]);
    expect(file.payments.map((line) => [line.batchNo, line.state, line.account])).toEqual([['2025-02', '成功', '…1234'], ['2025-01', '已转补发', '…1234']]);
    expect(file.movements.map((one) => one.detail)).toEqual(expect.arrayContaining(['走读 → 住校', '住校 → 走读']));
    expect(file.completeness.filter((item) => !item.present).map((item) => item.item)).toEqual([]);
    for (const secret of ['6228480000000001234', '999999198001010011', '13900005678', '柳溪村3组18号']) expect(JSON.stringify(file)).not.toContain(secret);
    const [line] = await open.client.dossier.list({ schoolId: open.schoolId, term });
    expect(line).toMatchObject({ dueFen: 62500, paidFen: 62500, missing: [], hardshipGrade: '特别困难' });

    await signInAs(open, 'class_teacher', 'teacher', [classId]);
    const forTeacher = await open.client.dossier.get(at);
    expect(forTeacher.payments.every((payment) => payment.holder === '' && payment.account === '')).toBe(true);
  });
});

describe('who may', () => {
  test('a 班主任 sees the own class only and prints nothing', async () => {
    const open = await schoolWithPupils(['李明']);
    const { id: other } = await open.client.roster.saveClass({ schoolId: open.schoolId, term, classId: null, stage: 'primary', entryYear: 2024, classNo: 1 });
    await signInAs(open, 'class_teacher', 'other', [other]);
    const at = { schoolId: open.schoolId, term, studentId: open.studentIds[0]! };
    expect(await open.client.dossier.list({ schoolId: open.schoolId, term })).toEqual([]);
    expect((await refusalOf(open.client.dossier.get(at))).code).toBe('NOT_FOUND');
    expect((await refusalOf(open.client.dossier.print(at))).code).toBe('FORBIDDEN');
  });

  test('an inspector reads masked files and prints nothing', async () => {
    const open = await schoolWithPupils(['李明']);
    await signInAs(open, 'inspector');
    const at = { schoolId: open.schoolId, term, studentId: open.studentIds[0]! };
    expect((await open.client.dossier.get(at)).idNumber).toContain('*');
    expect((await refusalOf(open.client.dossier.printMany({ schoolId: open.schoolId, term }))).code).toBe('FORBIDDEN');
  });
});

describe('paper', () => {
  test('prints one pupil, previews the same pages', async () => {
    const open = await schoolWithPupils(['买买提·吐尔逊#[x]']);
    const at = { schoolId: open.schoolId, term, studentId: open.studentIds[0]! };
    const file = await open.client.dossier.print(at);
    expect(file.name).toMatch(/一生一档\.pdf$/);
    expect(await pdfHead(file)).toBe('%PDF-1.7');
    const { pages } = await open.client.dossier.preview(at);
    expect(pages.length).toBeGreaterThan(0);
    expect(pages[0]).toContain('<svg');
  });

  test('the same operation again leaves one line in the audit', async () => {
    const open = await schoolWithPupils(['李明']);
    const at = { schoolId: open.schoolId, term, studentId: open.studentIds[0]!, operationId: 'print-0001' };
    await open.client.dossier.print(at);
    await open.client.dossier.print(at);
    expect(writerOf(open).get<{ times: number }>("SELECT count(*) AS times FROM audit WHERE method = 'dossier.print'")?.times).toBe(1);
  });

  test('a class is one PDF, pupils one by one a zip with a PDF each', async () => {
    const open = await schoolWithPupils(['李明', '李明', '王/五:?']);
    const byClass = await open.client.dossier.printMany({ schoolId: open.schoolId, term, classIds: [open.classId] });
    expect(byClass).toMatchObject({ pupils: 3, papers: 1 });
    expect(await pdfHead(byClass.file)).toBe('%PDF-1.7');
    const each = await open.client.dossier.printMany({ schoolId: open.schoolId, term, bundle: 'by_student' });
    expect(each).toMatchObject({ pupils: 3, papers: 3 });
    const zip = Buffer.from(await each.file.arrayBuffer());
    expect(zip.toString('latin1', 0, 2)).toBe('PK');
    for (const name of ['三年级(2)班-李明-一生一档.pdf', '三年级(2)班-李明-2-一生一档.pdf', '三年级(2)班-王_五__-一生一档.pdf']) expect(zip.includes(Buffer.from(name, 'utf8'))).toBe(true);
  });

  test('cancelling leaves nothing, not even a line in the audit', async () => {
    const open = await schoolWithPupils(['甲', '乙', '丙', '丁']);
    const operationId = 'print-many-1';
    const printing = refusalOf(open.client.dossier.printMany({ schoolId: open.schoolId, term, bundle: 'by_student', operationId }));
    await open.client.work.cancel({ operationId });
    expect((await printing).code).toBe('CANCELLED');
    expect(writerOf(open).get<{ times: number }>("SELECT count(*) AS times FROM audit WHERE method = 'dossier.printMany'")?.times).toBe(0);
  });

  test('nobody to print is said', async () => {
    const open = await schoolWithPupils([]);
    expect((await refusalOf(open.client.dossier.printMany({ schoolId: open.schoolId, term }))).data.code).toBe('dossier.no_pupils');
  });
});
