import type { Migration } from '../migrate.ts';

const fixed = (table: string, why: string): string => `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT raise(ABORT, '${why}'); END;
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT raise(ABORT, '${why}'); END;`;

/** Voucher numbers, and how finance names what the journal holds: its account numbers, class codes, and the columns its software reads. */
export const accountBooksMigration: Migration = {
  id: 260,
  name: 'account-books',
  sql: /* sql */ `
CREATE TABLE voucher (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'payment', 'transfer', 'general')),
  no INTEGER NOT NULL CHECK (no > 0),
  entry_id INTEGER NOT NULL UNIQUE REFERENCES journal_entry (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (school_id, month, kind, no)
) STRICT;
CREATE TRIGGER voucher_without_gap BEFORE INSERT ON voucher
WHEN NEW.no <> coalesce((SELECT max(no) FROM voucher WHERE school_id = NEW.school_id AND month = NEW.month AND kind = NEW.kind), 0) + 1
BEGIN SELECT raise(ABORT, 'vouchers are numbered without a gap'); END;
CREATE TRIGGER voucher_of_its_entry BEFORE INSERT ON voucher
WHEN NOT EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.entry_id AND school_id = NEW.school_id AND substr(on_date, 1, 7) = NEW.month
  AND book <> 'one_card' AND effect_kind NOT IN ('allotted', 'allotment_reduced'))
BEGIN SELECT raise(ABORT, 'a voucher is of its entry''s school and month, and of money finance books'); END;
${fixed('voucher', 'a voucher number once given stays')}

CREATE TABLE class_code (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  programme_key TEXT NOT NULL CHECK (programme_key <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('functional', 'economic_department', 'economic_government')),
  -- Empty: from this day on there is none.
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  doc_no TEXT NOT NULL CHECK (doc_no <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX class_code_by_school ON class_code (school_id, programme_key);
${fixed('class_code', 'a class code is replaced by a later one, never changed')}

-- What finance calls an account of the chart; for one programme where it names one.
CREATE TABLE finance_account (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  account_code TEXT NOT NULL,
  programme_key TEXT NOT NULL,
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX finance_account_by_school ON finance_account (school_id, account_code);
${fixed('finance_account', 'a finance account is replaced by a later one, never changed')}

CREATE TABLE finance_layout (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  spec_json TEXT NOT NULL CHECK (json_valid(spec_json)),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX finance_layout_by_school ON finance_layout (school_id);
${fixed('finance_layout', 'a layout is replaced by a later one, never changed')}

-- An empty 摘要 is an audit finding: no entry is let in without one.
CREATE TRIGGER journal_entry_memo_said BEFORE INSERT ON journal_entry WHEN trim(NEW.memo) = ''
BEGIN SELECT raise(ABORT, 'journal: an entry says what it is for'); END;
`,
};
