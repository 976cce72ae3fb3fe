import * as z from 'zod';
import { stepModes } from '#shared/domain/identification/procedure-profile.ts';
import { consistencies, visitPurposes, visitVerdicts, visitWays } from '#shared/domain/visits/visit.ts';
import { visitCauses } from '#shared/domain/visits/visit-plan.ts';
import {
  command, commandInput, doneSchema, fenSchema, fileSchema, inSchool, inTerm, isoDateSchema, problemSchema, query, schoolYearSchema, triStateSchema,
} from './base.ts';

const visitorSchema = z.object({ name: z.string().trim().min(1).max(20), role: z.string().trim().max(20).default('') });
const visitorsSchema = z.array(visitorSchema).max(9);
const noteText = z.string().trim().max(2000).default('');
const shortText = z.string().trim().max(200).default('');

/** A visit as it is written down. */
export const visitInputSchema = z.object({
  purpose: z.enum(visitPurposes).default('verification'),
  way: z.enum(visitWays),
  visitedOn: isoDateSchema,
  visitors: visitorsSchema,
  consistent: z.enum(consistencies).default('unknown'),
  verdict: z.enum(visitVerdicts).nullable().default(null),
  policyTold: triStateSchema.default('unknown'),
  entrustedTo: shortText,
  entrustedReason: shortText,
  photosUnsuitable: z.boolean().default(false),
  photosReason: shortText,
  address: shortText,
  household: noteText,
  incomeFen: fenSchema.nullable().default(null).refine((fen) => fen === null || fen >= 0, '年收入不能是负数'),
  incomeNote: noteText,
  spendingNote: noteText,
  housing: noteText,
  health: noteText,
  findings: noteText,
  differs: noteText,
  familyWords: noteText,
  respondent: z.string().trim().max(30).default(''),
  respondentRelation: z.string().trim().max(20).default(''),
  conclusion: noteText,
});
export type VisitInput = z.input<typeof visitInputSchema>;

/** What everyone who works on the case may know of a visit: that it was made, by whom, and whether it agreed. */
const briefSchema = z.object({
  visitId: z.int(),
  purpose: z.enum(visitPurposes),
  way: z.enum(visitWays),
  visitedOn: isoDateSchema,
  visitors: z.string(),
  consistent: z.enum(consistencies),
});
export type VisitBrief = z.infer<typeof briefSchema>;

const listedVisitSchema = briefSchema.extend({
  people: z.array(visitorSchema),
  verdict: z.enum(visitVerdicts).nullable(),
  /** Nothing but the heads of the record has been written yet. */
  bare: z.boolean(),
  photosUnsuitable: z.boolean(),
  /** Kinds of scans and photos there are. */
  papers: z.array(z.string()),
  asksPhoto: z.boolean(),
  version: z.int(),
});
export type ListedVisit = z.infer<typeof listedVisitSchema>;

const rowSchema = z.object({
  studentId: z.int(),
  name: z.string(),
  pinyin: z.string(),
  classId: z.int().nullable(),
  className: z.string(),
  cause: z.enum(visitCauses).nullable(),
  /** The village or community the roster's address lies in: no more of it is shown on a screen (handbook 9.2). */
  place: z.string(),
  plan: z.object({ planId: z.int(), name: z.string(), plannedOn: isoDateSchema.nullable() }).nullable(),
  visits: z.array(listedVisitSchema),
});
export type VisitRow = z.infer<typeof rowSchema>;

const coverageSchema = z.object({
  className: z.string(), due: z.int(), visited: z.int(), onSite: z.int(), planned: z.int(), open: z.int(), inconsistent: z.int(), beyond: z.int(),
});
export type VisitCoverage = z.infer<typeof coverageSchema>;

const fullVisitSchema = visitInputSchema.extend({
  visitId: z.int(), version: z.int(), reason: z.string(), voided: z.boolean(), by: z.string(), at: z.string(), fileName: z.string().nullable(), rowNo: z.int().nullable(),
});
export type FullVisit = z.output<typeof fullVisitSchema>;

const stopSchema = z.object({ studentId: z.int(), place: z.string().trim().min(1).max(40) });
const planSchema = z.object({
  planId: z.int(), name: z.string(), plannedOn: isoDateSchema.nullable(), visitors: z.array(visitorSchema), note: z.string(), madeOn: isoDateSchema, by: z.string(),
  stops: z.array(z.object({
    studentId: z.int(), place: z.string(), name: z.string(), className: z.string(), done: z.boolean(),
    lastVisit: briefSchema.nullable(),
  })),
  done: z.int(),
  /** Stops of classes the account does not see. */
  elsewhere: z.int(),
});
export type VisitPlanView = z.infer<typeof planSchema>;

const recorded = z.object({ visitIds: z.array(z.int()), look: z.array(problemSchema) });

export const visitsContract = {
  /** Every pupil at the school, whether a visit is due, what outing he is on and what visits there were this 学年; the coverage of each class. */
  register: query('visit.read').input(z.object(inTerm)).output(z.object({
    schoolYear: schoolYearSchema,
    /** What the procedure asks: its name, the step's mode, how many visitors on the spot. */
    procedure: z.object({ name: z.string(), mode: z.enum(stepModes), visitors: z.int() }),
    rows: z.array(rowSchema),
    coverage: z.array(coverageSchema),
  })),
  /** The visits of one pupil's case without anything the family said or showed. */
  brief: query('identification.read').input(z.object({ ...inSchool, studentId: z.int().positive(), schoolYear: schoolYearSchema })).output(z.array(briefSchema)),
  /** One record with its earlier versions. A command, because every reading of it is written into the log. */
  open: command('visit.read').input(commandInput({ ...inSchool, visitId: z.int().positive() })).output(z.object({
    studentId: z.int(), name: z.string(), className: z.string(), schoolYear: schoolYearSchema, visit: fullVisitSchema, versions: z.array(fullVisitSchema),
  })),
  /** Records visits of one pupil or of a whole outing; all or nothing. `look`: taken in, and worth a look. */
  record: command('visit.write').input(commandInput({ ...inTerm, visits: z.array(visitInputSchema.extend({ studentId: z.int().positive() })).min(1).max(1000) })).output(recorded),
  /** Writes a record anew; the version before is kept. */
  correct: command('visit.write')
    .input(commandInput({ ...inSchool, visitId: z.int().positive(), version: z.int().positive(), visit: visitInputSchema, reason: z.string().trim().min(2).max(200) })).output(recorded),
  /** Strikes a record out that should not be there; it stays readable. */
  strikeOut: command('visit.write').input(commandInput({ ...inSchool, visitId: z.int().positive(), reason: z.string().trim().min(2).max(200) })).output(doneSchema),

  plans: query('visit.read').input(z.object(inTerm)).output(z.array(planSchema)),
  savePlan: command('visit.write')
    .input(commandInput({
      ...inTerm, planId: z.int().positive().nullable(), name: z.string().trim().min(1).max(40), plannedOn: isoDateSchema.nullable(), visitors: visitorsSchema,
      note: z.string().trim().max(200).default(''), stops: z.array(stopSchema).min(1).max(500),
    }))
    .output(z.object({ planId: z.int() })),
  dropPlan: command('visit.write').input(commandInput({ ...inSchool, planId: z.int().positive() })).output(doneSchema),

  /** Blank record sheets with what the roster knows, for the bag: of an outing, of classes, or of chosen pupils. */
  printSheets: command('visit.write')
    .input(commandInput({ ...inTerm, planId: z.int().positive().optional(), classIds: z.array(z.int()).min(1).optional(), studentIds: z.array(z.int()).min(1).max(5000).optional() }))
    .output(z.object({ file: fileSchema, pupils: z.int() })),
  /** The record of one visit as a paper to sign and file. */
  printVisit: command('visit.read').input(commandInput({ ...inSchool, visitId: z.int().positive() })).output(fileSchema),
  printPlan: command('visit.read').input(commandInput({ ...inSchool, planId: z.int().positive() })).output(fileSchema),
  printCoverage: command('visit.read').input(commandInput(inTerm)).output(fileSchema),
};
