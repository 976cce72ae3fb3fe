import { Alert, Button, Checkbox } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { ImportPreview, PreviewRow } from '#shared/contract/imports.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { ProblemList } from '#renderer/components/problem-list.tsx';
import classes from './import-wizard.module.css';
import { previewColumns } from './preview-columns.tsx';
import { RowDialog } from './row-dialog.tsx';
import { SetAsideRows } from './understand-step.tsx';
import { dayOf } from './understood-words.ts';
import { shownRows } from './use-import.ts';
import type { Bucket, ImportWork } from './use-import.ts';

interface PreviewStepProps {
  readonly work: ImportWork;
  readonly preview: ImportPreview;
  readonly ownDecisions: ReactNode;
}

const problemBuckets: readonly Bucket[] = ['look', 'wrong'];
const chipWords: readonly (readonly [Bucket, string])[] = [['ok', '行可以导入'], ['look', '行要您看一眼'], ['wrong', '行有错']];

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [role="dialog"], [contenteditable]') !== null;
}

/** F shows only the rows with problems, and all of them again. */
function useProblemKey(toggle: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      toggle();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [toggle]);
}

function BucketChips({ work, preview }: { readonly work: ImportWork; readonly preview: ImportPreview }): ReactElement {
  const { only } = work.state;
  const pressed = (bucket: Bucket): boolean => only.length === 1 && only[0] === bucket;
  return (
    <div className={classes['chips']} role="group" aria-label="按结果筛选">
      {chipWords.map(([bucket, words]) => (
        <button
          key={bucket} type="button" className={`${classes['chip']} ${classes[bucket]}`} aria-pressed={pressed(bucket)}
          onClick={() => work.change({ only: pressed(bucket) ? [] : [bucket] })}
        >
          {preview.buckets[bucket].toLocaleString('zh-CN')} {words}
        </button>
      ))}
      {preview.counts.map(({ key, label, count }) => <span key={key} className={classes['count']}>{label} {count.toLocaleString('zh-CN')}</span>)}
    </div>
  );
}

function Cautions({ work, preview }: { readonly work: ImportWork; readonly preview: ImportPreview }): ReactElement {
  const { importedBefore, buckets, rowCount } = preview;
  return (
    <>
      <ProblemList problems={[...preview.fileProblems, ...preview.notes]} most={6} />
      {importedBefore && (
        <Alert color="red" variant="light" title={`这个文件在 ${dayOf(importedBefore.at)} 已经导入过（${importedBefore.name}），内容一字不差。`}>
          {importedBefore.mayRepeat
            ? <Checkbox label="仍要再导入一次" checked={work.state.again} onChange={(event) => work.change({ again: event.currentTarget.checked })} />
            : '不会再导入一次。要更正数据，请导入改过的文件。'}
        </Alert>
      )}
      {buckets.wrong > 0 && preview.mayLeaveOutWrongRows && (
        <Checkbox
          label={`有错的 ${buckets.wrong} 行不导入，只导入其余 ${rowCount - buckets.wrong} 行`} checked={work.state.leaveOut}
          onChange={(event) => work.change({ leaveOut: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

/** Step 3: every row with what we understood, every problem in its cell, and the sum that proves no row is lost. */
export function PreviewStep({ work, preview, ownDecisions }: PreviewStepProps): ReactElement {
  const [openRow, setOpenRow] = useState<PreviewRow | null>(null);
  const [everyColumn, setEveryColumn] = useState(false);
  const { only, rowChoices } = work.state;
  const onlyProblems = only.length === problemBuckets.length;
  useProblemKey(() => work.change({ only: onlyProblems ? [] : problemBuckets }));
  const columns = useMemo(() => previewColumns(preview, rowChoices, everyColumn), [preview, rowChoices, everyColumn]);
  const hasUnmapped = preview.columns.some(({ field, heading }) => field === null && heading !== '');
  return (
    <div className={classes['body']}>
      <Cautions work={work} preview={preview} />
      {ownDecisions}
      <DataTable
        label="导入预览" rows={preview.rows} columns={columns} rowKey={(row) => String(row.row)} onOpen={setOpenRow} openHint="看这一行、作选择" wrap
        tools={(
          <>
            <BucketChips work={work} preview={preview} />
            <Button variant="default" aria-pressed={onlyProblems} onClick={() => work.change({ only: onlyProblems ? [] : problemBuckets })}>
              {onlyProblems ? '看全部行' : '只看有问题的'} <kbd>F</kbd>
            </Button>
            {hasUnmapped && <Button variant="subtle" onClick={() => setEveryColumn(!everyColumn)}>{everyColumn ? '只看导入的列' : '看文件的全部列'}</Button>}
          </>
        )}
      />
      {preview.rows.length === 0 && <p className="dim">没有这样的行。按 F 看全部行。</p>}
      {preview.rowsMatching > shownRows && <p className="dim small">这里只列出前 {shownRows.toLocaleString('zh-CN')} 行；各项计数是整个文件的，导入的也是整个文件。</p>}
      <SetAsideRows preview={preview} />
      <RowDialog
        preview={preview} row={openRow} chosen={openRow === null ? undefined : rowChoices[String(openRow.row)]} onClose={() => setOpenRow(null)}
        onChoose={(key) => { if (openRow !== null) work.change({ rowChoices: { ...rowChoices, [String(openRow.row)]: key } }); }}
      />
    </div>
  );
}
