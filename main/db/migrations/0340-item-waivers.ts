import type { Migration } from '../migrate.ts';

/** A family may give one item up, for the year or for one term, and keep the rest: a waiver then names it. Null, as every older one: all aid of the year. */
export const itemWaiversMigration: Migration = {
  id: 340,
  name: 'item-waivers',
  sql: /* sql */ `
ALTER TABLE waiver ADD COLUMN programme_key TEXT CHECK (programme_key <> '');
ALTER TABLE waiver ADD COLUMN term TEXT CHECK (term IS NULL OR (programme_key IS NOT NULL AND substr(term, 1, 9) = school_year));
DROP INDEX waiver_once;
CREATE UNIQUE INDEX waiver_once ON waiver (student_id, school_year, coalesce(programme_key, ''), coalesce(term, '')) WHERE revoked_on IS NULL;
DROP TRIGGER waiver_is_fixed;
CREATE TRIGGER waiver_is_fixed BEFORE UPDATE OF school_id, student_id, school_year, programme_key, term, reason, signer, relation, signed_on, witness, groups_json, account_id, at ON waiver
BEGIN SELECT raise(ABORT, 'a waiver is revoked, never changed'); END;
`,
};
