import * as z from 'zod';
import { caseEvents, caseStates, identificationRoutes } from '#shared/domain/identification/case-state.ts';
import { procedureSteps, stepModes } from '#shared/domain/identification/procedure-profile.ts';
import { evidenceKinds } from '#shared/domain/identification/evidence.ts';
import { command, commandInput, doneSchema, inSchool, inTerm, isoDateSchema, problemSchema, query, schoolYearSchema, stageSchema, termSchema, triStateSchema } from './base.ts';

const routeSchema = z.enum(identificationRoutes);

/** What the user says about a decision list as a whole, when importing it; a column of the file says more. */
export const determinationsOptionsSchema = z.object({
  body: z.string().trim().max(60).default(''),
  decidedOn: isoDateSchema.nullable().default(null),
  /** The first term the decisions hold for; null: the term of the import. */
  effectiveTerm: termSchema.nullable().default(null),
  /** The route of pupils who have no case yet; null: such rows are refused. */
  route: routeSchema.nullable().default(null),
});
export type DeterminationsOptions = z.output<typeof determinationsOptionsSchema>;

const evidenceSchema = z.object({
  caseGroupId: z.int(),
  kind: z.enum(evidenceKinds),
  listMatchId: z.int().nullable(),
  listLabel: z.string().nullable(),
  rowNo: z.int().nullable(),
  certificateMasked: z.string(),
  note: z.string(),
});

const groupSchema = z.object({
  groupKey: z.string(),
  label: z.string(),
  /** `asked`: entered, and a paper is still to be asked for. */
  evidenceState: z.enum(['enough', 'asked']),
  /** What is still to be asked for under the catalogue of the year, in sentences. */
  asks: z.array(z.string()),
  riskCleared: triStateSchema,
  evidence: z.array(evidenceSchema),
});
export type CaseGroup = z.infer<typeof groupSchema>;

const determinationSchema = z.object({
  determinationId: z.int(),
  grade: z.string(),
  body: z.string(),
  decidedOn: isoDateSchema,
  reason: z.string(),
  effectiveTerm: termSchema,
  supersedesId: z.int().nullable(),
});

export const registerRowSchema = z.object({
  studentId: z.int(),
  name: z.string(),
  pinyin: z.string(),
  classId: z.int().nullable(),
  className: z.string(),
  stage: stageSchema,
  status: z.string(),
  case: z.object({
    caseId: z.int(), route: routeSchema, state: z.enum(caseStates), appliedOn: isoDateSchema.nullable(), familyConfirmedOn: isoDateSchema.nullable(),
  }).nullable(),
  groups: z.array(groupSchema),
  /** Groups a department's list gives and the case doesn't have yet. */
  listedGroups: z.array(z.object({ groupKey: z.string(), label: z.string(), riskCleared: triStateSchema })),
  /** The decision that holds in the term asked for. */
  determination: determinationSchema.nullable(),
  /** Decisions it superseded. */
  earlier: z.int(),
});
export type RegisterRow = z.infer<typeof registerRowSchema>;

export const registerSchema = z.object({
  schoolYear: schoolYearSchema,
  gradeSet: z.array(z.string()),
  rows: z.array(registerRowSchema),
  counts: z.object({
    pupils: z.int(), cases: z.int(), decided: z.int(), undecided: z.int(),
    byGrade: z.array(z.object({ grade: z.string(), count: z.int() })),
    byRoute: z.array(z.object({ route: routeSchema, count: z.int() })),
    /** On a list and without a case, application or waiver. */
    gaps: z.int(),
  }),
});
export type Register = z.infer<typeof registerSchema>;

const groupInputSchema = z.object({
  groupKey: z.string().min(1).max(60),
  kind: z.enum(['certificate', 'declaration']),
  certificateNo: z.string().trim().max(60).default(''),
  note: z.string().trim().max(200).default(''),
});

/** One pupil's line of a bulk entry. What is absent is left as it is. */
const entrySchema = z.object({
  studentId: z.int(),
  route: routeSchema.optional(),
  /** The route of a pupil who has no case yet; it never changes one. */
  routeIfNew: routeSchema.optional(),
  appliedOn: isoDateSchema.nullish(),
  familyConfirmedOn: isoDateSchema.nullish(),
  addGroups: z.array(groupInputSchema).max(20).default([]),
  grade: z.string().trim().max(20).optional(),
  reason: z.string().trim().max(500).default(''),
});
export type IdentificationEntry = z.input<typeof entrySchema>;

const bulkInput = {
  ...inTerm,
  entries: z.array(entrySchema).min(1).max(5000),
  /** The decision the grades belong to: which body, when, from which term on. */
  decision: z.object({ body: z.string().trim().min(1).max(60), decidedOn: isoDateSchema, effectiveTerm: termSchema }).optional(),
};

const effectsSchema = z.object({
  casesOpened: z.int(), groupsAdded: z.int(), firstDecisions: z.int(), changedDecisions: z.int(), unchanged: z.int(),
});
export type BulkEffects = z.infer<typeof effectsSchema>;

const fromMatchesRowSchema = z.object({
  studentId: z.int(),
  name: z.string(),
  classId: z.int().nullable(),
  className: z.string(),
  action: z.enum(['open_case', 'add_groups']),
  groups: z.array(z.object({ groupKey: z.string(), label: z.string(), riskCleared: triStateSchema })),
});

export const identificationContract = {
  /** Every pupil of the 学年 with groups, evidence, route, state and the grade that holds in the term. */
  register: query('identification.read').input(z.object(inTerm)).output(registerSchema),
  /** What opening cases from the lists would do, in numbers and names. */
  previewFromMatches: query('identification.read').input(z.object(inTerm)).output(z.object({
    toOpen: z.int(), toComplete: z.int(), complete: z.int(), declined: z.int(), rows: z.array(fromMatchesRowSchema),
  })),
  /** Opens cases (名单比对 or 免申即享确认) for matched pupils and adds the listed groups to cases that lack them. */
  createFromMatches: command('identification.write')
    .input(commandInput({ ...inTerm, route: z.enum(['list_match', 'automatic_entitlement']), studentIds: z.array(z.int()).min(1).max(5000) }))
    .output(effectsSchema),
  /** What a bulk entry would do and everything that stands against it; nothing is stored. */
  check: query('identification.read').input(z.object(bulkInput)).output(z.object({
    effects: effectsSchema,
    rows: z.array(z.object({
      studentId: z.int(), sentence: z.string(), problems: z.array(problemSchema),
      /** What the body should know and nothing forbids: hits of the negative check. Empty for who may not read them. */
      warnings: z.array(z.string()),
    })),
  })),
  /** Routes, groups with certificates or promises, and decisions, for one pupil or hundreds; all or nothing. */
  save: command('identification.write').input(commandInput(bulkInput)).output(effectsSchema),
  /** Takes evidence out of a case, visibly, with a reason. */
  removeEvidence: command('identification.write')
    .input(commandInput({ ...inSchool, caseGroupId: z.int(), reason: z.string().trim().min(1).max(200) }))
    .output(doneSchema),
  /** 不申请/放弃, 取消认定, 建档备案 and what else happens to cases outside decisions and notices. */
  recordEvent: command('identification.write')
    .input(commandInput({
      ...inTerm, studentIds: z.array(z.int()).min(1).max(5000), event: z.enum(['decline', 'revoke', 'file', 'expire', 'apply']),
      onDate: isoDateSchema.nullable(), note: z.string().trim().max(200).default(''),
    }))
    .output(z.object({ moved: z.int() })),
  /** Why this grade, why this group: every row, certificate, decision and event behind one pupil's case. */
  explain: query('identification.read')
    .input(z.object({ ...inSchool, studentId: z.int(), schoolYear: schoolYearSchema }))
    .output(z.object({
      studentId: z.int(), name: z.string(), className: z.string(), schoolYear: schoolYearSchema,
      case: z.object({ caseId: z.int(), route: routeSchema, state: z.enum(caseStates), appliedOn: isoDateSchema.nullable(), familyConfirmedOn: isoDateSchema.nullable() }).nullable(),
      groups: z.array(z.object({
        groupKey: z.string(), label: z.string(), evidenceState: z.enum(['enough', 'asked']), asks: z.array(z.string()), riskCleared: triStateSchema,
        reasons: z.array(z.object({
          caseGroupId: z.int(), kind: z.enum(evidenceKinds), sentence: z.string(), differences: z.array(z.string()),
          listId: z.int().nullable(), rowNo: z.int().nullable(), removed: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
        })),
      })),
      determinations: z.array(determinationSchema.extend({ sentence: z.string(), by: z.string(), at: z.string(), fileName: z.string().nullable(), rowNo: z.int().nullable(), inForce: z.boolean() })),
      warnings: z.array(z.string()),
      /** Where the case stands under the procedure of the year, and dates in the wrong order. */
      procedure: z.object({
        name: z.string(), source: z.string(),
        steps: z.array(z.object({
          step: z.enum(procedureSteps), mode: z.enum(stepModes), state: z.enum(['done', 'missing', 'ahead', 'not_asked']), onDate: isoDateSchema.nullable(), until: isoDateSchema.nullable(), times: z.int(),
        })),
        inversions: z.array(z.string()),
      }),
      events: z.array(z.object({ event: z.enum(caseEvents), fromState: z.enum(caseStates).nullable(), toState: z.enum(caseStates), onDate: isoDateSchema.nullable(), note: z.string(), by: z.string(), at: z.string() })),
    })),
};
