import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { DatedProcedure, ProcedureSpec } from '#shared/domain/identification/procedure-profile.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface StoredProcedure extends DatedProcedure {
  readonly id: number;
  readonly by: string;
  readonly at: string;
}

/** Every procedure a school ever set, oldest first. */
export function listProcedures(db: ReadableDb, schoolId: number): StoredProcedure[] {
  return db.all<Omit<StoredProcedure, 'spec'> & { specJson: string }>(
    `SELECT p.id, p.valid_from AS validFrom, p.name, p.source, p.spec_json AS specJson, a.display_name AS by, p.at
     FROM procedure_profile p JOIN account a ON a.id = p.account_id WHERE p.school_id = ? ORDER BY p.id`, schoolId,
  ).map(({ specJson, ...row }) => ({ ...row, spec: JSON.parse(specJson) as ProcedureSpec }));
}

export function insertProcedure(
  db: WritableDb, one: { readonly schoolId: number; readonly validFrom: SchoolYear; readonly name: string; readonly source: string; readonly spec: ProcedureSpec; readonly accountId: number; readonly at: string },
): number {
  return db.run(
    'INSERT INTO procedure_profile (school_id, valid_from, name, source, spec_json, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    one.schoolId, one.validFrom, one.name, one.source, JSON.stringify(one.spec), one.accountId, one.at).lastId;
}
