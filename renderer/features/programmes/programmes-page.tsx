import { Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Permission } from '#shared/domain/access/permission.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { CataloguePanel } from './catalogue-panel.tsx';
import { ForecastPanel } from './forecast-panel.tsx';
import { MenuPanel } from './menu-panel.tsx';
import { ProfilesPanel } from './profiles-panel.tsx';
import classes from './programmes.module.css';
import type { ProgrammesTab } from './routes.ts';
import { TrialPanel } from './trial-panel.tsx';

const route = getRouteApi('/archive/programmes');

interface Part {
  readonly tab: ProgrammesTab;
  readonly label: string;
  readonly needs: Permission;
  readonly panel: () => ReactElement;
}

const parts: readonly Part[] = [
  { tab: 'catalogue', label: '项目', needs: 'programme.read', panel: CataloguePanel },
  { tab: 'trial', label: '试算', needs: 'ledger.read', panel: TrialPanel },
  { tab: 'forecast', label: '测算', needs: 'ledger.read', panel: ForecastPanel },
  { tab: 'menu', label: '自助菜单', needs: 'programme.read', panel: MenuPanel },
  { tab: 'profiles', label: '地区配置', needs: 'programme.read', panel: ProfilesPanel },
];

export function ProgrammesPage(): ReactElement {
  const { term, can } = useArchive();
  const { tab = 'catalogue' } = route.useSearch();
  const navigate = useNavigate();
  const shown = parts.filter((part) => can(part.needs));
  const chosen = shown.find((part) => part.tab === tab)?.tab ?? 'catalogue';
  return (
    <>
      <PageHeader title="资助项目" subtitle={`${formatTerm(term)}　都按学期起止：以前的学期照以前的规定`} />
      <Tabs
        value={chosen} keepMounted={false} className={classes['tabs']}
        onChange={(next) => void navigate({ to: '/programmes', search: { tab: (next ?? 'catalogue') as ProgrammesTab } })}
      >
        <Tabs.List aria-label="资助项目的内容" mb="sm">{shown.map((part) => <Tabs.Tab key={part.tab} value={part.tab}>{part.label}</Tabs.Tab>)}</Tabs.List>
        {shown.map((part) => (
          <Tabs.Panel key={part.tab} value={part.tab} className={classes['panel']} style={{ display: part.tab === chosen ? 'flex' : 'none' }}>{part.tab === chosen && <part.panel />}</Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
