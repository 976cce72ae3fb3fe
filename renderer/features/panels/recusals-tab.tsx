import { Button, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RecusalView } from '#shared/contract/meetings.ts';
import { recusalGroundTexts } from '#shared/text/panels.ts';
import { client } from '#renderer/bridge/client.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { useMeetingPlace } from './data.ts';
import type { MeetingPart } from './data.ts';
import classes from './panels.module.css';

function decisionTag({ decision, certain }: RecusalView): ReactElement {
  if (decision === null) return <StatusTag tone="warn">要您确认</StatusTag>;
  return decision === 'recused' ? <StatusTag tone="good">{certain ? '自动回避' : '回避'}</StatusTag> : <StatusTag>不用回避</StatusTag>;
}

/** Who keeps out of which case: certain by link, asked about by household, or by the member's own word. */
export function RecusalsTab({ meeting, editable }: MeetingPart): ReactElement {
  const place = useMeetingPlace(meeting.meetingId);
  const [dismissing, setDismissing] = useState<RecusalView | null>(null);
  const [declaring, setDeclaring] = useState(false);
  const decide = useCommand(client.meetings.decideRecusal, { done: '回避已登记' });
  const answer = (one: RecusalView) => ({ ...place, meetingCaseId: one.meetingCaseId, memberId: one.memberId });
  return (
    <>
      <div className={classes['bar']}>
        {editable && <Button variant="default" disabled={meeting.agenda.length === 0 || meeting.seats.length === 0} onClick={() => setDeclaring(true)}>登记本人提出的回避</Button>}
        <span className="dim small">学生本人、家长、亲属自动回避；同户、同名只是提示，确认了才算。回避的人不计入该案号的应到和到会。</span>
      </div>
      {meeting.recusals.length === 0
        ? <p className="dim">没有要回避的。家长代表、有亲属在校的教师，请在“评议机构”里登记亲属学生，程序才认得出。</p>
        : (
          <section className={`card ${classes['scroll']}`} aria-label="回避">
            <table className="plain" aria-label="回避">
              <thead><tr><th>案号</th><th>学生</th><th>成员</th><th>缘由</th><th>结果</th><th>说明</th>{editable && <th>操作</th>}</tr></thead>
              <tbody>
                {meeting.recusals.map((one) => (
                  <tr key={`${one.meetingCaseId} ${one.memberId}`}>
                    <td>{one.label}</td><td>{one.studentName}</td><td>{one.memberName}</td><td>{recusalGroundTexts[one.ground]}</td><td>{decisionTag(one)}</td><td>{one.reason}</td>
                    {editable && (
                      <td>
                        {!one.certain && (
                          <Group gap="xs" wrap="nowrap">
                            {one.decision !== 'recused' && <Button size="compact-sm" aria-label={`${one.label} ${one.memberName} 回避`}
                              onClick={() => decide.mutate({ ...answer(one), decision: 'recused' })}>回避</Button>}
                            {one.decision !== 'dismissed' && one.ground !== 'declared' && <Button size="compact-sm" variant="default"
                              aria-label={`${one.label} ${one.memberName} 不用回避`} onClick={() => setDismissing(one)}>不用回避</Button>}
                          </Group>
                        )}
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      {dismissing !== null && (
        <ReasonDialog
          title="不用回避" submitLabel="不用回避" label="为什么不用回避" sentence={`${dismissing.memberName} 与 ${dismissing.label} 号${recusalGroundTexts[dismissing.ground]}。确认不是亲属才选不用回避。`}
          onClose={() => setDismissing(null)} onSubmit={(reason) => decide.mutateAsync({ ...answer(dismissing), decision: 'dismissed', reason })}
        />
      )}
      {declaring && <DeclareDialog meeting={meeting} editable={editable} onClose={() => setDeclaring(false)} />}
    </>
  );
}

function DeclareDialog({ meeting, onClose }: MeetingPart & { readonly onClose: () => void }): ReactElement {
  const place = useMeetingPlace(meeting.meetingId);
  const [memberId, setMemberId] = useState<string | null>(null);
  const [meetingCaseId, setMeetingCaseId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const declare = useCommand(client.meetings.decideRecusal, { quiet: true, done: '回避已登记' });
  return (
    <FormDialog
      opened onClose={onClose} title="登记本人提出的回避" submitLabel="登记" submitDisabled={memberId === null || meetingCaseId === null}
      onSubmit={() => declare.mutateAsync({ ...place, memberId: Number(memberId), meetingCaseId: Number(meetingCaseId), decision: 'recused', reason })}
    >
      <Select label="成员" required searchable value={memberId} data={meeting.seats.map((seat) => ({ value: String(seat.memberId), label: seat.name }))} onChange={setMemberId} />
      <Select label="案号" required searchable value={meetingCaseId} data={meeting.agenda.map((one) => ({ value: String(one.meetingCaseId), label: one.label }))}
        onChange={setMeetingCaseId} />
      <TextInput label="说明" placeholder="如：舅甥" maxLength={100} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
