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
import { CoveragePanel } from './coverage-panel.tsx';
import { isInForce, useLists } from './data.ts';
import { ListTable } from './list-table.tsx';
import { RecheckLines } from './recheck-lines.tsx';
import { RecheckPanel } from './recheck-panel.tsx';
import { RowsPanel } from './rows-panel.tsx';
import type { ListsTab } from './routes.ts';

const route = getRouteApi('/archive/lists');

export function ListsPage(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const { tab, listId, recheckId } = route.useSearch();
  const navigate = useNavigate();
  const lists = useLists();
  // The page opens on what waits, and stays there when the last row is decided.
  const [first, setFirst] = useState<ListsTab | null>(null);
  if (first === null && lists.data !== undefined && lists.data.length > 0) {
    setFirst(lists.data.some((list) => isInForce(list) && list.buckets.needsDecision > 0) ? 'queue' : 'lists');
  }
  const coverage = useQuery(api.lists.coverage.queryOptions({ input: { schoolId, term } }));
  const uncovered = useQuery(api.coverage.gaps.queryOptions({ input: { schoolId, term } }));
  const go = (next: string | null): void => void navigate({ to: '/lists', search: { tab: (next ?? 'queue') as ListsTab } });
  const importButton = can('lists.write') ? <Button component={Link} to="/lists/import">导入名单</Button> : null;
  return (
    <QueryView query={lists} what="部门名单">
      {(all) => {
        const inForce = all.filter(isInForce);
        const waiting = inForce.reduce((sum, list) => sum + list.buckets.needsDecision, 0);
        const rows = inForce.reduce((sum, list) => sum + list.rowCount, 0);
        const missing = coverage.data?.gaps.filter((gap) => gap.why === 'group_missing').length ?? 0;
        const gaps = (uncovered.data?.counts.gaps ?? 0) + missing + (coverage.data?.claims.length ?? 0);
        const chosen: ListsTab = tab ?? first ?? (waiting > 0 ? 'queue' : 'lists');
        if (all.length === 0) {
          return (
            <>
              <PageHeader title="名单比对" subtitle={formatTerm(term)} />
              <EmptyState title="本学期还没有部门名单" action={importButton}>
                这里收民政的低保、孤儿名单，乡村振兴的脱贫和监测名单，残联的残疾人名单，一行行对到本校学生身上。把收到的文件原样导入就行。
              </EmptyState>
              {(coverage.data?.claims.length ?? 0) > 0 && <CoveragePanel />}
            </>
          );
        }
        return (
          <>
            <PageHeader
              title="名单比对" subtitle={`${formatTerm(term)} · ${inForce.length} 份名单 ${rows} 行 · 要您定 ${waiting} 行`}
              actions={importButton}
            />
            <Tabs value={chosen} onChange={go} keepMounted={false} style={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
              <Tabs.List aria-label="名单比对的内容" mb="sm">
                <Tabs.Tab value="queue">要您定 {waiting}</Tabs.Tab>
                <Tabs.Tab value="lists">各份名单 {all.length}</Tabs.Tab>
                <Tabs.Tab value="rows">全部行 {rows}</Tabs.Tab>
                <Tabs.Tab value="recheck">春秋复核</Tabs.Tab>
                <Tabs.Tab value="coverage">应助未助和待核 {gaps}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value={chosen} style={{ minHeight: 0, display: 'flex', flexDirection: 'column' }}>
                {chosen === 'queue' && <RowsPanel waitingOnly />}
                {chosen === 'lists' && <ListTable lists={all} />}
                {chosen === 'rows' && <RowsPanel key={listId ?? 'all'} {...(listId === undefined ? {} : { listId })} />}
                {chosen === 'recheck' && (recheckId === undefined ? <RecheckPanel /> : <RecheckLines key={recheckId} recheckId={recheckId} />)}
                {chosen === 'coverage' && <CoveragePanel />}
              </Tabs.Panel>
            </Tabs>
          </>
        );
      }}
    </QueryView>
  );
}
