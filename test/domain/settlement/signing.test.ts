import { expect, test } from 'vitest';
import { roles } from '#shared/domain/access/role.ts';
import { permissionsOf } from '#shared/domain/access/role.ts';
import type { TermSignature } from '#shared/domain/settlement/signing.ts';
import { evaluateSignature, isSigned, officesOf, signingOffices } from '#shared/domain/settlement/signing.ts';

const clerk: TermSignature = { office: 'finance', way: 'account', signer: '周敏', accountId: 1 };
const head: TermSignature = { office: 'principal', way: 'account', signer: '何志远', accountId: 2 };

test.each([
  ['the first signature', [], clerk, { ok: true, alone: false }],
  ['another person', [clerk], head, { ok: true, alone: false }],
  ['the same office again', [clerk], { ...head, office: 'finance' as const }, { ok: false, code: 'office_taken' }],
  ['the same account', [clerk], { ...head, signer: '周敏（校长）', accountId: 1 }, { ok: false, code: 'same_person' }],
  ['the same name, written with a space, on another account', [clerk], { ...head, signer: '周 敏' }, { ok: false, code: 'same_person' }],
  ['on paper, recorded by the account that signed itself', [clerk], { ...head, way: 'paper' as const, accountId: 1 }, { ok: true, alone: false }],
  ['the same name on paper', [clerk], { ...head, way: 'paper' as const, signer: '周敏', accountId: 1 }, { ok: false, code: 'same_person' }],
] as const)('%s', (_name, given, next, verdict) => {
  expect(evaluateSignature(given, next, false)).toEqual(verdict);
});

test('one person may sign for both only in 一人模式, and it is said', () => {
  expect(evaluateSignature([clerk], { ...head, signer: '周敏', accountId: 1 }, true)).toEqual({ ok: true, alone: true });
  expect(evaluateSignature([clerk], clerk, true)).toEqual({ ok: false, code: 'office_taken' });
  expect(evaluateSignature([clerk], head, true)).toEqual({ ok: true, alone: false });
});

test('both offices are needed; nobody signs for an office whose role may not close a term', () => {
  expect([isSigned([]), isSigned([clerk]), isSigned([head]), isSigned([head, clerk])]).toEqual([false, false, false, true]);
  for (const role of roles) expect(officesOf(role).length > 0, role).toBe(permissionsOf(role).has('settlement.close'));
  expect(officesOf('administrator')).toEqual(signingOffices);
  expect([...officesOf('finance'), ...officesOf('checker')]).toEqual(signingOffices);
});
