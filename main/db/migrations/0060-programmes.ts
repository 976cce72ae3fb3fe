import type { Migration } from '../migrate.ts';

/** What a school or county adds to the catalogue, the answers only a person can give, and the entitlements themselves. */
export const programmesMigration: Migration = {
  id: 60,
  name: 'programmes',
  sql: /* sql */ `
CREATE TABLE local_programme (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  stages_json TEXT NOT NULL,
  source_kind TEXT NOT NULL CHECK (source_kind IN ('state', 'province', 'county', 'school', 'donor')),
  shape TEXT NOT NULL CHECK (shape IN ('flat_term', 'tiered_term', 'once', 'per_day', 'per_month')),
  exclusivity_group TEXT,
  doc_no TEXT NOT NULL,
  created_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL,
  UNIQUE (school_id, name)
) STRICT;

CREATE TABLE local_benefit_rate (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  programme_key TEXT NOT NULL,
  region TEXT NOT NULL,
  stages_json TEXT NOT NULL,
  boarding TEXT CHECK (boarding IN ('boarding', 'day')),
  award_tier TEXT,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  unit TEXT NOT NULL CHECK (unit IN ('term', 'once', 'day', 'month')),
  valid_from_term TEXT NOT NULL,
  valid_to_term TEXT,
  doc_no TEXT NOT NULL,
  created_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL,
  CHECK (valid_to_term IS NULL OR valid_to_term >= valid_from_term)
) STRICT;
CREATE INDEX local_benefit_rate_by_school ON local_benefit_rate (school_id, programme_key);

CREATE TABLE local_eligibility_rule (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  programme_key TEXT NOT NULL,
  stages_json TEXT NOT NULL,
  boarding TEXT CHECK (boarding IN ('boarding', 'day')),
  selection TEXT NOT NULL CHECK (selection IN ('automatic', 'by_hand')),
  needs_hardship INTEGER NOT NULL CHECK (needs_hardship IN (0, 1)),
  groups_json TEXT,
  valid_from_term TEXT NOT NULL,
  valid_to_term TEXT,
  doc_no TEXT NOT NULL,
  created_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL,
  CHECK (valid_to_term IS NULL OR valid_to_term >= valid_from_term)
) STRICT;
CREATE INDEX local_eligibility_rule_by_school ON local_eligibility_rule (school_id, programme_key);

CREATE TABLE award_tier_rule (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  programme_key TEXT NOT NULL,
  hardship_grade TEXT NOT NULL,
  award_tier TEXT NOT NULL,
  valid_from_term TEXT NOT NULL,
  valid_to_term TEXT,
  created_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL,
  CHECK (valid_to_term IS NULL OR valid_to_term >= valid_from_term)
) STRICT;
CREATE INDEX award_tier_rule_by_school ON award_tier_rule (school_id, programme_key);

CREATE TABLE entitlement_answer (
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  programme_key TEXT NOT NULL,
  term TEXT NOT NULL,
  question TEXT NOT NULL CHECK (question IN ('left_in_term', 'status_undated', 'previous_school_paid', 'urban_group', 'split', 'other_route')),
  decision TEXT NOT NULL CHECK (decision IN ('pay', 'refuse')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  answered_on TEXT NOT NULL,
  PRIMARY KEY (student_id, term, programme_key, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX entitlement_answer_by_term ON entitlement_answer (school_id, term);

CREATE TABLE hand_selection (
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  programme_key TEXT NOT NULL,
  term TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  quantity INTEGER CHECK (quantity > 0),
  account_id INTEGER NOT NULL REFERENCES account (id),
  selected_at TEXT NOT NULL,
  PRIMARY KEY (student_id, term, programme_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX hand_selection_by_term ON hand_selection (school_id, term);

CREATE TABLE entitlement (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  programme_key TEXT NOT NULL,
  term TEXT NOT NULL,
  award_tier TEXT,
  amount_due_fen INTEGER NOT NULL CHECK (amount_due_fen > 0),
  rate_key TEXT NOT NULL,
  rule_key TEXT NOT NULL,
  trace_json TEXT NOT NULL,
  basis TEXT NOT NULL,
  determination_id INTEGER REFERENCES determination (id),
  notice_id INTEGER REFERENCES public_notice (id),
  notice_waived_reason TEXT CHECK (notice_waived_reason <> ''),
  state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'withdrawn')),
  proposed_by INTEGER NOT NULL REFERENCES account (id),
  proposed_at TEXT NOT NULL,
  approved_by INTEGER REFERENCES account (id),
  approved_at TEXT,
  -- The second person; empty where one person did both (one-person mode).
  checked_by INTEGER REFERENCES account (id),
  checked_at TEXT,
  withdrawn_by INTEGER REFERENCES account (id),
  withdrawn_at TEXT,
  withdrawn_reason TEXT,
  CHECK (state <> 'approved' OR (approved_by IS NOT NULL AND approved_at IS NOT NULL AND (notice_id IS NOT NULL OR notice_waived_reason IS NOT NULL))),
  CHECK (state <> 'withdrawn' OR (withdrawn_by IS NOT NULL AND withdrawn_at IS NOT NULL AND withdrawn_reason <> '')),
  CHECK (checked_by IS NULL OR checked_by <> proposed_by)
) STRICT;
-- One live entitlement per pupil, programme and term; withdrawn ones stay as history.
CREATE UNIQUE INDEX entitlement_once ON entitlement (student_id, term, programme_key) WHERE state <> 'withdrawn';
CREATE INDEX entitlement_by_term ON entitlement (school_id, term, state);

CREATE TRIGGER entitlement_approved_is_fixed BEFORE UPDATE OF student_id, programme_key, term, award_tier, amount_due_fen, trace_json, basis ON entitlement
WHEN OLD.state <> 'proposed'
BEGIN SELECT raise(ABORT, 'an approved entitlement is withdrawn, never changed'); END;
CREATE TRIGGER entitlement_kept BEFORE DELETE ON entitlement
BEGIN SELECT raise(ABORT, 'an entitlement is withdrawn, never deleted'); END;
`,
};
