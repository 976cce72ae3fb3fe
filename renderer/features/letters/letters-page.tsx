import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatSchoolYear, schoolYearOf } from '#shared/domain/calendar/term.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { EmergenciesTab } from './emergencies-tab.tsx';
import { LetterDialog } from './letter-dialog.tsx';
import classes from './letters.module.css';
import { PrintDialog } from './print-dialog.tsx';
import type { LettersTab } from './routes.ts';
import { SlipsTab } from './slips-tab.tsx';
import { WaiversTab } from './waivers-tab.tsx';

const route = getRouteApi('/archive/letters');

/** 告知与回执 · 放弃声明 · 应急. */
export function LettersPage(): ReactElement {
  const { schoolId, term, signedIn, can } = useArchive();
  const search = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery(api.letters.overview.queryOptions({ input: { schoolId, term } }));
  const [asked, setAsked] = useState<number | null>(null);
  const [doing, setDoing] = useState<'issue' | 'print' | null>(null);
  const mayIssue = can('identification.write') && signedIn.role !== 'class_teacher';
  const tab: LettersTab = search.tab === 'emergencies' && !can('visit.read') ? 'slips' : search.tab ?? 'slips';
  const go = (next: LettersTab): void => void navigate({ to: '/letters', search: { tab: next } });
  const askWaiver = (studentId: number): void => {
    setAsked(studentId);
    go('waivers');
  };
  const issued = query.data?.letters.some((letter) => !letter.withdrawn) ?? false;
  const tabs: readonly { tab: LettersTab; label: string; panel: () => ReactElement }[] = [
    {
      tab: 'slips', label: '告知与回执',
      panel: () => <QueryView query={query} what="告知与回执">{(overview) => <SlipsTab overview={overview} search={search} mayIssue={mayIssue} onIssue={() => setDoing('issue')} onWaiver={askWaiver} />}</QueryView>,
    },
    {
      tab: 'waivers', label: '放弃声明',
      panel: () => <QueryView query={query} what="放弃声明">{(overview) => <WaiversTab rows={overview.rows} asked={asked} onAsked={() => setAsked(null)} />}</QueryView>,
    },
    ...(can('visit.read') ? [{
      tab: 'emergencies' as const, label: '应急', panel: () => <QueryView query={query} what="应急登记">{(overview) => <EmergenciesTab rows={overview.rows} />}</QueryView>,
    }] : []),
  ];
  return (
    <>
      <PageHeader
        title="告知与回执" subtitle={`${formatSchoolYear(schoolYearOf(term))}　每一名学生都要告知；放弃出于自愿，随时可以撤回；突发困难随时登记`}
        actions={tab === 'slips' && query.data !== undefined && issued && (
          <>
            {can('file.take') && <Button variant="default" onClick={() => setDoing('print')}>打印……</Button>}
            {mayIssue && <Button variant="default" onClick={() => setDoing('issue')}>另拟一份告知书</Button>}
          </>
        )}
      />
      <Tabs value={tab} keepMounted={false} className={classes['tabs']} onChange={(next) => go((next ?? 'slips') as LettersTab)}>
        <Tabs.List aria-label="告知的内容" mb="sm">{tabs.map((one) => <Tabs.Tab key={one.tab} value={one.tab}>{one.label}</Tabs.Tab>)}</Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one.tab} value={one.tab} className={classes['panel']} style={{ display: one.tab === tab ? 'flex' : 'none' }}>{one.tab === tab && one.panel()}</Tabs.Panel>
        ))}
      </Tabs>
      {doing === 'issue' && query.data !== undefined && <LetterDialog overview={query.data} onClose={() => setDoing(null)} />}
      {doing === 'print' && query.data !== undefined && <PrintDialog overview={query.data} onClose={() => setDoing(null)} />}
    </>
  );
}
