import { findProgramme, withLocal } from '#shared/domain/programmes/catalogue.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listLocalCatalogue } from '#main/db/repositories/local-programme.ts';

export function catalogueOf(db: ReadableDb, schoolId: number): Catalogue {
  return withLocal(listLocalCatalogue(db, schoolId));
}

/** A programme's name by its key; a key nobody knows any more names itself. */
export function programmeNames(db: ReadableDb, schoolId: number): (key: string) => string {
  const catalogue = catalogueOf(db, schoolId);
  return (key) => findProgramme(catalogue, key)?.name ?? key;
}
