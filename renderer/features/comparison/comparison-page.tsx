import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import classes from './comparison.module.css';
import { DifferencesPanel } from './differences-panel.tsx';
import { ExportsPanel } from './exports-panel.tsx';
import { PastePanel } from './paste-panel.tsx';
import type { ComparisonTab } from './routes.ts';

const route = getRouteApi('/archive/comparison');

/** 上报与核对: the system's exports against what is true here, and the sheets to paste back. */
export function ComparisonPage(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const { tab = 'differences', code = 'Z1' } = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery(api.comparison.overview.queryOptions({ input: { schoolId, term } }));
  const imported = (query.data?.exports.length ?? 0) > 0;
  const importLinks = can('comparison.write') && (
    <>
      <Link to="/comparison/import" search={{ kind: 'roster' }}>导入在校学生信息</Link>　
      <Link to="/comparison/import" search={{ kind: 'identification' }}>导入困难学生认定</Link>　
      <Link to="/comparison/import" search={{ kind: 'aid_list' }}>导入资助名单</Link>
    </>
  );
  const nothing = (
    <EmptyState title="还没有导入资助系统的导出文件" action={importLinks}>
      从全国学生资助管理信息系统导出三种名单，原样拖进来，就能逐人看到系统和实际哪里不一样。没有导入就没有结果，也不算零误差。
    </EmptyState>
  );
  const tabs: readonly { tab: ComparisonTab; label: string; panel: () => ReactElement }[] = [
    {
      tab: 'differences', label: '三个零误差',
      panel: () => <QueryView query={query} what="比对结果">{(overview) => (overview.exports.length === 0 ? nothing : <DifferencesPanel overview={overview} code={code} />)}</QueryView>,
    },
    { tab: 'exports', label: '导入的文件', panel: () => <QueryView query={query} what="导入的文件">{({ exports }) => <ExportsPanel exports={exports} empty={nothing} />}</QueryView> },
    { tab: 'paste', label: '上报粘贴表', panel: () => <PastePanel /> },
  ];
  return (
    <>
      <PageHeader
        title="上报与核对" subtitle={`${formatTerm(term)}　系统里的和实际的，逐人比对`}
        actions={(
          <>
            {imported && importLinks}
            <FileButton print disabled={!imported} make={() => client.comparison.certificate({ schoolId, term })}>打印比对结果</FileButton>
          </>
        )}
      />
      <Tabs value={tab} keepMounted={false} className={classes['tabs']} onChange={(next) => void navigate({ to: '/comparison', search: { tab: (next ?? 'differences') as ComparisonTab } })}>
        <Tabs.List aria-label="上报与核对的内容" mb="sm">{tabs.map((one) => <Tabs.Tab key={one.tab} value={one.tab}>{one.label}</Tabs.Tab>)}</Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one.tab} value={one.tab} className={classes['panel']} style={{ display: one.tab === tab ? 'flex' : 'none' }}>{one.tab === tab && one.panel()}</Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
