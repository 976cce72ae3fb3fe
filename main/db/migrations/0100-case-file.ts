import type { Migration } from '../migrate.ts';

/** The procedure a school follows, from which 学年 on; and the scans and photos that belong to anything it records. */
export const caseFileMigration: Migration = {
  id: 100,
  name: 'case-file',
  sql: /* sql */ `
CREATE TABLE procedure_profile (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  name TEXT NOT NULL CHECK (name <> ''),
  source TEXT NOT NULL,
  spec_json TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX procedure_profile_by_school ON procedure_profile (school_id, valid_from);
CREATE TRIGGER procedure_profile_no_update BEFORE UPDATE ON procedure_profile BEGIN SELECT raise(ABORT, 'a procedure is replaced by a later one, never changed'); END;
CREATE TRIGGER procedure_profile_no_delete BEFORE DELETE ON procedure_profile BEGIN SELECT raise(ABORT, 'a procedure is replaced by a later one, never deleted'); END;

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  -- What it belongs to: a kind of record and its id. Each kind names its own table; the service asks for the record before it keeps anything.
  subject TEXT NOT NULL CHECK (subject <> ''),
  subject_id INTEGER NOT NULL,
  student_id INTEGER REFERENCES student (id),
  kind TEXT NOT NULL CHECK (kind <> ''),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  media_type TEXT NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  size_bytes INTEGER NOT NULL CHECK (size_bytes > 0),
  sha256 TEXT NOT NULL,
  taken_on TEXT,
  note TEXT NOT NULL DEFAULT '',
  bytes BLOB NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  removed_at TEXT,
  removed_by INTEGER REFERENCES account (id),
  removed_reason TEXT,
  CHECK ((removed_at IS NULL) = (removed_by IS NULL)),
  CHECK (removed_at IS NULL OR removed_reason <> '')
) STRICT;
CREATE INDEX attachment_by_subject ON attachment (subject, subject_id);
CREATE INDEX attachment_by_student ON attachment (student_id) WHERE student_id IS NOT NULL;
CREATE TRIGGER attachment_is_fixed BEFORE UPDATE OF school_id, subject, subject_id, student_id, kind, file_name, media_type, size_bytes, sha256, taken_on, bytes, account_id, at ON attachment
BEGIN SELECT raise(ABORT, 'an attachment is taken out with a reason, never changed'); END;
CREATE TRIGGER attachment_kept BEFORE DELETE ON attachment BEGIN SELECT raise(ABORT, 'an attachment is taken out with a reason, never deleted'); END;
`,
};
