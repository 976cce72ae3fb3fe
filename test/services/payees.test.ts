import { expect, test } from 'vitest';
import { refusalOf, signInAs } from '#test/helpers/test-app.ts';
import { AUTUMN, cardNo, connectionOf, openPaySchool, programmeKey, syntheticId } from './payment-school.ts';

const list = { term: AUTUMN };

function csv(rows: readonly string[], name = '账户.csv'): File {
  return new File([rows.map((row) => `${row}\r\n`).join('')], name);
}

test('an account is shown by its last four digits; the whole number is a click that leaves an audit row', async () => {
  const open = await openPaySchool(1);
  const { client, schoolId } = open;
  const [row] = await client.payees.list({ schoolId, ...list });
  expect(row?.account?.accountMasked).toBe(`**** ${cardNo(1).slice(-4)}`);
  expect(JSON.stringify(row)).not.toContain(cardNo(1));
  expect(await client.payees.reveal({ schoolId, accountId: row!.account!.id })).toEqual({ accountNo: cardNo(1), holderIdNumber: syntheticId(1) });
  expect((await client.audit.list({ limit: 1 })).rows[0]).toMatchObject({ method: 'payees.reveal', detail: expect.stringContaining('account') });
  await signInAs(open, 'inspector');
  expect((await client.payees.list({ schoolId, ...list }))[0]?.account?.accountMasked).toMatch(/^\*\*\*\* \d{4}$/u);
  expect((await refusalOf(client.payees.reveal({ schoolId, accountId: row!.account!.id }))).code).toBe('FORBIDDEN');
});

test('replacing asks why and keeps the old account; it can never be changed or deleted by SQL', async () => {
  const open = await openPaySchool(1);
  const { client, schoolId } = open;
  const studentId = open.pupils[0]!.id;
  const next = { schoolId, studentId, holderName: '学生甲母', relation: '母亲', accountNo: ` ${cardNo(5).replace(/(\d{4})/gu, '$1 ')}`, holderIdNumber: syntheticId(5) };
  expect((await refusalOf(client.payees.set(next))).data.code).toBe('payee.reason_needed');
  await client.payees.set({ ...next, reason: '父亲外出，改用母亲的卡' });
  expect((await refusalOf(client.payees.set({ ...next, reason: '再来一次' }))).data.code).toBe('payee.same_account');
  const history = await client.payees.history({ schoolId, studentId });
  expect(history.map((account) => [account.holderName, account.replacedOn, account.replaceReason])).toEqual([['学生甲母', null, null], ['学生甲父', '2025-10-31', '父亲外出，改用母亲的卡']]);
  const db = connectionOf(open);
  expect(() => db.run(`UPDATE payee_account SET account_no = '1'`)).toThrow(/never changed/u);
  expect(() => db.run('DELETE FROM payee_account')).toThrow(/never deleted/u);
  expect(() => db.run(`INSERT INTO payee_account (student_id, holder_name, holder_relation, account_no, valid_from, source, recorded_by, recorded_at) VALUES (?, 'x', 'self', '1', '2025-01-01', 'entered', 1, '')`, studentId)).toThrow(/UNIQUE/u);
});

test('a rule for one programme keeps guardians out of it and of no other', async () => {
  const open = await openPaySchool(1);
  const { client, schoolId } = open;
  await client.payees.setRule({ schoolId, rule: { programmeKey, allowed: ['self'] } });
  const { blocked } = await client.payments.candidates({ schoolId, term: AUTUMN, programmeKey });
  expect(blocked[0]?.findings[0]?.sentence).toContain('只发给本人或监护人');
  await client.payees.setRule({ schoolId, rule: { programmeKey, allowed: ['self', 'guardian'] } });
  expect((await client.payments.candidates({ schoolId, term: AUTUMN, programmeKey })).ready).toHaveLength(1);
});

test('a list of accounts comes in by ID or name, marks what is wrong by cell, and replaces what changed', async () => {
  const open = await openPaySchool(3);
  const { client, schoolId } = open;
  const twinA = open.add({ name: '张伟', rollNo: '50', stage: 'junior' });
  const twinB = open.add({ name: '张伟', rollNo: '51', stage: 'primary' });
  const file = csv([
    '学生姓名,身份证号,户名,与学生关系,户主身份证号,银行卡号,开户行',
    `学生甲,${syntheticId(1, '20150307')},学生甲父,父亲,${syntheticId(1)},${cardNo(1)},云岭农商银行`,
    `学生乙,${syntheticId(2, '20150307')},学生乙母,母亲,${syntheticId(62)},${cardNo(62)},云岭农商银行`,
    `学生丙,${syntheticId(3, '20150307')},学生丙父,父亲,${syntheticId(3)},6.21700E+18,云岭农商银行`,
    `张伟,,张伟父,父亲,${syntheticId(70)},${cardNo(70)},云岭农商银行`,
    `没有这人,,某某,父亲,,${cardNo(71)},`,
  ]);
  const target = { schoolId, term: AUTUMN, purpose: 'payee_accounts' as const, file };
  const preview = await client.imports.preview(target);
  expect(preview.rows.map((row) => row.bucket)).toEqual(['ok', 'look', 'wrong', 'look', 'wrong']);
  expect(preview.rows[2]?.problems[0]).toMatchObject({ cell: 'F4' });
  expect(preview.rows[3]?.choices.map((choice) => choice.label)).toEqual(['三年级(2)班 张伟', '七年级(2)班 张伟', '这一行不导入']);
  expect((await refusalOf(client.imports.confirm(target))).code).toBe('BAD_INPUT');
  const result = await client.imports.confirm({ ...target, leaveOutWrongRows: true, decisions: { rows: { 5: `student:${twinB}` }, own: {} } });
  expect(result).toMatchObject({ rowCount: 5, accepted: 3, refused: 2 });
  const rows = new Map((await client.payees.list({ schoolId, ...list })).map((row) => [row.studentId, row]));
  expect(rows.get(open.pupils[1]!.id)?.account).toMatchObject({ holderName: '学生乙母', source: 'imported', fileName: '账户.csv', rowNo: 3 });
  expect([rows.get(twinA)?.account, rows.get(twinB)?.account?.holderName]).toEqual([null, '张伟父']);
});

test('a list without holders is refused row by row, unless the user says the cards are the pupils\' own', async () => {
  const open = await openPaySchool(1);
  const { client, schoolId } = open;
  const file = csv(['姓名,身份证号,社保卡号', `学生甲,${syntheticId(1, '20150307')},${cardNo(90)}`], '社保卡.csv');
  const target = { schoolId, term: AUTUMN, purpose: 'payee_accounts' as const, file };
  expect((await client.imports.preview(target)).rows[0]?.bucket).toBe('wrong');
  await client.imports.confirm({ ...target, options: { withoutHolder: 'self' } });
  const [row] = await client.payees.list({ schoolId, ...list });
  expect(row).toMatchObject({ account: { holderName: '学生甲', relation: 'self' }, findings: [] });
});

test('staff accounts come in by file and stop pupils\' money from going there', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId } = open;
  const file = csv(['姓名,工资卡号,身份证', `王老师,${cardNo(2)},`, '李老师,,'], '工资卡.csv');
  const target = { schoolId, term: AUTUMN, purpose: 'staff_accounts' as const, file };
  expect((await client.imports.preview(target)).rows.map((row) => row.bucket)).toEqual(['ok', 'wrong']);
  await client.imports.confirm({ ...target, leaveOutWrongRows: true });
  const { blocked } = await client.payments.candidates({ schoolId, term: AUTUMN, programmeKey });
  expect(blocked.map((row) => [row.studentName, row.findings[0]?.code])).toEqual([['学生乙', 'payee.account_of_staff']]);
  const [staff] = await client.payees.staff({ schoolId });
  expect(staff?.accountMasked).toBe(`**** ${cardNo(2).slice(-4)}`);
  await client.payees.removeStaff({ schoolId, staffAccountId: staff!.id, reason: '登记错了' });
  expect((await client.payments.candidates({ schoolId, term: AUTUMN, programmeKey })).blocked).toEqual([]);
});
