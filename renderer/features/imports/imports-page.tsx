import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ImportedFile } from '#shared/contract/imports.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import { purposeWords } from './purpose-words.ts';

const columns: readonly DataColumn<ImportedFile>[] = [
  { id: 'at', title: '导入时间', width: 150, frozen: true, value: (file) => formatMoment(file.importedAt), total: () => '合计' },
  { id: 'purpose', title: '内容', kind: 'choice', width: 110, value: (file) => purposeWords[file.purpose] ?? file.purpose },
  { id: 'name', title: '文件', width: 280, grow: true, value: (file) => file.name, total: (files) => `${files.length} 个` },
  { id: 'rows', title: '行数', kind: 'number', width: 80, value: (file) => file.rowCount, total: 'sum' },
  { id: 'term', title: '学期', kind: 'choice', width: 120, value: (file) => (file.term === null ? null : formatTermShort(file.term as TermKey)) },
  { id: 'account', title: '经手人', kind: 'choice', width: 124, value: (file) => file.account },
];

/** Every file that came in: when, as what, by whom. */
export function ImportsPage(): ReactElement {
  const { schoolId } = useArchive();
  const query = useQuery(api.imports.history.queryOptions({ input: { schoolId } }));
  return (
    <QueryView query={query} what="导入记录">
      {(files) => (
        <>
          <PageHeader title="导入记录" subtitle={`${files.length} 个文件；同一个文件不会导入两次`} />
          <DataTable
            label="导入记录" rows={files} columns={columns} rowKey={(file) => String(file.id)}
            empty={(
              <EmptyState title="还没有导入过文件" action={<Link to="/roster/import">导入学生名册</Link>}>
                名册、部门名单、收款账户、银行回盘……导入过的每个文件都会记在这里。
              </EmptyState>
            )}
          />
        </>
      )}
    </QueryView>
  );
}
