CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  login TEXT NOT NULL UNIQUE COLLATE NOCASE,
  display_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'maker', 'checker', 'finance', 'class_teacher', 'inspector')),
  school_id INTEGER REFERENCES school (id),
  class_ids_json TEXT NOT NULL DEFAULT '[]',
  valid_until TEXT,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE allotment (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  kind TEXT NOT NULL CHECK (kind IN ('grant', 'reduction')),
  doc_no TEXT NOT NULL CHECK (doc_no <> ''),
  issued_on TEXT NOT NULL,
  issuer TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('central', 'province', 'city', 'county', 'school', 'donor', 'unspecified')),
  budget_year INTEGER NOT NULL CHECK (budget_year BETWEEN 1990 AND 2199),
  limits TEXT NOT NULL,
  memo TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

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

CREATE TABLE application_event (
  id INTEGER PRIMARY KEY,
  form_id INTEGER NOT NULL REFERENCES application_form (id),
  event TEXT NOT NULL CHECK (event IN ('receive', 'correct', 'withdraw')),
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  note TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE application_form (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  school_year TEXT NOT NULL CHECK (school_year GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  state TEXT NOT NULL CHECK (state IN ('draft', 'received', 'corrected', 'withdrawn')),
  -- What is being typed, as texts; a draft is no record yet and is overwritten. NULL: nothing is open.
  draft_json TEXT,
  draft_at TEXT,
  draft_by INTEGER REFERENCES account (id),
  created_at TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  UNIQUE (student_id, school_year),
  CHECK ((draft_json IS NULL) = (draft_at IS NULL) AND (draft_json IS NULL) = (draft_by IS NULL)),
  CHECK (state <> 'draft' OR draft_json IS NOT NULL)
) STRICT;

CREATE TABLE application_version (
  id INTEGER PRIMARY KEY,
  form_id INTEGER NOT NULL REFERENCES application_form (id),
  version_no INTEGER NOT NULL CHECK (version_no >= 1),
  applied_on TEXT NOT NULL,
  -- The form whole, amounts in fen: what the paper says, read and checked.
  form_json TEXT NOT NULL,
  reason TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (form_id, version_no),
  CHECK (version_no = 1 OR reason <> '')
) STRICT;

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  -- What it belongs to: a kind of record and its id. Each kind names its own table; the service asks for the record before it keeps anything.
  subject TEXT NOT NULL CHECK (subject <> ''),
  subject_id INTEGER NOT NULL,
  student_id INTEGER REFERENCES student (id),
  kind TEXT NOT NULL CHECK (kind <> ''),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  media_type TEXT NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  size_bytes INTEGER NOT NULL CHECK (size_bytes > 0),
  sha256 TEXT NOT NULL,
  taken_on TEXT,
  note TEXT NOT NULL DEFAULT '',
  bytes BLOB NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  removed_at TEXT,
  removed_by INTEGER REFERENCES account (id),
  removed_reason TEXT,
  CHECK ((removed_at IS NULL) = (removed_by IS NULL)),
  CHECK (removed_at IS NULL OR removed_reason <> '')
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  account_name TEXT NOT NULL,
  method TEXT NOT NULL,
  school_id INTEGER,
  operation_id TEXT,
  detail_json TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE award_tier_rule (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  programme_key TEXT NOT NULL,
  hardship_grade TEXT NOT NULL,
  award_tier TEXT NOT NULL,
  valid_from_term TEXT NOT NULL,
  valid_to_term TEXT,
  created_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL, doc_no TEXT NOT NULL DEFAULT '', void_reason TEXT CHECK (void_reason <> ''),
  CHECK (valid_to_term IS NULL OR valid_to_term >= valid_from_term)
) STRICT;

CREATE TABLE calendar_day (
  date TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
  name TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_year (
  year INTEGER PRIMARY KEY,
  source TEXT NOT NULL
) STRICT;

CREATE TABLE case_event (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES identification_case (id),
  event TEXT NOT NULL,
  from_state TEXT,
  to_state TEXT NOT NULL,
  on_date TEXT,
  note TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE case_group (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES identification_case (id),
  group_key TEXT NOT NULL,
  evidence_kind TEXT NOT NULL CHECK (evidence_kind IN ('list_row', 'certificate', 'declaration')),
  list_match_id INTEGER REFERENCES list_match (id),
  certificate_no TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  removed_at TEXT,
  removed_by INTEGER REFERENCES account (id),
  removed_reason TEXT,
  CHECK ((evidence_kind = 'list_row') = (list_match_id IS NOT NULL)),
  CHECK ((removed_at IS NULL) = (removed_by IS NULL))
) STRICT;

CREATE TABLE check_explanation (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  check_no TEXT NOT NULL CHECK (check_no GLOB '[0-3][0-9]'),
  finding_key TEXT NOT NULL CHECK (finding_key <> ''),
  -- What the finding rested on, hashed: with other facts the explanation no longer stands.
  fingerprint TEXT NOT NULL CHECK (fingerprint <> ''),
  sentence TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('explain', 'take_back')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE class_code (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  programme_key TEXT NOT NULL CHECK (programme_key <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('functional', 'economic_department', 'economic_government')),
  -- Empty: from this day on there is none.
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  doc_no TEXT NOT NULL CHECK (doc_no <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE class_group (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  stage TEXT NOT NULL CHECK (stage IN ('preschool', 'primary', 'junior', 'senior', 'vocational')),
  entry_year INTEGER NOT NULL CHECK (entry_year BETWEEN 1980 AND 2199),
  class_no INTEGER CHECK (class_no BETWEEN 1 AND 99),
  -- Does not change from year to year: 2023级2班, 2023级机电2班, or the name the school gave the class.
  display_name TEXT NOT NULL,
  head_teacher TEXT NOT NULL DEFAULT '',
  UNIQUE (school_id, stage, entry_year, display_name)
) STRICT;

CREATE TABLE column_mapping (
  purpose TEXT NOT NULL,
  header_fingerprint TEXT NOT NULL,
  mapping_json TEXT NOT NULL,
  used_at TEXT NOT NULL,
  PRIMARY KEY (purpose, header_fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE comparison_note (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  code TEXT NOT NULL CHECK (code IN ('Z1', 'Z2', 'Z3', 'P1', 'P2', 'S')),
  element_key TEXT NOT NULL,
  cause TEXT NOT NULL,
  responsible TEXT NOT NULL,
  deadline TEXT,
  resolution TEXT NOT NULL,
  resolved_on TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE comparison_pair (
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  pair_key TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different')),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (school_id, term, pair_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE counselling_talk (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  school_year TEXT NOT NULL CHECK (school_year GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]')
) STRICT;

CREATE TABLE counselling_talk_version (
  id INTEGER PRIMARY KEY,
  talk_id INTEGER NOT NULL REFERENCES counselling_talk (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  reason_changed TEXT NOT NULL,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  talked_on TEXT NOT NULL,
  talker TEXT NOT NULL CHECK (talker <> ''),
  way TEXT NOT NULL CHECK (way IN ('face', 'phone', 'online')),
  place TEXT NOT NULL DEFAULT '',
  topics_json TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  said TEXT NOT NULL CHECK (said <> ''),
  promised TEXT NOT NULL DEFAULT '',
  follow_up TEXT NOT NULL DEFAULT '',
  follow_up_by TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (talk_id, version),
  CHECK (version = 1 OR reason_changed <> ''),
  CHECK (voided = 0 OR version > 1),
  CHECK (follow_up_by IS NULL OR (follow_up <> '' AND follow_up_by >= talked_on))
) STRICT;

CREATE TABLE coverage_follow_up (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  school_year TEXT NOT NULL,
  student_id INTEGER NOT NULL REFERENCES student (id),
  on_date TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('phone', 'visit', 'note', 'teacher', 'other')),
  result TEXT NOT NULL CHECK (result <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE department_list (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  kind TEXT NOT NULL CHECK (kind IN ('subsistence', 'rural', 'disability', 'orphan', 'other')),
  group_key TEXT,
  issuer TEXT NOT NULL,
  as_of TEXT,
  term TEXT NOT NULL,
  imported_file_id INTEGER NOT NULL UNIQUE REFERENCES imported_file (id),
  left_out_count INTEGER NOT NULL CHECK (left_out_count >= 0),
  replaces_id INTEGER UNIQUE REFERENCES department_list (id),
  created_at TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  withdrawn_at TEXT,
  withdrawn_by INTEGER REFERENCES account (id),
  withdrawn_reason TEXT,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;

CREATE TABLE determination (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES identification_case (id),
  grade TEXT NOT NULL CHECK (grade <> ''),
  body TEXT NOT NULL CHECK (body <> ''),
  decided_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  effective_term TEXT NOT NULL,
  supersedes_id INTEGER UNIQUE REFERENCES determination (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER
) STRICT;

CREATE TABLE emergency (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  kind TEXT NOT NULL CHECK (kind IN ('disaster', 'illness', 'accident', 'other')),
  happened_on TEXT NOT NULL,
  reported_on TEXT NOT NULL CHECK (reported_on >= happened_on),
  reported_by TEXT NOT NULL CHECK (reported_by <> ''),
  what TEXT NOT NULL CHECK (what <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE emergency_step (
  id INTEGER PRIMARY KEY,
  emergency_id INTEGER NOT NULL REFERENCES emergency (id),
  act TEXT NOT NULL CHECK (act IN ('measure', 'refer', 'close', 'reopen')),
  on_date TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what <> ''),
  done_by TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE entitlement (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  programme_key TEXT NOT NULL,
  term TEXT NOT NULL,
  award_tier TEXT,
  amount_due_fen INTEGER NOT NULL CHECK (amount_due_fen > 0),
  rate_key TEXT NOT NULL,
  rule_key TEXT NOT NULL,
  trace_json TEXT NOT NULL,
  basis TEXT NOT NULL,
  determination_id INTEGER REFERENCES determination (id),
  notice_id INTEGER REFERENCES public_notice (id),
  notice_waived_reason TEXT CHECK (notice_waived_reason <> ''),
  state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'withdrawn')),
  proposed_by INTEGER NOT NULL REFERENCES account (id),
  proposed_at TEXT NOT NULL,
  approved_by INTEGER REFERENCES account (id),
  approved_at TEXT,
  -- The second person; empty where one person did both (one-person mode).
  checked_by INTEGER REFERENCES account (id),
  checked_at TEXT,
  withdrawn_by INTEGER REFERENCES account (id),
  withdrawn_at TEXT,
  withdrawn_reason TEXT,
  CHECK (state <> 'approved' OR (approved_by IS NOT NULL AND approved_at IS NOT NULL AND (notice_id IS NOT NULL OR notice_waived_reason IS NOT NULL))),
  CHECK (state <> 'withdrawn' OR (withdrawn_by IS NOT NULL AND withdrawn_at IS NOT NULL AND withdrawn_reason <> '')),
  CHECK (checked_by IS NULL OR checked_by <> proposed_by)
) STRICT;

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

CREATE TABLE entitlement_answer (
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  programme_key TEXT NOT NULL,
  term TEXT NOT NULL,
  question TEXT NOT NULL CHECK (question IN ('left_in_term', 'status_undated', 'previous_school_paid', 'urban_group', 'split', 'other_route')),
  decision TEXT NOT NULL CHECK (decision IN ('pay', 'refuse')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  answered_on TEXT NOT NULL,
  PRIMARY KEY (student_id, term, programme_key, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence_check (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  school_year TEXT NOT NULL,
  item TEXT NOT NULL CHECK (item <> ''),
  result TEXT NOT NULL CHECK (result IN ('accepted', 'missing', 'rejected')),
  reviewer TEXT NOT NULL CHECK (reviewer <> ''),
  checked_on TEXT NOT NULL,
  note TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (result = 'accepted' OR note <> '')
) STRICT;

CREATE TABLE export_profile (
  id INTEGER PRIMARY KEY,
  school_id INTEGER REFERENCES school (id),
  name TEXT NOT NULL CHECK (name <> ''),
  spec_json TEXT NOT NULL,
  saved_by INTEGER NOT NULL REFERENCES account (id),
  saved_at TEXT NOT NULL,
  removed_at TEXT
) STRICT;

CREATE TABLE finance_account (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  account_code TEXT NOT NULL,
  programme_key TEXT NOT NULL,
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE finance_layout (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  spec_json TEXT NOT NULL CHECK (json_valid(spec_json)),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE fund_receipt (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  programme_key TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('central', 'province', 'city', 'county', 'school', 'donor', 'unspecified')),
  doc_no TEXT NOT NULL,
  allotted_on TEXT,
  received_on TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  payer TEXT NOT NULL,
  memo TEXT NOT NULL,
  entry_id INTEGER NOT NULL UNIQUE REFERENCES journal_entry (id)
, allotment_line_id INTEGER REFERENCES allotment_line (id), bank_ref TEXT NOT NULL DEFAULT '', over_reason TEXT NOT NULL DEFAULT '') STRICT;

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

CREATE TABLE group_recheck (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  -- Empty at a school's first list of a department: everyone on it is new.
  previous_list_id INTEGER REFERENCES department_list (id),
  next_list_id INTEGER NOT NULL REFERENCES department_list (id),
  started_on TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (previous_list_id IS NULL OR previous_list_id <> next_list_id)
) STRICT;

CREATE TABLE group_recheck_decision (
  id INTEGER PRIMARY KEY,
  recheck_id INTEGER NOT NULL REFERENCES group_recheck (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  group_key TEXT NOT NULL,
  -- What the lists said when it was decided; should they say something else later, the line is open again.
  change TEXT NOT NULL CHECK (change IN ('gained', 'lost', 'risk_removed')),
  decision TEXT NOT NULL CHECK (decision IN ('add', 'not_add', 'keep', 'end')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  decided_on TEXT NOT NULL,
  determination_id INTEGER REFERENCES determination (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK ((change = 'gained') = (decision IN ('add', 'not_add')))
) STRICT;

CREATE TABLE hand_selection (
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  programme_key TEXT NOT NULL,
  term TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  quantity INTEGER CHECK (quantity > 0),
  account_id INTEGER NOT NULL REFERENCES account (id),
  selected_at TEXT NOT NULL,
  PRIMARY KEY (student_id, term, programme_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE home_visit (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  school_year TEXT NOT NULL CHECK (school_year GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]')
) STRICT;

CREATE TABLE home_visit_version (
  id INTEGER PRIMARY KEY,
  visit_id INTEGER NOT NULL REFERENCES home_visit (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  -- Why this version was written; the first one needs no reason.
  reason TEXT NOT NULL,
  voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
  purpose TEXT NOT NULL CHECK (purpose IN ('verification', 'care')),
  way TEXT NOT NULL CHECK (way IN ('on_site', 'phone', 'entrusted', 'online')),
  visited_on TEXT NOT NULL,
  visitors_json TEXT NOT NULL,
  consistent TEXT NOT NULL CHECK (consistent IN ('consistent', 'inconsistent', 'unknown')),
  verdict TEXT CHECK (verdict IN ('true', 'mostly_true', 'untrue', 'more_needed')),
  policy_told TEXT NOT NULL CHECK (policy_told IN ('yes', 'no', 'unknown')),
  entrusted_to TEXT NOT NULL DEFAULT '',
  entrusted_reason TEXT NOT NULL DEFAULT '',
  photos_unsuitable INTEGER NOT NULL CHECK (photos_unsuitable IN (0, 1)),
  photos_reason TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  household TEXT NOT NULL DEFAULT '',
  income_fen INTEGER CHECK (income_fen >= 0),
  income_note TEXT NOT NULL DEFAULT '',
  spending_note TEXT NOT NULL DEFAULT '',
  housing TEXT NOT NULL DEFAULT '',
  health TEXT NOT NULL DEFAULT '',
  findings TEXT NOT NULL DEFAULT '',
  differs TEXT NOT NULL DEFAULT '',
  family_words TEXT NOT NULL DEFAULT '',
  respondent TEXT NOT NULL DEFAULT '',
  respondent_relation TEXT NOT NULL DEFAULT '',
  conclusion TEXT NOT NULL DEFAULT '',
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (visit_id, version),
  CHECK (version = 1 OR reason <> ''),
  CHECK (voided = 0 OR version > 1),
  CHECK ((way = 'entrusted') = (entrusted_to <> '' AND entrusted_reason <> '')),
  CHECK (consistent <> 'inconsistent' OR differs <> ''),
  CHECK (photos_unsuitable = 0 OR photos_reason <> '')
) STRICT;

CREATE TABLE household_member (
  id INTEGER PRIMARY KEY,
  student_id INTEGER NOT NULL REFERENCES student (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  relation TEXT NOT NULL DEFAULT '',
  id_type TEXT NOT NULL DEFAULT 'resident_id',
  id_number TEXT NOT NULL DEFAULT '',
  id_check TEXT NOT NULL DEFAULT 'missing',
  phone TEXT NOT NULL DEFAULT '',
  is_guardian TEXT NOT NULL DEFAULT 'unknown' CHECK (is_guardian IN ('yes', 'no', 'unknown')),
  is_head TEXT NOT NULL DEFAULT 'unknown' CHECK (is_head IN ('yes', 'no', 'unknown')),
  disability_certificate_no TEXT NOT NULL DEFAULT '',
  attributes_json TEXT NOT NULL DEFAULT '{}',
  UNIQUE (student_id, ordinal)
) STRICT;

CREATE TABLE identification_case (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  school_year TEXT NOT NULL,
  route TEXT NOT NULL CHECK (route IN ('application', 'list_match', 'automatic_entitlement')),
  state TEXT NOT NULL CHECK (state IN ('declined', 'applied', 'pre_identified', 'determined', 'noticed', 'objected', 'confirmed', 'filed', 'revoked', 'expired')),
  applied_on TEXT,
  family_confirmed_on TEXT,
  created_at TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  UNIQUE (student_id, school_year)
) STRICT;

CREATE TABLE imported_file (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  purpose TEXT NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  sheet TEXT,
  header_fingerprint TEXT,
  row_count INTEGER NOT NULL,
  term TEXT,
  imported_at TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE "journal_entry" (
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

CREATE TABLE journal_entry_total (
  entry_id INTEGER NOT NULL REFERENCES journal_entry (id) DEFERRABLE INITIALLY DEFERRED,
  account_code TEXT NOT NULL,
  source TEXT NOT NULL,
  debit_fen INTEGER NOT NULL,
  credit_fen INTEGER NOT NULL,
  PRIMARY KEY (entry_id, account_code, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_posting (
  entry_id INTEGER NOT NULL REFERENCES journal_entry (id) DEFERRABLE INITIALLY DEFERRED,
  line_no INTEGER NOT NULL,
  -- Which codes and sources there are is asked once an entry, when it is sealed, and not at each of its thousands of lines.
  account_code TEXT NOT NULL,
  programme_key TEXT NOT NULL,
  source TEXT,
  student_id INTEGER,
  payment_line_id INTEGER,
  entitlement_id INTEGER,
  debit_fen INTEGER NOT NULL,
  credit_fen INTEGER NOT NULL,
  PRIMARY KEY (entry_id, line_no),
  CHECK ((debit_fen > 0 AND credit_fen = 0) OR (debit_fen = 0 AND credit_fen > 0))
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

CREATE TABLE letter (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  school_year TEXT NOT NULL CHECK (school_year GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  title TEXT NOT NULL CHECK (title <> ''),
  body TEXT NOT NULL CHECK (body <> ''),
  slip_text TEXT NOT NULL CHECK (slip_text <> ''),
  -- The programmes and standards the letter tells of, as they stood when it was issued.
  programmes_json TEXT NOT NULL,
  -- Grades it is for ('primary:3'), as a JSON array; null is the whole school.
  grades_json TEXT,
  issued_on TEXT NOT NULL,
  reply_by TEXT CHECK (reply_by >= issued_on),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by INTEGER REFERENCES account (id),
  withdrawn_reason TEXT,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CHECK (withdrawn_at IS NULL OR withdrawn_reason <> '')
) STRICT;

CREATE TABLE letter_slip (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  school_year TEXT NOT NULL,
  letter_id INTEGER NOT NULL REFERENCES letter (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  given_on TEXT,
  returned_on TEXT CHECK (returned_on >= given_on),
  choice TEXT CHECK (choice IN ('apply', 'not_apply')),
  signer TEXT NOT NULL,
  relation TEXT NOT NULL,
  note TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (returned_on IS NULL OR given_on IS NOT NULL),
  CHECK (returned_on IS NOT NULL OR (choice IS NULL AND signer = ''))
) STRICT;

CREATE TABLE list_decision (
  id INTEGER PRIMARY KEY,
  row_id INTEGER NOT NULL REFERENCES list_row (id),
  kind TEXT NOT NULL CHECK (kind IN ('confirm', 'not_ours', 'undo')),
  student_ids_json TEXT NOT NULL,
  note TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE list_match (
  id INTEGER PRIMARY KEY,
  row_id INTEGER NOT NULL REFERENCES list_row (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  member_id INTEGER REFERENCES household_member (id) ON DELETE SET NULL,
  path TEXT NOT NULL CHECK (path IN ('direct', 'household', 'certificate', 'fuzzy', 'manual')),
  rule TEXT NOT NULL,
  differences_json TEXT NOT NULL,
  group_key TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('automatic', 'confirmed', 'rejected', 'pending')),
  decided_by INTEGER REFERENCES account (id),
  decided_at TEXT,
  UNIQUE (row_id, student_id),
  CHECK ((decision IN ('confirmed', 'rejected')) = (decided_at IS NOT NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL))
) STRICT;

CREATE TABLE list_row (
  id INTEGER PRIMARY KEY,
  list_id INTEGER NOT NULL REFERENCES department_list (id),
  row_no INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  id_number TEXT NOT NULL,
  head_name TEXT NOT NULL,
  head_name_key TEXT NOT NULL,
  head_id_number TEXT NOT NULL,
  certificate_no TEXT NOT NULL,
  group_key TEXT,
  risk_cleared TEXT NOT NULL CHECK (risk_cleared IN ('yes', 'no', 'unknown')),
  village TEXT NOT NULL,
  birth_date TEXT,
  raw_json TEXT NOT NULL,
  bucket TEXT NOT NULL CHECK (bucket IN ('matched', 'needs_decision', 'not_ours')),
  rule TEXT,
  UNIQUE (list_id, row_no)
) STRICT;

CREATE TABLE local_benefit_rate (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  programme_key TEXT NOT NULL,
  region TEXT NOT NULL,
  stages_json TEXT NOT NULL,
  boarding TEXT CHECK (boarding IN ('boarding', 'day')),
  award_tier TEXT,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  unit TEXT NOT NULL CHECK (unit IN ('term', 'once', 'day', 'month')),
  valid_from_term TEXT NOT NULL,
  valid_to_term TEXT,
  doc_no TEXT NOT NULL,
  created_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'local' CHECK (kind IN ('local', 'average', 'range')), high_fen INTEGER CHECK ((kind = 'range') = (high_fen IS NOT NULL) AND (high_fen IS NULL OR high_fen > amount_fen)), usual_quantity INTEGER CHECK (usual_quantity > 0), max_quantity INTEGER CHECK (max_quantity > 0), payments INTEGER NOT NULL DEFAULT 1 CHECK (payments BETWEEN 1 AND 12), confidence TEXT NOT NULL DEFAULT 'local', profile_item TEXT, void_reason TEXT CHECK (void_reason <> ''),
  CHECK (valid_to_term IS NULL OR valid_to_term >= valid_from_term)
) STRICT;

CREATE TABLE local_eligibility_rule (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  programme_key TEXT NOT NULL,
  stages_json TEXT NOT NULL,
  boarding TEXT CHECK (boarding IN ('boarding', 'day')),
  selection TEXT NOT NULL CHECK (selection IN ('automatic', 'by_hand')),
  needs_hardship INTEGER NOT NULL CHECK (needs_hardship IN (0, 1)),
  groups_json TEXT,
  valid_from_term TEXT NOT NULL,
  valid_to_term TEXT,
  doc_no TEXT NOT NULL,
  created_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL, hardship_grades_json TEXT CHECK (hardship_grades_json IS NULL OR json_valid(hardship_grades_json)), year_levels_json TEXT CHECK (year_levels_json IS NULL OR json_valid(year_levels_json)), rural_groups_json TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(rural_groups_json)), other_route TEXT CHECK (other_route <> ''), confidence TEXT NOT NULL DEFAULT 'local', profile_item TEXT, void_reason TEXT CHECK (void_reason <> ''),
  CHECK (valid_to_term IS NULL OR valid_to_term >= valid_from_term)
) STRICT;

CREATE TABLE "local_programme" (
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

CREATE TABLE meeting_case (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES panel_meeting (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
  case_id INTEGER NOT NULL REFERENCES identification_case (id),
  -- The round of votes that counts; earlier rounds stay.
  round INTEGER NOT NULL DEFAULT 1 CHECK (round BETWEEN 1 AND 9),
  grade TEXT,
  held_over INTEGER NOT NULL DEFAULT 0 CHECK (held_over IN (0, 1)),
  by_chair INTEGER NOT NULL DEFAULT 0 CHECK (by_chair IN (0, 1)),
  reason TEXT NOT NULL DEFAULT '',
  UNIQUE (meeting_id, case_id),
  UNIQUE (meeting_id, ordinal),
  CHECK (held_over = 0 OR grade IS NULL)
) STRICT;

CREATE TABLE meeting_correction (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES panel_meeting (id),
  -- A case's opinion put right; or, without a case, the day of the meeting or a remark.
  meeting_case_id INTEGER REFERENCES meeting_case (id),
  grade TEXT,
  held_over INTEGER NOT NULL DEFAULT 0 CHECK (held_over IN (0, 1)),
  held_on TEXT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (meeting_case_id IS NULL OR (held_on IS NULL AND (grade IS NULL) = (held_over = 1))),
  CHECK (meeting_case_id IS NOT NULL OR (grade IS NULL AND held_over = 0))
) STRICT;

CREATE TABLE meeting_outcome (
  meeting_case_id INTEGER NOT NULL REFERENCES meeting_case (id),
  determination_id INTEGER NOT NULL UNIQUE REFERENCES determination (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (meeting_case_id, determination_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_recusal (
  meeting_case_id INTEGER NOT NULL REFERENCES meeting_case (id),
  member_id INTEGER NOT NULL REFERENCES panel_member (id),
  ground TEXT NOT NULL CHECK (ground IN ('self', 'guardian', 'relative', 'shared_household', 'named_in_household', 'declared')),
  decision TEXT NOT NULL CHECK (decision IN ('recused', 'dismissed')),
  reason TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (meeting_case_id, member_id),
  CHECK (decision = 'recused' OR (ground IN ('shared_household', 'named_in_household') AND reason <> ''))
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_score (
  meeting_case_id INTEGER NOT NULL REFERENCES meeting_case (id),
  round INTEGER NOT NULL CHECK (round BETWEEN 1 AND 9),
  member_id INTEGER NOT NULL REFERENCES panel_member (id),
  score_hundredths INTEGER NOT NULL CHECK (score_hundredths >= 0),
  PRIMARY KEY (meeting_case_id, round, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_seat (
  meeting_id INTEGER NOT NULL REFERENCES panel_meeting (id),
  member_id INTEGER NOT NULL REFERENCES panel_member (id),
  present INTEGER NOT NULL CHECK (present IN (0, 1)),
  absent_reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (meeting_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_vote (
  meeting_case_id INTEGER NOT NULL REFERENCES meeting_case (id),
  round INTEGER NOT NULL CHECK (round BETWEEN 1 AND 9),
  member_id INTEGER REFERENCES panel_member (id),
  choice TEXT NOT NULL CHECK (choice <> ''),
  votes INTEGER NOT NULL CHECK (votes >= 1),
  CHECK (member_id IS NULL OR votes = 1)
) STRICT;

CREATE TABLE money_statement (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('finance', 'bank', 'one_card')),
  -- Which account or book, where there are several of a kind.
  account_label TEXT NOT NULL,
  debit_means TEXT NOT NULL CHECK (debit_means IN ('in', 'out')),
  imported_file_id INTEGER NOT NULL UNIQUE REFERENCES imported_file (id),
  row_count INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by INTEGER REFERENCES account (id),
  withdraw_reason TEXT,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CHECK (withdrawn_at IS NULL OR withdraw_reason <> '')
) STRICT;

CREATE TABLE money_statement_row (
  statement_id INTEGER NOT NULL REFERENCES money_statement (id),
  row_no INTEGER NOT NULL,
  -- What the row says: the same row of two overlapping files has one key and counts once.
  row_key TEXT NOT NULL CHECK (row_key <> ''),
  on_date TEXT,
  voucher TEXT NOT NULL,
  summary TEXT NOT NULL,
  party TEXT NOT NULL,
  -- A red entry keeps its side and is below nought.
  in_fen INTEGER NOT NULL,
  out_fen INTEGER NOT NULL,
  balance_fen INTEGER,
  -- Opening, sum and carried-page rows are no movement.
  counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
  PRIMARY KEY (statement_id, row_no),
  CHECK (counts = 1 OR (in_fen = 0 AND out_fen = 0)),
  CHECK (counts = 0 OR on_date IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE movement (
  id INTEGER PRIMARY KEY,
  student_id INTEGER NOT NULL REFERENCES student (id),
  kind TEXT NOT NULL CHECK (kind IN ('enrol', 'suspend', 'resume', 'transfer_out', 'transfer_in', 'withdraw', 'graduate', 'decease',
    'change_class', 'change_boarding', 'correct')),
  effective_date TEXT NOT NULL,
  from_json TEXT NOT NULL,
  to_json TEXT NOT NULL,
  evidence TEXT NOT NULL DEFAULT '',
  corrects_id INTEGER UNIQUE REFERENCES movement (id),
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  account_id INTEGER NOT NULL REFERENCES account (id),
  recorded_at TEXT NOT NULL
) STRICT;

CREATE TABLE negative_hit (
  id INTEGER PRIMARY KEY,
  row_id INTEGER NOT NULL REFERENCES negative_row (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  person_name TEXT NOT NULL,
  relation TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('pupil', 'roster', 'application')),
  strength TEXT NOT NULL CHECK (strength IN ('number', 'name')),
  name_differs INTEGER NOT NULL CHECK (name_differs IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('open', 'explained', 'checked', 'decided', 'not_same')),
  found_at TEXT NOT NULL,
  UNIQUE (row_id, student_id)
) STRICT;

CREATE TABLE negative_hit_event (
  id INTEGER PRIMARY KEY,
  hit_id INTEGER NOT NULL REFERENCES negative_hit (id),
  event TEXT NOT NULL CHECK (event IN ('explain', 'check', 'decide', 'dismiss', 'reopen')),
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  on_date TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  outcome TEXT CHECK (outcome IN ('keep', 'adjust', 'revoke')),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK ((event = 'decide') = (outcome IS NOT NULL))
) STRICT;

CREATE TABLE negative_item_row (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  item_key TEXT NOT NULL CHECK (item_key <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  detail TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source <> ''),
  confidence TEXT NOT NULL,
  -- ["17", "24"]; [] where only a person can tell.
  proof_json TEXT NOT NULL CHECK (json_valid(proof_json)),
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE negative_kind_row (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  kind_key TEXT NOT NULL CHECK (kind_key <> ''),
  label TEXT NOT NULL CHECK (label <> ''),
  detail_label TEXT NOT NULL,
  ask TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source <> ''),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE negative_list (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  kind_key TEXT NOT NULL,
  kind_label TEXT NOT NULL CHECK (kind_label <> ''),
  issuer TEXT NOT NULL,
  as_of TEXT,
  term TEXT NOT NULL,
  imported_file_id INTEGER NOT NULL UNIQUE REFERENCES imported_file (id),
  left_out_count INTEGER NOT NULL CHECK (left_out_count >= 0),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by INTEGER REFERENCES account (id),
  withdrawn_reason TEXT,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CHECK (withdrawn_at IS NULL OR withdrawn_reason <> '')
) STRICT;

CREATE TABLE negative_row (
  id INTEGER PRIMARY KEY,
  list_id INTEGER NOT NULL REFERENCES negative_list (id),
  row_no INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  id_number TEXT NOT NULL,
  detail TEXT NOT NULL,
  UNIQUE (list_id, row_no)
) STRICT;

CREATE TABLE notice_entry (
  notice_id INTEGER NOT NULL REFERENCES public_notice (id),
  ordinal INTEGER NOT NULL,
  student_id INTEGER NOT NULL REFERENCES student (id),
  programme_key TEXT,
  determination_id INTEGER REFERENCES determination (id),
  line_json TEXT NOT NULL,
  PRIMARY KEY (notice_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE objection (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  no TEXT NOT NULL,
  notice_id INTEGER NOT NULL REFERENCES public_notice (id),
  -- The line objected to; null: the notice as a whole.
  ordinal INTEGER,
  received_on TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('letter_box', 'phone', 'visit', 'mail', 'web', 'other')),
  named INTEGER NOT NULL CHECK (named IN (0, 1)),
  objector_name TEXT NOT NULL DEFAULT '',
  objector_contact TEXT NOT NULL DEFAULT '',
  claim TEXT NOT NULL CHECK (claim <> ''),
  state TEXT NOT NULL CHECK (state IN ('received', 'checking', 'answered', 'reconsidering', 'closed', 'withdrawn')),
  received_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL,
  UNIQUE (school_id, no),
  FOREIGN KEY (notice_id, ordinal) REFERENCES notice_entry (notice_id, ordinal),
  CHECK (named = 1 OR (objector_name = '' AND objector_contact = '')),
  CHECK (named = 0 OR objector_name <> '')
) STRICT;

CREATE TABLE objection_event (
  id INTEGER PRIMARY KEY,
  objection_id INTEGER NOT NULL REFERENCES objection (id),
  event TEXT NOT NULL CHECK (event IN ('receive', 'check', 'answer', 'reconsider', 'conclude', 'close', 'withdraw')),
  from_state TEXT,
  to_state TEXT NOT NULL,
  on_date TEXT NOT NULL,
  -- The last day for the answer that a receipt or a 复议 starts.
  due_on TEXT,
  due_verified INTEGER CHECK (due_verified IN (0, 1)),
  checkers_json TEXT NOT NULL DEFAULT '[]',
  body TEXT NOT NULL DEFAULT '',
  finding TEXT NOT NULL DEFAULT '',
  outcome TEXT CHECK (outcome IN ('uphold', 'adjust', 'cancel')),
  reply_way TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK ((due_on IS NULL) = (due_verified IS NULL)),
  CHECK ((event IN ('receive', 'reconsider')) = (due_on IS NOT NULL)),
  CHECK ((event IN ('answer', 'conclude')) = (outcome IS NOT NULL)),
  CHECK (outcome IS NULL OR (finding <> '' AND reply_way <> ''))
) STRICT;

CREATE TABLE objection_revision (
  event_id INTEGER NOT NULL REFERENCES objection_event (id),
  determination_id INTEGER NOT NULL REFERENCES determination (id),
  PRIMARY KEY (event_id, determination_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE operation (
  id TEXT PRIMARY KEY,
  method TEXT NOT NULL,
  input_sha256 TEXT NOT NULL,
  output_json TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE panel (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  type TEXT NOT NULL CHECK (type IN ('steering_group', 'determination_panel', 'review_panel')),
  level TEXT NOT NULL CHECK (level IN ('school', 'grade', 'class')),
  class_id INTEGER REFERENCES class_group (id),
  stage TEXT CHECK (stage IN ('preschool', 'primary', 'junior', 'senior', 'vocational')),
  entry_year INTEGER CHECK (entry_year BETWEEN 1980 AND 2199),
  name TEXT NOT NULL CHECK (name <> ''),
  appointed_on TEXT NOT NULL,
  appointment_doc TEXT NOT NULL DEFAULT '',
  from_on TEXT NOT NULL,
  until_on TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK ((level = 'class') = (class_id IS NOT NULL)),
  CHECK ((level = 'grade') = (stage IS NOT NULL)),
  CHECK ((stage IS NULL) = (entry_year IS NULL)),
  CHECK (until_on IS NULL OR until_on >= from_on)
) STRICT;

CREATE TABLE panel_meeting (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  panel_id INTEGER NOT NULL REFERENCES panel (id),
  school_year TEXT NOT NULL,
  no INTEGER NOT NULL CHECK (no >= 1),
  purpose TEXT NOT NULL CHECK (purpose IN ('first', 'revision')),
  held_on TEXT NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  chair_id INTEGER REFERENCES panel_member (id),
  recorder TEXT NOT NULL DEFAULT '',
  method TEXT NOT NULL CHECK (method IN ('member_vote', 'secret_ballot', 'score')),
  tie_rule TEXT NOT NULL CHECK (tie_rule IN ('chair', 'revote')),
  trim_count INTEGER NOT NULL DEFAULT 0 CHECK (trim_count BETWEEN 0 AND 9),
  max_score_hundredths INTEGER NOT NULL DEFAULT 10000 CHECK (max_score_hundredths BETWEEN 100 AND 100000),
  remarks TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'closed', 'signed')),
  -- The rule and the grades of the day, so that a later change of either leaves the minutes as they were.
  rule_json TEXT,
  grades_json TEXT,
  closed_at TEXT,
  closed_by INTEGER REFERENCES account (id),
  signed_on TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (school_id, school_year, no),
  CHECK ((state = 'draft') = (closed_at IS NULL)),
  CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
  CHECK ((closed_at IS NULL) = (rule_json IS NULL)),
  CHECK ((rule_json IS NULL) = (grades_json IS NULL)),
  CHECK (state <> 'signed' OR signed_on IS NOT NULL)
) STRICT;

CREATE TABLE panel_member (
  id INTEGER PRIMARY KEY,
  panel_id INTEGER NOT NULL REFERENCES panel (id),
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('leader', 'aid_officer', 'head_teacher', 'teacher', 'parent', 'pupil', 'village', 'discipline', 'finance')),
  duty TEXT NOT NULL DEFAULT '',
  student_id INTEGER REFERENCES student (id),
  from_on TEXT NOT NULL,
  until_on TEXT,
  until_reason TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK ((kind = 'pupil') = (student_id IS NOT NULL)),
  CHECK (until_on IS NULL OR until_on >= from_on),
  CHECK ((until_on IS NULL) = (until_reason IS NULL)),
  CHECK (until_reason <> '')
) STRICT;

CREATE TABLE panel_member_relative (
  member_id INTEGER NOT NULL REFERENCES panel_member (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  relation TEXT NOT NULL DEFAULT '',
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (member_id, student_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE panel_posting (
  id INTEGER PRIMARY KEY,
  panel_id INTEGER NOT NULL REFERENCES panel (id),
  place TEXT NOT NULL CHECK (place <> ''),
  posted_on TEXT NOT NULL,
  until_on TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (until_on IS NULL OR until_on >= posted_on)
) STRICT;

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

CREATE TABLE payee_judgement (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  account_no TEXT NOT NULL,
  student_ids_json TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  decided_by INTEGER NOT NULL REFERENCES account (id),
  decided_on TEXT NOT NULL
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
  withdraw_reason TEXT, channel TEXT NOT NULL DEFAULT 'school_account' CHECK (channel IN ('school_account', 'one_card')),
  UNIQUE (school_id, no),
  CHECK (released_by IS NULL OR released_by <> created_by OR one_person = 1),
  CHECK (state NOT IN ('released', 'exported') OR released_by IS NOT NULL),
  CHECK (state <> 'exported' OR (exported_at IS NOT NULL AND file_sha256 IS NOT NULL)),
  CHECK (state <> 'withdrawn' OR withdraw_reason <> '')
) STRICT;

CREATE TABLE payment_export (
  batch_id INTEGER NOT NULL REFERENCES payment_batch (id),
  export_no INTEGER NOT NULL CHECK (export_no > 0),
  exported_at TEXT NOT NULL,
  exported_by INTEGER NOT NULL REFERENCES account (id),
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (batch_id, export_no),
  CHECK (export_no = 1 OR reason <> '')
) STRICT, WITHOUT ROWID;

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

CREATE TABLE procedure_profile (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  name TEXT NOT NULL CHECK (name <> ''),
  source TEXT NOT NULL,
  spec_json TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

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

CREATE TABLE public_notice (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  no TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('identification', 'aid_list')),
  term TEXT NOT NULL,
  title TEXT NOT NULL,
  basis_doc TEXT NOT NULL,
  place TEXT NOT NULL,
  posted_on TEXT,
  days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 60),
  day_unit TEXT NOT NULL CHECK (day_unit IN ('workday', 'day')),
  count_first_day INTEGER NOT NULL CHECK (count_first_day IN (0, 1)),
  end_on TEXT,
  take_down_on TEXT,
  period_verified INTEGER CHECK (period_verified IN (0, 1)),
  ended_confirmed_on TEXT,
  taken_down_on TEXT,
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'posted', 'ended', 'taken_down')),
  show_tier INTEGER NOT NULL CHECK (show_tier IN (0, 1)),
  show_amount INTEGER NOT NULL CHECK (show_amount IN (0, 1)),
  list_sha256 TEXT NOT NULL,
  line_count INTEGER NOT NULL CHECK (line_count > 0),
  objection_count INTEGER,
  result_note TEXT,
  withdrawn_reason TEXT,
  created_by INTEGER NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL,
  posted_by INTEGER REFERENCES account (id),
  ended_by INTEGER REFERENCES account (id),
  taken_down_by INTEGER REFERENCES account (id), level TEXT NOT NULL DEFAULT 'school' CHECK (level IN ('class', 'school')), class_id INTEGER REFERENCES class_group (id) CHECK ((level = 'class') = (class_id IS NOT NULL)), objection_id INTEGER REFERENCES objection (id), poster TEXT NOT NULL DEFAULT '', remover TEXT NOT NULL DEFAULT '', others_confirmed_on TEXT CHECK (others_confirmed_on IS NULL OR others_confirmed_on > end_on),
  UNIQUE (school_id, no),
  CHECK (state = 'draft' OR (posted_on IS NOT NULL AND end_on IS NOT NULL AND take_down_on IS NOT NULL AND period_verified IS NOT NULL)),
  CHECK (state <> 'ended' OR ended_confirmed_on IS NOT NULL),
  CHECK (state <> 'taken_down' OR taken_down_on IS NOT NULL),
  CHECK (ended_confirmed_on IS NULL OR ended_confirmed_on > end_on),
  CHECK (withdrawn_reason IS NULL OR (state = 'taken_down' AND ended_confirmed_on IS NULL))
) STRICT;

CREATE TABLE reconciliation_link (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  pair TEXT NOT NULL CHECK (pair IN ('list', 'finance', 'bank', 'one_card')),
  left_keys_json TEXT NOT NULL CHECK (json_valid(left_keys_json)),
  right_keys_json TEXT NOT NULL CHECK (json_valid(right_keys_json)),
  reason TEXT NOT NULL CHECK (reason <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE reconciliation_note (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  pair TEXT NOT NULL CHECK (pair IN ('list', 'finance', 'bank', 'one_card')),
  difference_key TEXT NOT NULL CHECK (difference_key <> ''),
  state TEXT NOT NULL CHECK (state IN ('open', 'explained', 'resolved', 'carried')),
  note TEXT NOT NULL CHECK (note <> ''),
  responsible TEXT NOT NULL,
  due_on TEXT,
  -- The lines as they were, so that the next term can go on with them.
  left_json TEXT NOT NULL CHECK (json_valid(left_json)),
  right_json TEXT NOT NULL CHECK (json_valid(right_json)),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (state NOT IN ('explained', 'carried') OR responsible <> ''),
  CHECK (state <> 'carried' OR due_on IS NOT NULL)
) STRICT;

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

CREATE TABLE rectification (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  no TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('self_check', 'supervision', 'audit', 'inspection', 'complaint', 'system')),
  found_on TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what <> ''),
  amount_fen INTEGER CHECK (amount_fen >= 0),
  person_count INTEGER CHECK (person_count >= 0),
  item_key TEXT,
  check_no TEXT,
  finding_key TEXT,
  cause TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (school_id, no)
) STRICT;

CREATE TABLE rectification_event (
  id INTEGER PRIMARY KEY,
  rectification_id INTEGER NOT NULL REFERENCES rectification (id),
  event TEXT NOT NULL CHECK (event IN ('progress', 'amend', 'close', 'reopen', 'look_back')),
  on_date TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  verifier TEXT NOT NULL DEFAULT '',
  evidence TEXT NOT NULL DEFAULT '',
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK ((event = 'close') = (verifier <> ''))
) STRICT;

CREATE TABLE rectification_plan (
  id INTEGER PRIMARY KEY,
  rectification_id INTEGER NOT NULL REFERENCES rectification (id),
  measure TEXT NOT NULL CHECK (measure <> ''),
  responsible TEXT NOT NULL CHECK (responsible <> ''),
  leader TEXT NOT NULL,
  due_on TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE registry_number (
  student_id INTEGER NOT NULL REFERENCES student (id),
  number TEXT NOT NULL CHECK (number <> ''),
  first_seen_on TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id),
  PRIMARY KEY (student_id, number)
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

CREATE TABLE return_file_batch (
  return_file_id INTEGER NOT NULL REFERENCES return_file (id),
  batch_id INTEGER NOT NULL REFERENCES payment_batch (id),
  PRIMARY KEY (return_file_id, batch_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE "return_line" (
  id INTEGER PRIMARY KEY,
  return_file_id INTEGER NOT NULL REFERENCES return_file (id),
  row_no INTEGER NOT NULL,
  bucket TEXT NOT NULL CHECK (bucket IN ('paid', 'failed', 'no_result', 'partial', 'over', 'repeated', 'contradicts_earlier', 'contradictory', 'ambiguous', 'not_exported', 'not_in_batch')),
  rule TEXT CHECK (rule IN ('line_no', 'account', 'holder_id', 'holder_name')),
  payment_line_id INTEGER REFERENCES payment_line (id),
  amount_fen INTEGER,
  result TEXT NOT NULL CHECK (result IN ('paid', 'failed', 'unknown')),
  reason_raw TEXT NOT NULL DEFAULT '',
  reason_key TEXT,
  paid_on TEXT,
  raw_json TEXT NOT NULL
) STRICT;

CREATE TABLE roster_snapshot (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  as_of TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id)
) STRICT;

CREATE TABLE roster_snapshot_row (
  snapshot_id INTEGER NOT NULL REFERENCES roster_snapshot (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  row_no INTEGER,
  stage TEXT NOT NULL,
  year_level INTEGER,
  class_id INTEGER REFERENCES class_group (id),
  boarding_mode TEXT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (snapshot_id, student_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE school (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  code TEXT NOT NULL UNIQUE,
  stages_json TEXT NOT NULL,
  county TEXT NOT NULL,
  ownership TEXT NOT NULL CHECK (ownership IN ('public', 'private')),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE score_sheet (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  term TEXT NOT NULL,
  table_id INTEGER NOT NULL REFERENCES score_table (id),
  -- 1: filled while the table was being tried; it never counts as a step of the procedure.
  trial INTEGER NOT NULL CHECK (trial IN (0, 1)),
  self_json TEXT,
  self_on TEXT,
  self_by TEXT NOT NULL DEFAULT '',
  verified_json TEXT,
  verified_on TEXT,
  verified_by TEXT NOT NULL DEFAULT '',
  -- The pupil's 特殊群体 as they stood, so that the result stays what it was.
  groups_json TEXT NOT NULL,
  -- The day of the result; null while something needed for it is missing.
  scored_on TEXT,
  withdrawn_reason TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  CHECK ((self_json IS NULL) = (self_on IS NULL)),
  CHECK ((verified_json IS NULL) = (verified_on IS NULL)),
  CHECK (withdrawn_reason IS NULL OR (withdrawn_reason <> '' AND scored_on IS NULL))
) STRICT;

CREATE TABLE score_table (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  parent_id INTEGER REFERENCES score_table (id),
  name TEXT NOT NULL CHECK (name <> ''),
  region TEXT NOT NULL,
  source TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'trial', 'adopted', 'discarded')),
  -- Counts the school's adopted versions, from 1.
  version_no INTEGER CHECK (version_no > 0),
  effective_from TEXT CHECK (effective_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  decision TEXT NOT NULL DEFAULT '',
  spec_json TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  changed_by INTEGER NOT NULL REFERENCES account (id),
  changed_at TEXT NOT NULL,
  adopted_by INTEGER REFERENCES account (id),
  adopted_at TEXT,
  UNIQUE (school_id, version_no),
  CHECK ((state = 'adopted') = (version_no IS NOT NULL)),
  CHECK ((state = 'adopted') = (effective_from IS NOT NULL)),
  CHECK ((state = 'adopted') = (adopted_by IS NOT NULL)),
  CHECK ((state = 'adopted') = (adopted_at IS NOT NULL))
) STRICT;

CREATE TABLE self_assessment (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  school_year TEXT NOT NULL CHECK (school_year GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  version_no INTEGER NOT NULL CHECK (version_no >= 1),
  reason TEXT NOT NULL,
  begun_at TEXT NOT NULL,
  begun_by INTEGER NOT NULL REFERENCES account (id),
  -- The list as it stood when it was signed.
  items_json TEXT,
  signed_on TEXT,
  signer TEXT,
  signer_post TEXT,
  signed_at TEXT,
  signed_by INTEGER REFERENCES account (id),
  UNIQUE (school_id, school_year, version_no),
  CHECK (version_no = 1 OR reason <> ''),
  CHECK ((signed_on IS NULL) = (signed_at IS NULL) AND (signed_on IS NULL) = (signed_by IS NULL) AND (signed_on IS NULL) = (items_json IS NULL)),
  CHECK (signed_on IS NULL OR (signer <> '' AND signer_post <> ''))
) STRICT;

CREATE TABLE self_assessment_answer (
  id INTEGER PRIMARY KEY,
  assessment_id INTEGER NOT NULL REFERENCES self_assessment (id),
  item_key TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('present', 'absent')),
  evidence TEXT NOT NULL CHECK (evidence <> ''),
  -- What the checks said that day: none, clean, open or incomplete.
  proof TEXT NOT NULL CHECK (proof IN ('none', 'clean', 'open', 'incomplete')),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (answer = 'present' OR proof <> 'open')
) STRICT;

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

CREATE TABLE setting (
  school_id INTEGER NOT NULL REFERENCES school (id),
  key TEXT NOT NULL,
  value_json TEXT NOT NULL,
  PRIMARY KEY (school_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE special_group_row (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  group_key TEXT NOT NULL CHECK (group_key <> ''),
  label TEXT NOT NULL CHECK (label <> ''),
  owner TEXT NOT NULL CHECK (owner IN ('rural_affairs', 'civil_affairs', 'disabled_persons', 'veterans', 'trade_union', 'school', 'not_known')),
  coverage TEXT NOT NULL CHECK (coverage IN ('household', 'person', 'disabled')),
  evidence TEXT NOT NULL CHECK (evidence IN ('required', 'optional', 'replaced_by_list', 'replaced_by_declaration')),
  max_disability_grade INTEGER CHECK (max_disability_grade BETWEEN 1 AND 4),
  needs_hardship INTEGER NOT NULL CHECK (needs_hardship IN (0, 1)),
  proof TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source <> ''),
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  valid_to TEXT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (valid_to IS NULL OR valid_to >= valid_from),
  CHECK (max_disability_grade IS NULL OR coverage = 'disabled')
) STRICT;

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

CREATE TABLE student (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  pinyin TEXT NOT NULL DEFAULT '',
  pinyin_initials TEXT NOT NULL DEFAULT '',
  former_name TEXT NOT NULL DEFAULT '',
  sex TEXT NOT NULL DEFAULT 'unknown' CHECK (sex IN ('male', 'female', 'unknown')),
  birth_date TEXT,
  id_type TEXT NOT NULL DEFAULT 'resident_id',
  id_number TEXT NOT NULL DEFAULT '',
  id_check TEXT NOT NULL DEFAULT 'missing',
  registry_no TEXT NOT NULL DEFAULT '',
  registry_check TEXT NOT NULL DEFAULT 'missing',
  school_student_no TEXT NOT NULL DEFAULT '',
  class_roll_no TEXT NOT NULL DEFAULT '',
  stage TEXT NOT NULL CHECK (stage IN ('preschool', 'primary', 'junior', 'senior', 'vocational')),
  entry_year INTEGER CHECK (entry_year BETWEEN 1980 AND 2199),
  year_offset INTEGER NOT NULL DEFAULT 0 CHECK (year_offset BETWEEN -5 AND 5),
  class_id INTEGER REFERENCES class_group (id),
  boarding_mode TEXT NOT NULL DEFAULT 'unknown' CHECK (boarding_mode IN ('day', 'boarding', 'unknown')),
  status TEXT NOT NULL DEFAULT 'enrolled' CHECK (status IN ('enrolled', 'suspended', 'transferred_out', 'withdrawn', 'graduated', 'deceased')),
  status_from TEXT,
  split_json TEXT NOT NULL DEFAULT '{}',
  attributes_json TEXT NOT NULL DEFAULT '{}',
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE student_change (
  id INTEGER PRIMARY KEY,
  student_id INTEGER NOT NULL REFERENCES student (id),
  member_id INTEGER,
  field TEXT NOT NULL,
  value_before TEXT NOT NULL,
  value_after TEXT NOT NULL,
  imported_file_id INTEGER REFERENCES imported_file (id),
  row_no INTEGER,
  account_id INTEGER NOT NULL REFERENCES account (id),
  changed_at TEXT NOT NULL
) STRICT;

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

CREATE TABLE system_export (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('roster', 'identification', 'aid_list')),
  -- A 资助名单 of one programme; empty when the file names the programme of each row.
  programme_key TEXT,
  as_of TEXT NOT NULL,
  imported_file_id INTEGER NOT NULL UNIQUE REFERENCES imported_file (id),
  row_count INTEGER NOT NULL,
  -- A further part of the same list (another stage's sub-system), not a newer one.
  adds INTEGER NOT NULL DEFAULT 0 CHECK (adds IN (0, 1)),
  withdrawn_at TEXT,
  withdrawn_reason TEXT,
  CHECK (withdrawn_at IS NULL OR withdrawn_reason <> '')
) STRICT;

CREATE TABLE system_export_row (
  export_id INTEGER NOT NULL REFERENCES system_export (id),
  row_no INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  id_number TEXT NOT NULL,
  registry_no TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  class_name TEXT NOT NULL,
  boarding_mode TEXT CHECK (boarding_mode IN ('day', 'boarding')),
  grade TEXT,
  programme_key TEXT,
  amount_fen INTEGER,
  PRIMARY KEY (export_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE talk_follow_up (
  talk_id INTEGER PRIMARY KEY REFERENCES counselling_talk (id),
  done_on TEXT NOT NULL,
  result TEXT NOT NULL CHECK (result <> ''),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE template_profile (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('hardship', 'aid_list')),
  name TEXT NOT NULL CHECK (name <> ''),
  header_fingerprint TEXT NOT NULL,
  columns_json TEXT NOT NULL,
  sheet TEXT NOT NULL,
  imported_file_id INTEGER NOT NULL REFERENCES imported_file (id),
  learned_at TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  replaced_at TEXT
) STRICT;

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

CREATE TABLE term_act_end (
  act_id INTEGER PRIMARY KEY REFERENCES term_act (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'withdrawn')),
  reason TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  CHECK (outcome = 'done' OR reason <> '')
) STRICT;

CREATE TABLE term_lock (
  school_id INTEGER NOT NULL REFERENCES school (id),
  term TEXT NOT NULL,
  closed_on TEXT NOT NULL,
  closed_at TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  note TEXT NOT NULL,
  PRIMARY KEY (school_id, term)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE visit_plan (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  school_year TEXT NOT NULL CHECK (school_year GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
  name TEXT NOT NULL CHECK (name <> ''),
  planned_on TEXT,
  visitors_json TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  made_on TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE visit_stop (
  plan_id INTEGER NOT NULL REFERENCES visit_plan (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
  student_id INTEGER NOT NULL REFERENCES student (id),
  place TEXT NOT NULL CHECK (place <> ''),
  PRIMARY KEY (plan_id, ordinal),
  UNIQUE (plan_id, student_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE voucher (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'payment', 'transfer', 'general')),
  no INTEGER NOT NULL CHECK (no > 0),
  entry_id INTEGER NOT NULL UNIQUE REFERENCES journal_entry (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (school_id, month, kind, no)
) STRICT;

CREATE TABLE waiver (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  student_id INTEGER NOT NULL REFERENCES student (id),
  school_year TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  signer TEXT NOT NULL CHECK (signer <> ''),
  relation TEXT NOT NULL CHECK (relation <> ''),
  signed_on TEXT NOT NULL,
  witness TEXT NOT NULL,
  -- The groups that made the child eligible, as they read that day, as a JSON array of labels.
  groups_json TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  revoked_on TEXT CHECK (revoked_on >= signed_on),
  revoked_reason TEXT,
  revoked_by INTEGER REFERENCES account (id),
  revoked_at TEXT, programme_key TEXT CHECK (programme_key <> ''), term TEXT CHECK (term IS NULL OR (programme_key IS NOT NULL AND substr(term, 1, 9) = school_year)),
  CHECK ((revoked_on IS NULL) = (revoked_by IS NULL) AND (revoked_on IS NULL) = (revoked_at IS NULL)),
  CHECK (revoked_on IS NULL OR revoked_reason <> '')
) STRICT;

CREATE INDEX allotment_by_school ON allotment (school_id, doc_no);

CREATE INDEX allotment_line_adjusting ON allotment_line (adjusts_id) WHERE adjusts_id IS NOT NULL;

CREATE INDEX allotment_line_by_allotment ON allotment_line (allotment_id);

CREATE INDEX allotment_line_by_term ON allotment_line (term, programme_key);

CREATE INDEX application_event_by_form ON application_event (form_id);

CREATE INDEX application_form_by_year ON application_form (school_id, school_year, state);

CREATE INDEX attachment_by_student ON attachment (student_id) WHERE student_id IS NOT NULL;

CREATE INDEX attachment_by_subject ON attachment (subject, subject_id);

CREATE INDEX award_tier_rule_by_school ON award_tier_rule (school_id, programme_key);

CREATE INDEX case_event_by_case ON case_event (case_id);

CREATE INDEX case_group_by_case ON case_group (case_id);

CREATE UNIQUE INDEX case_group_once ON case_group (case_id, group_key, evidence_kind, coalesce(list_match_id, 0)) WHERE removed_at IS NULL;

CREATE INDEX check_explanation_by_term ON check_explanation (school_id, term, finding_key);

CREATE INDEX class_code_by_school ON class_code (school_id, programme_key);

CREATE INDEX comparison_note_by_element ON comparison_note (school_id, term, code, element_key);

CREATE INDEX counselling_talk_by_student ON counselling_talk (student_id);

CREATE INDEX counselling_talk_by_year ON counselling_talk (school_id, school_year);

CREATE INDEX coverage_follow_up_by_school ON coverage_follow_up (school_id, school_year, student_id);

CREATE INDEX department_list_by_term ON department_list (school_id, term);

CREATE INDEX determination_by_case ON determination (case_id);

CREATE UNIQUE INDEX determination_first ON determination (case_id) WHERE supersedes_id IS NULL;

CREATE INDEX emergency_by_day ON emergency (school_id, happened_on);

CREATE INDEX emergency_step_by_emergency ON emergency_step (emergency_id);

CREATE INDEX entitlement_adjustment_by_entitlement ON entitlement_adjustment (entitlement_id);

CREATE INDEX entitlement_adjustment_by_school ON entitlement_adjustment (school_id);

CREATE INDEX entitlement_answer_by_term ON entitlement_answer (school_id, term);

CREATE INDEX entitlement_by_term ON entitlement (school_id, term, state);

CREATE UNIQUE INDEX entitlement_once ON entitlement (student_id, term, programme_key) WHERE state <> 'withdrawn';

CREATE INDEX evidence_check_by_student ON evidence_check (student_id, school_year);

CREATE INDEX finance_account_by_school ON finance_account (school_id, account_code);

CREATE INDEX finance_layout_by_school ON finance_layout (school_id);

CREATE INDEX fund_receipt_by_allotment ON fund_receipt (allotment_line_id) WHERE allotment_line_id IS NOT NULL;

CREATE INDEX fund_receipt_by_term ON fund_receipt (school_id, term);

CREATE INDEX funding_split_by_programme ON funding_split (school_id, programme_key, valid_from);

CREATE INDEX group_recheck_decision_by_recheck ON group_recheck_decision (recheck_id, student_id, group_key);

CREATE UNIQUE INDEX group_recheck_of_lists ON group_recheck (next_list_id, coalesce(previous_list_id, 0));

CREATE INDEX hand_selection_by_term ON hand_selection (school_id, term);

CREATE INDEX home_visit_by_student ON home_visit (student_id);

CREATE INDEX home_visit_by_year ON home_visit (school_id, school_year);

CREATE INDEX household_member_by_id_number ON household_member (id_number) WHERE id_number <> '';

CREATE INDEX identification_case_by_year ON identification_case (school_id, school_year, state);

CREATE INDEX imported_file_by_hash ON imported_file (school_id, purpose, sha256);

CREATE INDEX journal_entry_by_term ON journal_entry (school_id, term, programme_key, book);

CREATE INDEX journal_posting_by_student ON journal_posting (student_id) WHERE student_id IS NOT NULL;

CREATE INDEX letter_by_year ON letter (school_id, school_year);

CREATE INDEX letter_slip_by_pupil ON letter_slip (student_id, school_year, id);

CREATE INDEX letter_slip_by_year ON letter_slip (school_id, school_year);

CREATE INDEX list_decision_by_row ON list_decision (row_id);

CREATE INDEX list_match_by_student ON list_match (student_id);

CREATE INDEX list_row_by_bucket ON list_row (list_id, bucket);

CREATE INDEX local_benefit_rate_by_school ON local_benefit_rate (school_id, programme_key);

CREATE INDEX local_eligibility_rule_by_school ON local_eligibility_rule (school_id, programme_key);

CREATE INDEX meeting_case_by_case ON meeting_case (case_id);

CREATE INDEX meeting_correction_by_meeting ON meeting_correction (meeting_id);

CREATE UNIQUE INDEX meeting_vote_counted ON meeting_vote (meeting_case_id, round, choice) WHERE member_id IS NULL;

CREATE UNIQUE INDEX meeting_vote_of_member ON meeting_vote (meeting_case_id, round, member_id) WHERE member_id IS NOT NULL;

CREATE INDEX money_statement_by_term ON money_statement (school_id, term, kind);

CREATE INDEX money_statement_row_by_key ON money_statement_row (row_key);

CREATE INDEX movement_by_student ON movement (student_id, effective_date);

CREATE INDEX negative_hit_by_student ON negative_hit (student_id);

CREATE INDEX negative_hit_event_by_hit ON negative_hit_event (hit_id);

CREATE INDEX negative_item_row_by_school ON negative_item_row (school_id, item_key);

CREATE INDEX negative_kind_row_by_school ON negative_kind_row (school_id);

CREATE INDEX negative_list_by_school ON negative_list (school_id, term);

CREATE INDEX notice_entry_by_student ON notice_entry (student_id);

CREATE INDEX objection_by_notice ON objection (notice_id);

CREATE INDEX objection_event_by_objection ON objection_event (objection_id);

CREATE INDEX objection_open ON objection (school_id) WHERE state IN ('received', 'checking', 'reconsidering');

CREATE INDEX own_fund_entry_by_fund ON own_fund_entry (fund_id);

CREATE UNIQUE INDEX own_fund_one_set_aside ON own_fund (school_id) WHERE kind = 'set_aside';

CREATE INDEX panel_by_school ON panel (school_id, from_on);

CREATE INDEX panel_meeting_by_panel ON panel_meeting (panel_id);

CREATE INDEX panel_member_by_panel ON panel_member (panel_id);

CREATE UNIQUE INDEX panel_member_once ON panel_member (panel_id, name_key, kind) WHERE until_on IS NULL;

CREATE INDEX panel_posting_by_panel ON panel_posting (panel_id);

CREATE INDEX payee_account_by_number ON payee_account (account_no) WHERE replaced_on IS NULL;

CREATE UNIQUE INDEX payee_account_live ON payee_account (student_id) WHERE replaced_on IS NULL;

CREATE INDEX payee_finding_judgement_by_student ON payee_finding_judgement (school_id, student_id);

CREATE INDEX payee_judgement_by_account ON payee_judgement (school_id, account_no);

CREATE INDEX payment_batch_by_term ON payment_batch (school_id, term, state);

CREATE INDEX payment_line_act_by_line ON payment_line_act (line_id);

CREATE INDEX payment_line_by_entitlement ON payment_line (entitlement_id);

CREATE INDEX payment_line_by_return ON payment_line (return_file_id) WHERE return_file_id IS NOT NULL;

CREATE INDEX payment_line_by_student ON payment_line (student_id);

CREATE UNIQUE INDEX payment_line_reissued_once ON payment_line (reissue_of_id) WHERE reissue_of_id IS NOT NULL AND state <> 'withdrawn';

CREATE INDEX procedure_profile_by_school ON procedure_profile (school_id, valid_from);

CREATE INDEX programme_channel_by_programme ON programme_channel (school_id, programme_key, valid_from);

CREATE INDEX programme_revision_by_programme ON programme_revision (school_id, programme_key, valid_from_term);

CREATE INDEX public_notice_by_term ON public_notice (school_id, term);

CREATE INDEX reconciliation_link_by_term ON reconciliation_link (school_id, term, pair);

CREATE INDEX reconciliation_note_by_difference ON reconciliation_note (school_id, term, pair, difference_key);

CREATE INDEX recovery_step_by_case ON recovery_step (case_id);

CREATE INDEX rectification_by_finding ON rectification (school_id, finding_key) WHERE finding_key IS NOT NULL;

CREATE INDEX rectification_event_by_problem ON rectification_event (rectification_id);

CREATE INDEX rectification_plan_by_problem ON rectification_plan (rectification_id);

CREATE INDEX registry_number_by_number ON registry_number (number);

CREATE INDEX return_file_by_term ON return_file (school_id, term);

CREATE INDEX return_line_by_file ON return_line (return_file_id, row_no);

CREATE INDEX return_line_by_line ON return_line (payment_line_id) WHERE payment_line_id IS NOT NULL;

CREATE INDEX roster_snapshot_by_term ON roster_snapshot (school_id, term);

CREATE INDEX score_sheet_by_school ON score_sheet (school_id, term);

CREATE INDEX score_sheet_by_student ON score_sheet (student_id, term, trial, id);

CREATE INDEX score_sheet_by_table ON score_sheet (table_id);

CREATE INDEX score_table_by_school ON score_table (school_id, state);

CREATE INDEX self_assessment_answer_by_item ON self_assessment_answer (assessment_id, item_key);

CREATE INDEX set_aside_income_by_year ON set_aside_income (school_id, budget_year);

CREATE INDEX set_aside_rule_by_school ON set_aside_rule (school_id, stage, valid_from_year);

CREATE INDEX special_group_row_by_school ON special_group_row (school_id, group_key);

CREATE UNIQUE INDEX staff_account_live ON staff_account (school_id, account_no) WHERE removed_on IS NULL;

CREATE INDEX student_by_class ON student (class_id);

CREATE INDEX student_by_id_number ON student (school_id, id_number) WHERE id_number <> '';

CREATE INDEX student_by_name ON student (school_id, name_key);

CREATE INDEX student_by_registry_no ON student (school_id, registry_no) WHERE registry_no <> '';

CREATE INDEX student_change_by_student ON student_change (student_id);

CREATE INDEX support_month_by_school ON support_month (school_id, month, id);

CREATE INDEX support_month_by_student ON support_month (student_id, month, id);

CREATE INDEX support_plan_by_term ON support_plan (school_id, term, programme_key, id);

CREATE INDEX system_export_by_term ON system_export (school_id, term, kind);

CREATE UNIQUE INDEX template_profile_live ON template_profile (school_id, name) WHERE replaced_at IS NULL;

CREATE INDEX term_act_by_term ON term_act (school_id, term);

CREATE INDEX visit_plan_by_year ON visit_plan (school_id, school_year);

CREATE INDEX visit_stop_by_student ON visit_stop (student_id);

CREATE INDEX waiver_by_year ON waiver (school_id, school_year);

CREATE UNIQUE INDEX waiver_once ON waiver (student_id, school_year, coalesce(programme_key, ''), coalesce(term, '')) WHERE revoked_on IS NULL;

CREATE TRIGGER allotment_line_kind BEFORE INSERT ON allotment_line
WHEN (SELECT kind = 'reduction' FROM allotment WHERE id = NEW.allotment_id) <> (NEW.adjusts_id IS NOT NULL)
BEGIN SELECT raise(ABORT, 'a reduction, and nothing else, names the line it reduces'); END;

CREATE TRIGGER allotment_line_no_delete BEFORE DELETE ON allotment_line BEGIN SELECT raise(ABORT, 'an allotment is corrected by reversal'); END;

CREATE TRIGGER allotment_line_no_update BEFORE UPDATE ON allotment_line BEGIN SELECT raise(ABORT, 'an allotment is corrected by reversal'); END;

CREATE TRIGGER allotment_no_delete BEFORE DELETE ON allotment BEGIN SELECT raise(ABORT, 'an allotment is corrected by reversal'); END;

CREATE TRIGGER allotment_no_update BEFORE UPDATE ON allotment BEGIN SELECT raise(ABORT, 'an allotment is corrected by reversal'); END;

CREATE TRIGGER allotment_reduction_within BEFORE INSERT ON allotment_line
WHEN NEW.adjusts_id IS NOT NULL AND NEW.amount_fen > ((SELECT amount_fen FROM allotment_line WHERE id = NEW.adjusts_id)
    - (SELECT coalesce(sum(x.amount_fen), 0) FROM allotment_line x WHERE x.adjusts_id = NEW.adjusts_id AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_id = x.entry_id))) - (SELECT coalesce(sum(f.amount_fen), 0) FROM fund_receipt f WHERE f.allotment_line_id = NEW.adjusts_id AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_id = f.entry_id))
BEGIN SELECT raise(ABORT, 'no more is taken back than has not arrived'); END;

CREATE TRIGGER application_event_no_delete BEFORE DELETE ON application_event BEGIN SELECT raise(ABORT, 'events of a form are append-only'); END;

CREATE TRIGGER application_event_no_update BEFORE UPDATE ON application_event BEGIN SELECT raise(ABORT, 'events of a form are append-only'); END;

CREATE TRIGGER application_version_no_delete BEFORE DELETE ON application_version BEGIN SELECT raise(ABORT, 'a form is corrected by a further version, never deleted'); END;

CREATE TRIGGER application_version_no_update BEFORE UPDATE ON application_version BEGIN SELECT raise(ABORT, 'a form is corrected by a further version, never changed'); END;

CREATE TRIGGER attachment_is_fixed BEFORE UPDATE OF school_id, subject, subject_id, student_id, kind, file_name, media_type, size_bytes, sha256, taken_on, bytes, account_id, at ON attachment
BEGIN SELECT raise(ABORT, 'an attachment is taken out with a reason, never changed'); END;

CREATE TRIGGER attachment_kept BEFORE DELETE ON attachment BEGIN SELECT raise(ABORT, 'an attachment is taken out with a reason, never deleted'); END;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;

CREATE TRIGGER award_tier_rule_not_of_closed_terms BEFORE INSERT ON award_tier_rule
WHEN EXISTS (SELECT 1 FROM term_lock WHERE school_id = NEW.school_id AND term >= NEW.valid_from_term AND (NEW.valid_to_term IS NULL OR term <= NEW.valid_to_term))
BEGIN SELECT raise(ABORT, 'a closed term keeps its rules'); END;

CREATE TRIGGER case_event_no_delete BEFORE DELETE ON case_event BEGIN SELECT raise(ABORT, 'case events are append-only'); END;

CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event BEGIN SELECT raise(ABORT, 'case events are append-only'); END;

CREATE TRIGGER check_explanation_no_delete BEFORE DELETE ON check_explanation BEGIN SELECT raise(ABORT, 'an explanation is taken back, never deleted'); END;

CREATE TRIGGER check_explanation_no_update BEFORE UPDATE ON check_explanation BEGIN SELECT raise(ABORT, 'an explanation is taken back, never changed'); END;

CREATE TRIGGER class_code_no_delete BEFORE DELETE ON class_code BEGIN SELECT raise(ABORT, 'a class code is replaced by a later one, never changed'); END;

CREATE TRIGGER class_code_no_update BEFORE UPDATE ON class_code BEGIN SELECT raise(ABORT, 'a class code is replaced by a later one, never changed'); END;

CREATE TRIGGER counselling_talk_no_delete BEFORE DELETE ON counselling_talk BEGIN SELECT raise(ABORT, 'talks are kept'); END;

CREATE TRIGGER counselling_talk_no_update BEFORE UPDATE ON counselling_talk BEGIN SELECT raise(ABORT, 'a talk is corrected by a new version'); END;

CREATE TRIGGER counselling_talk_version_no_delete BEFORE DELETE ON counselling_talk_version BEGIN SELECT raise(ABORT, 'versions of a talk are kept'); END;

CREATE TRIGGER counselling_talk_version_no_update BEFORE UPDATE ON counselling_talk_version BEGIN SELECT raise(ABORT, 'a talk is corrected by a new version'); END;

CREATE TRIGGER coverage_follow_up_no_delete BEFORE DELETE ON coverage_follow_up BEGIN SELECT raise(ABORT, 'what was done is written down again, never deleted'); END;

CREATE TRIGGER coverage_follow_up_no_update BEFORE UPDATE ON coverage_follow_up BEGIN SELECT raise(ABORT, 'what was done is written down again, never changed'); END;

CREATE TRIGGER determination_no_delete BEFORE DELETE ON determination BEGIN SELECT raise(ABORT, 'determinations supersede, they are never deleted'); END;

CREATE TRIGGER determination_no_update BEFORE UPDATE ON determination BEGIN SELECT raise(ABORT, 'determinations supersede, they are never changed'); END;

CREATE TRIGGER emergency_no_delete BEFORE DELETE ON emergency BEGIN SELECT raise(ABORT, 'an emergency goes on by its steps, it is never deleted'); END;

CREATE TRIGGER emergency_no_update BEFORE UPDATE ON emergency BEGIN SELECT raise(ABORT, 'an emergency goes on by its steps, it is never changed'); END;

CREATE TRIGGER emergency_step_no_delete BEFORE DELETE ON emergency_step BEGIN SELECT raise(ABORT, 'steps are append-only'); END;

CREATE TRIGGER emergency_step_no_update BEFORE UPDATE ON emergency_step BEGIN SELECT raise(ABORT, 'steps are append-only'); END;

CREATE TRIGGER entitlement_adjustment_no_delete BEFORE DELETE ON entitlement_adjustment BEGIN SELECT raise(ABORT, 'the history of adjustments is append-only'); END;

CREATE TRIGGER entitlement_adjustment_no_update BEFORE UPDATE ON entitlement_adjustment BEGIN SELECT raise(ABORT, 'the history of adjustments is append-only'); END;

CREATE TRIGGER entitlement_adjustment_one_open BEFORE INSERT ON entitlement_adjustment
WHEN EXISTS (SELECT 1 FROM entitlement_adjustment a WHERE a.entitlement_id = NEW.entitlement_id
  AND NOT EXISTS (SELECT 1 FROM entitlement_adjustment_step s WHERE s.adjustment_id = a.id AND s.step IN ('apply', 'reject', 'withdraw')))
BEGIN SELECT raise(ABORT, 'one adjustment at a time'); END;

CREATE TRIGGER entitlement_adjustment_step_in_order BEFORE INSERT ON entitlement_adjustment_step
WHEN (NEW.step = 'apply') <> EXISTS (SELECT 1 FROM entitlement_adjustment_step WHERE adjustment_id = NEW.adjustment_id AND step = 'approve')
  OR EXISTS (SELECT 1 FROM entitlement_adjustment_step WHERE adjustment_id = NEW.adjustment_id AND step IN ('reject', 'withdraw'))
BEGIN SELECT raise(ABORT, 'an adjustment is decided once'); END;

CREATE TRIGGER entitlement_adjustment_step_no_delete BEFORE DELETE ON entitlement_adjustment_step BEGIN SELECT raise(ABORT, 'the history of adjustments is append-only'); END;

CREATE TRIGGER entitlement_adjustment_step_no_update BEFORE UPDATE ON entitlement_adjustment_step BEGIN SELECT raise(ABORT, 'the history of adjustments is append-only'); END;

CREATE TRIGGER entitlement_amount_follows_adjustment BEFORE UPDATE OF amount_due_fen ON entitlement
WHEN OLD.state <> 'proposed' AND (NEW.amount_due_fen < (SELECT coalesce(sum(amount_fen), 0) FROM payment_line WHERE entitlement_id = OLD.id AND state NOT IN ('reissued', 'recovered', 'withdrawn')) OR NOT EXISTS (
  SELECT 1 FROM entitlement_adjustment a JOIN entitlement_adjustment_step s ON s.adjustment_id = a.id AND s.step = 'approve'
  WHERE a.entitlement_id = OLD.id AND a.before_fen = OLD.amount_due_fen AND a.after_fen = NEW.amount_due_fen
    AND NOT EXISTS (SELECT 1 FROM entitlement_adjustment_step d WHERE d.adjustment_id = a.id AND d.step = 'apply')))
BEGIN SELECT raise(ABORT, 'the amount changes by an approved adjustment, never below what was sent'); END;

CREATE TRIGGER entitlement_approved_is_fixed BEFORE UPDATE OF student_id, programme_key, term, award_tier, trace_json, basis ON entitlement
WHEN OLD.state <> 'proposed'
BEGIN SELECT raise(ABORT, 'an approved entitlement is withdrawn or adjusted, never changed'); END;

CREATE TRIGGER entitlement_kept BEFORE DELETE ON entitlement
BEGIN SELECT raise(ABORT, 'an entitlement is withdrawn, never deleted'); END;

CREATE TRIGGER evidence_check_no_delete BEFORE DELETE ON evidence_check BEGIN SELECT raise(ABORT, 'a check is followed by another, never deleted'); END;

CREATE TRIGGER evidence_check_no_update BEFORE UPDATE ON evidence_check BEGIN SELECT raise(ABORT, 'a check is followed by another, never changed'); END;

CREATE TRIGGER finance_account_no_delete BEFORE DELETE ON finance_account BEGIN SELECT raise(ABORT, 'a finance account is replaced by a later one, never changed'); END;

CREATE TRIGGER finance_account_no_update BEFORE UPDATE ON finance_account BEGIN SELECT raise(ABORT, 'a finance account is replaced by a later one, never changed'); END;

CREATE TRIGGER finance_layout_no_delete BEFORE DELETE ON finance_layout BEGIN SELECT raise(ABORT, 'a layout is replaced by a later one, never changed'); END;

CREATE TRIGGER finance_layout_no_update BEFORE UPDATE ON finance_layout BEGIN SELECT raise(ABORT, 'a layout is replaced by a later one, never changed'); END;

CREATE TRIGGER fund_receipt_no_delete BEFORE DELETE ON fund_receipt BEGIN SELECT raise(ABORT, 'receipts are corrected by reversal'); END;

CREATE TRIGGER fund_receipt_no_update BEFORE UPDATE ON fund_receipt BEGIN SELECT raise(ABORT, 'receipts are corrected by reversal'); END;

CREATE TRIGGER fund_receipt_of_its_allotment BEFORE INSERT ON fund_receipt
WHEN NEW.allotment_line_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM allotment_line l JOIN allotment a ON a.id = l.allotment_id
  WHERE l.id = NEW.allotment_line_id AND a.school_id = NEW.school_id AND a.kind = 'grant' AND a.source = NEW.source AND l.programme_key = NEW.programme_key)
BEGIN SELECT raise(ABORT, 'a receipt is of its allotment''s school, programme and source'); END;

CREATE TRIGGER fund_receipt_within_allotment BEFORE INSERT ON fund_receipt
WHEN NEW.allotment_line_id IS NOT NULL AND NEW.over_reason = ''
  AND NEW.amount_fen > ((SELECT amount_fen FROM allotment_line WHERE id = NEW.allotment_line_id)
    - (SELECT coalesce(sum(x.amount_fen), 0) FROM allotment_line x WHERE x.adjusts_id = NEW.allotment_line_id AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_id = x.entry_id))) - (SELECT coalesce(sum(f.amount_fen), 0) FROM fund_receipt f WHERE f.allotment_line_id = NEW.allotment_line_id AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_id = f.entry_id))
BEGIN SELECT raise(ABORT, 'more arrived than was allotted, and nobody says why'); END;

CREATE TRIGGER funding_split_no_delete BEFORE DELETE ON funding_split BEGIN SELECT raise(ABORT, 'a split is replaced by a later one, never deleted'); END;

CREATE TRIGGER funding_split_no_update BEFORE UPDATE ON funding_split BEGIN SELECT raise(ABORT, 'a split is replaced by a later one, never changed'); END;

CREATE TRIGGER funding_split_not_of_closed_terms BEFORE INSERT ON funding_split
WHEN EXISTS (SELECT 1 FROM term_lock WHERE school_id = NEW.school_id AND term >= NEW.valid_from)
BEGIN SELECT raise(ABORT, 'a closed term keeps its split'); END;

CREATE TRIGGER group_recheck_decision_no_delete BEFORE DELETE ON group_recheck_decision BEGIN SELECT raise(ABORT, 'a decision is followed by another, never deleted'); END;

CREATE TRIGGER group_recheck_decision_no_update BEFORE UPDATE ON group_recheck_decision BEGIN SELECT raise(ABORT, 'a decision is followed by another, never changed'); END;

CREATE TRIGGER home_visit_no_delete BEFORE DELETE ON home_visit BEGIN SELECT raise(ABORT, 'a visit is struck out by a new version'); END;

CREATE TRIGGER home_visit_no_update BEFORE UPDATE ON home_visit BEGIN SELECT raise(ABORT, 'a visit is corrected by a new version'); END;

CREATE TRIGGER home_visit_version_no_delete BEFORE DELETE ON home_visit_version BEGIN SELECT raise(ABORT, 'versions of a visit are kept'); END;

CREATE TRIGGER home_visit_version_no_update BEFORE UPDATE ON home_visit_version BEGIN SELECT raise(ABORT, 'a visit is corrected by a new version'); END;

CREATE TRIGGER journal_entry_memo_said BEFORE INSERT ON journal_entry WHEN trim(NEW.memo) = ''
BEGIN SELECT raise(ABORT, 'journal: an entry says what it is for'); END;

CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT raise(ABORT, 'journal is append-only'); END;

CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT raise(ABORT, 'journal is append-only'); END;

CREATE TRIGGER journal_entry_seals BEFORE INSERT ON journal_entry BEGIN
  SELECT raise(ABORT, 'journal: an entry of this id or number exists')
    WHERE EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM journal_entry WHERE school_id = NEW.school_id AND entry_no = NEW.entry_no)
       OR EXISTS (SELECT 1 FROM journal_entry WHERE operation_id = NEW.operation_id AND event_no = NEW.event_no)
       OR (NEW.reverses_id IS NOT NULL AND EXISTS (SELECT 1 FROM journal_entry WHERE reverses_id = NEW.reverses_id));
  SELECT raise(ABORT, 'journal: the entry does not balance')
    WHERE coalesce((SELECT sum(debit_fen) = sum(credit_fen) AND count(*) >= 2 FROM journal_posting WHERE entry_id = NEW.id), 0) = 0;
  SELECT raise(ABORT, 'journal: a posting of an unknown account, source, programme or of another book')
    WHERE EXISTS (SELECT 1 FROM journal_posting WHERE entry_id = NEW.id AND (programme_key <> NEW.programme_key OR source NOT IN ('central', 'province', 'city', 'county', 'school', 'donor', 'unspecified')
      OR CASE NEW.book
        WHEN 'school_account' THEN account_code NOT IN ('cash', 'overpaid', 'payable_due', 'payable_submitted', 'payable_failed', 'payable_recovered', 'fund_opening', 'fund_received', 'fund_returned', 'fund_carried', 'fund_moved', 'aid_due', 'allotment_open', 'allotment_arrived', 'allotment_given')
        WHEN 'one_card' THEN account_code NOT IN ('card_cash', 'card_overpaid', 'card_payable_due', 'card_payable_submitted', 'card_payable_failed', 'card_payable_recovered', 'card_fund_opening', 'card_fund_received', 'card_fund_returned', 'card_fund_carried', 'card_fund_moved', 'card_aid_due', 'card_allotment_open', 'card_allotment_arrived', 'card_allotment_given')
        ELSE account_code NOT IN ('own_cash', 'own_opening', 'own_set_aside', 'own_donated', 'own_granted', 'own_returned') END));
  SELECT raise(ABORT, 'journal: the term is closed')
    WHERE EXISTS (SELECT 1 FROM term_lock WHERE school_id = NEW.school_id AND term = NEW.term);
  SELECT raise(ABORT, 'journal: the programme is paid through the other channel in this term')
    WHERE NEW.book <> 'own_funds' AND NEW.book <> coalesce((SELECT channel FROM programme_channel WHERE school_id = NEW.school_id AND programme_key = NEW.programme_key AND valid_from <= NEW.term
    ORDER BY valid_from DESC, id DESC LIMIT 1), 'school_account');
  SELECT raise(ABORT, 'journal: the money of one programme and term is of one book')
    WHERE NEW.book <> 'own_funds' AND EXISTS (SELECT 1 FROM journal_entry WHERE school_id = NEW.school_id AND term = NEW.term
      AND programme_key = NEW.programme_key AND book = CASE NEW.book WHEN 'one_card' THEN 'school_account' ELSE 'one_card' END);
END;

CREATE TRIGGER journal_entry_sums AFTER INSERT ON journal_entry BEGIN
  INSERT INTO journal_entry_total (entry_id, account_code, source, debit_fen, credit_fen)
  SELECT entry_id, account_code, coalesce(source, ''), sum(debit_fen), sum(credit_fen) FROM journal_posting WHERE entry_id = NEW.id GROUP BY entry_id, account_code, source;
  INSERT INTO journal_pupil_total (school_id, term, programme_key, book, student_id, due_fen, paid_fen, failed_fen, in_flight_fen)
  SELECT e.school_id, e.term, e.programme_key, e.book, p.student_id, sum(CASE WHEN account_code IN ('aid_due', 'card_aid_due') THEN (debit_fen - credit_fen) ELSE 0 END), sum(CASE WHEN account_code IN ('cash', 'card_cash') THEN -(debit_fen - credit_fen) ELSE 0 END), sum(CASE WHEN account_code IN ('payable_failed', 'card_payable_failed') THEN -(debit_fen - credit_fen) ELSE 0 END), sum(CASE WHEN account_code IN ('payable_submitted', 'card_payable_submitted') THEN -(debit_fen - credit_fen) ELSE 0 END)
  FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id WHERE p.student_id IS NOT NULL AND e.book <> 'own_funds' AND e.id = NEW.id
  GROUP BY e.school_id, e.term, e.programme_key, e.book, p.student_id
  ON CONFLICT DO UPDATE SET due_fen = due_fen + excluded.due_fen, paid_fen = paid_fen + excluded.paid_fen,
    failed_fen = failed_fen + excluded.failed_fen, in_flight_fen = in_flight_fen + excluded.in_flight_fen;
END;

CREATE TRIGGER journal_entry_total_no_delete BEFORE DELETE ON journal_entry_total BEGIN SELECT raise(ABORT, 'journal is append-only'); END;

CREATE TRIGGER journal_entry_total_no_update BEFORE UPDATE ON journal_entry_total BEGIN SELECT raise(ABORT, 'journal is append-only'); END;

CREATE TRIGGER journal_posting_no_delete BEFORE DELETE ON journal_posting BEGIN SELECT raise(ABORT, 'journal is append-only'); END;

CREATE TRIGGER journal_posting_no_update BEFORE UPDATE ON journal_posting BEGIN SELECT raise(ABORT, 'journal is append-only'); END;

CREATE TRIGGER journal_posting_sealed BEFORE INSERT ON journal_posting WHEN EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.entry_id)
  BEGIN SELECT raise(ABORT, 'journal: the entry is sealed'); END;

CREATE TRIGGER journal_pupil_total_no_delete BEFORE DELETE ON journal_pupil_total BEGIN SELECT raise(ABORT, 'journal is append-only'); END;

CREATE TRIGGER letter_is_fixed BEFORE UPDATE OF school_id, school_year, title, body, slip_text, programmes_json, grades_json, issued_on, reply_by, account_id, at ON letter
BEGIN SELECT raise(ABORT, 'an issued letter is withdrawn and issued anew, never changed'); END;

CREATE TRIGGER letter_kept BEFORE DELETE ON letter BEGIN SELECT raise(ABORT, 'an issued letter is withdrawn, never deleted'); END;

CREATE TRIGGER letter_slip_no_delete BEFORE DELETE ON letter_slip BEGIN SELECT raise(ABORT, 'a slip is recorded anew, never deleted'); END;

CREATE TRIGGER letter_slip_no_update BEFORE UPDATE ON letter_slip BEGIN SELECT raise(ABORT, 'a slip is recorded anew, never changed'); END;

CREATE TRIGGER list_decision_no_delete BEFORE DELETE ON list_decision BEGIN SELECT raise(ABORT, 'decisions are append-only'); END;

CREATE TRIGGER list_decision_no_update BEFORE UPDATE ON list_decision BEGIN SELECT raise(ABORT, 'decisions are append-only'); END;

CREATE TRIGGER local_benefit_rate_not_of_closed_terms BEFORE INSERT ON local_benefit_rate
WHEN EXISTS (SELECT 1 FROM term_lock WHERE school_id = NEW.school_id AND term >= NEW.valid_from_term AND (NEW.valid_to_term IS NULL OR term <= NEW.valid_to_term))
BEGIN SELECT raise(ABORT, 'a closed term keeps its rules'); END;

CREATE TRIGGER local_eligibility_rule_not_of_closed_terms BEFORE INSERT ON local_eligibility_rule
WHEN EXISTS (SELECT 1 FROM term_lock WHERE school_id = NEW.school_id AND term >= NEW.valid_from_term AND (NEW.valid_to_term IS NULL OR term <= NEW.valid_to_term))
BEGIN SELECT raise(ABORT, 'a closed term keeps its rules'); END;

CREATE TRIGGER meeting_case_closed_delete BEFORE DELETE ON meeting_case
WHEN (SELECT state FROM panel_meeting WHERE id = OLD.meeting_id) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_case_closed_insert BEFORE INSERT ON meeting_case
WHEN (SELECT state FROM panel_meeting WHERE id = NEW.meeting_id) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_case_closed_update BEFORE UPDATE ON meeting_case
WHEN (SELECT state FROM panel_meeting WHERE id = OLD.meeting_id) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_correction_no_delete BEFORE DELETE ON meeting_correction BEGIN SELECT raise(ABORT, 'corrections are append-only'); END;

CREATE TRIGGER meeting_correction_no_update BEFORE UPDATE ON meeting_correction BEGIN SELECT raise(ABORT, 'corrections are append-only'); END;

CREATE TRIGGER meeting_outcome_no_delete BEFORE DELETE ON meeting_outcome BEGIN SELECT raise(ABORT, 'what was decided on is a fact'); END;

CREATE TRIGGER meeting_outcome_no_update BEFORE UPDATE ON meeting_outcome BEGIN SELECT raise(ABORT, 'what was decided on is a fact'); END;

CREATE TRIGGER meeting_recusal_closed_delete BEFORE DELETE ON meeting_recusal
WHEN (SELECT state FROM panel_meeting WHERE id = (SELECT meeting_id FROM meeting_case WHERE id = OLD.meeting_case_id)) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_recusal_closed_insert BEFORE INSERT ON meeting_recusal
WHEN (SELECT state FROM panel_meeting WHERE id = (SELECT meeting_id FROM meeting_case WHERE id = NEW.meeting_case_id)) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_recusal_closed_update BEFORE UPDATE ON meeting_recusal
WHEN (SELECT state FROM panel_meeting WHERE id = (SELECT meeting_id FROM meeting_case WHERE id = OLD.meeting_case_id)) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_score_closed_delete BEFORE DELETE ON meeting_score
WHEN (SELECT state FROM panel_meeting WHERE id = (SELECT meeting_id FROM meeting_case WHERE id = OLD.meeting_case_id)) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_score_closed_insert BEFORE INSERT ON meeting_score
WHEN (SELECT state FROM panel_meeting WHERE id = (SELECT meeting_id FROM meeting_case WHERE id = NEW.meeting_case_id)) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_score_closed_update BEFORE UPDATE ON meeting_score
WHEN (SELECT state FROM panel_meeting WHERE id = (SELECT meeting_id FROM meeting_case WHERE id = OLD.meeting_case_id)) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_seat_closed_delete BEFORE DELETE ON meeting_seat
WHEN (SELECT state FROM panel_meeting WHERE id = OLD.meeting_id) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_seat_closed_insert BEFORE INSERT ON meeting_seat
WHEN (SELECT state FROM panel_meeting WHERE id = NEW.meeting_id) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_seat_closed_update BEFORE UPDATE ON meeting_seat
WHEN (SELECT state FROM panel_meeting WHERE id = OLD.meeting_id) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_vote_closed_delete BEFORE DELETE ON meeting_vote
WHEN (SELECT state FROM panel_meeting WHERE id = (SELECT meeting_id FROM meeting_case WHERE id = OLD.meeting_case_id)) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_vote_closed_insert BEFORE INSERT ON meeting_vote
WHEN (SELECT state FROM panel_meeting WHERE id = (SELECT meeting_id FROM meeting_case WHERE id = NEW.meeting_case_id)) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER meeting_vote_closed_update BEFORE UPDATE ON meeting_vote
WHEN (SELECT state FROM panel_meeting WHERE id = (SELECT meeting_id FROM meeting_case WHERE id = OLD.meeting_case_id)) <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER money_statement_is_fixed BEFORE UPDATE OF school_id, term, kind, account_label, debit_means, imported_file_id, row_count, account_id, at ON money_statement
BEGIN SELECT raise(ABORT, 'a statement is withdrawn and taken in anew, never changed'); END;

CREATE TRIGGER money_statement_no_delete BEFORE DELETE ON money_statement BEGIN SELECT raise(ABORT, 'a statement is withdrawn, never deleted'); END;

CREATE TRIGGER money_statement_row_no_delete BEFORE DELETE ON money_statement_row BEGIN SELECT raise(ABORT, 'rows of a statement stay as they came'); END;

CREATE TRIGGER money_statement_row_no_update BEFORE UPDATE ON money_statement_row BEGIN SELECT raise(ABORT, 'rows of a statement stay as they came'); END;

CREATE TRIGGER money_statement_withdrawn_once BEFORE UPDATE OF withdrawn_at, withdrawn_by, withdraw_reason ON money_statement WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT raise(ABORT, 'a withdrawn statement stays withdrawn'); END;

CREATE TRIGGER movement_no_delete BEFORE DELETE ON movement BEGIN SELECT raise(ABORT, 'movements are corrected, not deleted'); END;

CREATE TRIGGER movement_no_update BEFORE UPDATE ON movement BEGIN SELECT raise(ABORT, 'movements are corrected, not changed'); END;

CREATE TRIGGER negative_hit_event_no_delete BEFORE DELETE ON negative_hit_event BEGIN SELECT raise(ABORT, 'events of a hit are append-only'); END;

CREATE TRIGGER negative_hit_event_no_update BEFORE UPDATE ON negative_hit_event BEGIN SELECT raise(ABORT, 'events of a hit are append-only'); END;

CREATE TRIGGER negative_hit_is_fixed BEFORE UPDATE OF row_id, student_id, person_name, relation, source, strength, name_differs, found_at ON negative_hit
BEGIN SELECT raise(ABORT, 'a hit moves from state to state, what was found stays'); END;

CREATE TRIGGER negative_hit_kept BEFORE DELETE ON negative_hit BEGIN SELECT raise(ABORT, 'a hit is settled, never deleted'); END;

CREATE TRIGGER negative_item_row_no_delete BEFORE DELETE ON negative_item_row BEGIN SELECT raise(ABORT, 'a line is followed by a later row, never deleted'); END;

CREATE TRIGGER negative_item_row_no_update BEFORE UPDATE ON negative_item_row BEGIN SELECT raise(ABORT, 'a line is followed by a later row, never changed'); END;

CREATE TRIGGER negative_kind_row_no_delete BEFORE DELETE ON negative_kind_row BEGIN SELECT raise(ABORT, 'a kind is followed by a later row, never deleted'); END;

CREATE TRIGGER negative_kind_row_no_update BEFORE UPDATE ON negative_kind_row BEGIN SELECT raise(ABORT, 'a kind is followed by a later row, never changed'); END;

CREATE TRIGGER notice_entry_frozen_delete BEFORE DELETE ON notice_entry
WHEN (SELECT state FROM public_notice WHERE id = OLD.notice_id) <> 'draft'
BEGIN SELECT raise(ABORT, 'a posted notice keeps its list'); END;

CREATE TRIGGER notice_entry_frozen_update BEFORE UPDATE ON notice_entry
BEGIN SELECT raise(ABORT, 'a notice keeps the list it was made with'); END;

CREATE TRIGGER objection_event_no_delete BEFORE DELETE ON objection_event BEGIN SELECT raise(ABORT, 'objection events are append-only'); END;

CREATE TRIGGER objection_event_no_update BEFORE UPDATE ON objection_event BEGIN SELECT raise(ABORT, 'objection events are append-only'); END;

CREATE TRIGGER objection_is_fixed BEFORE UPDATE OF school_id, no, notice_id, ordinal, received_on, channel, named, objector_name, objector_contact, claim, received_by, created_at ON objection
BEGIN SELECT raise(ABORT, 'an objection stays as it was received'); END;

CREATE TRIGGER objection_kept BEFORE DELETE ON objection BEGIN SELECT raise(ABORT, 'an objection is never deleted'); END;

CREATE TRIGGER own_fund_entry_no_delete BEFORE DELETE ON own_fund_entry BEGIN SELECT raise(ABORT, 'own funds are corrected, never deleted'); END;

CREATE TRIGGER own_fund_entry_no_update BEFORE UPDATE ON own_fund_entry BEGIN SELECT raise(ABORT, 'own funds are corrected by reversal'); END;

CREATE TRIGGER own_fund_has_it BEFORE INSERT ON own_fund_entry
WHEN (SELECT coalesce(sum(p.debit_fen - p.credit_fen), 0) FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id JOIN own_fund f ON f.id = NEW.fund_id
  WHERE e.school_id = f.school_id AND e.programme_key = f.ledger_key AND p.account_code = 'own_cash') < 0
BEGIN SELECT raise(ABORT, 'a fund gives no more than it has'); END;

CREATE TRIGGER own_fund_is_fixed BEFORE UPDATE ON own_fund BEGIN SELECT raise(ABORT, 'a fund is kept as it was agreed'); END;

CREATE TRIGGER own_fund_no_delete BEFORE DELETE ON own_fund BEGIN SELECT raise(ABORT, 'own funds are corrected, never deleted'); END;

CREATE TRIGGER own_fund_use_said BEFORE INSERT ON own_fund_entry
WHEN (SELECT effect_kind = 'own_grant' FROM journal_entry WHERE id = NEW.entry_id) <> (NEW.use_kind IS NOT NULL)
BEGIN SELECT raise(ABORT, 'what goes out says what for'); END;

CREATE TRIGGER panel_meeting_is_fixed BEFORE UPDATE OF school_id, panel_id, school_year, no, purpose, held_on, place, chair_id, recorder, method, tie_rule, trim_count, max_score_hundredths, remarks,
  rule_json, grades_json, closed_at, closed_by, account_id, at ON panel_meeting WHEN OLD.state <> 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are corrected, never changed'); END;

CREATE TRIGGER panel_meeting_kept BEFORE DELETE ON panel_meeting WHEN OLD.state <> 'draft' BEGIN SELECT raise(ABORT, 'closed minutes are kept'); END;

CREATE TRIGGER panel_meeting_moves BEFORE UPDATE OF state ON panel_meeting WHEN OLD.state <> 'draft' AND NEW.state = 'draft'
BEGIN SELECT raise(ABORT, 'closed minutes are never a draft again'); END;

CREATE TRIGGER panel_member_is_fixed BEFORE UPDATE OF panel_id, name, name_key, kind, student_id, from_on, account_id, at ON panel_member
BEGIN SELECT raise(ABORT, 'a member leaves and another comes, nobody is rewritten'); END;

CREATE TRIGGER panel_member_left BEFORE UPDATE ON panel_member WHEN OLD.until_on IS NOT NULL BEGIN SELECT raise(ABORT, 'who has left stays as he was'); END;

CREATE TRIGGER panel_member_no_delete BEFORE DELETE ON panel_member BEGIN SELECT raise(ABORT, 'a member leaves, he is never deleted'); END;

CREATE TRIGGER panel_no_delete BEFORE DELETE ON panel BEGIN SELECT raise(ABORT, 'a body is ended, never deleted'); END;

CREATE TRIGGER panel_posting_no_delete BEFORE DELETE ON panel_posting BEGIN SELECT raise(ABORT, 'a posting is a fact'); END;

CREATE TRIGGER panel_posting_no_update BEFORE UPDATE ON panel_posting BEGIN SELECT raise(ABORT, 'a posting is a fact'); END;

CREATE TRIGGER payee_account_is_fixed BEFORE UPDATE OF student_id, holder_name, holder_relation, holder_id_number, account_no, valid_from ON payee_account
BEGIN SELECT raise(ABORT, 'a payee account is replaced, never changed'); END;

CREATE TRIGGER payee_account_kept BEFORE DELETE ON payee_account
BEGIN SELECT raise(ABORT, 'a payee account is replaced, never deleted'); END;

CREATE TRIGGER payee_finding_judgement_no_delete BEFORE DELETE ON payee_finding_judgement BEGIN SELECT raise(ABORT, 'a judgement is never deleted'); END;

CREATE TRIGGER payee_finding_judgement_no_update BEFORE UPDATE ON payee_finding_judgement BEGIN SELECT raise(ABORT, 'a judgement is never changed'); END;

CREATE TRIGGER payment_batch_channel BEFORE INSERT ON payment_batch
WHEN NEW.channel <> coalesce((SELECT channel FROM programme_channel WHERE school_id = NEW.school_id AND programme_key = NEW.programme_key AND valid_from <= NEW.term
    ORDER BY valid_from DESC, id DESC LIMIT 1), 'school_account')
BEGIN SELECT raise(ABORT, 'a batch goes through its programme''s channel'); END;

CREATE TRIGGER payment_batch_channel_fixed BEFORE UPDATE OF channel ON payment_batch
BEGIN SELECT raise(ABORT, 'a batch is withdrawn and made anew, never changed'); END;

CREATE TRIGGER payment_batch_is_fixed BEFORE UPDATE OF school_id, no, term, programme_key, purpose, source, doc_no, profile_json, line_count, sum_fen, account_tail, created_by ON payment_batch
BEGIN SELECT raise(ABORT, 'a batch is withdrawn and made anew, never changed'); END;

CREATE TRIGGER payment_batch_kept BEFORE DELETE ON payment_batch
BEGIN SELECT raise(ABORT, 'a batch is withdrawn, never deleted'); END;

CREATE TRIGGER payment_file_is_fixed BEFORE UPDATE ON payment_file
BEGIN SELECT raise(ABORT, 'an exported file is never changed'); END;

CREATE TRIGGER payment_file_kept BEFORE DELETE ON payment_file
BEGIN SELECT raise(ABORT, 'an exported file is never deleted'); END;

CREATE TRIGGER payment_line_is_fixed BEFORE UPDATE OF batch_id, line_no, entitlement_id, student_id, payee_account_id, holder_name, holder_id_number, account_no, amount_fen, reissue_of_id ON payment_line
BEGIN SELECT raise(ABORT, 'a payment line is withdrawn or reissued, never changed'); END;

CREATE TRIGGER payment_line_kept BEFORE DELETE ON payment_line
BEGIN SELECT raise(ABORT, 'a payment line is never deleted'); END;

CREATE TRIGGER payment_line_of_approved BEFORE INSERT ON payment_line
WHEN (SELECT state FROM entitlement WHERE id = NEW.entitlement_id) <> 'approved'
BEGIN SELECT raise(ABORT, 'only an approved entitlement is paid'); END;

CREATE TRIGGER payment_line_reissues_failed BEFORE INSERT ON payment_line
WHEN NEW.reissue_of_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM payment_line o WHERE o.id = NEW.reissue_of_id AND o.entitlement_id = NEW.entitlement_id AND o.amount_fen = NEW.amount_fen AND o.state = 'reissued')
BEGIN SELECT raise(ABORT, 'only a corrected failed line is re-issued'); END;

CREATE TRIGGER payment_line_within_due BEFORE INSERT ON payment_line
WHEN NEW.state NOT IN ('reissued', 'recovered', 'withdrawn')
  AND (SELECT coalesce(sum(amount_fen), 0) FROM payment_line WHERE entitlement_id = NEW.entitlement_id AND state NOT IN ('reissued', 'recovered', 'withdrawn')) + NEW.amount_fen > (SELECT amount_due_fen FROM entitlement WHERE id = NEW.entitlement_id)
BEGIN SELECT raise(ABORT, 'more than the amount due'); END;

CREATE TRIGGER payment_line_within_due_again AFTER UPDATE OF state ON payment_line
WHEN OLD.state IN ('reissued', 'recovered', 'withdrawn') AND NEW.state NOT IN ('reissued', 'recovered', 'withdrawn')
  AND (SELECT coalesce(sum(amount_fen), 0) FROM payment_line WHERE entitlement_id = NEW.entitlement_id AND state NOT IN ('reissued', 'recovered', 'withdrawn')) > (SELECT amount_due_fen FROM entitlement WHERE id = NEW.entitlement_id)
BEGIN SELECT raise(ABORT, 'more than the amount due'); END;

CREATE TRIGGER payment_recovery_within_line BEFORE INSERT ON payment_recovery
WHEN (SELECT coalesce(sum(amount_fen), 0) FROM payment_recovery WHERE line_id = NEW.line_id) + NEW.amount_fen > (SELECT amount_fen FROM payment_line WHERE id = NEW.line_id)
BEGIN SELECT raise(ABORT, 'more than was paid'); END;

CREATE TRIGGER procedure_profile_no_delete BEFORE DELETE ON procedure_profile BEGIN SELECT raise(ABORT, 'a procedure is replaced by a later one, never deleted'); END;

CREATE TRIGGER procedure_profile_no_update BEFORE UPDATE ON procedure_profile BEGIN SELECT raise(ABORT, 'a procedure is replaced by a later one, never changed'); END;

CREATE TRIGGER programme_channel_before_money BEFORE INSERT ON programme_channel
WHEN EXISTS (SELECT 1 FROM journal_entry e WHERE e.school_id = NEW.school_id AND e.programme_key = NEW.programme_key AND e.term >= NEW.valid_from AND e.book <> NEW.channel
  AND NOT EXISTS (SELECT 1 FROM programme_channel c WHERE c.school_id = NEW.school_id AND c.programme_key = NEW.programme_key AND c.valid_from > NEW.valid_from AND c.valid_from <= e.term))
BEGIN SELECT raise(ABORT, 'money of these terms is booked in the other channel'); END;

CREATE TRIGGER programme_channel_no_delete BEFORE DELETE ON programme_channel BEGIN SELECT raise(ABORT, 'a channel is replaced by a later one, never deleted'); END;

CREATE TRIGGER programme_channel_no_update BEFORE UPDATE ON programme_channel BEGIN SELECT raise(ABORT, 'a channel is replaced by a later one, never changed'); END;

CREATE TRIGGER programme_revision_no_delete BEFORE DELETE ON programme_revision BEGIN SELECT raise(ABORT, 'a revision is replaced by a later one, never deleted'); END;

CREATE TRIGGER programme_revision_no_update BEFORE UPDATE ON programme_revision BEGIN SELECT raise(ABORT, 'a revision is replaced by a later one, never changed'); END;

CREATE TRIGGER programme_revision_not_of_closed_terms BEFORE INSERT ON programme_revision
WHEN EXISTS (SELECT 1 FROM term_lock WHERE school_id = NEW.school_id AND term >= NEW.valid_from_term)
BEGIN SELECT raise(ABORT, 'a closed term keeps its rules'); END;

CREATE TRIGGER public_notice_ends_answered BEFORE UPDATE OF ended_confirmed_on ON public_notice
WHEN NEW.ended_confirmed_on IS NOT NULL AND OLD.ended_confirmed_on IS NULL
  AND EXISTS (SELECT 1 FROM objection WHERE notice_id = NEW.id AND state IN ('received', 'checking', 'reconsidering'))
BEGIN SELECT raise(ABORT, 'a notice with an open objection is not ended'); END;

CREATE TRIGGER public_notice_kept BEFORE DELETE ON public_notice
WHEN OLD.state <> 'draft'
BEGIN SELECT raise(ABORT, 'a posted notice is kept'); END;

CREATE TRIGGER reconciliation_link_no_delete BEFORE DELETE ON reconciliation_link BEGIN SELECT raise(ABORT, 'a match by hand is undone by a later word, never changed'); END;

CREATE TRIGGER reconciliation_link_no_update BEFORE UPDATE ON reconciliation_link BEGIN SELECT raise(ABORT, 'a match by hand is undone by a later word, never changed'); END;

CREATE TRIGGER reconciliation_note_no_delete BEFORE DELETE ON reconciliation_note BEGIN SELECT raise(ABORT, 'what was said of a difference stays'); END;

CREATE TRIGGER reconciliation_note_no_update BEFORE UPDATE ON reconciliation_note BEGIN SELECT raise(ABORT, 'what was said of a difference stays'); END;

CREATE TRIGGER recovery_case_is_fixed BEFORE UPDATE ON recovery_case BEGIN SELECT raise(ABORT, 'a recovery case is never changed'); END;

CREATE TRIGGER recovery_case_kept BEFORE DELETE ON recovery_case BEGIN SELECT raise(ABORT, 'a recovery case is never deleted'); END;

CREATE TRIGGER recovery_case_within_line BEFORE INSERT ON recovery_case
WHEN NEW.amount_fen > (SELECT amount_fen FROM payment_line WHERE id = NEW.line_id)
BEGIN SELECT raise(ABORT, 'more than was paid'); END;

CREATE TRIGGER recovery_step_no_delete BEFORE DELETE ON recovery_step BEGIN SELECT raise(ABORT, 'a step is never deleted'); END;

CREATE TRIGGER recovery_step_no_update BEFORE UPDATE ON recovery_step BEGIN SELECT raise(ABORT, 'a step is never changed'); END;

CREATE TRIGGER rectification_event_no_delete BEFORE DELETE ON rectification_event BEGIN SELECT raise(ABORT, 'steps of a rectification are append-only'); END;

CREATE TRIGGER rectification_event_no_update BEFORE UPDATE ON rectification_event BEGIN SELECT raise(ABORT, 'steps of a rectification are append-only'); END;

CREATE TRIGGER rectification_no_delete BEFORE DELETE ON rectification BEGIN SELECT raise(ABORT, 'a problem is closed, never deleted'); END;

CREATE TRIGGER rectification_no_update BEFORE UPDATE ON rectification BEGIN SELECT raise(ABORT, 'a problem stays as it was found'); END;

CREATE TRIGGER rectification_plan_no_delete BEFORE DELETE ON rectification_plan BEGIN SELECT raise(ABORT, 'a plan is followed by a later one, never deleted'); END;

CREATE TRIGGER rectification_plan_no_update BEFORE UPDATE ON rectification_plan BEGIN SELECT raise(ABORT, 'a plan is followed by a later one, never changed'); END;

CREATE TRIGGER score_sheet_no_delete BEFORE DELETE ON score_sheet BEGIN SELECT raise(ABORT, 'a score sheet is replaced by a later one, never deleted'); END;

CREATE TRIGGER score_sheet_no_update BEFORE UPDATE ON score_sheet BEGIN SELECT raise(ABORT, 'a score sheet is replaced by a later one, never changed'); END;

CREATE TRIGGER score_table_adopted_is_fixed BEFORE UPDATE ON score_table WHEN OLD.state IN ('adopted', 'discarded')
BEGIN SELECT raise(ABORT, 'an adopted index table is replaced by a later version, never changed'); END;

CREATE TRIGGER score_table_kept BEFORE DELETE ON score_table BEGIN SELECT raise(ABORT, 'an index table is discarded, never deleted'); END;

CREATE TRIGGER self_assessment_answer_no_delete BEFORE DELETE ON self_assessment_answer BEGIN SELECT raise(ABORT, 'an answer is followed by a later one, never deleted'); END;

CREATE TRIGGER self_assessment_answer_no_update BEFORE UPDATE ON self_assessment_answer BEGIN SELECT raise(ABORT, 'an answer is followed by a later one, never changed'); END;

CREATE TRIGGER self_assessment_answer_of_open BEFORE INSERT ON self_assessment_answer WHEN (SELECT signed_on FROM self_assessment WHERE id = NEW.assessment_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'a signed self-assessment takes no answer'); END;

CREATE TRIGGER self_assessment_no_delete BEFORE DELETE ON self_assessment BEGIN SELECT raise(ABORT, 'a self-assessment is kept'); END;

CREATE TRIGGER self_assessment_signed_is_fixed BEFORE UPDATE ON self_assessment WHEN OLD.signed_on IS NOT NULL
BEGIN SELECT raise(ABORT, 'a signed self-assessment is followed by a later one, never changed'); END;

CREATE TRIGGER set_aside_income_is_fixed BEFORE UPDATE OF school_id, budget_year, stage, item, amount_fen, voucher_no, account_id, at ON set_aside_income
BEGIN SELECT raise(ABORT, 'an income is voided with a reason, never changed'); END;

CREATE TRIGGER set_aside_income_no_delete BEFORE DELETE ON set_aside_income BEGIN SELECT raise(ABORT, 'own funds are corrected, never deleted'); END;

CREATE TRIGGER set_aside_rule_no_delete BEFORE DELETE ON set_aside_rule BEGIN SELECT raise(ABORT, 'own funds are corrected, never deleted'); END;

CREATE TRIGGER set_aside_rule_no_update BEFORE UPDATE ON set_aside_rule BEGIN SELECT raise(ABORT, 'a rule is replaced by a later one, never changed'); END;

CREATE TRIGGER special_group_row_no_delete BEFORE DELETE ON special_group_row BEGIN SELECT raise(ABORT, 'a group is followed by a later row, never deleted'); END;

CREATE TRIGGER special_group_row_no_update BEFORE UPDATE ON special_group_row BEGIN SELECT raise(ABORT, 'a group is followed by a later row, never changed'); END;

CREATE TRIGGER support_month_no_delete BEFORE DELETE ON support_month BEGIN SELECT raise(ABORT, 'a record of months is replaced by a later one, never changed'); END;

CREATE TRIGGER support_month_no_update BEFORE UPDATE ON support_month BEGIN SELECT raise(ABORT, 'a record of months is replaced by a later one, never changed'); END;

CREATE TRIGGER support_plan_no_delete BEFORE DELETE ON support_plan BEGIN SELECT raise(ABORT, 'a record of months is replaced by a later one, never changed'); END;

CREATE TRIGGER support_plan_no_update BEFORE UPDATE ON support_plan BEGIN SELECT raise(ABORT, 'a record of months is replaced by a later one, never changed'); END;

CREATE TRIGGER talk_follow_up_no_delete BEFORE DELETE ON talk_follow_up BEGIN SELECT raise(ABORT, 'what was done stays written'); END;

CREATE TRIGGER talk_follow_up_no_update BEFORE UPDATE ON talk_follow_up BEGIN SELECT raise(ABORT, 'what was done stays written'); END;

CREATE TRIGGER term_act_end_no_delete BEFORE DELETE ON term_act_end BEGIN SELECT raise(ABORT, 'the history of a closing is append-only'); END;

CREATE TRIGGER term_act_end_no_update BEFORE UPDATE ON term_act_end BEGIN SELECT raise(ABORT, 'the history of a closing is append-only'); END;

CREATE TRIGGER term_act_end_signed BEFORE INSERT ON term_act_end
WHEN EXISTS (SELECT 1 FROM term_act_end WHERE act_id = NEW.act_id)
  OR (NEW.outcome = 'done' AND (SELECT count(DISTINCT office) FROM term_signature WHERE act_id = NEW.act_id) < 2)
BEGIN SELECT raise(ABORT, 'an act ends once, and is done when two have signed'); END;

CREATE TRIGGER term_act_fits BEFORE INSERT ON term_act
WHEN (NEW.kind = 'reopening') <> EXISTS (SELECT 1 FROM term_lock l WHERE l.school_id = NEW.school_id AND l.term = NEW.term)
BEGIN SELECT raise(ABORT, 'an open term is closed, a closed one is reopened'); END;

CREATE TRIGGER term_act_no_delete BEFORE DELETE ON term_act BEGIN SELECT raise(ABORT, 'the history of a closing is append-only'); END;

CREATE TRIGGER term_act_no_update BEFORE UPDATE ON term_act BEGIN SELECT raise(ABORT, 'the history of a closing is append-only'); END;

CREATE TRIGGER term_act_one_at_a_time BEFORE INSERT ON term_act
WHEN EXISTS (SELECT 1 FROM term_act a WHERE a.school_id = NEW.school_id AND a.term = NEW.term AND NOT EXISTS (SELECT 1 FROM term_act_end e WHERE e.act_id = a.id))
BEGIN SELECT raise(ABORT, 'a closing or reopening of this term is not finished'); END;

CREATE TRIGGER term_lock_no_delete BEFORE DELETE ON term_lock
WHEN coalesce((SELECT a.kind FROM term_act a JOIN term_act_end e ON e.act_id = a.id
  WHERE a.school_id = OLD.school_id AND a.term = OLD.term AND e.outcome = 'done' ORDER BY a.id DESC LIMIT 1), 'closing') <> 'reopening'
BEGIN SELECT raise(ABORT, 'a closed term stays closed'); END;

CREATE TRIGGER term_lock_no_update BEFORE UPDATE ON term_lock BEGIN SELECT raise(ABORT, 'a closed term stays closed'); END;

CREATE TRIGGER term_lock_once BEFORE INSERT ON term_lock WHEN EXISTS (SELECT 1 FROM term_lock WHERE school_id = NEW.school_id AND term = NEW.term)
  BEGIN SELECT raise(ABORT, 'the term is closed'); END;

CREATE TRIGGER term_signature_before_end BEFORE INSERT ON term_signature
WHEN EXISTS (SELECT 1 FROM term_act_end WHERE act_id = NEW.act_id) OR EXISTS (SELECT 1 FROM term_signature WHERE act_id = NEW.act_id AND office = NEW.office)
BEGIN SELECT raise(ABORT, 'nobody signs twice or afterwards'); END;

CREATE TRIGGER term_signature_no_delete BEFORE DELETE ON term_signature BEGIN SELECT raise(ABORT, 'the history of a closing is append-only'); END;

CREATE TRIGGER term_signature_no_update BEFORE UPDATE ON term_signature BEGIN SELECT raise(ABORT, 'the history of a closing is append-only'); END;

CREATE TRIGGER voucher_no_delete BEFORE DELETE ON voucher BEGIN SELECT raise(ABORT, 'a voucher number once given stays'); END;

CREATE TRIGGER voucher_no_update BEFORE UPDATE ON voucher BEGIN SELECT raise(ABORT, 'a voucher number once given stays'); END;

CREATE TRIGGER voucher_of_its_entry BEFORE INSERT ON voucher
WHEN NOT EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.entry_id AND school_id = NEW.school_id AND substr(on_date, 1, 7) = NEW.month
  AND book <> 'one_card' AND effect_kind NOT IN ('allotted', 'allotment_reduced'))
BEGIN SELECT raise(ABORT, 'a voucher is of its entry''s school and month, and of money finance books'); END;

CREATE TRIGGER voucher_without_gap BEFORE INSERT ON voucher
WHEN NEW.no <> coalesce((SELECT max(no) FROM voucher WHERE school_id = NEW.school_id AND month = NEW.month AND kind = NEW.kind), 0) + 1
BEGIN SELECT raise(ABORT, 'vouchers are numbered without a gap'); END;

CREATE TRIGGER waiver_is_fixed BEFORE UPDATE OF school_id, student_id, school_year, programme_key, term, reason, signer, relation, signed_on, witness, groups_json, account_id, at ON waiver
BEGIN SELECT raise(ABORT, 'a waiver is revoked, never changed'); END;

CREATE TRIGGER waiver_kept BEFORE DELETE ON waiver BEGIN SELECT raise(ABORT, 'a waiver is revoked, never deleted'); END;

CREATE TRIGGER waiver_revoked_once BEFORE UPDATE ON waiver WHEN OLD.revoked_on IS NOT NULL BEGIN SELECT raise(ABORT, 'a waiver is revoked once'); END;
