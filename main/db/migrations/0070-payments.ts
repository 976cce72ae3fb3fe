import type { Migration } from '../migrate.ts';

/** States in which a line holds its money: a second ordinary line beside it would pay twice (handbook 4.2, CHK-24). */
const heldBy = (entitlement: string): string =>
  `(SELECT coalesce(sum(amount_fen), 0) FROM payment_line WHERE entitlement_id = ${entitlement} AND state NOT IN ('reissued', 'recovered', 'withdrawn'))`;

/** Payee accounts with their history, batches with their lines and files, and what the bank answered. */
export const paymentsMigration: Migration = {
  id: 70,
  name: 'payments',
  sql: /* sql */ `
CREATE TABLE payee_account (
  id INTEGER PRIMARY KEY,
  student_id INTEGER NOT NULL REFERENCES student (id),
  holder_name TEXT NOT NULL CHECK (holder_name <> ''),
  holder_relation TEXT NOT NULL CHECK (holder_relation IN
    ('self', 'parent', 'guardian', 'grandparent', 'relative', 'teacher', 'classmate', 'other', 'unknown')),
  relation_text TEXT NOT NULL DEFAULT '',
  holder_id_number TEXT NOT NULL DEFAULT '',
  holder_id_check TEXT NOT NULL DEFAULT 'missing',
  account_no TEXT NOT NULL CHECK (account_no <> ''),
  bank_name TEXT NOT NULL DEFAULT '',
  card_kind TEXT NOT NULL DEFAULT 'unknown' CHECK (card_kind IN ('social_security', 'aid_card', 'bank_card', 'passbook', 'unknown')),
  valid_from TEXT NOT NULL,
  checked_on TEXT,
  source TEXT NOT NULL CHECK (source IN ('entered', 'imported')),
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  recorded_by INTEGER NOT NULL REFERENCES account (id),
  recorded_at TEXT NOT NULL,
  replaced_on TEXT,
  replaced_by_id INTEGER REFERENCES payee_account (id),
  replace_reason TEXT,
  CHECK (replaced_on IS NULL OR replace_reason <> '')
) STRICT;
-- One live account a pupil; replaced ones stay as history.
CREATE UNIQUE INDEX payee_account_live ON payee_account (student_id) WHERE replaced_on IS NULL;
CREATE INDEX payee_account_by_number ON payee_account (account_no) WHERE replaced_on IS NULL;
CREATE TRIGGER payee_account_is_fixed BEFORE UPDATE OF student_id, holder_name, holder_relation, holder_id_number, account_no, valid_from ON payee_account
BEGIN SELECT raise(ABORT, 'a payee account is replaced, never changed'); END;
CREATE TRIGGER payee_account_kept BEFORE DELETE ON payee_account
BEGIN SELECT raise(ABORT, 'a payee account is replaced, never deleted'); END;

-- A recorded judgement that these pupils may share one account though nothing proves them siblings.
CREATE TABLE payee_judgement (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  account_no TEXT NOT NULL,
  student_ids_json TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  decided_by INTEGER NOT NULL REFERENCES account (id),
  decided_on TEXT NOT NULL
) STRICT;
CREATE INDEX payee_judgement_by_account ON payee_judgement (school_id, account_no);

CREATE TABLE staff_account (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  name TEXT NOT NULL CHECK (name <> ''),
  account_no TEXT NOT NULL CHECK (account_no <> ''),
  id_number TEXT NOT NULL DEFAULT '',
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  recorded_by INTEGER NOT NULL REFERENCES account (id),
  recorded_at TEXT NOT NULL,
  removed_on TEXT
) STRICT;
CREATE UNIQUE INDEX staff_account_live ON staff_account (school_id, account_no) WHERE removed_on IS NULL;

CREATE TABLE export_profile (
  id INTEGER PRIMARY KEY,
  school_id INTEGER REFERENCES school (id),
  name TEXT NOT NULL CHECK (name <> ''),
  spec_json TEXT NOT NULL,
  saved_by INTEGER NOT NULL REFERENCES account (id),
  saved_at TEXT NOT NULL,
  removed_at TEXT
) STRICT;

CREATE TABLE payment_batch (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  no TEXT NOT NULL,
  term TEXT NOT NULL,
  programme_key TEXT NOT NULL,
  programme_name TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('ordinary', 'reissue')),
  source TEXT NOT NULL DEFAULT 'unspecified' CHECK (source IN ('central', 'province', 'city', 'county', 'school', 'donor', 'unspecified')),
  doc_no TEXT NOT NULL DEFAULT '',
  profile_json TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'released', 'exported', 'withdrawn')),
  line_count INTEGER NOT NULL CHECK (line_count > 0),
  sum_fen INTEGER NOT NULL CHECK (sum_fen > 0),
  account_tail INTEGER NOT NULL CHECK (account_tail >= 0),
  created_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL,
  released_by INTEGER REFERENCES account (id),
  released_at TEXT,
  one_person INTEGER NOT NULL DEFAULT 0 CHECK (one_person IN (0, 1)),
  exported_by INTEGER REFERENCES account (id),
  exported_at TEXT,
  exported_on TEXT,
  -- The journal entry that says it was sent, to be reversed when the batch is taken back.
  submit_entry_id INTEGER,
  file_name TEXT,
  file_sha256 TEXT,
  withdrawn_by INTEGER REFERENCES account (id),
  withdrawn_at TEXT,
  withdraw_reason TEXT,
  UNIQUE (school_id, no),
  CHECK (released_by IS NULL OR released_by <> created_by OR one_person = 1),
  CHECK (state NOT IN ('released', 'exported') OR released_by IS NOT NULL),
  CHECK (state <> 'exported' OR (exported_at IS NOT NULL AND file_sha256 IS NOT NULL)),
  CHECK (state <> 'withdrawn' OR withdraw_reason <> '')
) STRICT;
CREATE INDEX payment_batch_by_term ON payment_batch (school_id, term, state);
CREATE TRIGGER payment_batch_is_fixed BEFORE UPDATE OF school_id, no, term, programme_key, purpose, source, doc_no, profile_json, line_count, sum_fen, account_tail, created_by ON payment_batch
BEGIN SELECT raise(ABORT, 'a batch is withdrawn and made anew, never changed'); END;
CREATE TRIGGER payment_batch_kept BEFORE DELETE ON payment_batch
BEGIN SELECT raise(ABORT, 'a batch is withdrawn, never deleted'); END;

CREATE TABLE payment_line (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES payment_batch (id),
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  entitlement_id INTEGER NOT NULL REFERENCES entitlement (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  payee_account_id INTEGER NOT NULL REFERENCES payee_account (id),
  student_name TEXT NOT NULL,
  class_label TEXT NOT NULL DEFAULT '',
  holder_name TEXT NOT NULL,
  holder_relation TEXT NOT NULL,
  holder_id_number TEXT NOT NULL DEFAULT '',
  account_no TEXT NOT NULL,
  bank_name TEXT NOT NULL DEFAULT '',
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'submitted', 'transferred', 'paid', 'failed', 'unanswered', 'corrected',
    'reissued', 'wrong', 'recovered', 'waived', 'withdrawn')),
  reissue_of_id INTEGER REFERENCES payment_line (id),
  reason_raw TEXT NOT NULL DEFAULT '',
  reason_key TEXT CHECK (reason_key IN ('holder_mismatch', 'bad_account', 'account_state', 'id_mismatch', 'payer_funds', 'other')),
  paid_on TEXT,
  return_file_id INTEGER REFERENCES return_file (id),
  UNIQUE (batch_id, line_no),
  CHECK (state <> 'paid' OR paid_on IS NOT NULL)
) STRICT;
CREATE INDEX payment_line_by_entitlement ON payment_line (entitlement_id);
CREATE INDEX payment_line_by_student ON payment_line (student_id);
CREATE INDEX payment_line_by_return ON payment_line (return_file_id) WHERE return_file_id IS NOT NULL;
CREATE UNIQUE INDEX payment_line_reissued_once ON payment_line (reissue_of_id) WHERE reissue_of_id IS NOT NULL AND state <> 'withdrawn';

-- Cumulative paid and promised never above the amount due, whatever the program above does.
CREATE TRIGGER payment_line_within_due BEFORE INSERT ON payment_line
WHEN NEW.state NOT IN ('reissued', 'recovered', 'withdrawn')
  AND ${heldBy('NEW.entitlement_id')} + NEW.amount_fen > (SELECT amount_due_fen FROM entitlement WHERE id = NEW.entitlement_id)
BEGIN SELECT raise(ABORT, 'more than the amount due'); END;
CREATE TRIGGER payment_line_within_due_again AFTER UPDATE OF state ON payment_line
WHEN OLD.state IN ('reissued', 'recovered', 'withdrawn') AND NEW.state NOT IN ('reissued', 'recovered', 'withdrawn')
  AND ${heldBy('NEW.entitlement_id')} > (SELECT amount_due_fen FROM entitlement WHERE id = NEW.entitlement_id)
BEGIN SELECT raise(ABORT, 'more than the amount due'); END;
CREATE TRIGGER payment_line_of_approved BEFORE INSERT ON payment_line
WHEN (SELECT state FROM entitlement WHERE id = NEW.entitlement_id) <> 'approved'
BEGIN SELECT raise(ABORT, 'only an approved entitlement is paid'); END;
CREATE TRIGGER payment_line_is_fixed BEFORE UPDATE OF batch_id, line_no, entitlement_id, student_id, payee_account_id, holder_name, holder_id_number, account_no, amount_fen, reissue_of_id ON payment_line
BEGIN SELECT raise(ABORT, 'a payment line is withdrawn or reissued, never changed'); END;
CREATE TRIGGER payment_line_kept BEFORE DELETE ON payment_line
BEGIN SELECT raise(ABORT, 'a payment line is never deleted'); END;

-- The files a batch left the house as, byte for byte.
CREATE TABLE payment_file (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES payment_batch (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  line_count INTEGER NOT NULL,
  sum_fen INTEGER NOT NULL,
  account_tail INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (batch_id, seq)
) STRICT;
CREATE TRIGGER payment_file_is_fixed BEFORE UPDATE ON payment_file
BEGIN SELECT raise(ABORT, 'an exported file is never changed'); END;
CREATE TRIGGER payment_file_kept BEFORE DELETE ON payment_file
BEGIN SELECT raise(ABORT, 'an exported file is never deleted'); END;

CREATE TABLE payment_export (
  batch_id INTEGER NOT NULL REFERENCES payment_batch (id),
  export_no INTEGER NOT NULL CHECK (export_no > 0),
  exported_at TEXT NOT NULL,
  exported_by INTEGER NOT NULL REFERENCES account (id),
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (batch_id, export_no),
  CHECK (export_no = 1 OR reason <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE return_file (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  -- The one batch it answers; empty when it answers several (return_file_batch).
  batch_id INTEGER REFERENCES payment_batch (id),
  imported_file_id INTEGER NOT NULL UNIQUE REFERENCES imported_file (id),
  term TEXT NOT NULL,
  corrects_id INTEGER UNIQUE REFERENCES return_file (id),
  row_count INTEGER NOT NULL,
  sum_fen INTEGER NOT NULL,
  words_json TEXT NOT NULL,
  difference_json TEXT NOT NULL DEFAULT '[]',
  confirmed_by INTEGER NOT NULL REFERENCES account (id),
  confirmed_at TEXT NOT NULL
) STRICT;
CREATE INDEX return_file_by_term ON return_file (school_id, term);

CREATE TABLE return_file_batch (
  return_file_id INTEGER NOT NULL REFERENCES return_file (id),
  batch_id INTEGER NOT NULL REFERENCES payment_batch (id),
  PRIMARY KEY (return_file_id, batch_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE return_line (
  id INTEGER PRIMARY KEY,
  return_file_id INTEGER NOT NULL REFERENCES return_file (id),
  row_no INTEGER NOT NULL,
  bucket TEXT NOT NULL CHECK (bucket IN ('paid', 'failed', 'no_result', 'amount_differs', 'not_in_batch', 'repeated', 'contradictory', 'ambiguous')),
  rule TEXT CHECK (rule IN ('line_no', 'account', 'holder_id', 'holder_name')),
  payment_line_id INTEGER REFERENCES payment_line (id),
  amount_fen INTEGER,
  result TEXT NOT NULL CHECK (result IN ('paid', 'failed', 'unknown')),
  reason_raw TEXT NOT NULL DEFAULT '',
  reason_key TEXT,
  paid_on TEXT,
  raw_json TEXT NOT NULL
) STRICT;
CREATE INDEX return_line_by_file ON return_line (return_file_id, row_no);
CREATE INDEX return_line_by_line ON return_line (payment_line_id) WHERE payment_line_id IS NOT NULL;

-- What a person did to one line outside a return file: corrected, waived, answered from the bank's advice, found wrong.
CREATE TABLE payment_line_act (
  id INTEGER PRIMARY KEY,
  line_id INTEGER NOT NULL REFERENCES payment_line (id),
  move TEXT NOT NULL,
  state_before TEXT NOT NULL,
  state_after TEXT NOT NULL,
  on_date TEXT NOT NULL,
  note TEXT NOT NULL CHECK (note <> ''),
  evidence TEXT NOT NULL DEFAULT '',
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX payment_line_act_by_line ON payment_line_act (line_id);

CREATE TABLE payment_recovery (
  id INTEGER PRIMARY KEY,
  line_id INTEGER NOT NULL REFERENCES payment_line (id),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  way TEXT NOT NULL CHECK (way IN ('bank', 'cash', 'offset')),
  received_on TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  evidence TEXT NOT NULL DEFAULT '',
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE TRIGGER payment_recovery_within_line BEFORE INSERT ON payment_recovery
WHEN (SELECT coalesce(sum(amount_fen), 0) FROM payment_recovery WHERE line_id = NEW.line_id) + NEW.amount_fen > (SELECT amount_fen FROM payment_line WHERE id = NEW.line_id)
BEGIN SELECT raise(ABORT, 'more than was paid'); END;
`,
};
