import * as z from 'zod';
import { checkNos } from '#shared/domain/checks/check.ts';
import { CONFIDENCES } from '#shared/domain/programmes/confidence.ts';
import { command, commandInput, doneSchema, fileSchema, inTerm, isoDateSchema, query, schoolYearSchema } from './base.ts';

const textSchema = z.string().trim().max(300);
const answerSchema = z.enum(['present', 'absent']);

const itemSchema = z.object({
  key: z.string(), title: z.string(), detail: z.string(), source: z.string(), confidence: z.enum(CONFIDENCES), proof: z.array(z.enum(checkNos)),
  proofState: z.enum(['none', 'clean', 'open', 'incomplete']), proofLabel: z.string(), openFindings: z.int(),
  answer: answerSchema.nullable(), evidence: z.string(), answeredBy: z.string(), answeredAt: z.string(),
  /** Problems of the 学年 put down for this line in the 整改台账. */
  rectifications: z.array(z.string()),
});
export type NegativeItemView = z.infer<typeof itemSchema>;

const assessmentSchema = z.object({
  id: z.int(), versionNo: z.int(), reason: z.string(), begunBy: z.string(), begunAt: z.string(),
  signed: z.object({ on: isoDateSchema, signer: z.string(), post: z.string(), by: z.string() }).nullable(),
});

const viewSchema = z.object({ schoolYear: schoolYearSchema, items: z.array(itemSchema), assessment: assessmentSchema.nullable() });
export type SelfAssessmentView = z.infer<typeof viewSchema>;

export const selfAssessmentContract = {
  /** The 负面清单 of the term's 学年 with what the checks say of it today and what was answered; a signed one as it was signed. */
  get: query('check.read').input(z.object(inTerm)).output(viewSchema),
  saveItem: command('check.write')
    .input(commandInput({
      ...inTerm, key: z.string().min(1).max(40).nullable(), title: textSchema.min(2).max(40), detail: textSchema.default(''), source: textSchema.min(1), confidence: z.enum(CONFIDENCES), proof: z.array(z.enum(checkNos)).max(8).default([]),
    }))
    .output(z.object({ key: z.string() })),
  /** Takes a line out from this 学年 on; earlier years keep it. */
  retireItem: command('check.write').input(commandInput({ ...inTerm, key: z.string().min(1).max(40) })).output(doneSchema),
  /** Begins the year's self-assessment, or a further one after a signed one, with the reason. */
  begin: command('check.write').input(commandInput({ ...inTerm, reason: textSchema.default('') })).output(z.object({ versionNo: z.int() })),
  answer: command('check.write')
    .input(commandInput({ ...inTerm, answers: z.array(z.object({ itemKey: z.string().min(1), answer: answerSchema, evidence: textSchema })).min(1).max(60) }))
    .output(z.object({ answered: z.int() })),
  sign: command('check.write').input(commandInput({ ...inTerm, signedOn: isoDateSchema, signer: textSchema.min(1).max(30), post: textSchema.min(1).max(30) })).output(doneSchema),
  print: query('check.read').input(z.object(inTerm)).output(fileSchema),
};
