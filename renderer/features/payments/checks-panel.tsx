import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CheckRow, Checked } from '#shared/contract/payments.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import { formatMoment } from '#renderer/text/moments.ts';

function standing(row: CheckRow): { readonly text: string; readonly tone: Tone } {
  if (row.severity === 'block') return { text: '不能发放', tone: 'bad' };
  return row.judged === null ? { text: '未处理', tone: 'warn' } : { text: '已写明理由', tone: 'good' };
}

const keyOf = (row: CheckRow): string => `${row.studentId} ${row.key}`;

const columns: readonly DataColumn<CheckRow>[] = [
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.classLabel, width: 108, frozen: true, total: () => '合计' },
  { id: 'name', title: '学生', value: (row) => row.studentName, width: 96, frozen: true, total: (rows) => `${rows.length} 条` },
  { id: 'standing', title: '处理', kind: 'choice', value: (row) => standing(row).text, width: 104, cell: (row) => <StatusTag tone={standing(row).tone}>{standing(row).text}</StatusTag> },
  { id: 'sentence', title: '核对出什么', value: (row) => row.sentence, width: 420, grow: true },
  { id: 'account', title: '账号', value: (row) => row.accountMasked || null, width: 92 },
  { id: 'judged', title: '理由', value: (row) => (row.judged === null ? null : `${row.judged.reason}（${row.judged.by}，${formatMoment(row.judged.at)}）`), width: 240 },
];

/** Everything to look at before the money goes: put right at the link, or let stand with a reason. What blocks can only be put right. */
export function ChecksPanel({ of, maxHeight }: { readonly of: Checked; readonly maxHeight: string }): ReactElement {
  const { schoolId } = useArchive();
  const query = useQuery(api.payments.checks.queryOptions({ input: { schoolId, of } }));
  return <QueryView query={query} what="核对结果">{({ rows }) => <Checks rows={rows} of={of} maxHeight={maxHeight} />}</QueryView>;
}

function Checks({ rows, of, maxHeight }: { readonly rows: readonly CheckRow[]; readonly of: Checked; readonly maxHeight: string }): ReactElement {
  const { schoolId, can } = useArchive();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const judge = useCommand(client.payments.judgeChecks, { quiet: true, done: ({ judged }) => `${judged} 条已写明理由`, onDone: () => setSelected(new Set()) });
  if (rows.length === 0) return <EmptyState title="核对没有问题">账户齐全，没有共用、教职工账户、关系不符、校验位不对、上次发放后更换等情况。</EmptyState>;
  const chosen = rows.filter((row) => selected.has(keyOf(row)));
  const judgeable = chosen.length > 0 && chosen.every((row) => row.severity === 'warn' && row.judged === null);
  return (
    <>
      <DataTable
        label="发放前核对" rows={rows} columns={columns} rowKey={keyOf} wrap maxHeight={maxHeight} openHint="去更正账户"
        onOpen={(row) => void navigate({ to: '/payees', search: { student: row.studentId } })}
        {...(can('payment.write') ? {
          selected, onSelect: setSelected,
          tools: (
            <>
              <Button variant="default" disabled={!judgeable} onClick={() => setAsking(true)}>核对无误，写明理由（{chosen.length}）</Button>
              <span className="dim small">选“未处理”的提醒写理由；“不能发放”的只能按 Enter 去更正。换了账户，提醒会重新出现</span>
            </>
          ),
        } : {})}
      />
      {asking && (
        <ReasonDialog
          title="写明理由" submitLabel="记下" label="怎么核对的，为什么可以照发" onClose={() => setAsking(false)}
          sentence={<b>将对 {chosen.length} 条提醒记下同一个理由，写明是谁、何时核对的。</b>}
          onSubmit={(reason) => judge.mutateAsync({ schoolId, of, items: chosen.map((row) => ({ studentId: row.studentId, key: row.key })), reason })}
        />
      )}
    </>
  );
}
