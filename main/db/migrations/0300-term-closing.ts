import type { Migration } from '../migrate.ts';

const fixed = (table: string, verb: 'UPDATE' | 'DELETE'): string =>
  `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN SELECT raise(ABORT, 'the history of a closing is append-only'); END;`;

/**
 * Closing and reopening a term as acts that two people sign. `term_lock` still says which terms are locked now; these tables keep everything that led
 * there, and a lock is lifted only by a reopening that is recorded and signed.
 */
export const termClosingMigration: Migration = {
  id: 300,
  name: 'term-closing',
  sql: /* sql */ `
CREATE TABLE term_act (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('closing', 'reopening')),
  -- The day the term is closed on, or reopened.
  on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  reason TEXT NOT NULL,
  -- What each remainder is for, and the figures the first signature was given for.
  disposals_json TEXT NOT NULL CHECK (json_valid(disposals_json)),
  figures_json TEXT NOT NULL CHECK (json_valid(figures_json)),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (kind = 'closing' OR reason <> '')
) STRICT;
CREATE INDEX term_act_by_term ON term_act (school_id, term);
${fixed('term_act', 'UPDATE')}
${fixed('term_act', 'DELETE')}

CREATE TABLE term_signature (
  act_id INTEGER NOT NULL REFERENCES term_act (id),
  office TEXT NOT NULL CHECK (office IN ('finance', 'principal')),
  way TEXT NOT NULL CHECK (way IN ('account', 'paper')),
  signer TEXT NOT NULL CHECK (signer <> ''),
  signed_on TEXT NOT NULL CHECK (signed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- One person for both offices, as 一人模式 allows.
  alone INTEGER NOT NULL CHECK (alone IN (0, 1)),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (act_id, office)
) STRICT, WITHOUT ROWID;
${fixed('term_signature', 'UPDATE')}
${fixed('term_signature', 'DELETE')}

CREATE TABLE term_act_end (
  act_id INTEGER PRIMARY KEY REFERENCES term_act (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'withdrawn')),
  reason TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (outcome = 'done' OR reason <> '')
) STRICT;
${fixed('term_act_end', 'UPDATE')}
${fixed('term_act_end', 'DELETE')}

-- Terms closed before there were signatures keep their closing, without any.
INSERT INTO term_act (school_id, term, kind, on_date, reason, disposals_json, figures_json, account_id, at)
  SELECT school_id, term, 'closing', closed_on, note, '[]', '[]', account_id, closed_at FROM term_lock ORDER BY school_id, term;
INSERT INTO term_act_end (act_id, outcome, reason, account_id, at) SELECT id, 'done', '', account_id, at FROM term_act ORDER BY id;

CREATE TRIGGER term_act_one_at_a_time BEFORE INSERT ON term_act
WHEN EXISTS (SELECT 1 FROM term_act a WHERE a.school_id = NEW.school_id AND a.term = NEW.term AND NOT EXISTS (SELECT 1 FROM term_act_end e WHERE e.act_id = a.id))
BEGIN SELECT raise(ABORT, 'a closing or reopening of this term is not finished'); END;
CREATE TRIGGER term_act_fits BEFORE INSERT ON term_act
WHEN (NEW.kind = 'reopening') <> EXISTS (SELECT 1 FROM term_lock l WHERE l.school_id = NEW.school_id AND l.term = NEW.term)
BEGIN SELECT raise(ABORT, 'an open term is closed, a closed one is reopened'); END;
CREATE TRIGGER term_signature_before_end BEFORE INSERT ON term_signature
WHEN EXISTS (SELECT 1 FROM term_act_end WHERE act_id = NEW.act_id) OR EXISTS (SELECT 1 FROM term_signature WHERE act_id = NEW.act_id AND office = NEW.office)
BEGIN SELECT raise(ABORT, 'nobody signs twice or afterwards'); END;
CREATE TRIGGER term_act_end_signed BEFORE INSERT ON term_act_end
WHEN EXISTS (SELECT 1 FROM term_act_end WHERE act_id = NEW.act_id)
  OR (NEW.outcome = 'done' AND (SELECT count(DISTINCT office) FROM term_signature WHERE act_id = NEW.act_id) < 2)
BEGIN SELECT raise(ABORT, 'an act ends once, and is done when two have signed'); END;

DROP TRIGGER term_lock_no_delete;
CREATE TRIGGER term_lock_no_delete BEFORE DELETE ON term_lock
WHEN coalesce((SELECT a.kind FROM term_act a JOIN term_act_end e ON e.act_id = a.id
  WHERE a.school_id = OLD.school_id AND a.term = OLD.term AND e.outcome = 'done' ORDER BY a.id DESC LIMIT 1), 'closing') <> 'reopening'
BEGIN SELECT raise(ABORT, 'a closed term stays closed'); END;
`,
};
