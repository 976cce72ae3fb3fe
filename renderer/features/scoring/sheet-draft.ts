import { useCallback, useSyncExternalStore } from 'react';
import type { ScoreGridRow, ScoreSide } from '#shared/contract/scoring.ts';
import { readAnswer } from '#shared/domain/scoring/read-answer.ts';
import type { AnswerProblem } from '#shared/domain/scoring/read-answer.ts';
import type { Answers, Mark, ScoreItem } from '#shared/domain/scoring/score-table.ts';

/** What was typed for one pupil and not saved: item → the cell's text. `found` is a bypass taken note of, without any answer. */
export interface PupilDraft {
  readonly cells: Readonly<Record<string, string>>;
  readonly found: boolean;
}

export type SheetDraft = ReadonlyMap<number, PupilDraft>;

const nothing: SheetDraft = new Map();

/** Drafts by school, term, table and side. In memory only: what families answered must not lie on the disk outside the archive. */
const drafts = new Map<string, SheetDraft>();
const listeners = new Set<() => void>();

function put(key: string, draft: SheetDraft): void {
  drafts.set(key, draft);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export interface SheetDraftTools {
  readonly draft: SheetDraft;
  readonly type: (cells: readonly { readonly studentId: number; readonly item: string; readonly text: string }[]) => void;
  /** The cell is as it is stored again. */
  readonly undo: (studentId: number, item: string) => void;
  readonly find: (studentIds: readonly number[]) => void;
  readonly clear: () => void;
}

/** The unsaved cells of one side; they survive going to another page and back. */
export function useSheetDraft(key: string): SheetDraftTools {
  const draft = useSyncExternalStore(subscribe, () => drafts.get(key) ?? nothing);
  const change = useCallback((studentId: number, part: (before: PupilDraft) => PupilDraft): void => {
    const all = new Map(drafts.get(key) ?? nothing);
    const next = part(all.get(studentId) ?? { cells: {}, found: false });
    if (Object.keys(next.cells).length === 0 && !next.found) all.delete(studentId);
    else all.set(studentId, next);
    put(key, all);
  }, [key]);
  const type = useCallback<SheetDraftTools['type']>((cells) => {
    for (const { studentId, item, text } of cells) change(studentId, (before) => ({ ...before, cells: { ...before.cells, [item]: text } }));
  }, [change]);
  const undo = useCallback((studentId: number, item: string): void => {
    change(studentId, (before) => ({ ...before, cells: Object.fromEntries(Object.entries(before.cells).filter(([one]) => one !== item)) }));
  }, [change]);
  const find = useCallback((studentIds: readonly number[]): void => {
    for (const studentId of studentIds) change(studentId, (before) => ({ ...before, found: true }));
  }, [change]);
  const clear = useCallback((): void => put(key, nothing), [key]);
  return { draft, type, undo, find, clear };
}

export interface TypedAnswers {
  readonly answers: Answers;
  readonly problems: readonly { readonly item: ScoreItem; readonly problem: AnswerProblem }[];
}

/** A pupil's answers as stored with what was typed on top; a cell that can't be read is a problem and counts as open. */
export function answersOf(row: ScoreGridRow, side: ScoreSide, typed: PupilDraft | undefined, items: readonly ScoreItem[]): TypedAnswers {
  const answers: Record<string, readonly Mark[]> = { ...row[side]?.answers };
  const problems: { item: ScoreItem; problem: AnswerProblem }[] = [];
  for (const item of items) {
    const text = typed?.cells[item.key];
    if (text === undefined) continue;
    const reading = readAnswer(item, text);
    if (reading.kind === 'answer') answers[item.key] = reading.marks;
    else delete answers[item.key];
    if (reading.kind === 'wrong') problems.push({ item, problem: reading.problem });
  }
  return { answers, problems };
}
