import * as z from 'zod';
import { checkNos } from '#shared/domain/checks/check.ts';
import { command, commandInput, doneSchema, fileSchema, inTerm, query } from './base.ts';

const checkNoSchema = z.enum(checkNos);
const severitySchema = z.enum(['block', 'warn', 'list']);
const reasonSchema = z.string().trim().min(2).max(400);
const saidSchema = z.object({ reason: z.string(), by: z.string(), at: z.string() });

const findingSchema = z.object({
  key: z.string(),
  /** Of the facts it rests on: sent back with an explanation, so that what is explained is what was seen. */
  fingerprint: z.string(),
  no: checkNoSchema,
  severity: severitySchema,
  severityLabel: z.string(),
  subject: z.object({ kind: z.enum(['pupil', 'batch', 'notice', 'return_file', 'receipt', 'programme', 'stage', 'fund', 'difference', 'term']), id: z.union([z.int(), z.string()]), label: z.string() }),
  sentence: z.string(),
  explanation: saidSchema.nullable(),
  /** Explained once; the facts have changed since. */
  lapsed: saidSchema.nullable(),
  rectificationNo: z.string().nullable(),
});
export type FindingView = z.infer<typeof findingSchema>;

const checkSchema = z.object({
  no: checkNoSchema, title: z.string(), asks: z.string(), clause: z.string(), severity: severitySchema, severityLabel: z.string(), areaLabel: z.string(), area: z.string(),
  examined: z.int(), open: z.int(), explained: z.int(), lacks: z.array(z.string()),
  /** The account may not read what this check is about. */
  hidden: z.boolean(),
  findings: z.array(findingSchema),
});
export type CheckView = z.infer<typeof checkSchema>;

const totalsSchema = z.object({ blockOpen: z.int(), warnOpen: z.int(), listed: z.int(), explained: z.int(), clean: z.int(), lacking: z.int() });
const listSchema = z.object({ checks: z.array(checkSchema), totals: totalsSchema });
export type CheckList = z.infer<typeof listSchema>;

export const checksContract = {
  /** CHK-01 … CHK-32 of a term, run anew each time. */
  list: query('check.read').input(z.object(inTerm)).output(listSchema),
  /** Says why findings may stand as they are; holds while their facts stay the same. */
  explain: command('check.write')
    .input(commandInput({ ...inTerm, findings: z.array(z.object({ key: z.string().min(1), fingerprint: z.string().min(1) })).min(1).max(2000), reason: reasonSchema }))
    .output(z.object({ explained: z.int() })),
  takeBack: command('check.write').input(commandInput({ ...inTerm, key: z.string().min(1), reason: reasonSchema })).output(doneSchema),
  /** 自查报告. */
  print: query('check.read').input(z.object(inTerm)).output(fileSchema),
  exportXlsx: query('check.read').input(z.object(inTerm)).output(fileSchema),
};
