import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { ClosingPanel } from './closing-panel.tsx';
import { ExecutionPanel } from './execution-panel.tsx';
import type { SettlementTab } from './routes.ts';
import { SchoolLedgerPanel } from './school-ledger-panel.tsx';
import classes from './settlement.module.css';
import { StatementPanel } from './statement-panel.tsx';
import { ViewsPanel } from './views-panel.tsx';

const parts: readonly { readonly tab: SettlementTab; readonly label: string; readonly panel: () => ReactElement }[] = [
  { tab: 'statement', label: '结算表', panel: StatementPanel },
  { tab: 'closing', label: '结算与签字', panel: ClosingPanel },
  { tab: 'views', label: '三种口径', panel: ViewsPanel },
  { tab: 'school-ledger', label: '一校一台账', panel: SchoolLedgerPanel },
  { tab: 'execution', label: '执行情况', panel: ExecutionPanel },
];

const route = getRouteApi('/archive/settlement');

/** The term's settlement in four views of one journal, and its closing. */
export function SettlementPage(): ReactElement {
  const { schoolId, term } = useArchive();
  const { tab = 'statement' } = route.useSearch();
  const navigate = useNavigate();
  const { data: closing } = useQuery(api.settlement.closing.queryOptions({ input: { schoolId, term } }));
  const lock = closing?.lock ?? null;
  return (
    <>
      <PageHeader
        title="结算" subtitle={formatTerm(term)}
        tags={(
          <>
            {lock !== null && <StatusTag tone="good">{`已结算 ${lock.closedOn}`}</StatusTag>}
            {closing !== undefined && closing.open !== null && <StatusTag tone="warn">{closing.open.kind === 'closing' ? '结算待签字' : '重新开账待签字'}</StatusTag>}
          </>
        )}
      />
      <Tabs
        value={tab} keepMounted={false} className={classes['tabs'] ?? ''}
        onChange={(next) => void navigate({ to: '/settlement', search: { tab: (next ?? 'statement') as SettlementTab } })}
      >
        <Tabs.List aria-label="结算的内容" mb="sm">
          {parts.map((part) => <Tabs.Tab key={part.tab} value={part.tab}>{part.label}</Tabs.Tab>)}
        </Tabs.List>
        {parts.map((part) => (
          <Tabs.Panel key={part.tab} value={part.tab} className={classes['panel'] ?? ''} style={{ display: part.tab === tab ? 'flex' : 'none' }}>
            {part.tab === tab && <part.panel />}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
