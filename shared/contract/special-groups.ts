import * as z from 'zod';
import { coverages, evidencePolicies, listOwners } from '#shared/domain/identification/group-catalogue.ts';
import { command, commandInput, inSchool, query, schoolYearSchema } from './base.ts';

const ruleShape = {
  label: z.string().trim().min(1, '请填群体名称').max(40),
  owner: z.enum(listOwners),
  coverage: z.enum(coverages),
  evidence: z.enum(evidencePolicies),
  maxDisabilityGrade: z.int().min(1).max(4).nullable(),
  needsHardship: z.boolean(),
  proof: z.string().trim().max(120),
  source: z.string().trim().min(1, '请填依据文号或来源').max(120),
};

export const catalogueGroupSchema = z.object({
  ...ruleShape,
  key: z.string(),
  ordinal: z.int(),
  aliases: z.array(z.string()),
  validFrom: schoolYearSchema.nullable(),
  validTo: schoolYearSchema.nullable(),
  confidence: z.enum(['C', 'R', 'R?', 'L', 'P']),
  origin: z.enum(['shipped', 'own']),
});
export type CatalogueGroupView = z.infer<typeof catalogueGroupSchema>;

export const specialGroupsContract = {
  /** The groups of a 学年, those no longer in use, and every row the school added, newest first. */
  catalogue: query('identification.read').input(z.object({ ...inSchool, schoolYear: schoolYearSchema })).output(z.object({
    schoolYear: schoolYearSchema,
    groups: z.array(catalogueGroupSchema),
    ended: z.array(catalogueGroupSchema),
    history: z.array(z.object({
      id: z.int(), key: z.string(), label: z.string(), validFrom: schoolYearSchema, validTo: schoolYearSchema.nullable(), source: z.string(), by: z.string(), at: z.string(),
    })),
  })),
  /** How a group stands from a 学年 on: a new one, another name or rule for a known one, or its end. Earlier years keep theirs. */
  addRow: command('setting.write')
    .input(commandInput({
      ...inSchool, ...ruleShape,
      /** null: a group the catalogue doesn't have. */
      key: z.string().max(60).nullable(),
      validFrom: schoolYearSchema, validTo: schoolYearSchema.nullable().default(null),
    }))
    .output(z.object({ id: z.int(), key: z.string() })),
};
