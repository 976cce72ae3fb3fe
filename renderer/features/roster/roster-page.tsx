import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { ClassesPanel } from './classes-panel.tsx';
import { useRepairs } from './data.ts';
import { ExportDialog } from './export-dialog.tsx';
import { MovementsPanel } from './movements-panel.tsx';
import { PupilDialog } from './pupil-dialog.tsx';
import { PupilDrawer } from './pupil-drawer.tsx';
import { PupilsPanel } from './pupils-panel.tsx';
import { RepairsPanel } from './repairs-panel.tsx';
import type { RosterTab } from './routes.ts';

const route = getRouteApi('/archive/roster');

/** 学生: everyone of the school, what is to mend, classes, movements. */
export function RosterPage(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const search = route.useSearch();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const [exporting, setExporting] = useState(false);
  const counts = useQuery(api.roster.list.queryOptions({ input: { schoolId, term, page: { offset: 0, limit: 1 } } }));
  const repairs = useRepairs();
  const tab: RosterTab = search.tab ?? 'pupils';
  const go = (next: string | null): void => void navigate({ to: '/roster', search: { tab: (next ?? 'pupils') as RosterTab } });
  const importButton = can('roster.write') ? <Button component={Link} to="/roster/import">导入名册</Button> : null;
  return (
    <QueryView query={counts} what="学生名册">
      {({ totals, total }) => (total === 0 ? (
        <>
          <PageHeader title="学生" subtitle={formatTerm(term)} actions={can('roster.write') ? <Button variant="default" onClick={() => setAdding(true)}>手工加一名</Button> : null} />
          <EmptyState title="名册还是空的" action={importButton}>
            先导入学生名册：学籍系统的学生模板、资助系统的“在校学生信息”，或学校自己的花名册都行，列名不一样也没关系。以后的每一步都从这里取人。
          </EmptyState>
          {adding && <PupilDialog pupil={null} onClose={() => setAdding(false)} />}
        </>
      ) : (
        <>
          <PageHeader
            title="学生"
            subtitle={`${formatTerm(term)} · 在读 ${totals.byStatus.enrolled} 人 · 休学 ${totals.byStatus.suspended} 人 · 已离校 ${total - totals.byStatus.enrolled - totals.byStatus.suspended} 人`}
            actions={(
              <>
                {can('sensitive.show') && <Button variant="default" onClick={() => setExporting(true)}>导出名册</Button>}
                {can('roster.write') && <Button variant="default" onClick={() => setAdding(true)}>手工加一名</Button>}
                {importButton}
              </>
            )}
          />
          <Tabs value={tab} onChange={go} keepMounted={false} style={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
            <Tabs.List aria-label="学生名册的内容" mb="sm">
              <Tabs.Tab value="pupils">学生</Tabs.Tab>
              <Tabs.Tab value="repairs">待修正 {repairs.data?.length ?? ''}</Tabs.Tab>
              <Tabs.Tab value="classes">班级</Tabs.Tab>
              <Tabs.Tab value="movements">异动</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value={tab} style={{ minHeight: 0, display: 'flex', flexDirection: 'column' }}>
              {tab === 'pupils' && <PupilsPanel key={search.classId ?? 'all'} />}
              {tab === 'repairs' && <RepairsPanel />}
              {tab === 'classes' && <ClassesPanel />}
              {tab === 'movements' && <MovementsPanel />}
            </Tabs.Panel>
          </Tabs>
          {search.student !== undefined && (
            <PupilDrawer studentId={search.student} onClose={() => void navigate({ to: '/roster', search: { ...search, student: undefined } })} />
          )}
          {adding && <PupilDialog pupil={null} onClose={() => setAdding(false)} />}
          {exporting && <ExportDialog onClose={() => setExporting(false)} />}
        </>
      ))}
    </QueryView>
  );
}
