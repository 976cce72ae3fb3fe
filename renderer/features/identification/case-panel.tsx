import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatTermShort, schoolYearOf } from '#shared/domain/calendar/term.ts';
import { meetingStateTexts, panelLevelTexts } from '#shared/text/panels.ts';
import { procedureStepTexts, stepStateTexts } from '#shared/text/procedure.ts';
import { caseEventTexts, caseStateTexts, routeTexts } from '#shared/text/identification.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { ScoreStory } from '#renderer/components/score-story.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { useEscape } from '#renderer/components/use-escape.ts';
import { WhyPanel } from '#renderer/components/why-panel.tsx';
import type { Reason } from '#renderer/components/why-panel.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import { CaseVisits } from './case-visits.tsx';
import classes from './register.module.css';

type Story = Awaited<ReturnType<typeof client.identification.explain>>;

/** 免申即享 is confirmed by the family afterwards; until then that is still to be asked for. */
function familyWords({ route, familyConfirmedOn }: NonNullable<Story['case']>): string {
  if (familyConfirmedOn !== null) return `，家庭 ${familyConfirmedOn} 签字确认`;
  return route === 'automatic_entitlement' ? '，家庭还没有签字确认' : '';
}

function reasonsOf(story: Story): Reason[] {
  const grades = story.determinations.toReversed().map((one): Reason => ({
    subject: one.inForce ? '认定' : '原认定', sentence: `${one.sentence}，${formatTermShort(one.effectiveTerm)}起`,
    ...(one.fileName === null ? {} : { source: `${one.fileName} 第 ${one.rowNo} 行` }),
    ...(one.inForce ? { mark: { tone: 'good' as const, text: '现行' } } : {}),
  }));
  const groups = story.groups.flatMap((group) => group.reasons.map((reason): Reason => ({
    subject: group.label, sentence: [reason.sentence, ...reason.differences.map((text) => `（${text}）`)].join(''),
    ...(reason.removed !== null
      ? { mark: { tone: 'bad' as const, text: `${reason.removed.by} 撤下：${reason.removed.reason}` } }
      : group.riskCleared === 'yes' ? { mark: { tone: 'warn' as const, text: '风险已消除，由认定机构裁量' } }
        : group.evidenceState === 'asked' ? { mark: { tone: 'warn' as const, text: group.asks.join('；') } } : {}),
  })));
  const route: Reason[] = story.case === null ? [] : [{
    subject: '途径', sentence: `${routeTexts[story.case.route]}${story.case.appliedOn === null ? '' : `，${story.case.appliedOn} 申请`}${familyWords(story.case)}，现在：${caseStateTexts[story.case.state]}`,
  }];
  return [...grades, ...route, ...groups];
}

const stepTones = { done: 'good', missing: 'bad', ahead: 'plain', not_asked: 'plain' } as const;

/** The procedure of the year, step by step: what is there, what is missing, and dates that stand in the wrong order. */
function StepStrip({ procedure }: { readonly procedure: Story['procedure'] }): ReactElement {
  return (
    <section aria-label="办理步骤" className="small">
      <p className="dim" title={procedure.source}>办理步骤（{procedure.name}）</p>
      {procedure.steps.filter((one) => one.state !== 'not_asked').map((one) => (
        <div key={one.step} className={classes['step']}>
          <span>{procedureStepTexts[one.step]}{one.mode === 'required' ? '（必须）' : ''}</span>
          <StatusTag tone={stepTones[one.state]}>
            {stepStateTexts[one.state]}{one.onDate === null ? '' : ` ${one.onDate}`}{one.until === null ? '' : `～${one.until}`}{one.times > 1 ? `，共 ${one.times} 次` : ''}
          </StatusTag>
        </div>
      ))}
      {procedure.inversions.map((sentence) => <p key={sentence} role="alert" className="bad">{sentence}</p>)}
    </section>
  );
}

/** What the bodies said: level, day, number, opinion and who kept out. */
function Reviews({ studentId }: { readonly studentId: number }): ReactElement | null {
  const { schoolId, term } = useArchive();
  const rows = useQuery(api.meetings.ofStudent.queryOptions({ input: { schoolId, studentId, schoolYear: schoolYearOf(term) } })).data ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-label="评议" className="small">
      <p className="dim">评议</p>
      {rows.map((row) => (
        <div key={row.meetingId}>
          {row.heldOn} {panelLevelTexts[row.level]}评议（<Link to={`/panels/meetings/${row.meetingId}` as '/'}>第 {row.no} 次</Link>，{row.label} 号，{meetingStateTexts[row.state]}）：{row.words}{row.reason === '' ? '' : `；${row.reason}`}
          {row.recusals.length > 0 && <span className="dim">　回避：{row.recusals.join('、')}</span>}
        </div>
      ))}
    </section>
  );
}

function RemoveDialog({ caseGroupId, label, onClose }: { readonly caseGroupId: number; readonly label: string; readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const [reason, setReason] = useState('');
  const remove = useCommand(client.identification.removeEvidence, { quiet: true, done: `已撤下“${label}”的依据` });
  return (
    <FormDialog
      opened onClose={onClose} danger title={`撤下“${label}”的依据`} submitLabel="撤下" submitDisabled={reason.trim() === ''}
      sentence="将撤下这 1 条依据，原来的记录留着并写明原因；等级不会自动改变。" onSubmit={() => remove.mutateAsync({ schoolId, caseGroupId, reason })}
    >
      <TextInput label="原因" required placeholder="如：低保 9 月已停" value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}

/** Why a pupil stands as he does: decisions, route, and each group down to the row of the file and who confirmed it. */
export function CasePanel({ studentId, onClose }: { readonly studentId: number; readonly onClose: () => void }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.identification.explain.queryOptions({ input: { schoolId, studentId, schoolYear: schoolYearOf(term) }, placeholderData: (before) => before }));
  const [removing, setRemoving] = useState<{ readonly caseGroupId: number; readonly label: string } | null>(null);
  const holder = useEscape<HTMLDivElement>(onClose);
  return (
    <div className={classes['panel']} ref={holder}>
      <QueryView query={query} what="依据">
        {(story) => {
          const grade = story.determinations.find((one) => one.inForce)?.grade;
          const live = story.groups.flatMap((group) => group.reasons.filter((reason) => reason.removed === null).map((reason) => ({ caseGroupId: reason.caseGroupId, label: group.label })));
          return (
            <WhyPanel title={`${story.name}　${story.className}：${grade === undefined ? '还没有认定' : `为何是${grade}`}`} reasons={reasonsOf(story)}>
              {story.case === null && <p className="dim">这名学生本学年没有认定个案。勾选后可以登记申请和依据，或从名单建个案。</p>}
              <Group gap="xs">
                <Button variant="default" onClick={onClose}>关上</Button>
                {can('dossier.read') && <Button variant="default" component={Link} to={`/dossier/${studentId}` as '/'}>一生一档</Button>}
                {story.case !== null && <FileButton print make={() => client.registers.printResponsibility({ schoolId, studentId, schoolYear: schoolYearOf(term) })}>责任追溯表</FileButton>}
                {can('identification.write') && live.map((one) => (
                  <Button key={one.caseGroupId} variant="subtle" color="red" onClick={() => setRemoving(one)}>撤下“{one.label}”的依据</Button>
                ))}
              </Group>
              {story.warnings.map((sentence) => <p key={sentence} role="status" className="warn small">! {sentence}</p>)}
              <StepStrip procedure={story.procedure} />
              <CaseVisits studentId={studentId} />
              <Reviews studentId={studentId} />
              <ScoreStory studentId={studentId} quietWhenNone />
              {story.events.length > 0 && (
                <details className="small">
                  <summary className="dim">经过（{story.events.length} 步）</summary>
                  {story.events.map((event, index) => (
                    <div key={index}>{event.onDate ?? formatMoment(event.at)} {caseEventTexts[event.event]} → {caseStateTexts[event.toState]}{event.note === '' ? '' : `（${event.note}）`}　<span className="dim">{event.by}</span></div>
                  ))}
                </details>
              )}
            </WhyPanel>
          );
        }}
      </QueryView>
      {removing !== null && <RemoveDialog {...removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}
