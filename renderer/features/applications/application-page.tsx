import { Button, Checkbox } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ApplicationView } from '#shared/contract/applications.ts';
import { isAtSchool } from '#shared/domain/applications/application-state.ts';
import { evaluateConsentNeed } from '#shared/domain/applications/guardian-consent.ts';
import { readApplication } from '#shared/domain/applications/read-application.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { tellDone } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import classes from './application.module.css';
import { rowStateText, rowStateTone, useApplicationRows } from './data.ts';
import { BasicSection, ContactSection, HouseholdSection, SignatureSection, SituationSection } from './form-sections.tsx';
import { PapersSection } from './papers-section.tsx';
import { SidePanel } from './side-panel.tsx';
import { useApplicationDraft } from './use-application-draft.ts';
import { focusPath, useWindowKeys, walkOnEnter } from './walk-fields.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const route = getRouteApi('/archive/applications/$studentId');

/** Kept while the program is open: a pile of forms is usually of one day, and whoever enters one enters the next. */
const habits = { appliedOn: '', goOn: true };

interface Neighbours {
  readonly place: string;
  readonly previous: number | null;
  readonly next: number | null;
}

function useNeighbours(view: ApplicationView): Neighbours {
  const rows = useApplicationRows().data ?? [];
  const mates = rows.filter((row) => row.classId === view.classId);
  const at = mates.findIndex((row) => row.studentId === view.studentId);
  return { place: at < 0 ? '' : `本班第 ${at + 1} 名，共 ${mates.length} 名`, previous: mates[at - 1]?.studentId ?? null, next: at < 0 ? null : mates[at + 1]?.studentId ?? null };
}

interface EditorProps {
  readonly view: ApplicationView;
  readonly onReset: () => void;
}

function ApplicationEditor({ view, onReset }: EditorProps): ReactElement {
  const { schoolId, term, today, can } = useArchive();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const neighbours = useNeighbours(view);
  const { draft, formId, savedAt, unsaved, change, keepNow, settle } = useApplicationDraft(view);
  const [dialog, setDialog] = useState<'correct' | 'withdraw' | 'discard' | null>(null);
  const [goOn, setGoOn] = useState(habits.goOn);
  const form = useRef<HTMLFormElement>(null);
  const readOnly = !can('identification.write') || !view.onRoll;
  const atSchool = view.state !== 'none' && isAtSchool(view.state);
  const ofPupil = { schoolId, term, studentId: view.studentId };
  const receive = useCommand(client.applications.receive, { quiet: true });
  const discard = useCommand(client.applications.discardDraft, { quiet: true, done: '已删去没有收下的内容' });
  const reading = useMemo(
    () => readApplication(draft, { register: { ...view.register, idNumber: null }, today, supportedGroups: view.supportedGroups }),
    [draft, view.register, view.supportedGroups, today]);
  // A number that is not shown whole can't be compared here; the core does it.
  const problems = reading.problems.filter((problem) => problem.path !== 'written.phone' || !view.register.phone.includes('*') || problem.severity === 'wrong');
  const consent = evaluateConsentNeed(view.register.stage, view.register.birthDate, reading.form.appliedOn ?? today);
  const go = (studentId: number | null): void => { if (studentId !== null) void navigate({ to: '/applications/$studentId', params: { studentId: String(studentId) } }); };

  useEffect(() => {
    focusPath('appliedOn');
    return () => void queries.invalidateQueries({ queryKey: api.applications.key() });
  }, [queries]);
  const takeIn = async (reason: string): Promise<void> => {
    await settle();
    // What was refused is still being typed: it is kept on.
    const { versionNo } = await receive.mutateAsync({ ...ofPupil, draft, reason }).catch((error: unknown) => { change(draft); throw error; });
    habits.appliedOn = draft.appliedOn;
    tellDone(versionNo > 1 && reason !== '' ? `已更正 ${view.name} 的申请表，原来的一份留着` : `已收下 ${view.name} 的申请表`);
    if (goOn) go(neighbours.next);
  };
  const submit = (event: Pick<Event, 'preventDefault'>): void => {
    event.preventDefault();
    if (readOnly || receive.isPending) return;
    if (atSchool) setDialog('correct');
    else takeIn('').catch(() => undefined);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.altKey && (event.key === 'PageDown' || event.key === 'PageUp')) {
      event.preventDefault();
      go(event.key === 'PageDown' ? neighbours.next : neighbours.previous);
    } else if (form.current?.contains(event.target as Node) !== true) return;
    else if (event.ctrlKey && event.key === 'Enter') submit(event);
    else walkOnEnter(event);
  };
  useWindowKeys(press);
  const isOpen = unsaved || savedAt !== null;
  const shownState = view.state === 'none' && isOpen ? 'draft' : view.state;
  const section = { view, draft, problems, readOnly, change };
  return (
    <>
      <PageHeader
        title={`${view.name} 的申请表`} tags={<StatusTag tone={rowStateTone(shownState)}>{rowStateText({ state: shownState, openDraft: atSchool && isOpen })}</StatusTag>}
        subtitle={`${view.className}　${neighbours.place}`}
        actions={(
          <>
            <Button variant="subtle" component={Link} to="/applications">回到名单</Button>
            <FileButton print make={async () => { await keepNow(); return client.applications.print({ ...ofPupil, content: view.state === 'none' && !isOpen ? 'prefilled' : 'filled' }); }}>打印这份表</FileButton>
            <Button variant="default" disabled={neighbours.previous === null} title="Alt+PageUp" onClick={() => go(neighbours.previous)}>上一名</Button>
            <Button variant="default" disabled={neighbours.next === null} title="Alt+PageDown" onClick={() => go(neighbours.next)}>下一名</Button>
          </>
        )}
      />
      {!view.onRoll && <p className="warn">这名学生不在读，申请表只能看，不能再收。</p>}
      <div className={classes['page']}>
        <div className={classes['form']}>
          <form ref={form} id="application" aria-label={`${view.name}的申请表`} noValidate onSubmit={submit} style={{ display: 'contents' }}>
            <fieldset disabled={readOnly} className={classes['fieldset']}>
              <BasicSection {...section} /><ContactSection {...section} /><HouseholdSection {...section} /><SituationSection {...section} /><SignatureSection {...section} consent={consent} />
            </fieldset>
            {!readOnly && (
              <>
                <FailureNotice error={dialog === null ? receive.error : null} />
                <div className={classes['bar']}>
                  <span className={`saved dim small ${classes['saved'] ?? ''}`} role="status">{unsaved ? '正在存草稿……' : savedAt === null ? '还没有改动' : `草稿已存 ${formatMoment(savedAt)}`}</span>
                  <Checkbox checked={goOn} label="收下后到下一名" onChange={(event) => { habits.goOn = event.currentTarget.checked; setGoOn(event.currentTarget.checked); }} />
                  {savedAt !== null && <Button variant="subtle" color="red" onClick={() => setDialog('discard')}>{atSchool ? '不更正了' : '删草稿'}</Button>}
                  {atSchool && <Button variant="default" onClick={() => setDialog('withdraw')}>撤回</Button>}
                  <Button type="submit" title="Ctrl+Enter" disabled={receive.isPending}>{atSchool ? '收下更正' : '收下'}</Button>
                </div>
              </>
            )}
          </form>
          <PapersSection view={view} formId={formId} canWrite={!readOnly} />
        </div>
        <SidePanel view={view} form={reading.form} problems={problems} />
      </div>
      {dialog === 'correct' && (
        <ReasonDialog
          title={`更正 ${view.name} 的申请表`} label="为什么更正" submitLabel="收下更正" sentence="原来收下的一份会留着，谁在什么时候改了什么都看得到。" onClose={() => setDialog(null)} onSubmit={takeIn}
        />
      )}
      {dialog === 'withdraw' && <WithdrawDialog view={view} onClose={() => setDialog(null)} />}
      {dialog === 'discard' && (
        <ConfirmDialog
          opened title={atSchool ? '不更正了' : '删去草稿'} submitLabel={atSchool ? '删去改动' : '删草稿'} sentence={`将删去 ${view.name} 的申请表里还没有收下的内容，不能恢复。`} onClose={() => setDialog(null)}
          onSubmit={async () => { await settle(); await discard.mutateAsync(ofPupil); onReset(); }}
        />
      )}
    </>
  );
}

/** One pupil's form: typed, checked while it is typed, taken in. */
export function ApplicationPage(): ReactElement {
  const { schoolId, term } = useArchive();
  const studentId = Number(route.useParams().studentId);
  const [resets, setResets] = useState(0);
  const query = useQuery(api.applications.get.queryOptions({ input: { schoolId, term, studentId } }));
  return (
    <QueryView query={query} what="申请表">
      {(view) => (
        <ApplicationEditor
          key={`${view.studentId} ${term} ${view.state} ${view.versions.length} ${resets}`} onReset={() => setResets(resets + 1)}
          view={view.draftFrom === 'register' && view.draft.appliedOn === '' ? { ...view, draft: { ...view.draft, appliedOn: habits.appliedOn } } : view}
        />
      )}
    </QueryView>
  );
}
