import type { Migration } from '../migrate.ts';

/** 告知: the year's letters and what came back of them, for every pupil; 放弃声明 and their revocation; 应急 with its log. */
export const lettersMigration: Migration = {
  id: 110,
  name: 'letters',
  sql: /* sql */ `
CREATE TABLE letter (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  school_year TEXT NOT NULL CHECK (school_year GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  title TEXT NOT NULL CHECK (title <> ''),
  body TEXT NOT NULL CHECK (body <> ''),
  slip_text TEXT NOT NULL CHECK (slip_text <> ''),
  -- The programmes and standards the letter tells of, as they stood when it was issued.
  programmes_json TEXT NOT NULL,
  -- Grades it is for ('primary:3'), as a JSON array; null is the whole school.
  grades_json TEXT,
  issued_on TEXT NOT NULL,
  reply_by TEXT CHECK (reply_by >= issued_on),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by INTEGER REFERENCES account (id),
  withdrawn_reason TEXT,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CHECK (withdrawn_at IS NULL OR withdrawn_reason <> '')
) STRICT;
CREATE INDEX letter_by_year ON letter (school_id, school_year);
CREATE TRIGGER letter_is_fixed BEFORE UPDATE OF school_id, school_year, title, body, slip_text, programmes_json, grades_json, issued_on, reply_by, account_id, at ON letter
BEGIN SELECT raise(ABORT, 'an issued letter is withdrawn and issued anew, never changed'); END;
CREATE TRIGGER letter_kept BEFORE DELETE ON letter BEGIN SELECT raise(ABORT, 'an issued letter is withdrawn, never deleted'); END;

-- One row each time something about a pupil's slip is recorded; the last one of the 学年 counts.
CREATE TABLE letter_slip (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  school_year TEXT NOT NULL,
  letter_id INTEGER NOT NULL REFERENCES letter (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  given_on TEXT,
  returned_on TEXT CHECK (returned_on >= given_on),
  choice TEXT CHECK (choice IN ('apply', 'not_apply')),
  signer TEXT NOT NULL,
  relation TEXT NOT NULL,
  note TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (returned_on IS NULL OR given_on IS NOT NULL),
  CHECK (returned_on IS NOT NULL OR (choice IS NULL AND signer = ''))
) STRICT;
CREATE INDEX letter_slip_by_pupil ON letter_slip (student_id, school_year, id);
CREATE INDEX letter_slip_by_year ON letter_slip (school_id, school_year);
CREATE TRIGGER letter_slip_no_update BEFORE UPDATE ON letter_slip BEGIN SELECT raise(ABORT, 'a slip is recorded anew, never changed'); END;
CREATE TRIGGER letter_slip_no_delete BEFORE DELETE ON letter_slip BEGIN SELECT raise(ABORT, 'a slip is recorded anew, never deleted'); END;

CREATE TABLE waiver (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  school_year TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  signer TEXT NOT NULL CHECK (signer <> ''),
  relation TEXT NOT NULL CHECK (relation <> ''),
  signed_on TEXT NOT NULL,
  witness TEXT NOT NULL,
  -- The groups that made the child eligible, as they read that day, as a JSON array of labels.
  groups_json TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  revoked_on TEXT CHECK (revoked_on >= signed_on),
  revoked_reason TEXT,
  revoked_by INTEGER REFERENCES account (id),
  revoked_at TEXT,
  CHECK ((revoked_on IS NULL) = (revoked_by IS NULL) AND (revoked_on IS NULL) = (revoked_at IS NULL)),
  CHECK (revoked_on IS NULL OR revoked_reason <> '')
) STRICT;
CREATE INDEX waiver_by_year ON waiver (school_id, school_year);
CREATE UNIQUE INDEX waiver_once ON waiver (student_id, school_year) WHERE revoked_on IS NULL;
CREATE TRIGGER waiver_is_fixed BEFORE UPDATE OF school_id, student_id, school_year, reason, signer, relation, signed_on, witness, groups_json, account_id, at ON waiver
BEGIN SELECT raise(ABORT, 'a waiver is revoked, never changed'); END;
CREATE TRIGGER waiver_revoked_once BEFORE UPDATE ON waiver WHEN OLD.revoked_on IS NOT NULL BEGIN SELECT raise(ABORT, 'a waiver is revoked once'); END;
CREATE TRIGGER waiver_kept BEFORE DELETE ON waiver BEGIN SELECT raise(ABORT, 'a waiver is revoked, never deleted'); END;

CREATE TABLE emergency (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  kind TEXT NOT NULL CHECK (kind IN ('disaster', 'illness', 'accident', 'other')),
  happened_on TEXT NOT NULL,
  reported_on TEXT NOT NULL CHECK (reported_on >= happened_on),
  reported_by TEXT NOT NULL CHECK (reported_by <> ''),
  what TEXT NOT NULL CHECK (what <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX emergency_by_day ON emergency (school_id, happened_on);
CREATE TRIGGER emergency_no_update BEFORE UPDATE ON emergency BEGIN SELECT raise(ABORT, 'an emergency goes on by its steps, it is never changed'); END;
CREATE TRIGGER emergency_no_delete BEFORE DELETE ON emergency BEGIN SELECT raise(ABORT, 'an emergency goes on by its steps, it is never deleted'); END;

CREATE TABLE emergency_step (
  id INTEGER PRIMARY KEY,
  emergency_id INTEGER NOT NULL REFERENCES emergency (id),
  act TEXT NOT NULL CHECK (act IN ('measure', 'refer', 'close', 'reopen')),
  on_date TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what <> ''),
  done_by TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX emergency_step_by_emergency ON emergency_step (emergency_id);
CREATE TRIGGER emergency_step_no_update BEFORE UPDATE ON emergency_step BEGIN SELECT raise(ABORT, 'steps are append-only'); END;
CREATE TRIGGER emergency_step_no_delete BEFORE DELETE ON emergency_step BEGIN SELECT raise(ABORT, 'steps are append-only'); END;
`,
};
