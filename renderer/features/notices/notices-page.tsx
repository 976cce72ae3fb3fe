import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { NoticeKind } from '#shared/domain/notice/notice-fields.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { ArchivePanel } from './archive-panel.tsx';
import { useNoticeList, useObjectionList } from './data.ts';
import { MakeNoticeDialog } from './make-notice-dialog.tsx';
import { NoticesPanel } from './notices-panel.tsx';
import { ObjectionsPanel } from './objections-panel.tsx';
import { ReceiveDialog } from './receive-dialog.tsx';
import type { NoticesTab } from './routes.ts';

const route = getRouteApi('/archive/notices');

/** What is to be made: a notice of a kind, or anew for what an objection changed. */
export interface Making {
  readonly kind: NoticeKind;
  readonly objection?: { readonly id: number; readonly no: string; readonly classes: readonly { readonly classId: number; readonly className: string }[] } | undefined;
}

export function NoticesPage(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const search = route.useSearch();
  const navigate = useNavigate();
  const notices = useNoticeList();
  const objections = useObjectionList();
  const settings = useQuery(api.settings.get.queryOptions({ input: { schoolId } })).data;
  const [making, setMaking] = useState<Making | null>(null);
  const [receiving, setReceiving] = useState<number | 'any' | null>(null);
  const tab: NoticesTab = search.tab === 'objections' && !can('objection.read') ? 'notices' : search.tab ?? 'notices';
  const go = (next: NoticesTab, chosen: { notice?: number; objection?: number } = {}): void => void navigate({ to: '/notices', search: { tab: next === 'notices' ? undefined : next, ...chosen } });
  const make = can('notice.write') && (
    <>
      <Button variant="default" onClick={() => setMaking({ kind: 'aid_list' })}>公示资助名单</Button>
      <Button onClick={() => setMaking({ kind: 'identification' })}>公示认定结果</Button>
    </>
  );
  const receive = can('objection.write') && (notices.data ?? []).some((row) => row.state !== 'draft') && <Button onClick={() => setReceiving('any')}>登记异议</Button>;
  const register = (objections.data ?? []).length > 0 && (
    <>
      {can('file.take') && <FileButton make={() => client.objections.exportXlsx({ schoolId, term })}>导出登记簿</FileButton>}
      <FileButton print make={() => client.objections.printRegister({ schoolId, term })}>打印登记簿</FileButton>
    </>
  );
  const actions: Readonly<Record<NoticesTab, ReactNode>> = { notices: make, objections: <>{register}{receive}</>, archive: undefined };
  const open = (objections.data ?? []).filter((row) => row.open).length;
  const lacking = (notices.data ?? []).filter((row) => row.evidenceLacking.length > 0).length;
  return (
    <>
      <PageHeader title="公示" subtitle={`${formatTerm(term)}　公示结束后，所列学生的应发才能批准`} actions={actions[tab]} />
      <Tabs
        value={tab} keepMounted={false} onChange={(next) => go((next ?? 'notices') as NoticesTab)}
        style={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}
      >
        <Tabs.List aria-label="公示的内容" mb="sm">
          <Tabs.Tab value="notices">公示 {notices.data?.length ?? ''}</Tabs.Tab>
          {can('objection.read') && <Tabs.Tab value="objections">异议 {objections.data === undefined ? '' : open > 0 ? `${open} 件待答复` : objections.data.length}</Tabs.Tab>}
          <Tabs.Tab value="archive">公示档案{lacking > 0 ? ` 缺 ${lacking}` : ''}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={tab} style={{ minHeight: 0, flex: 1, display: 'flex', flexDirection: 'column' }}>
          {tab === 'notices' && <NoticesPanel query={notices} chosen={search.notice} make={make} onChoose={(notice) => go('notices', { notice })} onReceive={setReceiving} />}
          {tab === 'objections' && (
            <ObjectionsPanel
              query={objections} chosen={search.objection} receive={receive} onChoose={(objection) => go('objections', { objection })}
              onAnnounce={(objection) => setMaking({ kind: 'identification', objection })}
            />
          )}
          {tab === 'archive' && <ArchivePanel query={notices} chosen={search.notice} onChoose={(notice) => go('archive', { notice })} />}
        </Tabs.Panel>
      </Tabs>
      {making !== null && settings !== undefined && (
        <MakeNoticeDialog making={making} days={settings.noticeDays} dayUnit={settings.noticeUnit} onMade={(notice) => go('notices', { notice })} onClose={() => setMaking(null)} />
      )}
      {receiving !== null && (
        <ReceiveDialog notices={(notices.data ?? []).filter((row) => row.state !== 'draft')} noticeId={receiving === 'any' ? null : receiving} onReceived={(objection) => go('objections', { objection })} onClose={() => setReceiving(null)} />
      )}
    </>
  );
}
