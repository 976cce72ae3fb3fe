import { findProgramme, withLocal } from '#shared/domain/programmes/catalogue.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { catalogueInTerm } from '#shared/domain/programmes/programme-revision.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listLocalCatalogue } from '#main/db/repositories/local-programme.ts';
import { listProgrammeRevisions } from '#main/db/repositories/programme-revision.ts';

/** The presets with what the school added; in a term, each programme as the revision in force has it. Without a term, as first entered. */
export function catalogueOf(db: ReadableDb, schoolId: number, term: TermKey | null = null): Catalogue {
  const catalogue = withLocal(listLocalCatalogue(db, schoolId));
  return term === null ? catalogue : catalogueInTerm(catalogue, listProgrammeRevisions(db, schoolId), term);
}

/** A programme's name by its key; a key nobody knows any more names itself. */
export function programmeNames(db: ReadableDb, schoolId: number): (key: string) => string {
  const catalogue = catalogueOf(db, schoolId);
  return (key) => findProgramme(catalogue, key)?.name ?? key;
}
