import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { procedureOfYear } from '#shared/domain/identification/procedure-profile.ts';
import type { DatedProcedure } from '#shared/domain/identification/procedure-profile.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listProcedures } from '#main/db/repositories/procedure-profile.ts';

/** The procedure a school follows in a 学年: its own, or the shipped default. */
export function procedureOf(db: ReadableDb, schoolId: number, year: SchoolYear): DatedProcedure {
  return procedureOfYear(listProcedures(db, schoolId), year);
}
