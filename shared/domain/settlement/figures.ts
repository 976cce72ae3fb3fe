import type { Fen } from '#shared/domain/money/fen.ts';
import { fen } from '#shared/domain/money/fen.ts';

/** The columns of a settlement that are added up from postings; everything else is worked out of them. In fen. */
export const summedFigures = [
  'openingCash', 'openingBudget', 'received', 'moved', 'due', 'paid', 'recovered', 'returned', 'carriedOut',
] as const;
type SummedFigure = (typeof summedFigures)[number];

/** What is owed at the end of the scope, by where it lies. In fen. */
export const owedFigures = ['notSubmitted', 'inFlight', 'failed', 'recoveredOwed', 'overpaid'] as const;
type OwedFigure = (typeof owedFigures)[number];

export type SourceFigures = Readonly<Record<SummedFigure, Fen>>;
export type Figures = SourceFigures & Readonly<Record<OwedFigure, Fen>>;

/** The two balances of handbook 4.8 and what lies between them. */
export interface Balances {
  /** 结余 (budget view) = 上期结转 + 到账 + 调剂 − 应发 − 退回财政. */
  readonly budgetBalance: Fen;
  /** 期末余额 (cash view) = 期初 + 到账 + 调剂 − 已发 + 追回 − 退回财政. */
  readonly cashBalance: Fen;
  /** 待发 = cash − budget: what is promised and not with the pupils yet. */
  readonly outstanding: Fen;
  /** Cash after 结转下期. */
  readonly leftAfterCarry: Fen;
}

/** Works the balances out; cash − budget is what is owed, so the two views always explain each other. */
export function balancesOfFigures(figures: SourceFigures): Balances {
  const budget = figures.openingBudget + figures.received + figures.moved - figures.due - figures.returned;
  const cash = figures.openingCash + figures.received + figures.moved - figures.paid + figures.recovered - figures.returned;
  return {
    budgetBalance: fen(budget), cashBalance: fen(cash), outstanding: fen(cash - budget), leftAfterCarry: fen(cash - figures.carriedOut),
  };
}

/** Adds sets of figures up column by column; the sum of nothing is all zeros. */
export function sumFigures(parts: readonly Figures[]): Figures {
  const keys = [...summedFigures, ...owedFigures];
  return Object.fromEntries(keys.map((key) => [key, fen(parts.reduce((sum, part) => sum + part[key], 0))])) as Figures;
}
