import type { IsoDate } from '../calendar/iso-date.ts';
import type { StudentStatus } from './student-status.ts';

/** 异动 (handbook 1.7). `correct` takes back one that was recorded by mistake and leaves both to be seen. */
export const movementKinds = [
  'enrol', 'suspend', 'resume', 'transfer_out', 'transfer_in', 'withdraw', 'graduate', 'decease', 'change_class', 'change_boarding', 'correct',
] as const;
export type MovementKind = (typeof movementKinds)[number];

/** The kinds that move a pupil from one status to another. */
export const statusMovements = ['suspend', 'resume', 'transfer_out', 'transfer_in', 'withdraw', 'graduate', 'decease'] as const satisfies readonly MovementKind[];
export type StatusMovement = (typeof statusMovements)[number];

const kindNames: Readonly<Record<MovementKind, string>> = {
  enrol: '入学', suspend: '休学', resume: '复学', transfer_out: '转出', transfer_in: '转入', withdraw: '退学', graduate: '毕业', decease: '死亡',
  change_class: '调班', change_boarding: '就读方式变更', correct: '更正',
};

export function formatMovementKind(kind: MovementKind): string {
  return kindNames[kind];
}

/**
 * The one transition table of a pupil's status (handbook 1.7). Where no entry stands the movement is refused:
 * nobody who has died or left is suspended, and only a correction brings back the dead.
 */
const transitions: Readonly<Record<StudentStatus, Readonly<Partial<Record<StatusMovement, StudentStatus>>>>> = {
  enrolled: { suspend: 'suspended', transfer_out: 'transferred_out', withdraw: 'withdrawn', graduate: 'graduated', decease: 'deceased' },
  suspended: { resume: 'enrolled', transfer_out: 'transferred_out', withdraw: 'withdrawn', decease: 'deceased' },
  transferred_out: { transfer_in: 'enrolled', decease: 'deceased' },
  withdrawn: { resume: 'enrolled', transfer_in: 'enrolled', decease: 'deceased' },
  graduated: { transfer_in: 'enrolled', decease: 'deceased' },
  deceased: {},
};

/** The status after a movement, or null where the movement is not possible from here. */
export function statusAfter(status: StudentStatus, movement: StatusMovement): StudentStatus | null {
  return transitions[status][movement] ?? null;
}

/** The movements open to a pupil of this status, for a menu. */
export function movementsFrom(status: StudentStatus): StatusMovement[] {
  return statusMovements.filter((movement) => statusAfter(status, movement) !== null);
}

/** The movement that leads from one status to another, e.g. when a newer roster says so; null where there is none. */
export function movementBetween(from: StudentStatus, to: StudentStatus): StatusMovement | null {
  return movementsFrom(from).find((movement) => statusAfter(from, movement) === to) ?? null;
}

/** One change of status that still stands (corrected ones left out). */
export interface StatusChange {
  readonly effectiveDate: IsoDate;
  readonly from: StudentStatus;
  readonly to: StudentStatus;
}

/**
 * The status at the end of a day, from the changes in the order they were recorded. Before the first change it is what that change left;
 * without any it is `current`.
 */
export function statusOn(date: IsoDate, changes: readonly StatusChange[], current: StudentStatus): StudentStatus {
  const ordered = changes.toSorted((a, b) => (a.effectiveDate < b.effectiveDate ? -1 : a.effectiveDate > b.effectiveDate ? 1 : 0));
  const [first] = ordered;
  if (!first) return current;
  return ordered.filter((change) => change.effectiveDate <= date).at(-1)?.to ?? first.from;
}
