import type { Migration } from '../migrate.ts';

/** The tables of a meeting's own papers, with the meeting each row belongs to: open while the minutes are a draft, fixed once they are closed. */
const draftTables: readonly (readonly [string, (row: 'NEW' | 'OLD') => string])[] = [
  ['meeting_seat', (row) => `${row}.meeting_id`],
  ['meeting_case', (row) => `${row}.meeting_id`],
  ...(['meeting_recusal', 'meeting_vote', 'meeting_score'] as const).map((table): readonly [string, (row: 'NEW' | 'OLD') => string] =>
    [table, (row) => `(SELECT meeting_id FROM meeting_case WHERE id = ${row}.meeting_case_id)`]),
];

const closedGuards = draftTables.flatMap(([table, meetingOf]) => (['INSERT', 'UPDATE', 'DELETE'] as const).map((act) => `
CREATE TRIGGER ${table}_closed_${act.toLowerCase()} BEFORE ${act} ON ${table}
WHEN (SELECT state FROM panel_meeting WHERE id = ${meetingOf(act === 'INSERT' ? 'NEW' : 'OLD')}) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;`)).join('');

const keep = (table: string, acts: readonly ('UPDATE' | 'DELETE')[], why: string): string => acts.map((act) => `
CREATE TRIGGER ${table}_no_${act.toLowerCase()} BEFORE ${act} ON ${table} BEGIN SELECT raise(ABORT, '${why}'); END;`).join('');

/** 民主评议: bodies with their members and the posting of their lists; meetings with attendance, agenda, recusals, votes or scores, corrections and what was decided on them. */
export const panelsMigration: Migration = {
  id: 170,
  name: 'panels',
  sql: /* sql */ `
CREATE TABLE panel (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  type TEXT NOT NULL CHECK (type IN ('steering_group', 'determination_panel', 'review_panel')),
  level TEXT NOT NULL CHECK (level IN ('school', 'grade', 'class')),
  class_id INTEGER REFERENCES class_group (id),
  stage TEXT CHECK (stage IN ('preschool', 'primary', 'junior', 'senior', 'vocational')),
  entry_year INTEGER CHECK (entry_year BETWEEN 1980 AND 2199),
  name TEXT NOT NULL CHECK (name <> ''),
  appointed_on TEXT NOT NULL,
  appointment_doc TEXT NOT NULL DEFAULT '',
  from_on TEXT NOT NULL,
  until_on TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK ((level = 'class') = (class_id IS NOT NULL)),
  CHECK ((level = 'grade') = (stage IS NOT NULL)),
  CHECK ((stage IS NULL) = (entry_year IS NULL)),
  CHECK (until_on IS NULL OR until_on >= from_on)
) STRICT;
CREATE INDEX panel_by_school ON panel (school_id, from_on);
${keep('panel', ['DELETE'], 'a body is ended, never deleted')}

CREATE TABLE panel_member (
  id INTEGER PRIMARY KEY,
  panel_id INTEGER NOT NULL REFERENCES panel (id),
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('leader', 'aid_officer', 'head_teacher', 'teacher', 'parent', 'pupil', 'village', 'discipline', 'finance')),
  duty TEXT NOT NULL DEFAULT '',
  student_id INTEGER REFERENCES student (id),
  from_on TEXT NOT NULL,
  until_on TEXT,
  until_reason TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK ((kind = 'pupil') = (student_id IS NOT NULL)),
  CHECK (until_on IS NULL OR until_on >= from_on),
  CHECK ((until_on IS NULL) = (until_reason IS NULL)),
  CHECK (until_reason <> '')
) STRICT;
CREATE INDEX panel_member_by_panel ON panel_member (panel_id);
CREATE UNIQUE INDEX panel_member_once ON panel_member (panel_id, name_key, kind) WHERE until_on IS NULL;
CREATE TRIGGER panel_member_is_fixed BEFORE UPDATE OF panel_id, name, name_key, kind, student_id, from_on, account_id, at ON panel_member
BEGIN SELECT raise(ABORT, 'a member leaves and another comes, nobody is rewritten'); END;
CREATE TRIGGER panel_member_left BEFORE UPDATE ON panel_member WHEN OLD.until_on IS NOT NULL BEGIN SELECT raise(ABORT, 'who has left stays as he was'); END;
${keep('panel_member', ['DELETE'], 'a member leaves, he is never deleted')}

-- The pupils a member is guardian or relative of: what recusal follows from.
CREATE TABLE panel_member_relative (
  member_id INTEGER NOT NULL REFERENCES panel_member (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  relation TEXT NOT NULL DEFAULT '',
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (member_id, student_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE panel_posting (
  id INTEGER PRIMARY KEY,
  panel_id INTEGER NOT NULL REFERENCES panel (id),
  place TEXT NOT NULL CHECK (place <> ''),
  posted_on TEXT NOT NULL,
  until_on TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (until_on IS NULL OR until_on >= posted_on)
) STRICT;
CREATE INDEX panel_posting_by_panel ON panel_posting (panel_id);
${keep('panel_posting', ['UPDATE', 'DELETE'], 'a posting is a fact')}

CREATE TABLE panel_meeting (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  panel_id INTEGER NOT NULL REFERENCES panel (id),
  school_year TEXT NOT NULL,
  no INTEGER NOT NULL CHECK (no >= 1),
  purpose TEXT NOT NULL CHECK (purpose IN ('first', 'revision')),
  held_on TEXT NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  chair_id INTEGER REFERENCES panel_member (id),
  recorder TEXT NOT NULL DEFAULT '',
  method TEXT NOT NULL CHECK (method IN ('member_vote', 'secret_ballot', 'score')),
  tie_rule TEXT NOT NULL CHECK (tie_rule IN ('chair', 'revote')),
  trim_count INTEGER NOT NULL DEFAULT 0 CHECK (trim_count BETWEEN 0 AND 9),
  max_score_hundredths INTEGER NOT NULL DEFAULT 10000 CHECK (max_score_hundredths BETWEEN 100 AND 100000),
  remarks TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'closed', 'signed')),
  -- The rule and the grades of the day, so that a later change of either leaves the minutes as they were.
  rule_json TEXT,
  grades_json TEXT,
  closed_at TEXT,
  closed_by INTEGER REFERENCES account (id),
  signed_on TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (school_id, school_year, no),
  CHECK ((state = 'draft') = (closed_at IS NULL)),
  CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
  CHECK ((closed_at IS NULL) = (rule_json IS NULL)),
  CHECK ((rule_json IS NULL) = (grades_json IS NULL)),
  CHECK (state <> 'signed' OR signed_on IS NOT NULL)
) STRICT;
CREATE INDEX panel_meeting_by_panel ON panel_meeting (panel_id);
CREATE TRIGGER panel_meeting_is_fixed BEFORE UPDATE OF school_id, panel_id, school_year, no, purpose, held_on, place, chair_id, recorder, method, tie_rule, trim_count, max_score_hundredths, remarks,
  rule_json, grades_json, closed_at, closed_by, account_id, at ON panel_meeting WHEN OLD.state <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;
CREATE TRIGGER panel_meeting_moves BEFORE UPDATE OF state ON panel_meeting WHEN OLD.state <> 'draft' AND NEW.state = 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are never a draft again'); END;
CREATE TRIGGER panel_meeting_kept BEFORE DELETE ON panel_meeting WHEN OLD.state <> 'draft' BEGIN SELECT raise(ABORT, 'closed minutes are kept'); END;

CREATE TABLE meeting_seat (
  meeting_id INTEGER NOT NULL REFERENCES panel_meeting (id),
  member_id INTEGER NOT NULL REFERENCES panel_member (id),
  present INTEGER NOT NULL CHECK (present IN (0, 1)),
  absent_reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (meeting_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_case (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES panel_meeting (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
  case_id INTEGER NOT NULL REFERENCES identification_case (id),
  -- The round of votes that counts; earlier rounds stay.
  round INTEGER NOT NULL DEFAULT 1 CHECK (round BETWEEN 1 AND 9),
  grade TEXT,
  held_over INTEGER NOT NULL DEFAULT 0 CHECK (held_over IN (0, 1)),
  by_chair INTEGER NOT NULL DEFAULT 0 CHECK (by_chair IN (0, 1)),
  reason TEXT NOT NULL DEFAULT '',
  UNIQUE (meeting_id, case_id),
  UNIQUE (meeting_id, ordinal),
  CHECK (held_over = 0 OR grade IS NULL)
) STRICT;
CREATE INDEX meeting_case_by_case ON meeting_case (case_id);

CREATE TABLE meeting_recusal (
  meeting_case_id INTEGER NOT NULL REFERENCES meeting_case (id),
  member_id INTEGER NOT NULL REFERENCES panel_member (id),
  ground TEXT NOT NULL CHECK (ground IN ('self', 'guardian', 'relative', 'shared_household', 'named_in_household', 'declared')),
  decision TEXT NOT NULL CHECK (decision IN ('recused', 'dismissed')),
  reason TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (meeting_case_id, member_id),
  CHECK (decision = 'recused' OR (ground IN ('shared_household', 'named_in_household') AND reason <> ''))
) STRICT, WITHOUT ROWID;

-- By name: one row a member. Secret: no member, how many for each choice.
CREATE TABLE meeting_vote (
  meeting_case_id INTEGER NOT NULL REFERENCES meeting_case (id),
  round INTEGER NOT NULL CHECK (round BETWEEN 1 AND 9),
  member_id INTEGER REFERENCES panel_member (id),
  choice TEXT NOT NULL CHECK (choice <> ''),
  votes INTEGER NOT NULL CHECK (votes >= 1),
  CHECK (member_id IS NULL OR votes = 1)
) STRICT;
CREATE UNIQUE INDEX meeting_vote_of_member ON meeting_vote (meeting_case_id, round, member_id) WHERE member_id IS NOT NULL;
CREATE UNIQUE INDEX meeting_vote_counted ON meeting_vote (meeting_case_id, round, choice) WHERE member_id IS NULL;

CREATE TABLE meeting_score (
  meeting_case_id INTEGER NOT NULL REFERENCES meeting_case (id),
  round INTEGER NOT NULL CHECK (round BETWEEN 1 AND 9),
  member_id INTEGER NOT NULL REFERENCES panel_member (id),
  score_hundredths INTEGER NOT NULL CHECK (score_hundredths >= 0),
  PRIMARY KEY (meeting_case_id, round, member_id)
) STRICT, WITHOUT ROWID;
${closedGuards}

CREATE TABLE meeting_correction (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES panel_meeting (id),
  -- A case's opinion put right; or, without a case, the day of the meeting or a remark.
  meeting_case_id INTEGER REFERENCES meeting_case (id),
  grade TEXT,
  held_over INTEGER NOT NULL DEFAULT 0 CHECK (held_over IN (0, 1)),
  held_on TEXT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (meeting_case_id IS NULL OR (held_on IS NULL AND (grade IS NULL) = (held_over = 1))),
  CHECK (meeting_case_id IS NOT NULL OR (grade IS NULL AND held_over = 0))
) STRICT;
CREATE INDEX meeting_correction_by_meeting ON meeting_correction (meeting_id);
${keep('meeting_correction', ['UPDATE', 'DELETE'], 'corrections are append-only')}

-- The determination that was made on a meeting's opinion.
CREATE TABLE meeting_outcome (
  meeting_case_id INTEGER NOT NULL REFERENCES meeting_case (id),
  determination_id INTEGER NOT NULL UNIQUE REFERENCES determination (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (meeting_case_id, determination_id)
) STRICT, WITHOUT ROWID;
${keep('meeting_outcome', ['UPDATE', 'DELETE'], 'what was decided on is a fact')}
`,
};
