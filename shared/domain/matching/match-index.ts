import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TriState } from '#shared/domain/tri-state.ts';

/** A pupil as matching sees one. */
export interface MatchPupil {
  readonly studentId: number;
  readonly nameKey: string;
  /** Cleaned, capital X; '' when the roster has none. */
  readonly idNumber: string;
  readonly birthDate: IsoDate | null;
  /** Addresses the roster gives, in one text; villages are looked for in it. */
  readonly address: string;
}

/** A guardian or household member of a pupil. */
export interface MatchMember {
  readonly memberId: number;
  readonly studentId: number;
  readonly nameKey: string;
  readonly idNumber: string;
  readonly isParent: boolean;
  readonly isGuardian: TriState;
  readonly isHead: TriState;
}

/** Texts → the positions that carry them, kept as chains in one array: two allocations per text would be felt at 100,000 people. */
export class PositionIndex {
  readonly #first = new Map<string, number>();
  readonly #next: Int32Array;

  constructor(keys: readonly string[]) {
    this.#next = new Int32Array(keys.length).fill(-1);
    for (let position = keys.length - 1; position >= 0; position -= 1) {
      const key = keys[position] ?? '';
      if (key === '') continue;
      const first = this.#first.get(key);
      if (first !== undefined) this.#next[position] = first;
      this.#first.set(key, position);
    }
  }

  /** The positions carrying this text, in their order; none for a blank. */
  positions(key: string): readonly number[] {
    const first = key === '' ? undefined : this.#first.get(key);
    if (first === undefined) return nowhere;
    const found = [first];
    for (let position = this.#next[first] ?? -1; position >= 0; position = this.#next[position] ?? -1) found.push(position);
    return found;
  }
}

const nowhere: readonly number[] = [];

/** Everyone a list is held against: pupils and household members of one school, found by number in one step and by name in one step. */
export class MatchIndex {
  readonly #pupils: readonly MatchPupil[];
  readonly #members: readonly MatchMember[];
  readonly #pupilById: PositionIndex;
  readonly #memberById: PositionIndex;
  #pupilByName: PositionIndex | null = null;
  #memberByName: PositionIndex | null = null;
  #addressOf: ReadonlyMap<number, string> | null = null;

  constructor(pupils: readonly MatchPupil[], members: readonly MatchMember[]) {
    this.#pupils = pupils;
    this.#members = members;
    this.#pupilById = new PositionIndex(pupils.map((pupil) => pupil.idNumber));
    this.#memberById = new PositionIndex(members.map((member) => member.idNumber));
  }

  pupilsWithId(id: string): readonly MatchPupil[] {
    return this.#pick(this.#pupils, this.#pupilById.positions(id));
  }

  membersWithId(id: string): readonly MatchMember[] {
    return this.#pick(this.#members, this.#memberById.positions(id));
  }

  /** The name indexes are made at the first question: most rows are settled by number. */
  pupilsNamed(nameKey: string): readonly MatchPupil[] {
    this.#pupilByName ??= new PositionIndex(this.#pupils.map((pupil) => pupil.nameKey));
    return this.#pick(this.#pupils, this.#pupilByName.positions(nameKey));
  }

  membersNamed(nameKey: string): readonly MatchMember[] {
    this.#memberByName ??= new PositionIndex(this.#members.map((member) => member.nameKey));
    return this.#pick(this.#members, this.#memberByName.positions(nameKey));
  }

  addressOf(studentId: number): string {
    this.#addressOf ??= new Map(this.#pupils.map((pupil) => [pupil.studentId, pupil.address]));
    return this.#addressOf.get(studentId) ?? '';
  }

  #pick<One>(all: readonly One[], positions: readonly number[]): readonly One[] {
    return positions.length === 0 ? (nowhere as readonly never[]) : positions.map((position) => all[position] as One);
  }
}
