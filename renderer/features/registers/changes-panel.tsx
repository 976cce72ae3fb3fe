import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ChangeRow } from '#shared/contract/registers.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import { gradeChangeTexts } from '#shared/text/registers.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { RegisterFiles } from './register-files.tsx';

function columns(before: string, after: string): readonly DataColumn<ChangeRow>[] {
  return [
    { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 104, frozen: true, total: () => '合计' },
    { id: 'name', title: '姓名', value: (row) => row.name, width: 84, frozen: true, total: (rows) => `${rows.length} 人` },
    { id: 'before', title: before, kind: 'choice', value: (row) => row.before ?? '', width: 84 },
    { id: 'after', title: after, kind: 'choice', value: (row) => row.after ?? '', width: 84 },
    { id: 'change', title: '变动', kind: 'choice', value: (row) => gradeChangeTexts[row.change], width: 92 },
    { id: 'decided', title: '认定日期', kind: 'date', value: (row) => row.decidedOn, width: 94 },
    { id: 'gained', title: '新增群体', value: (row) => row.gained.join('、'), width: 170 },
    { id: 'lost', title: '减少群体', value: (row) => row.lost.join('、'), width: 170 },
    { id: 'reason', title: '理由', value: (row) => row.reason, width: 200, grow: true },
  ];
}

/** Who stands otherwise than in the term before. */
export function ChangesPanel(): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.registers.changes.queryOptions({ input: { schoolId, term } }));
  return (
    <QueryView query={query} what="变动表">
      {({ previousTerm, counts, rows }) => (rows.length === 0
        ? <EmptyState title={`和 ${formatTermShort(previousTerm)} 相比没有变动`}>等级有新认定、加重、减轻、不再困难，或特殊群体有增减的学生会列在这里。</EmptyState>
        : (
          <Stack gap="md" style={{ minHeight: 0 }}>
            <SummaryStrip label="变动人数" items={counts.filter((one) => one.change !== 'none').map((one) => ({ label: gradeChangeTexts[one.change], value: one.count }))} />
            <DataTable
              label="变动表" rows={rows} columns={columns(formatTermShort(previousTerm), formatTermShort(term))} rowKey={(row) => String(row.studentId)} maxHeight="calc(100vh - 20rem)"
              tools={<RegisterFiles register="changes" what="变动表" />}
            />
          </Stack>
        ))}
    </QueryView>
  );
}
