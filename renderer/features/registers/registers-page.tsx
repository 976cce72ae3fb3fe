import { Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { ListsPanel } from './lists-panel.tsx';
import { NationalPanel } from './national-panel.tsx';
import type { RegistersTab } from './routes.ts';
import { SummaryPanel } from './summary-panel.tsx';

const parts: readonly { readonly tab: RegistersTab; readonly label: string; readonly panel: () => ReactElement }[] = [
  { tab: 'summary', label: '认定汇总表', panel: SummaryPanel },
  { tab: 'changes', label: '比上学期的变动', panel: ChangesPanel },
  { tab: 'lists', label: '名册', panel: ListsPanel },
  { tab: 'national', label: '全国系统等级', panel: NationalPanel },
];

const route = getRouteApi('/archive/registers');

/** The identification as registers: counted, compared with the term before, listed, and in the national system's words. */
export function RegistersPage(): ReactElement {
  const { tab = 'summary' } = route.useSearch();
  const { term } = useArchive();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="名册与汇总" subtitle={`${formatTerm(term)} · 按本学期生效的认定 · 人数按实际认定，不设比例和名额`} />
      <Tabs value={tab} keepMounted={false} style={{ display: 'flex', flexDirection: 'column', minHeight: 0 }} onChange={(next) => void navigate({ to: '/registers' as '/', search: { tab: next } as never })}>
        <Tabs.List aria-label="名册与汇总的内容" mb="md">
          {parts.map((part) => <Tabs.Tab key={part.tab} value={part.tab}>{part.label}</Tabs.Tab>)}
        </Tabs.List>
        {parts.map((part) => (
          <Tabs.Panel key={part.tab} value={part.tab} style={{ minHeight: 0, display: part.tab === tab ? 'flex' : 'none', flexDirection: 'column' }}>
            {part.tab === tab && <part.panel />}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
