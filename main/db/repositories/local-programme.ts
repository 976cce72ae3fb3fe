import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import type { BenefitRate, BoardingCondition, Programme, ProgrammeShape, ProgrammeSourceKind, RateUnit } from '#shared/domain/programmes/programme.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';

/** Region of everything a school added itself. */
const OWN_REGION = '本地';

interface StoredProgramme {
  key: string; name: string; stagesJson: string; sourceKind: ProgrammeSourceKind; shape: ProgrammeShape; exclusivityGroup: string | null; docNo: string;
}

interface StoredRate {
  id: number; programmeKey: string; region: string; stagesJson: string; boarding: BoardingCondition | null; awardTier: string | null; fen: Fen; unit: RateUnit;
  validFrom: TermKey; validTo: TermKey | null; docNo: string;
}

interface StoredRule {
  id: number; programmeKey: string; stagesJson: string; boarding: BoardingCondition | null; selection: 'automatic' | 'by_hand'; needsHardship: number;
  groupsJson: string | null; validFrom: TermKey; validTo: TermKey | null; docNo: string;
}

export interface AwardTierRow {
  readonly id: number;
  readonly programmeKey: string;
  readonly hardshipGrade: string;
  readonly awardTier: string;
  readonly validFrom: TermKey;
  readonly validTo: TermKey | null;
}

/** `rate.12` and `rule.7`: keys of local rows carry their row, presets never look like that. */
export function localRowId(key: string): number | null {
  const match = /^local\.(?:rate|rule)\.(\d+)$/.exec(key);
  return match ? Number(match[1]) : null;
}

const stagesOf = (json: string): EducationStage[] => JSON.parse(json) as EducationStage[];

function programmeOf(row: StoredProgramme): Programme {
  return {
    key: row.key, name: row.name, stages: stagesOf(row.stagesJson), sourceKind: row.sourceKind, shape: row.shape, payeeKind: 'family',
    exclusivityGroup: row.exclusivityGroup, region: OWN_REGION, document: row.docNo, confidence: 'local', origin: 'local',
  };
}

function rateOf(row: StoredRate): BenefitRate {
  return {
    key: `local.rate.${row.id}`, programmeKey: row.programmeKey, region: row.region, stages: stagesOf(row.stagesJson), boarding: row.boarding,
    awardTier: row.awardTier, unit: row.unit, figure: { kind: 'local', fen: row.fen }, validFrom: row.validFrom, startMark: 'known', validTo: row.validTo,
    document: row.docNo, confidence: 'local', origin: 'local',
  };
}

function ruleOf(row: StoredRule): EligibilityRule {
  return {
    key: `local.rule.${row.id}`, programmeKey: row.programmeKey, region: OWN_REGION, stages: stagesOf(row.stagesJson), boarding: row.boarding,
    selection: row.selection, needsHardship: row.needsHardship === 1, groups: row.groupsJson === null ? null : (JSON.parse(row.groupsJson) as string[]),
    ruralGroups: [], otherRoute: null, validFrom: row.validFrom, validTo: row.validTo, document: row.docNo, confidence: 'local', origin: 'local',
  };
}

/** What this school or its county added to the catalogue. */
export function listLocalCatalogue(db: ReadableDb, schoolId: number): Catalogue {
  const programmes = db.all<StoredProgramme>(
    `SELECT key, name, stages_json AS stagesJson, source_kind AS sourceKind, shape, exclusivity_group AS exclusivityGroup, doc_no AS docNo
     FROM local_programme WHERE school_id = ? ORDER BY id`, schoolId);
  const rates = db.all<StoredRate>(
    `SELECT id, programme_key AS programmeKey, region, stages_json AS stagesJson, boarding, award_tier AS awardTier, amount_fen AS fen, unit,
       valid_from_term AS validFrom, valid_to_term AS validTo, doc_no AS docNo FROM local_benefit_rate WHERE school_id = ? ORDER BY id`, schoolId);
  const rules = db.all<StoredRule>(
    `SELECT id, programme_key AS programmeKey, stages_json AS stagesJson, boarding, selection, needs_hardship AS needsHardship, groups_json AS groupsJson,
       valid_from_term AS validFrom, valid_to_term AS validTo, doc_no AS docNo FROM local_eligibility_rule WHERE school_id = ? ORDER BY id`, schoolId);
  return { programmes: programmes.map(programmeOf), rates: rates.map(rateOf), rules: rules.map(ruleOf) };
}

export function listAwardTiers(db: ReadableDb, schoolId: number): AwardTierRow[] {
  return db.all<AwardTierRow>(
    `SELECT id, programme_key AS programmeKey, hardship_grade AS hardshipGrade, award_tier AS awardTier, valid_from_term AS validFrom, valid_to_term AS validTo
     FROM award_tier_rule WHERE school_id = ? ORDER BY id`, schoolId);
}

export interface Maker {
  readonly schoolId: number;
  readonly accountId: number;
  readonly at: string;
}

type NewProgramme = Pick<Programme, 'name' | 'stages' | 'sourceKind' | 'shape' | 'exclusivityGroup'> & { readonly document: string };

export function insertLocalProgramme(db: WritableDb, maker: Maker, programme: NewProgramme): { id: number; key: string } {
  const { next } = db.get<{ next: number }>('SELECT coalesce(max(id), 0) + 1 AS next FROM local_programme') ?? { next: 1 };
  const key = `local.${next}`;
  const id = db.run(
    `INSERT INTO local_programme (id, school_id, key, name, stages_json, source_kind, shape, exclusivity_group, doc_no, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    next, maker.schoolId, key, programme.name, JSON.stringify(programme.stages), programme.sourceKind, programme.shape, programme.exclusivityGroup,
    programme.document, maker.accountId, maker.at,
  ).lastId;
  return { id, key };
}

type NewRate = Pick<BenefitRate, 'programmeKey' | 'region' | 'stages' | 'boarding' | 'awardTier' | 'unit' | 'validTo'> & {
  readonly fen: Fen; readonly validFrom: TermKey; readonly document: string;
};

export function insertLocalRate(db: WritableDb, maker: Maker, rate: NewRate): number {
  return db.run(
    `INSERT INTO local_benefit_rate (school_id, programme_key, region, stages_json, boarding, award_tier, amount_fen, unit, valid_from_term, valid_to_term, doc_no, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    maker.schoolId, rate.programmeKey, rate.region, JSON.stringify(rate.stages), rate.boarding, rate.awardTier, rate.fen, rate.unit, rate.validFrom, rate.validTo,
    rate.document, maker.accountId, maker.at,
  ).lastId;
}

type NewRule = Pick<EligibilityRule, 'programmeKey' | 'stages' | 'boarding' | 'selection' | 'needsHardship' | 'groups' | 'validTo'> & {
  readonly validFrom: TermKey; readonly document: string;
};

export function insertLocalRule(db: WritableDb, maker: Maker, rule: NewRule): number {
  return db.run(
    `INSERT INTO local_eligibility_rule (school_id, programme_key, stages_json, boarding, selection, needs_hardship, groups_json, valid_from_term, valid_to_term, doc_no, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    maker.schoolId, rule.programmeKey, JSON.stringify(rule.stages), rule.boarding, rule.selection, rule.needsHardship,
    rule.groups === null ? null : JSON.stringify(rule.groups), rule.validFrom, rule.validTo, rule.document, maker.accountId, maker.at,
  ).lastId;
}

export function insertAwardTier(db: WritableDb, maker: Maker, tier: Omit<AwardTierRow, 'id'>): number {
  return db.run(
    `INSERT INTO award_tier_rule (school_id, programme_key, hardship_grade, award_tier, valid_from_term, valid_to_term, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    maker.schoolId, tier.programmeKey, tier.hardshipGrade, tier.awardTier, tier.validFrom, tier.validTo, maker.accountId, maker.at,
  ).lastId;
}

const closable = { rate: 'local_benefit_rate', rule: 'local_eligibility_rule', tier: 'award_tier_rule' } as const;
export type ClosableRow = keyof typeof closable;

export function findLocalRow(db: ReadableDb, schoolId: number, what: ClosableRow, id: number): { validFrom: TermKey; validTo: TermKey | null } | undefined {
  return db.get(`SELECT valid_from_term AS validFrom, valid_to_term AS validTo FROM ${closable[what]} WHERE school_id = ? AND id = ?`, schoolId, id);
}

export function closeLocalRow(db: WritableDb, schoolId: number, what: ClosableRow, id: number, validTo: TermKey): void {
  db.run(`UPDATE ${closable[what]} SET valid_to_term = ? WHERE school_id = ? AND id = ?`, validTo, schoolId, id);
}

/** Live entitlements after a term that were calculated with this local row. */
export function countUsesAfter(db: ReadableDb, schoolId: number, key: string, term: TermKey): number {
  return db.get<{ count: number }>(
    `SELECT count(*) AS count FROM entitlement WHERE school_id = ? AND term > ? AND state <> 'withdrawn' AND (rate_key = ? OR rule_key = ?)`,
    schoolId, term, key, key)?.count ?? 0;
}
