import { Button, Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatSchoolYear, schoolYearOf } from '#shared/domain/calendar/term.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { BodiesPanel } from './bodies-panel.tsx';
import { BodyDialog } from './body-dialog.tsx';
import { usePanels } from './data.ts';
import { MeetingDialog } from './meeting-dialog.tsx';
import { MeetingsPanel } from './meetings-panel.tsx';
import classes from './panels.module.css';
import type { PanelsTab } from './routes.ts';

const route = getRouteApi('/archive/panels');

/** 民主评议: the meetings of the 学年, and the bodies that hold them. */
export function PanelsPage(): ReactElement {
  const { term, can } = useArchive();
  const { tab = 'meetings' } = route.useSearch();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'body' | 'meeting' | null>(null);
  const panels = usePanels();
  const may = can('identification.write');
  const holdable = (panels.data ?? []).filter((panel) => panel.members > 0);
  const show = (next: PanelsTab): void => { void navigate({ to: '/panels', search: { tab: next } }); };
  return (
    <QueryView query={panels} what="评议机构">
      {(rows) => (
        <>
          <PageHeader
            title="评议" subtitle={`${formatSchoolYear(schoolYearOf(term))} · 只看案号和材料，不让学生当众诉苦；意见由机构定，不设名额`}
            actions={may && (
              <>
                <Button variant={holdable.length === 0 ? 'filled' : 'default'} onClick={() => setAsking('body')}>登记机构</Button>
                {holdable.length > 0 && <Button onClick={() => setAsking('meeting')}>新开评议会</Button>}
              </>
            )}
          />
          <Tabs value={tab} keepMounted={false} className={classes['tabs']} onChange={(next) => show((next ?? 'meetings') as PanelsTab)}>
            <Tabs.List aria-label="评议的内容" mb="sm">
              <Tabs.Tab value="meetings">评议会</Tabs.Tab>
              <Tabs.Tab value="bodies">评议机构</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="meetings" className={classes['panel']} style={{ display: tab === 'meetings' ? 'flex' : 'none' }}>
              <MeetingsPanel ready={holdable.length > 0} onCreate={may ? () => setAsking(holdable.length > 0 ? 'meeting' : 'body') : null} />
            </Tabs.Panel>
            <Tabs.Panel value="bodies" className={classes['panel']} style={{ display: tab === 'bodies' ? 'flex' : 'none' }}>
              <BodiesPanel rows={rows} onCreate={may ? () => setAsking('body') : null} />
            </Tabs.Panel>
          </Tabs>
          {asking === 'body' && <BodyDialog panel={null} onClose={() => setAsking(null)} />}
          {asking === 'meeting' && <MeetingDialog panels={holdable} meeting={null} onClose={() => setAsking(null)} />}
        </>
      )}
    </QueryView>
  );
}
