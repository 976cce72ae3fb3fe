import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { accountNumber, numberedAccounts } from '#shared/domain/ledger/account-number.ts';
import type { AccountCode } from '#shared/domain/ledger/accounts.ts';
import { formatBook } from '#shared/domain/ledger/book.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { AccountBookLineView, AccountBookView } from '#shared/contract/account-books.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import classes from './funds.module.css';

const accountChoices = (['school_account', 'one_card', 'own_funds'] as const).map((book) => ({
  group: formatBook(book), items: numberedAccounts.filter((account) => account.book === book).map((account) => ({ value: account.code, label: `${accountNumber(account.code)} ${account.label}` })),
}));

/** A ledger of years has thousands of lines; the window shows the latest of these, paper and the worksheet all. */
const mostLines = 600;

function Line({ line }: { readonly line: AccountBookLineView }): ReactElement {
  if (line.kind === 'month') {
    return (
      <tr className={classes['month']}>
        <td colSpan={4} /><td colSpan={3}>{line.label}</td>
        <td className="number"><MoneyText fen={line.debitFen} /></td><td className="number"><MoneyText fen={line.creditFen} /></td><td>{line.side}</td><td className="number"><MoneyText fen={line.balanceFen} /></td>
      </tr>
    );
  }
  return (
    <tr>
      <td>{line.onDate}</td><td>{line.voucher}</td><td className="number">{line.entryNo}</td><td>{line.kindLabel}</td><td className={classes['words']}>{line.summary}</td><td className={classes['words']}>{line.programmeName}</td><td className={classes['words']}>{line.opposite}</td>
      <td className="number">{line.debitFen > 0 && <MoneyText fen={line.debitFen} />}</td><td className="number">{line.creditFen > 0 && <MoneyText fen={line.creditFen} />}</td>
      <td>{line.side}</td><td className="number"><MoneyText fen={line.balanceFen} /></td>
    </tr>
  );
}

function BookTable({ view }: { readonly view: AccountBookView }): ReactElement {
  const shown = view.lines.slice(-mostLines);
  return (
    <>
      <SummaryStrip
        label={`${view.title}合计`} items={[
          { label: '期初', value: `${view.opening.side} ${formatYuan(view.opening.fen)} 元` }, { label: '借方', value: `${formatYuan(view.debitFen)} 元` }, { label: '贷方', value: `${formatYuan(view.creditFen)} 元` },
          { label: '期末', value: `${view.closing.side} ${formatYuan(view.closing.fen)} 元` },
        ]}
      />
      <div className={`card ${classes['bookScroll']}`} tabIndex={0} role="group" aria-label={`${view.title}，可滚动`}>
        <table className="plain" aria-label={`${view.title} ${view.accountLabel}`}>
          <thead>
            <tr>
              <th>日期</th><th>凭证号</th><th className="number">分录</th><th>事项</th><th>摘要</th><th>资助项目</th><th>对方科目</th><th className="number">借方（元）</th><th className="number">贷方（元）</th><th>方向</th><th className="number">余额（元）</th>
            </tr>
          </thead>
          <tbody>{shown.map((line, index) => <Line key={line.kind === 'move' ? `${line.entryId}` : `${line.label}${index}`} line={line} />)}</tbody>
        </table>
        {shown.length < view.lines.length && <p className="dim small">共 {view.moves.toLocaleString('zh-CN')} 笔，这里列出最近的部分；打印和导出是全部。请用日期缩小范围。</p>}
      </div>
    </>
  );
}

/** 日记账 of the money, or the 明细账 of any account, with month and year sums; printed, as a worksheet, and the whole journal as plain text. */
export function DayBookPanel(): ReactElement {
  const { schoolId, can } = useArchive();
  const [accountCode, setAccount] = useState<AccountCode>('cash');
  const [programmeKey, setProgramme] = useState<string | null>(null);
  const [source, setSource] = useState<FundingSource | null>(null);
  const [from, setFrom] = useState<IsoDate | null>(null);
  const [to, setTo] = useState<IsoDate | null>(null);
  const programmes = useQuery(api.funds.programmes.queryOptions({ input: { schoolId } })).data ?? [];
  const input = { schoolId, accountCode, programmeKey, source, from, to };
  const query = useQuery(api.accountBooks.account.queryOptions({ input }));
  const nothing = (query.data?.moves ?? 0) === 0;
  const book = numberedAccounts.find((account) => account.code === accountCode)?.book ?? 'school_account';
  return (
    <>
      <div className={classes['tools']}>
        <Select label="科目" w={230} searchable allowDeselect={false} value={accountCode} data={accountChoices} onChange={(value) => setAccount((value ?? 'cash') as AccountCode)} />
        <Select label="资助项目" w={200} clearable searchable placeholder="全部" value={programmeKey} data={programmes.map(({ key, name }) => ({ value: key, label: name }))} onChange={setProgramme} />
        <Select label="资金来源" w={104} clearable placeholder="全部" value={source} data={fundingSources.map((value) => ({ value, label: formatFundingSource(value) }))} onChange={(value) => setSource(value as FundingSource | null)} />
        <div className={classes['day']}><DateInput label="从" value={from} onChange={setFrom} /></div>
        <div className={classes['day']}><DateInput label="到" value={to} onChange={setTo} /></div>
        {can('file.take') && (
          <>
            <FileButton print disabled={nothing} make={() => client.accountBooks.printAccount({ ...input, operationId: newOperationId() })}>打印</FileButton>
            <FileButton disabled={nothing} make={() => client.accountBooks.accountXlsx({ ...input, operationId: newOperationId() })}>导出表格</FileButton>
            <FileButton variant="subtle" disabled={nothing} make={() => client.accountBooks.journalText({ schoolId, book, from, to, operationId: newOperationId() })}>导出纯文本账簿</FileButton>
          </>
        )}
      </div>
      <QueryView query={query} what="日记账">
        {(view) => (view.moves === 0
          ? <EmptyState title="这个科目在这个范围里没有发生额">登记到账、导入回盘后，钱的收付按天列在这里，每月有本月合计和本年累计。换一个科目，就是它的明细账。</EmptyState>
          : <BookTable view={view} />)}
      </QueryView>
    </>
  );
}
