import type { Migration } from '../migrate.ts';

/** Departments' lists, each row in exactly one bucket, the pupils it was held to mean, and every decision about it. */
export const listsMigration: Migration = {
  id: 30,
  name: 'lists',
  sql: /* sql */ `
CREATE TABLE department_list (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  kind TEXT NOT NULL CHECK (kind IN ('subsistence', 'rural', 'disability', 'orphan', 'other')),
  group_key TEXT,
  issuer TEXT NOT NULL,
  as_of TEXT,
  term TEXT NOT NULL,
  imported_file_id INTEGER NOT NULL UNIQUE REFERENCES imported_file (id),
  left_out_count INTEGER NOT NULL CHECK (left_out_count >= 0),
  replaces_id INTEGER UNIQUE REFERENCES department_list (id),
  created_at TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  withdrawn_at TEXT,
  withdrawn_by INTEGER REFERENCES account (id),
  withdrawn_reason TEXT,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;
CREATE INDEX department_list_by_term ON department_list (school_id, term);

CREATE TABLE list_row (
  id INTEGER PRIMARY KEY,
  list_id INTEGER NOT NULL REFERENCES department_list (id),
  row_no INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  id_number TEXT NOT NULL,
  head_name TEXT NOT NULL,
  head_name_key TEXT NOT NULL,
  head_id_number TEXT NOT NULL,
  certificate_no TEXT NOT NULL,
  group_key TEXT,
  risk_cleared TEXT NOT NULL CHECK (risk_cleared IN ('yes', 'no', 'unknown')),
  village TEXT NOT NULL,
  birth_date TEXT,
  raw_json TEXT NOT NULL,
  bucket TEXT NOT NULL CHECK (bucket IN ('matched', 'needs_decision', 'not_ours')),
  rule TEXT,
  UNIQUE (list_id, row_no)
) STRICT;
CREATE INDEX list_row_by_bucket ON list_row (list_id, bucket);

CREATE TABLE list_match (
  id INTEGER PRIMARY KEY,
  row_id INTEGER NOT NULL REFERENCES list_row (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  member_id INTEGER REFERENCES household_member (id) ON DELETE SET NULL,
  path TEXT NOT NULL CHECK (path IN ('direct', 'household', 'certificate', 'fuzzy', 'manual')),
  rule TEXT NOT NULL,
  differences_json TEXT NOT NULL,
  group_key TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('automatic', 'confirmed', 'rejected', 'pending')),
  decided_by INTEGER REFERENCES account (id),
  decided_at TEXT,
  UNIQUE (row_id, student_id),
  CHECK ((decision IN ('confirmed', 'rejected')) = (decided_at IS NOT NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL))
) STRICT;
CREATE INDEX list_match_by_student ON list_match (student_id);

CREATE TABLE list_decision (
  id INTEGER PRIMARY KEY,
  row_id INTEGER NOT NULL REFERENCES list_row (id),
  kind TEXT NOT NULL CHECK (kind IN ('confirm', 'not_ours', 'undo')),
  student_ids_json TEXT NOT NULL,
  note TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX list_decision_by_row ON list_decision (row_id);
CREATE TRIGGER list_decision_no_update BEFORE UPDATE ON list_decision BEGIN SELECT raise(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER list_decision_no_delete BEFORE DELETE ON list_decision BEGIN SELECT raise(ABORT, 'decisions are append-only'); END;
`,
};
