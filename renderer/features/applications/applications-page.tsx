import { Button, Tabs } from '@mantine/core';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ApplicationRow } from '#shared/contract/applications.ts';
import { formatSchoolYear, schoolYearOf } from '#shared/domain/calendar/term.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { applicationColumns } from './application-columns.tsx';
import { ClassPanel } from './class-panel.tsx';
import { classProgress, useApplicationRows } from './data.ts';
import { PageMenu } from './page-menu.tsx';
import type { ApplicationTab } from './routes.ts';

const route = getRouteApi('/archive/applications');

function PupilPanel({ rows, classId }: { readonly rows: readonly ApplicationRow[]; readonly classId: number | undefined }): ReactElement {
  const navigate = useNavigate();
  const shown = classId === undefined ? rows : rows.filter((row) => (row.classId ?? 0) === classId);
  return (
    <DataTable
      label="申请表" rows={shown} columns={applicationColumns} rowKey={(row) => String(row.studentId)} openHint="录入或查看申请表"
      onOpen={(row) => void navigate({ to: '/applications/$studentId', params: { studentId: String(row.studentId) } })}
      tools={classId === undefined ? undefined : <Button size="compact-sm" variant="default" onClick={() => void navigate({ to: '/applications', search: {} })}>只看 {shown[0]?.className ?? ''}，改看全部</Button>}
    />
  );
}

/** 申请: every pupil's form of the 学年, and how far the classes are. */
export function ApplicationsPage(): ReactElement {
  const { term, can } = useArchive();
  const { tab = 'pupils', classId } = route.useSearch();
  const navigate = useNavigate();
  const query = useApplicationRows();
  return (
    <QueryView query={query} what="申请表">
      {(rows) => {
        const total = classProgress(rows).reduce((sum, one) => ({ received: sum.received + one.received, draft: sum.draft + one.draft, none: sum.none + one.none }), { received: 0, draft: 0, none: 0 });
        const next = rows.find((row) => row.state === 'draft') ?? rows.find((row) => row.state === 'none');
        return (
          <>
            <PageHeader
              title="申请" subtitle={`${formatSchoolYear(schoolYearOf(term))}　已收 ${total.received} 份 · 草稿 ${total.draft} 份 · 未交 ${total.none} 人`}
              actions={rows.length > 0 && (
                <>
                  <PageMenu rows={rows} classId={classId} />
                  {next && can('identification.write') && <Button component={Link} to={`/applications/${next.studentId}`}>录入申请表</Button>}
                </>
              )}
            />
            {rows.length === 0 ? (
              <EmptyState title="还没有学生" action={<Button component={Link} to="/roster">去导入名册</Button>}>
                申请表按学生一人一份。先导入名册，再在这里录入或导入家长交来的《家庭经济困难学生认定申请表》。
              </EmptyState>
            ) : (
              <Tabs value={tab} keepMounted={false} style={{ display: 'flex', flexDirection: 'column', minHeight: 0 }} onChange={(to) => void navigate({ to: '/applications', search: { tab: (to ?? 'pupils') as ApplicationTab } })}>
                <Tabs.List aria-label="申请的内容" mb="sm">
                  <Tabs.Tab value="pupils">申请表</Tabs.Tab>
                  <Tabs.Tab value="classes">班级进度</Tabs.Tab>
                </Tabs.List>
                <Tabs.Panel value={tab} style={{ minHeight: 0, display: 'flex', flexDirection: 'column' }}>
                  {tab === 'pupils' ? <PupilPanel key={classId ?? 'all'} rows={rows} classId={classId} /> : <ClassPanel rows={rows} />}
                </Tabs.Panel>
              </Tabs>
            )}
          </>
        );
      }}
    </QueryView>
  );
}
