import { useCallback, useSyncExternalStore } from 'react';
import type { TypedSlip } from '#shared/domain/letters/slip-sheet.ts';

/** What was typed into a pupil's cells and not saved yet; a cell that is absent shows what is stored. */
export type SlipDraft = ReadonlyMap<number, Partial<TypedSlip>>;

const nothing: SlipDraft = new Map();

/** Drafts by school and 学年, in memory only: what families answered must not lie on the disk outside the archive. */
const drafts = new Map<string, SlipDraft>();
const listeners = new Set<() => void>();

function put(key: string, draft: SlipDraft): void {
  drafts.set(key, draft);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export interface SlipDraftTools {
  readonly draft: SlipDraft;
  readonly fill: (cells: ReadonlyMap<number, Partial<TypedSlip>>) => void;
  /** Forgets what was typed for these pupils. */
  readonly forget: (studentIds: readonly number[]) => void;
}

/** The draft survives going to another class, page and back. */
export function useSlipDraft(key: string): SlipDraftTools {
  const draft = useSyncExternalStore(subscribe, () => drafts.get(key) ?? nothing);
  const fill = useCallback((cells: ReadonlyMap<number, Partial<TypedSlip>>): void => {
    const next = new Map(drafts.get(key) ?? nothing);
    for (const [studentId, typed] of cells) next.set(studentId, { ...next.get(studentId), ...typed });
    put(key, next);
  }, [key]);
  const forget = useCallback((studentIds: readonly number[]): void => {
    const next = new Map(drafts.get(key) ?? nothing);
    for (const studentId of studentIds) next.delete(studentId);
    put(key, next);
  }, [key]);
  return { draft, fill, forget };
}
