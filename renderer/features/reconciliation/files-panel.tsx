import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MoneyStatementView } from '#shared/contract/reconciliation.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { LinkButton } from '#renderer/components/link-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { useStatements } from './data.ts';

const columns: readonly DataColumn<MoneyStatementView>[] = [
  { id: 'file', title: '文件', value: (row) => row.fileName, width: 230, frozen: true, grow: true, total: 'count' },
  { id: 'kind', title: '种类', kind: 'choice', value: (row) => row.kindLabel, width: 104 },
  { id: 'account', title: '账户或账簿', value: (row) => row.accountLabel, width: 130 },
  { id: 'from', title: '从', kind: 'date', value: (row) => row.from, width: 94 },
  { id: 'to', title: '到', kind: 'date', value: (row) => row.to, width: 94 },
  { id: 'rows', title: '行数', kind: 'number', value: (row) => row.rowCount, width: 62 },
  { id: 'in', title: '收入（元）', kind: 'money', value: (row) => row.inFen, width: 108 },
  { id: 'out', title: '支出（元）', kind: 'money', value: (row) => row.outFen, width: 108 },
  { id: 'by', title: '导入人', value: (row) => row.by, width: 84 },
  { id: 'state', title: '状态', kind: 'choice', value: (row) => (row.withdrawReason === null ? '在用' : '已撤回'), width: 190, cell: (row) => (row.withdrawReason === null ? <StatusTag tone="good">在用</StatusTag> : <><StatusTag>已撤回</StatusTag> {row.withdrawReason}</>) },
];

/** The files taken in for the term's reconciliation. */
export function FilesPanel(): ReactElement {
  const { schoolId, can } = useArchive();
  const query = useStatements();
  const [active, setActive] = useState<MoneyStatementView | null>(null);
  const [withdrawing, setWithdrawing] = useState(false);
  const withdraw = useCommand(client.reconciliation.withdrawStatement, { done: '已撤回，原文件的登记仍可查', quiet: true });
  return (
    <QueryView query={query} what="对账文件">
      {(rows) => {
        const chosen = rows.find((row) => row.id === active?.id && row.withdrawReason === null) ?? null;
        return (
          <>
            <DataTable
              label="对账文件" rows={rows} columns={columns} rowKey={(row) => String(row.id)} onActive={setActive} maxHeight="calc(100vh - 17rem)"
              tools={can('ledger.write') && <Button variant="default" disabled={chosen === null} onClick={() => setWithdrawing(true)}>{chosen === null ? '撤回（先选一份）' : `撤回 ${chosen.fileName}`}</Button>}
              empty={(
                <EmptyState title="本学期还没有对账文件" action={can('ledger.write') && <LinkButton to="/reconciliation/import">导入对账文件</LinkButton>}>
                  向财务要资助资金的明细账，从网银下载交易明细，向县里要一卡通发放明细，什么格式都可以。有重叠的几份都能导入，同一笔只算一次。
                </EmptyState>
              )}
            />
            {withdrawing && chosen !== null && (
              <ReasonDialog
                title={`撤回 ${chosen.fileName}`} label="撤回原因" submitLabel="撤回" onClose={() => setWithdrawing(false)} sentence={`这份文件的 ${chosen.rowCount} 行不再参加对账，已写的说明留着。改好后可以再导入一份。`}
                onSubmit={(reason) => withdraw.mutateAsync({ schoolId, statementId: chosen.id, reason })}
              />
            )}
          </>
        );
      }}
    </QueryView>
  );
}
