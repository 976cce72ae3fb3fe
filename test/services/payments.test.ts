import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { fen } from '#shared/domain/money/fen.ts';
import { sha256Hex } from '#main/services/core.ts';
import { refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import { AUTUMN, approve, cardNo, connectionOf, openPaySchool, pipeProfile, programmeKey, sendBatch, syntheticId, workbookProfile } from './payment-school.ts';

const make = { term: AUTUMN, programmeKey, profileKey: pipeProfile };

async function bytesOf(file: File | undefined): Promise<Uint8Array> {
  return new Uint8Array(await file!.arrayBuffer());
}

test('a batch goes from maker to checker to file, and the file is what was approved', async () => {
  const open = await openPaySchool(4);
  const { client, schoolId } = open;
  const candidates = await client.payments.candidates({ schoolId, term: AUTUMN, programmeKey });
  expect(candidates.readyTotals).toMatchObject({ count: 4, sumFen: 250_000 });
  expect(candidates.ready[0]?.accountMasked).toBe(`**** ${cardNo(1).slice(-4)}`);
  const { batch, files, exportNo } = await sendBatch(open);
  expect(exportNo).toBe(1);
  expect(batch).toMatchObject({ state: 'exported', totals: { count: 4, sumFen: 250_000 }, onePerson: false, createdBy: '周敏', releasedBy: 'checker', exportCount: 1 });
  expect(files.map((file) => file.name)).toEqual(['liuxijiunianyiguanzhixuexiao2025103101.txt']);
  const text = iconv.decode(Buffer.from(await bytesOf(files[0])), 'gbk');
  expect(text.split('\r\n')[0]).toBe(`1|学生甲父|${cardNo(1)}|625.00|${syntheticId(1)}|`);
  const [standing] = await client.payments.standing({ schoolId, term: AUTUMN });
  expect(standing).toMatchObject({ due: { count: 4, sumFen: 250_000 }, submitted: { count: 4, sumFen: 250_000 }, unsent: { count: 0, sumFen: 0 } });
});

test('exporting again gives the same bytes, asks why, and counts', async () => {
  const open = await openPaySchool(3);
  const { client, schoolId } = open;
  for (const profileKey of [pipeProfile]) {
    const first = await sendBatch(open, { profileKey });
    open.setNow('2026-01-15T09:00:00+08:00');
    expect((await refusalOf(client.payments.export({ schoolId, batchId: first.batch.id }))).data.code).toBe('payment.export_reason_needed');
    const again = await client.payments.export({ schoolId, batchId: first.batch.id, reason: 'U 盘丢失' });
    expect(again.exportNo).toBe(2);
    expect(again.files.map((file) => file.name)).toEqual(first.files.map((file) => file.name));
    expect(await bytesOf(again.files[0])).toEqual(await bytesOf(first.files[0]));
    expect(sha256Hex(await bytesOf(again.files[0]))).toBe(first.batch.fileSha256);
    const detail = await client.payments.get({ schoolId, batchId: first.batch.id });
    expect(detail.exports.map((each) => [each.exportNo, each.reason])).toEqual([[1, ''], [2, 'U 盘丢失']]);
  }
});

test('a workbook splits by the row limit of an own profile, and comes out the same twice', async () => {
  const open = await openPaySchool(5);
  const { client, schoolId } = open;
  const preset = (await client.payments.profiles({ schoolId })).find((saved) => saved.profileKey === workbookProfile)!;
  const saved = await client.payments.saveProfile({ schoolId, profile: { ...preset.profile, name: '农商行', rowLimit: 2, fileNamePattern: '{batch}' } });
  const first = await sendBatch(open, { profileKey: saved.profileKey });
  expect(first.files.map((file) => file.name)).toEqual(['2025-01-01.xlsx', '2025-01-02.xlsx', '2025-01-03.xlsx']);
  await client.payments.saveProfile({ schoolId, profileKey: saved.profileKey, profile: { ...preset.profile, name: '农商行改', rowLimit: null } });
  const again = await client.payments.export({ schoolId, batchId: first.batch.id, reason: '再要一份' });
  for (const [index, file] of first.files.entries()) expect(await bytesOf(again.files[index])).toEqual(await bytesOf(file));
  expect((await client.payments.get({ schoolId, batchId: first.batch.id })).profile.rowLimit).toBe(2);
});

test('the batch is in the database before the file exists, and the maker can\'t release it alone', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId } = open;
  const batch = await client.payments.make({ ...make, schoolId });
  expect((await refusalOf(client.payments.export({ schoolId, batchId: batch.id }))).data.code).toBe('payment.not_in_state');
  const release = { schoolId, batchId: batch.id, count: 2, sumFen: fen(125_000) };
  expect((await refusalOf(client.payments.release(release))).data.code).toBe('payment.same_person');
  await signInAs(open, 'maker');
  expect((await refusalOf(client.payments.release(release))).code).toBe('FORBIDDEN');
  await signInAsAdministrator(open);
  await signInAs(open, 'checker');
  expect((await refusalOf(client.payments.release({ ...release, sumFen: fen(124_999) }))).data.code).toBe('payment.totals_differ');
  expect((await client.payments.release(release)).state).toBe('released');
  expect((await refusalOf(client.payments.export({ schoolId, batchId: batch.id }))).code).toBe('FORBIDDEN');
});

test('one-person mode is allowed only when switched on, and is shown', async () => {
  const open = await openPaySchool(1);
  const { client, schoolId } = open;
  await client.settings.update({ schoolId, settings: { onePersonMode: true } });
  const batch = await client.payments.make({ ...make, schoolId });
  expect(await client.payments.release({ schoolId, batchId: batch.id, count: 1, sumFen: fen(62_500) })).toMatchObject({ state: 'released', onePerson: true });
});

test('pupils who may not be paid are kept out and named with the reason', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId, db } = open;
  const without = open.add({ name: '无卡生', rollNo: '90' });
  const dead = open.add({ name: '已故生', rollNo: '91', status: 'deceased', statusFrom: '2025-10-20' });
  const stranger = open.add({ name: '共用生', rollNo: '92' });
  for (const id of [without, dead, stranger]) approve(open, id);
  await client.payees.set({ schoolId, studentId: dead, holderName: '已故生母', relation: '母亲', accountNo: cardNo(31), holderIdNumber: syntheticId(31) });
  await client.payees.set({ schoolId, studentId: stranger, holderName: '别人', relation: '母亲', accountNo: cardNo(1), holderIdNumber: syntheticId(32) });
  await client.payees.addStaff({ schoolId, name: '王老师', accountNo: cardNo(2) });
  const { ready, blocked } = await client.payments.candidates({ schoolId, term: AUTUMN, programmeKey });
  expect(ready).toEqual([]);
  expect(Object.fromEntries(blocked.map((each) => [each.studentName, each.findings.filter((finding) => finding.severity === 'block').map((finding) => finding.code)]))).toEqual({
    学生甲: ['payee.shared_not_judged'], 学生乙: ['payee.account_of_staff'], 无卡生: ['payee.account_missing'], 已故生: ['payment.pupil_deceased'], 共用生: ['payee.shared_not_judged'],
  });
  expect((await refusalOf(client.payments.make({ ...make, schoolId }))).data.code).toBe('payment.nothing_to_pay');
  const [row] = (await client.payees.list({ schoolId, term: AUTUMN })).filter((payee) => payee.studentName === '学生甲');
  await client.payees.judgeSharing({ schoolId, accountId: row!.account!.id, reason: '户口本同户，表姐妹同住' });
  expect((await client.payments.make({ ...make, schoolId })).totals.count).toBe(2);
  expect(db.get<{ n: number }>('SELECT count(*) AS n FROM payment_line')?.n).toBe(2);
});

test('a name GBK can\'t write keeps the batch from being made, names the pupil and offers the way out', async () => {
  const open = await openPaySchool(2, ['李𠮷祥', '王芳']);
  const { client, schoolId } = open;
  const refusal = await refusalOf(client.payments.make({ ...make, schoolId }));
  expect(refusal.code).toBe('BAD_INPUT');
  expect(refusal.data.problems?.[0]?.sentence).toMatch(/第 1 笔 李𠮷祥：.*“𠮷”用 GBK 编码写不出.*GB18030/u);
  expect(await client.payments.list({ schoolId, term: AUTUMN })).toEqual([]);
  const preset = (await client.payments.profiles({ schoolId })).find((saved) => saved.profileKey === pipeProfile)!;
  const own = await client.payments.saveProfile({ schoolId, profile: { ...preset.profile, name: '国标', encoding: 'gb18030' } });
  const { files } = await sendBatch(open, { profileKey: own.profileKey });
  expect(iconv.decode(Buffer.from(await bytesOf(files[0])), 'gb18030')).toContain('李𠮷祥父');
});

test('nobody is paid twice: not by a second batch, not by raw SQL', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId } = open;
  const { batch } = await sendBatch(open);
  const db = connectionOf(open);
  expect((await refusalOf(client.payments.make({ ...make, schoolId }))).data.code).toBe('payment.nothing_to_pay');
  const copy = (state: string): void => {
    db.run(`INSERT INTO payment_line (batch_id, line_no, entitlement_id, student_id, payee_account_id, student_name, holder_name, holder_relation, account_no, amount_fen, state, paid_on)
      SELECT batch_id, 99, entitlement_id, student_id, payee_account_id, student_name, holder_name, holder_relation, account_no, 1, ?, '2025-10-31' FROM payment_line WHERE batch_id = ? AND line_no = 1`, state, batch.id);
  };
  expect(() => copy('due')).toThrow(/more than the amount due/u);
  expect(() => copy('paid')).toThrow(/more than the amount due/u);
  expect(() => db.run('UPDATE payment_line SET amount_fen = 1')).toThrow(/never changed/u);
  expect(() => db.run('DELETE FROM payment_line')).toThrow(/never deleted/u);
  expect(() => db.run(`UPDATE payment_file SET bytes = x'00'`)).toThrow(/never changed/u);
});

test('a batch taken back gives its pupils and the journal back', async () => {
  const open = await openPaySchool(3);
  const { client, schoolId } = open;
  const { batch } = await sendBatch(open);
  const taken = await client.payments.withdraw({ schoolId, batchId: batch.id, reason: '财政要求重报' });
  expect(taken.state).toBe('withdrawn');
  const again = await sendBatch(open);
  expect(again.batch.totals).toEqual(batch.totals);
  expect(again.batch.no).not.toBe(batch.no);
});

test('what was shown is what is made', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId } = open;
  const refusal = await refusalOf(client.payments.make({ ...make, schoolId, expected: { count: 3, sumFen: fen(187_500) } }));
  expect(refusal.data.sentence).toContain('您确认的是 3 人 1,875.00 元，现在应是 2 人 1,250.00 元');
  const batch = await client.payments.make({ ...make, schoolId, studentIds: [open.pupils[1]!.id], expected: { count: 1, sumFen: fen(62_500) } });
  expect((await client.payments.get({ schoolId, batchId: batch.id })).lines.map((line) => line.studentName)).toEqual(['学生乙']);
});

test('the same operation sent twice makes one batch and one export', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId } = open;
  const command = { ...make, schoolId, operationId: 'make-once-0001' };
  const [first, second] = [await client.payments.make(command), await client.payments.make(command)];
  expect(second).toEqual(first);
  expect(await client.payments.list({ schoolId, term: AUTUMN })).toHaveLength(1);
  await signInAs(open, 'checker');
  await client.payments.release({ schoolId, batchId: first.id, count: 2, sumFen: fen(125_000) });
  await signInAsAdministrator(open);
  const sent = { schoolId, batchId: first.id, operationId: 'export-once-0001' };
  const [one, two] = [await client.payments.export(sent), await client.payments.export(sent)];
  expect([one.exportNo, two.exportNo]).toEqual([1, 1]);
  expect(await bytesOf(two.files[0])).toEqual(await bytesOf(one.files[0]));
});

test('between making and releasing, a replaced account or a withdrawn right is noticed', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId } = open;
  const batch = await client.payments.make({ ...make, schoolId });
  await client.payees.set({ schoolId, studentId: open.pupils[0]!.id, holderName: '学生甲母', relation: '母亲', accountNo: cardNo(77), holderIdNumber: syntheticId(77), reason: '原卡挂失' });
  await signInAs(open, 'checker');
  const refusal = await refusalOf(client.payments.release({ schoolId, batchId: batch.id, count: 2, sumFen: fen(125_000) }));
  expect(refusal.data.sentence).toContain('学生甲的账户已更换');
});

test('the control sheet prints, and a class teacher sees no payments at all', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId } = open;
  const { batch } = await sendBatch(open);
  const sheet = await client.payments.controlSheet({ schoolId, batchId: batch.id });
  expect(Buffer.from(await sheet.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
  const classId = connectionOf(open).get<{ id: number }>('SELECT min(id) AS id FROM class_group')!.id;
  await signInAs(open, 'class_teacher', 'teacher', [classId]);
  expect((await refusalOf(client.payments.get({ schoolId, batchId: batch.id }))).code).toBe('FORBIDDEN');
  expect((await refusalOf(client.payees.list({ schoolId, term: AUTUMN }))).code).toBe('FORBIDDEN');
});
