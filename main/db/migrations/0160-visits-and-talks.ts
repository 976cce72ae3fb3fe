import type { Migration } from '../migrate.ts';

/** 家访 and 谈心谈话: records whose corrections are new versions beside the old ones, and the outings on which families are visited. */
export const visitsAndTalksMigration: Migration = {
  id: 160,
  name: 'visits-and-talks',
  sql: /* sql */ `
CREATE TABLE home_visit (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  school_year TEXT NOT NULL CHECK (school_year GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]')
) STRICT;
CREATE INDEX home_visit_by_year ON home_visit (school_id, school_year);
CREATE INDEX home_visit_by_student ON home_visit (student_id);
CREATE TRIGGER home_visit_no_update BEFORE UPDATE ON home_visit BEGIN SELECT raise(ABORT, 'a visit is corrected by a new version'); END;
CREATE TRIGGER home_visit_no_delete BEFORE DELETE ON home_visit BEGIN SELECT raise(ABORT, 'a visit is struck out by a new version'); END;

CREATE TABLE home_visit_version (
  id INTEGER PRIMARY KEY,
  visit_id INTEGER NOT NULL REFERENCES home_visit (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  -- Why this version was written; the first one needs no reason.
  reason TEXT NOT NULL,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  purpose TEXT NOT NULL CHECK (purpose IN ('verification', 'care')),
  way TEXT NOT NULL CHECK (way IN ('on_site', 'phone', 'entrusted', 'online')),
  visited_on TEXT NOT NULL,
  visitors_json TEXT NOT NULL,
  consistent TEXT NOT NULL CHECK (consistent IN ('consistent', 'inconsistent', 'unknown')),
  verdict TEXT CHECK (verdict IN ('true', 'mostly_true', 'untrue', 'more_needed')),
  policy_told TEXT NOT NULL CHECK (policy_told IN ('yes', 'no', 'unknown')),
  entrusted_to TEXT NOT NULL DEFAULT '',
  entrusted_reason TEXT NOT NULL DEFAULT '',
  photos_unsuitable INTEGER NOT NULL CHECK (photos_unsuitable IN (0, 1)),
  photos_reason TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  household TEXT NOT NULL DEFAULT '',
  income_fen INTEGER CHECK (income_fen >= 0),
  income_note TEXT NOT NULL DEFAULT '',
  spending_note TEXT NOT NULL DEFAULT '',
  housing TEXT NOT NULL DEFAULT '',
  health TEXT NOT NULL DEFAULT '',
  findings TEXT NOT NULL DEFAULT '',
  differs TEXT NOT NULL DEFAULT '',
  family_words TEXT NOT NULL DEFAULT '',
  respondent TEXT NOT NULL DEFAULT '',
  respondent_relation TEXT NOT NULL DEFAULT '',
  conclusion TEXT NOT NULL DEFAULT '',
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (visit_id, version),
  CHECK (version = 1 OR reason <> ''),
  CHECK (voided = 0 OR version > 1),
  CHECK ((way = 'entrusted') = (entrusted_to <> '' AND entrusted_reason <> '')),
  CHECK (consistent <> 'inconsistent' OR differs <> ''),
  CHECK (photos_unsuitable = 0 OR photos_reason <> '')
) STRICT;
CREATE TRIGGER home_visit_version_no_update BEFORE UPDATE ON home_visit_version BEGIN SELECT raise(ABORT, 'a visit is corrected by a new version'); END;
CREATE TRIGGER home_visit_version_no_delete BEFORE DELETE ON home_visit_version BEGIN SELECT raise(ABORT, 'versions of a visit are kept'); END;

-- An outing: a plan, not a record. It is changed freely until it is dropped.
CREATE TABLE visit_plan (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  school_year TEXT NOT NULL CHECK (school_year GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  name TEXT NOT NULL CHECK (name <> ''),
  planned_on TEXT,
  visitors_json TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  made_on TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX visit_plan_by_year ON visit_plan (school_id, school_year);

CREATE TABLE visit_stop (
  plan_id INTEGER NOT NULL REFERENCES visit_plan (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
  student_id INTEGER NOT NULL REFERENCES student (id),
  place TEXT NOT NULL CHECK (place <> ''),
  PRIMARY KEY (plan_id, ordinal),
  UNIQUE (plan_id, student_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_stop_by_student ON visit_stop (student_id);

CREATE TABLE counselling_talk (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  school_year TEXT NOT NULL CHECK (school_year GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]')
) STRICT;
CREATE INDEX counselling_talk_by_year ON counselling_talk (school_id, school_year);
CREATE INDEX counselling_talk_by_student ON counselling_talk (student_id);
CREATE TRIGGER counselling_talk_no_update BEFORE UPDATE ON counselling_talk BEGIN SELECT raise(ABORT, 'a talk is corrected by a new version'); END;
CREATE TRIGGER counselling_talk_no_delete BEFORE DELETE ON counselling_talk BEGIN SELECT raise(ABORT, 'talks are kept'); END;

CREATE TABLE counselling_talk_version (
  id INTEGER PRIMARY KEY,
  talk_id INTEGER NOT NULL REFERENCES counselling_talk (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  reason_changed TEXT NOT NULL,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  talked_on TEXT NOT NULL,
  talker TEXT NOT NULL CHECK (talker <> ''),
  way TEXT NOT NULL CHECK (way IN ('face', 'phone', 'online')),
  place TEXT NOT NULL DEFAULT '',
  topics_json TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  said TEXT NOT NULL CHECK (said <> ''),
  promised TEXT NOT NULL DEFAULT '',
  follow_up TEXT NOT NULL DEFAULT '',
  follow_up_by TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (talk_id, version),
  CHECK (version = 1 OR reason_changed <> ''),
  CHECK (voided = 0 OR version > 1),
  CHECK (follow_up_by IS NULL OR (follow_up <> '' AND follow_up_by >= talked_on))
) STRICT;
CREATE TRIGGER counselling_talk_version_no_update BEFORE UPDATE ON counselling_talk_version BEGIN SELECT raise(ABORT, 'a talk is corrected by a new version'); END;
CREATE TRIGGER counselling_talk_version_no_delete BEFORE DELETE ON counselling_talk_version BEGIN SELECT raise(ABORT, 'versions of a talk are kept'); END;

CREATE TABLE talk_follow_up (
  talk_id INTEGER PRIMARY KEY REFERENCES counselling_talk (id),
  done_on TEXT NOT NULL,
  result TEXT NOT NULL CHECK (result <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE TRIGGER talk_follow_up_no_update BEFORE UPDATE ON talk_follow_up BEGIN SELECT raise(ABORT, 'what was done stays written'); END;
CREATE TRIGGER talk_follow_up_no_delete BEFORE DELETE ON talk_follow_up BEGIN SELECT raise(ABORT, 'what was done stays written'); END;
`,
};
