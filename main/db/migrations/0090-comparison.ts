import type { Migration } from '../migrate.ts';

/** Exports of the national system, what a person decided about their differences, and the templates learned from blank files. */
export const comparisonMigration: Migration = {
  id: 90,
  name: 'comparison',
  sql: /* sql */ `
CREATE TABLE system_export (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('roster', 'identification', 'aid_list')),
  -- A 资助名单 of one programme; empty when the file names the programme of each row.
  programme_key TEXT,
  as_of TEXT NOT NULL,
  imported_file_id INTEGER NOT NULL UNIQUE REFERENCES imported_file (id),
  row_count INTEGER NOT NULL,
  -- A further part of the same list (another stage's sub-system), not a newer one.
  adds INTEGER NOT NULL DEFAULT 0 CHECK (adds IN (0, 1)),
  withdrawn_at TEXT,
  withdrawn_reason TEXT,
  CHECK (withdrawn_at IS NULL OR withdrawn_reason <> '')
) STRICT;
CREATE INDEX system_export_by_term ON system_export (school_id, term, kind);

CREATE TABLE system_export_row (
  export_id INTEGER NOT NULL REFERENCES system_export (id),
  row_no INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  id_number TEXT NOT NULL,
  registry_no TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  class_name TEXT NOT NULL,
  boarding_mode TEXT CHECK (boarding_mode IN ('day', 'boarding')),
  grade TEXT,
  programme_key TEXT,
  amount_fen INTEGER,
  PRIMARY KEY (export_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE comparison_pair (
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  pair_key TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different')),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (school_id, term, pair_key)
) STRICT, WITHOUT ROWID;

-- Cause and cure of a difference (handbook 5.5). The last note of an element counts; earlier ones stay.
CREATE TABLE comparison_note (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  code TEXT NOT NULL CHECK (code IN ('Z1', 'Z2', 'Z3', 'P1', 'P2', 'S')),
  element_key TEXT NOT NULL,
  cause TEXT NOT NULL,
  responsible TEXT NOT NULL,
  deadline TEXT,
  resolution TEXT NOT NULL,
  resolved_on TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX comparison_note_by_element ON comparison_note (school_id, term, code, element_key);

CREATE TABLE template_profile (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('hardship', 'aid_list')),
  name TEXT NOT NULL CHECK (name <> ''),
  header_fingerprint TEXT NOT NULL,
  columns_json TEXT NOT NULL,
  sheet TEXT NOT NULL,
  imported_file_id INTEGER NOT NULL REFERENCES imported_file (id),
  learned_at TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  replaced_at TEXT
) STRICT;
CREATE UNIQUE INDEX template_profile_live ON template_profile (school_id, name) WHERE replaced_at IS NULL;
`,
};
