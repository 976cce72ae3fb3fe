import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm, formatTermShort, previousTerm } from '#shared/domain/calendar/term.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import { ratePlace, ratesClash, rulesClash } from '#shared/domain/programmes/dated-rows.ts';
import type { Programme } from '#shared/domain/programmes/programme.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { defaultStageYears, formatStage } from '#shared/domain/roster/stage.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import type { NewRate, NewRule } from '#main/db/repositories/local-programme.ts';
import { closeLocalRow, countUsesAfter, findLocalRow, localRowId } from '#main/db/repositories/local-programme.ts';
import { listTermLocks } from '#main/db/repositories/term-lock.ts';
import { catalogueOf } from './programme-names.ts';
import { refuse } from './refusal.ts';

interface Dated {
  readonly validFrom: TermKey;
  readonly validTo: TermKey | null;
}

/** The programme, whose stages hold all of these; refuses otherwise. */
export function knownProgramme(catalogue: Catalogue, key: string, stages: readonly EducationStage[]): Programme {
  const programme = findProgramme(catalogue, key);
  if (!programme) throw refuse('programme.unknown', { programme: key });
  if (!stages.every((stage) => programme.stages.includes(stage))) {
    throw refuse('programme.stage_not_of_programme', { programme: programme.name, stages: programme.stages.map(formatStage) });
  }
  return programme;
}

export function checkTerms(row: Dated): void {
  if (row.validTo !== null && row.validTo < row.validFrom) throw refuse('programme.end_before_start', {});
}

/** A closed term keeps the rules it was closed under. */
export function assertTermsOpen(db: ReadableDb, schoolId: number, row: Dated): void {
  const closed = listTermLocks(db, schoolId).findLast((lock) => lock.term >= row.validFrom && (row.validTo === null || lock.term <= row.validTo));
  if (closed) throw refuse('programme.term_closed', { term: formatTerm(closed.term) });
}

/** Ends the school's own row that a new one takes the place of, the term before the new one begins. */
export function endBefore(db: WritableDb, schoolId: number, what: 'rate' | 'rule', id: number | null, next: Dated & { readonly programmeKey: string }): void {
  if (id === null) return;
  const row = findLocalRow(db, schoolId, what, id);
  const catalogue = catalogueOf(db, schoolId);
  const rows = what === 'rate' ? catalogue.rates : catalogue.rules;
  const ofProgramme = rows.some((one) => one.origin === 'local' && one.programmeKey === next.programmeKey && localRowId(one.key) === id);
  if (!row || !ofProgramme || (row.validTo !== null && row.validTo < next.validFrom)) throw refuse('programme.replaces_other', {});
  if (row.validFrom >= next.validFrom) throw refuse('programme.replaces_later', { from: formatTermShort(row.validFrom) });
  const last = previousTerm(next.validFrom);
  const uses = countUsesAfter(db, schoolId, `local.${what}.${id}`, last);
  if (uses > 0) throw refuse('programme.used_later', { count: uses, term: formatTerm(last) });
  closeLocalRow(db, schoolId, what, id, last);
}

/** Everything a new standard must be before it is stored: of its programme's stages, whole, alone in its terms, in no closed term. */
export function assertRateFits(db: ReadableDb, schoolId: number, rate: NewRate): void {
  const catalogue = catalogueOf(db, schoolId);
  const programme = assertTrialRate(catalogue, rate);
  checkTerms(rate);
  assertTermsOpen(db, schoolId, rate);
  const place = { ...rate, pays: rate.kind === 'local' };
  const clash = catalogue.rates.find((other) => other.origin === 'local' && ratesClash(ratePlace(other), place));
  if (clash) throw refuse('programme.rate_overlaps', { programme: programme.name, other: clash.document ?? clash.key });
}

/** The same for a rule. */
export function assertRuleFits(db: ReadableDb, schoolId: number, rule: NewRule): void {
  const catalogue = catalogueOf(db, schoolId);
  const programme = knownProgramme(catalogue, rule.programmeKey, rule.stages);
  checkTerms(rule);
  const longest = Math.max(...rule.stages.map((stage) => defaultStageYears[stage]));
  const beyond = rule.yearLevels?.find((level) => level > longest);
  if (beyond !== undefined) throw refuse('programme.year_not_of_stage', { stages: rule.stages.map(formatStage), year: beyond });
  assertTermsOpen(db, schoolId, rule);
  if (catalogue.rules.some((other) => other.origin === 'local' && rulesClash(other, rule))) throw refuse('programme.rule_overlaps', { programme: programme.name });
}

type TrialRate = Omit<NewRate, 'validFrom' | 'validTo'>;

/** What a standard must be by itself, stored or only thought of. */
export function assertTrialRate(catalogue: Catalogue, rate: TrialRate): Programme {
  const programme = knownProgramme(catalogue, rate.programmeKey, rate.stages);
  if ((rate.kind === 'range') !== (rate.highFen !== null) || (rate.highFen !== null && rate.highFen <= rate.fen)) throw refuse('programme.range_bounds', {});
  const counted = rate.unit === 'day' || rate.unit === 'month';
  const { usualQuantity, maxQuantity } = rate;
  if (!counted && (usualQuantity !== null || maxQuantity !== null)) throw refuse('programme.quantity_of_unit', {});
  if (usualQuantity !== null && maxQuantity !== null && maxQuantity < usualQuantity) throw refuse('programme.quantity_of_unit', {});
  if (rate.fen < rate.payments) throw refuse('programme.payments_too_many', { payments: rate.payments });
  return programme;
}
