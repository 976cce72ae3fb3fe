CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  login TEXT NOT NULL UNIQUE COLLATE NOCASE,
  display_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'maker', 'checker', 'finance', 'class_teacher', 'inspector')),
  school_id INTEGER REFERENCES school (id),
  class_ids_json TEXT NOT NULL DEFAULT '[]',
  valid_until TEXT,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  account_name TEXT NOT NULL,
  method TEXT NOT NULL,
  school_id INTEGER,
  operation_id TEXT,
  detail_json TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE column_mapping (
  purpose TEXT NOT NULL,
  header_fingerprint TEXT NOT NULL,
  mapping_json TEXT NOT NULL,
  used_at TEXT NOT NULL,
  PRIMARY KEY (purpose, header_fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE imported_file (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  purpose TEXT NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  sheet TEXT,
  header_fingerprint TEXT,
  row_count INTEGER NOT NULL,
  term TEXT,
  imported_at TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE operation (
  id TEXT PRIMARY KEY,
  method TEXT NOT NULL,
  input_sha256 TEXT NOT NULL,
  output_json TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE school (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  code TEXT NOT NULL UNIQUE,
  stages_json TEXT NOT NULL,
  county TEXT NOT NULL,
  ownership TEXT NOT NULL CHECK (ownership IN ('public', 'private')),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
  school_id INTEGER NOT NULL REFERENCES school (id),
  key TEXT NOT NULL,
  value_json TEXT NOT NULL,
  PRIMARY KEY (school_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX imported_file_by_hash ON imported_file (school_id, purpose, sha256);

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
