import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { OpenLine } from '#shared/contract/returns.ts';
import { lineStateText } from '#shared/domain/disbursement/line-state-text.ts';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import { reasonText } from '#shared/domain/reconciliation/return-words.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { openTone } from './data.ts';
import { AnswerDialog, CorrectDialog } from './open-line-dialogs.tsx';

const keyOf = (row: OpenLine): string => String(row.lineId);

const columns: readonly DataColumn<OpenLine>[] = [
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.classLabel, width: 92, frozen: true, total: () => '合计' },
  { id: 'name', title: '学生', value: (row) => row.studentName, width: 84, frozen: true, total: (rows) => `${rows.length} 笔` },
  {
    id: 'state', title: '状态', kind: 'choice', value: (row) => lineStateText[row.state], width: 104,
    cell: (row) => <StatusTag tone={openTone[row.state] ?? 'plain'}>{lineStateText[row.state]}</StatusTag>,
  },
  { id: 'amount', title: '金额（元）', kind: 'money', value: (row) => row.amountFen, width: 92, total: 'sum' },
  { id: 'reason', title: '银行的话', value: (row) => row.reasonRaw || (row.reasonKey === null ? null : reasonText[row.reasonKey].label), width: 108 },
  { id: 'next', title: '怎么办', kind: 'choice', value: (row) => row.next, width: 232, grow: true },
  { id: 'account', title: '报送的账号', value: (row) => row.accountMasked, width: 96 },
  { id: 'now', title: '现在的账号', value: (row) => row.accountNowMasked || null, width: 96 },
  { id: 'batch', title: '批次', kind: 'choice', value: (row) => `${row.batchNo} 第 ${row.lineNo} 笔`, width: 122 },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 172 },
  { id: 'days', title: '已过天数', kind: 'number', value: (row) => row.days, width: 84 },
];

type Dialog = 'correct' | 'waive' | 'answer';

/** Lines that wait for somebody, with the act each state allows. */
export function OpenLinesPanel({ rows }: { readonly rows: readonly OpenLine[] }): ReactElement {
  const { schoolId, can } = useArchive();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const waive = useCommand(client.returns.waive, { quiet: true, done: '已记为放弃' });
  const chosen = rows.filter((row) => selected.has(keyOf(row)));
  const failed = chosen.filter((row) => row.state === 'failed');
  const waiting = chosen.filter((row) => row.state === 'unanswered' || row.state === 'submitted' || row.state === 'transferred');
  const corrected = rows.filter((row) => row.state === 'corrected');
  const [one] = chosen;
  const part = (states: readonly OpenLine['state'][]): string => {
    const own = rows.filter((row) => states.includes(row.state));
    return `${own.length} 笔 ${formatYuan(sumFen(own.map((row) => row.amountFen)))}`;
  };
  if (rows.length === 0) return <EmptyState title="没有待办的款项">这里列出失败、未回和要追回的款项。现在一笔也没有：还没有报送，或者报送的都有了结果、失败的都已补发。</EmptyState>;
  const close = (): void => { setDialog(null); setSelected(new Set()); };
  return (
    <>
      <SummaryStrip label="待办合计" items={[{ label: '失败', value: part(['failed']), tone: 'bad' }, { label: '已更正待补发', value: part(['corrected']), tone: 'warn' }, { label: '未回', value: part(['unanswered']), tone: 'warn' }, { label: '等回盘', value: part(['submitted', 'transferred']) }, { label: '错发待追回', value: part(['wrong']) }]} />
      <DataTable
        label="待办的款项" rows={rows} columns={columns} rowKey={keyOf} selected={selected} onSelect={setSelected} openHint="去更正账户" maxHeight="calc(100vh - 20rem)"
        onOpen={(row) => void navigate({ to: '/payees', search: { student: row.studentId } })}
        tools={can('return.write') ? (
          <>
            <Button variant="default" disabled={failed.length === 0 || failed.length !== chosen.length} onClick={() => setDialog('correct')}>账户无误，可补发（{failed.length}）</Button>
            <Button variant="default" disabled={one === undefined || chosen.length !== 1 || (one.state !== 'failed' && one.state !== 'corrected')} onClick={() => setDialog('waive')}>放弃</Button>
            <Button variant="default" disabled={waiting.length === 0 || waiting.length !== chosen.length} onClick={() => setDialog('answer')}>按凭证登记结果（{waiting.length}）</Button>
            {rows.some((row) => row.state === 'wrong') && <Button variant="default" onClick={() => void navigate({ to: '/returns', search: { tab: 'recovery' } })}>去追回</Button>}
            {corrected.length > 0 && can('payment.write') && (
              <Button onClick={() => void navigate({ to: '/payments/new', search: { programme: corrected[0]?.programmeKey, purpose: 'reissue' } })}>制作补发批次（{corrected.length}）</Button>
            )}
          </>
        ) : undefined}
      />
      {dialog === 'correct' && <CorrectDialog rows={failed} onClose={close} />}
      {dialog === 'waive' && one !== undefined && (
        <ReasonDialog
          title="放弃" submitLabel="记为放弃" label="放弃的说明（书面放弃在哪）" onClose={close} sentence={<b>{one.studentName} 的 {formatYuan(one.amountFen)} 元将不再发放，这笔应发随之撤销。</b>}
          onSubmit={(note) => waive.mutateAsync({ schoolId, lineId: one.lineId, note })}
        />
      )}
      {dialog === 'answer' && <AnswerDialog rows={waiting} onClose={close} />}
    </>
  );
}
