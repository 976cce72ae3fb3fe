import type { ReactElement } from 'react';
import type { TermOverview } from '#shared/contract/home.ts';
import { MoneyText } from '#renderer/components/money-text.tsx';

/** The term's money from the journal; the last line is what the lines above add up to. */
export function MoneyCard({ money }: { readonly money: NonNullable<TermOverview['money']> }): ReactElement {
  return (
    <section className="card padded" aria-label="资金">
      <h2>资金（元）</h2>
      <table className="plain" aria-label="本学期资金">
        <tbody>
          <tr><td>上期结转</td><td className="number"><MoneyText fen={money.openingFen} /></td></tr>
          <tr><td>到账</td><td className="number"><MoneyText fen={money.receivedFen} /></td></tr>
          <tr><td>应发</td><td className="number"><MoneyText fen={money.dueFen} /></td></tr>
          <tr><td>已发</td><td className="number"><MoneyText fen={money.paidFen} /></td></tr>
          <tr><td>待补发</td><td className="number"><MoneyText fen={money.failedFen} bad={money.failedFen > 0} /></td></tr>
          {money.returnedFen > 0 && <tr><td>退回财政</td><td className="number"><MoneyText fen={money.returnedFen} /></td></tr>}
        </tbody>
        <tfoot><tr><td title="上期结转 ＋ 到账 － 已发 － 退回财政">账面结余</td><td className="number"><MoneyText fen={money.balanceFen} bold bad={money.balanceFen < 0} /></td></tr></tfoot>
      </table>
    </section>
  );
}
