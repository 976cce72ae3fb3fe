import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm, startYearOf, termsOf } from '#shared/domain/calendar/term.ts';
import type { AccountCode } from '#shared/domain/ledger/accounts.ts';
import { roleOf } from '#shared/domain/ledger/accounts.ts';
import type { LedgerFactKind } from '#shared/domain/ledger/events.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen, sumFen } from '#shared/domain/money/fen.ts';

/** The postings of one term dated in one calendar year, by account and kind: debit − credit, in fen. */
export interface DatedTotal {
  readonly term: TermKey;
  readonly year: number;
  readonly accountCode: AccountCode;
  readonly effectKind: LedgerFactKind;
  readonly netFen: number;
}

export const crossFigureKeys = ['opening', 'received', 'moved', 'due', 'paid', 'recovered', 'returned'] as const;
export type CrossFigureKey = (typeof crossFigureKeys)[number];

const labels: Readonly<Record<CrossFigureKey, string>> = {
  opening: '期初登记', received: '到账', moved: '调剂', due: '应发', paid: '已发', recovered: '追回', returned: '退回财政',
};

/** 到账, 应发, … */
export function formatCrossFigure(key: CrossFigureKey): string {
  return labels[key];
}

/** Cells: before the first year, in it, in the second, after it. Each entry of the journal stands in exactly one. */
export type CrossCells = readonly [before: Fen, first: Fen, second: Fen, after: Fen];

export interface CrossRow {
  readonly term: TermKey;
  readonly cells: CrossCells;
  /** The 学期 view of the figure. */
  readonly total: Fen;
}

export interface CrossFigure {
  readonly key: CrossFigureKey;
  readonly rows: readonly CrossRow[];
  /** The 自然年 view of the figure in the two middle cells. */
  readonly totals: CrossCells;
}

/** From a term's balance to the balance at a year's end, line by line. */
export interface BalanceBridge {
  readonly term: TermKey;
  readonly year: number;
  readonly lines: readonly { readonly label: string; readonly fen: Fen }[];
  readonly endFen: Fen;
}

export interface CrossViews {
  readonly schoolYear: SchoolYear;
  readonly years: readonly [number, number];
  readonly figures: readonly CrossFigure[];
  readonly bridges: readonly BalanceBridge[];
}

/** The signed part a posting has in a figure; null where it is in none (carry-over moves a term's money, not a figure). */
function partOf({ accountCode, effectKind, netFen }: DatedTotal): { readonly key: CrossFigureKey; readonly fen: number } | null {
  const role = roleOf(accountCode);
  if (role === 'aid_due') return { key: 'due', fen: netFen };
  if (role !== 'cash') return null;
  switch (effectKind) {
    case 'opening_balance': return { key: 'opening', fen: netFen };
    case 'receipt': return { key: 'received', fen: netFen };
    case 'moved_in': case 'moved_out': return { key: 'moved', fen: netFen };
    case 'line_paid': case 'line_failed': return { key: 'paid', fen: -netFen };
    case 'recovery': return { key: 'recovered', fen: netFen };
    case 'returned_to_treasury': return { key: 'returned', fen: -netFen };
    default: return null;
  }
}

/**
 * 学期, 学年 and 自然年 on one sheet (handbook 4.8, DEF-15): every entry stands once, in the row of the term it belongs to and the column of the year it is dated in. Rows add up to the
 * 学期 view, the year's two rows to the 学年 view, columns to the 自然年 view; so they can't disagree, and the bridges name every fen between a term's balance and a year's. `totals` are
 * of one channel and of the whole journal.
 */
export function crossViews(totals: readonly DatedTotal[], schoolYear: SchoolYear): CrossViews {
  const first = startYearOf(schoolYear);
  const own = termsOf(schoolYear);
  const figures = crossFigureKeys.flatMap((key) => figureOf(key, totals, { own, first }) ?? []);
  return { schoolYear, years: [first, first + 1], figures, bridges: [bridgeOf(totals, own[0], first), bridgeOf(totals, own[1], first + 1)] };
}

function figureOf(key: CrossFigureKey, totals: readonly DatedTotal[], { own, first }: { readonly own: readonly TermKey[]; readonly first: number }): CrossFigure | null {
  const byTerm = new Map<TermKey, [number, number, number, number]>(own.map((term) => [term, [0, 0, 0, 0]]));
  for (const total of totals) {
    const part = partOf(total);
    if (part?.key !== key) continue;
    const cells = byTerm.get(total.term) ?? [0, 0, 0, 0];
    byTerm.set(total.term, cells);
    const column = Math.max(0, Math.min(3, total.year - first + 1));
    cells[column] = (cells[column] ?? 0) + part.fen;
  }
  // Terms beside the year's own matter only where they reach into its calendar years.
  const rows = [...byTerm].filter(([term, cells]) => own.includes(term) || cells[1] !== 0 || cells[2] !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([term, cells]): CrossRow => ({ term, cells: cells.map((cell) => fen(cell)) as unknown as CrossCells, total: fen(cells.reduce((sum, cell) => sum + cell, 0)) }));
  if (rows.every((row) => row.cells.every((cell) => cell === 0))) return null;
  return { key, rows, totals: ([0, 1, 2, 3] as const).map((column) => sumFen(rows.map((row) => row.cells[column]))) as unknown as CrossCells };
}

function bridgeOf(totals: readonly DatedTotal[], term: TermKey, year: number): BalanceBridge {
  const cash = totals.filter((total) => roleOf(total.accountCode) === 'cash');
  const sumOf = (holds: (total: DatedTotal) => boolean): number => cash.reduce((sum, total) => sum + (holds(total) ? total.netFen : 0), 0);
  const later = crossFigureKeys.map((key) => {
    const amount = cash.reduce((sum, total) => sum + (total.term === term && total.year > year && partOf(total)?.key === key ? total.netFen : 0), 0);
    return { label: `${amount > 0 ? '减' : '加'}：本学期${year}年以后的${labels[key]}`, fen: 0 - amount };
  });
  const others = [...new Set(cash.map((total) => total.term))].filter((one) => one !== term).sort()
    .map((one) => ({ label: `加：${formatTerm(one)}在${year}年底的余额`, fen: sumOf((total) => total.term === one && total.year <= year) }));
  const lines = [
    { label: `${formatTerm(term)}期末余额（学期口径）`, fen: sumOf((total) => total.term === term && total.effectKind !== 'carried_out') },
    ...later,
    { label: `减：${year}年以后从上学期转入的`, fen: 0 - sumOf((total) => total.term === term && total.year > year && total.effectKind === 'carried_in') },
    { label: `减：${year}年底以前已结转下学期的`, fen: sumOf((total) => total.term === term && total.year <= year && total.effectKind === 'carried_out') },
    ...others,
  ].filter((line, index) => index === 0 || line.fen !== 0).map((line) => ({ label: line.label, fen: fen(line.fen) }));
  return { term, year, lines, endFen: sumFen(lines.map((line) => line.fen)) };
}
