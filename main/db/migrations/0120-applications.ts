import type { Migration } from '../migrate.ts';

/** 认定申请表: one form a pupil and 学年, its versions, what happened to it; and the papers of proof as somebody checked them. */
export const applicationsMigration: Migration = {
  id: 120,
  name: 'applications',
  sql: /* sql */ `
CREATE TABLE application_form (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  school_year TEXT NOT NULL CHECK (school_year GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  state TEXT NOT NULL CHECK (state IN ('draft', 'received', 'corrected', 'withdrawn')),
  -- What is being typed, as texts; a draft is no record yet and is overwritten. NULL: nothing is open.
  draft_json TEXT,
  draft_at TEXT,
  draft_by INTEGER REFERENCES account (id),
  created_at TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  UNIQUE (student_id, school_year),
  CHECK ((draft_json IS NULL) = (draft_at IS NULL) AND (draft_json IS NULL) = (draft_by IS NULL)),
  CHECK (state <> 'draft' OR draft_json IS NOT NULL)
) STRICT;
CREATE INDEX application_form_by_year ON application_form (school_id, school_year, state);

CREATE TABLE application_version (
  id INTEGER PRIMARY KEY,
  form_id INTEGER NOT NULL REFERENCES application_form (id),
  version_no INTEGER NOT NULL CHECK (version_no >= 1),
  applied_on TEXT NOT NULL,
  -- The form whole, amounts in fen: what the paper says, read and checked.
  form_json TEXT NOT NULL,
  reason TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (form_id, version_no),
  CHECK (version_no = 1 OR reason <> '')
) STRICT;
CREATE TRIGGER application_version_no_update BEFORE UPDATE ON application_version BEGIN SELECT raise(ABORT, 'a form is corrected by a further version, never changed'); END;
CREATE TRIGGER application_version_no_delete BEFORE DELETE ON application_version BEGIN SELECT raise(ABORT, 'a form is corrected by a further version, never deleted'); END;

CREATE TABLE application_event (
  id INTEGER PRIMARY KEY,
  form_id INTEGER NOT NULL REFERENCES application_form (id),
  event TEXT NOT NULL CHECK (event IN ('receive', 'correct', 'withdraw')),
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  note TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX application_event_by_form ON application_event (form_id);
CREATE TRIGGER application_event_no_update BEFORE UPDATE ON application_event BEGIN SELECT raise(ABORT, 'events of a form are append-only'); END;
CREATE TRIGGER application_event_no_delete BEFORE DELETE ON application_event BEGIN SELECT raise(ABORT, 'events of a form are append-only'); END;

-- A paper of proof as one person saw it on one day. The last check of an item is the one that counts; none is changed.
CREATE TABLE evidence_check (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  school_year TEXT NOT NULL,
  item TEXT NOT NULL CHECK (item <> ''),
  result TEXT NOT NULL CHECK (result IN ('accepted', 'missing', 'rejected')),
  reviewer TEXT NOT NULL CHECK (reviewer <> ''),
  checked_on TEXT NOT NULL,
  note TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (result = 'accepted' OR note <> '')
) STRICT;
CREATE INDEX evidence_check_by_student ON evidence_check (student_id, school_year);
CREATE TRIGGER evidence_check_no_update BEFORE UPDATE ON evidence_check BEGIN SELECT raise(ABORT, 'a check is followed by another, never changed'); END;
CREATE TRIGGER evidence_check_no_delete BEFORE DELETE ON evidence_check BEGIN SELECT raise(ABORT, 'a check is followed by another, never deleted'); END;
`,
};
