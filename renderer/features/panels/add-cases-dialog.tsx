import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MeetingCandidate, MeetingView } from '#shared/contract/meetings.ts';
import { caseStateTexts } from '#shared/text/identification.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { useMeetingPlace } from './data.ts';
import classes from './panels.module.css';

const columns: readonly DataColumn<MeetingCandidate>[] = [
  { id: 'name', title: '姓名', value: (row) => row.name, width: 88, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 104 },
  { id: 'state', title: '个案', kind: 'choice', value: (row) => caseStateTexts[row.state], width: 88 },
  { id: 'applied', title: '申请', kind: 'date', value: (row) => row.appliedOn, width: 100 },
  { id: 'visited', title: '家访', kind: 'date', value: (row) => row.visitedOn, width: 100 },
  { id: 'scored', title: '量化', kind: 'date', value: (row) => row.scoredOn, width: 100 },
  { id: 'grade', title: '现等级', kind: 'choice', value: (row) => row.grade, width: 88 },
  { id: 'reviewed', title: '已评议', value: (row) => row.reviewedIn, width: 160, grow: true },
];

const keyOf = (row: MeetingCandidate): string => String(row.caseId);

/** The cases this body may take up, by what has been done for them; all are offered, however many. */
export function AddCasesDialog({ meeting, onClose }: { readonly meeting: MeetingView; readonly onClose: () => void }): ReactElement {
  const place = useMeetingPlace(meeting.meetingId);
  const query = useQuery(api.meetings.candidates.queryOptions({ input: place }));
  const add = useCommand(client.meetings.addCases, { quiet: true, done: ({ added }) => `已加入 ${added} 个案号` });
  const [touched, setTouched] = useState<ReadonlySet<string> | null>(null);
  const [needed, setNeeded] = useState<ReadonlySet<'appliedOn' | 'visitedOn' | 'scoredOn'>>(new Set());
  const rows = (query.data ?? []).filter((row) => [...needed].every((step) => row[step] !== null));
  const selected = touched ?? new Set(rows.filter((row) => row.reviewedIn === null).map(keyOf));
  const chosen = rows.filter((row) => selected.has(keyOf(row)));
  const need = (step: 'appliedOn' | 'visitedOn' | 'scoredOn', on: boolean): void => {
    const next = new Set(needed);
    if (on) next.add(step);
    else next.delete(step);
    setNeeded(next);
    setTouched(null);
  };
  return (
    <FormDialog
      opened onClose={onClose} title="加入个案" size="70rem" submitLabel={`加入 ${chosen.length} 个案号`} submitDisabled={chosen.length === 0}
      sentence={`本机构还可以评议 ${rows.length} 份个案；已经评议过的默认不勾。次序由程序打乱。`}
      onSubmit={() => add.mutateAsync({ ...place, caseIds: chosen.map((row) => row.caseId) })}
    >
      <div className={classes['bar']}>
        <span className="dim small">只列：</span>
        <Checkbox size="xs" label="已交申请的" checked={needed.has('appliedOn')} onChange={(event) => need('appliedOn', event.currentTarget.checked)} />
        <Checkbox size="xs" label="已家访的" checked={needed.has('visitedOn')} onChange={(event) => need('visitedOn', event.currentTarget.checked)} />
        <Checkbox size="xs" label="已量化的" checked={needed.has('scoredOn')} onChange={(event) => need('scoredOn', event.currentTarget.checked)} />
      </div>
      <QueryView query={query} what="可以评议的个案">
        {() => (rows.length === 0
          ? <p className="dim">没有可以加入的个案：都在议程里，或者还没有申请和预认定的个案。已经认定的要调整，请另开“动态调整评议”。</p>
          : <DataTable label="可以评议的个案" rows={rows} columns={columns} rowKey={keyOf} selected={selected} onSelect={setTouched} maxHeight="22rem" />)}
      </QueryView>
    </FormDialog>
  );
}
