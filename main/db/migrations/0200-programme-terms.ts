import type { Migration } from '../migrate.ts';

const lockedFrom = (table: string, closed: string): string => `CREATE TRIGGER ${table}_not_of_closed_terms BEFORE INSERT ON ${table}
WHEN EXISTS (SELECT 1 FROM term_lock WHERE school_id = NEW.school_id AND ${closed})
BEGIN SELECT raise(ABORT, 'a closed term keeps its rules'); END;`;

const inRange = 'term >= NEW.valid_from_term AND (NEW.valid_to_term IS NULL OR term <= NEW.valid_to_term)';

/**
 * Everything of a programme as dated data: revisions of the programme itself, years, grades and rural groups of a rule, days or months of a
 * standard, check figures of a place, and where a row was taken over from. A row entered by mistake and never used is voided with its reason.
 */
export const programmeTermsMigration: Migration = {
  id: 200,
  name: 'programme-terms',
  sql: /* sql */ `
CREATE TABLE programme_revision (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  programme_key TEXT NOT NULL,
  valid_from_term TEXT NOT NULL,
  in_use INTEGER NOT NULL CHECK (in_use IN (0, 1)),
  stages_json TEXT NOT NULL CHECK (json_valid(stages_json)),
  source_kind TEXT NOT NULL CHECK (source_kind IN ('state', 'province', 'county', 'school', 'donor')),
  shape TEXT NOT NULL CHECK (shape IN ('flat_term', 'tiered_term', 'once', 'fee_exemption', 'per_day', 'per_month', 'in_kind')),
  payee_kind TEXT NOT NULL CHECK (payee_kind IN ('family', 'school', 'none')),
  exclusivity_group TEXT,
  papers TEXT NOT NULL,
  deadline TEXT NOT NULL,
  doc_no TEXT NOT NULL CHECK (doc_no <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX programme_revision_by_programme ON programme_revision (school_id, programme_key, valid_from_term);
CREATE TRIGGER programme_revision_no_update BEFORE UPDATE ON programme_revision BEGIN SELECT raise(ABORT, 'a revision is replaced by a later one, never changed'); END;
CREATE TRIGGER programme_revision_no_delete BEFORE DELETE ON programme_revision BEGIN SELECT raise(ABORT, 'a revision is replaced by a later one, never deleted'); END;
${lockedFrom('programme_revision', 'term >= NEW.valid_from_term')}

CREATE TABLE local_programme_with_payee (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  stages_json TEXT NOT NULL,
  source_kind TEXT NOT NULL CHECK (source_kind IN ('state', 'province', 'county', 'school', 'donor')),
  shape TEXT NOT NULL CHECK (shape IN ('flat_term', 'tiered_term', 'once', 'fee_exemption', 'per_day', 'per_month', 'in_kind')),
  payee_kind TEXT NOT NULL CHECK (payee_kind IN ('family', 'school', 'none')),
  exclusivity_group TEXT,
  doc_no TEXT NOT NULL,
  confidence TEXT NOT NULL DEFAULT 'local',
  profile_item TEXT,
  created_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL,
  UNIQUE (school_id, name)
) STRICT;
INSERT INTO local_programme_with_payee (id, school_id, key, name, stages_json, source_kind, shape, payee_kind, exclusivity_group, doc_no, created_by, created_at)
  SELECT id, school_id, key, name, stages_json, source_kind, shape, 'family', exclusivity_group, doc_no, created_by, created_at FROM local_programme ORDER BY id;
DROP TABLE local_programme;
ALTER TABLE local_programme_with_payee RENAME TO local_programme;

ALTER TABLE local_benefit_rate ADD COLUMN kind TEXT NOT NULL DEFAULT 'local' CHECK (kind IN ('local', 'average', 'range'));
ALTER TABLE local_benefit_rate ADD COLUMN high_fen INTEGER CHECK ((kind = 'range') = (high_fen IS NOT NULL) AND (high_fen IS NULL OR high_fen > amount_fen));
ALTER TABLE local_benefit_rate ADD COLUMN usual_quantity INTEGER CHECK (usual_quantity > 0);
ALTER TABLE local_benefit_rate ADD COLUMN max_quantity INTEGER CHECK (max_quantity > 0);
ALTER TABLE local_benefit_rate ADD COLUMN payments INTEGER NOT NULL DEFAULT 1 CHECK (payments BETWEEN 1 AND 12);
ALTER TABLE local_benefit_rate ADD COLUMN confidence TEXT NOT NULL DEFAULT 'local';
ALTER TABLE local_benefit_rate ADD COLUMN profile_item TEXT;
ALTER TABLE local_benefit_rate ADD COLUMN void_reason TEXT CHECK (void_reason <> '');
${lockedFrom('local_benefit_rate', inRange)}

ALTER TABLE local_eligibility_rule ADD COLUMN hardship_grades_json TEXT CHECK (hardship_grades_json IS NULL OR json_valid(hardship_grades_json));
ALTER TABLE local_eligibility_rule ADD COLUMN year_levels_json TEXT CHECK (year_levels_json IS NULL OR json_valid(year_levels_json));
ALTER TABLE local_eligibility_rule ADD COLUMN rural_groups_json TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(rural_groups_json));
ALTER TABLE local_eligibility_rule ADD COLUMN other_route TEXT CHECK (other_route <> '');
ALTER TABLE local_eligibility_rule ADD COLUMN confidence TEXT NOT NULL DEFAULT 'local';
ALTER TABLE local_eligibility_rule ADD COLUMN profile_item TEXT;
ALTER TABLE local_eligibility_rule ADD COLUMN void_reason TEXT CHECK (void_reason <> '');
${lockedFrom('local_eligibility_rule', inRange)}

ALTER TABLE award_tier_rule ADD COLUMN doc_no TEXT NOT NULL DEFAULT '';
ALTER TABLE award_tier_rule ADD COLUMN void_reason TEXT CHECK (void_reason <> '');
${lockedFrom('award_tier_rule', inRange)}
`,
};
