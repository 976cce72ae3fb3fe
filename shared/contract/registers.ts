import * as z from 'zod';
import { caseStates, identificationRoutes } from '#shared/domain/identification/case-state.ts';
import { gradeChanges } from '#shared/domain/identification/grade-change.ts';
import { fileSchema, inSchool, inTerm, isoDateSchema, query, schoolYearSchema, termSchema } from './base.ts';

/** What can be listed, printed and exported. `pupils_by_…`: the same pupils, in parts. */
export const registerKinds = ['summary', 'pupils_by_class', 'pupils_by_year', 'pupils_by_grade', 'pupils_by_group', 'pupils_by_route', 'changes', 'national'] as const;
export type RegisterKind = (typeof registerKinds)[number];

const lineSchema = z.object({
  label: z.string(), pupils: z.int(), cases: z.int(), hardship: z.int(), undecided: z.int(), byGrade: z.array(z.int()),
});
export type SummaryLineView = z.infer<typeof lineSchema>;

const changeRowSchema = z.object({
  studentId: z.int(), name: z.string(), className: z.string(), status: z.string(), before: z.string().nullable(), after: z.string().nullable(),
  change: z.enum(gradeChanges), gained: z.array(z.string()), lost: z.array(z.string()), reason: z.string(), decidedOn: isoDateSchema.nullable(),
});
export type ChangeRow = z.infer<typeof changeRowSchema>;

const nationalRowSchema = z.object({
  studentId: z.int(), name: z.string(), className: z.string(), grade: z.string(), nationalGrade: z.string().nullable(), state: z.enum(caseStates), route: z.enum(identificationRoutes),
  decidedOn: isoDateSchema, groups: z.string(),
});
export type NationalRow = z.infer<typeof nationalRowSchema>;

const actSchema = z.object({
  at: z.string(), onDate: isoDateSchema.nullable(), what: z.string(), before: z.string(), after: z.string(), note: z.string(), by: z.string(), checkedBy: z.string().nullable(),
});
export type ResponsibilityAct = z.infer<typeof actSchema>;

const registerInput = z.object({ ...inTerm, register: z.enum(registerKinds) });

export const registersContract = {
  /** 认定汇总表: by class, year, route and group, with the grades in force in the term. */
  summary: query('identification.read').input(z.object(inTerm)).output(z.object({
    schoolYear: schoolYearSchema, grades: z.array(z.string()), byClass: z.array(lineSchema), byYear: z.array(lineSchema), byRoute: z.array(lineSchema), byGroup: z.array(lineSchema), total: lineSchema,
    /** The school's grades that have no word in the national system yet. */
    gradesWithoutNational: z.array(z.string()),
  })),
  /** What changed since the term before: grades begun, raised, lowered, ended; groups gained and lost. */
  changes: query('identification.read').input(z.object(inTerm)).output(z.object({
    previousTerm: termSchema, counts: z.array(z.object({ change: z.enum(gradeChanges), count: z.int() })), rows: z.array(changeRowSchema),
  })),
  /** The decided pupils in the national system's words. */
  national: query('identification.read').input(z.object(inTerm)).output(z.object({ rows: z.array(nationalRowSchema), gradesWithoutNational: z.array(z.string()) })),
  print: query('identification.read').input(registerInput).output(fileSchema),
  exportXlsx: query('identification.read').input(registerInput).output(fileSchema),
  /** 责任追溯: who entered, who checked, what each changed, for one pupil's identification of a 学年. */
  responsibility: query('identification.read').input(z.object({ ...inSchool, studentId: z.int(), schoolYear: schoolYearSchema })).output(z.object({
    name: z.string(), className: z.string(), acts: z.array(actSchema),
  })),
  printResponsibility: query('identification.read').input(z.object({ ...inSchool, studentId: z.int(), schoolYear: schoolYearSchema })).output(fileSchema),
};
