import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { PaymentBatch, ProgrammeStanding } from '#shared/contract/payments.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { batchStateText, batchStateTone, useBatches, useStanding, wordPart } from './data.ts';
import classes from './payments.module.css';

const columns: readonly DataColumn<PaymentBatch>[] = [
  { id: 'no', title: '批次', value: (row) => row.no, width: 78, frozen: true, total: (rows) => `${rows.length} 批` },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => `${row.programmeName}${row.purpose === 'reissue' ? '（补发）' : ''}`, width: 176, grow: true },
  { id: 'doc', title: '文号', value: (row) => row.docNo || null, width: 108 },
  {
    id: 'state', title: '状态', kind: 'choice', value: (row) => batchStateText[row.state], width: 92,
    cell: (row) => <StatusTag tone={batchStateTone[row.state]}>{batchStateText[row.state]}</StatusTag>,
  },
  { id: 'count', title: '笔数', kind: 'number', value: (row) => row.totals.count, width: 60, total: 'sum' },
  { id: 'sum', title: '金额（元）', kind: 'money', value: (row) => row.totals.sumFen, width: 96, total: 'sum' },
  { id: 'paid', title: '成功（元）', kind: 'money', value: (row) => row.paid.sumFen, width: 96, total: 'sum' },
  { id: 'failed', title: '失败笔', kind: 'number', value: (row) => row.failed.count, width: 68, total: 'sum', tone: (row) => (row.failed.count > 0 ? 'bad' : undefined) },
  { id: 'waiting', title: '未回笔', kind: 'number', value: (row) => row.waiting.count, width: 68, total: 'sum' },
  { id: 'on', title: '报送日期', kind: 'date', value: (row) => row.exportedOn, width: 94 },
  { id: 'people', title: '制作 / 复核', value: (row) => `${row.createdBy} / ${row.releasedBy ?? '—'}${row.onePerson ? '（一人）' : ''}`, width: 216 },
];

/** 发放: where each programme's money stands, and every batch of the term. */
export function PaymentsPage(): ReactElement {
  const { term, can } = useArchive();
  const navigate = useNavigate();
  const standing = useStanding();
  const batches = useBatches();
  return (
    <>
      <PageHeader
        title="发放" subtitle={`${formatTerm(term)}　应发批准后制作批次，另一人复核，再导出给银行；回来的结果在“回盘”里导入`}
        actions={(
          <>
            <Button variant="default" onClick={() => void navigate({ to: '/payments/profiles', search: {} })}>银行文件格式</Button>
            {can('payment.write') && <Button onClick={() => void navigate({ to: '/payments/new', search: {} })}>制作批次</Button>}
          </>
        )}
      />
      <div className={classes['stack']}>
        <QueryView query={standing} what="各项目的发放情况">{(rows) => <StandingTable rows={rows} />}</QueryView>
        <QueryView query={batches} what="发放批次">
          {(rows) => (rows.length === 0
            ? <EmptyState title="本学期还没有批次">每个批次是一个项目的一份名单：先制作，另一人核对笔数和金额后放行，再按银行的格式导出。</EmptyState>
            : (
              <DataTable
                label="发放批次" rows={rows} columns={columns} rowKey={(row) => String(row.id)} openHint="打开批次" maxHeight="calc(100vh - 24rem)"
                onOpen={(row) => void navigate({ to: '/payments/$batchId', params: { batchId: String(row.id) } })}
              />
            ))}
        </QueryView>
      </div>
    </>
  );
}

function StandingTable({ rows }: { readonly rows: readonly ProgrammeStanding[] }): ReactElement {
  const { can } = useArchive();
  if (rows.length === 0) return <EmptyState title="本学期还没有批准的应发" action={<Link to="/entitlements">去应发</Link>}>应发批准后，这里按项目显示发到了哪一步。</EmptyState>;
  return (
    <section className="card" aria-label="各项目的发放情况">
      <table className="plain">
        <thead>
          <tr>
            <th>资助项目</th><th className="number">应发</th><th className="number">未进批次</th><th className="number">批次中</th><th className="number">已报送</th>
            <th className="number">成功</th><th className="number">失败</th><th className="number">未回</th><th><span className="dim">下一步</span></th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.programmeKey}>
              <td>{row.programmeName}</td><td className="number">{wordPart(row.due)}</td><td className="number">{wordPart(row.unsent)}</td><td className="number">{wordPart(row.inBatch)}</td>
              <td className="number">{wordPart(row.submitted)}</td><td className="number">{wordPart(row.paid)}</td>
              <td className={`number ${row.failed.count > 0 ? 'bad' : ''}`}>{wordPart(row.failed)}</td><td className={`number ${row.unanswered.count > 0 ? 'warn' : ''}`}>{wordPart(row.unanswered)}</td>
              <td>{can('payment.write') && <NextStep row={row} />}</td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr><td>合计</td><td className="number">{wordPart({ count: rows.reduce((sum, row) => sum + row.due.count, 0), sumFen: rows.reduce((sum, row) => sum + row.due.sumFen, 0) as never })}</td><td colSpan={7} className="dim">各格相加等于应发{rows.some((row) => row.waived.count > 0) ? `（另有放弃 ${formatYuan(rows.reduce((sum, row) => sum + row.waived.sumFen, 0) as never)} 元）` : ''}</td></tr></tfoot>
      </table>
    </section>
  );
}

function NextStep({ row }: { readonly row: ProgrammeStanding }): ReactElement | null {
  if (row.unsent.count > 0) return <Link to="/payments/new" search={{ programme: row.programmeKey }}>制作批次</Link>;
  if (row.failed.count > 0) return <Link to="/payments/new" search={{ programme: row.programmeKey, purpose: 'reissue' }}>补发</Link>;
  return null;
}
