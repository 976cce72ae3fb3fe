import type { TriState } from '#shared/domain/tri-state.ts';
import type { RowBucket } from './match-row.ts';

/** What a newer list of a department says of a pupil's group against the older one (handbook 2.1, 2.11: spring and autumn check). */
export const listChanges = ['gained', 'lost', 'risk_removed', 'unchanged'] as const;
export type ListChange = (typeof listChanges)[number];

/** A row of either list as it stands: its bucket, and the pupils it is held to mean, each with the group he has by it. */
export interface ComparedRow {
  readonly rowId: number;
  readonly bucket: RowBucket;
  readonly riskCleared: TriState;
  readonly pupils: readonly { readonly studentId: number; readonly groupKey: string }[];
}

/** A pupil and a group, with every row of both lists that gives it. */
export interface ChangeLine {
  readonly studentId: number;
  readonly groupKey: string;
  readonly change: ListChange;
  readonly previousRows: readonly number[];
  readonly nextRows: readonly number[];
  /** What the newer list, or where it is silent the older one, says of 风险是否已消除. */
  readonly riskCleared: TriState;
}

/** Where a row of either list ends: with the gravest of its pupils' changes, or outside the school, or waiting for somebody to say whom it means. */
export type RowPlace = ListChange | 'waiting' | 'not_ours';

export interface ListComparison {
  readonly lines: readonly ChangeLine[];
  /** One place for each row of each list, always. */
  readonly previousRows: ReadonlyMap<number, RowPlace>;
  readonly nextRows: ReadonlyMap<number, RowPlace>;
}

const gravity: Readonly<Record<ListChange, number>> = { lost: 3, gained: 2, risk_removed: 1, unchanged: 0 };

const keyOf = (studentId: number, groupKey: string): string => `${studentId} ${groupKey}`;

function standingByPupil(rows: readonly ComparedRow[]): ReadonlyMap<string, readonly ComparedRow[]> {
  const found = new Map<string, ComparedRow[]>();
  for (const row of rows) {
    if (row.bucket !== 'matched') continue;
    for (const { studentId, groupKey } of row.pupils) {
      const key = keyOf(studentId, groupKey);
      const rowsOfPupil = found.get(key);
      if (rowsOfPupil === undefined) found.set(key, [row]);
      else if (!rowsOfPupil.includes(row)) rowsOfPupil.push(row);
    }
  }
  return found;
}

/** Several rows may speak of one pupil: one that is not cleared decides, then one that is; silence stays unknown. */
function riskOf(rows: readonly ComparedRow[]): TriState {
  return rows.some((row) => row.riskCleared === 'no') ? 'no' : rows.some((row) => row.riskCleared === 'yes') ? 'yes' : 'unknown';
}

function changeOf(before: readonly ComparedRow[], after: readonly ComparedRow[]): ListChange {
  if (before.length === 0) return 'gained';
  if (after.length === 0) return 'lost';
  return riskOf(after) === 'yes' && riskOf(before) !== 'yes' ? 'risk_removed' : 'unchanged';
}

/**
 * Holds two lists of one department against each other, pupil by pupil and group by group (handbook 2.7, 2.11). Each row of each list has exactly one
 * place and each pupil's group exactly one line; a group that became another is lost and gained. A new row that is already marked 风险已消除 counts as gained:
 * nobody of the school has looked at it yet. Nothing is decided here.
 */
export function compareLists(previous: readonly ComparedRow[], next: readonly ComparedRow[]): ListComparison {
  const before = standingByPupil(previous);
  const after = standingByPupil(next);
  const lines = new Map<string, ChangeLine>();
  for (const row of [...next, ...previous]) {
    if (row.bucket !== 'matched') continue;
    for (const { studentId, groupKey } of row.pupils) {
      const key = keyOf(studentId, groupKey);
      if (lines.has(key)) continue;
      const [old, now] = [before.get(key) ?? [], after.get(key) ?? []];
      lines.set(key, {
        studentId, groupKey, change: changeOf(old, now), previousRows: old.map((one) => one.rowId), nextRows: now.map((one) => one.rowId),
        riskCleared: riskOf(now.length === 0 ? old : now),
      });
    }
  }
  return { lines: [...lines.values()], previousRows: placesOf(previous, lines), nextRows: placesOf(next, lines) };
}

function placesOf(rows: readonly ComparedRow[], lines: ReadonlyMap<string, ChangeLine>): ReadonlyMap<number, RowPlace> {
  return new Map(rows.map((row): [number, RowPlace] => {
    if (row.bucket === 'needs_decision') return [row.rowId, 'waiting'];
    const changes = row.bucket === 'matched' ? row.pupils.flatMap(({ studentId, groupKey }) => lines.get(keyOf(studentId, groupKey))?.change ?? []) : [];
    const gravest = changes.toSorted((left, right) => gravity[right] - gravity[left])[0];
    return [row.rowId, gravest ?? 'not_ours'];
  }));
}

/** What a person can make of a change: nothing follows by itself. */
export const recheckDecisions = ['add', 'not_add', 'keep', 'end'] as const;
export type RecheckDecision = (typeof recheckDecisions)[number];

/** The decisions a change admits; none for what has not changed. */
export function decisionsFor(change: ListChange): readonly RecheckDecision[] {
  switch (change) {
    case 'gained':
      return ['add', 'not_add'];
    case 'lost':
    case 'risk_removed':
      return ['keep', 'end'];
    case 'unchanged':
      return [];
  }
}
