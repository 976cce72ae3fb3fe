import type { Migration } from '../migrate.ts';

/** Notices and their frozen lists. What has been posted can't be changed or removed, only ended and taken down. */
export const noticesMigration: Migration = {
  id: 50,
  name: 'notices',
  sql: /* sql */ `
CREATE TABLE public_notice (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  no TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('identification', 'aid_list')),
  term TEXT NOT NULL,
  title TEXT NOT NULL,
  basis_doc TEXT NOT NULL,
  place TEXT NOT NULL,
  posted_on TEXT,
  days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 60),
  day_unit TEXT NOT NULL CHECK (day_unit IN ('workday', 'day')),
  count_first_day INTEGER NOT NULL CHECK (count_first_day IN (0, 1)),
  end_on TEXT,
  take_down_on TEXT,
  period_verified INTEGER CHECK (period_verified IN (0, 1)),
  ended_confirmed_on TEXT,
  taken_down_on TEXT,
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'posted', 'ended', 'taken_down')),
  show_tier INTEGER NOT NULL CHECK (show_tier IN (0, 1)),
  show_amount INTEGER NOT NULL CHECK (show_amount IN (0, 1)),
  list_sha256 TEXT NOT NULL,
  line_count INTEGER NOT NULL CHECK (line_count > 0),
  objection_count INTEGER,
  result_note TEXT,
  withdrawn_reason TEXT,
  created_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL,
  posted_by INTEGER REFERENCES account (id),
  ended_by INTEGER REFERENCES account (id),
  taken_down_by INTEGER REFERENCES account (id),
  UNIQUE (school_id, no),
  CHECK (state = 'draft' OR (posted_on IS NOT NULL AND end_on IS NOT NULL AND take_down_on IS NOT NULL AND period_verified IS NOT NULL)),
  CHECK (state <> 'ended' OR ended_confirmed_on IS NOT NULL),
  CHECK (state <> 'taken_down' OR taken_down_on IS NOT NULL),
  CHECK (ended_confirmed_on IS NULL OR ended_confirmed_on > end_on),
  CHECK (withdrawn_reason IS NULL OR (state = 'taken_down' AND ended_confirmed_on IS NULL))
) STRICT;
CREATE INDEX public_notice_by_term ON public_notice (school_id, term);

CREATE TABLE notice_entry (
  notice_id INTEGER NOT NULL REFERENCES public_notice (id),
  ordinal INTEGER NOT NULL,
  student_id INTEGER NOT NULL REFERENCES student (id),
  programme_key TEXT,
  determination_id INTEGER REFERENCES determination (id),
  line_json TEXT NOT NULL,
  PRIMARY KEY (notice_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_entry_by_student ON notice_entry (student_id);

CREATE TRIGGER notice_entry_frozen_update BEFORE UPDATE ON notice_entry
BEGIN SELECT raise(ABORT, 'a notice keeps the list it was made with'); END;
CREATE TRIGGER notice_entry_frozen_delete BEFORE DELETE ON notice_entry
WHEN (SELECT state FROM public_notice WHERE id = OLD.notice_id) <> 'draft'
BEGIN SELECT raise(ABORT, 'a posted notice keeps its list'); END;
CREATE TRIGGER public_notice_kept BEFORE DELETE ON public_notice
WHEN OLD.state <> 'draft'
BEGIN SELECT raise(ABORT, 'a posted notice is kept'); END;
`,
};
