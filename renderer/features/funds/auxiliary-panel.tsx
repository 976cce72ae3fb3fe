import { SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Book } from '#shared/domain/ledger/book.ts';
import { books, formatBook } from '#shared/domain/ledger/book.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { AuxiliaryBookView, PupilTotalView } from '#shared/contract/account-books.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { DateInput } from '#renderer/components/date-input.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import classes from './funds.module.css';

type By = 'programme' | 'source' | 'pupil';

const pupilColumns: readonly DataColumn<PupilTotalView>[] = [
  { id: 'name', title: '姓名', value: (row) => row.name, width: 84, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 104 },
  { id: 'due', title: '应发（元）', kind: 'money', value: (row) => row.dueFen, width: 96, total: 'sum' },
  { id: 'paid', title: '已发（元）', kind: 'money', value: (row) => row.paidFen, width: 96, total: 'sum' },
  { id: 'recovered', title: '追回（元）', kind: 'money', value: (row) => row.recoveredFen, width: 88, total: 'sum' },
  { id: 'owed', title: '应付未付（元）', kind: 'money', value: (row) => row.owedFen, width: 128, total: 'sum' },
  { id: 'overpaid', title: '多付待追（元）', kind: 'money', value: (row) => row.overpaidFen, width: 128, total: 'sum' },
];

function BookTable({ view }: { readonly view: AuxiliaryBookView }): ReactElement {
  return (
    <>
      <SummaryStrip
        label={`${view.title}合计`} items={[
          { label: '期初资金', value: `${formatYuan(view.opening.cashFen)} 元` }, { label: '应发', value: `${formatYuan(view.totals.dueFen)} 元` }, { label: '收入', value: `${formatYuan(view.totals.inFen)} 元` },
          { label: '支出', value: `${formatYuan(view.totals.outFen)} 元` }, { label: '期末资金', value: `${formatYuan(view.closing.cashFen)} 元` }, { label: '应付未付', value: `${formatYuan(view.closing.owedFen)} 元` },
        ]}
      />
      {view.shared.map((one) => (
        <p key={one.programmeName} className="small">{one.programmeName}：按负担比例或顺序已付 <MoneyText fen={one.paidFen} /> 元，余额 <MoneyText fen={one.balanceFen} bad={one.balanceFen < 0} /> 元。</p>
      ))}
      <div className={`card ${classes['bookScroll']}`} tabIndex={0} role="group" aria-label={`${view.title}，可滚动`}>
        <table className="plain" aria-label={view.title}>
          <thead>
            <tr>
              <th>日期</th><th>凭证号</th><th>事项</th><th>摘要</th><th>资助项目</th><th className="number">应发</th><th className="number">收入</th><th className="number">支出</th><th className="number">资金余额</th><th className="number">应付余额</th>
            </tr>
          </thead>
          <tbody>
            {view.lines.map((line) => (
              <tr key={line.entryId}>
                <td>{line.onDate}</td><td>{line.voucher}</td><td>{line.kindLabel}</td><td className={classes['words']}>{line.summary}</td><td className={classes['words']}>{line.programmeName}</td>
                {([line.dueFen, line.inFen, line.outFen]).map((fen, index) => <td key={index} className="number">{fen !== 0 && <MoneyText fen={fen} />}</td>)}
                <td className="number"><MoneyText fen={line.cashBalanceFen} /></td><td className="number"><MoneyText fen={line.owedBalanceFen} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** 辅助账 by programme, by source and by pupil within one book. */
export function AuxiliaryPanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [by, setBy] = useState<By>('programme');
  const [book, setBook] = useState<Book>('school_account');
  const [programmeKey, setProgramme] = useState<string | null>(null);
  const [source, setSource] = useState<FundingSource | null>(null);
  const [pupil, setPupil] = useState<PupilTotalView | null>(null);
  const [from, setFrom] = useState<IsoDate | null>(null);
  const [to, setTo] = useState<IsoDate | null>(null);
  const chart = useQuery(api.accountBooks.chart.queryOptions({ input: { schoolId } })).data ?? [];
  const used = new Map(chart.filter((line) => line.bookLabel === formatBook(book)).flatMap((line) => line.uses.map((use) => [use.programmeKey, use.programmeName])));
  const pupils = useQuery({ ...api.accountBooks.pupils.queryOptions({ input: { schoolId, book, term } }), enabled: by === 'pupil' });
  const chosen = by === 'programme' ? programmeKey : by === 'source' ? source : pupil;
  const input = { schoolId, book, by, programmeKey, source: by === 'source' ? source : null, studentId: by === 'pupil' ? pupil?.studentId ?? null : null, from, to };
  const view = useQuery({ ...api.accountBooks.auxiliary.queryOptions({ input }), enabled: chosen !== null });
  const nothing = chosen === null || (view.data?.lines.length ?? 0) === 0;
  return (
    <>
      <div className={classes['tools']}>
        <SegmentedControl aria-label="辅助账按什么设" value={by} data={[{ value: 'programme', label: '按项目' }, { value: 'source', label: '按来源' }, { value: 'pupil', label: '按学生' }]} onChange={(value) => setBy(value as By)} />
        <Select label="账簿" w={170} allowDeselect={false} value={book} data={books.map((value) => ({ value, label: formatBook(value) }))} onChange={(value) => { setBook((value ?? 'school_account') as Book); setProgramme(null); setPupil(null); }} />
        <Select label="资助项目" w={210} clearable searchable placeholder={by === 'programme' ? '请选一个' : '全部'} value={programmeKey} data={[...used].map(([value, label]) => ({ value, label }))} onChange={setProgramme} />
        {by === 'source' && <Select label="资金来源" w={110} placeholder="请选" value={source} data={fundingSources.map((value) => ({ value, label: formatFundingSource(value) }))} onChange={(value) => setSource(value as FundingSource | null)} />}
        <div className={classes['day']}><DateInput label="从" value={from} onChange={setFrom} /></div>
        <div className={classes['day']}><DateInput label="到" value={to} onChange={setTo} /></div>
        {can('file.take') && (
          <>
            <FileButton print disabled={nothing} make={() => client.accountBooks.printAuxiliary({ ...input, operationId: newOperationId() })}>打印</FileButton>
            <FileButton disabled={nothing} make={() => client.accountBooks.auxiliaryXlsx({ ...input, operationId: newOperationId() })}>导出表格</FileButton>
          </>
        )}
      </div>
      {by === 'pupil' && (
        <QueryView query={pupils} what="学生辅助账">
          {(rows) => (
            <DataTable
              label="学生辅助账" rows={rows} columns={pupilColumns} rowKey={(row) => String(row.studentId)} onActive={setPupil} maxHeight={pupil === null ? 'calc(100vh - 18rem)' : '14rem'}
              empty={<EmptyState title="本学期这本账里还没有学生的分录">批准应发后，每名学生的应发、已发、追回和应付未付列在这里，点一名学生看逐笔。</EmptyState>}
            />
          )}
        </QueryView>
      )}
      {chosen === null
        ? by !== 'pupil' && <EmptyState title={by === 'programme' ? '请选一个资助项目' : '请选一个资金来源'}>辅助账把一个项目、一级来源或一名学生的每一笔应发、收入、支出排在一起，随时知道还剩多少、还欠多少。</EmptyState>
        : <QueryView query={view} what="辅助账">{(data) => (data.lines.length === 0 ? <EmptyState title="这个范围里没有一笔">请换一个账簿、项目或日期。</EmptyState> : <BookTable view={data} />)}</QueryView>}
    </>
  );
}
