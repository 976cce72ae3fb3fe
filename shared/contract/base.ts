import { oc } from '@orpc/contract';
import * as z from 'zod';
import { zhCN } from 'zod/locales';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Need } from '#shared/domain/access/permission.ts';
import { educationStages } from '#shared/domain/roster/stage.ts';

// Whatever a schema says of a wrong value is put to people, so it is said in their language.
z.config(zhCN());

/** What a method is: a query reads and changes nothing; a command is one transaction with one audit row. */
export interface MethodMeta {
  readonly kind: 'query' | 'command';
  readonly permission: Need;
}

const factSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
const factsSchema = z.record(z.string(), factSchema);

/** One thing wrong in what was given, with its place and what to do about it, already worded. */
export const problemSchema = z.object({
  code: z.string(),
  facts: factsSchema,
  sentence: z.string(),
  sheet: z.string().nullish(),
  row: z.int().nullish(),
  cell: z.string().nullish(),
  column: z.string().nullish(),
  value: z.string().nullish(),
});
export type Problem = z.infer<typeof problemSchema>;

const refusalSchema = z.object({ code: z.string(), facts: factsSchema, sentence: z.string() });
export type Refusal = z.infer<typeof refusalSchema>;

/** The errors every method may answer with. Anything else is a bug of ours. */
export const methodErrors = {
  /** What was given can't be read or breaks a rule; nothing was stored. */
  BAD_INPUT: { status: 422, data: z.object({ problems: z.array(problemSchema), sentence: z.string() }) },
  /** It could be read, and a rule forbids it now; nothing was stored. */
  REFUSED: { status: 409, data: refusalSchema },
  NOT_SIGNED_IN: { status: 401, data: z.object({ sentence: z.string() }) },
  FORBIDDEN: { status: 403, data: z.object({ permission: z.string(), sentence: z.string() }) },
  NOT_FOUND: { status: 404, data: z.object({ what: z.string(), sentence: z.string() }) },
  CANCELLED: { status: 499, data: z.object({ sentence: z.string() }) },
} as const;
export type MethodErrorCode = keyof typeof methodErrors;

const base = oc.$meta<MethodMeta>({ kind: 'query', permission: 'signed_in' }).errors(methodErrors);

/** A method that only reads. */
export function query(permission: Need) {
  return base.meta({ kind: 'query', permission });
}

/** A method that changes something. Its input carries an operation id, so that sending it twice does it once. */
export function command(permission: Need) {
  return base.meta({ kind: 'command', permission });
}

/** The input of a command: its fields and the caller's operation id (one per click). */
export function commandInput<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({ operationId: z.string().min(8).max(80).optional(), ...shape });
}

const isoDatePattern = /^\d{4}-\d{2}-\d{2}$/;

export const fenSchema = z.int().describe('分, integer') as unknown as z.ZodType<Fen, Fen>;
export const isoDateSchema = z.string().regex(isoDatePattern).describe('YYYY-MM-DD') as unknown as z.ZodType<IsoDate, IsoDate>;
export const termSchema = z.string().regex(/^\d{4}-\d{4}-[12]$/).describe('学期, 2025-2026-1 = 秋季') as unknown as z.ZodType<TermKey, TermKey>;
export const schoolYearSchema = z.string().regex(/^\d{4}-\d{4}$/).describe('学年') as unknown as z.ZodType<SchoolYear, SchoolYear>;
export const triStateSchema = z.enum(['yes', 'no', 'unknown']);
export const stageSchema = z.enum(educationStages);
/** A file's bytes, in or out. On the command line `--file name=PATH` gives one and `--out DIR` takes one. */
export const fileSchema = z.instanceof(File).describe('file');

export const inSchool = { schoolId: z.int().positive() };
export const inTerm = { ...inSchool, term: termSchema };
export const pageSchema = z.object({ offset: z.int().min(0), limit: z.int().min(1).max(5000) });
export const doneSchema = z.object({ done: z.literal(true) });
