import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import type { ObjectionRow } from '#shared/contract/objections.ts';
import { objectionChannelNames, objectionOutcomeNames } from '#shared/text/objections.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { aboutWords, dueWords, objectionMood, runningRound } from './data.ts';
import { ObjectionPanel } from './objection-panel.tsx';
import type { Announcing } from './objection-panel.tsx';
import classes from './notices.module.css';

const columns: readonly DataColumn<ObjectionRow>[] = [
  { id: 'no', title: '编号', value: (row) => row.no, width: 170, frozen: true },
  { id: 'about', title: '反映对象', value: aboutWords, width: 130 },
  { id: 'state', title: '状态', kind: 'choice', value: (row) => objectionMood(row).words, width: 110, cell: (row) => <StatusTag tone={objectionMood(row).tone}>{objectionMood(row).words}</StatusTag> },
  { id: 'due', title: '答复期限', kind: 'date', value: (row) => runningRound(row).dueOn, cell: (row) => dueWords(runningRound(row)), width: 86, tone: (row) => (runningRound(row).dueVerified ? undefined : 'warn') },
  { id: 'received', title: '收到', kind: 'date', value: (row) => row.receivedOn, width: 86 },
  { id: 'channel', title: '方式', kind: 'choice', value: (row) => `${objectionChannelNames[row.channel]}·${row.named ? '实名' : '匿名'}`, width: 90 },
  { id: 'outcome', title: '结论', kind: 'choice', value: (row) => (row.answer.outcome === null ? '' : objectionOutcomeNames[row.reconsideration?.outcome ?? row.answer.outcome]), width: 60, grow: true },
];

interface ObjectionsPanelProps {
  readonly query: UseQueryResult<ObjectionRow[]>;
  readonly chosen: number | undefined;
  readonly receive: ReactNode;
  readonly onChoose: (objectionId: number) => void;
  readonly onAnnounce: (objection: Announcing) => void;
}

/** 异议登记簿 of the term, and the chosen objection with everything that happened to it. */
export function ObjectionsPanel({ query, chosen, receive, onChoose, onAnnounce }: ObjectionsPanelProps): ReactElement {
  return (
    <QueryView query={query} what="异议">
      {(rows) => {
        // What waits for an answer comes first, the nearest last day on top.
        const ordered = rows.toSorted((left, right) => Number(right.open) - Number(left.open) || (left.open ? runningRound(left).dueOn.localeCompare(runningRound(right).dueOn) : right.id - left.id));
        const shown = rows.find((row) => row.id === chosen) ?? ordered[0];
        if (shown === undefined) {
          return (
            <EmptyState title="本学期没有异议" action={receive || undefined}>
              公示期间有人来信、来电、当面或匿名反映，都在这里登记：交另一个人核查，按期答复，写明维持、调整还是取消。没有答复之前，被反映的学生不能确认公示无异议。公示张贴之后才能登记。
            </EmptyState>
          );
        }
        return (
          <div className={`beside ${classes['layout']}`}>
            <DataTable
              label="异议登记簿" rows={ordered} columns={columns} rowKey={(row) => String(row.id)} onActive={(row) => onChoose(row.id)} onOpen={(row) => onChoose(row.id)}
              openHint="看经过" maxHeight="calc(100vh - 16rem)"
            />
            <aside className={classes['side']} aria-label="所选异议"><ObjectionPanel objectionId={shown.id} onAnnounce={onAnnounce} /></aside>
          </div>
        );
      }}
    </QueryView>
  );
}
