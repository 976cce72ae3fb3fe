import * as z from 'zod';
import { QUESTIONS } from '#shared/domain/entitlement/pupil-facts.ts';
import { STANDINGS } from '#shared/domain/entitlement/standing.ts';
import { SPLIT_PROFILES } from '#shared/domain/entitlement/split.ts';
import { fenSchema, fileSchema, inTerm, query, triStateSchema } from './base.ts';

const standingRowSchema = z.object({
  studentId: z.int(),
  studentName: z.string(),
  classId: z.int().nullable(),
  className: z.string(),
  programmeKey: z.string(),
  programmeName: z.string(),
  standing: z.enum(STANDINGS),
  /** What is held, or would be proposed. */
  amountFen: fenSchema.nullable(),
  hardshipGrade: z.string(),
  /** The deciding reason in words. */
  sentence: z.string(),
  clause: z.string(),
  /** Further reasons beside the deciding one. */
  further: z.int(),
  questions: z.array(z.enum(QUESTIONS)),
  entitlementId: z.int().nullable(),
});
export type StandingRow = z.infer<typeof standingRowSchema>;

const scope = {
  ...inTerm,
  programmeKey: z.string().optional(),
  classId: z.int().optional(),
  /** Also the programmes the school does not run in the term, where every pupil gets the same answer. */
  every: z.boolean().default(false),
};

export const standingsContract = {
  /** 为何没有: every pupil × every programme of its stage, each in exactly one standing with the reason that decides. */
  list: query('entitlement.read').input(z.object(scope)).output(z.object({
    rows: z.array(standingRowSchema),
    pupilCount: z.int(),
    byProgramme: z.array(z.object({
      programmeKey: z.string(), programmeName: z.string(), approved: z.int(), proposed: z.int(), due: z.int(), asked: z.int(), not: z.int(),
    })),
  })),
  /** Every condition of one programme for one pupil, the fulfilled ones too, and the table of 校籍分离 with the pupil's own answers. */
  why: query('entitlement.read').input(z.object({ ...inTerm, studentId: z.int(), programmeKey: z.string() })).output(z.object({
    studentName: z.string(),
    className: z.string(),
    programmeName: z.string(),
    standing: z.enum(STANDINGS),
    amountFen: fenSchema.nullable(),
    /** 校籍分离: the table in the order it is asked, the pupil's own answers, and the row they lead to; null where nothing suggests it. */
    split: z.object({
      profile: z.enum(SPLIT_PROFILES),
      answers: z.array(z.object({ question: z.string(), answer: triStateSchema })),
      rows: z.array(z.object({ row: z.int(), situation: z.string(), payer: z.string(), applies: z.boolean() })),
    }).nullable(),
    reasons: z.array(z.object({ topic: z.string(), heading: z.string(), sentence: z.string(), clause: z.string(), verdict: z.enum(['for', 'against', 'ask']) })),
  })),
  file: query('entitlement.read').input(z.object({ ...scope, format: z.enum(['pdf', 'xlsx', 'csv']) })).output(fileSchema),
};
