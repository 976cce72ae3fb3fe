import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ChainStepKey } from '#shared/domain/settlement/chain.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import classes from './funds.module.css';

interface ChainItemsCardProps {
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly step: ChainStepKey;
}

/** What one number of the chain is made of: its entries, which add up to it. */
export function ChainItemsCard({ programmeKey, programmeName, step }: ChainItemsCardProps): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.chain.items.queryOptions({ input: { schoolId, term, programmeKey, step } }));
  return (
    <section className={`card ${classes['entry']}`} aria-label="这个数由哪些账组成">
      <QueryView query={query} what="明细">
        {({ label, fen, items }) => (
          <>
            <h2>{label} <MoneyText fen={fen} bold bad={fen < 0} /> 元</h2>
            <p className="dim small">{programmeName}　{items.length === 0 ? '没有分录' : `由 ${items.length} 笔分录相加`}</p>
            <div className={classes['scroll']} tabIndex={0} role="group" aria-label={`${label}的分录`}>
              <table className="plain" aria-label={`${label}的明细`}>
                <thead><tr><th>凭证</th><th>日期</th><th>事项与摘要</th><th className="number">金额</th></tr></thead>
                <tbody>
                  {items.map((item) => (
                    <tr key={item.entryId}>
                      <td>{item.entryNo}</td>
                      <td>{item.date}</td>
                      <td>
                        {item.batchId === null ? item.kindLabel : <Link to="/payments/$batchId" params={{ batchId: String(item.batchId) }}>{item.kindLabel}</Link>}
                        {item.pupils > 0 && <span className="dim">　{item.pupils} 人</span>}
                        <div className="dim small">{item.docNo === '' ? '' : `${item.docNo}　`}{item.memo}</div>
                      </td>
                      <td className="number"><MoneyText fen={item.fen} bad={item.fen < 0} /></td>
                    </tr>
                  ))}
                </tbody>
                <tfoot><tr><td colSpan={3}>合计</td><td className="number"><MoneyText fen={fen} /></td></tr></tfoot>
              </table>
            </div>
          </>
        )}
      </QueryView>
    </section>
  );
}
