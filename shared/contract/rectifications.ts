import * as z from 'zod';
import { checkNos } from '#shared/domain/checks/check.ts';
import { rectificationEvents, rectificationSources } from '#shared/domain/checks/rectification.ts';
import { command, commandInput, doneSchema, fenSchema, fileSchema, inSchool, isoDateSchema, query } from './base.ts';

const textSchema = z.string().trim().max(400);
const personSchema = z.string().trim().min(1).max(30);
const planFields = { measure: textSchema.min(2), responsible: personSchema, leader: z.string().trim().max(30).default(''), dueOn: isoDateSchema };

const eventSchema = z.object({ event: z.enum(rectificationEvents), eventLabel: z.string(), onDate: isoDateSchema, text: z.string(), verifier: z.string(), evidence: z.string(), by: z.string(), at: z.string() });
const rowSchema = z.object({
  id: z.int(), no: z.string(), source: z.enum(rectificationSources), sourceLabel: z.string(), foundOn: isoDateSchema, what: z.string(), amountFen: fenSchema.nullable(), personCount: z.int().nullable(),
  itemKey: z.string().nullable(), itemTitle: z.string(), checkNo: z.enum(checkNos).nullable(), cause: z.string(), measure: z.string(), responsible: z.string(), leader: z.string(), dueOn: isoDateSchema,
  standing: z.enum(['open', 'soon', 'overdue', 'closed']), standingLabel: z.string(), closedOn: isoDateSchema.nullable(), verifier: z.string(), scans: z.int(), by: z.string(), events: z.array(eventSchema),
});
export type RectificationView = z.infer<typeof rowSchema>;

export const rectificationsContract = {
  /** 问题整改台账, every problem with its steps. */
  list: query('check.read').input(z.object(inSchool)).output(z.array(rowSchema)),
  open: command('check.write')
    .input(commandInput({
      ...inSchool, source: z.enum(rectificationSources), foundOn: isoDateSchema, what: textSchema.min(2), amountFen: fenSchema.nullable().default(null), personCount: z.int().min(0).nullable().default(null),
      itemKey: z.string().min(1).nullable().default(null), checkNo: z.enum(checkNos).nullable().default(null), findingKey: z.string().min(1).nullable().default(null), cause: textSchema.default(''), ...planFields,
    }))
    .output(z.object({ id: z.int(), no: z.string() })),
  /** What was done; after 销号 a look back, or that it came back. */
  record: command('check.write')
    .input(commandInput({ ...inSchool, rectificationId: z.int(), event: z.enum(['progress', 'reopen', 'look_back']), onDate: isoDateSchema, text: textSchema.min(2) })).output(doneSchema),
  amend: command('check.write').input(commandInput({ ...inSchool, rectificationId: z.int(), ...planFields, reason: textSchema.min(2) })).output(doneSchema),
  /** 销号: by a verifier who is not the responsible person, with evidence. */
  close: command('check.write')
    .input(commandInput({ ...inSchool, rectificationId: z.int(), onDate: isoDateSchema, text: textSchema.min(2), verifier: z.string().trim().max(30), evidence: textSchema.default('') })).output(doneSchema),
  print: query('check.read').input(z.object(inSchool)).output(fileSchema),
  exportXlsx: query('check.read').input(z.object(inSchool)).output(fileSchema),
};
