import { memo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import type { DataColumn } from './data-column.ts';
import classes from './data-table.module.css';
import { cellPlace } from './layout.ts';
import { sumColumn } from './table-view.ts';

function totalOf<Row>(column: DataColumn<Row>, rows: readonly Row[]): ReactNode {
  if (column.total === undefined) return null;
  if (column.total === 'count') return `${rows.length.toLocaleString('zh-CN')} 行`;
  if (column.total !== 'sum') return column.total(rows);
  const sum = sumColumn(column, rows);
  return column.kind === 'money' ? formatYuan(fen(sum)) : sum.toLocaleString('zh-CN');
}

interface TableTotalsProps<Row> {
  readonly columns: readonly DataColumn<Row>[];
  /** The rows that pass the filters. */
  readonly rows: readonly Row[];
  readonly template: string;
  readonly ticks: boolean;
}

/** The last row: totals over exactly the rows shown. */
function PlainTotals<Row>({ columns, rows, template, ticks }: TableTotalsProps<Row>): ReactElement {
  return (
    <div className={classes['foot']} role="rowgroup">
      <div className={classes['row']} style={{ gridTemplateColumns: template }} role="row" aria-label="合计">
        {ticks && <div role="gridcell" className={`${classes['cell']} ${classes['frozen']}`} style={{ left: 0 }} />}
        {columns.map((column, index) => {
          const place = cellPlace(columns, index, ticks);
          return <div key={column.id} role="gridcell" style={place.style} className={place.className}>{totalOf(column, rows)}</div>;
        })}
      </div>
    </div>
  );
}

/** Added up anew only when the rows are others, not with every step of scrolling. */
export const TableTotals = memo(PlainTotals) as typeof PlainTotals;
