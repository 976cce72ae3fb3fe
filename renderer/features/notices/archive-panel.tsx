import { Alert, Group } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { NoticeRow } from '#shared/contract/notices.ts';
import { postingEvidenceKinds } from '#shared/domain/notice/posting-evidence.ts';
import { evidenceLackNames, noticeKindNames, noticeLevelNames } from '#shared/text/notices.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './notices.module.css';

const lackWords = (row: NoticeRow): string => row.evidenceLacking.map((lack) => evidenceLackNames[lack]).join('、');

const columns: readonly DataColumn<NoticeRow>[] = [
  { id: 'no', title: '编号', value: (row) => row.no, width: 170, frozen: true },
  { id: 'kind', title: '内容', kind: 'choice', value: (row) => `${noticeKindNames[row.kind]}·${row.level === 'class' ? row.className : noticeLevelNames.school}`, width: 130 },
  {
    id: 'lack', title: '还缺什么', value: lackWords, width: 170, grow: true,
    cell: (row) => (row.withdrawnReason !== null ? <span className="dim">已撤回，不用留证</span> : row.evidenceLacking.length === 0 ? <StatusTag tone="good">齐</StatusTag> : <StatusTag tone="warn">{lackWords(row)}</StatusTag>),
  },
  { id: 'posted', title: '张贴', kind: 'date', value: (row) => row.postedOn, width: 86 },
  { id: 'down', title: '撤下', kind: 'date', value: (row) => row.takenDownOn, width: 86 },
];

interface ArchivePanelProps {
  readonly query: UseQueryResult<NoticeRow[]>;
  readonly chosen: number | undefined;
  readonly onChoose: (noticeId: number) => void;
}

/** What proves that each notice hung: photos, who hung it and took it down, the signed result. */
export function ArchivePanel({ query, chosen, onChoose }: ArchivePanelProps): ReactElement {
  return (
    <QueryView query={query} what="公示">
      {(all) => {
        const rows = all.filter((row) => row.state !== 'draft');
        const shown = rows.find((row) => row.id === chosen) ?? rows[0];
        if (shown === undefined) {
          return (
            <EmptyState title="本学期还没有张贴过公示">
              公示张贴以后，首日、末日的照片，谁张贴、谁撤下，签字的公示结果说明，都收在这里；缺哪一样，列出来提醒。
            </EmptyState>
          );
        }
        return (
          <div className={`beside ${classes['layout']}`}>
            <DataTable
              label="公示档案" rows={rows} columns={columns} rowKey={(row) => String(row.id)} onActive={(row) => onChoose(row.id)} onOpen={(row) => onChoose(row.id)}
              openHint="看留证" maxHeight="calc(100vh - 16rem)"
            />
            <aside className={`${classes['side']} ${classes['broad']}`} aria-label="所选公示的留证"><Evidence notice={shown} /></aside>
          </div>
        );
      }}
    </QueryView>
  );
}

function Evidence({ notice }: { readonly notice: NoticeRow }): ReactElement {
  const { schoolId, can } = useArchive();
  const [first, ...rest] = postingEvidenceKinds;
  return (
    <div className={classes['scroll']} tabIndex={0} role="group" aria-label="留证">
      <section className="card padded" aria-label="张贴和撤下">
        <Group justify="space-between" mb="xs"><b>{notice.no}</b>{notice.evidenceLacking.length === 0 && notice.withdrawnReason === null && <StatusTag tone="good">留证齐</StatusTag>}</Group>
        <dl className={classes['dates']}>
          <dt>首日</dt><dd>{notice.postedOn}</dd><dt>张贴人</dt><dd>{notice.poster === '' ? '没有登记' : notice.poster}</dd>
          <dt>末日</dt><dd>{notice.endOn}</dd><dt>撤下</dt><dd>{notice.takenDownOn === null ? '还没有登记' : `${notice.takenDownOn} ${notice.remover}`}</dd>
        </dl>
        {notice.evidenceLacking.length > 0 && <Alert color="yellow" variant="light" p="xs" mt="xs">还缺：{lackWords(notice)}。</Alert>}
        <Group gap="xs" mt="sm" justify="flex-end">
          {notice.withdrawnReason === null && <FileButton print make={() => client.notices.printResult({ schoolId, noticeId: notice.id })}>打印结果说明和照片页</FileButton>}
        </Group>
      </section>
      <section className="card padded" aria-label="照片和扫描件">
        <AttachmentList key={notice.id} subject="notice" subjectId={notice.id} kinds={[first, ...rest]} canWrite={can('notice.write') && notice.withdrawnReason === null} />
        <p className="dim small">照片里不能有身份证号、电话、银行卡号；有就遮去重拍，原来那张写原因撤下。</p>
      </section>
    </div>
  );
}
