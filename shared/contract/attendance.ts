import * as z from 'zod';
import { command, commandInput, doneSchema, fileSchema, inTerm, query } from './base.ts';

const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/).describe('YYYY-MM');
const planSchema = z.object({ programmeKey: z.string(), programmeName: z.string(), months: z.array(monthSchema), basis: z.string() });

const attendanceRowSchema = z.object({
  studentId: z.int(),
  studentName: z.string(),
  classId: z.int().nullable(),
  className: z.string(),
  /** 在读, or what happened on which day. */
  standing: z.string(),
  /** One a month of the term; half months, null where nobody recorded it; `closed` says why none may be recorded. */
  cells: z.array(z.object({ month: monthSchema, halfMonths: z.int().nullable(), closed: z.string() })),
});
export type AttendanceRow = z.infer<typeof attendanceRowSchema>;

export const attendanceContract = {
  grid: query('entitlement.read').input(z.object(inTerm)).output(z.object({
    months: z.array(monthSchema),
    rows: z.array(attendanceRowSchema),
    plans: z.array(planSchema),
    /** 中职 programmes with money for the family that may be paid by months. */
    programmes: z.array(z.object({ programmeKey: z.string(), programmeName: z.string() })),
  })),
  /** Which months of the term a programme is paid by; none: paid for the term again. */
  setPlan: command('entitlement.propose')
    .input(commandInput({ ...inTerm, programmeKey: z.string(), months: z.array(monthSchema).max(12), basis: z.string().trim().min(2).max(200) }))
    .output(doneSchema),
  record: command('entitlement.propose')
    .input(commandInput({ ...inTerm, entries: z.array(z.object({ studentId: z.int(), month: monthSchema, halfMonths: z.int().min(0).max(2) })).min(1), note: z.string().trim().max(200).default('') }))
    .output(z.object({ changed: z.int(), same: z.int() })),
  /** 中职月度名单: the pupils of one month, or every month of the term. */
  file: query('entitlement.read').input(z.object({ ...inTerm, month: monthSchema.optional(), classId: z.int().optional(), format: z.enum(['pdf', 'xlsx']) })).output(fileSchema),
};
