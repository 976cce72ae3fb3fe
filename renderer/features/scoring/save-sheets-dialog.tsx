import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ScoreGridRow, ScoreSide } from '#shared/contract/scoring.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { ScoreItem } from '#shared/domain/scoring/score-table.ts';
import { sideTexts } from '#shared/text/scoring.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { ProblemList } from '#renderer/components/problem-list.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { answersOf } from './sheet-draft.ts';
import type { SheetDraft } from './sheet-draft.ts';

interface SaveSheetsProps {
  readonly tableId: number;
  readonly side: ScoreSide;
  readonly onDate: IsoDate;
  readonly by: string;
  readonly rows: readonly ScoreGridRow[];
  readonly draft: SheetDraft;
  readonly items: readonly ScoreItem[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** What saving will do, asked of the core beforehand, in numbers; one problem and nothing is saved. */
export function SaveSheetsDialog({ tableId, side, onDate, by, rows, draft, items, onSaved, onClose }: SaveSheetsProps): ReactElement {
  const { schoolId, term } = useArchive();
  const entries = rows.flatMap((row) => {
    const typed = draft.get(row.studentId);
    return typed === undefined ? [] : [{ studentId: row.studentId, answers: answersOf(row, side, typed, items).answers as never }];
  });
  const input = { schoolId, term, tableId, side, onDate, by: by.trim(), entries };
  const check = useQuery(api.scoring.checkSheets.queryOptions({ input, gcTime: 0 }));
  const save = useCommand(client.scoring.saveSheets, { quiet: true, done: ({ changed, complete }) => `已保存${sideTexts[side]} ${changed} 人，其中 ${complete} 人已有总分`, onDone: onSaved });
  const names = new Map(rows.map((row) => [row.studentId, row.name]));
  const problems = (check.data?.problems ?? []).map((problem) => ({ ...problem, cell: names.get(problem.studentId) ?? null }));
  return (
    <FormDialog
      opened onClose={onClose} title={`保存${sideTexts[side]}`} submitLabel={`保存 ${entries.length} 人`} submitDisabled={check.data === undefined || problems.length > 0}
      onSubmit={() => save.mutateAsync(input)}
    >
      <QueryView query={check} what="核对">
        {({ changed, unchanged }) => (
          <>
            <p>{onDate} 由“{by.trim()}”{side === 'self' ? '自评' : '核定'}：将登记 {changed} 人{unchanged > 0 ? `，另 ${unchanged} 人与已有的相同` : ''}。原来的测评表留着。</p>
            {problems.length > 0 && <ProblemList problems={problems} />}
          </>
        )}
      </QueryView>
    </FormDialog>
  );
}
