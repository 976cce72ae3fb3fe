import type { Migration } from '../migrate.ts';

/** Pupils, their households, classes, movements and term snapshots; the school's own calendar days. */
export const rosterMigration: Migration = {
  id: 20,
  name: 'roster',
  sql: /* sql */ `
CREATE TABLE class_group (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  stage TEXT NOT NULL CHECK (stage IN ('preschool', 'primary', 'junior', 'senior', 'vocational')),
  entry_year INTEGER NOT NULL CHECK (entry_year BETWEEN 1980 AND 2199),
  class_no INTEGER CHECK (class_no BETWEEN 1 AND 99),
  -- Does not change from year to year: 2023级2班, 2023级机电2班, or the name the school gave the class.
  display_name TEXT NOT NULL,
  head_teacher TEXT NOT NULL DEFAULT '',
  UNIQUE (school_id, stage, entry_year, display_name)
) STRICT;

CREATE TABLE student (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  pinyin TEXT NOT NULL DEFAULT '',
  pinyin_initials TEXT NOT NULL DEFAULT '',
  former_name TEXT NOT NULL DEFAULT '',
  sex TEXT NOT NULL DEFAULT 'unknown' CHECK (sex IN ('male', 'female', 'unknown')),
  birth_date TEXT,
  id_type TEXT NOT NULL DEFAULT 'resident_id',
  id_number TEXT NOT NULL DEFAULT '',
  id_check TEXT NOT NULL DEFAULT 'missing',
  registry_no TEXT NOT NULL DEFAULT '',
  registry_check TEXT NOT NULL DEFAULT 'missing',
  school_student_no TEXT NOT NULL DEFAULT '',
  class_roll_no TEXT NOT NULL DEFAULT '',
  stage TEXT NOT NULL CHECK (stage IN ('preschool', 'primary', 'junior', 'senior', 'vocational')),
  entry_year INTEGER CHECK (entry_year BETWEEN 1980 AND 2199),
  year_offset INTEGER NOT NULL DEFAULT 0 CHECK (year_offset BETWEEN -5 AND 5),
  class_id INTEGER REFERENCES class_group (id),
  boarding_mode TEXT NOT NULL DEFAULT 'unknown' CHECK (boarding_mode IN ('day', 'boarding', 'unknown')),
  status TEXT NOT NULL DEFAULT 'enrolled' CHECK (status IN ('enrolled', 'suspended', 'transferred_out', 'withdrawn', 'graduated', 'deceased')),
  status_from TEXT,
  split_json TEXT NOT NULL DEFAULT '{}',
  attributes_json TEXT NOT NULL DEFAULT '{}',
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX student_by_id_number ON student (school_id, id_number) WHERE id_number <> '';
CREATE INDEX student_by_registry_no ON student (school_id, registry_no) WHERE registry_no <> '';
CREATE INDEX student_by_name ON student (school_id, name_key);
CREATE INDEX student_by_class ON student (class_id);

CREATE TABLE household_member (
  id INTEGER PRIMARY KEY,
  student_id INTEGER NOT NULL REFERENCES student (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  relation TEXT NOT NULL DEFAULT '',
  id_type TEXT NOT NULL DEFAULT 'resident_id',
  id_number TEXT NOT NULL DEFAULT '',
  id_check TEXT NOT NULL DEFAULT 'missing',
  phone TEXT NOT NULL DEFAULT '',
  is_guardian TEXT NOT NULL DEFAULT 'unknown' CHECK (is_guardian IN ('yes', 'no', 'unknown')),
  is_head TEXT NOT NULL DEFAULT 'unknown' CHECK (is_head IN ('yes', 'no', 'unknown')),
  disability_certificate_no TEXT NOT NULL DEFAULT '',
  attributes_json TEXT NOT NULL DEFAULT '{}',
  UNIQUE (student_id, ordinal)
) STRICT;
CREATE INDEX household_member_by_id_number ON household_member (id_number) WHERE id_number <> '';

CREATE TABLE registry_number (
  student_id INTEGER NOT NULL REFERENCES student (id),
  number TEXT NOT NULL CHECK (number <> ''),
  first_seen_on TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id),
  PRIMARY KEY (student_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_number_by_number ON registry_number (number);

CREATE TABLE movement (
  id INTEGER PRIMARY KEY,
  student_id INTEGER NOT NULL REFERENCES student (id),
  kind TEXT NOT NULL CHECK (kind IN ('enrol', 'suspend', 'resume', 'transfer_out', 'transfer_in', 'withdraw', 'graduate', 'decease',
    'change_class', 'change_boarding', 'correct')),
  effective_date TEXT NOT NULL,
  from_json TEXT NOT NULL,
  to_json TEXT NOT NULL,
  evidence TEXT NOT NULL DEFAULT '',
  corrects_id INTEGER UNIQUE REFERENCES movement (id),
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  account_id INTEGER NOT NULL REFERENCES account (id),
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX movement_by_student ON movement (student_id, effective_date);
CREATE TRIGGER movement_no_update BEFORE UPDATE ON movement BEGIN SELECT raise(ABORT, 'movements are corrected, not changed'); END;
CREATE TRIGGER movement_no_delete BEFORE DELETE ON movement BEGIN SELECT raise(ABORT, 'movements are corrected, not deleted'); END;

-- What a field held before it was changed, and by which file and row: append-only.
CREATE TABLE student_change (
  id INTEGER PRIMARY KEY,
  student_id INTEGER NOT NULL REFERENCES student (id),
  member_id INTEGER,
  field TEXT NOT NULL,
  value_before TEXT NOT NULL,
  value_after TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  account_id INTEGER NOT NULL REFERENCES account (id),
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX student_change_by_student ON student_change (student_id);

CREATE TABLE roster_snapshot (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  as_of TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id)
) STRICT;
CREATE INDEX roster_snapshot_by_term ON roster_snapshot (school_id, term);

CREATE TABLE roster_snapshot_row (
  snapshot_id INTEGER NOT NULL REFERENCES roster_snapshot (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  row_no INTEGER,
  stage TEXT NOT NULL,
  year_level INTEGER,
  class_id INTEGER REFERENCES class_group (id),
  boarding_mode TEXT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (snapshot_id, student_id)
) STRICT, WITHOUT ROWID;

-- Holidays and working weekends a school entered itself, and the years it has entered whole.
CREATE TABLE calendar_day (
  date TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
  name TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE calendar_year (
  year INTEGER PRIMARY KEY,
  source TEXT NOT NULL
) STRICT;
`,
};
