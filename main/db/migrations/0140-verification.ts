import type { Migration } from '../migrate.ts';

/** 负面比对: lists of departments, the rows, whom of the school they may speak of, and what became of each hit. */
export const verificationMigration: Migration = {
  id: 140,
  name: 'verification',
  sql: /* sql */ `
CREATE TABLE negative_kind_row (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  kind_key TEXT NOT NULL CHECK (kind_key <> ''),
  label TEXT NOT NULL CHECK (label <> ''),
  detail_label TEXT NOT NULL,
  ask TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source <> ''),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX negative_kind_row_by_school ON negative_kind_row (school_id);
CREATE TRIGGER negative_kind_row_no_update BEFORE UPDATE ON negative_kind_row BEGIN SELECT raise(ABORT, 'a kind is followed by a later row, never changed'); END;
CREATE TRIGGER negative_kind_row_no_delete BEFORE DELETE ON negative_kind_row BEGIN SELECT raise(ABORT, 'a kind is followed by a later row, never deleted'); END;

CREATE TABLE negative_list (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  kind_key TEXT NOT NULL,
  kind_label TEXT NOT NULL CHECK (kind_label <> ''),
  issuer TEXT NOT NULL,
  as_of TEXT,
  term TEXT NOT NULL,
  imported_file_id INTEGER NOT NULL UNIQUE REFERENCES imported_file (id),
  left_out_count INTEGER NOT NULL CHECK (left_out_count >= 0),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by INTEGER REFERENCES account (id),
  withdrawn_reason TEXT,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CHECK (withdrawn_at IS NULL OR withdrawn_reason <> '')
) STRICT;
CREATE INDEX negative_list_by_school ON negative_list (school_id, term);

-- No more of a stranger than comparing needs: the file itself is not kept.
CREATE TABLE negative_row (
  id INTEGER PRIMARY KEY,
  list_id INTEGER NOT NULL REFERENCES negative_list (id),
  row_no INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  id_number TEXT NOT NULL,
  detail TEXT NOT NULL,
  UNIQUE (list_id, row_no)
) STRICT;

CREATE TABLE negative_hit (
  id INTEGER PRIMARY KEY,
  row_id INTEGER NOT NULL REFERENCES negative_row (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  person_name TEXT NOT NULL,
  relation TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('pupil', 'roster', 'application')),
  strength TEXT NOT NULL CHECK (strength IN ('number', 'name')),
  name_differs INTEGER NOT NULL CHECK (name_differs IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('open', 'explained', 'checked', 'decided', 'not_same')),
  found_at TEXT NOT NULL,
  UNIQUE (row_id, student_id)
) STRICT;
CREATE INDEX negative_hit_by_student ON negative_hit (student_id);
CREATE TRIGGER negative_hit_is_fixed BEFORE UPDATE OF row_id, student_id, person_name, relation, source, strength, name_differs, found_at ON negative_hit
BEGIN SELECT raise(ABORT, 'a hit moves from state to state, what was found stays'); END;
CREATE TRIGGER negative_hit_kept BEFORE DELETE ON negative_hit BEGIN SELECT raise(ABORT, 'a hit is settled, never deleted'); END;

CREATE TABLE negative_hit_event (
  id INTEGER PRIMARY KEY,
  hit_id INTEGER NOT NULL REFERENCES negative_hit (id),
  event TEXT NOT NULL CHECK (event IN ('explain', 'check', 'decide', 'dismiss', 'reopen')),
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  on_date TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  outcome TEXT CHECK (outcome IN ('keep', 'adjust', 'revoke')),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK ((event = 'decide') = (outcome IS NOT NULL))
) STRICT;
CREATE INDEX negative_hit_event_by_hit ON negative_hit_event (hit_id);
CREATE TRIGGER negative_hit_event_no_update BEFORE UPDATE ON negative_hit_event BEGIN SELECT raise(ABORT, 'events of a hit are append-only'); END;
CREATE TRIGGER negative_hit_event_no_delete BEFORE DELETE ON negative_hit_event BEGIN SELECT raise(ABORT, 'events of a hit are append-only'); END;
`,
};
