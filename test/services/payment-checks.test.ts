import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { fen } from '#shared/domain/money/fen.ts';
import type { CheckRow } from '#shared/contract/payments.ts';
import { sha256Hex } from '#main/services/core.ts';
import { refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import type { PaySchool } from './payment-school.ts';
import { AUTUMN, approve, cardNo, connectionOf, importReturn, openPaySchool, pipeProfile, programmeKey, returnFile, sendBatch, syntheticId } from './payment-school.ts';

const next = { kind: 'next' as const, term: AUTUMN, programmeKey, purpose: 'ordinary' as const };
const scan = (name: string): File => new File([`%PDF-1.4 ${name}`], name, { type: 'application/pdf' });

async function rowsOf(open: PaySchool, of: Parameters<PaySchool['client']['payments']['checks']>[0]['of'] = next): Promise<CheckRow[]> {
  return (await open.client.payments.checks({ schoolId: open.schoolId, of })).rows;
}

const told = (rows: readonly CheckRow[]): string[] => rows.map((row) => `${row.studentName} ${row.severity} ${row.code}${row.judged === null ? '' : ` ${row.judged.reason}`}`);

test('warnings before money goes: judged, asked for, and noticed again when things change', async () => {
  const open = await openPaySchool(3);

  // A wrong check digit is a warning that a person lets stand with a reason, until the account changes.
  {
    const { client, schoolId, pupils } = open;
    const odd = `${cardNo(31).slice(0, -1)}${(Number(cardNo(31).at(-1)) + 1) % 10}`;
    await client.payees.set({ schoolId, studentId: pupils[0]!.id, holderName: '学生甲父', relation: '父亲', holderIdNumber: syntheticId(1), accountNo: odd, reason: '换社保卡' });
    const [luhn] = await rowsOf(open);
    expect(told(await rowsOf(open))).toEqual(['学生甲 warn payee.account_luhn']);
    const item = { studentId: luhn!.studentId, key: luhn!.key };
    await client.payments.judgeChecks({ schoolId, of: next, items: [item], reason: '已对照卡面核对' });
    expect(told(await rowsOf(open))).toEqual(['学生甲 warn payee.account_luhn 已对照卡面核对']);
    expect((await client.payments.checks({ schoolId, of: next })).open).toBe(0);
    expect((await refusalOf(client.payments.judgeChecks({ schoolId, of: next, items: [item], reason: '再写一次' }))).data.code).toBe('payment.finding_not_open');
    const other = `${cardNo(32).slice(0, -1)}${(Number(cardNo(32).at(-1)) + 1) % 10}`;
    await client.payees.set({ schoolId, studentId: pupils[0]!.id, holderName: '学生甲父', relation: '父亲', holderIdNumber: syntheticId(1), accountNo: other, reason: '又换' });
    expect(told(await rowsOf(open))).toEqual(['学生甲 warn payee.account_luhn']);
    expect(() => connectionOf(open).run('DELETE FROM payee_finding_judgement')).toThrow(/never deleted/u);
  }

  // What blocks can't be judged away, and a finding nobody made is not open.
  {
    const { client, schoolId, pupils } = open;
    await client.payees.addStaff({ schoolId, name: '王老师', accountNo: cardNo(2) });
    const block = (await rowsOf(open)).find((row) => row.severity === 'block')!;
    expect(block).toMatchObject({ studentName: '学生乙', code: 'payee.account_of_staff', judged: null });
    const refusal = await refusalOf(client.payments.judgeChecks({ schoolId, of: next, items: [{ studentId: block.studentId, key: block.key }], reason: '老师自己的孩子' }));
    expect(refusal.data.code).toBe('payment.block_not_judged');
    expect((await refusalOf(client.payments.judgeChecks({ schoolId, of: next, items: [{ studentId: pupils[2]!.id, key: 'payee.account_luhn 9' }], reason: '没有的事' }))).data.code).toBe('payment.finding_not_open');
    await client.payees.set({ schoolId, studentId: pupils[1]!.id, holderName: '学生乙母', relation: '母亲', holderIdNumber: syntheticId(52), accountNo: cardNo(52), reason: '原为教师卡' });
  }

  // A school may ask that every warning is dealt with before release; the checker is told which are not.
  {
    const { client, schoolId } = open;
    await client.settings.update({ schoolId, settings: { warningsJudgedBeforeRelease: true } });
    const batch = await client.payments.make({ schoolId, term: AUTUMN, programmeKey, profileKey: pipeProfile });
    const of = { kind: 'batch' as const, batchId: batch.id };
    const release = { schoolId, batchId: batch.id, count: 3, sumFen: fen(187_500) };
    await signInAs(open, 'checker');
    const refusal = await refusalOf(client.payments.release(release));
    expect([refusal.data.code, refusal.data.sentence?.includes('学生甲')]).toEqual(['payment.warnings_open', true]);
    await signInAsAdministrator(open);
    const items = (await rowsOf(open, of)).map((row) => ({ studentId: row.studentId, key: row.key }));
    await client.payments.judgeChecks({ schoolId, of, items, reason: '银行柜面核对无误' });
    await signInAs(open, 'checker');
    expect((await client.payments.release(release)).state).toBe('released');
    await signInAsAdministrator(open);
    await client.payments.export({ schoolId, batchId: batch.id });
    const sheet = await client.payments.signatureSheet({ schoolId, batchId: batch.id });
    expect([sheet.name, Buffer.from(await sheet.arrayBuffer()).subarray(0, 5).toString()]).toEqual([`签领表-${batch.no}.pdf`, '%PDF-']);
    expect((await refusalOf(client.payments.signatureSheet({ schoolId, batchId: batch.id, classLabel: '九年级(9)班' }))).code).toBe('NOT_FOUND');
  }

  // A card other than the one money last arrived on is shown, with what was kept as proof.
  {
    const { client, schoolId, pupils } = open;
    await importReturn(open, returnFile([3, 2, 1].map((no) => `${no}|||625.00|成功|`)));
    const { accountId } = await client.payees.set({ schoolId, studentId: pupils[2]!.id, holderName: '学生丙母', relation: '母亲', holderIdNumber: syntheticId(63), accountNo: cardNo(63), reason: '家长要求' });
    approve(open, pupils[2]!.id, 10_000, 'gz.grant');
    const grant = { ...next, programmeKey: 'gz.grant' };
    const changed = async (): Promise<CheckRow | undefined> => (await rowsOf(open, grant)).find((row) => row.code === 'payee.changed_since_paid');
    expect((await changed())?.sentence).toContain('没有附凭据');
    expect((await changed())?.sentence).not.toContain(pupils[2]!.accountNo);
    const { key } = (await changed())!;
    await client.attachments.add({ schoolId, subject: 'payee_account', subjectId: accountId, kind: '银行卡复印件', file: scan('丙母卡.pdf') });
    expect(await changed()).toMatchObject({ key });
    expect((await changed())?.sentence).toContain('附凭据 1 份');
    expect(connectionOf(open).get<{ studentId: number }>(`SELECT student_id AS studentId FROM attachment WHERE subject = 'payee_account'`)?.studentId).toBe(pupils[2]!.id);
  }

  // A pupil who died after the batch was made is not paid.
  {
    const { client, schoolId, pupils } = open;
    const batch = await client.payments.make({ schoolId, term: AUTUMN, programmeKey: 'gz.grant', profileKey: pipeProfile });
    connectionOf(open).run(`UPDATE student SET status = 'deceased', status_from = '2025-10-30' WHERE id = ?`, pupils[2]!.id);
    await signInAs(open, 'checker');
    const refusal = await refusalOf(client.payments.release({ schoolId, batchId: batch.id, count: 1, sumFen: fen(10_000) }));
    expect(refusal.data.sentence).toContain('已死亡');
    await signInAsAdministrator(open);
  }
}, 60_000);

describe('a failed payment sent again', () => {
  test('to another account asks for proof, and carries exactly the failed line\'s money', async () => {
    const open = await openPaySchool(2);
    const { client, schoolId, pupils } = open;
    const first = await sendBatch(open);
    await importReturn(open, returnFile([`1|户|${cardNo(1)}|625.00|成功|`, `2|户|${cardNo(2)}|625.00|失败|销户`]));
    const { accountId } = await client.payees.set({ schoolId, studentId: pupils[1]!.id, holderName: '学生乙母', relation: '母亲', holderIdNumber: syntheticId(52), accountNo: cardNo(52), reason: '旧卡销户' });
    const again = { ...next, purpose: 'reissue' as const };
    expect((await rowsOf(open, again)).map((row) => row.sentence)).toEqual([expect.stringContaining(`${first.batch.no} 第 2 笔 失败款的补发`)]);
    await client.attachments.add({ schoolId, subject: 'payee_account', subjectId: accountId, kind: '银行卡复印件', file: scan('新卡.pdf') });
    expect(await rowsOf(open, again)).toEqual([]);
    await client.payments.make({ schoolId, term: AUTUMN, programmeKey, purpose: 'reissue', profileKey: pipeProfile });
    const db = connectionOf(open);
    const copy = (of: string, amount: number): void => {
      db.run(`INSERT INTO payment_line (batch_id, line_no, entitlement_id, student_id, payee_account_id, student_name, holder_name, holder_relation, account_no, amount_fen, reissue_of_id)
        SELECT batch_id, 98, entitlement_id, student_id, payee_account_id, student_name, holder_name, holder_relation, account_no, ?, id FROM payment_line WHERE state = ?`, amount, of);
    };
    expect(() => copy('paid', 62_500)).toThrow(/only a corrected failed line|more than the amount due/u);
    expect(() => copy('reissued', 62_500)).toThrow(/more than the amount due|UNIQUE/u);
    expect(() => copy('reissued', 100)).toThrow(/only a corrected failed line|more than the amount due/u);
    db.run(`UPDATE payment_line SET state = 'withdrawn' WHERE state = 'due'`);
    expect(() => copy('reissued', 100)).toThrow(/only a corrected failed line/u);
  });
});

test('formats: fixed width, several files, names that can\'t be written, zips', async () => {
  const open = await openPaySchool(5, ['李𠮷祥', '王芳', '古丽·阿依', '吴桐', '周敏']);

  // Say while they are chosen whose name they can't write, and which ones can.
  {
    const { client, schoolId } = open;
    const found = await client.payments.unwritable({ schoolId, term: AUTUMN, programmeKey, profileKey: pipeProfile });
    expect(found).toEqual({ problems: [expect.stringMatching(/第 1 笔 李𠮷祥.*“𠮷”用 GBK/u)], fitting: [expect.stringContaining('工作簿')] });
    const preset = (await client.payments.profiles({ schoolId })).find((saved) => saved.profileKey === pipeProfile)!.profile;
    expect((await client.payments.sampleProfile({ schoolId, profile: preset })).unwritable).toEqual(['李𠮷祥（户名李𠮷祥父）“𠮷”']);
    expect((await client.payments.sampleProfile({ schoolId, profile: { ...preset, encoding: 'gb18030' } })).unwritable).toEqual([]);
  }

  // Of fixed width, in several files, zipped: each file has its totals, the zip opens only with the password, the stored bytes never change.
  {
    const { client, schoolId } = open;
    const preset = (await client.payments.profiles({ schoolId })).find((saved) => saved.profileKey === pipeProfile)!.profile;
    const place = (bytes: number, align: 'left' | 'right' = 'left', fill: 'blank' | 'zero' = 'blank') => ({ bytes, align, fill });
    const widths = [place(6, 'right', 'zero'), place(24), place(22), place(12, 'right', 'zero'), place(18)];
    const profile = {
      ...preset, name: '定长', layout: 'fixed' as const, trailingSeparator: false, encoding: 'gb18030' as const, amountUnit: 'fen' as const, rowLimit: 2, zip: true,
      columns: preset.columns.map((column, index) => ({ ...column, place: widths[index]! })), leaders: [['{count:6}', '{sum:12}']], fileNamePattern: 'DF{batch}{seq}',
    };
    const narrow = await refusalOf(client.payments.saveProfile({ schoolId, profile: { ...profile, columns: profile.columns.map((column) => ({ ...column, place: null })) } }));
    expect(narrow.data.sentence).toContain('第 1 列');
    const saved = await client.payments.saveProfile({ schoolId, profile });
    const batch = await client.payments.make({ schoolId, term: AUTUMN, programmeKey, profileKey: saved.profileKey });
    await signInAs(open, 'checker');
    await client.payments.release({ schoolId, batchId: batch.id, count: 5, sumFen: fen(312_500) });
    await signInAsAdministrator(open);
    for (const zipPassword of ['', 'short', '柳溪学校的密码够长了']) {
      expect((await refusalOf(client.payments.export({ schoolId, batchId: batch.id, zipPassword }))).data.code).toBe('payment.zip_password_needed');
    }
    const given = await client.payments.export({ schoolId, batchId: batch.id, zipPassword: 'Liuxi-2025' });
    expect(given.files.map((file) => file.name)).toEqual(['DF2025-0101.zip']);
    const again = await client.payments.export({ schoolId, batchId: batch.id, zipPassword: 'Liuxi-2025', reason: '再要一份' });
    const bytes = Buffer.from(await given.files[0]!.arrayBuffer());
    expect(sha256Hex(new Uint8Array(await again.files[0]!.arrayBuffer()))).toBe(sha256Hex(new Uint8Array(bytes)));
    expect(bytes.includes(Buffer.from(cardNo(1)))).toBe(false);
    const detail = await client.payments.get({ schoolId, batchId: batch.id });
    expect(detail.files.map((file) => [file.name, file.totals.count, file.totals.sumFen])).toEqual([['DF2025-0101.txt', 2, 125_000], ['DF2025-0102.txt', 2, 125_000], ['DF2025-0103.txt', 1, 62_500]]);
    expect(detail.files.reduce((sum, file) => sum + file.totals.accountTail, 0)).toBe(detail.batch.totals.accountTail);
    const stored = connectionOf(open).all<{ bytes: Uint8Array }>('SELECT bytes FROM payment_file ORDER BY seq').map((row) => iconv.decode(Buffer.from(row.bytes), 'gb18030').split('\r\n'));
    expect(stored[0]).toEqual(['000002000000125000', `000001李𠮷祥父${' '.repeat(14)}${cardNo(1)}   000000062500${syntheticId(1)}`, `000002王芳父${' '.repeat(18)}${cardNo(2)}   000000062500${syntheticId(2)}`, '']);
    const dump = connectionOf(open).all<{ text: string }>(`SELECT detail_json || '' AS text FROM audit UNION ALL SELECT output_json FROM operation`).map(({ text }) => text).join('');
    expect(dump).not.toContain('Liuxi-2025');
    const control = await client.payments.controlSheet({ schoolId, batchId: batch.id });
    expect(control.size).toBeGreaterThan(1000);
  }
}, 60_000);
