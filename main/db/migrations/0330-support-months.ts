import type { Migration } from '../migrate.ts';

const fixed = (table: string, verb: 'UPDATE' | 'DELETE'): string =>
  `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN SELECT raise(ABORT, 'a record of months is replaced by a later one, never changed'); END;`;

/** 中职: which months of a term a programme is paid by, and each pupil's months of support as the attendance record says. The latest row counts. */
export const supportMonthsMigration: Migration = {
  id: 330,
  name: 'support-months',
  sql: /* sql */ `
CREATE TABLE support_plan (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  programme_key TEXT NOT NULL,
  term TEXT NOT NULL,
  -- Empty: paid for the whole term again.
  months_json TEXT NOT NULL CHECK (json_valid(months_json)),
  basis TEXT NOT NULL CHECK (basis <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX support_plan_by_term ON support_plan (school_id, term, programme_key, id);
${fixed('support_plan', 'UPDATE')}
${fixed('support_plan', 'DELETE')}

CREATE TABLE support_month (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
  half_months INTEGER NOT NULL CHECK (half_months BETWEEN 0 AND 2),
  note TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX support_month_by_student ON support_month (student_id, month, id);
CREATE INDEX support_month_by_school ON support_month (school_id, month, id);
${fixed('support_month', 'UPDATE')}
${fixed('support_month', 'DELETE')}
`,
};
