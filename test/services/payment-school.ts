import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { idCheckSign } from '#shared/domain/identity/id-number.ts';
import type { Connection } from '#main/db/connection.ts';
import { postEvent } from '#main/services/journal.ts';
import { signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import type { AidSchool } from './aid-school.ts';
import { AUTUMN, openAidSchool } from './aid-school.ts';

export const programmeKey = 'yw.board';
export const pipeProfile = 'preset.pipe_text';
export const workbookProfile = 'preset.workbook';

export interface PaySchool extends AidSchool {
  readonly pupils: readonly { readonly id: number; readonly name: string; readonly accountNo: string }[];
}

export function syntheticId(serial: number, birth = '19850615'): string {
  const first17 = `999999${birth}${String(serial).padStart(3, '0')}`;
  return first17 + idCheckSign(first17);
}

/** A number of 19 digits with its Luhn check digit. */
export function cardNo(serial: number): string {
  const body = `999900${String(serial).padStart(12, '0')}`;
  const sum = [...body].toReversed().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

export function connectionOf(open: AidSchool): Connection {
  return open.app.core.archive!.database.writer;
}

/** Approves an entitlement straight in the tables and in the journal, as the entitlement service would. */
export function approve(open: AidSchool, studentId: number, amount = 62_500, key = programmeKey): number {
  const db = connectionOf(open);
  return db.raw.transaction(() => {
    const entitlementId = db.run(
      `INSERT INTO entitlement (school_id, student_id, programme_key, term, amount_due_fen, rate_key, rule_key, trace_json, basis, notice_waived_reason, state, proposed_by, proposed_at, approved_by, approved_at)
       VALUES (?, ?, ?, ?, ?, 'r', 'r', '[]', 'b', '测试', 'approved', 1, '2025-10-01T00:00:00.000Z', 1, '2025-10-01T00:00:00.000Z')`,
      open.schoolId, studentId, key, AUTUMN as string, amount).lastId;
    postEvent(db, { kind: 'entitlement_approved', programmeKey: key, term: AUTUMN, onDate: isoDate('2025-10-01'), lines: [{ entitlementId, studentId, fen: fen(amount) }] },
      { schoolId: open.schoolId, operationId: `approve-${entitlementId}`, accountId: 1, at: '2025-10-01T00:00:00.000Z' });
    return entitlementId;
  })();
}

/** A school with `count` pupils who each have an approved entitlement and a parent's account. */
export async function openPaySchool(count = 4, names: readonly string[] = [], root?: string, shared = false): Promise<PaySchool> {
  const open = await openAidSchool(undefined, root, shared);
  const pupils = [];
  for (let index = 1; index <= count; index += 1) {
    const name = names[index - 1] ?? `学生${['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'][(index - 1) % 8]}${index > 8 ? index : ''}`;
    const id = open.add({ name, rollNo: String(index), idNumber: syntheticId(index, '20150307') });
    approve(open, id);
    const accountNo = cardNo(index);
    await open.client.payees.set({
      schoolId: open.schoolId, studentId: id, holderName: `${name}父`, relation: '父亲', holderIdNumber: syntheticId(index), accountNo, bankName: '云岭农商银行', cardKind: 'social_security',
    });
    pupils.push({ id, name, accountNo });
  }
  return { ...open, pupils };
}

/** Makes, releases and exports a batch by two people, and leaves the administrator signed in. */
export async function sendBatch(open: PaySchool, over: Partial<Parameters<PaySchool['client']['payments']['make']>[0]> = {}) {
  const batch = await open.client.payments.make({ schoolId: open.schoolId, term: AUTUMN, programmeKey, profileKey: pipeProfile, docNo: '云财教〔2025〕9号', ...over });
  await signInAs(open, 'checker');
  await open.client.payments.release({ schoolId: open.schoolId, batchId: batch.id, count: batch.totals.count, sumFen: batch.totals.sumFen });
  await signInAsAdministrator(open);
  return open.client.payments.export({ schoolId: open.schoolId, batchId: batch.id });
}

export function returnFile(rows: readonly string[], name = '回盘.txt'): File {
  return new File([`序号|姓名|帐号|金额|处理结果|原因\r\n${rows.map((row) => `${row}\r\n`).join('')}`], name);
}

export async function importReturn(open: PaySchool, file: File, options: Record<string, unknown> = {}) {
  return open.client.imports.confirm({ schoolId: open.schoolId, term: AUTUMN, purpose: 'bank_return', file, options });
}

export { AUTUMN };
