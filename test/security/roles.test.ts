import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { fileSchema } from '#shared/contract/base.ts';
import { permissionsOf, roles } from '#shared/domain/access/role.ts';
import { permissions } from '#shared/domain/access/permission.ts';
import { findMethod } from '#main/shells/cli/methods.ts';
import { openWholeSchool } from './whole-school.ts';
import type { WholeSchool } from './whole-school.ts';

let whole: WholeSchool;
beforeAll(async () => { whole = await openWholeSchool(); }, 120_000);
afterAll(() => { whole.close(); });

const methodNames = Object.entries(contract).flatMap(([subject, methods]) => Object.keys(methods).map((name) => `${subject}.${name}`));

/** What making and checking are, said once more and apart from the table of roles. */
const making = ['roster.add', 'lists.decide', 'identification.save', 'notices.create', 'objections.receive', 'objections.answer', 'entitlements.calculate', 'entitlements.withdraw', 'payees.set', 'payments.make', 'payments.export', 'payments.withdraw', 'returns.waive', 'funds.recordReceipt', 'programmes.addRate', 'comparison.paste'];
const checking = ['entitlements.approve', 'payments.release', 'settlement.close', 'settlement.sign', 'settlement.reopen'];

async function codeOf(name: string, input: object = {}): Promise<string> {
  return findMethod(name)!.call(whole.client, input).then(() => 'answered', (error: { code?: string }) => error.code ?? 'broke');
}

test.each(roles.filter((role) => role !== 'administrator'))('%s is refused every method beyond its permissions, whatever is put in', async (role) => {
  const classId = whole.db.get<{ id: number }>('SELECT id FROM class_group LIMIT 1')!.id;
  await whole.signIn(`is-${role}`, role, role === 'class_teacher' ? { schoolId: whole.schoolId, classIds: [classId] } : {});
  const granted = permissionsOf(role);
  for (const name of methodNames) {
    const { permission } = findMethod(name)!;
    if (permission === 'open' || permission === 'signed_in' || granted.has(permission)) continue;
    expect(await codeOf(name), `${role} ${name}`).toBe('FORBIDDEN');
  }
  expect(permissions.length).toBeGreaterThan(granted.size);
});

test('who makes does not check, who checks does not make', async () => {
  await whole.signIn('is-maker', 'maker');
  for (const name of checking) expect(await codeOf(name), name).toBe('FORBIDDEN');
  for (const role of ['checker', 'inspector'] as const) {
    await whole.signIn(`is-${role}`, role);
    for (const name of making) expect(await codeOf(name), `${role} ${name}`).toBe('FORBIDDEN');
  }
  const { schoolId, term } = whole;
  await whole.signIn('is-checker', 'checker');
  for (const purpose of ['roster', 'department_list', 'payee_accounts', 'staff_accounts'] as const) {
    const file = new File(['姓名,班级,身份证件号,收款账号\r\n李明,三（1）班,,6228480000000001234\r\n'], '名单.csv');
    expect(['FORBIDDEN', 'BAD_INPUT']).toContain(await codeOf('imports.confirm', { schoolId, term, purpose, file }));
  }
});

test('an inspector takes no file and sees no number in full', async () => {
  const numbers = whole.db.all<{ number: string }>(`SELECT id_number AS number FROM student UNION SELECT registry_no FROM student UNION SELECT id_number FROM household_member
    UNION SELECT account_no FROM payee_account UNION SELECT account_no FROM staff_account UNION SELECT account_no FROM payment_line UNION SELECT head_id_number FROM list_row`)
    .map(({ number }) => number).filter((number) => number.length >= 8);
  const id = (table: string): number => whole.db.get<{ id: number }>(`SELECT id FROM ${table} LIMIT 1`)?.id ?? 0;
  const studentId = whole.db.get<{ id: number }>('SELECT student_id AS id FROM payment_line LIMIT 1')!.id;
  const lineId = id('payment_line');
  await whole.signIn('is-inspector', 'inspector');
  const { schoolId, term } = whole;
  const at = { schoolId, term };
  const given = {
    ...at, studentId, entitlementId: id('entitlement'), noticeId: id('public_notice'), batchId: id('payment_batch'), returnFileId: id('return_file'), lineId, entryId: id('journal_entry'),
    programmeKey: 'yw.board', code: 'Z1', year: 2025, schoolYear: '2025-2026', text: '9999', from: '2020-01-01', to: '2026-12-31', kind: 'identification',
    scope: { kind: 'term', term, asOf: null }, limit: 50, profile: { name: 'x' }, entries: [],
  };
  const files: string[] = [];
  let seen = 0;
  for (const name of methodNames) {
    const method = findMethod(name)!;
    if (method.permission === 'open') continue;
    const takesFile = method.output === (fileSchema as unknown);
    if (takesFile) {
      expect(await codeOf(name, given), name).toBe('FORBIDDEN');
      files.push(name);
    }
    if (method.kind !== 'query' || takesFile) continue;
    const input = name === 'audit.list' ? { limit: 500 } : given;
    const answer = await method.call(whole.client, input).catch((error: { code?: string; data?: unknown; message: string }) => {
      if (error.code === undefined) throw new Error(`${name}: ${error.message}`);
      return undefined;
    });
    if (answer === undefined) continue;
    seen += 1;
    const text = JSON.stringify(answer);
    expect(numbers.filter((number) => text.includes(number)), name).toEqual([]);
  }
  expect(files).toContain('settlement.sheet');
  expect(seen).toBeGreaterThan(35);
});
