import type { Migration } from '../migrate.ts';

const fixed = (table: string): string => `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT raise(ABORT, 'own funds are corrected, never deleted'); END;`;

/** 校内资助经费提取 and 社会资助: rules of setting aside, the income they count, the funds and what each entry of the auxiliary ledger was for. */
export const ownFundsMigration: Migration = {
  id: 230,
  name: 'own-funds',
  sql: /* sql */ `
CREATE TABLE set_aside_rule (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  stage TEXT NOT NULL CHECK (stage IN ('preschool', 'primary', 'junior', 'senior', 'vocational')),
  ownership TEXT NOT NULL CHECK (ownership IN ('public', 'private')),
  base_items_json TEXT NOT NULL CHECK (json_valid(base_items_json)),
  -- Basis points: 300 is 3 %.
  rate_bp INTEGER NOT NULL CHECK (rate_bp BETWEEN 1 AND 10000),
  floor_bp INTEGER NOT NULL CHECK (floor_bp >= 0 AND rate_bp >= floor_bp),
  ceiling_bp INTEGER CHECK (ceiling_bp >= floor_bp AND rate_bp <= ceiling_bp),
  valid_from_year INTEGER NOT NULL CHECK (valid_from_year BETWEEN 1990 AND 2199),
  doc_no TEXT NOT NULL CHECK (doc_no <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX set_aside_rule_by_school ON set_aside_rule (school_id, stage, valid_from_year);
CREATE TRIGGER set_aside_rule_no_update BEFORE UPDATE ON set_aside_rule BEGIN SELECT raise(ABORT, 'a rule is replaced by a later one, never changed'); END;
${fixed('set_aside_rule')}

CREATE TABLE set_aside_income (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  budget_year INTEGER NOT NULL CHECK (budget_year BETWEEN 1990 AND 2199),
  stage TEXT NOT NULL CHECK (stage IN ('preschool', 'primary', 'junior', 'senior', 'vocational')),
  item TEXT NOT NULL CHECK (item <> ''),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  -- 会计凭证 or report the figure comes from.
  voucher_no TEXT NOT NULL CHECK (voucher_no <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  voided_at TEXT,
  voided_by INTEGER REFERENCES account (id),
  void_reason TEXT,
  CHECK ((voided_at IS NULL) = (voided_by IS NULL)),
  CHECK (voided_at IS NULL OR void_reason <> '')
) STRICT;
CREATE INDEX set_aside_income_by_year ON set_aside_income (school_id, budget_year);
CREATE TRIGGER set_aside_income_is_fixed BEFORE UPDATE OF school_id, budget_year, stage, item, amount_fen, voucher_no, account_id, at ON set_aside_income
BEGIN SELECT raise(ABORT, 'an income is voided with a reason, never changed'); END;
${fixed('set_aside_income')}

CREATE TABLE own_fund (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  kind TEXT NOT NULL CHECK (kind IN ('set_aside', 'donor')),
  -- The key its journal entries carry.
  ledger_key TEXT NOT NULL CHECK (ledger_key GLOB 'own.*'),
  name TEXT NOT NULL CHECK (name <> ''),
  -- What the donor tied the money to, and the agreement that says so.
  restriction TEXT NOT NULL DEFAULT '',
  agreement TEXT NOT NULL DEFAULT '',
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (school_id, ledger_key),
  UNIQUE (school_id, name)
) STRICT;
CREATE UNIQUE INDEX own_fund_one_set_aside ON own_fund (school_id) WHERE kind = 'set_aside';
CREATE TRIGGER own_fund_is_fixed BEFORE UPDATE ON own_fund BEGIN SELECT raise(ABORT, 'a fund is kept as it was agreed'); END;
${fixed('own_fund')}

CREATE TABLE own_fund_entry (
  entry_id INTEGER PRIMARY KEY REFERENCES journal_entry (id),
  fund_id INTEGER NOT NULL REFERENCES own_fund (id),
  budget_year INTEGER NOT NULL,
  stage TEXT CHECK (stage IN ('preschool', 'primary', 'junior', 'senior', 'vocational')),
  use_kind TEXT CHECK (use_kind IN ('fee_relief', 'no_state_aid', 'special_need', 'sudden_hardship', 'work_study', 'boarding_goods', 'scholarship', 'donor_purpose')),
  student_id INTEGER REFERENCES student (id),
  voucher_no TEXT NOT NULL CHECK (voucher_no <> ''),
  note TEXT NOT NULL
) STRICT;
CREATE INDEX own_fund_entry_by_fund ON own_fund_entry (fund_id);
CREATE TRIGGER own_fund_entry_no_update BEFORE UPDATE ON own_fund_entry BEGIN SELECT raise(ABORT, 'own funds are corrected by reversal'); END;
${fixed('own_fund_entry')}
-- 先收后支: no fund gives more than it has, whatever the program above does. The entry is sealed before this row is written.
CREATE TRIGGER own_fund_has_it BEFORE INSERT ON own_fund_entry
WHEN (SELECT coalesce(sum(p.debit_fen - p.credit_fen), 0) FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id JOIN own_fund f ON f.id = NEW.fund_id
  WHERE e.school_id = f.school_id AND e.programme_key = f.ledger_key AND p.account_code = 'own_cash') < 0
BEGIN SELECT raise(ABORT, 'a fund gives no more than it has'); END;
CREATE TRIGGER own_fund_use_said BEFORE INSERT ON own_fund_entry
WHEN (SELECT effect_kind = 'own_grant' FROM journal_entry WHERE id = NEW.entry_id) <> (NEW.use_kind IS NOT NULL)
BEGIN SELECT raise(ABORT, 'what goes out says what for'); END;
`,
};
