import type { Migration } from '../migrate.ts';

/** Explanations of findings, the 负面清单 with its yearly self-assessment, and the 整改台账; all of it kept as it was said. */
export const selfCheckMigration: Migration = {
  id: 280,
  name: 'self-check',
  sql: /* sql */ `
CREATE TABLE check_explanation (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  check_no TEXT NOT NULL CHECK (check_no GLOB '[0-3][0-9]'),
  finding_key TEXT NOT NULL CHECK (finding_key <> ''),
  -- What the finding rested on, hashed: with other facts the explanation no longer stands.
  fingerprint TEXT NOT NULL CHECK (fingerprint <> ''),
  sentence TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('explain', 'take_back')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX check_explanation_by_term ON check_explanation (school_id, term, finding_key);
CREATE TRIGGER check_explanation_no_update BEFORE UPDATE ON check_explanation BEGIN SELECT raise(ABORT, 'an explanation is taken back, never changed'); END;
CREATE TRIGGER check_explanation_no_delete BEFORE DELETE ON check_explanation BEGIN SELECT raise(ABORT, 'an explanation is taken back, never deleted'); END;

CREATE TABLE negative_item_row (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  item_key TEXT NOT NULL CHECK (item_key <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  detail TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source <> ''),
  confidence TEXT NOT NULL,
  -- ["17", "24"]; [] where only a person can tell.
  proof_json TEXT NOT NULL CHECK (json_valid(proof_json)),
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX negative_item_row_by_school ON negative_item_row (school_id, item_key);
CREATE TRIGGER negative_item_row_no_update BEFORE UPDATE ON negative_item_row BEGIN SELECT raise(ABORT, 'a line is followed by a later row, never changed'); END;
CREATE TRIGGER negative_item_row_no_delete BEFORE DELETE ON negative_item_row BEGIN SELECT raise(ABORT, 'a line is followed by a later row, never deleted'); END;

CREATE TABLE self_assessment (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  school_year TEXT NOT NULL CHECK (school_year GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  version_no INTEGER NOT NULL CHECK (version_no >= 1),
  reason TEXT NOT NULL,
  begun_at TEXT NOT NULL,
  begun_by INTEGER NOT NULL REFERENCES account (id),
  -- The list as it stood when it was signed.
  items_json TEXT,
  signed_on TEXT,
  signer TEXT,
  signer_post TEXT,
  signed_at TEXT,
  signed_by INTEGER REFERENCES account (id),
  UNIQUE (school_id, school_year, version_no),
  CHECK (version_no = 1 OR reason <> ''),
  CHECK ((signed_on IS NULL) = (signed_at IS NULL) AND (signed_on IS NULL) = (signed_by IS NULL) AND (signed_on IS NULL) = (items_json IS NULL)),
  CHECK (signed_on IS NULL OR (signer <> '' AND signer_post <> ''))
) STRICT;
CREATE TRIGGER self_assessment_signed_is_fixed BEFORE UPDATE ON self_assessment WHEN OLD.signed_on IS NOT NULL
BEGIN SELECT raise(ABORT, 'a signed self-assessment is followed by a later one, never changed'); END;
CREATE TRIGGER self_assessment_no_delete BEFORE DELETE ON self_assessment BEGIN SELECT raise(ABORT, 'a self-assessment is kept'); END;

CREATE TABLE self_assessment_answer (
  id INTEGER PRIMARY KEY,
  assessment_id INTEGER NOT NULL REFERENCES self_assessment (id),
  item_key TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('present', 'absent')),
  evidence TEXT NOT NULL CHECK (evidence <> ''),
  -- What the checks said that day: none, clean, open or incomplete.
  proof TEXT NOT NULL CHECK (proof IN ('none', 'clean', 'open', 'incomplete')),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (answer = 'present' OR proof <> 'open')
) STRICT;
CREATE INDEX self_assessment_answer_by_item ON self_assessment_answer (assessment_id, item_key);
CREATE TRIGGER self_assessment_answer_of_open BEFORE INSERT ON self_assessment_answer WHEN (SELECT signed_on FROM self_assessment WHERE id = NEW.assessment_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'a signed self-assessment takes no answer'); END;
CREATE TRIGGER self_assessment_answer_no_update BEFORE UPDATE ON self_assessment_answer BEGIN SELECT raise(ABORT, 'an answer is followed by a later one, never changed'); END;
CREATE TRIGGER self_assessment_answer_no_delete BEFORE DELETE ON self_assessment_answer BEGIN SELECT raise(ABORT, 'an answer is followed by a later one, never deleted'); END;

CREATE TABLE rectification (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  no TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('self_check', 'supervision', 'audit', 'inspection', 'complaint', 'system')),
  found_on TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what <> ''),
  amount_fen INTEGER CHECK (amount_fen >= 0),
  person_count INTEGER CHECK (person_count >= 0),
  item_key TEXT,
  check_no TEXT,
  finding_key TEXT,
  cause TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (school_id, no)
) STRICT;
CREATE INDEX rectification_by_finding ON rectification (school_id, finding_key) WHERE finding_key IS NOT NULL;
CREATE TRIGGER rectification_no_update BEFORE UPDATE ON rectification BEGIN SELECT raise(ABORT, 'a problem stays as it was found'); END;
CREATE TRIGGER rectification_no_delete BEFORE DELETE ON rectification BEGIN SELECT raise(ABORT, 'a problem is closed, never deleted'); END;

-- What is to be done, by whom and until when; the last one counts.
CREATE TABLE rectification_plan (
  id INTEGER PRIMARY KEY,
  rectification_id INTEGER NOT NULL REFERENCES rectification (id),
  measure TEXT NOT NULL CHECK (measure <> ''),
  responsible TEXT NOT NULL CHECK (responsible <> ''),
  leader TEXT NOT NULL,
  due_on TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX rectification_plan_by_problem ON rectification_plan (rectification_id);
CREATE TRIGGER rectification_plan_no_update BEFORE UPDATE ON rectification_plan BEGIN SELECT raise(ABORT, 'a plan is followed by a later one, never changed'); END;
CREATE TRIGGER rectification_plan_no_delete BEFORE DELETE ON rectification_plan BEGIN SELECT raise(ABORT, 'a plan is followed by a later one, never deleted'); END;

CREATE TABLE rectification_event (
  id INTEGER PRIMARY KEY,
  rectification_id INTEGER NOT NULL REFERENCES rectification (id),
  event TEXT NOT NULL CHECK (event IN ('progress', 'amend', 'close', 'reopen', 'look_back')),
  on_date TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  verifier TEXT NOT NULL DEFAULT '',
  evidence TEXT NOT NULL DEFAULT '',
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK ((event = 'close') = (verifier <> ''))
) STRICT;
CREATE INDEX rectification_event_by_problem ON rectification_event (rectification_id);
CREATE TRIGGER rectification_event_no_update BEFORE UPDATE ON rectification_event BEGIN SELECT raise(ABORT, 'steps of a rectification are append-only'); END;
CREATE TRIGGER rectification_event_no_delete BEFORE DELETE ON rectification_event BEGIN SELECT raise(ABORT, 'steps of a rectification are append-only'); END;
`,
};
