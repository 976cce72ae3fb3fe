import type { TermKey } from '#shared/domain/calendar/term.ts';
import { termKey, termRange } from '#shared/domain/calendar/term.ts';
import { addDays } from '#shared/domain/calendar/iso-date.ts';
import type { AccountCode } from '#shared/domain/ledger/accounts.ts';
import type { Connection } from '#main/db/connection.ts';
import { migrations } from '#main/db/migrations/all.ts';
import { migrate } from '#main/db/migrate.ts';

export const benchSchool = 1;
const amountFen = 62_500;

/** The ten terms of five school years. */
export const tenTerms: readonly TermKey[] = Array.from({ length: 10 }, (_, n) => termKey(`${2020 + (n >> 1)}-${2021 + (n >> 1)}-${1 + (n % 2)}`));

/** An archive with one school, and the journal's own rows written straight into it: what is timed is reading them. */
export class LedgerArchive {
  readonly #db: Connection;
  #entries = 0;

  private constructor(db: Connection) {
    this.#db = db;
  }

  static on(db: Connection): LedgerArchive {
    migrate(db, migrations, () => undefined);
    db.raw.pragma('foreign_keys = OFF');
    db.run(`INSERT INTO school (id, name, code, stages_json, county, ownership, created_at) VALUES (1, '柳溪学校', '9999990001', '["primary"]', '云岭县', 'public', '2020-09-01T00:00:00Z')`);
    db.run(`INSERT INTO account (id, login, display_name, role, created_at) VALUES (1, 'admin', '周敏', 'administrator', '2020-09-01T00:00:00Z')`);
    return new LedgerArchive(db);
  }

  /** One entry: each line goes from one account to another, a pupil a line. */
  entry(kind: string, place: { term: TermKey; programmeKey: string; day: number }, sides: readonly [debit: AccountCode, credit: AccountCode], lines: { from: number; count: number }, source: string | null = null): void {
    const id = (this.#entries += 1);
    const insert = this.#db.sql('INSERT INTO journal_posting (entry_id, line_no, account_code, programme_key, source, student_id, payment_line_id, entitlement_id, debit_fen, credit_fen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    for (let n = 0; n < lines.count; n += 1) {
      const pupil = source === null ? lines.from + n : null;
      insert.run(id, 2 * n + 1, sides[0], place.programmeKey, source, pupil, pupil, pupil, amountFen, 0);
      insert.run(id, 2 * n + 2, sides[1], place.programmeKey, source, pupil, pupil, pupil, 0, amountFen);
    }
    this.#db.sql(
      `INSERT INTO journal_entry (id, school_id, entry_no, operation_id, event_no, on_date, term, programme_key, kind, effect_kind, doc_no, memo, reverses_id, account_id, posted_at, book)
       VALUES (?, 1, ?, ?, 1, ?, ?, ?, ?, ?, NULL, '对照', NULL, 1, '2020-09-01T00:00:00Z', 'school_account')`)
      .run(id, id, `bench-${id}`, addDays(termRange(place.term).from, place.day), place.term, place.programmeKey, kind, kind);
  }
}
