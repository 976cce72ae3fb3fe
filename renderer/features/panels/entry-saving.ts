import { useLayoutEffect, useRef, useState } from 'react';
import type { AgendaCase, MeetingView } from '#shared/contract/meetings.ts';
import { client } from '#renderer/bridge/client.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { useMeetingPlace } from './data.ts';
import { inputOf, readEntry, storedDraft } from './entry-draft.ts';
import type { EntryDraft } from './entry-draft.ts';

export interface EntrySaving {
  readonly drafts: ReadonlyMap<number, EntryDraft>;
  readonly draftOf: (row: AgendaCase) => EntryDraft;
  readonly change: (changed: ReadonlyMap<number, EntryDraft>) => void;
  /** Keeps these lines; one left while another is being saved is sent right after it, together with all that wait. */
  readonly keep: (rows: readonly AgendaCase[]) => Promise<void>;
  readonly saving: boolean;
  readonly error: unknown;
}

/** What is typed and not stored yet. Lines are sent one command at a time, each with what stands in it when its turn comes. */
export function useEntrySaving(meeting: MeetingView): EntrySaving {
  const place = useMeetingPlace(meeting.meetingId);
  const [drafts, setDrafts] = useState<ReadonlyMap<number, EntryDraft>>(new Map());
  const save = useCommand(client.meetings.saveEntries, { quiet: true });
  const now = useRef({ meeting, drafts });
  useLayoutEffect(() => { now.current = { meeting, drafts }; }, [meeting, drafts]);
  const waiting = useRef(new Set<number>());
  const turn = useRef(Promise.resolve());

  const send = async (): Promise<void> => {
    const { meeting, drafts } = now.current;
    const rows = meeting.agenda.flatMap((row) => {
      const draft = drafts.get(row.meetingCaseId);
      return draft !== undefined && waiting.current.has(row.meetingCaseId) && readEntry(meeting, row, draft).wrong.size === 0 ? [{ row, draft }] : [];
    });
    waiting.current.clear();
    if (rows.length === 0) return;
    const sent = new Map(rows.map(({ row, draft }) => [row.meetingCaseId, draft]));
    try {
      await save.mutateAsync({ ...place, entries: rows.map(({ row, draft }) => inputOf(meeting, row, draft)) });
      setDrafts((now) => new Map([...now].filter(([id, draft]) => sent.get(id) !== draft)));
    } catch {
      // Said above the grid by the command's own error; what was typed stays.
    }
  };
  const keep = (rows: readonly AgendaCase[]): Promise<void> => {
    for (const row of rows) waiting.current.add(row.meetingCaseId);
    turn.current = turn.current.then(send);
    return turn.current;
  };
  return {
    drafts, keep, draftOf: (row) => drafts.get(row.meetingCaseId) ?? storedDraft(row), change: (changed) => setDrafts((now) => new Map([...now, ...changed])),
    saving: save.isPending, error: save.error,
  };
}
