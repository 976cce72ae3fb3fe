import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { VoucherEntryView } from '#shared/contract/account-books.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './funds.module.css';
import { LayoutDialog } from './layout-dialog.tsx';

const columns: readonly DataColumn<VoucherEntryView>[] = [
  { id: 'voucher', title: '凭证号', value: (row) => row.voucher, width: 84, frozen: true, total: 'count', cell: (row) => (row.voucher === '' ? <StatusTag tone="warn">未编号</StatusTag> : row.voucher) },
  { id: 'date', title: '日期', kind: 'date', value: (row) => row.onDate, width: 94 },
  { id: 'no', title: '分录', kind: 'number', value: (row) => row.entryNo, width: 58 },
  { id: 'kind', title: '事项', kind: 'choice', value: (row) => row.kindLabel, width: 124 },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 180 },
  { id: 'memo', title: '摘要', value: (row) => row.memo, width: 260, grow: true },
  { id: 'fen', title: '金额（元）', kind: 'money', value: (row) => row.fen, width: 104, total: 'sum' },
  { id: 'cash', title: '资金增减（元）', note: '收为正，付为负', kind: 'money', value: (row) => row.cashFen, width: 112, total: 'sum' },
  { id: 'by', title: '记账人', value: (row) => row.postedBy, width: 88 },
];

/** 凭证: a month's entries as finance numbers them, on paper and for its software. */
export function VouchersPanel({ mayWrite }: { readonly mayWrite: boolean }): ReactElement {
  const { schoolId, today, can } = useArchive();
  const [month, setMonth] = useState(today.slice(0, 7));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [doing, setDoing] = useState<'assign' | 'layout' | null>(null);
  const query = useQuery(api.vouchers.list.queryOptions({ input: { schoolId, month } }));
  const assign = useCommand(client.vouchers.assign, { done: ({ numbered, first, last }) => `已编 ${numbered} 张：${first} 至 ${last}`, quiet: true });
  const months = query.data?.months ?? [];
  const options = [...new Set([month, ...months.map((one) => one.month)])].toSorted().toReversed();
  const open = (query.data?.entries ?? []).filter((entry) => entry.voucher === '');
  const picked = open.filter((entry) => chosen.has(String(entry.id)));
  const toNumber = picked.length > 0 ? picked : open;
  const ready = (query.data?.entries.length ?? 0) > 0 && open.length === 0;
  return (
    <>
      <div className={classes['tools']}>
        <Select
          label="月份" w={230} allowDeselect={false} value={month} onChange={(value) => { setMonth(value ?? month); setChosen(new Set()); }}
          data={options.map((value) => { const one = months.find((each) => each.month === value); return { value, label: one ? `${value}（已编 ${one.numbered}，未编 ${one.open}）` : `${value}（没有）` }; })}
        />
        {mayWrite && <Button disabled={open.length === 0} onClick={() => setDoing('assign')}>{picked.length > 0 ? `编号（选中 ${picked.length} 笔）` : `编号（全部 ${open.length} 笔）`}</Button>}
        {can('file.take') && (
          <>
            <FileButton print disabled={!ready} make={() => client.vouchers.print({ schoolId, month, operationId: newOperationId() })}>打印凭证</FileButton>
            <FileButton disabled={!ready} make={() => client.vouchers.exportXlsx({ schoolId, month, operationId: newOperationId() })}>导出给财务软件</FileButton>
          </>
        )}
        <Button variant="default" onClick={() => setDoing('layout')}>{mayWrite ? '导出的列' : '看导出的列'}</Button>
      </div>
      <QueryView query={query} what="凭证">
        {({ entries }) => (
          <DataTable
            label="凭证" rows={entries} columns={columns} rowKey={(row) => String(row.id)} selected={chosen} onSelect={setChosen} maxHeight="calc(100vh - 17rem)"
            empty={<EmptyState title={`${month} 没有要编号的分录`}>学校账户和校内资金的每一笔分录都在这里编凭证号，每月从 1 号连着编，不留空号。一卡通（备查）和下达指标不编。换一个月份看看。</EmptyState>}
          />
        )}
      </QueryView>
      {doing === 'assign' && (
        <ConfirmDialog
          opened onClose={() => setDoing(null)} title={`给 ${month} 编凭证号`} submitLabel="编号"
          sentence={`将按日期先后给 ${toNumber.length} 笔分录编号，接在已有的号后面。凭证号编了不能改，冲销的也保留原号、另编新号。`}
          onSubmit={() => assign.mutateAsync({ schoolId, month, entryIds: picked.length > 0 ? picked.map((entry) => entry.id) : null })}
        />
      )}
      {doing === 'layout' && <LayoutDialog mayWrite={mayWrite} onClose={() => setDoing(null)} />}
    </>
  );
}
