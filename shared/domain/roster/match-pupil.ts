import type { IsoDate } from '../calendar/iso-date.ts';

/** A pupil of the present roster, as far as matching looks at him. */
export interface KnownPupil {
  readonly id: number;
  readonly nameKey: string;
  readonly birthDate: IsoDate | null;
  readonly idNumber: string;
  /** The number passed its check: only such a number can speak against a proposal. */
  readonly idTrusted: boolean;
  readonly registryNo: string;
  readonly classKey: string;
  readonly onRoll: boolean;
}

/** An incoming row, as far as matching looks at it; '' where it says nothing. */
export interface IncomingPupil {
  readonly nameKey: string;
  readonly birthDate: IsoDate | null;
  readonly idNumber: string;
  readonly idTrusted: boolean;
  readonly registryNo: string;
  readonly classKey: string;
}

/**
 * How a row found its pupil. Identity numbers match by themselves; `id_other_name` shows both sides to a person; the name rules only propose:
 * `name_birth`, and `name_class` where a side has neither number nor birth date. `conflict` is a proposal against which a number speaks.
 */
export type PupilMatchRule = 'id' | 'registry' | 'id_other_name' | 'name_birth' | 'name_class' | 'conflict';

export type PupilMatch =
  | { readonly kind: 'new'; /** Row index that carries the same identity number and was taken for the same pupil. */ readonly sameNumberAs: number | null }
  | { readonly kind: 'found'; readonly studentId: number; readonly rule: PupilMatchRule };

/** Finds pupils by number and by name. Made once per import. */
export interface PupilIndex {
  readonly byId: ReadonlyMap<string, readonly KnownPupil[]>;
  readonly byRegistry: ReadonlyMap<string, readonly KnownPupil[]>;
  readonly byName: ReadonlyMap<string, readonly KnownPupil[]>;
}

export function indexPupils(pupils: readonly KnownPupil[], formerRegistryNumbers: ReadonlyMap<string, number> = new Map()): PupilIndex {
  const byId = new Map<string, KnownPupil[]>();
  const byRegistry = new Map<string, KnownPupil[]>();
  const byName = new Map<string, KnownPupil[]>();
  const byKey = new Map(pupils.map((pupil) => [pupil.id, pupil]));
  for (const pupil of pupils) {
    if (pupil.idNumber) push(byId, pupil.idNumber, pupil);
    if (pupil.registryNo) push(byRegistry, pupil.registryNo, pupil);
    push(byName, pupil.nameKey, pupil);
  }
  for (const [number, id] of formerRegistryNumbers) {
    const pupil = byKey.get(id);
    if (pupil && !byRegistry.get(number)?.includes(pupil)) push(byRegistry, number, pupil);
  }
  return { byId, byRegistry, byName };
}

function push(map: Map<string, KnownPupil[]>, key: string, pupil: KnownPupil): void {
  const list = map.get(key);
  if (list) list.push(pupil);
  else map.set(key, [pupil]);
}

/**
 * Gives each row at most one pupil. Rounds from the surest rule to the loosest, so that a row which only resembles a pupil never takes him
 * from the row that is him; within a round rows that name a class go first, then earlier ones. Only a `conflict` leaves its pupil free, since nothing is decided by it.
 */
export function matchPupils(rows: readonly IncomingPupil[], index: PupilIndex): PupilMatch[] {
  const matches: (PupilMatch | null)[] = rows.map(() => null);
  const taken = new Set<number>();
  const order = fullestFirst(rows);
  for (const round of rounds) {
    for (const at of order) {
      const row = rows[at];
      if (!row || matches[at]) continue;
      const found = round(row, index, taken);
      if (!found) continue;
      matches[at] = { kind: 'found', ...found };
      if (found.rule !== 'conflict') taken.add(found.studentId);
    }
  }
  return fillNew(rows, matches, order);
}

type Round = (row: IncomingPupil, index: PupilIndex, taken: ReadonlySet<number>) => { studentId: number; rule: PupilMatchRule } | null;

/** The pupils of this key that no row has yet; those on the roll before those who left. */
function free(candidates: readonly KnownPupil[] | undefined, taken: ReadonlySet<number>): readonly KnownPupil[] {
  const left = (candidates ?? []).filter((pupil) => !taken.has(pupil.id));
  const present = left.filter((pupil) => pupil.onRoll);
  return present.length > 0 ? present : left;
}

const rounds: readonly Round[] = [
  (row, index, taken) => {
    const same = row.idNumber ? free(index.byId.get(row.idNumber), taken).find((pupil) => pupil.nameKey === row.nameKey) : undefined;
    return same ? { studentId: same.id, rule: 'id' } : null;
  },
  (row, index, taken) => {
    const same = row.registryNo ? free(index.byRegistry.get(row.registryNo), taken).find((pupil) => pupil.nameKey === row.nameKey) : undefined;
    return same ? { studentId: same.id, rule: 'registry' } : null;
  },
  (row, index, taken) => {
    const [pupil, ...others] = row.idNumber ? free(index.byId.get(row.idNumber), taken) : [];
    return pupil && others.length === 0 ? { studentId: pupil.id, rule: 'id_other_name' } : null;
  },
  (row, index, taken) => {
    const found = propose(row, free(index.byName.get(row.nameKey), taken).filter((pupil) => !speaksAgainst(row, pupil)));
    return found?.rule === 'conflict' ? null : found;
  },
  (row, index, taken) => {
    const found = propose(row, free(index.byName.get(row.nameKey), taken));
    return found && { ...found, rule: 'conflict' };
  },
];

/**
 * Same name and birth date, or same name and class where a birth date is missing. Where several pupils fit, or the row says nothing but a
 * name that is known, it is a `conflict`: a person decides, and until then nothing is added.
 */
function propose(row: IncomingPupil, candidates: readonly KnownPupil[]): { studentId: number; rule: PupilMatchRule } | null {
  const born = row.birthDate ? onlyOne(candidates.filter((pupil) => pupil.birthDate === row.birthDate), 'name_birth') : null;
  if (born) return born;
  const undated = candidates.filter((pupil) => !row.birthDate || !pupil.birthDate);
  if (row.classKey !== '') {
    return onlyOne(undated.filter((pupil) => pupil.classKey === row.classKey), 'name_class') ?? onlyOne(undated.filter((pupil) => pupil.classKey === ''), 'name_class');
  }
  const [bare] = undated;
  return bare && !row.idNumber && !row.registryNo && !row.birthDate ? { studentId: bare.id, rule: 'conflict' } : null;
}

function onlyOne(fitting: readonly KnownPupil[], rule: PupilMatchRule): { studentId: number; rule: PupilMatchRule } | null {
  const [pupil, ...others] = fitting;
  return pupil ? { studentId: pupil.id, rule: others.length > 0 ? 'conflict' : rule } : null;
}

/** Both sides have an ID number that passed its check, and the two differ. */
function speaksAgainst(row: IncomingPupil, pupil: KnownPupil): boolean {
  return row.idTrusted && pupil.idTrusted && row.idNumber !== pupil.idNumber;
}

/** Rows that say where a pupil sits before those that don't, so that a repeated line stands back behind the full one. */
function fullestFirst(rows: readonly IncomingPupil[]): number[] {
  const all = rows.map((_, at) => at);
  return [...all.filter((at) => rows[at]?.classKey !== ''), ...all.filter((at) => rows[at]?.classKey === '')];
}

/** What no pupil was found for is new; it says which row before it carries the same number, one of the same name before any other. */
function fillNew(rows: readonly IncomingPupil[], matches: readonly (PupilMatch | null)[], order: readonly number[]): PupilMatch[] {
  const firstOf = new Map<string, number>();
  const filled = [...matches];
  for (const at of order) {
    const row = rows[at];
    if (!row) continue;
    const person = `${row.idNumber}|${row.nameKey}`;
    const before = row.idNumber ? (firstOf.get(person) ?? firstOf.get(row.idNumber)) : undefined;
    filled[at] ??= { kind: 'new', sameNumberAs: before ?? null };
    if (!row.idNumber) continue;
    if (!firstOf.has(person)) firstOf.set(person, at);
    if (!firstOf.has(row.idNumber)) firstOf.set(row.idNumber, at);
  }
  return filled.map((match) => match ?? { kind: 'new', sameNumberAs: null });
}
