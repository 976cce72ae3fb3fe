import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import type { ReactElement } from 'react';
import { ColumnFilter } from './column-filter.tsx';
import type { DataColumn, Filters, Sorting } from './data-column.ts';
import classes from './data-table.module.css';
import { cellPlace } from './layout.ts';

interface TableHeadProps<Row> {
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly template: string;
  readonly sorting: Sorting | null;
  readonly onSort: (columnId: string) => void;
  readonly filtering: boolean;
  readonly filters: Filters;
  readonly onFilter: (columnId: string, value: string | readonly string[]) => void;
  /** Undefined where rows can't be ticked. */
  readonly ticks?: { readonly all: boolean; readonly some: boolean; readonly onAll: () => void } | undefined;
}

const arrow = { ascending: ' ↑', descending: ' ↓' } as const;

function PlainHead<Row>({ columns, rows, template, sorting, onSort, filtering, filters, onFilter, ticks }: TableHeadProps<Row>): ReactElement {
  const row = { className: classes['row'], style: { gridTemplateColumns: template }, role: 'row' };
  return (
    <div className={classes['head']} role="rowgroup">
      <div {...row} aria-rowindex={1}>
        {ticks && (
          <div role="columnheader" className={`${classes['cell']} ${classes['frozen']}`} style={{ left: 0, display: 'flex', alignItems: 'center' }}>
            <Checkbox size="xs" aria-label="全部勾选" checked={ticks.all} indeterminate={ticks.some} onChange={ticks.onAll} />
          </div>
        )}
        {columns.map((column, index) => {
          const place = cellPlace(columns, index, ticks !== undefined);
          const direction = sorting?.columnId === column.id ? sorting.direction : undefined;
          return (
            <div key={column.id} role="columnheader" aria-sort={direction ?? 'none'} style={place.style} className={`${place.className} ${classes['headCell']}`}>
              <button type="button" className={classes['sort']} title={`按${column.title}排序`} onClick={() => onSort(column.id)}>
                {column.title}{direction ? arrow[direction] : ''}
              </button>
              {column.note !== undefined && <span className={classes['note']} title={column.note}>{column.note}</span>}
            </div>
          );
        })}
      </div>
      {filtering && (
        <div {...row}>
          {ticks && <div role="gridcell" className={`${classes['cell']} ${classes['frozen']}`} style={{ left: 0 }} />}
          {columns.map((column, index) => {
            const place = cellPlace(columns, index, ticks !== undefined);
            return (
              <div key={column.id} role="gridcell" style={place.style} className={`${place.className} ${classes['filter']}`}>
                <ColumnFilter column={column} rows={rows} value={filters[column.id]} onChange={(value) => onFilter(column.id, value)} />
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}

export const TableHead = memo(PlainHead) as typeof PlainHead;
