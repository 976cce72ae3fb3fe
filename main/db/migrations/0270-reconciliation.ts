import type { Migration } from '../migrate.ts';

const fixed = (table: string, why: string): string => `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT raise(ABORT, '${why}'); END;
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT raise(ABORT, '${why}'); END;`;

const pairs = `'list', 'finance', 'bank', 'one_card'`;

/** Finance's ledgers and the statements of banks as they were taken in, lines a person matched, and what became of each difference. */
export const reconciliationMigration: Migration = {
  id: 270,
  name: 'reconciliation',
  sql: /* sql */ `
CREATE TABLE money_statement (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('finance', 'bank', 'one_card')),
  -- Which account or book, where there are several of a kind.
  account_label TEXT NOT NULL,
  debit_means TEXT NOT NULL CHECK (debit_means IN ('in', 'out')),
  imported_file_id INTEGER NOT NULL UNIQUE REFERENCES imported_file (id),
  row_count INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by INTEGER REFERENCES account (id),
  withdraw_reason TEXT,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CHECK (withdrawn_at IS NULL OR withdraw_reason <> '')
) STRICT;
CREATE INDEX money_statement_by_term ON money_statement (school_id, term, kind);
CREATE TRIGGER money_statement_is_fixed BEFORE UPDATE OF school_id, term, kind, account_label, debit_means, imported_file_id, row_count, account_id, at ON money_statement
BEGIN SELECT raise(ABORT, 'a statement is withdrawn and taken in anew, never changed'); END;
CREATE TRIGGER money_statement_withdrawn_once BEFORE UPDATE OF withdrawn_at, withdrawn_by, withdraw_reason ON money_statement WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT raise(ABORT, 'a withdrawn statement stays withdrawn'); END;
CREATE TRIGGER money_statement_no_delete BEFORE DELETE ON money_statement BEGIN SELECT raise(ABORT, 'a statement is withdrawn, never deleted'); END;

CREATE TABLE money_statement_row (
  statement_id INTEGER NOT NULL REFERENCES money_statement (id),
  row_no INTEGER NOT NULL,
  -- What the row says: the same row of two overlapping files has one key and counts once.
  row_key TEXT NOT NULL CHECK (row_key <> ''),
  on_date TEXT,
  voucher TEXT NOT NULL,
  summary TEXT NOT NULL,
  party TEXT NOT NULL,
  -- A red entry keeps its side and is below nought.
  in_fen INTEGER NOT NULL,
  out_fen INTEGER NOT NULL,
  balance_fen INTEGER,
  -- Opening, sum and carried-page rows are no movement.
  counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
  PRIMARY KEY (statement_id, row_no),
  CHECK (counts = 1 OR (in_fen = 0 AND out_fen = 0)),
  CHECK (counts = 0 OR on_date IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX money_statement_row_by_key ON money_statement_row (row_key);
${fixed('money_statement_row', 'rows of a statement stay as they came')}

CREATE TABLE reconciliation_link (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  pair TEXT NOT NULL CHECK (pair IN (${pairs})),
  left_keys_json TEXT NOT NULL CHECK (json_valid(left_keys_json)),
  right_keys_json TEXT NOT NULL CHECK (json_valid(right_keys_json)),
  reason TEXT NOT NULL CHECK (reason <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX reconciliation_link_by_term ON reconciliation_link (school_id, term, pair);
${fixed('reconciliation_link', 'a match by hand is undone by a later word, never changed')}

-- What was said of a difference; the last note counts, earlier ones stay.
CREATE TABLE reconciliation_note (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  pair TEXT NOT NULL CHECK (pair IN (${pairs})),
  difference_key TEXT NOT NULL CHECK (difference_key <> ''),
  state TEXT NOT NULL CHECK (state IN ('open', 'explained', 'resolved', 'carried')),
  note TEXT NOT NULL CHECK (note <> ''),
  responsible TEXT NOT NULL,
  due_on TEXT,
  -- The lines as they were, so that the next term can go on with them.
  left_json TEXT NOT NULL CHECK (json_valid(left_json)),
  right_json TEXT NOT NULL CHECK (json_valid(right_json)),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (state NOT IN ('explained', 'carried') OR responsible <> ''),
  CHECK (state <> 'carried' OR due_on IS NOT NULL)
) STRICT;
CREATE INDEX reconciliation_note_by_difference ON reconciliation_note (school_id, term, pair, difference_key);
${fixed('reconciliation_note', 'what was said of a difference stays')}
`,
};
