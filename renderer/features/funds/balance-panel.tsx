import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import type { BookBalanceView } from '#shared/contract/account-books.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './funds.module.css';

type ScopeKind = SettlementScope['kind'];

const scopes: readonly { value: ScopeKind; label: string }[] = [
  { value: 'term', label: '学期' }, { value: 'school_year', label: '学年' }, { value: 'calendar_year', label: '自然年' }, { value: 'as_of', label: '任意日' },
];

interface Asked {
  readonly kind: ScopeKind;
  readonly day: IsoDate | null;
  readonly year: number;
}

function scopeOf({ kind, day, year }: Asked, term: TermKey, today: IsoDate): SettlementScope {
  switch (kind) {
    case 'term': return { kind, term, asOf: day };
    case 'school_year': return { kind, schoolYear: schoolYearOf(term), asOf: day };
    case 'calendar_year': return { kind, year, asOf: day };
    case 'as_of': return { kind, date: day ?? today };
  }
}

const pairs = ['opening', 'period', 'closing'] as const;

function BalanceTable({ book }: { readonly book: BookBalanceView }): ReactElement {
  const cells = (sides: Pick<BookBalanceView['totals'], 'opening' | 'period' | 'closing'>, total: boolean): ReactElement[] => pairs.flatMap((pair) => (['debitFen', 'creditFen'] as const).map((side) => (
    <td key={`${pair}${side}`} className="number">{(total || sides[pair][side] !== 0) && <MoneyText fen={sides[pair][side]} />}</td>
  )));
  return (
    <section className={`card ${classes['chain']}`} aria-label={`科目余额：${book.bookLabel}`}>
      <h2>{book.bookLabel}　<StatusTag tone={book.balanced ? 'good' : 'bad'}>{book.balanced ? '借贷平衡' : '借贷不平'}</StatusTag></h2>
      <table className="plain" aria-label={`科目余额表：${book.bookLabel}`}>
        <thead>
          <tr>
            <th>编码</th><th>科目</th>
            {['期初借方', '期初贷方', '本期借方', '本期贷方', '期末借方', '期末贷方'].map((title) => <th key={title} className="number">{title}</th>)}
          </tr>
        </thead>
        <tbody>{book.lines.map((line) => <tr key={line.accountCode}><td>{line.number}</td><td>{line.label}</td>{cells(line, false)}</tr>)}</tbody>
        <tfoot><tr><td colSpan={2}>合计</td>{cells(book.totals, true)}</tr></tfoot>
      </table>
    </section>
  );
}

/** 科目余额表 of the term, the 学年, the 自然年 or any day: opening, movements and closing of every account, book by book. */
export function BalancePanel(): ReactElement {
  const { schoolId, term, today, can } = useArchive();
  const [asked, setAsked] = useState<Asked>({ kind: 'term', day: null, year: Number(today.slice(0, 4)) });
  const [programmeKey, setProgramme] = useState<string | null>(null);
  const programmes = useQuery(api.funds.programmes.queryOptions({ input: { schoolId } })).data ?? [];
  const input = { schoolId, scope: scopeOf(asked, term, today), programmeKey };
  const query = useQuery(api.accountBooks.balances.queryOptions({ input }));
  const nothing = (query.data?.books.length ?? 0) === 0;
  return (
    <>
      <div className={classes['tools']}>
        <SegmentedControl aria-label="按什么口径看余额" data={[...scopes]} value={asked.kind} onChange={(kind) => setAsked({ ...asked, kind: kind as ScopeKind, day: null })} />
        {asked.kind === 'calendar_year' && (
          <NumberInput label="年份" w={90} value={asked.year} min={1990} max={2199} thousandSeparator="" onChange={(year) => { if (typeof year === 'number' && year >= 1990 && year <= 2199) setAsked({ ...asked, year }); }} />
        )}
        <DateInput label={asked.kind === 'as_of' ? '截至哪一天' : '截至（不填为全部）'} value={asked.kind === 'as_of' ? asked.day ?? today : asked.day} onChange={(day) => setAsked({ ...asked, day })} />
        <Select label="资助项目" w={220} clearable searchable placeholder="全部项目" value={programmeKey} data={programmes.map(({ key, name }) => ({ value: key, label: name }))} onChange={setProgramme} />
        {can('file.take') && (
          <>
            <FileButton print disabled={nothing} make={() => client.accountBooks.printBalances({ ...input, operationId: newOperationId() })}>打印余额表</FileButton>
            <FileButton disabled={nothing} make={() => client.accountBooks.balancesXlsx({ ...input, operationId: newOperationId() })}>导出表格</FileButton>
          </>
        )}
      </div>
      <QueryView query={query} what="科目余额">
        {({ books }) => (books.length === 0
          ? <EmptyState title="这个范围里还没有分录">有了下达、到账或应发，这里按账簿列出每个科目的期初、本期和期末，借贷两边总是相等。</EmptyState>
          : <div className={classes['chains']} tabIndex={0} role="group" aria-label="科目余额，可滚动">{books.map((book) => <BalanceTable key={book.book} book={book} />)}</div>)}
      </QueryView>
    </>
  );
}
