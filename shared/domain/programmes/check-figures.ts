import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen, sumFen } from '#shared/domain/money/fen.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { NATIONAL } from '#shared/domain/programmes/preset-programmes.ts';
import type { BenefitRate, ProgrammeKey } from '#shared/domain/programmes/programme.ts';
import { isInForce } from '#shared/domain/programmes/programme.ts';

/** One sum of one pupil, as the check sees it. */
export interface CheckedLine {
  readonly programmeKey: ProgrammeKey;
  readonly stage: EducationStage;
  readonly fen: Fen;
}

export interface FigureCheck {
  readonly programmeKey: ProgrammeKey;
  readonly stage: EducationStage;
  readonly rateKey: string;
  readonly kind: 'average' | 'range';
  /** The average, or the bounds, in fen a term. */
  readonly lowFen: Fen;
  readonly highFen: Fen;
  readonly pupils: number;
  readonly sumFen: Fen;
  /** Average: what the list gives above (or, negative, below) pupils × average, in fen. Range: 0. */
  readonly differenceFen: Fen;
  /** Range: how many sums lie outside the bounds. Average: 0. */
  readonly outside: number;
  readonly verdict: 'fits' | 'above' | 'below' | 'outside';
  readonly document: string | null;
}

/**
 * Compares a list with the check figures of its programme (CHK-16, handbook 3.2, 3.3): an average is held against the whole list exactly,
 * pupils × average, without dividing; a range against every sum. Check figures are never paid; a place that chose other tiers sees here
 * how far its list lies from the average. Only figures per term are compared, and only where the list has somebody.
 */
export function checkFigures(rates: readonly BenefitRate[], lines: readonly CheckedLine[], term: TermKey, regions: readonly string[]): readonly FigureCheck[] {
  const ours = (rate: BenefitRate): boolean => rate.origin === 'local' || rate.region === NATIONAL || regions.includes(rate.region);
  return rates
    .filter((rate) => rate.unit === 'term' && isInForce(rate, term) && ours(rate))
    .flatMap((rate) => rate.stages.flatMap((stage) => checkOne(rate, stage, lines.filter((line) => line.programmeKey === rate.programmeKey && line.stage === stage)) ?? []));
}

function checkOne(rate: BenefitRate, stage: EducationStage, lines: readonly CheckedLine[]): FigureCheck | null {
  if (lines.length === 0) return null;
  const sum = sumFen(lines.map((line) => line.fen));
  const common = { programmeKey: rate.programmeKey, stage, rateKey: rate.key, pupils: lines.length, sumFen: sum, document: rate.document };
  const { figure } = rate;
  switch (figure.kind) {
    case 'average': {
      const difference = fen(sum - figure.fen * lines.length);
      const verdict = difference === 0 ? 'fits' : difference > 0 ? 'above' : 'below';
      return { ...common, kind: 'average', lowFen: figure.fen, highFen: figure.fen, differenceFen: difference, outside: 0, verdict };
    }
    case 'range': {
      const outside = lines.filter((line) => line.fen < figure.lowFen || line.fen > figure.highFen).length;
      return { ...common, kind: 'range', lowFen: figure.lowFen, highFen: figure.highFen, differenceFen: fen(0), outside, verdict: outside === 0 ? 'fits' : 'outside' };
    }
    default:
      return null;
  }
}
