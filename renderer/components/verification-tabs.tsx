import { Tabs } from '@mantine/core';
import { useNavigate, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Permission } from '#shared/domain/access/permission.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';

const tabs: readonly { readonly path: string; readonly label: string; readonly needs: Permission }[] = [
  { path: '/verification', label: '负面比对', needs: 'verification.read' },
  { path: '/verification/talks', label: '谈心谈话', needs: 'talk.read' },
];

/** The two halves of 核查与谈话, each a page of its own feature; what isn't registered or allowed is left out. */
export function VerificationTabs({ current }: { readonly current: string }): ReactElement {
  const { can } = useArchive();
  const navigate = useNavigate();
  const registered = useRouter().routesByPath as Readonly<Record<string, unknown>>;
  return (
    <Tabs value={current} onChange={(path) => void navigate({ to: (path ?? '/verification') as '/' })}>
      <Tabs.List aria-label="核查与谈话的内容" mb="sm">
        {tabs.filter((tab) => can(tab.needs) && (tab.path === current || registered[tab.path] !== undefined)).map((tab) => <Tabs.Tab key={tab.path} value={tab.path} aria-controls={undefined}>{tab.label}</Tabs.Tab>)}
      </Tabs.List>
    </Tabs>
  );
}
