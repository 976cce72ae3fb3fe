import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RecoveryCaseView } from '#shared/contract/returns.ts';
import { recoveryCauseText, recoveryStateText, recoveryStepText } from '#shared/domain/disbursement/recovery-case.ts';
import type { RecoveryState } from '#shared/domain/disbursement/recovery-case.ts';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import { RecoveryDialog } from './open-line-dialogs.tsx';
import { RecoveryStepDialog } from './recovery-step-dialog.tsx';
import classes from './returns.module.css';
import { SuspectsCard } from './suspects-card.tsx';

const stateTone: Readonly<Record<RecoveryState, Tone>> = { found: 'bad', asked: 'warn', agreed: 'warn', refused: 'bad', partly: 'warn', closed: 'good' };
export const wayText = { bank: '银行退回', cash: '现金', offset: '下学期抵扣' } as const;

const columns: readonly DataColumn<RecoveryCaseView>[] = [
  { id: 'no', title: '编号', value: (row) => row.no, width: 92, frozen: true, total: (rows) => `${rows.length} 件` },
  { id: 'name', title: '学生', value: (row) => row.studentName, width: 84, frozen: true },
  { id: 'state', title: '状态', kind: 'choice', value: (row) => recoveryStateText[row.state], width: 100, cell: (row) => <StatusTag tone={stateTone[row.state]}>{recoveryStateText[row.state]}</StatusTag> },
  { id: 'amount', title: '错发（元）', kind: 'money', value: (row) => row.amountFen, width: 96, total: 'sum' },
  { id: 'back', title: '已收回（元）', kind: 'money', value: (row) => row.recoveredFen, width: 100, total: 'sum' },
  { id: 'open', title: '未收回（元）', kind: 'money', value: (row) => row.remainingFen, width: 100, total: 'sum', tone: (row) => (row.remainingFen > 0 ? 'warn' : undefined) },
  { id: 'cause', title: '原因', kind: 'choice', value: (row) => recoveryCauseText[row.cause], width: 126 },
  { id: 'next', title: '下一步', value: (row) => row.next || null, width: 200, grow: true, tone: (row) => (row.overdueSince === null ? undefined : 'bad') },
  { id: 'batch', title: '原批次', value: (row) => `${row.batchNo} 第 ${row.lineNo} 笔`, width: 120 },
  { id: 'found', title: '发现', kind: 'date', value: (row) => row.foundOn, width: 96 },
  { id: 'closed', title: '收清', kind: 'date', value: (row) => row.closedOn, width: 96 },
];

/** 追回: every wrong payment until the money is back, of all terms. */
export function RecoveryPanel(): ReactElement {
  const { schoolId } = useArchive();
  const query = useQuery(api.returns.recoveryCases.queryOptions({ input: { schoolId } }));
  return <QueryView query={query} what="追回">{(rows) => <><SuspectsCard /><Cases rows={rows} /></>}</QueryView>;
}

function Cases({ rows }: { readonly rows: readonly RecoveryCaseView[] }): ReactElement {
  const { schoolId } = useArchive();
  const [active, setActive] = useState<number | null>(null);
  if (rows.length === 0) return <EmptyState title="没有错发的款项">发现打错了人、重复发放或不该发的，到“发放”打开那个批次，选中那一笔，点“发现错发”。立案后在这里记要求、约定和收回，直到钱全部回来。</EmptyState>;
  const shown = rows.find((row) => row.id === active) ?? rows.find((row) => row.state !== 'closed') ?? rows[0];
  const open = rows.filter((row) => row.state !== 'closed');
  const overdue = rows.filter((row) => row.overdueSince !== null).length;
  return (
    <>
      <SummaryStrip
        label="追回合计"
        items={[
          { label: '错发', value: `${rows.length} 件 ${formatYuan(sumFen(rows.map((row) => row.amountFen)))}` }, { label: '已收回', value: formatYuan(sumFen(rows.map((row) => row.recoveredFen))), tone: 'good' },
          { label: '未收回', value: `${open.length} 件 ${formatYuan(sumFen(open.map((row) => row.remainingFen)))}`, tone: open.length > 0 ? 'bad' : 'plain' }, { label: '过了约定日', value: `${overdue} 件`, tone: overdue > 0 ? 'bad' : 'plain' },
        ]}
      />
      <div className="beside">
        <DataTable
          label="追回" rows={rows} columns={columns} rowKey={(row) => String(row.id)} maxHeight="calc(100vh - 20rem)" onActive={(row) => setActive(row.id)} onOpen={(row) => setActive(row.id)} openHint="看经过"
          tools={<FileButton print make={() => client.returns.recoveryRegister({ schoolId })}>打印追回登记簿</FileButton>}
        />
        {shown !== undefined && <aside className={classes['side']} aria-label="追回的经过"><CaseSide key={shown.id} row={shown} /></aside>}
      </div>
    </>
  );
}

function CaseSide({ row }: { readonly row: RecoveryCaseView }): ReactElement {
  const { can } = useArchive();
  const [dialog, setDialog] = useState<'step' | 'receipt' | null>(null);
  return (
    <>
      <section className="card padded">
        <h2>{row.no}　{row.classLabel} {row.studentName}</h2>
        <p>{row.programmeName}，{row.paidOn ?? '日期不详'} 打入 {row.holderName} {row.accountMasked} 的 {formatYuan(row.amountFen)} 元。</p>
        <ol className={classes['list']}>
          <li>{row.foundOn} 发现（{recoveryCauseText[row.cause]}）：{row.foundHow}　<span className="dim small">{row.openedBy}</span></li>
          {row.steps.map((step, index) => (
            <li key={`step-${index}`}>{step.onDate} {recoveryStepText[step.kind]}{step.person === '' ? '' : `（${step.person}）`}：{step.note}{step.promisedFen === null ? '' : `；${step.promisedBy} 前退 ${formatYuan(step.promisedFen)} 元`}　<span className="dim small">{step.by}</span></li>
          ))}
          {row.receipts.map((receipt, index) => (
            <li key={`receipt-${index}`}>{receipt.receivedOn} 收回 {formatYuan(receipt.amountFen)} 元（{wayText[receipt.way]}）：{receipt.reason}{receipt.evidence === '' ? '' : `，凭 ${receipt.evidence}`}　<span className="dim small">{receipt.by}</span></li>
          ))}
          {row.closedOn !== null && <li><b>{row.closedOn} 收清，了结。</b></li>}
        </ol>
        {row.overdueSince !== null && <p className="bad">约定 {row.overdueSince} 前退，已过期。</p>}
        {row.state !== 'closed' && can('return.write') && (
          <p className={classes['actions']}>
            <Button size="compact-sm" onClick={() => setDialog('receipt')}>登记收回</Button>
            <Button size="compact-sm" variant="default" onClick={() => setDialog('step')}>记一步</Button>
          </p>
        )}
      </section>
      <section className="card padded" aria-label="追回的凭据">
        <h2>凭据</h2>
        <AttachmentList subject="recovery_case" subjectId={row.id} kinds={['退款凭证', '通知或协议', '其他']} canWrite={can('return.write')} />
      </section>
      {dialog === 'step' && <RecoveryStepDialog row={row} onClose={() => setDialog(null)} />}
      {dialog === 'receipt' && <RecoveryDialog lineId={row.lineId} studentName={row.studentName} openFen={row.remainingFen} onClose={() => setDialog(null)} />}
    </>
  );
}
