import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportPreview, ImportPurposeKey, ImportReading, ImportResult } from '#shared/contract/imports.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

/** How many rows of the preview are fetched; beyond them the filters still search the whole file. */
export const shownRows = 3000;

export type Bucket = 'ok' | 'look' | 'wrong';

/** A chosen file, told from another of the same name by its number. */
interface ChosenFile {
  readonly file: File;
  readonly number: number;
}

let chosenSoFar = 0;

/** Everything the user has said about the file so far. */
export interface ImportState {
  readonly chosen: ChosenFile | null;
  readonly reading: ImportReading;
  /** Undefined: as the program finds it. */
  readonly mapping: Readonly<Record<string, number>> | undefined;
  readonly only: readonly Bucket[];
  readonly rowChoices: Readonly<Record<string, string>>;
  readonly own: Readonly<Record<string, unknown>>;
  readonly leaveOut: boolean;
  readonly again: boolean;
}

const nothing: ImportState = { chosen: null, reading: {}, mapping: undefined, only: [], rowChoices: {}, own: {}, leaveOut: false, again: false };

export interface ImportWork {
  readonly state: ImportState;
  readonly change: (part: Partial<ImportState>) => void;
  readonly choose: (file: File) => void;
  readonly startOver: () => void;
  readonly preview: UseQueryResult<ImportPreview>;
  readonly confirm: UseMutationResult<ImportResult, unknown, string>;
  readonly errorCopy: () => Promise<File>;
}

/** One import from the chosen file to its result; the core keeps the file parsed between the calls. */
export function useImport(purpose: ImportPurposeKey, options: Readonly<Record<string, unknown>>, ready: boolean): ImportWork {
  const { schoolId, term } = useArchive();
  const queries = useQueryClient();
  const [state, setState] = useState<ImportState>(nothing);
  const change = (part: Partial<ImportState>): void => setState((before) => ({ ...before, ...part }));
  const target = () => {
    if (state.chosen === null) throw new Error('no file has been chosen');
    const { mapping } = state;
    return { schoolId, term, purpose, file: state.chosen.file, reading: state.reading, options, ...(mapping ? { mapping: { ...mapping } } : {}) };
  };
  const preview = useQuery({
    // The file itself can't be part of a key, so its number stands for it.
    queryKey: ['import-preview', state.chosen?.number ?? 0, schoolId, term, purpose, state.reading, state.mapping, state.only, options],
    queryFn: ({ signal }) => client.imports.preview({
      ...target(), page: { offset: 0, limit: shownRows }, ...(state.only.length > 0 ? { only: [...state.only] } : {}),
    }, { signal }),
    enabled: state.chosen !== null && ready,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
  });
  const confirm = useMutation({
    mutationFn: (operationId: string) => client.imports.confirm({
      ...target(), operationId, decisions: { rows: { ...state.rowChoices }, own: { ...state.own } }, leaveOutWrongRows: state.leaveOut, again: state.again,
    }),
    onSuccess: async () => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'import-preview' });
    },
  });
  return {
    state, change, preview, confirm,
    choose: (file) => {
      chosenSoFar += 1;
      confirm.reset();
      setState({ ...nothing, chosen: { file, number: chosenSoFar } });
    },
    startOver: () => {
      confirm.reset();
      setState(nothing);
    },
    errorCopy: () => client.imports.errorCopy(target()),
  };
}

