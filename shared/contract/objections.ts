import * as z from 'zod';
import { NOTICE_KINDS } from '#shared/domain/notice/notice-fields.ts';
import { noticeLevels } from '#shared/domain/notice/notice-level.ts';
import { objectionChannels, objectionOutcomes, objectionStates, objectionSteps } from '#shared/domain/notice/objection.ts';
import { command, commandInput, doneSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, termSchema } from './base.ts';

const timingSchema = z.enum(['waiting', 'soon', 'overdue', 'in_time', 'late']);

/** One round of an objection: the first answer, or the 复议's. */
const roundSchema = z.object({
  raisedOn: isoDateSchema,
  dueOn: isoDateSchema,
  /** false: the date carries 未核节假日. */
  dueVerified: z.boolean(),
  timing: timingSchema,
  /** Who answers a 复议, as the school wrote it; '' for the first round. */
  body: z.string(),
  answeredOn: isoDateSchema.nullable(),
  outcome: z.enum(objectionOutcomes).nullable(),
  finding: z.string(),
  replyWay: z.string(),
});
export type ObjectionRound = z.infer<typeof roundSchema>;

/** An objection as the register shows it. Who raised it is not in here: only `reveal` tells, and writes down that it was asked. */
const objectionRowSchema = z.object({
  id: z.int(),
  no: z.string(),
  noticeId: z.int(),
  noticeNo: z.string(),
  noticeKind: z.enum(NOTICE_KINDS),
  noticeLevel: z.enum(noticeLevels),
  /** The line objected to; null: the whole notice. */
  subject: z.object({ ordinal: z.int(), studentId: z.int(), name: z.string(), className: z.string(), programme: z.string() }).nullable(),
  receivedOn: isoDateSchema,
  /** Raised after the last day of the period; answered all the same. */
  afterPeriod: z.boolean(),
  channel: z.enum(objectionChannels),
  named: z.boolean(),
  claim: z.string(),
  state: z.enum(objectionStates),
  open: z.boolean(),
  steps: z.array(z.enum(objectionSteps)),
  checkers: z.array(z.string()),
  /** A checker decided the case too (one-person mode); said on screen and paper. */
  onePerson: z.boolean(),
  answer: roundSchema,
  reconsideration: roundSchema.nullable(),
  closedOn: isoDateSchema.nullable(),
  closingNote: z.string(),
  revisions: z.array(z.object({ studentId: z.int(), name: z.string(), before: z.string(), after: z.string(), decidedOn: isoDateSchema })),
  receivedBy: z.string(),
});
export type ObjectionRow = z.infer<typeof objectionRowSchema>;

const inObjection = { ...inSchool, objectionId: z.int().positive() };
const note = z.string().trim().max(300);
const finding = z.string().trim().min(2).max(1000);

const answerFields = {
  ...inObjection,
  onDate: isoDateSchema,
  finding,
  outcome: z.enum(objectionOutcomes),
  replyWay: z.string().trim().min(2).max(60),
  /** 调整 and 取消 of an identification: the new decision of each pupil concerned, with the body and the day it decided. */
  decision: z.object({ body: z.string().trim().min(1).max(60), decidedOn: isoDateSchema, effectiveTerm: termSchema }).nullable().default(null),
  revisions: z.array(z.object({ studentId: z.int().positive(), grade: z.string().trim().max(20) })).max(200).default([]),
};

export const objectionsContract = {
  list: query('objection.read').input(z.object(inTerm)).output(z.array(objectionRowSchema)),
  get: query('objection.read').input(z.object(inObjection)).output(objectionRowSchema.extend({
    events: z.array(z.object({ sentence: z.string(), onDate: isoDateSchema, by: z.string() })),
    /** Where the line's pupil stands now; '' without one. */
    currentGrade: z.string(),
    grades: z.array(z.string()),
    /** A pupil changed by the answer, in hardship still and not announced yet: a new notice can be made for these. */
    toAnnounce: z.int(),
    /** Classes of the pupils to announce, for a class-level notice. */
    announceClasses: z.array(z.object({ classId: z.int(), className: z.string() })),
    classLevelFirst: z.boolean(),
  })),
  /** Name and contact of who raised it; the look is written down. */
  reveal: command('objection.read').input(commandInput(inObjection)).output(z.object({ name: z.string(), contact: z.string() })),
  receive: command('objection.write')
    .input(commandInput({
      ...inSchool,
      noticeId: z.int().positive(),
      ordinal: z.int().positive().nullable().default(null),
      receivedOn: isoDateSchema,
      channel: z.enum(objectionChannels),
      named: z.boolean(),
      objectorName: z.string().trim().max(40).default(''),
      objectorContact: z.string().trim().max(60).default(''),
      claim: z.string().trim().min(2).max(1000),
    }))
    .output(z.object({ id: z.int(), no: z.string(), dueOn: isoDateSchema, dueVerified: z.boolean() })),
  check: command('objection.write')
    .input(commandInput({ ...inObjection, onDate: isoDateSchema, checkers: z.array(z.string().trim().min(2).max(20)).min(1).max(5) }))
    .output(z.object({ warnings: z.array(z.string()) })),
  answer: command('objection.write').input(commandInput(answerFields)).output(z.object({ revised: z.int() })),
  reconsider: command('objection.write')
    .input(commandInput({ ...inObjection, onDate: isoDateSchema, body: z.string().trim().min(2).max(60), note: note.default('') }))
    .output(z.object({ dueOn: isoDateSchema, dueVerified: z.boolean() })),
  conclude: command('objection.write').input(commandInput(answerFields)).output(z.object({ revised: z.int() })),
  close: command('objection.write').input(commandInput({ ...inObjection, onDate: isoDateSchema, note: note.default('') })).output(doneSchema),
  withdraw: command('objection.write').input(commandInput({ ...inObjection, onDate: isoDateSchema, reason: z.string().trim().min(2).max(200) })).output(doneSchema),
  /** 异议处理单, one page. */
  printForm: query('objection.read').input(z.object(inObjection)).output(fileSchema),
  /** 异议登记簿 of the term. */
  printRegister: query('objection.read').input(z.object(inTerm)).output(fileSchema),
  exportXlsx: query('objection.read').input(z.object(inTerm)).output(fileSchema),
};
