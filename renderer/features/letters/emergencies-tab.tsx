import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Emergency } from '#shared/contract/emergencies.ts';
import type { SlipRow } from '#shared/contract/letters.ts';
import { emergencyActTexts, emergencyKindTexts, emergencyStateTexts } from '#shared/text/letters.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { useEscape } from '#renderer/components/use-escape.ts';
import { EmergencyDialog, ReferDialog, StepDialog } from './emergency-dialogs.tsx';
import classes from './letters.module.css';

const tones = { open: 'warn', referred: 'plain', closed: 'good' } as const;

const columns: readonly DataColumn<Emergency>[] = [
  { id: 'name', title: '姓名', value: (row) => row.name, width: 100, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 110 },
  { id: 'state', title: '办理', kind: 'choice', value: (row) => emergencyStateTexts[row.state], width: 100, cell: (row) => <StatusTag tone={tones[row.state]}>{emergencyStateTexts[row.state]}</StatusTag> },
  { id: 'kind', title: '类别', kind: 'choice', value: (row) => emergencyKindTexts[row.kind], width: 100 },
  { id: 'happened', title: '发生', kind: 'date', value: (row) => row.happenedOn, width: 100 },
  { id: 'reported', title: '报告', kind: 'date', value: (row) => row.reportedOn, width: 100 },
  { id: 'reporter', title: '报告人', value: (row) => row.reportedBy, width: 130 },
  { id: 'steps', title: '经过', kind: 'number', value: (row) => row.steps.length, width: 60 },
  { id: 'what', title: '情况', value: (row) => row.what, width: 220, grow: true },
];

type Act = 'measure' | 'close' | 'reopen' | 'refer';

function EmergencySide({ emergency, mayWrite, onAct, onClose }: { readonly emergency: Emergency; readonly mayWrite: boolean; readonly onAct: (act: Act) => void; readonly onClose: () => void }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const holder = useEscape<HTMLElement>(onClose);
  return (
    <section ref={holder} className={`card padded ${classes['side']}`} aria-label={`${emergency.name}的应急登记`}>
      <div className={classes['bar']}><h2>{emergency.name}　{emergency.className}</h2><Button size="compact-sm" variant="default" onClick={onClose}>关上</Button></div>
      <dl className={classes['facts']}>
        <dt>类别</dt><dd>{emergencyKindTexts[emergency.kind]}</dd>
        <dt>发生</dt><dd>{emergency.happenedOn}</dd>
        <dt>报告</dt><dd>{emergency.reportedOn}　{emergency.reportedBy}　<span className="dim">{emergency.by} 登记</span></dd>
        <dt>情况</dt><dd>{emergency.what}</dd>
      </dl>
      <h3 style={{ marginTop: '0.5rem' }}>处理经过</h3>
      {emergency.steps.length === 0 ? <p className="dim small">还没有记过。</p> : (
        <ol className={classes['problems']} aria-label="处理经过">
          {emergency.steps.map((step, index) => <li key={index}>{step.onDate} <b>{emergencyActTexts[step.act]}</b>　{step.what}{step.doneBy === '' ? '' : `　${step.doneBy}`}</li>)}
        </ol>
      )}
      <div className={classes['chips']} style={{ margin: '0.5rem 0' }}>
        {mayWrite && emergency.next.filter((act) => act !== 'refer' || can('identification.write')).map((act) => (
          <Button key={act} variant={act === 'refer' ? 'filled' : 'default'} onClick={() => onAct(act)}>{act === 'measure' ? '记一条措施' : emergencyActTexts[act]}</Button>
        ))}
        {can('file.take') && <FileButton print make={() => client.emergencies.form({ schoolId, term, emergencyId: emergency.id })}>打印登记表</FileButton>}
        {emergency.state === 'referred' && <Link to={'/identification' as '/'} search={{ student: emergency.studentId } as never}>去看认定</Link>}
      </div>
      <AttachmentList subject="emergency" subjectId={emergency.id} kinds={['诊断或证明', '现场照片', '其他材料']} canWrite={mayWrite} />
    </section>
  );
}

/** 应急: disasters, illness and accidents, any day of the year. */
export function EmergenciesTab({ rows }: { readonly rows: readonly SlipRow[] }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.emergencies.list.queryOptions({ input: { schoolId, term } }));
  const [recording, setRecording] = useState(false);
  const [openId, setOpenId] = useState<number | null>(null);
  const [acting, setActing] = useState<Act | null>(null);
  const mayWrite = can('visit.write');
  const record = mayWrite && rows.length > 0 && <Button onClick={() => setRecording(true)}>登记应急</Button>;
  return (
    <QueryView query={query} what="应急登记">
      {({ emergencies }) => {
        const open = emergencies.find((one) => one.id === openId);
        return (
          <>
            <div className={classes['bar']}>
              <span className="dim small">灾害、重病、事故：随时登记，不等统一办理</span>
              <div className={classes['chips']}>{can('file.take') && <FileButton print make={() => client.emergencies.form({ schoolId, term })}>打印空白登记表</FileButton>}{emergencies.length > 0 && record}</div>
            </div>
            <div className="beside" style={{ flex: 1 }}>
              <DataTable
                label="应急登记" rows={emergencies} columns={columns} rowKey={(row) => String(row.id)} onOpen={(row) => setOpenId(row.id)} openHint="看经过和办理" maxHeight="calc(100vh - 17rem)"
                empty={<EmptyState title="本学年还没有应急登记" action={record}>家里遭了灾、得了重病、出了事故的学生，在这里登记：发生了什么、做了什么、要不要转入认定。</EmptyState>}
              />
              {open !== undefined && <EmergencySide key={open.id} emergency={open} mayWrite={mayWrite} onAct={setActing} onClose={() => setOpenId(null)} />}
            </div>
            {recording && <EmergencyDialog rows={rows} onClose={() => setRecording(false)} />}
            {open !== undefined && acting === 'refer' && <ReferDialog emergency={open} onClose={() => setActing(null)} />}
            {open !== undefined && acting !== null && acting !== 'refer' && <StepDialog emergency={open} act={acting} onClose={() => setActing(null)} />}
          </>
        );
      }}
    </QueryView>
  );
}
