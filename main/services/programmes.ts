import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import { payableFen } from '#shared/domain/programmes/pick-rate.ts';
import { NATIONAL } from '#shared/domain/programmes/preset-programmes.ts';
import type { BenefitRate, Programme } from '#shared/domain/programmes/programme.ts';
import { exclusivityGroupOf, isInForce } from '#shared/domain/programmes/programme.ts';
import { revisionInForce } from '#shared/domain/programmes/programme-revision.ts';
import { overlap } from '#shared/domain/programmes/dated-rows.ts';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import type { AwardTierRow } from '#main/db/repositories/local-programme.ts';
import {
  closeLocalRow, countUses, countUsesAfter, findLocalRow, insertAwardTier, insertLocalProgramme, insertLocalRate, insertLocalRule, listAwardTiers, localRowId, voidLocalRow,
} from '#main/db/repositories/local-programme.ts';
import { insertProgrammeRevision, listProgrammeRevisions } from '#main/db/repositories/programme-revision.ts';
import type { StoredRevision } from '#main/db/repositories/programme-revision.ts';
import { policyOf } from './entitlement-facts.ts';
import { api, read, write } from './procedure.ts';
import { catalogueOf } from './programme-names.ts';
import { assertRateFits, assertRuleFits, assertTermsOpen, checkTerms, endBefore, knownProgramme } from './programme-checks.ts';
import { notFound, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

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
  const { programmeKey: _programme, ...row } = rule;
  const listed = <Item>(list: readonly Item[] | null): Item[] | null => (list === null ? null : [...list]);
  return {
    ...row, stages: [...rule.stages], groups: listed(rule.groups), ruralGroups: [...rule.ruralGroups], hardshipGrades: listed(rule.hardshipGrades), yearLevels: listed(rule.yearLevels),
    localId: localRowId(rule.key), inForce: isInForce(rule, term),
  };
}

interface InTerm {
  readonly catalogue: Catalogue;
  readonly tiers: readonly AwardTierRow[];
  readonly revisions: readonly StoredRevision[];
  readonly term: TermKey;
  readonly regions: readonly string[];
}

function excludedNames(programme: Programme, catalogue: Catalogue): string[] {
  return catalogue.programmes.filter((other) => other.key !== programme.key && exclusivityGroupOf(other) === exclusivityGroupOf(programme)).map((other) => other.name);
}

function revisionView(row: StoredRevision, inForce: boolean): ProgrammeView['revisions'][number] {
  const { programmeKey: _, ...said } = row;
  return { ...said, stages: [...row.stages], inForce };
}

function viewOf(programme: Programme, { catalogue, tiers, revisions, term, regions }: InTerm): ProgrammeView {
  const inForce = revisionInForce(revisions, programme.key, term);
  return {
    ...programme,
    stages: [...programme.stages],
    excludes: excludedNames(programme, catalogue),
    localId: programme.origin === 'local' ? Number(programme.key.slice('local.'.length)) : null,
    rates: catalogue.rates.filter((rate) => rate.programmeKey === programme.key).map((rate) => rateView(rate, term, regions)),
    rules: catalogue.rules.filter((rule) => rule.programmeKey === programme.key).map((rule) => ruleView(rule, term)),
    tiers: tiers.filter((tier) => tier.programmeKey === programme.key).map(({ id, hardshipGrade, awardTier, validFrom, validTo, document }) => ({ id, hardshipGrade, awardTier, validFrom, validTo, document })),
    revisions: revisions.filter((row) => row.programmeKey === programme.key).map((row) => revisionView(row, row.id === inForce?.id)),
  };
}

export const programmesService = {
  list: api.programmes.list.handler(read(({ db, input }) => {
    const { schoolId, term } = input;
    const { catalogue, regions } = policyOf(db, schoolId, settingsOf(db, schoolId), term);
    const inTerm: InTerm = { catalogue, regions, term, tiers: listAwardTiers(db, schoolId), revisions: listProgrammeRevisions(db, schoolId) };
    return catalogue.programmes.map((programme) => viewOf(programme, inTerm));
  })),

  addProgramme: api.programmes.addProgramme.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, excludes, operationId: _, ...fields } = input;
    const catalogue = catalogueOf(db, schoolId);
    if (catalogue.programmes.some((programme) => programme.name === fields.name)) throw refuse('programme.name_taken', { name: fields.name });
    const other = excludes === null ? null : knownProgramme(catalogue, excludes, []);
    const exclusivityGroup = other === null ? null : exclusivityGroupOf(other);
    const added = insertLocalProgramme(db, { schoolId, accountId: session.accountId, at }, { ...fields, exclusivityGroup });
    note({ added, fields });
    return added;
  })),

  addRate: api.programmes.addRate.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, operationId: _, replaces, ...rate } = input;
    endBefore(db, schoolId, 'rate', replaces, rate);
    assertRateFits(db, schoolId, rate);
    const id = insertLocalRate(db, { schoolId, accountId: session.accountId, at }, rate);
    note({ id, replaces, rate });
    return { id, key: `local.rate.${id}` };
  })),

  addRule: api.programmes.addRule.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, operationId: _, replaces, ...rule } = input;
    endBefore(db, schoolId, 'rule', replaces, rule);
    assertRuleFits(db, schoolId, rule);
    const id = insertLocalRule(db, { schoolId, accountId: session.accountId, at }, rule);
    note({ id, replaces, rule });
    return { id, key: `local.rule.${id}` };
  })),

  revise: api.programmes.revise.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, operationId: _, excludes, ...said } = input;
    const catalogue = catalogueOf(db, schoolId, said.validFrom);
    knownProgramme(catalogueOf(db, schoolId), said.programmeKey, said.stages);
    const now = knownProgramme(catalogue, said.programmeKey, []);
    assertTermsOpen(db, schoolId, { validFrom: said.validFrom, validTo: null });
    const exclusivityGroup = excludes === null ? now.exclusivityGroup : excludes === now.key ? null : exclusivityGroupOf(knownProgramme(catalogue, excludes, []));
    const id = insertProgrammeRevision(db, { schoolId, accountId: session.accountId, at }, { ...said, exclusivityGroup });
    note({ id, before: now, after: { ...said, exclusivityGroup } });
    return { id };
  })),

  addTier: api.programmes.addTier.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, operationId: _, ...tier } = input;
    const catalogue = catalogueOf(db, schoolId);
    knownProgramme(catalogue, tier.programmeKey, []);
    checkTerms(tier);
    assertTermsOpen(db, schoolId, tier);
    const known = catalogue.rates.some((rate) => rate.programmeKey === tier.programmeKey && rate.awardTier === tier.awardTier);
    if (!known) throw refuse('programme.tier_not_in_rates', { tier: tier.awardTier });
    const clash = listAwardTiers(db, schoolId).some((other) =>
      other.programmeKey === tier.programmeKey && other.hardshipGrade === tier.hardshipGrade && overlap(other, tier));
    if (clash) throw refuse('programme.tier_overlaps', { grade: tier.hardshipGrade });
    const id = insertAwardTier(db, { schoolId, accountId: session.accountId, at }, tier);
    note({ id, tier });
    return { id };
  })),

  voidRow: api.programmes.voidRow.handler(write(({ db, input, note }) => {
    const { schoolId, what, id, reason } = input;
    const row = findLocalRow(db, schoolId, what, id);
    if (!row) throw notFound('这条本地规定');
    const uses = what === 'tier' ? 0 : countUses(db, schoolId, `local.${what}.${id}`);
    if (uses > 0) throw refuse('programme.row_used', { count: uses });
    voidLocalRow(db, schoolId, what, id, reason);
    note({ what, id, row, reason });
    return { done: true as const };
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
