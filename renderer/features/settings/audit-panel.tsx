import { Button, Group } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { auditContract } from '#shared/contract/archives.ts';
import type { InferContractRouterOutputs } from '@orpc/contract';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatAuditDetail } from '#renderer/text/audit-detail.ts';
import { methodName } from '#renderer/text/method-names.ts';
import { formatMoment } from '#renderer/text/moments.ts';

type AuditRow = InferContractRouterOutputs<typeof auditContract>['list']['rows'][number];

const pageSize = 200;

function ChainCheck(): ReactElement {
  const verify = useMutation({ mutationFn: () => client.audit.verify() });
  return (
    <Group gap="sm">
      <Button variant="default" disabled={verify.isPending} onClick={() => verify.mutate()}>{verify.isPending ? '正在逐条验证……' : '验证记录没被改过'}</Button>
      <span role="status">
        {verify.data?.intact === true && <StatusTag tone="good">完整，末号 {verify.data.lastSeq.toLocaleString('zh-CN')}</StatusTag>}
        {verify.data?.intact === false && <StatusTag tone="bad">第 {verify.data.brokenAt} 号起对不上，请保留现场并从备份核对</StatusTag>}
      </span>
      <FailureNotice error={verify.error} />
    </Group>
  );
}

export function AuditPanel(): ReactElement {
  const { signedIn } = useArchive();
  const [active, setActive] = useState<AuditRow | null>(null);
  const query = useInfiniteQuery(api.audit.list.infiniteOptions({
    input: (before: number | undefined) => ({ limit: pageSize, ...(before === undefined ? {} : { before }) }),
    initialPageParam: undefined,
    getNextPageParam: (page) => (page.rows.length < pageSize ? undefined : page.rows.at(-1)?.seq),
  }));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const columns = useMemo<readonly DataColumn<AuditRow>[]>(() => [
    { id: 'seq', title: '号', kind: 'number', width: 64, frozen: true, value: (row) => row.seq, total: 'count' },
    { id: 'at', title: '时间', kind: 'date', width: 130, value: (row) => formatMoment(row.at) },
    { id: 'account', title: '谁', kind: 'choice', width: 124, value: (row) => row.account },
    { id: 'method', title: '做了什么', kind: 'choice', width: 140, value: (row) => methodName(row.method) },
    { id: 'school', title: '学校', kind: 'choice', width: 150, value: (row) => signedIn.schools.find((school) => school.id === row.schoolId)?.name ?? '' },
    { id: 'hash', title: '校验', width: 110, value: (row) => row.hash.slice(0, 12) },
    { id: 'detail', title: '明细', width: 300, grow: true, value: (row) => formatAuditDetail(row.detail) },
  ], [signedIn.schools]);
  const total = query.data?.pages[0]?.total ?? 0;
  if (query.isPending) return <p className="dim" role="status">正在读取操作记录……</p>;
  return (
    <>
      <p className="dim">每次登录、修改、导出、查看敏感信息都有一行，前后相扣，只增不改，保留不少于 3 年。最新的在上面。</p>
      <FailureNotice error={query.error} />
      <Group gap="sm" my="md">
        <ChainCheck />
        {query.hasNextPage && (
          <Button variant="default" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {query.isFetchingNextPage ? '正在读取……' : `再读更早的（已读 ${rows.length.toLocaleString('zh-CN')} / ${total.toLocaleString('zh-CN')}）`}
          </Button>
        )}
      </Group>
      <DataTable
        label="操作记录" rows={rows} columns={columns} rowKey={(row) => String(row.seq)} onActive={setActive} maxHeight="calc(100vh - 17rem)"
        empty={<EmptyState title="还没有操作记录">第一次操作后这里就会有。</EmptyState>}
      />
      {active !== null && formatAuditDetail(active.detail) !== '' && (
        <p className="card padded small" style={{ marginTop: '0.5rem', maxHeight: '8rem', overflow: 'auto' }} role="status">
          <b>第 {active.seq} 号　{methodName(active.method)}</b>　{formatAuditDetail(active.detail)}
        </p>
      )}
    </>
  );
}
