import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import { AUTUMN } from './aid-school.ts';
import type { PaySchool } from './payment-school.ts';
import { connectionOf, openPaySchool, sendBatch } from './payment-school.ts';

const root = mkdtempSync(join(tmpdir(), 'yidang-adjustments-'));
afterAll(() => { school.app.core.archive?.database.close(); rmSync(root, { recursive: true, force: true }); });

let school: PaySchool;
const at = () => ({ schoolId: school.schoolId, term: AUTUMN });
const idOf = (index: number): number => connectionOf(school).get<{ id: number }>('SELECT id FROM entitlement WHERE student_id = ? ORDER BY id DESC LIMIT 1', school.pupils[index]!.id)!.id;
const rowOf = async (id: number) => (await school.client.adjustments.list(at())).rows.find((row) => row.id === id)!;
const dueOf = (index: number) => connectionOf(school).get<{ state: string; fen: number }>('SELECT state, amount_due_fen AS fen FROM entitlement WHERE id = ?', idOf(index))!;
/** What the journal says is owed to one pupil, over all his entries. */
function owedOf(index: number): number {
  const entries = connectionOf(school).all<{ kind: string; debit: number; credit: number }>(
    `SELECT e.kind, sum(p.debit_fen) AS debit, sum(p.credit_fen) AS credit FROM journal_posting p JOIN journal_entry e ON e.id = p.entry_id
     WHERE p.entitlement_id = ? AND e.kind IN ('entitlement_approved', 'entitlement_withdrawn') GROUP BY e.id`, idOf(index));
  return entries.reduce((sum, entry) => sum + Math.max(entry.debit, entry.credit) * (entry.kind === 'entitlement_approved' ? 1 : -1), 0);
}

async function propose(index: number, afterFen: number, reason = '评审小组复核后调整') {
  return school.client.adjustments.propose({ ...at(), entitlementId: idOf(index), afterFen: afterFen as never, effectiveOn: '2025-10-20' as never, reason, evidence: '资助工作小组会议记录第 3 次' });
}

async function decide(adjustmentId: number, decision: 'approve' | 'reject' = 'approve', note = '') {
  await signInAs(school, 'checker');
  try { return await school.client.adjustments.decide({ ...at(), adjustmentId, decision, note }); } finally { await signInAsAdministrator(school); }
}

beforeAll(async () => { school = await openPaySchool(5, [], root, true); }, 60_000);

describe('two people', () => {
  test('increase what is due; the journal gets the difference', async () => {
    const { adjustmentId, kind } = await propose(0, 75_000);
    expect(kind).toBe('increase');
    expect(dueOf(0).fen).toBe(62_500);
    await expect(school.client.adjustments.decide({ ...at(), adjustmentId, decision: 'approve' })).rejects.toThrow('审批须由另一人进行');
    expect(await decide(adjustmentId)).toEqual({ state: 'applied', cases: [] });
    expect(dueOf(0)).toEqual({ state: 'approved', fen: 75_000 });
    expect(owedOf(0)).toBe(75_000);
    expect(await rowOf(adjustmentId)).toMatchObject({ state: 'applied', beforeFen: 62_500, afterFen: 75_000, steps: [{ step: 'approve' }, { step: 'apply' }] });
    const why = await school.client.entitlements.why({ schoolId: school.schoolId, entitlementId: idOf(0) });
    expect(why.reasons.find((reason) => reason.heading === '调整')?.sentence).toContain('调增：625.00 元调为 750.00 元');
  });

  test('decrease, refuse with a reason, take back, and start again', async () => {
    const refused = await propose(1, 50_000);
    await expect(propose(1, 40_000)).rejects.toThrow('已有一份调整没有办完');
    await expect(decide(refused.adjustmentId, 'reject')).rejects.toThrow('退回要写明理由');
    expect(await decide(refused.adjustmentId, 'reject', '缺会议记录')).toMatchObject({ state: 'rejected' });
    const taken = await propose(1, 50_000);
    await school.client.adjustments.takeBack({ ...at(), adjustmentId: taken.adjustmentId, note: '写错金额' });
    const made = await propose(1, 31_250);
    await decide(made.adjustmentId);
    expect([dueOf(1).fen, owedOf(1)]).toEqual([31_250, 31_250]);
    await expect(decide(made.adjustmentId)).rejects.toThrow('现在是“已生效”');
  });

  test('end what was never paid', async () => {
    const { adjustmentId } = await propose(2, 0, '2025-10-20 退学');
    await decide(adjustmentId);
    expect([dueOf(2).state, owedOf(2)]).toEqual(['withdrawn', 0]);
  });

  test.each([
    ['the same amount', () => propose(3, 62_500), '没有要调的'],
    ['a day to come', () => school.client.adjustments.propose({ ...at(), entitlementId: idOf(3), afterFen: 1 as never, effectiveOn: '2026-01-01' as never, reason: '理由', evidence: '依据' }), '在今天之后'],
    ['what is withdrawn', () => propose(2, 100), '只有已批准的应发才办调整'],
  ])('are refused %s', async (_, act, sentence) => { await expect(act()).rejects.toThrow(sentence); });
});

test('the database itself refuses an amount nobody approved, and a changed history', async () => {
  expect(() => connectionOf(school).run('UPDATE entitlement SET amount_due_fen = 1 WHERE id = ?', idOf(3))).toThrow('approved adjustment');
  expect(() => connectionOf(school).run('UPDATE entitlement_adjustment SET after_fen = 5')).toThrow('append-only');
  expect(() => connectionOf(school).run('DELETE FROM entitlement_adjustment_step')).toThrow('append-only');
});

test('the same operation twice is one adjustment', async () => {
  const input = { ...at(), operationId: 'adjust-once', entitlementId: idOf(4), afterFen: 60_000 as never, effectiveOn: '2025-10-20' as never, reason: '重复提交', evidence: '依据一份' };
  const first = await school.client.adjustments.propose(input);
  expect(await school.client.adjustments.propose(input)).toEqual(first);
  await school.client.adjustments.takeBack({ ...at(), adjustmentId: first.adjustmentId, note: '不调了' });
});

test('money that went out comes back first: a paid entitlement ends only after its recovery', async () => {
  const batch = await sendBatch(school, { studentIds: [school.pupils[3]!.id] } as never);
  const lines = connectionOf(school).all<{ id: number; studentId: number }>('SELECT id, student_id AS studentId FROM payment_line ORDER BY id');
  const mine = lines.find((one) => one.studentId === school.pupils[3]!.id)!;
  expect(batch).toBeDefined();
  const pending = await propose(3, 0, '死亡');
  await expect(decide(pending.adjustmentId)).rejects.toThrow('还没有结果');
  await school.client.returns.recordByHand({ schoolId: school.schoolId, lineIds: [mine.id], result: 'paid', onDate: '2025-10-25' as never, evidence: '银行回单 7 号', reason: '' } as never);
  await school.client.roster.move({ ...at(), studentIds: [school.pupils[3]!.id], kind: 'decease', effectiveDate: '2025-10-20' as never });
  const { movements } = await school.client.adjustments.list(at());
  expect(movements.find((row) => row.studentId === school.pupils[3]!.id)).toMatchObject({ effect: 'recover', paidFen: 62_500, open: true, clause: '死亡之后不得生成发放' });
  const done = await decide(pending.adjustmentId);
  expect(done).toMatchObject({ state: 'recovering', cases: [expect.stringContaining('追')] });
  expect((await school.client.returns.recoveryCases({ schoolId: school.schoolId }))[0]).toMatchObject({ cause: 'deceased', amountFen: 62_500 });
  await expect(school.client.adjustments.apply({ ...at(), adjustmentId: pending.adjustmentId })).rejects.toThrow('还有 625.00 元没有追回');
  await school.client.returns.recordRecovery({ schoolId: school.schoolId, lineId: mine.id, amountFen: 62_500 as never, receivedOn: '2025-10-30' as never, way: 'bank', evidence: '回单 9 号', reason: '家属退回' } as never);
  await school.client.adjustments.apply({ ...at(), adjustmentId: pending.adjustmentId });
  expect(dueOf(3).state).toBe('withdrawn');
  expect(await rowOf(pending.adjustmentId)).toMatchObject({ state: 'applied' });
});

test('a new calculation that differs from what is approved becomes a proposal, and is no difference once approved', async () => {
  const change = async () => (await school.client.entitlements.preview(at())).changes.find((row) => row.entitlementId === idOf(4));
  expect(await change()).toMatchObject({ kind: 'amount_changed', state: 'approved', beforeFen: 62_500, afterFen: 75_000 });
  expect(await school.client.adjustments.proposeChanges({ ...at(), entitlementIds: [idOf(4)], evidence: '名册更正说明' })).toEqual({ proposed: 1 });
  const row = (await school.client.adjustments.list(at())).rows.find((one) => one.entitlementId === idOf(4) && one.state === 'pending')!;
  await decide(row.id);
  expect([dueOf(4).fen, owedOf(4)]).toEqual([75_000, 75_000]);
  expect(await change()).toBeUndefined();
  await expect(school.client.adjustments.proposeChanges({ ...at(), entitlementIds: [idOf(4)], evidence: '再来一次' })).rejects.toThrow('没有提出任何一份');
});

test('every approved amount is what its lines and the journal say, and the papers print', async () => {
  for (const index of [0, 1, 2, 4]) expect(owedOf(index)).toBe(dueOf(index).state === 'approved' ? dueOf(index).fen : 0);
  const [row] = (await school.client.adjustments.list(at())).rows;
  const form = await school.client.adjustments.print({ ...at(), adjustmentId: row!.id });
  const register = await school.client.adjustments.print(at());
  expect([form.name, register.name]).toEqual([expect.stringContaining('调整审批表'), expect.stringContaining('调整登记簿')]);
});
