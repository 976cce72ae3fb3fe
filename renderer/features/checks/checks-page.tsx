import { Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Permission } from '#shared/domain/access/permission.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import classes from './checks.module.css';
import { DeadlinesPanel } from './deadlines-panel.tsx';
import { ListPanel } from './list-panel.tsx';
import { NegativePanel } from './negative-panel.tsx';
import { RectificationPanel } from './rectification-panel.tsx';
import type { ChecksTab } from './routes.ts';

const parts: readonly { readonly tab: ChecksTab; readonly label: string; readonly needs?: Permission; readonly panel: () => ReactElement }[] = [
  { tab: 'list', label: '自查清单', panel: ListPanel },
  { tab: 'deadlines', label: '时限', needs: 'ledger.read', panel: DeadlinesPanel },
  { tab: 'negative', label: '负面清单', panel: NegativePanel },
  { tab: 'rectification', label: '整改台账', panel: RectificationPanel },
];

const route = getRouteApi('/archive/checks');

/** 自查: the 32 checks of the term, the days from 到账 to payment, the 负面清单 and what is being put right. */
export function ChecksPage(): ReactElement {
  const { tab } = route.useSearch();
  const { schoolId, term, can } = useArchive();
  const navigate = useNavigate();
  const shown = parts.filter((part) => part.needs === undefined || can(part.needs));
  const chosen = shown.find((part) => part.tab === tab) ?? shown[0];
  return (
    <>
      <PageHeader
        title="自查" subtitle={`${formatTerm(term)}　阻断项要解决或写明原因才能结算；说明只在情况不变时有效`}
        actions={can('file.take') && chosen?.tab === 'list' && (
          <>
            <FileButton make={() => client.checks.exportXlsx({ schoolId, term })}>导出 Excel</FileButton>
            <FileButton print make={() => client.checks.print({ schoolId, term })}>打印自查报告</FileButton>
          </>
        )}
      />
      <Tabs value={chosen?.tab ?? null} keepMounted={false} className={classes['tabs']} onChange={(next) => void navigate({ to: '/checks' as '/', search: { tab: next } as never })}>
        <Tabs.List aria-label="自查的内容" mb="sm">{shown.map((part) => <Tabs.Tab key={part.tab} value={part.tab}>{part.label}</Tabs.Tab>)}</Tabs.List>
        {shown.map((part) => (
          <Tabs.Panel key={part.tab} value={part.tab} className={classes['panel']} style={{ display: part.tab === chosen?.tab ? 'flex' : 'none' }}>{part.tab === chosen?.tab && <part.panel />}</Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
