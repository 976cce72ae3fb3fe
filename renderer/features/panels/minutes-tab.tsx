import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MeetingView } from '#shared/contract/meetings.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { ProblemList } from '#renderer/components/problem-list.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import { CorrectDialog } from './correct-dialog.tsx';
import { useMeetingPlace } from './data.ts';
import type { MeetingPart } from './data.ts';
import { DecideDialog } from './decide-dialog.tsx';
import classes from './panels.module.css';

/** Closing, signing and correcting the minutes; their papers; and the determinations made on them. */
export function MinutesTab({ meeting, editable }: MeetingPart): ReactElement {
  const { can } = useArchive();
  const place = useMeetingPlace(meeting.meetingId);
  const may = can('identification.write');
  return (
    <div className="beside">
      <div className={classes['stack']}>
        {meeting.state === 'draft' ? <Closing meeting={meeting} editable={editable} /> : <Closed meeting={meeting} may={may} />}
        {meeting.corrections.length > 0 && <Corrections meeting={meeting} />}
      </div>
      <aside className={classes['side']} aria-label="打印和附件">
        {can('file.take') && (
          <section className="card padded" aria-label="打印">
            <h2>打印</h2>
            <div className={classes['stack']}>
              <FileButton print make={() => client.meetings.printMinutes(place)}>{meeting.state === 'draft' ? '打印会议纪要（草稿）' : '打印会议纪要'}</FileButton>
              <FileButton print make={() => client.meetings.printAttendance(place)}>打印签到表</FileButton>
              {may && <FileButton print make={() => client.meetings.printKey(place)}>打印案号对照表（密封）</FileButton>}
            </div>
          </section>
        )}
        <section className="card padded" aria-label="附件"><h2>附件</h2><AttachmentList subject="meeting" subjectId={meeting.meetingId}
          kinds={['签字纪要', '签到表', '选票', '会议照片', '其他']} canWrite={may} /></section>
      </aside>
    </div>
  );
}

function Closing({ meeting, editable }: MeetingPart): ReactElement {
  const place = useMeetingPlace(meeting.meetingId);
  const check = useQuery(api.meetings.checkClosing.queryOptions({ input: place }));
  const close = useCommand(client.meetings.close, { quiet: true, done: '纪要已定稿，请打印、签字、扫描放进来' });
  const [asking, setAsking] = useState(false);
  return (
    <section className="card padded" aria-label="定稿">
      <h2>定稿</h2>
      <QueryView query={check} what="定稿检查">
        {({ problems, warnings }) => (
          <div className={classes['stack']}>
            {problems.length === 0
              ? <p><StatusTag tone="good">可以定稿</StatusTag>　{meeting.proposed} 个案号有意见，{meeting.heldOver} 个暂缓。</p>
              : <><p><StatusTag tone="bad">{`还差 ${problems.length} 处`}</StatusTag></p><ProblemList problems={problems} /></>}
            {warnings.length > 0 && <ul className={classes['list']} aria-label="提示">{warnings.map((sentence) => <li key={sentence} className="warn">{sentence}</li>)}</ul>}
            {editable && <div><Button disabled={problems.length > 0} onClick={() => setAsking(true)}>定稿</Button></div>}
          </div>
        )}
      </QueryView>
      <ConfirmDialog
        opened={asking} onClose={() => setAsking(false)} title="定稿" submitLabel="定稿" onSubmit={() => close.mutateAsync(place)}
        sentence={<b>将定稿第 {meeting.no} 次会议：{meeting.cases} 个案号，其中有意见 {meeting.proposed} 个、暂缓 {meeting.heldOver} 个。定稿后到会、票数、意见都不能改，只能写更正。</b>}
      />
    </section>
  );
}

function Closed({ meeting, may }: { readonly meeting: MeetingView; readonly may: boolean }): ReactElement {
  const [asking, setAsking] = useState<'sign' | 'correct' | 'decide' | null>(null);
  const waiting = meeting.agenda.filter((one) => one.current.grade !== null && one.decidedGrade !== one.current.grade).length;
  return (
    <section className="card padded" aria-label="纪要">
      <h2>纪要</h2>
      <div className={classes['stack']}>
        <p>{meeting.closedBy} {formatMoment(meeting.closedAt ?? '')} 定稿{meeting.signedOn === null ? '，等签字扫描件' : `，${meeting.signedOn} 签字`}。</p>
        <p>{waiting === 0 ? `有意见的 ${meeting.proposed} 个案号都已认定。` : `还有 ${waiting} 个案号可以按评议结果认定；人数没有上限。`}</p>
        {may && (
          <div className={classes['bar']}>
            <Button disabled={meeting.proposed === 0} variant={waiting > 0 ? 'filled' : 'default'} onClick={() => setAsking('decide')}>按评议结果认定</Button>
            {meeting.state === 'closed' && <Button variant="default" onClick={() => setAsking('sign')}>签字归档</Button>}
            <Button variant="default" onClick={() => setAsking('correct')}>写更正</Button>
          </div>
        )}
      </div>
      {asking === 'sign' && <SignDialog meeting={meeting} onClose={() => setAsking(null)} />}
      {asking === 'correct' && <CorrectDialog meeting={meeting} onClose={() => setAsking(null)} />}
      {asking === 'decide' && <DecideDialog meeting={meeting} onClose={() => setAsking(null)} />}
    </section>
  );
}

function SignDialog({ meeting, onClose }: { readonly meeting: MeetingView; readonly onClose: () => void }): ReactElement {
  const place = useMeetingPlace(meeting.meetingId);
  const [signedOn, setSignedOn] = useState<IsoDate | null>(meeting.heldOn);
  const sign = useCommand(client.meetings.sign, { quiet: true, done: '已签字归档' });
  return (
    <FormDialog
      opened onClose={onClose} title="签字归档" submitLabel="签字归档" submitDisabled={signedOn === null} sentence="先把签字后的纪要扫描件放进“附件”（种类选“签字纪要”）。以后再更正，要重新签字。"
      onSubmit={async () => (signedOn === null ? false : sign.mutateAsync({ ...place, signedOn }))}
    >
      <DateInput label="签字日期" required value={signedOn} onChange={setSignedOn} />
    </FormDialog>
  );
}

function Corrections({ meeting }: { readonly meeting: MeetingView }): ReactElement {
  return (
    <section className="card" aria-label="更正">
      <table className="plain" aria-label="更正">
        <thead><tr><th>案号</th><th>更正</th><th>原因</th><th>更正人</th></tr></thead>
        <tbody>
          {meeting.corrections.map((one) => <tr key={one.id}><td>{one.label ?? '全会'}</td><td>{one.words}</td><td>{one.reason}</td><td>{one.by}，{formatMoment(one.at)}</td></tr>)}
        </tbody>
      </table>
    </section>
  );
}
