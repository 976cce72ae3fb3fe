import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import { payableFen } from '#shared/domain/programmes/pick-rate.ts';
import { NATIONAL } from '#shared/domain/programmes/preset-programmes.ts';
import type { BenefitRate, Programme } from '#shared/domain/programmes/programme.ts';
import { exclusivityGroupOf, isInForce } from '#shared/domain/programmes/programme.ts';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import type { AwardTierRow } from '#main/db/repositories/local-programme.ts';
import {
  closeLocalRow, countUsesAfter, findLocalRow, insertAwardTier, insertLocalProgramme, insertLocalRate, insertLocalRule, listAwardTiers, localRowId,
} from '#main/db/repositories/local-programme.ts';
import { policyOf } from './entitlement-facts.ts';
import { api, read, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

interface Dated {
  readonly validFrom: TermKey | null;
  readonly validTo: TermKey | null;
}

function overlaps(left: Dated, right: Dated): boolean {
  return (left.validTo === null || right.validFrom === null || right.validFrom <= left.validTo)
    && (right.validTo === null || left.validFrom === null || left.validFrom <= right.validTo);
}

function shareStage(left: readonly EducationStage[], right: readonly EducationStage[]): boolean {
  return left.some((stage) => right.includes(stage));
}

function rateView(rate: BenefitRate, term: TermKey, regions: readonly string[]): ProgrammeView['rates'][number] {
  const { figure, programmeKey: _, ...row } = rate;
  const fen = figure.kind === 'range' ? figure.lowFen : 'fen' in figure ? figure.fen : null;
  const inForce = isInForce(rate, term);
  const ours = rate.origin === 'local' || rate.region === NATIONAL || regions.includes(rate.region);
  return {
    ...row, stages: [...rate.stages], localId: localRowId(rate.key), kind: figure.kind, fen, highFen: figure.kind === 'range' ? figure.highFen : null,
    inForce, payable: inForce && ours && payableFen(rate) !== null,
  };
}

function ruleView(rule: EligibilityRule, term: TermKey): ProgrammeView['rules'][number] {
  const { programmeKey: _programme, ruralGroups: _rural, otherRoute: _route, ...row } = rule;
  return {
    ...row, stages: [...rule.stages], groups: rule.groups === null ? null : [...rule.groups], localId: localRowId(rule.key), inForce: isInForce(rule, term),
  };
}

function viewOf(programme: Programme, catalogue: Catalogue, tiers: readonly AwardTierRow[], term: TermKey, regions: readonly string[]): ProgrammeView {
  return {
    ...programme,
    stages: [...programme.stages],
    localId: programme.origin === 'local' ? Number(programme.key.slice('local.'.length)) : null,
    rates: catalogue.rates.filter((rate) => rate.programmeKey === programme.key).map((rate) => rateView(rate, term, regions)),
    rules: catalogue.rules.filter((rule) => rule.programmeKey === programme.key).map((rule) => ruleView(rule, term)),
    tiers: tiers.filter((tier) => tier.programmeKey === programme.key)
      .map(({ id, hardshipGrade, awardTier, validFrom, validTo }) => ({ id, hardshipGrade, awardTier, validFrom, validTo })),
  };
}

function catalogueOf(db: ReadableDb, schoolId: number): Catalogue {
  return policyOf(db, schoolId, settingsOf(db, schoolId)).catalogue;
}

function programmeOf(catalogue: Catalogue, key: string, stages: readonly EducationStage[]): Programme {
  const programme = findProgramme(catalogue, key);
  if (!programme) throw refuse('programme.unknown', { programme: key });
  if (!stages.every((stage) => programme.stages.includes(stage))) {
    throw refuse('programme.stage_not_of_programme', { programme: programme.name, stages: programme.stages.map(formatStage) });
  }
  return programme;
}

function checkTerms(row: Dated): void {
  if (row.validFrom !== null && row.validTo !== null && row.validTo < row.validFrom) throw refuse('programme.end_before_start', {});
}

function checkRateAlone(db: WritableDb, schoolId: number, rate: Pick<BenefitRate, 'programmeKey' | 'stages' | 'boarding' | 'awardTier'> & Dated, name: string): void {
  const clash = catalogueOf(db, schoolId).rates.find((other) =>
    other.origin === 'local' && other.programmeKey === rate.programmeKey && overlaps(other, rate) && shareStage(other.stages, rate.stages)
    && (other.boarding === null || rate.boarding === null || other.boarding === rate.boarding)
    && (other.awardTier === null || rate.awardTier === null || other.awardTier === rate.awardTier));
  if (clash) throw refuse('programme.rate_overlaps', { programme: name, other: clash.document ?? clash.key });
}

export const programmesService = {
  list: api.programmes.list.handler(read(({ db, input }) => {
    const { catalogue, regions } = policyOf(db, input.schoolId, settingsOf(db, input.schoolId));
    const tiers = listAwardTiers(db, input.schoolId);
    return catalogue.programmes.map((programme) => viewOf(programme, catalogue, tiers, input.term, regions));
  })),

  addProgramme: api.programmes.addProgramme.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, excludes, operationId: _, ...fields } = input;
    const catalogue = catalogueOf(db, schoolId);
    if (catalogue.programmes.some((programme) => programme.name === fields.name)) throw refuse('programme.name_taken', { name: fields.name });
    const other = excludes === null ? null : programmeOf(catalogue, excludes, []);
    const exclusivityGroup = other === null ? null : exclusivityGroupOf(other);
    const added = insertLocalProgramme(db, { schoolId, accountId: session.accountId, at }, { ...fields, exclusivityGroup });
    note({ added, fields });
    return added;
  })),

  addRate: api.programmes.addRate.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, operationId: _, ...rate } = input;
    const programme = programmeOf(catalogueOf(db, schoolId), rate.programmeKey, rate.stages);
    checkTerms(rate);
    checkRateAlone(db, schoolId, rate, programme.name);
    const id = insertLocalRate(db, { schoolId, accountId: session.accountId, at }, rate);
    note({ id, rate });
    return { id, key: `local.rate.${id}` };
  })),

  addRule: api.programmes.addRule.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, operationId: _, ...rule } = input;
    const catalogue = catalogueOf(db, schoolId);
    const programme = programmeOf(catalogue, rule.programmeKey, rule.stages);
    checkTerms(rule);
    const clash = catalogue.rules.some((other) => other.origin === 'local' && other.programmeKey === rule.programmeKey && overlaps(other, rule));
    if (clash) throw refuse('programme.rule_overlaps', { programme: programme.name });
    const id = insertLocalRule(db, { schoolId, accountId: session.accountId, at }, rule);
    note({ id, rule });
    return { id, key: `local.rule.${id}` };
  })),

  addTier: api.programmes.addTier.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, operationId: _, ...tier } = input;
    const catalogue = catalogueOf(db, schoolId);
    programmeOf(catalogue, tier.programmeKey, []);
    checkTerms(tier);
    const known = catalogue.rates.some((rate) => rate.programmeKey === tier.programmeKey && rate.awardTier === tier.awardTier);
    if (!known) throw refuse('programme.tier_not_in_rates', { tier: tier.awardTier });
    const clash = listAwardTiers(db, schoolId).some((other) =>
      other.programmeKey === tier.programmeKey && other.hardshipGrade === tier.hardshipGrade && overlaps(other, tier));
    if (clash) throw refuse('programme.tier_overlaps', { grade: tier.hardshipGrade });
    const id = insertAwardTier(db, { schoolId, accountId: session.accountId, at }, tier);
    note({ id, tier });
    return { id };
  })),

  close: api.programmes.close.handler(write(({ db, input, note }) => {
    const { schoolId, what, id, validTo } = input;
    const row = findLocalRow(db, schoolId, what, id);
    if (!row) throw notFound('这条本地规定');
    checkTerms({ validFrom: row.validFrom, validTo });
    const uses = what === 'tier' ? 0 : countUsesAfter(db, schoolId, `local.${what}.${id}`, validTo);
    if (uses > 0) throw refuse('programme.used_later', { count: uses, term: formatTerm(validTo) });
    closeLocalRow(db, schoolId, what, id, validTo);
    note({ what, id, before: row.validTo, after: validTo });
    return { done: true as const };
  })),
};
