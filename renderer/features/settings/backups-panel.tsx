import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api, client } from '#renderer/bridge/client.ts';
import { hostShell, shellAbilities } from '#renderer/bridge/shell.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { backupReasons } from '#renderer/text/backup-reasons.ts';
import type { Backup } from '#renderer/text/backup-reasons.ts';
import { formatMoment, formatSize } from '#renderer/text/moments.ts';

const columns: readonly DataColumn<Backup>[] = [
  { id: 'madeAt', title: '时间', kind: 'date', width: 150, frozen: true, value: (row) => formatMoment(row.madeAt), total: 'count' },
  { id: 'reason', title: '怎么来的', kind: 'choice', width: 120, value: (row) => backupReasons[row.reason] },
  { id: 'sizeBytes', title: '大小', kind: 'number', width: 100, value: (row) => row.sizeBytes, cell: (row) => formatSize(row.sizeBytes) },
  {
    id: 'verified', title: '检查', kind: 'choice', width: 140, value: (row) => (row.verified ? '已验证能打开' : '未验证'),
    cell: (row) => (row.verified ? <StatusTag tone="good">已验证能打开</StatusTag> : <StatusTag tone="bad">未验证</StatusTag>),
  },
  { id: 'auditSeq', title: '操作记录到第几号', kind: 'number', width: 150, value: (row) => row.auditSeq },
  { id: 'name', title: '文件夹（时间是格林尼治时间）', width: 260, grow: true, value: (row) => row.name },
];

function MakeButton(): ReactElement {
  const make = useCommand(client.backups.make, { done: (backup) => `备份做好了，已打开检查过（${formatSize(backup.sizeBytes)}）` });
  return <Button disabled={make.isPending} onClick={() => make.mutate({})}>{make.isPending ? '正在备份并检查……' : '现在备份并检查'}</Button>;
}

export function BackupsPanel(): ReactElement {
  const query = useQuery(api.backups.list.queryOptions());
  return (
    <QueryView query={query} what="备份清单">
      {(backups) => (
        <>
          <p className="dim">锁定离开时自动备份一份，做完就打开检查。恢复在启动页“从备份恢复”。备份和档案在同一台电脑上，请定期另存一份到 U 盘，由校长保管。</p>
          <Group gap="sm" my="md">
            <MakeButton />
            {shellAbilities().openArchiveFolder && <Button variant="default" onClick={() => void hostShell()?.openArchiveFolder?.()}>打开备份所在文件夹</Button>}
          </Group>
          <DataTable
            label="备份" rows={backups} columns={columns} rowKey={(row) => row.name}
            empty={<EmptyState title="还没有备份">点上面的“现在备份并检查”做第一份，或等锁定离开时自动做。</EmptyState>}
          />
        </>
      )}
    </QueryView>
  );
}
