import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ApplicationFileRow } from '#shared/contract/applications.ts';
import { formLayouts } from '#shared/domain/applications/form-layout.ts';
import { client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { WorkProgress } from '#renderer/components/work-progress.tsx';
import classes from './application.module.css';
import { PileOptions } from './pile-options.tsx';
import type { Pile } from './pile-options.tsx';

type Row = ApplicationFileRow & { readonly key: string };

const actionWords = { receive: '收下', correct: '更正', same: '没有变化', draft: '存为草稿' } as const;

/** Where it stands, what is wrong: the sheet and cell as Excel names them. */
function problemText(row: Row): string {
  return row.problems.map((problem) => `${problem.cell ? `${problem.cell}：` : ''}${problem.sentence}`).join('；');
}

const columns: readonly DataColumn<Row>[] = [
  { id: 'file', title: '文件', value: (row) => row.fileName, width: 200, frozen: true, total: 'count' },
  { id: 'layout', title: '样式', kind: 'choice', value: (row) => (row.layout === null ? null : formLayouts[row.layout].name), width: 160 },
  { id: 'pupil', title: '学生', value: (row) => (row.name === '' ? null : `${row.className} ${row.name}`), width: 150 },
  {
    id: 'action', title: '将', kind: 'choice', value: (row) => (row.action === null ? '不能收' : actionWords[row.action]), width: 100,
    cell: (row) => <StatusTag tone={row.bucket === 'wrong' ? 'bad' : row.bucket === 'look' ? 'warn' : 'good'}>{row.action === null ? '不能收' : actionWords[row.action]}</StatusTag>,
  },
  { id: 'problems', title: '哪里要改、要看', value: (row) => problemText(row) || null, width: 420, grow: true, cell: (row) => <span title={problemText(row)}>{problemText(row)}</span> },
];

interface Work {
  readonly files: readonly File[];
  readonly operationId: string;
}

/** 导入填好的申请表: many files, a sheet each, looked at together and taken in together. */
export function FilesImportPage(): ReactElement {
  const { schoolId, term } = useArchive();
  const queries = useQueryClient();
  const [pile, setPile] = useState<Pile>({ layout: 'two_page', appliedOn: null, signedOnPaper: false });
  const [work, setWork] = useState<Work | null>(null);
  const [confirming, setConfirming] = useState(false);
  const [leaveOut, setLeaveOut] = useState(false);
  const preview = useMutation({ mutationFn: ({ files, operationId }: Work) => client.applications.previewForms({ schoolId, term, files: [...files], options: pile, operationId }) });
  const receive = useMutation({
    mutationFn: ({ files }: Work) => client.applications.receiveForms({ schoolId, term, files: [...files], options: pile, leaveOutWrong: leaveOut, operationId: newOperationId() }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const look = (files: readonly File[]): void => {
    const next = { files, operationId: newOperationId() };
    setWork(next);
    setLeaveOut(false);
    receive.reset();
    preview.mutate(next);
  };
  const rows: readonly Row[] = (preview.data?.rows ?? []).map((row, at) => ({ ...row, key: String(at) }));
  const count = (action: Row['action']): number => rows.filter((row) => row.action === action).length;
  const wrong = count(null);
  const done = receive.data;
  return (
    <>
      <PageHeader title="导入填好的申请表" subtitle="家长在电脑上填好的 Excel 申请表，一人一份；可以一次放一个班的" actions={<Button variant="subtle" component={Link} to="/applications">回到名单</Button>} />
      {done !== undefined ? (
        <section className="card padded" aria-label="结果" role="status">
          <Stack gap="sm">
            <h2>收下 {done.received} 份，更正 {done.corrected} 份，存为草稿 {done.drafts} 份，没有变化 {done.same} 份{done.leftOut > 0 ? `，没有收 ${done.leftOut} 份` : ''}</h2>
            <Group gap="sm"><Button component={Link} to="/applications">去看申请表</Button><Button variant="default" onClick={() => { receive.reset(); preview.reset(); setWork(null); }}>再导入一些</Button></Group>
          </Stack>
        </section>
      ) : (
        <Stack gap="sm" style={{ minHeight: 0, flex: 1 }}>
          {rows.length === 0 && (
            <div className="columns-2">
              <section className="card padded" aria-label="这些申请表"><PileOptions pile={pile} onChange={setPile} asksLayout={false} /></section>
              <Dropzone multiple onDrop={(files) => look(files)} inputProps={{ 'aria-label': '把填好的申请表放到这里' }} aria-label="把填好的申请表放到这里" p="lg">
                <p><b>把填好的申请表放到这里</b>，或点这里选文件，可以选很多份</p>
                <p className="dim small">两种样式都认；一个工作簿里每人一张表也行。空白表在“申请”页里取</p>
              </Dropzone>
            </div>
          )}
          {preview.isPending && work !== null && <WorkProgress operationId={work.operationId} what="读申请表" />}
          <FailureNotice error={preview.error} />
          {rows.length > 0 && (
            <>
              <SummaryStrip
                label="这批申请表"
                items={[
                  { label: '收下', value: `${count('receive')} 份` }, { label: '更正', value: `${count('correct')} 份` }, { label: '存为草稿', value: `${count('draft')} 份`, ...(count('draft') > 0 ? { tone: 'warn' as const } : {}) },
                  { label: '没有变化', value: `${count('same')} 份` }, { label: '不能收', value: `${wrong} 份`, ...(wrong > 0 ? { tone: 'bad' as const } : {}) },
                ]}
              />
              <DataTable label="申请表预览" rows={rows} columns={columns} rowKey={(row) => row.key} wrap />
              <div className={classes['bar']}>
                <span className={classes['saved']}>{wrong > 0 && <Checkbox checked={leaveOut} label={`只收能收的，${wrong} 份不能收的这次不要`} onChange={(event) => setLeaveOut(event.currentTarget.checked)} />}</span>
                <Button variant="default" onClick={() => { preview.reset(); setWork(null); }}>重新选文件</Button>
                <Button disabled={(wrong > 0 && !leaveOut) || wrong === rows.length} onClick={() => setConfirming(true)}>收下 {rows.length - wrong} 份</Button>
              </div>
            </>
          )}
        </Stack>
      )}
      <FormDialog
        opened={confirming} onClose={() => setConfirming(false)} title="收下这批申请表" submitLabel="收下"
        sentence={`将收下 ${count('receive')} 份，更正 ${count('correct')} 份（原来的留着），存为草稿 ${count('draft')} 份${wrong > 0 ? `；${wrong} 份不收` : ''}。要么全部办成，要么一份不动。`}
        onSubmit={async () => { if (work !== null) await receive.mutateAsync(work); }}
      />
    </>
  );
}
