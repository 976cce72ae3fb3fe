/** Somebody of a pupil's household as one record names him: the pupil, a member in the roster, a member on the application. */
export interface HouseholdPerson {
  readonly studentId: number;
  readonly source: 'pupil' | 'roster' | 'application';
  readonly name: string;
  readonly nameKey: string;
  readonly relation: string;
  /** Cleaned, 18 signs; '' when the record gives none. */
  readonly idNumber: string;
  /** From the number, or from the age the application says; null when unknown. */
  readonly birthYear: number | null;
}

/** A row of a negative list as matching reads it. */
export interface NegativeRow {
  readonly nameKey: string;
  /** 18 signs; '' when the row gives none that can be compared. */
  readonly idNumber: string;
}

/** `number`: the same ID number. `name`: only the name, a weak hint that a person has to look at; it proves nothing. */
export type HitStrength = 'number' | 'name';

export interface NegativeFinding {
  readonly person: HouseholdPerson;
  readonly strength: HitStrength;
  /** The same number under another name: one side is wrong. */
  readonly nameDiffers: boolean;
}

/** An age on a form may be counted either way and be a year old: further apart than this is another person. */
const yearsApart = 2;

/** The households of a school, found by number and by name. */
export class HouseholdIndex {
  readonly #byId: ReadonlyMap<string, readonly HouseholdPerson[]>;
  readonly #byName: ReadonlyMap<string, readonly HouseholdPerson[]>;

  constructor(people: readonly HouseholdPerson[]) {
    this.#byId = Map.groupBy(people.filter((person) => person.idNumber !== ''), (person) => person.idNumber);
    this.#byName = Map.groupBy(people.filter((person) => person.nameKey !== '' && person.source !== 'pupil'), (person) => person.nameKey);
  }

  withId(idNumber: string): readonly HouseholdPerson[] {
    return idNumber === '' ? [] : this.#byId.get(idNumber) ?? [];
  }

  named(nameKey: string): readonly HouseholdPerson[] {
    return nameKey === '' ? [] : this.#byName.get(nameKey) ?? [];
  }
}

/**
 * The pupils whose household a row of a negative list may speak of (handbook 2.8): by the ID number of anyone in it; else, as a weak hint and never more, by the
 * name of a relative where one side has no number and the years of birth don't contradict. Each pupil once, by the stronger ground.
 */
export function matchNegative(row: NegativeRow, index: HouseholdIndex): readonly NegativeFinding[] {
  const found = new Map<number, NegativeFinding>();
  for (const person of index.withId(row.idNumber)) {
    const finding: NegativeFinding = { person, strength: 'number', nameDiffers: row.nameKey !== '' && person.nameKey !== '' && row.nameKey !== person.nameKey };
    const before = found.get(person.studentId);
    if (before === undefined || (before.nameDiffers && !finding.nameDiffers)) found.set(person.studentId, finding);
  }
  for (const person of index.named(row.nameKey)) {
    if (found.has(person.studentId) || !mayBeSame(row, person)) continue;
    found.set(person.studentId, { person, strength: 'name', nameDiffers: false });
  }
  return [...found.values()];
}

function mayBeSame(row: NegativeRow, person: HouseholdPerson): boolean {
  if (row.idNumber === '') return true;
  if (person.idNumber !== '') return false;
  return person.birthYear === null || Math.abs(person.birthYear - Number(row.idNumber.slice(6, 10))) <= yearsApart;
}
