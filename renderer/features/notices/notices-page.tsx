import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { NoticeRow } from '#shared/contract/notices.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { NoticeKind } from '#shared/domain/notice/notice-fields.ts';
import { noticeKindNames, noticeStateNames } from '#shared/text/notices.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import { MakeNoticeDialog } from './make-notice-dialog.tsx';
import { NoticeSheet } from './notice-sheet.tsx';
import { NoticeSteps } from './notice-steps.tsx';
import classes from './notices.module.css';

const stateTones: Readonly<Record<NoticeRow['state'], Tone>> = { draft: 'plain', posted: 'warn', ended: 'good', taken_down: 'plain' };

function stateWords(row: NoticeRow): string {
  if (row.withdrawnReason !== null) return '已撤回';
  if (row.takeDownOverdue) return '逾期未撤';
  return row.canEnd ? '期满待结束' : noticeStateNames[row.state];
}

const columns: readonly DataColumn<NoticeRow>[] = [
  { id: 'no', title: '编号', value: (row) => row.no, width: 178, frozen: true },
  { id: 'kind', title: '内容', kind: 'choice', value: (row) => noticeKindNames[row.kind], width: 76 },
  { id: 'count', title: '行数', kind: 'number', value: (row) => row.lineCount, width: 52 },
  {
    id: 'state', title: '状态', kind: 'choice', value: stateWords, width: 96,
    cell: (row) => <StatusTag tone={row.takeDownOverdue ? 'bad' : row.withdrawnReason !== null ? 'bad' : stateTones[row.state]}>{stateWords(row)}</StatusTag>,
  },
  { id: 'posted', title: '张贴', kind: 'date', value: (row) => row.postedOn, width: 90 },
  { id: 'end', title: '最后一天', kind: 'date', value: (row) => row.endOn, width: 90, tone: (row) => (row.periodVerified === false ? 'warn' : undefined) },
  { id: 'takeDown', title: '撤下日', kind: 'date', value: (row) => row.takenDownOn ?? row.takeDownOn, width: 90, grow: true },
];

/** The dates that matter, in words. */
function NoticeDates({ notice }: { readonly notice: NoticeRow }): ReactElement {
  const unit = notice.dayUnit === 'workday' ? '个工作日' : '日';
  const caution = notice.periodVerified === false ? '（未核节假日）' : '';
  return (
    <dl className={classes['dates']}>
      <dt>公示期</dt><dd>{notice.days} {unit}</dd>
      <dt>张贴</dt><dd>{notice.postedOn ?? '未张贴'}</dd>
      <dt>最后一天</dt><dd>{notice.endOn === null ? '张贴后算出' : `${notice.endOn}${caution}`}</dd>
      <dt>应撤下</dt><dd>{notice.takeDownOn ?? '张贴后算出'}</dd>
      {notice.endedConfirmedOn !== null && <><dt>结束登记</dt><dd>{notice.endedConfirmedOn}</dd><dt>异议</dt><dd>{notice.objectionCount ? `${notice.objectionCount} 件` : '无'}</dd></>}
      {notice.takenDownOn !== null && <><dt>撤下登记</dt><dd>{notice.takenDownOn}</dd></>}
      {notice.withdrawnReason !== null && <><dt>撤回理由</dt><dd>{notice.withdrawnReason}</dd></>}
    </dl>
  );
}

function NoticePanel({ noticeId }: { readonly noticeId: number }): ReactElement {
  const { schoolId } = useArchive();
  const query = useQuery(api.notices.get.queryOptions({ input: { schoolId, noticeId } }));
  return (
    <QueryView query={query} what="公示">
      {(notice) => (
        <>
          <section className="card padded" aria-label="日期和步骤">
            <Group justify="space-between" mb="xs"><b>{notice.no}</b><StatusTag tone={stateTones[notice.state]}>{stateWords(notice)}</StatusTag></Group>
            <NoticeDates notice={notice} />
            <Group gap="xs" mt="sm" justify="flex-end"><NoticeSteps notice={notice} /></Group>
          </section>
          <NoticeSheet sheet={notice.sheet} />
        </>
      )}
    </QueryView>
  );
}

const route = getRouteApi('/archive/notices');

export function NoticesPage(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const search = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery(api.notices.list.queryOptions({ input: { schoolId, term } }));
  const settings = useQuery(api.settings.get.queryOptions({ input: { schoolId } })).data;
  const [making, setMaking] = useState<NoticeKind | null>(null);
  const open = (notice: number | undefined): void => void navigate({ to: '/notices', search: notice === undefined ? {} : { notice } });
  const make = can('notice.write') && (
    <>
      <Button variant="default" onClick={() => setMaking('aid_list')}>公示资助名单</Button>
      <Button onClick={() => setMaking('identification')}>公示认定结果</Button>
    </>
  );
  return (
    <>
      <PageHeader title="公示" subtitle={`${formatTerm(term)}　公示结束后，所列学生的应发才能批准`} actions={make} />
      <QueryView query={query} what="公示">
        {(rows) => {
          const shown = rows.find((row) => row.id === search.notice) ?? rows[0];
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
                label="本学期的公示" rows={rows} columns={columns} rowKey={(row) => String(row.id)} onActive={(row) => open(row.id)} onOpen={(row) => open(row.id)}
                openHint="看内容" maxHeight="calc(100vh - 13rem)"
              />
              <aside className={classes['side']} aria-label="所选公示"><NoticePanel noticeId={shown.id} /></aside>
            </div>
          );
        }}
      </QueryView>
      {making !== null && settings !== undefined && (
        <MakeNoticeDialog kind={making} days={settings.noticeDays} dayUnit={settings.noticeUnit} onMade={open} onClose={() => setMaking(null)} />
      )}
    </>
  );
}
