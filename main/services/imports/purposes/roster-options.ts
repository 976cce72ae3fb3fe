import * as z from 'zod';
import { isoDateSchema } from '#shared/contract/base.ts';
import { statusMovements } from '#shared/domain/roster/movement.ts';

/** Whom the file speaks of: decides who counts as gone. `auto`: the whole school when it has at least half as many rows as the roll. */
export const rosterOptionsSchema = z.object({ scope: z.enum(['auto', 'school', 'classes']).default('auto') });
export type RosterOptions = z.infer<typeof rosterOptionsSchema>;

/** What became of the pupils who are in the roster and not in the file. Whoever is not named stays as he is. */
export const rosterDecisionsSchema = z.object({
  gone: z.array(z.object({
    studentId: z.int(), kind: z.enum(statusMovements), effectiveDate: isoDateSchema, evidence: z.string().max(200).default(''),
  })).default([]),
});
export type RosterDecisions = z.infer<typeof rosterDecisionsSchema>;
