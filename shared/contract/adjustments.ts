import * as z from 'zod';
import { ADJUSTMENT_KINDS, ADJUSTMENT_STATES, ADJUSTMENT_STEPS } from '#shared/domain/entitlement/adjustment.ts';
import { MOVEMENT_EFFECTS } from '#shared/domain/entitlement/movement-effect.ts';
import { statusMovements } from '#shared/domain/roster/movement.ts';
import { command, commandInput, doneSchema, fenSchema, fileSchema, inTerm, isoDateSchema, query } from './base.ts';

const pupilColumns = { studentId: z.int(), studentName: z.string(), className: z.string(), programmeKey: z.string(), programmeName: z.string() };
const reasonText = z.string().trim().min(2).max(200);

const adjustmentRowSchema = z.object({
  id: z.int(),
  entitlementId: z.int(),
  ...pupilColumns,
  kind: z.enum(ADJUSTMENT_KINDS),
  beforeFen: fenSchema,
  afterFen: fenSchema,
  effectiveOn: isoDateSchema,
  reason: z.string(),
  evidence: z.string(),
  state: z.enum(ADJUSTMENT_STATES),
  /** What is to be done next, in words. */
  next: z.string(),
  proposedBy: z.string(),
  proposedOn: isoDateSchema,
  /** Proposed by the account that asks: it may take it back, and another has to approve. */
  own: z.boolean(),
  steps: z.array(z.object({ step: z.enum(ADJUSTMENT_STEPS), note: z.string(), by: z.string(), on: isoDateSchema, alone: z.boolean() })),
});
export type AdjustmentRow = z.infer<typeof adjustmentRowSchema>;

const movementRowSchema = z.object({
  movementId: z.int(),
  ...pupilColumns,
  kind: z.enum(statusMovements),
  kindName: z.string(),
  effectiveDate: isoDateSchema,
  effect: z.enum(MOVEMENT_EFFECTS),
  sentence: z.string(),
  clause: z.string(),
  entitlementId: z.int().nullable(),
  held: z.enum(['proposed', 'approved']).nullable(),
  amountFen: fenSchema.nullable(),
  paidFen: fenSchema,
  /** An adjustment of this entitlement is already under way. */
  open: z.boolean(),
});
export type MovementEffectRow = z.infer<typeof movementRowSchema>;

export const adjustmentsContract = {
  list: query('entitlement.read').input(z.object(inTerm)).output(z.object({ rows: z.array(adjustmentRowSchema), movements: z.array(movementRowSchema), onePersonMode: z.boolean() })),
  /** One person proposes: the amount it shall be (0 ends it), from when, why, and the paper it rests on. */
  propose: command('entitlement.propose')
    .input(commandInput({ ...inTerm, entitlementId: z.int(), afterFen: fenSchema, effectiveOn: isoDateSchema, reason: reasonText, evidence: reasonText }))
    .output(z.object({ adjustmentId: z.int(), kind: z.enum(ADJUSTMENT_KINDS) })),
  /** Proposes for each chosen approved entitlement what a new calculation says of it. */
  proposeChanges: command('entitlement.propose')
    .input(commandInput({ ...inTerm, entitlementIds: z.array(z.int()).min(1), evidence: reasonText }))
    .output(z.object({ proposed: z.int() })),
  /** Another person decides. Where money is out beyond the new amount, recovery cases are opened and the change waits for the money. */
  decide: command('entitlement.approve')
    .input(commandInput({ ...inTerm, adjustmentId: z.int(), decision: z.enum(['approve', 'reject']), note: z.string().trim().max(200).default('') }))
    .output(z.object({ state: z.enum(ADJUSTMENT_STATES), cases: z.array(z.string()) })),
  /** The money is back: the approved change takes effect. */
  apply: command('entitlement.propose').input(commandInput({ ...inTerm, adjustmentId: z.int() })).output(doneSchema),
  takeBack: command('entitlement.propose').input(commandInput({ ...inTerm, adjustmentId: z.int(), note: reasonText })).output(doneSchema),
  /** 资助金额调整审批表 of one adjustment, or 调整登记簿 of the term. */
  print: query('entitlement.read').input(z.object({ ...inTerm, adjustmentId: z.int().optional() })).output(fileSchema),
};
