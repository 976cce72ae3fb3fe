import type { Migration } from '../migrate.ts';

const fixed = (table: string, verb: 'UPDATE' | 'DELETE'): string =>
  `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN SELECT raise(ABORT, 'the history of adjustments is append-only'); END;`;

const live = `(SELECT coalesce(sum(amount_fen), 0) FROM payment_line WHERE entitlement_id = OLD.id AND state NOT IN ('reissued', 'recovered', 'withdrawn'))`;

/**
 * Adjustments of approved entitlements: proposed by one person with reason and evidence, approved by another, every step kept. The amount of an
 * approved entitlement changes by such an adjustment only, and never below what was sent.
 */
export const entitlementAdjustmentsMigration: Migration = {
  id: 190,
  name: 'entitlement-adjustments',
  sql: /* sql */ `
CREATE TABLE entitlement_adjustment (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  entitlement_id INTEGER NOT NULL REFERENCES entitlement (id),
  kind TEXT NOT NULL CHECK (kind IN ('increase', 'decrease', 'end')),
  before_fen INTEGER NOT NULL CHECK (before_fen > 0),
  after_fen INTEGER NOT NULL CHECK (after_fen >= 0),
  effective_on TEXT NOT NULL CHECK (effective_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  reason TEXT NOT NULL CHECK (reason <> ''),
  -- The document or paper it rests on, in words; scans hang on the adjustment.
  evidence TEXT NOT NULL CHECK (evidence <> ''),
  -- What a new calculation said, where the adjustment follows from changed facts; null where a person set the amount.
  basis TEXT,
  proposed_by INTEGER NOT NULL REFERENCES account (id),
  proposed_at TEXT NOT NULL,
  CHECK ((kind = 'increase') = (after_fen > before_fen)),
  CHECK ((kind = 'end') = (after_fen = 0))
) STRICT;
CREATE INDEX entitlement_adjustment_by_entitlement ON entitlement_adjustment (entitlement_id);
CREATE INDEX entitlement_adjustment_by_school ON entitlement_adjustment (school_id);
${fixed('entitlement_adjustment', 'UPDATE')}
${fixed('entitlement_adjustment', 'DELETE')}

CREATE TABLE entitlement_adjustment_step (
  adjustment_id INTEGER NOT NULL REFERENCES entitlement_adjustment (id),
  step TEXT NOT NULL CHECK (step IN ('approve', 'apply', 'reject', 'withdraw')),
  note TEXT NOT NULL,
  -- One person for both, as 一人模式 allows.
  alone INTEGER NOT NULL CHECK (alone IN (0, 1)),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (adjustment_id, step),
  CHECK (step <> 'reject' OR note <> '')
) STRICT, WITHOUT ROWID;
${fixed('entitlement_adjustment_step', 'UPDATE')}
${fixed('entitlement_adjustment_step', 'DELETE')}
CREATE TRIGGER entitlement_adjustment_step_in_order BEFORE INSERT ON entitlement_adjustment_step
WHEN (NEW.step = 'apply') <> EXISTS (SELECT 1 FROM entitlement_adjustment_step WHERE adjustment_id = NEW.adjustment_id AND step = 'approve')
  OR EXISTS (SELECT 1 FROM entitlement_adjustment_step WHERE adjustment_id = NEW.adjustment_id AND step IN ('reject', 'withdraw'))
BEGIN SELECT raise(ABORT, 'an adjustment is decided once'); END;

CREATE TRIGGER entitlement_adjustment_one_open BEFORE INSERT ON entitlement_adjustment
WHEN EXISTS (SELECT 1 FROM entitlement_adjustment a WHERE a.entitlement_id = NEW.entitlement_id
  AND NOT EXISTS (SELECT 1 FROM entitlement_adjustment_step s WHERE s.adjustment_id = a.id AND s.step IN ('apply', 'reject', 'withdraw')))
BEGIN SELECT raise(ABORT, 'one adjustment at a time'); END;

DROP TRIGGER entitlement_approved_is_fixed;
CREATE TRIGGER entitlement_approved_is_fixed BEFORE UPDATE OF student_id, programme_key, term, award_tier, trace_json, basis ON entitlement
WHEN OLD.state <> 'proposed'
BEGIN SELECT raise(ABORT, 'an approved entitlement is withdrawn or adjusted, never changed'); END;
CREATE TRIGGER entitlement_amount_follows_adjustment BEFORE UPDATE OF amount_due_fen ON entitlement
WHEN OLD.state <> 'proposed' AND (NEW.amount_due_fen < ${live} OR NOT EXISTS (
  SELECT 1 FROM entitlement_adjustment a JOIN entitlement_adjustment_step s ON s.adjustment_id = a.id AND s.step = 'approve'
  WHERE a.entitlement_id = OLD.id AND a.before_fen = OLD.amount_due_fen AND a.after_fen = NEW.amount_due_fen
    AND NOT EXISTS (SELECT 1 FROM entitlement_adjustment_step d WHERE d.adjustment_id = a.id AND d.step = 'apply')))
BEGIN SELECT raise(ABORT, 'the amount changes by an approved adjustment, never below what was sent'); END;
`,
};
