import type { FundingSource } from '#shared/domain/ledger/events.ts';
import type { Statement } from './statement.ts';

/** `blocks`: the term can't be closed with it. `warns`: it can, and the list is kept with the closing. */
export type ClosingSeverity = 'blocks' | 'warns';

export type ClosingCheckKey =
  | 'not_approved' | 'not_submitted' | 'in_flight' | 'failed' | 'recovered_owed' | 'overpaid' | 'negative_cash' | 'source_short' | 'wrong_open'
  | 'nothing_recorded' | 'previous_open' | 'term_not_over' | 'differences_open' | 'not_compared';

export interface ClosingCheck {
  readonly key: ClosingCheckKey;
  readonly severity: ClosingSeverity;
  readonly passed: boolean;
  /** Pupils, lines or programmes, by key. */
  readonly count: number;
  readonly fen: number;
  readonly programmes: readonly string[];
}

/** What the closing looks at beside the statement. */
export interface ClosingFacts {
  /** 应发 proposed and neither approved nor withdrawn. */
  readonly proposedEntitlements: number;
  /** Payments found wrong and not yet, or not wholly, recovered: how many, and what is missing in fen. */
  readonly wrongOpen: { readonly count: number; readonly fen: number };
  readonly previousTermOpen: boolean;
  readonly termOver: boolean;
  /** Z1–Z3, P1, P2 differences open; null when the term has not been compared. */
  readonly openDifferences: number | null;
}

/**
 * What stands between a term and its closing (handbook 4.8, CHK-25, CHK-28). Nothing may be owed any more when a term is locked,
 * since a locked term takes no further payment: a failed line is sent again or waived first.
 */
export function closingChecks(statement: Statement, facts: ClosingFacts): ClosingCheck[] {
  const { programmes } = statement;
  const owed = (key: ClosingCheckKey, figure: 'notSubmitted' | 'inFlight' | 'failed' | 'recoveredOwed' | 'overpaid'): ClosingCheck => {
    const rows = programmes.filter((row) => row[figure] !== 0);
    return {
      key, severity: 'blocks', passed: rows.length === 0, count: rows.reduce((sum, row) => sum + countOf(row.headcounts, figure), 0),
      fen: statement.totals[figure], programmes: rows.map((row) => row.programmeKey),
    };
  };
  const negative = programmes.filter((row) => row.cashBalance < 0);
  const short = programmes.filter((row) => row.cashBalance >= 0 && row.sources.some((source) => source.cashBalance < 0));
  return [
    countCheck('not_approved', 'blocks', facts.proposedEntitlements),
    owed('not_submitted', 'notSubmitted'),
    owed('in_flight', 'inFlight'),
    owed('failed', 'failed'),
    owed('recovered_owed', 'recoveredOwed'),
    owed('overpaid', 'overpaid'),
    { key: 'negative_cash', severity: 'blocks', passed: negative.length === 0, count: negative.length, fen: negative.reduce((sum, row) => sum + row.cashBalance, 0), programmes: negative.map((row) => row.programmeKey) },
    { key: 'source_short', severity: 'blocks', passed: short.length === 0, count: short.length, fen: 0, programmes: short.map((row) => row.programmeKey) },
    // No block: what can't be got back stays paid, and the term must end some day.
    { ...countCheck('wrong_open', 'warns', facts.wrongOpen.count), fen: facts.wrongOpen.fen },
    countCheck('nothing_recorded', 'warns', programmes.length === 0 ? 1 : 0),
    countCheck('previous_open', 'warns', facts.previousTermOpen ? 1 : 0),
    countCheck('term_not_over', 'warns', facts.termOver ? 0 : 1),
    countCheck('not_compared', 'warns', facts.openDifferences === null ? 1 : 0),
    // Not compared is no result, so it is not shown as a comparison that found nothing.
    ...(facts.openDifferences === null ? [] : [countCheck('differences_open', 'warns', facts.openDifferences)]),
  ];
}

function countOf(heads: { readonly due: number; readonly failed: number; readonly inFlight: number }, figure: string): number {
  return figure === 'failed' ? heads.failed : figure === 'inFlight' ? heads.inFlight : 0;
}

function countCheck(key: ClosingCheckKey, severity: ClosingSeverity, count: number): ClosingCheck {
  return { key, severity, passed: count === 0, count, fen: 0, programmes: [] };
}

/** Money to carry into the next term: what each source of each programme has left. In fen. */
export interface CarryOver {
  readonly programmeKey: string;
  readonly source: FundingSource;
  readonly fen: number;
}

/** Proposes the carry-over (结转) from the cash left, source by source; amounts that are zero are left out. */
export function proposeCarryOver(statement: Statement): CarryOver[] {
  return statement.programmes.flatMap((row) => row.sources
    .filter((source) => source.leftAfterCarry > 0)
    .map((source) => ({ programmeKey: row.programmeKey, source: source.source, fen: source.leftAfterCarry })));
}
