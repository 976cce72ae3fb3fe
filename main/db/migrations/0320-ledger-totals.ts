import type { Migration } from '../migrate.ts';

const net = (role: string, sign = ''): string => `sum(CASE WHEN account_code IN ('${role}', 'card_${role}') THEN ${sign}(debit_fen - credit_fen) ELSE 0 END)`;

const entrySums = (which: string): string => `INSERT INTO journal_entry_total (entry_id, account_code, source, debit_fen, credit_fen)
  SELECT entry_id, account_code, coalesce(source, ''), sum(debit_fen), sum(credit_fen) FROM journal_posting ${which} GROUP BY entry_id, account_code, source`;

const pupilSums = (which: string): string => `due_fen, paid_fen, failed_fen, in_flight_fen)
  SELECT e.school_id, e.term, e.programme_key, e.book, p.student_id, ${net('aid_due')}, ${net('cash', '-')}, ${net('payable_failed', '-')}, ${net('payable_submitted', '-')}
  FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id WHERE p.student_id IS NOT NULL AND e.book <> 'own_funds' AND ${which}
  GROUP BY e.school_id, e.term, e.programme_key, e.book, p.student_id`;

const insertPupil = 'INSERT INTO journal_pupil_total (school_id, term, programme_key, book, student_id, ';

/**
 * What balances and statements are read from: the sums of every entry and of every pupil, written by the archive itself in the moment an
 * entry is sealed. They say nothing the postings do not say; ten years of payments are answered for without being read again.
 */
export const ledgerTotalsMigration: Migration = {
  id: 320,
  name: 'ledger_totals',
  sql: /* sql */ `
CREATE TABLE journal_entry_total (
  entry_id INTEGER NOT NULL REFERENCES journal_entry (id) DEFERRABLE INITIALLY DEFERRED,
  account_code TEXT NOT NULL,
  source TEXT NOT NULL,
  debit_fen INTEGER NOT NULL,
  credit_fen INTEGER NOT NULL,
  PRIMARY KEY (entry_id, account_code, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_pupil_total (
  school_id INTEGER NOT NULL,
  term TEXT NOT NULL,
  programme_key TEXT NOT NULL,
  book TEXT NOT NULL,
  student_id INTEGER NOT NULL,
  due_fen INTEGER NOT NULL,
  paid_fen INTEGER NOT NULL,
  failed_fen INTEGER NOT NULL,
  in_flight_fen INTEGER NOT NULL,
  PRIMARY KEY (school_id, term, programme_key, book, student_id)
) STRICT, WITHOUT ROWID;

${entrySums('')};
${insertPupil}${pupilSums('1')};

CREATE TRIGGER journal_entry_sums AFTER INSERT ON journal_entry BEGIN
  ${entrySums('WHERE entry_id = NEW.id')};
  ${insertPupil}${pupilSums('e.id = NEW.id')}
  ON CONFLICT DO UPDATE SET due_fen = due_fen + excluded.due_fen, paid_fen = paid_fen + excluded.paid_fen,
    failed_fen = failed_fen + excluded.failed_fen, in_flight_fen = in_flight_fen + excluded.in_flight_fen;
END;
CREATE TRIGGER journal_entry_total_no_update BEFORE UPDATE ON journal_entry_total BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_entry_total_no_delete BEFORE DELETE ON journal_entry_total BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_pupil_total_no_delete BEFORE DELETE ON journal_pupil_total BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
`,
};
