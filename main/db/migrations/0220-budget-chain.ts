import type { Migration } from '../migrate.ts';

const sources = `'central', 'province', 'city', 'county', 'school', 'donor', 'unspecified'`;
const programmeCodes = [
  'cash', 'overpaid', 'payable_due', 'payable_submitted', 'payable_failed', 'payable_recovered', 'fund_opening', 'fund_received', 'fund_returned', 'fund_carried',
  'fund_moved', 'aid_due', 'allotment_open', 'allotment_arrived', 'allotment_given',
];
const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ');
const ownCodes = ['own_cash', 'own_opening', 'own_set_aside', 'own_donated', 'own_granted', 'own_returned'];

/** The channel a programme has in a term: what was decided last, 学校账户 where nothing was. */
const channelOf = (school: string, programme: string, term: string): string =>
  `coalesce((SELECT channel FROM programme_channel WHERE school_id = ${school} AND programme_key = ${programme} AND valid_from <= ${term}
    ORDER BY valid_from DESC, id DESC LIMIT 1), 'school_account')`;

const stands = (entry: string): string => `NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_id = ${entry})`;

/** What an allotment line still promises: its sum less what later documents took back. */
const lineLeft = (line: string): string =>
  `((SELECT amount_fen FROM allotment_line WHERE id = ${line})
    - (SELECT coalesce(sum(x.amount_fen), 0) FROM allotment_line x WHERE x.adjusts_id = ${line} AND ${stands('x.entry_id')}))`;
const lineArrived = (line: string): string =>
  `(SELECT coalesce(sum(f.amount_fen), 0) FROM fund_receipt f WHERE f.allotment_line_id = ${line} AND ${stands('f.entry_id')})`;

/**
 * 下达 apart from 到账, the channel of each programme, the prescribed split by source, and the journal's three books. Its entries are
 * rebuilt with a book: an entry is of one book alone, and so is all money of one programme in one term (build/decisions/0011).
 */
export const budgetChainMigration: Migration = {
  id: 220,
  name: 'budget-chain',
  sql: /* sql */ `
CREATE TABLE programme_channel (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  programme_key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('school_account', 'one_card')),
  -- The document or the county's word it rests on.
  doc_no TEXT NOT NULL CHECK (doc_no <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX programme_channel_by_programme ON programme_channel (school_id, programme_key, valid_from);

CREATE TABLE funding_split (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  programme_key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  -- {"central": 60, "province": 20, "county": 20}; empty: from this term on no split is prescribed.
  shares_json TEXT NOT NULL CHECK (json_valid(shares_json)),
  doc_no TEXT NOT NULL CHECK (doc_no <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX funding_split_by_programme ON funding_split (school_id, programme_key, valid_from);
CREATE TRIGGER funding_split_not_of_closed_terms BEFORE INSERT ON funding_split
WHEN EXISTS (SELECT 1 FROM term_lock WHERE school_id = NEW.school_id AND term >= NEW.valid_from)
BEGIN SELECT raise(ABORT, 'a closed term keeps its split'); END;
CREATE TRIGGER funding_split_no_update BEFORE UPDATE ON funding_split BEGIN SELECT raise(ABORT, 'a split is replaced by a later one, never changed'); END;
CREATE TRIGGER funding_split_no_delete BEFORE DELETE ON funding_split BEGIN SELECT raise(ABORT, 'a split is replaced by a later one, never deleted'); END;

DROP TRIGGER journal_posting_sealed;
CREATE TABLE journal_entry_with_book (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  entry_no INTEGER NOT NULL,
  operation_id TEXT NOT NULL,
  event_no INTEGER NOT NULL,
  on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  term TEXT NOT NULL,
  programme_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('opening_balance', 'carried_out', 'carried_in', 'receipt', 'entitlement_approved', 'entitlement_withdrawn',
    'batch_submitted', 'line_paid', 'line_failed', 'recovery', 'returned_to_treasury', 'allotted', 'allotment_reduced', 'moved_out', 'moved_in',
    'own_opening', 'set_aside', 'donation', 'own_grant', 'own_returned', 'reversal')),
  effect_kind TEXT NOT NULL CHECK (effect_kind <> 'reversal'),
  doc_no TEXT,
  memo TEXT NOT NULL,
  reverses_id INTEGER UNIQUE REFERENCES journal_entry (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  posted_at TEXT NOT NULL,
  book TEXT NOT NULL DEFAULT 'school_account' CHECK (book IN ('school_account', 'one_card', 'own_funds')),
  UNIQUE (school_id, entry_no),
  UNIQUE (operation_id, event_no),
  CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)),
  CHECK (kind = 'reversal' OR kind = effect_kind),
  CHECK ((book = 'own_funds') = (programme_key GLOB 'own.*'))
) STRICT;
INSERT INTO journal_entry_with_book SELECT id, school_id, entry_no, operation_id, event_no, on_date, term, programme_key, kind, effect_kind, doc_no, memo, reverses_id,
  account_id, posted_at, 'school_account' FROM journal_entry ORDER BY id;
DROP TABLE journal_entry;
ALTER TABLE journal_entry_with_book RENAME TO journal_entry;
CREATE INDEX journal_entry_by_term ON journal_entry (school_id, term, programme_key, book);

CREATE TRIGGER journal_entry_seals BEFORE INSERT ON journal_entry BEGIN
  SELECT raise(ABORT, 'journal: an entry of this id or number exists')
    WHERE EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM journal_entry WHERE school_id = NEW.school_id AND entry_no = NEW.entry_no)
       OR EXISTS (SELECT 1 FROM journal_entry WHERE operation_id = NEW.operation_id AND event_no = NEW.event_no)
       OR (NEW.reverses_id IS NOT NULL AND EXISTS (SELECT 1 FROM journal_entry WHERE reverses_id = NEW.reverses_id));
  SELECT raise(ABORT, 'journal: the entry does not balance')
    WHERE coalesce((SELECT sum(debit_fen) = sum(credit_fen) AND count(*) >= 2 FROM journal_posting WHERE entry_id = NEW.id), 0) = 0;
  SELECT raise(ABORT, 'journal: a posting of an unknown account, source, programme or of another book')
    WHERE EXISTS (SELECT 1 FROM journal_posting WHERE entry_id = NEW.id AND (programme_key <> NEW.programme_key OR source NOT IN (${sources})
      OR CASE NEW.book
        WHEN 'school_account' THEN account_code NOT IN (${quoted(programmeCodes)})
        WHEN 'one_card' THEN account_code NOT IN (${quoted(programmeCodes.map((code) => `card_${code}`))})
        ELSE account_code NOT IN (${quoted(ownCodes)}) END));
  SELECT raise(ABORT, 'journal: the term is closed')
    WHERE EXISTS (SELECT 1 FROM term_lock WHERE school_id = NEW.school_id AND term = NEW.term);
  SELECT raise(ABORT, 'journal: the programme is paid through the other channel in this term')
    WHERE NEW.book <> 'own_funds' AND NEW.book <> ${channelOf('NEW.school_id', 'NEW.programme_key', 'NEW.term')};
  SELECT raise(ABORT, 'journal: the money of one programme and term is of one book')
    WHERE NEW.book <> 'own_funds' AND EXISTS (SELECT 1 FROM journal_entry WHERE school_id = NEW.school_id AND term = NEW.term
      AND programme_key = NEW.programme_key AND book = CASE NEW.book WHEN 'one_card' THEN 'school_account' ELSE 'one_card' END);
END;
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_posting_sealed BEFORE INSERT ON journal_posting WHEN EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.entry_id)
  BEGIN SELECT raise(ABORT, 'journal: the entry is sealed'); END;

-- A channel is decided before the money of its terms moves, never after.
CREATE TRIGGER programme_channel_before_money BEFORE INSERT ON programme_channel
WHEN EXISTS (SELECT 1 FROM journal_entry e WHERE e.school_id = NEW.school_id AND e.programme_key = NEW.programme_key AND e.term >= NEW.valid_from AND e.book <> NEW.channel
  AND NOT EXISTS (SELECT 1 FROM programme_channel c WHERE c.school_id = NEW.school_id AND c.programme_key = NEW.programme_key AND c.valid_from > NEW.valid_from AND c.valid_from <= e.term))
BEGIN SELECT raise(ABORT, 'money of these terms is booked in the other channel'); END;
CREATE TRIGGER programme_channel_no_update BEFORE UPDATE ON programme_channel BEGIN SELECT raise(ABORT, 'a channel is replaced by a later one, never changed'); END;
CREATE TRIGGER programme_channel_no_delete BEFORE DELETE ON programme_channel BEGIN SELECT raise(ABORT, 'a channel is replaced by a later one, never deleted'); END;

ALTER TABLE payment_batch ADD COLUMN channel TEXT NOT NULL DEFAULT 'school_account' CHECK (channel IN ('school_account', 'one_card'));
CREATE TRIGGER payment_batch_channel BEFORE INSERT ON payment_batch
WHEN NEW.channel <> ${channelOf('NEW.school_id', 'NEW.programme_key', 'NEW.term')}
BEGIN SELECT raise(ABORT, 'a batch goes through its programme''s channel'); END;
CREATE TRIGGER payment_batch_channel_fixed BEFORE UPDATE OF channel ON payment_batch
BEGIN SELECT raise(ABORT, 'a batch is withdrawn and made anew, never changed'); END;

-- 下达: a document that promises the school money (grant), or takes a promise back before it arrived (reduction).
CREATE TABLE allotment (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  kind TEXT NOT NULL CHECK (kind IN ('grant', 'reduction')),
  doc_no TEXT NOT NULL CHECK (doc_no <> ''),
  issued_on TEXT NOT NULL,
  issuer TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN (${sources})),
  budget_year INTEGER NOT NULL CHECK (budget_year BETWEEN 1990 AND 2199),
  limits TEXT NOT NULL,
  memo TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX allotment_by_school ON allotment (school_id, doc_no);
CREATE TABLE allotment_line (
  id INTEGER PRIMARY KEY,
  allotment_id INTEGER NOT NULL REFERENCES allotment (id),
  programme_key TEXT NOT NULL,
  term TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  adjusts_id INTEGER REFERENCES allotment_line (id),
  -- The line stands while its entry does: it is taken back by reversing it.
  entry_id INTEGER NOT NULL UNIQUE REFERENCES journal_entry (id)
) STRICT;
CREATE INDEX allotment_line_by_allotment ON allotment_line (allotment_id);
CREATE INDEX allotment_line_by_term ON allotment_line (term, programme_key);
CREATE INDEX allotment_line_adjusting ON allotment_line (adjusts_id) WHERE adjusts_id IS NOT NULL;
CREATE TRIGGER allotment_no_update BEFORE UPDATE ON allotment BEGIN SELECT raise(ABORT, 'an allotment is corrected by reversal'); END;
CREATE TRIGGER allotment_no_delete BEFORE DELETE ON allotment BEGIN SELECT raise(ABORT, 'an allotment is corrected by reversal'); END;
CREATE TRIGGER allotment_line_no_update BEFORE UPDATE ON allotment_line BEGIN SELECT raise(ABORT, 'an allotment is corrected by reversal'); END;
CREATE TRIGGER allotment_line_no_delete BEFORE DELETE ON allotment_line BEGIN SELECT raise(ABORT, 'an allotment is corrected by reversal'); END;
CREATE TRIGGER allotment_line_kind BEFORE INSERT ON allotment_line
WHEN (SELECT kind = 'reduction' FROM allotment WHERE id = NEW.allotment_id) <> (NEW.adjusts_id IS NOT NULL)
BEGIN SELECT raise(ABORT, 'a reduction, and nothing else, names the line it reduces'); END;
CREATE TRIGGER allotment_reduction_within BEFORE INSERT ON allotment_line
WHEN NEW.adjusts_id IS NOT NULL AND NEW.amount_fen > ${lineLeft('NEW.adjusts_id')} - ${lineArrived('NEW.adjusts_id')}
BEGIN SELECT raise(ABORT, 'no more is taken back than has not arrived'); END;

ALTER TABLE fund_receipt ADD COLUMN allotment_line_id INTEGER REFERENCES allotment_line (id);
ALTER TABLE fund_receipt ADD COLUMN bank_ref TEXT NOT NULL DEFAULT '';
-- Why more arrived than was allotted; empty where it did not.
ALTER TABLE fund_receipt ADD COLUMN over_reason TEXT NOT NULL DEFAULT '';
CREATE INDEX fund_receipt_by_allotment ON fund_receipt (allotment_line_id) WHERE allotment_line_id IS NOT NULL;
CREATE TRIGGER fund_receipt_within_allotment BEFORE INSERT ON fund_receipt
WHEN NEW.allotment_line_id IS NOT NULL AND NEW.over_reason = ''
  AND NEW.amount_fen > ${lineLeft('NEW.allotment_line_id')} - ${lineArrived('NEW.allotment_line_id')}
BEGIN SELECT raise(ABORT, 'more arrived than was allotted, and nobody says why'); END;
CREATE TRIGGER fund_receipt_of_its_allotment BEFORE INSERT ON fund_receipt
WHEN NEW.allotment_line_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM allotment_line l JOIN allotment a ON a.id = l.allotment_id
  WHERE l.id = NEW.allotment_line_id AND a.school_id = NEW.school_id AND a.kind = 'grant' AND a.source = NEW.source AND l.programme_key = NEW.programme_key)
BEGIN SELECT raise(ABORT, 'a receipt is of its allotment''s school, programme and source'); END;
`,
};
