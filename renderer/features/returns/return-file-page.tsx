import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type * as z from 'zod';
import type { returnRowSchema } from '#shared/contract/returns.ts';
import { rowBucketText } from '#shared/domain/reconciliation/row-bucket.ts';
import { reasonText } from '#shared/domain/reconciliation/return-words.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import { bucketTone } from './data.ts';
import { BucketTable } from './return-buckets.tsx';
import classes from './returns.module.css';

type ReturnRowView = z.infer<typeof returnRowSchema>;

const route = getRouteApi('/archive/returns/$returnFileId');
const ruleText: Readonly<Record<string, string>> = { line_no: '序号', account: '账号和金额', holder_id: '证件号和金额', holder_name: '户名和金额' };

const columns: readonly DataColumn<ReturnRowView>[] = [
  { id: 'row', title: '文件行', kind: 'number', value: (row) => row.rowNo, width: 72, frozen: true, total: (rows) => `${rows.length} 行` },
  {
    id: 'bucket', title: '归类', kind: 'choice', value: (row) => rowBucketText[row.bucket], width: 128,
    cell: (row) => <StatusTag tone={bucketTone[row.bucket]}>{rowBucketText[row.bucket]}</StatusTag>,
  },
  { id: 'amount', title: '金额（元）', kind: 'money', value: (row) => row.amountFen, width: 112, total: 'sum' },
  { id: 'student', title: '学生', value: (row) => row.studentName, width: 112 },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.classLabel, width: 112 },
  { id: 'line', title: '批次和序号', value: (row) => (row.batchNo === null ? null : `${row.batchNo} 第 ${row.lineNo} 笔`), width: 140 },
  { id: 'rule', title: '凭什么认出', kind: 'choice', value: (row) => (row.rule === null ? null : (ruleText[row.rule] ?? null)), width: 120 },
  { id: 'reason', title: '银行的话', value: (row) => row.reasonRaw || null, width: 180, grow: true },
  { id: 'key', title: '归为', kind: 'choice', value: (row) => (row.reasonKey === null ? null : reasonText[row.reasonKey].label), width: 120 },
];

/** One confirmed return file: its buckets, and every row with where it went and why. */
export function ReturnFilePage(): ReactElement {
  const { returnFileId } = route.useParams();
  const { schoolId, can } = useArchive();
  const navigate = useNavigate();
  const query = useQuery(api.returns.get.queryOptions({ input: { schoolId, returnFileId: Number(returnFileId) } }));
  return (
    <QueryView query={query} what="回盘">
      {({ file, rows }) => (
        <>
          <PageHeader
            title={file.fileName} subtitle={`批次 ${file.batches.join('、')} · ${file.confirmedBy}，${formatMoment(file.confirmedAt)}${file.corrects === null ? '' : ` · 更正“${file.corrects}”，改了 ${file.differences} 笔`}`}
            tags={file.correctedBy === null ? undefined : <StatusTag tone="warn">已由“{file.correctedBy}”更正</StatusTag>}
            actions={can('return.write') && file.correctedBy === null ? <Button variant="default" onClick={() => void navigate({ to: '/returns/import', search: { corrects: file.id } })}>导入更正的文件</Button> : undefined}
          />
          <div className={classes['stack']}>
            <section className="card"><BucketTable buckets={file.buckets} /></section>
            <DataTable label="回盘各行" rows={rows} columns={columns} rowKey={(row) => String(row.rowNo)} maxHeight="calc(100vh - 24rem)" />
          </div>
        </>
      )}
    </QueryView>
  );
}
