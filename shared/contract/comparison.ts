import * as z from 'zod';
import { comparisonCodes } from '#shared/domain/comparison/three-zero-errors.ts';
import { systemExportKinds } from '#shared/domain/comparison/export-fields.ts';
import { templateContents } from '#shared/domain/comparison/template-fields.ts';
import { command, commandInput, doneSchema, fileSchema, inSchool, inTerm, isoDateSchema, query } from './base.ts';

const codeSchema = z.enum(comparisonCodes);

const exportSchema = z.object({
  id: z.int(), kind: z.enum(systemExportKinds), kindLabel: z.string(), programmeKey: z.string().nullable(), programmeName: z.string().nullable(),
  fileName: z.string(), asOf: isoDateSchema, rowCount: z.int(), importedAt: z.string(),
  /** Whether the comparison reads it, or a newer one took its place. */
  inUse: z.boolean(),
});
export type SystemExportView = z.infer<typeof exportSchema>;

const resultSchema = z.object({
  code: codeSchema,
  name: z.string(),
  left: z.string(),
  right: z.string(),
  /** Null: that export has not been imported; no result, and no pass. */
  leftCount: z.int().nullable(),
  rightCount: z.int().nullable(),
  both: z.int().nullable(),
  leftOnly: z.int().nullable(),
  rightOnly: z.int().nullable(),
  mismatched: z.int().nullable(),
  /** The Z or P number. */
  total: z.int().nullable(),
  proposals: z.int(),
  /** Differences with a cause and a resolution date. */
  resolved: z.int(),
  verdict: z.string(),
});
export type ComparisonResult = z.infer<typeof resultSchema>;

const noteSchema = z.object({
  cause: z.string(), responsible: z.string(), deadline: isoDateSchema.nullable(), resolution: z.string(), resolvedOn: isoDateSchema.nullable(),
});

const differenceSchema = z.object({
  elementKey: z.string(),
  kind: z.enum(['left_only', 'right_only', 'mismatch', 'programme']),
  kindLabel: z.string(),
  name: z.string(),
  className: z.string(),
  /** Masked. */
  idNumber: z.string(),
  programmeName: z.string(),
  detail: z.string(),
  studentId: z.int().nullable(),
  note: noteSchema.extend({ by: z.string(), at: z.string() }).nullable(),
});
export type Difference = z.infer<typeof differenceSchema>;

const proposalSideSchema = z.object({ name: z.string(), className: z.string(), idNumber: z.string(), registryNo: z.string(), birthDate: z.string() });
const proposalSchema = z.object({ pairKey: z.string(), because: z.string(), left: proposalSideSchema, right: proposalSideSchema });
export type PairProposalView = z.infer<typeof proposalSchema>;

const templateSchema = z.object({
  id: z.int(), content: z.enum(templateContents), contentLabel: z.string(), name: z.string(), fileName: z.string(), learnedAt: isoDateSchema,
  columns: z.array(z.object({ heading: z.string(), field: z.string().nullable(), fieldLabel: z.string().nullable() })),
});
export type TemplateView = z.infer<typeof templateSchema>;

const pasteInput = { ...inTerm, templateId: z.int(), programmeKey: z.string().nullable().default(null) };

export const comparisonContract = {
  overview: query('comparison.read').input(z.object(inTerm)).output(z.object({
    exports: z.array(exportSchema),
    results: z.array(resultSchema),
    /** 三个 100%, as printed: 100% only for an empty set. */
    schoolRate: z.string(),
    projectRate: z.string(),
    infoRate: z.string(),
    schoolReady: z.object({ on: isoDateSchema, by: z.string() }).nullable(),
    /** Pupils whose 就读方式 one side does not know, so that it was not compared. */
    boardingNotCompared: z.int(),
  })),
  differences: query('comparison.read').input(z.object({ ...inTerm, code: codeSchema }))
    .output(z.object({ rows: z.array(differenceSchema), proposals: z.array(proposalSchema) })),
  setNote: command('comparison.write').input(commandInput({
    ...inTerm, code: codeSchema, elementKey: z.string().min(1).max(200), cause: z.string().trim().max(100), responsible: z.string().trim().max(60).default(''),
    deadline: isoDateSchema.nullable().default(null), resolution: z.string().trim().max(300).default(''), resolvedOn: isoDateSchema.nullable().default(null),
  })).output(doneSchema),
  judgePair: command('comparison.write')
    .input(commandInput({ ...inTerm, code: codeSchema, pairKey: z.string().min(1).max(400), verdict: z.enum(['same', 'different']) })).output(doneSchema),
  withdrawExport: command('comparison.write').input(commandInput({ ...inTerm, exportId: z.int(), reason: z.string().trim().min(1).max(200) })).output(doneSchema),
  /** S of handbook 5.4: registered, period opened, both accounts active. Only a person can say so. */
  confirmSchoolReady: command('comparison.write').input(commandInput(inTerm)).output(doneSchema),
  certificate: command('comparison.read').input(commandInput(inTerm)).output(fileSchema),
  templates: query('comparison.read').input(z.object(inSchool)).output(z.array(templateSchema)),
  /** The rows in the template's column order, for the clipboard. Full numbers leave the program: it is logged. */
  paste: command('comparison.write').input(commandInput(pasteInput)).output(z.object({
    headings: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    refused: z.array(z.object({ name: z.string(), className: z.string(), reason: z.string() })),
    text: z.string(),
    html: z.string(),
  })),
  pasteSheet: command('comparison.write').input(commandInput(pasteInput)).output(fileSchema),
};
