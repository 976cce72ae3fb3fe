import type { Migration } from '../migrate.ts';

/** One case a pupil and 学年: route, groups with their evidence, decisions that supersede each other, and everything that happened to it. */
export const identificationMigration: Migration = {
  id: 40,
  name: 'identification',
  sql: /* sql */ `
CREATE TABLE identification_case (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  school_year TEXT NOT NULL,
  route TEXT NOT NULL CHECK (route IN ('application', 'list_match', 'automatic_entitlement')),
  state TEXT NOT NULL CHECK (state IN ('declined', 'applied', 'pre_identified', 'determined', 'noticed', 'objected', 'confirmed', 'filed', 'revoked', 'expired')),
  applied_on TEXT,
  family_confirmed_on TEXT,
  created_at TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  UNIQUE (student_id, school_year)
) STRICT;
CREATE INDEX identification_case_by_year ON identification_case (school_id, school_year, state);

CREATE TABLE case_event (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES identification_case (id),
  event TEXT NOT NULL,
  from_state TEXT,
  to_state TEXT NOT NULL,
  on_date TEXT,
  note TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX case_event_by_case ON case_event (case_id);
CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event BEGIN SELECT raise(ABORT, 'case events are append-only'); END;
CREATE TRIGGER case_event_no_delete BEFORE DELETE ON case_event BEGIN SELECT raise(ABORT, 'case events are append-only'); END;

CREATE TABLE case_group (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES identification_case (id),
  group_key TEXT NOT NULL,
  evidence_kind TEXT NOT NULL CHECK (evidence_kind IN ('list_row', 'certificate', 'declaration')),
  list_match_id INTEGER REFERENCES list_match (id),
  certificate_no TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  removed_at TEXT,
  removed_by INTEGER REFERENCES account (id),
  removed_reason TEXT,
  CHECK ((evidence_kind = 'list_row') = (list_match_id IS NOT NULL)),
  CHECK ((removed_at IS NULL) = (removed_by IS NULL))
) STRICT;
CREATE INDEX case_group_by_case ON case_group (case_id);
CREATE UNIQUE INDEX case_group_once ON case_group (case_id, group_key, evidence_kind, coalesce(list_match_id, 0)) WHERE removed_at IS NULL;

CREATE TABLE determination (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES identification_case (id),
  grade TEXT NOT NULL CHECK (grade <> ''),
  body TEXT NOT NULL CHECK (body <> ''),
  decided_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  effective_term TEXT NOT NULL,
  supersedes_id INTEGER UNIQUE REFERENCES determination (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER
) STRICT;
CREATE INDEX determination_by_case ON determination (case_id);
CREATE UNIQUE INDEX determination_first ON determination (case_id) WHERE supersedes_id IS NULL;
CREATE TRIGGER determination_no_update BEFORE UPDATE ON determination BEGIN SELECT raise(ABORT, 'determinations supersede, they are never changed'); END;
CREATE TRIGGER determination_no_delete BEFORE DELETE ON determination BEGIN SELECT raise(ABORT, 'determinations supersede, they are never deleted'); END;
`,
};
