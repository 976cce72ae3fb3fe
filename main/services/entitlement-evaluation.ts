import type { TermKey } from '#shared/domain/calendar/term.ts';
import { ZERO_FEN, sumFen } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import { reason } from '#shared/domain/entitlement/reason.ts';
import type { EntitlementChange } from '#shared/domain/entitlement/compare-entitlement.ts';
import { compareEntitlement } from '#shared/domain/entitlement/compare-entitlement.ts';
import type { EntitlementPolicy, Evaluation } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import type { AppliedAdjustment } from '#shared/domain/entitlement/adjustment.ts';
import { calculatedOf } from '#shared/domain/entitlement/adjustment.ts';
import { evaluatePupil, isWorthExplaining } from '#shared/domain/entitlement/evaluate-pupil.ts';
import { evaluateEveryProgramme } from '#shared/domain/entitlement/standing.ts';
import type { Settings } from '#shared/domain/access/settings.ts';
import { waiverText } from '#shared/text/letters.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { EntitlementRecord } from '#main/db/repositories/entitlement.ts';
import { listEntitlements, listGivenUp } from '#main/db/repositories/entitlement.ts';
import { listAppliedAdjustments } from '#main/db/repositories/entitlement-adjustment.ts';
import { listItemWaivers } from '#main/db/repositories/waiver.ts';
import type { PupilInTerm } from './entitlement-facts.ts';
import { liveOnly, loadPupils, policyOf } from './entitlement-facts.ts';

/** One pupil × programme with today's answer and what the archive holds. */
export interface Judged {
  readonly pupil: PupilInTerm;
  readonly evaluation: Evaluation;
  readonly held: EntitlementRecord | null;
  readonly change: EntitlementChange;
}

export interface TermEvaluation {
  readonly policy: EntitlementPolicy;
  readonly pupils: readonly PupilInTerm[];
  readonly judged: readonly Judged[];
}

/** Evaluates every pupil against every programme with a rule (`every`: of the stage); the one place where facts, rules and what is held meet. Reads only. */
export function evaluateTerm(db: ReadableDb, schoolId: number, term: TermKey, settings: Settings, studentIds?: ReadonlySet<number>, every = false): TermEvaluation {
  const policy = policyOf(db, schoolId, settings, term);
  const all = loadPupils(db, schoolId, term, settings);
  const pupils = studentIds === undefined ? all : all.filter((pupil) => studentIds.has(pupil.facts.studentId));
  const held = new Map(liveOnly(listEntitlements(db, schoolId, term)).map((one) => [`${one.studentId} ${one.programmeKey}`, one]));
  const givenUp = new Map([...listGivenUp(db, schoolId, term), ...listItemWaivers(db, schoolId, term).map((one) => ({ ...one, why: waiverText(one) }))].map((one) => [`${one.studentId} ${one.programmeKey}`, one.why]));
  const applied = Map.groupBy(listAppliedAdjustments(db, schoolId, term), (one) => one.entitlementId);
  const judged = pupils.flatMap((pupil) =>
    (every ? evaluateEveryProgramme : evaluatePupil)(pupil.facts, term, policy).map((fresh): Judged => {
      const evaluation = withoutGivenUp(fresh, givenUp);
      const record = held.get(`${evaluation.studentId} ${evaluation.programmeKey}`) ?? null;
      return { pupil, evaluation, held: record, change: compareEntitlement(heldOf(record, record === null ? [] : applied.get(record.id) ?? []), evaluation) };
    }));
  return { policy, pupils, judged };
}

/** What a family gave up, by a waiver of the item or when the money was to be paid, is not proposed to it in that term. */
function withoutGivenUp(evaluation: Evaluation, givenUp: ReadonlyMap<string, string>): Evaluation {
  const { studentId, programmeKey } = evaluation;
  const why = givenUp.get(`${studentId} ${programmeKey}`);
  return why === undefined || evaluation.kind !== 'proposed' ? evaluation : { studentId, programmeKey, kind: 'not', reasons: [reason('entitlement.given_up', { why })] };
}

/** What a person adjusted since is no change of facts: the fresh answer is held against what the rules said last. */
function heldOf(record: EntitlementRecord | null, applied: readonly AppliedAdjustment[]): Parameters<typeof compareEntitlement>[0] {
  if (record === null || record.state === 'withdrawn') return null;
  return { id: record.id, state: record.state, ...calculatedOf({ amountFen: record.amountFen, basis: record.basis }, applied) };
}

export interface Totals {
  readonly count: number;
  readonly sumFen: Fen;
}

export function totalsOf(amounts: readonly Fen[]): Totals {
  return { count: amounts.length, sumFen: amounts.length === 0 ? ZERO_FEN : sumFen(amounts) };
}

/** Sums by programme, in the order of the catalogue. */
export function totalsByProgramme(catalogue: Catalogue, lines: readonly { readonly programmeKey: string; readonly fen: Fen }[]) {
  return catalogue.programmes.flatMap((programme) => {
    const own = lines.filter((line) => line.programmeKey === programme.key);
    return own.length === 0 ? [] : [{ programmeKey: programme.key, programmeName: programme.name, ...totalsOf(own.map((line) => line.fen)) }];
  });
}

export function programmeName(catalogue: Catalogue, key: string): string {
  return findProgramme(catalogue, key)?.name ?? key;
}

/** Changes of what is held that a person has to confirm. */
export function changesOf(evaluation: TermEvaluation): Judged[] {
  return evaluation.judged.filter(({ change }) => change.kind === 'amount_changed' || change.kind === 'basis_changed' || change.kind === 'no_longer');
}

/** In hardship, in a group, or in question, and neither proposed nor held. */
export function unproposedOf(evaluation: TermEvaluation): Judged[] {
  return evaluation.judged.filter(({ pupil, evaluation: one, held }) => held === null && isWorthExplaining(pupil.facts, one));
}
