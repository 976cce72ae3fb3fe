import * as z from 'zod';
import { NOTICE_COLUMNS, NOTICE_KINDS } from '#shared/domain/notice/notice-fields.ts';
import { noticeLevels } from '#shared/domain/notice/notice-level.ts';
import { evidenceLacks } from '#shared/domain/notice/posting-evidence.ts';
import { DAY_UNITS } from '#shared/domain/notice/notice-period.ts';
import { NOTICE_STATES, NOTICE_STEPS } from '#shared/domain/notice/notice-state.ts';
import { command, commandInput, doneSchema, fenSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, termSchema } from './base.ts';

/** One line of a notice. Strict: a field beside these is refused, so nothing else can reach the wall. */
export const noticeLineSchema = z.strictObject({
  ordinal: z.int().positive(),
  name: z.string(),
  rollDigits: z.string().nullable(),
  school: z.string(),
  yearLevel: z.string(),
  className: z.string(),
  major: z.string().nullable(),
  programme: z.string().nullable(),
  hardshipGrade: z.string().nullable(),
  amountFen: fenSchema.nullable(),
});

const noticeRowSchema = z.object({
  id: z.int(),
  no: z.string(),
  kind: z.enum(NOTICE_KINDS),
  term: termSchema,
  title: z.string(),
  state: z.enum(NOTICE_STATES),
  steps: z.array(z.enum(NOTICE_STEPS)),
  lineCount: z.int(),
  days: z.int(),
  dayUnit: z.enum(DAY_UNITS),
  postedOn: isoDateSchema.nullable(),
  endOn: isoDateSchema.nullable(),
  takeDownOn: isoDateSchema.nullable(),
  /** false: the dates carry 未核节假日; null while a draft. */
  periodVerified: z.boolean().nullable(),
  endedConfirmedOn: isoDateSchema.nullable(),
  takenDownOn: isoDateSchema.nullable(),
  withdrawnReason: z.string().nullable(),
  objectionCount: z.int().nullable(),
  resultNote: z.string().nullable(),
  level: z.enum(noticeLevels),
  classId: z.int().nullable(),
  /** The class of a class-level notice; '' otherwise. */
  className: z.string(),
  /** Made anew for the lines an objection's answer changed. */
  objectionNo: z.string().nullable(),
  poster: z.string(),
  remover: z.string(),
  othersConfirmedOn: isoDateSchema.nullable(),
  /** From the register: how many objections this notice met, and how many still wait for an answer. */
  objections: z.object({ total: z.int(), open: z.int(), openWhole: z.int() }),
  /** What the posting's evidence still lacks. */
  evidenceLacking: z.array(z.enum(evidenceLacks)),
  /** The last day is over and nobody has ended it, or its take-down day has passed. */
  canEnd: z.boolean(),
  takeDownOverdue: z.boolean(),
});
export type NoticeRow = z.infer<typeof noticeRowSchema>;

/** The sheet as it will hang: wording, columns, lines. */
const noticeSheetSchema = z.object({
  title: z.string(),
  paragraphs: z.array(z.string()),
  period: z.string(),
  objection: z.string(),
  columns: z.array(z.enum(NOTICE_COLUMNS)),
  lines: z.array(noticeLineSchema),
});

const noticeChoice = {
  ...inTerm,
  kind: z.enum(NOTICE_KINDS),
  basisDocument: z.string().trim().max(200).default(''),
  place: z.string().trim().max(60).default(''),
  showTier: z.boolean().default(false),
  showAmount: z.boolean().default(false),
  days: z.int().min(1).max(60).optional().describe('default: setting noticeDays'),
  dayUnit: z.enum(DAY_UNITS).optional().describe('default: setting noticeUnit'),
  programmeKeys: z.array(z.string()).optional().describe('aid_list only; default: all programmes with proposed entitlements'),
  level: z.enum(noticeLevels).default('school').describe('class: only the pupils of classId, identification only'),
  classId: z.int().positive().nullable().default(null),
  objectionId: z.int().positive().nullable().default(null).describe('only the pupils whose decision the answer to this objection changed'),
};

const warningSchema = z.object({ code: z.string(), sentence: z.string() });

const inNotice = { ...inSchool, noticeId: z.int() };

export const noticesContract = {
  list: query('notice.read').input(z.object(inTerm)).output(z.array(noticeRowSchema)),
  get: query('notice.read').input(z.object(inNotice)).output(noticeRowSchema.extend({
    sheet: noticeSheetSchema, listSha256: z.string(), place: z.string(),
    /** Pupil of each line, by its number, for registering an objection to it. */
    lineStudents: z.array(z.int()),
    /** What the 结果说明 would say now, from the register. */
    proposedResult: z.string(),
  })),
  /** What a notice would say if it were made now, with its dates if it were posted on `postedOn`. */
  preview: query('notice.read')
    .input(z.object({ ...noticeChoice, postedOn: isoDateSchema.optional() }))
    .output(z.object({
      sheet: noticeSheetSchema,
      endOn: isoDateSchema,
      takeDownOn: isoDateSchema,
      verified: z.boolean(),
      warnings: z.array(warningSchema),
    })),
  /** Makes a draft whose list is frozen. */
  create: command('notice.write').input(commandInput(noticeChoice)).output(z.object({ id: z.int(), no: z.string(), lineCount: z.int() })),
  discard: command('notice.write').input(commandInput(inNotice)).output(doneSchema),
  post: command('notice.write')
    .input(commandInput({ ...inNotice, postedOn: isoDateSchema, poster: z.string().trim().max(40).default('') }))
    .output(z.object({ endOn: isoDateSchema, takeDownOn: isoDateSchema, verified: z.boolean() })),
  /** Whether a place's procedure asks for 班级公示 first, and which classes have something to announce in it. */
  levels: query('notice.read').input(z.object(inTerm)).output(z.object({
    classLevelDays: z.int().nullable(),
    classes: z.array(z.object({ classId: z.int(), className: z.string(), count: z.int() })),
  })),
  /** Confirms the lines nobody objects to, while the others wait for their answer. */
  confirmOthers: command('notice.write').input(commandInput(inNotice)).output(z.object({ confirmed: z.int(), waiting: z.int() })),
  /** Confirms that the period is over; from then on the notice carries entitlements. Objections are counted from the register. */
  end: command('notice.write')
    .input(commandInput({ ...inNotice, resultNote: z.string().trim().max(500).default('').describe('default: worded from the register') }))
    .output(doneSchema),
  takeDown: command('notice.write').input(commandInput({ ...inNotice, takenDownOn: isoDateSchema, remover: z.string().trim().max(40).default('') })).output(doneSchema),
  /** Takes a wrong notice down before its time; it then proves nothing. */
  withdraw: command('notice.write').input(commandInput({ ...inNotice, reason: z.string().trim().min(2).max(200) })).output(doneSchema),
  print: query('notice.read').input(z.object(inNotice)).output(fileSchema),
  /** 公示结果说明 and the page the photos are pasted on: no name of who objected, nor of whom. */
  printResult: query('notice.read').input(z.object(inNotice)).output(fileSchema),
};
