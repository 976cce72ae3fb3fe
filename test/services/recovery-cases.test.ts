import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { refusalOf } from '#test/helpers/test-app.ts';
import { AUTUMN, cardNo, connectionOf, importReturn, openPaySchool, programmeKey, returnFile, sendBatch } from './payment-school.ts';

test('a wrong payment is a case until the money is back', async () => {
  const open = await openPaySchool(2);
  const { batch } = await sendBatch(open);
  await importReturn(open, returnFile([1, 2].map((no) => `${no}|户|${cardNo(no)}|625.00|成功|`)));
  const { lines } = await open.client.payments.get({ schoolId: open.schoolId, batchId: batch.id });
  // Paid on 31 October: a pupil who died before is looked at, one who died after is not, nor one who left during the term.
  const db = connectionOf(open);
  const suspected = async (status: string, since: string): Promise<number> => {
    db.run('UPDATE student SET status = ?, status_from = ? WHERE id = ?', status, since, open.pupils[1]!.id);
    return (await open.client.returns.suspects({ schoolId: open.schoolId })).length;
  };
  expect([await suspected('deceased', '2025-10-20'), await suspected('deceased', '2025-11-02'), await suspected('transferred_out', '2025-10-10'), await suspected('transferred_out', '2025-06-30')]).toEqual([1, 0, 0, 1]);
  expect((await open.client.returns.suspects({ schoolId: open.schoolId }))[0]).toMatchObject({ studentName: '学生乙', batchNo: '2025-01', lineNo: 2, sentence: expect.stringContaining('转出') as string });
  expect(await suspected('enrolled', '2025-09-01')).toBe(0);

  const theCase = async () => (await open.client.returns.recoveryCases({ schoolId: open.schoolId }))[0]!;

  // A wrong payment is found, asked back, promised, comes in parts and is closed when it is all there.
  {
    const { client, schoolId } = open;
    const found = await client.returns.findWrong({ schoolId, lineId: lines[0]!.id, cause: 'wrong_payee', foundOn: isoDate('2025-10-30'), note: '家长反映没有收到，打到同名家长' });
    expect(found.no).toBe('2025-追01');
    expect(await theCase()).toMatchObject({ state: 'found', amountFen: 62_500, remainingFen: 62_500, foundOn: '2025-10-30', studentName: '学生甲', next: '找收款人要求退回，记下找了谁、怎么说' });
    const step = { schoolId, caseId: found.caseId, onDate: isoDate('2025-10-31') };
    expect((await refusalOf(client.returns.recordStep({ ...step, kind: 'asked', note: '打了电话' }))).data.code).toBe('return.person_missing');
    expect((await refusalOf(client.returns.recordStep({ ...step, kind: 'asked', person: '李某', note: '打了电话', onDate: isoDate('2025-10-29') }))).data.code).toBe('return.step_before_found');
    expect((await client.returns.recordStep({ ...step, kind: 'asked', person: '李某', note: '电话说明情况' })).state).toBe('asked');
    expect((await refusalOf(client.returns.recordStep({ ...step, kind: 'agreed', person: '李某', note: '答应退' }))).data.code).toBe('return.promise_incomplete');
    expect((await refusalOf(client.returns.recordStep({ ...step, kind: 'agreed', person: '李某', note: '答应退', promisedFen: fen(62_501), promisedBy: isoDate('2025-11-10') }))).data.code).toBe('return.promise_too_much');
    const agreed = await client.returns.recordStep({ ...step, kind: 'agreed', person: '李某', note: '分两次退', promisedFen: fen(62_500), promisedBy: isoDate('2025-11-10') });
    expect(agreed).toMatchObject({ state: 'agreed', overdueSince: null });
    open.setNow('2025-11-12T09:00:00+08:00');
    expect(await theCase()).toMatchObject({ overdueSince: '2025-11-10', next: '约定的日子已过，再去催，或改约' });
    const back = { schoolId, lineId: lines[0]!.id, way: 'bank' as const, reason: '退回', evidence: '回单 12 号' };
    await client.returns.recordRecovery({ ...back, receivedOn: isoDate('2025-11-11'), amountFen: fen(30_000) });
    expect(await theCase()).toMatchObject({ state: 'partly', recoveredFen: 30_000, remainingFen: 32_500, closedOn: null });
    await client.returns.recordRecovery({ ...back, receivedOn: isoDate('2025-11-12'), amountFen: fen(32_500) });
    expect(await theCase()).toMatchObject({ state: 'closed', remainingFen: 0, closedOn: '2025-11-12', overdueSince: null, next: '' });
    expect((await refusalOf(client.returns.recordStep({ ...step, kind: 'noted', note: '再记一笔' }))).data.code).toBe('return.case_closed');
    const [candidate] = (await client.payments.candidates({ schoolId, term: AUTUMN, programmeKey })).ready;
    expect(candidate).toMatchObject({ studentName: '学生甲', amountFen: 62_500 });
  }

  // The case and its steps stay as they were written, one case a payment, never more than was paid.
  {
    for (const change of [`UPDATE recovery_case SET amount_fen = 1`, 'DELETE FROM recovery_case', `UPDATE recovery_step SET note = 'x'`, 'DELETE FROM recovery_step']) expect(() => db.run(change)).toThrow(/never/u);
    const again = (lineId: number, amount: number): void => {
      db.run(`INSERT INTO recovery_case (school_id, no, line_id, cause, found_on, found_how, amount_fen, opened_by, opened_at) VALUES (?, 'x', ?, 'other', '2025-11-01', 'x', ?, 1, 'x')`, open.schoolId, lineId, amount);
    };
    expect(() => again(lines[0]!.id, 1)).toThrow(/UNIQUE/u);
    expect(() => again(lines[1]!.id, 62_501)).toThrow(/more than was paid/u);
    expect((await refusalOf(open.client.returns.findWrong({ schoolId: open.schoolId, lineId: lines[0]!.id, note: '再来一次' }))).data.code).toBe('return.line_not_open');
  }

  // The register prints every case; the proof is kept with it.
  {
    const { client, schoolId } = open;
    const { caseId } = await client.returns.findWrong({ schoolId, lineId: lines[1]!.id, cause: 'paid_twice', note: '对账发现' });
    await client.attachments.add({ schoolId, subject: 'recovery_case', subjectId: caseId, kind: '退款凭证', file: new File(['%PDF-1.4 回单'], '回单.pdf') });
    expect(await client.attachments.list({ schoolId, subject: 'recovery_case', subjectId: caseId })).toHaveLength(1);
    expect((await client.returns.recoveryCases({ schoolId })).map((each) => [each.no, each.cause, each.state])).toEqual([['2025-追02', 'paid_twice', 'found'], ['2025-追01', 'wrong_payee', 'closed']]);
    const paper = await client.returns.recoveryRegister({ schoolId });
    expect(Buffer.from(await paper.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
  }
});
