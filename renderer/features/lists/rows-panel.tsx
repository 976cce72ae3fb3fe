import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ListRowView } from '#shared/contract/lists.ts';
import { formatTriState } from '#shared/domain/tri-state.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import { bucketTexts, listedNumber, listedPerson } from './data.ts';
import type { RowBucket } from './data.ts';
import { RowDecision } from './row-decision.tsx';

const bucketTones: Readonly<Record<RowBucket, Tone>> = { matched: 'good', needs_decision: 'warn', not_ours: 'plain' };

/** The most rows one page holds; a county-wide list is narrowed by its list. */
const most = 5000;

const columns: readonly DataColumn<ListRowView>[] = [
  { id: 'rowNo', title: '行', kind: 'number', value: (row) => row.rowNo, width: 48 },
  { id: 'person', title: '名单上的人', value: listedPerson, width: 104 },
  { id: 'bucket', title: '去向', kind: 'choice', value: (row) => bucketTexts[row.bucket], cell: (row) => <StatusTag tone={bucketTones[row.bucket]}>{bucketTexts[row.bucket]}</StatusTag>, width: 92 },
  { id: 'understanding', title: '我们的理解', value: (row) => row.understanding, width: 190, grow: true },
  { id: 'group', title: '群体', kind: 'choice', value: (row) => row.groupLabel, width: 110 },
  { id: 'list', title: '名单', kind: 'choice', value: (row) => row.listLabel, width: 116 },
  { id: 'number', title: '号码', value: listedNumber, width: 148 },
  { id: 'risk', title: '风险已消除', kind: 'choice', value: (row) => (row.groupKey?.startsWith('monitored_') || row.riskCleared !== 'unknown' ? formatTriState(row.riskCleared) || '未知' : ''), width: 86 },
];

/** Rows with what was made of them; beside the table the active row, its candidates and its decision. */
export function RowsPanel({ waitingOnly = false, listId }: { readonly waitingOnly?: boolean; readonly listId?: number }): ReactElement {
  const { schoolId, term } = useArchive();
  const navigate = useNavigate();
  const query = useQuery(api.lists.rows.queryOptions({
    input: { schoolId, term, ...(listId === undefined ? {} : { listId }), ...(waitingOnly ? { buckets: ['needs_decision' as const] } : {}), page: { offset: 0, limit: most } },
    placeholderData: (before) => before,
  }));
  const [activeId, setActiveId] = useState<number | null>(null);
  const holder = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => (waitingOnly ? columns.filter((column) => !['bucket', 'risk', 'number'].includes(column.id)) : columns), [waitingOnly]);
  const focusTable = useCallback((): void => holder.current?.querySelector<HTMLElement>('[role="grid"]')?.focus(), []);
  const focusPanel = (): void => holder.current?.querySelector<HTMLElement>('[data-first-choice]')?.focus();
  return (
    <QueryView query={query} what="名单各行">
      {({ rows, total }) => {
        const active = rows.find((row) => row.rowId === activeId) ?? rows[0];
        if (waitingOnly && rows.length === 0) {
          return (
            <EmptyState title="没有要您定的行" action={<Button variant="default" onClick={() => void navigate({ to: '/identification' })}>去认定</Button>}>
              本学期名单的每一行都已对上学生，或者确定不是本校的。下一步：从名单建认定个案。
            </EmptyState>
          );
        }
        return (
          <div className="beside" ref={holder} style={{ flex: 1 }}>
            <div style={{ display: 'flex', flexDirection: 'column', minHeight: 0, maxHeight: '100%' }}>
              <DataTable
                label={waitingOnly ? '要您定的行' : '名单各行'} rows={rows} columns={shown} rowKey={(row) => String(row.rowId)}
                onActive={(row) => setActiveId(row.rowId)} onOpen={(row) => { setActiveId(row.rowId); setTimeout(focusPanel); }}
                openHint="处理这一行" wrap maxHeight="calc(100vh - 15rem)"
                tools={(
                  <Group gap="xs">
                    {listId !== undefined && <Button variant="subtle" onClick={() => void navigate({ to: '/lists', search: { tab: 'rows' } })}>看所有名单的行</Button>}
                    {total > rows.length && <span className="warn small">只显示前 {rows.length} 行，共 {total} 行；请从“各份名单”点进一份来看</span>}
                  </Group>
                )}
              />
            </div>
            {active !== undefined && <RowDecision key={active.rowId} row={active} onBack={focusTable} />}
          </div>
        );
      }}
    </QueryView>
  );
}
