import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import type { ApplicationRow } from '#shared/contract/applications.ts';
import { applicationStates } from '#shared/domain/applications/application-state.ts';
import { applicationStateTexts } from '#shared/text/applications.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { Tone } from '#renderer/components/tone.ts';

/** Every pupil of the 学年 with its form, in the order of classes. */
export function useApplicationRows(): UseQueryResult<ApplicationRow[]> {
  const { schoolId, term } = useArchive();
  return useQuery(api.applications.list.queryOptions({ input: { schoolId, term } }));
}

export type RowState = ApplicationRow['state'];

export const rowStates: readonly RowState[] = ['none', ...applicationStates];

export function rowStateText(row: Pick<ApplicationRow, 'state' | 'openDraft'>): string {
  if (row.state === 'none') return '未交';
  return row.openDraft ? `${applicationStateTexts[row.state]}，有未收下的更正` : applicationStateTexts[row.state];
}

export function rowStateTone(state: RowState): Tone {
  return state === 'received' || state === 'corrected' ? 'good' : state === 'draft' ? 'warn' : 'plain';
}

export interface ClassProgress {
  readonly classId: number;
  readonly className: string;
  readonly pupils: number;
  readonly none: number;
  readonly draft: number;
  readonly received: number;
  readonly withdrawn: number;
  /** Received forms with something to look at. */
  readonly looks: number;
}

/** How far each class is, in the order of the list. */
export function classProgress(rows: readonly ApplicationRow[]): ClassProgress[] {
  return [...Map.groupBy(rows, (row) => row.classId ?? 0)].map(([classId, all]) => {
    const count = (...states: RowState[]): number => all.filter((row) => states.includes(row.state)).length;
    return {
      classId, className: all[0]?.className || '未分班', pupils: all.length, none: count('none'), draft: count('draft'), received: count('received', 'corrected'), withdrawn: count('withdrawn'),
      looks: all.filter((row) => (row.state === 'received' || row.state === 'corrected') && row.looks.length > 0).length,
    };
  });
}
