import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { JournalEntryView } from '#shared/contract/ledger.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './funds.module.css';

const columns: readonly DataColumn<JournalEntryView>[] = [
  { id: 'no', title: '分录号', kind: 'number', value: (row) => row.entryNo, width: 66, frozen: true, total: 'count' },
  { id: 'date', title: '日期', kind: 'date', value: (row) => row.onDate, width: 94 },
  {
    id: 'kind', title: '事项', kind: 'choice', value: (row) => row.kindLabel, width: 112,
    cell: (row) => <>{row.kindLabel}{row.reversedByNo !== null && <> <StatusTag tone="warn">{`${row.reversedByNo} 号冲销`}</StatusTag></>}</>,
  },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 180 },
  { id: 'pupils', title: '人数', kind: 'number', value: (row) => (row.pupils === 0 ? null : row.pupils), width: 56 },
  { id: 'fen', title: '金额（元）', kind: 'money', value: (row) => row.fen, width: 100 },
  { id: 'memo', title: '摘要', value: (row) => row.memo, width: 290, grow: true },
  { id: 'by', title: '记账人', value: (row) => row.postedBy, width: 124 },
];

/** The journal of the term: every entry, newest first, and the two sides of the one pointed at. */
export function JournalPanel(): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.ledger.entries.queryOptions({ input: { schoolId, term, page: { offset: 0, limit: 5000 } } }));
  const [active, setActive] = useState<JournalEntryView | null>(null);
  return (
    <QueryView query={query} what="分录账簿">
      {({ entries }) => (
        <div className="beside">
          <DataTable
            label="分录账簿" rows={entries} columns={columns} rowKey={(row) => String(row.id)} onActive={setActive} onOpen={setActive} openHint="看分录" maxHeight="calc(100vh - 15rem)"
            empty={<EmptyState title="本学期还没有分录">登记到账、批准应发、报送批次、导入回盘，都会在这里自动记账。账只增不改。</EmptyState>}
          />
          {active !== null && <EntryCard key={active.id} entry={active} />}
        </div>
      )}
    </QueryView>
  );
}

/** An entry of a whole batch has thousands of lines; the window stays quick with these. */
const mostLines = 200;

function EntryCard({ entry }: { readonly entry: JournalEntryView }): ReactElement {
  const { schoolId } = useArchive();
  const query = useQuery(api.ledger.entry.queryOptions({ input: { schoolId, entryId: entry.id } }));
  return (
    <section className={`card ${classes['entry']}`} aria-label={`第 ${entry.entryNo} 号分录`}>
      <h2>第 {entry.entryNo} 号　{entry.kindLabel}</h2>
      <p className="dim small">{entry.onDate}　{entry.programmeName}{entry.docNo === null || entry.docNo === '' ? '' : `　${entry.docNo}`}</p>
      <p className="small">{entry.memo}</p>
      <QueryView query={query} what="分录">
        {({ postings }) => (
          <div className={classes['scroll']} tabIndex={0} role="group" aria-label="借方和贷方">
            <table className="plain" aria-label={`第 ${entry.entryNo} 号分录的借贷`}>
              <thead><tr><th>科目</th><th>学生或来源</th><th className="number">借方</th><th className="number">贷方</th></tr></thead>
              <tbody>
                {postings.slice(0, mostLines).map((posting) => (
                  <tr key={posting.lineNo}>
                    <td>{posting.accountLabel}</td>
                    <td>{posting.studentName ?? (posting.source === null ? '' : formatFundingSource(posting.source))}</td>
                    <td className="number">{posting.debitFen > 0 && <MoneyText fen={posting.debitFen} />}</td>
                    <td className="number">{posting.creditFen > 0 && <MoneyText fen={posting.creditFen} />}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot><tr><td colSpan={2}>合计</td><td className="number"><MoneyText fen={entry.fen} /></td><td className="number"><MoneyText fen={entry.fen} /></td></tr></tfoot>
            </table>
            {postings.length > mostLines && <p className="dim small">共 {postings.length.toLocaleString('zh-CN')} 行，这里列出前 {mostLines} 行，合计为全部。每名学生的分录在“一生一档”里。</p>}
          </div>
        )}
      </QueryView>
      <p className="dim small">{entry.postedBy} 记账</p>
    </section>
  );
}
