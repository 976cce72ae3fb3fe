/** Who an element is about, as far as a file or the archive says. Empty texts are absent. */
export interface ComparedPerson {
  readonly name: string;
  readonly nameKey: string;
  readonly idNumber: string;
  readonly registryNo: string;
  readonly birthDate: string;
  readonly className: string;
}

/**
 * One element of a set: a pupil, or a pupil in one programme (`part`). `ref` finds it again in its file or table.
 * Attributes are compared as texts; null is unknown and equals nothing and differs from nothing.
 */
export interface ComparedElement extends ComparedPerson {
  readonly ref: number;
  readonly part: string;
  readonly attributes: Readonly<Record<string, string | null>>;
}

export type PairRule = 'id_number' | 'registry_no' | 'confirmed' | 'other_part';

export interface Mismatch {
  readonly attribute: string;
  readonly left: string;
  readonly right: string;
}

export interface Pair {
  readonly left: ComparedElement;
  readonly right: ComparedElement;
  readonly rule: PairRule;
  /** Empty when the two agree in every attribute both know. */
  readonly mismatches: readonly Mismatch[];
  /** Attributes one side does not know, so that they were not compared. */
  readonly notCompared: readonly string[];
}

/** An element only one side has. `repeated`: the other side has the pupil, and this side more than once. */
export interface Unpaired {
  readonly element: ComparedElement;
  readonly repeated: boolean;
}

/** Two elements that may be one pupil; a person says so or not (handbook 5.4: name, birth and class by hand). */
export interface PairProposal {
  readonly left: ComparedElement;
  readonly right: ComparedElement;
  readonly because: 'name_birth' | 'name_class' | 'registry_no';
}

/** X∖Y, Y∖X and X∩Y: each element of either side is in exactly one of the three. */
export interface SetDifference {
  readonly leftOnly: readonly Unpaired[];
  readonly rightOnly: readonly Unpaired[];
  readonly pairs: readonly Pair[];
  readonly proposals: readonly PairProposal[];
}

/** A text that names an element across imports, for decisions and notes: its own best key. */
export function elementKey(element: ComparedElement): string {
  const person = element.idNumber || element.registryNo || `${element.nameKey}/${element.birthDate}/${element.className}`;
  return element.part === '' ? person : `${person}@${element.part}`;
}

/** The name under which a confirmed pair is kept. */
export function pairKey(left: ComparedElement, right: ComparedElement): string {
  return `${elementKey(left)}|${elementKey(right)}`;
}

/**
 * Compares two sets element by element (handbook 5.4). Key = ID number; where either side lacks one, the 学籍号; then the pairs a
 * person confirmed; then, for sets of pupil × programme, the same pupil under another programme, which is one difference and not two.
 * Pairs are one to one: who stands twice on one side stays over. Pure.
 */
export function compareSets(left: readonly ComparedElement[], right: readonly ComparedElement[], confirmed: ReadonlySet<string> = new Set()): SetDifference {
  const matching = new Matching(left, right);
  // Two pupils under one number (a sister's, by mistake): the one of the same name is the one the other side means.
  matching.pairBy('id_number', (element) => element.idNumber && `${element.idNumber}@${element.part}@${element.nameKey}`);
  matching.pairBy('id_number', (element) => element.idNumber && `${element.idNumber}@${element.part}`);
  matching.pairBy('registry_no', (element) => element.registryNo && `${element.registryNo}@${element.part}`, lacksId);
  matching.pairConfirmed(confirmed);
  matching.pairBy('other_part', (element) => element.part && element.idNumber);
  matching.pairBy('other_part', (element) => element.part && element.registryNo, lacksId);
  return matching.result();
}

function lacksId(left: ComparedElement, right: ComparedElement): boolean {
  return left.idNumber === '' || right.idNumber === '';
}

class Matching {
  #left: readonly ComparedElement[];
  #right: readonly ComparedElement[];
  readonly #pairs: Pair[] = [];

  constructor(left: readonly ComparedElement[], right: readonly ComparedElement[]) {
    this.#left = left;
    this.#right = right;
  }

  pairBy(rule: PairRule, keyOf: (element: ComparedElement) => string, allowed: (left: ComparedElement, right: ComparedElement) => boolean = () => true): void {
    const byKey = groupBy(this.#right, keyOf);
    this.#pairEach(rule, (element) => {
      const candidates = byKey.get(keyOf(element)) ?? [];
      return candidates.find((candidate) => allowed(element, candidate));
    }, (taken) => {
      const candidates = byKey.get(keyOf(taken)) ?? [];
      candidates.splice(candidates.indexOf(taken), 1);
    });
  }

  pairConfirmed(confirmed: ReadonlySet<string>): void {
    if (confirmed.size === 0) return;
    const free = new Set(this.#right);
    this.#pairEach('confirmed',
      (element) => [...free].find((candidate) => confirmed.has(pairKey(element, candidate))),
      (taken) => { free.delete(taken); });
  }

  result(): SetDifference {
    const isRepeated = (element: ComparedElement, paired: readonly ComparedElement[]): boolean =>
      element.idNumber !== '' && paired.some((other) => other.idNumber === element.idNumber && other.part === element.part);
    const lefts = this.#pairs.map((pair) => pair.left);
    const rights = this.#pairs.map((pair) => pair.right);
    return {
      pairs: this.#pairs,
      leftOnly: this.#left.map((element) => ({ element, repeated: isRepeated(element, lefts) })),
      rightOnly: this.#right.map((element) => ({ element, repeated: isRepeated(element, rights) })),
      proposals: proposePairs(this.#left, this.#right),
    };
  }

  #pairEach(rule: PairRule, partnerOf: (element: ComparedElement) => ComparedElement | undefined, take: (taken: ComparedElement) => void): void {
    const taken = new Set<ComparedElement>();
    const over: ComparedElement[] = [];
    for (const element of this.#left) {
      const partner = partnerOf(element);
      if (!partner) {
        over.push(element);
        continue;
      }
      take(partner);
      taken.add(partner);
      this.#pairs.push(pairOf(element, partner, rule));
    }
    if (taken.size === 0) return;
    this.#left = over;
    this.#right = this.#right.filter((element) => !taken.has(element));
  }
}

function groupBy(elements: readonly ComparedElement[], keyOf: (element: ComparedElement) => string): Map<string, ComparedElement[]> {
  const groups = new Map<string, ComparedElement[]>();
  for (const element of elements) {
    const key = keyOf(element);
    if (key === '') continue;
    const group = groups.get(key);
    if (group) group.push(element);
    else groups.set(key, [element]);
  }
  return groups;
}

function pairOf(left: ComparedElement, right: ComparedElement, rule: PairRule): Pair {
  const mismatches: Mismatch[] = [];
  const notCompared: string[] = [];
  if (left.part !== right.part) mismatches.push({ attribute: 'programme', left: left.part, right: right.part });
  for (const attribute of new Set([...Object.keys(left.attributes), ...Object.keys(right.attributes)])) {
    const mine = left.attributes[attribute] ?? null;
    const theirs = right.attributes[attribute] ?? null;
    if (mine === null && theirs === null) continue;
    if (mine === null || theirs === null) notCompared.push(attribute);
    else if (mine !== theirs) mismatches.push({ attribute, left: mine, right: theirs });
  }
  if (rule === 'confirmed' && left.idNumber !== '' && right.idNumber !== '') {
    mismatches.push({ attribute: 'idNumber', left: left.idNumber, right: right.idNumber });
  }
  return { left, right, rule, mismatches, notCompared };
}

/** One proposal for each left element at most, and only where exactly one partner offers itself: a guess among several is no proposal. */
function proposePairs(left: readonly ComparedElement[], right: readonly ComparedElement[]): PairProposal[] {
  const reasons = [
    ['registry_no', (e: ComparedElement) => e.registryNo && `${e.registryNo}@${e.part}`],
    ['name_birth', (e: ComparedElement) => e.nameKey && e.birthDate && `${e.nameKey}/${e.birthDate}@${e.part}`],
    ['name_class', (e: ComparedElement) => e.nameKey && e.className && `${e.nameKey}/${classWord(e.className)}@${e.part}`],
  ] as const;
  const proposals: PairProposal[] = [];
  const used = new Set<ComparedElement>();
  for (const [because, keyOf] of reasons) {
    const lefts = groupBy(left.filter((element) => !used.has(element)), keyOf);
    const rights = groupBy(right.filter((element) => !used.has(element)), keyOf);
    for (const [key, [mine, ...othersOfMine]] of lefts) {
      const [theirs, ...othersOfTheirs] = rights.get(key) ?? [];
      if (!mine || !theirs || othersOfMine.length > 0 || othersOfTheirs.length > 0) continue;
      used.add(mine).add(theirs);
      proposals.push({ left: mine, right: theirs, because });
    }
  }
  return proposals;
}

/** 四年级(1)班 and 四年级1班 are one class. */
function classWord(className: string): string {
  return className.normalize('NFKC').replace(/[\s()]/gu, '');
}
