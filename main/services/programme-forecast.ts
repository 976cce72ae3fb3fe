import { addFen, fen, ZERO_FEN } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Evaluation } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import { educationStages } from '#shared/domain/roster/stage.ts';
import { reasonTopicNames } from '#shared/text/entitlements.ts';
import type { ForecastLine } from '#shared/contract/programme-plans.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { programmeName } from './entitlement-evaluation.ts';
import { policyOf } from './entitlement-facts.ts';
import { figureRows, sharesIn, sumShares } from './programme-figures.ts';
import type { PlannedPupil, PlanScope } from './programme-projection.ts';
import { evaluatePlanned, planPupils } from './programme-projection.ts';
import { refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

export interface ForecastInput extends PlanScope {
  /** Pupils more or fewer than the register says, by line key: new entrants, expected leavers. */
  readonly expected: Readonly<Record<string, number>>;
}

interface Judgement {
  readonly planned: PlannedPupil;
  readonly evaluation: Evaluation;
}

type Gathered = Pick<ForecastLine, 'key' | 'programmeKey' | 'stage' | 'boarding' | 'awardTier' | 'eachFen'> & { pupils: number; leaving: number };

function gather(judged: readonly Judgement[]): Map<string, Gathered> {
  const lines = new Map<string, Gathered>();
  for (const { planned: { facts, leaves }, evaluation } of judged) {
    if (evaluation.kind !== 'proposed') continue;
    const { programmeKey, trace: { amountFen: eachFen, awardTier } } = evaluation;
    const key = [programmeKey, facts.stage, facts.boarding, awardTier ?? '', eachFen].join('|');
    const line = lines.get(key) ?? { key, programmeKey, stage: facts.stage, boarding: facts.boarding, awardTier, eachFen, pupils: 0, leaving: 0 };
    if (leaves) line.leaving += 1;
    else line.pupils += 1;
    lines.set(key, line);
  }
  return lines;
}

const boardingOrder = ['boarding', 'day', 'unknown'] as const;

/** Each line's expected difference; a key no line has, or fewer than nobody, is a refusal: a figure must not vanish in silence. */
function expectedOf(lines: ReadonlyMap<string, Gathered>, expected: ForecastInput['expected'], nameOf: (key: string) => string): void {
  for (const [key, difference] of Object.entries(expected)) {
    if (difference === 0) continue;
    const line = lines.get(key);
    if (line === undefined) throw refuse('programme_plan.line_gone', {});
    if (line.pupils + difference < 0) throw refuse('programme_plan.below_nobody', { programme: nameOf(line.programmeKey), pupils: line.pupils, fewer: -difference });
  }
}

function questionsOf(judged: readonly Judgement[], nameOf: (key: string) => string) {
  const open = judged.flatMap(({ planned, evaluation }) => {
    const first = evaluation.kind === 'needs_answer' && !planned.leaves ? evaluation.reasons[0] : undefined;
    return first === undefined ? [] : [{ programmeName: nameOf(evaluation.programmeKey), topic: reasonTopicNames[first.topic] }];
  });
  return [...Map.groupBy(open, (one) => `${one.programmeName} ${one.topic}`).values()].flatMap((same) => (same[0] === undefined ? [] : [{ ...same[0], count: same.length }]));
}

/** 测算 of a term: who of the register would be entitled in it, under the rules of that term, and which source's money that is. */
export function forecastOf(db: ReadableDb, input: ForecastInput) {
  const { schoolId, target } = input;
  const policy = policyOf(db, schoolId, settingsOf(db, schoolId), target);
  const pupils = planPupils(db, input);
  const judged = pupils.flatMap((planned) => evaluatePlanned(planned, target, policy).map((evaluation): Judgement => ({ planned, evaluation })));
  const gathered = gather(judged);
  const nameOf = (key: string): string => programmeName(policy.catalogue, key);
  expectedOf(gathered, input.expected, nameOf);
  const shareOf = sharesIn(db, schoolId, target);
  const order = policy.catalogue.programmes.map((programme) => programme.key);
  const rank = (line: Gathered): number => order.indexOf(line.programmeKey) * 100 + educationStages.indexOf(line.stage) * 10 + boardingOrder.indexOf(line.boarding);
  const lines = [...gathered.values()].toSorted((one, other) => rank(one) - rank(other) || one.eachFen - other.eachFen).map((line) => {
    const expected = input.expected[line.key] ?? 0;
    const counted = line.pupils + expected;
    const sumFen = fen(line.eachFen * counted);
    const share = shareOf(line.programmeKey, sumFen);
    const shown: ForecastLine = { ...line, programmeName: nameOf(line.programmeKey), expected, counted, sumFen, shares: sumShares([share]) };
    return { shown, share };
  });
  const shown = lines.map((line) => line.shown);
  return {
    target, pupils: pupils.length, leaving: pupils.filter((planned) => planned.leaves).length,
    lines: shown,
    total: { count: shown.reduce((sum, line) => sum + line.counted, 0), sumFen: shown.reduce<Fen>((sum, line) => addFen(sum, line.sumFen), ZERO_FEN) },
    shares: sumShares(lines.map((line) => line.share)),
    questions: questionsOf(judged, nameOf),
    checks: figureRows(policy, shown.flatMap((line) => Array.from({ length: line.counted }, () => ({ programmeKey: line.programmeKey, stage: line.stage, fen: line.eachFen }))), target),
  };
}
