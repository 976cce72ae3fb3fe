import { Button, Tabs } from '@mantine/core';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MeetingView } from '#shared/contract/meetings.ts';
import { meetingMethodTexts, meetingPurposeTexts, meetingStateTexts } from '#shared/text/panels.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { AgendaTab } from './agenda-tab.tsx';
import { AttendanceTab } from './attendance-tab.tsx';
import { stateTones, useMeeting, useMeetingPlace } from './data.ts';
import type { MeetingPart } from './data.ts';
import { EntriesTab } from './entries-tab.tsx';
import { MeetingDialog } from './meeting-dialog.tsx';
import { MinutesTab } from './minutes-tab.tsx';
import classes from './panels.module.css';
import { RecusalsTab } from './recusals-tab.tsx';
import type { MeetingTab } from './routes.ts';

const route = getRouteApi('/archive/panels/meetings/$meetingId');

export function MeetingPage(): ReactElement {
  const { meetingId } = route.useParams();
  const query = useMeeting(Number(meetingId));
  return <QueryView query={query} what="评议会">{(meeting) => <Meeting key={meeting.meetingId} meeting={meeting} />}</QueryView>;
}

interface Part {
  readonly tab: MeetingTab;
  readonly label: string;
  readonly panel: (part: MeetingPart) => ReactElement;
}

function partsOf(meeting: MeetingView): readonly Part[] {
  const asked = meeting.recusals.filter((one) => one.decision === null).length;
  return [
    { tab: 'attendance', label: `到会 ${meeting.present}/${meeting.expected}`, panel: AttendanceTab },
    { tab: 'agenda', label: `议程 ${meeting.cases}`, panel: AgendaTab },
    { tab: 'recusals', label: asked > 0 ? `回避（${asked} 条待定）` : '回避', panel: RecusalsTab },
    { tab: 'entries', label: meeting.method === 'score' ? '打分和意见' : '投票和意见', panel: EntriesTab },
    { tab: 'minutes', label: '纪要和认定', panel: MinutesTab },
  ];
}

/** The first step that still lacks something. */
function nextTab(meeting: MeetingView): MeetingTab {
  if (meeting.state !== 'draft') return 'minutes';
  if (meeting.present === 0) return meeting.cases === 0 ? 'agenda' : 'attendance';
  if (meeting.cases === 0) return 'agenda';
  return meeting.recusals.some((one) => one.decision === null) ? 'recusals' : 'entries';
}

function Meeting({ meeting }: { readonly meeting: MeetingView }): ReactElement {
  const { can } = useArchive();
  const navigate = useNavigate();
  const place = useMeetingPlace(meeting.meetingId);
  const { tab } = route.useSearch();
  const [first] = useState(() => nextTab(meeting));
  const shown = tab ?? first;
  const [asking, setAsking] = useState<'edit' | 'discard' | null>(null);
  const discard = useCommand(client.meetings.discard, { quiet: true, done: '这次会议已作废', onDone: () => navigate({ to: '/panels', search: {} }) });
  const editable = can('identification.write') && meeting.state === 'draft';
  const parts = partsOf(meeting);
  const open = meeting.cases - meeting.proposed - meeting.heldOver;
  return (
    <>
      <PageHeader
        title={`第 ${meeting.no} 次评议会`} tags={<><StatusTag tone={stateTones[meeting.state]}>{meetingStateTexts[meeting.state]}</StatusTag><StatusTag>{meetingPurposeTexts[meeting.purpose]}</StatusTag></>}
        subtitle={`${meeting.panelName} · ${meeting.heldOn}${meeting.place === '' ? '' : ` · ${meeting.place}`} · ${meetingMethodTexts[meeting.method]}`}
        actions={(
          <>
            <Button variant="default" component={Link} to="/panels">全部会议</Button>
            {editable && <Button variant="subtle" color="red" onClick={() => setAsking('discard')}>作废</Button>}
            {editable && <Button variant="default" onClick={() => setAsking('edit')}>改会议资料</Button>}
          </>
        )}
      />
      <SummaryStrip
        label="会议情况"
        items={[
          { label: '应到', value: meeting.expected }, { label: '实到', value: meeting.present }, { label: '案号', value: meeting.cases },
          { label: '有意见', value: meeting.proposed, tone: 'good' },
          { label: '暂缓', value: meeting.heldOver }, { label: '还没有意见', value: open, tone: open > 0 && meeting.cases > 0 ? 'warn' : 'plain' },
          { label: '已认定', value: meeting.decided },
        ]}
      />
      <Tabs value={shown} keepMounted={false} className={classes['tabs']} mt="sm"
        onChange={(next) => void navigate({ to: '/panels/meetings/$meetingId', params: { meetingId: String(meeting.meetingId) }, search: { tab: (next ?? first) as MeetingTab } })}>
        <Tabs.List aria-label="会议的内容" mb="sm">{parts.map((part) => <Tabs.Tab key={part.tab} value={part.tab}>{part.label}</Tabs.Tab>)}</Tabs.List>
        {parts.map((part) => (
          <Tabs.Panel key={part.tab} value={part.tab} className={classes['panel']} style={{ display: part.tab === shown ? 'flex' : 'none' }}>
            {part.tab === shown && <part.panel meeting={meeting} editable={editable} />}
          </Tabs.Panel>
        ))}
      </Tabs>
      {asking === 'edit' && <MeetingDialog panels={[]} meeting={meeting} onClose={() => setAsking(null)} />}
      <ConfirmDialog
        opened={asking === 'discard'} onClose={() => setAsking(null)} title={`作废第 ${meeting.no} 次评议会`} submitLabel="作废"
          sentence={<b>将作废这次会议的 {meeting.cases} 个案号和已登记的票、意见；个案本身不动。</b>}
        onSubmit={() => discard.mutateAsync(place)}
      />
    </>
  );
}
