import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import type { BenefitRate, BoardingCondition, Programme, ProgrammeShape, ProgrammeSourceKind, RateUnit } from '#shared/domain/programmes/programme.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { Confidence } from '#shared/domain/programmes/confidence.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';

/** Region of everything a school added itself. */
const OWN_REGION = '本地';

/** What a place's own figure is for: to pay, or to check a list with. */
export type LocalRateKind = 'local' | 'average' | 'range';

interface StoredProgramme {
  key: string; name: string; stagesJson: string; sourceKind: ProgrammeSourceKind; shape: ProgrammeShape; payeeKind: Programme['payeeKind']; exclusivityGroup: string | null;
  docNo: string; confidence: Confidence;
}

interface StoredRate {
  id: number; programmeKey: string; region: string; stagesJson: string; boarding: BoardingCondition | null; awardTier: string | null; kind: LocalRateKind; fen: Fen; highFen: Fen | null;
  unit: RateUnit; usualQuantity: number | null; maxQuantity: number | null; payments: number; validFrom: TermKey; validTo: TermKey | null; docNo: string; confidence: Confidence;
}

interface StoredRule {
  id: number; programmeKey: string; stagesJson: string; boarding: BoardingCondition | null; selection: 'automatic' | 'by_hand'; needsHardship: number;
  groupsJson: string | null; hardshipGradesJson: string | null; yearLevelsJson: string | null; ruralGroupsJson: string; otherRoute: string | null;
  validFrom: TermKey; validTo: TermKey | null; docNo: string; confidence: Confidence;
}

export interface AwardTierRow {
  readonly id: number;
  readonly programmeKey: string;
  readonly hardshipGrade: string;
  readonly awardTier: string;
  readonly validFrom: TermKey;
  readonly validTo: TermKey | null;
  readonly document: string;
}

/** `rate.12` and `rule.7`: keys of local rows carry their row, presets never look like that. */
export function localRowId(key: string): number | null {
  const match = /^local\.(?:rate|rule)\.(\d+)$/.exec(key);
  return match ? Number(match[1]) : null;
}

function listOf<Item>(json: string | null): Item[] | null {
  return json === null ? null : (JSON.parse(json) as Item[]);
}

const stagesOf = (json: string): EducationStage[] => JSON.parse(json) as EducationStage[];

function programmeOf(row: StoredProgramme): Programme {
  return {
    key: row.key, name: row.name, stages: stagesOf(row.stagesJson), sourceKind: row.sourceKind, shape: row.shape, payeeKind: row.payeeKind,
    exclusivityGroup: row.exclusivityGroup, region: OWN_REGION, document: row.docNo, confidence: row.confidence, origin: 'local',
    inUse: true, papers: '', deadline: '',
  };
}

function figureOf(row: StoredRate): BenefitRate['figure'] {
  if (row.kind === 'range' && row.highFen !== null) return { kind: 'range', lowFen: row.fen, highFen: row.highFen };
  return { kind: row.kind === 'average' ? 'average' : 'local', fen: row.fen };
}

function rateOf(row: StoredRate): BenefitRate {
  return {
    key: `local.rate.${row.id}`, programmeKey: row.programmeKey, region: row.region, stages: stagesOf(row.stagesJson), boarding: row.boarding,
    awardTier: row.awardTier, unit: row.unit, figure: figureOf(row), usualQuantity: row.usualQuantity, maxQuantity: row.maxQuantity, payments: row.payments, validFrom: row.validFrom, startMark: 'known', validTo: row.validTo,
    document: row.docNo, confidence: row.confidence, origin: 'local',
  };
}

function ruleOf(row: StoredRule): EligibilityRule {
  return {
    key: `local.rule.${row.id}`, programmeKey: row.programmeKey, region: OWN_REGION, stages: stagesOf(row.stagesJson), boarding: row.boarding,
    selection: row.selection, needsHardship: row.needsHardship === 1, groups: listOf<string>(row.groupsJson),
    hardshipGrades: listOf<string>(row.hardshipGradesJson), yearLevels: listOf<number>(row.yearLevelsJson), ruralGroups: listOf<string>(row.ruralGroupsJson) ?? [],
    otherRoute: row.otherRoute, validFrom: row.validFrom, validTo: row.validTo, document: row.docNo, confidence: row.confidence, origin: 'local',
  };
}

/** What this school or its county added to the catalogue. */
export function listLocalCatalogue(db: ReadableDb, schoolId: number): Catalogue {
  const programmes = db.all<StoredProgramme>(
    `SELECT key, name, stages_json AS stagesJson, source_kind AS sourceKind, shape, payee_kind AS payeeKind, exclusivity_group AS exclusivityGroup, doc_no AS docNo, confidence
     FROM local_programme WHERE school_id = ? ORDER BY id`, schoolId);
  const rates = db.all<StoredRate>(
    `SELECT id, programme_key AS programmeKey, region, stages_json AS stagesJson, boarding, award_tier AS awardTier, kind, amount_fen AS fen, high_fen AS highFen, unit,
       usual_quantity AS usualQuantity, max_quantity AS maxQuantity, payments, valid_from_term AS validFrom, valid_to_term AS validTo, doc_no AS docNo, confidence
     FROM local_benefit_rate WHERE school_id = ? AND void_reason IS NULL ORDER BY id`, schoolId);
  const rules = db.all<StoredRule>(
    `SELECT id, programme_key AS programmeKey, stages_json AS stagesJson, boarding, selection, needs_hardship AS needsHardship, groups_json AS groupsJson,
       hardship_grades_json AS hardshipGradesJson, year_levels_json AS yearLevelsJson, rural_groups_json AS ruralGroupsJson, other_route AS otherRoute,
       valid_from_term AS validFrom, valid_to_term AS validTo, doc_no AS docNo, confidence
     FROM local_eligibility_rule WHERE school_id = ? AND void_reason IS NULL ORDER BY id`, schoolId);
  return { programmes: programmes.map(programmeOf), rates: rates.map(rateOf), rules: rules.map(ruleOf) };
}

export function listAwardTiers(db: ReadableDb, schoolId: number): AwardTierRow[] {
  return db.all<AwardTierRow>(
    `SELECT id, programme_key AS programmeKey, hardship_grade AS hardshipGrade, award_tier AS awardTier, valid_from_term AS validFrom, valid_to_term AS validTo, doc_no AS document
     FROM award_tier_rule WHERE school_id = ? AND void_reason IS NULL ORDER BY id`, schoolId);
}

export interface Maker {
  readonly schoolId: number;
  readonly accountId: number;
  readonly at: string;
}

/** Whose row it is and how sure: what a school enters itself is local; a row taken over names the item of the regional profile. */
export interface RowOrigin {
  readonly confidence: Confidence;
  readonly profileItem: string | null;
}
const ownRow: RowOrigin = { confidence: 'local', profileItem: null };

export type NewProgramme = Pick<Programme, 'name' | 'stages' | 'sourceKind' | 'shape' | 'payeeKind' | 'exclusivityGroup'> & { readonly document: string };

export function insertLocalProgramme(db: WritableDb, maker: Maker, programme: NewProgramme, origin: RowOrigin = ownRow): { id: number; key: string } {
  const { next } = db.get<{ next: number }>('SELECT coalesce(max(id), 0) + 1 AS next FROM local_programme') ?? { next: 1 };
  const key = `local.${next}`;
  const id = db.run(
    `INSERT INTO local_programme (id, school_id, key, name, stages_json, source_kind, shape, payee_kind, exclusivity_group, doc_no, confidence, profile_item, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    next, maker.schoolId, key, programme.name, JSON.stringify(programme.stages), programme.sourceKind, programme.shape, programme.payeeKind, programme.exclusivityGroup,
    programme.document, origin.confidence, origin.profileItem, maker.accountId, maker.at,
  ).lastId;
  return { id, key };
}

export type NewRate = Pick<BenefitRate, 'programmeKey' | 'region' | 'stages' | 'boarding' | 'awardTier' | 'unit' | 'usualQuantity' | 'maxQuantity' | 'payments' | 'validTo'> & {
  readonly kind: LocalRateKind; readonly fen: Fen; readonly highFen: Fen | null; readonly validFrom: TermKey; readonly document: string;
};

export function insertLocalRate(db: WritableDb, maker: Maker, rate: NewRate, origin: RowOrigin = ownRow): number {
  return db.run(
    `INSERT INTO local_benefit_rate (school_id, programme_key, region, stages_json, boarding, award_tier, kind, amount_fen, high_fen, unit, usual_quantity, max_quantity, payments,
       valid_from_term, valid_to_term, doc_no, confidence, profile_item, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    maker.schoolId, rate.programmeKey, rate.region, JSON.stringify(rate.stages), rate.boarding, rate.awardTier, rate.kind, rate.fen, rate.highFen, rate.unit, rate.usualQuantity,
    rate.maxQuantity, rate.payments, rate.validFrom, rate.validTo, rate.document, origin.confidence, origin.profileItem, maker.accountId, maker.at,
  ).lastId;
}

export type NewRule = Pick<
  EligibilityRule, 'programmeKey' | 'stages' | 'boarding' | 'selection' | 'needsHardship' | 'hardshipGrades' | 'yearLevels' | 'groups' | 'ruralGroups' | 'otherRoute' | 'validTo'
> & { readonly validFrom: TermKey; readonly document: string };

const jsonOf = (list: readonly unknown[] | null): string | null => (list === null ? null : JSON.stringify(list));

export function insertLocalRule(db: WritableDb, maker: Maker, rule: NewRule, origin: RowOrigin = ownRow): number {
  return db.run(
    `INSERT INTO local_eligibility_rule (school_id, programme_key, stages_json, boarding, selection, needs_hardship, hardship_grades_json, year_levels_json, groups_json, rural_groups_json,
       other_route, valid_from_term, valid_to_term, doc_no, confidence, profile_item, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    maker.schoolId, rule.programmeKey, JSON.stringify(rule.stages), rule.boarding, rule.selection, rule.needsHardship, jsonOf(rule.hardshipGrades), jsonOf(rule.yearLevels),
    jsonOf(rule.groups), JSON.stringify(rule.ruralGroups), rule.otherRoute, rule.validFrom, rule.validTo, rule.document, origin.confidence, origin.profileItem, maker.accountId, maker.at,
  ).lastId;
}

export function insertAwardTier(db: WritableDb, maker: Maker, tier: Omit<AwardTierRow, 'id'>): number {
  return db.run(
    `INSERT INTO award_tier_rule (school_id, programme_key, hardship_grade, award_tier, valid_from_term, valid_to_term, doc_no, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    maker.schoolId, tier.programmeKey, tier.hardshipGrade, tier.awardTier, tier.validFrom, tier.validTo, tier.document, maker.accountId, maker.at,
  ).lastId;
}

const closable = { rate: 'local_benefit_rate', rule: 'local_eligibility_rule', tier: 'award_tier_rule' } as const;
export type ClosableRow = keyof typeof closable;

export function findLocalRow(db: ReadableDb, schoolId: number, what: ClosableRow, id: number): { validFrom: TermKey; validTo: TermKey | null } | undefined {
  return db.get(`SELECT valid_from_term AS validFrom, valid_to_term AS validTo FROM ${closable[what]} WHERE school_id = ? AND id = ? AND void_reason IS NULL`, schoolId, id);
}

export function closeLocalRow(db: WritableDb, schoolId: number, what: ClosableRow, id: number, validTo: TermKey): void {
  db.run(`UPDATE ${closable[what]} SET valid_to_term = ? WHERE school_id = ? AND id = ?`, validTo, schoolId, id);
}

/** Takes a row out of every term with its reason; asked only where no entitlement was ever calculated with it. */
export function voidLocalRow(db: WritableDb, schoolId: number, what: ClosableRow, id: number, reason: string): void {
  db.run(`UPDATE ${closable[what]} SET void_reason = ? WHERE school_id = ? AND id = ?`, reason, schoolId, id);
}

/** The items of regional profiles this school took over and still has. */
export function listTakenItems(db: ReadableDb, schoolId: number): string[] {
  return db.all<{ item: string }>(
    `SELECT profile_item AS item FROM local_programme WHERE school_id = @schoolId AND profile_item IS NOT NULL
     UNION SELECT profile_item FROM local_benefit_rate WHERE school_id = @schoolId AND profile_item IS NOT NULL AND void_reason IS NULL
     UNION SELECT profile_item FROM local_eligibility_rule WHERE school_id = @schoolId AND profile_item IS NOT NULL AND void_reason IS NULL`, { schoolId }).map(({ item }) => item);
}

/** Entitlements ever calculated with this local row, withdrawn ones too. */
export function countUses(db: ReadableDb, schoolId: number, key: string): number {
  return db.get<{ count: number }>('SELECT count(*) AS count FROM entitlement WHERE school_id = ? AND (rate_key = ? OR rule_key = ?)', schoolId, key, key)?.count ?? 0;
}

/** Live entitlements after a term that were calculated with this local row. */
export function countUsesAfter(db: ReadableDb, schoolId: number, key: string, term: TermKey): number {
  return db.get<{ count: number }>(
    `SELECT count(*) AS count FROM entitlement WHERE school_id = ? AND term > ? AND state <> 'withdrawn' AND (rate_key = ? OR rule_key = ?)`,
    schoolId, term, key, key)?.count ?? 0;
}
