import type { ReactElement } from 'react';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { StatementView } from '#shared/contract/settlement.ts';
import { MoneyText } from '#renderer/components/money-text.tsx';
import classes from './settlement.module.css';

type Programme = StatementView['programmes'][number];
type Source = Programme['sources'][number];

const heads = ['上期结转', '到账', '应发人次', '应发', '已发人次', '已发', '失败待补发', '未报送', '已报未回', '追回', '退回财政', '结余', '期末余额', '结转下期'] as const;

function Money({ fen }: { readonly fen: Fen | null }): ReactElement {
  return <td className="number">{fen === null ? '' : fen === 0 ? <span className="dim">0.00</span> : <MoneyText fen={fen} bad={fen < 0} />}</td>;
}

function Count({ n }: { readonly n: number | null }): ReactElement {
  return <td className="number">{n ?? ''}</td>;
}

interface RowCells {
  readonly row: Source | Programme | StatementView['totals'];
  readonly heads: { readonly due: number; readonly paid: number } | null;
  readonly owed: { readonly failed: Fen; readonly notSubmitted: Fen; readonly inFlight: Fen } | null;
}

function Cells({ row, heads: people, owed }: RowCells): ReactElement {
  return (
    <>
      <Money fen={row.openingCash} /><Money fen={row.received} />
      <Count n={people?.due ?? null} /><Money fen={row.due} /><Count n={people?.paid ?? null} /><Money fen={row.paid} />
      <Money fen={owed?.failed ?? null} /><Money fen={owed?.notSubmitted ?? null} /><Money fen={owed?.inFlight ?? null} />
      <Money fen={row.recovered} /><Money fen={row.returned} /><Money fen={row.budgetBalance} /><Money fen={row.cashBalance} /><Money fen={row.carriedOut} />
    </>
  );
}

/** The statement: a row a programme, its sources under it, the totals last. */
export function StatementTable({ statement }: { readonly statement: StatementView }): ReactElement {
  return (
    <div className={`card ${classes['wide']}`} tabIndex={0} role="group" aria-label="结算表，可左右滚动">
      <table className="plain" aria-label="结算表">
        <thead><tr><th>资助项目与来源</th>{heads.map((head) => <th key={head} className="number">{head}</th>)}</tr></thead>
        <tbody>
          {statement.programmes.flatMap((programme) => [
            <tr key={programme.programmeKey} className={classes['programme']}>
              <td>{programme.programmeName}</td><Cells row={programme} heads={programme.headcounts} owed={programme} />
            </tr>,
            ...programme.sources.map((source) => (
              <tr key={`${programme.programmeKey}-${source.source}`} className={classes['source']}>
                <td className="dim">其中 {source.sourceLabel}</td><Cells row={source} heads={null} owed={null} />
              </tr>
            )),
          ])}
        </tbody>
        <tfoot><tr><td>合计</td><Cells row={statement.totals} heads={statement.places} owed={statement.totals} /></tr></tfoot>
      </table>
    </div>
  );
}
