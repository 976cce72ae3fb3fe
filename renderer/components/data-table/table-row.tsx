import { memo } from 'react';
import type { MouseEvent, ReactElement } from 'react';
import type { DataColumn } from './data-column.ts';
import classes from './data-table.module.css';
import { cellPlace } from './layout.ts';
import { shownValue } from './table-view.ts';
import type { GridPosition } from './use-grid-position.ts';

/** What a row does, the same functions for as long as the table stands: a row that hasn't changed is not drawn again. */
export interface RowActions<Row> {
  readonly tick: (row: Row) => void;
  readonly point: (row: number, column: number, extend: boolean) => void;
  readonly open: ((row: Row) => void) | null;
}

/** The cells of one row that are marked: the active one, and the range it was stretched from. */
export interface RowMarks {
  readonly active: number | null;
  readonly from: number | null;
  readonly to: number | null;
}

interface BodyRowProps<Row> extends RowMarks {
  readonly row: Row;
  readonly index: number;
  /** Pixels from the top of the body. */
  readonly start: number;
  readonly columns: readonly DataColumn<Row>[];
  readonly template: string;
  readonly gridId: string;
  /** Null where rows can't be ticked. */
  readonly ticked: boolean | null;
  readonly actions: RowActions<Row>;
  readonly measure: ((element: Element | null) => void) | undefined;
}

function isBetween(value: number, one: number, other: number): boolean {
  return value >= Math.min(one, other) && value <= Math.max(one, other);
}

export function marksOf({ active, anchor }: Pick<GridPosition, 'active' | 'anchor'>, row: number): RowMarks {
  const ranged = (active.row !== anchor.row || active.column !== anchor.column) && isBetween(row, active.row, anchor.row);
  return {
    active: active.row === row ? active.column : null,
    from: ranged ? Math.min(active.column, anchor.column) : null, to: ranged ? Math.max(active.column, anchor.column) : null,
  };
}

function marks({ active, from, to }: RowMarks, column: number): string {
  const isRanged = from !== null && to !== null && isBetween(column, from, to);
  return `${active === column ? classes['active'] : ''} ${isRanged ? classes['ranged'] : ''}`;
}

function PlainRow<Row>(props: BodyRowProps<Row>): ReactElement {
  const { row, index, columns, ticked, measure, actions } = props;
  const point = (column: number) => (event: MouseEvent): void => {
    if ((event.target as HTMLElement).closest('button, a, input') === null) actions.point(index, column, event.shiftKey);
  };
  return (
    <div
      role="row" aria-rowindex={index + 2} data-index={index} ref={measure}
      {...(ticked === null ? {} : { 'aria-selected': ticked })}
      className={`${classes['row']} ${ticked ? classes['selected'] : ''} ${actions.open ? classes['openable'] : ''}`}
      style={{ gridTemplateColumns: props.template, transform: `translateY(${props.start}px)` }}
      onDoubleClick={() => actions.open?.(row)}
    >
      {ticked !== null && (
        <div role="gridcell" className={`${classes['cell']} ${classes['frozen']}`} style={{ left: 0, display: 'flex', alignItems: 'center' }}>
          <input type="checkbox" className={classes['tick']} tabIndex={-1} aria-label={`勾选第 ${index + 1} 行`} checked={ticked} onChange={() => actions.tick(row)} />
        </div>
      )}
      {columns.map((column, at) => {
        const place = cellPlace(columns, at, ticked !== null);
        const tone = column.tone?.(row);
        const shown = shownValue(column, row);
        return (
          <div
            key={column.id} id={`${props.gridId}-${index}-${at}`} role="gridcell" aria-colindex={at + 1} style={place.style}
            className={`${place.className} ${tone ? classes[tone] : ''} ${marks(props, at)}`}
            title={shown === '' ? undefined : shown} onMouseDown={point(at)}
          >
            {column.cell === undefined ? shown : column.cell(row)}
          </div>
        );
      })}
    </div>
  );
}

export const BodyRow = memo(PlainRow) as typeof PlainRow;
