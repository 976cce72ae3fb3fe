import * as z from 'zod';
import { listKinds } from '#shared/domain/matching/list-kind.ts';
import { matchDifferences, matchPaths, matchRules } from '#shared/domain/matching/match-row.ts';
import { command, commandInput, doneSchema, inSchool, inTerm, isoDateSchema, pageSchema, query, termSchema, triStateSchema } from './base.ts';

/** What the user says about a department's list as a whole, when importing it. */
export const departmentListOptionsSchema = z.object({
  kind: z.enum(listKinds).default('subsistence'),
  /** The group of rows that name none; null: the rows say it, or the kind does. `local:名称` for a group known only here. */
  groupKey: z.string().max(60).nullable().default(null),
  issuer: z.string().trim().max(60).default(''),
  asOf: isoDateSchema.nullable().default(null),
  /** The older list this one takes the place of. */
  replacesListId: z.int().nullable().default(null),
});
export type DepartmentListOptions = z.output<typeof departmentListOptionsSchema>;

const bucketSchema = z.enum(['matched', 'needs_decision', 'not_ours']);

/** Rows by bucket. Their sum and `leftOut` are the rows of the file, always. */
const bucketCountsSchema = z.object({ matched: z.int(), needsDecision: z.int(), notOurs: z.int() });

export const departmentListSchema = z.object({
  listId: z.int(),
  kind: z.enum(listKinds),
  label: z.string(),
  /** The group the user chose for the whole list; null where each row names its own. */
  groupKey: z.string().nullable(),
  issuer: z.string(),
  asOf: isoDateSchema.nullable(),
  term: termSchema,
  fileName: z.string(),
  importedAt: z.string(),
  importedBy: z.string(),
  /** Rows in the file. */
  rowCount: z.int(),
  leftOut: z.int(),
  buckets: bucketCountsSchema,
  /** Different pupils confirmed or automatically matched. */
  pupils: z.int(),
  replacesId: z.int().nullable(),
  replacedById: z.int().nullable(),
  withdrawn: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
});
export type DepartmentList = z.infer<typeof departmentListSchema>;

export const listMatchSchema = z.object({
  matchId: z.int(),
  studentId: z.int(),
  studentName: z.string(),
  className: z.string(),
  idNumberMasked: z.string(),
  birthDate: isoDateSchema.nullable(),
  /** The relative through whom the pupil was found. */
  memberName: z.string().nullable(),
  memberRelation: z.string().nullable(),
  memberIdMasked: z.string().nullable(),
  path: z.enum(matchPaths),
  rule: z.enum(matchRules),
  ruleText: z.string(),
  differences: z.array(z.object({ code: z.enum(matchDifferences), text: z.string() })),
  groupKey: z.string(),
  groupLabel: z.string(),
  decision: z.enum(['automatic', 'confirmed', 'rejected', 'pending']),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type ListMatch = z.infer<typeof listMatchSchema>;

export const listRowSchema = z.object({
  rowId: z.int(),
  listId: z.int(),
  listLabel: z.string(),
  rowNo: z.int(),
  name: z.string(),
  idNumberMasked: z.string(),
  headName: z.string(),
  headIdMasked: z.string(),
  certificateMasked: z.string(),
  groupKey: z.string().nullable(),
  groupLabel: z.string(),
  riskCleared: triStateSchema,
  village: z.string(),
  birthDate: isoDateSchema.nullable(),
  bucket: bucketSchema,
  /** One sentence of what the row was held to mean. */
  understanding: z.string(),
  matches: z.array(listMatchSchema),
  /** Everything people decided about the row, newest first. */
  decisions: z.array(z.object({ kind: z.enum(['confirm', 'not_ours', 'undo']), note: z.string(), by: z.string(), at: z.string() })),
});
export type ListRowView = z.infer<typeof listRowSchema>;

const decisionSchema = z.discriminatedUnion('kind', [
  /** These pupils, candidates or not, and no others. */
  z.object({ kind: z.literal('confirm'), studentIds: z.array(z.int()).min(1).max(20) }),
  z.object({ kind: z.literal('not_ours') }),
  /** Back to what the program made of the row. */
  z.object({ kind: z.literal('undo') }),
]);

const gapSchema = z.object({
  studentId: z.int(),
  studentName: z.string(),
  className: z.string(),
  classId: z.int().nullable(),
  /** `no_case`: on a list and nothing opened: 应助未助. `group_missing`: a case that doesn't know of this group. */
  why: z.enum(['no_case', 'group_missing']),
  groups: z.array(z.object({ groupKey: z.string(), groupLabel: z.string(), listId: z.int(), listLabel: z.string(), rowNo: z.int(), riskCleared: triStateSchema })),
});
export type CoverageGap = z.infer<typeof gapSchema>;

const claimSchema = z.object({
  studentId: z.int(),
  studentName: z.string(),
  className: z.string(),
  classId: z.int().nullable(),
  groupKey: z.string(),
  groupLabel: z.string(),
  /** Where the claim stands: a certificate or promise in the case, or a mark in the roster. */
  claimedBy: z.enum(['certificate', 'declaration', 'roster']),
});
export type UnlistedClaim = z.infer<typeof claimSchema>;

export const listsContract = {
  /** Every list of the term with its buckets, newest first. */
  list: query('lists.read').input(z.object(inTerm)).output(z.array(departmentListSchema)),
  /** Rows of one list, or of every list in force in the term. */
  rows: query('lists.read')
    .input(z.object({
      ...inTerm, listId: z.int().optional(), buckets: z.array(bucketSchema).optional(), search: z.string().max(60).default(''),
      page: pageSchema.default({ offset: 0, limit: 500 }),
    }))
    .output(z.object({ rows: z.array(listRowSchema), total: z.int(), buckets: bucketCountsSchema })),
  /** What a person decides about rows: confirm pupils, not ours, or back. One row's decision is kept with who and when. */
  decide: command('lists.write')
    .input(commandInput({ ...inSchool, decisions: z.array(z.object({ rowId: z.int(), decision: decisionSchema, note: z.string().max(200).default('') })).min(1).max(2000) }))
    .output(z.object({ rows: z.array(listRowSchema) })),
  /** Matches the rows nobody decided about against today's roster. */
  rematch: command('lists.write').input(commandInput({ ...inSchool, listId: z.int() })).output(z.object({ changedRows: z.int(), buckets: bucketCountsSchema })),
  /** Takes a wrongly imported list out of force; its rows and decisions stay to be read. */
  withdraw: command('lists.write').input(commandInput({ ...inSchool, listId: z.int(), reason: z.string().trim().min(1).max(200) })).output(doneSchema),
  /** The row as the file had it, unmasked. Shown on request, and the request is logged. */
  reveal: command('sensitive.show')
    .input(commandInput({ ...inSchool, rowId: z.int() }))
    .output(z.object({ cells: z.array(z.object({ heading: z.string(), text: z.string() })) })),
  /** 应助未助 (on a list, nothing opened) and its mirror: a group claimed without a row. */
  coverage: query('lists.read').input(z.object(inTerm)).output(z.object({
    listedPupils: z.int(), covered: z.int(), declined: z.int(), gaps: z.array(gapSchema), claims: z.array(claimSchema),
  })),
};
