import type { CSSProperties } from 'react';
import type { DataColumn } from './data-column.ts';
import classes from './data-table.module.css';

export const tickWidth = 34;
const rem = (pixels: number): string => `${pixels / 16}rem`;

export function gridTemplate<Row>(columns: readonly DataColumn<Row>[], ticks: boolean): string {
  const tracks = columns.map((column) => (column.grow ? `minmax(${rem(column.width)}, 1fr)` : rem(column.width)));
  return [...(ticks ? [rem(tickWidth)] : []), ...tracks].join(' ');
}

/** Where a frozen column sticks: after the frozen ones before it. */
function frozenLeft<Row>(columns: readonly DataColumn<Row>[], index: number, ticks: boolean): number {
  return columns.slice(0, index).reduce((left, column) => left + column.width, ticks ? tickWidth : 0);
}

export function cellPlace<Row>(columns: readonly DataColumn<Row>[], index: number, ticks: boolean): { className: string; style?: CSSProperties } {
  const column = columns[index];
  const number = column?.kind === 'number' || column?.kind === 'money' ? classes['number'] : '';
  if (column?.frozen !== true) return { className: `${classes['cell']} ${number}` };
  const last = columns[index + 1]?.frozen === true ? '' : classes['lastFrozen'];
  return { className: `${classes['cell']} ${number} ${classes['frozen']} ${last}`, style: { left: rem(frozenLeft(columns, index, ticks)) } };
}
