import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';

/** 科目余额表: both sides of every account, and that they agree. */
export function BalancePanel(): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.ledger.trialBalance.queryOptions({ input: { schoolId, term } }));
  return (
    <QueryView query={query} what="科目余额">
      {({ accounts, debitFen, creditFen, balanced }) => (accounts.length === 0
        ? <EmptyState title="本学期还没有分录">有了到账或应发，这里列出每个科目的借方、贷方和余额。</EmptyState>
        : (
          <section className="card" aria-label="科目余额表">
            <table className="plain" aria-label="科目余额表">
              <thead><tr><th>科目</th><th className="number">借方发生（元）</th><th className="number">贷方发生（元）</th><th className="number">余额（元）</th></tr></thead>
              <tbody>
                {accounts.map((account) => (
                  <tr key={account.accountCode}>
                    <td>{account.accountLabel}</td>
                    <td className="number"><MoneyText fen={account.debitFen} /></td>
                    <td className="number"><MoneyText fen={account.creditFen} /></td>
                    <td className="number"><MoneyText fen={account.balanceFen} bad={account.balanceFen < 0} /></td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <td>合计　<StatusTag tone={balanced ? 'good' : 'bad'}>{balanced ? '借贷平衡' : '借贷不平'}</StatusTag></td>
                  <td className="number"><MoneyText fen={debitFen} /></td><td className="number"><MoneyText fen={creditFen} /></td><td />
                </tr>
              </tfoot>
            </table>
          </section>
        ))}
    </QueryView>
  );
}
