import * as z from 'zod';
import { applicationEvents, applicationStates } from '#shared/domain/applications/application-state.ts';
import { checkResults } from '#shared/domain/applications/evidence-check.ts';
import { formLayoutKeys } from '#shared/domain/applications/form-layout.ts';
import { caseStates, identificationRoutes } from '#shared/domain/identification/case-state.ts';
import { sexes } from '#shared/domain/identity/sex.ts';
import { command, commandInput, doneSchema, fenSchema, fileSchema, inTerm, isoDateSchema, problemSchema, query, stageSchema, triStateSchema } from './base.ts';

const text = (longest: number): z.ZodString => z.string().max(longest);
const short = text(60);
const layoutSchema = z.enum(formLayoutKeys);

const memberSchema = z.object({ name: short, age: short, relation: short, employer: text(100), job: short, income: short, health: short });

/** A form as texts, as it is typed: anything may be wrong in it, and it is saved all the same. */
export const applicationDraftSchema = z.object({
  layout: layoutSchema,
  appliedOn: short,
  written: z.object({ name: short, sex: short, birthDate: short, idNumber: short, nativePlace: short, hukouType: short, phone: short }),
  familySize: short,
  address: text(200),
  postcode: short,
  guardianPhone: short,
  members: z.array(memberSchema).max(30).readonly(),
  groups: z.record(z.string().max(60), triStateSchema),
  otherGroup: short,
  perHead: short,
  circumstances: z.object({ disaster: text(500), accident: text(500), weakLabour: text(500), unemployment: text(500), debt: text(500), other: text(500) }),
  promise: z.object({ handwritten: triStateSchema, signedBy: short, signedOn: short }),
  consent: z.object({ given: triStateSchema, signedBy: short, relation: short, signedOn: short }),
  aid: z.object({ boarding: triStateSchema, nonBoarding: triStateSchema }),
});

/** What a person says of a pile of forms as a whole, when importing it. */
export const applicationPileSchema = z.object({
  layout: layoutSchema.default('two_page'),
  appliedOn: isoDateSchema.nullable().default(null),
  signedOnPaper: z.boolean().default(false),
});

const rowSchema = z.object({
  studentId: z.int(),
  name: z.string(),
  pinyin: z.string(),
  classId: z.int().nullable(),
  className: z.string(),
  stage: stageSchema,
  onRoll: z.boolean(),
  /** `none`: nothing has been handed in or typed. */
  state: z.enum(['none', ...applicationStates]),
  /** A received form with a correction not yet taken in. */
  openDraft: z.boolean(),
  appliedOn: isoDateSchema.nullable(),
  familySize: z.int().nullable(),
  perHeadFen: fenSchema.nullable(),
  computedFen: fenSchema.nullable(),
  groups: z.array(z.string()),
  /** What a person should look at, worded. */
  looks: z.array(z.string()),
  /** What still keeps a draft from being received. */
  lacks: z.array(z.string()),
  version: z.int().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  caseState: z.enum(caseStates).nullable(),
  route: z.enum(identificationRoutes).nullable(),
  /** Papers of proof: checked and good, of how many. */
  papersDone: z.int(),
  papers: z.int(),
});
export type ApplicationRow = z.infer<typeof rowSchema>;

const checkSchema = z.object({
  id: z.int(), item: z.string(), result: z.enum(checkResults), reviewer: z.string(), checkedOn: isoDateSchema, note: z.string(), by: z.string(), at: z.string(), standing: z.boolean(),
});
export type PaperCheck = z.infer<typeof checkSchema>;

const viewSchema = z.object({
  studentId: z.int(),
  name: z.string(),
  classId: z.int().nullable(),
  className: z.string(),
  onRoll: z.boolean(),
  formId: z.int().nullable(),
  state: z.enum(['none', ...applicationStates]),
  register: z.object({
    name: z.string(), sex: z.enum(sexes), birthDate: isoDateSchema.nullable(), idNumberMasked: z.string(), nativePlace: z.string(), hukouType: z.string(), phone: z.string(), stage: stageSchema,
  }),
  /** What the form shows when it is opened: what is being typed, else the form at the school, else what the register knows. */
  draft: applicationDraftSchema,
  draftFrom: z.enum(['draft', 'version', 'register']),
  draftSaved: z.object({ at: z.string(), by: z.string() }).nullable(),
  /** The number the family wrote differs from the register's, and this account may not see it. */
  idNumberHidden: z.boolean(),
  /** Groups with evidence in the case or on a list. */
  supportedGroups: z.array(z.string()),
  versions: z.array(z.object({ versionNo: z.int(), appliedOn: isoDateSchema.nullable(), reason: z.string(), from: z.string(), by: z.string(), at: z.string(), changes: z.array(z.string()) })),
  events: z.array(z.object({ event: z.enum(applicationEvents), toState: z.enum(applicationStates), note: z.string(), by: z.string(), at: z.string() })),
  caseState: z.enum(caseStates).nullable(),
  checks: z.array(checkSchema),
  /** Papers this pupil's ticked groups ask for, as a proposal. */
  paperProposals: z.array(z.string()),
});
export type ApplicationView = z.infer<typeof viewSchema>;

const fileRowSchema = z.object({
  fileName: z.string(),
  sheet: z.string(),
  layout: layoutSchema.nullable(),
  studentId: z.int().nullable(),
  name: z.string(),
  className: z.string(),
  bucket: z.enum(['ok', 'look', 'wrong']),
  action: z.enum(['receive', 'correct', 'same', 'draft']).nullable(),
  understanding: z.string(),
  problems: z.array(problemSchema),
});
export type ApplicationFileRow = z.infer<typeof fileRowSchema>;

const formFiles = { ...inTerm, files: z.array(fileSchema).min(1).max(300), options: applicationPileSchema.default({ layout: 'two_page', appliedOn: null, signedOnPaper: false }) };

const ofPupil = { ...inTerm, studentId: z.int().positive() };

export const applicationsContract = {
  /** Every pupil of the 学年 with the state of its form. */
  list: query('identification.read').input(z.object(inTerm)).output(z.array(rowSchema)),
  get: query('identification.read').input(z.object(ofPupil)).output(viewSchema),
  /** Keeps what is being typed; nothing is checked and nothing else moves. */
  saveDraft: command('identification.write').input(commandInput({ ...ofPupil, draft: applicationDraftSchema })).output(z.object({ savedAt: z.string(), formId: z.int() })),
  discardDraft: command('identification.write').input(commandInput(ofPupil)).output(doneSchema),
  /** Takes a form in, or its correction with the reason: a version of its own, and the case moves to 已申请. */
  receive: command('identification.write')
    .input(commandInput({ ...ofPupil, draft: applicationDraftSchema, reason: z.string().trim().max(200).default('') }))
    .output(z.object({ state: z.enum(applicationStates), versionNo: z.int(), looks: z.array(problemSchema) })),
  withdraw: command('identification.write')
    .input(commandInput({ ...ofPupil, reason: z.string().trim().min(2).max(200), declineCase: z.boolean() }))
    .output(doneSchema),
  /** 班级申请汇总表 as .xlsx: a row a pupil, to be looked through, or filled and imported again. */
  exportSummary: query('identification.read')
    .input(z.object({ ...inTerm, classId: z.int().optional(), which: z.enum(['all', 'received']).default('received') }))
    .output(fileSchema),
  /** A blank form to be filled on a computer. */
  blankSheet: query('identification.read').input(z.object({ ...inTerm, layout: layoutSchema })).output(fileSchema),
  /** One pupil's form on paper: as it was filled, or what the register knows for the family to go on with. */
  print: command('identification.read')
    .input(commandInput({ ...ofPupil, content: z.enum(['filled', 'prefilled']), layout: layoutSchema.nullable().default(null), clear: z.boolean().default(false) }))
    .output(fileSchema),
  printBlank: query('identification.read').input(z.object({ ...inTerm, layout: layoutSchema })).output(fileSchema),
  /** The forms of some classes, or of the whole school, a document a class; several come as one zip. */
  printMany: command('identification.read')
    .input(commandInput({
      ...inTerm, classIds: z.array(z.int()).min(1).optional(), content: z.enum(['filled', 'prefilled']), layout: layoutSchema.nullable().default(null), clear: z.boolean().default(false),
    }))
    .output(z.object({ file: fileSchema, forms: z.int(), papers: z.int() })),
  /** Which template each layout is printed with, and whether it can be printed. */
  templates: query('identification.read')
    .input(z.object(inTerm))
    .output(z.array(z.object({
      layout: layoutSchema, file: z.string(), countys: z.boolean(), problem: z.string().nullable(),
    }))),
  /** What forms filled in on a computer, one a sheet, would do: which pupil, which layout, what is wrong in which cell. Nothing is stored. */
  previewForms: query('identification.write')
    .input(z.object({ ...formFiles, operationId: z.string().min(8).max(80).optional() }))
    .output(z.object({ rows: z.array(fileRowSchema) })),
  /** Takes them in, all or none; wrong ones are left out only when that is said. */
  receiveForms: command('identification.write')
    .input(commandInput({ ...formFiles, leaveOutWrong: z.boolean().default(false) }))
    .output(z.object({ received: z.int(), corrected: z.int(), drafts: z.int(), same: z.int(), leftOut: z.int() })),
  /** One paper of proof, seen by somebody on a day. */
  recordCheck: command('identification.write')
    .input(commandInput({
      ...ofPupil, item: z.string().trim().min(1).max(60), result: z.enum(checkResults), reviewer: z.string().trim().min(1).max(30), checkedOn: isoDateSchema,
      note: z.string().trim().max(200).default(''),
    }))
    .output(z.object({ id: z.int() })),
};
