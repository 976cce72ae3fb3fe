import * as z from 'zod';
import { CONFIDENCES } from '#shared/domain/programmes/confidence.ts';
import { PROGRAMME_SHAPES, PROGRAMME_SOURCE_KINDS, RATE_UNITS } from '#shared/domain/programmes/programme.ts';
import { command, commandInput, doneSchema, fenSchema, inSchool, inTerm, query, stageSchema, termSchema } from './base.ts';

const originSchema = z.enum(['preset', 'local']);
const boardingConditionSchema = z.enum(['boarding', 'day']);
const documentSchema = z.string().trim().min(1).max(80);
const programmeKeySchema = z.string().min(1).max(60);

const rateRowSchema = z.object({
  key: z.string(),
  /** The row of a local standard, for closing it; null for a preset. */
  localId: z.int().nullable(),
  region: z.string(),
  stages: z.array(stageSchema),
  boarding: boardingConditionSchema.nullable(),
  awardTier: z.string().nullable(),
  unit: z.enum(RATE_UNITS),
  kind: z.enum(['rate', 'local', 'average', 'range', 'fee', 'in_kind']),
  /** 分 per unit; the low end of a range; null where no sum is known or none is paid. */
  fen: fenSchema.nullable(),
  highFen: fenSchema.nullable(),
  /** Days, or half months, of an ordinary term; the most of a term; in how many payments a term's sum goes out. */
  usualQuantity: z.int().nullable(),
  maxQuantity: z.int().nullable(),
  payments: z.int(),
  validFrom: termSchema.nullable(),
  startMark: z.enum(['known', 'reported', 'seen', 'standing', 'not_known']),
  validTo: termSchema.nullable(),
  document: z.string().nullable(),
  confidence: z.enum(CONFIDENCES),
  origin: originSchema,
  /** In force in the term asked about. */
  inForce: z.boolean(),
  /** May be paid by this school as it stands. */
  payable: z.boolean(),
});

const ruleRowSchema = z.object({
  key: z.string(),
  localId: z.int().nullable(),
  region: z.string(),
  stages: z.array(stageSchema),
  boarding: boardingConditionSchema.nullable(),
  selection: z.enum(['automatic', 'by_hand']),
  needsHardship: z.boolean(),
  hardshipGrades: z.array(z.string()).nullable(),
  yearLevels: z.array(z.int()).nullable(),
  groups: z.array(z.string()).nullable(),
  ruralGroups: z.array(z.string()),
  otherRoute: z.string().nullable(),
  validFrom: termSchema.nullable(),
  validTo: termSchema.nullable(),
  document: z.string().nullable(),
  confidence: z.enum(CONFIDENCES),
  origin: originSchema,
  inForce: z.boolean(),
});

const tierRowSchema = z.object({
  id: z.int(),
  hardshipGrade: z.string(),
  awardTier: z.string(),
  validFrom: termSchema,
  validTo: termSchema.nullable(),
  document: z.string(),
});

const payeeKindSchema = z.enum(['family', 'school', 'none']);

const revisionRowSchema = z.object({
  id: z.int(),
  validFrom: termSchema,
  inForce: z.boolean(),
  inUse: z.boolean(),
  stages: z.array(stageSchema),
  sourceKind: z.enum(PROGRAMME_SOURCE_KINDS),
  shape: z.enum(PROGRAMME_SHAPES),
  payeeKind: payeeKindSchema,
  exclusivityGroup: z.string().nullable(),
  papers: z.string(),
  deadline: z.string(),
  document: z.string(),
  by: z.string(),
  at: z.string(),
});

export const programmeSchema = z.object({
  key: z.string(),
  localId: z.int().nullable(),
  name: z.string(),
  stages: z.array(stageSchema),
  sourceKind: z.enum(PROGRAMME_SOURCE_KINDS),
  shape: z.enum(PROGRAMME_SHAPES),
  payeeKind: payeeKindSchema,
  exclusivityGroup: z.string().nullable(),
  /** The names of the programmes it can't be held together with in the term. */
  excludes: z.array(z.string()),
  inUse: z.boolean(),
  papers: z.string(),
  deadline: z.string(),
  region: z.string(),
  document: z.string().nullable(),
  confidence: z.enum(CONFIDENCES),
  origin: originSchema,
  rates: z.array(rateRowSchema),
  rules: z.array(ruleRowSchema),
  tiers: z.array(tierRowSchema),
  /** What the school or county decided about it, oldest first. */
  revisions: z.array(revisionRowSchema),
});
export type ProgrammeView = z.infer<typeof programmeSchema>;

/** Figures are whole fen above zero; a standard of nothing is not a standard. */
const amountSchema = fenSchema.refine((fen) => fen > 0, '金额须大于零');

/** A standard as it is entered: in the editor, and in a trial that stores nothing. */
export const rateFieldsSchema = z.object({
  programmeKey: programmeKeySchema,
  region: z.string().trim().min(1).max(40).describe('whose standard it is, e.g. 本县'),
  stages: z.array(stageSchema).min(1),
  boarding: boardingConditionSchema.nullable().default(null),
  awardTier: z.string().trim().min(1).max(20).nullable().default(null),
  /** `average` and `range` check a list and never pay it. */
  kind: z.enum(['local', 'average', 'range']).default('local'),
  fen: amountSchema,
  highFen: amountSchema.nullable().default(null),
  unit: z.enum(['term', 'once', 'day', 'month']),
  usualQuantity: z.int().positive().max(400).nullable().default(null).describe('days, or half months, of an ordinary term'),
  maxQuantity: z.int().positive().max(400).nullable().default(null),
  payments: z.int().min(1).max(12).default(1),
  validFrom: termSchema,
  validTo: termSchema.nullable().default(null),
  document: documentSchema,
});

/** A rule as it is entered: in the editor, and in a trial. */
export const ruleFieldsSchema = z.object({
  programmeKey: programmeKeySchema,
  stages: z.array(stageSchema).min(1),
  boarding: boardingConditionSchema.nullable().default(null),
  selection: z.enum(['automatic', 'by_hand']).default('automatic'),
  needsHardship: z.boolean().default(true),
  hardshipGrades: z.array(z.string().trim().min(1)).min(1).nullable().default(null).describe('the 困难等级 that count; null: all but 不困难'),
  yearLevels: z.array(z.int().min(1).max(12)).min(1).nullable().default(null).describe('years within the stage; null: all'),
  groups: z.array(z.string().min(1)).min(1).nullable().default(null).describe('special groups one of which is needed; null: none'),
  ruralGroups: z.array(z.string().min(1)).default([]).describe('groups that count for rural households only'),
  otherRoute: z.string().trim().min(2).max(80).nullable().default(null).describe('another way in, which a person judges'),
  validFrom: termSchema,
  validTo: termSchema.nullable().default(null),
  document: documentSchema,
});

/** Row of the school's own that ends the term before, so that the new one stands alone from its first term. */
const replacesSchema = z.int().nullable().default(null);

const addedSchema = z.object({ id: z.int(), key: z.string() });

export const programmesContract = {
  /** The whole catalogue as it stands for one school and term: presets, local additions, sources and confidence. */
  list: query('programme.read').input(z.object(inTerm)).output(z.array(programmeSchema)),
  /** A programme only this school or county has. Its standards and its eligibility are added to it. */
  addProgramme: command('programme.write')
    .input(commandInput({
      ...inSchool,
      name: z.string().trim().min(2).max(40),
      stages: z.array(stageSchema).min(1),
      sourceKind: z.enum(PROGRAMME_SOURCE_KINDS),
      shape: z.enum(PROGRAMME_SHAPES),
      payeeKind: payeeKindSchema.default('family'),
      /** Key of the programme this one can't be held together with; its group is shared. */
      excludes: programmeKeySchema.nullable().default(null),
      document: documentSchema,
    }))
    .output(addedSchema),
  addRate: command('programme.write').input(commandInput({ ...inSchool, ...rateFieldsSchema.shape, replaces: replacesSchema })).output(addedSchema),
  addRule: command('programme.write').input(commandInput({ ...inSchool, ...ruleFieldsSchema.shape, replaces: replacesSchema })).output(addedSchema),
  /** What is decided about a programme from a term on. Old terms keep what was in force in them. */
  revise: command('programme.write')
    .input(commandInput({
      ...inSchool,
      programmeKey: programmeKeySchema,
      validFrom: termSchema,
      inUse: z.boolean(),
      stages: z.array(stageSchema).min(1),
      sourceKind: z.enum(PROGRAMME_SOURCE_KINDS),
      shape: z.enum(PROGRAMME_SHAPES),
      payeeKind: payeeKindSchema,
      /** The programme it can't be held together with; itself: with none; null: as before. */
      excludes: programmeKeySchema.nullable().default(null),
      papers: z.string().trim().max(200).default(''),
      deadline: z.string().trim().max(80).default(''),
      document: documentSchema,
    }))
    .output(z.object({ id: z.int() })),
  /** Which 资助档 a 困难等级 gets in a tiered programme. */
  addTier: command('programme.write')
    .input(commandInput({
      ...inSchool,
      programmeKey: programmeKeySchema,
      hardshipGrade: z.string().trim().min(1).max(20),
      awardTier: z.string().trim().min(1).max(20),
      validFrom: termSchema,
      validTo: termSchema.nullable().default(null),
      document: z.string().trim().max(80).default(''),
    }))
    .output(z.object({ id: z.int() })),
  /** Takes back a row entered by mistake, with the reason; only where nothing was ever calculated with it. */
  voidRow: command('programme.write')
    .input(commandInput({ ...inSchool, what: z.enum(['rate', 'rule', 'tier']), id: z.int(), reason: z.string().trim().min(2).max(120) }))
    .output(doneSchema),
  /** Ends a local standard, rule or tier after a term; presets can't be touched. */
  close: command('programme.write')
    .input(commandInput({ ...inSchool, what: z.enum(['rate', 'rule', 'tier']), id: z.int(), validTo: termSchema }))
    .output(doneSchema),
};
