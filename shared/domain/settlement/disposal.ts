import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { nextTerm } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import type { FundingSource, LedgerFact } from '#shared/domain/ledger/events.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { CarryOver } from './closing-checks.ts';

/** 结转下期 · 上缴财政 · 经批准调剂使用. */
export const disposalWays = ['carry', 'return', 'repurpose'] as const;
export type DisposalWay = (typeof disposalWays)[number];

/** What one remainder, or a part of it, is for. `fen` positive. */
export interface Disposal {
  readonly programmeKey: string;
  readonly source: FundingSource;
  readonly way: DisposalWay;
  readonly fen: number;
  /** The document of the return, or the approval of another use; empty for a carry-over. */
  readonly docNo: string;
  /** Where the money is to serve instead; null unless it is repurposed. */
  readonly to: { readonly programmeKey: string; readonly source: FundingSource } | null;
}

export type DisposalProblem =
  /** More, less or other money is decided than is left: both in fen. */
  | { readonly code: 'sum_differs'; readonly programmeKey: string; readonly source: FundingSource; readonly leftFen: number; readonly decidedFen: number }
  | { readonly code: 'not_positive' | 'document_needed' | 'target_needed' | 'same_place' | 'other_channel'; readonly programmeKey: string; readonly source: FundingSource }
  /** The programme (or the one it is to serve) is paid through another channel next term, so that its money can't follow it. */
  | { readonly code: 'channel_changes'; readonly programmeKey: string; readonly source: FundingSource };

/** How programmes are paid: in the term that closes, and in the one after it. */
export interface DisposalChannels {
  readonly now: (programmeKey: string) => PaymentChannel;
  readonly next: (programmeKey: string) => PaymentChannel;
}

const placeOf = (one: { readonly programmeKey: string; readonly source: FundingSource }): string => `${one.programmeKey} ${one.source}`;

/** Proposes to carry everything on, as 专款专用 has it; money that can't follow its programme is proposed for return. */
export function proposeDisposals(left: readonly CarryOver[], channels: DisposalChannels): Disposal[] {
  return left.map(({ programmeKey, source, fen: amount }) => ({
    programmeKey, source, fen: amount, docNo: '', to: null, way: channels.now(programmeKey) === channels.next(programmeKey) ? 'carry' as const : 'return' as const,
  }));
}

/**
 * What is wrong with the decisions about what a term has left (handbook 4.8: 结转结余): every remainder is decided to the fen, money goes back or serves
 * another purpose only by a document, and none changes its book. An empty list means they hold.
 */
export function disposalProblems(left: readonly CarryOver[], decided: readonly Disposal[], channels: DisposalChannels): DisposalProblem[] {
  const problems = decided.flatMap((one) => problemOf(one, channels) ?? []);
  const places = new Map([...left, ...decided].map((one) => [placeOf(one), { programmeKey: one.programmeKey, source: one.source }]));
  for (const [place, { programmeKey, source }] of places) {
    const leftFen = sumAt(left, place);
    const decidedFen = sumAt(decided, place);
    if (leftFen !== decidedFen) problems.push({ code: 'sum_differs', programmeKey, source, leftFen, decidedFen });
  }
  return problems;
}

function sumAt(parts: readonly CarryOver[], place: string): number {
  return parts.reduce((sum, one) => sum + (placeOf(one) === place ? one.fen : 0), 0);
}

function problemOf({ programmeKey, source, way, fen: amount, docNo, to }: Disposal, { now, next }: DisposalChannels): DisposalProblem | null {
  const place = { programmeKey, source };
  if (amount <= 0) return { code: 'not_positive', ...place };
  if (way !== 'carry' && docNo.trim() === '') return { code: 'document_needed', ...place };
  if (way === 'return') return null;
  if (way === 'carry') return now(programmeKey) === next(programmeKey) ? null : { code: 'channel_changes', ...place };
  if (to === null) return { code: 'target_needed', ...place };
  if (placeOf(to) === placeOf(place)) return { code: 'same_place', ...place };
  if (now(to.programmeKey) !== now(programmeKey)) return { code: 'other_channel', ...place };
  return now(to.programmeKey) === next(to.programmeKey) ? null : { code: 'channel_changes', ...place };
}

export interface DisposalDay {
  readonly term: TermKey;
  readonly closedOn: IsoDate;
}

/**
 * The events that carry the decisions out, in order: what goes back, what changes its purpose, then what is carried on, purpose by purpose. Afterwards
 * nothing is left in the term. Amounts in fen; the decisions must hold (`disposalProblems`).
 */
export function eventsOfDisposals(decided: readonly Disposal[], { term, closedOn }: DisposalDay): LedgerFact[] {
  const at = { term, onDate: closedOn };
  const carried = new Map<string, CarryOver>();
  const carry = (programmeKey: string, source: FundingSource, amount: number): void => {
    const place = placeOf({ programmeKey, source });
    carried.set(place, { programmeKey, source, fen: (carried.get(place)?.fen ?? 0) + amount });
  };
  const first = decided.flatMap(({ programmeKey, source, way, fen: amount, docNo, to }): LedgerFact[] => {
    const money = { ...at, docNo: docNo.trim(), fen: fen(amount) };
    if (way === 'return') return [{ kind: 'returned_to_treasury', programmeKey, source, ...money }];
    carry((to ?? { programmeKey }).programmeKey, (to ?? { source }).source, amount);
    return way === 'carry' || to === null ? [] : [{ kind: 'moved_out', programmeKey, source, ...money }, { kind: 'moved_in', ...to, ...money }];
  });
  const following = { term: nextTerm(term), onDate: closedOn };
  const last = [...carried.values()].flatMap((one): LedgerFact[] => {
    const money = { programmeKey: one.programmeKey, source: one.source, fen: fen(one.fen) };
    return [{ kind: 'carried_out', ...money, ...at }, { kind: 'carried_in', ...money, ...following }];
  });
  return [...first, ...last];
}

const labels: Readonly<Record<DisposalWay, string>> = { carry: '结转下期', return: '上缴财政', repurpose: '经批准调剂' };

/** 结转下期 / 上缴财政 / 经批准调剂 */
export function formatDisposalWay(way: DisposalWay): string {
  return labels[way];
}
