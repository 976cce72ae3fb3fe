import type { ReactElement } from 'react';
import { sumFen } from '#shared/domain/money/fen.ts';
import type { TermActView } from '#shared/contract/settlement.ts';
import { MoneyText } from '#renderer/components/money-text.tsx';

/** What was decided about the remainders. */
export function DisposalTable({ disposals }: { readonly disposals: TermActView['disposals'] }): ReactElement {
  return (
    <table className="plain" aria-label="结余处理决定">
      <thead><tr><th>资助项目</th><th>来源</th><th>处理</th><th className="number">金额（元）</th><th>依据</th></tr></thead>
      <tbody>
        {disposals.map((one, index) => (
          <tr key={`${one.programmeKey} ${one.source} ${index}`}>
            <td>{one.programmeName}</td><td>{one.sourceLabel}</td><td>{one.toLabel === '' ? one.wayLabel : `${one.wayLabel}至${one.toLabel}`}</td>
            <td className="number"><MoneyText fen={one.fen} /></td><td>{one.docNo === '' ? '—' : one.docNo}</td>
          </tr>
        ))}
      </tbody>
      <tfoot><tr><td colSpan={3}>合计</td><td className="number"><MoneyText fen={sumFen(disposals.map((one) => one.fen))} /></td><td /></tr></tfoot>
    </table>
  );
}
