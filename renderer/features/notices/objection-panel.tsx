import { Alert, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ObjectionRound, ObjectionRow } from '#shared/contract/objections.ts';
import { objectionChannelNames, objectionOutcomeNames, objectionStepNames, replyTimingNames } from '#shared/text/objections.ts';
import type { ObjectionStep } from '#shared/domain/notice/objection.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { aboutWords, dueWords, objectionMood } from './data.ts';
import { ObjectionStepDialog } from './objection-steps.tsx';
import classes from './notices.module.css';

/** An objection whose answer has to be announced, with the classes concerned. */
export interface Announcing {
  readonly id: number;
  readonly no: string;
  readonly classes: readonly { readonly classId: number; readonly className: string }[];
}

/** 实名, and who it is at a click that is written down. */
function Objector({ row }: { readonly row: ObjectionRow }): ReactElement {
  const { schoolId } = useArchive();
  const [shown, setShown] = useState<{ id: number; text: string } | null>(null);
  const reveal = useCommand(client.objections.reveal, { onDone: ({ name, contact }) => setShown({ id: row.id, text: `${name}　${contact === '' ? '没有留联系方式' : contact}` }) });
  if (!row.named) return <>匿名</>;
  if (shown?.id === row.id) return <>实名：{shown.text}</>;
  return <>实名 <Button size="compact-xs" variant="default" disabled={reveal.isPending} onClick={() => reveal.mutate({ schoolId, objectionId: row.id })}>查看反映人</Button></>;
}

function Round({ round, label }: { readonly round: ObjectionRound; readonly label: string }): ReactElement {
  return (
    <>
      <dt>{label}期限</dt><dd className={classes['wide']}>{dueWords(round)}　{replyTimingNames[round.timing]}{round.body === '' ? '' : `　${round.body}`}</dd>
      {round.outcome !== null && <><dt>{label}结论</dt><dd className={classes['wide']}><b>{objectionOutcomeNames[round.outcome]}</b>　{round.answeredOn} {round.replyWay}。{round.finding}</dd></>}
    </>
  );
}

function Facts({ row }: { readonly row: ObjectionRow }): ReactElement {
  return (
    <dl className={classes['dates']}>
      <dt>公示</dt><dd className={classes['wide']}>{row.noticeNo}</dd>
      <dt>反映对象</dt><dd className={classes['wide']}>{aboutWords(row)}</dd>
      <dt>收到</dt><dd>{row.receivedOn}{row.afterPeriod ? '（公示期后）' : ''}</dd>
      <dt>方式</dt><dd>{objectionChannelNames[row.channel]}</dd>
      <dt>反映人</dt><dd className={classes['wide']}><Objector row={row} /></dd>
      <dt>内容</dt><dd className={classes['wide']}>{row.claim}</dd>
      {row.checkers.length > 0 && <><dt>核查人</dt><dd className={classes['wide']}>{row.checkers.join('、')}{row.onePerson ? '（也是原结果经办人：单人模式）' : ''}</dd></>}
      <Round round={row.answer} label="答复" />
      {row.revisions.map((one) => <Revision key={`${one.studentId} ${one.after}`} revision={one} />)}
      {row.reconsideration !== null && <Round round={row.reconsideration} label="复议" />}
    </dl>
  );
}

function Revision({ revision }: { readonly revision: ObjectionRow['revisions'][number] }): ReactElement {
  return <><dt>改动</dt><dd className={classes['wide']}>{revision.name}：{revision.before === '' ? '未认定' : revision.before} → {revision.after}（{revision.decidedOn}）</dd></>;
}

interface ObjectionPanelProps {
  readonly objectionId: number;
  readonly onAnnounce: (objection: Announcing) => void;
}

export function ObjectionPanel({ objectionId, onAnnounce }: ObjectionPanelProps): ReactElement {
  const { schoolId, can } = useArchive();
  const [step, setStep] = useState<ObjectionStep | null>(null);
  const query = useQuery(api.objections.get.queryOptions({ input: { schoolId, objectionId } }));
  const writable = can('objection.write');
  return (
    <QueryView query={query} what="异议">
      {(row) => (
        <div className={classes['scroll']} tabIndex={0} role="group" aria-label="异议内容">
          <section className="card padded" aria-label="异议和步骤">
            <Group justify="space-between" mb="xs"><b>{row.no}</b><StatusTag tone={objectionMood(row).tone}>{objectionMood(row).words}</StatusTag></Group>
            <Facts row={row} />
            {row.toAnnounce > 0 && (
              <Alert color="yellow" variant="light" p="xs" mt="xs">
                {row.toAnnounce} 名学生的认定改了，还没有重新公示。
                {can('notice.write') && <Button size="compact-sm" ml="xs" onClick={() => onAnnounce({ id: row.id, no: row.no, classes: row.announceClasses })}>重新公示</Button>}
              </Alert>
            )}
            {row.noticeKind === 'aid_list' && row.answer.outcome !== null && row.answer.outcome !== 'uphold' && (
              <Alert color="yellow" variant="light" p="xs" mt="xs">这一行不再算已公示。请到“应发”里重新计算或撤回这一笔，再公示。</Alert>
            )}
            <Group gap="xs" mt="sm" justify="flex-end">
              <FileButton print make={() => client.objections.printForm({ schoolId, objectionId })}>打印处理单</FileButton>
              {writable && row.steps.toReversed().map((one) => (
                <Button key={one} variant={one === 'withdraw' || (one === 'check' && row.state === 'checking') || one === 'reconsider' ? 'default' : 'filled'} onClick={() => setStep(one)}>
                  {one === 'check' && row.state === 'checking' ? '改核查人' : objectionStepNames[one]}
                </Button>
              ))}
            </Group>
          </section>
          <section className="card padded" aria-label="经过">
            <ol className={classes['events']}>
              {row.events.map((event) => <li key={`${event.onDate} ${event.sentence}`}>{event.onDate}　{event.sentence}<span className="dim small">　{event.by} 登记</span></li>)}
            </ol>
          </section>
          <section className="card padded" aria-label="佐证">
            <AttachmentList subject="objection" subjectId={objectionId} kinds={['核查佐证', '来信', '通话或谈话记录', '答复回执']} canWrite={writable} />
          </section>
          {step !== null && <ObjectionStepDialog row={row} step={step} onClose={() => setStep(null)} />}
        </div>
      )}
    </QueryView>
  );
}
