import { Checkbox } from '@mantine/core';
import type { MouseEvent, ReactElement } from 'react';
import type { DataColumn } from './data-column.ts';
import classes from './data-table.module.css';
import { cellPlace } from './layout.ts';
import { shownValue } from './table-view.ts';
import type { GridPosition } from './use-grid-position.ts';

interface BodyRowProps<Row> {
  readonly row: Row;
  readonly index: number;
  /** Pixels from the top of the body. */
  readonly start: number;
  readonly columns: readonly DataColumn<Row>[];
  readonly template: string;
  readonly gridId: string;
  readonly position: GridPosition;
  /** Null where rows can't be ticked. */
  readonly ticked: boolean | null;
  readonly onTick: () => void;
  readonly onPoint: (column: number, extend: boolean) => void;
  readonly onOpen?: () => void;
  readonly measure?: (element: Element | null) => void;
}

function isBetween(value: number, one: number, other: number): boolean {
  return value >= Math.min(one, other) && value <= Math.max(one, other);
}

function marks(position: GridPosition, row: number, column: number): string {
  const { active, anchor } = position;
  const isActive = active.row === row && active.column === column;
  const isRanged = (active.row !== anchor.row || active.column !== anchor.column)
    && isBetween(row, active.row, anchor.row) && isBetween(column, active.column, anchor.column);
  return `${isActive ? classes['active'] : ''} ${isRanged ? classes['ranged'] : ''}`;
}

export function BodyRow<Row>(props: BodyRowProps<Row>): ReactElement {
  const { row, index, columns, position, ticked, measure } = props;
  const point = (column: number) => (event: MouseEvent): void => {
    if ((event.target as HTMLElement).closest('button, a, input') === null) props.onPoint(column, event.shiftKey);
  };
  return (
    <div
      role="row" aria-rowindex={index + 2} data-index={index} ref={measure}
      {...(ticked === null ? {} : { 'aria-selected': ticked })}
      className={`${classes['row']} ${ticked ? classes['selected'] : ''} ${props.onOpen ? classes['openable'] : ''}`}
      style={{ gridTemplateColumns: props.template, transform: `translateY(${props.start}px)` }}
      onDoubleClick={props.onOpen}
    >
      {ticked !== null && (
        <div role="gridcell" className={`${classes['cell']} ${classes['frozen']}`} style={{ left: 0, display: 'flex', alignItems: 'center' }}>
          <Checkbox size="xs" tabIndex={-1} aria-label={`勾选第 ${index + 1} 行`} checked={ticked} onChange={props.onTick} />
        </div>
      )}
      {columns.map((column, at) => {
        const place = cellPlace(columns, at, ticked !== null);
        const tone = column.tone?.(row);
        const shown = shownValue(column, row);
        return (
          <div
            key={column.id} id={`${props.gridId}-${index}-${at}`} role="gridcell" aria-colindex={at + 1} style={place.style}
            className={`${place.className} ${tone ? classes[tone] : ''} ${marks(position, index, at)}`}
            title={shown === '' ? undefined : shown} onMouseDown={point(at)}
          >
            {column.cell === undefined ? shown : column.cell(row)}
          </div>
        );
      })}
    </div>
  );
}
