import type { Evaluation } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import type { BenefitRate } from '#shared/domain/programmes/programme.ts';
import type { TrialChange } from '#shared/domain/programmes/trial-catalogue.ts';
import { withTrial } from '#shared/domain/programmes/trial-catalogue.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import type { TrialRow } from '#shared/contract/programme-plans.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { programmeName, totalsOf } from './entitlement-evaluation.ts';
import { policyWith } from './entitlement-facts.ts';
import { wordedReason } from './entitlement-views.ts';
import type { api } from './procedure.ts';
import { assertTrialRate, knownProgramme } from './programme-checks.ts';
import { figureRows, sharesIn, sumShares } from './programme-figures.ts';
import { catalogueOf } from './programme-names.ts';
import type { PlannedPupil } from './programme-projection.ts';
import { evaluatePlanned, planPupils } from './programme-projection.ts';
import { settingsOf } from './settings.ts';

export type TrialInput = Parameters<Parameters<typeof api.programmePlans.trial.handler>[0]>[0]['input'];

interface Pair {
  readonly planned: PlannedPupil;
  readonly programmeKey: string;
  readonly before: Evaluation | null;
  readonly after: Evaluation | null;
}

const amountOf = (evaluation: Evaluation | null): Fen | null => (evaluation?.kind === 'proposed' ? evaluation.trace.amountFen : null);

/** The rows somebody thinks of, as the rules read them; they begin with the term looked at. */
function changeOf({ rates, rules, stopped, target }: TrialInput): TrialChange {
  const dated = { validFrom: target, validTo: null, confidence: 'local', origin: 'local' } as const;
  return {
    rates: rates.map(({ kind, fen: low, highFen, ...rate }, index): BenefitRate => ({
      ...rate, ...dated, key: `trial.rate.${index + 1}`, startMark: 'known',
      figure: kind === 'range' && highFen !== null ? { kind: 'range', lowFen: low, highFen } : { kind: kind === 'average' ? 'average' : 'local', fen: low },
    })),
    rules: rules.map((rule, index): EligibilityRule => ({ ...rule, ...dated, key: `trial.rule.${index + 1}`, region: '试算' })),
    stopped,
  };
}

function rowOf({ planned, programmeKey, before, after }: Pair, name: string): TrialRow | null {
  const [beforeFen, afterFen] = [amountOf(before), amountOf(after)];
  if (beforeFen === afterFen) return null;
  const { row, facts, className } = planned.pupil;
  const reasons = after === null || after.kind === 'proposed' ? [] : after.reasons.map((one) => wordedReason(one).sentence);
  const change = beforeFen === null ? 'joins' : afterFen !== null ? (afterFen > beforeFen ? 'more' : 'less') : after?.kind === 'needs_answer' ? 'asks' : 'ends';
  const sentences = { joins: '改后可以享受', more: '改后增加', less: '改后减少', ends: '改后不再享受', asks: '改后要先答复' } as const;
  const difference = beforeFen !== null && afterFen !== null ? ` ${formatYuan(fen(Math.abs(afterFen - beforeFen)))} 元` : '';
  return {
    studentId: facts.studentId, studentName: row.name, className, stage: planned.facts.stage, boarding: planned.facts.boarding, programmeKey, programmeName: name, beforeFen, afterFen, change,
    sentence: `${sentences[change]}${difference}${reasons.length === 0 ? '' : `：${reasons.join('；')}`}`,
  };
}

type PartOf = { programmeKey: string; stage: TrialRow['stage']; boarding: TrialRow['boarding']; touched: number; before: Fen[]; after: Fen[] };

function partsOf(pairs: readonly Pair[], nameOf: (key: string) => string) {
  const parts = new Map<string, PartOf>();
  for (const { planned: { facts }, programmeKey, before, after } of pairs) {
    const [old, next] = [amountOf(before), amountOf(after)];
    if (old === null && next === null) continue;
    const key = `${programmeKey} ${facts.stage} ${facts.boarding}`;
    const part = parts.get(key) ?? { programmeKey, stage: facts.stage, boarding: facts.boarding, touched: 0, before: [], after: [] };
    if (old !== null) part.before.push(old);
    if (next !== null) part.after.push(next);
    part.touched += old === next ? 0 : 1;
    parts.set(key, part);
  }
  return [...parts.values()].filter((part) => part.touched > 0).map(({ before, after, ...part }) => {
    const [old, next] = [totalsOf(before), totalsOf(after)];
    return { ...part, programmeName: nameOf(part.programmeKey), before: old, after: next, differenceFen: fen(next.sumFen - old.sumFen) };
  });
}

/**
 * The programmes the change reaches, judged twice for every pupil: as things stand in the term, and under the change. Programmes that
 * exclude one of them are judged with it and shown where they change too.
 */
export function runTrial(db: ReadableDb, input: TrialInput) {
  const { schoolId, target } = input;
  const settings = settingsOf(db, schoolId);
  const catalogue = catalogueOf(db, schoolId, target);
  for (const rate of input.rates) assertTrialRate(catalogue, rate);
  for (const rule of input.rules) knownProgramme(catalogue, rule.programmeKey, rule.stages);
  for (const key of input.stopped) knownProgramme(catalogue, key, []);
  const now = policyWith(catalogue, settings);
  const then = policyWith(withTrial(catalogue, changeOf(input)), settings);
  const pupils = planPupils(db, input);
  const pairs = pupils.filter((planned) => !planned.leaves).flatMap((planned): Pair[] => {
    const before = new Map(evaluatePlanned(planned, target, now).map((one) => [one.programmeKey, one]));
    const after = new Map(evaluatePlanned(planned, target, then).map((one) => [one.programmeKey, one]));
    return [...new Set([...before.keys(), ...after.keys()])].map((programmeKey) => ({ planned, programmeKey, before: before.get(programmeKey) ?? null, after: after.get(programmeKey) ?? null }));
  });
  const nameOf = (key: string): string => programmeName(catalogue, key);
  const rows = pairs.flatMap((pair) => rowOf(pair, nameOf(pair.programmeKey)) ?? []);
  const reached = new Set(rows.map((row) => row.programmeKey));
  const ofReached = pairs.filter((pair) => reached.has(pair.programmeKey));
  const [before, after] = [totalsOf(ofReached.flatMap((pair) => amountOf(pair.before) ?? [])), totalsOf(ofReached.flatMap((pair) => amountOf(pair.after) ?? []))];
  return {
    target, pupils: pupils.length, leaving: pupils.filter((planned) => planned.leaves).length, before, after, differenceFen: fen(after.sumFen - before.sumFen),
    parts: partsOf(ofReached, nameOf), shares: sharesOf(db, input, ofReached), rows,
    checks: figureRows(then, ofReached.flatMap((pair) => {
      const amount = amountOf(pair.after);
      return amount === null ? [] : [{ programmeKey: pair.programmeKey, stage: pair.planned.facts.stage, fen: amount }];
    }), target),
  };
}

function sharesOf(db: ReadableDb, { schoolId, target }: TrialInput, pairs: readonly Pair[]) {
  const shareOf = sharesIn(db, schoolId, target);
  const byProgramme = [...Map.groupBy(pairs, (pair) => pair.programmeKey)];
  const side = (which: 'before' | 'after') => sumShares(byProgramme.map(([key, own]) => shareOf(key, totalsOf(own.flatMap((pair) => amountOf(pair[which]) ?? [])).sumFen)));
  const [before, after] = [side('before'), side('after')];
  const sources = [...new Map([...before, ...after].map((share) => [share.source, share.sourceLabel]))];
  const of = (list: typeof before, source: string): Fen => list.find((share) => share.source === source)?.fen ?? fen(0);
  return sources.map(([source, sourceLabel]) => ({ source, sourceLabel, beforeFen: of(before, source), afterFen: of(after, source) }));
}
