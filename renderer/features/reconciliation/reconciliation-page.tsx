import { Button, Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { FilesPanel } from './files-panel.tsx';
import { OverviewPanel } from './overview-panel.tsx';
import { PairPanel } from './pair-panel.tsx';
import classes from './reconciliation.module.css';
import type { ReconciliationTab } from './routes.ts';

const route = getRouteApi('/archive/reconciliation');

const tabs: readonly { readonly tab: ReconciliationTab; readonly label: string; readonly panel: () => ReactElement }[] = [
  { tab: 'overview', label: '总览', panel: () => <OverviewPanel /> },
  { tab: 'list', label: '名单与应发', panel: () => <PairPanel key="list" pair="list" /> },
  { tab: 'finance', label: '台账与财务', panel: () => <PairPanel key="finance" pair="finance" /> },
  { tab: 'bank', label: '财务与银行', panel: () => <PairPanel key="bank" pair="bank" /> },
  { tab: 'one_card', label: '一卡通', panel: () => <PairPanel key="one_card" pair="one_card" /> },
  { tab: 'files', label: '对账文件', panel: () => <FilesPanel /> },
];

/** 三方对账: what the system lists, what the ledger owes and paid, what finance booked, what the bank did. */
export function ReconciliationPage(): ReactElement {
  const { term, can } = useArchive();
  const { tab = 'overview' } = route.useSearch();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader
        title="三方对账" subtitle={`${formatTerm(term)}　名单、台账、财务、银行，一分不差或写明原因`}
        actions={can('ledger.write') && <Button onClick={() => void navigate({ to: '/reconciliation/import', search: {} })}>导入对账文件</Button>}
      />
      <Tabs value={tab} keepMounted={false} className={classes['tabs']} onChange={(next) => void navigate({ to: '/reconciliation', search: { tab: (next ?? 'overview') as ReconciliationTab } })}>
        <Tabs.List aria-label="对账的内容" mb="sm">{tabs.map((one) => <Tabs.Tab key={one.tab} value={one.tab}>{one.label}</Tabs.Tab>)}</Tabs.List>
        {tabs.map((one) => <Tabs.Panel key={one.tab} value={one.tab}>{one.tab === tab && one.panel()}</Tabs.Panel>)}
      </Tabs>
    </>
  );
}
