import * as z from 'zod';
import { caseStates } from '#shared/domain/identification/case-state.ts';
import { listChanges, recheckDecisions } from '#shared/domain/matching/list-change.ts';
import { command, commandInput, doneSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, termSchema, triStateSchema } from './base.ts';

const listSchema = z.object({
  listId: z.int(), label: z.string(), kind: z.string(), fileName: z.string(), issuer: z.string(), asOf: isoDateSchema.nullable(), term: termSchema, importedAt: z.string(),
  withdrawn: z.boolean(), waiting: z.int(),
});
export type RecheckList = z.infer<typeof listSchema>;

const countsSchema = z.object({ gained: z.int(), lost: z.int(), riskRemoved: z.int(), unchanged: z.int(), decided: z.int(), open: z.int() });

const recheckSchema = z.object({
  recheckId: z.int(), term: termSchema, label: z.string(), previous: listSchema.nullable(), next: listSchema, startedOn: isoDateSchema, by: z.string(), counts: countsSchema,
});
export type RecheckView = z.infer<typeof recheckSchema>;

const placesSchema = z.object({ gained: z.int(), lost: z.int(), risk_removed: z.int(), unchanged: z.int(), waiting: z.int(), not_ours: z.int() });

const lineSchema = z.object({
  studentId: z.int(),
  name: z.string(),
  className: z.string(),
  classId: z.int().nullable(),
  /** Left the school since. */
  left: z.boolean(),
  groupKey: z.string(),
  groupLabel: z.string(),
  change: z.enum(listChanges),
  riskCleared: triStateSchema,
  previousRowNos: z.array(z.int()),
  nextRowNos: z.array(z.int()),
  /** Other lists in force that give the same group. */
  alsoOn: z.array(z.string()),
  caseState: z.enum(caseStates).nullable(),
  grade: z.string().nullable(),
  decision: z.object({ decision: z.enum(recheckDecisions), reason: z.string(), decidedOn: isoDateSchema, grade: z.string().nullable(), by: z.string(), at: z.string() }).nullable(),
  /** Decided before, when the lists said something else. */
  stale: z.boolean(),
});
export type RecheckLineView = z.infer<typeof lineSchema>;

export const recheckContract = {
  /** The term's checks with their progress, and what can still be compared. */
  list: query('lists.read').input(z.object(inTerm)).output(z.object({
    rechecks: z.array(recheckSchema),
    /** Lists in force this term that no check has begun with. */
    due: z.array(listSchema),
    /** Every list up to this term that may stand on the older side. */
    older: z.array(listSchema),
  })),
  /** One check, pupil by pupil; every row of both files is in one place. */
  get: query('lists.read').input(z.object({ ...inSchool, recheckId: z.int() })).output(recheckSchema.extend({
    lines: z.array(lineSchema),
    previousRows: placesSchema.nullable(),
    nextRows: placesSchema,
    previousLeftOut: z.int(),
    nextLeftOut: z.int(),
  })),
  start: command('lists.write')
    .input(commandInput({ ...inTerm, previousListId: z.int().nullable(), nextListId: z.int() }))
    .output(z.object({ recheckId: z.int() })),
  /** What is done about these changes, with reason and day. Only what is said here happens to a case. */
  decide: command('lists.write')
    .input(commandInput({
      ...inSchool, recheckId: z.int(),
      lines: z.array(z.object({ studentId: z.int(), groupKey: z.string().max(60) })).min(1).max(2000),
      decision: z.enum(recheckDecisions),
      reason: z.string().trim().min(2, '请写明理由，至少两个字').max(200),
      decidedOn: isoDateSchema,
      /** Another grade by the body that decides, kept as a revision; absent: the grade stays. */
      revision: z.object({ grade: z.string().trim().min(1).max(20), body: z.string().trim().min(1).max(60), effectiveTerm: termSchema }).optional(),
    }))
    .output(z.object({ decided: z.int(), casesOpened: z.int(), groupsAdded: z.int(), groupsEnded: z.int(), revised: z.int() })),
  /** 特殊群体复核登记表 */
  print: query('lists.read').input(z.object({ ...inSchool, recheckId: z.int() })).output(fileSchema),
};

const gapReasons = ['no_case', 'revoked', 'no_decision', 'expired'] as const;
const ways = ['phone', 'visit', 'note', 'teacher', 'other'] as const;

const coverageGapSchema = z.object({
  studentId: z.int(),
  name: z.string(),
  className: z.string(),
  classId: z.int().nullable(),
  reason: z.enum(gapReasons),
  groups: z.array(z.object({ groupKey: z.string(), groupLabel: z.string(), listLabel: z.string(), rowNo: z.int(), riskCleared: triStateSchema })),
  followUps: z.array(z.object({ onDate: isoDateSchema, way: z.enum(ways), result: z.string(), by: z.string() })),
});
export type CoverageGapView = z.infer<typeof coverageGapSchema>;

export const coverageContract = {
  /** 应助未助: on a list, no application, no waiver, not identified. Every listed pupil is in exactly one of the four numbers. */
  gaps: query('lists.read').input(z.object(inTerm)).output(z.object({
    counts: z.object({ listed: z.int(), identified: z.int(), applied: z.int(), declined: z.int(), gaps: z.int(), followed: z.int() }),
    rows: z.array(coverageGapSchema),
  })),
  followUp: command('identification.write')
    .input(commandInput({ ...inTerm, studentIds: z.array(z.int()).min(1).max(500), onDate: isoDateSchema, way: z.enum(ways), result: z.string().trim().min(2, '请写明结果，至少两个字').max(200) }))
    .output(doneSchema),
  print: query('lists.read').input(z.object({ ...inTerm, classId: z.int().optional() })).output(fileSchema),
};
