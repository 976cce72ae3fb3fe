import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { MeetingLine } from '#shared/contract/meetings.ts';
import { meetingMethodTexts, meetingPurposeTexts, meetingStateTexts, panelLevelTexts } from '#shared/text/panels.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { stateTones } from './data.ts';

const columns: readonly DataColumn<MeetingLine>[] = [
  { id: 'no', title: '次', kind: 'number', value: (row) => row.no, width: 48, frozen: true },
  { id: 'held', title: '日期', kind: 'date', value: (row) => row.heldOn, width: 104, frozen: true },
  { id: 'panel', title: '机构', value: (row) => row.panelName, width: 168, grow: true },
  { id: 'level', title: '层级', kind: 'choice', value: (row) => panelLevelTexts[row.level], width: 64 },
  { id: 'purpose', title: '种类', kind: 'choice', value: (row) => meetingPurposeTexts[row.purpose], width: 112 },
  { id: 'method', title: '评议办法', kind: 'choice', value: (row) => meetingMethodTexts[row.method], width: 168 },
  { id: 'present', title: '到会', value: (row) => `${row.present}/${row.expected}`, width: 64 },
  { id: 'cases', title: '案号', kind: 'number', value: (row) => row.cases, width: 64, total: 'sum' },
  { id: 'proposed', title: '有意见', kind: 'number', value: (row) => row.proposed, width: 72, total: 'sum' },
  { id: 'heldOver', title: '暂缓', kind: 'number', value: (row) => row.heldOver, width: 64, total: 'sum' },
  { id: 'decided', title: '已认定', kind: 'number', value: (row) => row.decided, width: 72, total: 'sum' },
  {
    id: 'state', title: '纪要', kind: 'choice', value: (row) => meetingStateTexts[row.state], width: 116,
    cell: (row) => <StatusTag tone={stateTones[row.state]}>{meetingStateTexts[row.state]}</StatusTag>,
  },
];

/** The meetings of the 学年; Enter opens one. */
export function MeetingsPanel({ ready, onCreate }: { readonly ready: boolean; readonly onCreate: (() => void) | null }): ReactElement {
  const { schoolId, term } = useArchive();
  const navigate = useNavigate();
  const query = useQuery(api.meetings.list.queryOptions({ input: { schoolId, term } }));
  return (
    <QueryView query={query} what="评议会">
      {(rows) => (rows.length === 0
        ? (
          <EmptyState
            title="本学年还没有评议会" action={onCreate !== null && <Button onClick={onCreate}>{ready ? '新开评议会' : '先登记机构和成员'}</Button>}
          >
            每次会议一份：到会、议程（只有案号）、回避、投票或打分、纪要。定稿后可以按评议结果批量认定。{ready ? '' : '先在“评议机构”里登记机构和成员。'}
          </EmptyState>
        )
        : (
          <DataTable
            label="评议会" rows={rows} columns={columns} rowKey={(row) => String(row.meetingId)} openHint="打开会议"
            onOpen={(row) => void navigate({ to: '/panels/meetings/$meetingId', params: { meetingId: String(row.meetingId) } })}
          />
        ))}
    </QueryView>
  );
}
