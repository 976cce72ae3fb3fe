import type { ReactElement } from 'react';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { StatementView } from '#shared/contract/settlement.ts';
import { MoneyText } from '#renderer/components/money-text.tsx';
import classes from './settlement.module.css';

type Programme = StatementView['programmes'][number];
type Source = Programme['sources'][number];

type Row = Programme | Source | StatementView['totals'];
type MoneyKey = keyof Omit<StatementView['totals'], 'openingBudget' | 'overpaid' | 'recoveredOwed' | 'outstanding' | 'leftAfterCarry'>;

/** `rare`: left out while it is nought in every row, so that an ordinary term fits the screen. */
type Column =
  | { readonly kind: 'money'; readonly title: string; readonly key: MoneyKey; readonly rare?: true }
  | { readonly kind: 'count'; readonly title: string; readonly key: 'due' | 'paid' };

const columns: readonly Column[] = [
  { kind: 'money', title: '上期结转', key: 'openingCash' },
  { kind: 'money', title: '到账', key: 'received' },
  { kind: 'money', title: '调剂', key: 'moved', rare: true },
  { kind: 'count', title: '应发人次', key: 'due' },
  { kind: 'money', title: '应发', key: 'due' },
  { kind: 'count', title: '已发人次', key: 'paid' },
  { kind: 'money', title: '已发', key: 'paid' },
  { kind: 'money', title: '失败待补发', key: 'failed' },
  { kind: 'money', title: '未报送', key: 'notSubmitted', rare: true },
  { kind: 'money', title: '已报未回', key: 'inFlight', rare: true },
  { kind: 'money', title: '追回', key: 'recovered', rare: true },
  { kind: 'money', title: '退回财政', key: 'returned', rare: true },
  { kind: 'money', title: '结余', key: 'budgetBalance' },
  { kind: 'money', title: '期末余额', key: 'cashBalance' },
  { kind: 'money', title: '结转下期', key: 'carriedOut', rare: true },
];

function Money({ fen }: { readonly fen: Fen | null }): ReactElement {
  return <td className="number">{fen === null ? '' : fen === 0 ? <span className="dim">0.00</span> : <MoneyText fen={fen} bad={fen < 0} />}</td>;
}

interface CellsProps {
  readonly row: Row;
  readonly heads: { readonly due: number; readonly paid: number } | null;
  readonly shown: readonly Column[];
}

function Cells({ row, heads, shown }: CellsProps): ReactElement {
  return (
    <>
      {shown.map((column) => (column.kind === 'count'
        ? <td key={column.title} className="number">{heads?.[column.key] ?? ''}</td>
        : <Money key={column.title} fen={column.key in row ? row[column.key as keyof Row] as Fen : null} />))}
    </>
  );
}

/** The statement: a row a programme, its sources under it, the totals last. */
export function StatementTable({ statement }: { readonly statement: StatementView }): ReactElement {
  const rows = [statement.totals, ...statement.programmes];
  const shown = columns.filter((column) => column.kind === 'count' || column.rare !== true || rows.some((row) => row[column.key] !== 0));
  return (
    <div className={`card ${classes['wide']}`} tabIndex={0} role="group" aria-label="结算表，可左右滚动">
      <table className="plain" aria-label="结算表">
        <thead><tr><th>资助项目与来源</th>{shown.map((column) => <th key={column.title} className="number">{column.title}</th>)}</tr></thead>
        <tbody>
          {statement.programmes.flatMap((programme) => [
            <tr key={`${programme.programmeKey} ${programme.channel}`} className={classes['programme']}>
              <td>{programme.programmeName}{programme.channel === 'one_card' && <span className="dim">　一卡通</span>}</td><Cells row={programme} heads={programme.headcounts} shown={shown} />
            </tr>,
            ...programme.sources.map((source) => (
              <tr key={`${programme.programmeKey}-${programme.channel}-${source.source}`} className={classes['source']}>
                <td className="dim">其中 {source.sourceLabel}</td><Cells row={source} heads={null} shown={shown} />
              </tr>
            )),
          ])}
        </tbody>
        <tfoot>
          {statement.channels.length > 1
            ? statement.channels.map((one) => <tr key={one.channel}><td>{one.channelLabel}合计</td><Cells row={one.totals} heads={null} shown={shown} /></tr>)
            : <tr><td>合计</td><Cells row={statement.totals} heads={statement.places} shown={shown} /></tr>}
        </tfoot>
      </table>
    </div>
  );
}
