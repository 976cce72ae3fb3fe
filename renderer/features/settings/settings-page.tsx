import { Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Permission } from '#shared/domain/access/permission.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { AccountsPanel } from './accounts-panel.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { BackupsPanel } from './backups-panel.tsx';
import { CalendarPanel } from './calendar/calendar-panel.tsx';
import { GroupsPanel } from './groups/groups-panel.tsx';
import { OwnPasswordPanel } from './own-password-panel.tsx';
import { ProcedurePanel } from './procedure/procedure-panel.tsx';
import type { SettingsTab } from './routes.ts';
import { RulesPanel } from './rules-panel.tsx';
import { SchoolsPanel } from './schools-panel.tsx';

interface Part {
  readonly tab: SettingsTab;
  readonly label: string;
  readonly needs?: Permission;
  readonly panel: () => ReactElement;
}

const parts: readonly Part[] = [
  { tab: 'rules', label: '规则', panel: RulesPanel },
  { tab: 'procedure', label: '认定程序', needs: 'identification.read', panel: ProcedurePanel },
  { tab: 'groups', label: '特殊群体', needs: 'identification.read', panel: GroupsPanel },
  { tab: 'calendar', label: '工作日历', needs: 'setting.write', panel: CalendarPanel },
  { tab: 'schools', label: '学校', panel: SchoolsPanel },
  { tab: 'accounts', label: '账号', needs: 'account.manage', panel: AccountsPanel },
  { tab: 'mine', label: '我的密码', panel: OwnPasswordPanel },
  { tab: 'backups', label: '备份', needs: 'backup.make', panel: BackupsPanel },
  { tab: 'audit', label: '操作记录', needs: 'audit.read', panel: AuditPanel },
];

const route = getRouteApi('/archive/settings');

export function SettingsPage(): ReactElement {
  const { tab } = route.useSearch();
  const navigate = useNavigate();
  const { can } = useArchive();
  const shown = parts.filter((part) => part.needs === undefined || can(part.needs));
  const chosen = shown.find((part) => part.tab === tab) ?? shown[0];
  return (
    <>
      <PageHeader title="设置" />
      <Tabs
        value={chosen?.tab ?? null} keepMounted={false} style={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
        onChange={(next) => void navigate({ to: '/settings', search: { tab: (next ?? 'rules') as SettingsTab } })}
      >
        <Tabs.List aria-label="设置的内容" mb="md">
          {shown.map((part) => <Tabs.Tab key={part.tab} value={part.tab}>{part.label}</Tabs.Tab>)}
        </Tabs.List>
        {shown.map((part) => (
          <Tabs.Panel key={part.tab} value={part.tab} style={{ minHeight: 0, display: part.tab === chosen?.tab ? 'flex' : 'none', flexDirection: 'column' }}>
            {part.tab === chosen?.tab && <part.panel />}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
