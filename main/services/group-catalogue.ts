import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { catalogueOfYear } from '#shared/domain/identification/group-catalogue.ts';
import type { GroupCatalogue } from '#shared/domain/identification/group-catalogue.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listGroupRows } from '#main/db/repositories/special-group.ts';
import { procedureOf } from './procedure-of-school.ts';

/** The special groups of a school in a 学年: what ships, the school's own rows, and what its procedure says of 残疾. */
export function groupCatalogueOf(db: ReadableDb, schoolId: number, year: SchoolYear): GroupCatalogue {
  const { disabilityMaxGrade, disabilityNeedsHardship } = procedureOf(db, schoolId, year).spec;
  return catalogueOfYear(listGroupRows(db, schoolId), year, { maxDisabilityGrade: disabilityMaxGrade, needsHardship: disabilityNeedsHardship });
}
