import { useEffect, useState } from 'react';
import type { ApplicationView } from '#shared/contract/applications.ts';
import type { ApplicationDraft } from '#shared/domain/applications/application-form.ts';
import { client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { tellFailure } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

/** How long nothing is typed before the draft is kept. */
const pauseMilliseconds = 1200;

/** Keeps a draft after each pause, one saving after the other: an earlier text may never come in behind a later one. */
class DraftKeeper {
  readonly #save: (draft: ApplicationDraft) => Promise<void>;
  #waiting: ApplicationDraft | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underway: Promise<void> = Promise.resolve();

  constructor(save: (draft: ApplicationDraft) => Promise<void>) {
    this.#save = save;
  }

  get isWaiting(): boolean {
    return this.#waiting !== null;
  }

  put(draft: ApplicationDraft): void {
    this.#waiting = draft;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), pauseMilliseconds);
  }

  flush(): void {
    clearTimeout(this.#timer);
    const next = this.#waiting;
    this.#waiting = null;
    if (next !== null) this.#underway = this.#underway.then(() => this.#save(next)).catch(tellFailure);
  }

  /** Keeps what is waiting at once. */
  async keepNow(): Promise<void> {
    this.flush();
    await this.#underway;
  }

  /** Waits for what is on its way and keeps nothing more. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    this.#waiting = null;
    await this.#underway;
  }
}

export interface DraftState {
  readonly draft: ApplicationDraft;
  readonly formId: number | null;
  /** When it was last kept; null: not yet, or nothing is open. */
  readonly savedAt: string | null;
  /** Something is typed and not yet kept. */
  readonly unsaved: boolean;
  readonly change: (next: ApplicationDraft) => void;
  /** Before what is typed is printed. */
  readonly keepNow: () => Promise<void>;
  /** Before the form is taken in or its draft dropped. */
  readonly settle: () => Promise<void>;
}

/** What is being typed, kept by itself after each pause and on leaving. One pupil and 学年 for as long as it lives. */
export function useApplicationDraft(view: ApplicationView): DraftState {
  const { schoolId, term } = useArchive();
  const { studentId } = view;
  const [draft, setDraft] = useState<ApplicationDraft>(view.draft);
  const [formId, setFormId] = useState(view.formId);
  const [savedAt, setSavedAt] = useState(view.draftSaved?.at ?? null);
  const [unsaved, setUnsaved] = useState(false);
  const [keeper] = useState(() => {
    const kept: DraftKeeper = new DraftKeeper(async (next) => {
      const saved = await client.applications.saveDraft({ operationId: newOperationId(), schoolId, term, studentId, draft: next });
      setFormId(saved.formId);
      setSavedAt(saved.savedAt);
      setUnsaved(kept.isWaiting);
    });
    return kept;
  });
  useEffect(() => () => keeper.flush(), [keeper]);
  return {
    draft, formId, savedAt, unsaved,
    change: (next) => {
      setDraft(next);
      setUnsaved(true);
      keeper.put(next);
    },
    keepNow: () => keeper.keepNow(),
    settle: () => keeper.settle(),
  };
}
