import type { Migration } from '../migrate.ts';

/** The register of objections, each step kept; a notice's level, who hung it and took it down, and lines confirmed before the whole is ended. */
export const objectionsMigration: Migration = {
  id: 180,
  name: 'objections',
  sql: /* sql */ `
CREATE TABLE objection (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  no TEXT NOT NULL,
  notice_id INTEGER NOT NULL REFERENCES public_notice (id),
  -- The line objected to; null: the notice as a whole.
  ordinal INTEGER,
  received_on TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('letter_box', 'phone', 'visit', 'mail', 'web', 'other')),
  named INTEGER NOT NULL CHECK (named IN (0, 1)),
  objector_name TEXT NOT NULL DEFAULT '',
  objector_contact TEXT NOT NULL DEFAULT '',
  claim TEXT NOT NULL CHECK (claim <> ''),
  state TEXT NOT NULL CHECK (state IN ('received', 'checking', 'answered', 'reconsidering', 'closed', 'withdrawn')),
  received_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL,
  UNIQUE (school_id, no),
  FOREIGN KEY (notice_id, ordinal) REFERENCES notice_entry (notice_id, ordinal),
  CHECK (named = 1 OR (objector_name = '' AND objector_contact = '')),
  CHECK (named = 0 OR objector_name <> '')
) STRICT;
CREATE INDEX objection_by_notice ON objection (notice_id);
CREATE INDEX objection_open ON objection (school_id) WHERE state IN ('received', 'checking', 'reconsidering');
CREATE TRIGGER objection_is_fixed BEFORE UPDATE OF school_id, no, notice_id, ordinal, received_on, channel, named, objector_name, objector_contact, claim, received_by, created_at ON objection
BEGIN SELECT raise(ABORT, 'an objection stays as it was received'); END;
CREATE TRIGGER objection_kept BEFORE DELETE ON objection BEGIN SELECT raise(ABORT, 'an objection is never deleted'); END;

CREATE TABLE objection_event (
  id INTEGER PRIMARY KEY,
  objection_id INTEGER NOT NULL REFERENCES objection (id),
  event TEXT NOT NULL CHECK (event IN ('receive', 'check', 'answer', 'reconsider', 'conclude', 'close', 'withdraw')),
  from_state TEXT,
  to_state TEXT NOT NULL,
  on_date TEXT NOT NULL,
  -- The last day for the answer that a receipt or a 复议 starts.
  due_on TEXT,
  due_verified INTEGER CHECK (due_verified IN (0, 1)),
  checkers_json TEXT NOT NULL DEFAULT '[]',
  body TEXT NOT NULL DEFAULT '',
  finding TEXT NOT NULL DEFAULT '',
  outcome TEXT CHECK (outcome IN ('uphold', 'adjust', 'cancel')),
  reply_way TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK ((due_on IS NULL) = (due_verified IS NULL)),
  CHECK ((event IN ('receive', 'reconsider')) = (due_on IS NOT NULL)),
  CHECK ((event IN ('answer', 'conclude')) = (outcome IS NOT NULL)),
  CHECK (outcome IS NULL OR (finding <> '' AND reply_way <> ''))
) STRICT;
CREATE INDEX objection_event_by_objection ON objection_event (objection_id);
CREATE TRIGGER objection_event_no_update BEFORE UPDATE ON objection_event BEGIN SELECT raise(ABORT, 'objection events are append-only'); END;
CREATE TRIGGER objection_event_no_delete BEFORE DELETE ON objection_event BEGIN SELECT raise(ABORT, 'objection events are append-only'); END;

-- The decisions an answer led to.
CREATE TABLE objection_revision (
  event_id INTEGER NOT NULL REFERENCES objection_event (id),
  determination_id INTEGER NOT NULL REFERENCES determination (id),
  PRIMARY KEY (event_id, determination_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE public_notice ADD COLUMN level TEXT NOT NULL DEFAULT 'school' CHECK (level IN ('class', 'school'));
ALTER TABLE public_notice ADD COLUMN class_id INTEGER REFERENCES class_group (id) CHECK ((level = 'class') = (class_id IS NOT NULL));
-- A notice of the lines an answer changed names the objection.
ALTER TABLE public_notice ADD COLUMN objection_id INTEGER REFERENCES objection (id);
ALTER TABLE public_notice ADD COLUMN poster TEXT NOT NULL DEFAULT '';
ALTER TABLE public_notice ADD COLUMN remover TEXT NOT NULL DEFAULT '';
-- Lines nobody objected to were confirmed on this day, while others wait for their answer.
ALTER TABLE public_notice ADD COLUMN others_confirmed_on TEXT CHECK (others_confirmed_on IS NULL OR others_confirmed_on > end_on);

CREATE TRIGGER public_notice_ends_answered BEFORE UPDATE OF ended_confirmed_on ON public_notice
WHEN NEW.ended_confirmed_on IS NOT NULL AND OLD.ended_confirmed_on IS NULL
  AND EXISTS (SELECT 1 FROM objection WHERE notice_id = NEW.id AND state IN ('received', 'checking', 'reconsidering'))
BEGIN SELECT raise(ABORT, 'a notice with an open objection is not ended'); END;
`,
};
