import { useCallback, useSyncExternalStore } from 'react';
import type { IdentificationEntry } from '#shared/contract/identification.ts';
import type { IdentificationRoute } from '#shared/domain/identification/case-state.ts';

/** What was typed for one pupil and not saved yet. An absent field is left as it is. */
export interface DraftEntry {
  readonly route?: IdentificationRoute | undefined;
  readonly grade?: string | undefined;
  readonly reason?: string | undefined;
}

export type Draft = ReadonlyMap<number, DraftEntry>;

const nothing: Draft = new Map();

/** Drafts by school and term. They live in memory only: grades and reasons must not lie on the disk outside the archive. */
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

function put(key: string, draft: Draft): void {
  drafts.set(key, draft);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export interface DraftTools {
  readonly draft: Draft;
  /** Adds to what is typed for these pupils; an emptied entry is dropped. */
  readonly fill: (entries: ReadonlyMap<number, DraftEntry>) => void;
  readonly clear: () => void;
}

/** The draft of this school and term; it survives going to another page and back. */
export function useDraft(key: string): DraftTools {
  const draft = useSyncExternalStore(subscribe, () => drafts.get(key) ?? nothing);
  const fill = useCallback((entries: ReadonlyMap<number, DraftEntry>): void => {
    const next = new Map(drafts.get(key) ?? nothing);
    for (const [studentId, entry] of entries) {
      const merged = { ...next.get(studentId), ...entry };
      if (Object.values(merged).every((value) => value === undefined)) next.delete(studentId);
      else next.set(studentId, merged);
    }
    put(key, next);
  }, [key]);
  const clear = useCallback((): void => put(key, nothing), [key]);
  return { draft, fill, clear };
}

/** The draft as the core takes it. A reason without a grade belongs to no decision and stays out. */
export function entriesOfDraft(draft: Draft, routeIfNew: IdentificationRoute | null): IdentificationEntry[] {
  return [...draft].map(([studentId, { route, grade, reason }]) => ({
    studentId,
    ...(route === undefined ? {} : { route }),
    ...(routeIfNew === null ? {} : { routeIfNew }),
    ...(grade === undefined || grade === '' ? {} : { grade, reason: reason ?? '' }),
  }));
}
