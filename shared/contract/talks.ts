import * as z from 'zod';
import { talkTopics, talkWays } from '#shared/domain/talks/talk.ts';
import { command, commandInput, doneSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, schoolYearSchema } from './base.ts';

const longText = z.string().trim().max(3000);

/** A talk as it is written down. */
export const talkInputSchema = z.object({
  talkedOn: isoDateSchema,
  talker: z.string().trim().min(1).max(30),
  way: z.enum(talkWays).default('face'),
  place: z.string().trim().max(60).default(''),
  topics: z.array(z.enum(talkTopics)).max(talkTopics.length),
  reason: z.string().trim().max(200).default(''),
  said: longText.min(1),
  promised: longText.default(''),
  followUp: z.string().trim().max(500).default(''),
  followUpBy: isoDateSchema.nullable().default(null),
});
export type TalkInput = z.input<typeof talkInputSchema>;

/** The head of a talk: nothing of what was said, promised or is to be done stands here. */
const talkRowSchema = z.object({
  talkId: z.int(),
  studentId: z.int(),
  name: z.string(),
  pinyin: z.string(),
  classId: z.int().nullable(),
  className: z.string(),
  talkedOn: isoDateSchema,
  talker: z.string(),
  way: z.enum(talkWays),
  topics: z.array(z.enum(talkTopics)),
  followUp: z.enum(['none', 'open', 'due', 'done']),
  followUpBy: isoDateSchema.nullable(),
  doneOn: isoDateSchema.nullable(),
  version: z.int(),
});
export type TalkRow = z.infer<typeof talkRowSchema>;

const fullTalkSchema = talkInputSchema.extend({ talkId: z.int(), version: z.int(), reasonChanged: z.string(), voided: z.boolean(), by: z.string(), at: z.string() });
export type FullTalk = z.output<typeof fullTalkSchema>;

/** 谈心谈话. Never part of a public paper, a list for others or an export; who reads a record is written into the log. */
export const talksContract = {
  list: query('talk.read').input(z.object(inTerm)).output(z.object({ schoolYear: schoolYearSchema, rows: z.array(talkRowSchema) })),
  open: command('talk.read').input(commandInput({ ...inSchool, talkId: z.int().positive() })).output(z.object({
    studentId: z.int(), name: z.string(), className: z.string(), talk: fullTalkSchema, versions: z.array(fullTalkSchema),
    followUp: z.object({ state: z.enum(['none', 'open', 'due', 'done']), doneOn: isoDateSchema.nullable(), result: z.string(), by: z.string() }),
  })),
  record: command('talk.write').input(commandInput({ ...inTerm, studentId: z.int().positive(), talk: talkInputSchema })).output(z.object({ talkId: z.int() })),
  /** Writes a record anew; the version before is kept. */
  correct: command('talk.write')
    .input(commandInput({ ...inSchool, talkId: z.int().positive(), version: z.int().positive(), talk: talkInputSchema, reason: z.string().trim().min(2).max(200) })).output(doneSchema),
  strikeOut: command('talk.write').input(commandInput({ ...inSchool, talkId: z.int().positive(), reason: z.string().trim().min(2).max(200) })).output(doneSchema),
  /** What was to be done has been done. */
  finishFollowUp: command('talk.write')
    .input(commandInput({ ...inSchool, talkId: z.int().positive(), doneOn: isoDateSchema, result: z.string().trim().min(2).max(500) })).output(doneSchema),
  print: command('talk.read').input(commandInput({ ...inSchool, talkId: z.int().positive() })).output(fileSchema),
};
