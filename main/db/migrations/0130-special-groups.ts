import type { Migration } from '../migrate.ts';

/** The special groups as a school has them from a 学年 on, the spring and autumn check of department lists, and what was done about 应助未助. */
export const specialGroupsMigration: Migration = {
  id: 130,
  name: 'special-groups',
  sql: /* sql */ `
CREATE TABLE special_group_row (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  group_key TEXT NOT NULL CHECK (group_key <> ''),
  label TEXT NOT NULL CHECK (label <> ''),
  owner TEXT NOT NULL CHECK (owner IN ('rural_affairs', 'civil_affairs', 'disabled_persons', 'veterans', 'trade_union', 'school', 'not_known')),
  coverage TEXT NOT NULL CHECK (coverage IN ('household', 'person', 'disabled')),
  evidence TEXT NOT NULL CHECK (evidence IN ('required', 'optional', 'replaced_by_list', 'replaced_by_declaration')),
  max_disability_grade INTEGER CHECK (max_disability_grade BETWEEN 1 AND 4),
  needs_hardship INTEGER NOT NULL CHECK (needs_hardship IN (0, 1)),
  proof TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source <> ''),
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  valid_to TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (valid_to IS NULL OR valid_to >= valid_from),
  CHECK (max_disability_grade IS NULL OR coverage = 'disabled')
) STRICT;
CREATE INDEX special_group_row_by_school ON special_group_row (school_id, group_key);
CREATE TRIGGER special_group_row_no_update BEFORE UPDATE ON special_group_row BEGIN SELECT raise(ABORT, 'a group is followed by a later row, never changed'); END;
CREATE TRIGGER special_group_row_no_delete BEFORE DELETE ON special_group_row BEGIN SELECT raise(ABORT, 'a group is followed by a later row, never deleted'); END;

CREATE TABLE group_recheck (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  -- Empty at a school's first list of a department: everyone on it is new.
  previous_list_id INTEGER REFERENCES department_list (id),
  next_list_id INTEGER NOT NULL REFERENCES department_list (id),
  started_on TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (previous_list_id IS NULL OR previous_list_id <> next_list_id)
) STRICT;
CREATE UNIQUE INDEX group_recheck_of_lists ON group_recheck (next_list_id, coalesce(previous_list_id, 0));

CREATE TABLE group_recheck_decision (
  id INTEGER PRIMARY KEY,
  recheck_id INTEGER NOT NULL REFERENCES group_recheck (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  group_key TEXT NOT NULL,
  -- What the lists said when it was decided; should they say something else later, the line is open again.
  change TEXT NOT NULL CHECK (change IN ('gained', 'lost', 'risk_removed')),
  decision TEXT NOT NULL CHECK (decision IN ('add', 'not_add', 'keep', 'end')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  decided_on TEXT NOT NULL,
  determination_id INTEGER REFERENCES determination (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK ((change = 'gained') = (decision IN ('add', 'not_add')))
) STRICT;
CREATE INDEX group_recheck_decision_by_recheck ON group_recheck_decision (recheck_id, student_id, group_key);
CREATE TRIGGER group_recheck_decision_no_update BEFORE UPDATE ON group_recheck_decision BEGIN SELECT raise(ABORT, 'a decision is followed by another, never changed'); END;
CREATE TRIGGER group_recheck_decision_no_delete BEFORE DELETE ON group_recheck_decision BEGIN SELECT raise(ABORT, 'a decision is followed by another, never deleted'); END;

CREATE TABLE coverage_follow_up (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  school_year TEXT NOT NULL,
  student_id INTEGER NOT NULL REFERENCES student (id),
  on_date TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('phone', 'visit', 'note', 'teacher', 'other')),
  result TEXT NOT NULL CHECK (result <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX coverage_follow_up_by_school ON coverage_follow_up (school_id, school_year, student_id);
CREATE TRIGGER coverage_follow_up_no_update BEFORE UPDATE ON coverage_follow_up BEGIN SELECT raise(ABORT, 'what was done is written down again, never changed'); END;
CREATE TRIGGER coverage_follow_up_no_delete BEFORE DELETE ON coverage_follow_up BEGIN SELECT raise(ABORT, 'what was done is written down again, never deleted'); END;
`,
};
