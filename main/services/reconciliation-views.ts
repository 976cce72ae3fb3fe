import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import type { DifferenceState, ReconciliationPair } from '#shared/domain/reconciliation/difference-state.ts';
import { formatDifferenceState, reconciliationPairs, wordsOfPair } from '#shared/domain/reconciliation/difference-state.ts';
import type { SideItem, SideMatch } from '#shared/domain/reconciliation/side-item.ts';
import { sumOf } from '#shared/domain/reconciliation/side-item.ts';
import type { DifferenceView, PairSummaryView, PairView, ReconciledMatchView } from '#shared/contract/reconciliation.ts';
import { differenceKindTexts, matchRuleTexts, pairStateTexts } from '#shared/text/reconciliation.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { NoteView } from '#main/db/repositories/reconciliation-note.ts';
import { listReconciliationNotes } from '#main/db/repositories/reconciliation-note.ts';
import type { FoundPair, TermPlace } from './reconciliation-sides.ts';
import { dayOf, findPair, shownItem } from './reconciliation-sides.ts';

/** A difference with the lines it is made of. */
export interface FoundDifference {
  readonly key: string;
  readonly kind: DifferenceView['kind'];
  readonly left: readonly SideItem[];
  readonly right: readonly SideItem[];
}

/** Lines of one batch that finance lacks altogether are one difference, not six hundred; everything else stands by name. */
function lotsOf(items: readonly SideItem[], pair: ReconciliationPair): SideItem[][] {
  const part = (item: SideItem): string => (pair === 'finance' && item.group !== '' ? `${item.group}|${item.onDate ?? ''}|${Math.sign(item.fen)}` : item.key);
  return [...Map.groupBy(items, part).values()];
}

const keyOf = (items: readonly SideItem[]): string => items.map((item) => item.key).toSorted()[0] ?? '';

/** Every difference of a comparison; its key stays the same as long as its first lines do. */
export function differencesOf(found: FoundPair, pair: ReconciliationPair): FoundDifference[] {
  return [
    ...found.differing.map(({ left, right }): FoundDifference => ({ key: `D:${keyOf(left)}/${keyOf(right)}`, kind: 'differs', left, right })),
    ...lotsOf(found.leftOnly, pair).map((left): FoundDifference => ({ key: `L:${keyOf(left)}`, kind: 'left_only', left, right: [] })),
    ...lotsOf(found.rightOnly, pair).map((right): FoundDifference => ({ key: `R:${keyOf(right)}`, kind: 'right_only', left: [], right })),
  ];
}

function wordsOf(items: readonly SideItem[]): { who: string; what: string; origin: string } {
  const [first] = items.map(shownItem);
  if (!first) return { who: '', what: '', origin: '' };
  const others = items.length > 1 ? `等 ${items.length} 笔` : '';
  return { who: items.length > 1 ? `${first.who}${others}` : first.who, what: first.what, origin: `${first.origin}${others}` };
}

function differenceView(difference: FoundDifference, note: NoteView | undefined): DifferenceView {
  const { key, kind, left, right } = difference;
  const words = wordsOf(left.length > 0 ? left : right);
  const state: DifferenceState = note?.state ?? 'open';
  return {
    key, kind, kindLabel: differenceKindTexts[kind], onDate: dayOf(left.length > 0 ? left : right), ...words, leftFen: left.length === 0 ? null : fen(sumOf(left)), rightFen: right.length === 0 ? null : fen(sumOf(right)),
    differenceFen: fen(sumOf(left) - sumOf(right)), leftKeys: left.map((item) => item.key), rightKeys: right.map((item) => item.key), carriedIn: [...left, ...right].some((item) => shownItem(item).carriedIn === true),
    state, stateLabel: formatDifferenceState(state), note: note?.note ?? '', responsible: note?.responsible ?? '', dueOn: note?.dueOn ?? null, by: note?.by ?? '', at: note?.at ?? '',
  };
}

function matchView(match: SideMatch, ruleLabel: string): ReconciledMatchView {
  const said = (items: readonly SideItem[]): string => {
    const { who, what, origin } = wordsOf(items);
    return [origin, who, what].filter(Boolean).join('　');
  };
  const { left, right } = match;
  return {
    key: `${keyOf(left)}/${keyOf(right)}`, ruleLabel, onDate: dayOf(left.length > 0 ? left : right), fen: fen(sumOf(left.length > 0 ? left : right)), leftCount: left.length, leftText: said(left),
    rightCount: right.length, rightText: said(right),
  };
}

function summaryOf(pair: ReconciliationPair, found: FoundPair, differences: readonly DifferenceView[]): PairSummaryView {
  const { title, left: leftLabel, right: rightLabel } = wordsOfPair(pair);
  const all = [...found.matches, ...found.unpriced];
  const side = (lists: readonly (readonly SideItem[])[]) => ({ count: lists.reduce((sum, items) => sum + items.length, 0), fen: fen(lists.reduce((sum, items) => sum + sumOf(items), 0)) });
  const count = (state: DifferenceState): number => differences.filter((one) => one.state === state).length;
  const open = differences.filter((one) => one.state === 'open');
  const state = found.needless ? 'needless' : found.missing !== null ? 'waiting' : open.length > 0 ? 'open' : differences.length > 0 ? 'handled' : 'equal';
  return {
    pair, title, leftLabel, rightLabel, state, stateLabel: pairStateTexts[state], missing: found.missing ?? '',
    left: side([...all.map((one) => one.left), ...found.differing.map((one) => one.left), found.leftOnly]), right: side([...all.map((one) => one.right), ...found.differing.map((one) => one.right), found.rightOnly]),
    matched: side(all.map((one) => one.left)), differenceFen: fen(differences.reduce((sum, one) => sum + one.differenceFen, 0)),
    counts: { open: open.length, explained: count('explained'), resolved: count('resolved'), carried: count('carried') }, openFen: fen(open.reduce((sum, one) => sum + Math.abs(one.differenceFen), 0)),
  };
}

interface Worked {
  readonly found: FoundPair;
  readonly summary: PairSummaryView;
  readonly differences: DifferenceView[];
}

function workOut(db: ReadableDb, place: TermPlace, pair: ReconciliationPair): Worked {
  const found = findPair(db, place, pair);
  const notes = new Map(listReconciliationNotes(db, place.schoolId, place.term, pair).map((note) => [note.differenceKey, note]));
  const differences = differencesOf(found, pair).map((difference) => differenceView(difference, notes.get(difference.key)))
    .toSorted((one, other) => (one.onDate ?? '').localeCompare(other.onDate ?? '') || one.key.localeCompare(other.key));
  return { found, differences, summary: summaryOf(pair, found, differences) };
}

export function pairView(db: ReadableDb, place: TermPlace, pair: ReconciliationPair): PairView {
  const { found, summary, differences } = workOut(db, place, pair);
  const matches = [...found.matches.map((match) => matchView(match, pair === 'list' ? '人、项目和金额' : matchRuleTexts[match.rule])), ...found.unpriced.map((match) => matchView(match, '人和项目（名单没有金额）'))];
  return { ...summary, differences, matches };
}

export function pairSummaries(db: ReadableDb, place: TermPlace): PairSummaryView[] {
  return reconciliationPairs.map((pair) => workOut(db, place, pair).summary);
}

/** What the closing of a term shows: comparisons that lack a side (the list's is told by the three zero errors), and differences nobody spoke of. */
export function reconciliationStanding(db: ReadableDb, place: TermPlace): { readonly waiting: number; readonly open: number; readonly openFen: number } {
  const pairs = pairSummaries(db, place);
  return {
    waiting: pairs.filter((one) => one.state === 'waiting' && one.pair !== 'list').length, open: pairs.reduce((sum, one) => sum + one.counts.open, 0),
    openFen: pairs.reduce((sum, one) => sum + one.openFen, 0),
  };
}

/** Money differences nobody spoke of (CHK-29); null while finance's or the bank's side is missing, which is no agreement. */
export function openMoneyDifferences(db: ReadableDb, place: TermPlace): { readonly count: number; readonly fen: number } | null {
  const pairs = pairSummaries(db, place).filter((one) => one.pair !== 'list');
  if (pairs.some((one) => one.state === 'waiting')) return null;
  return { count: pairs.reduce((sum, one) => sum + one.counts.open, 0), fen: pairs.reduce((sum, one) => sum + one.openFen, 0) };
}

export function formatSide({ count, fen: amount }: { readonly count: number; readonly fen: PairSummaryView['openFen'] }): string {
  return `${count} 笔 ${formatYuan(amount)} 元`;
}
