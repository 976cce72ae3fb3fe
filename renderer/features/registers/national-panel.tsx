import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { NationalRow } from '#shared/contract/registers.ts';
import { caseStateTexts, routeTexts } from '#shared/text/identification.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { RegisterFiles } from './register-files.tsx';

const columns: readonly DataColumn<NationalRow>[] = [
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 110, frozen: true, total: () => '合计' },
  { id: 'name', title: '姓名', value: (row) => row.name, width: 90, frozen: true, total: (rows) => `${rows.length} 人` },
  { id: 'grade', title: '本校等级', kind: 'choice', value: (row) => row.grade, width: 100 },
  {
    id: 'national', title: '全国系统等级', kind: 'choice', value: (row) => row.nationalGrade ?? '没有对应', width: 120,
    tone: (row) => (row.nationalGrade === null ? 'bad' : undefined),
  },
  { id: 'decided', title: '认定日期', kind: 'date', value: (row) => row.decidedOn, width: 100 },
  { id: 'state', title: '状态', kind: 'choice', value: (row) => caseStateTexts[row.state], width: 110 },
  { id: 'route', title: '途径', kind: 'choice', value: (row) => routeTexts[row.route], width: 110 },
  { id: 'groups', title: '特殊群体', value: (row) => row.groups, width: 200, grow: true },
];

/** The decided pupils in the words the national system takes. */
export function NationalPanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.registers.national.queryOptions({ input: { schoolId, term } }));
  return (
    <QueryView query={query} what="全国系统等级">
      {({ rows, gradesWithoutNational }) => (rows.length === 0
        ? <EmptyState title="本学期还没有认定">认定以后，这里把本校的等级换成全国系统的四个等级，供填报时照着核对。</EmptyState>
        : (
          <Stack gap="md" style={{ minHeight: 0 }}>
            {gradesWithoutNational.length > 0 && (
              <div role="alert" className="card padded">
                困难等级“{gradesWithoutNational.join('、')}”还没有写明对应全国系统的哪一级，打印和导出前要先填。
                {can('setting.write') ? <Button ml="sm" variant="default" component={Link} to={'/settings' as '/'}>去 设置 → 规则</Button> : '请找管理员在 设置 → 规则 里填。'}
              </div>
            )}
            <DataTable
              label="全国系统等级" rows={rows} columns={columns} rowKey={(row) => String(row.studentId)} maxHeight="calc(100vh - 18rem)"
              tools={<RegisterFiles register="national" disabled={gradesWithoutNational.length > 0} what="名单" />}
            />
          </Stack>
        ))}
    </QueryView>
  );
}
