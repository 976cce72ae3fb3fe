import * as z from 'zod';
import { caseStates, identificationRoutes } from '#shared/domain/identification/case-state.ts';
import { followUps } from '#shared/domain/letters/follow-up.ts';
import type { GradeKey } from '#shared/domain/letters/letter.ts';
import { slipChoices, slipStandings } from '#shared/domain/letters/slip.ts';
import { command, commandInput, doneSchema, fileSchema, inTerm, isoDateSchema, query, schoolYearSchema } from './base.ts';

const gradeSchema = z.string().regex(/^(preschool|primary|junior|senior|vocational):\d{1,2}$/) as unknown as z.ZodType<GradeKey, GradeKey>;
const idSchema = z.int().positive();

const wordingFields = {
  title: z.string().trim().min(2).max(120),
  body: z.string().trim().min(10).max(8000),
  slipText: z.string().trim().min(2).max(500),
};

const programmeSchema = z.object({ name: z.string(), stages: z.string(), standard: z.string() });

const letterSchema = z.object({
  id: z.int(), title: z.string(), body: z.string(), slipText: z.string(), programmes: z.array(programmeSchema),
  grades: z.array(gradeSchema).nullable().describe('null: the whole school'), gradeNames: z.string(),
  issuedOn: isoDateSchema, replyBy: isoDateSchema.nullable(), by: z.string(), at: z.string(),
  withdrawn: z.boolean(), withdrawnReason: z.string().nullable(), slips: z.int(),
});
export type Letter = z.infer<typeof letterSchema>;

const slipFields = {
  givenOn: isoDateSchema.nullable(), returnedOn: isoDateSchema.nullable(), choice: z.enum(slipChoices).nullable(),
  signer: z.string().trim().max(30), relation: z.string().trim().max(20), note: z.string().trim().max(200),
};

const rowSchema = z.object({
  studentId: z.int(), name: z.string(), pinyin: z.string(), classId: z.int().nullable(), className: z.string(), status: z.string(),
  standing: z.enum(slipStandings), ...slipFields,
  /** The record scans hang on; null while nothing was recorded. */
  slipId: z.int().nullable(),
  records: z.int(),
  scans: z.int(),
  /** The letter the pupil has, or is to be given; null while none covers the grade. */
  letterId: z.int().nullable(),
  replyBy: isoDateSchema.nullable(),
  overdue: z.boolean(),
  guardian: z.object({ name: z.string(), relation: z.string() }).nullable(),
  /** Groups a department's list gives. */
  listed: z.array(z.string()),
  case: z.object({ route: z.enum(identificationRoutes), state: z.enum(caseStates) }).nullable(),
  waived: z.boolean(),
  todo: z.array(z.enum(followUps)),
});
export type SlipRow = z.infer<typeof rowSchema>;

const progressSchema = z.object({
  classId: z.int().nullable(), className: z.string(), headTeacher: z.string(), pupils: z.int(), given: z.int(), returned: z.int(), apply: z.int(), notApply: z.int(), waiting: z.int(),
});
export type ClassProgress = z.infer<typeof progressSchema>;

const overviewSchema = z.object({
  schoolYear: schoolYearSchema,
  letters: z.array(letterSchema),
  /** The grades that have pupils, for a letter that is not for everybody. */
  grades: z.array(z.object({ key: gradeSchema, name: z.string(), pupils: z.int() })),
  rows: z.array(rowSchema),
  classes: z.array(progressSchema),
  counts: z.object({ pupils: z.int(), given: z.int(), returned: z.int(), apply: z.int(), notApply: z.int(), byTodo: z.record(z.enum(followUps), z.int()) }),
});
export type LetterOverview = z.infer<typeof overviewSchema>;

/** A pupil's slip as a whole: what is left empty here is empty afterwards. */
const slipEntrySchema = z.object({
  studentId: z.int(), ...slipFields, signer: slipFields.signer.default(''), relation: slipFields.relation.default(''), note: slipFields.note.default(''),
});
export type SlipEntry = z.input<typeof slipEntrySchema>;

const issueFields = { ...inTerm, ...wordingFields, grades: z.array(gradeSchema).min(1).max(30).nullable(), issuedOn: isoDateSchema, replyBy: isoDateSchema.nullable() };

export const letterPapers = ['letters', 'register', 'reminder'] as const;

export const lettersContract = {
  /** 告知 of the 学年: its letters, the slip of every pupil of the register, progress by class, what is still to be asked. */
  overview: query('identification.read').input(z.object(inTerm)).output(overviewSchema),
  /** A wording to begin with, from the template of the year or from the school's own last letter. */
  propose: query('identification.read')
    .input(z.object({ ...inTerm, from: z.enum(['template', 'last']).default('template') }))
    .output(z.object({ ...wordingFields, programmes: z.array(programmeSchema), source: z.string(), last: z.object({ schoolYear: schoolYearSchema, title: z.string() }).nullable() })),
  /** One pupil's sheet as it would be printed, before the letter is issued. */
  proof: query('file.take').input(z.object({ ...inTerm, ...wordingFields, issuedOn: isoDateSchema, replyBy: isoDateSchema.nullable() })).output(fileSchema),
  issue: command('identification.write').input(commandInput(issueFields)).output(z.object({ letterId: z.int(), pupils: z.int() })),
  /** Takes back a letter nothing was recorded under. */
  withdraw: command('identification.write').input(commandInput({ ...inTerm, letterId: idSchema, reason: z.string().trim().min(2).max(200) })).output(doneSchema),
  /** 发出 and 回执 of a class or the whole school; all or nothing, and what was recorded before stays as history. */
  record: command('identification.write')
    .input(commandInput({ ...inTerm, entries: z.array(slipEntrySchema).min(1).max(5000) }))
    .output(z.object({ recorded: z.int(), unchanged: z.int() })),
  /** Everything recorded of one pupil's slip, newest first. */
  history: query('identification.read').input(z.object({ ...inTerm, studentId: idSchema }))
    .output(z.object({ studentId: z.int(), name: z.string(), rows: z.array(z.object({ id: z.int(), ...slipFields, by: z.string(), at: z.string() })) })),
  /** The letters with their tear-off slips, 告知档案 or 催收名单, a document a class; several come in one zip. */
  print: command('file.take')
    .input(commandInput({ ...inTerm, what: z.enum(letterPapers), classIds: z.array(z.int()).max(500).nullable().default(null), onlyNotGiven: z.boolean().default(false) }))
    .output(z.object({ file: fileSchema, pupils: z.int(), papers: z.int() })),
};
