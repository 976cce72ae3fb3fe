import { Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { scoreAdvice } from '#shared/text/scoring.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import type { TableList } from './data.ts';
import { useTables } from './data.ts';
import { FillingPanel } from './filling-panel.tsx';
import type { ScoringTab } from './routes.ts';
import classes from './scoring.module.css';
import { TablesPanel } from './tables-panel.tsx';
import { TrialPanel } from './trial-panel.tsx';

const route = getRouteApi('/archive/scoring');

const parts: readonly { readonly tab: ScoringTab; readonly label: string; readonly panel: (props: { readonly list: TableList }) => ReactElement }[] = [
  { tab: 'filling', label: '测评', panel: FillingPanel },
  { tab: 'tables', label: '指标表', panel: TablesPanel },
  { tab: 'trial', label: '试算', panel: TrialPanel },
];

/** 量化测评: sheets by class, the index tables behind them, and the trial of a table before it is adopted. */
export function ScoringPage(): ReactElement {
  const { term } = useArchive();
  const { tab = 'filling', table } = route.useSearch();
  const navigate = useNavigate();
  const tables = useTables();
  return (
    <>
      <PageHeader title="量化测评" subtitle={`${formatTerm(term)}　${scoreAdvice}`} />
      <Tabs
        value={tab} keepMounted={false} className={classes['tabs'] ?? ''}
        onChange={(next) => void navigate({ to: '/scoring', search: { tab: (next ?? 'filling') as ScoringTab, ...(table === undefined ? {} : { table }) } })}
      >
        <Tabs.List aria-label="量化测评的内容" mb="sm">{parts.map((part) => <Tabs.Tab key={part.tab} value={part.tab}>{part.label}</Tabs.Tab>)}</Tabs.List>
        {parts.map((part) => (
          <Tabs.Panel key={part.tab} value={part.tab} className={classes['panel'] ?? ''} style={{ display: part.tab === tab ? 'flex' : 'none' }}>
            {part.tab === tab && <QueryView query={tables} what="指标表">{(list) => <part.panel list={list} />}</QueryView>}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
