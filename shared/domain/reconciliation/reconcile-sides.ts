import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { daysBetween } from '#shared/domain/calendar/iso-date.ts';
import type { MatchRule, SideDifference, SideItem, SideMatch, SidesReconciled } from './side-item.ts';
import { sumOf } from './side-item.ts';

/** A week: a bank books after a weekend, finance after its own closing day. Not an official figure. */
export const defaultWindowDays = 7;

/** A person's word that these lines are the same money. */
export interface HandMatch {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

export interface SideOptions {
  /** How many days apart the same amount may stand: a bank books later than the school. */
  readonly windowDays: number;
  readonly byHand?: readonly HandMatch[];
}

/**
 * Sets two sides of the same money against each other (handbook 4.7): by a person's word, reversals, numbers quoted, names, day and amount, sums of
 * a batch or day, and amounts within the days allowed; then lines that name the same thing with another amount. Every line ends in exactly one
 * bucket and the sums tie (property). The order of lines does not matter: they are taken by day and key. Equal amounts are paired one to one, never
 * dropped: sixty pupils get the same amount on the same day. No sum is guessed out of any subset. Pure; amounts in fen.
 */
export function reconcileSides(left: readonly SideItem[], right: readonly SideItem[], { windowDays, byHand = [] }: SideOptions): SidesReconciled {
  const sides = new Sides(left, right);
  for (const link of byHand) sides.takeByHand(link);
  sides.takeReversals('left');
  sides.takeQuoted(windowDays);
  sides.takeNamed(windowDays);
  for (const days of [0, windowDays]) {
    for (const parts of [byGroupAndDay, byGroup, alone]) sides.takeSums(parts, alone, days);
    sides.takeSums(alone, byDayAndText, days);
    sides.takeSums(byGroup, byDayAndText, days);
    sides.takeSums(byDay, alone, days);
    sides.takeSums(alone, byDay, days);
    sides.takeSums(byDay, byDay, days);
  }
  sides.takeReversals('right');
  sides.pairDiffering();
  return sides.result();
}

const sign = (item: SideItem): string => (item.fen < 0 ? '-' : '+');
type Part = (item: SideItem) => string;
const alone: Part = (item) => `1${item.key}`;
const byGroup: Part = (item) => (item.group === '' ? alone(item) : `g${item.group}${sign(item)}`);
const byGroupAndDay: Part = (item) => (item.group === '' ? alone(item) : `d${item.group}${sign(item)}${item.onDate ?? ''}`);
const byDay: Part = (item) => `t${item.onDate ?? ''}${sign(item)}`;
const byDayAndText: Part = (item) => `x${item.onDate ?? ''}${sign(item)}${item.text.replace(/\d/gu, '').slice(0, 40)}`;

interface Lot {
  readonly items: readonly SideItem[];
  readonly fen: number;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

function lotOf(items: readonly SideItem[]): Lot {
  const days = items.flatMap((item) => item.onDate ?? []).toSorted();
  return { items, fen: sumOf(items), from: days[0] ?? null, to: days.at(-1) ?? null };
}

/** Days between two spans; 0 when they touch, null when a day is not known. */
function apart(one: Lot, other: Lot): number | null {
  if (one.from === null || one.to === null || other.from === null || other.to === null) return null;
  if (one.to < other.from) return daysBetween(one.to, other.from);
  return other.to < one.from ? daysBetween(other.to, one.from) : 0;
}

const tidy = (text: string): string => text.normalize('NFKC').replace(/[\s【】[\]()（）〔〕]/gu, '');
const redWords = /冲销|冲正|冲红|红字|更正|退票|作废/u;

class Sides {
  readonly #left: Map<string, SideItem>;
  readonly #right: Map<string, SideItem>;
  readonly #matches: SideMatch[] = [];
  readonly #differing: SideDifference[] = [];

  constructor(left: readonly SideItem[], right: readonly SideItem[]) {
    this.#left = inOrder(left);
    this.#right = inOrder(right);
  }

  result(): SidesReconciled {
    return { matches: this.#matches, differing: this.#differing, leftOnly: [...this.#left.values()], rightOnly: [...this.#right.values()] };
  }

  takeByHand({ left, right }: HandMatch): void {
    const mine = left.flatMap((key) => this.#left.get(key) ?? []);
    const theirs = right.flatMap((key) => this.#right.get(key) ?? []);
    if (mine.length === left.length && theirs.length === right.length && sumOf(mine) === sumOf(theirs)) this.#take('by_hand', mine, theirs);
  }

  /** A line and the one that takes it back are no money moved: by its own word on our side, by red words and the mirrored amount on the other. */
  takeReversals(side: 'left' | 'right'): void {
    const items = side === 'left' ? this.#left : this.#right;
    for (const item of [...items.values()].toReversed()) {
      if (!items.has(item.key)) continue;
      const target = item.undoes === '' ? this.#redTarget(items, item) : items.get(item.undoes);
      if (!target || target === item || target.fen + item.fen !== 0) continue;
      if (side === 'left') this.#take('reversed', [target, item], []);
      else this.#take('reversed', [], [target, item]);
    }
  }

  #redTarget(items: ReadonlyMap<string, SideItem>, item: SideItem): SideItem | undefined {
    if (!redWords.test(item.text)) return undefined;
    return [...items.values()].findLast((other) => other.key !== item.key && other.fen + item.fen === 0 && !redWords.test(other.text) && (other.onDate ?? '') <= (item.onDate ?? ''));
  }

  /** The other side quotes a number of ours: the whole batch or document, or all lines that quote it, for the same sum. */
  takeQuoted(windowDays: number): void {
    const texts = new Map([...this.#right.values()].map((item) => [item.key, tidy(item.text)]));
    const known = new Map<string, SideItem[]>();
    const quoting = (ref: string): SideItem[] => {
      const items = (known.get(ref) ?? [...this.#right.values()].filter((item) => texts.get(item.key)?.includes(ref))).filter((item) => this.#right.has(item.key));
      known.set(ref, items);
      return items;
    };
    // A line of a batch is told by its name or day; only whole batches and lines that stand alone are told by number.
    for (const part of [byGroupAndDay, byGroup]) {
      for (const lot of this.#lots(this.#left, part)) {
        const refs = [...new Set(lot.items.flatMap((item) => item.refs).map(tidy))].filter((ref) => ref.length >= 4);
        const found = refs.map(quoting).find((items) => items.length > 0) ?? [];
        const ordered = found.toSorted((one, other) => (apart(lot, lotOf([one])) ?? windowDays) - (apart(lot, lotOf([other])) ?? windowDays));
        const single = ordered.find((item) => item.fen === lot.fen);
        if (single) this.#take('ref', lot.items, [single]);
        else if (found.length > 1 && sumOf(found) === lot.fen) this.#take('ref', lot.items, found);
      }
    }
  }

  takeNamed(windowDays: number): void {
    const byName = new Map<string, SideItem[]>();
    for (const item of this.#right.values()) for (const name of item.names) push(byName, `${name}@${item.fen}`, item);
    for (const days of [0, windowDays]) {
      for (const item of this.#left.values()) {
        const candidates = item.names.flatMap((name) => byName.get(`${name}@${item.fen}`) ?? []).filter((other) => this.#right.has(other.key));
        const found = nearest(lotOf([item]), candidates.map((other) => lotOf([other])), days);
        if (found) this.#take('name', [item], found.items);
      }
    }
  }

  /** Lots of both sides of the same sum, not further apart than `days`; the nearest first, equal ones one to one in their order. */
  takeSums(leftPart: Part, rightPart: Part, days: number): void {
    const rights = new Map<number, Queue>();
    for (const lot of this.#lots(this.#right, rightPart)) queue(rights, lot.fen, lot);
    for (const lot of this.#lots(this.#left, leftPart)) {
      const found = this.#nearestIn(rights.get(lot.fen), lot, days);
      if (!found) continue;
      const whole = lot.items.length > 1 || found.items.length > 1;
      this.#take(whole ? 'sum' : apart(lot, found) === 0 ? 'exact' : 'near', lot.items, found.items);
    }
  }

  /** The nearest lot still free in a queue of one sum. What is taken falls off its front, so that thousands of equal payments are paired in one walk. */
  #nearestIn(lots: Queue | undefined, lot: Lot, days: number): Lot | undefined {
    if (!lots) return undefined;
    const isFree = (other: Lot): boolean => other.items.every((item) => this.#right.has(item.key));
    while (lots.start < lots.list.length && !isFree(lots.list[lots.start] as Lot)) lots.start += 1;
    let found: { readonly lot: Lot; readonly days: number } | undefined;
    for (let index = lots.start; index < lots.list.length; index += 1) {
      const other = lots.list[index] as Lot;
      const distance = apart(lot, other);
      if (distance !== null && distance > days && (other.from ?? '') > (lot.to ?? '')) break;
      const far = distance ?? days;
      if (far > days || (distance === null && days === 0) || !isFree(other) || !namesAgree(lot, other)) continue;
      if (found === undefined || far < found.days) found = { lot: other, days: far };
      if (far === 0 && distance !== null) break;
    }
    return found?.lot;
  }

  /** What is left and speaks of the same person or number, once on each side, differs in its amount. */
  pairDiffering(): void {
    this.#pairBy((item) => item.names.map((name) => `${name}${sign(item)}`), (item) => item.names.map((name) => `${name}${sign(item)}`));
    const texts = new Map([...this.#right.values()].map((item) => [item.key, tidy(item.text)]));
    for (const lot of this.#lots(this.#left, byGroup)) {
      const refs = lot.items.flatMap((item) => item.refs).map(tidy).filter((ref) => ref.length >= 4);
      const found = [...this.#right.values()].filter((item) => Math.sign(item.fen) === Math.sign(lot.fen) && refs.some((ref) => texts.get(item.key)?.includes(ref)));
      if (found.length === 1) this.#differ(lot.items, found);
    }
  }

  #pairBy(leftKeys: (item: SideItem) => readonly string[], rightKeys: (item: SideItem) => readonly string[]): void {
    const lefts = new Map<string, SideItem[]>();
    const rights = new Map<string, SideItem[]>();
    for (const item of this.#left.values()) for (const key of leftKeys(item)) push(lefts, key, item);
    for (const item of this.#right.values()) for (const key of rightKeys(item)) push(rights, key, item);
    for (const [key, mine] of lefts) {
      const theirs = (rights.get(key) ?? []).filter((item) => this.#right.has(item.key));
      const free = mine.filter((item) => this.#left.has(item.key));
      if (free.length === 1 && theirs.length === 1) this.#differ(free, theirs);
    }
  }

  #lots(items: ReadonlyMap<string, SideItem>, part: Part): Lot[] {
    return [...Map.groupBy(items.values(), part).values()].map(lotOf);
  }

  #take(rule: MatchRule, left: readonly SideItem[], right: readonly SideItem[]): void {
    this.#remove(left, right);
    this.#matches.push({ rule, left, right });
  }

  #differ(left: readonly SideItem[], right: readonly SideItem[]): void {
    this.#remove(left, right);
    this.#differing.push({ left, right });
  }

  #remove(left: readonly SideItem[], right: readonly SideItem[]): void {
    for (const item of left) this.#left.delete(item.key);
    for (const item of right) this.#right.delete(item.key);
  }
}

/** By day, then key; a key that occurs twice is a mistake of the caller's, and would lose a line. */
function inOrder(items: readonly SideItem[]): Map<string, SideItem> {
  const ordered = items.toSorted((one, other) => compare(one.onDate ?? '', other.onDate ?? '') || compare(one.key, other.key));
  const map = new Map(ordered.map((item) => [item.key, item]));
  if (map.size !== items.length) throw new RangeError('two lines of one side have the same key');
  return map;
}

/** Lots of one sum by their first day; `start` is the first that may still be free. */
interface Queue {
  readonly list: Lot[];
  start: number;
}

function queue(queues: Map<number, Queue>, sum: number, lot: Lot): void {
  const found = queues.get(sum);
  if (found) found.list.push(lot);
  else queues.set(sum, { list: [lot], start: 0 });
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Two lines that each name a person, and none in common, are not the same money however equal. */
function namesAgree(one: Lot, other: Lot): boolean {
  const [mine] = one.items;
  const [theirs] = other.items;
  if (one.items.length > 1 || other.items.length > 1 || !mine || !theirs || mine.names.length === 0 || theirs.names.length === 0) return true;
  return mine.names.some((name) => theirs.names.includes(name));
}

function nearest(lot: Lot, candidates: readonly Lot[], days: number): Lot | undefined {
  let found: { readonly lot: Lot; readonly days: number } | undefined;
  for (const candidate of candidates) {
    const distance = apart(lot, candidate);
    // A line without a day is met by amount alone, after all that have one.
    const far = distance ?? days;
    if (far <= days && (distance !== null || days > 0) && (found === undefined || far < found.days)) found = { lot: candidate, days: far };
  }
  return found?.lot;
}
