import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { SummaryLineView } from '#shared/contract/registers.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { RegisterFiles } from './register-files.tsx';

interface CountTableProps {
  readonly title: string;
  readonly note?: string;
  readonly grades: readonly string[];
  readonly lines: readonly SummaryLineView[];
  readonly total: SummaryLineView | null;
}

function cells(line: SummaryLineView): readonly number[] {
  return [line.pupils, line.cases, line.hardship, ...line.byGrade, line.undecided];
}

function CountTable({ title, note, grades, lines, total }: CountTableProps): ReactElement {
  const heads = ['学生', '个案', '认定困难', ...grades, '未认定'];
  return (
    <section className="card" aria-label={title}>
      <table className="plain" aria-label={title}>
        <thead><tr><th>{title}</th>{heads.map((head) => <th key={head} className="number">{head}</th>)}</tr></thead>
        <tbody>
          {lines.map((line) => <tr key={line.label}><td>{line.label}</td>{cells(line).map((count, column) => <td key={heads[column]} className="number">{count}</td>)}</tr>)}
        </tbody>
        {total !== null && <tfoot><tr><td>合计</td>{cells(total).map((count, column) => <td key={heads[column]} className="number">{count}</td>)}</tr></tfoot>}
      </table>
      {note !== undefined && <p className="dim small" style={{ padding: '0.3rem 0.75rem' }}>{note}</p>}
    </section>
  );
}

/** 认定汇总表 on the screen, as it prints. */
export function SummaryPanel(): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.registers.summary.queryOptions({ input: { schoolId, term } }));
  return (
    <QueryView query={query} what="认定汇总表">
      {({ grades, byClass, byYear, byRoute, byGroup, total }) => (total.cases === 0
        ? <EmptyState title="本学年还没有认定个案" action={<Button component={Link} to={'/identification' as '/'}>去认定</Button>}>建了个案、做了认定以后，这里按班级、年级、途径和特殊群体数出人数，可以打印和导出。</EmptyState>
        : (
          <Stack gap="md" style={{ overflow: 'auto', minHeight: 0 }}>
            <RegisterFiles register="summary" what="汇总表" />
            <CountTable title="按班级" grades={grades} lines={byClass} total={total} />
            <CountTable title="按年级" grades={grades} lines={byYear} total={total} />
            <CountTable title="按认定途径" grades={grades} lines={byRoute} total={total} />
            <CountTable title="按特殊群体" grades={grades} lines={byGroup} total={null} note="同时属于几类的学生在每一类里各计一次，所以不合计。" />
          </Stack>
        ))}
    </QueryView>
  );
}
