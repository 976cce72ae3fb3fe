import type { Migration } from '../migrate.ts';

const buckets = `'paid', 'failed', 'no_result', 'partial', 'over', 'repeated', 'contradicts_earlier', 'contradictory', 'ambiguous', 'not_exported', 'not_in_batch'`;

/**
 * Judged warnings of payees, cases of wrong payments until the money is back, and return rows in finer buckets. Amounts that differed become too little or too
 * much by what was sent; what came before cases were kept gets one from the act that found it.
 */
export const paymentChecksMigration: Migration = {
  id: 240,
  name: 'payment-checks',
  sql: /* sql */ `
CREATE TABLE payee_finding_judgement (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  -- The finding with its facts: another account or other facts are another finding.
  finding_key TEXT NOT NULL CHECK (finding_key <> ''),
  code TEXT NOT NULL,
  sentence TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  decided_by INTEGER NOT NULL REFERENCES account (id),
  decided_at TEXT NOT NULL
) STRICT;
CREATE INDEX payee_finding_judgement_by_student ON payee_finding_judgement (school_id, student_id);
CREATE TRIGGER payee_finding_judgement_no_update BEFORE UPDATE ON payee_finding_judgement BEGIN SELECT raise(ABORT, 'a judgement is never changed'); END;
CREATE TRIGGER payee_finding_judgement_no_delete BEFORE DELETE ON payee_finding_judgement BEGIN SELECT raise(ABORT, 'a judgement is never deleted'); END;

CREATE TABLE recovery_case (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  no TEXT NOT NULL,
  -- The wrong payment; a payment is wrong once.
  line_id INTEGER NOT NULL UNIQUE REFERENCES payment_line (id),
  cause TEXT NOT NULL CHECK (cause IN ('wrong_payee', 'paid_twice', 'not_entitled', 'left_school', 'deceased', 'other')),
  found_on TEXT NOT NULL,
  found_how TEXT NOT NULL CHECK (found_how <> ''),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  opened_by INTEGER NOT NULL REFERENCES account (id),
  opened_at TEXT NOT NULL,
  UNIQUE (school_id, no)
) STRICT;
CREATE TRIGGER recovery_case_within_line BEFORE INSERT ON recovery_case
WHEN NEW.amount_fen > (SELECT amount_fen FROM payment_line WHERE id = NEW.line_id)
BEGIN SELECT raise(ABORT, 'more than was paid'); END;
CREATE TRIGGER recovery_case_is_fixed BEFORE UPDATE ON recovery_case BEGIN SELECT raise(ABORT, 'a recovery case is never changed'); END;
CREATE TRIGGER recovery_case_kept BEFORE DELETE ON recovery_case BEGIN SELECT raise(ABORT, 'a recovery case is never deleted'); END;

CREATE TABLE recovery_step (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES recovery_case (id),
  kind TEXT NOT NULL CHECK (kind IN ('asked', 'agreed', 'refused', 'noted')),
  on_date TEXT NOT NULL,
  -- Who was asked, or who promised.
  person TEXT NOT NULL DEFAULT '',
  promised_fen INTEGER CHECK (promised_fen > 0),
  promised_by TEXT,
  note TEXT NOT NULL CHECK (note <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (kind <> 'agreed' OR (promised_fen IS NOT NULL AND promised_by IS NOT NULL)),
  CHECK (kind IN ('noted') OR person <> '')
) STRICT;
CREATE INDEX recovery_step_by_case ON recovery_step (case_id);
CREATE TRIGGER recovery_step_no_update BEFORE UPDATE ON recovery_step BEGIN SELECT raise(ABORT, 'a step is never changed'); END;
CREATE TRIGGER recovery_step_no_delete BEFORE DELETE ON recovery_step BEGIN SELECT raise(ABORT, 'a step is never deleted'); END;

INSERT INTO recovery_case (school_id, no, line_id, cause, found_on, found_how, amount_fen, opened_by, opened_at)
SELECT school_id, substr(on_date, 1, 4) || '-追' || printf('%02d', row_number() OVER (PARTITION BY school_id, substr(on_date, 1, 4) ORDER BY act_id)), line_id, 'other', on_date, note, amount_fen, account_id, at
FROM (
  SELECT b.school_id, x.on_date, min(x.id) AS act_id, x.line_id, x.note, l.amount_fen, x.account_id, x.at
  FROM payment_line_act x JOIN payment_line l ON l.id = x.line_id JOIN payment_batch b ON b.id = l.batch_id
  WHERE x.move = 'find_wrong' GROUP BY x.line_id
);

-- A new line for a failed one carries that line's own money: same right, same amount, and only once it has let go of it.
CREATE TRIGGER payment_line_reissues_failed BEFORE INSERT ON payment_line
WHEN NEW.reissue_of_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM payment_line o WHERE o.id = NEW.reissue_of_id AND o.entitlement_id = NEW.entitlement_id AND o.amount_fen = NEW.amount_fen AND o.state = 'reissued')
BEGIN SELECT raise(ABORT, 'only a corrected failed line is re-issued'); END;

CREATE TABLE return_line_new (
  id INTEGER PRIMARY KEY,
  return_file_id INTEGER NOT NULL REFERENCES return_file (id),
  row_no INTEGER NOT NULL,
  bucket TEXT NOT NULL CHECK (bucket IN (${buckets})),
  rule TEXT CHECK (rule IN ('line_no', 'account', 'holder_id', 'holder_name')),
  payment_line_id INTEGER REFERENCES payment_line (id),
  amount_fen INTEGER,
  result TEXT NOT NULL CHECK (result IN ('paid', 'failed', 'unknown')),
  reason_raw TEXT NOT NULL DEFAULT '',
  reason_key TEXT,
  paid_on TEXT,
  raw_json TEXT NOT NULL
) STRICT;
INSERT INTO return_line_new (id, return_file_id, row_no, bucket, rule, payment_line_id, amount_fen, result, reason_raw, reason_key, paid_on, raw_json)
SELECT r.id, r.return_file_id, r.row_no,
  CASE WHEN r.bucket <> 'amount_differs' THEN r.bucket WHEN l.id IS NULL OR r.amount_fen IS NULL THEN 'ambiguous' WHEN r.amount_fen > l.amount_fen THEN 'over' ELSE 'partial' END,
  r.rule, r.payment_line_id, r.amount_fen, r.result, r.reason_raw, r.reason_key, r.paid_on, r.raw_json
FROM return_line r LEFT JOIN payment_line l ON l.id = r.payment_line_id;
DROP TABLE return_line;
ALTER TABLE return_line_new RENAME TO return_line;
CREATE INDEX return_line_by_file ON return_line (return_file_id, row_no);
CREATE INDEX return_line_by_line ON return_line (payment_line_id) WHERE payment_line_id IS NOT NULL;
`,
};
