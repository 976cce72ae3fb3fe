import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useId, useMemo, useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent, ReactElement, ReactNode } from 'react';
import { tellDone } from '#renderer/bridge/tell.ts';
import { useLatest } from '../use-latest.ts';
import type { DataColumn, Filters, Sorting } from './data-column.ts';
import classes from './data-table.module.css';
import { gridTemplate } from './layout.ts';
import { TableHead } from './table-head.tsx';
import { BodyRow, marksOf } from './table-row.tsx';
import type { RowActions } from './table-row.tsx';
import { TableTotals } from './table-totals.tsx';
import { formatTsv, parseTsv, viewRows } from './table-view.ts';
import { useGridPosition } from './use-grid-position.ts';
import type { Position } from './use-grid-position.ts';

export interface DataTableProps<Row> {
  /** The accessible name of the grid, e.g. “学生名册”. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly DataColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  /** Enter or a double click. */
  readonly onOpen?: (row: Row) => void;
  /** The active row changes (arrows, click): for a panel beside the table. */
  readonly onActive?: (row: Row) => void;
  /** Rows can be ticked when both are given. */
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (keys: ReadonlySet<string>) => void;
  /** Cells pasted from a spreadsheet, with the key of the active row and the id of the active column. */
  readonly onPaste?: (cells: string[][], at: { rowKey: string; columnId: string; visible: readonly Row[] }) => void;
  /** Long sentences break instead of being cut. */
  readonly wrap?: boolean;
  /** Left of the row count: buttons and tags of the page. */
  readonly tools?: ReactNode;
  /** Shown instead of the table when there are no rows at all. */
  readonly empty?: ReactNode;
  readonly initialFilters?: Filters;
  readonly initialSorting?: Sorting;
  /** How tall it may grow, any CSS length; by default what its flex parent leaves, at most the window. */
  readonly maxHeight?: string;
  readonly openHint?: string;
}

function nextSorting(sorting: Sorting | null, columnId: string): Sorting | null {
  if (sorting?.columnId !== columnId) return { columnId, direction: 'ascending' };
  return sorting.direction === 'ascending' ? { columnId, direction: 'descending' } : null;
}

/** The one table: sorted, filtered, totalled, virtualised, by mouse or keyboard, copied as Excel copies. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactElement {
  const { label, rows, columns, rowKey, onOpen, onActive, selected, onSelect, onPaste } = props;
  const [sorting, setSorting] = useState<Sorting | null>(props.initialSorting ?? null);
  const [filters, setFilters] = useState<Filters>(props.initialFilters ?? {});
  const [filtering, setFiltering] = useState(Object.keys(filters).length > 0);
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const visible = useMemo(() => viewRows(rows, columns, filters, sorting), [rows, columns, filters, sorting]);
  const position = useGridPosition(visible.length, columns.length);
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const headHeight = (columns.some((column) => column.note !== undefined) ? 54 : 31) + (filtering ? 30 : 0);
  const virtual = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => Math.round(31 * scale),
    overscan: 6,
    getItemKey: (index) => { const row = visible[index]; return row === undefined ? index : rowKey(row); },
    // The head scrolls with the rows but covers them, and so does the totals row.
    scrollPaddingEnd: (headHeight + 36) * scale,
  });
  const ticked = selected ?? null;
  const template = gridTemplate(columns, ticked !== null);
  const active = visible[position.active.row];
  const tickable = ticked !== null && onSelect !== undefined;

  const goTo = (to: Position, extend: boolean): void => {
    position.moveTo(to, extend);
    const row = visible[to.row];
    if (row !== undefined) onActive?.(row);
  };
  const tick = (row: Row): void => {
    if (!tickable) return;
    const next = new Set(ticked);
    if (!next.delete(rowKey(row))) next.add(rowKey(row));
    onSelect(next);
  };
  const tickRange = (from: number, to: number): void => {
    if (!tickable) return;
    const range = visible.slice(Math.min(from, to), Math.max(from, to) + 1).map(rowKey);
    onSelect(new Set([...ticked, ...range]));
  };
  const tickAll = (): void => {
    if (!tickable) return;
    const all = visible.length > 0 && visible.every((row) => ticked.has(rowKey(row)));
    onSelect(all ? new Set() : new Set(visible.map(rowKey)));
  };
  const point = (row: number, column: number, extend: boolean): void => {
    if (extend) tickRange(position.anchor.row, row);
    goTo({ row, column }, extend);
  };
  const latest = useLatest({ tick, point, onOpen, tickAll });
  const opens = onOpen !== undefined;
  const actions = useMemo((): RowActions<Row> => ({
    tick: (row) => latest.current.tick(row), point: (...at) => latest.current.point(...at), open: opens ? (row) => latest.current.onOpen?.(row) : null,
  }), [opens, latest]);
  const allTicked = tickable && visible.length > 0 && ticked.size >= visible.length;
  const someTicked = tickable && ticked.size > 0 && ticked.size < visible.length;
  const ticks = useMemo(() => (tickable ? { all: allTicked, some: someTicked, onAll: () => latest.current.tickAll() } : undefined), [tickable, allTicked, someTicked, latest]);
  const sortBy = useCallback((columnId: string): void => setSorting((now) => nextSorting(now, columnId)), []);
  const filterBy = useCallback((columnId: string, value: string | readonly string[]): void => setFilters((now) => ({ ...now, [columnId]: value })), []);
  const copied = (): string => {
    if (ticked !== null && ticked.size > 0) return formatTsv(visible.filter((row) => ticked.has(rowKey(row))), columns, true);
    const { active: to, anchor: from } = position;
    const inRange = (a: number, b: number, index: number): boolean => index >= Math.min(a, b) && index <= Math.max(a, b);
    return formatTsv(
      visible.filter((_, index) => inRange(from.row, to.row, index)),
      columns.filter((_, index) => inRange(from.column, to.column, index)), false);
  };
  const copy = (event: ClipboardEvent): void => {
    const marked = window.getSelection()?.isCollapsed === false && (ticked === null || ticked.size === 0);
    if (marked || (event.target as HTMLElement).matches('input, textarea') || visible.length === 0) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', copied());
    tellDone('已复制，可粘贴到 Excel 或 WPS');
  };
  const paste = (event: ClipboardEvent): void => {
    const column = columns[position.active.column];
    if (onPaste === undefined || active === undefined || column === undefined || (event.target as HTMLElement).matches('input, textarea')) return;
    event.preventDefault();
    onPaste(parseTsv(event.clipboardData.getData('text/plain')), { rowKey: rowKey(active), columnId: column.id, visible });
  };
  const press = (event: KeyboardEvent): void => {
    if ((event.target as HTMLElement) !== scroller.current) return;
    const moved = position.moveByKey(event);
    if (moved !== null) {
      virtual.scrollToIndex(moved.row);
      const row = visible[moved.row];
      if (row !== undefined) onActive?.(row);
      if (event.shiftKey && moved.row !== position.active.row) tickRange(position.anchor.row, moved.row);
    } else if (event.key === 'Enter' && active !== undefined && onOpen !== undefined) {
      event.preventDefault();
      onOpen(active);
    } else if (event.key === ' ') {
      event.preventDefault();
      if (active !== undefined) tick(active);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (tickable) onSelect(new Set(visible.map(rowKey)));
    }
  };

  if (rows.length === 0 && props.empty !== undefined) return <>{props.empty}</>;
  const filtered = visible.length !== rows.length;
  return (
    <div className={classes['table']}>
      <div className={classes['toolbar']}>
        <div className={classes['tools']}>{props.tools}</div>
        <span className={classes['count']} role="status">
          {filtered ? `显示 ${visible.length.toLocaleString('zh-CN')} 行，共 ${rows.length.toLocaleString('zh-CN')} 行` : `共 ${rows.length.toLocaleString('zh-CN')} 行`}
          {ticked !== null && ticked.size > 0 ? `，已勾选 ${ticked.size.toLocaleString('zh-CN')} 行` : ''}
        </span>
        {filtered && <Button variant="subtle" onClick={() => setFilters({})}>清除筛选</Button>}
        <Button variant="default" aria-pressed={filtering} onClick={() => { setFiltering(!filtering); if (filtering) setFilters({}); }}>
          {filtering ? '收起筛选' : '筛选'}
        </Button>
      </div>
      <div
        ref={scroller} id={gridId} role="grid" tabIndex={0} aria-label={label}
        aria-rowcount={visible.length + 1} aria-colcount={columns.length} aria-multiselectable={ticked !== null}
        aria-activedescendant={active === undefined ? undefined : `${gridId}-${position.active.row}-${position.active.column}`}
        className={`${classes['grid']} ${props.wrap ? classes['wrap'] : ''}`}
        style={{ maxHeight: props.maxHeight ?? 'calc(100vh - 9rem)' }}
        onKeyDown={press} onCopy={copy} onPaste={paste}
      >
        <div className={classes['inner']}>
          <TableHead
            columns={columns} rows={rows} template={template} sorting={sorting} filtering={filtering} filters={filters}
            onSort={sortBy} onFilter={filterBy} ticks={ticks}
          />
          <div className={classes['body']} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = visible[item.index];
              return row === undefined ? null : (
                <BodyRow
                  key={item.key} row={row} index={item.index} start={item.start} columns={columns} template={template} gridId={gridId}
                  {...marksOf(position, item.index)} ticked={ticked === null ? null : ticked.has(rowKey(row))} actions={actions}
                  measure={props.wrap ? virtual.measureElement : undefined}
                />
              );
            })}
          </div>
          {visible.length === 0 && <div className={classes['none']}>没有符合筛选的行。请改一改筛选条件，或点“清除筛选”。</div>}
          {columns.some((column) => column.total !== undefined) && <TableTotals columns={columns} rows={visible} template={template} ticks={ticked !== null} />}
        </div>
      </div>
      <div className={classes['hints']} aria-hidden="true">
        <span><kbd>↑↓←→</kbd> 移动</span>
        {onOpen && <span><kbd>Enter</kbd> {props.openHint ?? '打开'}</span>}
        {tickable && <span><kbd>空格</kbd> 勾选　<kbd>Shift</kbd> 连续勾选</span>}
        <span><kbd>Ctrl C</kbd> 复制到 Excel</span>
        {onPaste && <span><kbd>Ctrl V</kbd> 从 Excel 粘贴</span>}
      </div>
    </div>
  );
}
