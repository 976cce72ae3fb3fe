import * as z from 'zod';
import { caseStates } from '#shared/domain/identification/case-state.ts';
import type { Score } from '#shared/domain/scoring/score.ts';
import { scoreTableStates } from '#shared/domain/scoring/table-state.ts';
import { command, commandInput, doneSchema, fileSchema, inSchool, inTerm, isoDateSchema, problemSchema, query, schoolYearSchema, termSchema } from './base.ts';

const scoreSchema = z.int().min(-1_000_000).max(1_000_000).describe('百分之一分, integer') as unknown as z.ZodType<Score, Score>;
const sumSchema = z.int().describe('百分之一分, integer') as unknown as z.ZodType<Score, Score>;
const capSchema = scoreSchema.nullable();
const wordsSchema = z.string().trim().max(300);

const pointsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), score: scoreSchema }),
  z.object({ kind: z.literal('judged'), min: scoreSchema, max: scoreSchema }),
  z.object({ kind: z.literal('unknown') }),
]);

const itemFacts = {
  key: z.string().regex(/^i\d{1,5}$/u), label: z.string().trim().max(60), clause: wordsSchema, evidence: wordsSchema, cap: capSchema, optional: z.boolean(),
};

const itemSchema = z.discriminatedUnion('kind', [
  z.object({
    ...itemFacts, kind: z.enum(['single', 'multiple', 'count']),
    options: z.array(z.object({ key: z.string().regex(/^o\d{1,5}$/u), label: z.string().trim().max(80), points: pointsSchema })).max(60),
  }),
  z.object({ ...itemFacts, kind: z.literal('range'), min: scoreSchema, max: scoreSchema }),
]);

const gradeSchema = z.string().trim().min(1).max(20);

/** An index table as it is stored. A draft may be unfinished; what stands against it is said by the check. */
export const scoreTableSchema = z.object({
  sections: z.array(z.object({ key: z.string().regex(/^s\d{1,3}$/u), title: z.string().trim().max(60), cap: capSchema, items: z.array(itemSchema).max(60) })).max(30),
  cap: capSchema,
  weights: z.object({ self: z.int().min(0).max(100), verified: z.int().min(0).max(100) }),
  decimals: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  bypass: z.array(z.object({ groupKeys: z.array(z.string().min(1).max(60)).max(40), score: scoreSchema.nullable(), grade: gradeSchema.nullable(), clause: wordsSchema })).max(20),
  cutoffs: z.array(z.object({
    validFrom: isoDateSchema, basis: wordsSchema, lines: z.array(z.object({ grade: gradeSchema, min: scoreSchema })).max(10), below: gradeSchema.nullable(),
  })).max(20),
  missing: z.string().trim().max(500),
  issued: z.int().min(0).max(99_999),
});
export type ScoreTableInput = z.infer<typeof scoreTableSchema>;

/** The answers of a sheet: item → what is ticked. */
const answersSchema = z.record(z.string().regex(/^i\d{1,5}$/u), z.array(z.object({
  option: z.string().regex(/^o\d{1,5}$/u).nullable(), count: z.int().min(1).max(99), judged: scoreSchema.nullable(),
})).max(60));

const sideSchema = z.enum(['self', 'verified']);
export type ScoreSide = z.infer<typeof sideSchema>;

const versionFacts = {
  id: z.int(), parentId: z.int().nullable(), name: z.string(), region: z.string(), source: z.string(), state: z.enum(scoreTableStates), versionNo: z.int().nullable(),
  effectiveFrom: isoDateSchema.nullable(), decision: z.string(), changedBy: z.string(), changedAt: z.string(), adoptedBy: z.string().nullable(), adoptedAt: z.string().nullable(),
  /** Pupils with a sheet under it, sheets of a trial too. */
  sheets: z.int(),
};

const itemTraceSchema = z.object({
  key: z.string(), label: z.string(), clause: z.string(), state: z.enum(['scored', 'blank', 'unanswered', 'unknown', 'invalid']),
  marks: z.array(z.object({ label: z.string(), count: z.int(), each: sumSchema.nullable() })), raw: sumSchema, cap: capSchema, capped: sumSchema,
});

const sheetTraceSchema = z.object({
  sections: z.array(z.object({ key: z.string(), title: z.string(), items: z.array(itemTraceSchema), raw: sumSchema, cap: capSchema, capped: sumSchema })),
  raw: sumSchema, cap: capSchema, capped: sumSchema, total: sumSchema.nullable(),
});
export type SheetTraceView = z.infer<typeof sheetTraceSchema>;

const proposalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('grade'), grade: z.string(), min: scoreSchema, basis: z.string(), validFrom: isoDateSchema }),
  z.object({ kind: z.literal('below'), grade: z.string().nullable(), lowest: scoreSchema, basis: z.string(), validFrom: isoDateSchema }),
  z.object({ kind: z.literal('bypass'), grade: z.string(), clause: z.string() }),
  z.object({ kind: z.literal('no_cutoffs') }),
  z.object({ kind: z.literal('open') }),
]);

const resultSchema = z.object({
  selfTotal: sumSchema.nullable(), verifiedTotal: sumSchema.nullable(), total: sumSchema.nullable(), complete: z.boolean(),
  bypassGroup: z.string().nullable(), proposal: proposalSchema,
});
export type ScoreResultView = z.infer<typeof resultSchema>;

const filledSchema = z.object({ answers: answersSchema, onDate: isoDateSchema, by: z.string() });

const gridRowSchema = z.object({
  studentId: z.int(), name: z.string(), pinyin: z.string(), classId: z.int().nullable(), className: z.string(), caseState: z.enum(caseStates).nullable(),
  groupKeys: z.array(z.string()), groups: z.array(z.string()),
  self: filledSchema.nullable(), verified: filledSchema.nullable(), scoredOn: isoDateSchema.nullable(), result: resultSchema,
  /** The version the pupil's sheet of this term stands under, where it is another one. */
  otherVersion: z.string().nullable(),
  /** The grade decided, which the score only advises. */
  decided: z.string().nullable(),
});
export type ScoreGridRow = z.infer<typeof gridRowSchema>;

const entrySchema = z.object({ studentId: z.int(), answers: answersSchema });
const fillingInput = { ...inTerm, tableId: z.int().positive(), side: sideSchema, onDate: isoDateSchema, by: z.string().trim().min(1).max(60), entries: z.array(entrySchema).min(1).max(2000) };

const trialRowSchema = z.object({
  studentId: z.int(), name: z.string(), classId: z.int().nullable(), className: z.string(),
  /** Where the answers come from: filled for the trial, carried over from the year's own sheet, or none. */
  from: z.enum(['trial', 'sheet', 'none']),
  total: sumSchema.nullable(), proposal: proposalSchema, proposed: z.string().nullable(), decided: z.string().nullable(),
  /** Items that leave the result open. */
  open: z.array(z.string()),
  differs: z.boolean(),
});
export type ScoreTrialRow = z.infer<typeof trialRowSchema>;

const trialSchema = z.object({
  cutoffsFrom: isoDateSchema.nullable(), grades: z.array(z.string()), rows: z.array(trialRowSchema),
  /** proposed × decided → pupils; null stands for none. */
  cross: z.array(z.object({ proposed: z.string().nullable(), decided: z.string().nullable(), count: z.int() })),
  counts: z.object({ cases: z.int(), reckoned: z.int(), open: z.int(), same: z.int(), differ: z.int(), undecided: z.int() }),
});
export type ScoreTrial = z.infer<typeof trialSchema>;

const ofTable = { ...inSchool, tableId: z.int().positive() };
const draftFacts = { name: z.string().trim().min(1).max(60), region: z.string().trim().max(40), source: z.string().trim().max(200), table: scoreTableSchema };
const classPaper = { ...inTerm, tableId: z.int().positive(), classId: z.int().positive().optional(), operationId: z.string().min(8).max(80).optional() };

export const scoringContract = {
  /** The school's tables, drafts and versions, and the examples to begin from. */
  tables: query('identification.read').input(z.object(inSchool)).output(z.object({
    inForceId: z.int().nullable(),
    rows: z.array(z.object({ ...versionFacts, items: z.int(), wrong: z.int(), incomplete: z.int() })),
    examples: z.array(z.object({ key: z.string(), name: z.string(), region: z.string(), source: z.string(), confidence: z.enum(['C', 'R', 'R?', 'L', 'P']), items: z.int(), unknown: z.int(), missing: z.string() })),
  })),
  /** One table in full, and everything that stands against it. */
  table: query('identification.read').input(z.object(ofTable)).output(z.object({
    ...versionFacts, table: scoreTableSchema, gradeSet: z.array(z.string()),
    problems: z.array(problemSchema.extend({ severity: z.enum(['wrong', 'incomplete']), where: z.string() })),
  })),
  /** Begins a draft: empty, from an example, or as a change of a version. */
  draft: command('setting.write')
    .input(commandInput({ ...inSchool, name: draftFacts.name, from: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('blank') }), z.object({ kind: z.literal('example'), key: z.string() }), z.object({ kind: z.literal('version'), tableId: z.int().positive() }),
    ]) }))
    .output(z.object({ id: z.int() })),
  /** Keeps the draft as it stands, finished or not. `changedAt` is the moment the editor read it: two people never overwrite each other. */
  saveDraft: command('setting.write').input(commandInput({ ...ofTable, ...draftFacts, changedAt: z.string() })).output(z.object({ changedAt: z.string() })),
  moveDraft: command('setting.write').input(commandInput({ ...ofTable, move: z.enum(['try', 'revise', 'discard']) })).output(doneSchema),
  /** Makes it a version of the school, from a day on, unchangeable. */
  adopt: command('setting.write')
    .input(commandInput({ ...ofTable, effectiveFrom: isoDateSchema, decision: z.string().trim().min(2).max(200) }))
    .output(z.object({ versionNo: z.int() })),
  /** Who of a 学年 would get which grade proposed, beside what was decided. Nothing is stored. */
  trial: query('identification.read').input(z.object({ ...ofTable, schoolYear: schoolYearSchema, cutoffsFrom: isoDateSchema.nullable().default(null) })).output(trialSchema),

  /** The pupils of a term with their sheets under a version. */
  grid: query('identification.read').input(z.object({ ...inTerm, tableId: z.int().positive() })).output(z.object({ rows: z.array(gridRowSchema) })),
  /** What saving would do and what stands against it, pupil by pupil; nothing is stored. */
  checkSheets: query('identification.read').input(z.object(fillingInput)).output(z.object({
    changed: z.int(), unchanged: z.int(), problems: z.array(problemSchema.extend({ studentId: z.int() })),
  })),
  /** Stores one side of many sheets, all or nothing. */
  saveSheets: command('identification.write').input(commandInput(fillingInput)).output(z.object({ changed: z.int(), unchanged: z.int(), complete: z.int() })),
  /** Takes a pupil's sheet of the term back, visibly. */
  withdraw: command('identification.write').input(commandInput({ ...inTerm, studentId: z.int(), reason: z.string().trim().min(2).max(200) })).output(doneSchema),
  /** Why this score: every sheet of the 学年, newest first, with its version and the whole reckoning. */
  explain: query('identification.read').input(z.object({ ...inSchool, studentId: z.int(), schoolYear: schoolYearSchema })).output(z.object({
    studentId: z.int(), name: z.string(), className: z.string(),
    sheets: z.array(z.object({
      id: z.int(), term: termSchema, tableId: z.int(), tableName: z.string(), versionNo: z.int().nullable(), effectiveFrom: isoDateSchema.nullable(), source: z.string(),
      current: z.boolean(), scoredOn: isoDateSchema.nullable(), weights: z.object({ self: z.int(), verified: z.int() }), decimals: z.int(),
      self: z.object({ onDate: isoDateSchema, by: z.string(), trace: sheetTraceSchema }).nullable(),
      verified: z.object({ onDate: isoDateSchema, by: z.string(), trace: sheetTraceSchema }).nullable(),
      groups: z.array(z.string()),
      /** The pupil's groups are no longer those the score was made with. */
      groupsChanged: z.boolean(),
      result: resultSchema, withdrawn: z.string().nullable(), enteredBy: z.string(), at: z.string(), fileName: z.string().nullable(), rowNo: z.int().nullable(),
    })),
  })),

  /** The table as a sheet to be filled by hand. */
  blankPdf: query('identification.read').input(z.object({ ...ofTable, term: termSchema })).output(fileSchema),
  /** The filled sheets, a document a class. */
  sheetsPdf: query('identification.read').input(z.object({ ...classPaper, studentIds: z.array(z.int()).max(2000).optional() })).output(fileSchema),
  summaryPdf: query('identification.read').input(z.object(classPaper)).output(fileSchema),
  /** An .xlsx with the pupils and a column for each item, to be filled and imported. */
  sheetXlsx: query('identification.read').input(z.object({ ...classPaper, side: sideSchema })).output(fileSchema),
};

/** What is said of a filled file as a whole when it is imported. */
export const scoreSheetOptionsSchema = z.object({
  tableId: z.int().positive(),
  side: sideSchema.default('verified'),
  onDate: isoDateSchema.nullable().default(null),
  by: z.string().trim().max(60).default(''),
  /** The table's items as the window knows them: they are the file's headings. */
  items: z.array(z.object({ key: z.string().regex(/^i\d{1,5}$/u), label: z.string().max(60) })).max(600).default([]),
});
export type ScoreSheetOptions = z.output<typeof scoreSheetOptionsSchema>;
