import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import type { EntitlementPolicy } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import type { CheckedLine, FigureCheck } from '#shared/domain/programmes/check-figures.ts';
import { checkFigures } from '#shared/domain/programmes/check-figures.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatFundingSource, shareBySource } from '#shared/domain/settlement/source-shares.ts';
import type { FigureCheckRow } from '#shared/contract/programme-plans.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listEntitlements } from '#main/db/repositories/entitlement.ts';
import { listFundingSplits } from '#main/db/repositories/funding-split.ts';
import { programmeName } from './entitlement-evaluation.ts';
import { liveOnly, loadPupils, policyOf } from './entitlement-facts.ts';
import { splitInForce, splitWeights } from './funding-splits.ts';
import { settingsOf } from './settings.ts';

function sentenceOf(check: FigureCheck): string {
  const list = `${check.pupils} 人、${formatYuan(check.sumFen)} 元`;
  if (check.kind === 'range') {
    const bounds = `${formatYuan(check.lowFen)}–${formatYuan(check.highFen)} 元`;
    return check.outside === 0 ? `${list}，每人都在 ${bounds}之内` : `${list}，其中 ${check.outside} 人不在 ${bounds}之内，请核对资助档`;
  }
  const mean = formatYuan(fen(Math.round(check.sumFen / check.pupils)));
  const figure = `平均数 ${formatYuan(check.lowFen)} 元`;
  if (check.differenceFen === 0) return `${list}，人均正好是${figure}`;
  const [word, gap] = check.differenceFen > 0 ? ['高于', check.differenceFen] : ['低于', -check.differenceFen];
  return `${list}，人均约 ${mean} 元，${word}${figure}，总额相差 ${formatYuan(fen(gap))} 元`;
}

/** CHK-16 in words: averages and bounds beside what the list gives. Never an amount to pay. */
export function figureRows(policy: EntitlementPolicy, lines: readonly CheckedLine[], term: TermKey): FigureCheckRow[] {
  return checkFigures(policy.catalogue.rates, lines, term, policy.regions).map((check) => ({
    programmeKey: check.programmeKey, programmeName: programmeName(policy.catalogue, check.programmeKey), stage: check.stage, kind: check.kind, verdict: check.verdict,
    pupils: check.pupils, sumFen: check.sumFen, differenceFen: check.differenceFen, outside: check.outside, document: check.document, sentence: sentenceOf(check),
  }));
}

/** The live entitlements of the term as the check sees them. */
export function heldFigures(db: ReadableDb, schoolId: number, term: TermKey): FigureCheckRow[] {
  const settings = settingsOf(db, schoolId);
  const stages = new Map(loadPupils(db, schoolId, term, settings).map(({ facts }): [number, EducationStage] => [facts.studentId, facts.stage]));
  const lines = liveOnly(listEntitlements(db, schoolId, term)).flatMap((one): CheckedLine[] => {
    const stage = stages.get(one.studentId);
    return stage === undefined ? [] : [{ programmeKey: one.programmeKey, stage, fen: one.amountFen }];
  });
  return figureRows(policyOf(db, schoolId, settings, term), lines, term);
}

/** How a programme's sum of a term falls on its sources: by the split prescribed for it, to the 分; where none is, on 未注明来源. */
export type ShareOf = (programmeKey: string, sum: Fen) => ReadonlyMap<FundingSource, Fen>;

export function sharesIn(db: ReadableDb, schoolId: number, term: TermKey): ShareOf {
  const splits = listFundingSplits(db, schoolId);
  return (programmeKey, sum) => {
    const split = splitInForce(splits, programmeKey, term);
    const weights = split === null ? null : splitWeights(split.shares);
    return new Map([...shareBySource(sum, new Map(), weights)].filter(([, part]) => part !== 0).map(([source, part]) => [source, fen(part)]));
  };
}

/** Shares added up, in the order of the sources. */
export function sumShares(shares: Iterable<ReadonlyMap<FundingSource, Fen>>): { source: FundingSource; sourceLabel: string; fen: Fen }[] {
  const sums = new Map<FundingSource, number>();
  for (const share of shares) for (const [source, part] of share) sums.set(source, (sums.get(source) ?? 0) + part);
  return fundingSources.flatMap((source) => {
    const sum = sums.get(source) ?? 0;
    return sum === 0 ? [] : [{ source, sourceLabel: formatFundingSource(source), fen: fen(sum) }];
  });
}
