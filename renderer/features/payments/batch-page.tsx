import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { BatchDetail, BatchLine } from '#shared/contract/payments.ts';
import { lineStateText } from '#shared/domain/disbursement/line-state-text.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { reasonText } from '#shared/domain/reconciliation/return-words.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import { ExportDialog, ReleaseDialog, WithdrawDialog } from './batch-dialogs.tsx';
import { ChecksPanel } from './checks-panel.tsx';
import { batchStateText, batchStateTone, checksLabel, lineTone, sourceText, wordPart } from './data.ts';
import classes from './payments.module.css';
import { SignaturePanel } from './signature-panel.tsx';
import { WrongDialog } from './wrong-dialog.tsx';

const route = getRouteApi('/archive/payments/$batchId');

const columns: readonly DataColumn<BatchLine>[] = [
  { id: 'no', title: '序号', kind: 'number', value: (row) => row.lineNo, width: 60, frozen: true },
  { id: 'name', title: '学生', value: (row) => row.studentName, width: 112, frozen: true, total: (rows) => `${rows.length} 笔` },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.classLabel, width: 108 },
  { id: 'holder', title: '户名', value: (row) => row.holderName, width: 104 },
  { id: 'account', title: '账号', value: (row) => row.accountMasked, width: 100 },
  { id: 'amount', title: '金额（元）', kind: 'money', value: (row) => row.amountFen, width: 108, total: 'sum' },
  {
    id: 'state', title: '状态', kind: 'choice', value: (row) => lineStateText[row.state], width: 112,
    cell: (row) => <StatusTag tone={lineTone[row.state]}>{lineStateText[row.state]}</StatusTag>,
  },
  { id: 'reason', title: '银行的话', value: (row) => row.reasonRaw || (row.reasonKey === null ? null : reasonText[row.reasonKey].label), width: 150, grow: true },
  { id: 'paid', title: '入账日期', kind: 'date', value: (row) => row.paidOn, width: 104 },
  { id: 'reissue', title: '补发', value: (row) => (row.reissueOf === null ? (row.reissuedAs === null ? null : `已补发：${row.reissuedAs}`) : `补 ${row.reissueOf}`), width: 160 },
];

type Dialog = 'release' | 'export' | 'withdraw' | 'wrong';

/** One batch: its totals, who made and who released it, the files it left as, and every line's fate. */
export function BatchPage(): ReactElement {
  const { batchId } = route.useParams();
  const { schoolId } = useArchive();
  const query = useQuery(api.payments.get.queryOptions({ input: { schoolId, batchId: Number(batchId) } }));
  return <QueryView query={query} what="发放批次">{(detail) => <BatchView detail={detail} />}</QueryView>;
}

function BatchView({ detail }: { readonly detail: BatchDetail }): ReactElement {
  const { schoolId, can } = useArchive();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<'lines' | 'checks' | 'papers'>('lines');
  const checks = useQuery(api.payments.checks.queryOptions({ input: { schoolId, of: { kind: 'batch', batchId: detail.batch.id } } })).data;
  const { batch, lines } = detail;
  const live = batch.state !== 'withdrawn';
  const chosen = lines.filter((line) => selected.has(String(line.id)));
  const [one] = chosen;
  const answered = lines.some((line) => line.state !== 'due' && line.state !== 'submitted');
  return (
    <>
      <PageHeader
        title={`批次 ${batch.no}`} subtitle={`${batch.programmeName}${batch.purpose === 'reissue' ? ' · 失败补发' : ''} · ${batch.docNo || '未填文号'} · ${sourceText[batch.source]}`}
        tags={<><StatusTag tone={batchStateTone[batch.state]}>{batchStateText[batch.state]}</StatusTag>{batch.onePerson && <StatusTag tone="warn">一人模式</StatusTag>}</>}
        actions={(
          <>
            {live && can('payment.write') && !answered && <Button variant="default" onClick={() => setDialog('withdraw')}>撤回批次</Button>}
            <FileButton print make={() => client.payments.controlSheet({ schoolId, batchId: batch.id })}>打印控制单</FileButton>
            {batch.state === 'draft' && can('payment.release') && <Button onClick={() => setDialog('release')}>复核放行</Button>}
            {(batch.state === 'released' || batch.state === 'exported') && can('payment.write') && (
              <Button variant={batch.state === 'exported' ? 'default' : 'filled'} onClick={() => setDialog('export')}>{batch.state === 'exported' ? '再次导出' : '导出银行文件'}</Button>
            )}
          </>
        )}
      />
      <SummaryStrip
        label="控制总数"
        items={[
          { label: '笔数', value: batch.totals.count }, { label: '金额', value: `${formatYuan(batch.totals.sumFen)} 元` }, { label: '账号尾数和', value: batch.totals.accountTail },
          { label: '成功', value: wordPart(batch.paid), tone: batch.paid.count === batch.totals.count ? 'good' : 'plain' }, { label: '失败', value: wordPart(batch.failed), tone: batch.failed.count > 0 ? 'bad' : 'plain' },
          { label: '未回', value: wordPart(batch.waiting) },
        ]}
      />
      <div className={classes['bar']}>
        <SegmentedControl
          aria-label="看批次的什么" value={shown} onChange={(value) => setShown(value as typeof shown)}
          data={[{ value: 'lines', label: '明细' }, { value: 'checks', label: checksLabel(checks) }, { value: 'papers', label: '签领表' }]}
        />
      </div>
      <div className="beside">
        {shown === 'checks' && <div><ChecksPanel of={{ kind: 'batch', batchId: batch.id }} maxHeight="calc(100vh - 19rem)" /></div>}
        {shown === 'papers' && <SignaturePanel detail={detail} />}
        {shown === 'lines' && <DataTable
          label="批次明细" rows={lines} columns={columns} rowKey={(row) => String(row.id)} maxHeight="calc(100vh - 19rem)"
          {...(answered && can('return.write') ? {
            selected, onSelect: setSelected,
            tools: <Button variant="default" disabled={chosen.length !== 1 || one?.state !== 'paid'} onClick={() => setDialog('wrong')}>发现错发</Button>,
          } : {})}
        />}
        <aside className={classes['side']} aria-label="批次的经过"><Course detail={detail} /></aside>
      </div>
      {dialog === 'release' && <ReleaseDialog batch={batch} onClose={() => setDialog(null)} />}
      {dialog === 'export' && <ExportDialog batch={batch} zip={detail.profile.zip} onClose={() => setDialog(null)} />}
      {dialog === 'wrong' && one !== undefined && <WrongDialog line={one} onClose={() => setDialog(null)} />}
      {dialog === 'withdraw' && <WithdrawDialog batch={batch} onClose={() => setDialog(null)} />}
    </>
  );
}

function Course({ detail: { batch, files, exports } }: { readonly detail: BatchDetail }): ReactElement {
  return (
    <>
      <section className="card padded">
        <h2>经过</h2>
        <dl className={classes['facts']}>
          <dt className="dim">制作</dt><dd>{batch.createdBy}，{formatMoment(batch.createdAt)}</dd>
          <dt className="dim">复核</dt><dd>{batch.releasedBy === null ? '等另一人' : `${batch.releasedBy}，${formatMoment(batch.releasedAt ?? '')}`}</dd>
          <dt className="dim">格式</dt><dd>{batch.profileName}（制作时的版本）</dd>
          {batch.withdrawReason !== null && <><dt className="dim">撤回</dt><dd>{batch.withdrawReason}</dd></>}
        </dl>
      </section>
      {files.length > 0 && (
        <section className="card padded">
          <h2>银行文件</h2>
          <ul className={classes['list']}>
            {files.map((file) => <li key={file.seq}>{file.name}<br /><span className="dim small">{wordPart(file.totals)} 元，账号尾数和 {file.totals.accountTail}，校验值 {file.sha256.slice(0, 12)}</span></li>)}
          </ul>
          <h2>导出记录</h2>
          <ul className={classes['list']}>
            {exports.map((each) => <li key={each.exportNo}>第 {each.exportNo} 次，{each.exportedBy}，{formatMoment(each.exportedAt)}{each.reason === '' ? '' : `：${each.reason}`}</li>)}
          </ul>
          <p className="dim small">再次导出给出完全相同的文件。银行回盘后到 <Link to="/returns/import" search={{ batch: batch.id }}>回盘</Link> 导入。</p>
        </section>
      )}
    </>
  );
}
