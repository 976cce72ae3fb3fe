import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ComparisonCode } from '#shared/domain/comparison/three-zero-errors.ts';
import type { ComparisonResult, Difference } from '#shared/contract/comparison.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './comparison.module.css';
import { NoteDialog } from './note-dialog.tsx';
import { ProposalsCard } from './proposals-card.tsx';

interface Overview {
  readonly results: readonly ComparisonResult[];
  readonly schoolRate: string;
  readonly projectRate: string;
  readonly infoRate: string;
  readonly schoolReady: { readonly on: string; readonly by: string } | null;
  readonly boardingNotCompared: number;
}

const columns: readonly DataColumn<Difference>[] = [
  { id: 'kind', title: '差异', kind: 'choice', value: (row) => row.kindLabel, width: 170, frozen: true },
  { id: 'name', title: '姓名', value: (row) => row.name, width: 92 },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 112 },
  { id: 'id', title: '身份证号', value: (row) => row.idNumber, width: 168 },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 150 },
  { id: 'detail', title: '两边的值', value: (row) => row.detail, width: 240, grow: true },
  { id: 'cause', title: '原因', kind: 'choice', value: (row) => row.note?.cause ?? null, width: 112 },
  {
    id: 'done', title: '处理', kind: 'choice', value: (row) => (row.note === null ? '未说明' : row.note.resolvedOn === null ? '处理中' : '已处理'), width: 88,
    cell: (row) => (row.note === null ? <StatusTag tone="bad">未说明</StatusTag> : row.note.resolvedOn === null ? <StatusTag tone="warn">处理中</StatusTag> : <StatusTag tone="good">已处理</StatusTag>),
  },
];

/** The five comparisons in numbers, and the chosen one by name. */
export function DifferencesPanel({ overview, code }: { readonly overview: Overview; readonly code: ComparisonCode }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.comparison.differences.queryOptions({ input: { schoolId, term, code } }));
  const [active, setActive] = useState<Difference | null>(null);
  const [noting, setNoting] = useState(false);
  const mayWrite = can('comparison.write');
  const chosen = query.data?.rows.find((row) => row.elementKey === active?.elementKey) ?? null;
  const result = overview.results.find((one) => one.code === code);
  return (
    <>
      <ResultsTable results={overview.results} code={code} />
      <Rates overview={overview} />
      <QueryView query={query} what="差异">
        {({ rows, proposals }) => (
          <>
            {proposals.length > 0 && <ProposalsCard code={code} proposals={proposals} />}
            <DataTable
              label={`${result?.name ?? code}的差异`} rows={rows} columns={columns} rowKey={(row) => `${row.kind}-${row.elementKey}`} onActive={setActive} maxHeight="calc(100vh - 28rem)"
              {...(mayWrite ? { onOpen: (row: Difference) => { setActive(row); setNoting(true); }, openHint: '写原因' } : {})}
              tools={mayWrite && <Button variant="default" disabled={chosen === null} onClick={() => setNoting(true)}>{chosen === null ? '写原因（先选一行）' : `写${chosen.name === '' ? chosen.programmeName : chosen.name}的原因`}</Button>}
              empty={<EmptyState title={result?.total === null ? '还没有结果' : '没有差异'}>{result?.total === null ? '这一项要用的导出文件还没有导入。' : `${result?.left ?? ''}与${result?.right ?? ''}逐人一致。`}</EmptyState>}
            />
            {noting && chosen !== null && <NoteDialog code={code} difference={chosen} onClose={() => setNoting(false)} />}
          </>
        )}
      </QueryView>
    </>
  );
}

function ResultsTable({ results, code }: { readonly results: readonly ComparisonResult[]; readonly code: ComparisonCode }): ReactElement {
  const navigate = useNavigate();
  const number = (n: number | null): string => (n === null ? '—' : n.toLocaleString('zh-CN'));
  return (
    <div className={`card ${classes['results']}`}>
      <table className="plain" aria-label="三个零误差">
        <thead>
          <tr><th>比对</th><th>左边</th><th className="number">数</th><th>右边</th><th className="number">数</th><th className="number">一致</th><th className="number">只在左边</th><th className="number">只在右边</th><th className="number">内容不同</th><th>结果</th><th /></tr>
        </thead>
        <tbody>
          {results.map((one) => (
            <tr key={one.code} aria-current={one.code === code}>
              <td><b>{one.name}</b></td>
              <td>{one.left}</td><td className="number">{number(one.leftCount)}</td>
              <td>{one.right}</td><td className="number">{number(one.rightCount)}</td>
              <td className="number">{number(one.both)}</td><td className="number">{number(one.leftOnly)}</td><td className="number">{number(one.rightOnly)}</td><td className="number">{number(one.mismatched)}</td>
              <td><StatusTag tone={one.total === null ? 'plain' : one.total === 0 ? 'good' : 'bad'}>{one.total === null ? '没有结果' : one.verdict}</StatusTag></td>
              <td><Button variant={one.code === code ? 'light' : 'subtle'} size="compact-xs" aria-label={`看${one.name}的差异`} onClick={() => void navigate({ to: '/comparison', search: { code: one.code } })}>看差异</Button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** 三个 100%: shown as 100% only when nothing is missing. */
function Rates({ overview }: { readonly overview: Overview }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const confirm = useCommand(client.comparison.confirmSchoolReady, { done: '已记下' });
  return (
    <section className={`card ${classes['rates']}`} aria-label="三个 100%">
      <b>三个 100%</b>
      <span>学校纳入系统 <b>{overview.schoolRate}</b>{overview.schoolReady !== null && <span className="dim">（{overview.schoolReady.on} {overview.schoolReady.by} 确认）</span>}</span>
      {overview.schoolReady === null && can('comparison.write') && (
        <Button variant="subtle" size="compact-sm" disabled={confirm.isPending} onClick={() => confirm.mutate({ schoolId, term })}>学校已注册、学期已开通、账号可用</Button>
      )}
      <span>项目纳入系统 <b>{overview.projectRate}</b></span>
      <span>信息填报 <b>{overview.infoRate}</b></span>
      {overview.boardingNotCompared > 0 && <span className="dim">就读方式有 {overview.boardingNotCompared} 人一边没填，没有比</span>}
    </section>
  );
}
