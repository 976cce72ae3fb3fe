import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import type { NoticeRow } from '#shared/contract/notices.ts';
import { noticeKindNames, noticeLevelNames, noticeStateNames } from '#shared/text/notices.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import { NoticeSheet } from './notice-sheet.tsx';
import { NoticeSteps } from './notice-steps.tsx';
import classes from './notices.module.css';

const stateTones: Readonly<Record<NoticeRow['state'], Tone>> = { draft: 'plain', posted: 'warn', ended: 'good', taken_down: 'plain' };

function stateWords(row: NoticeRow): string {
  if (row.withdrawnReason !== null) return '已撤回';
  if (row.takeDownOverdue) return '逾期未撤';
  if (row.state === 'posted' && row.objections.open > 0) return '有异议';
  return row.canEnd ? '期满待结束' : noticeStateNames[row.state];
}

const toneOf = (row: NoticeRow): Tone => (row.takeDownOverdue || row.withdrawnReason !== null || (row.state === 'posted' && row.objections.open > 0) ? 'bad' : stateTones[row.state]);

/** What was announced, and where: 认定结果·七年级(2)班. */
function contentWords(row: NoticeRow): string {
  const again = row.objectionNo === null ? '' : '（异议后重新公示）';
  return `${noticeKindNames[row.kind]}${row.level === 'class' ? `·${row.className}` : ''}${again}`;
}

const columns: readonly DataColumn<NoticeRow>[] = [
  { id: 'no', title: '编号', value: (row) => row.no, width: 170, frozen: true },
  { id: 'kind', title: '内容', kind: 'choice', value: contentWords, width: 110 },
  { id: 'count', title: '行数', kind: 'number', value: (row) => row.lineCount, width: 50 },
  { id: 'state', title: '状态', kind: 'choice', value: stateWords, width: 92, cell: (row) => <StatusTag tone={toneOf(row)}>{stateWords(row)}</StatusTag> },
  { id: 'posted', title: '张贴', kind: 'date', value: (row) => row.postedOn, width: 86 },
  { id: 'end', title: '最后一天', kind: 'date', value: (row) => row.endOn, width: 86, tone: (row) => (row.periodVerified === false ? 'warn' : undefined) },
  { id: 'takeDown', title: '撤下日', kind: 'date', value: (row) => row.takenDownOn ?? row.takeDownOn, width: 86, grow: true },
];

function objectionWords({ objections: { total, open } }: NoticeRow): string {
  if (total === 0) return '无';
  return open === 0 ? `${total} 件，都已答复` : `${total} 件，${open} 件待答复`;
}

/** The dates that matter, in words. */
function NoticeDates({ notice }: { readonly notice: NoticeRow }): ReactElement {
  const unit = notice.dayUnit === 'workday' ? '个工作日' : '日';
  const caution = notice.periodVerified === false ? '（未核节假日）' : '';
  return (
    <dl className={classes['dates']}>
      <dt>公示期</dt><dd>{notice.days} {unit}</dd>
      <dt>层级</dt><dd>{noticeLevelNames[notice.level]}{notice.className}</dd>
      <dt>张贴</dt><dd>{notice.postedOn ?? '未张贴'} {notice.poster}</dd>
      <dt>最后一天</dt><dd>{notice.endOn === null ? '张贴后算出' : `${notice.endOn}${caution}`}</dd>
      <dt>{notice.takenDownOn === null ? '应撤下' : '已撤下'}</dt><dd>{notice.takenDownOn ?? notice.takeDownOn ?? '张贴后算出'} {notice.remover}</dd>
      <dt>异议</dt><dd>{objectionWords(notice)}</dd>
      {notice.othersConfirmedOn !== null && <><dt>先确认</dt><dd>{notice.othersConfirmedOn}</dd></>}
      {notice.endedConfirmedOn !== null && <><dt>结束登记</dt><dd>{notice.endedConfirmedOn}</dd></>}
      {notice.objectionNo !== null && <><dt>因由</dt><dd>{notice.objectionNo}</dd></>}
      {notice.withdrawnReason !== null && <><dt>撤回理由</dt><dd>{notice.withdrawnReason}</dd></>}
    </dl>
  );
}

function NoticePanel({ noticeId, onReceive }: { readonly noticeId: number; readonly onReceive: (noticeId: number) => void }): ReactElement {
  const { schoolId, can } = useArchive();
  const query = useQuery(api.notices.get.queryOptions({ input: { schoolId, noticeId } }));
  return (
    <QueryView query={query} what="公示">
      {(notice) => (
        <>
          <section className="card padded" aria-label="日期和步骤">
            <Group justify="space-between" mb="xs"><b>{notice.no}</b><StatusTag tone={toneOf(notice)}>{stateWords(notice)}</StatusTag></Group>
            <NoticeDates notice={notice} />
            {notice.resultNote !== null && <p className="small">{notice.resultNote}</p>}
            <Group gap="xs" mt="sm" justify="flex-end">
              {can('objection.write') && notice.state !== 'draft' && <Button variant="default" onClick={() => onReceive(notice.id)}>登记异议</Button>}
              <NoticeSteps notice={notice} />
            </Group>
          </section>
          <NoticeSheet sheet={notice.sheet} />
        </>
      )}
    </QueryView>
  );
}

interface NoticesPanelProps {
  readonly query: UseQueryResult<NoticeRow[]>;
  readonly chosen: number | undefined;
  readonly make: ReactNode;
  readonly onChoose: (noticeId: number) => void;
  readonly onReceive: (noticeId: number) => void;
}

/** The term's notices, and the chosen one as it hangs. */
export function NoticesPanel({ query, chosen, make, onChoose, onReceive }: NoticesPanelProps): ReactElement {
  return (
    <QueryView query={query} what="公示">
      {(rows) => {
        const shown = rows.find((row) => row.id === chosen) ?? rows[0];
        if (shown === undefined) {
          return (
            <EmptyState title="本学期还没有公示" action={make ? <Group gap="sm" justify="center">{make}</Group> : undefined}>
              这里制作认定结果和资助名单的公示：只含允许公示的内容，按真实节假日算出最后一天和撤下日期，打印张贴，到期提醒结束和撤下。先完成认定，再来公示。
            </EmptyState>
          );
        }
        return (
          <div className={`beside ${classes['layout']}`}>
            <DataTable
              label="本学期的公示" rows={rows} columns={columns} rowKey={(row) => String(row.id)} onActive={(row) => onChoose(row.id)} onOpen={(row) => onChoose(row.id)}
              openHint="看内容" maxHeight="calc(100vh - 16rem)"
            />
            <aside className={classes['side']} aria-label="所选公示"><NoticePanel noticeId={shown.id} onReceive={onReceive} /></aside>
          </div>
        );
      }}
    </QueryView>
  );
}
