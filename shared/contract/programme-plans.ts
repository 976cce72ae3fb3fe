import * as z from 'zod';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import { CONFIDENCES } from '#shared/domain/programmes/confidence.ts';
import { command, commandInput, fenSchema, fileSchema, inSchool, inTerm, query, stageSchema, termSchema } from './base.ts';
import { rateFieldsSchema, ruleFieldsSchema } from './programmes.ts';

const boardingSchema = z.enum(['day', 'boarding', 'unknown']);
const totalsSchema = z.object({ count: z.int(), sumFen: fenSchema });
const shareSchema = z.object({ source: z.enum(fundingSources), sourceLabel: z.string(), fen: fenSchema });

/** CHK-16: a list against the averages and bounds that only check. */
const figureCheckSchema = z.object({
  programmeKey: z.string(),
  programmeName: z.string(),
  stage: stageSchema,
  kind: z.enum(['average', 'range']),
  verdict: z.enum(['fits', 'above', 'below', 'outside']),
  pupils: z.int(),
  sumFen: fenSchema,
  differenceFen: fenSchema,
  outside: z.int(),
  document: z.string().nullable(),
  sentence: z.string(),
});
export type FigureCheckRow = z.infer<typeof figureCheckSchema>;

/** Nothing is stored by a trial: it is a query. */
const trialInput = z.object({
  ...inTerm,
  /** The term the change would begin with; the header's term or a later one. */
  target: termSchema,
  rates: z.array(rateFieldsSchema.omit({ validFrom: true, validTo: true })).max(40).default([]),
  rules: z.array(ruleFieldsSchema.omit({ validFrom: true, validTo: true })).max(10).default([]),
  stopped: z.array(z.string().min(1).max(60)).max(20).default([]),
});

const trialRowSchema = z.object({
  studentId: z.int(),
  studentName: z.string(),
  className: z.string(),
  stage: stageSchema,
  boarding: boardingSchema,
  programmeKey: z.string(),
  programmeName: z.string(),
  beforeFen: fenSchema.nullable(),
  afterFen: fenSchema.nullable(),
  /** `joins`, `ends`: entitled only after, only before; `asks`: a person would have to answer something first. */
  change: z.enum(['more', 'less', 'joins', 'ends', 'asks']),
  sentence: z.string(),
});
export type TrialRow = z.infer<typeof trialRowSchema>;

const trialOutput = z.object({
  target: termSchema,
  pupils: z.int(),
  before: totalsSchema,
  after: totalsSchema,
  differenceFen: fenSchema,
  parts: z.array(z.object({
    programmeKey: z.string(), programmeName: z.string(), stage: stageSchema, boarding: boardingSchema, touched: z.int(), before: totalsSchema, after: totalsSchema, differenceFen: fenSchema,
  })),
  shares: z.array(z.object({ source: z.enum(fundingSources), sourceLabel: z.string(), beforeFen: fenSchema, afterFen: fenSchema })),
  rows: z.array(trialRowSchema),
  checks: z.array(figureCheckSchema),
  leaving: z.int(),
});

const expectedSchema = z.record(z.string().max(160), z.int().min(-99_999).max(99_999)).default({}).describe('pupils more or fewer than the register, by line key');

const forecastLineSchema = z.object({
  key: z.string(),
  programmeKey: z.string(),
  programmeName: z.string(),
  stage: stageSchema,
  boarding: boardingSchema,
  awardTier: z.string().nullable(),
  /** What one pupil has in the term. */
  eachFen: fenSchema,
  /** Of the register; of them, who ends the stage before the term begins is in `leaving` and not counted. */
  pupils: z.int(),
  leaving: z.int(),
  expected: z.int(),
  counted: z.int(),
  sumFen: fenSchema,
  shares: z.array(shareSchema),
});
export type ForecastLine = z.infer<typeof forecastLineSchema>;

const forecastInput = { ...inTerm, target: termSchema, expected: expectedSchema };

const menuRowSchema = z.object({
  programmeKey: z.string(),
  programmeName: z.string(),
  sourceLabel: z.string(),
  standard: z.string(),
  condition: z.string(),
  papers: z.string(),
  deadline: z.string(),
  payment: z.string(),
  document: z.string(),
});
export type MenuRow = z.infer<typeof menuRowSchema>;

const profileItemSchema = z.object({
  key: z.string(),
  kind: z.enum(['programme', 'rate', 'rule', 'channel', 'split_profile', 'note']),
  text: z.string(),
  from: termSchema.nullable(),
  document: z.string().nullable(),
  confidence: z.enum(CONFIDENCES),
  /** `taken`: the school has it as its own data; `note`: to be read, nothing to take over. */
  state: z.enum(['open', 'taken', 'note']),
});

const fileFormatSchema = z.enum(['pdf', 'xlsx']);

/** Plans are of the whole school: accounts that see one class don't make them. */
export const programmePlansContract = {
  /** Whom a changed standard, rule or ended programme would touch, old → new, and what it would cost; reads only. */
  trial: query('ledger.read').input(trialInput).output(trialOutput),
  /** 测算: what a term needs by the register of another, by programme, stage, way of attending and source. */
  forecast: query('ledger.read').input(z.object(forecastInput)).output(z.object({
    target: termSchema,
    pupils: z.int(),
    leaving: z.int(),
    lines: z.array(forecastLineSchema),
    total: totalsSchema,
    shares: z.array(shareSchema),
    /** Who can't be estimated before a question is answered, by programme and topic. */
    questions: z.array(z.object({ programmeName: z.string(), topic: z.string(), count: z.int() })),
    checks: z.array(figureCheckSchema),
  })),
  forecastFile: query('ledger.read').input(z.object({ ...forecastInput, format: fileFormatSchema })).output(fileSchema),
  /** CHK-16 over the live entitlements of a term. */
  figureChecks: query('ledger.read').input(z.object(inTerm)).output(z.array(figureCheckSchema)),
  /** 资助项目自助菜单 of the term, by stage. */
  menu: query('programme.read').input(z.object(inTerm)).output(z.array(z.object({ stage: stageSchema, stageLabel: z.string(), rows: z.array(menuRowSchema) }))),
  menuFile: query('programme.read').input(z.object({ ...inTerm, stages: z.array(stageSchema).min(1), format: fileFormatSchema })).output(fileSchema),
  /** What is known of other places, and what of it this school has taken over. */
  profiles: query('programme.read').input(z.object(inTerm)).output(z.array(z.object({ key: z.string(), name: z.string(), items: z.array(profileItemSchema) }))),
  /** Takes chosen lines of a place over as the school's own data from a term on; they are then closed and replaced like any other. */
  adopt: command('programme.write')
    .input(commandInput({ ...inSchool, profileKey: z.string().min(1), itemKeys: z.array(z.string().min(1)).min(1), validFrom: termSchema }))
    .output(z.object({ taken: z.int() })),
};
