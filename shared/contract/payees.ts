import * as z from 'zod';
import { payeeKinds, payeeRelations } from '#shared/domain/disbursement/payee-relation.ts';
import { command, commandInput, doneSchema, inSchool, inTerm, isoDateSchema, query } from './base.ts';

export const cardKinds = ['social_security', 'aid_card', 'bank_card', 'passbook', 'unknown'] as const;

/** One thing to know of an account: a block keeps the pupil out of a batch, a warning does not. */
export const findingSchema = z.object({ code: z.string(), severity: z.enum(['block', 'warn']), sentence: z.string() });
export type PayeeFindingRow = z.infer<typeof findingSchema>;

export const payeeAccountSchema = z.object({
  id: z.int(),
  holderName: z.string(),
  relation: z.enum(payeeRelations),
  relationText: z.string(),
  holderIdMasked: z.string(),
  accountMasked: z.string().describe('last four digits only'),
  bankName: z.string(),
  cardKind: z.enum(cardKinds),
  validFrom: isoDateSchema,
  checkedOn: isoDateSchema.nullable(),
  source: z.enum(['entered', 'imported']),
  fileName: z.string().nullable(),
  rowNo: z.int().nullable(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  replacedOn: isoDateSchema.nullable(),
  replaceReason: z.string().nullable(),
});
export type PayeeAccount = z.infer<typeof payeeAccountSchema>;

export const payeeRowSchema = z.object({
  studentId: z.int(),
  studentName: z.string(),
  classId: z.int().nullable(),
  classLabel: z.string(),
  status: z.string(),
  account: payeeAccountSchema.nullable(),
  sharedWith: z.array(z.string()),
  findings: z.array(findingSchema),
});
export type PayeeRow = z.infer<typeof payeeRowSchema>;

const accountFields = {
  holderName: z.string().trim().min(1).max(60),
  relation: z.string().trim().max(20).describe('与学生关系, as written: 本人, 父亲, 监护人 …'),
  holderIdNumber: z.string().trim().max(30).default(''),
  accountNo: z.string().trim().min(1).max(40),
  bankName: z.string().trim().max(60).default(''),
  cardKind: z.enum(cardKinds).default('unknown'),
};

export const staffAccountSchema = z.object({
  id: z.int(), name: z.string(), accountMasked: z.string(), idMasked: z.string(), recordedAt: z.string(),
});

export const payeeRuleSchema = z.object({ programmeKey: z.string().nullable(), allowed: z.array(z.enum(payeeKinds)).min(1) });

export const payeesContract = {
  /** Every pupil in school (and those who left but are still to be paid), with the live account, masked, and what stands against it. */
  list: query('payee.read').input(z.object(inTerm)).output(z.array(payeeRowSchema)),
  /** All accounts a pupil ever had, newest first. */
  history: query('payee.read').input(z.object({ ...inSchool, studentId: z.int() })).output(z.array(payeeAccountSchema)),
  /** Enters a pupil's account, or replaces it: then with a reason. Failed payments of the pupil become 已更正. */
  set: command('payee.write')
    .input(commandInput({ ...inSchool, studentId: z.int(), ...accountFields, reason: z.string().trim().max(200).default('') }))
    .output(z.object({ accountId: z.int(), findings: z.array(findingSchema), correctedLines: z.int() })),
  /** The full numbers of one account. Every look leaves an audit row. */
  reveal: command('sensitive.show')
    .input(commandInput({ ...inSchool, accountId: z.int() }))
    .output(z.object({ accountNo: z.string(), holderIdNumber: z.string() })),
  /** Notes that bank or family confirmed the account. */
  markChecked: command('payee.write').input(commandInput({ ...inSchool, accountIds: z.array(z.int()).min(1) })).output(doneSchema),
  /** Records that everyone who now shares this account may: who judged is the signed-in account, why is asked. */
  judgeSharing: command('payee.write')
    .input(commandInput({ ...inSchool, accountId: z.int(), reason: z.string().trim().min(2).max(200) }))
    .output(z.object({ students: z.array(z.string()) })),
  staff: query('payee.read').input(z.object(inSchool)).output(z.array(staffAccountSchema)),
  addStaff: command('payee.write')
    .input(commandInput({ ...inSchool, name: z.string().trim().min(1).max(60), accountNo: z.string().trim().min(1).max(40), idNumber: z.string().trim().max(30).default('') }))
    .output(z.object({ staffAccountId: z.int(), pupilsOnIt: z.array(z.string()) })),
  removeStaff: command('payee.write').input(commandInput({ ...inSchool, staffAccountId: z.int(), reason: z.string().trim().min(2).max(200) })).output(doneSchema),
  /** payee.allowed: for all programmes (programmeKey null) and for single ones. */
  rules: query('payee.read').input(z.object(inSchool)).output(z.array(payeeRuleSchema)),
  setRule: command('setting.write').input(commandInput({ ...inSchool, rule: payeeRuleSchema })).output(z.array(payeeRuleSchema)),
};
