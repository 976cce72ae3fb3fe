import type { Migration } from '../migrate.ts';

/** Index tables of the 量化测评 with their versions, and the score sheets filled under them. An adopted version never changes; a sheet is replaced by a later one. */
export const scoringMigration: Migration = {
  id: 150,
  name: 'scoring',
  sql: /* sql */ `
CREATE TABLE score_table (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  parent_id INTEGER REFERENCES score_table (id),
  name TEXT NOT NULL CHECK (name <> ''),
  region TEXT NOT NULL,
  source TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'trial', 'adopted', 'discarded')),
  -- Counts the school's adopted versions, from 1.
  version_no INTEGER CHECK (version_no > 0),
  effective_from TEXT CHECK (effective_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  decision TEXT NOT NULL DEFAULT '',
  spec_json TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  changed_by INTEGER NOT NULL REFERENCES account (id),
  changed_at TEXT NOT NULL,
  adopted_by INTEGER REFERENCES account (id),
  adopted_at TEXT,
  UNIQUE (school_id, version_no),
  CHECK ((state = 'adopted') = (version_no IS NOT NULL)),
  CHECK ((state = 'adopted') = (effective_from IS NOT NULL)),
  CHECK ((state = 'adopted') = (adopted_by IS NOT NULL)),
  CHECK ((state = 'adopted') = (adopted_at IS NOT NULL))
) STRICT;
CREATE INDEX score_table_by_school ON score_table (school_id, state);
CREATE TRIGGER score_table_adopted_is_fixed BEFORE UPDATE ON score_table WHEN OLD.state IN ('adopted', 'discarded')
BEGIN SELECT raise(ABORT, 'an adopted index table is replaced by a later version, never changed'); END;
CREATE TRIGGER score_table_kept BEFORE DELETE ON score_table BEGIN SELECT raise(ABORT, 'an index table is discarded, never deleted'); END;

CREATE TABLE score_sheet (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  term TEXT NOT NULL,
  table_id INTEGER NOT NULL REFERENCES score_table (id),
  -- 1: filled while the table was being tried; it never counts as a step of the procedure.
  trial INTEGER NOT NULL CHECK (trial IN (0, 1)),
  self_json TEXT,
  self_on TEXT,
  self_by TEXT NOT NULL DEFAULT '',
  verified_json TEXT,
  verified_on TEXT,
  verified_by TEXT NOT NULL DEFAULT '',
  -- The pupil's 特殊群体 as they stood, so that the result stays what it was.
  groups_json TEXT NOT NULL,
  -- The day of the result; null while something needed for it is missing.
  scored_on TEXT,
  withdrawn_reason TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  CHECK ((self_json IS NULL) = (self_on IS NULL)),
  CHECK ((verified_json IS NULL) = (verified_on IS NULL)),
  CHECK (withdrawn_reason IS NULL OR (withdrawn_reason <> '' AND scored_on IS NULL))
) STRICT;
CREATE INDEX score_sheet_by_student ON score_sheet (student_id, term, trial, id);
CREATE INDEX score_sheet_by_table ON score_sheet (table_id);
CREATE INDEX score_sheet_by_school ON score_sheet (school_id, term);
CREATE TRIGGER score_sheet_no_update BEFORE UPDATE ON score_sheet BEGIN SELECT raise(ABORT, 'a score sheet is replaced by a later one, never changed'); END;
CREATE TRIGGER score_sheet_no_delete BEFORE DELETE ON score_sheet BEGIN SELECT raise(ABORT, 'a score sheet is replaced by a later one, never deleted'); END;
`,
};
