import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { TalkRow } from '#shared/contract/talks.ts';
import { formatSchoolYear } from '#shared/domain/calendar/term.ts';
import { followUpTexts, talkTopicTexts, talkWayTexts } from '#shared/text/talks.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { tellFailure } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { NewTalkDialog } from './talk-dialogs.tsx';
import type { OpenedTalk } from './talk-dialogs.tsx';
import { TalkRecordDialog } from './talk-record-dialog.tsx';

const tones = { none: 'plain', open: 'warn', due: 'bad', done: 'good' } as const;

const columns: readonly DataColumn<TalkRow>[] = [
  { id: 'on', title: '日期', kind: 'date', value: (row) => row.talkedOn, width: 100, frozen: true, total: 'count' },
  { id: 'name', title: '学生', value: (row) => row.name, width: 96 },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 120 },
  { id: 'talker', title: '谈话人', kind: 'choice', value: (row) => row.talker, width: 120 },
  { id: 'way', title: '方式', kind: 'choice', value: (row) => talkWayTexts[row.way], width: 72 },
  { id: 'topics', title: '方面', value: (row) => row.topics.map((topic) => talkTopicTexts[topic]).join('、'), width: 200, grow: true },
  { id: 'followUp', title: '后续', kind: 'choice', value: (row) => followUpTexts[row.followUp], width: 90, cell: (row) => <StatusTag tone={tones[row.followUp]}>{followUpTexts[row.followUp]}</StatusTag> },
  { id: 'by', title: '后续期限', kind: 'date', value: (row) => row.followUpBy, width: 100 },
  { id: 'done', title: '办结', kind: 'date', value: (row) => row.doneOn, width: 100 },
];

/** Talks with pupils: heads only; what was said opens one by one, and each opening is logged. */
export function TalksPage(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.talks.list.queryOptions({ input: { schoolId, term } }));
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<OpenedTalk | null>(null);
  const open = useMutation({ mutationFn: (talkId: number) => client.talks.open({ schoolId, talkId, operationId: newOperationId() }), onSuccess: setOpened, onError: tellFailure });
  const may = can('talk.write');
  const add = may && <Button onClick={() => setAdding(true)}>登记谈话</Button>;
  return (
    <QueryView query={query} what="谈心谈话">
      {({ schoolYear, rows }) => {
        const count = (state: TalkRow['followUp']): number => rows.filter((row) => row.followUp === state).length;
        return (
          <>
            <PageHeader title="谈心谈话" subtitle={`${formatSchoolYear(schoolYear)} · 只给有权限的老师看，不公开、不导出`} actions={add} />
            {rows.length > 0 && (
              <SummaryStrip
                label="谈话次数" items={[
                  { label: '谈话', value: rows.length }, { label: '谈过的学生', value: new Set(rows.map((row) => row.studentId)).size },
                  { label: '后续待办', value: count('open'), ...(count('open') > 0 ? { tone: 'warn' as const } : {}) },
                  { label: '后续到期', value: count('due'), ...(count('due') > 0 ? { tone: 'bad' as const } : {}) }, { label: '后续已办', value: count('done') },
                ]}
              />
            )}
            <DataTable
              label="谈心谈话" rows={rows} columns={columns} rowKey={(row) => String(row.talkId)} onOpen={(row) => open.mutate(row.talkId)} openHint="打开（记入操作记录）" maxHeight="calc(100vh - 17rem)"
              empty={<EmptyState title="本学年还没有谈话记录" action={add}>和学生谈心以后在这里登记：哪天、谁谈的、谈了哪些方面、约定了什么、后续要做什么。到期的后续会排在这里提醒。</EmptyState>}
            />
            {adding && <NewTalkDialog onClose={() => setAdding(false)} />}
            {opened !== null && <TalkRecordDialog opened={opened} onReopen={() => open.mutate(opened.talk.talkId)} onClose={() => setOpened(null)} />}
          </>
        );
      }}
    </QueryView>
  );
}
