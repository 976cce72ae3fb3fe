import type { Problem } from '#shared/contract/base.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { countsAsDecided, decisionLeftBare } from '#shared/domain/identification/decision-basis.ts';
import type { ProcedureFact } from '#shared/domain/identification/procedure.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCases } from '#main/db/queries/identification.ts';
import type { CaseLine } from '#main/db/queries/identification.ts';
import { procedureOf } from './procedure-of-school.ts';
import { problemOf } from './refusal.ts';

/** The pupil of a changed record, with what its identification rested on before and would rest on after. */
export interface BasisChange {
  readonly studentId: number;
  readonly name: string;
  readonly before: readonly ProcedureFact[];
  readonly after: readonly ProcedureFact[];
  readonly place?: { readonly row?: number };
}

/** What stands against changing a record a decision in force rests on; whoever changes a step of the procedure asks it. Loads once for many pupils. */
export function decisionBasis(db: ReadableDb, schoolId: number, year: SchoolYear): (change: BasisChange) => Problem[] {
  const cases = new Map(listCases(db, schoolId, year).map((one) => [one.studentId, one]));
  const { spec } = procedureOf(db, schoolId, year);
  return (change) => basisProblems(spec, cases.get(change.studentId) ?? null, change);
}

export function basisProblems(spec: Parameters<typeof decisionLeftBare>[0], one: Pick<CaseLine, 'route' | 'state'> | null, { name, before, after, place }: BasisChange): Problem[] {
  if (one === null || !countsAsDecided(one.state)) return [];
  const bare = decisionLeftBare(spec, one.route, before, after);
  return bare === null ? [] : [problemOf('procedure.decision_needs_it', { name, step: bare.step, date: bare.decidedOn }, place ?? {})];
}
