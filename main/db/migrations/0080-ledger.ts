import type { Migration } from '../migrate.ts';

const sources = `'central', 'province', 'city', 'county', 'school', 'donor', 'unspecified'`;

/**
 * The journal. An entry seals its postings: they are inserted first (the foreign key waits for the commit), and the entry is let in
 * only when they balance; after that neither can be added to, changed, replaced or deleted, by any SQL.
 */
export const ledgerMigration: Migration = {
  id: 80,
  name: 'ledger',
  sql: /* sql */ `
CREATE TABLE journal_entry (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  entry_no INTEGER NOT NULL,
  operation_id TEXT NOT NULL,
  event_no INTEGER NOT NULL,
  on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  term TEXT NOT NULL,
  programme_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('opening_balance', 'carried_out', 'carried_in', 'receipt', 'entitlement_approved', 'entitlement_withdrawn',
    'batch_submitted', 'line_paid', 'line_failed', 'recovery', 'returned_to_treasury', 'reversal')),
  effect_kind TEXT NOT NULL CHECK (effect_kind <> 'reversal'),
  doc_no TEXT,
  memo TEXT NOT NULL,
  reverses_id INTEGER UNIQUE REFERENCES journal_entry (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  posted_at TEXT NOT NULL,
  UNIQUE (school_id, entry_no),
  UNIQUE (operation_id, event_no),
  CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)),
  CHECK (kind = 'reversal' OR kind = effect_kind)
) STRICT;
CREATE INDEX journal_entry_by_term ON journal_entry (school_id, term, programme_key);

CREATE TABLE journal_posting (
  entry_id INTEGER NOT NULL REFERENCES journal_entry (id) DEFERRABLE INITIALLY DEFERRED,
  line_no INTEGER NOT NULL,
  -- Which codes and sources there are is asked once an entry, when it is sealed, and not at each of its thousands of lines.
  account_code TEXT NOT NULL,
  programme_key TEXT NOT NULL,
  source TEXT,
  student_id INTEGER,
  payment_line_id INTEGER,
  entitlement_id INTEGER,
  debit_fen INTEGER NOT NULL,
  credit_fen INTEGER NOT NULL,
  PRIMARY KEY (entry_id, line_no),
  CHECK ((debit_fen > 0 AND credit_fen = 0) OR (debit_fen = 0 AND credit_fen > 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_posting_by_student ON journal_posting (student_id) WHERE student_id IS NOT NULL;

CREATE TABLE term_lock (
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  closed_on TEXT NOT NULL,
  closed_at TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  note TEXT NOT NULL,
  PRIMARY KEY (school_id, term)
) STRICT, WITHOUT ROWID;

CREATE TABLE fund_receipt (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  programme_key TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN (${sources})),
  doc_no TEXT NOT NULL,
  allotted_on TEXT,
  received_on TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  payer TEXT NOT NULL,
  memo TEXT NOT NULL,
  entry_id INTEGER NOT NULL UNIQUE REFERENCES journal_entry (id)
) STRICT;
CREATE INDEX fund_receipt_by_term ON fund_receipt (school_id, term);

CREATE TRIGGER journal_entry_seals BEFORE INSERT ON journal_entry BEGIN
  SELECT raise(ABORT, 'journal: an entry of this id or number exists')
    WHERE EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM journal_entry WHERE school_id = NEW.school_id AND entry_no = NEW.entry_no)
       OR EXISTS (SELECT 1 FROM journal_entry WHERE operation_id = NEW.operation_id AND event_no = NEW.event_no)
       OR (NEW.reverses_id IS NOT NULL AND EXISTS (SELECT 1 FROM journal_entry WHERE reverses_id = NEW.reverses_id));
  SELECT raise(ABORT, 'journal: the entry does not balance')
    WHERE coalesce((SELECT sum(debit_fen) = sum(credit_fen) AND count(*) >= 2 FROM journal_posting WHERE entry_id = NEW.id), 0) = 0;
  SELECT raise(ABORT, 'journal: a posting of an unknown account, source or programme')
    WHERE EXISTS (SELECT 1 FROM journal_posting WHERE entry_id = NEW.id AND (programme_key <> NEW.programme_key OR source NOT IN (${sources})
      OR account_code NOT IN ('cash', 'overpaid', 'payable_due', 'payable_submitted', 'payable_failed', 'payable_recovered',
        'fund_opening', 'fund_received', 'fund_returned', 'fund_carried', 'aid_due')));
  SELECT raise(ABORT, 'journal: the term is closed')
    WHERE EXISTS (SELECT 1 FROM term_lock WHERE school_id = NEW.school_id AND term = NEW.term);
END;
CREATE TRIGGER journal_posting_sealed BEFORE INSERT ON journal_posting WHEN EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.entry_id)
  BEGIN SELECT raise(ABORT, 'journal: the entry is sealed'); END;
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_posting_no_update BEFORE UPDATE ON journal_posting BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_posting_no_delete BEFORE DELETE ON journal_posting BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
CREATE TRIGGER fund_receipt_no_update BEFORE UPDATE ON fund_receipt BEGIN SELECT raise(ABORT, 'receipts are corrected by reversal'); END;
CREATE TRIGGER fund_receipt_no_delete BEFORE DELETE ON fund_receipt BEGIN SELECT raise(ABORT, 'receipts are corrected by reversal'); END;
CREATE TRIGGER term_lock_once BEFORE INSERT ON term_lock WHEN EXISTS (SELECT 1 FROM term_lock WHERE school_id = NEW.school_id AND term = NEW.term)
  BEGIN SELECT raise(ABORT, 'the term is closed'); END;
CREATE TRIGGER term_lock_no_update BEFORE UPDATE ON term_lock BEGIN SELECT raise(ABORT, 'a closed term stays closed'); END;
CREATE TRIGGER term_lock_no_delete BEFORE DELETE ON term_lock BEGIN SELECT raise(ABORT, 'a closed term stays closed'); END;
`,
};
