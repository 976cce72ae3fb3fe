import type { SideDifference, SideItem, SideMatch, SidesReconciled } from './side-item.ts';
import { sumOf } from './side-item.ts';

/** A line of a 名单: whose it is and in which programme, in one text; empty where nobody could be told. `unpriced`: the list gives no amount. */
export interface ListItem extends SideItem {
  readonly who: string;
  readonly unpriced: boolean;
}

export interface ListReconciled extends SidesReconciled {
  /** Same pupil and programme, the list without an amount: met, and not compared. */
  readonly unpriced: readonly SideMatch[];
}

/**
 * 系统名单 × 台账应发 (handbook 4.7, row 1): by pupil and programme; what stands several times is added up first, so that a pupil listed twice shows
 * as an amount too high and is not lost. Every line ends in exactly one bucket. Pure; amounts in fen.
 */
export function reconcileList(list: readonly ListItem[], ledger: readonly ListItem[]): ListReconciled {
  const lists = Map.groupBy(list.filter((item) => item.who !== ''), (item) => item.who);
  const ledgers = Map.groupBy(ledger.filter((item) => item.who !== ''), (item) => item.who);
  const matches: SideMatch[] = [];
  const unpriced: SideMatch[] = [];
  const differing: SideDifference[] = [];
  const leftOnly: SideItem[] = list.filter((item) => item.who === '');
  const rightOnly: SideItem[] = ledger.filter((item) => item.who === '');
  for (const [who, left] of lists) {
    const right = ledgers.get(who);
    if (!right) leftOnly.push(...left);
    else if (left.length === 1 && left.every((item) => item.unpriced)) unpriced.push({ rule: 'name', left, right });
    else if (!left.some((item) => item.unpriced) && sumOf(left) === sumOf(right)) matches.push({ rule: 'name', left, right });
    else differing.push({ left, right });
  }
  for (const [who, right] of ledgers) if (!lists.has(who)) rightOnly.push(...right);
  return { matches, unpriced, differing, leftOnly, rightOnly };
}
