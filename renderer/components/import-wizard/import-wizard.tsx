import { Alert, Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { ImportPreview, ImportPurposeKey, ImportResult } from '#shared/contract/imports.ts';
import type { Permission } from '#shared/domain/access/permission.ts';
import { accessWords } from '#shared/text/access.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { FileDrop } from '#renderer/components/file-drop.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { WorkProgress } from '#renderer/components/work-progress.tsx';
import { DoneStep } from './done-step.tsx';
import classes from './import-wizard.module.css';
import { PreviewStep } from './preview-step.tsx';
import { UnderstandStep } from './understand-step.tsx';
import { understoodWords } from './understood-words.ts';
import { useImport } from './use-import.ts';
import type { ImportWork } from './use-import.ts';

export interface OwnDecisions {
  readonly preview: ImportPreview;
  /** What the purpose's own part has decided so far; sent as `decisions.own`. */
  readonly own: Readonly<Record<string, unknown>>;
  readonly setOwn: (own: Readonly<Record<string, unknown>>) => void;
}

export interface ImportWizardProps {
  readonly purpose: ImportPurposeKey;
  /** What is imported: “学生名册”. */
  readonly subject: string;
  /** What belongs here and where it comes from, one or two sentences. */
  readonly hint: string;
  /** The purpose's own settings, and the form for them; shown in the first two steps. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly optionsForm?: ReactNode;
  /** False while the form lacks something the core can't do without. */
  readonly optionsReady?: boolean;
  /** The purpose's own part of the preview, e.g. what to do with pupils who are gone. */
  readonly ownDecisions?: (decisions: OwnDecisions) => ReactNode;
  /** Added to the confirmation, in numbers. */
  readonly confirmWords?: (preview: ImportPreview) => string;
  /** The next steps once it is in. */
  readonly next?: (result: ImportResult) => ReactNode;
  /** Where a leave button goes. */
  readonly onLeave?: () => void;
}

const steps = ['选文件', '看懂了什么', '逐行预览', '导入'] as const;
type Step = 1 | 2 | 3 | 4;

const noOptions = {};

const needs: Readonly<Record<ImportPurposeKey, Permission>> = {
  roster: 'roster.write', department_list: 'lists.write', determinations: 'identification.write', payee_accounts: 'payee.write',
  staff_accounts: 'payee.write', bank_return: 'return.write', system_export: 'comparison.write', template: 'comparison.write',
  score_sheet: 'identification.write',
  attendance_sheet: 'entitlement.propose',
  home_visits: 'visit.write',
  application_summary: 'identification.write',
  negative_list: 'verification.write',
  money_statement: 'ledger.write',
};

function StepList({ current }: { readonly current: Step }): ReactElement {
  return (
    <ol className={classes['steps']} aria-label={`第 ${current} 步，共 4 步`}>
      {steps.map((name, index) => (
        <li key={name} className={`${classes['step']} ${index + 1 === current ? classes['current'] : ''}`} {...(index + 1 === current ? { 'aria-current': 'step' as const } : {})}>
          <span className={classes['number']} aria-hidden="true">{index + 1}</span>{name}
        </li>
      ))}
    </ol>
  );
}

/** Why the file can't be imported as it stands; null when it can. */
function obstacle(preview: ImportPreview, { state }: ImportWork): string | null {
  const { buckets, importedBefore } = preview;
  if (preview.fileProblems.length > 0 || !preview.analysed) return '先改好上面的问题';
  if (importedBefore && !(importedBefore.mayRepeat && state.again)) return '这个文件已导入过';
  if (buckets.wrong > 0 && !state.leaveOut) return `等 ${buckets.wrong} 行改好后导入`;
  if (preview.rowCount - buckets.wrong === 0 && preview.rowCount > 0) return '没有可以导入的行';
  const open = preview.rows.filter((row) => row.bucket !== 'wrong' && row.choices.length > 0 && row.defaultChoice === null && state.rowChoices[String(row.row)] === undefined);
  return open.length > 0 ? `先选好 ${open.length} 行` : null;
}

function confirmSentence(preview: ImportPreview, words: string): string {
  const { ok, look, wrong } = preview.buckets;
  const left = wrong > 0 ? `；有错的 ${wrong} 行不导入` : '';
  return `将导入“${preview.fileName}”的 ${(ok + look).toLocaleString('zh-CN')} 行（可以导入 ${ok} 行，要您看一眼 ${look} 行）${left}。要么全部写入，要么一行也不写。${words}`;
}

/** The import, or why this account has none: said before a file is chosen, not after. */
export function ImportWizard(props: ImportWizardProps): ReactElement {
  const { can, signedIn } = useArchive();
  const need = needs[props.purpose];
  if (can(need)) return <ImportSteps {...props} />;
  return (
    <>
      <PageHeader title={`导入${props.subject}`} />
      <EmptyState title="这个账号不能导入" action={props.onLeave && <Button variant="default" onClick={props.onLeave}>返回</Button>}>
        {accessWords(signedIn.role, need)}请由管理员或经办的账号导入。
      </EmptyState>
    </>
  );
}

/**
 * The four steps every import takes: choose → what was understood → preview → confirm. A header that was confirmed once goes
 * straight to the preview.
 */
function ImportSteps(props: ImportWizardProps): ReactElement {
  const { purpose, subject, hint, options = noOptions, optionsReady = true } = props;
  const work = useImport(purpose, options, optionsReady);
  const [columnsSeen, setColumnsSeen] = useState<boolean | null>(null);
  const [asking, setAsking] = useState(false);
  const [operationId, setOperationId] = useState('');
  const { data: preview, error, isFetching } = work.preview;
  const shown = work.state.chosen === null ? undefined : preview;
  const result = work.confirm.data;
  const understood = columnsSeen ?? (shown !== undefined && shown.mappingFrom === 'remembered' && shown.fileProblems.length === 0);
  const step: Step = result ? 4 : shown === undefined ? 1 : understood ? 3 : 2;

  const choose = (file: File): void => {
    setColumnsSeen(null);
    work.choose(file);
  };
  const startOver = (): void => {
    setColumnsSeen(null);
    work.startOver();
  };
  const confirm = async (): Promise<void> => {
    const id = newOperationId();
    setOperationId(id);
    await work.confirm.mutateAsync(id);
  };
  const hindrance = shown === undefined ? null : obstacle(shown, work);
  const wizard = useRef<HTMLDivElement>(null);
  // Each step begins where its work is: the columns by the button that says they are right, the preview by its rows.
  useEffect(() => {
    const begins = { 2: 'button[data-next]', 3: '[role=grid]', 4: '[data-done] :is(a, button)' } as const;
    if (step !== 1) wizard.current?.querySelector<HTMLElement>(begins[step])?.focus();
  }, [step]);

  return (
    <div className={classes['wizard']} ref={wizard}>
      <PageHeader
        title={shown === undefined ? `导入${subject}` : `导入：${shown.fileName}`}
        subtitle={shown === undefined ? hint : `${subject} · ${understoodWords(shown)}`}
        actions={(
          <>
            {step === 4 && <Button variant="default" onClick={startOver}>再导入一个文件</Button>}
            {(step === 2 || step === 3) && <Button variant="default" onClick={startOver}>换一个文件</Button>}
            {step === 3 && shown !== undefined && (shown.buckets.wrong > 0 || shown.buckets.look > 0) && (
              <FileButton make={work.errorCopy}>另存为带“错误原因”的副本</FileButton>
            )}
            {step === 3 && <Button variant="default" onClick={() => setColumnsSeen(false)}>返回改列</Button>}
            {step === 2 && <Button data-next disabled={shown?.analysed !== true || isFetching} onClick={() => setColumnsSeen(true)}>列都对，看预览</Button>}
            {step === 3 && shown !== undefined && (
              <Button disabled={hindrance !== null || isFetching} onClick={() => setAsking(true)}>
                {hindrance ?? `导入 ${(shown.buckets.ok + shown.buckets.look).toLocaleString('zh-CN')} 行`}
              </Button>
            )}
            {props.onLeave && step === 1 && <Button variant="default" onClick={props.onLeave}>返回</Button>}
          </>
        )}
      />
      <StepList current={step} />
      {step < 3 && props.optionsForm}
      {work.state.chosen !== null && isFetching && <p className="dim" role="status">正在读“{work.state.chosen.file.name}”……</p>}
      {work.state.chosen !== null && error !== null && <FailureNotice error={error} />}
      {step === 1 && !optionsReady && <Alert color="brand" variant="light" title="请先填好上面的设置，再选文件。" />}
      {step === 1 && optionsReady && !(work.state.chosen !== null && isFetching) && <FileDrop title={`把${subject}的文件拖到这里`} onFile={choose} />}
      {step === 2 && shown !== undefined && <UnderstandStep work={work} preview={shown} />}
      {step === 3 && shown !== undefined && (
        <PreviewStep
          work={work} preview={shown}
          ownDecisions={props.ownDecisions?.({ preview: shown, own: work.state.own, setOwn: (own) => work.change({ own }) }) ?? null}
        />
      )}
      {result && <DoneStep result={result} next={props.next?.(result)} />}
      {shown !== undefined && (
        <ConfirmDialog
          opened={asking} onClose={() => setAsking(false)} title={`导入${subject}`} submitLabel="导入"
          sentence={confirmSentence(shown, props.confirmWords?.(shown) ?? '')} onSubmit={confirm}
        />
      )}
      {work.confirm.isPending && <WorkProgress operationId={operationId} what="导入" />}
    </div>
  );
}
