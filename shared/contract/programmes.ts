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
  groups: z.array(z.string()).nullable(),
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
});

export const programmeSchema = z.object({
  key: z.string(),
  localId: z.int().nullable(),
  name: z.string(),
  stages: z.array(stageSchema),
  sourceKind: z.enum(PROGRAMME_SOURCE_KINDS),
  shape: z.enum(PROGRAMME_SHAPES),
  payeeKind: z.enum(['family', 'school', 'none']),
  exclusivityGroup: z.string().nullable(),
  region: z.string(),
  document: z.string().nullable(),
  confidence: z.enum(CONFIDENCES),
  origin: originSchema,
  rates: z.array(rateRowSchema),
  rules: z.array(ruleRowSchema),
  tiers: z.array(tierRowSchema),
});
export type ProgrammeView = z.infer<typeof programmeSchema>;

/** Figures are whole fen above zero; a standard of nothing is not a standard. */
const amountSchema = fenSchema.refine((fen) => fen > 0, '金额须大于零');

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
      shape: z.enum(['flat_term', 'tiered_term', 'once', 'per_day', 'per_month']),
      /** Key of the programme this one can't be held together with; its group is shared. */
      excludes: programmeKeySchema.nullable().default(null),
      document: documentSchema,
    }))
    .output(addedSchema),
  addRate: command('programme.write')
    .input(commandInput({
      ...inSchool,
      programmeKey: programmeKeySchema,
      region: z.string().trim().min(1).max(40).describe('whose standard it is, e.g. 本县'),
      stages: z.array(stageSchema).min(1),
      boarding: boardingConditionSchema.nullable().default(null),
      awardTier: z.string().trim().min(1).max(20).nullable().default(null),
      fen: amountSchema,
      unit: z.enum(['term', 'once', 'day', 'month']),
      validFrom: termSchema,
      validTo: termSchema.nullable().default(null),
      document: documentSchema,
    }))
    .output(addedSchema),
  addRule: command('programme.write')
    .input(commandInput({
      ...inSchool,
      programmeKey: programmeKeySchema,
      stages: z.array(stageSchema).min(1),
      boarding: boardingConditionSchema.nullable().default(null),
      selection: z.enum(['automatic', 'by_hand']).default('automatic'),
      needsHardship: z.boolean().default(true),
      groups: z.array(z.string().min(1)).min(1).nullable().default(null).describe('special groups one of which is needed; null: none'),
      validFrom: termSchema,
      validTo: termSchema.nullable().default(null),
      document: documentSchema,
    }))
    .output(addedSchema),
  /** Which 资助档 a 困难等级 gets in a tiered programme. */
  addTier: command('programme.write')
    .input(commandInput({
      ...inSchool,
      programmeKey: programmeKeySchema,
      hardshipGrade: z.string().trim().min(1).max(20),
      awardTier: z.string().trim().min(1).max(20),
      validFrom: termSchema,
      validTo: termSchema.nullable().default(null),
    }))
    .output(z.object({ id: z.int() })),
  /** Ends a local standard, rule or tier after a term; presets can't be touched. */
  close: command('programme.write')
    .input(commandInput({ ...inSchool, what: z.enum(['rate', 'rule', 'tier']), id: z.int(), validTo: termSchema }))
    .output(doneSchema),
};
